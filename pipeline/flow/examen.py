"""One file, from the gate to a fact: accepted or refused on itself and its référentiel alone (contrat.md)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline import validation
from pipeline.documents.polices import imprimable
from pipeline.inbox import gate
from pipeline.model.anomalie import Anomalie, Constat, Place
from pipeline.model.base import Frozen
from pipeline.model.classeur import Formulaire, Lecture
from pipeline.model.faits import Contenu, EtatDepot, Grille, Jpn, Piece, ProcesVerbal
from pipeline.model.moment import jour_a_paris
from pipeline.model.referentiel import Referentiel
from pipeline.model.resultat import ResultatBloc
from pipeline.model.session import CompteRendu, Convoque, Session, Sorte
from pipeline.model.vocabulaire import Voie
from pipeline.rules import jury_paritaire, nommage, proces_verbal
from pipeline.rules.durees import phases_hors_bornes
from pipeline.rules.evaluation import evaluer
from pipeline.rules.jury_paritaire import Inscrit
from pipeline.rules.session import compte_rendu
from pipeline.rules.session.carnet import carnet_valable
from pipeline.rules.session.changements import differences
from pipeline.rules.session.situation import SituationSession
from pipeline.texts import dire_tout
from pipeline.validation import Tri, Valeurs, Validateur
from pipeline.workbooks.read import lire

from .atelier import Atelier, Bilan
from .jpn import docket
from .session import listes


@dataclass(frozen=True)
class Connu:
    """What the register knows that one file is held against: dockets, the session that convenes each candidature."""

    dockets: Mapping[dt.date, Mapping[str, Inscrit]] = field(default_factory=dict)
    convoques: Mapping[str, SituationSession] = field(default_factory=dict)
    recues: Mapping[str, Mapping[str, dt.date]] = field(default_factory=dict)  # the day each piece came
    sessions: Mapping[str, Session] = field(default_factory=dict)
    noms: Mapping[str, nommage.Connue] = field(default_factory=dict)

    def convoque(self, candidature: str) -> Convoque | None:
        s = self.convoques.get(candidature)
        return s.session.convoque(candidature) if s else None

    def majoration(self, candidature: str) -> int:
        """The extra time granted, in percent (K29)."""
        convoque = self.convoque(candidature)
        return (convoque and convoque.amenagement and convoque.amenagement.temps_supplementaire) or 0


def connaitre(bilan: Bilan) -> Connu:
    return Connu(
        dockets=docket.dockets(bilan),
        convoques={c.candidature: s for s in bilan.sessions.values() for c in s.session.candidats},
        recues={id_: recu.pieces for id_, recu in bilan.faits.dossiers.items()},
        sessions={id_: s.session for id_, s in bilan.sessions.items()},
        noms=dict(_nommees(bilan)),
    )


def _nommees(bilan: Bilan) -> Iterator[tuple[str, nommage.Connue]]:
    """By candidature, as its PV names it; as its session does, where there is one."""
    for id_, recu in bilan.faits.dossiers.items():
        if recu.pv:
            yield id_, nommage.Connue(recu.pv.session, recu.pv.nom, recu.pv.prenom)
    for s in bilan.sessions.values():
        for c in s.session.candidats:
            yield c.candidature, nommage.Connue(s.session.session, c.nom or "", c.prenom or "")


class Examen(Frozen):
    """What is known of a file once examined; nothing has been written anywhere."""

    etat: EtatDepot
    type: str | None = None
    candidature: str | None = None
    session: str | None = None
    repere: str | None = None
    anomalies: tuple[Anomalie, ...] = ()
    contenu: Contenu | None = None
    places: dict[str, Place] = {}
    bloc: ResultatBloc | None = None
    corrige: str | None = None


def examiner(copie: Path, fichier: str, atelier: Atelier, connu: Connu) -> Examen:
    """`fichier` is the name it was dropped under."""
    verdict = gate.examiner(copie, atelier.espace.reglages.inbox, fichier)
    if verdict.ignore:
        constat = Constat(code=verdict.ignore)
        return Examen(etat=EtatDepot.IGNORE, anomalies=dire_tout([constat], {}, atelier.anomalies))
    if not verdict.accepte:
        return _a_la_porte(verdict, copie, atelier)
    if verdict.liste:
        return _liste(copie, *verdict.liste, atelier, connu)
    if verdict.piece:
        candidature, piece = verdict.piece
        contenu = Piece(candidature=candidature, piece=piece)
        return Examen(etat=EtatDepot.ACCEPTE, type="piece", candidature=candidature, contenu=contenu)
    return _classeur(lire(copie), fichier, atelier, connu)


def _a_la_porte(verdict: gate.Verdict, copie: Path, atelier: Atelier) -> Examen:
    """Refused for what it is; where its name says its place, that is known."""
    if verdict.genre == "csv" and not listes.ressemble(copie.read_bytes(), atelier):
        return _refus((Constat(code="CSV_PAS_UNE_LISTE"),), atelier)
    if verdict.piece is None:
        return _refus(verdict.constats, atelier)
    candidature, piece = verdict.piece
    return _refus(verdict.constats, atelier, type_="piece", candidature=candidature, repere=piece)


def _liste(copie: Path, session: str, sorte: Sorte, atelier: Atelier, connu: Connu) -> Examen:
    """Rows of people, known by the titles of their columns."""
    liste, constats = listes.lire_la_liste(copie.read_bytes(), session, sorte, atelier)
    if liste and session not in connu.sessions and listes.referentiel_nomme(liste, atelier) is None:
        valeurs = {"session": session, "codes": ", ".join(atelier.referentiels.codes)}
        liste, constats = None, (Constat(code="LISTE_SANS_CQP", valeurs=valeurs),)
    if liste is None:
        return _refus(constats, atelier, type_="liste", session=session, repere=sorte)
    anomalies = dire_tout(constats, {}, atelier.anomalies)
    return Examen(etat=EtatDepot.ACCEPTE, type="liste", session=session, anomalies=anomalies, contenu=liste)


def _refus(
    constats: tuple[Constat, ...],
    atelier: Atelier,
    places: Mapping[str, Place] | None = None,
    type_: str | None = None,
    referentiel: Referentiel | None = None,
    **connu: str | None,
) -> Examen:
    anomalies = dire_tout(constats, places or {}, atelier.anomalies_de(referentiel))
    return Examen(etat=EtatDepot.REFUSE, type=type_, anomalies=anomalies, places=dict(places or {}), **connu)


def _classeur(lecture: Lecture, fichier: str, atelier: Atelier, connu: Connu) -> Examen:
    examen = _du_classeur(lecture, fichier, atelier, connu)
    return examen.model_copy(update={"corrige": lecture.identite.corrige}) if lecture.identite else examen


def _du_classeur(lecture: Lecture, fichier: str, atelier: Atelier, connu: Connu) -> Examen:
    places = lecture.places()
    type_ = lecture.identite.type if lecture.identite else None
    formulaire, constats = validation.identifier(lecture, atelier.referentiels)
    constats = (*lecture.constats, *constats)
    if formulaire is None:
        return _refus(constats, atelier, places, type_)
    referentiel = _du_formulaire(formulaire, atelier)
    validateur = Validateur(argument=atelier.espace.reglages.argument, imprimable=imprimable)
    valeurs, fautes = validation.valider(lecture, formulaire, validateur)
    deplacees = validation.etiquettes.verifier(lecture, formulaire, atelier.etiquettes)
    constats = validation.taire(formulaire, (*constats, *fautes, *deplacees))
    dits = {k: str(valeurs[f"fiche_{k}"]) for k in ("candidature", "session") if valeurs.get(f"fiche_{k}")}
    repere = _repere(formulaire, valeurs)
    tri = validation.separer(formulaire, constats, valeurs)
    if any(map(atelier.bloque, tri.du_fichier)):
        return _refus(constats, atelier, places, type_, referentiel, repere=repere, **dits)
    contenu = _adopter(_contenu(formulaire, valeurs, tri, atelier), connu)
    du_nom = _du_nom(fichier, contenu, atelier, connu)
    des_regles = (*_regles(contenu, atelier, connu, formulaire, valeurs), *du_nom)
    constats = (*constats, *des_regles)
    if any(map(atelier.bloque, des_regles)):
        return _refus(constats, atelier, places, type_, referentiel, repere=repere, **dits)
    return Examen(
        etat=EtatDepot.ACCEPTE,
        type=type_,
        anomalies=dire_tout(constats, places, atelier.anomalies_de(referentiel)),
        contenu=contenu,
        places=places,
        repere=repere,
        bloc=_bloc(contenu, atelier),
        **dits,
    )


def _repere(formulaire: Formulaire, valeurs: Valeurs) -> str | None:
    """What tells its place besides its candidature and its session (`rules/attente.py`)."""
    cellules = {"jpn": "jpn_date", "formation-jury": "formation_code", "compte-rendu": "fiche_jury"}
    trouve = valeurs.get(cellules.get(formulaire.identite.type, ""))
    return formulaire.identite.bloc or (None if trouve is None else str(trouve))


def _contenu(formulaire: Formulaire, valeurs: Valeurs, tri: Tri, atelier: Atelier) -> Contenu:
    match formulaire.identite.type:
        case "jpn":
            return validation.jpn(valeurs, formulaire)
        case "planning":
            return validation.planning(valeurs, formulaire)
        case "formation-jury":
            return validation.formation(valeurs, formulaire, tri.lignes)
        case "compte-rendu":
            return validation.compte_rendu(valeurs, formulaire)
        case "demande":
            return validation.demande(valeurs, formulaire, tri.lignes)
    return _du_referentiel(formulaire, valeurs, tri, atelier)


def _adopter(contenu: Contenu, connu: Connu) -> Contenu:
    """A list adopted at once decides what its docket proposes; the fact says it in full."""
    if isinstance(contenu, Jpn) and contenu.liste_adoptee:
        return jury_paritaire.adopter(contenu, connu.dockets.get(contenu.date, {}))
    return contenu


def _du_formulaire(formulaire: Formulaire, atelier: Atelier) -> Referentiel | None:
    code, version = formulaire.identite.referentiel, formulaire.identite.version
    return atelier.referentiel(code, version) if code and version else None


def _du_referentiel(formulaire: Formulaire, valeurs: Valeurs, tri: Tri, atelier: Atelier) -> Contenu:
    identite = formulaire.identite
    referentiel = atelier.referentiel(identite.referentiel or "", identite.version or "")
    if identite.type == "session":
        return validation.session(valeurs, formulaire, referentiel, tri.lignes)
    if identite.type == "grille":
        return validation.grille(valeurs, referentiel, identite.bloc or "")
    return validation.pv(valeurs, referentiel)


def _regles(
    contenu: Contenu, atelier: Atelier, connu: Connu, formulaire: Formulaire, valeurs: Valeurs
) -> Iterator[Constat]:
    """The rules that one file must follow by itself."""
    match contenu:
        case Grille() as grille:
            yield from _durees(grille, connu, atelier)
            yield from _date(grille.date, "fiche_date", atelier)
            yield from _sans_carnet(grille, connu)
        case ProcesVerbal() as pv:
            yield from proces_verbal.verifier(pv, _referentiel(pv, atelier), connu.majoration(pv.candidature))
            yield from _date(pv.date, "fiche_date", atelier)
        case Jpn():
            yield from _date(contenu.date, "jpn_date", atelier)
            yield from _jpn(contenu, connu.dockets, formulaire, valeurs)
        case Session() as session:
            yield from _corrigee(session, connu, atelier)
        case CompteRendu():
            yield from compte_rendu.verifier(contenu)
            yield from _date(contenu.date, "fiche_date", atelier)
        case _:
            pass


def _durees(grille: Grille, connu: Connu, atelier: Atelier) -> Iterator[Constat]:
    """In VAE no épreuve is timed (S3 §3.2); the PV says the voie when no session does."""
    convoque = connu.convoque(grille.candidature)
    if convoque is None or convoque.voie is not Voie.VAE:
        majoration = connu.majoration(grille.candidature)
        yield from phases_hors_bornes(grille, _referentiel(grille, atelier), majoration)


def _du_nom(fichier: str, contenu: Contenu, atelier: Atelier, connu: Connu) -> Iterator[Constat]:
    if isinstance(contenu, Grille | ProcesVerbal):
        blocs = tuple(b.code for b in _referentiel(contenu, atelier).blocs)
        yield from nommage.verifier(fichier, contenu, blocs, connu.noms)


def _corrigee(session: Session, connu: Connu, atelier: Atelier) -> Iterator[Constat]:
    """What a corrected session changes, said to who drops it."""
    avant = connu.sessions.get(session.session)
    if avant and (avant.referentiel, avant.version) == (session.referentiel, session.version):
        yield from differences(avant, session, atelier.referentiel(session.referentiel, session.version))


def _sans_carnet(grille: Grille, connu: Connu) -> Iterator[Constat]:
    """Without a carnet deposited in time the candidate cannot be evaluated (N-016)."""
    s = connu.convoques.get(grille.candidature)
    convoque = s.session.convoque(grille.candidature) if s else None
    if s is None or convoque is None:
        return
    code = s.referentiel.organisation.carnet if s.referentiel.organisation else ""
    recue_le = connu.recues.get(grille.candidature, {}).get(code)
    constat = carnet_valable(convoque, s.referentiel, s.jour_de(grille.candidature), recue_le)
    if constat:
        yield constat.model_copy(update={"noms": ("fiche_candidature",)})


def _referentiel(contenu: Grille | ProcesVerbal, atelier: Atelier) -> Referentiel:
    return atelier.referentiel(contenu.referentiel, contenu.version)


def _date(date: dt.date, champ: str, atelier: Atelier) -> Iterator[Constat]:
    """What has not taken place yet has no result (S0 §3.1)."""
    if date > jour_a_paris(atelier.maintenant):
        yield Constat(code="DATE_A_VENIR", noms=(champ,), valeurs={"date": f"{date:%d/%m/%Y}"})


def _jpn(
    seance: Jpn, dockets: Mapping[dt.date, Mapping[str, Inscrit]], formulaire: Formulaire, valeurs: Valeurs
) -> Iterator[Constat]:
    inscrits = dockets.get(seance.date)
    if inscrits is None:
        yield Constat(code="JPN_SANS_ORDRE_DU_JOUR", noms=("jpn_date",), valeurs={"date": f"{seance.date:%d/%m/%Y}"})
        return
    prefixe = "dossier_numero_"
    lignes = {str(v): int(n.removeprefix(prefixe)) for n, v in valeurs.items() if n.startswith(prefixe)}
    ordonne = formulaire.identite.session == seance.date.isoformat()
    yield from jury_paritaire.verifier(seance, inscrits, lignes, ordonne=ordonne)


def _bloc(contenu: Contenu, atelier: Atelier) -> ResultatBloc | None:
    return evaluer(_referentiel(contenu, atelier), contenu.bloc, contenu) if isinstance(contenu, Grille) else None

"""Where each candidature stands: judged from the facts alone, so that their order of arrival never matters."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.model.anomalie import Constat
from pipeline.model.base import Frozen
from pipeline.model.etat import EtatCandidature
from pipeline.model.faits import DecisionDossier, ProcesVerbal
from pipeline.model.referentiel import Referentiel
from pipeline.model.resultat import Ecart, Issue, ResultatBloc
from pipeline.model.session import Convoque
from pipeline.model.vocabulaire import Attribution, Decision, Deroulement, Participation, plier

from . import coherence, identite
from .evaluation import evaluer, issue
from .faits import DossierRecu, FaitsEnVigueur
from .session.autorite import contredire
from .session.situation import Retenue, SituationSession

SANS_EPREUVE = {
    Deroulement.REPORTE: EtatCandidature.REPORTEE,
    Deroulement.ABSENT: EtatCandidature.ABSENT,
    Deroulement.EXCUSE: EtatCandidature.EXCUSE,
}


class Inscription(Frozen):
    """A candidature on the docket of a JPN, with what was decided and when it was proclaimed."""

    date: dt.date
    numero: str
    decision: DecisionDossier | None = None
    proclamee_le: dt.datetime | None = None


SANS_PASSAGE = {
    Participation.REPORTE: EtatCandidature.REPORTEE,
    Participation.DESISTE: EtatCandidature.EXCUSE,
}


class Situation(Frozen):
    """What is judged of one candidature; the sentences come later. `convoque`: as its session convenes it."""

    id: str
    recu: DossierRecu
    session: str | None
    convoque: Convoque | None = None
    referentiel: Referentiel | None
    personne: str | None
    etat: EtatCandidature
    manque: tuple[Constat, ...] = ()
    constats: tuple[Constat, ...] = ()
    blocs: tuple[ResultatBloc, ...] = ()
    calcul: Issue | None = None
    avis: Issue | None = None
    ecarts: tuple[Ecart, ...] = ()
    acquis_avant: frozenset[str] = frozenset()
    inscriptions: tuple[Inscription, ...] = ()

    @property
    def inscription(self) -> Inscription | None:
        return self.inscriptions[-1] if self.inscriptions else None


class AcquisBloc(Frozen):
    """A bloc attributed by a proclaimed decision. It never expires (G-097)."""

    personne: str
    candidature: str
    numero: str
    referentiel: str
    version: str
    bloc: str
    date: dt.date


class Contexte(Frozen):
    """What judging needs besides the facts, each a plain value."""

    referentiels: dict[tuple[str, str], Referentiel]
    dockets: dict[dt.date, dict[str, str]]
    proclamations: dict[dt.date, dt.datetime]
    pv_signe_obligatoire: bool = True
    sessions: dict[str, SituationSession] = {}


class Jugement(Frozen):
    situations: tuple[Situation, ...]
    acquis: tuple[AcquisBloc, ...]

    def acquis_avant(self, s: Situation) -> tuple[AcquisBloc, ...]:
        """What the person held before this candidature was decided."""
        return _avant(self.acquis, s.personne, s.inscriptions)


def _avant(
    acquis: Iterable[AcquisBloc], personne: str | None, inscriptions: tuple[Inscription, ...]
) -> tuple[AcquisBloc, ...]:
    """Until a candidature is on the docket that decides it, all that its person holds counts."""
    fin = inscriptions[-1].date if inscriptions and not _rouverte(inscriptions) else dt.date.max
    return tuple(a for a in acquis if a.personne == personne and a.date < fin)


def _rouverte(inscriptions: tuple[Inscription, ...]) -> bool:
    """Adjourned by its last JPN, once proclaimed: it waits for the next docket (K4)."""
    if not inscriptions or inscriptions[-1].proclamee_le is None:
        return False
    decision = inscriptions[-1].decision
    return decision is not None and decision.decision is Decision.AJOURNEE


def juger(faits: FaitsEnVigueur, contexte: Contexte, bloque: Callable[[Constat], bool]) -> Jugement:
    """`bloque` says whether a constat withholds the dossier (its gravity is the catalogue's)."""
    inscriptions = inscrire(faits, contexte.dockets, contexte.proclamations)
    acquis = attribuer(faits, inscriptions)
    monde = _Monde(faits, contexte, _sessions(faits, contexte), inscriptions, acquis, bloque)
    situations = tuple(_situer(id_, monde) for id_ in sorted({*faits.dossiers, *monde.sessions}))
    return Jugement(situations=tuple(_avec_homonymes(situations)), acquis=acquis)


class _Monde(NamedTuple):
    """All that judging one candidature may look at."""

    faits: FaitsEnVigueur
    contexte: Contexte
    sessions: Mapping[str, SituationSession]  # by candidature
    inscriptions: Mapping[str, tuple[Inscription, ...]]
    acquis: tuple[AcquisBloc, ...]
    bloque: Callable[[Constat], bool]


def _sessions(faits: FaitsEnVigueur, contexte: Contexte) -> dict[str, SituationSession]:
    """The session that speaks for each candidature: the one its PV names, else the last that convenes it."""
    trouvees = {
        c.candidature: s
        for s in sorted(contexte.sessions.values(), key=lambda s: (s.session.date, s.session.session))
        for c in s.session.candidats
    }
    for id_, recu in faits.dossiers.items():
        if recu.session in contexte.sessions:
            trouvees[id_] = contexte.sessions[recu.session]
    return trouvees


def _avec_homonymes(situations: Sequence[Situation]) -> Iterable[Situation]:
    """The same names under another e-mail: nobody but staff can tell whether it is the same person (K17)."""
    par_nom: dict[tuple[str, str], list[Situation]] = {}
    for s in situations:
        if s.recu.pv:
            par_nom.setdefault((plier(s.recu.pv.nom), plier(s.recu.pv.prenom)), []).append(s)
    for s in situations:
        pv = s.recu.pv
        memes = par_nom[plier(pv.nom), plier(pv.prenom)] if pv else []
        autres = ", ".join(a.id for a in memes if a.personne != s.personne)
        if autres:
            noms = ("fiche_nom", "fiche_prenom", "fiche_email")
            constat = Constat(code="PERSONNE_DEJA_CONNUE", noms=noms, valeurs={"candidatures": autres})
            yield s.model_copy(update={"constats": (*s.constats, constat)})
        else:
            yield s


def inscrire(
    faits: FaitsEnVigueur,
    dockets: Mapping[dt.date, Mapping[str, str]],
    proclamations: Mapping[dt.date, dt.datetime],
) -> dict[str, tuple[Inscription, ...]]:
    """The dockets that each candidature was on, in order."""
    trouvees: dict[str, tuple[Inscription, ...]] = {}
    for date in sorted(dockets):
        seance = faits.jpn.get(date)
        decisions = {d.numero: d for d in seance.dossiers} if seance else {}
        for numero, candidature in dockets[date].items():
            une = Inscription(
                date=date,
                numero=numero,
                decision=decisions.get(numero),
                proclamee_le=proclamations.get(date),
            )
            trouvees[candidature] = (*trouvees.get(candidature, ()), une)
    return trouvees


def _personne(pv: ProcesVerbal) -> str:
    return identite.personne(pv.nom, pv.prenom, pv.email, pv.candidature)


def attribuer(faits: FaitsEnVigueur, inscriptions: Mapping[str, tuple[Inscription, ...]]) -> tuple[AcquisBloc, ...]:
    """Every bloc attributed by a proclaimed decision, whoever asks."""
    return tuple(_attribues(faits, inscriptions))


def _attribues(faits: FaitsEnVigueur, inscriptions: Mapping[str, tuple[Inscription, ...]]) -> Iterable[AcquisBloc]:
    for id_, siennes in inscriptions.items():
        recu = faits.dossiers.get(id_)
        if recu is None or recu.pv is None:
            continue
        for i in siennes:
            if i.decision is None or i.proclamee_le is None:
                continue
            for bloc, attribution in sorted(i.decision.blocs.items()):
                if attribution is Attribution.ATTRIBUE and i.decision.decision is not Decision.AJOURNEE:
                    yield AcquisBloc(
                        personne=_personne(recu.pv),
                        candidature=id_,
                        numero=i.numero,
                        referentiel=recu.pv.referentiel,
                        version=recu.pv.version,
                        bloc=bloc,
                        date=i.date,
                    )


def credites(referentiel: Referentiel, acquis: Iterable[AcquisBloc]) -> frozenset[str]:
    """The blocs of this référentiel that these acquired blocs count for: its own, and its equivalences (K17)."""
    comptes = set()
    for a in acquis:
        if (a.referentiel, a.version) == (referentiel.code, referentiel.version):
            comptes.add(a.bloc)
        for e in referentiel.regles.equivalences:
            meme_version = not e.versions or a.version in e.versions
            if (e.referentiel, e.autre_bloc) == (a.referentiel, a.bloc) and meme_version:
                comptes.add(e.bloc)
    return frozenset(comptes)


def _situer(id_: str, monde: _Monde) -> Situation:
    recu, prevue = monde.faits.dossiers.get(id_, DossierRecu(id=id_)), monde.sessions.get(id_)
    contexte, inscriptions, bloque = monde.contexte, monde.inscriptions.get(id_, ()), monde.bloque
    pv = recu.pv
    if pv is None:
        return _sans_pv(recu, contexte, prevue, bloque)
    referentiel = contexte.referentiels[pv.referentiel, pv.version]
    personne = _personne(pv)
    avant = credites(referentiel, _avant(monde.acquis, personne, inscriptions))
    tenu = pv.deroulement is Deroulement.TENU
    grilles = {b: g for b, g in recu.grilles.items() if coherence.meme_referentiel(g, pv)}
    blocs = tuple(evaluer(referentiel, b, grilles.get(b), pv) for b in pv.vises) if tenu else ()
    evalues = tuple(b for b in blocs if b.code in grilles)
    constats = coherence.verifier(pv, recu.grilles, referentiel, evalues, avant) if tenu else ()
    constats = (*constats, *_de_la_session(pv, prevue))
    manque = (*_manque(recu, referentiel, contexte), *_retenu(recu.id, prevue, bloque)) if tenu else ()
    return Situation(
        id=recu.id,
        recu=recu,
        session=pv.session,
        convoque=prevue.session.convoque(recu.id) if prevue else None,
        referentiel=referentiel,
        personne=personne,
        etat=_etat(pv, inscriptions, manque, bloque=any(map(bloque, constats))),
        manque=manque,
        constats=constats,
        blocs=blocs,
        calcul=issue(b.calcul for b in blocs),
        avis=coherence.ISSUES[pv.avis] if tenu and pv.avis else None,
        ecarts=coherence.ecarts(pv, referentiel, evalues) if tenu else (),
        acquis_avant=avant,
        inscriptions=inscriptions,
    )


def _de_la_session(pv: ProcesVerbal, prevue: SituationSession | None) -> tuple[Constat, ...]:
    """The session is the authority; without its workbook its rules do not apply (contrat.md)."""
    if prevue:
        return contredire(pv, prevue)
    constat = Constat(code="SESSION_NON_DECLAREE", noms=("fiche_session",), valeurs={"session": pv.session})
    return (constat,) if pv.deroulement is Deroulement.TENU else ()


def _retenu(id_: str, prevue: SituationSession | None, bloque: Callable[[Constat], bool]) -> tuple[Constat, ...]:
    """What its session still holds it for: a carnet, a declaration, a juror who may not sit (K33, K34)."""
    return tuple(filter(bloque, prevue.raisons(id_, Retenue.PREREMPLI))) if prevue else ()


def _sans_pv(
    recu: DossierRecu,
    contexte: Contexte,
    prevue: SituationSession | None,
    bloque: Callable[[Constat], bool],
) -> Situation:
    grille = next(iter(recu.grilles.values()), None)
    referentiel = contexte.referentiels[grille.referentiel, grille.version] if grille else None
    blocs = tuple(evaluer(contexte.referentiels[g.referentiel, g.version], g.bloc, g) for g in recu.grilles.values())
    convoque = prevue.session.convoque(recu.id) if prevue else None
    etat = EtatCandidature.INCOMPLETE
    if convoque and prevue:
        etat = SANS_PASSAGE.get(convoque.participation, etat)
        etat = EtatCandidature.REPORTEE if recu.id in prevue.reportes else etat
    manque = Constat(code="MANQUE_PV", valeurs={"candidature": recu.id})
    return Situation(
        id=recu.id,
        recu=recu,
        session=recu.session or (prevue.session.session if prevue else None),
        convoque=convoque,
        referentiel=prevue.referentiel if referentiel is None and prevue else referentiel,
        personne=None,
        etat=etat,
        manque=(manque, *_retenu(recu.id, prevue, bloque)) if etat is EtatCandidature.INCOMPLETE else (),
        blocs=blocs,
    )


def _manque(recu: DossierRecu, referentiel: Referentiel, contexte: Contexte) -> Iterable[Constat]:
    """The grids of the blocs aimed at, the pieces owed by this route (K30), the signed PV (K36)."""
    pv = recu.pv
    if pv is None:
        return
    for bloc in pv.vises:
        if bloc not in recu.grilles:
            yield Constat(code="MANQUE_GRILLE", valeurs={"bloc": bloc, "candidature": recu.id})
    for piece in referentiel.pieces:
        if pv.voie in piece.voies and piece.piece not in recu.pieces:
            valeurs = {"piece": piece.piece, "libelle": piece.libelle, "candidature": recu.id}
            yield Constat(code="MANQUE_PIECE", valeurs=valeurs)
    if contexte.pv_signe_obligatoire and "pv-signe" not in recu.pieces:
        yield Constat(code="MANQUE_PV_SIGNE", valeurs={"candidature": recu.id})


def _etat(
    pv: ProcesVerbal, inscriptions: tuple[Inscription, ...], manque: tuple[Constat, ...], *, bloque: bool
) -> EtatCandidature:
    ajournee = _rouverte(inscriptions)
    if inscriptions and not ajournee:
        if inscriptions[-1].decision is None:
            return EtatCandidature.INSCRITE
        return EtatCandidature.PROCLAMEE if inscriptions[-1].proclamee_le else EtatCandidature.DECIDEE
    if pv.deroulement in SANS_EPREUVE:
        return SANS_EPREUVE[pv.deroulement]
    if bloque:
        return EtatCandidature.A_CORRIGER
    if manque:
        return EtatCandidature.INCOMPLETE
    return EtatCandidature.AJOURNEE if ajournee else EtatCandidature.DOSSIER_PRET

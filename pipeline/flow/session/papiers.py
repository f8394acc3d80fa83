"""The documents that a session owes, and where each goes in its kit (S0 §6)."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from pipeline.documents import compose
from pipeline.documents.publish import nom_sur
from pipeline.flow.atelier import Bilan
from pipeline.flow.du import INSTITUT, Du, DuVersionne, dossier_de_session
from pipeline.model.document import Document
from pipeline.model.kit import (
    Attestation,
    CompteRenduRecu,
    ConvocationCandidat,
    ConvocationJury,
    FicheResponsable,
    FinDeConvocation,
    Liberation,
    Version,
)
from pipeline.model.moment import jour_a_paris
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Convoque, Jure
from pipeline.model.vocabulaire import RoleMembre
from pipeline.register import EtatDocument
from pipeline.rules.session.situation import Decommande, JuryForme, Libere, SituationSession
from pipeline.rules.session.vivier import formation_complete
from pipeline.texts import Phrases
from pipeline.validation import modules_de_formation

from . import fixer, matiere, references
from .annonces import CANDIDAT, FIN, JURY, LIBERATION
from .bordereau import bordereau

D = TypeVar("D", ConvocationCandidat, ConvocationJury, Liberation, FinDeConvocation)


def dus(bilan: Bilan) -> Iterator[Du | DuVersionne]:
    for s in bilan.sessions.values():
        mots = bilan.atelier.composition.pour(s.referentiel).phrases("session")
        yield from _convocations(s, bilan, mots)
        yield from _du_jour(s, bilan)
        yield from _par_jure(s, bilan)
        yield from _pour_le_responsable(s, bilan, mots)
    yield from _comptes_rendus(bilan)
    yield from _attestations(bilan)


def _convocations(s: SituationSession, bilan: Bilan, mots: Phrases) -> Iterator[DuVersionne]:
    """Once a session is over, nobody is told anything new of its hours."""
    for c in matiere.a_convoquer(s):
        yield _du_candidat(s, c, bilan, mots)
    for jury, jure in matiere.jures_convoques(s):
        candidats = matiere.entendus(s, jury)
        if candidats and not s.retenu_jure(jure.ligne):
            yield _du_jure(s, jury, jure, bilan, mots)
    if not _close(s, bilan):
        yield from (_liberation(s, libere, bilan) for libere in s.liberes)
        yield from (_fin(s, d, bilan) for d in s.decommandes)


def annulees(bilan: Bilan) -> Iterator[str]:
    """Convocations that are out and that nobody is to receive any more: withdrawn, postponed, released (K35)."""
    for s in bilan.sessions.values():
        attendues = set(matiere.attendues(s))
        for d in bilan.annonces.documents.get(s.session.session, ()):
            seule = d.type in {CANDIDAT, JURY} and d.id.rpartition(":")[0] not in attendues
            if seule and d.etat is EtatDocument.PUBLIE and not _close(s, bilan):
                yield d.id


def _close(s: SituationSession, bilan: Bilan) -> bool:
    return s.session.fin < jour_a_paris(bilan.atelier.maintenant)


def _du_candidat(s: SituationSession, c: Convoque, bilan: Bilan, mots: Phrases) -> DuVersionne:
    id_, donnees = s.session.session, matiere.convocation_candidat(s, c, mots)

    def relire(document: str) -> ConvocationCandidat | None:
        dite = bilan.annonces.dites.get(document)
        alors = bilan.relecteur.situation(dite) if dite else None
        lui = alors.session.convoque(c.candidature) if alors else None
        return matiere.convocation_candidat(alors, lui, mots) if alors and lui else None

    return DuVersionne(
        id=f"{CANDIDAT}:{id_}:{c.candidature}",
        type=CANDIDAT,
        audience="institut",
        candidature=c.candidature,
        session=id_,
        chemin=f"{_dossier(s)}/{nom_sur(f'{c.candidature} {c.nom}')} - convocation",
        donnees=donnees,
        composer=partial(_composee, compose.convocation_candidat, donnees, s, bilan.atelier.composition),
        relire=relire,
        dite=fixer.dite(s, (c.candidature,)),
        annule=_lettres(f"{FIN}:{id_}:{c.candidature}", s, bilan),
        close=_close(s, bilan),
    )


def _du_jure(s: SituationSession, jury: JuryForme, jure: Jure, bilan: Bilan, mots: Phrases) -> DuVersionne:
    id_, numero, candidats = s.session.session, s.numero(jure), matiere.entendus(s, jury)
    donnees = matiere.convocation_jury(s, jury, jure, candidats, mots)

    def relire(document: str) -> ConvocationJury | None:
        """His line may have moved since: it tells nothing."""
        dite = bilan.annonces.dites.get(document)
        alors, lui = (bilan.relecteur.situation(dite), bilan.relecteur.membre(dite)) if dite else (None, None)
        if dite is None or alors is None or lui is None:
            return None
        entendus = tuple(c for id_ in dite.entendus if (c := alors.session.convoque(id_)))
        relue = matiere.convocation_jury(alors, *lui, entendus, mots)
        return relue.model_copy(update={"ligne": jure.ligne})

    return DuVersionne(
        id=f"{JURY}:{id_}:{numero}",
        type=JURY,
        audience="institut",
        candidature=None,
        session=id_,
        chemin=f"{_dossier(s)}/{nom_sur(f'Jury {jury.numero} {jure.nom}')} - convocation",
        donnees=donnees,
        composer=partial(_composee, compose.convocation_jury, donnees, s, bilan.atelier.composition),
        relire=relire,
        dite=fixer.dite(s, tuple(c.candidature for c in candidats), jure.ligne),
        annule=_lettres(f"{LIBERATION}:{id_}:{numero}", s, bilan),
        close=_close(s, bilan),
    )


def _lettres(base: str, s: SituationSession, bilan: Bilan) -> tuple[str, ...]:
    """Letters that a new convocation makes void."""
    return tuple(d.id for d in bilan.annonces.documents.get(s.session.session, ()) if d.id.startswith(f"{base}:"))


def _liberation(s: SituationSession, libere: Libere, bilan: Bilan) -> DuVersionne:
    """Whoever was convened and sits no more is told, once, and his convocation leaves the kit."""
    id_, donnees = s.session.session, matiere.liberation(s, libere)
    qui = nom_sur(f"Jury {libere.jury} {libere.membre.nom}")
    return DuVersionne(
        id=f"{LIBERATION}:{id_}:{libere.numero}",
        type=LIBERATION,
        audience="institut",
        candidature=None,
        session=id_,
        chemin=f"{_dossier(s)}/{qui} - libération",
        donnees=donnees,
        composer=partial(
            _composee, partial(compose.liberation_jury, reporte=libere.reporte), donnees, s, bilan.atelier.composition
        ),
        relire=lambda _: donnees,  # a letter stands until a new convocation makes it void
        annule=(libere.convocation,),
    )


def _fin(s: SituationSession, d: Decommande, bilan: Bilan) -> DuVersionne:
    """A candidate who was convened and is expected no more is told, once, and his convocation leaves the kit."""
    c, donnees = d.convoque, matiere.fin_de_convocation(s, d)
    return DuVersionne(
        id=f"{FIN}:{s.session.session}:{c.candidature}",
        type=FIN,
        audience="institut",
        candidature=c.candidature,
        session=s.session.session,
        chemin=f"{_dossier(s)}/{nom_sur(f'{c.candidature} {c.nom}')} - fin de convocation",
        donnees=donnees,
        composer=partial(_composee, compose.fin_convocation_candidat, donnees, s, bilan.atelier.composition),
        relire=lambda _: donnees,
        annule=(d.convocation,),
    )


def _dossier(s: SituationSession) -> str:
    return f"{dossier_de_session(s.session.session)}/convocations"


def _composee(
    composer: Callable[[D, Version, Referentiel, compose.Contexte], Document],
    donnees: D,
    s: SituationSession,
    contexte: compose.Contexte,
    version: Version,
) -> Document:
    return composer(donnees, version, s.referentiel, contexte)


def _du(s: SituationSession, type_: str, cle: str, chemin: str, composer: Callable[[], Document]) -> Du:
    """A paper of the day: always as it should be, never sent apart from the kit."""
    id_ = s.session.session
    return Du(
        id=f"{type_}:{id_}:{cle}" if cle else f"{type_}:{id_}",
        type=type_,
        audience="institut",
        candidature=None,
        session=id_,
        chemin=f"{dossier_de_session(s.session.session)}/{chemin}",
        fige=False,
        composer=composer,
    )


def _du_jour(s: SituationSession, bilan: Bilan) -> Iterator[Du]:
    contexte, feuille = bilan.atelier.composition, matiere.feuille(s)
    tenus = [p for p in feuille.planning.passages if p.candidature not in feuille.reportes]
    if not tenus:
        return
    yield _du(s, "planning", "", "journée/planning", partial(compose.planning, feuille, contexte))
    for jury, jour in sorted({(p.jury, p.jour) for p in tenus}):
        nom = f"journée/émargement - jury {jury} - {jour}"
        composer = partial(compose.emargement, feuille, jury, jour, contexte)
        yield _du(s, "emargement", f"{jury}:{jour}", nom, composer)
    for role in RoleMembre:
        if any(m.role is role for j in feuille.jurys for m in j.membres):
            nom = f"journée/aide-mémoire - {nom_sur(role)}"
            yield _du(s, "aide-memoire", role.name.lower(), nom, partial(compose.aide_memoire, role, feuille, contexte))


def _par_jure(s: SituationSession, bilan: Bilan) -> Iterator[Du]:
    contexte, feuille = bilan.atelier.composition, matiere.feuille(s)
    for jury, jure in matiere.jures_convoques(s):
        membre, qui = matiere.collegue(jure), nom_sur(f"jury {jury.numero} {jure.nom}")
        yield _du(
            s,
            "declaration-liens",
            str(jure.ligne),
            f"jurés/déclaration - {qui}",
            partial(compose.declaration_liens, feuille, jury.numero, membre, contexte),
        )
        if s.session.note_de_frais:
            yield _du(
                s,
                "note-de-frais",
                str(jure.ligne),
                f"jurés/note de frais - {qui}",
                partial(compose.note_de_frais, feuille, jury.numero, membre, contexte),
            )


def _pour_le_responsable(s: SituationSession, bilan: Bilan, mots: Phrases) -> Iterator[Du]:
    contexte = bilan.atelier.composition
    fiche = FicheResponsable(
        feuille=matiere.feuille(s),
        amenagements=matiere.amenages(s, mots),
        retenus=_retenus(s, bilan),
        manquants=references.manquantes(bilan.atelier.espace, s.referentiel),
    )
    composer = partial(compose.fiche_responsable, fiche, contexte)
    yield _du(s, "fiche-responsable", "", "fiche du responsable de session", composer)
    slip = bordereau(s, bilan)
    if slip.lignes:
        nom = "retour/bordereau de transmission"
        yield _du(s, "bordereau-transmission", "", nom, partial(compose.bordereau_transmission, slip, contexte))


def _retenus(s: SituationSession, bilan: Bilan) -> tuple[tuple[str, str], ...]:
    """Who is held, and why: said once each."""
    lignes: dict[tuple[str, str], None] = {}
    for faute in s.fautes:
        if faute.retient:
            jure = next((j.nom for j in s.session.jures if j.ligne == faute.jure), None)
            qui = faute.candidature or jure or (f"Jury {faute.jury}" if faute.jury else s.session.session)
            lignes[qui, bilan.atelier.dire(faute.constat, s.referentiel).message] = None
    return tuple(lignes)


def _comptes_rendus(bilan: Bilan) -> Iterator[Du]:
    for id_, recue in bilan.faits.sessions.items():
        s = bilan.sessions.get(id_)
        if s is None:
            continue
        for jury, recu in recue.comptes_rendus.items():
            donnees = CompteRenduRecu(compte_rendu=recu, referentiel=s.referentiel)
            composer = partial(compose.compte_rendu, donnees, bilan.atelier.composition)
            yield _du(s, "compte-rendu", str(jury), f"retour/compte rendu - jury {jury}", composer)


def _attestations(bilan: Bilan) -> Iterator[DuVersionne]:
    """Only after the three steps, long enough for the role (L-014…L-016)."""
    intitules = dict(modules_de_formation(bilan.atelier.referentiels))
    for formation in bilan.faits.formations:
        for participant in formation.participants:
            suivie = formation_complete(participant, bilan.atelier.referentiels.referentiels)
            if suivie is None or suivie.le > jour_a_paris(bilan.atelier.maintenant):
                continue
            donnees = Attestation(
                formation=formation.formation,
                participant=participant,
                minutes=suivie.minutes,
                acheve_le=suivie.le,
                modules=tuple((intitules.get(code, code), le) for code, le in sorted(participant.modules.items())),
            )
            yield DuVersionne(
                id=f"attestation-formation-jury:{formation.formation}:{participant.ligne}",
                type="attestation-formation-jury",
                audience="institut",
                candidature=None,
                session=None,
                chemin=f"{INSTITUT}/formations/{nom_sur(formation.formation)}/{nom_sur(participant.nom)} - attestation",
                donnees=donnees,
                composer=partial(_attestation, donnees, bilan.atelier.composition),
            )


def _attestation(donnees: Attestation, contexte: compose.Contexte, _: Version) -> Document:
    """Dated by the end of the training: its version is not told."""
    return compose.attestation_formation(donnees, contexte)

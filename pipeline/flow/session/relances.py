"""Reminders of what a session still awaits, ready to be reread and sent: nobody is written to by the program itself."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from pipeline import exchange
from pipeline.documents.publish import nom_sur
from pipeline.exchange import GenreRelance, Relance
from pipeline.flow.atelier import Bilan
from pipeline.flow.copies import Voulu
from pipeline.model.etat import EtatCandidature
from pipeline.model.moment import jour_a_paris
from pipeline.model.session import Jure, Session
from pipeline.model.vocabulaire import RoleMembre
from pipeline.rules.manques import SIGNE_TROP_TOT
from pipeline.rules.session.carnet import carnet_du, limite_du_carnet
from pipeline.rules.session.rappels import a_relancer
from pipeline.rules.session.situation import SituationSession
from pipeline.texts import Phrases, phrases

from . import matiere
from .annonces import CANDIDAT, JURY

CARNETS = {"CARNET_ATTENDU", "CARNET_NON_DEPOSE"}
FORMATIONS = {"FORMATION_MANQUANTE", "FORMATION_INCOMPLETE", "FORMATION_TROP_COURTE", "MODULE_MANQUANT"}

Echue = Callable[[str, dt.date], bool]  # of what that convocation asked for until that day

A_SIGNER = {"MANQUE_PV_SIGNE", "MANQUE_NOUVEAU_PV_SIGNE", SIGNE_TROP_TOT}


def brouillons(s: SituationSession, bilan: Bilan) -> Iterator[Voulu]:
    mots = phrases(bilan.atelier.espace.templates, "relances")
    for b in exchange.brouillons(_relances(s, bilan), mots):
        yield f"relances/{nom_sur(b.nom)}.eml", hashlib.sha256(b.octets).hexdigest(), partial(bytes, b.octets)


def _relances(s: SituationSession, bilan: Bilan) -> Iterator[Relance]:
    """Before the day what it needs; after it the signatures."""
    if jour_a_paris(bilan.atelier.maintenant) <= s.session.fin:
        echues = partial(_echue, s, bilan)
        yield from _carnets(s, echues)
        yield from _jures(s, echues)
        yield from _liberes(s, phrases(bilan.atelier.espace.templates, "kit"))
        yield from _decommandes(s)
    yield from _signatures(s, bilan)


def _relance(session: Session, genre: GenreRelance, nom: str, email: str | None, objets: Iterable[str]) -> Relance:
    return Relance(
        genre=genre,
        destinataire_nom=nom,
        email=email,
        session=session.session,
        date_session=session.date,
        objets=tuple(objets),
        responsable=session.responsable_nom,
        responsable_email=session.responsable_email,
    )


def _echue(s: SituationSession, bilan: Bilan, convocation: str, limite: dt.date) -> bool:
    """Of what this convocation asked for; its delay runs from the day it was made, or sent when that is told."""
    faite = bilan.annonces.depuis(s.session.session, convocation)
    depuis = max(faite, s.session.convocations_le or faite) if faite else None
    delai = dt.timedelta(days=bilan.atelier.espace.reglages.session.relance_jours)
    return a_relancer(depuis, limite, jour_a_paris(bilan.atelier.maintenant), delai)


def _carnets(s: SituationSession, echue: Echue) -> Iterator[Relance]:
    attendus = {f.candidature for f in s.fautes if f.constat.code in CARNETS}
    for c in matiere.convoques(s):
        organisation = carnet_du(c, s.referentiel)
        if c.candidature not in attendus or organisation is None:
            continue
        relance = _relance(s.session, GenreRelance.CARNET, c.nom_complet, c.email, (c.candidature,))
        limite = limite_du_carnet(organisation, s.jour_de(c.candidature))
        if not echue(f"{CANDIDAT}:{s.session.session}:{c.candidature}", limite):
            continue
        copies = (c.employeur_email,) if c.employeur_email else ()
        jours = tuple(sorted({p.jour for p in s.planning.de(c.candidature)}))
        yield relance.model_copy(update={"jours": jours, "echeance": limite, "copies": copies})


def _jures(s: SituationSession, echue: Echue) -> Iterator[Relance]:
    """The form names the candidates: to who gave it back, only those that it does not cover are named (K34)."""
    par_ligne = {j.ligne: j for j in s.session.jures}
    for genre, codes in (
        (GenreRelance.ACCORD, {"ACCORD_MANQUANT"}),
        (GenreRelance.FORMATION, FORMATIONS),
        (GenreRelance.DECLARATION, {"DECLARATION_MANQUANTE"}),
    ):
        concernees: dict[int, dict[str, None]] = {}
        for f in s.fautes:
            if f.constat.code in codes and f.jure is not None:
                concernees.setdefault(f.jure, {})
                if f.candidature:
                    concernees[f.jure][f.candidature] = None
        for ligne, candidatures in sorted(concernees.items()):
            jure = par_ligne[ligne]
            if genre is not GenreRelance.DECLARATION:
                yield _au_jure(s.session, genre, jure, tuple(candidatures))
            elif echue(f"{JURY}:{s.session.session}:{s.numero(jure)}", s.session.date):
                yield _au_jure(s.session, genre, jure, tuple(candidatures) if jure.declaration_le else ())


def _liberes(s: SituationSession, mots: Phrases) -> Iterator[Relance]:
    """The letter goes with it."""
    for libere in s.liberes:
        membre = libere.membre
        objets = (mots("jury", numero=str(libere.jury)),)
        relance = _relance(s.session, GenreRelance.LIBERATION, membre.nom, membre.email, objets)
        yield relance.model_copy(update={"jours": libere.jours, "echeance": libere.jours[0]})


def _decommandes(s: SituationSession) -> Iterator[Relance]:
    for d in s.decommandes:
        c = d.convoque
        relance = _relance(s.session, GenreRelance.FIN, c.nom_complet, c.email, (c.candidature,))
        yield relance.model_copy(update={"jours": d.jours, "echeance": d.jours[0]})


def _au_jure(session: Session, genre: GenreRelance, jure: Jure, candidatures: tuple[str, ...]) -> Relance:
    """His direction is asked for its agreement, where its address is known."""
    if genre is GenreRelance.ACCORD and jure.direction_email:
        direction = GenreRelance.ACCORD_DE_LA_DIRECTION
        relance = _relance(session, direction, "", jure.direction_email, (jure.nom,))
    else:
        relance = _relance(session, genre, jure.nom, jure.email, candidatures)
    return relance.model_copy(update={"echeance": session.date})


def _signatures(s: SituationSession, bilan: Bilan) -> Iterator[Relance]:
    """To each president, the PVs of his jury that are established and not signed (K36)."""
    a_signer: dict[int, list[str]] = {}
    for x in bilan.jugement.situations:
        manque = any(c.code in A_SIGNER for c in x.manque)
        jury = s.jury_de(x.id) if x.session == s.session.session else None
        if jury and manque and x.recu.pv and x.etat is EtatCandidature.INCOMPLETE:
            a_signer.setdefault(jury.numero, []).append(x.id)
    for jury in s.jurys:
        for membre in jury.membres:
            if membre.role is RoleMembre.PRESIDENT and jury.numero in a_signer:
                pvs = a_signer[jury.numero]
                yield _relance(s.session, GenreRelance.SIGNATURE, membre.nom, membre.email, pvs)

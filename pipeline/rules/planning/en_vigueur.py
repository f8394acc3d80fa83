"""The planning that stands, from all that was received: who has a place keeps it as long as it holds.

Only what a person changes moves someone (K44): a place is given up when a version forbids it that the version before
allowed, both read with the settings and the code of today.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.model.planning import Conflit, Demandes, Passage, PlaceDite, Planning
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import PlanningRendu, Session

from .agenda import Place, cle
from .appliquer import appliquer
from .impossibles import expliquer
from .planifier import planifier
from .probleme import Probleme
from .verifier import paires, seuls, verifier

Recu = Session | PlanningRendu
Resoudre = Callable[[Session], Demandes]
VIDE = Demandes(epreuves=(), jurys=(), plages=(), jurys_possibles={})
SANS_EFFET = {"epreuve_inconnue", "epreuve_en_double", "epreuve_absente"}  # the rest of the planning still stands


class Depart(NamedTuple):
    """What was told to people, the version it was told from; the last planning given back, which may wait."""

    session: Session
    places: tuple[PlaceDite, ...]
    rendu: PlanningRendu | None = None
    en_attente: bool = False


class EnVigueur(NamedTuple):
    """`conflits`: what is wrong with `rendu`, the last planning given back; one that blocks keeps it from applying."""

    planning: Planning
    conflits: tuple[Conflit, ...] = ()
    rendu: PlanningRendu | None = None
    en_attente: bool = False


class _Etat(NamedTuple):
    demandes: Demandes = VIDE
    planning: Planning = Planning()
    rendu: PlanningRendu | None = None
    fautes: tuple[Conflit, ...] = ()
    en_attente: bool = False  # `rendu` was not applied


def en_vigueur(  # noqa: PLR0913 - what was received, the law and the hours it is read with
    historique: Sequence[Recu],
    resoudre: Resoudre,
    referentiel: Referentiel,
    battement: int,
    depart: Depart | None = None,
    *,
    figee: bool = False,
) -> EnVigueur:
    """`historique`: the versions of a session and the plannings given back, as they came; since `depart` if there is.

    A planning given back applies whole, or waits until it is corrected: papers made from half of it would disagree.
    `figee`: the day has come, only what is received still acts.
    """
    etat = _depuis(depart, resoudre, referentiel, battement) if depart else _Etat()
    for recu in historique if depart else _session_d_abord(historique):
        if isinstance(recu, Session):
            etat = _corriger(etat, resoudre(recu), referentiel, battement)
        else:
            etat = _rendre(etat, recu, referentiel, battement)
    return EnVigueur(_final(etat, battement, depart, figee=figee), tuple(_a_dire(etat)), etat.rendu, etat.en_attente)


def _depuis(depart: Depart, resoudre: Resoudre, referentiel: Referentiel, battement: int) -> _Etat:
    """A planning that was applied is not applied again: only its lines without effect are still told."""
    demandes = resoudre(depart.session)
    etat = _Etat(demandes=demandes, planning=Planning(passages=tuple(reconstituer(depart.places, demandes))))
    if depart.rendu is None:
        return etat
    if depart.en_attente:
        return _rendre(etat, depart.rendu, referentiel, battement)
    return etat._replace(rendu=depart.rendu, fautes=appliquer(depart.rendu, demandes.epreuves, referentiel)[1])


def reconstituer(places: Iterable[PlaceDite], demandes: Demandes) -> Iterator[Passage]:
    """The hours as they were told, the durations as the texts give them."""
    epreuves = {cle(e): e for e in demandes.epreuves}
    for p in places:
        if (p.candidature, p.bloc) in epreuves:
            yield Place(epreuves[p.candidature, p.bloc], p.jury, p.jour, p.debut).passage()


def _final(etat: _Etat, battement: int, depart: Depart | None, *, figee: bool) -> Planning:
    """Who had no place gets one as soon as there is room; nobody once the day has come."""
    if depart is None or not etat.demandes.epreuves:
        return etat.planning
    fixees = etat.demandes.model_copy(update={"fixes": etat.planning.passages})
    if figee:
        return etat.planning.model_copy(update={"impossibles": tuple(expliquer(Probleme(fixees, battement)))})
    return planifier(fixees, battement)


def _session_d_abord(historique: Sequence[Recu]) -> Sequence[Recu]:
    """A planning may be older than the oldest version that was not taken back: it is read with that one."""
    rang = next((n for n, recu in enumerate(historique) if isinstance(recu, Session)), None)
    return () if rang is None else (historique[rang], *historique[:rang], *historique[rang + 1 :])


def _corriger(etat: _Etat, demandes: Demandes, referentiel: Referentiel, battement: int) -> _Etat:
    """A version that changes nothing to the demands moves nobody; a planning that waited may now apply."""
    if demandes != etat.demandes:
        gardes = tuple(_encore_valables(etat.planning.passages, etat.demandes, demandes))
        planning = planifier(demandes.model_copy(update={"fixes": gardes}), battement)
        etat = etat._replace(demandes=demandes, planning=planning)
    return _rendre(etat, etat.rendu, referentiel, battement) if etat.rendu and etat.en_attente else etat


def _encore_valables(passages: Sequence[Passage], avant: Demandes, apres: Demandes) -> Iterator[Passage]:
    """Same start, with the duration of today; those that did not change at all come first."""
    attendues = {cle(e): e for e in apres.epreuves}
    anciens = {cle(p): p for p in passages if cle(p) in attendues}
    a_jour = [Place(attendues[c], p.jury, p.jour, p.debut).passage() for c, p in anciens.items()]
    inchanges = set(passages)
    gardes: list[Passage] = []
    for p in sorted(a_jour, key=lambda p: p not in inchanges):
        ancien = anciens[cle(p)]
        deja = {c.raison for c in seuls((ancien,), avant)}
        if {c.raison for c in seuls((p,), apres)} - deja:
            continue
        if not any(_se_heurtent(g, p, apres) and not _se_heurtent(anciens[cle(g)], ancien, avant) for g in gardes):
            gardes.append(p)
            yield p


def _se_heurtent(un: Passage, autre: Passage, demandes: Demandes) -> bool:
    return any(paires((un, autre), demandes))


def _rendre(etat: _Etat, rendu: PlanningRendu, referentiel: Referentiel, battement: int) -> _Etat:
    """The hours of staff, whole, when nothing is wrong with them; what was so already is not their doing."""
    choisis, fautes = appliquer(rendu, etat.demandes.epreuves, referentiel)
    nommes = {cle(p) for p in choisis}
    essai = (*choisis, *(p for p in etat.planning.passages if cle(p) not in nommes))
    deja = set(verifier(etat.planning.passages, etat.demandes))
    graves = tuple(c for c in verifier(essai, etat.demandes) if c.raison not in SANS_EFFET and c not in deja)
    etat = etat._replace(rendu=rendu, fautes=(*graves, *fautes), en_attente=bool(graves))
    if graves:
        return etat
    return etat._replace(planning=planifier(etat.demandes.model_copy(update={"fixes": essai}), battement))


def _a_dire(etat: _Etat) -> Iterator[Conflit]:
    """An épreuve without a line keeps the place it had, and one without a place is explained in `impossibles`."""
    attendues = {cle(e) for e in etat.demandes.epreuves}
    for c in etat.fautes:
        depuis_connue = c.raison == "epreuve_inconnue" and (c.candidature, c.bloc) in attendues
        if c.raison != "epreuve_absente" and not depuis_connue:
            yield c

"""A candidate and the juries that might hear him, or the one that does: what forbids it, what is said of it."""

from collections.abc import Iterator, Sequence

from pipeline.model.anomalie import Constat
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Convoque, Session

from .candidats import convoques
from .cellules import candidat, jures
from .incompatibilites import est_le_candidat, incompatibilites, non_compares, reserves
from .jurys import jurys_possibles
from .situation import TOUT, Faute, JuryForme


def _recusations(jury: JuryForme, convoque: Convoque, referentiel: Referentiel) -> Iterator[Faute]:
    for membre in jury.membres:
        for constat in incompatibilites(membre, convoque, referentiel):
            yield Faute(
                constat=constat,
                candidature=convoque.candidature,
                jure=membre.ligne,
                jury=jury.numero,
                retient=TOUT,
            )


def sans_jury(session: Session, referentiel: Referentiel, jurys: Sequence[JuryForme]) -> Iterator[Faute]:
    """A candidate whom no jury may hear is postponed, he alone (K34). A number that no jury bears is a slip."""
    possibles = jurys_possibles(session, referentiel, jurys)
    for c in (c for c in convoques(session) if jurys and not possibles[c.candidature]):
        envisages = [j for j in jurys if c.jury in {None, j.numero}]
        if not envisages:
            constat = Constat(code="JURY_INCONNU", noms=candidat(c, "jury"), valeurs={"jury": str(c.jury)})
            yield Faute(constat=constat, candidature=c.candidature, retient=TOUT)
            continue
        constat = Constat(code="AUCUN_JURY_POSSIBLE", noms=candidat(c, "jury"), valeurs={"candidature": c.candidature})
        yield Faute(constat=constat, candidature=c.candidature, retient=TOUT)
        for jury in envisages:
            yield from _recusations(jury, c, referentiel)


def rencontre(jury: JuryForme, convoque: Convoque, referentiel: Referentiel) -> Iterator[Faute]:
    """The candidate and the jury that hears him: what forbids it, when staff moved him there, and what is said."""
    yield from _recusations(jury, convoque, referentiel)
    for membre in jury.membres:
        a_dire = (*reserves(membre, convoque, referentiel), *non_compares(membre, convoque, referentiel))
        for constat in a_dire:
            yield Faute(constat=constat, candidature=convoque.candidature, jure=membre.ligne, jury=jury.numero)


def jures_candidats(session: Session, jurys: Sequence[JuryForme]) -> Iterator[Faute]:
    """A candidate of the session sits in none of its juries: he is not yet certified, and shares their day."""
    for jury in jurys:
        for membre in jury.membres:
            if any(est_le_candidat(membre, c) for c in convoques(session)):
                noms = jures([membre], "nom")
                constat = Constat(code="JURE_CANDIDAT", noms=noms, valeurs={"membre": membre.nom})
                yield Faute(constat=constat, jure=membre.ligne, jury=jury.numero, retient=TOUT)

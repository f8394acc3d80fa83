"""The juries of a session as they will sit: who is where, who is absent, who replaces whom (K2, M-020)."""

from collections.abc import Sequence

from pipeline.model.planning import JuryDisponible
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Convoque, Jure, Session

from .absences import absents, actives, refus, remplacants
from .candidats import convoques
from .incompatibilites import incompatibilites
from .situation import JuryForme
from .vivier import cle


def former(session: Session, referentiel: Referentiel) -> tuple[JuryForme, ...]:
    """Jurors without a number are in reserve; a line of absence that waits moves nobody."""
    lues = session.model_copy(update={"absences": actives(session, referentiel), "absences_tenues": ()})
    salles = {s.jury: s for s in session.salles}
    jurys = []
    for numero in sorted({j.jury for j in session.jures if j.jury is not None}):
        deja = _deja_assis(lues, referentiel, numero)
        inscrits = [j for j in session.jures if j.jury == numero and j.ligne not in deja]
        assis = [_qui_siege(lues, referentiel, j) for j in inscrits]
        salle = salles.get(numero)
        jury = JuryForme(
            numero=numero,
            membres=tuple(a or j for a, j in zip(assis, inscrits, strict=True)),
            salle=salle.salle if salle else None,
            lien=salle.lien if salle else None,
            reporte=None in assis,
        )
        jurys.append(jury)
    return tuple(jurys)


def _deja_assis(session: Session, referentiel: Referentiel, jury: int) -> frozenset[int]:
    """Lines of those who, entered in this jury, take the seat of an absent one: they do not sit twice."""
    paires = ((a, m) for a in session.absences for m in absents(session, a) if m.jury == jury)
    return frozenset(
        r.ligne for a, m in paires if not refus(session, referentiel, a, m) for r in remplacants(session, a, m)
    )


def _qui_siege(session: Session, referentiel: Referentiel, membre: Jure) -> Jure | None:
    """The juror himself, whoever replaces him, or nobody: his jury is then postponed."""
    absence = next((a for a in session.absences if membre in absents(session, a)), None)
    if absence is None:
        return membre
    if refus(session, referentiel, absence, membre):
        return None
    return remplacants(session, absence, membre)[0]


def jurys_possibles(
    session: Session, referentiel: Referentiel, jurys: Sequence[JuryForme]
) -> dict[str, frozenset[int]]:
    """Before whom each convened candidate may pass: no incompatibility, and the jury that staff fixed, if any.

    A postponed jury keeps its candidates: they are postponed with it (M-020), unless staff move them.
    """
    return {
        c.candidature: frozenset(
            j.numero for j in jurys if c.jury in {None, j.numero} and _peut_entendre(j, c, referentiel)
        )
        for c in convoques(session)
    }


def _peut_entendre(jury: JuryForme, convoque: Convoque, referentiel: Referentiel) -> bool:
    return not any(True for m in jury.membres for _ in incompatibilites(m, convoque, referentiel))


def disponibles(jurys: Sequence[JuryForme]) -> tuple[JuryDisponible, ...]:
    """For the planner: a person named in two juries is the same one, unless two e-mails tell them apart."""
    courriels: dict[str, set[str]] = {}
    for m in (m for j in jurys for m in j.membres if m.email):
        courriels.setdefault(cle(m.nom), set()).add((m.email or "").casefold())

    def identite(membre: Jure) -> str:
        homonymes = len(courriels.get(cle(membre.nom), ())) > 1
        return f"{cle(membre.nom)} {(membre.email or '').casefold()}" if homonymes else cle(membre.nom)

    return tuple(JuryDisponible(numero=j.numero, membres=frozenset(map(identite, j.membres))) for j in jurys)

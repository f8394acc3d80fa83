"""The juries of a session as they will sit: who is where, who is absent, who replaces whom (K2, M-020)."""

from collections.abc import Iterator, Sequence

from pipeline.forms import nom
from pipeline.model.anomalie import Constat
from pipeline.model.planning import JuryDisponible
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Absence, Convoque, Jure, Session
from pipeline.rules.identite import meme_nom

from .candidats import convoques
from .incompatibilites import incompatibilites
from .situation import TOUT, Faute, JuryForme
from .vivier import cle


def former(session: Session, referentiel: Referentiel) -> tuple[JuryForme, ...]:
    """Jurors without a number are in reserve."""
    salles = {s.jury: s for s in session.salles}
    jurys = []
    for numero in sorted({j.jury for j in session.jures if j.jury is not None}):
        inscrits = [j for j in session.jures if j.jury == numero]
        assis = [_qui_siege(session, referentiel, j) for j in inscrits]
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


def _qui_siege(session: Session, referentiel: Referentiel, membre: Jure) -> Jure | None:
    """The juror himself, whoever replaces him, or nobody: his jury is then postponed."""
    absence = next((a for a in session.absences if meme_nom(a.membre, membre.nom)), None)
    if absence is None:
        return membre
    if referentiel.jury.absence.valeur == "report" or _refus(session, absence, membre):
        return None
    return _remplacant(session, absence)


def _remplacant(session: Session, absence: Absence) -> Jure | None:
    return next((j for j in session.jures if absence.remplacant and meme_nom(j.nom, absence.remplacant)), None)


def _refus(session: Session, absence: Absence, membre: Jure) -> str | None:
    """Why nobody can sit instead of an absent juror: the code that says it."""
    remplacant = _remplacant(session, absence)
    if not absence.remplacant:
        return "JURY_REPORTE"
    if remplacant is None:
        return "REMPLACANT_INCONNU"
    if remplacant.role is not membre.role:
        return "REMPLACANT_D_UN_AUTRE_ROLE"
    if remplacant.jury is not None or any(meme_nom(a.membre, remplacant.nom) for a in session.absences):
        return "REMPLACANT_INDISPONIBLE"
    return None


def absences(session: Session, referentiel: Referentiel) -> Iterator[Faute]:
    for absence in session.absences:
        absents = [j for j in session.jures if meme_nom(j.nom, absence.membre)]
        valeurs = {"membre": absence.membre, "remplacant": absence.remplacant or ""}
        if not absents:
            noms = (nom("absence_membre", absence.ligne),)
            yield Faute(constat=Constat(code="ABSENT_INCONNU", noms=noms, valeurs=valeurs))
        for membre in (j for j in absents if j.jury is not None):
            report = referentiel.jury.absence.valeur == "report"
            code = "JURY_REPORTE" if report else _refus(session, absence, membre)
            if code:
                noms = (nom("absence_membre" if code == "JURY_REPORTE" else "absence_remplacant", absence.ligne),)
                constat = Constat(code=code, noms=noms, valeurs={**valeurs, "jury": str(membre.jury)})
                yield Faute(constat=constat, jury=membre.jury, retient=TOUT)


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

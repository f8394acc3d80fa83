"""The juries of a session as they will sit: who is where, who is absent, who replaces whom (K2, M-020)."""

from collections.abc import Iterator, Sequence

from pipeline.forms import nom
from pipeline.model.anomalie import Constat
from pipeline.model.planning import JuryDisponible
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import HORS_LISTE, Absence, Convoque, Jure, Session

from .candidats import convoques
from .designer import designes, meme_personne, mots
from .incompatibilites import incompatibilites
from .situation import TOUT, Faute, JuryForme
from .vivier import cle


def former(session: Session, referentiel: Referentiel) -> tuple[JuryForme, ...]:
    """Jurors without a number are in reserve."""
    salles = {s.jury: s for s in session.salles}
    jurys = []
    for numero in sorted({j.jury for j in session.jures if j.jury is not None}):
        remplacants = _deja_assis(session, referentiel, numero)
        inscrits = [j for j in session.jures if j.jury == numero and j.ligne not in remplacants]
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


def _deja_assis(session: Session, referentiel: Referentiel, jury: int) -> frozenset[int]:
    """Lines of those who, entered in this jury, take the seat of an absent one: they do not sit twice."""
    paires = ((a, m) for a in session.absences for m in _absents(session, a) if m.jury == jury)
    return frozenset(
        r.ligne for a, m in paires if not _refus(session, referentiel, a, m) for r in _remplacants(session, a, m)
    )


def _absents(session: Session, absence: Absence) -> tuple[Jure, ...]:
    """One person may sit in several juries; those who sit are meant before those in reserve."""
    assis = tuple(j for j in session.jures if j.jury is not None)
    trouves = designes(absence.membre, assis) or designes(absence.membre, session.jures)
    return trouves if len({mots(j.nom) for j in trouves}) == 1 else ()


def _remplacants(session: Session, absence: Absence, membre: Jure) -> tuple[Jure, ...]:
    """Those whom the cell may mean; a line without a role takes that of the absent juror."""
    autres = [j for j in session.jures if not meme_personne(j.nom, membre.nom) or j.ligne > HORS_LISTE]
    return tuple(
        j.model_copy(update={"role": j.role or membre.role, "jury": membre.jury if j.jury is None else j.jury})
        for j in designes(absence.remplacant or "", autres)
    )


def _qui_siege(session: Session, referentiel: Referentiel, membre: Jure) -> Jure | None:
    """The juror himself, whoever replaces him, or nobody: his jury is then postponed."""
    absence = next((a for a in session.absences if membre in _absents(session, a)), None)
    if absence is None:
        return membre
    if _refus(session, referentiel, absence, membre):
        return None
    return _remplacants(session, absence, membre)[0]


def _refus(session: Session, referentiel: Referentiel, absence: Absence, membre: Jure) -> str | None:
    """Why nobody can sit instead of an absent juror: the code that says it.

    Where an absence postpones the jury (S3 §2.2), it is that of the day: told before it, a replacement makes another
    jury, whole (K2).
    """
    if not absence.remplacant:
        return "JURY_REPORTE"
    if referentiel.jury.absence.valeur == "report" and absence.dite_le and absence.dite_le >= session.date:
        return "REMPLACEMENT_LE_JOUR_MEME"
    remplacants = _remplacants(session, absence, membre)
    if len(remplacants) != 1:
        return "REMPLACANT_AMBIGU" if remplacants else "REMPLACANT_INCONNU"
    return _indisponible(session, absence, membre, remplacants[0])


def _indisponible(session: Session, absence: Absence, membre: Jure, remplacant: Jure) -> str | None:
    if remplacant.role is not membre.role:
        return "REMPLACANT_D_UN_AUTRE_ROLE"
    autres = [a for a in session.absences if a.ligne != absence.ligne]
    if any(remplacant.ligne in {j.ligne for j in designes(a.membre, session.jures)} for a in autres):
        return "REMPLACANT_ABSENT"
    if remplacant.jury != membre.jury or any(
        meme_personne(remplacant.nom, a.remplacant or "") and a.ligne < absence.ligne for a in autres
    ):
        return "REMPLACANT_INDISPONIBLE"
    return None


def absences(session: Session, referentiel: Referentiel) -> Iterator[Faute]:
    """Why an absence postpones a jury, at the cell that would have prevented it."""
    for absence in session.absences:
        valeurs = {"membre": absence.membre, "remplacant": absence.remplacant or ""}
        absents = _absents(session, absence)
        if not absents:
            noms, plusieurs = (nom("absence_membre", absence.ligne),), designes(absence.membre, session.jures)
            code = "ABSENT_AMBIGU" if plusieurs else "ABSENT_INCONNU"
            valeurs |= {"possibles": ", ".join(j.nom for j in plusieurs)}
            yield Faute(constat=Constat(code=code, noms=noms, valeurs=valeurs))
        for membre in (j for j in absents if j.jury is not None):
            code_ = _refus(session, referentiel, absence, membre)
            if code_:
                noms = (nom("absence_membre" if code_ == "JURY_REPORTE" else "absence_remplacant", absence.ligne),)
                possibles = ", ".join(j.nom for j in _remplacants(session, absence, membre))
                valeurs |= {"jury": str(membre.jury), "role": membre.role or "", "possibles": possibles}
                constat = Constat(code=code_, noms=noms, valeurs=valeurs)
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

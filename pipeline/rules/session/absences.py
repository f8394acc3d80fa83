"""Who is absent, who sits instead, and which line of the table waits because it cannot be followed (K2, M-020).

A name that nobody bears is a slip of the pen, not an absence: nothing moves until it is corrected.
"""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from pipeline.forms import nom
from pipeline.model.anomalie import Constat
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import HORS_LISTE, Absence, Jure, Session
from pipeline.model.vocabulaire import plier

from .designer import designes, meme_personne, mots
from .situation import TOUT, Faute, Retenue
from .vivier import Vivier

REPORTENT = {"JURY_REPORTE", "REMPLACEMENT_LE_JOUR_MEME"}  # the rule of the text; any other code is a line to correct
PROCHES = 3  # names
DE_L_ABSENT = {
    "ABSENT_INCONNU",
    "ABSENT_AMBIGU",
    "ABSENT_EN_RESERVE",
    "JURY_REPORTE",
}  # told at the cell of the absent juror


def actives(session: Session, referentiel: Referentiel) -> tuple[Absence, ...]:
    """The lines that act: those that can be followed, and what the version before said in the place of the others."""
    ecrites = tuple(a for a in session.absences if not attend(session, referentiel, a))
    tenues = session.model_copy(update={"absences": (*ecrites, *session.absences_tenues)})
    gardees = (a for a in session.absences_tenues if absents(tenues, a) and not attend(tenues, referentiel, a))
    return (*ecrites, *gardees)


def tenir(avant: Session, apres: Session, referentiel: Referentiel) -> tuple[Absence, ...]:
    """What a version that waits leaves standing of the one before: the same absent juror, or the same line."""
    en_attente = [a for a in apres.absences if attend(apres, referentiel, a)]
    lignes = {a.ligne for a in en_attente if not absents(apres, a)}
    qui = [m.nom for a in en_attente for m in absents(apres, a)]
    deja = {(a.membre, a.remplacant) for a in apres.absences}
    return tuple(
        a
        for a in actives(avant, referentiel)
        if (a.membre, a.remplacant) not in deja
        and (a.ligne in lignes or any(meme_personne(m.nom, n) for m in absents(avant, a) for n in qui))
    )


def dater(avant: Session, apres: Session, referentiel: Referentiel) -> Session:
    """A line corrected since was told on the day it was first written, slip of the pen and all."""
    dites = {a.ligne: a.dite_le for a in avant.absences if a.dite_le and attend(avant, referentiel, a)}
    lignes = (
        a.model_copy(update={"dite_le": min(a.dite_le, dites[a.ligne])}) if a.dite_le and a.ligne in dites else a
        for a in apres.absences
    )
    return apres.model_copy(update={"absences": tuple(lignes)})


def attend(session: Session, referentiel: Referentiel, absence: Absence) -> bool:
    """Whether this line is to be corrected before anything is done of it."""
    qui = absents(session, absence)
    return not qui or any((code := refus(session, referentiel, absence, m)) and code not in REPORTENT for m in qui)


def absents(session: Session, absence: Absence) -> tuple[Jure, ...]:
    """One person may sit in several juries; those who sit are meant before those in reserve."""
    assis = tuple(j for j in session.jures if j.jury is not None)
    trouves = designes(absence.membre, assis) or designes(absence.membre, session.jures)
    return trouves if len({mots(j.nom) for j in trouves}) == 1 else ()


def remplacants(session: Session, absence: Absence, membre: Jure) -> tuple[Jure, ...]:
    """Those whom the cell may mean; a line without a role takes that of the absent juror."""
    autres = [j for j in session.jures if not meme_personne(j.nom, membre.nom) or j.ligne > HORS_LISTE]
    return tuple(
        j.model_copy(update={"role": j.role or membre.role, "jury": membre.jury if j.jury is None else j.jury})
        for j in designes(absence.remplacant or "", autres)
    )


def refus(session: Session, referentiel: Referentiel, absence: Absence, membre: Jure) -> str | None:
    """Why nobody can sit instead of an absent juror: the code that says it; nothing for one in reserve.

    Where an absence postpones the jury (S3 §2.2), it is that of the day: told before it, a replacement makes another
    jury, whole (K2).
    """
    if membre.jury is None:
        return None
    if not absence.remplacant:
        return "JURY_REPORTE"
    if referentiel.jury.absence.valeur == "report" and absence.dite_le and absence.dite_le >= session.date:
        return "REMPLACEMENT_LE_JOUR_MEME"
    trouves = remplacants(session, absence, membre)
    if len(trouves) != 1:
        return "REMPLACANT_AMBIGU" if trouves else "REMPLACANT_INCONNU"
    return _indisponible(session, absence, membre, trouves[0])


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


def fautes(session: Session, referentiel: Referentiel, connus: Vivier) -> Iterator[Faute]:
    """Why an absence postpones a jury, or waits, at the cell to correct."""
    for absence in session.absences:
        qui = absents(session, absence)
        if not qui:
            yield _inconnu(session, absence)
        if absence.remplacant and qui and all(m.jury is None for m in qui):
            yield _en_reserve(session, absence)
        for membre in qui:
            code = refus(session, referentiel, absence, membre)
            if code:
                yield _refuse(session, absence, membre, code, connus)


def _inconnu(session: Session, absence: Absence) -> Faute:
    """Whose jury it is, nobody knows: every convocation waits."""
    plusieurs = designes(absence.membre, session.jures)
    code = "ABSENT_AMBIGU" if plusieurs else "ABSENT_INCONNU"
    possibles = [j.nom for j in plusieurs] or proches(absence.membre, [j.nom for j in session.jures])
    return Faute(constat=_constat(code, absence, possibles), retient=frozenset({Retenue.CONVOCATION}), attend=True)


def _en_reserve(session: Session, absence: Absence) -> Faute:
    """Nobody is replaced who does not sit: perhaps a namesake was meant."""
    siegent = proches(absence.membre, [j.nom for j in session.jures if j.jury is not None])
    return Faute(constat=_constat("ABSENT_EN_RESERVE", absence, siegent))


def _refuse(session: Session, absence: Absence, membre: Jure, code: str, connus: Vivier) -> Faute:
    autres = [*(j.nom for j in session.jures), *(c.nom for c in connus.jures)]
    possibles = [j.nom for j in remplacants(session, absence, membre)] or proches(
        absence.remplacant or "", [n for n in autres if not meme_personne(n, membre.nom)]
    )
    constat = _constat(code, absence, possibles, jury=str(membre.jury), role=membre.role or "")
    reporte = code in REPORTENT
    return Faute(
        constat=constat,
        jury=membre.jury,
        retient=TOUT if reporte else frozenset({Retenue.CONVOCATION}),
        attend=not reporte,
    )


def _constat(code: str, absence: Absence, possibles: Iterable[str], **valeurs: str) -> Constat:
    valeurs |= {"membre": absence.membre, "remplacant": absence.remplacant or "", "possibles": ", ".join(possibles)}
    cellule = "absence_membre" if code in DE_L_ABSENT else "absence_remplacant"
    return Constat(code=code, noms=(nom(cellule, absence.ligne),), valeurs=valeurs)


def proches(ecrit: str, noms: Iterable[str]) -> list[str]:
    """The names known that look most like what was written, the closest first; each once."""
    dit = " ".join(mots(ecrit)) or plier(ecrit)

    def ressemblance(connu: str) -> float:
        return SequenceMatcher(None, dit, " ".join(mots(connu))).ratio()

    return sorted(dict.fromkeys(noms), key=lambda n: (-ressemblance(n), n))[:PROCHES]

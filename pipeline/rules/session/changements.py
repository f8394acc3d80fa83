"""What a corrected session changes: who came, who left, which headings. Handicap measures are never compared (K29)."""

from collections.abc import Iterator, Mapping

from pipeline import forms
from pipeline.forms import nom
from pipeline.model.anomalie import Constat
from pipeline.model.base import Frozen
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Session

from .vivier import cle

# Cells that are not named after their field.
DE_LA_SESSION = {"date": "fiche_date", "mode": "mode_session"} | {
    champ: nom("session", champ)
    for champ in (
        "lieu",
        "acces",
        "responsable_nom",
        "responsable_email",
        "responsable_telephone",
        "organisation",
        "documents_autorises",
        "note_de_frais",
    )
}
DU_JURE = {"connait_le_cqp": "connaissance", "valide_le": "validation_le", "vivier_national": "vivier"}
LISTES = {"genre", "session", "referentiel", "version", "salles", "candidats", "jures", "absences", "absences_tenues"}


class _Personne(Frozen):
    qui: str
    cellules: dict[str, object]  # by name


def differences(avant: Session, apres: Session, referentiel: Referentiel) -> tuple[Constat, ...]:
    """Headings are named as in the workbook; a person is followed from one line to another."""
    libelles = {c.nom: c.libelle for c in forms.session(referentiel).champs}
    return (
        *_de_la_session(avant, apres, libelles),
        *_des_personnes("CANDIDAT", _candidats(avant, apres), _candidats(apres, apres), libelles),
        *_des_personnes("JURE", _jures(avant, apres), _jures(apres, apres), libelles),
    )


def _differents(avant: Mapping[str, object], apres: Mapping[str, object], libelles: Mapping[str, str]) -> list[str]:
    """The cells whose values differ, in the order of the form."""
    return [n for n in libelles if avant.get(n) != apres.get(n)]


def _de_la_session(avant: Session, apres: Session, libelles: Mapping[str, str]) -> Iterator[Constat]:
    noms = _differents(_seance(avant), _seance(apres), libelles)
    if noms:
        rubriques = ", ".join(libelles[n] for n in noms)
        yield Constat(code="SESSION_MODIFIEE", noms=tuple(noms), valeurs={"rubriques": rubriques})


def _seance(session: Session) -> dict[str, object]:
    champs = [champ for champ in Session.model_fields if champ not in LISTES]
    jurys = [(nom("jury", champ, s.jury), getattr(s, champ)) for s in session.salles for champ in ("salle", "lien")]
    absences = [
        (nom("absence", champ, a.ligne), getattr(a, champ))
        for a in session.absences
        for champ in ("membre", "motif", "remplacant")
    ]
    return {DE_LA_SESSION.get(c, c): getattr(session, c) for c in champs} | dict(jurys) | dict(absences)


def _candidats(session: Session, places: Session) -> dict[str, _Personne]:
    """By candidature; the cells are those of its line in `places`, so that two versions compare."""
    lignes = {c.candidature: c.ligne for c in places.candidats}
    trouves = {}
    for c in session.candidats:
        ligne = lignes.get(c.candidature, c.ligne)
        valeurs = c.model_dump(exclude={"candidature", "etat_civil", "adresse", "amenagement", "pieces", "vises"})
        valeurs |= c.etat_civil.model_dump()
        valeurs |= {f"adresse_{champ}": v for champ, v in c.adresse.model_dump().items()} if c.adresse else {}
        valeurs |= {f"vise_{b}": True for b in c.vises} | {f"piece_{p}_le": le for p, le in c.pieces.items()}
        cellules = {nom("candidat", role, ligne): v for role, v in valeurs.items()}
        trouves[c.candidature] = _Personne(qui=c.candidature, cellules=cellules)
    return trouves


def _jures(session: Session, places: Session) -> dict[str, _Personne]:
    lignes = {cle(j.nom): j.ligne for j in places.jures}
    trouves = {}
    for j in session.jures:
        ligne = lignes.get(cle(j.nom), j.ligne)
        valeurs = j.model_dump(exclude={"nom"})
        cellules = {nom("membre", DU_JURE.get(champ, champ), ligne): v for champ, v in valeurs.items()}
        trouves[cle(j.nom)] = _Personne(qui=j.nom, cellules=cellules)
    return trouves


def _des_personnes(
    sorte: str, avant: Mapping[str, _Personne], apres: Mapping[str, _Personne], libelles: Mapping[str, str]
) -> Iterator[Constat]:
    venus = [apres[k].qui for k in apres if k not in avant]
    if venus:
        yield Constat(code=f"{sorte}S_AJOUTES", valeurs={"qui": ", ".join(venus)})
    partis = [avant[k].qui for k in avant if k not in apres]
    if partis:
        yield Constat(code=f"{sorte}S_RETIRES", valeurs={"qui": ", ".join(partis)})
    for k in (k for k in apres if k in avant):
        noms = _differents(avant[k].cellules, apres[k].cellules, libelles)
        if noms:
            valeurs = {"qui": apres[k].qui, "rubriques": ", ".join(libelles[n].partition(" : ")[2] for n in noms)}
            yield Constat(code=f"{sorte}_MODIFIE", noms=tuple(noms), valeurs=valeurs)

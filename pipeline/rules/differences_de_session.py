"""What a file of a session changes in the one that it replaces: its days, its candidates, its jurors, its report (K40).

Neither measures for handicap (K29) nor civil status are told.
"""

from collections.abc import Iterable, Iterator, Mapping

from pipeline import forms
from pipeline.forms import nom
from pipeline.model.base import Frozen
from pipeline.model.session import CompteRendu, Convoque, Jure, Session

from .differences import VIDE, Difference, dit, par_cellules

_SESSION = {
    "date": "date", "date_fin": "date de fin", "mode": "mode", "lieu": "lieu", "acces": "accès",
    "responsable_nom": "responsable de session", "journee_debut": "début de journée", "journee_fin": "fin de journée",
    "pause_debut": "début de pause", "pause_fin": "fin de pause", "convocations_le": "envoi des convocations",
}  # fmt: skip
_CANDIDAT = {
    "nom": "nom", "prenom": "prénom", "email": "adresse électronique", "organisme": "organisme", "branche": "branche",
    "employeur_nom": "employeur", "employeur_email": "adresse de l’employeur", "voie": "voie", "portee": "portée",
    "vises": "blocs visés", "option": "option", "pieces": "pièces déposées", "recevabilite_le": "recevabilité",
    "entree_le": "entrée dans le parcours",
    "derogation_le": "dérogation", "jury": "jury", "participation": "participation",
}  # fmt: skip
_JURE = {
    "role": "rôle", "jury": "jury", "email": "adresse électronique", "organisme": "organisme", "branche": "branche",
    "valide_le": "validation de l’Ucanss", "accord_le": "accord de sa direction", "formation_le": "formation",
    "declaration_le": "déclaration de lien", "liens": "liens déclarés", "non_declares": "liens non déclarés",
}  # fmt: skip


def des_sessions(avant: Session, apres: Session) -> tuple[Difference, ...]:
    return (
        *_champs("", avant, apres, _SESSION),
        *_personnes("candidat", _candidats(avant), _candidats(apres), _CANDIDAT),
        *_personnes("juré", _jures(avant), _jures(apres), _JURE),
        *_absences(avant, apres),
    )


def _candidats(s: Session) -> dict[str, Convoque]:
    return {c.candidature: c for c in s.candidats}


def _jures(s: Session) -> dict[str, Jure]:
    return {j.nom: j for j in s.jures}


def _personnes(
    quoi: str, avant: Mapping[str, Frozen], apres: Mapping[str, Frozen], champs: Mapping[str, str]
) -> Iterator[Difference]:
    for qui in dict.fromkeys((*avant, *apres)):
        un, autre = avant.get(qui), apres.get(qui)
        if un and autre:
            yield from _champs(f"{quoi} {qui}, ", un, autre, champs)
        else:
            yield Difference(quoi=f"{quoi} {qui}", avant="présent" if un else VIDE, apres=VIDE if un else "ajouté")


def _champs(debut: str, avant: Frozen, apres: Frozen, champs: Mapping[str, str]) -> Iterator[Difference]:
    for champ, libelle in champs.items():
        un, autre = _texte(getattr(avant, champ)), _texte(getattr(apres, champ))
        if un != autre:
            yield Difference(quoi=f"{debut}{libelle}", avant=un or VIDE, apres=autre or VIDE)


def _texte(valeur: object) -> str:
    match valeur:
        case tuple():
            return ", ".join(map(str, valeur))
        case dict():
            return ", ".join(f"{cle} {dit(v)}" for cle, v in sorted(valeur.items()))
        case int():
            return str(valeur)
    return f"{valeur:%H:%M}" if hasattr(valeur, "hour") else dit(valeur)


def _absences(avant: Session, apres: Session) -> Iterator[Difference]:
    un, autre = (", ".join(f"{a.membre} → {a.remplacant or 'personne'}" for a in s.absences) for s in (avant, apres))
    if un != autre:
        yield Difference(quoi="absences et remplacements", avant=un or VIDE, apres=autre or VIDE)


def des_comptes_rendus(avant: CompteRendu, apres: CompteRendu) -> tuple[Difference, ...]:
    formulaire = forms.compte_rendu()
    roles = {c.role: c.nom for c in formulaire.champs if c.role in CompteRendu.model_fields}
    return tuple(par_cellules(formulaire, *(_du_compte_rendu(c, roles.items()) for c in (avant, apres))))


def _du_compte_rendu(c: CompteRendu, roles: Iterable[tuple[str, str]]) -> dict[str, str]:
    dites: dict[str, object] = {cellule: getattr(c, role) for role, cellule in roles}
    for debut, valeurs in (("point", c.points), ("precision", c.precisions), ("recu", c.recus)):
        dites |= {nom(debut, code): v for code, v in valeurs.items()}
    dites["candidats_absents"] = ", ".join(c.absents)
    return {cellule: texte for cellule, valeur in dites.items() if (texte := dit(valeur))}

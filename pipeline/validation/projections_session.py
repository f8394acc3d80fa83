"""Values to the facts around a session: its workbook, its planning, the training of jurors, its report, orders."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from pipeline.forms import nom
from pipeline.forms.autour import DOCUMENTS, ETAPES, POINTS
from pipeline.model.classeur import Champ, Formulaire
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import (
    Amenagement,
    CompteRendu,
    Convoque,
    Demande,
    EtatCivil,
    Formation,
    Jure,
    Participant,
    PlanningRendu,
    Session,
)

from .isolement import Ligne
from .lignes import famille
from .normalise import Valeur, Valeurs
from .projections import oui, vises

Roles: TypeAlias = Mapping[str, Valeur]

# Fields of a fact that are not one cell of the same name as their role.
_A_PART = {
    "genre",
    "session",
    "date",
    "referentiel",
    "version",
    "note_de_frais",
    "salles",
    "candidats",
    "jures",
    "absences",
}
_JURE = {
    "membre_connaissance": "connait_le_cqp",
    "membre_validation_le": "valide_le",
    "membre_vivier": "vivier_national",
}
_OUI_NON = {"connait_le_cqp", "vivier_national"}
_LISTES = {"liens", "non_declares"}
_SEPARATEURS = re.compile(r"[,;\s]+")


def session(
    valeurs: Valeurs, formulaire: Formulaire, referentiel: Referentiel, illisibles: frozenset[Ligne]
) -> Session:
    """A line without its key (a candidature, a name) is no line."""
    seance = _roles((c for c in formulaire.champs if c.ligne is None), valeurs)
    lignes = _lignes(formulaire, valeurs)
    candidats = [
        _candidat(n, roles, _vises(formulaire, n, roles, valeurs), referentiel, ("candidat_", n) in illisibles)
        for n, roles in lignes["candidat_"].items()
        if "candidature" in roles
    ]
    jures = [_jure(n, r, ("membre_", n) in illisibles) for n, r in lignes["membre_"].items() if "membre_nom" in r]
    absences = [
        {"ligne": n, **_sans_prefixe(roles, "absence_")}
        for n, roles in lignes["absence_"].items()
        if "absence_membre" in roles
    ]
    return Session.model_validate(
        {
            **{champ: seance[champ] for champ in Session.model_fields if champ in seance and champ not in _A_PART},
            "session": valeurs["fiche_session"],
            "date": valeurs["fiche_date"],
            "referentiel": referentiel.code,
            "version": referentiel.version,
            "note_de_frais": oui(seance.get("note_de_frais")),
            "salles": [{"jury": n, **_sans_prefixe(roles, "jury_")} for n, roles in lignes["jury_"].items()],
            "candidats": candidats,
            "jures": jures,
            "absences": absences,
        }
    )


def _roles(champs: Iterable[Champ], valeurs: Valeurs) -> dict[str, Valeur]:
    return {c.role: valeurs[c.nom] for c in champs if c.nom in valeurs}


def _lignes(formulaire: Formulaire, valeurs: Valeurs) -> dict[str, dict[int, Roles]]:
    """By list, then by line: what each begun line says."""
    champs: dict[str, dict[int, list[Champ]]] = defaultdict(lambda: defaultdict(list))
    for champ in formulaire.champs:
        if champ.ligne is not None and champ.nom in valeurs:
            champs[famille(champ)][champ.ligne].append(champ)
    par_liste: dict[str, dict[int, Roles]] = defaultdict(dict)
    for liste, lignes in champs.items():
        par_liste[liste] = {n: _roles(siens, valeurs) for n, siens in sorted(lignes.items())}
    return par_liste


def _sans_prefixe(roles: Roles, prefixe: str) -> dict[str, Valeur]:
    return {role.removeprefix(prefixe): valeur for role, valeur in roles.items()}


def _vises(formulaire: Formulaire, ligne: int, roles: Roles, valeurs: Valeurs) -> tuple[str | None, ...]:
    siens = (c for c in formulaire.par_role("vise") if c.ligne == ligne)
    return vises(siens, roles.get("portee"), valeurs)


def _candidat(
    ligne: int,
    roles: Roles,
    blocs: tuple[str | None, ...],
    referentiel: Referentiel,
    illisible: bool,  # noqa: FBT001 - a field among the others
) -> Convoque:
    amenagement = {
        "declare_le": roles.get("handicap_le"),
        "mesures": roles.get("amenagement"),
        "temps_supplementaire": roles.get("temps_supplementaire"),
    }
    pieces = {p.piece: roles.get(nom("piece", p.piece, "le")) for p in referentiel.pieces}
    return Convoque.model_validate(
        {
            **{champ: roles[champ] for champ in Convoque.model_fields if champ in roles and champ != "amenagement"},
            "ligne": ligne,
            "vises": blocs,
            "etat_civil": EtatCivil.model_validate({c: roles[c] for c in EtatCivil.model_fields if c in roles}),
            "pieces": {piece: jour for piece, jour in pieces.items() if jour},
            "amenagement": Amenagement.model_validate(amenagement) if any(amenagement.values()) else None,
            "illisible": illisible,
        }
    )


def _jure(ligne: int, roles: Roles, illisible: bool) -> Jure:  # noqa: FBT001 - a field among the others
    brut: dict[str, Any] = {_JURE.get(r, r.removeprefix("membre_")): valeur for r, valeur in roles.items()}
    brut |= {champ: oui(brut[champ]) for champ in _OUI_NON & brut.keys()}
    brut |= {champ: _candidatures(brut[champ]) for champ in _LISTES & brut.keys()}
    return Jure.model_validate({**brut, "ligne": ligne, "illisible": illisible})


def _candidatures(texte: Valeur) -> tuple[str, ...]:
    return tuple(dict.fromkeys(x for x in _SEPARATEURS.split(str(texte)) if x))


def planning(valeurs: Valeurs, formulaire: Formulaire) -> PlanningRendu:
    creneaux = [
        {
            "ligne": n,
            "candidature": roles["planning_candidature"],
            "bloc": roles.get("planning_bloc"),
            "jury": roles["planning_jury"],
            "date": roles["planning_jour"],
            "debut": roles["planning_debut"],
        }
        for n, roles in _lignes(formulaire, valeurs)[""].items()
    ]
    return PlanningRendu.model_validate({"session": valeurs["fiche_session"], "creneaux": creneaux})


def formation(valeurs: Valeurs, formulaire: Formulaire, illisibles: frozenset[Ligne]) -> Formation:
    lignes = _lignes(formulaire, valeurs)[""]
    participants = [
        _participant(n, roles, ("", n) in illisibles) for n, roles in lignes.items() if "participant_nom" in roles
    ]
    return Formation.model_validate({"formation": valeurs["formation_code"], "participants": participants})


def _participant(ligne: int, roles: Roles, illisible: bool) -> Participant:  # noqa: FBT001 - a field among the others
    modules = {r.removeprefix("module_").replace("_", "-"): v for r, v in roles.items() if r.startswith("module_")}
    return Participant.model_validate(
        {
            **{
                c: roles[f"participant_{c}"]
                for c in ("nom", "email", "organisme", "role")
                if f"participant_{c}" in roles
            },
            "ligne": ligne,
            "etapes": tuple(_etapes(roles)),
            "quiz_reussi": oui(roles.get("quiz_reussi")),
            "modules": modules,
            "illisible": illisible,
        }
    )


def _etapes(roles: Roles) -> Iterator[dict[str, Valeur] | None]:
    """A step counts when both its day and its minutes are there."""
    for etape in range(1, ETAPES + 1):
        le, minutes = roles.get(f"etape_{etape}_le"), roles.get(f"etape_{etape}_minutes")
        yield {"le": le, "minutes": minutes} if le and minutes else None


def compte_rendu(valeurs: Valeurs, formulaire: Formulaire) -> CompteRendu:
    roles = _roles((c for c in formulaire.champs if c.critere is None), valeurs)
    champs = {c: roles[c] for c in CompteRendu.model_fields if c in roles}
    return CompteRendu.model_validate(
        {
            **champs,
            "points": {c: oui(valeurs[nom("point", c)]) for c, _ in POINTS if nom("point", c) in valeurs},
            "precisions": {c: valeurs[nom("precision", c)] for c, _ in POINTS if nom("precision", c) in valeurs},
            "recus": {c: oui(valeurs[nom("recu", c)]) for c, _ in DOCUMENTS if nom("recu", c) in valeurs},
            "absents": _candidatures(roles.get("candidats_absents", "")),
            "pour_le_jpn": oui(roles.get("pour_le_jpn")),
        }
    )


def demande(valeurs: Valeurs, formulaire: Formulaire) -> Demande:
    ordres = [{"ligne": n, **_sans_prefixe(roles, "ordre_")} for n, roles in _lignes(formulaire, valeurs)[""].items()]
    return Demande.model_validate({"demandeur": valeurs["demande_demandeur"], "ordres": ordres})

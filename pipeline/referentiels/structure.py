"""From JSON to a `Referentiel`: what does not fit is told in French, with its place in the file."""

import json
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias, TypeVar

from pydantic import TypeAdapter, ValidationError

from pipeline.model.base import Frozen

T = TypeVar("T")
Erreur: TypeAlias = Mapping[str, Any]  # as `pydantic.ValidationError.errors` tells each

SOURCER = "Indiquez le texte et sa section, par exemple « S3 §1.2 »."
_PARTIES = {"activites": "activités", "blocs": "compétences", "evaluation": "évaluation"}
_CORRIGER = "Corrigez cette valeur."

# By kind of error: what was found, what to do. `{…}` is filled by what the error carries.
_PHRASES = {
    "missing": ("« {champ} » manque.", "Ajoutez-le."),
    "extra_forbidden": ("« {champ} » n'est pas prévu ici.", "Corrigez l'orthographe du mot ou retirez-le."),
    "string_too_short": ("le texte est vide.", "Remplissez-le."),
    "string_pattern_mismatch": ("« {trouve} » n'est pas écrit comme attendu ({pattern}).", _CORRIGER),
    "literal_error": ("« {trouve} » n'est pas possible ici ; sont possibles : {expected}.", _CORRIGER),
    "enum": ("« {trouve} » n'est pas possible ici ; sont possibles : {expected}.", _CORRIGER),
    "too_short": ("la liste est vide.", "Il y faut au moins un élément."),
    "string_type": ("un texte est attendu, entre guillemets.", _CORRIGER),
    "int_type": ("un nombre entier est attendu, sans guillemets.", _CORRIGER),
    "int_from_float": ("un nombre entier est attendu, sans virgule.", _CORRIGER),
    "bool_type": ("« true » ou « false » est attendu, sans guillemets.", _CORRIGER),
    "tuple_type": ("une liste est attendue, entre crochets.", _CORRIGER),
    "model_type": ("un objet est attendu, entre accolades.", _CORRIGER),
    "dict_type": ("un objet est attendu, entre accolades.", _CORRIGER),
    "greater_than": ("« {trouve} » est trop petit : il faut plus de {gt}.", _CORRIGER),
    "greater_than_equal": ("« {trouve} » est trop petit : il faut au moins {ge}.", _CORRIGER),
    "less_than_equal": ("« {trouve} » est trop grand : il faut au plus {le}.", _CORRIGER),
}
_DATE = ("« {trouve} » n'est pas une date.", "Écrivez-la année-mois-jour, par exemple 2023-09-01.")
_AUTRE = ("« {trouve} » n'est pas possible ici.", _CORRIGER)


class Faute(Frozen):
    """What is wrong in a référentiel, where, and the next move."""

    chemin: str
    constat: str
    action: str
    fichier: str = ""

    def __str__(self) -> str:
        ou = ", ".join(x for x in (self.fichier, self.chemin) if x)
        return f"{ou} : {self.constat} {self.action}"


def lire(contenu: bytes, sorte: TypeAdapter[T]) -> tuple[T, tuple[()]] | tuple[None, tuple[Faute, ...]]:
    """All the faults at once; the value only when there is none. A byte-order mark is no content."""
    contenu = contenu.removeprefix(BOM_UTF8)
    try:
        return sorte.validate_json(contenu, strict=True), ()
    except ValidationError as e:
        erreurs = e.errors()
    if erreurs[0]["type"] == "json_invalid":
        return None, (_illisible(contenu),)
    return None, tuple(_faute(erreur) for erreur in erreurs if not _echo(erreur, erreurs))


def chemin(*pas: str | int) -> str:
    """`blocs[0].competences[2].source`, counted from 0 as in JSON."""
    return "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in pas).removeprefix(".")


def _echo(erreur: Erreur, toutes: Iterable[Erreur]) -> bool:
    """A list whose only elements are at fault counts as empty: the fault is theirs."""
    ou = erreur["loc"]
    return erreur["type"] == "too_short" and any(e["loc"][: len(ou)] == ou != e["loc"] for e in toutes)


def _illisible(contenu: bytes) -> Faute:
    constat = "le fichier n'est pas du JSON lisible."
    place = ""
    try:
        json.loads(contenu)
    except json.JSONDecodeError as e:
        place = f"ligne {e.lineno}, colonne {e.colno}"
    except UnicodeDecodeError as e:
        constat, place = "un caractère est abîmé.", f"octet {e.start + 1}"
    return Faute(
        chemin=place, constat=constat, action="Corrigez-le : une virgule, un guillemet ou une accolade manque."
    )


def _faute(erreur: Erreur) -> Faute:
    ou = erreur["loc"]
    champ = str(ou[-1]) if ou else ""
    constat, action = _phrase(erreur["type"], champ, erreur)
    return Faute(chemin=chemin(*ou), constat=constat, action=action)


def _phrase(sorte: str, champ: str, erreur: Erreur) -> tuple[str, str]:
    if champ == "source" and sorte in {"missing", "string_too_short"}:
        return "la source manque : on ne sait pas de quel texte vient cette valeur.", SOURCER
    if champ in _PARTIES and sorte in {"missing", "too_short"}:
        return f"la partie « {_PARTIES[champ]} » manque.", "Un référentiel a trois parties : ajoutez-la (S0 §1.1)."
    constat, action = _DATE if sorte.startswith("date") else _PHRASES.get(sorte, _AUTRE)
    contexte: Mapping[str, Any] = erreur.get("ctx", {})
    valeurs = {k: str(v).replace(" or ", " ou ") for k, v in contexte.items()}
    return constat.format_map({**valeurs, "champ": champ, "trouve": _montre(erreur["input"])}), action


def _montre(valeur: object) -> str:
    return str(valeur)[:60]

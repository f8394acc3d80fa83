"""The JSON Schema of what a form may hold: a flat object, one property a cell, dates and hours as text."""

from typing import Any, TypeAlias

from pipeline.model.classeur import Champ, Formulaire, Genre

Schema: TypeAlias = dict[str, Any]

NOMBRE_MAX = 9999
HEURE = "^([01][0-9]|2[0-3]):[0-5][0-9]$"

_TITRES = {
    "grille": "Grille d'évaluation",
    "pv": "Procès-verbal du jury professionnel",
    "jpn": "Jury paritaire national",
    "session": "Session d'évaluation",
    "planning": "Planning d'une session",
    "formation-jury": "Formation des membres de jury",
    "compte-rendu": "Compte rendu du déroulement du jury",
    "demande": "Demande au programme",
}


def schema(formulaire: Formulaire) -> Schema:
    identite = formulaire.identite
    sujet = (identite.referentiel, identite.version, identite.bloc and f"bloc {identite.bloc}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": ", ".join(x for x in (_TITRES.get(identite.type, identite.type), *sujet) if x),
        "type": "object",
        "properties": {c.nom: {"title": c.libelle, "description": c.aide, **_valeur(c)} for c in formulaire.champs},
        "required": [c.nom for c in formulaire.champs if c.obligatoire],
        "additionalProperties": False,
    }


def _valeur(champ: Champ) -> Schema:
    match champ.genre:
        case Genre.CHOIX:
            return {"enum": list(champ.choix)}
        case Genre.DATE:
            return {"type": "string", "format": "date"}
        case Genre.HEURE:
            return {"type": "string", "pattern": HEURE}
        case Genre.NOMBRE:
            return {"type": "integer", "minimum": 0, "maximum": NOMBRE_MAX}
        case Genre.TEXTE:
            forme = {"pattern": f"^(?:{champ.motif})$"} if champ.motif else {}
            return {"type": "string", "minLength": 1, "maxLength": champ.longueur_max, **forme}

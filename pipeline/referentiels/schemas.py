"""The JSON Schemas that stand beside the référentiels: of a référentiel itself, and of the forms of each version."""

import json
from pathlib import Path
from typing import Any

from pipeline import forms, system
from pipeline.model.referentiel import Referentiel

from .charger import fichiers, lire_referentiel, nommer, refus

SUFFIXE = ".schema.json"
DIALECTE = "https://json-schema.org/draft/2020-12/schema"

_DESCRIPTIONS = {
    "Activite": "Une situation de travail du métier.",
    "Arrondi": "Comment le nombre exigé est arrondi quand le seuil ne tombe pas juste.",
    "Bloc": "Un bloc de compétences. « commun » porte le même mot dans chaque référentiel qui partage le bloc.",
    "Branche": "Une branche de législation.",
    "Competence": "Une compétence, et les activités où elle s'exerce.",
    "Critere": "Un critère d'évaluation, la compétence qu'il éclaire et les épreuves où il s'observe.",
    "Epreuve": "Une épreuve : sa durée est celle de ses phases ; le débrief du jury vient après.",
    "Equivalence": "Un bloc d'un autre référentiel, ou d'une autre version, qui vaut le nôtre une fois acquis.",
    "Evaluation": "Le référentiel d'évaluation : épreuves et critères.",
    "Jury": "La composition du jury professionnel et ses règles.",
    "NonObserve": "Ce que devient un critère non observé.",
    "Nsf": "Une spécialité de formation.",
    "Phase": "Une phase d'épreuve, en minutes.",
    "PieceDue": "Un document que le dossier doit contenir, selon la voie.",
    "Preparation": "Un temps de préparation propre à une branche, en minutes, hors de l'épreuve.",
    "Referentiel": "Une version datée d'un CQP : activités, compétences par bloc, évaluation, et règles.",
    "Regles": "Les valeurs des règles. Un seuil absent : rien n'est calculé, les décisions du jury font foi.",
    "Rncp": "L'inscription au RNCP : dernier jour pour entrer en parcours, échéance, dernier jour pour délivrer. "
    "Absente : ni niveau, ni VAE.",
    "RoleMembre": "Un rôle dans le jury professionnel.",
    "Seuil": "La part à atteindre, en fraction exacte : 80 % s'écrit 4 et 5.",
    "Siege": "Le nombre de membres d'un rôle.",
    "Vae": "Les règles de l'entretien de VAE.",
    "Validite": "Les jours où la version est en vigueur, premier et dernier compris.",
    "Voie": "Une voie d'accès.",
}
_GENERIQUE = "Valeur_"  # a value and its source: written where it is used, not apart


def schema_du_referentiel() -> forms.Schema:
    brut = Referentiel.model_json_schema()
    definitions = {nom: _decrire(nom, d) for nom, d in brut.pop("$defs").items()}
    racine = _decrire("Referentiel", brut)
    gardees = {nom: _relier(d, definitions) for nom, d in definitions.items() if not nom.startswith(_GENERIQUE)}
    return {"$schema": DIALECTE, **_relier(racine, definitions), "$defs": gardees}


def schemas_de(referentiel: Referentiel) -> dict[str, forms.Schema]:
    """By name of file, beside the version."""
    grilles = {f"grille-{b.code}{SUFFIXE}": forms.schema(forms.grille(referentiel, b.code)) for b in referentiel.blocs}
    return grilles | {f"pv{SUFFIXE}": forms.schema(forms.pv(referentiel))}


def ecrire_schemas(dossier: Path) -> None:
    """Every schema of a folder of référentiels, written again."""
    _ecrire(dossier / f"referentiel{SUFFIXE}", schema_du_referentiel())
    for nom, chemin in fichiers((dossier,)).items():
        referentiel, fautes = lire_referentiel(chemin)
        if referentiel is None or fautes:
            raise refus(nommer(fautes, nom))
        ecrire_schemas_de(referentiel, dossier)


def ecrire_schemas_de(referentiel: Referentiel, dossier: Path) -> None:
    place = dossier / referentiel.code / referentiel.version
    place.mkdir(parents=True, exist_ok=True)
    voulus = schemas_de(referentiel)
    for ancien in place.glob(f"*{SUFFIXE}"):
        if ancien.name not in voulus:
            ancien.unlink()
    for nom, schema in voulus.items():
        _ecrire(place / nom, schema)


def schemas_perimes(dossier: Path) -> tuple[str, ...]:
    """The schemas of forms that no longer say what their version asks: changed by hand, or made by another program."""
    perimes = []
    for chemin in fichiers((dossier,)).values():
        referentiel, fautes = lire_referentiel(chemin)
        if referentiel is None or fautes:
            continue
        place = dossier / referentiel.code / referentiel.version
        voulus = {place / nom: _en_json(schema) for nom, schema in schemas_de(referentiel).items()}
        trouves = {f: f.read_bytes() for f in place.glob(f"*{SUFFIXE}")}
        differents = {f for f in voulus.keys() | trouves.keys() if voulus.get(f) != trouves.get(f)}
        perimes += [str(f.relative_to(dossier)) for f in differents]
    return tuple(sorted(perimes))


def _ecrire(chemin: Path, schema: forms.Schema) -> None:
    system.ecrire(chemin, _en_json(schema))


def _en_json(schema: forms.Schema) -> bytes:
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


def _decrire(nom: str, definition: forms.Schema) -> forms.Schema:
    """Our words for what it is, in place of the engine's."""
    autres = {cle: valeur for cle, valeur in definition.items() if cle not in {"title", "description"}}
    return {"description": _DESCRIPTIONS[nom], **autres} if nom in _DESCRIPTIONS else autres


def _relier(noeud: Any, definitions: forms.Schema) -> Any:  # noqa: ANN401 any JSON value
    if isinstance(noeud, list):
        return [_relier(n, definitions) for n in noeud]
    if not isinstance(noeud, dict):
        return noeud
    cible = str(noeud.get("$ref", "")).rpartition("/")[2]
    if cible.startswith(_GENERIQUE):
        return _relier(definitions[cible], definitions)
    titre = isinstance(noeud.get("title"), str)  # the engine's own, an English echo of the key
    return {cle: _relier(n, definitions) for cle, n in noeud.items() if not (titre and cle == "title")}

"""The second judge of a référentiel that did not ship with the program: its JSON Schema, by a validator of others."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from pipeline.settings import shipped

from .structure import Faute, chemin

SCHEMA = "referentiel.schema.json"


@lru_cache(maxsize=64)
def fautes_de_forme(contenu: bytes) -> tuple[Faute, ...]:
    """Of a file that our own reading accepts: what it would have passed over in silence."""
    doubles: list[str] = []
    lu = json.loads(contenu, object_pairs_hook=lambda paires: _objet(paires, doubles))
    return (*map(_en_double, doubles), *_hors_schema(lu))


def _objet(paires: list[tuple[str, Any]], doubles: list[str]) -> dict[str, Any]:
    doubles += [cle for cle, combien in Counter(cle for cle, _ in paires).items() if combien > 1]
    return dict(paires)


def _en_double(cle: str) -> Faute:
    constat = f"« {cle} » y figure deux fois dans le même objet : seule la dernière valeur serait lue."
    return Faute(chemin="", constat=constat, action="Gardez celle qui est juste et effacez l'autre.")


def _hors_schema(lu: object) -> Iterator[Faute]:
    for erreur in _validateur().iter_errors(lu):
        constat = f"cette valeur n'est pas permise par {SCHEMA} (règle « {erreur.validator} »)."
        yield Faute(chemin=chemin(*erreur.absolute_path), constat=constat, action="Corrigez-la d'après ce schéma.")


@cache
def _validateur() -> Any:  # noqa: ANN401 - a class that jsonschema makes when it runs
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - 0.2 s that only a référentiel of one's own costs

    schema = json.loads((shipped("referentiels") / SCHEMA).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)

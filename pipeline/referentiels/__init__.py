"""What the law and the certifier say: read from JSON, checked whole before anything relies on it."""

from pipeline.model.catalogue import Catalogue

from .charger import charger
from .echanges import exporter, importer, modele, remarques, verifier
from .schemas import ecrire_schemas, schemas_perimes

__all__ = [
    "Catalogue",
    "charger",
    "ecrire_schemas",
    "exporter",
    "importer",
    "modele",
    "remarques",
    "schemas_perimes",
    "verifier",
]

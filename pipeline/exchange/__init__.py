"""What comes from elsewhere and what leaves: lists (CSV), results for MyCertif (CSV, JSON), letters to send (.eml)."""

from .correspondances import Correspondance, Table, correspondre, table
from .courriels import Correspondant, correspondant
from .listes import lister
from .mycertif import en_csv, en_json
from .relances import Brouillon, GenreRelance, Relance, brouillons
from .resultats import Destinataire, Envoi, courriel
from .tableau import Tableau, lire_csv
from .versement import Versement, verser

__all__ = [
    "Brouillon",
    "Correspondance",
    "Correspondant",
    "Destinataire",
    "Envoi",
    "GenreRelance",
    "Relance",
    "Table",
    "Tableau",
    "Versement",
    "brouillons",
    "correspondant",
    "correspondre",
    "courriel",
    "en_csv",
    "en_json",
    "lire_csv",
    "lister",
    "table",
    "verser",
]

"""What comes from elsewhere and what leaves: lists of candidates and jurors (CSV), reminders ready to send (.eml)."""

from .correspondances import Correspondance, Table, correspondre, table
from .listes import lister
from .relances import Brouillon, GenreRelance, Relance, brouillons
from .tableau import Tableau, lire_csv
from .versement import Versement, verser

__all__ = [
    "Brouillon",
    "Correspondance",
    "GenreRelance",
    "Relance",
    "Table",
    "Tableau",
    "Versement",
    "brouillons",
    "correspondre",
    "lire_csv",
    "lister",
    "table",
    "verser",
]

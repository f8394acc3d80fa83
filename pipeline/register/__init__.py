"""What is kept for good: facts, dockets, numbers, documents and the journal, in one database.

Facts are only added. Two things change in place, each change with its line in the journal: how far a deposit
went, and whether a document stands.
"""

from .depots import DepotEnCours
from .documents import DocumentEnregistre, EtatDocument, Publication
from .numeros import Demande
from .ordres import OrdreExecute
from .registre import Registre, ouvrir
from .verrou import verrouiller

__all__ = [
    "Demande",
    "DepotEnCours",
    "DocumentEnregistre",
    "EtatDocument",
    "OrdreExecute",
    "Publication",
    "Registre",
    "ouvrir",
    "verrouiller",
]

"""The planning of a session: who passes what, when, before which jury; and why what finds no place does not."""

from .appliquer import appliquer, bloc_du_creneau
from .besoins import besoins
from .en_vigueur import Depart, EnVigueur, en_vigueur, reconstituer
from .plages import plages
from .planifier import planifier
from .verifier import verifier

__all__ = [
    "Depart",
    "EnVigueur",
    "appliquer",
    "besoins",
    "bloc_du_creneau",
    "en_vigueur",
    "plages",
    "planifier",
    "reconstituer",
    "verifier",
]

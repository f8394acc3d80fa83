"""What leaves by post or by e-mail: the program never sends, a person says that it was sent, and when (K45)."""

import datetime as dt
from enum import StrEnum

from .base import Frozen


class Envoi(Frozen):
    """`objet`: the document, or the sending of a kit; `cle`: of what it held, where it may hold more later."""

    objet: str
    cle: str = ""
    envoye_le: dt.datetime
    par: str
    precision: str | None = None
    note_le: dt.datetime


class AEnvoyer(Frozen):
    """Something that waits to be sent, first or again: where it lies, and the sentence that says so."""

    objet: str
    cle: str = ""
    fichier: str
    phrase: str
    premier: bool = False  # a convocation that was never sent: the month before the session is for it (K33)


class EtatEnvoi(StrEnum):
    A_ENVOYER = "a_envoyer"
    EN_RETARD = "en_retard"
    ENVOYE = "envoye"
    ENVOYE_TARD = "envoye_tard"

    @property
    def parti(self) -> bool:
        return self in {EtatEnvoi.ENVOYE, EtatEnvoi.ENVOYE_TARD}

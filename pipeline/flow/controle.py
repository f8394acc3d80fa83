"""What `diagnostic` says of one thing that it looked at."""

from typing import Literal

from pipeline.model.base import Frozen


class Controle(Frozen):
    """`action` is the next move when it is not well."""

    quoi: str
    etat: Literal["bon", "a_voir", "mauvais"]
    detail: str
    action: str = ""

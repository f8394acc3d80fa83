"""The cells of a session's workbook, as constats point to them."""

from collections.abc import Iterable

from pipeline.forms import nom
from pipeline.model.session import HORS_LISTE, Convoque, Jure


def candidat(convoque: Convoque, *champs: str) -> tuple[str, ...]:
    return tuple(nom("candidat", champ, convoque.ligne) for champ in champs)


def jure(membre: Jure, *champs: str) -> tuple[str, ...]:
    """One whom only the table of absences names is pointed to there."""
    if membre.ligne > HORS_LISTE:
        return (nom("absence", "remplacant", membre.ligne - HORS_LISTE),)
    return tuple(nom("membre", champ, membre.ligne) for champ in champs)


def jures(membres: Iterable[Jure], champ: str) -> tuple[str, ...]:
    return tuple(n for m in membres for n in jure(m, champ))

"""Exit codes and the exceptions that carry them: a broken machine, never a fault of data."""

from enum import IntEnum


class Sortie(IntEnum):
    """Documented and stable (contrat.md)."""

    OK = 0
    BOGUE = 1
    USAGE = 2
    REFUS = 3
    CONFIGURATION = 4
    PROGRAMME = 5
    DISQUE = 6
    INTERRUPTION = 130


class CqpError(Exception):
    """`message` says what happened, `action` the next move of whoever reads it; both in French."""

    sortie = Sortie.BOGUE

    def __init__(self, message: str, action: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.action = action


class UsageError(CqpError):
    sortie = Sortie.USAGE


class ConfigurationError(CqpError):
    """The workspace, its settings, a référentiel or a template is not valid."""

    sortie = Sortie.CONFIGURATION


class ProgrammeError(CqpError):
    """An outside program is missing or failed."""

    sortie = Sortie.PROGRAMME


class DisqueError(CqpError):
    """The disk is full, or rights are missing."""

    sortie = Sortie.DISQUE

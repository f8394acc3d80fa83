"""What composing needs besides the data: the certifier's settings and where the sentences stand."""

from pathlib import Path

from pipeline.model.base import Frozen
from pipeline.settings import Reglages
from pipeline.texts import Phrases, phrases


class Contexte(Frozen):
    reglages: Reglages
    templates: tuple[Path, ...]

    def phrases(self, nom: str) -> Phrases:
        return phrases(self.templates, nom)

    @property
    def communs(self) -> Phrases:
        """The sentences that several documents share."""
        return self.phrases("communs")

"""What composing needs besides the data: the certifier's settings and where the sentences stand."""

from pathlib import Path

from pipeline.model.base import Frozen
from pipeline.model.referentiel import Referentiel
from pipeline.settings import Reglages
from pipeline.texts import Phrases, phrases


class Contexte(Frozen):
    reglages: Reglages
    templates: tuple[Path, ...]
    sans_blocs: bool = False

    def pour(self, referentiel: Referentiel) -> "Contexte":
        """With the words of this référentiel: a métier réglementé has one evaluation, no bloc and no CCP (K19)."""
        return self.selon(sans_blocs=referentiel.metier_reglemente.valeur)

    def selon(self, *, sans_blocs: bool) -> "Contexte":
        return self.model_copy(update={"sans_blocs": sans_blocs})

    def phrases(self, nom: str) -> Phrases:
        lues = phrases(self.templates, nom)
        return lues.sans_blocs() if self.sans_blocs else lues

    @property
    def communs(self) -> Phrases:
        """The sentences that several documents share."""
        return self.phrases("communs")

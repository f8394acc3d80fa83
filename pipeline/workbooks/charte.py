"""The charter's colours and font, for the sheets that are made without a template."""

from functools import cache
from pathlib import Path
from typing import Any

from openpyxl.styles import Font
from pydantic import ValidationError

from pipeline import tables
from pipeline.errors import ConfigurationError
from pipeline.model.base import Frozen


class Charte(Frozen):
    """Colours are RGB in hexadecimal, by the names of `templates/charte.toml`."""

    couleurs: dict[str, str]
    police: str

    def __getitem__(self, nom: str) -> str:
        return self.couleurs[nom]

    def ecrit(self, couleur: str = "encre", **style: Any) -> Font:  # noqa: ANN401 - as openpyxl's font takes it
        return Font(name=self.police, color=self.couleurs[couleur], **style)


@cache
def charte(dossiers: tuple[Path, ...]) -> Charte:
    try:
        lue = tables.reunir(dossiers, "charte.toml")
        return Charte(couleurs=lue["couleurs"], police=lue["polices"]["classeurs"])
    except (KeyError, TypeError, ValidationError) as e:
        raise ConfigurationError(
            "templates/charte.toml ne dit pas les couleurs et la police des classeurs.",
            "Rétablissez-y [couleurs] et [polices], ou effacez votre copie pour revenir à l’originale.",
        ) from e

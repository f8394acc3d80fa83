"""The colours of the charter, for the sheets that are made without a template."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pipeline.errors import ConfigurationError
from pipeline.settings import ressource


@cache
def couleurs(dossiers: tuple[Path, ...]) -> Mapping[str, str]:
    """RGB in hexadecimal, by the names of `templates/charte.toml`."""
    fichier = ressource(dossiers, "charte.toml")
    try:
        lues: dict[str, str] = tomllib.loads(fichier.read_text("utf-8"))["couleurs"]
    except (tomllib.TOMLDecodeError, KeyError) as e:
        raise ConfigurationError("templates/charte.toml ne dit pas les couleurs.", "Rétablissez-y [couleurs].") from e
    return lues

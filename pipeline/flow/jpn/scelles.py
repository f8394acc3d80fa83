"""Until its date is proclaimed, nobody reads who stands behind a number but by `jpn correspondance` (K18)."""

import datetime as dt
from collections.abc import Collection, Mapping

TYPE = "dossier-anonyme"


def id_du_registre(candidature: str, jour: dt.date) -> str:
    """Under which the register keeps the anonymous dossier: it never leaves archives/ while the seal holds."""
    return f"{TYPE}:{candidature}:{jour}"


def scelles(
    dockets: Mapping[dt.date, Mapping[str, str]], proclamations: Collection[dt.date]
) -> dict[str, tuple[dt.date, str]]:
    """By its id in the register, the date and the number of each dossier that must still be nobody's."""
    return {
        id_du_registre(candidature, jour): (jour, numero)
        for jour, docket in dockets.items()
        if jour not in proclamations
        for numero, candidature in docket.items()
    }


def id_public(jour: dt.date, numero: str) -> str:
    """How people name it meanwhile."""
    return f"{TYPE}:{numero}:{jour}"

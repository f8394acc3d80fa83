"""Lists written by hand, and the road from their bytes to the values of a workbook. All names are invented."""

from collections.abc import Mapping, Sequence

from pipeline import exchange, referentiels, texts
from pipeline.exchange import Tableau, Versement
from pipeline.model.anomalie import Constat
from pipeline.model.classeur import Brut
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Liste, Sorte
from pipeline.settings import shipped

TEMPLATES = (shipped("templates"),)
TABLE = exchange.table(TEMPLATES)
ANOMALIES = texts.catalogue(TEMPLATES)
SESSION = "S-2023-10-GC"


def gc() -> Referentiel:
    trouve = referentiels.charger((shipped("referentiels"),)).version("GC", "2023.1")
    assert trouve is not None
    return trouve


def csv(*rangees: Sequence[str]) -> bytes:
    return "\r\n".join(";".join(r) for r in rangees).encode()


def tableau(*rangees: Sequence[str]) -> Tableau:
    lu = exchange.lire_csv(csv(*rangees))
    assert isinstance(lu, Tableau), lu
    return lu


def lister(
    *rangees: Sequence[str], sorte: Sorte = "candidats", memoire: Mapping[str, str] | None = None
) -> tuple[Liste | None, dict[str, Constat]]:
    """The list, and what was said of it, by code; each sentence can be told."""
    lu = tableau(*rangees)
    correspondance = exchange.correspondre(lu.entetes, TABLE, sorte, memoire)
    liste, constats = exchange.lister(lu, correspondance, SESSION, sorte)
    texts.dire_tout(constats, {}, ANOMALIES)
    return liste, {c.code: c for c in constats}


def liste(*rangees: Sequence[str], sorte: Sorte = "candidats") -> Liste:
    trouvee, constats = lister(*rangees, sorte=sorte)
    assert trouvee is not None, constats
    return trouvee


def verser(
    *rangees: Sequence[str], sorte: Sorte = "candidats", deja: Mapping[str, Brut] | None = None
) -> tuple[dict[str, Brut], dict[str, Constat]]:
    fait: Versement = exchange.verser(liste(*rangees, sorte=sorte), gc(), deja or {}, TABLE)
    texts.dire_tout(fait.constats, {}, ANOMALIES)
    return fait.valeurs, {c.code: c for c in fait.constats}

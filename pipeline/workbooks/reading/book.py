"""An open workbook: its sheets, its names, its properties, found by relationship whatever program saved it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from .cells import Valeurs
from .parts import ESPACES_LIEN, IllisibleError, Lien, Paquet, espace
from .sheet import Feuille


class Classeur(NamedTuple):
    """`feuilles` by their folded name: names do not tell small letters from capitals."""

    racine: etree._Element
    ns: str
    feuilles: dict[str, Feuille]
    valeurs: Valeurs
    proprietes: etree._Element | None


def ouvrir(contenu: bytes) -> Classeur:
    paquet = Paquet(contenu)
    tous = paquet.liens("").values()
    chemin = _partie(tous, "officeDocument", "xl/workbook.xml")
    racine = _presente(paquet.arbre(chemin))
    ns = espace(racine)
    liens = paquet.liens(chemin)
    proprietes = paquet.arbre(_partie(tous, "custom-properties", "docProps/custom.xml"))
    valeurs = Valeurs(
        ns,
        paquet.arbre(_partie(liens.values(), "sharedStrings", "xl/sharedStrings.xml")),
        paquet.arbre(_partie(liens.values(), "styles", "xl/styles.xml")),
        de_1904=_de_1904(racine, ns),
    )
    feuilles = {f.nom.casefold(): f for f in _feuilles(paquet, racine, ns, liens)}
    return Classeur(racine, ns, feuilles, valeurs, proprietes)


def _presente(racine: etree._Element | None) -> etree._Element:
    if racine is None:
        raise IllisibleError("CLASSEUR_ABIME")
    return racine


def _partie(liens: Iterable[Lien], genre: str, defaut: str) -> str:
    return next((lien.cible for lien in liens if lien.genre == genre), defaut)


def _de_1904(racine: etree._Element, ns: str) -> bool:
    """Some workbooks born on a Mac count days from 1904."""
    proprietes = racine.find(f"{ns}workbookPr")
    return proprietes is not None and proprietes.get("date1904") in {"1", "true"}


def _feuilles(paquet: Paquet, racine: etree._Element, ns: str, liens: dict[str, Lien]) -> Iterator[Feuille]:
    """Every sheet of cells, even those without a name of ours: all must be within bounds."""
    for feuille in racine.iterfind(f"{ns}sheets/{ns}sheet"):
        cle = next((feuille.get(f"{{{e}}}id") for e in ESPACES_LIEN if feuille.get(f"{{{e}}}id")), None)
        lien = liens.get(cle or "")
        if lien is None:
            raise IllisibleError("CLASSEUR_ABIME")
        if lien.genre != "worksheet":
            continue
        cellules = _presente(paquet.arbre(lien.cible))
        if cellules.tag != f"{ns}worksheet":
            raise IllisibleError("CLASSEUR_ABIME")
        yield Feuille(feuille.get("name", ""), cellules, ns)

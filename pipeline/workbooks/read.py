"""Reads a filled workbook: sparse (the named cells, the texts beside answers), bounded, blind to the rest.

Nothing is judged here: a wrong value is for the validation to find. A formula's cached value is never read.
"""

from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import DisqueError
from pipeline.model.anomalie import Constat
from pipeline.model.classeur import Brut, CelluleLue, Identite, Lecture

from .reading import identity
from .reading.around import Autour
from .reading.book import Classeur, ouvrir
from .reading.cells import ValeurError, Valeurs
from .reading.names import Cible, reperes
from .reading.parts import IllisibleError, Paquet
from .reading.sheet import Feuille

OCTETS_MAX = 50 * 2**20
TEXTE_MAX = 32_767  # characters in a cell, as in Excel


def lire(source: Path | bytes) -> Lecture:
    """All that a workbook says, by defined name. What cannot be read at all is told in `constats`."""
    try:
        return _lecture(ouvrir(_contenu(source)))
    except IllisibleError as e:
        return Lecture(identite=None, constats=(e.constat,))


def type_annonce(source: Path) -> str | None:
    """What a workbook says it is in its properties, its cells unread; None when it says nothing."""
    try:
        paquet = Paquet(_contenu(source))
        lien = next((x for x in paquet.liens("").values() if x.genre == "custom-properties"), None)
        proprietes = paquet.arbre(lien.cible) if lien else None
    except IllisibleError:
        return None
    return None if proprietes is None else identity.des_proprietes(proprietes).get("type")


def _contenu(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        with source.open("rb") as flux:
            contenu = flux.read(OCTETS_MAX + 1)
    except OSError as e:
        raise DisqueError(f"« {source} » ne peut pas être ouvert.", "Vérifiez qu'il existe et vos droits.") from e
    if len(contenu) > OCTETS_MAX:
        raise IllisibleError("CLASSEUR_DEMESURE")
    return contenu


def _lecture(classeur: Classeur) -> Lecture:
    constats = [c for feuille in classeur.feuilles.values() for c in feuille.constats]
    cibles, ambigus = reperes(classeur.racine, classeur.ns)
    constats += [Constat(code="REPERE_AMBIGU", valeurs={"repere": nom}) for nom in ambigus]
    cellules = {}
    autour = Autour(cibles.values(), classeur.valeurs)
    for nom, cible in cibles.items():
        feuille = classeur.feuilles.get(cible.feuille)
        if feuille is not None:
            constats += _fautes_de_repere(nom, cible, feuille)
            lue, fautes = _cellule(nom, cible, feuille, classeur.valeurs)
            textes = autour.de(nom, cible, feuille)
            cellules[nom] = lue.model_copy(update={"autour": textes}) if textes else lue
            constats += fautes
    identite, contradictions = _identite(classeur)
    return Lecture(identite=identite, cellules=cellules, constats=(*contradictions, *constats))


def _fautes_de_repere(nom: str, cible: Cible, feuille: Feuille) -> Iterator[Constat]:
    ou = cible.zone.debut
    if cible.zone.aire > 1 and not feuille.fusionne(cible.zone):
        yield Constat(code="REPERE_ETENDU", places=(feuille.place(ou, nom),))
    if feuille.recouverte(ou):
        yield Constat(code="CELLULE_RECOUVERTE", places=(feuille.place(ou, nom),))


def _cellule(nom: str, cible: Cible, feuille: Feuille, valeurs: Valeurs) -> tuple[CelluleLue, tuple[Constat, ...]]:
    ou = cible.zone.debut
    place = feuille.place(ou, nom)
    if feuille.calculee(ou):
        return CelluleLue(place=place, formule=True), ()
    element = feuille.cellules.get(ou)
    valeur: Brut = None
    try:
        valeur = None if element is None else valeurs.lire(element)
    except ValeurError as e:
        return CelluleLue(place=place), (Constat(code=e.code, places=(place,), valeurs={"trouve": e.trouve}),)
    if isinstance(valeur, str) and len(valeur) > TEXTE_MAX:
        trop = Constat(code="TEXTE_TROP_LONG", places=(place,), valeurs={"longueur": str(len(valeur))})
        return CelluleLue(place=place, valeur=valeur), (trop,)
    return CelluleLue(place=place, valeur=valeur), ()


def _identite(classeur: Classeur) -> tuple[Identite | None, tuple[Constat, ...]]:
    feuille = classeur.feuilles.get(identity.FEUILLE)
    return identity.reunir(
        {} if feuille is None else identity.de_la_feuille(feuille, classeur.valeurs),
        {} if classeur.proprietes is None else identity.des_proprietes(classeur.proprietes),
    )

"""Values into the named cells of any workbook of ours, touching nothing else of it: what staff restyled stays."""

import math
import posixpath
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

from lxml import etree
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel

from pipeline.model.classeur import Brut

_CELLULE = re.compile(r"(?:'(?P<citee>(?:[^']|'')+)'|(?P<nue>[^'!]+))!\$?(?P<colonne>[A-Z]{1,3})\$?(?P<ligne>[0-9]+)")
_EN_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_INTERDITS = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_FAUX_ECHAPPEMENT = re.compile("_(?=x[0-9A-Fa-f]{4})")
_ENTIER_EXACT = 2**53


def analyser(xml: bytes) -> etree._Element:
    """No entity is resolved, nothing is fetched."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def echapper(texte: str) -> str:
    """What XML refuses becomes `_xHHHH_`, as Excel writes it; a text that looks like it is protected."""
    texte = _FAUX_ECHAPPEMENT.sub("_x005F_", texte)
    return _INTERDITS.sub(lambda m: f"_x{ord(m[0]):04X}_", texte)


def adresses(parties: Mapping[str, bytes]) -> dict[str, tuple[str, str, int]]:
    """Where each workbook-level name stands: part of the sheet, column, row."""
    chemin = _classeur(parties)
    racine = analyser(parties[chemin])
    feuilles = dict(_feuilles(parties, chemin, racine))
    trouvees = {}
    for nom in racine.iterfind("{*}definedNames/{*}definedName"):
        place = _CELLULE.match(nom.text or "")
        if place is None or nom.get("localSheetId") is not None:
            continue
        feuille = feuilles.get((place["citee"] or place["nue"]).replace("''", "'"))
        if feuille:
            trouvees[str(nom.get("name"))] = (feuille, place["colonne"], int(place["ligne"]))
    return trouvees


def poser(parties: Mapping[str, bytes], valeurs: Mapping[str, Brut]) -> dict[str, bytes]:
    """The parts with `{name: value}` written; every name must be there. Formulas are left to be computed again."""
    ou = adresses(parties)
    chemin = _classeur(parties)
    neuves = _sans_chaine_de_calcul(parties)
    epoque = _epoque(analyser(parties[chemin]))
    for _, feuille in _feuilles(parties, chemin, analyser(parties[chemin])):
        racine = analyser(parties[feuille])
        cases = _Cases(racine)
        for nom, valeur in valeurs.items():
            partie, colonne, ligne = ou[nom]
            if partie == feuille:
                _ecrire(cases.trouver(colonne, ligne), valeur, epoque)
        _oublier_les_resultats(racine)
        neuves[feuille] = etree.tostring(racine, xml_declaration=True, encoding="UTF-8", standalone=True)
    return neuves


def _relations(parties: Mapping[str, bytes], chemin: str) -> Iterator[etree._Element]:
    dossier, fichier = posixpath.split(chemin)
    rels = parties.get(posixpath.join(dossier, "_rels", f"{fichier}.rels"))
    return analyser(rels).iter(_EN_RELATION) if rels else iter(())


def _cible(chemin: str, relation: etree._Element) -> str:
    cible = str(relation.get("Target"))
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(chemin), cible)).lstrip("/")


def _classeur(parties: Mapping[str, bytes]) -> str:
    for relation in _relations(parties, ""):
        if str(relation.get("Type")).endswith("/officeDocument"):
            return _cible("", relation)
    raise KeyError("officeDocument")


def _feuilles(parties: Mapping[str, bytes], chemin: str, racine: etree._Element) -> Iterator[tuple[str, str]]:
    """Title and part of each worksheet."""
    cibles = {str(r.get("Id")): _cible(chemin, r) for r in _relations(parties, chemin)}
    for feuille in racine.iterfind("{*}sheets/{*}sheet"):
        identifiant = next(str(v) for k, v in feuille.items() if str(k).endswith("}id"))
        if cibles[identifiant] in parties:
            yield str(feuille.get("name")), cibles[identifiant]


def _epoque(racine: etree._Element) -> datetime:
    reglage = racine.find("{*}workbookPr")
    mac = reglage is not None and reglage.get("date1904") in {"1", "true"}
    return CALENDAR_MAC_1904 if mac else CALENDAR_WINDOWS_1900


def _sans_chaine_de_calcul(parties: Mapping[str, bytes]) -> dict[str, bytes]:
    """Excel rebuilds it; one that names a cell without formula would make it offer a repair."""
    motif = re.compile(rb"<(?:Override|Relationship)\b[^>]*calcChain[^>]*/>")
    return {
        nom: motif.sub(b"", contenu) if nom.endswith((".rels", "[Content_Types].xml")) else contenu
        for nom, contenu in parties.items()
        if not nom.endswith("calcChain.xml")
    }


class _Cases:
    """The cells of one sheet; a missing one is made in its place."""

    def __init__(self, racine: etree._Element) -> None:
        self.ns = f"{{{etree.QName(racine).namespace}}}"
        donnees = racine.find("{*}sheetData")
        if donnees is None:
            raise KeyError("sheetData")
        self.donnees = donnees
        self.lignes = {int(str(r.get("r"))): r for r in self.donnees if r.get("r")}

    def trouver(self, colonne: str, numero: int) -> etree._Element:
        ligne = self.lignes.get(numero)
        if ligne is None:
            ligne = etree.Element(f"{self.ns}row", r=str(numero))
            self.donnees.insert(sum(n < numero for n in self.lignes), ligne)
            self.lignes[numero] = ligne
        rang = 0
        for case in ligne:
            autre = column_index_from_string(str(case.get("r")).rstrip("0123456789"))
            if autre == column_index_from_string(colonne):
                return case
            rang += autre < column_index_from_string(colonne)
        case = etree.Element(f"{self.ns}c", r=f"{colonne}{numero}")
        ligne.insert(rang, case)
        return case


def _ecrire(case: etree._Element, valeur: Brut, epoque: datetime) -> None:
    ns = f"{{{etree.QName(case).namespace}}}"
    for enfant in list(case):
        case.remove(enfant)
    case.attrib.pop("t", "")
    if isinstance(valeur, date | time):
        valeur = _numero_de_serie(valeur, epoque)
    if valeur is None or valeur == "":
        return
    if isinstance(valeur, bool):
        case.set("t", "b")
        etree.SubElement(case, f"{ns}v").text = str(int(valeur))
    elif isinstance(valeur, int | float) and math.isfinite(valeur) and abs(valeur) < _ENTIER_EXACT:
        etree.SubElement(case, f"{ns}v").text = repr(valeur)
    else:
        case.set("t", "inlineStr")
        texte = etree.SubElement(etree.SubElement(case, f"{ns}is"), f"{ns}t")
        texte.text = echapper(str(valeur))
        texte.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _numero_de_serie(valeur: date | time, epoque: datetime) -> float | str:
    """A day before the calendar of the workbook cannot be a date there: it stays a text."""
    if isinstance(valeur, date) and valeur.year < epoque.year + 1:
        return valeur.isoformat()
    return float(to_excel(valeur, epoch=epoque))  # type: ignore[no-untyped-call]


def _oublier_les_resultats(racine: etree._Element) -> None:
    """LibreOffice keeps a result that it finds, even a wrong one; without one it computes."""
    for case in racine.iterfind("{*}sheetData/{*}row/{*}c"):
        resultat = case.find("{*}v")
        if resultat is not None and case.find("{*}f") is not None:
            case.remove(resultat)
            case.attrib.pop("t", "")

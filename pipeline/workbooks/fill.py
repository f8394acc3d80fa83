"""Values into the named cells of any workbook of ours, touching nothing else of it: what staff restyled stays."""

import math
import re
from collections.abc import Mapping
from datetime import date, datetime, time

from lxml import etree
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel

from pipeline.model.classeur import Brut, Identite

from . import zipped
from .reading.identity import FEUILLE, PREFIXE
from .reading.names import Cible, Position, reperes
from .reading.parts import ESPACES_LIEN, IllisibleError, Paquet, espace

_INTERDITS = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_FAUX_ECHAPPEMENT = re.compile("_(?=x[0-9A-Fa-f]{4})")
_CHAINE_DE_CALCUL = re.compile(rb"<(?:Override|Relationship)\b[^>]*calcChain[^>]*/>")
_ENTIER_EXACT = 2**53
PROPRIETES = "docProps/custom.xml"


def echapper(texte: str) -> str:
    """What XML refuses becomes `_xHHHH_`, as Excel writes it; a text that looks like it is protected."""
    texte = _FAUX_ECHAPPEMENT.sub("_x005F_", texte)
    return _INTERDITS.sub(lambda m: f"_x{ord(m[0]):04X}_", texte)


class Remplissage:
    """A workbook being filled. `IllisibleError` when it is none."""

    def __init__(self, octets: bytes) -> None:
        paquet = Paquet(octets)
        self._parties = zipped.ouvrir(octets)
        chemin = next((lien.cible for lien in paquet.liens("").values() if lien.genre == "officeDocument"), "")
        racine = paquet.arbre(chemin)
        if racine is None:
            raise IllisibleError("CLASSEUR_ABIME")
        ns = espace(racine)
        self._chemin, self._racine, self._calcul = chemin, racine, racine.find(f"{ns}calcPr")
        liens = paquet.liens(chemin)
        self._feuilles: dict[str, _Cases] = {}
        for feuille in racine.iterfind(f"{ns}sheets/{ns}sheet"):
            lien = liens[next(cle for e in ESPACES_LIEN if (cle := feuille.get(f"{{{e}}}id")))]
            arbre = paquet.arbre(lien.cible)
            if lien.genre == "worksheet" and arbre is not None:
                self._feuilles[feuille.get("name", "").casefold()] = _Cases(lien.cible, arbre, ns)
        reglage = racine.find(f"{ns}workbookPr")
        mac = reglage is not None and reglage.get("date1904") in {"1", "true"}
        self._epoque = CALENDAR_MAC_1904 if mac else CALENDAR_WINDOWS_1900
        cibles, _ = reperes(racine, ns)
        self.noms: Mapping[str, Cible] = {nom: c for nom, c in cibles.items() if c.feuille in self._feuilles}

    def signer(self, identite: Identite) -> None:
        """Another identity for a blank workbook of ours, in its hidden sheet and in its properties."""
        dite = identite.model_dump(exclude_none=True)
        feuille = self._feuilles[FEUILLE]
        for ligne, (cle, valeur) in enumerate(dite.items(), start=1):
            for colonne, texte in enumerate((cle, valeur), start=1):
                _ecrire(feuille.trouver(Position(ligne, colonne)), texte, self._epoque)
        proprietes = etree.fromstring(self._parties[PROPRIETES])
        siennes = {p.get("name", "").removeprefix(PREFIXE): p for p in proprietes}
        for rang, (cle, valeur) in enumerate(dite.items(), start=len(siennes) + 2):  # ids begin at 2
            propriete = siennes.get(cle)
            if propriete is None:
                modele = next(iter(siennes.values()))
                propriete = etree.SubElement(proprietes, modele.tag, fmtid=modele.get("fmtid", ""))
                propriete.set("pid", str(rang))
                propriete.set("name", f"{PREFIXE}{cle}")
                etree.SubElement(propriete, modele[0].tag)
            propriete[0].text = valeur
        self._parties[PROPRIETES] = _xml(proprietes)

    def poser(self, valeurs: Mapping[str, Brut]) -> bytes:
        """Every name must be there. Formulas are left to be computed again."""
        for nom, valeur in valeurs.items():
            cible = self.noms[nom]
            _ecrire(self._feuilles[cible.feuille].trouver(cible.zone.debut), valeur, self._epoque)
        changees = {cases.partie.lower(): cases.octets() for cases in self._feuilles.values()}
        if self._calcul is not None and self._calcul.get("fullCalcOnLoad") != "1":
            self._calcul.set("fullCalcOnLoad", "1")
            changees[self._chemin.lower()] = _xml(self._racine)
        neuves = {}
        for nom, contenu in self._parties.items():
            if nom.lower() in changees:
                neuves[nom] = changees[nom.lower()]
            elif not nom.endswith("calcChain.xml"):
                neuves[nom] = _sans_chaine_de_calcul(nom, contenu)
        return zipped.fermer(neuves)


def _xml(racine: etree._Element) -> bytes:
    return etree.tostring(racine, xml_declaration=True, encoding="UTF-8", standalone=True)


def _sans_chaine_de_calcul(nom: str, contenu: bytes) -> bytes:
    """Excel rebuilds it; one that names a cell without formula would make it offer a repair."""
    return _CHAINE_DE_CALCUL.sub(b"", contenu) if nom.endswith((".rels", "[Content_Types].xml")) else contenu


class _Cases:
    """The cells of one sheet; a missing one is made in its place."""

    def __init__(self, partie: str, racine: etree._Element, ns: str) -> None:
        self.partie, self._racine, self._ns = partie, racine, ns
        donnees = racine.find(f"{ns}sheetData")
        if donnees is None:
            raise IllisibleError("CLASSEUR_ABIME")
        self._donnees = donnees
        self._lignes = {int(rangee.get("r", "0")): rangee for rangee in donnees}

    def trouver(self, ou: Position) -> etree._Element:
        ligne = self._lignes.get(ou.ligne)
        if ligne is None:
            ligne = etree.Element(f"{self._ns}row", r=str(ou.ligne))
            self._donnees.insert(sum(n < ou.ligne for n in self._lignes), ligne)
            self._lignes[ou.ligne] = ligne
        rang = 0
        for case in ligne:
            colonne = column_index_from_string(case.get("r", "").rstrip("0123456789"))
            if colonne == ou.colonne:
                return case
            rang += colonne < ou.colonne
        case = etree.Element(f"{self._ns}c", r=str(ou))
        ligne.insert(rang, case)
        return case

    def octets(self) -> bytes:
        """LibreOffice keeps a result that it finds, even a wrong one; without one it computes."""
        for case in self._donnees.iterfind(f"{self._ns}row/{self._ns}c"):
            resultat = case.find(f"{self._ns}v")
            if resultat is not None and case.find(f"{self._ns}f") is not None:
                case.remove(resultat)
                case.attrib.pop("t", "")
        return _xml(self._racine)


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

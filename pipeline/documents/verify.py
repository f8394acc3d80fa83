"""Whether the templates are sound and whether twins say the same words: what `cqp modeles verifier` tells."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

import typst
from jinja2 import ChainableUndefined, Undefined
from lxml import etree

from pipeline.errors import ConfigurationError
from pipeline.model.base import Frozen
from pipeline.model.document import Document
from pipeline.settings import ressource

from . import extraire
from .page import Valeurs, valeurs
from .paires import MISES_EN_PAGE
from .pdf import CompilateurPdf, polices
from .sondes import ENTETE, MOT, PIED, SPECIMEN, sondes
from .word import Arbre, ModeleWord, sources

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DESSIN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FORME = "{urn:schemas-microsoft-com:vml}shape"
_DECORATIF = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_PARTIES = re.compile(r"word/(document|styles|(header|footer)\d*)\.xml")
_LIEU_TYPST = re.compile(r"(typst/[^\s:]+):(\d+)")
_MARGES = {ENTETE: "L'en-tête", PIED: "Le pied de page", SPECIMEN: "Le mot SPÉCIMEN en travers de la page"}
# Every Word has them: a template may use them without bringing them along.
_POLICES_DE_WORD = {
    "Aptos",
    "Arial",
    "Calibri",
    "Calibri Light",
    "Cambria",
    "Candara",
    "Consolas",
    "Constantia",
    "Corbel",
    "Courier New",
    "Garamond",
    "Georgia",
    "Segoe UI",
    "Symbol",
    "Tahoma",
    "Times New Roman",
    "Trebuchet MS",
    "Verdana",
    "Wingdings",
}


class Faute(Frozen):
    """What is wrong in a template: the file, the place in it, and what to make of it."""

    fichier: str
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.fichier}{f', {self.place}' if self.place else ''} : {self.message}"


def verifier(templates: Sequence[Path], mises_en_page: Sequence[str] = MISES_EN_PAGE) -> tuple[Faute, ...]:
    """All that is wrong in the pairs of twins. A pair without a fault may be recorded (`paires.enregistrer`)."""
    compilateur = CompilateurPdf(templates)
    familles = frozenset(polices(templates).families())
    return tuple(f for m in mises_en_page for f in _de_la_paire(m, templates, compilateur, familles))


def _de_la_paire(
    mise_en_page: str, templates: Sequence[Path], compilateur: CompilateurPdf, familles: frozenset[str]
) -> Iterator[Faute]:
    nom = f"word/{mise_en_page}.docx"
    word = ressource(tuple(templates), nom)
    try:
        fautes = [
            *_inconnues(nom, word, mise_en_page),
            *_sans_description(nom, word),
            *_polices_absentes(nom, word, familles),
        ]
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        message = "Ce fichier n'est pas un document Word entier : remettez-le, ou effacez-le pour revenir à l'original."
        yield Faute(fichier=nom, place="", message=message)
        return
    fautes += _de_typst(mise_en_page, compilateur)
    yield from fautes
    if not fautes:
        modele = ModeleWord(word)
        trouvees = (f for sonde in sondes(mise_en_page) for f in _differences(sonde, modele, compilateur))
        yield from dict.fromkeys(trouvees)


def _inconnues(nom: str, fichier: Path, mise_en_page: str) -> Iterator[Faute]:
    """The names that the template asks for and that no document gives."""
    relevees: set[str] = set()

    class Inconnue(ChainableUndefined):
        def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Jinja's own arguments, passed on
            super().__init__(*args, **kwargs)
            if self._undefined_name is not None:
                relevees.add(str(self._undefined_name))

    try:
        _remplir(fichier, mise_en_page, Inconnue)
        textes = sources(fichier)
    except ConfigurationError as e:
        yield Faute(fichier=nom, place="", message=f"{e.message} {e.action}")
        return
    except (etree.XMLSyntaxError, TypeError, ValueError) as e:
        yield Faute(fichier=nom, place="", message=f"Le modèle ne donne pas un document Word valable : {e}.")
        return
    for inconnue in sorted(relevees):
        balise = re.compile(r"\{[{%][^{}]*\b" + re.escape(inconnue) + r"\b[^{}]*[%}]\}")
        places = [f"{partie}, « {m.group()} »" for partie, texte in textes.items() for m in balise.finditer(texte)]
        yield Faute(
            fichier=nom,
            place=" ; ".join(dict.fromkeys(places)),
            message=f"« {inconnue} » est inconnu : aucun document ne le fournit.",
        )


def _remplir(fichier: Path, mise_en_page: str, inconnue: type[Undefined]) -> None:
    modele = ModeleWord(fichier, inconnue)
    for sonde in sondes(mise_en_page):
        modele.arbres(valeurs(sonde, "Sonde"))


def _arbres(fichier: Path) -> Iterator[tuple[str, Arbre]]:
    with zipfile.ZipFile(fichier) as archive:
        for nom in archive.namelist():
            if _PARTIES.fullmatch(nom):
                yield nom, etree.fromstring(archive.read(nom), etree.XMLParser(resolve_entities=False, no_network=True))


def _sans_description(nom: str, fichier: Path) -> Iterator[Faute]:
    """Drawings that a person who cannot see them would know nothing of."""
    for partie, arbre in _arbres(fichier):
        for element in arbre.iter(_DESSIN, _FORME):
            attribut = "descr" if element.tag == _DESSIN else "alt"
            decoratif = element.find(f".//{_DECORATIF}")
            if element.get(attribut) or (decoratif is not None and decoratif.get("val") == "1"):
                continue
            dessin = element.get("name") or element.get("id") or "sans nom"
            message = "Cette image n'a pas de texte de remplacement : ajoutez-le dans Word, ou dites-la décorative."
            yield Faute(fichier=nom, place=f"{partie}, « {dessin} »", message=message)


def _polices_absentes(nom: str, fichier: Path, familles: frozenset[str]) -> Iterator[Faute]:
    connues = familles | _POLICES_DE_WORD | _incluses(fichier)
    for partie, arbre in _arbres(fichier):
        demandees = {f.get(f"{_W}{a}", "") for f in arbre.iter(f"{_W}rFonts") for a in ("ascii", "hAnsi", "cs")}
        for absente in sorted(demandees - connues - {""}):
            message = f"La police « {absente} » n'est ni dans templates/polices/, ni incluse dans le fichier."
            yield Faute(fichier=nom, place=partie, message=message)


def _incluses(fichier: Path) -> frozenset[str]:
    """The fonts that the file carries."""
    with zipfile.ZipFile(fichier) as archive:
        if "word/fontTable.xml" not in archive.namelist():
            return frozenset()
        table = etree.fromstring(archive.read("word/fontTable.xml"))
    return frozenset(
        police.get(f"{_W}name", "")
        for police in table.iter(f"{_W}font")
        if any(etree.QName(face).localname.startswith("embed") for face in police)
    )


def _de_typst(mise_en_page: str, compilateur: CompilateurPdf) -> Iterator[Faute]:
    """What Typst refuses or warns of: unknown name, image without alternative text, unknown font…"""
    dites = set()
    for sonde in sondes(mise_en_page):
        try:
            _, avertissements = compilateur.essayer(mise_en_page, valeurs(sonde, "Sonde"), sonde.date)
            remarques = [(a.message, a.diagnostic) for a in avertissements]
        except typst.TypstError as e:
            remarques = [(e.message, e.diagnostic)]
        for message, diagnostic in remarques:
            lieu = _LIEU_TYPST.search(diagnostic)
            fichier, place = (lieu[1], f"ligne {lieu[2]}") if lieu else (f"typst/{mise_en_page}.typ", "")
            dites.add(Faute(fichier=fichier, place=place, message=f"Typst répond : {message}."))
    yield from sorted(dites, key=lambda f: (f.fichier, f.place, f.message))


def _mots_differents(mise_en_page: str, donnees: Valeurs, du_word: str, du_pdf: str) -> Iterator[Faute]:
    """What one twin shows and the other does not, by its name in the templates; else where the order first differs."""
    word, pdf = f"word/{mise_en_page}.docx", f"typst/{mise_en_page}.typ"
    perdus = [(m, ou) for m, ou in _noms(donnees) if (m in du_word) != (m in du_pdf)]
    for mot, ou in perdus:
        fichier, jumeau = (pdf, word) if mot in du_word else (word, pdf)
        yield Faute(fichier=fichier, place=ou, message=f"Ce texte n'y est pas montré, alors que {jumeau} le montre.")
    if not perdus:
        rang = next(i for i, (a, b) in enumerate(zip_longest(du_word, du_pdf)) if a != b)
        ou = next((ou for m, ou in _noms(donnees) if du_word.find(m, max(0, rang - len(m))) in range(rang + 1)), "")
        message = "Les deux modèles ne disent pas les mêmes mots dans le même ordre, à partir d'ici."
        yield Faute(fichier=f"{word}, {pdf}", place=ou, message=message)


def _noms(valeur: Any, ou: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any plain value, walked through
    """Each word of a probe, with the name under which a template knows it."""
    if isinstance(valeur, dict):
        dans = f"bloc « {valeur['genre']} »" if "genre" in valeur else ou
        for cle, v in valeur.items():
            yield from _noms(v, f"{dans}, {cle}" if dans else str(cle))
    elif isinstance(valeur, list | tuple):
        for v in valeur:
            yield from _noms(v, ou)
    elif isinstance(valeur, str):
        yield from ((mot, ou) for mot in valeur.split() if mot.startswith(MOT))


def _differences(sonde: Document, modele: ModeleWord, compilateur: CompilateurPdf) -> Iterator[Faute]:
    """The first place where the twins do not say the same, and what one of them leaves out of its margins."""
    donnees = valeurs(sonde, "Sonde")
    arbres = modele.arbres(donnees)
    corps_word = extraire.lettres(extraire.de_word(arbres.pop("word/document.xml")))
    marges_word = " ".join(extraire.de_word(arbre) for arbre in arbres.values())
    corps, marges = extraire.de_pdf(compilateur.rendre(sonde.mise_en_page, donnees, sonde.date))
    corps_pdf, marges_pdf = extraire.lettres(corps), extraire.lettres(marges)
    paire = f"word/{sonde.mise_en_page}.docx, typst/{sonde.mise_en_page}.typ"
    if corps_word != corps_pdf:
        yield from _mots_differents(sonde.mise_en_page, donnees, corps_word, corps_pdf)
    for mot, quoi in _MARGES.items():
        montre = {"word": mot in marges_word, "typst": mot in marges_pdf}
        oubli = mot in {sonde.entete, sonde.pied} and montre["word"] != montre["typst"]
        if oubli or (mot == sonde.specimen and not all(montre.values())):
            absents = " et ".join(jumeau for jumeau, present in montre.items() if not present)
            yield Faute(fichier=paire, place=quoi, message=f"{quoi} manque dans le modèle {absents}.")

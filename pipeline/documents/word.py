"""The Word twin: a template prepared once by docxtpl, compiled once, filled many times.

docxtpl reads the template and gives its own template language; rendering is ours, because its defaults lose text
(`R&D` becomes `R`), give different bytes each time, and prepare the template anew for each document.
"""

import io
import re
import zipfile
from datetime import date
from itertools import chain, pairwise, repeat
from pathlib import Path
from typing import TypeAlias
from xml.sax.saxutils import escape

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateSyntaxError, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from pipeline.errors import ConfigurationError

from .page import Valeurs

Arbre: TypeAlias = "etree._Element"  # noqa: SLF001 - lxml has no other name for an element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MESURES = re.compile(r"(?:colonnes(?P<colonnes>(?: \d+)+))? ?(?:hauteurs(?P<hauteurs>(?: \d+)+))?")
_SOLIDAIRE = re.compile(r"solidaire (\d+)")
_DIXIEME = 144 / 25.4  # of a millimetre, in twentieths of a point
_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip knows: no file tells when it was made
_PROPRIETES = "docProps/core.xml"
_APPLICATION = "docProps/app.xml"
_XML = etree.XMLParser(resolve_entities=False, no_network=True)


def sources(fichier: Path) -> dict[str, str]:
    """The parts of a Word template that hold words to fill, as Jinja templates, by their place in the file."""
    modele = DocxTemplate(fichier)
    try:
        modele.init_docx()
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as e:
        raise ConfigurationError(
            f"« {fichier.name} » n'est pas un modèle Word lisible.",
            "Ouvrez-le dans Word et enregistrez-le au format .docx, ou effacez-le pour revenir au modèle d'origine.",
        ) from e
    corps = modele.docx.part
    trouvees = {_nom(corps.partname): modele.xml_to_string(corps.element)}
    for genre in (modele.HEADER_URI, modele.FOOTER_URI):
        trouvees |= {_nom(p.partname): modele.get_part_xml(p) for _, p in modele.get_headers_footers(genre)}
    return {nom: modele.patch_xml(xml) for nom, xml in trouvees.items()}


def _nom(partie: str) -> str:
    return partie.removeprefix("/")


def environnement(inconnue: type[Undefined] = StrictUndefined) -> ImmutableSandboxedEnvironment:
    """Nothing that a template says can reach out of the values; nothing that a value says is read as XML."""
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=inconnue)


class ModeleWord:
    """A Word template, ready to be filled."""

    def __init__(self, fichier: Path, inconnue: type[Undefined] = StrictUndefined) -> None:
        jinja = environnement(inconnue)
        self._gabarits: dict[str, Template] = {}
        for nom, source in sources(fichier).items():
            try:
                gabarit = jinja.from_string(source)
            except TemplateSyntaxError as e:
                raise ConfigurationError(
                    f"Une balise de « {fichier.name} » ({nom}) est mal écrite : {e.message}.",
                    "Corrigez-la dans Word, puis : cqp modeles verifier",
                ) from e
            if "{{" in source or "{%" in source:
                self._gabarits[nom] = gabarit
        self._reste = _reste(fichier, {*self._gabarits, _PROPRIETES, _APPLICATION})

    def rendre(self, valeurs: Valeurs, jour: date) -> bytes:
        """The Word file of these values, dated `jour`: the same values give the same bytes."""
        sortie = io.BytesIO(self._reste)
        sortie.seek(0, io.SEEK_END)
        with zipfile.ZipFile(sortie, "a", zipfile.ZIP_DEFLATED) as archive:
            for nom, arbre in self.arbres(valeurs).items():
                _ajouter(archive, nom, etree.tostring(arbre, xml_declaration=True, encoding="UTF-8", standalone=True))
            _ajouter(archive, _PROPRIETES, _proprietes(valeurs, jour))
            _ajouter(archive, _APPLICATION, _APPLICATION_NEUTRE)
        return sortie.getvalue()

    def arbres(self, valeurs: Valeurs) -> dict[str, Arbre]:
        """Each filled part, parsed strictly: a broken page is refused here, not by Word before a reader."""
        return {
            nom: finir(etree.fromstring(gabarit.render(valeurs).encode("utf-8"), _XML))
            for nom, gabarit in self._gabarits.items()
        }


def finir(arbre: Arbre) -> Arbre:
    """What the template language cannot say: line breaks inside a text, and the measures of a table."""
    for texte in list(arbre.iter(f"{_W}t")):
        if texte.text and "\n" in texte.text:
            _couper(texte)
    for tableau in arbre.iter(f"{_W}tbl"):
        _mesurer(tableau)
        _lier(tableau)
    return arbre


def _couper(texte: Arbre) -> None:
    premiere, *autres = (texte.text or "").split("\n")
    texte.text = premiere
    precedent = texte
    for ligne in autres:
        saut = etree.Element(f"{_W}br")
        suite = etree.Element(f"{_W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        suite.text = ligne
        precedent.addnext(saut)
        saut.addnext(suite)
        precedent = suite


def _mesurer(tableau: Arbre) -> None:
    """A table described as « colonnes 1 4 2 hauteurs 0 140 » is given these measures, and loses the description."""
    proprietes = tableau.find(f"{_W}tblPr")
    description = None if proprietes is None else proprietes.find(f"{_W}tblDescription")
    demande = None if description is None else _MESURES.fullmatch(description.get(f"{_W}val", ""))
    if proprietes is None or description is None or demande is None:
        return
    proprietes.remove(description)
    if demande["colonnes"]:
        _elargir(tableau, proprietes, [int(x) for x in demande["colonnes"].split()])
    if demande["hauteurs"]:
        _hausser(tableau, [int(x) for x in demande["hauteurs"].split()])


def _lier(tableau: Arbre) -> None:
    """A table described as « solidaire 3 » stays on a page with the three texts before it, and loses that."""
    description = tableau.find(f"{_W}tblPr/{_W}tblDescription")
    demande = None if description is None else _SOLIDAIRE.fullmatch(description.get(f"{_W}val", ""))
    if description is None or demande is None:
        return
    tableau.find(f"{_W}tblPr").remove(description)  # type: ignore[union-attr] # it was just found there
    avant = list(tableau.itersiblings(f"{_W}p", preceding=True))[: int(demande[1]) + 1]  # the interval besides
    rangs = list(tableau.iterchildren(f"{_W}tr"))[:-1]
    for paragraphe in chain(avant, *(rang.iter(f"{_W}p") for rang in rangs)):
        style = paragraphe.find(f"{_W}pPr/{_W}pStyle")
        if style is not None:
            style.addnext(etree.Element(f"{_W}keepNext"))


def _elargir(tableau: Arbre, proprietes: Arbre, parts: list[int]) -> None:
    """Columns in these proportions."""
    total = int(proprietes.find(f"{_W}tblW").get(f"{_W}w"))  # type: ignore[union-attr, arg-type] # a template's table has a width
    bornes = [total * sum(parts[:i]) // sum(parts) for i in range(len(parts) + 1)]
    grille = tableau.find(f"{_W}tblGrid")
    grille[:] = [  # type: ignore[index] # and a grid
        etree.Element(f"{_W}gridCol", {f"{_W}w": str(fin - debut)}) for debut, fin in pairwise(bornes)
    ]
    for rang in tableau.iterchildren(f"{_W}tr"):
        colonne = 0
        for cellule in rang.iterchildren(f"{_W}tc"):
            colonne = _etendre(cellule[0], colonne, bornes)


def _hausser(tableau: Arbre, dixiemes: list[int]) -> None:
    """Rows at least so high, in tenths of a millimetre: 0 leaves a row as it is, the last holds for all that follow."""
    rangs = tableau.iterchildren(f"{_W}tr")
    for rang, hauteur in zip(rangs, chain(dixiemes, repeat(dixiemes[-1])), strict=False):
        if hauteur:
            proprietes = rang.find(f"{_W}trPr")
            if proprietes is None:
                proprietes = etree.Element(f"{_W}trPr")
                rang.insert(0, proprietes)
            valeur = {f"{_W}val": str(round(hauteur * _DIXIEME)), f"{_W}hRule": "atLeast"}
            proprietes.append(etree.Element(f"{_W}trHeight", valeur))


def _etendre(proprietes: Arbre, colonne: int, bornes: list[int]) -> int:
    """Give a cell the width of the columns it spans, and tell the column that follows it."""
    par_nom = {propriete.tag: propriete for propriete in proprietes}
    portee, largeur = par_nom.get(f"{_W}gridSpan"), par_nom.get(f"{_W}tcW")
    fin = colonne + (1 if portee is None else int(portee.get(f"{_W}val", "1")))
    if largeur is not None:
        largeur.set(f"{_W}w", str(bornes[fin] - bornes[colonne]))
        largeur.set(f"{_W}type", "dxa")
        proprietes.insert(0, largeur)  # docxtpl writes the span first; the format wants the width first
    return fin


def _reste(fichier: Path, sauf: set[str]) -> bytes:
    """The parts that no document changes, compressed once."""
    sortie = io.BytesIO()
    with zipfile.ZipFile(fichier) as modele, zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom in modele.namelist():
            if nom not in sauf and not nom.endswith("/"):
                _ajouter(archive, nom, modele.read(nom))
    return sortie.getvalue()


def _ajouter(archive: zipfile.ZipFile, nom: str, octets: bytes) -> None:
    info = zipfile.ZipInfo(nom, _DATE)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3  # told the same by every system
    archive.writestr(info, octets)


_APPLICATION_NEUTRE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)


def _proprietes(valeurs: Valeurs, jour: date) -> bytes:
    """Title, subject, author and date of the document itself: nothing of the machine, nothing of a user."""
    instant = f"{jour.isoformat()}T00:00:00Z"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties'
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(valeurs['titre'])}</dc:title><dc:subject>{escape(valeurs['sujet'])}</dc:subject>"
        f"<dc:creator>{escape(valeurs['auteur'])}</dc:creator><dc:language>fr-FR</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{instant}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{instant}</dcterms:modified></cp:coreProperties>'
    ).encode()

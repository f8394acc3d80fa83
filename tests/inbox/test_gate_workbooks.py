"""The gate before workbooks: hostile ones are refused by their own code, those of every honest program pass."""

import io
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.comments import Comment

from pipeline.inbox.gate import Verdict, examiner
from pipeline.settings import Inbox
from tests.bad.fabrique import classeur
from tests.bad.hostiles import HOSTILES
from tests.outils.libreoffice import LibreOffice

# What each program is known to put beside the sheets.
HONNETES = {
    "Excel": (
        "docProps/app.xml",
        "docProps/custom.xml",
        "docProps/thumbnail.wmf",
        "docMetadata/LabelInfo.xml",
        "customXml/item1.xml",
        "customXml/itemProps1.xml",
        "customXml/_rels/item1.xml.rels",
        "xl/calcChain.xml",
        "xl/metadata.xml",
        "xl/comments1.xml",
        "xl/persons/person.xml",
        "xl/threadedComments/threadedComment1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/drawings/_rels/drawing1.xml.rels",
        "xl/media/image1.jpeg",
        "xl/printerSettings/printerSettings1.bin",
        "xl/richData/rdRichValueTypes.xml",
        "xl/featurePropertyBag/featurePropertyBag.xml",
        "xl/namedSheetViews/namedSheetView1.xml",
        "xl/tables/table1.xml",
        "xl/slicers/slicer1.xml",
        "xl/slicerCaches/slicerCache1.xml",
        "xl/ctrlProps/ctrlProp1.xml",
        "xl/charts/style1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "_xmlsignatures/sig1.xml",
    ),
    "Excel en ligne": ("xl/workbook2.xml", "xl/styles2.xml", "xl/sharedStrings2.xml"),
    "Google Sheets": ("xl/metadata", "xl/theme/theme1.xml", "xl/drawings/drawing1.xml"),
    "openpyxl": ("xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml"),
}


def examine(contenu: bytes, tmp_path: Path, nom: str = "grille.xlsx") -> Verdict:
    fichier = tmp_path / nom
    fichier.write_bytes(contenu)
    return examiner(fichier, Inbox())


@pytest.mark.parametrize("titre", HOSTILES)
def test_a_hostile_workbook_is_refused_by_its_code_or_left_to_the_reader_quickly(titre: str, tmp_path: Path):
    cas = HOSTILES[titre]
    contenu = cas.contenu()
    debut = time.process_time()
    verdict = examine(contenu, tmp_path)
    assert time.process_time() - debut < 1
    assert [c.code for c in verdict.constats] == ([cas.gate] if cas.gate else [])
    assert verdict.accepte == (cas.gate is None)


def test_all_dangers_are_told_at_once(tmp_path: Path):
    autres = {"xl/vbaProject.bin": b"x", "xl/embeddings/a.bin": b"x", "xl/externalLinks/externalLink1.xml": "<a/>"}
    verdict = examine(classeur(autres=autres), tmp_path)
    assert [c.code for c in verdict.constats] == ["CLASSEUR_MACROS", "CLASSEUR_OBJETS", "CLASSEUR_LIENS"]


@pytest.mark.parametrize("programme", HONNETES)
def test_what_an_honest_program_writes_passes(programme: str, tmp_path: Path):
    assert examine(classeur(autres=dict.fromkeys(HONNETES[programme], "<a/>")), tmp_path).accepte


def test_a_part_in_utf_16_passes(tmp_path: Path):
    contenu = '<?xml version="1.0" encoding="UTF-16"?><a>été</a>'.encode("utf-16")
    assert examine(classeur(autres={"customXml/item1.xml": contenu}), tmp_path).accepte


def test_a_doctype_written_in_a_cell_is_only_text(tmp_path: Path):
    donnees = '<row><c r="B1" t="inlineStr"><is><t>&lt;!DOCTYPE a&gt;</t></is></c></row>'
    assert examine(classeur(donnees), tmp_path).accepte


def _decore() -> bytes:
    livre = Workbook()
    feuille = livre.active
    feuille["A1"] = "x"
    feuille["A1"].comment = Comment("Un commentaire", "Quelqu'un")
    feuille.add_chart(BarChart(), "C3")
    sortie = io.BytesIO()
    livre.save(sortie)
    return sortie.getvalue()


def test_what_openpyxl_and_libreoffice_write_passes(tmp_path: Path, soffice: LibreOffice):
    assert examine(_decore(), tmp_path).accepte
    (tmp_path / "lo").mkdir()
    assert examiner(soffice.convertir(tmp_path / "grille.xlsx", "xlsx", tmp_path / "lo"), Inbox()).accepte


SAIN = classeur()


@given(st.data())
def test_no_damage_makes_the_gate_fail(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject):
    abime = bytearray(SAIN)
    for _ in range(data.draw(st.integers(1, 8))):
        abime[data.draw(st.integers(0, len(abime) - 1))] = data.draw(st.integers(0, 255))
    fin = data.draw(st.integers(1, len(abime)))
    verdict = examine(bytes(abime[:fin]), tmp_path_factory.getbasetemp())
    assert verdict.accepte or verdict.constats

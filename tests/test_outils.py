"""The oracles of the other tests: each must be able to say no."""

from pathlib import Path
from types import ModuleType

import openpyxl
import pytest
import typst
from docx import Document

from tests.outils import mots
from tests.outils.libreoffice import LibreOffice
from tests.outils.programmes import lancer

PAGE = '#set document(title: "Essai")\n#set text(lang: "fr")\n= Titre\nUn & deux.'


def pdf(dossier: Path, nom: str, *normes: str) -> Path:
    source = dossier / f"{nom}.typ"
    source.write_text(PAGE, "utf-8")
    cible = dossier / f"{nom}.pdf"
    typst.compile(source, output=cible, pdf_standards=list(normes))
    return cible


def test_verapdf_tells_a_valid_file_from_one_that_is_not(verapdf: ModuleType, tmp_path: Path):
    bon, nu = pdf(tmp_path, "bon", "a-3a", "ua-1"), pdf(tmp_path, "nu")
    fautes = verapdf.valider([bon, nu])
    assert fautes[bon] == ()
    assert {faute.split()[0] for faute in fautes[nu]} == {"3a", "ua1"}


def test_libreoffice_saves_a_workbook_as_another_kind(soffice: LibreOffice, tmp_path: Path):
    classeur = openpyxl.Workbook()
    classeur.active["A1"] = "œuvre"
    classeur.save(tmp_path / "a.xlsx")
    ods = soffice.convertir(tmp_path / "a.xlsx", "ods", tmp_path)
    (tmp_path / "retour").mkdir()
    retour = soffice.convertir(ods, "xlsx", tmp_path / "retour")
    assert openpyxl.load_workbook(retour).active["A1"].value == "œuvre"


def test_poppler_reads_words_pages_and_title(poppler: ModuleType, tmp_path: Path):
    fichier = pdf(tmp_path, "page", "a-3a", "ua-1")
    assert mots.de_pdf(fichier) == ["Titre", "Un", "&", "deux."]
    assert poppler.informations(fichier)["Title"] == "Essai"
    assert [image.suffix for image in poppler.images(fichier, tmp_path)] == [".png"]


def test_words_of_a_word_file_come_in_order_with_headers_apart(tmp_path: Path):
    document = Document()
    document.add_paragraph("avant")
    document.add_table(1, 2).rows[0].cells[1].text = "dans\tla table"
    document.add_paragraph("après")
    document.sections[0].footer.paragraphs[0].text = "pied"
    document.save(tmp_path / "a.docx")
    assert mots.de_word(tmp_path / "a.docx") == ["avant", "dans", "la", "table", "après"]
    assert mots.des_marges_de_word(tmp_path / "a.docx") == ["pied"]


def test_a_program_that_hangs_is_ended_with_a_reason():
    with pytest.raises(AssertionError, match="n'a pas fini"):
        lancer(["sleep", "60"], "coreutils", delai_s=0.2)

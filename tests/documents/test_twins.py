"""Twins say the same words, in the same order: read here by poppler and by lxml, not by the program."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.documents.polices import imprimable
from pipeline.documents.render import rendre
from pipeline.model.document import Document
from tests.outils import documents as essais
from tests.outils import mots


def jumeaux(document: Document, dossier: Path) -> tuple[Path, Path]:
    ((docx, pdf),) = rendre([document], essais.TEMPLATES)
    (dossier / "essai.docx").write_bytes(docx)
    (dossier / "essai.pdf").write_bytes(pdf)
    return dossier / "essai.docx", dossier / "essai.pdf"


def sans_marges(document: Document) -> Document:
    return document.model_copy(update={"entete": "", "pied": ""})


@pytest.mark.usefixtures("poppler")
@pytest.mark.parametrize("texte", ["Un texte courant.", essais.HOSTILE, "Lœuvre-Nguyễn d'Ambroisie"], ids=range(3))
@pytest.mark.parametrize("sorte", ["rapport", "lettre", "paysage", "parchemin"])
def test_les_jumeaux_disent_les_memes_mots_dans_le_meme_ordre(sorte: str, texte: str, tmp_path: Path):
    document = sans_marges(getattr(essais, sorte)(texte))
    docx, pdf = jumeaux(document, tmp_path)
    assert "".join(mots.de_word(docx)) == mots.lettres_de_pdf(pdf)


@pytest.mark.usefixtures("poppler")
def test_les_marges_et_specimen_sont_dans_les_deux(tmp_path: Path):
    docx, pdf = jumeaux(essais.rapport(specimen="SPÉCIMEN"), tmp_path)
    for mot in ("En-tête", "Pied"):
        assert mot in mots.des_marges_de_word(docx)
        assert mots.de_pdf(pdf).count(mot) == 2  # one on each page
    assert "SPÉCIMEN" in mots.lettres_de_pdf(pdf)


@pytest.mark.usefixtures("poppler")
def test_une_case_pleine_est_entiere_dans_les_deux(tmp_path: Path):
    """32,767 characters, in one word and in many."""
    for texte in ("X" * essais.CASE_PLEINE, "mot " * (essais.CASE_PLEINE // 4)):
        docx, pdf = jumeaux(sans_marges(essais.lettre(texte)), tmp_path)
        voulu = "".join(texte.split())
        assert "".join(mots.de_word(docx)).count(voulu) == 2
        assert mots.lettres_de_pdf(pdf).count(voulu) == 2


IMPRIMABLES = st.characters(codec="utf-8").filter(imprimable)
LATINS = st.characters(min_codepoint=0x20, max_codepoint=0x17F).filter(imprimable)


@pytest.mark.usefixtures("poppler")
@settings(max_examples=25)
@given(texte=st.text(LATINS, min_size=1, max_size=200))
def test_tout_texte_arrive_intact_dans_les_deux(texte: str, tmp_path_factory: pytest.TempPathFactory):
    docx, pdf = jumeaux(sans_marges(essais.lettre(texte)), tmp_path_factory.mktemp("jumeaux"))
    assert "".join(texte.replace("•", "").split()) in "".join(mots.de_word(docx)).replace("•", "")
    assert "".join(mots.de_word(docx)).replace("•", "") == mots.lettres_de_pdf(pdf)


@settings(max_examples=25)
@given(texte=st.text(IMPRIMABLES, max_size=100))
def test_tout_texte_imprimable_se_met_en_page(texte: str):
    (deux,) = rendre([essais.rapport(texte)], essais.TEMPLATES)
    assert all(deux)

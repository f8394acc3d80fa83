"""Nobody signs a page that says nothing: what is signed, and the boxes, on one page in both twins (K39)."""

import io
import zipfile

import pytest
from lxml import etree
from pypdf import PdfReader

from pipeline.documents import compose
from pipeline.documents.render import rendre
from pipeline.model.document import Document, Liste, Paragraphe, SautDePage, Signatures, Titre
from tests.outils import chiffres, exemples, jpn, kits
from tests.outils import documents as essais
from tests.outils.exemples import REGLAGES, TEMPLATES

CONTEXTE = compose.Contexte(reglages=REGLAGES, templates=TEMPLATES)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIN = (
    Titre(texte="Titresonde"),
    Liste(elements=("Puceun", "Pucedeux")),
    Paragraphe(texte="Délivrésonde"),
    Signatures(cases=(("Caseun", "Qualité"), ("Casedeux", "Qualité"), ("Casetrois", "Qualité"))),
)


def _avec(lignes: int, fin: tuple[object, ...] = FIN) -> Document:
    blocs = (*(Paragraphe(texte=f"Ligne {n}") for n in range(lignes)), *fin)
    return essais.rapport().model_copy(update={"blocs": blocs})


def _pages(document: Document) -> list[str]:
    ((_, pdf),) = rendre([document], TEMPLATES)
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def _solidaires(document: Document) -> set[str]:
    """The texts that the Word twin keeps with what follows, by themselves and not by their style."""
    ((docx, _),) = rendre([document], TEMPLATES)
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        racine = etree.fromstring(archive.read("word/document.xml"))
    lies = (p for p in racine.iter(f"{W}p") if p.find(f"{W}pPr/{W}keepNext") is not None)
    return {"".join(t.text or "" for t in p.iter(f"{W}t")) for p in lies}


@pytest.mark.parametrize("lignes", range(20, 44, 3))
def test_la_signature_reste_avec_ce_qui_se_signe(lignes: int):
    """Wherever the page ends: the heading, its list, the three boxes are together."""
    mots = ("Titresonde", "Puceun", "Pucedeux", "Délivrésonde", "Caseun", "Casedeux", "Casetrois")
    assert len({next(n for n, page in enumerate(_pages(_avec(lignes))) if mot in page) for mot in mots}) == 1


def test_le_word_garde_les_memes_textes_ensemble():
    lies = _solidaires(_avec(3))
    assert {"Titresonde", "Puceun", "Pucedeux", "Délivrésonde", "Caseun", "Casedeux"} <= lies
    assert not lies & {"Ligne 2", "Casetrois"}


def test_un_texte_trop_long_n_entraine_pas_la_signature():
    """A block taller than a page would be cut: only what is short stays with the boxes."""
    long = (Titre(texte="Titresonde"), Paragraphe(texte="mot " * 4000), *FIN[-2:])
    assert "Titresonde" not in _solidaires(_avec(3, long))
    assert "Casetrois" in _pages(_avec(3, long))[-1]


def test_chaque_page_du_recapitulatif_et_du_pv_nomme_la_personne():
    un = exemples.reussite()
    nom = f"{un.pv.prenom} {un.pv.nom}"
    for document in (compose.recapitulatif_ccp(exemples.proclame(un), CONTEXTE), compose.proces_verbal(un, CONTEXTE)):
        pages = _pages(document)
        assert len(pages) > 1
        assert all(nom in " ".join(page.split()) for page in pages)


def test_la_declaration_signee_dit_a_quoi_le_jure_s_engage_sur_la_page_de_sa_signature():
    """K34: the box alone on the last page said neither who undertakes nor what."""
    declaration = next(d for d in kits.tous(CONTEXTE) if d.type == "declaration-liens")
    (engagement,) = (n for n, b in enumerate(declaration.blocs) if isinstance(b, Titre) and b.texte == "Engagement")
    lies = _solidaires(declaration)
    assert all(b.texte in lies for b in declaration.blocs[engagement:] if isinstance(b, Titre | Paragraphe))


def test_une_annexe_d_une_phrase_n_a_pas_sa_page():
    """Chiffres of a sitting too small to be told: the heading and its sentence follow the signatures."""
    minutes = compose.proces_verbal_jpn(jpn.seance(), chiffres.trop_petite(), CONTEXTE)
    annexe = next(n for n, b in enumerate(minutes.blocs) if isinstance(b, Titre) and b.texte.startswith("Annexe"))
    assert isinstance(minutes.blocs[annexe - 1], Signatures)
    pleine = compose.proces_verbal_jpn(jpn.seance(), chiffres.seance(), CONTEXTE)
    assert any(isinstance(b, SautDePage) for b in pleine.blocs)

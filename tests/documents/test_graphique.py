"""Bars to one scale: widths that follow the numbers, tones that a grey page tells apart, every word in both twins."""

import io
import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pypdf import PdfReader

from pipeline.documents.graphique import ENSEMBLE, TONS, valeurs_du_graphique
from pipeline.documents.page import valeurs
from pipeline.documents.pdf import CompilateurPdf
from pipeline.documents.word import ModeleWord
from pipeline.model.document import Barre, Document, Graphique, Titre
from tests.outils import documents as essais
from tests.outils.libreoffice import LibreOffice

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COULEUR = re.compile(r"([\d.]+) ([\d.]+) ([\d.]+) (?:scn|sc|rg)\b")


def document(*blocs: Graphique) -> Document:
    return essais.rapport().model_copy(update={"blocs": (Titre(texte="Des chiffres"), *blocs)})


def pdf(doc: Document) -> PdfReader:
    return PdfReader(io.BytesIO(CompilateurPdf(essais.TEMPLATES).rendre("rapport", valeurs(doc, "Essai"), doc.date)))


def word(doc: Document) -> ModeleWord:
    return ModeleWord(essais.TEMPLATES[0] / f"word/{doc.mise_en_page}.docx")


def barres_word(doc: Document) -> list["etree._Element"]:
    """The row of each bar."""
    arbre = word(doc).arbres(valeurs(doc, "Essai"))["word/document.xml"]
    styles = ((t, t.find(f"{W}tblPr/{W}tblStyle")) for t in arbre.iter(f"{W}tbl"))
    trouvees = (t.find(f"{W}tr") for t, s in styles if s is not None and s.get(f"{W}val") == "Barres")
    return [t for t in trouvees if t is not None]


def largeurs_word(rang: "etree._Element") -> list[int]:
    return [int(c.get(f"{W}w", "0")) for c in rang.iterfind(f"{W}tc/{W}tcPr/{W}tcW")]


def gris(hexadecimal: str) -> float:
    """From 0, black, to 255."""
    rouge, vert, bleu = (int(hexadecimal[i : i + 2], 16) for i in (0, 2, 4))
    return 0.299 * rouge + 0.587 * vert + 0.114 * bleu


ENTIERS = st.integers(0, 400)


@given(st.lists(st.tuples(ENTIERS, ENTIERS, ENTIERS), min_size=1, max_size=8))
def test_les_largeurs_sont_a_la_mesure_des_nombres(nombres: list[tuple[int, int, int]]):
    """One scale for all bars; a bar and its texts take the whole line."""
    barres = tuple(Barre(libelle="x", valeurs=(a, b), reste=c) for a, b, c in nombres)
    faites = valeurs_du_graphique(Graphique(legende="", series=("a", "b"), reste="c", barres=barres))["barres"]
    plus_longue = max(1, *(sum(n) for n in nombres))
    (largeur,) = {sum(b["largeurs"]) for b in faites}
    trace = 570 / plus_longue
    for voulus, faite in zip(nombres, faites, strict=True):
        traces = dict(zip((p["ton"] for p in faite["parts"]), faite["largeurs"][1:-1], strict=True))
        for ton, n in zip(("plein", "moyen", "reste"), voulus, strict=True):
            assert traces.get(ton, 0) == pytest.approx(n * trace, abs=1.01)
    assert largeur == 1000


def test_un_nombre_ne_s_ecrit_que_la_ou_il_tient():
    parts = [[p["texte"] for p in b["parts"]] for b in valeurs_du_graphique(essais.graphique())["barres"]]
    assert parts == [["40", "30", "20", "10"], ["", "49", "25"], ["", ""], []]


def test_seules_les_series_qui_se_voient_sont_nommees():
    barres = (Barre(libelle="x", valeurs=(4, 0), reste=1),)
    bloc = Graphique(legende="", series=("Une", "Deux"), reste="Reste", barres=barres)
    assert [s["nom"] for s in valeurs_du_graphique(bloc)["series"]] == ["Une", "Reste"]


def test_un_graphique_sans_barre_n_est_pas_mis_en_page():
    vide = Graphique(legende="Rien à voir", series=(), barres=())
    assert [b["genre"] for b in valeurs(document(vide), "Essai")["blocs"]] == ["titre"]


@pytest.mark.parametrize(
    ("series", "barre"),
    [
        (("a", "b"), Barre(libelle="Courte", valeurs=(1,))),
        (("a",), Barre(libelle="Négative", valeurs=(-1,))),
        (("a",), Barre(libelle="Reste", valeurs=(1,), reste=-1)),
        (tuple("abcde"), Barre(libelle="Trop", valeurs=(1, 1, 1, 1, 1))),
    ],
)
def test_une_barre_qui_ne_suit_pas_les_series_est_un_bogue_dit_aussitot(series: tuple[str, ...], barre: Barre):
    with pytest.raises(ValueError, match="Mon graphique"):
        valeurs_du_graphique(Graphique(legende="Mon graphique", series=series, barres=(barre,)))


def test_les_cellules_word_ont_les_largeurs_des_nombres():
    doc = document(essais.graphique())
    (faites,) = (b["barres"] for b in valeurs(doc, "Essai")["blocs"] if b["genre"] == "graphique")
    for rang, faite in zip(barres_word(doc), faites, strict=True):
        lues = largeurs_word(rang)
        page = sum(lues)
        assert page == pytest.approx(17 * 1440 / 2.54, abs=2)
        assert lues == pytest.approx([x * page / 1000 for x in faite["largeurs"]], abs=1)


def test_les_tons_se_distinguent_en_gris():
    """From dark to light by clear steps; what is not told is the only one with dashes."""
    cellules = barres_word(document(essais.graphique()))[0].findall(f"{W}tc")[1:-1]
    fonds = [c.find(f"{W}tcPr/{W}shd") for c in cellules]
    gris_lus = [gris(f.get(f"{W}fill", "")) for f in fonds if f is not None]
    assert len(gris_lus) == len(TONS)
    assert all(clair - fonce > 25 for fonce, clair in pairwise(gris_lus))
    (reste,) = (c for c in barres_word(document(essais.graphique()))[2].findall(f"{W}tc")[2:-1])
    for cellule, sorte in ((cellules[0], "single"), (reste, "dashed")):
        assert {bord.get(f"{W}val") for bord in cellule.iterfind(f"{W}tcPr/{W}tcBorders/*")} == {sorte}


def test_les_deux_jumeaux_ont_les_memes_eclats():
    """The steps stand once in each twin: they must be the same."""
    charte = tomllib.loads((essais.TEMPLATES[0] / "charte.toml").read_text("utf-8"))["couleurs"]
    principale = [int(charte["principale"][i : i + 2], 16) for i in (0, 2, 4)]
    (page,) = pdf(document(essais.graphique())).pages
    flux = page.get_contents()
    assert flux is not None
    dessins = flux.get_data().decode("latin-1")
    lues = [[float(x) for x in m] for m in _COULEUR.findall(dessins)]
    for eclat in (0, 0.5, 0.76, 0.92):
        voulue = [(n + (255 - n) * eclat) / 255 for n in principale]
        assert any(lue == pytest.approx(voulue, abs=0.01) for lue in lues)


@pytest.mark.parametrize("nombre", [1, 20, 60])
def test_un_graphique_tient_sur_une_page_s_il_le_peut(nombre: int, soffice: LibreOffice, tmp_path: Path):
    """After half a page of others; above what a page holds it goes on overleaf, and nothing is lost."""
    barres = tuple(Barre(libelle=f"Barre{n}x", valeurs=(n + 1,), texte=f"texte{n}x") for n in range(nombre))
    long = Graphique(legende="Long", series=("Une",), barres=barres)
    doc = document(essais.graphique(), essais.graphique(), essais.graphique(), long)
    (tmp_path / "g.docx").write_bytes(word(doc).rendre(valeurs(doc, "Essai"), doc.date))
    for lu in (pdf(doc), PdfReader(soffice.convertir(tmp_path / "g.docx", "pdf", tmp_path))):
        pages = [page.extract_text() for page in lu.pages]
        for n in range(nombre):
            assert sum(f"Barre{n}x" in page and f"texte{n}x" in page for page in pages) == 1
        assert (sum("Barre" in page for page in pages) > 1) is (nombre > ENSEMBLE)

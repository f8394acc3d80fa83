"""A day as a picture: heights that follow the clock, columns that agree, every word in its box, in Word as in PDF."""

import io
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pypdf import PdfReader

from pipeline.documents.horaire import valeurs_de_l_horaire
from pipeline.documents.page import valeurs
from pipeline.documents.pdf import CompilateurPdf
from pipeline.documents.word import ModeleWord
from pipeline.model.document import Case, Colonne, Document, Horaire, Paragraphe, Titre
from tests.outils import documents as essais
from tests.outils.libreoffice import LibreOffice

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 72 / 25.4
NEUF_HEURES, FIN = 540, 1050  # 17:30


def document(bloc: Horaire, specimen: str = "") -> Document:
    return essais.paysage(specimen=specimen).model_copy(update={"blocs": (Titre(texte="Un jour"), bloc)})


def pdf(doc: Document) -> PdfReader:
    return PdfReader(io.BytesIO(CompilateurPdf(essais.TEMPLATES).rendre("paysage", valeurs(doc, "Essai"), doc.date)))


def docx(doc: Document) -> bytes:
    return ModeleWord(essais.TEMPLATES[0] / "word/paysage.docx").rendre(valeurs(doc, "Essai"), doc.date)


def corps_word(doc: Document) -> "etree._Element":
    arbres = ModeleWord(essais.TEMPLATES[0] / "word/paysage.docx").arbres(valeurs(doc, "Essai"))
    return arbres["word/document.xml"]


def places(page: Any) -> dict[str, float]:  # noqa: ANN401 — a page of pypdf
    """How far below the top of the page each text stands, in millimetres, for the first time."""
    trouvees: dict[str, float] = {}

    def noter(texte: str, cm: list[float], matrice: list[float], _police: object, _corps: float) -> None:
        y = cm[3] * matrice[5] + cm[5]
        for mot in texte.split():
            trouvees.setdefault(mot, (float(page.mediabox.height) - y) / MM)

    page.extract_text(visitor_text=noter)
    return trouvees


def jury(numero: int, durees: tuple[int, ...] = (70, 30, 90, 50)) -> Colonne:
    """A full day until 17:30: épreuves of the durations of the référentiels, each with its 15 minutes."""
    cases: list[Case] = []
    debut = NEUF_HEURES
    while debut < FIN:
        duree = min(durees[(len(cases) // 2 + numero) % len(durees)], FIN - debut - 15)
        if duree < 30:
            break
        qui = f"Candidat{numero}x{len(cases)} Nom-Composé"
        cases += [
            Case(debut=debut, fin=debut + duree, texte=f"{qui}\nGC-2023-{len(cases):05} — Bloc B1"),
            Case(debut=debut + duree, fin=debut + duree + 15, texte=f"Échange{numero}x{len(cases)}", ton="jury"),
        ]
        debut += duree + 15
    return Colonne(titre=f"Jury {numero}", cases=tuple(cases))


def test_les_hauteurs_sont_a_la_mesure_des_durees():
    cases = tuple(Case(debut=de, fin=a, texte="x") for de, a in pairwise((540, 570, 630, 650)))
    valeurs_ = valeurs_de_l_horaire(Horaire(legende="", colonnes=(Colonne(titre="Jury 1", cases=cases),)))
    trente, soixante, vingt = (b["dixiemes"] for b in valeurs_["colonnes"][1]["boites"])
    assert soixante == pytest.approx(2 * trente, abs=1)
    assert vingt == pytest.approx(trente * 2 / 3, abs=1)


@st.composite
def colonnes(draw: st.DrawFn) -> Colonne:
    bornes = sorted(draw(st.lists(st.integers(480, 1140), min_size=2, max_size=12, unique=True)))
    textes = st.text("abc déf\n", max_size=80)
    garder = draw(st.lists(st.booleans(), min_size=len(bornes), max_size=len(bornes)))
    paires = [p for p, garde in zip(pairwise(bornes), garder, strict=False) if garde]
    cases = tuple(Case(debut=de, fin=a, texte=draw(textes)) for de, a in paires)
    return Colonne(titre="Jury", cases=cases)


@given(bloc=st.lists(colonnes(), min_size=1, max_size=8).map(lambda x: Horaire(legende="", colonnes=tuple(x))))
def test_un_meme_moment_est_a_la_meme_hauteur_dans_chaque_colonne(bloc: Horaire):
    """And no word is lost, whatever the day; later is never higher."""
    faites = valeurs_de_l_horaire(bloc)["colonnes"]
    hauteurs: dict[int, int] = {}
    for colonne, faite in zip(bloc.colonnes, faites[1:], strict=True):
        hauts = list(accumulate((b["dixiemes"] for b in faite["boites"]), initial=0))
        cases = iter(sorted(colonne.cases, key=lambda c: c.debut))
        for haut, bas, boite in zip(hauts, hauts[1:], faite["boites"], strict=False):
            if boite["ton"] in {"vide", "repere"}:
                continue
            case = next(cases)
            assert boite["titre"] + boite["suite"] == case.texte
            assert hauteurs.setdefault(case.debut, haut) == haut
            assert hauteurs.setdefault(case.fin, bas) == bas
        assert next(cases, None) is None
    assert len({sum(b["dixiemes"] for b in f["boites"]) for f in faites}) == 1
    ordonnees = [hauteurs[m] for m in sorted(hauteurs)]
    assert ordonnees == sorted(ordonnees)


@pytest.mark.parametrize("nombre", [1, 6, 8])
def test_une_journee_de_9_h_a_17_h_30_tient_sur_une_page_sans_rien_perdre(
    nombre: int, soffice: LibreOffice, tmp_path: Path
):
    bloc = Horaire(legende="La journée", colonnes=tuple(jury(n) for n in range(1, nombre + 1)))
    doc = document(bloc)
    (tmp_path / "jour.docx").write_bytes(docx(doc))
    for lu in (pdf(doc), PdfReader(soffice.convertir(tmp_path / "jour.docx", "pdf", tmp_path))):
        (page,) = lu.pages
        texte = page.extract_text()
        for colonne in bloc.colonnes:
            for case in colonne.cases:
                assert case.texte.split()[0] in texte
        ensemble = [v for mot, v in places(page).items() if mot.startswith("Candidat") and mot.endswith("x0")]
        assert len(ensemble) == nombre
        assert max(ensemble) - min(ensemble) < 1  # millimetre: the first candidates start together


def test_les_mots_d_une_case_trop_courte_l_agrandissent_sans_etre_coupes():
    """A full cell of a workbook in a quarter of an hour: every word stays within its page."""
    mots = 8191
    longue = Colonne(
        titre="Jury 1",
        cases=(Case(debut=540, fin=555, texte="mot " * mots), Case(debut=555, fin=600, texte="dernier")),
    )
    lu = pdf(document(Horaire(legende="", colonnes=(longue,))))
    assert sum(page.extract_text().count("mot") for page in lu.pages) == mots
    for page in lu.pages:
        assert all(0 < y < float(page.mediabox.height) / MM for y in places(page).values())


def test_chaque_sorte_de_case_se_reconnait_sans_couleur():
    """By its border or by its words' shape: a page printed in grey says the same."""
    arbre = corps_word(document(essais.journee()))
    bords = {}
    for cellule in arbre.iter(f"{W}tc"):
        gauche = cellule.find(f"{W}tcPr/{W}tcBorders/{W}left")
        if gauche is not None:
            texte = "".join(t.text or "" for t in cellule.iter(f"{W}t"))
            bords[texte.split("h", 1)[1]] = gauche.get(f"{W}val")
    assert sorted(set(bords.values())) == ["dashed", "dotted", "double", "single"]


def test_les_rangs_word_ont_les_hauteurs_de_l_horaire():
    bloc = essais.journee()
    tables = [t for t in corps_word(document(bloc)).iter(f"{W}tbl") if t.find(f"{W}tblGrid") is not None]
    interieures = [t for t in tables if next(t.iterancestors(f"{W}tc"), None) is not None]
    attendues = [
        [round(d * 144 / 25.4) for d in (c["dixiemes"], *(b["dixiemes"] for b in c["boites"]))]
        for c in valeurs_de_l_horaire(bloc)["colonnes"]
    ]
    lues = [[int(h.get(f"{W}val", "0")) for h in t.iterfind(f"{W}tr/{W}trPr/{W}trHeight")] for t in interieures]
    assert lues == attendues


def test_specimen_se_voit_derriere_les_cases_de_word():
    def fonds(specimen: str) -> int:
        arbre = corps_word(document(essais.journee(), specimen))
        return sum(1 for t in arbre.iter(f"{W}tc") if t.find(f"{W}tcPr/{W}shd") is not None)

    assert fonds("SPÉCIMEN") == fonds("") - 2  # the two épreuves


@pytest.mark.parametrize(("debut", "fin"), [(570, 580), (500, 541), (700, 700), (700, 690)])
def test_deux_cases_au_meme_moment_ou_sans_duree_sont_un_bogue_dit_aussitot(debut: int, fin: int):
    faux = Colonne(titre="Jury 9", cases=(Case(debut=540, fin=600, texte="x"), Case(debut=debut, fin=fin, texte="y")))
    with pytest.raises(ValueError, match="Jury 9"):
        valeurs_de_l_horaire(Horaire(legende="", colonnes=(faux,)))


def test_une_journee_sans_case_ou_sans_colonne_se_met_en_page():
    for colonnes_vides in ((), (Colonne(titre="Jury 1"),)):
        doc = document(Horaire(legende="Rien", colonnes=colonnes_vides))
        doc = doc.model_copy(update={"blocs": (*doc.blocs, Paragraphe(texte="Après"))})
        assert "Après" in pdf(doc).pages[0].extract_text()
        assert docx(doc)


def test_un_rang_a_signer_a_au_moins_14_mm_dans_les_deux():
    (tableau,) = (b for b in essais.paysage("Premier").blocs if b.genre == "tableau" and b.a_signer)
    doc = essais.paysage().model_copy(update={"blocs": (tableau, Paragraphe(texte="Dessous"))})
    (table,) = corps_word(doc).iter(f"{W}tbl")
    hauteurs = [rang.find(f"{W}trPr/{W}trHeight") for rang in table.iter(f"{W}tr")]
    assert hauteurs[0] is None
    assert all(h is not None and int(h.get(f"{W}val", "0")) >= 14 * 1440 / 25.4 for h in hauteurs[1:])
    lues = places(pdf(doc).pages[0])
    assert lues["Alix"] - lues["Premier"] >= 14
    assert lues["Dessous"] - lues["Alix"] >= 14

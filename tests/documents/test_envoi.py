"""What goes to the printer and with the papers: slips, labels, the calibration, pages set on their stock."""

import datetime as dt
import re
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from pypdf import PdfReader

from pipeline.documents import compose
from pipeline.documents.calage import POINTS_PAR_MM, Calage, sans_fond
from pipeline.documents.liasse import liasse
from pipeline.documents.page import valeurs
from pipeline.documents.pdf import CompilateurPdf
from pipeline.documents.planches import calibrage, etiquettes
from pipeline.model.document import Fiche, Tableau
from pipeline.model.impression import Etiquettes
from pipeline.settings import Impression, Reglages
from tests.outils import documents, envois
from tests.outils.exemples import REGLAGES, TEMPLATES

JOUR = dt.date(2023, 10, 13)
CONTEXTE = compose.Contexte(reglages=REGLAGES, templates=TEMPLATES)
ADRESSES = tuple((f"Organisme numéro {n}", "1 rue de l'Exemple", "00000 Quelque-Part") for n in range(1, 17))


@pytest.fixture(scope="module")
def parchemin() -> bytes:
    """One that bears SPÉCIMEN."""
    donnees = valeurs(documents.parchemin(specimen="SPÉCIMEN"), "Organisme d'essai")
    return CompilateurPdf(TEMPLATES).rendre("parchemin", donnees, JOUR)


def page(pdf: bytes, rang: int = 0):
    return PdfReader(BytesIO(pdf)).pages[rang]


def trait(pdf: bytes) -> bytes:
    contenu = page(pdf).get_contents()
    assert contenu is not None
    return contenu.get_data()


def mots(pdf: bytes, rang: int = 0) -> list[tuple[str, float, float]]:
    """Each run of text and where it stands, in points from the bottom left."""
    trouves: list[tuple[str, float, float]] = []

    def noter(texte: str, cm: list[float], tm: list[float], *_: object) -> None:
        if texte.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            trouves.append((texte.strip(), x, tm[4] * cm[1] + tm[5] * cm[3] + cm[5]))

    page(pdf, rang).extract_text(visitor_text=noter)
    return trouves


# --- The slip ----------------------------------------------------------------------------------------------------


def test_the_slip_lists_what_the_envelope_holds_and_asks_for_a_signature():
    un = compose.bordereau_envoi(envois.envoi(), CONTEXTE)
    (tableau,) = (b for b in un.blocs if isinstance(b, Tableau))
    assert [ligne.cellules[0] for ligne in tableau.lignes] == ["GC-2023-00001-H", "GC-2023-00002-F"]
    assert [ligne.cellules[1] for ligne in tableau.lignes] == ["Parchemin", "Récapitulatif des CCP"]
    (fiche,) = (b for b in un.blocs if isinstance(b, Fiche))
    assert "CPAM de Quelque-Part\nService formation" in dict(fiche.lignes)["Destinataire"]
    assert dict(fiche.lignes)["Expéditeur"].splitlines()[:2] == ["Ucanss", REGLAGES.certificateur.adresse[0]]
    assert un.blocs[-1].genre == "signatures"
    assert un.specimen == ""


def test_the_slip_is_not_the_transmission_slip():
    """K39: two papers, two names."""
    assert compose.bordereau_envoi(envois.envoi(), CONTEXTE).titre == "Bordereau d’envoi"
    assert "transmission" not in compose.bordereau_envoi(envois.envoi(), CONTEXTE).model_dump_json()


def test_a_holder_is_not_asked_to_hand_his_paper_to_its_holder():
    def dit(**changements: object) -> str:
        return compose.bordereau_envoi(envois.envoi(**changements), CONTEXTE).model_dump_json()

    assert "à son titulaire" in dit()
    assert "à son titulaire" not in dit(au_titulaire=True)
    assert "complète un premier envoi" in dit(suite=True)
    assert "complète un premier envoi" not in dit()


def test_a_slip_of_specimens_or_without_a_sender_is_a_specimen():
    assert compose.bordereau_envoi(envois.envoi(exemple=True), CONTEXTE).specimen == "SPÉCIMEN"
    nu = compose.Contexte(reglages=Reglages(), templates=TEMPLATES)
    assert compose.bordereau_envoi(envois.envoi(), nu).specimen == "SPÉCIMEN"


# --- Labels and calibration --------------------------------------------------------------------------------------


def test_labels_fill_sheets_of_two_by_seven():
    pdf = etiquettes(Etiquettes(date=JOUR, titre="Étiquettes", adresses=ADRESSES), Impression(), TEMPLATES)
    assert len(PdfReader(BytesIO(pdf)).pages) == 2
    premiere = {t: (x, y) for t, x, y in mots(pdf) if t.startswith("Organisme")}
    assert len(premiere) == 14
    x1, y1 = premiere["Organisme numéro 1"]
    x2, y2 = premiere["Organisme numéro 2"]
    _, y3 = premiere["Organisme numéro 3"]
    assert x2 - x1 == pytest.approx((99.1 + 2.5) * POINTS_PAR_MM, abs=0.5)
    assert y2 == pytest.approx(y1, abs=0.5)
    assert y1 - y3 == pytest.approx(38.1 * POINTS_PAR_MM, abs=0.5)
    assert {t for t, _, _ in mots(pdf, 1) if t.startswith("Organisme")} == {
        "Organisme numéro 15",
        "Organisme numéro 16",
    }


def test_labels_follow_the_sheet_that_the_settings_describe():
    planche = Impression(
        etiquette_largeur_mm=70,
        etiquette_hauteur_mm=37,
        etiquettes_par_ligne=3,
        etiquettes_par_colonne=8,
        etiquettes_marge_gauche_mm=0,
        etiquettes_marge_haut_mm=0.5,
        etiquettes_ecart_mm=0,
    )
    pdf = etiquettes(Etiquettes(date=JOUR, titre="Étiquettes", adresses=ADRESSES), planche, TEMPLATES)
    places = {t: x for t, x, _ in mots(pdf)}
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    assert places["Organisme numéro 3"] - places["Organisme numéro 2"] == pytest.approx(70 * POINTS_PAR_MM, abs=0.5)


def test_an_address_too_long_for_its_label_is_made_smaller_and_stays_whole():
    longue = ("Caisse commune de sécurité sociale et de prévoyance de Quelque-Part-lès-Nulle-Part", *"abcdefgh")
    pdf = etiquettes(Etiquettes(date=JOUR, titre="É", adresses=(longue, ("Voisin",))), Impression(), TEMPLATES)
    bas = min(y for t, _, y in mots(pdf) if t != "Voisin")
    assert {t for t, _, _ in mots(pdf)} >= set("abcdefgh")
    assert bas > (297 - 15.15 - 38.1) * POINTS_PAR_MM, "inside its label"


@pytest.mark.parametrize(("x", "y"), [(0.0, 0.0), (-1.5, 2.0)])
def test_the_calibration_page_says_how_to_measure_and_which_offset_it_bears(x: float, y: float):
    pdf = calibrage(Impression(decalage_x_mm=x, decalage_y_mm=y), TEMPLATES, JOUR)
    dit = " ".join(page(pdf).extract_text().split())
    assert f"decalage_x_mm = {x:g}, decalage_y_mm = {y:g}" in dit
    assert "100 %" in dit.replace("\N{NO-BREAK SPACE}", " ")
    assert "20 mm" in dit.replace("\N{NO-BREAK SPACE}", " ")
    droite = page(pdf).mediabox
    assert (float(droite.width), float(droite.height)) == pytest.approx(
        (297 * POINTS_PAR_MM, 210 * POINTS_PAR_MM), abs=1
    )


def test_labels_and_calibration_are_valid_pdf(tmp_path: Path, verapdf: ModuleType):
    """PDF/A-3a and PDF/UA-1; the same input, the same bytes."""
    demandees = Etiquettes(date=JOUR, titre="Étiquettes", adresses=ADRESSES)
    faits = [
        lambda: etiquettes(demandees, Impression(), TEMPLATES),
        lambda: calibrage(Impression(), TEMPLATES, JOUR),
    ]
    fichiers = []
    for rang, faire in enumerate(faits):
        fichiers.append(tmp_path / f"{rang}.pdf")
        fichiers[-1].write_bytes(faire())
        assert faire() == fichiers[-1].read_bytes()
    assert {f.name: x for f, x in verapdf.valider(fichiers).items() if x} == {}


# --- Pages on their stock ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("x", "y"), [(3.0, 2.0), (-20.0, 20.0), (0.5, 0.0)])
def test_an_offset_moves_every_word_to_the_right_and_downwards(parchemin: bytes, x: float, y: float):
    cales = mots(liasse([parchemin], "Essai", Calage(x_mm=x, y_mm=y)))
    for (texte, x1, y1), (meme, x2, y2) in zip(mots(parchemin), cales, strict=True):
        assert meme == texte
        assert x2 - x1 == pytest.approx(x * POINTS_PAR_MM, abs=0.01)
        assert y2 - y1 == pytest.approx(-y * POINTS_PAR_MM, abs=0.01)


def test_pre_printed_stock_loses_its_frame_and_not_one_word(parchemin: bytes):
    nu = liasse([parchemin], "Essai", Calage(sans_fond=True))
    assert page(nu).extract_text() == page(parchemin).extract_text()
    assert mots(nu) == mots(parchemin)
    assert "SPÉCIMEN" in "".join(page(nu).extract_text().split())
    assert b"/Background" in trait(parchemin)
    assert b"/Background" not in trait(nu)
    assert b"9 9 m 9 9 288 9" in trait(parchemin), "the outer line of the frame"
    assert b"9 9 m 9 9 288 9" not in trait(nu)
    assert len(trait(nu)) < len(trait(parchemin)) / 2


def test_what_is_left_is_what_was_there(parchemin: bytes):
    """Whole marks and whole graphics states: each that opens closes."""
    nu = trait(liasse([parchemin], "Essai", Calage(sans_fond=True)))
    assert nu.strip() in trait(parchemin)
    assert len(re.findall(rb"\b(?:BDC|BMC)\b", nu)) == len(re.findall(rb"\bEMC\b", nu))


def test_no_setting_no_change(parchemin: bytes):
    assert trait(liasse([parchemin], "Essai", Calage())) == trait(parchemin)


@pytest.mark.parametrize(
    "parle",
    [b"BT /F1 9 Tf (SP\xc9CIMEN) Tj ET", b"(x) pop", b"<0041>", b"BI /W 1 /H 1 ID x EI", b"/Span <</MCID 1>> BDC EMC"],
)
def test_a_background_that_says_something_stays(parle: bytes):
    flux = b"/Artifact <</Type /Background>> BDC\nq 0 0 m %b Q\nEMC\nq Q" % parle
    assert sans_fond(flux, {}) == flux


def test_only_the_background_goes():
    flux = (
        b"/Artifact <</Type /Pagination>> BDC\nq 1 1 m Q\nEMC\n"
        b"/Artifact <</BBox [0 0 9 9] /Type /Background>> BDC\nq /Artifact BMC 2 2 m EMC Q\nEMC\n"
        b"/Span <</MCID 0>> BDC (BDC EMC) Tj EMC\n"
    )
    reste = sans_fond(flux, {})
    assert b"2 2 m" not in reste
    assert b"1 1 m" in reste
    assert b"(BDC EMC) Tj" in reste
    assert reste.count(b"EMC") == 3


def test_an_open_background_stays():
    flux = b"/Artifact <</Type /Background>> BDC\nq 0 0 m Q"
    assert sans_fond(flux, {}) == flux

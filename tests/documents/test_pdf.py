"""The PDF twin: valid, the same everywhere, and one page where one page is wanted."""

import io
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import typst
from pypdf import PdfReader

from pipeline.documents.page import valeurs
from pipeline.documents.pdf import CompilateurPdf
from pipeline.documents.polices import FICHIER, imprimable
from pipeline.errors import ConfigurationError
from pipeline.model.document import Document, Paragraphe
from tests.outils import documents as essais
from tools import caracteres

AUTEUR = "Organisme d'essai"
POLICES = essais.TEMPLATES[0] / "polices"


@pytest.fixture(scope="module")
def compilateur() -> CompilateurPdf:
    return CompilateurPdf(essais.TEMPLATES)


def rendre(compilateur: CompilateurPdf, document: Document) -> bytes:
    return compilateur.rendre(document.mise_en_page, valeurs(document, AUTEUR), document.date)


@pytest.mark.torture  # each real document is validated by the daily suite (test_chaque_document.py)
def test_verapdf_les_trouve_valides(compilateur: CompilateurPdf, verapdf: ModuleType, tmp_path: Path):
    """PDF/A-3a and PDF/UA-1: each layout, plain and SPÉCIMEN, with hostile texts and with a full cell."""
    documents = [*essais.tous(), *essais.tous(specimen="SPÉCIMEN"), essais.parchemin(essais.NOMS[2])]
    documents += [essais.rapport(essais.HOSTILE), essais.lettre(essais.HOSTILE), essais.parchemin(essais.HOSTILE)]
    documents += [essais.rapport("X" * essais.CASE_PLEINE), essais.parchemin("Nguyễn " * 300)]
    documents += [essais.paysage(essais.HOSTILE), essais.paysage("mot " * (essais.CASE_PLEINE // 4))]
    documents += [essais.rapport("Ελληνικά, кириллица, → ≥ ✓ ✗ ½ ﬁ")]
    fichiers = []
    for rang, document in enumerate(documents):
        fichiers.append(tmp_path / f"{rang}.pdf")
        fichiers[-1].write_bytes(rendre(compilateur, document))
    fautes = verapdf.valider(fichiers)
    assert {f.name: x for f, x in fautes.items() if x} == {}


@pytest.mark.parametrize("lignes", range(19, 29))
def test_une_signature_n_est_jamais_seule_sur_sa_page(compilateur: CompilateurPdf, lignes: int):
    """The last paragraph and the complimentary close come with it, wherever the page ends."""
    corps = tuple(Paragraphe(texte=f"Paragraphe {n}.") for n in range(lignes))
    pages = PdfReader(io.BytesIO(rendre(compilateur, essais.lettre().model_copy(update={"blocs": corps})))).pages
    (fin,) = (t for p in pages if "Camille Témoin" in (t := p.extract_text()))
    assert f"Paragraphe {lignes - 1}." in fin
    assert "Salutations distinguées." in fin


def test_les_memes_valeurs_donnent_les_memes_octets(compilateur: CompilateurPdf):
    autre = CompilateurPdf(essais.TEMPLATES)
    for document in essais.tous(specimen="SPÉCIMEN"):
        premier = rendre(compilateur, document)
        assert rendre(compilateur, document) == premier
        assert rendre(autre, document) == premier


def test_un_autre_processus_donne_les_memes_octets(compilateur: CompilateurPdf, tmp_path: Path):
    sortie = tmp_path / "ailleurs.pdf"
    code = (
        "import sys; from pathlib import Path; from tests.documents import test_pdf as t;"
        "Path(sys.argv[1]).write_bytes(t.rendre(t.CompilateurPdf(t.essais.TEMPLATES), t.essais.rapport()))"
    )
    subprocess.run([sys.executable, "-c", code, sortie], check=True, cwd=Path(__file__).parents[2])
    assert sortie.read_bytes() == rendre(compilateur, essais.rapport())


def test_les_proprietes_disent_le_document_et_rien_de_la_machine(compilateur: CompilateurPdf):
    pdf = rendre(compilateur, essais.rapport(titre="R&D #let x"))
    lu = PdfReader(io.BytesIO(pdf))
    assert lu.metadata is not None
    assert (lu.metadata.title, lu.metadata.author, lu.metadata.subject) == ("R&D #let x", AUTEUR, "Sujet d'essai")
    assert lu.metadata.creation_date is not None
    assert lu.metadata.creation_date.date() == essais.JOUR
    assert lu.root_object["/Lang"] == "fr-FR"
    assert lu.root_object["/MarkInfo"]["/Marked"]
    textes = b"".join(o.get_data() for o in _flux(lu)) + pdf
    assert b"/tmp" not in textes
    assert b"cqp-typst" not in textes


def _flux(lu: PdfReader) -> list[object]:
    objets = (lu.get_object(n) for n in range(1, int(lu.trailer["/Size"])))
    return [o for o in objets if hasattr(o, "get_data")]


@pytest.mark.parametrize(
    "nom", [*essais.NOMS, "Prénom " * 60, "a\n" * 300, "X" * essais.CASE_PLEINE, "mot " * 8191], ids=range(7)
)
def test_le_parchemin_tient_sur_une_page_sans_rien_perdre(nom: str, compilateur: CompilateurPdf):
    lu = PdfReader(io.BytesIO(rendre(compilateur, essais.parchemin(nom, naissance="Née le 1er mai 1990 à Nantes"))))
    assert len(lu.pages) == 1
    assert "".join(nom.split()) in "".join(lu.pages[0].extract_text().split())


def test_le_nom_le_plus_long_reste_sur_une_ligne(compilateur: CompilateurPdf):
    lignes = PdfReader(io.BytesIO(rendre(compilateur, essais.parchemin(essais.NOMS[2])))).pages[0].extract_text()
    assert essais.NOMS[2] in lignes.splitlines()


def test_un_mot_plus_long_qu_une_ligne_reste_dans_la_page(compilateur: CompilateurPdf):
    mot = "X" * 2000
    document = essais.rapport().model_copy(update={"blocs": (Paragraphe(texte=mot),)})
    (page,) = PdfReader(io.BytesIO(rendre(compilateur, document))).pages
    droites: list[float] = []

    def noter(texte: str, _cm: object, matrice: list[float], _police: object, corps: float) -> None:
        if texte.strip().startswith("X"):
            droites.append(matrice[4] + len(texte.strip()) * corps * 0.3)

    page.extract_text(visitor_text=noter)
    assert len(droites) > 10
    assert max(droites) < float(page.mediabox.width)


def test_tout_caractere_dit_imprimable_s_imprime(compilateur: CompilateurPdf):
    """An oracle: PDF/A refuses a character that the fonts do not draw."""
    codes = [chr(c) for c in range(0x20, 0x30000) if imprimable(chr(c))]
    assert len(codes) > 5000
    for document in (
        essais.rapport().model_copy(update={"blocs": (Paragraphe(texte=" ".join(codes)),)}),
        essais.rapport().model_copy(update={"blocs": (Paragraphe(style="fort", texte=" ".join(codes)),)}),
        essais.parchemin(" ".join(codes)),
    ):
        rendre(compilateur, document)


def test_imprimable_dit_vrai_des_polices_livrees():
    """`python -m tools.caracteres` writes the file again when a font changes."""
    assert (essais.TEMPLATES[0] / FICHIER).read_text("ascii") == caracteres.texte(POLICES)


@pytest.mark.parametrize("caractere", ["é", "œ", "ễ", "ı", "Ş", "ń", "ț", "Ω", "ж", "→", "≥", "✓", "✗", "•", "’", "\n"])
def test_ce_qu_une_personne_ecrit_est_imprimable(caractere: str):
    assert imprimable(caractere)


@pytest.mark.parametrize("caractere", ["中", "🦊", "\ue000", "\x00", "\u202e", "\u200f", "\ud800", "\U000e0001"])
def test_ce_que_le_pdf_refuserait_n_est_pas_imprimable(caractere: str):
    assert not imprimable(caractere)


def test_ce_que_les_polices_n_ont_pas_est_refuse_et_non_remplace_par_un_carre(compilateur: CompilateurPdf):
    with pytest.raises(typst.TypstError):
        rendre(compilateur, essais.rapport("中"))


def test_une_mise_en_page_absente_est_dite(compilateur: CompilateurPdf):
    with pytest.raises(ConfigurationError, match="affiche"):
        compilateur.rendre("affiche", valeurs(essais.rapport(), AUTEUR), essais.JOUR)

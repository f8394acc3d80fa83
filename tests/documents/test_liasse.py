"""A print run and a sending: everything in, in order, the same bytes everywhere, nothing of the machine."""

import datetime as dt
import io
import zipfile

import pytest
from pypdf import PdfReader

from pipeline.documents.liasse import liasse, paquet
from pipeline.documents.render import rendre
from tests.outils import documents as essais

NOMS = ("Zoé Premier", "Aïcha Deuxième", "Noé Troisième")
JOUR = dt.date(2023, 10, 13)


@pytest.fixture(scope="module")
def feuilles() -> list[bytes]:
    return [pdf for _, pdf in rendre([essais.parchemin(nom) for nom in NOMS], essais.TEMPLATES, processus=1)]


def test_la_liasse_a_toutes_les_pages_dans_l_ordre_donne(feuilles: list[bytes]):
    pages = PdfReader(io.BytesIO(liasse(feuilles, "Parchemins du 13/10/2023"))).pages
    assert len(pages) == len(NOMS)
    for page, nom in zip(pages, NOMS, strict=True):
        assert nom in page.extract_text()


def test_la_liasse_dit_son_titre_et_rien_de_la_machine(feuilles: list[bytes]):
    lu = PdfReader(io.BytesIO(liasse(feuilles, "Parchemins : été 2023")))
    assert lu.metadata is not None
    assert lu.metadata == {"/Title": "Parchemins : été 2023", "/Producer": "CQP"}


def test_la_meme_liasse_a_les_memes_octets(feuilles: list[bytes]):
    assert liasse(feuilles, "Essai") == liasse(feuilles, "Essai")


def test_le_paquet_rend_ce_qu_on_y_a_mis_sans_le_comprimer():
    fichiers = [("journée/émargement Nguyễn.pdf", b"un" * 500), ("convocation.docx", b"deux")]
    with zipfile.ZipFile(io.BytesIO(paquet(fichiers, JOUR))) as archive:
        assert [(i.filename, archive.read(i)) for i in archive.infolist()] == fichiers
        for entree in archive.infolist():
            assert entree.compress_type == zipfile.ZIP_STORED
            assert entree.date_time == (2023, 10, 13, 0, 0, 0)
            assert (entree.create_system, entree.external_attr >> 16) == (3, 0o100644)
            assert entree.extra == b""
        assert archive.infolist()[0].flag_bits & 0x800  # its name is UTF-8


def test_le_meme_paquet_a_les_memes_octets():
    fichiers = [("a.pdf", b"a"), ("b.pdf", b"b")]
    assert paquet(fichiers, JOUR) == paquet(fichiers, JOUR)


@pytest.mark.parametrize("noms", [("Jury.pdf", "jury.PDF"), ("a/É.pdf", "a/é.pdf"), ("x", "x")])
def test_deux_noms_que_windows_confondrait_sont_refuses(noms: tuple[str, str]):
    with pytest.raises(ValueError, match="twice"):
        paquet([(nom, b"") for nom in noms], JOUR)


@pytest.mark.parametrize(
    "nom", ["", "/a", "a//b", "../a", "a/..", "a/.", "a\\b", "a:b", "a?", "fin.", "fin ", "d /a", "a\n"]
)
def test_un_nom_que_windows_refuserait_ou_qui_sort_du_dossier_est_refuse(nom: str):
    with pytest.raises(ValueError, match="Windows"):
        paquet([(nom, b"")], JOUR)

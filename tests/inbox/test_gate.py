"""The gate before names, kinds of file and PDFs."""

import io
import os
import re
import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from pipeline.errors import DisqueError
from pipeline.inbox.gate import Verdict, est_depot, examiner
from pipeline.settings import Inbox, shipped
from pipeline.texts import catalogue, dire_tout
from tests.bad.fabrique import classeur

REGLAGES = Inbox()


def examine(tmp_path: Path, nom: str, contenu: bytes) -> Verdict:
    fichier = tmp_path / nom
    fichier.write_bytes(contenu)
    return examiner(fichier, REGLAGES)


def codes(verdict: Verdict) -> list[str]:
    return [c.code for c in verdict.constats]


@pytest.mark.parametrize(
    ("nom", "code"),
    [
        ("~$grille.xlsx", "FICHIER_VERROU"),
        (".~lock.grille.xlsx#", "FICHIER_VERROU"),
        ("GC-1/~$grille.xlsx", "FICHIER_VERROU"),
        ("grille.tmp", "FICHIER_TEMPORAIRE"),
        ("grille.xlsx.part", "FICHIER_TEMPORAIRE"),
        ("grille.xlsx.crdownload", "FICHIER_TEMPORAIRE"),
        ("grille.xlsx~", "FICHIER_TEMPORAIRE"),
        ("7B3F4A00", "FICHIER_TEMPORAIRE"),
        ("Thumbs.db", "FICHIER_SYSTEME"),
        ("desktop.ini", "FICHIER_SYSTEME"),
        (".DS_Store", "FICHIER_SYSTEME"),
        ("._grille.xlsx", "FICHIER_SYSTEME"),
        (".grille.xlsx", "FICHIER_CACHE"),
        (".git/config", "FICHIER_CACHE"),
        ("__MACOSX/grille.xlsx", "FICHIER_CACHE"),
        ("README.md", "FICHIER_MODE_EMPLOI"),
    ],
)
def test_lock_temporary_and_hidden_files_are_no_deposits(nom: str, code: str, tmp_path: Path):
    """Lock and temporary files stay where they are; what a system left is taken away as « ignore »."""
    assert est_depot(nom) is (code in {"FICHIER_SYSTEME", "FICHIER_CACHE"})
    assert examiner(tmp_path / "absent", REGLAGES, nom) == Verdict(ignore=code)


@pytest.mark.parametrize(
    "nom", ["grille.xlsx", "~grille.xlsx", "2023-10.02.xlsx", "20231002", "GC-1/README.md", "a/../b"]
)
def test_what_looks_like_them_is_a_deposit(nom: str):
    assert est_depot(nom)


@pytest.mark.parametrize(
    ("nom", "code"),
    [
        ("a.xls", "FORMAT_A_CONVERTIR"),
        ("a.XLSB", "FORMAT_A_CONVERTIR"),
        ("a.tsv", "FORMAT_A_CONVERTIR"),
        ("a.ods", "FORMAT_ODS"),
        ("a.xlsm", "FORMAT_A_MACROS"),
        ("a.docx", "FORMAT_DOCUMENT"),
        ("pv.jpg", "FORMAT_IMAGE"),
        ("a.zip", "FORMAT_ARCHIVE"),
        ("a.msg", "FORMAT_COURRIEL"),
        ("a.exe", "FORMAT_INCONNU"),
        ("sans-suffixe", "FORMAT_INCONNU"),
        ("a.x\udcffx", "FORMAT_INCONNU"),
    ],
)
def test_another_kind_of_file_is_refused_with_what_to_do(nom: str, code: str, tmp_path: Path):
    verdict = examiner(tmp_path / "absent", REGLAGES, nom)
    assert codes(verdict) == [code]
    assert verdict.genre is None


def test_a_workbook_passes_whatever_the_case_of_its_name_and_the_folder_it_came_in(tmp_path: Path):
    (tmp_path / "copie").write_bytes(classeur())
    assert examiner(tmp_path / "copie", REGLAGES, "GC-1/Grille é.XLSX").accepte


@pytest.mark.parametrize("nom", ["grille.xlsx", "GC-1_carnet.pdf"])
def test_an_empty_file_is_refused(nom: str, tmp_path: Path):
    assert codes(examine(tmp_path, nom, b"")) == ["FICHIER_VIDE"]


def test_a_file_heavier_than_the_setting_is_refused_unread(tmp_path: Path):
    grille, piece = tmp_path / "grille.xlsx", tmp_path / "GC-1_carnet.pdf"
    for fichier in (grille, piece):
        with fichier.open("wb") as flux:
            flux.truncate(10 * 2**20 + 1)
    assert codes(examiner(grille, REGLAGES)) == ["FICHIER_TROP_LOURD"]
    assert codes(examiner(piece, REGLAGES)) == ["CONTENU_DIFFERENT"]
    assert codes(examiner(piece, Inbox(piece_max_mo=10))) == ["FICHIER_TROP_LOURD"]


def test_a_link_a_folder_or_a_pipe_is_not_followed(tmp_path: Path):
    (tmp_path / "vraie.xlsx").write_bytes(classeur())
    (tmp_path / "lien.xlsx").symlink_to(tmp_path / "vraie.xlsx")
    (tmp_path / "dossier.xlsx").mkdir()
    os.mkfifo(tmp_path / "tuyau.xlsx")
    for nom in ("lien.xlsx", "dossier.xlsx", "tuyau.xlsx"):
        assert codes(examiner(tmp_path / nom, REGLAGES)) == ["PAS_UN_FICHIER"]


def test_a_file_that_is_gone_is_the_machine_s_fault(tmp_path: Path):
    with pytest.raises(DisqueError):
        examiner(tmp_path / "absent.xlsx", REGLAGES)


def _pdf(mot_de_passe: str = "") -> bytes:
    ecrivain = PdfWriter()
    ecrivain.add_blank_page(595, 842)
    if mot_de_passe:
        ecrivain.encrypt(mot_de_passe, algorithm="RC4-128")
    sortie = io.BytesIO()
    ecrivain.write(sortie)
    return sortie.getvalue()


PDF = _pdf()


@pytest.mark.parametrize(
    "contenu",
    [
        pytest.param(PDF, id="tel quel"),
        pytest.param(PDF + b"% GC-1_carnet.pdf\n", id="un commentaire à la fin"),
        pytest.param(PDF + bytes(5000), id="le bourrage d'un numériseur"),
        pytest.param(b"\r\n" + PDF, id="une ligne avant"),
        pytest.param(PDF.replace(b"\n", b"\r\n"), id="des fins de ligne de Windows"),
    ],
)
def test_a_whole_pdf_named_after_its_candidature_is_taken(contenu: bytes, tmp_path: Path):
    verdict = examine(tmp_path, "GC-1_carnet.pdf", contenu)
    assert verdict == Verdict(genre="pdf", piece=("GC-1", "carnet"))


@pytest.mark.parametrize(
    ("contenu", "attendus"),
    [
        pytest.param(PDF[: len(PDF) - 30], ["PDF_ABIME"], id="tronqué"),
        pytest.param(PDF[:200] + b"%%EOF", ["PDF_ABIME"], id="une fin sans table"),
        pytest.param(_pdf("secret"), ["PDF_PROTEGE"], id="mot de passe"),
        pytest.param(b"PK\x03\x04" + bytes(100), ["CONTENU_DIFFERENT"], id="un zip"),
        pytest.param(b"\xff\xd8\xff\xe0JFIF" + bytes(100), ["CONTENU_DIFFERENT"], id="une image"),
    ],
)
def test_a_pdf_that_cannot_be_kept_is_refused(contenu: bytes, attendus: list[str], tmp_path: Path):
    assert codes(examine(tmp_path, "GC-1_carnet.pdf", contenu)) == attendus


def test_all_that_is_wrong_with_a_pdf_is_told_at_once(tmp_path: Path):
    assert codes(examine(tmp_path, "scan.pdf", PDF[:-30])) == ["PDF_ABIME", "PDF_SANS_CANDIDATURE"]


@pytest.mark.parametrize(
    ("nom", "piece"),
    [
        ("GC-2023-001_pv-signe.pdf", ("GC-2023-001", "pv-signe")),
        ("gc.1_CARNET.PDF", ("gc.1", "carnet")),
        ("dossier/GC-1_livret2.pdf", ("GC-1", "livret2")),
        (f"{'C' * 40}_carnet.pdf", ("C" * 40, "carnet")),
        (f"{'C' * 41}_carnet.pdf", None),
        ("carnet.pdf", None),
        ("_carnet.pdf", None),
        ("GC-1_.pdf", None),
        ("-GC_carnet.pdf", None),
        ("GC-1_carnet (1).pdf", None),
        ("GC_1_carnet.pdf", ("GC_1", "carnet")),
        (unicodedata.normalize("NFD", "GC-1_carnét.pdf"), None),
    ],
)
def test_a_piece_is_recognised_by_its_name(nom: str, piece: tuple[str, str] | None, tmp_path: Path):
    (tmp_path / "copie").write_bytes(PDF)
    verdict = examiner(tmp_path / "copie", REGLAGES, nom)
    assert verdict.piece == piece
    assert codes(verdict) == ([] if piece else ["PDF_SANS_CANDIDATURE"])


@pytest.mark.parametrize(
    ("nom", "liste"),
    [
        ("S-2023-11-GC_candidats.csv", ("S-2023-11-GC", "candidats")),
        ("s.1_JURES.CSV", ("s.1", "jures")),
        ("dossier/S_1_jurés.csv", ("S_1", "jures")),
        (unicodedata.normalize("NFD", "S-1_jurés.csv"), ("S-1", "jures")),
        ("candidats.csv", None),
        ("_candidats.csv", None),
        ("S-1_candidats (1).csv", None),
        ("S-1_notes.csv", None),
        (f"{'S' * 41}_jures.csv", None),
    ],
)
def test_a_list_is_recognised_by_its_name(nom: str, liste: tuple[str, str] | None, tmp_path: Path):
    (tmp_path / "copie").write_bytes(b"Nom;Candidature\r\nOzanne;GC-1\r\n")
    verdict = examiner(tmp_path / "copie", REGLAGES, nom)
    assert (verdict.genre, verdict.liste, verdict.accepte) == ("csv", liste, liste is not None)
    assert codes(verdict) == ([] if liste else ["LISTE_SANS_SESSION"])


@pytest.mark.parametrize(
    ("contenu", "code"),
    [
        pytest.param(b"", "FICHIER_VIDE", id="vide"),
        pytest.param(classeur(), "CONTENU_DIFFERENT", id="un classeur"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "CONTENU_DIFFERENT", id="un vieux classeur"),
        pytest.param(PDF, "CONTENU_DIFFERENT", id="un PDF"),
        pytest.param(b"a;" * 2**20, "FICHIER_TROP_LOURD", id="trop lourd"),
    ],
)
def test_a_csv_that_is_something_else_is_refused(contenu: bytes, code: str, tmp_path: Path):
    (tmp_path / "S-1_candidats.csv").write_bytes(contenu)
    assert codes(examiner(tmp_path / "S-1_candidats.csv", Inbox(taille_max_mo=1))) == [code]


@given(st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=60))
def test_no_name_makes_the_gate_fail(tmp_path_factory: pytest.TempPathFactory, nom: str):
    copie = tmp_path_factory.getbasetemp() / "copie"
    copie.write_bytes(PDF)
    verdict = examiner(copie, REGLAGES, nom)
    assert verdict.ignore or verdict.constats or verdict.accepte


def test_the_gate_and_the_reader_name_the_codes_of_the_catalogue_and_no_other():
    racine = Path(__file__).parents[2] / "pipeline"
    sources = [*racine.glob("inbox/*.py"), racine / "workbooks/read.py", *racine.glob("workbooks/reading/*.py")]
    nommes = {code for f in sources for code in re.findall(r'"([A-Z]+(?:_[A-Z]+)+)"', f.read_text("utf-8"))}
    entrees = tomllib.loads((shipped("templates") / "textes/anomalies/lecture.toml").read_text("utf-8"))
    assert nommes == entrees.keys()


def test_the_sentences_are_filled_by_what_the_gate_found(tmp_path: Path):
    (tmp_path / "lourd.xlsx").write_bytes(bytes(2**20 + 1))
    verdicts = [
        examiner(tmp_path / "lourd.xlsx", Inbox(taille_max_mo=1)),
        examiner(tmp_path / "x", REGLAGES, "a.tsv"),
        examine(tmp_path, "a.pdf", b"texte"),
        examine(tmp_path, "a.xlsx", classeur(autres={"xl/surprise.exe": b"x"})),
    ]
    dites = dire_tout((c for v in verdicts for c in v.constats), {}, catalogue((shipped("templates"),)))
    mots = ("1,0 Mo ; la limite est de 1 Mo", ".tsv", ".pdf", "xl/surprise.exe")
    assert all(mot in anomalie.message for mot, anomalie in zip(mots, dites, strict=True))

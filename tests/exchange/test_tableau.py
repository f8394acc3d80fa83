"""Lists as programs write them: every encoding and separator gives the same table, and what is none is refused."""

import codecs
import csv
import io
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from pipeline.exchange.tableau import CELLULE_MAX, COLONNES_MAX, LIGNES_MAX, Tableau, lire_csv
from pipeline.model.anomalie import Constat
from tests.outils.libreoffice import LibreOffice

ENTETES = ("Candidature", "Nom", "Prénom", "Organisme")
RANGEES = (
    ("GC-1", "Ozanne", "Maëlle", "Caisse de l’Œuvre"),
    ("GC-2", "d'Été", "Noé", "CAF ; siège, annexe"),
)


def lu(octets: bytes) -> Tableau:
    tableau = lire_csv(octets)
    assert isinstance(tableau, Tableau), tableau
    return tableau


def cellules(tableau: Tableau) -> list[tuple[str, ...]]:
    return [r.cellules for r in tableau.rangees]


def ecrit(rangees: list[tuple[str, ...]], separateur: str, fin: str = "\r\n") -> str:
    sortie = io.StringIO(newline="")
    csv.writer(sortie, delimiter=separateur, lineterminator=fin).writerows(rangees)
    return sortie.getvalue()


@pytest.mark.parametrize("separateur", [";", ",", "\t"])
@pytest.mark.parametrize("fin", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("codage", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_encoding_separator_and_line_end_gives_the_same_table(separateur: str, fin: str, codage: str):
    tableau = lu(ecrit([ENTETES, *RANGEES], separateur, fin).encode(codage))
    assert (tableau.entetes, cellules(tableau)) == (ENTETES, [*RANGEES])


def test_a_utf_16_list_of_either_byte_order_is_read():
    texte = ecrit([ENTETES, *RANGEES], "\t")
    for marque, codage in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        assert cellules(lu(marque + texte.encode(codage))) == [*RANGEES]


@pytest.mark.parametrize(
    ("octets", "attendues"),
    [
        pytest.param(
            b'Nom;Note\r\n"Ozanne";"ligne 1\nligne 2"\r\n', [("Ozanne", "ligne 1\nligne 2")], id="deux lignes"
        ),
        pytest.param(b'Nom;Note\n"dit ""Le Grand""";x\n', [('dit "Le Grand"', "x")], id="guillemets"),
        pytest.param(b"Nom;Note\n  Ozanne ;\xc2\xa0x\n", [("Ozanne", "x")], id="espaces autour"),
        pytest.param(b"sep=,\r\nNom,Note\r\nA;B,x\r\n", [("A;B", "x")], id="sep= d'Excel"),
        pytest.param(b"Nom;Blocs\nA;1, 2, 3\nB;1, 3, 4\n", [("A", "1, 2, 3"), ("B", "1, 3, 4")], id="virgules"),
        pytest.param(b"Nom,Blocs\nA,B1;B2\n", [("A", "B1;B2")], id="points-virgules"),
        pytest.param(b"Candidature\nGC-1\nGC-2\n", [("GC-1",), ("GC-2",)], id="une colonne"),
        pytest.param(b"Nom;Note;;\nA;x;;\n;;;\n", [("A", "x")], id="colonnes vides à droite"),
        pytest.param(b"Nom;Note\nA\n", [("A", "")], id="une ligne courte"),
        pytest.param(b"Nom;Note\nA;=1+1\nB;@x\n", [("A", "=1+1"), ("B", "@x")], id="formules"),
    ],
)
def test_what_a_list_may_hold(octets: bytes, attendues: list[tuple[str, ...]]):
    assert cellules(lu(octets)) == attendues


def test_rows_are_numbered_as_a_spreadsheet_does():
    """Blank rows count; a cell on two lines is one row."""
    tableau = lu(b'\n\nNom;Note\n"A";"x\ny"\n;\nB;z\n')
    assert (tableau.rang, [r.rang for r in tableau.rangees]) == (3, [4, 6])


@pytest.mark.parametrize(
    ("octets", "code"),
    [
        pytest.param(b"Nom;Note\nA;x\0y\n", "LISTE_ILLISIBLE", id="NUL"),
        pytest.param("Nom;Note\nA;x\n".encode("utf-16-le"), "LISTE_ILLISIBLE", id="UTF-16 sans marque"),
        pytest.param("Nom\n".encode("utf-32"), "LISTE_ILLISIBLE", id="UTF-32"),
        pytest.param(b"\xff\xfeA", "LISTE_ILLISIBLE", id="UTF-16 tronqué"),
        pytest.param(b"Nom;\x81\n", "LISTE_ILLISIBLE", id="octets sans caractère"),
        pytest.param(b'Nom;Note\nA;x\nB;"jamais referm\xc3\xa9\nC;z\n', "LISTE_MAL_FORMEE", id="guillemet ouvert"),
        pytest.param(b'Nom;Note\nA;"x"y\n', "LISTE_MAL_FORMEE", id="texte après un guillemet"),
        pytest.param(b"Nom;Note\nA;" + b"x" * 200_000, "LISTE_MAL_FORMEE", id="cellule sans fin"),
        pytest.param(b"Nom;Note\nA;" + b"x" * (CELLULE_MAX + 1), "LISTE_TEXTE_DEMESURE", id="cellule trop longue"),
        pytest.param(b"Nom;Note\nA;x;y\n", "LISTE_DECALEE", id="une case de trop"),
        pytest.param(b"Nom;Note\n", "LISTE_VIDE", id="des titres seuls"),
        pytest.param(b"\xef\xbb\xbf\r\n;;\r\n", "LISTE_VIDE", id="rien"),
    ],
)
def test_what_is_no_list_is_refused(octets: bytes, code: str):
    constat = lire_csv(octets)
    assert isinstance(constat, Constat)
    assert constat.code == code


def test_the_row_that_cannot_be_read_is_named():
    constat = lire_csv(b'Nom;Note\nA;x\nB;"jamais\nC;z\n')
    assert isinstance(constat, Constat)
    assert (constat.valeurs["ligne"], constat.places[0].cellule) == ("3", "A3")


def test_the_limits_are_reached_and_not_passed():
    titres, ligne = "Nom;Note\n", "A;x\n"
    assert len(lu((titres + ligne * (LIGNES_MAX - 1)).encode()).rangees) == LIGNES_MAX - 1
    large = ";".join(f"c{i}" for i in range(COLONNES_MAX))
    assert len(lu(f"{large}\n{large}\n".encode()).entetes) == COLONNES_MAX
    for trop in (titres + ligne * LIGNES_MAX, f"{large};un\n{large};un\n"):
        constat = lire_csv(trop.encode())
        assert isinstance(constat, Constat)
        assert constat.code == "LISTE_DEMESUREE"


@pytest.mark.parametrize(
    "octets",
    [
        pytest.param(b"Nom;Note\n" + b"A;x\n" * 1_000_000, id="un million de lignes"),
        pytest.param(b"Nom;Note\n" + b"\n" * 5_000_000 + b"A;x\n", id="des lignes vides"),
        pytest.param(b'Nom;"' + b"x" * 10_000_000, id="une cellule de dix mégaoctets"),
        pytest.param(b";" * 10_000_000 + b"x", id="dix millions de colonnes"),
        pytest.param(b'"' * 10_000_000, id="des guillemets"),
        pytest.param(bytes(range(256)) * 40_000, id="des octets au hasard"),
    ],
)
def test_a_hostile_list_is_refused_within_a_second(octets: bytes):
    debut = time.process_time()
    assert isinstance(lire_csv(octets), Constat)
    assert time.process_time() - debut < 1


def test_the_empty_rows_that_excel_adds_are_no_rows():
    assert cellules(lu(b"Nom;Note\r\nA;x\r\n" + b";\r\n" * 1_000_000)) == [("A", "x")]


_TITRES = st.lists(st.from_regex(r"\A[A-Za-zé][A-Za-zé °']{0,20}\Z").map(str.strip), min_size=2, max_size=8)
_TEXTE = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30).map(str.strip)


@given(
    st.data(),
    _TITRES,
    st.sampled_from(";,\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_whatever_the_csv_module_writes_comes_back(
    data: st.DataObject, titres: list[str], separateur: str, codage: str, guillemets: int
):
    """Any text in any cell: commas, quotes, line breaks, what looks like a formula."""
    rangees = data.draw(st.lists(st.tuples(*[_TEXTE] * len(titres)), min_size=1, max_size=8))
    sortie = io.StringIO(newline="")
    csv.writer(sortie, delimiter=separateur, quoting=guillemets).writerows([titres, *rangees])
    resultat = lire_csv(sortie.getvalue().encode(codage))
    pleines = [r for r in rangees if any(r)]
    if not pleines:
        assert resultat == Constat(code="LISTE_VIDE")
        return
    assert isinstance(resultat, Tableau)
    assert (list(resultat.entetes), cellules(resultat)) == (titres, pleines)


@pytest.mark.parametrize("options", ["59,34,76", "44,34,1", "9,34,76"])
def test_what_libreoffice_saves_as_csv_is_read(options: str, soffice: LibreOffice, tmp_path: Path):
    """Separator, quote and encoding (76: UTF-8, 1: Windows) as its export dialog offers them."""
    classeur = Workbook()
    for rangee in (ENTETES, *RANGEES):
        classeur.active.append(rangee)
    classeur.save(tmp_path / "liste.xlsx")
    export = f"csv:Text - txt - csv (StarCalc):{options}"
    refait = soffice.convertir(tmp_path / "liste.xlsx", export, tmp_path)
    assert cellules(lu(refait.read_bytes())) == [*RANGEES]

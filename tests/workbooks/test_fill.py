"""Values into a workbook that people already have: written whole, unjudged, and nothing else is touched."""

import zipfile
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.escape import unescape

from pipeline import forms
from pipeline.errors import UsageError
from pipeline.model.classeur import Brut, Genre
from pipeline.workbooks import write, zipped
from pipeline.workbooks.fill import Remplissage
from pipeline.workbooks.read import lire
from tests.outils import remplis
from tests.outils.petit_gc import referentiel

GC = referentiel()
VIERGE = remplis.grille(GC)
PV = remplis.pv(GC)
TEXTE = "releve_decision"


def pose(valeurs: dict[str, Brut], vierge: bytes = VIERGE) -> bytes:
    return Remplissage(vierge).poser(valeurs)


def selon_openpyxl(classeur: Workbook, nom: str) -> object:
    """Another reader than ours; a text is unescaped by openpyxl's own rule."""
    ((feuille, case),) = classeur.defined_names[nom].destinations
    valeur = classeur[feuille][case.replace("$", "")].value
    return unescape(valeur) if isinstance(valeur, str) else valeur


ARGUMENTS = [c.nom for c in forms.pv(GC).champs if c.argument]


@settings(max_examples=8)
@given(st.lists(st.text(st.characters(codec=None), min_size=1), min_size=len(ARGUMENTS), max_size=len(ARGUMENTS)))
def test_any_text_is_found_again_as_it_was(textes: list[str]):
    """Control characters, lone surrogates, what looks like an escape: every character a person may paste."""
    octets = pose(dict(zip(ARGUMENTS, textes, strict=True)), PV)
    classeur, lues = load_workbook(BytesIO(octets)), lire(octets).cellules
    for nom, texte in zip(ARGUMENTS, textes, strict=True):
        assert selon_openpyxl(classeur, nom) == texte
        if not any("\ud800" <= c <= "\udfff" for c in texte):
            assert lues[nom].valeur == texte


@pytest.mark.parametrize(
    "texte", ["=1+1", "_x0041_", "_x0041_x0042_", "_x0041\x01", "a\r\nb\tc", " espaces ", "é" * 40_000]
)
def test_the_texts_that_hurt_others(texte: str):
    octets = pose({TEXTE: texte}, PV)
    classeur = load_workbook(BytesIO(octets))
    assert selon_openpyxl(classeur, TEXTE) == texte
    ((feuille, case),) = classeur.defined_names[TEXTE].destinations
    assert classeur[feuille][case.replace("$", "")].data_type != "f"


@pytest.mark.parametrize(
    ("valeur", "genre", "lue"),
    [
        ("2023-10-02", Genre.DATE, date(2023, 10, 2)),
        ("2023-02-30", Genre.DATE, "2023-02-30"),
        ("02/10/2023", Genre.DATE, "02/10/2023"),
        ("1850-01-01", Genre.DATE, "1850-01-01"),
        ("2023-10-02", Genre.TEXTE, "2023-10-02"),
        (date(2023, 10, 2), Genre.DATE, date(2023, 10, 2)),
        ("09:30", Genre.HEURE, 0.395833333333333),
        ("25:30", Genre.HEURE, "25:30"),
        (time(12, 0), Genre.HEURE, 0.5),
        (30, Genre.NOMBRE, 30),
        (-2.5, Genre.NOMBRE, -2.5),
        ("30", Genre.NOMBRE, "30"),
        (float("nan"), Genre.NOMBRE, "nan"),
        (10**30, Genre.NOMBRE, str(10**30)),
        (True, Genre.TEXTE, True),
        (None, Genre.TEXTE, None),
        ("", Genre.TEXTE, None),
    ],
)
def test_a_value_is_written_for_what_it_is(tmp_path: Path, valeur: Brut, genre: Genre, lue: Brut):
    """A wrong one stays as it was given: it is for the validation to find."""
    nom = "fiche_date" if genre is Genre.DATE else "fiche_session"
    source, cible = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    source.write_bytes(pose({nom: "ce qui y était"}))
    write.remplir(source, {nom: valeur}, {nom: genre}, cible)
    trouvee = lire(cible).cellules[nom].valeur
    assert trouvee == pytest.approx(lue) if isinstance(lue, float) else trouvee == lue
    assert type(trouvee) is type(lue)


def test_an_unknown_name_is_refused_with_all_that_are(tmp_path: Path):
    source = tmp_path / "a.xlsx"
    source.write_bytes(VIERGE)
    with pytest.raises(UsageError, match="fiche_age, fiche_sexe") as refus:
        write.remplir(source, {"fiche_sexe": "x", "fiche_age": 3, "fiche_date": None}, {}, tmp_path / "b.xlsx")
    assert refus.value.sortie == 2
    assert not (tmp_path / "b.xlsx").exists()


@pytest.mark.parametrize("octets", [b"", b"PK\x03\x04", b"nom;valeur\n"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, octets: bytes):
    source = tmp_path / "a.xlsx"
    source.write_bytes(octets)
    with pytest.raises(UsageError):
        write.remplir(source, {}, {}, tmp_path / "b.xlsx")


def test_nothing_else_is_touched():
    """Only the sheets are rewritten, and in them only the cells asked for."""
    avant, apres = zipped.ouvrir(VIERGE), zipped.ouvrir(pose({"fiche_session": "S-1"}))
    assert list(avant) == list(apres)
    changees = {nom for nom in avant if avant[nom] != apres[nom]}
    assert all(nom.startswith("xl/worksheets/") for nom in changees)
    un, autre = load_workbook(BytesIO(VIERGE)), load_workbook(BytesIO(zipped.fermer(apres)))
    for feuille in un.worksheets:
        for rangee in feuille.iter_rows():
            for case in rangee:
                jumelle = autre[feuille.title][case.coordinate]
                assert jumelle.has_style == case.has_style
                assert jumelle.number_format == case.number_format
                assert jumelle.value == case.value or case.coordinate == "E3"


def restyle(valeurs: dict[str, Brut]) -> bytes:
    """A sheet renamed with an apostrophe, rows and columns inserted by LibreOffice's rules, days counted from 1904."""
    classeur = load_workbook(BytesIO(pose(valeurs)))
    feuille = classeur["Grille"]
    feuille.title = "Grille d'Alix"
    for nom in classeur.defined_names.values():
        nom.attr_text = nom.attr_text.replace("'Grille'", "'Grille d''Alix'")
    classeur.epoch = datetime(1904, 1, 1)  # noqa: DTZ001 - as openpyxl names the calendar of the Macintosh
    sortie = BytesIO()
    classeur.save(sortie)
    return sortie.getvalue()


def test_a_workbook_that_staff_changed_is_filled_too():
    octets = pose({"fiche_date": date(2023, 10, 2), "fiche_session": "S-2"}, restyle({"fiche_session": "S-1"}))
    lue = lire(octets)
    assert lue.cellules["fiche_date"].valeur == date(2023, 10, 2)
    assert lue.cellules["fiche_session"].valeur == "S-2"
    assert lue.cellules["fiche_date"].place.feuille == "Grille d'Alix"


def test_a_formula_in_an_input_cell_gives_way():
    """With it goes the order of computation, which would name a cell that has no formula any more."""
    classeur = load_workbook(BytesIO(VIERGE))
    classeur["Grille"]["E3"] = "=1+1"
    sortie = BytesIO()
    classeur.save(sortie)
    parties = zipped.ouvrir(sortie.getvalue())
    parties["xl/calcChain.xml"] = b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    type_ = b'<Override PartName="/xl/calcChain.xml" ContentType="application/x-calcChain+xml"/></Types>'
    parties["[Content_Types].xml"] = parties["[Content_Types].xml"].replace(b"</Types>", type_)
    octets = pose({"fiche_session": "S-1"}, zipped.fermer(parties))
    assert lire(octets).cellules["fiche_session"].valeur == "S-1"
    assert not any(b"calcChain" in contenu for contenu in zipped.ouvrir(octets).values())


def test_an_old_result_is_never_left_beside_new_answers():
    """LibreOffice believes the result that a file carries."""
    parties = zipped.ouvrir(VIERGE)
    feuille = "xl/worksheets/sheet1.xml"
    parties[feuille] = parties[feuille].replace(b"<v></v>", b"<v>5</v>").replace(b"<v/>", b"<v>5</v>")
    assert b"</f><v>5</v>" in parties[feuille]
    livre = "xl/workbook.xml"
    parties[livre] = parties[livre].replace(b' fullCalcOnLoad="1"', b"")
    neuves = zipped.ouvrir(pose({"fiche_session": "S-1"}, zipped.fermer(parties)))
    assert b"</f><v>" not in neuves[feuille]
    assert b'fullCalcOnLoad="1"' in neuves[livre], "Excel is asked to compute all of it again"


def test_the_same_values_give_the_same_bytes():
    assert pose({"fiche_session": "S-1"}) == pose({"fiche_session": "S-1"})
    with zipfile.ZipFile(BytesIO(pose({}))) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_cell_of_a_form_can_be_filled():
    formulaire = forms.pv(GC)
    assert {c.nom for c in formulaire.champs} == set(Remplissage(PV).noms)

"""The same workbook as different programs write it, and what people do to one, read the same."""

import re
from datetime import date, time

import pytest

from pipeline.model.classeur import Lecture
from pipeline.workbooks.read import lire
from tests.bad.fabrique import NS, NS_LIENS, classeur, feuille, liens, livre, parties, strict, texte, zipper

OUI = f'<row r="1">{texte("B1", "Oui")}</row>'


def lu(donnees: str, suite: str = "", *, styles: str = "", textes: str = "", proprietes: str = "") -> object:
    """The value of B1."""
    autres: dict[str, str | bytes] = {"xl/workbook.xml": livre({"critere_un": "Feuille!$B$1"}, proprietes)}
    if styles:
        autres["xl/styles.xml"] = f'<styleSheet xmlns="{NS}">{styles}</styleSheet>'
    if textes:
        autres["xl/sharedStrings.xml"] = f'<sst xmlns="{NS}">{textes}</sst>'
    lecture = lire(classeur(donnees, suite, autres=autres))
    assert not lecture.constats
    return lecture.cellules["critere_un"].valeur


def codes(lecture: Lecture) -> list[str]:
    return [c.code for c in lecture.constats]


# --- What programs write ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cellule", "valeur"),
    [
        ('<c r="B1"/>', None),
        ('<c r="B1" t="inlineStr"><is><t/></is></c>', None),
        ('<c r="B1" t="inlineStr"><is><t xml:space="preserve">  </t></is></c>', "  "),
        (
            '<c r="B1" t="inlineStr"><is><r><rPr><b/></rPr><t>a</t></r><r><t xml:space="preserve"> b</t></r></is></c>',
            "a b",
        ),
        ('<c r="B1" t="str"><v> a </v></c>', " a "),
        ('<c r="B1" t="n"><v>12</v></c>', 12),
        ('<c r="B1"><v>12.0</v></c>', 12),
        ('<c r="B1"><v>1.5E-1</v></c>', 0.15),
        ('<c r="B1"><v>-.5</v></c>', -0.5),
        ('<c r="B1" t="inlineStr"><is><t>12</t></is></c>', "12"),
        ('<c r="B1" t="b"><v>1</v></c>', True),
        ('<c r="B1" t="b"><v>0</v></c>', False),
        ('<c r="B1" t="d"><v>2023-10-02</v></c>', date(2023, 10, 2)),
        ('<c r="B1" t="d"><v>2023-10-02T00:00:00Z</v></c>', date(2023, 10, 2)),
        ('<c r="B1" t="d"><v>T10:30:00</v></c>', time(10, 30)),
        ('<c r="B1" t="inlineStr"><is><t>a<!-- caché -->b</t></is></c>', "ab"),
        ('<c r="B1" t="inlineStr"><is><t><![CDATA[<R&D>]]></t></is></c>', "<R&D>"),
    ],
)
def test_a_value_is_what_the_program_meant(cellule: str, valeur: object):
    trouve = lu(f'<row r="1">{cellule}</row>')
    assert (trouve, type(trouve)) == (valeur, type(valeur))


@pytest.mark.parametrize(
    ("ecrit", "dit"),
    [
        ("a_x000D_b", "a\rb"),
        ("_x005F_x0041_", "_x0041_"),
        ("_x0041_", "A"),
        ("_x00e9_", "é"),
        ("_xD83D__xDE00_", "😀"),
        ("_xD83D_", "\ud83d"),
        ("_xZZZZ_ _x41_", "_xZZZZ_ _x41_"),
        ("_x0001_", "\x01"),
    ],
)
def test_the_escapes_of_spreadsheets_are_undone(ecrit: str, dit: str):
    assert lu(f'<row r="1">{texte("B1", ecrit)}</row>') == dit


def test_shared_texts_have_runs_and_phonetic_hints_are_not_read():
    textes = "<si><t>non</t></si><si><r><t>été </t></r><r><t>indien</t></r><rPh sb='0' eb='1'><t>KO</t></rPh></si>"
    assert lu('<row r="1"><c r="B1" t="s"><v>1</v></c></row>', textes=textes) == "été indien"


FORMATS = {
    "dd/mm/yyyy": date(2023, 10, 2),
    "[$-40C]dddd d mmmm yyyy;@": date(2023, 10, 2),
    "mmmm": date(2023, 10, 2),
    '"Le "dd/mm/yyyy" à "hh:mm': date(2023, 10, 2),
    "hh:mm": time(10, 30),
    'h"h"mm': time(10, 30),
    "0.00": 45201.4375,
    '0" jours"': 45201.4375,
    "[Red]0": 45201.4375,
    "[h]:mm": 45201.4375,
}


@pytest.mark.parametrize("code", FORMATS)
def test_a_number_is_a_day_or_an_hour_by_its_format(code: str):
    sur = code.replace('"', "&quot;")
    styles = (
        f'<numFmts><numFmt numFmtId="170" formatCode="{sur}"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>'
    )
    trouve = lu('<row r="1"><c r="B1" s="1"><v>45201.4375</v></c></row>', styles=styles)
    assert (trouve, type(trouve)) == (FORMATS[code], type(FORMATS[code]))


JOUR = '<cellXfs><xf numFmtId="14"/></cellXfs>'


@pytest.mark.parametrize(
    ("proprietes", "nombre", "valeur"),
    [
        ("", "45201", date(2023, 10, 2)),
        ("", "61", date(1900, 3, 1)),
        ("", "59", date(1900, 2, 28)),
        ('<workbookPr date1904="1"/>', "43739", date(2023, 10, 2)),
        ('<workbookPr date1904="false"/>', "45201", date(2023, 10, 2)),
        ("", "0.4375", time(10, 30)),
        ("", "-3", -3),
        ("", "99999999", 99999999),
    ],
)
def test_days_count_from_1900_or_1904(proprietes: str, nombre: str, valeur: object):
    assert lu(f'<row r="1"><c r="B1"><v>{nombre}</v></c></row>', styles=JOUR, proprietes=proprietes) == valeur


def test_positions_may_be_implied():
    lecture = lire(classeur("<row/><row><c/><c><v>5</v></c></row>", noms={"critere_un": "Feuille!$B$2"}))
    assert lecture.cellules["critere_un"].valeur == 5


def test_a_position_is_implied_after_a_given_one():
    donnees = '<row r="7"><c r="D7"/><c><v>5</v></c></row><row><c><v>6</v></c></row>'
    lecture = lire(classeur(donnees, noms={"critere_un": "Feuille!$E$7", "critere_deux": "Feuille!$A$8"}))
    assert [c.valeur for c in lecture.cellules.values()] == [5, 6]


def test_namespaces_may_be_prefixed():
    corps = re.sub(r"<(/?)(?=[a-z])", r"<\1x:", feuille(OUI).replace("xmlns=", "xmlns:x="))
    assert lire(classeur(autres={"xl/worksheets/sheet1.xml": corps})) == lire(classeur())


def test_relationships_may_be_absolute_and_part_names_in_another_case():
    autres = {
        "_rels/.rels": liens(("officeDocument", "/xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": liens(("worksheet", "/xl/worksheets/SHEET1.xml")),
    }
    assert lire(classeur(autres=autres)) == lire(classeur())


def test_strict_open_xml_is_read():
    assert lire(zipper(strict(parties()))) == lire(classeur())


def test_a_part_may_be_in_utf_16():
    corps = feuille(OUI).replace("UTF-8", "UTF-16").encode("utf-16")
    assert lire(classeur(autres={"xl/worksheets/sheet1.xml": corps})) == lire(classeur())


# --- What people do -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "formule",
    ['<c r="B1"><f>1+1</f><v>2</v></c>', '<c r="B1" t="str"><f t="shared" si="0"/><v>Oui</v></c>'],
)
def test_the_result_of_a_formula_is_never_read(formule: str):
    cellule = lire(classeur(f'<row r="1">{formule}</row>')).cellules["critere_un"]
    assert (cellule.valeur, cellule.formule) == (None, True)


def test_the_result_that_a_matrix_formula_spills_into_a_cell_is_not_a_value():
    donnees = '<row r="1"><c r="A1"><f t="array" ref="A1:B1">C1:D1</f><v>1</v></c><c r="B1"><v>2</v></c></row>'
    cellule = lire(classeur(donnees)).cellules["critere_un"]
    assert (cellule.valeur, cellule.formule) == (None, True)


@pytest.mark.parametrize(
    ("cible", "valeur"),
    [
        ("'Feuille'!$B$1", "Oui"),
        ("feuille!B1", "Oui"),
        ("Feuille!$B$1:$B$1", "Oui"),
        ("Feuille!#REF!", None),
        ("#REF!", None),
        ("Feuille!$B$1,Feuille!$B$2", None),
        ("OFFSET(Feuille!$A$1,0,1)", None),
        ("[1]Feuille!$B$1", None),
        ("Disparue!$B$1", None),
        ("Feuille!$B:$B", None),
    ],
)
def test_a_name_leads_to_one_cell_of_this_workbook_or_nowhere(cible: str, valeur: str | None):
    lecture = lire(classeur(noms={"critere_un": cible}))
    assert {nom: c.valeur for nom, c in lecture.cellules.items()} == ({"critere_un": valeur} if valeur else {})


def test_the_name_of_a_sheet_may_hold_anything():
    nom = "L'été : 1!A1 (copie)"
    autres = {"xl/workbook.xml": livre({"critere_un": "'L''été : 1!A1 (copie)'!$B$1"}, feuilles=(nom,))}
    cellule = lire(classeur(autres=autres)).cellules["critere_un"]
    assert (cellule.valeur, cellule.place.feuille, cellule.place.cellule) == ("Oui", nom, "B1")


def _noms_de_feuille(*definitions: str) -> Lecture:
    """Two sheets, the second a copy of the first."""
    corps = livre({}, feuilles=("Feuille", "Feuille (2)")).replace(
        "<definedNames></definedNames>", f"<definedNames>{''.join(definitions)}</definedNames>"
    )
    deux = liens(("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml"))
    copie = feuille(f'<row r="1">{texte("B1", "Non")}</row>')
    autres = {"xl/workbook.xml": corps, "xl/_rels/workbook.xml.rels": deux, "xl/worksheets/sheet2.xml": copie}
    return lire(classeur(autres=autres))


GLOBAL = '<definedName name="critere_un">Feuille!$B$1</definedName>'
LOCAL = '<definedName name="critere_un" localSheetId="{}">\'{}\'!$B$1</definedName>'


def test_a_copied_sheet_brings_names_that_do_not_count():
    lecture = _noms_de_feuille(LOCAL.format(1, "Feuille (2)"), GLOBAL)
    assert (lecture.cellules["critere_un"].valeur, codes(lecture)) == ("Oui", [])


def test_a_name_of_one_sheet_is_accepted_when_there_is_no_other():
    lecture = _noms_de_feuille(LOCAL.format(1, "Feuille (2)"))
    assert (lecture.cellules["critere_un"].valeur, codes(lecture)) == ("Non", [])


def test_a_name_in_two_places_is_told():
    assert codes(_noms_de_feuille(LOCAL.format(0, "Feuille"), LOCAL.format(1, "Feuille (2)"))) == ["REPERE_AMBIGU"]


FUSION = '<mergeCells><mergeCell ref="{}"/></mergeCells>'


def test_a_merged_cell_is_one_cell():
    lecture = lire(classeur(OUI, FUSION.format("B1:D2"), noms={"critere_un": "Feuille!$B$1:$D$2"}))
    assert (lecture.cellules["critere_un"].valeur, codes(lecture)) == ("Oui", [])


def test_a_name_on_several_cells_that_are_not_one_is_told():
    assert codes(lire(classeur(OUI, noms={"critere_un": "Feuille!$B$1:$C$1"}))) == ["REPERE_ETENDU"]


def test_a_value_hidden_under_a_merge_is_read_and_told():
    lecture = lire(classeur(OUI, FUSION.format("A1:C1")))
    assert (lecture.cellules["critere_un"].valeur, codes(lecture)) == ("Oui", ["CELLULE_RECOUVERTE"])
    assert [p.cellule for p in lecture.constats[0].places] == ["B1"]


def test_an_error_is_told_with_its_place():
    lecture = lire(classeur('<row r="1"><c r="B1" t="e"><v>#DIV/0!</v></c></row>'))
    (constat,) = lecture.constats
    assert (constat.code, constat.valeurs, constat.places[0].nom) == (
        "CELLULE_EN_ERREUR",
        {"trouve": "#DIV/0!"},
        "critere_un",
    )


# --- What a workbook says it is -----------------------------------------------------------------------------------


def _identite(feuille_cqp: dict[str, str], proprietes: dict[str, str]) -> Lecture:
    rangees = "".join(
        f'<row r="{i}">{texte(f"A{i}", cle)}{texte(f"B{i}", valeur)}</row>'
        for i, (cle, valeur) in enumerate(feuille_cqp.items(), 1)
    )
    autres = {
        "xl/workbook.xml": livre({}, feuilles=("Feuille", "_cqp")),
        "xl/_rels/workbook.xml.rels": liens(
            ("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml")
        ),
        "xl/worksheets/sheet2.xml": feuille(rangees),
        "_rels/.rels": liens(("officeDocument", "xl/workbook.xml"), ("custom-properties", "docProps/custom.xml")),
        "docProps/custom.xml": f'<Properties xmlns:vt="{NS_LIENS}">'
        + "".join(f'<property name="cqp_{c}"><vt:lpwstr>{v}</vt:lpwstr></property>' for c, v in proprietes.items())
        + "</Properties>",
    }
    return lire(classeur(autres=autres))


GRILLE = {"type": "grille", "referentiel": "GC", "bloc": "B1"}


@pytest.mark.parametrize(("ici", "la"), [(GRILLE, GRILLE), (GRILLE, {}), ({}, GRILLE), ({"type": "grille"}, GRILLE)])
def test_a_workbook_says_what_it_is_in_either_place(ici: dict[str, str], la: dict[str, str]):
    lecture = _identite(ici, la)
    assert lecture.identite is not None
    assert lecture.identite.model_dump(exclude_none=True) == {**GRILLE, "schema_version": "1"}
    assert not lecture.constats


def test_two_places_that_disagree_are_told():
    lecture = _identite(GRILLE, {**GRILLE, "bloc": "B2"})
    (constat,) = lecture.constats
    assert constat.code == "IDENTITE_CONTRADICTOIRE"
    assert constat.valeurs == {"cle": "bloc", "feuille": "B1", "propriete": "B2"}


@pytest.mark.parametrize("dites", [{}, {"bloc": "B1"}, {"type": "x" * 101}, {"type": "_x0001_"}])
def test_a_workbook_that_does_not_say_what_it_is_has_no_identity(dites: dict[str, str]):
    assert _identite(dites, {}).identite is None

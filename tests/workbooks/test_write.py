"""A blank workbook: every cell of the form, and only these, can be filled; it prints; it says what it is."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pipeline import forms, settings, texts
from pipeline.errors import ConfigurationError
from pipeline.model.classeur import Formulaire, Genre
from pipeline.model.planning import Passage
from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import Ordre
from pipeline.workbooks import contexte_session, write
from pipeline.workbooks.contexte import DossierJpn
from tests.outils import remplis
from tests.outils.petit_gc import referentiel
from tools.classeurs.__main__ import MODELES, fabriquer

GC = referentiel()
DOSSIER = DossierJpn(ligne=1, numero="7KQ2-M4", referentiel=GC, vises=("B1", "B3"))
PASSAGE = Passage(candidature="GC-1", bloc="B1", duree=70, debrief=15, jury=1, jour=date(2023, 10, 2), debut=540)
TYPES_DE_CONTROLE = {
    Genre.CHOIX: "list",
    Genre.DATE: "date",
    Genre.HEURE: "time",
    Genre.NOMBRE: "whole",
    Genre.TEXTE: None,
}
EN_PAYSAGE = {"Décisions", "Candidats", "Jurés", "Planning", "Formation", "Demande"}
SUR_PLUSIEURS_PAGES = {"Candidats": 2, "Jurés": 1}  # how many times they are cut


def vierges() -> list[tuple[str, Formulaire, bytes]]:
    return [
        ("grille", forms.grille(GC, "B1"), remplis.grille(GC)),
        ("pv", forms.pv(GC), remplis.pv(GC)),
        ("jpn", remplis.formulaire_jpn(DOSSIER), remplis.jpn(DOSSIER)),
        ("session", forms.session(GC), remplis.session(GC)),
        ("planning", forms.planning((1,), "S-1"), remplis.planning("S-1", [PASSAGE], {})),
        ("formation-jury", forms.formation(remplis.MODULES), remplis.formation()),
        ("compte-rendu", forms.compte_rendu(), remplis.compte_rendu()),
        ("demande", forms.demande(), remplis.demande()),
    ]


@pytest.fixture(params=vierges(), ids=lambda v: v[0])
def vierge(request: pytest.FixtureRequest) -> tuple[Formulaire, Workbook]:
    _, formulaire, octets = request.param
    return formulaire, load_workbook(BytesIO(octets))


def places(formulaire: Formulaire, classeur: Workbook) -> dict[str, tuple[Worksheet, str]]:
    trouvees = {}
    for champ in formulaire.champs:
        ((feuille, case),) = classeur.defined_names[champ.nom].destinations
        trouvees[champ.nom] = (classeur[feuille], case.replace("$", ""))
    return trouvees


def controle(feuille: Worksheet, case: str) -> DataValidation:
    (trouve,) = [c for c in feuille.data_validations.dataValidation if case in c.sqref]
    return trouve


def test_each_field_has_its_own_cell_and_only_fields_can_be_typed_in(vierge: tuple[Formulaire, Workbook]):
    formulaire, classeur = vierge
    attendues = {(f.title, case) for f, case in places(formulaire, classeur).values()}
    assert len(attendues) == len(formulaire.champs)
    libres = {
        (feuille.title, case.coordinate)
        for feuille in classeur.worksheets
        for rangee in feuille.iter_rows()
        for case in rangee
        if isinstance(case, Cell) and not case.protection.locked
    }
    assert libres == attendues
    for feuille in classeur.worksheets:
        assert feuille.protection.sheet
        assert feuille.protection.password is None
        assert not feuille.protection.formatRows, "a person may make a row taller"


def test_each_cell_takes_what_its_field_takes_and_helps(vierge: tuple[Formulaire, Workbook]):
    formulaire, classeur = vierge
    par_nom = {c.nom: c for c in formulaire.champs}
    for nom, (feuille, case) in places(formulaire, classeur).items():
        champ, regle = par_nom[nom], controle(feuille, case)
        court = champ.genre is Genre.TEXTE and champ.longueur_max < 32_767
        assert regle.type == ("textLength" if court else TYPES_DE_CONTROLE[champ.genre])
        if champ.genre is Genre.CHOIX:
            liste = '"' + ",".join(champ.choix) + '"'
            assert regle.formula1 == (liste if len(liste) <= 257 else f"_listes!$B$1:$B${len(champ.choix)}")
            assert len(regle.formula1) <= 255, "Excel's limit"
        assert bool(regle.showErrorMessage) is bool(regle.type)
        assert champ.aide.startswith(regle.prompt.removesuffix("…").strip())
        assert 0 < len(regle.promptTitle) <= 32
        assert len(regle.prompt) <= 255


def test_what_begins_like_a_formula_may_be_typed_as_text(vierge: tuple[Formulaire, Workbook]):
    """A juror's line that begins by a dash is no formula: the cell is of text format."""
    formulaire, classeur = vierge
    for nom, (feuille, case) in places(formulaire, classeur).items():
        genre = next(c.genre for c in formulaire.champs if c.nom == nom)
        if genre is Genre.TEXTE:
            assert feuille[case].number_format == "@"
        if genre is Genre.DATE:
            assert feuille[case].number_format == "dd/mm/yyyy"


def test_it_prints_on_a4_with_its_head_on_each_page(vierge: tuple[Formulaire, Workbook]):
    _, classeur = vierge
    for feuille in classeur.worksheets[:-2]:  # without the help and the hidden sheet
        page = feuille.page_setup
        assert page.paperSize == 9
        assert page.orientation == ("landscape" if feuille.title in EN_PAYSAGE else "portrait")
        coupures = SUR_PLUSIEURS_PAGES.get(feuille.title, 0)
        assert len(feuille.col_breaks.brk) == coupures
        if not coupures:
            assert (feuille.sheet_properties.pageSetUpPr.fitToPage, page.fitToWidth, page.fitToHeight) == (True, 1, 0)
        assert int(feuille.print_area.split("$")[-1]) >= feuille.max_row
        if feuille.freeze_panes:
            figees = int(feuille.freeze_panes.lstrip("ABCDEFGHIJ"))
            assert feuille.print_title_rows == f"$1:${figees - 1}"
        assert "&P" in feuille.oddFooter.right.text


def test_it_says_what_it_is_twice(vierge: tuple[Formulaire, Workbook]):
    formulaire, classeur = vierge
    dite = formulaire.identite.model_dump(exclude_none=True)
    cachee = classeur["_cqp"]
    assert cachee.sheet_state == "hidden"
    assert {a.value: b.value for a, b in cachee.iter_rows(max_col=2)} == dite
    assert {p.name: p.value for p in classeur.custom_doc_props.props} == {f"cqp_{k}": v for k, v in dite.items()}


def test_the_marks_of_the_template_are_gone(vierge: tuple[Formulaire, Workbook]):
    _, classeur = vierge
    for feuille in classeur.worksheets[:-1]:
        for rangee in feuille.iter_rows():
            for case in rangee:
                assert case.column > 1 or case.value is None
                assert not str(case.value).startswith(("[[", "{"))


@pytest.mark.parametrize("nom", MODELES)
def test_the_shipped_templates_are_those_that_the_tool_draws(nom: str):
    """Same bytes, made twice: nothing of the moment is in them."""
    assert (remplis.MODELES / f"{nom}.xlsx").read_bytes() == fabriquer(nom) == fabriquer(nom)


@pytest.mark.parametrize("nom", MODELES)
def test_those_who_restyle_find_every_mark_explained(nom: str):
    explique = (remplis.MODELES / "README.md").read_text("utf-8")
    for feuille in load_workbook(remplis.MODELES / f"{nom}.xlsx").worksheets:
        for rangee in feuille.iter_rows():
            for case in rangee:
                if case.column == 1 and case.value:
                    assert f"`{case.value}`" in explique
                elif str(case.value).startswith("{") and str(case.value).endswith("}"):
                    assert f"`{str(case.value)[1:-1].split('}')[0]}`" in explique


def test_the_same_form_gives_the_same_bytes():
    assert remplis.grille(GC) == remplis.grille(GC)


def test_what_is_already_known_is_in_the_docket():
    classeur = load_workbook(BytesIO(remplis.jpn(DOSSIER)))
    cases = places(remplis.formulaire_jpn(DOSSIER), classeur)
    jour, numero = (feuille[case] for feuille, case in (cases["jpn_date"], cases["dossier_numero_1"]))
    assert jour.value.date() == date(2023, 10, 13)
    assert numero.value == "7KQ2-M4"


def test_an_example_says_so_and_an_official_one_does_not():
    def textes(ref: Referentiel) -> set[object]:
        feuille = load_workbook(BytesIO(remplis.grille(ref)))["Grille"]
        return {case.value for rangee in feuille.iter_rows() for case in rangee}

    assert "Ceci est un exemple." in textes(referentiel(statut="exemple", avertissement="Ceci est un exemple."))
    assert "Ceci est un exemple." not in textes(referentiel(avertissement="Ceci est un exemple."))


def libelle(texte: str) -> Worksheet:
    """The grid of a référentiel whose first criterion is worded so."""
    premier, *autres = GC.evaluation.criteres
    criteres = (premier.model_copy(update={"libelle": texte}), *autres)
    ref = GC.model_copy(update={"evaluation": GC.evaluation.model_copy(update={"criteres": criteres})})
    return load_workbook(BytesIO(remplis.grille(ref)))["Grille"]


def ligne_du_premier(feuille: Worksheet) -> int:
    return next(case.row for (case,) in feuille.iter_rows(min_col=2, max_col=2) if case.value == "B1.C1.1")


@pytest.mark.parametrize("texte", ["=1+1", "{7*7} [[critere]]", "_x0041_"])
def test_a_label_is_shown_as_it_is_worded(texte: str):
    feuille = libelle(texte)
    case = feuille.cell(ligne_du_premier(feuille), 3)
    assert case.data_type == "s"
    assert str(case.value).replace("_x005F_", "_") == texte


def test_a_long_label_shows_whole():
    """300 letters « m », the widest, need at least as many lines as their width says."""
    feuille = libelle(" ".join(["mmmmmmmmm"] * 30))
    ligne = ligne_du_premier(feuille)
    largeur = sum(feuille.column_dimensions[c].width for c in "CDEF")
    assert feuille.row_dimensions[ligne].height >= 300 / largeur * 11
    assert feuille.row_dimensions[ligne + 1].height < 30


# --- A template that a person restyled wrongly -------------------------------------------------------------------


def casser(tmp_path: Path, cellule: str, valeur: str | None) -> Path:
    classeur = load_workbook(remplis.MODELES / "grille.xlsx")
    classeur["Grille"][cellule] = valeur
    classeur.save(tmp_path / "grille.xlsx")
    return tmp_path / "grille.xlsx"


@pytest.mark.parametrize(
    ("cellule", "valeur", "dit"),
    [
        ("A8", "competence/criteres", "ligne 8"),
        ("C3", "[[candidat]]", "candidat"),
        ("C3", None, "Candidature"),
        ("E3", "[[candidature]]", "deux fois"),
        ("B1", "{intitule}", "intitule"),
    ],
)
def test_a_template_that_lost_its_marks_is_refused_with_the_place(
    tmp_path: Path, cellule: str, valeur: str | None, dit: str
):
    with pytest.raises(ConfigurationError, match=dit) as refus:
        remplis.grille(GC, modele=casser(tmp_path, cellule, valeur))
    assert refus.value.action


def test_a_template_that_is_no_workbook_is_refused(tmp_path: Path):
    faux = tmp_path / "grille.xlsx"
    faux.write_bytes(b"%PDF-1.4")
    with pytest.raises(ConfigurationError, match=r"grille\.xlsx"):
        remplis.grille(GC, modele=faux)


def test_a_template_may_be_moved_about(tmp_path: Path):
    """The order of the columns of the head and a new row of text are the certifier's business."""
    classeur = load_workbook(remplis.MODELES / "grille.xlsx")
    feuille = classeur["Grille"]
    feuille["C3"], feuille["E3"] = "[[session]]", "[[candidature]]"
    feuille["B13"] = "Un mot du certificateur pour {sigle}."
    classeur.save(tmp_path / "grille.xlsx")
    neuf = load_workbook(BytesIO(remplis.grille(GC, modele=tmp_path / "grille.xlsx")))
    assert neuf.defined_names["fiche_candidature"].attr_text == "'Grille'!$E$3"
    assert neuf["Grille"].cell(neuf["Grille"].max_row, 2).value == "Un mot du certificateur pour GC."


def test_a_list_too_long_for_a_control_is_kept_in_a_hidden_sheet():
    """Excel repairs (that is, empties) a workbook whose control holds more than 255 characters."""
    mots = texts.phrases((settings.shipped("templates"),), "classeurs")
    octets = write.vierge(forms.demande(), contexte_session.demande(), remplis.MODELES / "demande.xlsx", mots)
    classeur = load_workbook(BytesIO(octets))
    listes = [c for c in classeur["Demande"].data_validations.dataValidation if c.type == "list"]
    assert all(len(c.formula1 or "") <= 257 for f in classeur.worksheets for c in f.data_validations.dataValidation)
    assert {c.formula1 for c in listes} == {f"_listes!$B$1:$B${len(Ordre)}"}
    assert [case.value for case in classeur["_listes"]["B"]] == [o.value for o in Ordre]
    assert classeur["_listes"].sheet_state == "hidden"

"""The reader against openpyxl, which it was not written with, and against what LibreOffice makes of our workbooks."""

import io
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.workbook.defined_name import DefinedName

from pipeline import forms, referentiels
from pipeline.errors import DisqueError
from pipeline.inbox.gate import examiner
from pipeline.model.classeur import Brut, Champ, Formulaire, Genre
from pipeline.settings import Inbox, shipped
from pipeline.texts import phrases
from pipeline.workbooks import contexte, write
from pipeline.workbooks.read import lire
from tests.outils.libreoffice import LibreOffice

MOTS = phrases((shipped("templates"),), "classeurs")
MODELES = shipped("templates") / "classeurs"
TEXTE = "  Œuvre « R&D » <b>, d'un été ;\nà la ligne, 😀 — 1 000 €  "


def formulaires() -> dict[str, tuple[Formulaire, bytes]]:
    """A blank of each kind, for each référentiel that ships."""
    catalogue = referentiels.charger((shipped("referentiels"),))
    tous: dict[str, tuple[Formulaire, bytes]] = {}
    for referentiel in map(catalogue.dernier, catalogue.codes):
        pv = forms.pv(referentiel)
        vierge = write.vierge(pv, contexte.pv(referentiel, MOTS), MODELES / "pv.xlsx", MOTS)
        tous[f"pv-{referentiel.code}"] = pv, vierge
        for bloc in referentiel.blocs:
            grille = forms.grille(referentiel, bloc.code)
            vierge = write.vierge(grille, contexte.grille(referentiel, bloc.code, MOTS), MODELES / "grille.xlsx", MOTS)
            tous[f"grille-{referentiel.code}-{bloc.code}"] = grille, vierge
    return tous


@pytest.fixture(scope="module")
def vierges() -> dict[str, tuple[Formulaire, bytes]]:
    return formulaires()


def _reponse(champ: Champ, rang: int) -> Brut:
    match champ.genre:
        case Genre.CHOIX:
            return champ.choix[rang % len(champ.choix)]
        case Genre.DATE:
            return date(2023, 10, 2)
        case Genre.HEURE:
            return time(10, 30)
        case Genre.NOMBRE:
            return 20 + rang
    return TEXTE if champ.argument else f"Réponse {rang}"


def rempli(formulaire: Formulaire, vierge: bytes, tmp_path: Path) -> tuple[Path, dict[str, Brut]]:
    reponses = {champ.nom: _reponse(champ, rang) for rang, champ in enumerate(formulaire.champs)}
    source, cible = tmp_path / "vierge.xlsx", tmp_path / "rempli.xlsx"
    source.write_bytes(vierge)
    write.remplir(source, reponses, {c.nom: c.genre for c in formulaire.champs}, cible)
    return cible, reponses


def selon_openpyxl(fichier: Path | io.BytesIO) -> dict[str, object]:
    """Each named cell as openpyxl sees it; a day has no hour."""
    livre = load_workbook(fichier)
    valeurs: dict[str, object] = {}
    for nom, defini in livre.defined_names.items():
        ((feuille, adresse),) = defini.destinations
        valeur = livre[feuille.replace("''", "'")][adresse.replace("$", "")].value
        valeurs[nom] = valeur.date() if isinstance(valeur, datetime) else valeur
    return valeurs


def test_every_workbook_of_ours_reads_as_openpyxl_reads_it(
    vierges: dict[str, tuple[Formulaire, bytes]], tmp_path: Path
):
    for formulaire, vierge in vierges.values():
        fichier, reponses = rempli(formulaire, vierge, tmp_path)
        assert examiner(fichier, Inbox()).accepte
        lecture = lire(fichier)
        assert {nom: c.valeur for nom, c in lecture.cellules.items()} == selon_openpyxl(fichier) == reponses
        assert (lecture.identite, lecture.constats) == (formulaire.identite, ())


def test_a_blank_workbook_reads_as_empty_cells(vierges: dict[str, tuple[Formulaire, bytes]]):
    for formulaire, vierge in vierges.values():
        cellules = lire(vierge).cellules
        assert cellules.keys() == {c.nom for c in formulaire.champs}
        assert {c.valeur for c in cellules.values()} == {None}
        assert not any(c.formule for c in cellules.values())


@pytest.mark.parametrize("modele", ["grille-GC-B1", "pv-COS"])
@pytest.mark.parametrize("detours", [("xlsx",), ("ods", "xlsx")], ids=" → ".join)
def test_libreoffice_keeps_what_is_read(
    modele: str,
    detours: tuple[str, ...],
    vierges: dict[str, tuple[Formulaire, bytes]],
    soffice: LibreOffice,
    tmp_path: Path,
):
    formulaire, vierge = vierges[modele]
    fichier, reponses = rempli(formulaire, vierge, tmp_path)
    for rang, format_ in enumerate(detours):
        (tmp_path / str(rang)).mkdir()
        fichier = soffice.convertir(fichier, format_, tmp_path / str(rang))
    assert examiner(fichier, Inbox()).accepte
    lecture = lire(fichier)
    assert {nom: c.valeur for nom, c in lecture.cellules.items()} == reponses
    assert (lecture.identite, lecture.constats) == (formulaire.identite, ())


TEXTES = st.text(st.characters(exclude_categories=("Cs",)), max_size=60).filter(
    lambda t: not ILLEGAL_CHARACTERS_RE.search(t) and not set(t) & {"\ufffe", "\uffff"} and "_x" not in t
)
VALEURS = st.one_of(
    TEXTES,
    st.sampled_from(["=1+1", "#REF!", "TRUE", "1", " ", "é\n", "12:30"]),
    st.integers(-(10**14), 10**14),
    st.floats(-1e300, 1e300),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)),
    st.times().map(lambda t: t.replace(microsecond=0)),
)


@given(st.lists(VALEURS, min_size=1, max_size=12))
def test_any_value_reads_as_openpyxl_reads_it(valeurs: list[Brut]):
    livre = Workbook()
    feuille = livre.active
    feuille.title = "L'été"
    for ligne, valeur in enumerate(valeurs, 1):
        cellule = feuille.cell(ligne, 2, valeur)
        if isinstance(valeur, str):
            cellule.data_type = "s"
        livre.defined_names[f"critere_{ligne}"] = DefinedName(f"critere_{ligne}", attr_text=f"'L''été'!$B${ligne}")
    sortie = io.BytesIO()
    livre.save(sortie)
    lecture = lire(sortie.getvalue())
    attendu = {nom: None if valeur == "" else valeur for nom, valeur in selon_openpyxl(sortie).items()}
    trouve = {nom: c.valeur for nom, c in lecture.cellules.items()}
    assert {n: (v, isinstance(v, bool)) for n, v in trouve.items()} == {
        n: (v, isinstance(v, bool)) for n, v in attendu.items()
    }
    assert not lecture.constats


def test_a_workbook_that_is_gone_is_the_machine_s_fault(tmp_path: Path):
    with pytest.raises(DisqueError):
        lire(tmp_path / "absent.xlsx")

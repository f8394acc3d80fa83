"""Columns are known by their titles, in any order; what is confidential is never taken (issue 3 §1, K29)."""

from collections import Counter
from itertools import chain
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline import forms
from pipeline.errors import ConfigurationError
from pipeline.exchange.correspondances import CONFIDENTIELS, IGNOREE, correspondre, table
from pipeline.model.session import Sorte
from pipeline.model.vocabulaire import plier
from pipeline.settings import shipped
from tests.exchange.exemples import TABLE, TEMPLATES, gc

SORTES: tuple[Sorte, ...] = ("candidats", "jures")
PREFIXES = {"candidats": "candidat_", "jures": "membre_"}
SANS_CELLULE = {"candidats": {"blocs", "session", "referentiel"}, "jures": {"nom", "prenom", "session", "referentiel"}}


def roles(*entetes: str, sorte: Sorte = "candidats", memoire: dict[str, str] | None = None) -> dict[int, str]:
    return correspondre(entetes, TABLE, sorte, memoire).colonnes


@pytest.mark.parametrize("sorte", SORTES)
def test_every_cell_of_a_line_may_come_from_a_list_except_what_is_confidential(sorte: Sorte):
    """The table and the form hold each other: no role is forgotten, none is invented."""
    champs = [c for c in forms.session(gc()).champs if c.ligne and c.nom.startswith(PREFIXES[sorte])]
    ouverts = {c.role for c in champs if not c.confidentiel} - {"vise"}
    assert TABLE.titres(sorte).keys() == ouverts | SANS_CELLULE[sorte]
    assert {c.role for c in champs if c.confidentiel} == (CONFIDENTIELS if sorte == "candidats" else set())


@pytest.mark.parametrize("sorte", SORTES)
def test_no_title_stands_for_two_roles(sorte: Sorte):
    titres = Counter((plier(t), role) for role, ts in TABLE.titres(sorte).items() for t in {plier(t) for t in ts})
    assert [t for t, fois in Counter(t for t, _ in titres).items() if fois > 1] == []


def test_the_words_of_a_menu_are_those_of_the_forms_and_stand_for_one_each():
    champs = [c for c in forms.session(gc()).champs if c.ligne]
    assert TABLE.mots.keys() <= set(chain.from_iterable(c.choix for c in champs))
    for choix in {c.choix for c in champs if c.choix}:
        ecrits = [plier(x) for mot in choix for x in (mot, *TABLE.mots.get(mot, ()))]
        assert len(ecrits) == len(set(ecrits)), choix


@pytest.mark.parametrize("feuille", ["Candidats", "Jurés"])
def test_the_titles_of_our_own_workbook_are_known(feuille: str):
    """A sheet of the session's workbook saved as CSV is a list like another."""
    sorte: Sorte = "candidats" if feuille == "Candidats" else "jures"
    lignes = load_workbook(shipped("templates") / "classeurs/session.xlsx")[feuille].iter_rows(3, 4, values_only=True)
    attendus = {}
    for titre, repere in list(zip(*lignes, strict=True))[2:]:
        role = str(repere).strip("[]").replace("{piece}", "carnet")
        if titre and role not in CONFIDENTIELS:
            ecrit = (
                str(titre).replace("\u00ad", "").format(bloc_code="B1", piece_libelle="Carnet de suivi des compétences")
            )
            attendus[ecrit] = "vise_1" if role == "vise" else role
    attendus["Courriel"] = (
        "email" if sorte == "candidats" else "membre_email"
    )  # the candidate's comes before the contact's
    trouvees = correspondre(tuple(attendus), TABLE, sorte)
    assert {tuple(attendus)[i]: role for i, role in trouvees.colonnes.items()} == attendus


@pytest.mark.parametrize(
    ("entete", "role"),
    [
        ("N° candidature", "candidature"),
        ("  NUMÉRO  DE CANDIDATURE ", "candidature"),
        ("Nº candidature", "candidature"),
        ("Nom de naissance", "nom"),
        ("PRENOM", "prenom"),
        ("Adresse mail", "email"),
        ("e-mail", "email"),
        ("Entreprise", "organisme"),
        ("Caisse", "organisme"),
        ("Né(e) le", "naissance_le"),
        ("Date de dépôt du carnet", "piece_carnet_le"),
        ("Bloc 1", "vise_1"),
        ("B2", "vise_2"),
        ("Bloc B3", "vise_3"),
        ("Bloc n° 1 visé", "vise_1"),
        ("Bloc de compétences 2", "vise_2"),
        ("Blocs visés", "blocs"),
        ("CQP", "referentiel"),
    ],
)
def test_a_title_is_known_however_it_is_written(entete: str, role: str):
    assert roles(entete) == {0: role}


def test_a_title_of_nobody_is_unknown():
    trouvee = correspondre(("Nom", "Couleur préférée", "", "B12345"), TABLE, "candidats")
    assert (trouvee.colonnes, trouvee.inconnues) == ({0: "nom"}, (1, 2, 3))


def test_the_same_title_means_another_thing_in_a_list_of_jurors():
    assert roles("Nom", "Fonction") == {0: "nom", 1: "poste"}
    assert roles("Nom", "Fonction", "B1", sorte="jures") == {0: "nom", 1: "membre_profil"}


@pytest.mark.parametrize("entetes", [("Nom", "Nom de naissance"), ("Nom de naissance", "Nom")])
def test_of_two_titles_for_one_role_the_best_is_kept_wherever_it_stands(entetes: tuple[str, str]):
    trouvee = correspondre(entetes, TABLE, "candidats")
    meilleur = entetes.index("Nom de naissance")
    assert (trouvee.colonnes, trouvee.doubles) == ({meilleur: "nom"}, ((meilleur, 1 - meilleur),))


def test_what_staff_taught_wins_over_what_ships():
    memoire = {"nom": "nom_usage", "couleur": "option", "notes": IGNOREE, "module": "vise_B2"}
    assert roles("Nom", "Couleur", "Notes", "Module", memoire=memoire) == {0: "nom_usage", 1: "option", 3: "vise_B2"}
    assert correspondre(("Notes",), TABLE, "candidats", memoire).inconnues == ()


@pytest.mark.parametrize("role", ["amenagement", "membre_nom", "inconnu", "vise_"])
def test_a_remembered_role_that_no_column_may_have_is_as_if_forgotten(role: str):
    assert correspondre(("Couleur",), TABLE, "candidats", {"couleur": role}).inconnues == (0,)


@pytest.mark.parametrize(
    "entete",
    [
        "Aménagements accordés",
        "Situation de handicap",
        "RQTH (oui/non)",
        "Dossier MDPH",
        "Tiers-temps",
        "1/3 temps",
        "Temps supplémentaire",
        "Majoration de temps",
        "Besoins spécifiques",
    ],
)
def test_k29_a_confidential_column_is_never_taken_even_when_taught(entete: str):
    """K29."""
    trouvee = correspondre((entete,), TABLE, "candidats", {plier(entete): "poste"})
    assert (trouvee.colonnes, trouvee.inconnues, trouvee.confidentielles) == ({}, (), (0,))


def test_a_workspace_may_have_its_own_table_but_not_one_that_takes_what_is_confidential(tmp_path: Path):
    livree = (shipped("templates") / "correspondances.toml").read_text("utf-8")
    sienne = tmp_path / "correspondances.toml"
    sienne.write_text(livree.replace('"Né(e) le"', '"Jour de sa naissance"', 1), "utf-8")
    assert correspondre(("Jour de sa naissance",), table((tmp_path, *TEMPLATES)), "candidats").colonnes
    for faute in ("[candidats]\namenagement = ['Mesures']", "[candidats"):
        sienne.write_text(livree.replace("[candidats]", faute, 1), "utf-8")
        table.cache_clear()
        with pytest.raises(ConfigurationError):
            table((tmp_path, *TEMPLATES))

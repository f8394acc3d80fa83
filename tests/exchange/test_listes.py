"""Rows by role: any order of columns gives the same list, and whatever is left out is said (issue 3 §1)."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.session import Sorte
from tests.exchange.exemples import ANOMALIES, SESSION, liste, lister

COLONNES = {
    "candidature": ("N° candidature", "GC-1", "GC-2"),
    "nom": ("Nom de naissance", "Ozanne", "Étourneau"),
    "prenom": ("Prénom", "Maëlle", "Noé"),
    "email": ("Adresse mail", "maelle@exemple.invalid", ""),
    "blocs": ("Blocs", "tous", "1, 3"),
    "piece_carnet_le": ("Carnet déposé le", "02/10/2023", ""),
}


@given(st.permutations(sorted(COLONNES)))
def test_any_order_of_columns_gives_the_same_list(ordre: list[str]):
    colonnes = [COLONNES[role] for role in ordre]
    trouvee = liste(*zip(*colonnes, strict=True))
    assert trouvee.lignes == (
        {role: valeurs[1] for role, valeurs in COLONNES.items()},
        {role: valeurs[2] for role, valeurs in COLONNES.items() if valeurs[2]},
    )


def test_the_name_of_a_juror_is_joined():
    rangees = ("Nom", "Prénom", "Rôle"), ("Présidence", "Alix", "Présidente"), ("Solo", "", "Expert")
    trouvee = liste(*rangees, sorte="jures")
    assert [x["membre_nom"] for x in trouvee.lignes] == ["Alix Présidence", "Solo"]
    entier = liste(("Prénom et nom", "Nom"), ("Alix Présidence", "Autre"), sorte="jures")
    assert [x["membre_nom"] for x in entier.lignes] == ["Alix Présidence"]


def test_unknown_columns_are_told_by_their_title_unless_they_are_empty():
    _, constats = lister(("Couleur", "Vide", "", "Candidature"), ("bleu", "", "x", "GC-1"))
    assert constats["COLONNE_INCONNUE"].valeurs == {"colonnes": "« Couleur » ; « colonne C »"}
    assert [p.cellule for p in constats["COLONNE_INCONNUE"].places] == ["A1", "C1"]


def test_a_title_that_could_harm_is_shown_short_and_on_one_line():
    _, constats = lister(("Candidature", '"a\nb\x07' + "x" * 300 + '"'), ("GC-1", "y"))
    dit = constats["COLONNE_INCONNUE"].valeurs["colonnes"]
    assert dit.isprintable()
    assert len(dit) < 70


def test_k29_a_confidential_column_is_left_out_and_quoted_nowhere():
    """K29."""
    trouvee, constats = lister(
        ("Candidature", "Tiers-temps zorglub", "Aménagements"), ("GC-1", "zorglub un tiers", "salle zorglub")
    )
    assert trouvee is not None
    assert trouvee.lignes == ({"candidature": "GC-1"},)
    assert "COLONNE_CONFIDENTIELLE" in constats
    assert "zorglub" not in str(constats)


def test_a_list_that_names_nobody_is_refused():
    for titres, sorte, code in (
        (("A", "B"), "candidats", "LISTE_SANS_TITRES"),
        (("Nom", "Courriel"), "candidats", "LISTE_SANS_NOM"),
        (("Prénom", "Courriel"), "jures", "LISTE_SANS_NOM"),
    ):
        trouvee, constats = lister(titres, ("x", "y"), sorte=sorte)
        assert (trouvee, [*constats]) == (None, [code])


def test_rows_without_a_name_twice_the_same_or_of_another_session_are_left_and_told():
    trouvee, constats = lister(
        ("Candidature", "Nom", "Prénom", "Session"),
        ("GC-1", "Ozanne", "Maëlle", SESSION),
        ("gc-1", "Ozanne", "Maelle", ""),
        ("GC-3", "Ailleurs", "Jo", "S-2024-01"),
        ("", "Seul", "", SESSION.lower()),
        ("", "OZANNE", "maëlle", ""),
        ("GC-5", "Ozanne", "Maëlle", ""),
    )
    assert trouvee is not None
    assert [x["candidature"] for x in trouvee.lignes] == ["GC-1", "GC-5"]
    assert {code: c.valeurs["lignes"] for code, c in constats.items() if "lignes" in c.valeurs} == {
        "LIGNES_EN_DOUBLE": "3, 6",
        "LIGNES_D_UNE_AUTRE_SESSION": "4",
        "LIGNES_SANS_NOM": "5",
    }
    assert constats["LISTE_A_RELIRE"].valeurs == {"nombre": "2", "session": SESSION}


def test_two_jurors_of_one_name_and_two_addresses_are_two_people():
    rangees = [("Juré", "Courriel"), ("Bo Métier", "bo@a.fr"), ("Bo Metier", "BO@b.fr"), ("Bo Métier", "bo@B.fr")]
    trouvee, constats = lister(*rangees, sorte="jures")
    assert trouvee is not None
    assert len(trouvee.lignes) == 2
    assert constats["LIGNES_EN_DOUBLE"].valeurs["lignes"] == "4"


def test_a_list_where_nobody_is_left_is_refused():
    trouvee, constats = lister(("Candidature", "Session"), ("GC-1", "S-2024-01"))
    assert (trouvee, [*constats]) == (None, ["LIGNES_D_UNE_AUTRE_SESSION", "LISTE_VIDE"])


def test_the_cqp_that_all_rows_name_is_kept_and_two_are_refused():
    assert liste(("Candidature", "CQP"), ("GC-1", "GC"), ("GC-2", "gc"), ("GC-3", "")).referentiel == "GC"
    trouvee, constats = lister(("Candidature", "CQP"), ("GC-1", "GC"), ("GC-2", "COS"))
    assert trouvee is None
    assert constats["LISTE_DE_PLUSIEURS_CQP"].valeurs == {"cqp": "GC, COS"}


def test_rows_named_in_a_sentence_are_few():
    rangees = [("Candidature", "Nom"), *([("GC-1", "Ozanne")] * 30)]
    _, constats = lister(*rangees)
    assert constats["LIGNES_EN_DOUBLE"].valeurs["lignes"] == "3, 4, 5, 6, 7, 8, 9, 10, 11, 12, …"


@pytest.mark.parametrize(("titres", "sorte"), [(("Candidature", "Nom"), "candidats"), (("Courriel", "Juré"), "jures")])
def test_more_people_than_any_session_holds_are_refused_quickly(titres: tuple[str, str], sorte: Sorte):
    """The worst case: the same name on every row."""
    debut = time.process_time()
    trouvee, constats = lister(titres, *[(f"p{n}@exemple.fr", "Ozanne") for n in range(4_900)], sorte=sorte)
    assert time.process_time() - debut < 1
    assert trouvee is None
    assert constats["LISTE_DEMESUREE"].valeurs == {"max": "500", "quoi": "personnes pour cette session"}


@pytest.mark.parametrize("code", ["LISTE_VIDE", "LISTE_SANS_TITRES", "LISTE_SANS_NOM", "LISTE_DE_PLUSIEURS_CQP"])
def test_a_list_that_is_not_made_blocks(code: str):
    assert ANOMALIES[code].gravite == "bloquante"

"""Read tolerantly, write exactly: what people type, and the one way it is kept."""

from datetime import date, datetime, time
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import vocabulaire
from pipeline.model.classeur import Brut, Champ, Genre
from pipeline.model.vocabulaire import plier
from pipeline.validation.normalise import normaliser

LISTES = [tuple(x) for x in vars(vocabulaire).values() if isinstance(x, type) and issubclass(x, StrEnum) and list(x)]


def champ(genre: Genre, choix: tuple[str, ...] = ()) -> Champ:
    return Champ(nom="un_champ", role="champ", libelle="Champ", genre=genre, choix=choix)


@pytest.mark.parametrize(
    ("ecrit", "choix"),
    [
        ("non observe", "Non observé"),
        ("NON OBSERVÉ", "Non observé"),
        ("  Non\u00a0observé ", "Non observé"),
        ("non  observe\u0301", "Non observé"),
        ("Oui.", "Oui"),
        ("expert metier", "Expert métier"),
        ("représentant d’organisme", "Représentant d'organisme"),
        ("Non certification", "Non-certification"),
        ("EXCUSE", "Candidat excusé"),
        ("Non observ", None),
        ("N", None),
        (1, None),
    ],
)
def test_un_choix_se_lit_sans_casse_ni_accent_ni_espace(ecrit: Brut, choix: str | None):
    choisis = ("Oui", "Non observé", "Expert métier", "Représentant d'organisme", "Non-certification")
    lu = normaliser(champ(Genre.CHOIX, choisis), ecrit)
    assert lu == (choix if choix in choisis else str(ecrit))


@given(st.sampled_from(LISTES).flatmap(lambda liste: st.tuples(st.just(liste), st.sampled_from(liste))))
def test_aucun_choix_ne_se_confond_avec_un_autre(cas: tuple[tuple[str, ...], str]):
    liste, mot = cas
    assert len({plier(m) for m in liste}) == len(liste)
    assert normaliser(champ(Genre.CHOIX, tuple(map(str, liste))), f" {mot.upper()}\u202f") == mot


@pytest.mark.parametrize(
    "ecrit",
    [
        date(2023, 10, 2),
        datetime(2023, 10, 2, 14, 30),  # noqa: DTZ001 Excel knows no time zone
        45201,
        45201.6,
        "2023-10-02",
        "2023-10-02T00:00:00",
        "02/10/2023",
        " 2/10/2023 ",
        "02.10.2023",
        "02-10-2023",
        "02/10/23",
        "2 octobre 2023",
        "Lundi 2 OCTOBRE 2023",
        "02\u00a0octobre\u00a02023",
    ],
)
def test_le_2_octobre_2023_de_bien_des_manieres(ecrit: Brut):
    assert normaliser(champ(Genre.DATE), ecrit) == "2023-10-02"


def test_le_premier_du_mois():
    assert normaliser(champ(Genre.DATE), "1er août 2023") == "2023-08-01"


@pytest.mark.parametrize(
    "ecrit", ["31/02/2023", "02/10", "octobre 2023", "demain", "13/13/2023", 7, 3.0e9, float("nan"), True, time(9, 0)]
)
def test_ce_qui_n_est_pas_une_date_reste_comme_ecrit(ecrit: Brut):
    lu = normaliser(champ(Genre.DATE), ecrit)
    assert isinstance(lu, str)
    with pytest.raises(ValueError, match=r"."):
        date.fromisoformat(lu)


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        (date(1985, 3, 12), "1985-03-12"),
        ("12/03/1985", "1985-03-12"),
        ("12 mars 2004", "2004-03-12"),
        ("12/03/85", "12/03/85"),
        ("12 mars 04", "12 mars 04"),
    ],
)
def test_une_naissance_ne_se_lit_pas_sans_son_siecle(ecrit: Brut, lu: str):
    naissance = Champ(nom="candidat_naissance_le_1", role="naissance_le", libelle="né(e) le", genre=Genre.DATE)
    assert normaliser(naissance, ecrit) == lu


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_une_date_se_lit_comme_excel_la_compte(jour: date):
    """Day 1 is 1900-01-01 and Excel believes in 29/02/1900: 60 days more than in truth from March on."""
    numero = (jour - date(1900, 1, 1)).days + 2
    lus = {normaliser(champ(Genre.DATE), x) for x in (jour, numero, f"{jour:%d/%m/%Y}", jour.isoformat())}
    assert lus == {jour.isoformat()}


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        (30, 30),
        (30.0, 30),
        ("30", 30),
        (" 30 min ", 30),
        ("30\u00a0minutes", 30),
        ("30 mn.", 30),
        ("1 voix", 1),
        ("33 %", 33),
        ("30,0", 30),
        (0, 0),
        ("-3", "-3"),
        (30.5, "30,5"),
        ("1 h 10", "1 h 10"),
        ("trente", "trente"),
        (True, "VRAI"),
        (time(1, 10), "01:10"),
        (date(1900, 1, 30), "30/01/1900"),
        (1e300, str(1e300)),
    ],
)
def test_un_nombre_entier_ou_ce_qui_a_ete_ecrit(ecrit: Brut, lu: str | int):
    assert normaliser(champ(Genre.NOMBRE), ecrit) == lu


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        (time(14, 30), "14:30"),
        ("14h30", "14:30"),
        ("9 H", "09:00"),
        ("14:30:00", "14:30"),
        (0.5, "12:00"),
        (0.99999, "23:59"),
        ("midi", "midi"),
    ],
)
def test_une_heure(ecrit: Brut, lu: str):
    assert normaliser(champ(Genre.HEURE), ecrit) == lu


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("  Lœuvre  ", "Lœuvre"),
        ("une ligne\r\nune autre\rla fin", "une ligne\nune autre\nla fin"),
        ("e\u0301", "é"),
        ("une\ttabulation", "une\ttabulation"),
        ("=1+1", "=1+1"),
        (12345, "12345"),
        (12345.0, "12345"),
        (3.5, "3,5"),
        (date(2023, 10, 2), "02/10/2023"),
        (True, "VRAI"),
    ],
)
def test_un_texte_est_garde_comme_on_le_lit_dans_la_cellule(ecrit: Brut, lu: str):
    assert normaliser(champ(Genre.TEXTE), ecrit) == lu


@pytest.mark.parametrize("genre", list(Genre))
@pytest.mark.parametrize("vide", [None, "", "   ", "\n\t", "\u00a0\u202f"])
def test_des_espaces_ne_sont_pas_une_reponse(genre: Genre, vide: Brut):
    assert normaliser(champ(genre), vide) is None


@given(st.sampled_from(list(Genre)), st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.times())
def test_rien_de_ce_qu_une_cellule_contient_ne_fait_tomber(genre: Genre, brut: Brut):
    assert isinstance(normaliser(champ(genre, ("Oui", "Non")), brut), str | int | None)

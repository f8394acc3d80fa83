"""The threshold, against figures written out by hand (S3 §1.2, K11)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.referentiel import Arrondi, Seuil
from pipeline.rules.seuil import atteint, requis
from tests.rules.tables import QUATRE_CINQUIEMES

# Fraction, rounding, then how many are required of 1, 2, 3… 10. Halves (1/2 of 3, 3/4 of 6) tell roundings apart.
AUTRES = [
    (1, 2, "demi-superieur", [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]),
    (3, 4, "demi-superieur", [1, 2, 2, 3, 4, 5, 5, 6, 7, 8]),
    (2, 3, "demi-superieur", [1, 1, 2, 3, 3, 4, 5, 5, 6, 7]),
    (1, 3, "demi-superieur", [1, 1, 1, 1, 2, 2, 2, 3, 3, 3]),
    (1, 1, "demi-superieur", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
    (4, 5, "superieur", [1, 2, 3, 4, 4, 5, 6, 7, 8, 8]),
    (2, 3, "superieur", [1, 2, 2, 3, 4, 4, 5, 6, 6, 7]),
    (1, 10, "superieur", [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]),
]


def seuil(numerateur: int, denominateur: int) -> Seuil:
    return Seuil(numerateur=numerateur, denominateur=denominateur, source="essai")


@pytest.mark.parametrize(("total", "attendu"), QUATRE_CINQUIEMES.items())
def test_80_pour_cent_arrondis_au_plus_proche(total: int, attendu: int):
    """M-007"""
    assert requis(total, seuil(4, 5), Arrondi.DEMI_SUPERIEUR) == attendu


@pytest.mark.parametrize(("numerateur", "denominateur", "arrondi", "attendus"), AUTRES)
def test_une_autre_part_ou_un_autre_arrondi_suit_le_referentiel(
    numerateur: int, denominateur: int, arrondi: str, attendus: list[int]
):
    """M-007: the fraction and the rounding are values of the référentiel."""
    assert [requis(n, seuil(numerateur, denominateur), Arrondi(arrondi)) for n in range(1, 11)] == attendus


@pytest.mark.parametrize(
    ("total", "attendu"),
    [
        (10**17 + 3, 8 * 10**16 + 2),
        (10**17 + 8, 8 * 10**16 + 6),
        (5 * 10**30 + 4, 4 * 10**30 + 3),
    ],
)
def test_le_compte_est_exact_quelle_que_soit_la_taille(total: int, attendu: int):
    """M-007: integers throughout; a floating point product would miss these."""
    assert requis(total, seuil(4, 5), Arrondi.DEMI_SUPERIEUR) == attendu


def test_rien_n_est_valide_par_rien():
    """S3 §1.2: one tenth of two rounds to none, and yet one is asked."""
    assert requis(2, seuil(1, 10), Arrondi.DEMI_SUPERIEUR) == 1
    assert requis(0, seuil(4, 5), Arrondi.DEMI_SUPERIEUR) == 1


@given(st.integers(1, 500), st.integers(1, 30), st.integers(1, 30), st.sampled_from(Arrondi))
def test_le_seuil_est_possible_et_croit_avec_le_total(total: int, un: int, autre: int, arrondi: Arrondi):
    part = seuil(min(un, autre), max(un, autre))
    assert 1 <= requis(total, part, arrondi) <= total
    assert requis(total, part, arrondi) <= requis(total + 1, part, arrondi) <= requis(total, part, arrondi) + 1


@pytest.mark.parametrize(
    ("valides", "incertains", "attendu"),
    [(6, 0, True), (6, 2, True), (5, 0, False), (5, 1, None), (4, 1, False), (4, 2, None), (0, 6, None), (0, 5, False)],
)
def test_trois_valeurs_autour_d_un_seuil_de_six(valides: int, incertains: int, attendu: bool | None):  # noqa: FBT001 — the three values
    """K13, G-058: undetermined only while what is uncertain can change the result."""
    assert atteint(valides, incertains, 6) is attendu

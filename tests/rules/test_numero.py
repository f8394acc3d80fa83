"""A number typed by hand is the one it looks like, or nobody's (K35)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.numero import choisir, de_depot, depot_dit

RANGS = st.integers(min_value=0, max_value=999_999)
TIRETS = st.sampled_from(["-", "–", "‑", " ", " - ", "", "\u00a0"])


@given(RANGS, st.sampled_from("Dd"), TIRETS, st.integers(min_value=0, max_value=3), st.sampled_from(["", " ", "\t"]))
def test_a_deposit_is_the_same_whatever_its_zeros_its_case_its_dash_its_spaces(
    rang: int, lettre: str, tiret: str, zeros: int, autour: str
):
    assert depot_dit(f"{autour}{lettre}{tiret}{'0' * zeros}{rang}{autour}") == de_depot(rang)


@pytest.mark.parametrize("dit", ["65", "D-", "D-6 5", "D-65a", "DD-65", "GC-65", "", "D--x", "D-²"])
def test_what_is_no_deposit_s_number_is_none(dit: str):
    assert depot_dit(dit) is None


@given(st.lists(st.from_regex(r"(GC|COS)-20[0-9]{2}-0{0,3}[1-9]{1,2}", fullmatch=True), min_size=1, unique=True))
def test_the_very_number_always_wins_and_a_spelling_never_names_another(connus: list[str]):
    for numero in connus:
        assert choisir(f" {numero} ", connus) == numero
        assert choisir(numero.lower(), connus) == numero
        court = "-".join(p.lstrip("0") for p in numero.split("-"))
        jumeaux = [n for n in connus if "-".join(p.lstrip("0") for p in n.split("-")) == court]
        assert choisir(court, connus) in {court, *jumeaux, None}
        if court not in connus:
            assert choisir(court, connus) == (numero if len(jumeaux) == 1 else None)


@pytest.mark.parametrize(
    ("dit", "connus", "attendu"),
    [
        ("gc 2023 42", ["GC-2023-0042", "GC-2023-0043"], "GC-2023-0042"),
        ("GC–2023–0042", ["GC-2023-0042"], "GC-2023-0042"),
        ("gc-1", ["GC-1", "GC-01"], "GC-1"),
        ("gc-001", ["GC-1", "GC-01"], None),
        ("gc-1", ["GC-10", "GC-11"], None),
        ("P-3f2", ["P-3f02"], None),
    ],
)
def test_between_two_that_it_may_be_it_is_nobody_s(dit: str, connus: list[str], attendu: str | None):
    assert choisir(dit, connus) == attendu

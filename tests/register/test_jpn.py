"""The dockets of the jury paritaire and the proclamation (K18, K4)."""

import re
from datetime import date
from itertools import count

import pytest

from pipeline.errors import CqpError
from pipeline.register import Registre
from pipeline.register.jpn import tirer
from tests.register.exemples import JPN, LE, PLUS_TARD

SUIVANTE = date(2023, 11, 22)


def test_each_candidature_has_one_number_and_keeps_it(registre: Registre):
    premier = registre.jpn.inscrire(JPN, ["GC-1", "GC-2"], LE)
    assert sorted(premier.values()) == ["GC-1", "GC-2"]
    second = registre.jpn.inscrire(JPN, ["GC-3", "GC-2", "GC-3"], PLUS_TARD)
    assert sorted(second.values()) == ["GC-1", "GC-2", "GC-3"]
    assert premier.items() <= second.items()
    assert registre.jpn.inscrire(JPN, [], PLUS_TARD) == second
    assert registre.jpn.dockets() == {JPN: second}


def test_an_adjourned_candidature_comes_back_under_another_number(registre: Registre):
    registre.jpn.inscrire(SUIVANTE, ["GC-1"], LE)
    registre.jpn.inscrire(JPN, ["GC-1"], LE)
    dockets = registre.jpn.dockets()
    assert list(dockets) == [JPN, SUIVANTE]
    assert not dockets[JPN].keys() & dockets[SUIVANTE].keys()


def test_a_number_drawn_twice_is_drawn_again(registre: Registre):
    tirages = iter(["BBBBBB", "BBBBBB", "CCCCCC", "CCCCCC", "DDDDDD"])
    registre.jpn.inscrire(JPN, ["GC-1", "GC-2"], LE, lambda: next(tirages))
    assert registre.jpn.inscrire(SUIVANTE, ["GC-3"], LE, lambda: next(tirages)) == {"DDDDDD": "GC-3"}
    with pytest.raises(CqpError, match="numéro libre"):
        registre.jpn.inscrire(SUIVANTE, ["GC-4"], LE, lambda: "BBBBBB")


def test_the_order_of_a_docket_tells_nothing_of_the_order_of_inscription(registre: Registre):
    rangs = count(9, -1)
    docket = registre.jpn.inscrire(JPN, [f"GC-{i}" for i in range(5)], LE, lambda: f"B{next(rangs)}")
    assert list(docket) == sorted(docket)
    assert list(registre.jpn.dockets()[JPN]) == sorted(docket)


def test_an_opaque_number_is_read_aloud_without_mistake():
    tires = [tirer() for _ in range(500)]
    assert all(re.fullmatch("[2-9B-DF-HJKMNP-TV-XZ]{6}", n) for n in tires)
    assert len(set(tires)) > 490, "drawn, not counted"


def test_a_day_is_proclaimed_once(registre: Registre):
    assert registre.jpn.proclamations() == {}
    assert registre.jpn.proclamer(JPN, LE) == LE
    assert registre.jpn.proclamer(JPN, PLUS_TARD) == LE
    assert registre.jpn.proclamations() == {JPN: LE}
    assert [x.quoi for x in registre.journal.lignes()] == ["jpn_proclamation"]

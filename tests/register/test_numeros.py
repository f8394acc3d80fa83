"""K24: numbers are sequential per CQP and year, unique, never reused; their check character finds a slip of the pen."""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from pipeline.errors import ConfigurationError
from pipeline.register import Demande, Registre, ouvrir
from pipeline.register.numeros import ALPHABET, controle, valide
from pipeline.register.tables import numeros
from pipeline.settings import Numeros, lire
from tests.register.exemples import LE

CORPS = st.text(ALPHABET[:-1], min_size=1, max_size=30)


def demande(candidature: str, sigle: str = "GC", annee: int = 2023, *, specimen: bool = False) -> Demande:
    return Demande(sigle=sigle, annee=annee, candidature=candidature, type="parchemin", specimen=specimen)


def test_the_check_character_is_the_one_of_published_examples():
    """ISO 7064 MOD 37-2, as ISBT 128 uses it for blood donations: G1234 89 654321 has Y."""
    assert controle("G123489654321") == "Y"
    assert valide("G123489654321Y")


@given(CORPS)
def test_the_check_character_keeps_the_promise_of_the_standard(corps: str):
    """Its definition: characters weighted by powers of 2 from the right sum up to 1, modulo 37."""
    entier = corps + controle(corps)
    poids = [ALPHABET.index(c) * 2**i for i, c in enumerate(reversed(entier))]
    assert sum(poids) % 37 == 1


@given(CORPS, st.data())
def test_one_wrong_character_is_always_found(corps: str, data: st.DataObject):
    numero = corps + controle(corps)
    place = data.draw(st.integers(0, len(numero) - 1))
    faux = data.draw(st.sampled_from(ALPHABET[:-1] if place < len(corps) else ALPHABET))
    assume(faux != numero[place])
    assert not valide(numero[:place] + faux + numero[place + 1 :])


@given(CORPS.filter(lambda c: len(c) > 1), st.data())
def test_two_neighbours_exchanged_are_always_found(corps: str, data: st.DataObject):
    place = data.draw(st.integers(0, len(corps) - 2))
    a, b = corps[place : place + 2]
    assume(a != b)
    assert not valide(corps[:place] + b + a + corps[place + 2 :] + controle(corps))


def test_a_number_copied_in_small_letters_without_its_dashes_is_the_same():
    assert valide("GC-2023-00001-H")
    assert valide("gc 2023 00001 H")
    assert not valide("")


def test_numbers_follow_each_other_by_cqp_and_year(registre: Registre):
    demandes = [
        demande("GC-9"),
        demande("COS-1", sigle="COS"),
        demande("GC-1"),
        demande("GC-5", annee=2024),
        demande("GC-9", specimen=True),
    ]
    tires = registre.numeros.numeroter(demandes, Numeros(), LE)
    assert [tires[d].rpartition("-")[0] for d in demandes] == [
        "GC-2023-00001",
        "COS-2023-00001",
        "GC-2023-00002",
        "GC-2024-00001",
        "SPECIMEN-GC-2023-00001",
    ]
    assert all(valide(n) for n in tires.values())


def test_asking_again_gives_the_same_number_and_draws_none(registre: Registre):
    premiers = registre.numeros.numeroter([demande("GC-1"), demande("GC-2")], Numeros(), LE)
    seconds = registre.numeros.numeroter([demande("GC-3"), demande("GC-2"), demande("GC-1")], Numeros(), LE)
    assert {d: seconds[d] for d in premiers} == premiers
    assert seconds[demande("GC-3")].startswith("GC-2023-00003")
    assert len(registre.journal.lignes()) == 3


def test_a_candidature_keeps_its_number_when_the_year_turns_or_the_form_changes(registre: Registre):
    premier = registre.numeros.numeroter([demande("GC-1")], Numeros(), LE)[demande("GC-1")]
    autre_forme = Numeros(forme="{annee}/{sigle}/{rang}")
    tires = registre.numeros.numeroter([demande("GC-1", annee=2024), demande("GC-2")], autre_forme, LE)
    assert tires[demande("GC-1", annee=2024)] == premier
    assert tires[demande("GC-2")].startswith("2023/GC/2-"), "the rank goes on"


def test_a_real_number_takes_the_place_of_the_specimen(registre: Registre):
    registre.numeros.numeroter([demande("GC-1", specimen=True), demande("GC-2", specimen=True)], Numeros(), LE)
    vrai = registre.numeros.numeroter([demande("GC-1")], Numeros(), LE)[demande("GC-1")]
    vus = registre.numeros.par_candidature("parchemin")
    assert vus["GC-1"] == vrai
    assert vus["GC-2"].startswith("SPECIMEN-")
    assert registre.numeros.par_candidature("recapitulatif-ccp") == {}


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(["GC", "COS"]), st.integers(2023, 2024), st.integers(1, 12)), max_size=30))
def test_whatever_is_asked_numbers_are_unique_and_without_a_gap(suite: list[tuple[str, int, int]]):
    demandes = [demande(f"{sigle}-{n}", sigle, annee) for sigle, annee, n in suite]
    with TemporaryDirectory() as dossier, ouvrir(fichier := Path(dossier) / "registre.sqlite") as registre:
        for une in demandes:
            registre.numeros.numeroter([une], Numeros(), LE)
        a_la_fois = registre.numeros.numeroter(demandes, Numeros(), LE)
        with closing(sqlite3.connect(fichier)) as outil:
            lignes = outil.execute("SELECT sigle, annee, rang, numero FROM numeros").fetchall()
    assert len({numero for *_, numero in lignes}) == len(lignes) == len(set(a_la_fois.values()))
    for sigle in ("GC", "COS"):
        for annee in (2023, 2024):
            rangs = sorted(rang for s, a, rang, _ in lignes if (s, a) == (sigle, annee))
            assert rangs == list(range(1, len(rangs) + 1))


@pytest.mark.parametrize(
    "forme",
    [
        "{sigle}-{rang}",
        "{sigle}-{annee}",
        "{sigle}-{annee}-{rang}-{nom}",
        "{sigle",
        "FIXE",
        "{sigle!r:>999999999}{annee}{rang}",
        "{sigle}{annee}{rang:099999999d}",
        "{rang:xx}{sigle}{annee}",
        "{sigle.real}{annee}{rang}",
        "{}{sigle}{annee}{rang}",
    ],
)
def test_a_form_that_could_repeat_a_number_is_refused(forme: str, tmp_path: Path):
    """When the settings are read, long before the evening of the JPN."""
    fichier = tmp_path / "cqp.toml"
    fichier.write_text(f'[numeros]\nforme = "{forme}"\n', "utf-8")
    with pytest.raises(ConfigurationError, match=r"numeros\.forme"):
        lire(fichier)


def test_a_form_that_runs_into_another_series_draws_nothing(registre: Registre):
    """`G` + 12023 + 1 and `G1` + 2023 + 1 read the same: the whole demand is undone."""
    collee = Numeros(forme="{sigle}{annee}{rang}")
    with pytest.raises(ConfigurationError, match="deuxième fois"):
        registre.numeros.numeroter([demande("A", "G1", 2023), demande("B", "G", 12023)], collee, LE)
    assert registre.numeros.par_candidature("parchemin") == {}


def test_a_number_changed_by_hand_shows(registre: Registre, outil: Engine):
    registre.numeros.numeroter([demande("GC-1")], Numeros(), LE)
    with outil.begin() as connexion:
        connexion.execute(numeros.update().values(numero="GC-2023-00007-H"))
    assert registre.verifier() == ("Le numéro GC-2023-00007-H a été modifié après coup.",)

"""The reader by itself: no gate stands before it, and yet nothing makes it fail, wait or swell."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.workbooks.read import lire
from tests.bad.fabrique import classeur, parties, zipper
from tests.bad.hostiles import HOSTILES


@pytest.mark.parametrize("titre", HOSTILES)
def test_a_hostile_workbook_is_told_by_its_code_quickly(titre: str):
    cas = HOSTILES[titre]
    contenu = cas.contenu()
    debut = time.process_time()
    lecture = lire(contenu)
    assert time.process_time() - debut < 1
    assert [c.code for c in lecture.constats] == ([cas.lecture] if cas.lecture else [])


def test_the_limits_themselves_are_allowed():
    loin = '<row r="5000"><c r="GR5000"><v>1</v></c></row>'
    lecture = lire(classeur(loin, noms={"critere_un": "Feuille!$GR$5000"}))
    assert not lecture.constats
    assert lecture.cellules["critere_un"].valeur == 1


def test_empty_formatted_cells_far_away_are_harmless():
    """LibreOffice writes the last row of a sheet when its height was changed."""
    lecture = lire(classeur('<row r="1"><c r="B1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'))
    assert not lecture.constats
    assert lecture.cellules["critere_un"].valeur == 1


SAINES = parties()


@given(st.data())
def test_no_damage_inside_a_part_makes_the_reader_fail(data: st.DataObject):
    nom = data.draw(st.sampled_from(sorted(SAINES)))
    partie = bytearray(str(SAINES[nom]).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        partie[data.draw(st.integers(0, len(partie) - 1))] = data.draw(st.integers(0, 255))
    lecture = lire(zipper({**SAINES, nom: bytes(partie)}))
    assert lecture.cellules.keys() <= {"critere_un"} or lecture.identite is None

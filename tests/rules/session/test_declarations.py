"""A declaration per juror and candidate, or the candidate's prefilled papers wait (G-036, G-115, K34)."""

import datetime as dt

import pytest

from pipeline.model.anomalie import Gravite
from pipeline.rules.session.declarations import peut_lire
from tests.rules.session.seances import (
    GC,
    LIBRE,
    LUNDI,
    PREREMPLI,
    candidat,
    codes,
    expert,
    president,
    retenues,
    session,
    situation,
    trouve,
)

VEILLE = LUNDI - dt.timedelta(days=1)


@pytest.mark.parametrize(("maintenant", "gravite"), [(VEILLE, Gravite.AVERTISSEMENT), (LUNDI, Gravite.BLOQUANTE)])
def test_g036_k34_sans_declaration_rien_de_prerempli(maintenant: dt.date, gravite: Gravite):
    """G-036, K34: A warning while there is time; the day itself, the juror cannot hear the candidate."""
    une = session((candidat(1), candidat(2)), (president(), expert(declaration_le=None)))
    situee = situation(une, maintenant=maintenant)
    assert "DECLARATION_MANQUANTE" in codes(situee, gravite)
    assert retenues(situee, "C-1") == retenues(situee, "C-2") == {PREREMPLI}
    assert not situee.retenu_jure(2), "the form leaves with his convocation"


def test_k34_une_declaration_qui_ne_couvre_pas_un_candidat_ne_retient_que_lui():
    """K34."""
    une = session((candidat(1), candidat(2)), (president(), expert(non_declares=("C-2",))))
    situee = situation(une)
    assert (retenues(situee, "C-1"), retenues(situee, "C-2")) == (LIBRE, {PREREMPLI})
    assert trouve(situee, "DECLARATION_MANQUANTE").noms == ("membre_non_declares_2",)
    assert trouve(situee, "DECLARATION_MANQUANTE").valeurs["candidatures"] == "C-2"


def test_k34_seuls_les_jures_du_candidat_lui_doivent_une_declaration():
    """K34."""
    autre = (president(3, jury=2, nom="Autre Présidente", declaration_le=None), expert(4, jury=2, nom="Autre Experte"))
    situee = situation(session(jures=(president(), expert(), *autre)))
    assert retenues(situee) == LIBRE


@pytest.mark.parametrize(
    ("membre", "lit"),
    [
        ({}, True),
        ({"declaration_le": None}, False),
        ({"non_declares": ("C-1",)}, False),
        ({"liens": ("C-1",)}, False),
        ({"organisme": "CPAM de Quelque-Part"}, False),
    ],
)
def test_k34_works_go_to_whom_nothing_ties_to_their_author(membre: dict[str, object], *, lit: bool):
    """S0 §5: neutrality; and he said so."""
    assert peut_lire(expert(**membre), candidat(1), GC) is lit

"""What is held and for what: one rule (K46); the competences that a failed bloc leaves (K37)."""

import datetime as dt
from collections.abc import Mapping

import pytest

from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import Avis, Decision, Portee
from pipeline.rules.acquis import AcquisBloc, tenus
from pipeline.rules.contexte import Contexte
from pipeline.rules.faits import en_vigueur
from pipeline.rules.jury_paritaire import Inscrit, verifier
from pipeline.rules.proces_verbal import avis_des_blocs
from pipeline.rules.situation import Jugement, Situation, juger
from tests.rules.fabrique import PARIS, bloque, decision, depot, livre, modifie, pv, seance

GC, COS, ANCIENNE = livre("GC"), livre("COS"), livre("GC", "2021.1")
TOUS = {(r.code, r.version): r for r in (GC, COS, ANCIENNE)}
GARDE = modifie(GC, "regles", competences_capitalisables=True)
JPN = dt.date(2023, 10, 13)


def acquis(referentiel: Referentiel, bloc: str) -> AcquisBloc:
    return AcquisBloc(
        personne="P-1",
        candidature="C-1",
        numero="D-1",
        referentiel=referentiel.code,
        version=referentiel.version,
        bloc=bloc,
        date=JPN,
        competences=tuple(c.code for c in referentiel.bloc(bloc).competences[1:]),
    )


@pytest.mark.parametrize(
    ("vu_de", "acquis_sous", "bloc", "pour"),
    [
        (GC, GC, "B3", ("B3",)),
        (GC, ANCIENNE, "B3", ("B3",)),  # as the equivalences of 2023.1 say
        (modifie(GC, "regles", equivalences=()), ANCIENNE, "B3", ()),
        (GC, COS, "B1", ("B1",)),
        (GC, COS, "B3", ()),
    ],
)
def test_un_bloc_compte_comme_les_equivalences_le_disent_et_garde_son_titre(
    vu_de: Referentiel, acquis_sous: Referentiel, bloc: str, pour: tuple[str, ...]
):
    """K46, K17"""
    (tenu,) = tenus(vu_de, [acquis(acquis_sous, bloc)], (), TOUS)
    assert tenu.compte_pour == pour
    assert (tenu.titre.code, tenu.titre.version) == (acquis_sous.code, acquis_sous.version)
    assert tenu.titre.rncp == acquis_sous.rncp
    assert tenu.unite.intitule == acquis_sous.bloc(bloc).intitule
    assert [c.code for c in tenu.competences] == [c.code for c in acquis_sous.bloc(bloc).competences[1:]]


def jugement(
    referentiel: Referentiel, rendue: Decision, jury: Mapping[str, bool], attribues: Mapping[str, bool]
) -> Jugement:
    """One bloc aimed at, decided; then a second candidature of the same person."""
    faits = [
        pv(referentiel, jury, candidature="C-1", vises=("B3",), portee=Portee.BLOCS),
        pv(referentiel, candidature="C-2", vises=("B3",), portee=Portee.BLOCS, date=JPN),
        seance(JPN, decision("D-1", rendue, attribues)),
    ]
    monde = Contexte(
        referentiels={(referentiel.code, referentiel.version): referentiel},
        dockets={JPN: {"D-1": "C-1"}},
        proclamations={JPN: dt.datetime.combine(JPN, dt.time(17), PARIS)},
    )
    return juger(en_vigueur(depot(c, n) for n, c in enumerate(faits, 1)), monde, bloque)


RATE = {"B3": False, **{c.code: rang == 0 for rang, c in enumerate(GC.bloc("B3").competences)}}
PREMIERE = GC.bloc("B3").competences[0].code


def suivante(jugee: Jugement) -> Situation:
    return next(s for s in jugee.situations if s.id == "C-2")


def test_une_decision_partielle_garde_les_competences_d_un_bloc_echoue():
    """K37: kept with its date and source, and it counts at the next passage."""
    jugee = jugement(GARDE, Decision.PARTIELLE, RATE, {"B3": False})
    (gardee,) = jugee.competences
    assert (gardee.competence, gardee.bloc, gardee.date, gardee.candidature) == (PREMIERE, "B3", JPN, "C-1")
    (tenue,) = jugee.tenus_avant(suivante(jugee))
    assert (tenue.nature, tenue.unite.code, tenue.compte_pour) == ("competence", PREMIERE, (PREMIERE,))
    assert suivante(jugee).competences_avant == {PREMIERE}


@pytest.mark.parametrize(
    ("referentiel", "rendue", "jury", "attribues"),
    [
        (GC, Decision.PARTIELLE, RATE, {"B3": False}),  # its référentiel keeps blocs only
        (GARDE, Decision.NON_CERTIFICATION, RATE, {"B3": False}),
        (GARDE, Decision.AJOURNEE, RATE, {}),
        (GARDE, Decision.PARTIELLE, {**RATE, "B3": True}, {"B3": False}),  # against the jury: nobody says which
        (GARDE, Decision.PARTIELLE, RATE, {"B3": True}),  # with the bloc itself
    ],
)
def test_ailleurs_aucune_competence_n_est_gardee_seule(
    referentiel: Referentiel, rendue: Decision, jury: Mapping[str, bool], attribues: Mapping[str, bool]
):
    """K37, K19"""
    assert jugement(referentiel, rendue, jury, attribues).competences == ()


def test_k19_des_competences_sans_leur_unite_font_une_partielle():
    """K19: the jury's « Partielle » is no contradiction, and the jury paritaire may follow it or refuse all."""
    seule = pv(GARDE, RATE, vises=("B3",), portee=Portee.BLOCS)
    assert avis_des_blocs(seule, GARDE) is Avis.PARTIELLE
    assert avis_des_blocs(seule, GC) is Avis.REFUS
    for rendue, codes in ((Decision.PARTIELLE, []), (Decision.NON_CERTIFICATION, ["DECISION_CONTRE_AVIS"])):
        inscrit = Inscrit(vises=("B3",), tous=("B3",), avis=Decision.PARTIELLE, gardes=frozenset({"B3"}))
        tenue = seance(JPN, decision("D-1", rendue, {"B3": False}))
        assert [c.code for c in verifier(tenue, {"D-1": inscrit}, {"D-1": 1})] == codes
    sans = Inscrit(vises=("B3",), tous=("B3",))
    partielle = seance(JPN, decision("D-1", Decision.PARTIELLE, {"B3": False}))
    assert "DECISION_CONTRE_BLOCS" in [c.code for c in verifier(partielle, {"D-1": sans}, {"D-1": 1})]

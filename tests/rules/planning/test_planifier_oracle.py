"""The planner on sessions drawn at random, against an oracle that counts minute by minute."""

import datetime as dt
from random import Random

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from pipeline.model.planning import Demandes, Epreuve, Impossible, JuryDisponible, Passage, Plage
from pipeline.model.session import Amenagement, Convoque
from pipeline.model.vocabulaire import Branche, Voie
from pipeline.rules.planning import besoins, plages, planifier
from tests.rules.fabrique import livre
from tests.rules.planning import oracle
from tests.rules.planning.sessions import HABITUELS, LUNDI, convoque, session

BLOCS = {"GC": ("B1", "B2", "B3"), "COS": ("B1", "B2", "B3", "B4")}


@st.composite
def candidats(draw: st.DrawFn, cqp: str) -> tuple[Convoque, ...]:
    return tuple(
        convoque(
            n,
            tuple(draw(st.sets(st.sampled_from(BLOCS[cqp]), min_size=1))),
            voie=draw(st.sampled_from(Voie)),
            branche=draw(st.sampled_from(Branche)),
            amenagement=Amenagement(temps_supplementaire=draw(st.sampled_from([None, None, None, 33, 50]))),
        )
        for n in range(1, draw(st.integers(1, 60)) + 1)
    )


@st.composite
def jurys(draw: st.DrawFn) -> tuple[JuryDisponible, ...]:
    """Some of them share a juror."""
    numeros = range(1, draw(st.integers(1, 6)) + 1)
    experts = {n: draw(st.sampled_from([f"E{n}", f"E{n}", "partagé"])) for n in numeros}
    return tuple(JuryDisponible(numero=n, membres=frozenset({f"P{n}", experts[n]})) for n in numeros)


@st.composite
def sessions(draw: st.DrawFn) -> Demandes:
    cqp = draw(st.sampled_from(sorted(BLOCS)))
    la_session = session(
        *draw(candidats(cqp)),
        date_fin=LUNDI + dt.timedelta(days=draw(st.integers(0, 14))),
        journee_debut=draw(st.sampled_from([None, dt.time(8, 30)])),
        pause_fin=draw(st.sampled_from([None, dt.time(12, 30)])),
    )
    dispos = draw(jurys())
    tous = frozenset(j.numero for j in dispos)
    recuses = st.sampled_from([frozenset(), frozenset(), frozenset({1})])
    sans_jury = draw(st.sets(st.integers(1, 60), max_size=3))
    return Demandes(
        epreuves=besoins(la_session, livre(cqp)),
        jurys=dispos,
        plages=plages(la_session, HABITUELS),
        jurys_possibles={
            c.candidature: frozenset() if c.ligne in sans_jury else tous - draw(recuses) for c in la_session.candidats
        },
    )


@settings(max_examples=40)
@given(sessions(), st.sampled_from([0, 5, 7, 15]), st.randoms(use_true_random=False))
def test_personne_n_est_en_deux_endroits_et_chacun_a_sa_place_ou_sa_raison(
    demandes: Demandes, battement: int, hasard: Random
):
    """M-041, M-045, G-109, K29: nobody in two places, every duration exact, every candidate or a reason."""
    trouve = planifier(demandes, battement)
    event("complet" if not trouve.impossibles else "partiel")
    assert not oracle.fautes(trouve.passages, demandes, battement)
    assert not oracle.heures_bancales(trouve.passages)
    rendus = [oracle.cle(p) for p in trouve.passages] + [(i.candidature, i.bloc) for i in trouve.impossibles]
    assert sorted(rendus, key=str) == sorted(map(oracle.cle, demandes.epreuves), key=str)
    assert all(len({p.jury for p in trouve.de(c)}) <= 1 for c in demandes.jurys_possibles)
    for i in trouve.impossibles:
        assert (i.raison == "aucun_jury") is (not demandes.jurys_possibles[i.candidature])
        assert i.raison == "aucun_jury" or i.libre < i.besoin

    fixes = tuple(p for p in trouve.passages if hasard.random() < 1 / 2)
    autour = planifier(demandes.model_copy(update={"fixes": fixes}), battement)
    assert set(fixes) <= set(autour.passages)
    assert not oracle.fautes(autour.passages, demandes, battement)


@st.composite
def petites(draw: st.DrawFn, epreuves_max: int) -> Demandes:
    """Few and short, so that everything can be tried; little more room than what is asked for."""
    numeros = range(1, draw(st.integers(1, 2)) + 1)
    epreuves = [
        Epreuve(
            candidature=f"C{c}",
            bloc=f"B{b}",
            duree=draw(st.sampled_from([5, 10, 15])),
            preparation=draw(st.sampled_from([0, 0, 0, 5])),
            avant=draw(st.sampled_from([0, 0, 0, 5])),
            debrief=draw(st.sampled_from([0, 5])),
        )
        for c in range(draw(st.integers(1, 3)))
        for b in range(1, draw(st.integers(1, 3)) + 1)
    ][:epreuves_max]
    demande = sum(e.avant + e.duree + e.debrief for e in epreuves)
    nombre = draw(st.integers(1, 3))
    commun = draw(st.sampled_from([(), (), ("partagé",)]))
    duree = max(20, int(demande * draw(st.floats(1, 1.6)) / nombre / len(numeros)))
    return Demandes(
        epreuves=tuple(epreuves),
        jurys=tuple(JuryDisponible(numero=n, membres=frozenset({f"P{n}", *commun})) for n in numeros),
        plages=tuple(
            Plage(jour=LUNDI + dt.timedelta(days=n // 2), debut=d, fin=d + duree + draw(st.integers(0, 2)))
            for n in range(nombre)
            for d in (540 + 240 * (n % 2),)
        ),
        jurys_possibles={e.candidature: draw(st.sampled_from([frozenset(numeros), frozenset({1})])) for e in epreuves},
    )


@settings(max_examples=50)
@given(petites(4), st.sampled_from([0, 3, 5]))
def test_ce_qui_est_dit_impossible_l_est_vraiment(demandes: Demandes, battement: int):
    assert_tout_a_ete_essaye(demandes, battement)


@pytest.mark.torture
@settings(max_examples=300)
@given(petites(5), st.sampled_from([0, 3, 5]))
def test_de_plus_longues_journees_aussi(demandes: Demandes, battement: int):
    assert_tout_a_ete_essaye(demandes, battement)


def assert_tout_a_ete_essaye(demandes: Demandes, battement: int) -> None:
    """Everything is tried; then each figure is measured again in what the planning leaves free."""
    trouve = planifier(demandes, battement)
    assert not oracle.fautes(trouve.passages, demandes, battement)
    assert not oracle.heures_bancales(trouve.passages)
    assert not oracle.disperses(trouve.passages, demandes, battement)
    event("faisable" if not trouve.impossibles else "infaisable")
    assert not trouve.impossibles or not oracle.faisable(demandes, battement)
    for i in trouve.impossibles:
        assert_chiffres_vrais(i, demandes, trouve.passages, battement)


def assert_chiffres_vrais(dit: Impossible, demandes: Demandes, passages: tuple[Passage, ...], battement: int) -> None:
    epreuve = next(e for e in demandes.epreuves if oracle.cle(e) == (dit.candidature, dit.bloc))
    if dit.raison == "jurys_occupes":
        assert dit.besoin == epreuve.avant + epreuve.duree + epreuve.debrief
        assert dit.libre == oracle.plus_long(epreuve, passages, demandes, battement)
    else:
        assert dit.libre == max(p.fin - p.debut for p in demandes.plages)
        assert dit.besoin == max(epreuve.avant, epreuve.preparation) + epreuve.duree + epreuve.debrief

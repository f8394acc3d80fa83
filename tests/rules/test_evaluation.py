"""Criteria → competence → bloc → outcome, in three values (S3 §1.2, K13)."""

import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.referentiel import NonObserve, Referentiel
from pipeline.model.resultat import ResultatBloc
from pipeline.rules.evaluation import evaluer, issue
from tests.outils import exemples, petit_gc
from tests.rules.fabrique import CATALOGUE, grille, livre, modifie, pv, taille
from tests.rules.tables import QUATRE_CINQUIEMES

RANG = {False: 0, None: 1, True: 2}
LETTRES = st.sampled_from("ONX")


def trois(valides: int, incertains: int, total: int) -> bool | None:
    seuil = QUATRE_CINQUIEMES[total]
    if valides >= seuil:
        return True
    return None if valides + incertains >= seuil else False


def repartitions(total: int) -> list[str]:
    """Every count of validated and of non observed, in a shuffled order of criteria."""
    hasard = random.Random(total)  # noqa: S311 — an order, not a secret
    comptes = [(o, x) for o in range(total + 1) for x in range(total + 1 - o)]
    return ["".join(hasard.sample("O" * o + "X" * x + "N" * (total - o - x), total)) for o, x in comptes]


def de(referentiel: Referentiel, lettres: str, mode: str = "competence") -> ResultatBloc:
    """Letters of the criteria of a single competence, or of the single criterion of each competence."""
    if mode == "competence":
        return evaluer(referentiel, "B1", grille(referentiel, "B1", {"B1.C1": lettres}))
    reponses = {f"B1.C{i}": x for i, x in enumerate(lettres, 1)}
    return evaluer(referentiel, "B1", grille(referentiel, "B1", reponses))


@pytest.mark.parametrize("total", range(1, 41))
def test_une_competence_suit_la_table_pour_chaque_compte(total: int):
    """M-005, M-007, K13: every count of validated and non observed criteria out of `total`."""
    referentiel = taille(1, total)
    for lettres in repartitions(total):
        competence = de(referentiel, lettres).competences[0]
        valides, vides = lettres.count("O"), lettres.count("X")
        assert competence.calcul is trois(valides, vides, total), lettres
        assert competence.seuil == QUATRE_CINQUIEMES[total]
        assert (competence.criteres_valides, competence.criteres_non_observes) == (valides, vides)
        assert competence.criteres_total == total


@pytest.mark.parametrize("total", range(1, 41))
def test_un_bloc_suit_la_table_pour_chaque_compte(total: int):
    """M-006, M-007: every count of validated and undetermined competences out of `total`."""
    referentiel = taille(total, 1)
    for lettres in repartitions(total):
        bloc = de(referentiel, lettres, "bloc")
        assert bloc.calcul is trois(lettres.count("O"), lettres.count("X"), total), lettres
        assert (bloc.competences_validees, bloc.seuil) == (lettres.count("O"), QUATRE_CINQUIEMES[total])
        assert bloc.competences_total == total


@pytest.mark.parametrize("nom", ["reussite", "partielle", "refus", "divergence", "vae", "blocs_seuls"])
def test_les_exemples_disent_le_resultat_attendu(nom: str):
    """M-005, M-006, M-008: whole dossiers, whose results were worked out apart from the program."""
    exemple = getattr(exemples, nom)()
    for attendu in exemple.candidature.blocs:
        assert evaluer(exemple.referentiel, attendu.code, exemple.grilles[attendu.code], exemple.pv) == attendu


def test_chaque_bloc_se_valide_sans_les_autres():
    """M-008: the grid of one bloc is all that its computation reads."""
    gc = livre()
    manque = {c.code: "N" * len(gc.criteres(c.code)) for c in gc.bloc("B3").competences}
    assert evaluer(gc, "B1", grille(gc, "B1")).calcul is True
    assert evaluer(gc, "B3", grille(gc, "B3", manque)).calcul is False


@given(st.lists(LETTRES, min_size=1, max_size=20), st.sampled_from(NonObserve), st.randoms(use_true_random=False))
def test_l_ordre_des_criteres_ne_compte_pas(lettres: list[str], mode: NonObserve, hasard: random.Random):
    referentiel = modifie(taille(1, len(lettres)), "regles", non_observe=mode)
    autre = hasard.sample(lettres, len(lettres))
    assert de(referentiel, "".join(lettres)) == de(referentiel, "".join(autre))


@given(st.lists(st.text("ONX", min_size=3, max_size=3), min_size=1, max_size=6), st.sampled_from(NonObserve), st.data())
def test_un_oui_de_plus_n_abaisse_jamais_rien(lettres: list[str], mode: NonObserve, data: st.DataObject):
    """M-005, M-006: neither the competence nor its bloc, whatever the rule about what was not observed."""
    referentiel = modifie(taille(len(lettres), 3), "regles", non_observe=mode)
    ou, rang = data.draw(st.integers(0, len(lettres) - 1)), data.draw(st.integers(0, 2))
    mieux = [x if i != ou else x[:rang] + "O" + x[rang + 1 :] for i, x in enumerate(lettres)]

    def resultat(reponses: list[str]) -> ResultatBloc:
        return evaluer(referentiel, "B1", grille(referentiel, "B1", {f"B1.C{i}": x for i, x in enumerate(reponses, 1)}))

    avant, apres = resultat(lettres), resultat(mieux)
    assert RANG[apres.calcul] >= RANG[avant.calcul]
    assert RANG[apres.competences[ou].calcul] >= RANG[avant.competences[ou].calcul]


def test_sans_regle_rien_n_est_calcule_et_le_jury_garde_sa_decision():
    """K20, G-064: counts are shown, no result is invented."""
    referentiel = petit_gc.sans_regle()
    bloc = evaluer(referentiel, "B2", grille(referentiel, "B2"), pv(referentiel, {"B2.C1": False}))
    assert [(c.criteres_valides, c.seuil, c.calcul, c.jury) for c in bloc.competences] == [
        (4, None, None, False),
        (5, None, None, True),
    ]
    assert (bloc.seuil, bloc.calcul, bloc.jury) == (None, None, True)


@pytest.mark.parametrize(
    ("absent", "competence", "bloc"),
    [
        ("seuil_criteres", (None, None), (2, None)),
        ("seuil_competences", (3, True), (None, None)),
        ("arrondi", (None, None), (None, None)),
    ],
)
def test_une_regle_a_moitie_donnee_ne_calcule_que_sa_moitie(
    absent: str, competence: tuple[int | None, bool | None], bloc: tuple[int | None, bool | None]
):
    """K20: no threshold, or no rounding, is ever supposed."""
    referentiel = modifie(exemples.referentiel(), "regles", **{absent: None})
    trouve = evaluer(referentiel, "B2", grille(referentiel, "B2"))
    assert (trouve.competences[0].seuil, trouve.competences[0].calcul) == competence
    assert (trouve.seuil, trouve.calcul) == bloc


def test_sans_grille_rien_n_est_calcule():
    """M-027: a bloc that was not evaluated is no failure."""
    gc = livre()
    bloc = evaluer(gc, "B1", None, pv(gc))
    assert bloc.calcul is None
    assert {c.calcul for c in bloc.competences} == {None}
    assert bloc.jury is True


def test_une_grille_incomplete_ne_donne_aucun_resultat():
    """M-027: every criterion of the référentiel is needed; a missing answer is not a « Non »."""
    gc = livre()
    entiere = grille(gc, "B1")
    sans_un = entiere.model_copy(update={"criteres": dict(list(entiere.criteres.items())[1:])})
    bloc = evaluer(gc, "B1", sans_un)
    assert bloc.competences[0].calcul is None
    assert [c.calcul for c in bloc.competences[1:]] == [True] * 5


def test_le_jury_et_le_calcul_restent_deux_valeurs():
    """G-064, K12: neither replaces the other, at each level."""
    gc = livre()
    bloc = evaluer(gc, "B1", grille(gc, "B1"), pv(gc, {"B1": False, "B1.C2": False}))
    assert (bloc.calcul, bloc.jury) == (True, False)
    assert (bloc.competences[1].calcul, bloc.competences[1].jury) == (True, False)
    assert evaluer(gc, "B1", grille(gc, "B1")).jury is None


ISSUES = {
    (): None,
    (True,): "totale",
    (False,): "refus",
    (None,): None,
    (True, True): "totale",
    (True, False): "partielle",
    (False, False): "refus",
    (True, None): None,
    (False, None): None,
    (True, False, None): "partielle",
}


@pytest.mark.parametrize(("verdicts", "attendue"), ISSUES.items())
def test_l_issue_tient_aux_seuls_blocs_vises(verdicts: tuple[bool | None, ...], attendue: str | None):
    """M-013, G-076, K31: all, none, some; an undetermined bloc that can change it leaves it open."""
    assert issue(verdicts) == attendue
    assert issue(reversed(verdicts)) == attendue


@pytest.mark.parametrize(("code", "blocs"), [("GC", 3), ("COS", 4)])
def test_il_n_y_a_pas_de_80_pour_cent_entre_les_blocs(code: str, blocs: int):
    """M-010, M-011, M-013: total only when every bloc is validated, three of four is partial."""
    assert len(livre(code).blocs) == blocs
    for verdicts in product((True, False), repeat=blocs):
        attendue = {blocs: "totale", 0: "refus"}.get(sum(verdicts), "partielle")
        assert issue(verdicts) == attendue


@pytest.mark.parametrize("referentiel", CATALOGUE.referentiels, ids=lambda r: f"{r.code} {r.version}")
def test_chaque_referentiel_livre_applique_les_80_pour_cent(referentiel: Referentiel):
    """M-005, M-006: the same rule for GC and COS, in each version."""
    for bloc in referentiel.blocs:
        trouve = evaluer(referentiel, bloc.code, grille(referentiel, bloc.code))
        assert [c.seuil for c in trouve.competences] == [
            QUATRE_CINQUIEMES[len(referentiel.criteres(c.code))] for c in bloc.competences
        ]
        assert trouve.seuil == QUATRE_CINQUIEMES[len(bloc.competences)]

"""The figures of a sitting (issue 4 §8): what they count, and that no hidden number can be found from those shown."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.model.statistiques import DossierCompte, Figures, Rangee, Serie
from pipeline.model.vocabulaire import Decision, Voie
from pipeline.rules.statistiques import figures, masques, paire, proteger
from tests.outils import petit_gc

GC = petit_gc.referentiel()
REFERENTIELS = {"GC": GC, "COS": GC.model_copy(update={"sigle": "COS"})}
CERTIFIE, PARTIEL, REFUSE = Decision.CERTIFICATION, Decision.PARTIELLE, Decision.NON_CERTIFICATION
CODES = tuple(b.code for b in GC.blocs)


def dossier(decision: Decision = CERTIFIE, referentiel: str = "GC", **autres: object) -> DossierCompte:
    attribues = dict.fromkeys(CODES, decision is CERTIFIE)
    brut = {"referentiel": referentiel, "voie": Voie.FORMATION, "decision": decision, "vises": CODES}
    return DossierCompte.model_validate(brut | {"blocs": attribues} | autres)


def serie(f: Figures, cle: str) -> dict[tuple[str, ...], Rangee]:
    return {r.cle: r for s in f.series if s.cle == cle for r in s.lignes}


def chiffres(dossiers: Sequence[DossierCompte]) -> Figures:
    return figures(dossiers, REFERENTIELS)


# --- what is counted


def test_les_resultats_par_referentiel_et_par_voie():
    dossiers = [
        *[dossier(d) for d in (CERTIFIE, PARTIEL, REFUSE) for _ in range(6)],
        *[dossier(d, "COS", voie=Voie.VAE) for d in (CERTIFIE, PARTIEL, REFUSE) for _ in range(5)],
    ]
    faits = chiffres(dossiers)
    gc, cos = serie(faits, "referentiel")["GC",], serie(faits, "referentiel")["COS",]
    assert ((gc.effectif, gc.parts), (cos.effectif, cos.parts)) == ((18, (6, 6, 6)), (15, (5, 5, 5)))
    assert [r.effectif for r in serie(faits, "voie").values()] == [18, 15]
    (par_voie,) = (s for s in faits.series if s.cle == "voie")
    assert par_voie.entetes == (CERTIFIE, PARTIEL, REFUSE)  # nobody adjourned: no such column
    assert [r.cle for r in par_voie.lignes] == [("Formation",), ("VAE",)]


def test_les_blocs_attribues_parmi_ceux_qui_les_presentent():
    """An adjourned dossier has no bloc attributed; who does not present a bloc does not count in it."""
    vises = {"vises": CODES[1:]}
    dossiers = [
        *[dossier() for _ in range(10)],
        *[dossier(PARTIEL, blocs={CODES[0]: True}) for _ in range(6)],
        *[dossier(Decision.AJOURNEE, blocs={}) for _ in range(5)],
        *[dossier(**vises) for _ in range(5)],
    ]
    par_bloc = serie(chiffres(dossiers), "bloc")
    premier, second = par_bloc["GC", CODES[0]], par_bloc["GC", CODES[1]]
    assert (premier.effectif, premier.parts, premier.intitule) == (21, (16, 5), GC.blocs[0].intitule)
    assert (second.effectif, second.parts) == (26, (15, 11))


def test_les_competences_le_plus_souvent_manquees_d_abord():
    codes = [c.code for b in GC.blocs for c in b.competences][:3]
    manquees = dict(zip(codes, (4, 6, 9), strict=True))
    dossiers = [
        dossier(CERTIFIE if i < 10 else REFUSE, competences={c: i >= n for c, n in manquees.items()}) for i in range(20)
    ]
    lues = serie(chiffres(dossiers), "competence")
    assert [(cle[1], r.effectif, r.parts) for cle, r in lues.items()] == [
        (codes[2], 20, (9, 11)),
        (codes[1], 20, (6, 14)),
    ]  # the third is missed less than five times: it is not named


def test_les_dix_premieres_competences():
    codes = [c.code for b in GC.blocs for c in b.competences]
    dossiers = [
        dossier(d, sigle, competences=dict.fromkeys(codes, i % 2 == 0))
        for sigle in REFERENTIELS
        for i, d in enumerate([CERTIFIE, REFUSE] * 10)
    ]
    assert len(serie(chiffres(dossiers), "competence")) == min(10, 2 * len(codes))


def test_les_divergences_se_comptent_en_dossiers():
    dossiers = [
        dossier(ecarts={"competence": 3 if i < 7 else 0}, contre_avis=i < 5, contre_calcul=i < 2) for i in range(20)
    ]
    lues = serie(chiffres(dossiers), "divergence")
    assert lues["jury_competence",].parts == (7, 13)
    assert lues["jpn_avis",].parts == (5, 15)
    assert (lues["jpn_calcul",].parts, lues["jpn_calcul",].rare) == ((None, None), 0)


def test_les_delais_une_fois_la_premiere_notification_partie():
    assert serie(chiffres([dossier()] * 20), "delai") == {}
    tenus = [dossier(notifie_dans_les_temps=x) for x in [True] * 12 + [False] * 4 + [None] * 4]
    assert serie(chiffres(tenus), "delai")["notification",].parts == (12, 8)


# --- what is hidden


@pytest.mark.parametrize(("nombre", "series"), [(4, False), (5, True)])
def test_sous_le_seuil_aucun_chiffre(nombre: int, series: bool):  # noqa: FBT001 — a column of the table
    faits = chiffres([dossier()] * nombre)
    assert (faits.dossiers, faits.effectif_min, bool(faits.series)) == (nombre, 5, series)


def test_un_seuil_qui_ne_cache_personne_est_un_bogue_dit_aussitot():
    with pytest.raises(ValueError, match="2"):
        figures([dossier()] * 9, REFERENTIELS, 2)


@pytest.mark.parametrize(
    ("effectifs", "caches"),
    [
        ((5, 9), set()),
        ((4, 9), {0, 1}),  # the other is hidden too: the total would give the first
        ((9, 4, 7), {1, 2}),  # the smallest that is left
        ((9, 4, 1, 7), {1, 2}),  # five together: enough
        ((9, 2, 2, 7), {1, 2, 3}),  # four together: they name someone
        ((4,), {0}),
    ],
)
def test_un_groupe_de_moins_de_cinq_n_est_pas_seul_a_etre_cache(effectifs: tuple[int, ...], caches: set[int]):
    assert masques(effectifs, 5) == caches


def test_une_part_trop_petite_cache_aussi_la_suivante_dans_les_deux_coupes():
    """Two refused of thirty: they are hidden with the partial ones, everywhere."""
    dossiers = [dossier()] * 20 + [dossier(PARTIEL, voie=Voie.VAE)] * 8 + [dossier(REFUSE)] * 2
    faits = chiffres(dossiers + [dossier(voie=Voie.VAE)] * 6 + [dossier(PARTIEL)] * 6)
    assert serie(faits, "referentiel")["GC",].parts == (26, None, None)
    assert [r.parts for r in serie(faits, "voie").values()] == [(20, None, None), (6, None, None)]


def test_tous_certifies_ne_se_dit_pas():
    """« 10 of 10 » would tell everyone's result."""
    assert serie(chiffres([dossier()] * 10), "referentiel")["GC",].parts == (None, None, None)


def test_les_blocs_d_un_referentiel_sans_detail_ne_se_disent_pas():
    dossiers = [dossier(d) for d in (CERTIFIE, PARTIEL, REFUSE) for _ in range(9)]
    deux_petits = [dossier(PARTIEL, sigle) for sigle in ("COS", "CRA") for _ in range(4)]
    faits = figures(dossiers + deux_petits, REFERENTIELS)
    assert {cle[0] for cle in serie(faits, "bloc")} <= {"GC"}
    assert serie(faits, "referentiel")["COS",].effectif is None


SEUIL, TOTAL = 3, 10  # small: all tables can be tried


@st.composite
def deux_coupes(draw: st.DrawFn, plafond: int, cases: int) -> tuple[Mapping[str, tuple[int, ...]], ...]:
    """The same dossiers, cut by référentiel and by voie."""
    combien = draw(st.integers(2, 3))
    cellules = draw(
        st.dictionaries(
            st.tuples(st.sampled_from("AB"), st.sampled_from("xyz"), st.integers(0, combien - 1)),
            st.integers(1, plafond),
            min_size=1,
            max_size=cases,
        )
    )
    return tuple(
        {
            nom: tuple(sum(n for c, n in cellules.items() if (c[axe], c[2]) == (nom, part)) for part in range(combien))
            for nom in sorted({c[axe] for c in cellules})
        }
        for axe in (0, 1)
    )


def vecteurs(rangee: Rangee, total: int) -> Iterator[tuple[int, ...]]:
    """All that a group may be, given what is shown of it."""
    choix = [range(total + 1) if n is None else (n,) for n in rangee.parts]
    for parts in product(*choix):
        if sum(parts) == rangee.effectif or (rangee.effectif is None and sum(parts) <= total):
            yield parts


def plus(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(x + y for x, y in zip(a, b, strict=True))


def sommes(rangees: Sequence[Rangee], total: int) -> set[tuple[int, ...]]:
    faites = {(0,) * len(rangees[0].parts)} if rangees else set()
    for r in rangees:
        faites = {s for f in faites for v in vecteurs(r, total) if sum(s := plus(f, v)) <= total}
    return faites


@settings(max_examples=50)
@given(deux_coupes(4, 5))
def test_aucun_nombre_cache_ne_se_retrouve_par_soustraction(tables: tuple[Mapping[str, tuple[int, ...]], ...]):
    """Every table of whole numbers that fits what is shown is tried: each hidden number has two values at least."""
    total = sum(sum(parts) for parts in tables[0].values())
    assume(SEUIL <= total <= TOTAL)
    coupes = proteger(tables, SEUIL)
    communes = set.intersection(*({s for s in sommes(c, total) if sum(s) == total} for c in coupes))
    for coupe in coupes:
        for rang, rangee in enumerate(coupe):
            if not rangee.masquee:
                continue
            autres = coupe[:rang] + coupe[rang + 1 :]
            restes = sommes(autres, total) if autres else {(0,) * len(rangee.parts)}
            possibles = [v for v in vecteurs(rangee, total) if any(plus(v, r) in communes for r in restes)]
            for i, n in enumerate(rangee.parts):
                assert n is not None or len({v[i] for v in possibles}) > 1, (tables, rangee, i)
            assert rangee.effectif is not None or len({sum(v) for v in possibles}) > 1


@given(deux_coupes(9, 18))
def test_ce_qui_est_cache_ensemble_atteint_le_seuil(tables: tuple[Mapping[str, tuple[int, ...]], ...]):
    """And so what a subtraction gives names no one."""
    for table, coupe in zip(tables, proteger(tables, SEUIL), strict=True):
        assert all(n is None or n >= SEUIL for r in coupe for n in (r.effectif, *r.parts))
        assert all(r.effectif is not None or set(r.parts) == {None} for r in coupe)
        tus = [sum(table[r.cle[0]]) for r in coupe if r.effectif is None]
        assert not tus or sum(tus) >= SEUIL or len(tus) == len(coupe)
        detaillees = [r for r in coupe if any(n is not None for n in r.parts)]
        for r in detaillees:
            parts = table[r.cle[0]]
            caches = [n for n, montre in zip(parts, r.parts, strict=True) if montre is None]
            assert not caches or (len(caches) > 1 and sum(caches) >= SEUIL)
        assert len({tuple(n is None for n in r.parts) for r in detaillees}) <= 1
        reste = [table[r.cle[0]] for r in coupe if r not in detaillees]
        if detaillees and reste:  # what is left of the totals when the detailed groups are taken away
            ensemble = [sum(x) for x in zip(*reste, strict=True)]
            montrees = [n for n, montre in zip(ensemble, detaillees[0].parts, strict=True) if montre is not None]
            assert len(reste) > 1
            assert min(montrees) >= SEUIL
            assert sum(ensemble) - sum(montrees) == 0 or sum(ensemble) - sum(montrees) >= SEUIL


@pytest.mark.parametrize("seuil", [3, 5])
def test_deux_parts_se_cachent_ensemble(seuil: int):
    """Every group up to 30 that shows the same as another: a reader who knows the rules cannot tell them apart."""
    for univers in range(seuil, 30):
        vus: dict[Rangee, list[tuple[int, int]]] = {}
        for effectif in range(univers + 1):
            for nombre in range(effectif + 1):
                vus.setdefault(paire(nombre, effectif, univers, seuil), []).append((nombre, effectif))
        for ligne, possibles in vus.items():
            if ligne.effectif is None:
                assert len({e for _, e in possibles}) > 1
            for i, n in enumerate(ligne.parts):
                assert n is None or n >= seuil
                memes = {(a, e - a)[i] for a, e in possibles}
                assert n is not None or len(memes) > 1, (ligne, possibles)


def test_une_serie_garde_un_ordre_qui_ne_dit_rien():
    """The same whatever the order of the dossiers (G-085)."""
    dossiers = [dossier(d, r) for r in ("GC", "COS") for d in (CERTIFIE, PARTIEL) for _ in range(5)]
    assert chiffres(dossiers) == chiffres(dossiers[::-1])
    assert all(isinstance(s, Serie) for s in chiffres(dossiers).series)

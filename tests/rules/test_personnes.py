"""One person over the years: by birth date, by e-mail, by what staff declare; never by the order of arrival (K17)."""

import datetime as dt
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.faits import Contenu
from pipeline.model.personne import Fusion, Temoin
from pipeline.model.session import Convoque, EtatCivil, Session
from pipeline.rules.faits import en_vigueur
from pipeline.rules.personnes import personnes, regrouper, temoins
from tests.rules.fabrique import PARIS, depot, livre, pv

GC = livre("GC")
MARS, AVRIL = dt.date(1980, 3, 1), dt.date(1981, 4, 2)
LE = dt.datetime(2024, 1, 8, 9, tzinfo=PARIS)


def temoin(candidature: str, annee: int = 2023, **dit: object) -> Temoin:
    base = {"candidature": candidature, "jour": dt.date(annee, 10, 2), "nom": "Durand", "prenom": "Alix"}
    return Temoin.model_validate({**base, "email": "alix@exemple.invalid", **dit})


def fusion(une: str, autre: str) -> Fusion:
    return Fusion(rang=1, une=une, autre=autre, motif="Même personne, dit l’organisme", le=LE)


def groupes(temoins: Iterable[Temoin], *fusions: Fusion) -> set[frozenset[str]]:
    par_personne: dict[str, set[str]] = {}
    for candidature, personne in regrouper(temoins, fusions).items():
        par_personne.setdefault(personne, set()).add(candidature)
    return {frozenset(g) for g in par_personne.values()}


ENSEMBLE, SEPARES = {frozenset({"A", "B"})}, {frozenset({"A"}), frozenset({"B"})}


@pytest.mark.parametrize(
    ("un", "autre", "attendu"),
    [
        ({}, {"email": " ALIX@exemple.invalid", "nom": "DURAND", "prenom": "alix"}, ENSEMBLE),
        ({}, {"email": "autre@exemple.invalid"}, SEPARES),
        ({}, {"nom": "Martin"}, SEPARES),
        ({}, {"prenom": "Dominique"}, SEPARES),
        ({"email": None}, {"email": None}, SEPARES),
        # born the same day: the e-mail may change, the name too
        ({"naissance": MARS}, {"naissance": MARS, "email": "autre@exemple.invalid"}, ENSEMBLE),
        ({"naissance": MARS, "email": None}, {"naissance": MARS, "email": None}, ENSEMBLE),
        (
            {"naissance": MARS},
            {"naissance": MARS, "email": None, "nom": "Martin", "autres_noms": ("Durand",)},
            ENSEMBLE,
        ),
        ({"naissance": MARS}, {"naissance": MARS, "nom": "Martin"}, ENSEMBLE),
        ({"naissance": MARS}, {"naissance": MARS, "nom": "Martin", "email": "autre@exemple.invalid"}, SEPARES),
        ({"naissance": MARS}, {"naissance": MARS, "prenom": "Dominique"}, SEPARES),  # twins
        # born on another day: somebody else, whatever they share
        ({"naissance": MARS}, {"naissance": AVRIL}, SEPARES),
        # one date alone is known: the e-mail tells
        ({"naissance": MARS}, {}, ENSEMBLE),
        ({"naissance": MARS}, {"email": "autre@exemple.invalid"}, SEPARES),
        ({"autres_noms": ("Martin",)}, {"nom": "Martin"}, ENSEMBLE),
    ],
)
def test_une_personne_ou_deux(un: dict[str, object], autre: dict[str, object], attendu: set[frozenset[str]]):
    """K17, G-097: change of e-mail, of used name, of organisme; homonyms; father and son with one e-mail."""
    assert groupes([temoin("A", **un), temoin("B", 2024, **autre)]) == attendu


def test_ce_qui_peut_etre_a_deux_personnes_n_est_donne_a_aucune():
    """A and C, born on different days, share an e-mail: B, undated, may be either and stays apart from both."""
    trois = [temoin("A", naissance=MARS), temoin("B"), temoin("C", naissance=AVRIL)]
    assert groupes(trois) == {frozenset("A"), frozenset("B"), frozenset("C")}
    assert groupes(trois, fusion("B", "C")) == {frozenset("A"), frozenset("BC")}


def test_par_une_chaine_deux_dates_ne_se_rejoignent_jamais():
    """A–B by e-mail, B–C by birth date: A was born another day."""
    chaine = [
        temoin("A", naissance=AVRIL),
        temoin("B", naissance=MARS),
        temoin("C", naissance=MARS, email="autre@exemple.invalid"),
        temoin("D", email="autre@exemple.invalid"),
    ]
    assert groupes(chaine) == {frozenset("A"), frozenset("BCD")}


def test_une_fusion_l_emporte_et_entraine_ce_qui_va_avec():
    """A merge by reason of staff; one that names a candidature that is no more here changes nothing."""
    quatre = [
        temoin("A"),
        temoin("B", 2024, email="b@exemple.invalid"),
        temoin("C", 2025, email="b@exemple.invalid"),
        temoin("D", 2025, email=None, nom="Martin"),
    ]
    assert groupes(quatre) == {frozenset("A"), frozenset("BC"), frozenset("D")}
    assert groupes(quatre, fusion("A", "C"), fusion("D", "Z")) == {frozenset("ABC"), frozenset("D")}
    assert groupes(quatre, fusion("D", "A"), fusion("C", "D")) == {frozenset("ABCD")}


def test_l_identifiant_est_celui_de_la_premiere_candidature():
    """What comes later keeps it; two persons never share it, even names and e-mail alike."""
    seul = regrouper([temoin("A")])["A"]
    plus_tard = [temoin("A"), temoin("B", 2024, naissance=MARS), temoin("C", 2025, naissance=MARS, email=None)]
    assert {*regrouper(plus_tard).values()} == {seul}
    pere_et_fils = regrouper([temoin("A", naissance=MARS), temoin("B", 2024, naissance=AVRIL)])
    assert pere_et_fils["A"] == seul != pere_et_fils["B"]


UNE = st.builds(
    Temoin,
    candidature=st.sampled_from("ABCDEFGH"),
    jour=st.dates(dt.date(2023, 1, 1), dt.date(2025, 12, 31)),
    nom=st.sampled_from(["Durand", "Martin"]),
    prenom=st.sampled_from(["Alix", "Dominique"]),
    email=st.sampled_from([None, "a@exemple.invalid", "b@exemple.invalid"]),
    naissance=st.sampled_from([None, MARS, AVRIL]),
    autres_noms=st.sampled_from([(), ("Durand",), ("Petit",)]),
)
PLUSIEURS = st.lists(UNE, unique_by=lambda t: t.candidature, max_size=8)


@given(PLUSIEURS.flatmap(lambda x: st.tuples(st.just(x), st.permutations(x))))
def test_l_ordre_d_arrivee_ne_change_personne(deux: tuple[list[Temoin], list[Temoin]]):
    """contrat.md, with merges too."""
    fusions = [fusion("A", "B"), fusion("C", "D")]
    assert regrouper(deux[0]) == regrouper(deux[1])
    assert regrouper(deux[0], fusions) == regrouper(deux[1], reversed(fusions))


@given(PLUSIEURS)
def test_sans_fusion_une_personne_n_a_qu_une_date_de_naissance(tous: list[Temoin]):
    qui = regrouper(tous)
    for personne in {*qui.values()}:
        assert len({t.naissance for t in tous if qui[t.candidature] == personne and t.naissance}) <= 1


@given(PLUSIEURS)
def test_qui_a_la_meme_date_et_les_memes_noms_est_la_meme_personne(tous: list[Temoin]):
    qui = regrouper(tous)
    vus: dict[tuple[object, ...], str] = {}
    for t in tous:
        if t.naissance:
            assert vus.setdefault((t.naissance, t.nom, t.prenom), qui[t.candidature]) == qui[t.candidature]


# --- What the facts say of each ---


def convoque(candidature: str = "GC-1", **dit: object) -> Convoque:
    base = {"ligne": 1, "candidature": candidature, "nom": "Durand", "prenom": "Alix", "email": "s@exemple.invalid"}
    return Convoque.model_validate({**base, "etat_civil": EtatCivil(naissance_le=MARS, nom_usage="Martin"), **dit})


def session(*candidats: Convoque, id_: str = "S-1", jour: dt.date = dt.date(2023, 10, 2)) -> Session:
    return Session(session=id_, date=jour, referentiel="GC", version="2023.1", candidats=candidats)


def dits(*faits: Contenu) -> dict[str, Temoin]:
    return {t.candidature: t for t in temoins(en_vigueur(depot(c, n) for n, c in enumerate(faits, 1)))}


def fait_pv(**dit: object) -> Contenu:
    return pv(GC, candidature="GC-1", session="S-1", nom="Durand", prenom="Alix", email="p@exemple.invalid", **dit)


def test_la_session_dit_la_naissance_et_l_autre_nom():
    du_pv = dits(fait_pv(), session(convoque()))["GC-1"]
    assert (du_pv.naissance, du_pv.email, du_pv.autres_noms) == (MARS, "p@exemple.invalid", ("Martin",))
    assert dits(session(convoque()))["GC-1"].email == "s@exemple.invalid"
    assert dits(session(convoque(nom=None))) == {}


@pytest.mark.parametrize(
    "ligne", [{"nom": "Autre", "etat_civil": EtatCivil(naissance_le=MARS)}, {"prenom": "Dominique"}]
)
def test_une_ligne_qui_nomme_quelqu_un_d_autre_ne_dit_rien(ligne: dict[str, object]):
    du_pv = dits(fait_pv(), session(convoque(**ligne)))["GC-1"]
    assert (du_pv.naissance, du_pv.autres_noms) == (None, ())


def test_la_session_que_nomme_le_pv_parle_avant_une_autre():
    ailleurs = session(convoque(etat_civil=EtatCivil(naissance_le=AVRIL)), id_="S-2", jour=dt.date(2024, 1, 8))
    assert dits(fait_pv(), session(convoque()), ailleurs)["GC-1"].naissance == MARS
    assert dits(session(convoque()), ailleurs)["GC-1"].naissance == AVRIL


def test_d_une_session_a_l_autre_la_meme_personne_sous_un_autre_nom():
    """K17: known as Durand in 2023, as Martin in 2024, with another e-mail."""
    suite = pv(GC, candidature="GC-2", session="S-2", nom="Martin", prenom="Alix", email="neuf@exemple.invalid")
    deuxieme = session(convoque("GC-2", email=None), id_="S-2", jour=dt.date(2024, 1, 8))
    faits = [fait_pv(), session(convoque()), suite, deuxieme]
    qui = personnes(en_vigueur(depot(c, n) for n, c in enumerate(faits, 1)))
    assert qui["GC-1"] == qui["GC-2"]

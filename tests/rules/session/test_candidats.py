"""The line of a candidate: a fault holds that candidate, and no other (K35)."""

import datetime as dt
from typing import Any

import pytest

from pipeline import texts
from pipeline.model.anomalie import Gravite
from pipeline.model.session import Convoque
from tests.rules.fabrique import ANOMALIES, modifie
from tests.rules.session.seances import (
    CONVOCATION,
    GC,
    LIBRE,
    LUNDI,
    NAISSANCE,
    TOUT,
    candidat,
    codes,
    retenues,
    session,
    situation,
    trouve,
    vae,
)

JOUR = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("convoque", "attendu"),
    [
        (candidat(poste=None), "CANDIDAT_SANS_POSTE"),  # M-023
        (candidat(organisme=None), "CANDIDAT_SANS_ORGANISME"),
        (candidat(nom=None), "CANDIDAT_SANS_NOM"),
        (candidat(prenom=None), "CANDIDAT_SANS_NOM"),
        (candidat(voie=None, pieces={}), "CANDIDAT_SANS_VOIE"),
        (candidat(portee=None), "CANDIDAT_SANS_PORTEE"),
        (candidat(portee="Blocs", vises=()), "CANDIDAT_SANS_BLOC"),
        (candidat(vises=("B1", "B2")), "CANDIDAT_PORTEE_INCOMPLETE"),
        (candidat(illisible=True, poste=None), "LIGNE_A_CORRIGER"),
        (candidat(portee="Blocs", vises=("B2",)), None),  # G-007
        (candidat(), None),
    ],
)
def test_m023_k35_ce_qui_manque_a_une_ligne_retient_ce_candidat_seul(convoque: Convoque, attendu: str | None):
    """M-023, K35."""
    situee = situation(session((convoque, candidat(2))))
    assert codes(situee, Gravite.BLOQUANTE) == ({attendu} if attendu else set())
    assert retenues(situee, "C-1") == (TOUT if attendu else LIBRE)
    assert retenues(situee, "C-2") == LIBRE


def test_m023_le_poste_selon_le_referentiel_et_jamais_en_vae():
    """M-023."""
    libre = modifie(GC, "organisation", poste_requis=False)
    assert not codes(situation(session((candidat(poste=None),)), libre), Gravite.BLOQUANTE)
    assert not codes(situation(session((vae(),))), Gravite.BLOQUANTE)


@pytest.mark.parametrize(
    ("le", "attendu"),
    [(LUNDI - JOUR, None), (LUNDI, "RECEVABILITE_TARDIVE"), (None, "RECEVABILITE_MANQUANTE")],
)
def test_g103_la_recevabilite_precede_le_jury(le: dt.date | None, attendu: str | None):
    """G-103."""
    situee = situation(session((vae(recevabilite_le=le),)))
    assert codes(situee, Gravite.BLOQUANTE) == ({attendu} if attendu else set())
    assert retenues(situee) == (TOUT if attendu else LIBRE)


def test_g104_pas_de_vae_sans_inscription_au_rncp():
    """G-104."""
    for ferme in (GC.model_copy(update={"rncp": None}), modifie(GC, "vae", ouverte=False)):
        situee = situation(session((vae(1), candidat(2))), ferme)
        assert codes(situee, Gravite.BLOQUANTE) == {"CANDIDAT_VAE_FERMEE"}
        assert retenues(situee, "C-2") == LIBRE


def test_une_voie_que_le_referentiel_n_ouvre_pas():
    brut = GC.model_dump()
    brut["voies"]["valeur"] = ("Formation", "VAE")
    situee = situation(session((candidat(voie="Formation individualisée"),)), type(GC).model_validate(brut))
    assert codes(situee, Gravite.BLOQUANTE) == {"CANDIDAT_VOIE_FERMEE"}


@pytest.mark.parametrize(
    ("vises", "acquis", "refusee"),
    [
        (("B1", "B2", "B3"), set(), False),
        (("B1", "B2"), set(), True),
        (("B3",), {"B1", "B2"}, False),
        (("B3",), {"B1"}, True),
    ],
)
def test_m049_k32_une_premiere_vae_vise_tout_un_retour_ce_qui_manque(
    vises: tuple[str, ...],
    acquis: set[str],
    refusee: bool,  # noqa: FBT001 — a column of the table
):
    """M-049, K32."""
    une = session((vae(portee="Blocs", vises=vises),))
    situee = situation(une, acquis={"C-1": frozenset(acquis)})
    assert codes(situee, Gravite.BLOQUANTE) == ({"CANDIDAT_VAE_PARTIELLE"} if refusee else set())
    seuls = modifie(GC, "vae", blocs_seuls=True)
    assert not codes(situation(une, seuls, acquis={"C-1": frozenset(acquis)}), Gravite.BLOQUANTE)


def test_g097_un_bloc_deja_acquis_est_signale():
    """G-097."""
    situee = situation(session(), acquis={"C-1": frozenset({"B1"})})
    assert trouve(situee, "CANDIDAT_BLOC_ACQUIS").noms == ("candidat_vise_b1_1",)
    assert retenues(situee) == LIBRE


def test_n005_sans_courriel_un_avertissement():
    """N-005."""
    situee = situation(session((candidat(email=None),)))
    assert "CANDIDAT_SANS_COURRIEL" in codes(situee, Gravite.AVERTISSEMENT)
    assert retenues(situee) == LIBRE


@pytest.mark.parametrize(
    ("changements", "noms"),
    [
        ({}, None),
        ({"sexe": None}, ("candidat_sexe_1",)),
        ({"naissance_code": None}, ("candidat_naissance_code_1",)),
        ({"naissance_code": None, "naissance_pays": "Belgique"}, None),
    ],
)
def test_l_etat_civil_du_si_cpf_est_demande_sans_rien_retenir(
    changements: dict[str, Any], noms: tuple[str, ...] | None
):
    situee = situation(session((candidat(etat_civil=NAISSANCE | changements),)))
    assert ("ETAT_CIVIL_INCOMPLET" in codes(situee, Gravite.INFORMATION)) is (noms is not None)
    assert noms is None or trouve(situee, "ETAT_CIVIL_INCOMPLET").noms == noms


@pytest.mark.parametrize(
    ("amenagement", "retenu"),
    [
        (None, False),
        ({"declare_le": "2023-06-01", "mesures": "Salle-calme-unique"}, False),
        ({"declare_le": "2023-06-01", "mesures": "Aucun"}, False),  # followed up: nothing to provide
        ({"declare_le": "2023-06-01", "temps_supplementaire": 33}, False),
        ({"mesures": "Aucun."}, False),
        ({"mesures": "Néant", "temps_supplementaire": 0}, False),
        ({"declare_le": "2023-06-01"}, True),
        ({"mesures": "Salle-calme-unique"}, True),
        ({"temps_supplementaire": 33}, True),
    ],
)
def test_n013_k29_une_demande_a_sa_suite_et_une_suite_sa_demande(
    amenagement: dict[str, Any] | None,
    retenu: bool,  # noqa: FBT001 — a column of the table
):
    """N-013, K29: Nothing that is said tells what was asked or granted, nor which of the two is missing."""
    situee = situation(session((candidat(amenagement=amenagement), candidat(2))))
    assert retenues(situee) == ({CONVOCATION} if retenu else LIBRE)
    assert retenues(situee, "C-2") == LIBRE
    assert codes(situee, Gravite.BLOQUANTE) == ({"CASES_RESERVEES"} if retenu else set())
    for constat in situee.constats:
        dit = texts.dire(constat, {}, ANOMALIES)
        assert "Salle-calme" not in f"{dit} {constat}"
        assert not {"handicap", "aménagement", "temps"} & set(f"{dit.message} {dit.action}".lower().split())
    if retenu:
        attendues = {"candidat_handicap_le_1", "candidat_amenagement_1", "candidat_temps_supplementaire_1"}
        assert set(trouve(situee, "CASES_RESERVEES").noms) == attendues


def test_une_candidature_inscrite_deux_fois_attend():
    situee = situation(session((candidat(1), candidat(2, candidature="C-1"), candidat(3))))
    assert "CANDIDATURE_EN_DOUBLE" in codes(situee, Gravite.BLOQUANTE)
    assert (retenues(situee, "C-1"), retenues(situee, "C-3")) == (TOUT, LIBRE)


@pytest.mark.parametrize(
    ("second", "gravite"),
    [
        ({"email": "C1@exemple.invalid"}, Gravite.BLOQUANTE),
        ({"email": None}, Gravite.AVERTISSEMENT),
        ({"email": "autre@exemple.invalid"}, None),
        ({"email": None, "etat_civil": NAISSANCE | {"naissance_le": dt.date(1991, 1, 1)}}, None),
    ],
)
def test_la_meme_personne_sous_deux_candidatures(second: dict[str, Any], gravite: Gravite | None):
    une = session((candidat(1), candidat(2, **{"nom": "TEMOIN 1", "prenom": "camille"} | second)))
    situee = situation(une)
    assert ("PERSONNE_EN_DOUBLE" in codes(situee)) is (gravite is not None)
    assert gravite is None or "PERSONNE_EN_DOUBLE" in codes(situee, gravite)
    assert retenues(situee, "C-2") == (TOUT if gravite is Gravite.BLOQUANTE else LIBRE)


@pytest.mark.parametrize("participation", ["Reporté", "Désisté"])
def test_d_un_candidat_qui_ne_vient_plus_rien_n_est_demande(participation: str):
    une = session((candidat(participation=participation, poste=None, pieces={}, email=None), candidat(2)))
    situee = situation(une, maintenant=LUNDI)
    assert not {"CANDIDAT_SANS_POSTE", "CARNET_NON_DEPOSE", "CANDIDAT_SANS_COURRIEL"} & codes(situee)
    assert situee.reportes == ({"C-1"} if participation == "Reporté" else frozenset())

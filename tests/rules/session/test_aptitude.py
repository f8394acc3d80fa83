"""May this juror sit? Training (K8), capacity, validation, profile, agreement: the severities of their texts."""

import datetime as dt

import pytest

from pipeline.model.anomalie import Gravite
from pipeline.model.session import Jure
from tests.rules.fabrique import modifie
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

PRESIDENTS = modifie(GC, "jury", formation="presidents")
SANS_PARCOURS = modifie(GC, "jury", parcours=None)
JOUR = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("jure", "attendu"),
    [
        (president(formation_minutes=240), None),  # L-015
        (president(formation_minutes=239), "FORMATION_TROP_COURTE"),
        (president(formation_minutes=210), "FORMATION_TROP_COURTE"),  # L-016: 3 h 30 makes no president
        (president(formation_etapes=2), "FORMATION_INCOMPLETE"),  # L-013, L-014
        (president(formation_le=LUNDI), None),
        (president(formation_le=LUNDI + JOUR), "FORMATION_APRES_LA_SESSION"),
        (president(formation_le=None), "FORMATION_MANQUANTE"),  # G-018, L-005
    ],
)
def test_g018_l013_l016_un_president_a_suivi_toute_la_formation(jure: Jure, attendu: str | None):
    """G-018, L-013, L-016 (K35): held are his convocation and the prefilled papers of those whom his jury hears."""
    for referentiel in (GC, PRESIDENTS):
        situee = situation(session(jures=(jure, expert())), referentiel)
        assert codes(situee, Gravite.BLOQUANTE) == ({attendu} if attendu else set())
        assert (situee.retenu_jure(1), situee.retenu_jure(2)) == (attendu is not None, False)
        assert retenues(situee) == ({PREREMPLI} if attendu else LIBRE)


@pytest.mark.parametrize(("minutes", "attendu"), [(210, set()), (209, {"FORMATION_TROP_COURTE"})])
def test_m002_g019_les_autres_membres_selon_le_referentiel(minutes: int, attendu: set[str]):
    """M-002, G-019."""
    une = session(jures=(president(), expert(formation_minutes=minutes)))
    assert codes(situation(une), Gravite.BLOQUANTE) == attendu
    averti = situation(une, PRESIDENTS)
    assert not codes(averti, Gravite.BLOQUANTE)
    assert attendu <= codes(averti, Gravite.AVERTISSEMENT)
    assert retenues(averti) == LIBRE


def test_sans_duree_dans_les_textes_une_attestation_suffit():
    une = session(jures=(president(formation_minutes=None, formation_etapes=None), expert()))
    assert not codes(situation(une, SANS_PARCOURS), Gravite.BLOQUANTE)
    averti = situation(une)
    assert "FORMATION_SANS_DUREE" in codes(averti, Gravite.AVERTISSEMENT)
    assert not averti.retenu_jure(1)


@pytest.mark.parametrize(
    ("option", "module_le", "attendu"),
    [
        ("Retraite", None, True),
        ("retraite", LUNDI, False),
        ("Retraite", LUNDI + JOUR, True),
        (None, None, False),
    ],
)
def test_n011_le_module_de_l_option_d_un_candidat(option: str | None, module_le: dt.date | None, attendu: bool):  # noqa: FBT001 — a column of the table
    """N-011."""
    jures = (president(module_le=module_le), expert(module_le=LUNDI))
    situee = situation(session((candidat(option=option),), jures))
    assert ("MODULE_MANQUANT" in codes(situee, Gravite.BLOQUANTE)) is attendu
    assert situee.retenu_jure(1) is attendu


def test_n011_un_module_sans_option_est_du_par_tous():
    """N-011."""
    parcours = GC.jury.parcours
    assert parcours
    brut = parcours.model_dump()
    brut["modules"] = [{"code": "carriere", "intitule": "Module complémentaire", "options": [], "source": "S1"}]
    situee = situation(session(), modifie(GC, "jury", parcours=brut))
    assert "MODULE_MANQUANT" in codes(situee, Gravite.BLOQUANTE)


@pytest.mark.parametrize(
    ("qualite", "valide_le", "retenu"),
    [
        ("Ucanss", None, False),
        ("Caisse nationale", None, False),
        ("Institut 4.10", None, False),
        ("Organisme", LUNDI, False),
        ("Organisme", LUNDI + JOUR, True),
        ("Organisme", None, True),
        (None, None, True),
    ],
)
def test_g026_l007_qui_peut_presider(qualite: str | None, valide_le: dt.date | None, retenu: bool):  # noqa: FBT001 — a column of the table
    """G-026, L-007."""
    une = session(jures=(president(qualite=qualite, valide_le=valide_le, organisme="CAF d'Ailleurs"), expert()))
    situee = situation(une)
    assert ("PRESIDENT_NON_VALIDE" in codes(situee, Gravite.BLOQUANTE)) is retenu
    assert situee.retenu_jure(1) is retenu


def test_g017_g032_m014_n008_ce_qui_manque_et_n_est_qu_un_avertissement():
    """G-017, G-032, M-014, N-008."""
    jure = expert(valide_le=None, accord_le=None, profil=None, connait_le_cqp=False)
    situee = situation(session(jures=(president(), jure)))
    attendus = {"VALIDATION_MANQUANTE", "ACCORD_MANQUANT", "PROFIL_MANQUANT", "CQP_PEU_CONNU"}
    assert attendus <= codes(situee, Gravite.AVERTISSEMENT)
    assert (retenues(situee), situee.retenu_jure(2)) == (LIBRE, False)


@pytest.mark.parametrize(
    ("qualite", "signale"), [("Ucanss", False), ("Caisse nationale", False), ("Institut 4.10", True)]
)
def test_g017_qui_valide_les_jures_n_a_pas_a_l_etre(qualite: str, signale: bool):  # noqa: FBT001 — a column of the table
    """G-017."""
    situee = situation(session(jures=(president(qualite=qualite, valide_le=None), expert())))
    assert ("VALIDATION_MANQUANTE" in codes(situee, Gravite.AVERTISSEMENT)) is signale


@pytest.mark.parametrize(
    ("profil", "prevu"),
    [("Référent technique", True), ("Manager d'équipe", True), ("CADRE TECHNIQUE", True), ("Comptable", False)],
)
def test_g032_le_profil_de_l_expert(profil: str, prevu: bool):  # noqa: FBT001 — a column of the table
    """G-032."""
    situee = situation(session(jures=(president(), expert(profil=profil))))
    assert ("PROFIL_NON_PREVU" in codes(situee)) is not prevu


@pytest.mark.parametrize(
    ("vivier", "options", "dispense"),
    [
        (True, ("Retraite", "Retraite"), True),
        (True, ("Retraite", None), False),
        (False, ("Retraite", "Retraite"), False),
    ],
)
def test_n008_le_vivier_national_de_la_retraite_est_dispense_d_accord(
    vivier: bool,  # noqa: FBT001 — a column of the table
    options: tuple[str | None, ...],
    dispense: bool,  # noqa: FBT001 — a column of the table
):
    """N-008."""
    jures = (president(module_le=LUNDI), expert(module_le=LUNDI, accord_le=None, vivier_national=vivier))
    une = session([candidat(n, option=o) for n, o in enumerate(options, 1)], jures)
    assert ("ACCORD_MANQUANT" in codes(situation(une))) is not dispense


def test_k35_une_ligne_illisible_ne_dit_que_cela():
    """K35."""
    situee = situation(session(jures=(president(), expert(illisible=True, formation_le=None, accord_le=None))))
    assert codes(situee, Gravite.BLOQUANTE) == {"LIGNE_A_CORRIGER"}
    assert "ACCORD_MANQUANT" not in codes(situee)
    assert trouve(situee, "LIGNE_A_CORRIGER").noms == ("membre_nom_2",)
    assert situee.retenu_jure(2)

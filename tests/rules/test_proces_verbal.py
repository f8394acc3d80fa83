"""What one PV must say by itself. Each case is at the edge of its rule: what passes stands beside what does not."""

from typing import Any

import pytest

from pipeline.model.faits import Incident, Membre
from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import Deroulement, Preconisation, RoleMembre, Voie
from pipeline.rules.proces_verbal import verifier
from tests.rules.fabrique import VERDICTS, bloque, codes, livre, message, modifie, noms, pv

GC = livre()
PRESIDENT, EXPERT, REPRESENTANT = RoleMembre.PRESIDENT, RoleMembre.EXPERT, RoleMembre.REPRESENTANT
INCIDENT = {
    "nature": "Panne de réseau",
    "impact": "Vingt minutes perdues",
    "decision": "Épreuve reprise en entier",
    "justification": "Le candidat a eu tout son temps",
}


def membre(ligne: int, role: RoleMembre, **autres: Any) -> Membre:  # noqa: ANN401 — any field
    brut = {"nom": f"Témoin {ligne}", "organisme": "CAF de Nulle-Part", "present": True, "signature": True}
    return Membre.model_validate({"ligne": ligne, "role": role} | brut | autres)


def juges(*roles: RoleMembre) -> dict[str, Any]:
    return {"membres": tuple(membre(n, role) for n, role in enumerate(roles, 1))}


def trouves(referentiel: Referentiel = GC, **champs: Any) -> set[str]:  # noqa: ANN401 — any field of the PV
    return codes(verifier(pv(referentiel, **champs), referentiel), referentiel)


@pytest.mark.parametrize("code", ["GC", "COS"])
@pytest.mark.parametrize("version", ["2021.1", "2023.1"])
def test_un_pv_complet_n_a_aucune_anomalie(code: str, version: str):
    assert trouves(livre(code, version)) == set()


# --- The jury (S0 §2.2, S3 §2.2) ---


@pytest.mark.parametrize(
    ("roles", "attendu"),
    [
        ((PRESIDENT, EXPERT), set()),
        ((EXPERT, PRESIDENT), set()),
        ((), {"EFFECTIF_DU_JURY", "EXPERT_ABSENT", "SIEGE_DU_JURY"}),
        ((EXPERT,), {"EFFECTIF_DU_JURY", "SIEGE_DU_JURY"}),
        ((PRESIDENT,), {"EFFECTIF_DU_JURY", "EXPERT_ABSENT"}),
        ((PRESIDENT, PRESIDENT), {"EXPERT_ABSENT", "SIEGE_DU_JURY"}),
        ((EXPERT, EXPERT), {"SIEGE_DU_JURY"}),
        ((PRESIDENT, REPRESENTANT), {"EXPERT_ABSENT", "ROLE_NON_PREVU"}),
        ((PRESIDENT, EXPERT, REPRESENTANT), {"EFFECTIF_DU_JURY", "ROLE_NON_PREVU"}),
        ((PRESIDENT, EXPERT, EXPERT), {"EFFECTIF_DU_JURY", "SIEGE_DU_JURY"}),
    ],
)
@pytest.mark.parametrize("voie", [Voie.FORMATION, Voie.VAE])
@pytest.mark.parametrize("code", ["GC", "COS"])
def test_le_jury_de_gc_et_de_cos_est_un_president_et_un_expert(
    code: str, voie: Voie, roles: tuple[RoleMembre, ...], attendu: set[str]
):
    """M-019, G-025, G-028, N-009, M-016: exactly these two, by training as by VAE."""
    assert trouves(livre(code), voie=voie, **juges(*roles)) == attendu


@pytest.mark.parametrize(("nombre", "attendu"), [(1, True), (2, False), (3, False), (4, True)])
def test_la_composition_vient_du_referentiel(nombre: int, attendu: bool):  # noqa: FBT001 — is it a fault?
    """G-021, G-023, K5: a référentiel of two to three members takes two or three."""
    sieges = (
        {"role": PRESIDENT, "minimum": 1, "maximum": 1, "source": "S0 §2.2"},
        {"role": EXPERT, "minimum": 0, "maximum": 1, "source": "S0 §2.2"},
        {"role": REPRESENTANT, "minimum": 0, "maximum": 2, "source": "S0 §2.2"},
    )
    large = modifie(GC, "jury", effectif_max=3, sieges=sieges)
    roles = (PRESIDENT, EXPERT, REPRESENTANT, REPRESENTANT)[:nombre]
    assert trouves(large, **juges(*roles)) == ({"EFFECTIF_DU_JURY"} if attendu else set())


def test_ce_qui_est_attendu_est_dit():
    """M-019, G-023: two, or two to three, as the référentiel says."""
    seul = pv(GC, **juges(EXPERT))
    assert "il en faut 2." in message(verifier(seul, GC), "EFFECTIF_DU_JURY")
    assert "1 membre(s)" in message(verifier(seul, GC), "EFFECTIF_DU_JURY")
    large = modifie(GC, "jury", effectif_max=3)
    assert "il en faut 2 à 3." in message(verifier(seul, large), "EFFECTIF_DU_JURY")
    assert "il en faut 1." in message(verifier(seul, GC), "SIEGE_DU_JURY")


@pytest.mark.parametrize(
    ("roles", "cellules"),
    [
        ((EXPERT, EXPERT), {"membre_role_1", "membre_role_2"}),  # nobody presides: any of them may be wrong
        ((EXPERT, PRESIDENT, PRESIDENT), {"membre_role_2", "membre_role_3"}),
        ((), {"membre_role_1"}),
    ],
)
def test_les_roles_a_revoir_sont_designes(roles: tuple[RoleMembre, ...], cellules: set[str]):
    """G-028: exactly one president."""
    constats = verifier(pv(GC, **juges(*roles)), GC)
    president = [c for c in constats if c.code == "SIEGE_DU_JURY" and c.valeurs["role"] == PRESIDENT]
    assert noms(president, "SIEGE_DU_JURY") == cellules


def test_un_membre_absent_reporte_le_jury():
    """M-020, K2: one absent member is enough, and no result is kept."""
    absent = (membre(1, PRESIDENT), membre(2, EXPERT, present=False, signature=False))
    constats = verifier(pv(GC, membres=absent), GC)
    assert codes(constats, GC) == {"MEMBRE_ABSENT"}
    assert noms(constats, "MEMBRE_ABSENT") == {"membre_present_2"}
    assert any(map(bloque, constats))


def test_la_ou_l_on_remplace_l_absent_ne_compte_plus():
    """K2: under Article 5 another person takes the seat; without one, the jury is short."""
    remplace = modifie(GC, "jury", absence="remplacement")
    absent = (membre(1, PRESIDENT), membre(2, EXPERT, present=False, signature=False))
    assert trouves(remplace, membres=absent) == {"EFFECTIF_DU_JURY", "EXPERT_ABSENT"}
    assert trouves(remplace, membres=(*absent, membre(3, EXPERT))) == set()
    assert "MEMBRE_ABSENT" in trouves(GC, membres=(*absent, membre(3, EXPERT)))


def test_un_pv_n_est_pas_signe_avant_d_etre_un_papier():
    """K42, G-051: the PV to sign is made once accepted; its scan signs it, no cell does."""
    assert trouves(GC, membres=(membre(1, PRESIDENT), membre(2, EXPERT, signature=False))) == set()


def test_l_organisme_de_chaque_membre_est_dit():
    """G-027, G-030: without it nobody can know whether it is the candidate's."""
    constats = verifier(pv(GC, membres=(membre(1, PRESIDENT, organisme=""), membre(2, EXPERT))), GC)
    assert codes(constats, GC) == {"MEMBRE_SANS_ORGANISME"}
    assert noms(constats, "MEMBRE_SANS_ORGANISME") == {"membre_organisme_1"}


# --- The candidate (S0 §1.2, §4.1; S3 §3.1) ---


def test_la_vae_suppose_une_certification_inscrite_au_rncp():
    """G-104, K16"""
    ferme = modifie(GC, "vae", ouverte=False)
    assert "VAE_FERMEE" in trouves(ferme, voie=Voie.VAE)
    assert trouves(ferme, voie=Voie.FORMATION) == set()
    assert trouves(GC, voie=Voie.VAE) == set()


def test_la_voie_est_l_une_de_celles_du_referentiel():
    """G-004"""
    brut = GC.model_dump()
    brut["voies"]["valeur"] = ("Formation", "VAE")
    sans = Referentiel.model_validate(brut)
    constats = verifier(pv(sans, voie=Voie.FORMATION_INDIVIDUALISEE), sans)
    assert codes(constats, sans) == {"VOIE_FERMEE"}
    assert "« Formation individualisée »" in message(constats, "VOIE_FERMEE")
    assert trouves(sans, voie=Voie.FORMATION) == set()


def test_un_bloc_au_moins_est_vise():
    """G-007"""
    constats = verifier(pv(GC, vises=(), deroulement=Deroulement.REPORTE, avis=None), GC)
    assert codes(constats, GC) == {"AUCUN_BLOC_VISE"}
    assert noms(constats, "AUCUN_BLOC_VISE") == {"vise_b1", "vise_b2", "vise_b3"}


@pytest.mark.parametrize("voie", [Voie.FORMATION, Voie.FORMATION_INDIVIDUALISEE])
def test_par_la_formation_le_candidat_a_un_organisme(voie: Voie):
    """M-023"""
    assert trouves(voie=voie, organisme=None) == {"ORGANISME_MANQUANT"}
    sans_employeur = trouves(voie=voie, organisme=None, employeur_email=None, commentaire_employeur=None)
    assert sans_employeur == {"ORGANISME_MANQUANT", "COMMENTAIRE_EMPLOYEUR_MANQUANT"}


def test_par_la_vae_l_organisme_et_l_employeur_sont_facultatifs():
    """K30, K28: without an employer there is nobody to write to."""
    seul: dict[str, Any] = {"voie": Voie.VAE, "organisme": None, "employeur_email": None}
    assert trouves(**seul) == set()
    assert trouves(**seul, commentaire_employeur=None) == set()


@pytest.mark.parametrize("connu", [{"organisme": None}, {"employeur_email": None}])
def test_un_employeur_connu_recoit_son_commentaire_meme_en_vae(connu: dict[str, None]):
    """G-079"""
    assert trouves(voie=Voie.VAE, commentaire_employeur=None, **connu) == {"COMMENTAIRE_EMPLOYEUR_MANQUANT"}


def test_sans_adresse_du_candidat_on_previent_sans_refuser():
    """N-020"""
    constats = verifier(pv(GC, email=None), GC)
    assert codes(constats, GC) == {"COURRIEL_MANQUANT"}
    assert not any(map(bloque, constats))


@pytest.mark.parametrize(
    ("champ", "code"),
    [("identite_verifiee", "IDENTITE_NON_VERIFIEE"), ("deliberation_hors_candidat", "DELIBERATION_EN_PRESENCE")],
)
def test_ce_que_le_jury_atteste(champ: str, code: str):
    """G-039, G-066, M-053: silence is a warning, « Non » holds the PV back."""
    tu, nie = verifier(pv(GC, **{champ: None}), GC), verifier(pv(GC, **{champ: False}), GC)
    assert codes(tu, GC) == codes(nie, GC) == {code}
    assert not any(map(bloque, tu))
    assert all(map(bloque, nie))


@pytest.mark.parametrize("oubli", INCIDENT)
def test_un_incident_dit_tout_ou_n_est_pas(oubli: str):
    """G-062: nature, effect, decision and justification."""
    constats = verifier(pv(GC, incident=Incident(**INCIDENT | {oubli: ""})), GC)
    assert noms(constats, "INCIDENT_INCOMPLET") == {f"incident_{oubli}"}
    assert codes(constats, GC) == {"INCIDENT_INCOMPLET"}
    assert trouves(incident=Incident(**INCIDENT)) == set()


def test_un_incident_est_controle_meme_quand_l_epreuve_est_reportee():
    """G-062: a postponement is a decision to justify."""
    reporte = pv(
        GC,
        deroulement=Deroulement.REPORTE,
        jury_competences={},
        jury_blocs={},
        avis=None,
        incident=Incident(**INCIDENT),
    )
    assert codes(verifier(reporte, GC), GC) == set()
    muet = reporte.model_copy(update={"incident": Incident(**INCIDENT | {"justification": ""})})
    assert codes(verifier(muet, GC), GC) == {"INCIDENT_INCOMPLET"}


# --- The deliberation (S0 §3.1, S3 §4) ---


@pytest.mark.parametrize("vide", ["B2.C3", "B2"])
def test_le_jury_se_prononce_sur_chaque_competence_et_chaque_bloc_vise(vide: str):
    """G-067, M-054: the three levels of the deliberation."""
    entier = pv(GC)
    sans = entier.model_copy(
        update={
            "jury_competences": {c: v for c, v in entier.jury_competences.items() if c != vide},
            "jury_blocs": {b: v for b, v in entier.jury_blocs.items() if b != vide},
        }
    )
    constats = verifier(sans, GC)
    assert codes(constats, GC) == {"DECISION_DU_JURY_MANQUANTE"}
    champ = "jury_competence_b2_c3" if "." in vide else "jury_bloc_b2"
    assert noms(constats, "DECISION_DU_JURY_MANQUANTE") == {champ}


@pytest.mark.parametrize(("champ", "trop"), [("jury_competences", "B3.C1"), ("jury_blocs", "B3")])
def test_le_jury_ne_se_prononce_pas_sur_un_bloc_qui_n_est_pas_vise(champ: str, trop: str):
    """M-054"""
    deux = pv(GC, vises=("B1", "B2"))
    deborde = deux.model_copy(update={champ: {**getattr(deux, champ), trop: VERDICTS[True]}})
    constats = verifier(deborde, GC)
    assert codes(constats, GC) == {"DECISION_HORS_PORTEE"}
    assert codes(verifier(deux, GC), GC) == set()


def test_une_preconisation_dont_seule_la_nature_est_choisie_en_est_une():
    """G-046, G-075: « Tutorat » says enough."""
    assert trouves(jury={"B1": False}, preconisations=((Preconisation.TUTORAT, None),)) == set()
    assert trouves(jury={"B1": False}, preconisations=()) == {"PRECONISATION_CONSEILLEE"}


@pytest.mark.parametrize("deroulement", [Deroulement.REPORTE, Deroulement.ABSENT, Deroulement.EXCUSE])
def test_sans_epreuve_tenue_aucun_resultat_n_est_attendu_ni_garde(deroulement: Deroulement):
    """M-020: accepted without results; those that were written are said not to count."""
    vide = pv(
        GC,
        deroulement=deroulement,
        membres=(),
        jury_competences={},
        jury_blocs={},
        avis=None,
        releve_decision=None,
        points_forts=None,
        commentaire_candidat=None,
    )
    assert codes(verifier(vide, GC), GC) == set()
    for champ in ("jury_competences", "jury_blocs", "avis"):
        rempli = vide.model_copy(update={champ: getattr(pv(GC), champ)})
        constats = verifier(rempli, GC)
        assert codes(constats, GC) == {"RESULTATS_SANS_EPREUVE"}
        assert not any(map(bloque, constats))


def test_une_duree_trop_longue_est_dite_avec_le_pv():
    """G-043: B1 lasts 70 minutes (M-034)."""
    assert trouves(durees={"B1": 70}) == set()
    assert trouves(durees={"B1": 71}) == {"DUREE_DEPASSEE"}


def test_toutes_les_anomalies_sont_dites_ensemble():
    constats = verifier(pv(GC, organisme=None, points_forts=None, avis=None, **juges(EXPERT)), GC)
    attendues = {"ORGANISME_MANQUANT", "POINTS_FORTS_MANQUANT", "AVIS_MANQUANT", "EFFECTIF_DU_JURY", "SIEGE_DU_JURY"}
    assert codes(constats, GC) == attendues

"""The référentiels that ship, against figures copied by hand from the sources."""

import json
import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest

from pipeline import referentiels
from pipeline.model.catalogue import Catalogue
from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import Branche, RoleMembre, Voie
from pipeline.settings import shipped

LIVRES = shipped("referentiels")
TITRES = {
    ("GC", "B1"): "Gestion de la relation usagers de la Sécurité sociale",
    ("GC", "B2"): "Contribution à la maîtrise des risques et à la qualité du service de la Sécurité sociale",
    ("GC", "B3"): "Gestion des droits de l'usager de la Sécurité sociale",
    ("COS", "B1"): "Gestion de la relation usagers de la Sécurité sociale",
    ("COS", "B2"): "Contribution à la maîtrise des risques et à la qualité du service de la Sécurité sociale",
    ("COS", "B3"): "Promotion des offres de services de la Sécurité sociale",
    ("COS", "B4"): "Traitement et fiabilité des données de la Sécurité sociale",
}
# S3 §3.1.3: whole épreuve, then its phases in order; the jury speaks only in the last.
DUREES = {
    ("GC", "B1"): (70, [30, 20, 20]),
    ("GC", "B2"): (30, [15, 15]),
    ("GC", "B3"): (90, [75, 15]),
    ("COS", "B1"): (70, [30, 20, 20]),
    ("COS", "B2"): (30, [15, 15]),
    ("COS", "B3"): (50, [30, 20]),
    ("COS", "B4"): (35, [20, 15]),
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return referentiels.charger((LIVRES,))


@pytest.fixture(scope="module", params=[("GC", "2021.1"), ("GC", "2023.1"), ("COS", "2021.1"), ("COS", "2023.1")])
def livre(request: pytest.FixtureRequest, catalogue: Catalogue) -> Referentiel:
    referentiel = catalogue.version(*request.param)
    assert referentiel is not None
    return referentiel


def test_g002_g003_le_catalogue_tient_les_huit_cqp_et_les_trois_metiers_reglementes(catalogue: Catalogue):
    """G-002, G-003."""
    assert [(c.intitule, c.metier_reglemente) for c in catalogue.cqp] == [
        ("Délégué de l'assurance maladie", False),
        ("Manager opérationnel de la Sécurité sociale", False),
        ("Conseiller offres de services de la Sécurité sociale", False),
        ("Gestionnaire conseil de la Sécurité sociale", False),
        ("Gestionnaire carrière", False),
        ("Contrôleur du recouvrement", True),
        ("Contrôleur allocataires", True),
        ("Inspecteur du recouvrement", True),
    ]
    for referentiel in catalogue.referentiels:
        connu = catalogue.connu(referentiel.code)
        assert connu is not None
        assert connu.intitule == referentiel.intitule.valeur


def test_m010_m011_m033_les_blocs_et_leurs_titres(livre: Referentiel):
    """M-010, M-011, M-033."""
    attendus = {bloc: titre for (code, bloc), titre in TITRES.items() if code == livre.code}
    assert {b.code: b.intitule for b in livre.blocs} == attendus


def test_k14_l_autre_titre_du_bloc_3_est_reconnu(catalogue: Catalogue):
    """K14."""
    gc = catalogue.version("GC", "2023.1")
    trouve = gc.cherche_bloc("gestion des droits de l’UTILISATEUR de la Securite  sociale")
    assert trouve is gc.bloc("B3")
    assert gc.cherche_bloc("3") is gc.cherche_bloc("b3") is trouve
    assert gc.cherche_bloc("B9") is None


def test_m003_numeros_rncp_et_niveaux(livre: Referentiel):
    """M-003, G-014."""
    numero, niveau, nsf = {"GC": ("35729", 5, ["313t", "300"]), "COS": ("35543", 4, ["310", "300"])}[livre.code]
    assert (livre.rncp.numero, livre.rncp.niveau, [n.code for n in livre.rncp.nsf]) == (numero, niveau, nsf)


def test_m024_a_m048_durees_des_epreuves(livre: Referentiel):
    """M-024, M-025, M-026, M-028, M-029, M-030, M-031, M-032, M-034, M-035, M-037, M-041, M-046, M-047, M-048."""
    for bloc in livre.blocs:
        (epreuve,) = livre.epreuves(bloc.code)
        trouve = (epreuve.minutes, [p.minutes_max for p in epreuve.phases])
        assert trouve == DUREES[livre.code, bloc.code]
        assert [p.intervention_jury for p in epreuve.phases] == [False] * (len(epreuve.phases) - 1) + [True]
        assert epreuve.debrief_max == 15
        assert epreuve.a_distance


@pytest.mark.parametrize(
    ("code", "bloc", "attendus"),
    [
        pytest.param("GC", "B1", ["2 à 5 courriers ou courriels", "salle dédiée"], id="M-024 M-038"),
        pytest.param("GC", "B2", ["deux compétences du bloc au moins", "Aucun document ni support"], id="M-026 M-042"),
        pytest.param("GC", "B3", ["étape par étape", "autocontrôle et les suites"], id="M-039"),
        pytest.param("GC", "B3", ["Maladie, Retraite et Recouvrement : le candidat choisit"], id="M-044"),
        pytest.param("GC", "B3", ["l'employeur présélectionne", "30 minutes avant"], id="M-045"),
        pytest.param("COS", "B4", ["son nom, son organisme et sa fonction", "rappelle en entier le cadre"], id="M-036"),
    ],
)
def test_ce_que_l_epreuve_demande(catalogue: Catalogue, code: str, bloc: str, attendus: list[str]):
    (epreuve,) = catalogue.version(code, "2023.1").epreuves(bloc)
    consignes = " ".join(epreuve.consignes)
    assert [a for a in attendus if a not in consignes] == []


def test_m043_trente_minutes_de_preparation_pour_la_seule_branche_famille(livre: Referentiel):
    """M-043."""
    preparations = {
        b.code: [(p.branche, p.minutes) for e in livre.epreuves(b.code) for p in e.preparations] for b in livre.blocs
    }
    assert preparations == {
        b.code: [(Branche.FAMILLE, 30)] if (livre.code, b.code) == ("GC", "B3") else [] for b in livre.blocs
    }


def test_m051_m052_entretien_de_vae(livre: Referentiel):
    """M-051, M-052, M-049 and the ceiling of G-112."""
    vae = livre.vae
    assert (vae.presentation.minutes_min, vae.presentation.minutes_max) == (5, 10)
    assert (vae.questions.minutes_max, vae.plafond_minutes.valeur) == (35, 60)
    assert vae.ouverte.valeur
    assert not vae.blocs_seuls.valeur


def test_m005_m006_quatre_cinquiemes(livre: Referentiel):
    """M-005, M-006."""
    for seuil in (livre.regles.seuil_criteres, livre.regles.seuil_competences):
        assert (seuil.numerateur, seuil.denominateur, seuil.source) == (4, 5, "S3 §1.2")


def test_m019_un_president_et_un_expert(livre: Referentiel):
    """M-019, M-020, G-021: the composition is a value of the référentiel, the same for every route (M-016)."""
    assert [(s.role, s.minimum, s.maximum) for s in livre.jury.sieges] == [
        (RoleMembre.PRESIDENT, 1, 1),
        (RoleMembre.EXPERT, 1, 1),
    ]
    assert (livre.jury.effectif_min.valeur, livre.jury.effectif_max.valeur) == (2, 2)
    assert livre.jury.absence.valeur == "report"


def test_k30_un_carnet_en_formation_un_livret_en_vae(livre: Referentiel):
    """K30."""
    assert {v: [p.piece for p in livre.pieces if v in p.voies] for v in Voie} == {
        Voie.FORMATION: ["carnet"],
        Voie.FORMATION_INDIVIDUALISEE: ["carnet"],
        Voie.VAE: ["livret2"],
    }


def test_m012_deux_blocs_communs_les_memes_et_reconnus_dans_les_deux_sens(catalogue: Catalogue):
    """M-012."""
    for version in ("2021.1", "2023.1"):
        gc, cos = catalogue.version("GC", version), catalogue.version("COS", version)
        for code in ("B1", "B2"):
            assert gc.bloc(code) == cos.bloc(code)
            for competence in gc.bloc(code).competences:
                assert gc.criteres(competence.code) == cos.criteres(competence.code)
        for un, autre in ((gc, cos), (cos, gc)):
            reconnus = {e.bloc for e in un.regles.equivalences if e.referentiel == autre.code and not e.versions}
            assert reconnus == {"B1", "B2"}


@pytest.mark.parametrize(
    ("code", "jour", "version"),
    [
        ("gc", date(2021, 9, 27), None),
        ("gc", date(2021, 9, 28), "2021.1"),
        ("Gc", date(2023, 8, 31), "2021.1"),
        ("GC", date(2023, 9, 1), "2023.1"),
        ("GC", date(2026, 7, 8), "2023.1"),
        ("GC", date(2026, 7, 9), "2026.1"),
        ("cos", date(2026, 4, 19), "2023.1"),
        ("cos", date(2026, 4, 20), "2026.1"),
        ("cos", date(2046, 1, 1), "2026.1"),
        ("dam", date(2023, 10, 2), None),
    ],
)
def test_k26_la_version_en_vigueur_au_jour_du_jury(catalogue: Catalogue, code: str, jour: date, version: str | None):
    """K26."""
    trouve = catalogue.en_vigueur(code, jour)
    assert (trouve and trouve.version) == version


def test_les_versions_se_suivent_sans_trou(catalogue: Catalogue):
    for code in catalogue.codes:
        versions = catalogue.versions(code)
        for ancienne, nouvelle in pairwise(versions):
            assert ancienne.en_vigueur.au + timedelta(days=1) == nouvelle.en_vigueur.du
        assert catalogue.dernier(code) is versions[-1]


def test_k26_une_version_couvre_ce_jour_et_n_invente_aucun_enregistrement(catalogue: Catalogue):
    """K26, K16: nothing is known of a renewal; each bloc of the earlier versions counts."""
    for code in catalogue.codes:
        actuelle = catalogue.en_vigueur(code, date(2026, 11, 28))
        assert (actuelle.statut, actuelle.rncp, actuelle.vae.ouverte.valeur) == ("exemple", None, False)
        assert "renouvellement" in actuelle.avertissement
        for version in ("2021.1", "2023.1"):
            siens = {e.bloc for e in actuelle.regles.equivalences if e.referentiel == code and version in e.versions}
            assert siens == {b.code for b in actuelle.blocs}


def test_chaque_arrondi_est_rencontre(catalogue: Catalogue):
    """Blocs of 5 to 8 competences, competences of 3 to 9 criteria: every rounding case of M-007 from 3 to 9."""
    en_cours = [catalogue.version(c, "2023.1") for c in ("GC", "COS")]
    criteres = {len(r.criteres(c.code)) for r in en_cours for b in r.blocs for c in b.competences}
    assert criteres == set(range(3, 10))
    assert {len(b.competences) for r in en_cours for b in r.blocs} == {5, 6, 7, 8}


def test_les_deux_versions_different(catalogue: Catalogue):
    for code in catalogue.codes:
        libelles = [{c.libelle for c in r.evaluation.criteres} for r in catalogue.versions(code)]
        assert libelles[0] - libelles[1]
        assert libelles[1] - libelles[0]


def test_chaque_source_est_un_texte_connu(livre: Referentiel):
    sources = re.findall(r'"source":\s*"([^"]+)"', referentiels.exporter(livre))
    assert sources
    for source in sources:
        assert re.match(r"(S[0-4]( §[0-9.]+)?\b|Rédaction d'exemple$)", source), source


def test_un_exemple_se_dit_exemple(livre: Referentiel):
    assert livre.statut == "exemple"
    assert "SPÉCIMEN" in livre.avertissement


def test_les_fichiers_sont_ecrits_comme_le_programme_les_exporte(livre: Referentiel):
    assert (LIVRES / livre.code / f"{livre.version}.json").read_text("utf-8") == referentiels.exporter(livre)


def test_les_schemas_livres_sont_vrais(tmp_path: Path):
    for chemin in LIVRES.glob("*/*.json"):
        copie = tmp_path / chemin.relative_to(LIVRES)
        copie.parent.mkdir(exist_ok=True)
        copie.write_bytes(chemin.read_bytes())
    referentiels.ecrire_schemas(tmp_path)
    assert _schemas(tmp_path) == _schemas(LIVRES), "lancez : python -m pipeline.referentiels"


def _schemas(dossier: Path) -> dict[str, str]:
    return {str(f.relative_to(dossier)): f.read_text("utf-8") for f in dossier.rglob("*.schema.json")}


def test_le_schema_d_un_referentiel_accepte_ce_que_le_programme_charge():
    schema = json.loads((LIVRES / "referentiel.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    juge = jsonschema.Draft202012Validator(schema)
    for chemin in (*LIVRES.glob("*/*.json"), LIVRES / "modele.json"):
        contenu = json.loads(chemin.read_text("utf-8"))
        assert juge.is_valid(contenu)
        del contenu["evaluation"]["criteres"][0]["source"]
        assert not juge.is_valid(contenu)

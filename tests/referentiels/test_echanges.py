"""A référentiel comes in, goes out, is begun from the model."""

import datetime as dt
import json
import sys
from pathlib import Path

import pytest
from pydantic import TypeAdapter, create_model

from pipeline import referentiels, settings
from pipeline.errors import ConfigurationError, UsageError
from pipeline.flow import entretien
from pipeline.flow.atelier import Atelier
from pipeline.flow.entretien import Controle
from pipeline.model.moment import PARIS
from pipeline.model.referentiel import Referentiel
from pipeline.settings import shipped

LIVRES = shipped("referentiels")


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return tmp_path / "referentiels"


def fichier(dossier: Path, **changements: object) -> Path:
    contenu = {**json.loads(referentiels.modele()), **changements}
    source = dossier.parent / "a-importer.json"
    source.write_text(json.dumps(contenu), "utf-8")
    return source


def test_le_modele_passe_la_verification_et_s_installe(dossier: Path):
    source = fichier(dossier)
    assert referentiels.verifier(source) == ()
    cible = referentiels.importer(source, (dossier, LIVRES))
    assert cible == dossier / "MODELE" / "2023.1.json"
    assert {f.name for f in (dossier / "MODELE" / "2023.1").iterdir()} == {"grille-B1.schema.json", "pv.schema.json"}
    assert referentiels.charger((dossier, LIVRES)).version("modele", "2023.1").blocs


def test_ce_qui_sort_rentre_et_ne_change_plus(dossier: Path):
    for chemin in LIVRES.glob("*/*.json"):
        cible = referentiels.importer(chemin, (dossier, LIVRES))
        assert cible.read_text("utf-8") == chemin.read_text("utf-8")
    gc = referentiels.charger((dossier, LIVRES)).version("GC", "2023.1")
    assert gc == referentiels.charger((LIVRES,)).version("GC", "2023.1")


def test_une_version_installee_ne_s_ecrase_pas_sans_le_dire(dossier: Path):
    premier = referentiels.importer(fichier(dossier), (dossier, LIVRES))
    avant = premier.read_bytes()
    referentiels.importer(fichier(dossier), (dossier, LIVRES))
    autre = fichier(dossier, sigle="AUTRE")
    with pytest.raises(UsageError, match="déjà installée, avec un autre contenu") as e:
        referentiels.importer(autre, (dossier, LIVRES))
    assert "--remplacer" in e.value.action
    assert premier.read_bytes() == avant
    referentiels.importer(autre, (dossier, LIVRES), remplacer=True)
    assert referentiels.charger((dossier, LIVRES)).version("MODELE", "2023.1").sigle == "AUTRE"


def test_un_fichier_fautif_ne_laisse_aucune_trace(dossier: Path):
    source = fichier(dossier, rncp=None)
    (faute,) = referentiels.verifier(source)
    assert faute.startswith("a-importer.json, vae.ouverte : ")
    with pytest.raises(ConfigurationError, match=r"a-importer\.json, vae\.ouverte"):
        referentiels.importer(source, (dossier, LIVRES))
    assert not dossier.exists()


def test_ce_qui_contredit_les_autres_ne_s_installe_pas(dossier: Path):
    referentiels.importer(fichier(dossier), (dossier, LIVRES))
    with pytest.raises(ConfigurationError, match=r"MODELE/2024\.1\.json, en_vigueur"):
        referentiels.importer(fichier(dossier, version="2024.1"), (dossier, LIVRES))
    assert [r.version for r in referentiels.charger((dossier, LIVRES)).versions("MODELE")] == ["2023.1"]


def test_un_referentiel_abime_se_repare_en_l_important_de_nouveau(dossier: Path):
    cible = referentiels.importer(fichier(dossier), (dossier, LIVRES))
    cible.write_text("{", "utf-8")
    referentiels.importer(fichier(dossier), (dossier, LIVRES), remplacer=True)
    assert referentiels.charger((dossier, LIVRES)).version("MODELE", "2023.1")


def test_un_mot_ecrit_deux_fois_dans_un_objet_est_refuse(dossier: Path):
    """JSON keeps the last in silence: a threshold corrected above the old one would not be."""
    source = fichier(dossier)
    source.write_text(source.read_text("utf-8").replace('"sigle":', '"sigle": "ANCIEN", "sigle":', 1), "utf-8")
    (faute,) = referentiels.verifier(source)
    assert "« sigle » y figure deux fois" in faute
    with pytest.raises(ConfigurationError, match="deux fois"):
        referentiels.importer(source, (dossier, LIVRES))


def test_ce_que_notre_lecture_laisserait_passer_est_refuse_par_le_schema(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
):
    """jsonschema judges what is imported and what is loaded, whatever our own model says."""
    cible = referentiels.importer(fichier(dossier), (dossier, LIVRES))
    juste = json.loads(cible.read_text("utf-8"))
    cible.write_text(json.dumps(juste | {"inconnu": 1}), "utf-8")
    tolerante = TypeAdapter(create_model("Tolerant", __base__=Referentiel, __config__=None, inconnu=(int, 1)))
    monkeypatch.setattr(sys.modules["pipeline.referentiels.charger"], "_REFERENTIEL", tolerante)
    with pytest.raises(ConfigurationError, match=r"referentiel\.schema\.json \(règle « additionalProperties »\)"):
        referentiels.charger((dossier, LIVRES))
    (faute,) = referentiels.verifier(cible)
    assert "referentiel.schema.json" in faute


def test_un_schema_change_a_la_main_est_signale(dossier: Path):
    """The road validates by the référentiel: what a person wrote in its schema would be obeyed by nobody."""
    referentiels.importer(fichier(dossier), (dossier, LIVRES))
    assert referentiels.schemas_perimes(dossier) == ()
    place = dossier / "MODELE" / "2023.1"
    (place / "pv.schema.json").write_text("{}", "utf-8")
    (place / "grille-B9.schema.json").write_text("{}", "utf-8")
    assert referentiels.schemas_perimes(dossier) == (
        "MODELE/2023.1/grille-B9.schema.json",
        "MODELE/2023.1/pv.schema.json",
    )
    (detail,) = [c.detail for c in _diagnostic(dossier.parent) if "pv.schema.json" in c.detail]
    assert "n’est pas suivi" in detail


def _diagnostic(racine: Path) -> tuple[Controle, ...]:
    entretien.creer(racine)
    maintenant = dt.datetime(2023, 10, 2, 8, tzinfo=PARIS)
    return entretien.diagnostiquer(Atelier(settings.ouvrir(racine), maintenant))


def test_les_schemas_d_un_bloc_disparu_disparaissent(dossier: Path):
    referentiels.importer(LIVRES / "COS" / "2023.1.json", (dossier, LIVRES))
    ancien = dossier / "COS" / "2023.1" / "grille-B9.schema.json"
    ancien.write_text("{}", "utf-8")
    referentiels.ecrire_schemas(dossier)
    assert not ancien.exists()
    assert (dossier / "COS" / "2023.1" / "grille-B4.schema.json").exists()


def test_un_fichier_absent_se_dit(dossier: Path):
    with pytest.raises(UsageError, match=r"rien\.json"):
        referentiels.verifier(dossier / "rien.json")


def de_gc(tmp_path: Path, chemin: tuple[str, ...], valeur: object) -> Path:
    """The GC as it ships, but for one value, to be imported."""
    brut = json.loads((LIVRES / "GC" / "2023.1.json").read_text("utf-8"))
    partie = brut
    for cle in chemin[:-1]:
        partie = partie[cle]
    partie[chemin[-1]] = valeur
    cible = tmp_path / "a-importer.json"
    cible.write_text(json.dumps(brut), "utf-8")
    return cible


@pytest.mark.parametrize(("plafond", "dit"), [(44, True), (45, False), (60, False), (61, True), (120, True)])
def test_l_entretien_de_vae_tient_sous_son_plafond_d_une_heure(tmp_path: Path, plafond: int, dit: bool):  # noqa: FBT001 — is it said?
    """K9, G-112: 10 + 35 minutes, one hour at most."""
    source = de_gc(tmp_path, ("vae", "plafond_minutes", "valeur"), plafond)
    assert bool(referentiels.verifier(source)) is dit


def test_la_nature_d_un_metier_est_celle_du_catalogue(tmp_path: Path):
    """K19: an inspecteur du recouvrement has no bloc, whatever its référentiel says."""
    source = de_gc(tmp_path, ("code",), "IR")
    (faute,) = referentiels.verifier(source)
    assert "métier réglementé, sans blocs" in faute
    with pytest.raises(ConfigurationError, match="métier réglementé"):
        referentiels.importer(source, (tmp_path / "referentiels", LIVRES))
    range_ = tmp_path / "referentiels" / "IR" / "2023.1.json"
    range_.parent.mkdir(parents=True)
    range_.write_bytes(source.read_bytes())
    with pytest.raises(ConfigurationError, match="métier réglementé"):
        referentiels.charger((tmp_path / "referentiels", LIVRES))


@pytest.mark.parametrize(
    ("chemin", "valeur", "dit"),
    [
        (("code",), "GX", "n'est pas un CQP connu"),
        (("intitule", "valeur"), "Gestionnaire de tout", "n'est pas celui du CQP"),
        (("intitule", "valeur"), "CQP GESTIONNAIRE CONSEIL de la sécurité sociale", ""),
    ],
)
def test_un_cqp_ou_un_intitule_inconnu_est_a_confirmer(tmp_path: Path, chemin: tuple[str, ...], valeur: str, dit: str):
    """K16: it installs, since a CQP may be new, and says so."""
    source = de_gc(tmp_path, chemin, valeur)
    assert referentiels.verifier(source) == ()
    remarques = referentiels.remarques(source, (LIVRES,))
    assert (dit in remarques[0]) if dit else not remarques

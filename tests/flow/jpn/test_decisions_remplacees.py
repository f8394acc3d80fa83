"""K40: a second workbook of decisions changes nothing that somebody has not confirmed, and nothing once proclaimed."""

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.errors import UsageError
from pipeline.flow import confirmer, rendre
from pipeline.model.classeur import Brut
from pipeline.workbooks.read import lire
from tests.outils.espace import PHRASE, Chantier, copier

SOIR = "2023-10-13T16:00"
REFUS: dict[str, Brut] = {
    "dossier_decision_1": "Non-certification",
    "dossier_bloc_1_b2": "Non attribué",
    "dossier_motif_1": PHRASE,
    "preconisation_1": PHRASE,
}


@pytest.fixture(scope="module")
def decide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Decided: « Partielle »; then the same workbook, with another decision, dropped and treated."""
    c = Chantier(tmp_path_factory.mktemp("decide") / "espace")
    c.dossier("GC-1", blocs=("B2",))
    c.traiter()
    copier(c.sieger(), c.vierges / "decisions.xlsx")
    c.traiter(SOIR)
    redeposer(c, "decisions corrigees", **REFUS)
    c.traiter(SOIR)
    return c.racine


@pytest.fixture
def chantier(decide: Path, tmp_path: Path) -> Chantier:
    return Chantier(shutil.copytree(decide, tmp_path / "espace"))


def redeposer(chantier: Chantier, nom: str, **valeurs: Brut) -> Path:
    return chantier.remplir(chantier.vierges / "decisions.xlsx", chantier.inbox / f"{nom}.xlsx", valeurs)


def decision(chantier: Chantier) -> str | None:
    vue = next(c for c in chantier.etat(SOIR).candidatures if c.id == "GC-1")
    return vue.decision.decision if vue.decision else None


def dernier(chantier: Chantier) -> str:
    return next(d.id for d in reversed(chantier.etat(SOIR).depots) if d.type == "jpn")


def test_les_decisions_changees_attendent_et_rien_n_est_proclame(chantier: Chantier):
    """What counts meanwhile is what was in order; the office reads it, and what to do."""
    assert decision(chantier) == "Partielle"
    with pytest.raises(UsageError) as refus:
        chantier.proclamer()
    depot = dernier(chantier)
    assert "Partielle, B2 attribué → Non-certification, B2 non attribué" in refus.value.message
    assert f"« Confirmer un remplacement » pour {depot}" in refus.value.action
    a_faire = [r for r in load_workbook(chantier.institut / "suivi.xlsx")["À faire"].values if r[0] == depot]
    assert len(a_faire) == 1
    (copie,) = (chantier.institut / "a-corriger").glob("*à confirmer*.xlsx")
    feuille = load_workbook(copie)["À corriger"]
    assert feuille["A1"].value == "À confirmer : ce classeur en remplace un autre"
    assert "Il n’y a rien à corriger ici" in str(feuille["A2"].value)
    identite = lire(copie).identite
    assert identite is not None
    assert identite.corrige == depot
    copier(copie, chantier.inbox / copie.name)
    chantier.traiter(SOIR)
    assert decision(chantier) == "Non-certification"
    assert list((chantier.institut / "a-corriger").iterdir()) == []
    chantier.proclamer()


def test_une_personne_confirme_par_un_ordre(chantier: Chantier):
    confirmer.confirmer(chantier.atelier(SOIR), dernier(chantier).lower(), "Relu au procès-verbal")
    assert decision(chantier) == "Non-certification"
    chantier.proclamer()


def test_reprendre_le_second_rend_la_main_au_premier(chantier: Chantier):
    rendre.annuler(chantier.atelier(SOIR), dernier(chantier), "Mauvais fichier")
    chantier.proclamer()
    assert decision(chantier) == "Partielle"


def test_ce_qui_est_proclame_ne_change_plus(chantier: Chantier):
    """Neither by a workbook that waited, nor by one dropped afterwards."""
    confirmer.confirmer(chantier.atelier(SOIR), dernier(chantier), "Relu au procès-verbal")
    chantier.proclamer()
    redeposer(chantier, "trop tard")
    (depot,) = chantier.traiter("2023-10-14T09:00").depots
    assert (depot.etat, depot.anomalies[-1].code) == ("refuse", "JPN_DEJA_PROCLAMEE")
    assert decision(chantier) == "Non-certification"


def test_un_classeur_refuse_retient_la_proclamation(chantier: Chantier):
    """Its decisions are not those that count: nobody is certified on the workbook that it was to correct (K40)."""
    rendre.annuler(chantier.atelier(SOIR), dernier(chantier), "Mauvais fichier")
    redeposer(chantier, "avec un motif trop court", **REFUS | {"dossier_motif_1": "Non"})
    (depot,) = chantier.traiter(SOIR).depots
    assert depot.etat == "refuse"
    with pytest.raises(UsageError, match="attend d’être corrigé") as refus:
        chantier.proclamer()
    assert depot.id in refus.value.message
    rendre.annuler(chantier.atelier(SOIR), depot.id, "Il ne compte pas")
    chantier.proclamer()
    assert decision(chantier) == "Partielle"


def test_rien_n_est_proclame_avant_la_deliberation(chantier: Chantier):
    """K1: of the day it was dropped, but before its hour."""
    rendre.annuler(chantier.atelier(SOIR), dernier(chantier), "Mauvais fichier")
    with pytest.raises(UsageError, match="à 15:30, à venir"):
        chantier.proclamer(quand="2023-10-13T15:29")
    chantier.proclamer(quand="2023-10-13T15:30")


def test_des_decisions_ne_se_deposent_pas_la_veille(tmp_path: Path):
    """G-068: what has not sat yet has decided nothing."""
    c = Chantier(tmp_path)
    c.dossier("GC-1", blocs=("B2",))
    c.traiter()
    c.sieger()
    (depot,) = c.traiter("2023-10-12T16:00").depots
    assert (depot.etat, [a.code for a in depot.anomalies if a.bloquante]) == ("refuse", ["DATE_A_VENIR"])

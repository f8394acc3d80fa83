"""K41, S0 §3.3.1: a parchemin goes to its holder; his address is asked when it is needed, and told to nobody else."""

import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.outils import sessions
from tests.outils.espace import JPN, PHRASE, Chantier
from tests.outils.impressions import bordereaux, dit, imprimer, pages
from tests.outils.sessions import candidat

ADRESSE = {
    "adresse_rue": "2 rue des Mirabelles",
    "adresse_complement": "Bâtiment C",
    "adresse_code_postal": 1000,  # as a spreadsheet keeps 01000
    "adresse_commune": "Nulle-Part",
}
CODE = "ADRESSE_DU_TITULAIRE"
APRES = "2023-10-14T09:00"


@pytest.fixture
def chantier(tmp_path: Path) -> Chantier:
    return Chantier(tmp_path / "espace")


def demandees(chantier: Chantier) -> list[str]:
    return [c.id for c in chantier.etat(APRES).candidatures for a in c.a_completer if a.code == CODE]


def a_faire(chantier: Chantier) -> list[str]:
    feuille = load_workbook(chantier.institut / "suivi.xlsx")["À faire"]
    return [" ".join(map(str, rangee)) for rangee in feuille.iter_rows(min_row=2, values_only=True)]


def ecrit(docx: Path) -> str:
    with zipfile.ZipFile(docx) as archive:
        return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())


def test_an_address_is_asked_until_it_is_known_and_masked_everywhere_else(chantier: Chantier):
    """From the blank workbook; K18: where the candidate lives never reaches the jury paritaire."""
    deux = [candidat("GC-1", **ADRESSE), candidat("GC-2")]
    sessions.deposer(chantier, deux)
    chantier.dossier("GC-1", commentaire_candidat=f"{PHRASE} Il vient du 2 rue des Mirabelles à 01000 Nulle-Part.")
    chantier.dossier("GC-2")
    chantier.traiter()
    assert demandees(chantier) == [], "nothing is to be sent yet"
    chantier.sieger()
    dossiers = list((chantier.racine / f"outbox/jpn/{JPN}").rglob("*.docx"))
    assert dossiers
    assert not [d.name for d in dossiers if "Mirabelles" in ecrit(d) or "01000" in ecrit(d)]
    chantier.traiter("2023-10-13T16:00")
    chantier.proclamer()
    chantier.traiter(APRES)
    assert demandees(chantier) == ["GC-2"]
    assert [ligne for ligne in a_faire(chantier) if "adresse à compléter" in ligne and "GC-2" in ligne]
    tirage = imprimer(chantier, APRES)
    assert tirage["adresses_a_completer"] == ["Nom-GC-2 Prénom"]
    (etiquettes,) = pages(chantier, tirage["etiquettes"])
    assert "Prénom Nom-GC-1 Bâtiment C 2 rue des Mirabelles 01000 Nulle-Part" in etiquettes
    assert "Prénom Nom-GC-2 (adresse à compléter)" in etiquettes
    sessions.deposer(chantier, [deux[0], candidat("GC-2", **{**ADRESSE, "adresse_rue": "3 rue des Mirabelles"})])
    chantier.traiter("2023-10-15T09:00")
    assert demandees(chantier) == []
    assert "3 rue des Mirabelles" in dit(bordereaux(chantier)["GC-2"])
    assert "2 rue des Mirabelles" in dit(bordereaux(chantier)["GC-1"])
    refait = imprimer(chantier, "2023-10-15T10:00")
    assert refait["deja_fait"]
    assert refait["adresses_a_completer"] == []
    assert "3 rue des Mirabelles" in pages(chantier, refait["etiquettes"])[0]

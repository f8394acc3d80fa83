"""What LibreOffice saves says the same: the same values under the same names, accepted alike."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import coordinate_to_tuple, get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from pipeline.workbooks.read import lire
from tests.outils.espace import PHRASE, Chantier
from tests.outils.libreoffice import LibreOffice


@pytest.fixture
def chantier(tmp_path: Path) -> Chantier:
    return Chantier(tmp_path / "espace")


def valeurs(fichier: Path) -> dict[str, object]:
    return {nom: c.valeur for nom, c in lire(fichier).cellules.items() if c.valeur is not None}


def remanier(fichier: Path) -> None:
    """A row and a column inserted before everything, a sheet added: names and merges follow, as in any office."""
    classeur = openpyxl.load_workbook(fichier)
    for feuille in classeur.worksheets:
        if feuille.title != "_cqp":
            fusions = [CellRange(str(f)) for f in feuille.merged_cells.ranges]
            for fusion in fusions:
                feuille.unmerge_cells(str(fusion))
            feuille.insert_rows(1)
            feuille.insert_cols(1)
            for fusion in fusions:
                fusion.shift(1, 1)
                feuille.merge_cells(fusion.coord)
    for nom in classeur.defined_names.values():
        titre, _, adresse = nom.attr_text.rpartition("!")
        ligne, colonne = coordinate_to_tuple(adresse.replace("$", ""))
        nom.attr_text = f"{titre}!${get_column_letter(colonne + 1)}${ligne + 1}"
    classeur.create_sheet("Notes du jury", 1)["A1"] = "à relire"
    classeur.save(fichier)


@pytest.mark.parametrize("etapes", [("xlsx",), ("ods", "xlsx")], ids=["xlsx", "ods puis xlsx"])
def test_a_round_trip_keeps_the_data(etapes: tuple[str, ...], chantier: Chantier, soffice: LibreOffice, tmp_path: Path):
    grille = chantier.grille("GC-1", "B1", critere_b1_c1_1="Non observé", commentaire_b1_c1=PHRASE, duree_echange=20)
    for source in (grille, chantier.pv("GC-1", incident_nature=PHRASE)):
        attendues = valeurs(source)
        remanier(source)
        rendu = source
        for rang, vers in enumerate(etapes):
            dossier = tmp_path / f"{source.stem}-{rang}"
            dossier.mkdir()
            rendu = soffice.convertir(rendu, vers, dossier)
        assert valeurs(rendu) == attendues
        shutil.move(rendu, source)
    incident = {f"incident_{x}": PHRASE for x in ("impact", "decision", "justification")}
    chantier.remplir(chantier.inbox / "GC-1 PV.xlsx", chantier.inbox / "GC-1 PV.xlsx", incident)
    assert {d.etat for d in chantier.traiter().depots} == {"accepte"}
    (bloc,) = [b for b in chantier.candidature("GC-1").blocs if b.code == "B1"]
    assert (bloc.competences[0].criteres_non_observes, bloc.calcul) == (1, True)


def test_no_byte_of_an_ods_reaches_libreoffice(chantier: Chantier, monkeypatch: pytest.MonkeyPatch):
    """It would open the addresses and read the local files that it names (issue 9, 26): refused, with the move."""
    monkeypatch.setattr("subprocess.Popen", lambda *_, **__: pytest.fail("a program was started"))
    (chantier.inbox / "GC-1 grille B1.ods").write_bytes(b"PK\x03\x04")
    (depot,) = chantier.traiter().depots
    assert [a.code for a in depot.anomalies] == ["FORMAT_ODS"]
    assert "Excel 2007-365 (.xlsx)" in depot.anomalies[0].action
    assert (chantier.institut / "a-corriger" / "GC-1 grille B1 - à corriger (D-000001).txt").is_file()

"""What `pip install` gives: the référentiels and the templates travel inside the wheel."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

RACINE = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installee(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dossier = tmp_path_factory.mktemp("roue")
    hatchling = Path(sys.executable).with_name("hatchling")
    subprocess.run([hatchling, "build", "-t", "wheel", "-d", dossier], cwd=RACINE, check=True, capture_output=True)
    (roue,) = dossier.glob("*.whl")
    with zipfile.ZipFile(roue) as archive:
        archive.extractall(dossier / "site")
    return dossier / "site"


def test_every_shipped_file_is_in_the_wheel(installee: Path):
    for nom in ("referentiels", "templates"):
        ici = {f.relative_to(RACINE) for f in (RACINE / nom).rglob("*") if f.is_file() and not f.name.startswith(".")}
        assert ici
        assert not {f for f in ici if not (installee / "pipeline" / "_shipped" / f).is_file()}


def test_the_wheel_makes_a_workbook_without_the_checkout(installee: Path, tmp_path: Path):
    fichier = tmp_path / "grille.xlsx"
    commande = [sys.executable, "-m", "pipeline", "--maintenant", "2023-10-02T09:00", "classeur", "grille"]
    fait = subprocess.run(
        [*commande, "--referentiel", "GC", "--bloc", "B1", "-o", fichier],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installee)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert fait.returncode == 0, fait.stderr
    assert "critere_b1_c1_1" in openpyxl.load_workbook(fichier).defined_names

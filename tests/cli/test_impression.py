"""The printer's settings from the command line: the page that measures them, the values that no sheet can bear."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from pipeline.cli import main


def cqp(racine: Path, reglages: str, *mots: object) -> Result:
    (racine / "inbox").mkdir(exist_ok=True)
    (racine / "cqp.toml").write_text(f"[impression]\n{reglages}\n", "utf-8")
    return CliRunner().invoke(main, [str(m) for m in mots], env={"CQP_ESPACE": str(racine)}, prog_name="cqp")


def test_the_calibration_page_bears_the_offset_in_force(tmp_path: Path):
    fait = cqp(tmp_path, "decalage_y_mm = -2.5", "imprimer", "--calibrage", "-o", tmp_path / "page.pdf")
    assert fait.exit_code == 0, fait.output
    assert "decalage_y_mm = -2.5" in PdfReader(tmp_path / "page.pdf").pages[0].extract_text()


@pytest.mark.parametrize(
    "reglage", ["decalage_x_mm = 21", "decalage_y_mm = -20.5", "etiquettes_par_ligne = 3", "etiquettes_par_colonne = 8"]
)
def test_a_setting_that_no_sheet_can_bear_is_refused(tmp_path: Path, reglage: str):
    refus = cqp(tmp_path, reglage, "imprimer", "--calibrage", "-o", tmp_path / "page.pdf")
    assert (refus.exit_code, "impression" in refus.output) == (4, True)
    assert not (tmp_path / "page.pdf").exists()


def test_without_a_date_nothing_is_printed(tmp_path: Path):
    refus = cqp(tmp_path, "", "imprimer")
    assert (refus.exit_code, "cqp imprimer 2023-10-13" in refus.output) == (2, True)

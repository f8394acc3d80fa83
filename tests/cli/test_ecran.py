"""What a name holds is shown on a terminal, never obeyed there (issue 9, 26)."""

import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from tests.outils.espace import Chantier

PIEGE = "a\x1b[31m\x07\u202e\x9b\u2028.docx"
OBEIS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u202e\ud800-\udfff]")


@pytest.fixture
def chantier(tmp_path: Path) -> Chantier:
    return Chantier(tmp_path / "espace")


def cqp(chantier: Chantier, *mots: str) -> str:
    return CliRunner().invoke(main, ["--espace", str(chantier.racine), *mots], prog_name="cqp").output


def test_no_command_lets_a_name_act_on_the_terminal(chantier: Chantier, tmp_path: Path):
    for nom in (PIEGE, os.fsdecode(b"gr\xef.docx")):
        (tmp_path / nom).write_bytes(b"x")
        dits = cqp(chantier, "verifier", str(tmp_path / nom))
        assert ".docx" in dits
        assert not OBEIS.search(dits)
        dits = cqp(chantier, "verifier", str(tmp_path / nom), "--json")
        assert not OBEIS.search(dits)
        assert json.loads(dits)["fichiers"][0]["fichier"] == str(tmp_path / nom)


def test_an_error_shows_what_it_is_about_and_does_not_obey_it(chantier: Chantier):
    dits = cqp(chantier, "expliquer", "\x1b]0;piège\x07")
    assert "piège" in dits
    assert not OBEIS.search(dits)


def test_the_commands_write_by_one_door():
    """`dit`, `ecrit`, `ecrit_json`: whoever adds a command cannot forget to clean."""
    ailleurs = re.compile(r"click\.echo\(|(?<![\w.])Text\(|(?<!\w)print\(f")
    autres = [f for f in (Path(__file__).parents[2] / "pipeline" / "cli").glob("*.py") if f.name != "ecran.py"]
    assert not [f.name for f in autres if ailleurs.search(f.read_text("utf-8"))]

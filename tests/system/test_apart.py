"""Work on foreign bytes is done by another process: its limits, its falls, and that it costs little (issue 9, 25)."""

import os
import re
import sys
import time
from pathlib import Path

import pytest

from pipeline.system import apart
from pipeline.system.apart import ApartError


def test_it_answers_what_the_function_answers_from_another_process():
    assert apart.faire(re.escape, "a.b") == re.escape("a.b")
    ailleurs = apart.faire(os.getpid)
    assert ailleurs != os.getpid()
    assert apart.faire(os.getpid) == ailleurs, "it is kept warm"


def test_too_much_memory_ends_the_work_not_us():
    with pytest.raises(ApartError) as faute:
        apart.faire(bytes, 2 << 30)
    assert faute.value.raison == "memoire"
    assert apart.faire(abs, -1) == 1


def test_too_much_time_ends_the_work(monkeypatch: pytest.MonkeyPatch):
    apart.faire(abs, -1)
    monkeypatch.setattr(apart, "DELAI_S", 0.2)
    with pytest.raises(ApartError) as faute:
        apart.faire(time.sleep, 60)
    assert faute.value.raison == "temps"


def test_a_process_that_dies_is_an_answer():
    with pytest.raises(ApartError) as faute:
        apart.faire(os.abort)
    assert faute.value.raison == "panne"
    assert apart.faire(abs, -1) == 1


def test_what_the_work_raises_is_the_cause():
    with pytest.raises(ApartError) as faute:
        apart.faire(int, "x")
    assert faute.value.raison == "panne"
    assert isinstance(faute.value.__cause__, ValueError)


def test_nothing_is_imported_from_the_folder_where_we_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Who may write on the share may not write on the machine (issue 9, 26)."""
    (tmp_path / "json.py").write_text("raise SystemExit('piège')", "utf-8")
    apart.fermer()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    assert apart.faire(abs, -1) == 1

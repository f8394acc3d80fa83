"""Slow on purpose: the whole road, killed at random moments, must end as if nothing had happened (`make torture`)."""

import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.torture

MAINTENANT = "2023-10-03T09:00"
ARRETS = 12


def cqp(espace: Path, *arguments: str | Path, codes: tuple[int, ...] = (0,)) -> str:
    commande = [sys.executable, "-m", "pipeline", "--espace", espace, "--maintenant", MAINTENANT, *arguments]
    fait = subprocess.run(commande, capture_output=True, encoding="utf-8", check=False)
    assert fait.returncode in codes, fait.stderr
    return fait.stdout


def etat(espace: Path) -> dict[str, Any]:
    vue: dict[str, Any] = json.loads(cqp(espace, "etat", "--json"))
    return vue


def fichiers(dossier: Path) -> dict[str, str]:
    """Path → hash, of all that people can take."""
    tous = (f for f in dossier.rglob("*") if f.is_file())
    return {str(f.relative_to(dossier)): hashlib.sha256(f.read_bytes()).hexdigest() for f in tous}


@pytest.fixture(scope="module")
def depots(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What the staff of the demonstration dropped before the jury paritaire, by name, as it was kept."""
    demo = tmp_path_factory.mktemp("demonstration") / "demo"
    cqp(demo.parent, "demo", demo)
    gardes = {f.name: f for f in (demo / "archives").rglob("*") if f.is_file()}
    recus = [d for d in etat(demo)["depots"] if d["type"] != "jpn"]
    return {d["fichier"]: gardes[d["sha256"] + Path(d["fichier"]).suffix] for d in recus}


def espace_neuf(racine: Path, depots: dict[str, Path]) -> Path:
    cqp(racine.parent, "init", racine)
    reglages = racine / "cqp.toml"
    texte = reglages.read_text("utf-8")
    reglages.write_text(re.sub(r"(?m)^#?\s*stabilite_s\s*=.*$", "stabilite_s = 0", texte), "utf-8")
    for nom, source in depots.items():
        shutil.copyfile(source, racine / "inbox" / nom)
    return racine


def tuer_apres(espace: Path, delai_s: float) -> bool:
    """Start a pass and kill it with its whole family; False when it had already ended."""
    commande = [sys.executable, "-m", "pipeline", "--espace", espace, "--maintenant", MAINTENANT, "traiter"]
    passe = subprocess.Popen(commande, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        passe.wait(delai_s)
    except subprocess.TimeoutExpired:
        os.killpg(passe.pid, signal.SIGKILL)
        passe.wait()
        return True
    return False


def test_a_pass_killed_at_a_dozen_moments_is_finished_by_the_next(tmp_path: Path, depots: dict[str, Path]):
    temoin = espace_neuf(tmp_path / "temoin", depots)
    debut = time.monotonic()
    cqp(temoin, "traiter", codes=(3,))
    duree = time.monotonic() - debut
    attendu, publies = etat(temoin), fichiers(temoin / "outbox")

    hasard = random.Random(20231013)  # noqa: S311 — moments drawn for a test, the same each time
    tues = 0
    for rang in range(ARRETS):
        espace = espace_neuf(tmp_path / f"espace-{rang}", depots)
        tues += tuer_apres(espace, duree * hasard.uniform(0.1, 0.9))
        cqp(espace, "traiter", codes=(0, 3))
        assert etat(espace) == attendu
        assert fichiers(espace / "outbox") == publies
        shutil.rmtree(espace)
    assert tues > ARRETS / 2

"""Killed at any moment, several at once: what was told as kept is kept, whole, and nothing is kept by halves."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import URL

from pipeline.errors import DisqueError
from pipeline.register import Registre, ouvrir, verrouiller
from pipeline.register.numeros import valide
from tests.register.exemples import LE, deposer, sha

ENTETE = """
import os
import sys
from pathlib import Path
from sqlalchemy import make_url
from pipeline.register import Demande, ouvrir, verrouiller
from pipeline.settings import Numeros
from tests.register.exemples import LE, deposer
adresse = make_url(sys.argv[1]) if "://" in sys.argv[1] else Path(sys.argv[1])
"""
AU_MILIEU = """
with ouvrir(adresse) as registre, registre.ensemble():
    for i in range(40):  # more than SQLite keeps in memory: pages of it reach the file before the end
        registre.depots.recevoir(str(i) * 100_000, "0" * 64, 1, LE)
    print("au milieu", flush=True)
    sys.stdin.read()
"""
SANS_FIN = """
with ouvrir(adresse) as registre:
    for i in range(100_000):
        print(deposer(registre, f"{i}.xlsx").id, flush=True)
"""
EN_NUMEROTANT = """
with ouvrir(adresse) as registre:
    print("prêt", flush=True)
    sys.stdin.readline()
    for i in range(100):
        une = Demande(sigle="GC", annee=2023, candidature=f"{sys.argv[2]}-{i}", type="parchemin")
        print(*registre.numeros.numeroter([une], Numeros(), LE).values(), flush=True)
"""
EN_TENANT_LE_VERROU = """
with verrouiller(adresse, "cqp traiter", LE):
    ouvrier = os.fork() == 0
    if not ouvrier:
        print("pris", flush=True)
    sys.stdin.read()
    if ouvrier:
        os._exit(0)
"""


def _lancer(code: str, adresse: Path | URL, *arguments: str) -> subprocess.Popen[str]:
    texte = adresse.render_as_string(hide_password=False) if isinstance(adresse, URL) else str(adresse)
    return subprocess.Popen(
        [sys.executable, "-c", ENTETE + code, texte, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def _tuer(processus: subprocess.Popen[str]) -> str:
    """What it had still said before kill -9."""
    processus.kill()
    dit, _ = processus.communicate()
    return dit


def test_killed_in_the_middle_of_a_transaction_nothing_of_it_remains(registre: Registre, adresse: Path | URL):
    deposer(registre, "avant.xlsx")
    en_cours = registre.depots.recevoir("a-finir.xlsx", sha("a-finir"), 1, LE).id
    processus = _lancer(AU_MILIEU, adresse)
    assert processus.stdout.readline() == "au milieu\n"
    _tuer(processus)
    if isinstance(adresse, Path):
        assert adresse.stat().st_size > 1_000_000, "half of it is in the file, to be undone"
    with ouvrir(adresse) as rouvert:
        assert [d.fichier for d in rouvert.depots.tous()] == ["avant.xlsx"]
        assert [d.id for d in rouvert.depots.en_cours()] == [en_cours]
        assert rouvert.verifier() == ()
        assert deposer(rouvert, "apres.xlsx").id == "D-000003"


@pytest.mark.parametrize("apres", [1, 7, 23])
def test_killed_at_any_moment_every_deposit_that_was_told_is_there(adresse: Path | URL, apres: int):
    processus = _lancer(SANS_FIN, adresse)
    dits = [processus.stdout.readline().strip() for _ in range(apres)]
    dits += _tuer(processus).split()
    with ouvrir(adresse) as rouvert:
        gardes = [d.id for d in rouvert.depots.tous()]
        assert gardes[: len(dits)] == dits
        assert len(gardes) + len(rouvert.depots.en_cours()) <= len(dits) + 1
        assert rouvert.verifier() == ()


def test_several_processes_draw_numbers_at_once_and_none_twice(adresse: Path | URL):
    """K24. They also make the register at once: one migrates, the others wait."""
    processus = [_lancer(EN_NUMEROTANT, adresse, nom) for nom in ("GC", "GD", "GE")]
    assert [p.stdout.readline() for p in processus] == ["prêt\n"] * 3
    for p in processus:
        p.stdin.write("partez\n")
        p.stdin.flush()
    tires = [n for p in processus for n in p.communicate()[0].split()]
    assert [p.returncode for p in processus] == [0, 0, 0]
    assert sorted(n.split("-")[2] for n in tires) == [f"{rang:05d}" for rang in range(1, 301)]
    assert all(map(valide, tires))
    with ouvrir(adresse) as registre:
        assert registre.verifier() == ()


def test_a_second_pass_is_told_who_runs_and_since_when(tmp_path: Path):
    verrou = tmp_path / "archives" / "registre.verrou"
    processus = _lancer(EN_TENANT_LE_VERROU, verrou)
    assert processus.stdout.readline() == "pris\n"
    with pytest.raises(DisqueError) as refus, verrouiller(verrou, "cqp surveiller", LE):
        pass
    assert f"cqp traiter, depuis le 02/10/2023 à 09:30, processus {processus.pid}" in refus.value.message
    processus.kill()  # its worker, which waits for the same keyboard, lives on
    processus.wait()
    for _ in range(2):
        with verrouiller(verrou, "cqp traiter", LE):
            pass
    assert verrou.read_text("utf-8") == ""
    processus.communicate()

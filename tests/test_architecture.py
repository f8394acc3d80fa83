"""The shape of the house: floors that hold, files that stay small, nothing that belongs to one machine."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

RACINE = Path(__file__).parents[1]
DOSSIERS = ("pipeline", "tests", "tools", "bench")
CODE = sorted(f for d in DOSSIERS for f in (RACINE / d).rglob("*.py") if "_shipped" not in f.parts)
ECRITS = {".py", ".md", ".toml", ".json", ".typ", ".java", ".sh", ".yaml", ".mako"}
LIGNES_PAR_FICHIER = 400
LIGNES_PAR_FONCTION = 40


def relatif(fichier: Path) -> str:
    return str(fichier.relative_to(RACINE))


def test_a_module_imports_downwards_only_and_rooms_do_not_know_each_other():
    lint_imports = Path(sys.executable).with_name("lint-imports")
    lint = subprocess.run([lint_imports, "--no-cache"], cwd=RACINE, capture_output=True, text=True, check=False)
    assert lint.returncode == 0, lint.stdout + lint.stderr


def test_every_room_stands_on_a_floor():
    """A new folder that the contract of floors does not name would escape it."""
    etages = (RACINE / "pyproject.toml").read_text("utf-8")
    pieces = {f.stem if f.is_file() else f.name for f in (RACINE / "pipeline").iterdir() if not f.name.startswith("_")}
    assert not {piece for piece in pieces if f"pipeline.{piece}" not in etages}


def test_files_stay_short():
    longs = {relatif(f): n for f in CODE if (n := f.read_text("utf-8").count("\n")) >= LIGNES_PAR_FICHIER}
    assert not longs


def test_functions_stay_short():
    """Migrations and samples are lists, which nothing is gained by cutting."""
    longues = {}
    for fichier in (f for f in CODE if "migrations" not in f.parts and f.parts[len(RACINE.parts)] != "tests"):
        for noeud in ast.walk(ast.parse(fichier.read_text("utf-8"))):
            if isinstance(noeud, ast.FunctionDef | ast.AsyncFunctionDef):
                lignes = (noeud.end_lineno or 0) - noeud.lineno + 1
                if lignes > LIGNES_PAR_FONCTION:
                    longues[f"{relatif(fichier)}:{noeud.lineno} {noeud.name}"] = lignes
    assert not longues


@pytest.mark.parametrize("trace", ["/" + "work/", "/" + "root/", "/" + "home/"])
def test_no_file_names_a_place_of_one_machine(trace: str):
    fichiers = [
        f
        for dossier in (*DOSSIERS, "docs", "templates", "referentiels", ".ci")
        for f in (RACINE / dossier).rglob("*")
        if f.is_file() and (f.suffix in ECRITS or not f.suffix)
    ]
    fichiers += [f for f in RACINE.iterdir() if f.is_file() and not f.name.startswith(".coverage")]
    fichiers += [RACINE / boite / "README.md" for boite in ("inbox", "outbox")]
    assert not [relatif(f) for f in fichiers if trace in f.read_text("utf-8", errors="ignore")]


def test_exceptions_to_the_linter_say_why():
    """A `noqa` without a reason after it is a fault hidden."""
    muets = []
    for fichier in CODE:
        for rang, ligne in enumerate(fichier.read_text("utf-8").splitlines(), 1):
            _, marque, suite = ligne.partition("# no" + "qa: ")
            if marque and " " not in suite.strip().rstrip(",").replace(", ", ","):
                muets.append(f"{relatif(fichier)}:{rang}")
    assert not muets

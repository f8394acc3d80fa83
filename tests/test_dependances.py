"""What the program stands on is told as it is: declared where it is imported, locked where it must not move."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

RACINE = Path(__file__).parents[1]
PROJET = tomllib.loads((RACINE / "pyproject.toml").read_text("utf-8"))["project"]
EXIGENCES = {canonicalize_name(r.name): r for r in map(Requirement, PROJET["dependencies"])}
DONNEES = {"tzdata"}  # read by zoneinfo where the system has no time zones


def importes() -> set[str]:
    noms: set[str] = set()
    for fichier in (f for f in (RACINE / "pipeline").rglob("*.py") if "_shipped" not in f.parts):
        for noeud in ast.walk(ast.parse(fichier.read_text("utf-8"))):
            if isinstance(noeud, ast.Import):
                noms |= {alias.name.partition(".")[0] for alias in noeud.names}
            elif isinstance(noeud, ast.ImportFrom) and noeud.module and not noeud.level:
                noms.add(noeud.module.partition(".")[0])
    return noms - set(sys.stdlib_module_names) - {"pipeline"}


def test_what_is_imported_is_declared_and_what_is_declared_is_imported():
    paquets = packages_distributions()
    assert {canonicalize_name(paquets[nom][0]) for nom in importes()} == EXIGENCES.keys() - DONNEES


def test_the_lock_holds_each_dependency_in_a_version_that_is_allowed():
    """Installed by --require-hashes: a line without its hash would refuse the whole."""
    verrou = (RACINE / "requirements.lock").read_text("utf-8")
    lignes = re.findall(
        r"^([A-Za-z0-9._-]+)==([^ ;\\]+)[^\n]*\\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", verrou, re.MULTILINE
    )
    fixes = {canonicalize_name(nom): version for nom, version, _ in lignes}
    assert len(lignes) == len(re.findall(r"^[A-Za-z]", verrou, re.MULTILINE))
    for nom, exigence in EXIGENCES.items():
        assert exigence.specifier.contains(fixes[nom]), nom


def test_the_sandbox_of_templates_has_no_known_hole():
    """CVE-2025-27516: before 3.1.6 a template could leave the sandbox that holds the certifier's."""
    assert not EXIGENCES["jinja2"].specifier.contains("3.1.5")

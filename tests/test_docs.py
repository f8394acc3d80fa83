"""The documentation is held to the program: what is not told there is red here."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from pydantic import BaseModel

from pipeline import forms, referentiels
from pipeline.cli import main
from pipeline.errors import Sortie
from pipeline.model.vocabulaire import Ordre
from pipeline.settings import Reglages, shipped
from tools import docs

RACINE = Path(__file__).parents[1]
REFERENCE = RACINE / "docs" / "reference"
LIENS = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


@pytest.mark.parametrize("page", docs.PAGES)
def test_a_reference_page_is_what_the_program_says(page: str, tmp_path: Path):
    docs.ecrire(tmp_path)
    assert (REFERENCE / page).read_text("utf-8") == (tmp_path / page).read_text("utf-8"), "lancez : make docs"


def reglages(modele: type[BaseModel], avant: str = "") -> Iterator[tuple[str, object]]:
    for nom, champ in modele.model_fields.items():
        if isinstance(champ.default, BaseModel):
            yield from reglages(type(champ.default), f"{avant}{nom}.")
        else:
            yield f"{avant}{nom}", champ.default


def documentes() -> dict[str, str]:
    """Setting → default, as the tables of docs/reglages.md give them."""
    lignes = (RACINE / "docs" / "reglages.md").read_text("utf-8").splitlines()
    return dict(m.groups() for ligne in lignes if (m := re.match(r"\| `([a-z_.]+)` \| `(.*?)` \|", ligne)))


def test_every_setting_is_documented_with_its_default_and_no_other():
    attendus = {nom: tomllib.loads(f"x = {documentes().get(nom, '[]')}")["x"] for nom, _ in reglages(Reglages)}
    assert documentes().keys() == attendus.keys()
    for nom, defaut in reglages(Reglages):
        ecrit = attendus[nom]
        assert (tuple(ecrit) if isinstance(ecrit, list) else ecrit) == defaut, nom


def commandes(groupe: click.Group, avant: str = "cqp") -> Iterator[tuple[str, click.Command]]:
    for nom, commande in groupe.commands.items():
        if isinstance(commande, click.Group):
            yield from commandes(commande, f"{avant} {nom}")
        else:
            yield f"{avant} {nom}", commande


def test_every_command_and_option_is_documented_and_explains_itself():
    page = (REFERENCE / "commandes.md").read_text("utf-8")
    for nom, commande in commandes(main):
        assert f"## `{nom}" in page
        assert commande.help, f"{nom} n'a pas d'aide"
        for option in (p for p in commande.params if isinstance(p, click.Option)):
            assert option.opts[0] in page
            assert option.help, f"{nom} {option.opts[0]} n'a pas d'aide"


def test_every_exit_code_is_documented():
    page = (REFERENCE / "commandes.md").read_text("utf-8")
    for sortie in Sortie:
        assert f"| {sortie.value} | " in page


def test_every_anomaly_is_documented():
    page = (REFERENCE / "anomalies.md").read_text("utf-8")
    for fichier in (shipped("templates") / "textes" / "anomalies").glob("*.toml"):
        for code in tomllib.loads(fichier.read_text("utf-8")):
            assert f"### `{code}` · " in page


def test_every_role_is_documented():
    page = (REFERENCE / "roles.md").read_text("utf-8")
    livres = referentiels.charger((shipped("referentiels"),)).referentiels
    formulaires = [forms.pv(r) for r in livres] + [forms.grille(r, b.code) for r in livres for b in r.blocs]
    formulaires.append(forms.jpn_vierge(("B1",)))
    roles = {champ.role for formulaire in formulaires for champ in formulaire.champs}
    assert not {role for role in roles if f"| `{role}` | " not in page}


def test_every_order_of_a_request_is_told_to_staff():
    page = (RACINE / "docs" / "sessions.md").read_text("utf-8")
    assert not {ordre.value for ordre in Ordre if ordre.value not in page}


def pages() -> list[Path]:
    boites = [RACINE / boite / "README.md" for boite in ("inbox", "outbox")]
    return [*RACINE.glob("*.md"), *(RACINE / "docs").rglob("*.md"), *boites]


@pytest.mark.parametrize("page", pages(), ids=lambda p: str(p.relative_to(RACINE)))
def test_links_between_pages_lead_somewhere(page: Path):
    liens = [lien for lien in LIENS.findall(page.read_text("utf-8")) if "://" not in lien]
    assert not [lien for lien in liens if not (page.parent / lien).exists()]

"""Persons from the command line: two records that are one, all that is held about somebody."""

from pathlib import Path

import click

from pipeline.flow import dossier_personnel, personnes

from .ecran import dit
from .francais import Ensemble
from .groupe import Contexte, avec_json, montrer


@click.group(cls=Ensemble)
def personne() -> None:
    """Les personnes : réunir deux fiches, remettre à quelqu’un ce qui est conservé sur lui."""


@personne.command()
@click.argument("une")
@click.argument("autre")
@click.option("--motif", required=True, help="Comment on sait que c’est la même personne.")
@avec_json
@click.pass_obj
def fusionner(contexte: Contexte, une: str, autre: str, motif: str, *, en_json: bool) -> None:
    """Réunit deux personnes qui n’en font qu’une (leurs numéros, ou ceux de leurs candidatures)."""
    reunie = personnes.fusionner(contexte.atelier(), une, autre, motif)
    dire = f"Une seule personne désormais : {reunie.personne} ({', '.join(reunie.candidatures)})."
    montrer(reunie.model_dump(mode="json"), en_json=en_json, dire=lambda c: c.print(dit(dire)))


@personne.command()
@click.argument("personne")
@click.option(
    "-o", "dossier", type=click.Path(path_type=Path), required=True, help="Dossier à remplir, vide ou à créer."
)
@avec_json
@click.pass_obj
def extraire(contexte: Contexte, personne: str, dossier: Path, *, en_json: bool) -> None:
    """Rassemble tout ce qui est conservé sur une personne (droit d’accès, RGPD)."""
    faite = dossier_personnel.extraire(contexte.atelier(), personne, dossier)
    dire = f"{len(faite.fichiers)} fichier(s) dans {faite.dossier}. Commencez par LISEZMOI.txt."
    montrer(faite.model_dump(mode="json"), en_json=en_json, dire=lambda c: c.print(dit(dire)))


COMMANDES = (personne,)

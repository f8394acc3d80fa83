"""What leaves for other tools: files that someone carries there himself."""

import datetime as dt
from pathlib import Path

import click
from rich.console import Console

from pipeline.flow import mycertif as export

from .ecran import dit
from .francais import Ensemble
from .groupe import Contexte, Jour, avec_json, montrer


@click.group(cls=Ensemble)
def exporter() -> None:
    """Les fichiers à verser dans d’autres outils."""


@exporter.command()
@click.argument("jour", metavar="DATE", type=Jour())
@click.option(
    "-o",
    "dossier",
    metavar="DOSSIER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Où écrire ; sans rien dire, outbox/ucanss/DATE.",
)
@avec_json
@click.pass_obj
def mycertif(contexte: Contexte, jour: dt.date, *, dossier: Path | None, en_json: bool) -> None:
    """Les résultats proclamés d’une date, pour MyCertif : un CSV et un JSON (chaque export est noté)."""
    vue = export.exporter(contexte.atelier(), jour, dossier)
    montrer(vue, en_json=en_json, dire=lambda c: _dire(c, vue["fichiers"], len(vue["resultats"])))


def _dire(console: Console, fichiers: list[str], nombre: int) -> None:
    for fichier in fichiers:
        console.print(dit(f"✓ {fichier}"))
    console.print(
        dit(f"{nombre} résultat(s). → Versez le fichier dans MyCertif, puis effacez les copies faites ailleurs.")
    )


COMMANDES = (exporter,)

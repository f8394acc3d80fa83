"""What Ucanss decided, recorded from the command line."""

import datetime as dt

import click

from pipeline.flow import ucanss

from .ecran import dit
from .groupe import Contexte, Jour, avec_json, montrer


@click.command()
@click.argument("candidature")
@click.option("--decidee-le", "date", type=Jour(), required=True, help="Date de la décision de l’Ucanss.")
@click.option("--motif", required=True, help="Motif de l’Ucanss, imprimé au dossier.")
@click.option("--par", required=True, help="Qui enregistre la décision.")
@avec_json
@click.pass_obj
def delivrer(  # noqa: PLR0913 - the options of the command
    contexte: Contexte, candidature: str, *, date: dt.date, motif: str, par: str, en_json: bool
) -> None:
    """Enregistre la décision de l’Ucanss de délivrer après l’échéance de l’enregistrement."""
    decision = ucanss.noter(contexte.atelier(), candidature, date, motif, par)
    dire = f"{decision.candidature} n’est plus retenue par les dates de l’enregistrement."
    montrer(decision.model_dump(mode="json"), en_json=en_json, dire=lambda c: c.print(dit(dire)))


COMMANDES = (delivrer,)

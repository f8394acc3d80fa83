"""The one door to the terminal: what a name or a cell holds is shown there, and never obeyed (issue 9, 26)."""

import json

import click
from rich.text import Text

from pipeline.model.nom import json_dicible, texte_dicible


def dit(texte: str, style: str = "") -> Text:
    """As it is: nothing in it is taken for a style."""
    return Text(texte_dicible(texte), style=style)


def ecrit(texte: object, *, err: bool = False) -> None:
    click.echo(texte_dicible(str(texte)), err=err)


def ecrit_json(valeur: object) -> None:
    click.echo(json_dicible(json.dumps(valeur, ensure_ascii=False, indent=1)))

"""The jury paritaire national from the command line."""

import datetime as dt

import click

from pipeline.flow import imprimer as impression
from pipeline.flow import seance

from . import affichage
from .francais import Commande, Ensemble
from .groupe import Barre, Contexte, Jour, avec_json, montrer


@click.group(cls=Ensemble)
def jpn() -> None:
    """Le jury paritaire national : ordre du jour, correspondance, proclamation."""


@jpn.command()
@click.argument("jour", metavar="DATE", type=Jour())
@avec_json
@click.pass_obj
def preparer(contexte: Contexte, jour: dt.date, *, en_json: bool) -> None:
    """Arrête l’ordre du jour et écrit le classeur des décisions."""
    vue = seance.preparer(contexte.atelier(), jour)
    montrer(vue, en_json=en_json, dire=lambda c: affichage.ordre_du_jour(c, vue))


@jpn.command()
@click.argument("jour", metavar="DATE", type=Jour())
@avec_json
@click.pass_obj
def correspondance(contexte: Contexte, jour: dt.date, *, en_json: bool) -> None:
    """Dit quelle candidature se cache derrière chaque numéro (chaque consultation est notée)."""
    vue = seance.correspondance(contexte.atelier(), jour)
    montrer(vue, en_json=en_json, dire=lambda c: affichage.correspondance(c, vue))


@jpn.command()
@click.argument("jour", metavar="DATE", type=Jour())
@avec_json
@click.pass_obj
def proclamer(contexte: Contexte, jour: dt.date, *, en_json: bool) -> None:
    """Proclame les résultats : parchemins, récapitulatifs et notifications sont faits."""
    with Barre() as progression:
        vue = seance.proclamer(contexte.atelier(), jour, progression)
    montrer(vue, en_json=en_json, dire=lambda c: affichage.proclamation(c, vue))


@click.command(cls=Commande)
@click.argument("jour", metavar="DATE", type=Jour())
@avec_json
@click.pass_obj
def imprimer(contexte: Contexte, jour: dt.date, *, en_json: bool) -> None:
    """Relie en un fichier les parchemins, puis les récapitulatifs, d’une date proclamée."""
    vue = impression.imprimer(contexte.atelier(), jour)
    montrer(vue, en_json=en_json, dire=lambda c: affichage.impression(c, vue))


COMMANDES = (jpn, imprimer)

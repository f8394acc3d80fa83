"""The jury paritaire national from the command line."""

import datetime as dt

import click

from pipeline.flow import envois
from pipeline.flow.jpn import rectifier as apres
from pipeline.flow.jpn import seance

from . import affichage
from .ecran import dit, ecrit
from .francais import Ensemble
from .groupe import Barre, Contexte, Jour, avec_json, montrer


@click.group(cls=Ensemble)
def jpn() -> None:
    """Le jury paritaire national : ordre du jour, correspondance, proclamation."""


@jpn.command()
@click.argument("jour", metavar="DATE", type=Jour())
@avec_json
@click.pass_obj
def preparer(contexte: Contexte, jour: dt.date, *, en_json: bool) -> None:
    """Arrête l’ordre du jour, écrit le classeur des décisions et le paquet anonyme."""
    with Barre() as progression:
        vue = seance.preparer(contexte.atelier(), jour, progression)
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


@jpn.command()
@click.argument("jour", metavar="DATE", type=Jour())
@click.argument("candidatures", metavar="[CANDIDATURE]...", nargs=-1)
@click.option(
    "--le", "quand", metavar="MOMENT", help="Quand ils sont partis : « 14/10/2023 à 9 h 30 ». Sinon, maintenant."
)
@click.option("--par", metavar="NOM", default="", help="Qui le dit.")
@avec_json
@click.pass_obj
def envoi(  # noqa: PLR0913 - the options of a command
    contexte: Contexte, jour: dt.date, candidatures: tuple[str, ...], quand: str | None, par: str, *, en_json: bool
) -> None:
    """Note que les résultats proclamés sont partis : tous ceux de la date, ou ceux de ces candidatures."""
    vue = envois.noter_les_resultats(contexte.atelier(), jour, candidatures, quand, par)
    montrer(vue, en_json=en_json, dire=lambda c: affichage.envoi(c, vue))


@jpn.command()
@click.argument("candidature")
@click.argument("mot")
@click.option("--motif", required=True, help="Pourquoi ce mot n’est pas un nom ici.")
@click.pass_obj
def liberer(contexte: Contexte, candidature: str, mot: str, motif: str) -> None:
    """Laisse lire, dans une copie anonyme, un mot courant qui est aussi un nom."""
    apres.liberer(contexte.atelier(), candidature, mot, motif)
    ecrit(f"« {mot} » ne sera plus masqué dans le dossier de {candidature}.")


@jpn.command()
@click.argument("candidature")
@click.option("--motif", required=True, help="Pourquoi le résultat proclamé est rectifié.")
@click.option("--nom", help="Le nom exact du titulaire : la décision reste, ses documents sont refaits.")
@click.option("--prenom", help="Le prénom exact du titulaire.")
@avec_json
@click.pass_obj
def rectifier(  # noqa: PLR0913 - the options of a command
    contexte: Contexte, candidature: str, motif: str, nom: str | None, prenom: str | None, *, en_json: bool
) -> None:
    """Révoque une décision proclamée, à décider à nouveau ; ou corrige le nom du titulaire."""
    vue = apres.rectifier(contexte.atelier(), candidature, motif, apres.Nouveau(nom=nom, prenom=prenom))
    montrer(vue, en_json=en_json, dire=lambda c: affichage.rectification(c, vue))


@jpn.command()
@click.argument("candidature")
@click.option("--motif", required=True, help="Pourquoi un duplicata est demandé.")
@avec_json
@click.pass_obj
def duplicata(contexte: Contexte, candidature: str, motif: str, *, en_json: bool) -> None:
    """Refait un parchemin ou un récapitulatif perdu : le même numéro, la mention « duplicata »."""
    vue = apres.dupliquer(contexte.atelier(), candidature, motif)
    montrer(vue, en_json=en_json, dire=lambda c: c.print(dit(f"Duplicata établi de {vue['document']}.")))


COMMANDES = (jpn,)

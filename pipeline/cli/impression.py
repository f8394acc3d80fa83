"""Printing from the command line: runs, the calibration of the printer, what becomes of each paper."""

import datetime as dt
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from pipeline.documents.planches import calibrage as page_de_calibrage
from pipeline.errors import UsageError
from pipeline.flow.impression import suivre as suivi
from pipeline.flow.impression import tirages
from pipeline.model.impression import A_NOTER, EtatImpression
from pipeline.system import ecrire

from .ecran import dit
from .francais import Commande
from .groupe import Contexte, Jour, avec_json, montrer

CALIBRAGE = Path("calibrage.pdf")


@click.command(cls=Commande)
@click.argument("jour", metavar="DATE", type=Jour(), required=False)
@click.option("--par", metavar="NOM", default="", help="Qui imprime, pour le registre d’impression.")
@click.option("--feuille", "feuilles", metavar="NUMERO", multiple=True, help="Réimprime cette feuille gâchée.")
@click.option("--motif", metavar="TEXTE", help="Pourquoi ces feuilles sont réimprimées.")
@click.option("--calibrage", is_flag=True, help="Écrit la page qui mesure le décalage de l’imprimante.")
@click.option("-o", "sortie", metavar="FICHIER", type=click.Path(path_type=Path), help="Où écrire cette page.")
@avec_json
@click.pass_obj
def imprimer(  # noqa: PLR0913 - the options of the command
    contexte: Contexte,
    jour: dt.date | None,
    *,
    par: str,
    feuilles: tuple[str, ...],
    motif: str | None,
    sortie: Path | None,
    calibrage: bool,
    en_json: bool,
) -> None:
    """Relie en un fichier les parchemins, puis les récapitulatifs, d’une date proclamée, avec leurs étiquettes."""
    if calibrage:
        vue: dict[str, Any] = {"calibrage": str(_calibrer(contexte, sortie or CALIBRAGE))}
    elif jour is None:
        raise UsageError("Dites de quelle date.", "Par exemple : cqp imprimer 2023-10-13")
    else:
        vue = tirages.imprimer(contexte.atelier(), jour, par=par, motif=motif, feuilles=feuilles)
    montrer(vue, en_json=en_json, dire=lambda c: _dire(c, vue))


def _calibrer(contexte: Contexte, sortie: Path) -> Path:
    espace = contexte.atelier_ou_rien().espace
    ecrire(sortie, page_de_calibrage(espace.reglages.impression, espace.templates, contexte.maintenant.date()))
    return sortie


def _dire(console: Console, vue: dict[str, Any]) -> None:
    if "calibrage" in vue:
        console.print(dit(f"Page de calibrage : {vue['calibrage']}. Imprimez-la à 100 % ; elle dit quoi mesurer."))
        return
    if not vue["tirages"]:
        console.print("Aucun parchemin ni récapitulatif n’est à imprimer pour cette date.")
        return
    if vue["deja_fait"]:
        console.print(dit(f"Rien de nouveau : voici le tirage {vue['numero']}, tel qu’il a été fait."))
    for tirage in vue["tirages"]:
        console.print(dit(f"À imprimer : {tirage['fichier']} ({len(tirage['documents'])} feuille(s))"))
    console.print(dit(f"Étiquettes : {vue['etiquettes']}"))
    if vue["adresses_a_completer"]:
        console.print(dit(f"Adresse à compléter : {', '.join(vue['adresses_a_completer'])}"))
        console.print("→ Écrivez-la dans le classeur de la session, ou dans cqp.toml, puis redemandez ce tirage.")
    console.print("→ Une feuille gâchée : cqp imprimer DATE --feuille NUMERO --motif TEXTE")


@click.command(cls=Commande)
@click.argument("numeros", metavar="NUMERO...", nargs=-1, required=True)
@click.option(
    "--etat",
    metavar="|".join(A_NOTER),
    required=True,
    type=click.Choice([e.value for e in A_NOTER]),
    help="Ce qui vient d’être fait du document.",
)
@click.option("--par", metavar="NOM", default="", help="Qui le dit.")
@click.option("--precision", metavar="TEXTE", help="Un numéro de recommandé, un nom, une circonstance.")
@avec_json
@click.pass_obj
def suivre(  # noqa: PLR0913 - the options of the command
    contexte: Contexte, numeros: tuple[str, ...], etat: str, par: str, precision: str | None, *, en_json: bool
) -> None:
    """Note que des parchemins ou des récapitulatifs sont signés, expédiés ou remis."""
    vue = suivi.suivre(contexte.atelier(), numeros, EtatImpression(etat), par=par, precision=precision)
    montrer(vue, en_json=en_json, dire=lambda c: _dire_le_suivi(c, vue))


def _dire_le_suivi(console: Console, vue: dict[str, Any]) -> None:
    for papier in vue["notes"]:
        console.print(dit(f"✓ {papier['numero']} : {vue['etat']}"))
    for papier in vue["deja"]:
        console.print(dit(f"= {papier['numero']} : déjà noté « {vue['etat']} »"))


COMMANDES = (imprimer, suivre)

"""Setting up, trying, checking the templates and the machine."""

import sys
from pathlib import Path

import click

from pipeline import settings
from pipeline.errors import ConfigurationError, Sortie
from pipeline.flow import entretien
from pipeline.flow.atelier import Atelier

from . import affichage
from . import demo as demonstration
from .ecran import ecrit
from .francais import Commande, Ensemble
from .groupe import Contexte, Instant, avec_json, montrer


@click.command(cls=Commande)
@click.argument("dossier", type=click.Path(path_type=Path), required=False)
@click.pass_obj
def init(contexte: Contexte, dossier: Path | None) -> None:
    """Fait un espace de travail, ou complète celui qui existe : DOSSIER, sinon celui de --espace."""
    dossier = dossier or contexte.racine
    faits = entretien.creer(dossier)
    ecrit(f"Espace de travail : {dossier.resolve()}")
    for nom in faits:
        ecrit(f"  créé : {nom}")


@click.command(cls=Commande)
@click.argument("dossier", type=click.Path(path_type=Path), default="demo")
@click.pass_context
def demo(ctx: click.Context, dossier: Path) -> None:
    """Un espace de travail fictif, traité d’un bout à l’autre."""
    demonstration.preparer_le_dossier(dossier)

    def cqp(*mots: object, quand: str) -> None:
        click.secho(f"\n$ cqp {' '.join(map(str, mots))}", bold=True)
        options = ["--espace", str(dossier), "--maintenant", quand]
        try:
            ctx.find_root().command.main([*options, *map(str, mots)], prog_name="cqp", standalone_mode=False)
        except SystemExit as e:  # some files are refused on purpose: the demonstration goes on
            if e.code not in {Sortie.OK, Sortie.REFUS}:
                raise

    def ouvrir(quand: str) -> Atelier:
        return Atelier(settings.ouvrir(dossier), Instant().convert(quand, None, None))

    demonstration.jouer(dossier, cqp, ouvrir)
    affichage.a_voir(dossier)


@click.group(cls=Ensemble)
def modeles() -> None:
    """Les modèles de documents."""


@modeles.command(name="verifier")
@avec_json
@click.pass_obj
def verifier(contexte: Contexte, *, en_json: bool) -> None:
    """Vérifie que chaque modèle Word et son jumeau PDF disent les mêmes mots."""
    fautes = entretien.verifier_les_modeles(contexte.atelier_ou_rien().espace)
    if fautes and not en_json:
        texte = "\n".join(map(str, fautes))
        raise ConfigurationError(texte, "Corrigez les modèles dans templates/, puis recommencez.")
    montrer(
        {"fautes": [f.model_dump() for f in fautes]},
        en_json=en_json,
        dire=lambda c: c.print("Les modèles sont bons : chaque Word et son PDF disent les mêmes mots."),
    )
    sys.exit(Sortie.CONFIGURATION if fautes else Sortie.OK)


@click.command(cls=Commande)
@avec_json
@click.pass_obj
def diagnostic(contexte: Contexte, *, en_json: bool) -> None:
    """Ce qui est installé, ce qui manque et comment l’installer, la santé de l’espace de travail."""
    controles = entretien.diagnostiquer(contexte.atelier_ou_rien())
    montrer(
        {"controles": [c.model_dump() for c in controles]},
        en_json=en_json,
        dire=lambda c: affichage.diagnostic(c, controles),
    )
    sys.exit(Sortie.CONFIGURATION if any(c.etat == "mauvais" for c in controles) else Sortie.OK)


COMMANDES = (init, demo, modeles, diagnostic)

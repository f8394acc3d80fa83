"""The workbooks from the command line: blank, described, filled, verified."""

import datetime as dt
import json
import sys
from pathlib import Path

import click

from pipeline.errors import Sortie, UsageError
from pipeline.flow import classeurs
from pipeline.flow.session import situations
from pipeline.flow.verifier import verifier as examiner

from . import affichage
from .ecran import ecrit
from .francais import Commande
from .groupe import Contexte, Jour, avec_json, montrer

FICHIER = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(cls=Commande)
@click.argument("type_", metavar="TYPE", type=click.Choice(classeurs.TYPES, case_sensitive=False))
@click.option("--referentiel", metavar="C", help="Code du référentiel : GC, COS…")
@click.option("--bloc", metavar="B", help="Code du bloc, pour une grille : B1, B2…")
@click.option("--date", "jour", type=Jour(), help="Jour du jury : la version en vigueur ce jour-là est prise.")
@click.option("-o", "cible", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Fichier à écrire.")
@click.pass_obj
def classeur(  # noqa: PLR0913 - one option each
    contexte: Contexte, *, type_: str, referentiel: str | None, bloc: str | None, jour: dt.date | None, cible: Path
) -> None:
    """Fait un classeur vierge, à remplir."""
    atelier = contexte.atelier_ou_rien()
    choisi = None
    if referentiel:
        date = jour or contexte.maintenant.date()
        choisi, en_vigueur = classeurs.du_jour(atelier, referentiel, date)
        if not en_vigueur:
            ecrit(
                f"Aucune version du référentiel {choisi.code} n’est en vigueur le {date:%d/%m/%Y} : "
                f"le classeur suit la dernière, {choisi.version}.",
                err=True,
            )
    connus = situations.connus(atelier) if type_ == "session" else ()
    cible.write_bytes(classeurs.vierge(atelier, type_, choisi, bloc, connus))
    ecrit(f"Classeur écrit : {cible}", err=True)


@click.command(cls=Commande)
@click.argument("fichier", type=FICHIER)
@avec_json
@click.pass_obj
def decrire(contexte: Contexte, fichier: Path, *, en_json: bool) -> None:
    """Liste les cases à remplir d’un classeur."""
    vue = classeurs.decrire(fichier, contexte.atelier_ou_rien())
    montrer(vue, en_json=en_json, dire=lambda c: affichage.cellules(c, vue))


@click.command(cls=Commande)
@click.argument("fichier", type=FICHIER)
@click.argument("valeurs", type=FICHIER)
@click.option("-o", "cible", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Fichier à écrire.")
@click.pass_obj
def remplir(contexte: Contexte, fichier: Path, valeurs: Path, cible: Path) -> None:
    """Écrit des valeurs (JSON : {nom: valeur}) dans un classeur, sans les juger."""
    try:
        lues = json.loads(valeurs.read_text("utf-8-sig"))
    except ValueError as e:
        raise UsageError(f"« {valeurs} » n’est pas du JSON.", 'Attendu : {"fiche_candidature": "GC-1"}') from e
    if not isinstance(lues, dict):
        raise UsageError(
            f"« {valeurs} » n’associe pas des noms à des valeurs.", 'Attendu : {"fiche_candidature": "GC-1"}'
        )
    classeurs.remplir(fichier, lues, cible, contexte.atelier_ou_rien())


@click.command(cls=Commande)
@click.argument("fichiers", type=FICHIER, nargs=-1, required=True)
@avec_json
@click.pass_obj
def verifier(contexte: Contexte, fichiers: tuple[Path, ...], *, en_json: bool) -> None:
    """Contrôle des fichiers sans rien enregistrer."""
    vue = examiner(contexte.atelier_ou_rien(), fichiers)
    montrer(vue.model_dump(mode="json"), en_json=en_json, dire=lambda c: affichage.verification(c, vue))
    sys.exit(Sortie.REFUS if vue.refuses else Sortie.OK)


COMMANDES = (classeur, decrire, remplir, verifier)

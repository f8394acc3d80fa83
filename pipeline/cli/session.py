"""Sessions from the command line: what staff do by dropping files, for those who script it."""

from pathlib import Path

import click

from pipeline.errors import UsageError
from pipeline.flow import envois
from pipeline.flow.session import importer as import_
from pipeline.model.session import Sorte

from . import affichage
from .francais import Ensemble
from .groupe import Contexte, avec_json, montrer


@click.group(cls=Ensemble)
def session() -> None:
    """Les sessions du jury professionnel."""


@session.command()
@click.argument("liste", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--session", "id_", required=True, metavar="S", help="Numéro de la session.")
@click.option(
    "--sorte",
    type=click.Choice(["candidats", "jures"]),
    default="candidats",
    metavar="SORTE",
    help="De qui est la liste : candidats (sans rien dire) ou jures.",
)
@click.option("--referentiel", metavar="C", help="Code du référentiel, si la session n’est pas encore connue.")
@click.option("--colonne", "colonnes", multiple=True, metavar="TITRE=ROLE", help="Ce que dit une colonne ; retenu.")
@click.option("-o", "cible", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Classeur à écrire.")
@avec_json
@click.pass_obj
def importer(  # noqa: PLR0913 - one option each
    contexte: Contexte,
    *,
    liste: Path,
    id_: str,
    sorte: Sorte,
    referentiel: str | None,
    colonnes: tuple[str, ...],
    cible: Path,
    en_json: bool,
) -> None:
    """Verse une liste (CSV) dans le classeur d’une session, quel que soit l’ordre de ses colonnes."""
    vue = import_.importer(contexte.atelier(), liste, id_, sorte, referentiel, dict(map(_colonne, colonnes)), cible)
    montrer(vue.model_dump(mode="json"), en_json=en_json, dire=lambda c: affichage.importation(c, vue))


@session.command()
@click.argument("cible")
@click.option("--le", "quand", metavar="MOMENT", help="Quand c’est parti : « 14/10/2023 à 9 h 30 ». Sinon, maintenant.")
@click.option("--par", metavar="NOM", default="", help="Qui le dit.")
@avec_json
@click.pass_obj
def envoi(contexte: Contexte, cible: str, *, quand: str | None, par: str, en_json: bool) -> None:
    """Note comme envoyé ce qu’une session donnait à envoyer, ou un seul de ses fichiers."""
    vue = envois.noter_de_la_session(contexte.atelier(), cible, quand, par)
    montrer(vue, en_json=en_json, dire=lambda c: affichage.envoi(c, vue))


def _colonne(texte: str) -> tuple[str, str]:
    titre, egal, role = texte.rpartition("=")
    if not egal:
        raise UsageError(
            f"« {texte} » ne dit pas de quelle colonne il s’agit.", 'Par exemple : --colonne "Adresse=email"'
        )
    return titre.strip(), role.strip()


COMMANDES = (session,)

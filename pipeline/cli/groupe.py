"""The `cqp` group: its options, the run's context, and the one place where an error becomes an exit code."""

import datetime as dt
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click
from click.core import ParameterSource
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from pipeline import settings
from pipeline.errors import CqpError, Sortie
from pipeline.flow.atelier import Atelier, Progression
from pipeline.model.moment import PARIS
from pipeline.system import disque

from . import francais
from .ecran import ecrit, ecrit_json
from .francais import Ensemble

VARIABLE = "CQP_MAINTENANT"
LARGEUR = 120  # characters of a line where no terminal says its own


class Instant(click.ParamType[dt.datetime]):
    """An ISO date and time; a naive one is on the clock of Paris (contrat.md)."""

    name = "ISO"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        try:
            lu = dt.datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"« {value} » n’est pas une date. Exemple : 2023-10-13T17:00", param, ctx)
        return lu.replace(tzinfo=PARIS) if lu.tzinfo is None else lu.astimezone(PARIS)


class Jour(click.ParamType[dt.date]):
    name = "DATE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"« {value} » n’est pas une date. Exemple : 2023-10-13", param, ctx)


class Contexte:
    """What the options before the command said. `fixe`: the moment given for now; null, the clock is read."""

    def __init__(self, racine: Path, fixe: dt.datetime | None, *, de_l_environnement: bool, bavard: bool) -> None:
        self.racine = racine
        self.fixe = fixe
        self.bavard = bavard
        self._a_dire = de_l_environnement

    @property
    def maintenant(self) -> dt.datetime:
        """Anew each time that it is asked: a service outlives the moment of its start."""
        return self.fixe or dt.datetime.now(PARIS)

    def atelier(self) -> Atelier:
        """A workspace dated by an environment that somebody forgot would be dated wrong in silence."""
        if self._a_dire:
            self._a_dire = False
            ecrit(f"L’heure est fixée au {self.maintenant:%d/%m/%Y à %H:%M} par {VARIABLE}.", err=True)
        return Atelier(settings.ouvrir(self.racine), self.maintenant)

    def atelier_ou_rien(self) -> Atelier:
        """For commands that need no workspace: the shipped référentiels and templates do."""
        if (self.racine / "inbox").is_dir():
            return self.atelier()
        espace = settings.Espace(racine=self.racine, reglages=settings.Reglages())
        return Atelier(espace, self.maintenant)


class Groupe(Ensemble):
    """Turns what went wrong into a sentence, a next move and a documented exit code."""

    def make_context(self, info_name: str | None, args: list[str], *reste: Any, **extra: Any) -> click.Context:  # noqa: ANN401 - as click has it
        try:
            return super().make_context(info_name, args, *reste, **extra)
        except click.UsageError as e:
            _mal_ecrite(e)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        bavard = bool(ctx.params.get("bavard"))
        try:
            return super().invoke(ctx)
        except click.UsageError as e:
            _mal_ecrite(e)
        except CqpError as e:
            finir(e.sortie, e.message, e.action, bavard=bavard)
        except KeyboardInterrupt:
            finir(Sortie.INTERRUPTION, "Interrompu.", "Relancez la même commande : elle reprendra où elle en était.")
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(Sortie.OK)
        except OSError as e:
            faute = disque(e)
            if faute is None:
                raise
            finir(faute.sortie, faute.message, faute.action, bavard=bavard)


def _mal_ecrite(e: click.UsageError) -> NoReturn:
    chemin = e.ctx.command_path if e.ctx else "cqp"
    finir(Sortie.USAGE, francais.faute(e), f"Voyez : {chemin} --help")


def finir(sortie: Sortie, message: str, action: str = "", *, bavard: bool = False) -> NoReturn:
    ecrit(message, err=True)
    if action:
        ecrit(f"→ {action}", err=True)
    if bavard:
        traceback.print_exc()
    sys.exit(sortie)


@click.group(cls=Groupe, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--espace", type=click.Path(path_type=Path), envvar="CQP_ESPACE", default=".", help="Dossier de travail.")
@click.option("--maintenant", type=Instant(), envvar=VARIABLE, help="Date et heure à prendre pour maintenant.")
@click.option("-v", "bavard", is_flag=True, help="Détaille les erreurs.")
@click.version_option(
    package_name="cqp-pipeline", prog_name="cqp", help="Montre la version.", message="%(prog)s %(version)s"
)
@click.pass_context
def main(ctx: click.Context, espace: Path, maintenant: dt.datetime | None, bavard: bool) -> None:  # noqa: FBT001 - click's flag
    """De la grille d’évaluation remplie au parchemin signé."""
    source = ctx.get_parameter_source("maintenant")
    ctx.obj = Contexte(espace, maintenant, de_l_environnement=source is ParameterSource.ENVIRONMENT, bavard=bavard)


def avec_json(commande: Callable[..., Any]) -> Callable[..., Any]:
    """`--json`: stdout holds the JSON and nothing else."""
    return click.option("--json", "en_json", is_flag=True, help="Répond en JSON.")(commande)


def montrer(valeur: object, *, en_json: bool, dire: Callable[[Console], None]) -> None:
    if en_json:
        ecrit_json(valeur)
    else:
        dire(Console(highlight=False, width=None if sys.stdout.isatty() else LARGEUR))


class Barre:
    """A progress bar on stderr, one line for each kind of work; silent when stderr is no terminal."""

    def __init__(self) -> None:
        self._barre = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(stderr=True),
            disable=not sys.stderr.isatty(),
        )
        self._taches: dict[str, Any] = {}

    def __enter__(self) -> Progression:
        self._barre.start()
        return self._avancer

    def __exit__(self, *_: object) -> None:
        self._barre.stop()

    def _avancer(self, quoi: str, fait: int, total: int) -> None:
        if quoi not in self._taches:
            self._taches[quoi] = self._barre.add_task(quoi.capitalize(), total=total)
        self._barre.update(self._taches[quoi], completed=fait, total=total)

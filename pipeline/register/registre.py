"""The register: opened, brought to the present version, closed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL

from pipeline.errors import ConfigurationError
from pipeline.model.etat import Etat

from .convocations import Convocations
from .decisions_ucanss import DecisionsUcanss
from .depots import Depots
from .documents import Documents
from .engine import Base, connecter
from .envois import Envois
from .fusions import Fusions
from .impressions import Impressions
from .journal import Journal
from .jpn import Jpn
from .numeros import Numeros
from .ordres import Ordres
from .projection import projeter
from .rectifications import Rectifications


class Registre:
    """The register, open. Each change and its line of the journal stand or fall together."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self.depots = Depots(base)
        self.jpn = Jpn(base)
        self.numeros = Numeros(base)
        self.documents = Documents(base)
        self.convocations = Convocations(base)
        self.ordres = Ordres(base)
        self.rectifications = Rectifications(base)
        self.fusions = Fusions(base)
        self.decisions_ucanss = DecisionsUcanss(base)
        self.impressions = Impressions(base)
        self.envois = Envois(base)
        self.journal = Journal(base)

    @contextmanager
    def ensemble(self) -> Iterator[None]:
        """Several operations, one commit: all or none. An exception must leave the block."""
        with self._base.ecrire():
            yield

    def projeter(self, etat: Etat) -> None:
        with self._base.ecrire() as connexion:
            projeter(connexion, etat)

    def verifier(self) -> tuple[str, ...]:
        """What is wrong with the register, in sentences; nothing when it is healthy."""
        return (*self._base.integrite(), *self.journal.verifier(), *self.numeros.verifier())

    def fermer(self) -> None:
        self._base.fermer()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, genre: type[BaseException] | None, erreur: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.fermer()


def ouvrir(ou: Path | URL) -> Registre:
    """Open the register, make it if there is none, and bring an older one to the present version."""
    base = Base(connecter(ou))
    try:
        _migrer(base)
    except BaseException:
        base.fermer()
        raise
    return Registre(base)


def _migrer(base: Base) -> None:
    config = Config()
    config.set_main_option("script_location", "pipeline.register:migrations")
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    with base.lire() as connexion:
        presente = MigrationContext.configure(connexion).get_current_revision()
    if presente == script.get_current_head():
        return
    if presente is not None and presente not in {r.revision for r in script.walk_revisions()}:
        raise ConfigurationError(
            "Le registre a été écrit par une version plus récente du programme.",
            "Installez la dernière version du programme ; le registre n'a pas été touché.",
        )
    with base.ecrire() as connexion:
        config.attributes["connection"] = connexion
        command.upgrade(config, "head")

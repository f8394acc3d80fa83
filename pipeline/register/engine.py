"""The database underneath, and the one place that knows which one it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event

from pipeline.errors import ConfigurationError, CqpError, DisqueError

PATIENCE_MS = 30_000
VERROU_POSTGRESQL = 0x435150  # "CQP": any number, the same for every program that writes here

_DISQUE = "Libérez de la place, ou rendez le dossier archives/ accessible en écriture, puis recommencez."
_SAUVEGARDE = "Remettez la dernière sauvegarde du dossier archives/, puis : cqp diagnostic"
_FAUTES: dict[str, tuple[type[CqpError], str, str]] = {
    "SQLITE_FULL": (DisqueError, "Le disque est plein : le registre n'a pas pu être écrit.", _DISQUE),
    "SQLITE_READONLY": (DisqueError, "Le registre ne peut pas être modifié : les droits manquent.", _DISQUE),
    "SQLITE_CANTOPEN": (DisqueError, "Le registre ne peut pas être ouvert : les droits manquent.", _DISQUE),
    "SQLITE_PERM": (DisqueError, "Le registre ne peut pas être ouvert : les droits manquent.", _DISQUE),
    "SQLITE_IOERR": (DisqueError, "Le disque ne répond pas : le registre n'a pas pu être lu ou écrit.", _DISQUE),
    "SQLITE_BUSY": (
        DisqueError,
        "Le registre est occupé par un autre programme.",
        "Fermez les programmes qui l'ont ouvert (un outil SQL, une copie en cours), puis recommencez.",
    ),
    "SQLITE_NOTADB": (ConfigurationError, "Le fichier du registre n'est pas un registre.", _SAUVEGARDE),
    "SQLITE_CORRUPT": (ConfigurationError, "Le registre est abîmé.", _SAUVEGARDE),
}


def connecter(ou: Path | URL) -> Engine:
    """A file is SQLite's; a URL is whatever it says (PostgreSQL when several machines share the work)."""
    if isinstance(ou, URL):
        moteur = create_engine(ou)
    else:
        try:
            ou.parent.mkdir(parents=True, exist_ok=True)
        except OSError as e:
            raise DisqueError(f"Le dossier « {ou.parent} » ne peut pas être créé.", _DISQUE) from e
        moteur = create_engine(URL.create("sqlite", database=str(ou)))
    event.listen(moteur, "handle_error", _traduire)
    if moteur.dialect.name == "sqlite":
        event.listen(moteur, "connect", _regler_sqlite)
        event.listen(moteur, "begin", _commencer_sqlite)
    else:
        event.listen(moteur, "begin", _commencer_postgresql)
    return moteur


def _traduire(contexte: ExceptionContext) -> None:
    """A full disk or a damaged file is told to a person; any other error is a bug and stays as it is."""
    origine = contexte.original_exception
    nom = str(getattr(origine, "sqlite_errorname", ""))
    for prefixe, (erreur, message, action) in _FAUTES.items():
        if nom.startswith(prefixe):
            raise erreur(message, action) from origine


def _regler_sqlite(connexion: Any, _: object) -> None:  # noqa: ANN401 (each driver has its own class)
    """A journal file, not WAL: WAL needs memory shared by all readers, which a network share does not give, and a
    copy of the one file would miss what still lies in the log. EXTRA is FULL and the folder synced too."""
    for reglage in (
        f"busy_timeout = {PATIENCE_MS}",
        "foreign_keys = ON",
        "journal_mode = DELETE",
        "synchronous = EXTRA",
    ):
        connexion.execute(f"PRAGMA {reglage}").close()


def _commencer_sqlite(connexion: Connection) -> None:
    lecture = connexion.get_execution_options().get("lecture", False)
    connexion.exec_driver_sql("BEGIN" if lecture else "BEGIN IMMEDIATE")


def _commencer_postgresql(connexion: Connection) -> None:
    """As SQLite does: one writer at a time, for the ranks and the chain of the journal leave no other way."""
    if not connexion.get_execution_options().get("lecture", False):
        connexion.exec_driver_sql(f"SELECT pg_advisory_xact_lock({VERROU_POSTGRESQL})")


class Base:
    """Hands out connections: one to read, one to write. Inside `ecrire`, every operation joins its transaction."""

    def __init__(self, moteur: Engine) -> None:
        self._moteur = moteur
        self._lecteur = moteur.execution_options(lecture=True)
        self._courante: Connection | None = None

    @contextmanager
    def ecrire(self) -> Iterator[Connection]:
        if self._courante is not None:
            yield self._courante
            return
        with self._moteur.begin() as connexion:
            self._courante = connexion
            try:
                yield connexion
            finally:
                self._courante = None

    @contextmanager
    def lire(self) -> Iterator[Connection]:
        if self._courante is not None:
            yield self._courante
            return
        with self._lecteur.connect() as connexion:
            yield connexion

    def integrite(self) -> tuple[str, ...]:
        """What the database itself finds wrong in its file."""
        if self._moteur.dialect.name != "sqlite":
            return ()
        with self.lire() as connexion:
            pages = connexion.exec_driver_sql("PRAGMA integrity_check").scalars().all()
            orphelins = connexion.exec_driver_sql("PRAGMA foreign_key_check").all()
        fautes = () if pages == ["ok"] else ("Le fichier du registre est abîmé.",)
        return (*fautes, *(f"Une ligne de la table {x[0]} renvoie à une ligne absente de {x[2]}." for x in orphelins))

    def fermer(self) -> None:
        self._moteur.dispose()

"""A PostgreSQL server of our own for the time of the tests, reached by a socket in its folder."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import URL, create_engine

COMPTE = "postgres"  # initdb refuses to run as root; Debian's package makes this account


def _programme(nom: str) -> Path | None:
    trouve = shutil.which(nom)
    installes = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{nom}"))
    return Path(trouve) if trouve else installes[-1] if installes else None


def absence() -> str | None:
    if _programme("initdb") is None or _programme("pg_ctl") is None:
        return "il manque PostgreSQL (Debian : postgresql)"
    return None if importlib.util.find_spec("psycopg") else "il manque le paquet Python psycopg[binary]"


class Serveur:
    def __init__(self, dossier: Path) -> None:
        self.dossier = dossier
        self.bases = 0
        if os.geteuid() == 0:
            shutil.chown(dossier, COMPTE)
        options = f"-c listen_addresses='' -c fsync=off -k {dossier}"
        self._lancer("initdb", "-D", dossier / "base", "-U", COMPTE, "-A", "trust", "-E", "UTF8", "--no-sync")
        self._lancer("pg_ctl", "-D", dossier / "base", "-l", dossier / "journal", "-w", "-o", options, "start")

    def _lancer(self, nom: str, *arguments: str | Path) -> None:
        commande: Sequence[str | Path | None] = (_programme(nom), *arguments)
        compte = COMPTE if os.geteuid() == 0 else None
        subprocess.run(commande, user=compte, cwd=self.dossier, check=True, stdout=subprocess.DEVNULL)

    def adresse(self, base: str) -> URL:
        return URL.create("postgresql+psycopg", username=COMPTE, database=base, query={"host": str(self.dossier)})

    def base_neuve(self) -> URL:
        self.bases += 1
        nom = f"essai_{self.bases}"
        moteur = create_engine(self.adresse("postgres"), isolation_level="AUTOCOMMIT")
        with moteur.connect() as connexion:
            connexion.exec_driver_sql(f"CREATE DATABASE {nom}")
        moteur.dispose()
        return self.adresse(nom)

    def arreter(self) -> None:
        self._lancer("pg_ctl", "-D", self.dossier / "base", "-w", "-m", "immediate", "stop")

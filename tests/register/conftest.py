"""Each behaviour of the register is asserted on SQLite and on PostgreSQL, on real databases."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, create_engine

from pipeline.register import Registre, ouvrir
from tests.outils.programmes import exiger
from tests.register import serveur


@pytest.fixture(scope="session")
def postgresql() -> Iterator[serveur.Serveur]:
    exiger(serveur.absence())
    dossier = Path(tempfile.mkdtemp(prefix="cqp-pg-"))  # not under pytest's own folder: another account must enter it
    lance = serveur.Serveur(dossier)
    yield lance
    lance.arreter()
    shutil.rmtree(dossier)


@pytest.fixture(params=["sqlite", "postgresql"])
def adresse(request: pytest.FixtureRequest, tmp_path: Path) -> Path | URL:
    """Where a new register is."""
    if request.param == "sqlite":
        return tmp_path / "archives" / "registre.sqlite"
    neuve: URL = request.getfixturevalue("postgresql").base_neuve()
    return neuve


@pytest.fixture
def registre(adresse: Path | URL) -> Iterator[Registre]:
    with ouvrir(adresse) as ouvert:
        yield ouvert


@pytest.fixture
def outil(adresse: Path | URL) -> Iterator[Engine]:
    """The SQL tool of somebody who looks into the register, or changes it, behind the program's back."""
    moteur = create_engine(adresse if isinstance(adresse, URL) else f"sqlite:///{adresse}")
    yield moteur
    moteur.dispose()

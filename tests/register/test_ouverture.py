"""Opening: a register is made, migrated, left as it is, or refused with the next move."""

import re
import resource
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import URL, Engine, text

from pipeline.errors import ConfigurationError, DisqueError
from pipeline.model.faits import EtatDepot
from pipeline.register import EtatDocument, Registre, ouvrir
from pipeline.register.engine import connecter
from pipeline.register.tables import metadata
from tests.outils.privileges import comme_tout_le_monde
from tests.register.exemples import LE, deposer, sha


def test_the_migrations_make_exactly_the_tables_of_the_program(adresse: Path | URL, outil: Engine):
    ouvrir(adresse).fermer()
    with outil.connect() as connexion:
        assert compare_metadata(MigrationContext.configure(connexion), metadata) == []


def test_opening_again_changes_no_byte(tmp_path: Path):
    fichier = tmp_path / "registre.sqlite"
    with ouvrir(fichier) as registre:
        deposer(registre)
    avant = fichier.read_bytes()
    with ouvrir(fichier) as registre:
        assert len(registre.depots.tous()) == 1
        assert registre.verifier() == ()
    assert fichier.read_bytes() == avant
    assert [f.name for f in tmp_path.iterdir()] == ["registre.sqlite"], "one file: a copy of it is a whole backup"


def test_a_register_of_a_later_program_is_refused_and_left_alone(adresse: Path | URL, outil: Engine):
    ouvrir(adresse).fermer()
    with outil.begin() as connexion:
        connexion.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ConfigurationError, match="plus récente") as refus:
        ouvrir(adresse)
    assert refus.value.action.startswith("Installez la dernière version")
    with outil.connect() as connexion:
        assert connexion.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"


def test_a_file_that_is_no_register_is_refused(tmp_path: Path):
    fichier = tmp_path / "registre.sqlite"
    fichier.write_text("Ceci est une lettre, non un registre. " * 100)
    with pytest.raises(ConfigurationError, match="n'est pas un registre") as refus:
        ouvrir(fichier)
    assert "sauvegarde" in refus.value.action


def test_a_damaged_register_is_told_as_such(tmp_path: Path):
    fichier = tmp_path / "registre.sqlite"
    with ouvrir(fichier) as registre, registre.ensemble():
        for i in range(50):
            deposer(registre, f"{i}.xlsx")
    octets = bytearray(fichier.read_bytes())
    octets[8192:] = b"\xff" * (len(octets) - 8192)
    fichier.write_bytes(octets)
    with pytest.raises(ConfigurationError, match="abîmé") as refus, ouvrir(fichier) as registre:
        registre.depots.tous()
    assert "sauvegarde" in refus.value.action


def _fermer(dossier: Path) -> None:
    for fichier in dossier.iterdir():
        fichier.chmod(0o444)
    dossier.chmod(0o555)


def test_a_register_without_the_right_to_write_can_still_be_read(tmp_path: Path):
    with ouvrir(tmp_path / "registre.sqlite") as registre:
        deposer(registre)
    _fermer(tmp_path)
    with comme_tout_le_monde(), ouvrir(tmp_path / "registre.sqlite") as registre:
        assert len(registre.depots.tous()) == 1
        with pytest.raises(DisqueError, match="droits") as refus:
            registre.depots.recevoir("b.xlsx", sha("b"), 1, LE)
    assert "accessible en écriture" in refus.value.action


def test_a_folder_without_the_right_to_write_is_told(tmp_path: Path):
    _fermer(tmp_path)
    with comme_tout_le_monde():
        with pytest.raises(DisqueError, match="droits"):
            ouvrir(tmp_path / "registre.sqlite")
        with pytest.raises(DisqueError, match="ne peut pas être créé"):
            ouvrir(tmp_path / "archives" / "registre.sqlite")


SANS_PLACE = """
import resource, sys
from pathlib import Path
from pipeline.errors import DisqueError
from pipeline.register import ouvrir
from tests.register.exemples import deposer
with ouvrir(Path(sys.argv[1])) as registre:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
    try:
        with registre.ensemble():
            for i in range(1000):
                deposer(registre, f"{i}.xlsx")
    except DisqueError as e:
        print(e.message, e.action)
"""


def test_a_file_that_cannot_grow_loses_nothing_of_what_was_kept(tmp_path: Path):
    fichier = tmp_path / "registre.sqlite"
    with ouvrir(fichier) as registre:
        deposer(registre, "avant.xlsx")
    limite = str(fichier.stat().st_size + 100 * resource.getpagesize())
    fini = subprocess.run(
        [sys.executable, "-c", SANS_PLACE, fichier, limite], check=True, capture_output=True, encoding="utf-8"
    )
    assert "disque" in fini.stdout, fini.stderr
    assert "place" in fini.stdout
    with ouvrir(fichier) as registre:
        assert [d.fichier for d in registre.depots.tous()] == ["avant.xlsx"]
        assert registre.verifier() == ()


def test_the_settings_that_keep_facts_through_a_power_cut(tmp_path: Path):
    """SQLite's own answer: EXTRA (3) is FULL and the folder too; a journal file; a constraint is a constraint."""
    moteur = connecter(tmp_path / "registre.sqlite")
    with moteur.connect() as connexion:
        lus = {
            nom: connexion.exec_driver_sql(f"PRAGMA {nom}").scalar_one()
            for nom in ("synchronous", "journal_mode", "foreign_keys")
        }
    moteur.dispose()
    assert lus == {"synchronous": 3, "journal_mode": "delete", "foreign_keys": 1}


def test_an_exception_in_the_middle_of_several_operations_undoes_them_all(registre: Registre):
    deposer(registre, "avant.xlsx")
    with suppress(ZeroDivisionError), registre.ensemble():
        deposer(registre, "pendant.xlsx")
        assert len(registre.depots.tous()) == 2, "what is written is seen inside"
        raise ZeroDivisionError
    assert [d.fichier for d in registre.depots.tous()] == ["avant.xlsx"]
    assert deposer(registre, "apres.xlsx").id == "D-000002"
    assert registre.verifier() == ()


def test_a_row_changed_with_another_tool_shows(tmp_path: Path):
    fichier = tmp_path / "registre.sqlite"
    ouvrir(fichier).fermer()
    with closing(sqlite3.connect(fichier)) as outil, outil:
        outil.execute("INSERT INTO vue_acquis VALUES ('P-1', 1, 'bloc', 'B1', 'gc', '2023-10-13', 'GC-1')")
    with ouvrir(fichier) as registre:
        assert registre.verifier() == (
            "Une ligne de la table vue_acquis renvoie à une ligne absente de vue_personnes.",
        )


def test_the_page_about_the_register_tells_every_table_and_state():
    page = (Path(__file__).parents[2] / "docs" / "registre.md").read_text("utf-8")
    dits = set(re.findall(r"`([a-z_]+)`", page))
    assert {table.name for table in metadata.tables.values()} <= dits
    assert {e.value for e in (*EtatDepot, *EtatDocument)} <= dits

"""K29: a handicap measure is in the papers that must carry it, and nowhere else."""

import re
import sqlite3
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.outils import sessions
from tests.outils.espace import Chantier
from tests.outils.sessions import AVANT, PREPARATION, candidat

MOT = "Zibeline-Quarantaine"
AMENAGE = {"handicap_le": sessions.ACCORD, "amenagement": f"Salle {MOT}", "temps_supplementaire": 33}
SIENS = re.compile(
    r"outbox/institut/S-1/(convocations/(GC-1|Jury 1) .*|fiche du responsable de session)\.(docx|pdf)"
    r"|archives/documents/[0-9a-f]{2}/[0-9a-f]{64}\.(docx|pdf)"  # the store of those very papers
    r"|outbox/institut/S-1/envois/.*\.zip"  # each holds its reader's papers, looked into below
    r"|archives/depots/[0-9a-f]{64}\.xlsx"  # the workbook that staff filled
    r"|outbox/institut/a-corriger/Session S-1.*\.xlsx"  # and its copy, given back to them
)


@pytest.fixture(scope="module")
def chantier(tmp_path_factory: pytest.TempPathFactory) -> Chantier:
    """From the session to the dossier of the candidate: nothing of him is left out."""
    chantier = Chantier(tmp_path_factory.mktemp("discretion") / "espace")
    sessions.deposer(chantier, [candidat("GC-1", **AMENAGE), candidat("GC-2")])
    chantier.traiter(PREPARATION)
    chantier.dossier("GC-1", fiche_nom="Nom-GC-1", duree_b1=95)
    sessions.deposer(chantier, [candidat("GC-1", **AMENAGE), candidat("GC-2")], convocations_motif="Corrigée")
    chantier.traiter("2023-10-03T09:00")
    return chantier


def textes(nom: str, octets: bytes) -> str:
    """All the words of a file, hidden parts and properties included."""
    if nom.endswith(".pdf"):
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(octets)).pages) + octets.decode("latin-1")
    if nom.endswith((".docx", ".xlsx", ".zip")):
        with zipfile.ZipFile(BytesIO(octets)) as archive:
            return "\n".join([*archive.namelist(), *(textes(n, archive.read(n)) for n in archive.namelist())])
    return octets.decode("utf-8", "replace")


def test_no_other_file_of_the_workspace_says_it(chantier: Chantier):
    """G-126, N-013."""
    fichiers = [f for f in chantier.racine.rglob("*") if f.is_file() and chantier.vierges not in f.parents]
    dits = {f.relative_to(chantier.racine).as_posix() for f in fichiers if MOT in textes(f.name, f.read_bytes())}
    registre = {nom for nom in dits if nom.startswith("archives/registre.sqlite")}
    assert {nom for nom in dits - registre if not SIENS.fullmatch(nom)} == set()
    assert {"outbox/institut/S-1/fiche du responsable de session.pdf"} <= dits
    assert sum("convocations/" in nom for nom in dits) == 6  # the candidate's, his two jurors', Word and PDF


def test_in_a_sending_only_the_papers_that_may(chantier: Chantier):
    for envoi in (chantier.institut / "S-1/envois").iterdir():
        with zipfile.ZipFile(envoi) as archive:
            dits = {n for n in archive.namelist() if MOT in textes(n, archive.read(n))}
        assert all(n.startswith(("convocations/", "fiche du responsable")) for n in dits)
        if envoi.name.startswith("Jury"):
            assert {n.split(" - ")[0] for n in dits} == {f"convocations/{envoi.stem.replace(' - ', ' ')}"}


def test_no_column_of_the_register_but_its_own(chantier: Chantier):
    with sqlite3.connect(chantier.racine / "archives/registre.sqlite") as base:
        ou = set()
        for (table,) in base.execute("select name from sqlite_master where type = 'table'").fetchall():
            curseur = base.execute(f'select * from "{table}"')  # noqa: S608 - the names are the register's own
            colonnes = [c[0] for c in curseur.description]
            ou |= {f"{table}.{c}" for ligne in curseur for c, v in zip(colonnes, ligne, strict=True) if MOT in str(v)}
    assert ou == {"amenagements.mesures"}


def test_neither_the_state_nor_a_message_says_that_there_is_one(chantier: Chantier):
    etat = chantier.etat(AVANT).model_dump_json()
    assert MOT not in etat
    assert not re.search("handicap|aménagement", etat, re.IGNORECASE)


def test_the_time_he_was_convened_for_is_no_fault_and_reads_as_any_other(chantier: Chantier):
    """G-043, K29, K44: 70 minutes and a third more are 95 on his convocation, in the check and on the PV."""
    (convocation,) = (chantier.institut / "S-1/convocations").glob("GC-1 * - convocation.docx")
    assert "1 h 35" in textes(convocation.name, convocation.read_bytes()).replace("\xa0", " ")
    codes = {a.code for a in chantier.candidature("GC-1").anomalies}
    assert "DUREE_DEPASSEE" not in codes
    (papier,) = chantier.institut.rglob("GC-1 * - procès-verbal.docx")
    assert "1 h 35" not in textes(papier.name, papier.read_bytes()).replace("\xa0", " ")


def test_what_is_typed_wrongly_in_a_reserved_cell_is_not_quoted(tmp_path: Path):
    chantier = Chantier(tmp_path / "espace")
    sessions.deposer(chantier, [candidat("GC-1", handicap_le=MOT, temps_supplementaire=MOT)])
    (depot,) = chantier.traiter(PREPARATION).depots
    assert depot.anomalies
    assert MOT not in depot.model_dump_json()

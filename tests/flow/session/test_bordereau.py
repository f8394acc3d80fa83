"""G-052: the bordereau de transmission lists what leaves, in words, and nothing else."""

from pathlib import Path

import pytest
from docx import Document as LireWord

from pipeline.flow import retours
from tests.outils import sessions
from tests.outils.espace import Chantier
from tests.outils.sessions import candidat


@pytest.fixture
def chantier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chantier:
    """The blank workbooks are another test's matter."""
    monkeypatch.setattr(retours, "modeles", lambda *_: iter(()))
    return Chantier(tmp_path / "espace")


def test_seul_un_dossier_pret_part_et_ses_pieces_sont_en_francais(chantier: Chantier):
    """Incomplete, postponed and withdrawn candidates are not told as sent; no piece is named by its code."""
    quatre = [
        candidat("GC-1"),
        candidat("GC-2"),
        candidat("GC-3", participation="Reporté"),
        candidat("GC-4", participation="Désisté"),
    ]
    sessions.deposer(chantier, quatre)
    chantier.dossier("GC-1")
    chantier.piece("GC-1", "carnet-masque")
    chantier.pv("GC-2")
    chantier.piece("GC-2", "carnet")
    chantier.traiter("2023-10-06T09:00")
    (fichier,) = chantier.institut.rglob("bordereau de transmission.docx")
    lignes = [[c.text for c in r.cells] for t in LireWord(str(fichier)).tables for r in t.rows]
    assert [ligne[0] for ligne in lignes if ligne[0].startswith("GC-")] == ["GC-1"]
    (pieces,) = (ligne[3] for ligne in lignes if ligne[0] == "GC-1")
    assert "(version masquée)" in pieces
    assert "-masque" not in pieces

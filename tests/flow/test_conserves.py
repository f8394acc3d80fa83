"""`diagnostic` compares what is kept with what the register tells (issue 9, point 22)."""

from pathlib import Path

import pytest

from pipeline.flow import entretien
from pipeline.register.documents import Documents
from tests.outils.espace import Chantier


@pytest.fixture(scope="module")
def chantier(tmp_path_factory: pytest.TempPathFactory) -> Chantier:
    chantier = Chantier(tmp_path_factory.mktemp("conserves"))
    chantier.dossier("GC-1", blocs=("B1",))
    chantier.grille("GC-3", "B1", critere_b1_c1_1="Peut-être")  # refused: it is kept too
    chantier.traiter()
    return chantier


def controles(chantier: Chantier) -> dict[str, tuple[str, str]]:
    vus = entretien.diagnostiquer(chantier.atelier())
    return {c.quoi: (c.etat, c.detail + c.action) for c in vus if "gardés" in c.quoi}


def test_what_is_whole_is_well(chantier: Chantier):
    assert {etat for etat, _ in controles(chantier).values()} == {"bon"}


@pytest.mark.parametrize(("dossier", "quoi"), [("documents", "documents gardés"), ("depots", "dépôts gardés")])
def test_a_file_that_is_gone_is_named_with_the_next_move(dossier: str, quoi: str, chantier: Chantier, tmp_path: Path):
    fichier = next(f for f in sorted((chantier.racine / "archives" / dossier).rglob("*")) if f.is_file())
    cache = fichier.rename(tmp_path / fichier.name)
    etat, dit = controles(chantier)[quoi]
    cache.rename(fichier)
    assert etat == "mauvais"
    assert "GC-" in dit
    assert "sauvegarde" in dit


def test_an_issued_paper_that_was_altered_is_found(chantier: Chantier, monkeypatch: pytest.MonkeyPatch):
    """What is issued is never made again: its very bytes are read, and only theirs."""
    with chantier.atelier().registre() as registre:
        document = next(d for d in registre.documents.tous() if d.etat == "publie")
    chemin = chantier.racine / "archives/documents" / document.sha256_pdf[:2] / f"{document.sha256_pdf}.pdf"
    avant = chemin.read_bytes()
    for fige, attendu in ((True, "mauvais"), (False, "bon")):
        monkeypatch.setattr(Documents, "tous", lambda _, fige=fige: (document.model_copy(update={"fige": fige}),))
        chemin.write_bytes(avant + b" ")
        etat, _ = controles(chantier)["documents gardés"]
        chemin.write_bytes(avant)
        assert etat == attendu

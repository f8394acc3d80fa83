"""A folder is held open: a link put there between the look and the act leads nowhere (issue 9, 26)."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.documents.publish import lu, oter, poser, retirer
from pipeline.inbox import spool
from pipeline.system import Dossier, LienError, ecrire
from tests.outils.espace import Chantier

SIX = range(6)


@pytest.fixture
def dehors(tmp_path: Path) -> Path:
    (tmp_path / "dehors").mkdir()
    (tmp_path / "dehors" / "g.xlsx").write_bytes(b"le fichier de quelqu'un")
    return tmp_path / "dehors"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "inbox" / "lot").mkdir(parents=True)
    (tmp_path / "inbox" / "lot" / "g.xlsx").write_bytes(b"un classeur")
    return tmp_path / "inbox"


def detourner(dossier: Path, vers: Path) -> None:
    """What someone on the share does between two looks."""
    dossier.rename(dossier.with_name(f"{dossier.name}-ailleurs"))
    dossier.symlink_to(vers)


def intact(dehors: Path) -> bool:
    """Nothing was read out of it, written into it or taken from it."""
    return {f.name: f.read_bytes() for f in dehors.iterdir()} == {"g.xlsx": b"le fichier de quelqu'un"}


@pytest.mark.parametrize("_fois", SIX)
def test_a_folder_swapped_after_it_was_seen_is_not_taken_from(_fois: int, inbox: Path, dehors: Path, tmp_path: Path):
    (vu,) = spool.presents(inbox)
    detourner(inbox / "lot", dehors)
    assert spool.nature(vu, inbox) == "absent"
    assert spool.prendre(vu, inbox, tmp_path / "archives" / "depots") is None
    assert not list((tmp_path).glob("archives/depots/*"))
    assert intact(dehors)


@pytest.mark.parametrize("_fois", SIX)
def test_a_folder_swapped_after_the_copy_loses_nothing_outside(_fois: int, inbox: Path, dehors: Path, tmp_path: Path):
    """Even when what lies there looks the same to the byte and the hour."""
    (dehors / "g.xlsx").unlink()
    os.link(inbox / "lot" / "g.xlsx", dehors / "g.xlsx")
    prise = spool.prendre(inbox / "lot" / "g.xlsx", inbox, tmp_path / "archives" / "depots")
    assert prise is not None
    detourner(inbox / "lot", dehors)
    assert spool.rendre(prise, inbox) is False
    assert (dehors / "g.xlsx").exists()


@pytest.mark.parametrize("_fois", SIX)
def test_a_folder_swapped_while_it_is_listed_shows_nothing_of_outside(
    _fois: int, inbox: Path, dehors: Path, monkeypatch: pytest.MonkeyPatch
):
    """Swapped between « it is a folder » and its opening."""
    vrai = Dossier.entrer

    def entre_temps(ici: Dossier, nom: str, **options: Any) -> Dossier:  # noqa: ANN401 - as it is called
        detourner(inbox / nom, dehors)
        return vrai(ici, nom, **options)

    monkeypatch.setattr(Dossier, "entrer", entre_temps)
    assert spool.presents(inbox) == ()
    assert intact(dehors)


def test_a_special_file_is_not_taken_away_from_outside(inbox: Path, dehors: Path):
    (dehors / "lien").symlink_to("g.xlsx")
    detourner(inbox / "lot", dehors)
    with pytest.raises(LienError):
        spool.ecarter(inbox / "lot" / "lien", inbox)
    assert (dehors / "lien").is_symlink()


def test_no_temporary_name_of_ours_can_be_guessed_nor_followed(tmp_path: Path, dehors: Path):
    """The links that were laid under our former names stay links, and the file behind is whole."""
    cible = tmp_path / "outbox" / "suivi.xlsx"
    cible.parent.mkdir()
    (cible.parent / ".suivi.xlsx.tmp").symlink_to(dehors / "g.xlsx")
    with Dossier.ouvrir(cible.parent) as dossier:
        assert dossier.provisoire() != dossier.provisoire()
    ecrire(cible, b"le suivi")
    assert cible.read_bytes() == b"le suivi"
    assert intact(dehors)


def test_a_temporary_that_someone_made_before_us_is_not_written_in(
    tmp_path: Path, dehors: Path, monkeypatch: pytest.MonkeyPatch
):
    """Were the name guessed after all: what is there is never opened."""
    (tmp_path / "deviné").symlink_to(dehors / "g.xlsx")
    monkeypatch.setattr(Dossier, "provisoire", lambda _: "deviné")
    with pytest.raises(FileExistsError):
        ecrire(tmp_path / "suivi.xlsx", b"le suivi")
    assert intact(dehors)


def test_a_file_that_is_a_link_is_replaced_not_followed(tmp_path: Path, dehors: Path):
    (tmp_path / "suivi.xlsx").symlink_to(dehors / "g.xlsx")
    poser(tmp_path, "suivi.xlsx", b"le fichier de quelqu'un")
    assert not (tmp_path / "suivi.xlsx").is_symlink()
    assert intact(dehors)


def test_what_a_killed_run_left_aside_goes_and_what_another_writes_stays(tmp_path: Path):
    mort, vivant = (f".cqp-{p}-{'0' * 32}.tmp" for p in (2**30, os.getppid()))
    for nom in (mort, vivant):
        (tmp_path / nom).write_bytes(b"x")
    ecrire(tmp_path / "suivi.xlsx", b"le suivi")
    assert {f.name for f in tmp_path.iterdir()} == {vivant, "suivi.xlsx"}


GESTES: dict[str, Callable[[Path], object]] = {
    "poser": lambda racine: poser(racine, "outbox/institut/a.pdf", b"x"),
    "lire": lambda racine: lu(racine, "outbox/institut/g.xlsx"),
    "ôter": lambda racine: oter(racine, "outbox/institut/g.xlsx"),
    "retirer": lambda racine: retirer(racine, "outbox/institut/g.xlsx", ""),
}


@pytest.mark.parametrize("agir", GESTES.values(), ids=GESTES)
def test_a_link_below_the_workspace_is_refused_with_the_next_move(
    agir: Callable[[Path], object], tmp_path: Path, dehors: Path
):
    (tmp_path / "outbox").mkdir()
    (tmp_path / "outbox" / "institut").symlink_to(dehors)
    with pytest.raises(LienError) as faute:
        agir(tmp_path)
    assert "outbox/institut" in faute.value.message
    assert "vrai dossier" in faute.value.action
    assert intact(dehors)


def test_a_pass_refuses_an_outbox_that_leads_elsewhere_before_it_takes_anything(tmp_path: Path, dehors: Path):
    """Nothing is lost, nothing counts as an attempt: the folder put right, the same file is accepted."""
    chantier = Chantier(tmp_path / "espace")
    grille = chantier.grille("GC-1", "B1")
    (chantier.racine / "outbox" / "institut").symlink_to(dehors)
    with pytest.raises(LienError):
        chantier.traiter()
    assert intact(dehors)
    assert grille.exists()
    (chantier.racine / "outbox" / "institut").unlink()
    assert [d.etat for d in chantier.traiter().depots] == ["accepte"]


@pytest.mark.parametrize("nom", ["inbox", "outbox", "archives"])
def test_none_of_the_three_folders_may_be_a_link(nom: str, tmp_path: Path, dehors: Path):
    chantier = Chantier(tmp_path / "espace")
    (chantier.racine / nom).rename(tmp_path / "vrai")
    (chantier.racine / nom).symlink_to(dehors)
    with pytest.raises(LienError):
        chantier.traiter()
    assert intact(dehors)

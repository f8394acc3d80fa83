"""The spool: what lies there, whether it is settled, a faithful copy, the source last (conception.md, « gate »)."""

import hashlib
import os
from pathlib import Path

import pytest

from pipeline.inbox import spool
from pipeline.inbox.spool import Stabilite


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


@pytest.fixture
def depots(tmp_path: Path) -> Path:
    return tmp_path / "archives" / "depots"


def deposer(inbox: Path, nom: str, octets: bytes = b"un classeur") -> Path:
    fichier = inbox / nom
    fichier.parent.mkdir(parents=True, exist_ok=True)
    fichier.write_bytes(octets)
    return fichier


def test_a_file_is_settled_when_it_looked_the_same_for_long_enough(inbox: Path):
    """The clock is passed in: seconds, whatever the time of day."""
    fichier = deposer(inbox, "g.xlsx", b"un")
    stabilite = Stabilite(3)
    assert stabilite.regarder([fichier], 100) == ()
    assert stabilite.regarder([fichier], 102.9) == ()
    assert stabilite.regarder([fichier], 103) == (fichier,)


def test_a_file_still_being_written_starts_its_wait_again(inbox: Path):
    fichier, autre = deposer(inbox, "g.xlsx", b"un"), deposer(inbox, "autre.xlsx")
    stabilite = Stabilite(3)
    stabilite.regarder([fichier, autre], 100)
    deposer(inbox, "g.xlsx", b"un, puis deux")
    assert stabilite.regarder([fichier, autre], 103) == (autre,)
    assert stabilite.regarder([fichier], 105.9) == ()
    assert stabilite.regarder([fichier], 106) == (fichier,)


def test_a_file_of_the_same_size_and_time_put_in_its_place_is_another(inbox: Path):
    fichier = deposer(inbox, "g.xlsx", b"un")
    stabilite = Stabilite(3)
    stabilite.regarder([fichier], 100)
    dates = fichier.stat()
    remplacant = deposer(inbox, "autre.xlsx", b"de")
    os.utime(remplacant, ns=(dates.st_atime_ns, dates.st_mtime_ns))
    remplacant.replace(fichier)
    assert stabilite.regarder([fichier], 103) == ()


def test_without_a_delay_a_file_is_taken_at_first_sight(inbox: Path):
    fichier = deposer(inbox, "g.xlsx")
    assert Stabilite(0).regarder([fichier], 0) == (fichier,)


def test_a_link_is_settled_since_it_never_changes(inbox: Path):
    lien = inbox / "lien.xlsx"
    lien.symlink_to(inbox / "nulle-part")
    assert Stabilite(3).regarder([lien], 0) == (lien,)


def test_what_is_taken_is_the_file_to_the_byte_and_nobody_else_reads_it(inbox: Path, depots: Path):
    octets = os.urandom(3 << 20)  # more than is read at a time
    prise = spool.prendre(deposer(inbox, "Lot/Grille.XLSX", octets), inbox, depots)
    assert prise is not None
    assert prise.fichier == "Lot/Grille.XLSX"
    assert prise.sha256 == hashlib.sha256(octets).hexdigest()
    assert prise.copie == depots / f"{prise.sha256}.xlsx"
    assert prise.copie.read_bytes() == octets
    assert prise.copie.stat().st_mode & 0o077 == 0
    assert [f.name for f in depots.iterdir()] == [prise.copie.name]


def test_a_file_that_changes_while_it_is_copied_is_not_taken(
    inbox: Path, depots: Path, monkeypatch: pytest.MonkeyPatch
):
    """Neither the half of the old nor the half of the new is kept; the next look takes it whole."""
    fichier = deposer(inbox, "g.xlsx", b"ancien")
    lire = os.read

    def pendant_qu_on_ecrit(descripteur: int, combien: int) -> bytes:
        deposer(inbox, "g.xlsx", b"tout autre")
        return lire(descripteur, combien)

    with monkeypatch.context() as m:
        m.setattr(os, "read", pendant_qu_on_ecrit)
        assert spool.prendre(fichier, inbox, depots) is None
    assert list(depots.iterdir()) == []
    prise = spool.prendre(fichier, inbox, depots)
    assert prise is not None
    assert prise.copie.read_bytes() == b"tout autre"


def test_a_file_written_again_after_its_copy_is_a_new_deposit(inbox: Path, depots: Path):
    fichier = deposer(inbox, "g.xlsx")
    prise = spool.prendre(fichier, inbox, depots)
    assert prise is not None
    deposer(inbox, "g.xlsx", b"corrige entre-temps")
    assert spool.rendre(prise, inbox) is False
    assert fichier.read_bytes() == b"corrige entre-temps"


def test_the_copy_that_is_kept_is_never_written_over(inbox: Path, depots: Path):
    """It may have been cleaned of our marks; the same bytes dropped again do not bring them back."""
    prise = spool.prendre(deposer(inbox, "g.xlsx"), inbox, depots)
    assert prise is not None
    prise.copie.write_bytes(b"sans nos marques")
    encore = spool.prendre(prise.source, inbox, depots)
    assert encore == prise
    assert prise.copie.read_bytes() == b"sans nos marques"
    assert [f.name for f in depots.iterdir()] == [prise.copie.name]


@pytest.mark.parametrize("faire", [os.mkfifo, lambda c: c.symlink_to("/etc/hostname")], ids=["tube", "lien"])
def test_what_is_no_regular_file_is_never_opened(faire: object, inbox: Path, depots: Path):
    special = inbox / "g.xlsx"
    assert callable(faire)
    faire(special)
    assert spool.presents(inbox) == (special,)
    assert spool.nature(special, inbox) == "special"
    assert spool.prendre(special, inbox, depots) is None
    assert not depots.exists()


def test_a_folder_dropped_whole_goes_with_its_last_file(inbox: Path, depots: Path):
    premier, second = deposer(inbox, "Lot/GC/a.xlsx", b"a"), deposer(inbox, "Lot/b.xlsx", b"b")
    for fichier, reste in ((premier, ["Lot"]), (second, [])):
        prise = spool.prendre(fichier, inbox, depots)
        assert prise is not None
        assert spool.rendre(prise, inbox) is True
        assert [c.name for c in inbox.iterdir()] == reste


def test_a_folder_that_still_holds_a_lock_file_stays(inbox: Path, depots: Path):
    deposer(inbox, "Lot/~$a.xlsx")
    prise = spool.prendre(deposer(inbox, "Lot/a.xlsx"), inbox, depots)
    assert prise is not None
    assert spool.rendre(prise, inbox) is True
    assert [c.name for c in (inbox / "Lot").iterdir()] == ["~$a.xlsx"]


def test_a_name_that_is_no_text_is_told_as_text(inbox: Path):
    """A register keeps no lone surrogate; nobody is shown a line end."""
    fichier = inbox / os.fsdecode(b"gr\xefille\n.xlsx")
    fichier.write_bytes(b"x")
    assert spool.nom_de_depot(fichier, inbox) == "gr�ille�.xlsx"
    assert spool.presents(inbox) == (fichier,)


def test_a_file_that_we_may_not_read_is_no_absent_one(inbox: Path, depots: Path, monkeypatch: pytest.MonkeyPatch):
    """Told by the system; as root, who may read all, it has to be played."""
    fichier = deposer(inbox, "g.xlsx")
    fichier.chmod(0)
    if os.geteuid() == 0:
        vrai = os.open

        def interdit(nom: object, *reste: object, **options: object) -> int:
            if nom == "g.xlsx":
                raise PermissionError(13, "Permission denied", nom)
            return vrai(nom, *reste, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(os, "open", interdit)
    with pytest.raises(PermissionError):
        spool.prendre(fichier, inbox, depots)

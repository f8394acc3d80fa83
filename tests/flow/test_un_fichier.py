"""One file never stops the others, whatever its name, its weight or who holds it open (issue 9, 25)."""

import errno
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import Sortie
from pipeline.flow import guichet
from pipeline.model.faits import Depot
from pipeline.system import Dossier
from pipeline.workbooks.read import lire
from tests.outils.espace import Chantier

NOMS = {
    "60 emoji": "😀" * 60 + ".xlsx",
    "80 lettres chinoises": "報" * 80 + ".docx",
    "des octets qui ne sont pas de l'UTF-8": os.fsdecode(b"gr\xef\xbb" * 40 + b".docx"),
    "un suffixe de 200": "a." + "x" * 200,
    "un suffixe d'octets": "a." + os.fsdecode(b"\xff" * 120),
    "des caractères de contrôle": "a\x01\x1b[31m\x07\nb\x9b.docx",
    "à l'envers": "a\u202excod.docx",
}


@pytest.fixture
def chantier(tmp_path: Path) -> Chantier:
    return Chantier(tmp_path / "espace")


def codes(depot: Depot) -> list[str]:
    return [a.code for a in depot.anomalies]


def a_corriger(chantier: Chantier) -> list[Path]:
    return sorted((chantier.institut / "a-corriger").iterdir())


def test_a_name_of_any_length_and_bytes_stops_nobody(chantier: Chantier):
    """Each comes back with its note; the good file beside is accepted; inbox/ is empty, at once and for ever."""
    for nom in NOMS.values():
        (chantier.inbox / nom).write_bytes(b"x" + os.fsencode(nom))
    chantier.grille("GC-1", "B1")
    passe = chantier.traiter()
    assert passe.laisses == ()
    assert sorted(d.etat for d in passe.depots) == ["accepte", *["refuse"] * len(NOMS)]
    assert [c.name for c in chantier.inbox.iterdir()] == ["README.md"]
    assert len(a_corriger(chantier)) >= len(NOMS)
    dits = "".join(n.read_text("utf-8-sig") for n in a_corriger(chantier) if n.suffix == ".txt")
    for c in (*(x.name for x in a_corriger(chantier)), dits, *(d.fichier for d in chantier.etat().depots)):
        assert not set(c) & set("\x01\x1b\x07\x9b\u202e")
    assert chantier.traiter("2023-10-04T09:00").depots == ()


def test_a_file_held_open_is_treated_told_and_known_again(chantier: Chantier, monkeypatch: pytest.MonkeyPatch):
    ouvert, _ = chantier.grille("GC-1", "B1"), chantier.grille("GC-2", "B1")
    vrai = os.unlink

    def tenu(nom: Any, **options: Any) -> None:  # noqa: ANN401 - as the system has it
        if nom == ouvert.name:
            raise PermissionError(errno.EBUSY, os.strerror(errno.EBUSY), nom)
        vrai(nom, **options)

    with monkeypatch.context() as m:
        m.setattr(os, "unlink", tenu)
        passe = chantier.traiter()
        assert [d.etat for d in passe.depots] == ["accepte", "accepte"]
        assert [x.fichier for x in passe.laisses] == [ouvert.name]
        assert passe.faute is not None
        assert passe.faute.sortie is Sortie.DISQUE
        assert "ouvert par un autre programme" in passe.faute.message
        assert [c.name for c in chantier.inbox.glob("*.xlsx")] == [ouvert.name]
        encore = chantier.traiter("2023-10-04T09:00")
        assert encore.depots == ()
        assert [x.fichier for x in encore.laisses] == [ouvert.name]
    apres = chantier.traiter("2023-10-05T09:00")
    assert (apres.depots, apres.laisses) == ((), ())
    assert list(chantier.inbox.glob("*.xlsx")) == []
    assert len(chantier.etat().depots) == 2


def test_a_film_is_judged_before_it_is_copied_and_goes_back_as_it_is(chantier: Chantier):
    film, piece = chantier.inbox / "jury.mp4", chantier.inbox / "GC-1_carnet.pdf"
    for fichier in (film, piece):
        with fichier.open("wb") as flux:
            flux.truncate(51 * 2**20)
    chantier.grille("GC-1", "B1")
    passe = chantier.traiter()
    assert {d.fichier: codes(d) for d in passe.depots} == {
        "jury.mp4": ["FORMAT_INCONNU"],
        "GC-1_carnet.pdf": ["FICHIER_TROP_LOURD"],
        "GC-1 grille B1.xlsx": [],
    }
    assert sum(f.stat().st_size for f in (chantier.racine / "archives" / "depots").iterdir()) < 2**20
    rendus = {f.suffix: f for f in a_corriger(chantier) if f.stat().st_size > 2**20}
    assert set(rendus) == {".mp4", ".pdf"}
    note = rendus[".mp4"].with_suffix(".txt").read_text("utf-8-sig")
    assert "rendu à côté de cette note" in note
    assert [c.name for c in chantier.inbox.iterdir()] == ["README.md"]
    assert chantier.traiter("2023-10-04T09:00").depots == ()


def test_what_the_disk_has_no_room_for_waits_and_the_others_go_on(chantier: Chantier, monkeypatch: pytest.MonkeyPatch):
    lourde = chantier.inbox / "GC-1_carnet.pdf"
    with lourde.open("wb") as flux:
        flux.truncate(20 * 2**20)
    chantier.grille("GC-1", "B1")
    with monkeypatch.context() as m:
        m.setattr(Dossier, "place", lambda _: 20 * 2**20)
        passe = chantier.traiter()
    assert [(d.fichier, d.etat) for d in passe.depots] == [("GC-1 grille B1.xlsx", "accepte")]
    assert [x.fichier for x in passe.laisses] == ["GC-1_carnet.pdf"]
    assert "pas assez de place" in passe.laisses[0].pourquoi
    assert lourde.exists()
    assert [d.fichier for d in chantier.traiter("2023-10-04T09:00").depots] == ["GC-1_carnet.pdf"]


def test_a_file_that_makes_us_fail_waits_its_turn_and_is_set_aside(chantier: Chantier, monkeypatch: pytest.MonkeyPatch):
    """Our own fault is told, and counts as an attempt; the good file beside is accepted at the first pass."""
    chantier.grille("GC-1", "B1")
    chantier.grille("GC-2", "B1")
    vrai = guichet.examiner

    def tombe(copie: Path, fichier: str, *reste: Any) -> Any:  # noqa: ANN401 - whatever it is given
        if fichier.startswith("GC-1"):
            raise RecursionError("trop profond")
        return vrai(copie, fichier, *reste)

    monkeypatch.setattr(guichet, "examiner", tombe)
    premiere = chantier.traiter()
    assert [d.fichier for d in premiere.depots] == ["GC-2 grille B1.xlsx"]
    assert premiere.a_reprendre
    assert premiere.faute is not None
    assert premiere.faute.sortie is Sortie.BOGUE
    assert "trop profond" in premiere.faute.message
    for _ in range(2):
        assert chantier.traiter().depots == ()
    (depot,) = chantier.traiter().depots
    assert (depot.fichier, codes(depot)) == ("GC-1 grille B1.xlsx", ["EXAMEN_INTERROMPU"])
    assert chantier.traiter().faute is None


def test_a_folder_buried_too_deep_is_told_and_stays(chantier: Chantier):
    fond = chantier.inbox.joinpath(*["d"] * 40)
    fond.mkdir(parents=True)
    (fond / "g.xlsx").write_bytes(b"x")
    chantier.grille("GC-1", "B1")
    passe = chantier.traiter()
    assert [d.etat for d in passe.depots] == ["accepte"]
    assert ["enfoui trop profondément" in x.pourquoi for x in passe.laisses] == [True]
    assert (fond / "g.xlsx").exists()


def test_a_file_that_vanished_in_an_interruption_is_told(chantier: Chantier):
    """Received without a copy, then killed; its owner took it back: it is concluded, not waited for."""
    atelier = chantier.atelier()
    with atelier.ouvrir("test") as registre:
        registre.depots.recevoir("jury.mp4", guichet.SANS_CONTENU, 0, atelier.maintenant)
    assert [codes(d) for d in chantier.traiter().depots] == [["FICHIER_DISPARU"]]


# What our reader passes over, or refuses in one cell, and openpyxl falls on, or goes through for a minute.
GLISSES = {
    "une cellule au bout du monde": '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>',
    "un texte partagé absent": '<row r="900"><c r="A900" t="s"><v>99999</v></c></row>',
    "une date qui n'en est pas une": '<row r="900"><c r="A900" t="d"><v>hier</v></c></row>',
    "un style absent": '<row r="900"><c r="A900" s="99999"><v>1</v></c></row>',
}


def glisser(classeur: Path, ligne: str) -> None:
    """A row at the end of the sheet that people fill."""
    with zipfile.ZipFile(classeur) as archive:
        parties = {nom: archive.read(nom) for nom in archive.namelist()}
    parties["xl/worksheets/sheet1.xml"] = parties["xl/worksheets/sheet1.xml"].replace(
        b"</sheetData>", f"{ligne}</sheetData>".encode()
    )
    with zipfile.ZipFile(classeur, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, octets in parties.items():
            archive.writestr(nom, octets)


def test_a_workbook_that_cannot_be_marked_comes_back_with_a_note(chantier: Chantier, monkeypatch: pytest.MonkeyPatch):
    """Never opened by openpyxl in our own process; a far cell, an honest slip, is even shown in its place."""
    monkeypatch.setattr("pipeline.workbooks.annotate.load_workbook", lambda _: pytest.fail("opened in our process"))
    for rang, ligne in enumerate(GLISSES.values(), start=1):
        glisser(chantier.grille(f"GC-{rang}", "B1", critere_b1_c1_1="Peut-être"), ligne)
    chantier.grille("GC-9", "B1")
    depots = {d.fichier: d for d in chantier.traiter().depots}
    assert depots["GC-9 grille B1.xlsx"].etat == "accepte"
    rendus = {(f.name[:4], f.suffix): f for f in a_corriger(chantier)}
    a_part = [(nom, suffixe) for nom in ("GC-2", "GC-3", "GC-4") for suffixe in (".txt", ".xlsx")]
    assert sorted(rendus) == [("GC-1", ".xlsx"), *a_part]
    assert "CELLULE_HORS_LIMITES" in codes(depots["GC-1 grille B1.xlsx"])
    assert lire(rendus["GC-1", ".xlsx"]).cellules
    assert "« Peut-être »" in rendus["GC-2", ".txt"].read_text("utf-8-sig")


def test_a_pv_received_that_cannot_be_marked_has_its_note_until_it_agrees(chantier: Chantier):
    """Made once, kept while the fault is the same, gone with it."""
    chantier.dossier("GC-1")
    chantier.grille("GC-1", "B1", reponses="Non")
    glisser(chantier.inbox / "GC-1 PV.xlsx", GLISSES["un style absent"])
    chantier.traiter()
    (note,) = a_corriger(chantier)
    assert "reste à y corriger" in note.read_text("utf-8-sig")
    fait = note.stat().st_mtime_ns
    chantier.traiter("2023-10-03T10:00")
    assert note.stat().st_mtime_ns == fait
    chantier.grille("GC-1", "B1")
    chantier.traiter("2023-10-04T09:00")
    assert a_corriger(chantier) == []

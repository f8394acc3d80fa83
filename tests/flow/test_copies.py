"""What we keep fresh in outbox/ and what people made of it: the owner is recorded, never guessed from a path."""

import json
from pathlib import Path

import pytest

from pipeline import settings
from pipeline.flow import entretien, rendre
from pipeline.flow.atelier import Atelier
from pipeline.flow.copies import Copies, Voulu, carnet_abime, carnet_des_copies
from tests.outils import sessions
from tests.outils.espace import Chantier, instant
from tests.outils.sessions import AVANT, PREPARATION, candidat

KIT = "outbox/institut/S-1"
A_RELIRE = f"{KIT}/à relire"
MIEN = b"what a person made of it"


@pytest.fixture
def espace(tmp_path: Path) -> settings.Espace:
    entretien.creer(tmp_path)
    return settings.ouvrir(tmp_path)


def voulu(nom: str, contenu: str) -> Voulu:
    return nom, contenu, contenu.encode


def passe(espace: settings.Espace, **familles: list[Voulu]) -> Copies:
    """`kit`, then `relire`, as a pass keeps them."""
    copies = Copies(espace)
    copies.famille(KIT, familles.get("kit", []))
    copies.famille(A_RELIRE, familles.get("relire", []))
    copies.enregistrer()
    return copies


def lu(espace: settings.Espace, chemin: str) -> bytes | None:
    fichier = espace.racine / chemin
    return fichier.read_bytes() if fichier.exists() else None


def test_a_family_neither_writes_over_nor_removes_what_lies_in_a_folder_inside_its_own(espace: settings.Espace):
    passe(espace, relire=[voulu("a.xlsx", "un")])
    (espace.racine / A_RELIRE / "a.xlsx").write_bytes(MIEN)
    for _ in range(2):
        passe(espace, kit=[voulu("planning.xlsx", "un")], relire=[voulu("a.xlsx", "un")])
        assert lu(espace, f"{A_RELIRE}/a.xlsx") == MIEN
    passe(espace)
    assert lu(espace, f"{A_RELIRE}/a.xlsx") == MIEN
    assert lu(espace, f"{KIT}/planning.xlsx") is None


@pytest.mark.parametrize("contenu", ["un", "deux"])
def test_what_another_family_gave_at_a_place_is_neither_ours_nor_written_over(contenu: str, espace: settings.Espace):
    """9.3: the owner of a place is recorded; the very same file given twice is still given twice."""
    for _ in range(2):
        passe(espace, kit=[voulu("à relire/a.xlsx", "un")], relire=[voulu("a.xlsx", contenu)])
        assert lu(espace, f"{A_RELIRE}/a.xlsx") == b"un"
        assert lu(espace, f"{A_RELIRE}/a - nouvelle version.xlsx") == contenu.encode()


def test_what_is_new_is_given_beside_what_a_person_changed(espace: settings.Espace):
    """A second list must not vanish because the first was being corrected."""
    passe(espace, kit=[voulu("a.xlsx", "un")])
    (espace.racine / KIT / "a.xlsx").write_bytes(MIEN)
    for _ in range(2):
        passe(espace, kit=[voulu("a.xlsx", "deux")])
        assert lu(espace, f"{KIT}/a.xlsx") == MIEN
        assert lu(espace, f"{KIT}/a - nouvelle version.xlsx") == b"deux"
    (espace.racine / KIT / "a - nouvelle version.xlsx").write_bytes(MIEN)
    passe(espace, kit=[voulu("a.xlsx", "trois")])
    assert lu(espace, f"{KIT}/a - nouvelle version.xlsx") == MIEN
    assert lu(espace, f"{KIT}/a - nouvelle version 2.xlsx") == b"trois"
    (espace.racine / KIT / "a.xlsx").unlink()
    passe(espace, kit=[voulu("a.xlsx", "quatre")])
    assert lu(espace, f"{KIT}/a.xlsx") == b"quatre"
    assert lu(espace, f"{KIT}/a - nouvelle version 2.xlsx") is None


def test_what_was_taken_away_comes_back_only_when_it_changes(espace: settings.Espace):
    passe(espace, kit=[voulu("a.xlsx", "un")])
    (espace.racine / KIT / "a.xlsx").unlink()
    passe(espace, kit=[voulu("a.xlsx", "un")])
    assert lu(espace, f"{KIT}/a.xlsx") is None
    passe(espace, kit=[voulu("a.xlsx", "deux")])
    assert lu(espace, f"{KIT}/a.xlsx") == b"deux"


def test_a_file_that_was_there_before_us_is_a_persons(espace: settings.Espace):
    (espace.racine / KIT).mkdir(parents=True)
    (espace.racine / KIT / "a.xlsx").write_bytes(MIEN)
    passe(espace, kit=[voulu("a.xlsx", "un")])
    assert lu(espace, f"{KIT}/a.xlsx") == MIEN
    assert lu(espace, f"{KIT}/a - nouvelle version.xlsx") == b"un"


def test_what_was_written_when_the_program_was_killed_is_still_ours(espace: settings.Espace):
    passe(espace, kit=[voulu("a.xlsx", "un")])
    Copies(espace).famille(KIT, [voulu("a.xlsx", "deux")])  # and killed before the end of the pass
    assert Copies(espace).changee(f"{KIT}/a.xlsx") is False
    passe(espace, kit=[voulu("a.xlsx", "trois")])
    assert lu(espace, f"{KIT}/a.xlsx") == b"trois"
    assert lu(espace, f"{KIT}/a - nouvelle version.xlsx") is None


def test_the_record_of_the_former_version_is_read(espace: settings.Espace):
    passe(espace, kit=[voulu("a.xlsx", "un"), voulu("b.xlsx", "un")], relire=[voulu("c.xlsx", "un")])
    carnet = carnet_des_copies(espace)
    ancien = {c: {k: v for k, v in t.items() if k != "famille"} for c, t in json.loads(carnet.read_text()).items()}
    carnet.write_text(json.dumps(ancien), "utf-8")
    (espace.racine / A_RELIRE / "c.xlsx").write_bytes(MIEN)
    passe(espace, kit=[voulu("a.xlsx", "deux")], relire=[voulu("c.xlsx", "un")])
    assert lu(espace, f"{KIT}/a.xlsx") == b"deux"
    assert lu(espace, f"{KIT}/b.xlsx") is None
    assert lu(espace, f"{A_RELIRE}/c.xlsx") == MIEN


def controle(espace: settings.Espace) -> str:
    atelier = Atelier(espace, instant(AVANT))
    return next(c.etat for c in entretien.diagnostiquer(atelier) if c.quoi == "carnet des copies")


@pytest.mark.parametrize("contenu", ["", "{", "[]", '{"outbox/a": {"cle": 3}}', "\x00\x00"])
def test_a_damaged_record_stops_nothing_and_costs_nobody_their_work(contenu: str, espace: settings.Espace):
    """Point 25: told once, seen by `diagnostic`; what is recognised is ours again, the rest is a person's."""
    passe(espace, kit=[voulu("a.xlsx", "un"), voulu("b.xlsx", "un")])
    (espace.racine / KIT / "b.xlsx").write_bytes(MIEN)
    carnet_des_copies(espace).write_text(contenu, "utf-8")
    assert controle(espace) == "mauvais"
    assert passe(espace, kit=[voulu("a.xlsx", "un"), voulu("b.xlsx", "deux")]).perdu
    assert controle(espace) == "a_voir"
    carnet_abime(espace).unlink()
    assert controle(espace) == "bon"
    assert not passe(espace, kit=[voulu("a.xlsx", "deux"), voulu("b.xlsx", "deux")]).perdu
    assert lu(espace, f"{KIT}/a.xlsx") == b"deux"
    assert lu(espace, f"{KIT}/b.xlsx") == MIEN
    assert lu(espace, f"{KIT}/b - nouvelle version.xlsx") == b"deux"


def test_the_workbook_that_staff_correct_in_a_relire_survives_a_night(tmp_path: Path):
    """Issue 9, point 3: a session already declared, a list, a correction made in place, then nothing dropped."""
    chantier = Chantier(tmp_path / "espace")
    sessions.deposer(chantier, [candidat("GC-1", participation="Reporté")], nom="1 Session.xlsx")
    (chantier.inbox / "S-1_candidats.csv").write_text("candidature,nom,prénom\nGC-8,Neuf,Zoé\n", "utf-8")
    chantier.traiter(PREPARATION)
    classeur = chantier.institut / "S-1/à relire/Session S-1.xlsx"
    chantier.remplir(classeur, classeur, {"candidat_poste_2": "Corrigé par l’équipe"})
    corrige = classeur.read_bytes()
    chantier.traiter(AVANT)
    assert classeur.read_bytes() == corrige


def test_whoever_launched_the_pass_is_told_that_the_record_was_damaged(tmp_path: Path):
    chantier = Chantier(tmp_path / "espace")
    chantier.traiter(PREPARATION)
    (chantier.racine / "archives/copies.json").write_bytes(b"\xff")
    (avis,) = chantier.traiter(AVANT).avis
    assert "copies.illisible.json" in avis
    assert chantier.traiter(AVANT).avis == ()


def test_the_kit_of_a_session_taken_back_leaves_with_it(tmp_path: Path):
    chantier = Chantier(tmp_path / "espace")
    sessions.deposer(chantier, [candidat("GC-1", participation="Reporté")])
    (depot,) = chantier.traiter(PREPARATION).depots
    assert "grilles vierges/GC PV.xlsx" in sessions.kit(chantier)
    rendre.annuler(chantier.atelier(PREPARATION), depot.id, "Session annulée par l’organisme")
    chantier.traiter(PREPARATION)
    assert sessions.kit(chantier) == set()

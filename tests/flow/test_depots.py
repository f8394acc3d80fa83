"""What becomes of a file: accepted, refused, known already, ignored; corrected, taken back, set aside."""

import os
from pathlib import Path

import openpyxl
import pytest

from pipeline.errors import Sortie
from pipeline.flow import rendre
from pipeline.model.etat import EtatCandidature
from pipeline.model.faits import Depot
from pipeline.system import disque
from tests.outils.espace import PHRASE, Chantier, copier


@pytest.fixture
def chantier(tmp_path: Path) -> Chantier:
    return Chantier(tmp_path / "espace")


def codes(depot: Depot) -> list[str]:
    return [a.code for a in depot.anomalies]


def annotes(chantier: Chantier) -> list[Path]:
    return sorted((chantier.institut / "a-corriger").glob("*.xlsx"))


def test_a_refused_workbook_comes_back_is_corrected_and_dropped_as_it_is(chantier: Chantier):
    """All anomalies at once, each on its cells; the marks are ignored on reading and gone from what is kept."""
    chantier.grille("GC-1", "B1", critere_b1_c1_1=None, critere_b1_c1_2="Peut-être", critere_b1_c2_1="=1+1")
    (depot,) = chantier.traiter().depots
    assert {(a.code, c.nom) for a in depot.anomalies for c in a.cellules} == {
        ("CELLULE_OBLIGATOIRE", "critere_b1_c1_1"),
        ("CHOIX_INCONNU", "critere_b1_c1_2"),
        ("CHOIX_INCONNU", "critere_b1_c2_1"),
    }
    (rendu,) = annotes(chantier)
    classeur = openpyxl.load_workbook(rendu)
    assert classeur.sheetnames[0] == "À corriger"
    for anomalie in depot.anomalies:
        for cellule in anomalie.cellules:
            assert anomalie.message in classeur[cellule.feuille][cellule.cellule].comment.text
    corrige = {f"critere_b1_c{c}": "Oui" for c in ("1_1", "1_2", "2_1")}
    chantier.remplir(rendu, chantier.inbox / rendu.name, corrige)
    (depot,) = chantier.traiter("2023-10-04T09:00").depots
    assert depot.etat == "accepte"
    garde = openpyxl.load_workbook(chantier.racine / "archives" / "depots" / f"{depot.sha256}.xlsx")
    assert "À corriger" not in garde.sheetnames
    assert not [c for f in garde.worksheets for r in f.iter_rows() for c in r if c.comment]


def test_a_pv_that_its_grids_contradict_comes_back_until_they_agree(chantier: Chantier):
    """G-064, K12: a divergence without its reason withholds the dossier; with it, it goes on and is shown."""
    chantier.dossier("GC-1")
    chantier.grille("GC-1", "B1", reponses="Non")
    chantier.traiter()
    vue = chantier.candidature("GC-1")
    assert vue.etat is EtatCandidature.A_CORRIGER
    assert "ECART_SANS_MOTIF" in {a.code for a in vue.anomalies}
    (rendu,) = annotes(chantier)
    chantier.grille("GC-1", "B1")
    chantier.traiter("2023-10-04T09:00")
    assert chantier.candidature("GC-1").etat is EtatCandidature.DOSSIER_PRET
    assert not rendu.exists()


def test_what_a_person_is_correcting_is_left_alone(chantier: Chantier):
    chantier.dossier("GC-1")
    chantier.grille("GC-1", "B1", reponses="Non")
    chantier.traiter()
    (rendu,) = annotes(chantier)
    chantier.remplir(rendu, rendu, {"ecart_motif_b1": PHRASE})
    travail = rendu.read_bytes()
    chantier.grille("GC-1", "B1")
    chantier.traiter("2023-10-04T09:00")
    assert rendu.read_bytes() == travail


def test_the_same_file_counts_once_and_a_corrected_one_supersedes(chantier: Chantier):
    fichier = chantier.grille("GC-1", "B1")
    copier(fichier, chantier.inbox / "copie.xlsx")
    passe = chantier.traiter()
    assert sorted(d.etat for d in passe.depots) == ["accepte", "doublon"]
    chantier.grille("GC-1", "B1", reponses="Non")
    chantier.traiter("2023-10-04T09:00")
    (bloc,) = chantier.candidature("GC-1").blocs
    assert bloc.calcul is False
    corrige = next(d for d in chantier.etat().depots if d.recu_le.day == 4)
    rendre.annuler(chantier.atelier("2023-10-05T09:00"), corrige.id, "Grille d’un autre candidat")
    (bloc,) = chantier.candidature("GC-1").blocs
    assert bloc.calcul is True


def test_inbox_holds_only_what_is_no_deposit_afterwards(chantier: Chantier):
    """Lock and temporary files stay; what a system leaves is taken and ignored; a foreign file comes back as a note."""
    for nom in ("~$grille.xlsx", ".~lock.grille.xlsx#", "en-cours.tmp", ".DS_Store", "Thumbs.db", "lettre.docx"):
        (chantier.inbox / nom).write_bytes(b"x")
    dossier = chantier.inbox / "Lot du 2 octobre"
    dossier.mkdir()
    chantier.grille("GC-1", "B1").rename(dossier / "grille éé.xlsx")
    passe = chantier.traiter()
    etats = {d.fichier: d.etat for d in passe.depots}
    assert etats == {
        ".DS_Store": "ignore",
        "Thumbs.db": "ignore",
        "lettre.docx": "refuse",
        "Lot du 2 octobre/grille éé.xlsx": "accepte",
    }
    restes = {c.name for c in chantier.inbox.iterdir()}
    assert restes == {"~$grille.xlsx", ".~lock.grille.xlsx#", "en-cours.tmp", "README.md"}
    (note,) = (chantier.institut / "a-corriger").glob("*.txt")
    assert "lettre.docx" in note.read_text("utf-8-sig")


def test_a_link_is_never_followed(chantier: Chantier, tmp_path: Path):
    secret = tmp_path / "secret.xlsx"
    secret.write_bytes(b"secret")
    (chantier.inbox / "lien.xlsx").symlink_to(secret)
    (chantier.inbox / "dossier").symlink_to(tmp_path)
    passe = chantier.traiter()
    assert [codes(d) for d in passe.depots] == [["FICHIER_SPECIAL"], ["FICHIER_SPECIAL"]]
    assert secret.read_bytes() == b"secret"
    assert [c.name for c in chantier.inbox.iterdir()] == ["README.md"]


def test_a_name_of_any_bytes_is_taken(chantier: Chantier):
    fichier = chantier.grille("GC-1", "B1")
    fichier.rename(os.fsdecode(os.fsencode(chantier.inbox) + b"/gr\xefille\n.xlsx"))
    (depot,) = chantier.traiter().depots
    assert depot.etat == "accepte"


def test_a_full_disk_loses_nothing(chantier: Chantier, monkeypatch: pytest.MonkeyPatch):
    chantier.grille("GC-1", "B1")

    def plein(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as m:
        m.setattr(os, "write", plein)
        with pytest.raises(OSError, match="No space") as faute:
            chantier.traiter()
    dite = disque(faute.value)
    assert dite is not None
    assert (dite.sortie, dite.message) == (Sortie.DISQUE, "Le disque est plein.")
    assert (chantier.inbox / "GC-1 grille B1.xlsx").exists()
    assert [d.etat for d in chantier.traiter().depots] == ["accepte"]


def test_a_file_that_kills_us_is_set_aside_at_the_third_start(chantier: Chantier, monkeypatch: pytest.MonkeyPatch):
    chantier.grille("GC-1", "B1")
    chantier.grille("GC-2", "B1")

    def tuer(*_: object) -> None:
        raise KeyboardInterrupt

    for _ in range(3):
        with monkeypatch.context() as m:
            m.setattr("pipeline.flow.guichet.examiner", tuer)
            with pytest.raises(KeyboardInterrupt):
                chantier.traiter()
    etats = {d.fichier: codes(d) for d in chantier.traiter().depots}
    assert etats == {"GC-1 grille B1.xlsx": ["EXAMEN_INTERROMPU"], "GC-2 grille B1.xlsx": []}

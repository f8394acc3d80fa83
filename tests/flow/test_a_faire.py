"""« À faire » and a-corriger/ say what waits now, and only that; a refused file is never lost to who made it."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.outils.espace import Chantier


@pytest.fixture
def chantier(tmp_path: Path) -> Chantier:
    return Chantier(tmp_path / "espace")


def rendus(chantier: Chantier) -> list[str]:
    dossier = chantier.institut / "a-corriger"
    return sorted(f.name for f in dossier.iterdir()) if dossier.is_dir() else []


def a_faire(chantier: Chantier) -> list[str]:
    """The files that the sheet tells to correct."""
    feuille = load_workbook(chantier.institut / "suivi.xlsx")["À faire"]
    lignes = [tuple(case.value for case in rangee) for rangee in feuille.iter_rows(min_row=2)]
    return sorted({str(ligne[1]) for ligne in lignes if len(ligne) > 2 and ligne[3]})


def fausse(chantier: Chantier, candidature: str = "GC-1", **valeurs: object) -> Path:
    return chantier.grille(candidature, "B1", critere_b1_c1_1="Peut-être", **valeurs)


def test_a_story_in_ten_steps_ends_with_nothing_to_do(chantier: Chantier):
    fausse(chantier)  # 1: a wrong grid
    chantier.traiter()
    assert rendus(chantier) == ["GC-1 grille B1 - à corriger (D-000001).xlsx"]
    fausse(chantier, fiche_date="2023-10-01")  # 2: wrong again, from the office's own copy
    chantier.traiter()
    assert rendus(chantier) == ["GC-1 grille B1 - à corriger (D-000002).xlsx"]
    assert a_faire(chantier) == ["GC-1 grille B1.xlsx"]
    (copie,) = (chantier.institut / "a-corriger").iterdir()
    chantier.remplir(copie, copie, {"critere_b1_c1_2": "Peut-être"})  # 3: worked on in its folder, then dropped
    (chantier.inbox / copie.name).write_bytes(copie.read_bytes())
    chantier.traiter()
    assert rendus(chantier) == ["GC-1 grille B1 - à corriger (D-000003).xlsx"], "the bytes dropped are kept elsewhere"
    (copie,) = (chantier.institut / "a-corriger").iterdir()
    juste = {"critere_b1_c1_1": "Oui", "critere_b1_c1_2": "Oui"}
    chantier.remplir(copie, chantier.inbox / copie.name, juste)  # 4: corrected at last
    (chantier.inbox / "photo.jpg").write_bytes(b"\xff\xd8")  # 5: and a photograph, by mistake
    chantier.traiter()
    assert rendus(chantier) == ["photo - à corriger (D-000005).jpg", "photo - à corriger (D-000005).txt"]
    (chantier.institut / "a-corriger" / rendus(chantier)[1]).write_text("Vu, à jeter. Camille", "utf-8")  # 6: a word
    reprise = {"demande_demandeur": "Camille Témoin", "ordre_motif_1": "Erreur", "ordre_cible_1": "D-000005"}
    reprise |= {"ordre_quoi_1": "Reprendre un fichier"}
    chantier.remplir(chantier.vierge("demande"), chantier.inbox / "demande.xlsx", reprise)  # 7: nobody waits for it
    chantier.traiter()
    assert rendus(chantier) == ["photo - à corriger (D-000005).txt"], "what a person wrote is theirs"
    assert a_faire(chantier) == []
    fausse(chantier, "GC-2")  # 8: somebody else's wrong grid
    chantier.grille("GC-3", "B1")  # 9: answered by nobody else's right one
    chantier.traiter()
    assert a_faire(chantier) == ["GC-2 grille B1.xlsx"]
    chantier.grille("GC-2", "B1")  # 10
    chantier.traiter()
    assert a_faire(chantier) == []
    assert rendus(chantier) == ["photo - à corriger (D-000005).txt"]


@pytest.mark.parametrize(
    ("nom", "octets", "code"),
    [
        ("GC-1 grille B1.pdf", b"%PDF-1.4\n%%EOF\n", "SAISIE_PAS_EN_XLSX"),
        ("GC-1_grille-b1.pdf", b"%PDF-1.4\n%%EOF\n", "SAISIE_PAS_EN_XLSX"),
        ("GC-1_pv.pdf", b"%PDF-1.4\n%%EOF\n", "SAISIE_PAS_EN_XLSX"),
        ("Grille B1.csv", b"Code;Observ\xe9\n", "SAISIE_PAS_EN_XLSX"),
        ("B1 de GC-1.csv", "Code;Critère;Observé ?\nB1.C1.1;Reformule;Oui\n".encode(), "CSV_PAS_UNE_LISTE"),
        ("inscrits.csv", b"candidature;nom\nGC-1;Durand\n", "LISTE_SANS_SESSION"),
        ("GC-1 PV.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "FORMAT_A_CONVERTIR"),
    ],
)
def test_what_cannot_be_annotated_is_given_back_beside_its_note(chantier: Chantier, nom: str, octets: bytes, code: str):
    (chantier.inbox / nom).write_bytes(octets)
    (depot,) = chantier.traiter().depots
    assert (depot.etat, [a.code for a in depot.anomalies]) == ("refuse", [code])
    souche, suffixe = f"{Path(nom).stem} - à corriger (D-000001)", Path(nom).suffix
    assert rendus(chantier) == sorted([f"{souche}{suffixe}", f"{souche}.txt"])
    assert (chantier.institut / "a-corriger" / f"{souche}{suffixe}").read_bytes() == octets
    note = (chantier.institut / "a-corriger" / f"{souche}.txt").read_text("utf-8-sig")
    assert f"« {souche}{suffixe} »" in note
    if code != "LISTE_SANS_SESSION" and suffixe != ".xls":
        assert "une grille se dépose en .xlsx" in note


def test_what_nothing_safe_can_be_made_of_has_its_note_alone(chantier: Chantier):
    (chantier.inbox / "outil.exe").write_bytes(b"MZ")
    chantier.traiter()
    assert rendus(chantier) == ["outil - à corriger (D-000001).txt"]


def test_a_list_given_back_is_known_when_it_is_dropped_again_as_it_is(chantier: Chantier):
    (chantier.inbox / "S-9_candidats.csv").write_text("prénom\nZoé\n", "utf-8")
    chantier.traiter()
    (liste,) = [n for n in rendus(chantier) if n.endswith(".csv")]
    (chantier.inbox / liste).write_text("CQP,candidature,nom,prénom\nGC,GC-7,Neuf,Zoé\n", "utf-8")
    (depot,) = chantier.traiter().depots
    assert (depot.etat, depot.session) == ("accepte", "S-9")
    assert rendus(chantier) == []


def test_once_on_a_docket_a_dossier_is_bettered_no_more(chantier: Chantier):
    """A warning on its PV asked something while it could still be done."""
    chantier.dossier("GC-1", axes_progres=None)
    chantier.traiter()
    assert a_faire(chantier)
    chantier.sieger()
    chantier.traiter("2023-10-13T16:00")
    assert a_faire(chantier) == []

"""Orders given by a workbook: each line for itself, and nobody acts on another's number unawares (K35)."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.errors import UsageError
from pipeline.flow import rendre
from tests.outils.espace import JPN, Chantier

REPRENDRE = "Reprendre un fichier"


@pytest.fixture
def chantier(tmp_path: Path) -> Chantier:
    return Chantier(tmp_path / "espace")


def demander(chantier: Chantier, nom: str, *ordres: dict[str, object]) -> None:
    valeurs: dict[str, object] = {"demande_demandeur": "Camille Témoin"}
    for n, ordre in enumerate(ordres, start=1):
        valeurs |= {f"ordre_{champ}_{n}": valeur for champ, valeur in ({"motif": "Erreur"} | ordre).items()}
    chantier.remplir(chantier.vierge("demande"), chantier.inbox / f"{nom}.xlsx", valeurs)


def reponse(chantier: Chantier, nom: str) -> str:
    (note,) = (chantier.institut / "demandes").glob(f"{nom} - *.txt")
    return note.read_text("utf-8-sig")


def etats(chantier: Chantier) -> dict[str, str]:
    return {d.fichier: d.etat for d in chantier.etat().depots}


def test_a_request_that_names_its_own_deposit_does_not_take_itself_back(chantier: Chantier):
    """Its answer would go with it: nobody would know what was asked."""
    demander(chantier, "moi", {"quoi": REPRENDRE, "cible": "d-000001"})
    chantier.traiter()
    assert etats(chantier) == {"moi.xlsx": "accepte"}
    assert "ne peut pas se reprendre" in reponse(chantier, "moi")


def test_a_request_already_carried_out_is_not_taken_back(chantier: Chantier):
    demander(chantier, "une", {"quoi": "Préparer l'ordre du jour", "date": JPN})
    chantier.traiter()
    with pytest.raises(UsageError, match="déjà exécutés"):
        rendre.annuler(chantier.atelier(), "D-000001", "Erreur")
    assert etats(chantier) == {"une.xlsx": "accepte"}


def test_a_wrong_line_holds_itself_and_is_not_done_twice_when_it_comes_back_corrected(chantier: Chantier):
    """K35: the others are carried out, the answer says each line's fate; the correction repeats nothing."""
    chantier.grille("GC-1", "B1")
    chantier.grille("GC-2", "B1")
    chantier.traiter()
    premiere = {"quoi": REPRENDRE, "cible": "D-000001", "motif": "Tachée"}
    demander(chantier, "deux", premiere, {"quoi": REPRENDRE, "cible": None})
    (depot,) = chantier.traiter().depots
    assert depot.etat == "accepte"
    assert etats(chantier)["GC-1 grille B1.xlsx"] == "annule"
    dite = reponse(chantier, "deux")
    assert "✓ Ligne 1, Reprendre un fichier : " in dite
    assert "✗ Ligne 2 : rien n’a été fait." in dite
    assert depot.anomalies[0].message in dite
    demander(chantier, "deux, corrigée", premiere, {"quoi": REPRENDRE, "cible": "D-000002"})
    chantier.traiter("2023-10-04T09:00")
    dite = reponse(chantier, "deux, corrigée")
    assert "✗ Ligne 1, Reprendre un fichier : Cet ordre est déjà exécuté, depuis la demande D-000003" in dite
    assert etats(chantier)["GC-2 grille B1.xlsx"] == "annule"


def test_a_request_without_a_line_that_can_be_read_comes_back_whole(chantier: Chantier):
    demander(chantier, "vide", {"quoi": "Faire au mieux"})
    (depot,) = chantier.traiter().depots
    assert depot.etat == "refuse"
    assert list((chantier.institut / "a-corriger").glob("vide*.xlsx"))


@pytest.mark.parametrize(("motif", "etat"), [("Tachée", "accepte"), ("RAS", "accepte"), ("…", "refuse")])
def test_a_reason_of_the_office_is_not_judged_as_an_argument_of_the_jury(chantier: Chantier, motif: str, etat: str):
    """S0 §2.3 asks arguments of the jury; an order wants a reason, a word at least."""
    demander(chantier, "motif", {"quoi": "Préparer l'ordre du jour", "date": JPN, "motif": motif})
    (depot,) = chantier.traiter().depots
    assert depot.etat == etat


def test_the_answer_names_the_file_its_kind_its_candidature_and_its_person(chantier: Chantier):
    chantier.pv("GC-1", fiche_nom="Durand", fiche_prenom="Anaïs")
    chantier.grille("GC-1", "B2")
    chantier.traiter()
    rectifier = {"quoi": "Rectifier une décision", "cible": "gc-1"}
    demander(chantier, "qui", {"quoi": REPRENDRE, "cible": "D-000001"}, rectifier)
    chantier.traiter()
    premiere, _, seconde = reponse(chantier, "qui").partition("Ligne 2")
    depots = {d.id: d.fichier for d in chantier.etat().depots}
    genre = "PV du jury professionnel" if "PV" in depots["D-000001"] else "grille du bloc B2"
    assert f"Concerne : « {depots['D-000001']} », {genre}, Anaïs Durand (GC-1)." in premiere
    assert "Concerne : Anaïs Durand (GC-1)." in seconde  # refused, and yet whose it is


@pytest.mark.parametrize(
    ("dit", "etat"),
    [("durand", "annule"), ("Anaïs DURAND", "annule"), ("GC-1", "annule"), ("Martin", "accepte"), ("GC-2", "accepte")],
)
def test_a_number_that_is_not_of_the_person_named_does_nothing(chantier: Chantier, dit: str, etat: str):
    """« Mot ou nom » is free where the order needs none: there it says whose number it should be."""
    chantier.pv("GC-1", fiche_nom="Durand", fiche_prenom="Anaïs")
    chantier.traiter()
    demander(chantier, "pour", {"quoi": REPRENDRE, "cible": "D-000001", "texte": dit})
    chantier.traiter()
    assert etats(chantier)["GC-1 PV.xlsx"] == etat
    assert ("n’est pas celui de" in reponse(chantier, "pour")) == (etat == "accepte")


@pytest.mark.parametrize("dit", ["D-1", "d-1", "D 1", "d–0001", "D1"])
def test_a_number_typed_short_is_checked_and_told_like_the_whole_one(chantier: Chantier, dit: str):
    """K35: what is obeyed is what was named."""
    chantier.pv("GC-1", fiche_nom="Durand", fiche_prenom="Anaïs")
    chantier.traiter()
    demander(chantier, "autre", {"quoi": REPRENDRE, "cible": dit, "texte": "Martin"})
    chantier.traiter()
    assert etats(chantier)["GC-1 PV.xlsx"] == "accepte"
    assert "le numéro D-000001 n’est pas celui de « Martin »" in reponse(chantier, "autre")
    demander(chantier, "sien", {"quoi": REPRENDRE, "cible": dit}, {"quoi": REPRENDRE, "cible": "d-3"})
    chantier.traiter()
    assert etats(chantier) == {"GC-1 PV.xlsx": "annule", "autre.xlsx": "accepte", "sien.xlsx": "accepte"}
    assert "Concerne : « GC-1 PV.xlsx », PV du jury professionnel" in reponse(chantier, "sien")
    assert "ne peut pas se reprendre" in reponse(chantier, "sien")


def test_a_candidature_typed_otherwise_is_told_with_its_name(chantier: Chantier):
    chantier.pv("GC-2023-0042", fiche_nom="Durand", fiche_prenom="Anaïs")
    chantier.traiter()
    ordres = [
        {"quoi": quoi, "cible": "gc 2023–42"}
        for quoi in ("Rectifier une décision", "Établir un duplicata", "Confirmer un remplacement")
    ]
    demander(chantier, "qui", *ordres)
    chantier.traiter()
    assert reponse(chantier, "qui").count("Concerne : Anaïs Durand (GC-2023-0042).") == len(ordres)


def test_a_closed_dossier_is_not_opened_by_a_short_number(chantier: Chantier):
    """The command too: « cqp annuler D-1 »."""
    chantier.dossier("GC-1", blocs=("B2",))
    chantier.traiter()
    chantier.sieger()
    with pytest.raises(UsageError, match="à l’ordre du jour"):
        rendre.annuler(chantier.atelier("2023-10-07T10:00"), "D-1", "Erreur")


def test_a_line_that_was_not_carried_out_is_to_be_done_until_its_asker_asks_again(chantier: Chantier):
    """K35: « À faire » says which line, which cell, and what to do, without a terminal."""
    preparer: dict[str, object] = {"quoi": "Préparer l'ordre du jour", "date": JPN}
    demander(chantier, "une", preparer, {"quoi": REPRENDRE, "cible": None})
    (depot,) = chantier.traiter().depots
    (ligne,) = [r for r in load_workbook(chantier.institut / "suivi.xlsx")["À faire"].values if r[0] == depot.id]
    _, fichier, ou, _, dit, que_faire = map(str, ligne[:6])
    assert (fichier, ou.endswith("E5")) == ("une.xlsx", True)
    assert dit == "Ligne 2 de cette demande : rien n’a été fait. Une réponse attendue manque."
    assert "nouvelle demande" in que_faire
    demander(chantier, "deux", {"quoi": REPRENDRE, "cible": "D-77"})
    chantier.traiter("2023-10-04T09:00")
    assert [d for d in chantier.etat().depots if d.a_faire] == []
    assert "suivi.xlsx, feuille Dépôts" in reponse(chantier, "deux")
    assert "cqp " not in reponse(chantier, "deux")

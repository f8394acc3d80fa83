"""K40 on the road: a second file at the same place, as staff meet it."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline import forms
from pipeline.model.classeur import Brut
from pipeline.model.etat import EtatCandidature as Etat
from pipeline.model.etat import VueDepot
from pipeline.workbooks import contexte_session, write
from pipeline.workbooks.read import lire
from tests.outils.espace import PHRASE, Chantier, copier
from tests.outils.remplis import MODELES, MOTS

AUTRE: Mapping[str, Brut] = {"avis_jury": "Partielle", "ecart_motif_avis": PHRASE, "points_faibles": PHRASE}


@pytest.fixture
def chantier(tmp_path: Path) -> Chantier:
    """One dossier, ready, of one bloc; then its PV again, with another avis."""
    c = Chantier(tmp_path / "espace")
    c.dossier("GC-1", blocs=("B2",))
    c.traiter()
    assert c.candidature("GC-1").etat is Etat.DOSSIER_PRET
    return c


def dernier(chantier: Chantier, fichier: str) -> VueDepot:
    return [d for d in chantier.etat().depots if d.fichier == fichier][-1]


def a_corriger(chantier: Chantier) -> list[Path]:
    return sorted((chantier.institut / "a-corriger").glob("*.xlsx"))


def demander(chantier: Chantier, ordre: str, cible: str) -> None:
    dites = {"quoi": ordre, "cible": cible, "motif": PHRASE}
    valeurs = {f"ordre_{champ}_1": v for champ, v in dites.items()} | {"demande_demandeur": "Camille Essai"}
    vierge = chantier.vierges / "demande.xlsx"
    vierge.write_bytes(write.vierge(forms.demande(), contexte_session.demande(), MODELES / "demande.xlsx", MOTS))
    chantier.remplir(vierge, chantier.inbox / f"demande {cible}.xlsx", valeurs)


def test_un_second_pv_attend_et_sa_copie_annotee_redeposee_le_confirme(chantier: Chantier):
    """K40: « Dossier prêt » no more; the copy says what changes, and dropped as it is it confirms."""
    ancien = dernier(chantier, "GC-1 PV.xlsx")
    chantier.pv("GC-1", blocs=("B2",), **AUTRE)
    chantier.traiter()
    nouveau, vue = dernier(chantier, "GC-1 PV.xlsx"), chantier.candidature("GC-1")
    assert vue.etat is Etat.A_CORRIGER
    assert next(d for d in chantier.etat().depots if d.id == ancien.id).etat == "remplace"
    remplace = next(a for a in nouveau.anomalies if a.code == "REMPLACE")
    assert "Avis du jury (Avis et arguments C5) : Totale → Partielle" in remplace.message
    assert {"avis_jury"} <= {c.nom for c in remplace.cellules}
    lignes = {r[0]: r for r in load_workbook(chantier.institut / "suivi.xlsx")["Dépôts"].values}
    assert lignes[ancien.id][3:6] == ("Remplacé", "GC-1", nouveau.id)
    assert lignes[nouveau.id][6] == remplace.message
    (copie,) = a_corriger(chantier)
    identite = lire(copie).identite
    assert identite is not None
    assert identite.corrige == nouveau.id
    assert "à confirmer" in copie.name
    copier(copie, chantier.inbox / copie.name)
    chantier.traiter()
    vue = chantier.candidature("GC-1")
    assert (vue.avis, a_corriger(chantier)) == ("partielle", [])
    assert not any(a.bloquante for a in vue.anomalies)


def test_un_ordre_confirme_une_seule_fois(chantier: Chantier):
    """A tick in `demande`; refused when nothing waits."""
    chantier.pv("GC-1", blocs=("B2",), **AUTRE)
    chantier.traiter()
    depot = dernier(chantier, "GC-1 PV.xlsx").id
    demander(chantier, "Confirmer un remplacement", depot.lower())
    chantier.traiter()
    assert not any(a.bloquante for a in chantier.candidature("GC-1").anomalies)
    demander(chantier, "Confirmer un remplacement", "GC-1")
    chantier.traiter()
    suites = "".join(f.read_text("utf-8-sig") for f in (chantier.institut / "demandes").glob("*.txt"))
    assert "« GC-1 PV.xlsx » compte désormais" in suites
    assert "Rien n’attend d’être confirmé sous le numéro « GC-1 »" in suites


def test_le_bon_fichier_redepose_n_est_pas_un_doublon(chantier: Chantier):
    """contrat.md: a duplicate is identical to the file in force, not to one that was replaced."""
    bon = copier(chantier.grille("GC-1", "B2"), chantier.vierges / "bonne.xlsx")
    chantier.traiter()
    assert dernier(chantier, "GC-1 grille B2.xlsx").etat == "doublon"
    chantier.grille("GC-1", "B2", reponses="Non")
    chantier.traiter()
    assert chantier.candidature("GC-1").etat is Etat.A_CORRIGER
    copier(bon, chantier.inbox / "la bonne.xlsx")
    chantier.traiter()
    assert dernier(chantier, "la bonne.xlsx").etat == "accepte"
    assert chantier.candidature("GC-1").etat is Etat.DOSSIER_PRET


def test_le_scan_signe_un_seul_pv(chantier: Chantier):
    """K42: tied to the version that it signs; a correction that changes no result still asks for another paper."""
    autre = PHRASE.replace("analysé", "reformulé")
    chantier.pv("GC-1", blocs=("B2",), points_forts=autre, membre_signature_1="Non", membre_signature_2=None)
    chantier.traiter()
    vue = chantier.candidature("GC-1")
    assert vue.etat is Etat.INCOMPLETE
    (manque,) = vue.manque
    assert "le PV a changé depuis la signature" in manque
    assert dernier(chantier, "GC-1_pv-signe.pdf").etat == "remplace"
    chantier.piece("GC-1", "pv-signe")
    chantier.traiter()
    redepose = dernier(chantier, "GC-1_pv-signe.pdf")
    assert (redepose.etat, redepose.anomalies[0].code) == ("refuse", "SCAN_D_UN_AUTRE_PV"), "the same bytes as before"
    scan = chantier.piece("GC-1", "pv-signe")
    scan.write_bytes(scan.read_bytes() + b"% un autre papier\n")
    chantier.pv("GC-1", blocs=("B2",), points_forts=PHRASE).rename(chantier.inbox / "Z corrige.xlsx")
    chantier.traiter()
    assert chantier.candidature("GC-1").etat is Etat.DOSSIER_PRET, "the scan signs the PV that was dropped with it"


def test_un_scan_depose_avant_le_jury_ne_signe_pas_le_pv(tmp_path: Path):
    """K42: dropped a month before its day, it is asked for again, and says why; the same bytes do not do."""
    c = Chantier(tmp_path / "tot")
    scan = c.piece("GC-1", "pv-signe")
    c.traiter("2023-09-02T09:00")
    fichiers = c.dossier("GC-1", blocs=("B2",))
    fichiers[-1].unlink()
    c.traiter()
    vue = c.candidature("GC-1")
    assert vue.etat is Etat.INCOMPLETE
    (manque,) = vue.manque
    assert "déposé avant le jury du 02/10/2023" in manque
    c.piece("GC-1", "pv-signe")
    c.traiter()
    assert dernier(c, scan.name).anomalies[0].code == "SCAN_ANTERIEUR_AU_PV"
    scan = c.piece("GC-1", "pv-signe")
    scan.write_bytes(scan.read_bytes() + b"% signe\n")
    c.traiter()
    assert c.candidature("GC-1").etat is Etat.DOSSIER_PRET


def test_la_grille_de_l_autre_jure_est_rendue_pour_que_l_on_choisisse(chantier: Chantier):
    """G-022"""
    chantier.grille("GC-1", "B2", fiche_rempli_par="Alix Témoin")
    chantier.traiter()
    assert chantier.candidature("GC-1").etat is Etat.DOSSIER_PRET
    chantier.grille("GC-1", "B2", fiche_rempli_par="Bo Témoin")
    chantier.traiter()
    (copie,) = a_corriger(chantier)
    assert "la grille de l’autre juré (Bo Témoin)" in str(load_workbook(copie)["À corriger"]["D5"].value)
    copier(copie, chantier.inbox / copie.name)
    chantier.traiter()
    assert chantier.candidature("GC-1").etat is Etat.DOSSIER_PRET


def test_tant_que_la_grille_attend_le_pv_n_est_accuse_de_rien(chantier: Chantier):
    """K40: judged on the grid in force; the copy says what confirming does; confirmed, the écart is said."""
    chantier.grille("GC-1", "B2", reponses="Non")
    chantier.traiter()
    vue = chantier.candidature("GC-1")
    assert [a.code for a in vue.anomalies if a.bloquante] == ["REMPLACEMENT_A_CONFIRMER"]
    assert vue.ecarts == ()
    (copie,) = a_corriger(chantier)
    feuille = load_workbook(copie)["À corriger"]
    assert str(feuille["A1"].value).startswith("À confirmer")
    dit = " ".join(str(v) for r in feuille.values for v in r)
    assert "Corrigez les cellules" not in dit
    assert "déposez-la telle quelle dans inbox/" in dit
    copier(copie, chantier.inbox / copie.name)
    chantier.traiter()
    vue = chantier.candidature("GC-1")
    assert vue.calcul == "refus"
    assert "ECART_SANS_MOTIF" in {a.code for a in vue.anomalies}

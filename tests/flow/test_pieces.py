"""A piece that serves nothing, or twice, is told on its deposit and in « À faire » (G-087, G-051)."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.model.etat import EtatCandidature as Etat
from tests.outils import sessions
from tests.outils.espace import Chantier, copier
from tests.outils.sessions import candidat


def dites(chantier: Chantier) -> dict[tuple[str, str], str]:
    """By file and code, what is said of the pieces."""
    return {(d.fichier, a.code): a.message for d in chantier.etat().depots if d.type == "piece" for a in d.anomalies}


@pytest.fixture
def chantier(tmp_path: Path) -> Chantier:
    c = Chantier(tmp_path / "espace")
    sessions.deposer(c, [candidat("GC-1"), candidat("GC-2")])
    return c


def test_une_piece_d_un_nom_inconnu_se_dit_avec_le_nom_le_plus_proche(chantier: Chantier):
    """G-087: until the same PDF comes under the right name."""
    faux = chantier.piece("GC-1", "carnett")
    garde = copier(faux, chantier.vierges / "garde.pdf")
    chantier.piece("GC-1", "banane")
    chantier.piece("GC-1", "livret2-masque")
    chantier.piece("GC-1", "dossier-preuves")
    chantier.traiter()
    trouvees = dites(chantier)
    assert set(trouvees) == {("GC-1_carnett.pdf", "PIECE_INCONNUE"), ("GC-1_banane.pdf", "PIECE_INCONNUE")}
    assert "le plus proche est « carnet »" in trouvees["GC-1_carnett.pdf", "PIECE_INCONNUE"]
    assert "« carnet »," in trouvees["GC-1_banane.pdf", "PIECE_INCONNUE"]
    feuille = load_workbook(chantier.institut / "suivi.xlsx")["À faire"]
    assert set(trouvees.values()) <= {v for r in feuille.values for v in r}
    copier(garde, chantier.inbox / "GC-1_carnet.pdf")
    chantier.traiter()
    assert set(dites(chantier)) == {("GC-1_banane.pdf", "PIECE_INCONNUE")}


def test_une_piece_de_personne_se_dit_jusqu_a_ce_que_sa_candidature_soit_connue(chantier: Chantier):
    """It may come before everything else: accepted, with the numbers that look like its own."""
    chantier.piece("GC-9", "carnet")
    chantier.piece("GC-1", "carnet")
    chantier.traiter()
    ((cle, message),) = dites(chantier).items()
    assert cle == ("GC-9_carnet.pdf", "PIECE_DE_PERSONNE")
    assert message.endswith("Les numéros les plus proches : GC-1, GC-2.")
    tous = [candidat("GC-1"), candidat("GC-2"), candidat("GC-9")]
    sessions.deposer(chantier, tous, nom="Session S-1 corrigée.xlsx")
    chantier.traiter()
    assert dites(chantier) == {}


def test_le_meme_pdf_a_deux_places_se_dit_et_nomme_l_autre(chantier: Chantier):
    """G-051: a carnet that is also the signed PV, of two people; the same place twice is a mere duplicate."""
    premier = chantier.piece("GC-1", "carnet")
    for nom in ("GC-1_pv-signe.pdf", "GC-2_carnet.pdf"):
        copier(premier, chantier.inbox / nom)
    garde = copier(premier, chantier.vierges / "garde.pdf")
    chantier.traiter()
    copier(garde, chantier.inbox / "GC-1_carnet.pdf")
    chantier.traiter()
    trouvees = {cle: m for cle, m in dites(chantier).items() if cle[1] == "PIECE_QUI_SERT_DEUX_FOIS"}
    assert len(trouvees) == 2
    assert all("GC-1_carnet.pdf" in m or cle[0] == "GC-1_carnet.pdf" for cle, m in trouvees.items())
    assert {d.etat for d in chantier.etat().depots if d.type == "piece"} == {"accepte", "doublon"}


def test_un_dossier_ordinaire_n_est_averti_de_rien(tmp_path: Path):
    """Dropped whole, in any order, without a session workbook."""
    c = Chantier(tmp_path / "seul")
    c.dossier("GC-1", blocs=("B2",))
    c.traiter()
    assert (dites(c), c.candidature("GC-1").etat) == ({}, Etat.DOSSIER_PRET)

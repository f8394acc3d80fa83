"""`suivi.xlsx` as a secretary reads it: one count from one judgement, no key of ours, who and where."""

import importlib
import pkgutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.documents import compose
from pipeline.model.etat import Echeance, Etat
from pipeline.register import EtatDocument
from pipeline.settings import shipped
from pipeline.texts import phrases
from pipeline.workbooks.charte import charte
from pipeline.workbooks.follow_up import suivi
from tests.outils import sessions
from tests.outils.espace import Chantier, instant
from tests.outils.sessions import candidat

MOTS = phrases((shipped("templates"),), "suivi")
NBSP = "\N{NO-BREAK SPACE}"


def lignes(chantier: Chantier, feuille: str) -> list[tuple[str, ...]]:
    trouvees = load_workbook(chantier.institut / "suivi.xlsx")[feuille].iter_rows(min_row=2, values_only=True)
    return [tuple(str(x or "").replace(NBSP, " ") for x in rangee) for rangee in trouvees]


@pytest.fixture(scope="module")
def tenu(tmp_path_factory: pytest.TempPathFactory) -> Chantier:
    """Two candidates: one is ready, the other holds no post and asked for an arrangement that nobody answered."""
    chantier = Chantier(tmp_path_factory.mktemp("suivi"))
    retenu = candidat("GC-2", poste=None, handicap_le=sessions.ACCORD)
    sessions.deposer(chantier, [candidat("GC-1"), retenu], convocations_le=None)
    chantier.traiter(sessions.AVANT)
    return chantier


def test_ce_qui_est_a_envoyer_n_a_qu_un_compte(tenu: Chantier):
    """K45, G-124: the deadline counts the lines of « À envoyer », and what a fault holds."""
    (session,) = lignes(tenu, "Sessions")
    assert session[4] == "2"
    assert len(session[6].splitlines()) == 3  # one candidate, two jurors
    quoi = next(x[1] for x in lignes(tenu, "Échéances") if "convocations" in x[1])
    assert quoi == "Envoi des convocations (à envoyer : 3, retenues par une faute à corriger : 1)"


def test_une_action_dit_qui_quoi_et_ou(tenu: Chantier):
    """G-061, K35; of a confidential cell, not even where it stands (K29)."""
    a_faire = {x[4]: x for x in lignes(tenu, "À faire")}
    poste = next(x for m, x in a_faire.items() if "poste" in m)
    assert "Le poste de GC-2 manque" in poste[4]
    assert poste[2].startswith("Candidats : ")
    assert "feuille Candidats" in poste[5]
    reservees = next(x for m, x in a_faire.items() if "accès réservé" in m)
    assert reservees[2] == ""
    assert "GC-2" not in " ".join(reservees)


def test_aucune_cle_ne_se_lit(tenu: Chantier):
    """What people read is French: neither a type nor a state of ours."""
    assert {x[2:4] for x in lignes(tenu, "Documents")} == {("Institut 4.10", "En vigueur")}
    assert {"Convocation du candidat", "Planning"} <= {x[1] for x in lignes(tenu, "Documents")}


def test_chaque_document_a_son_nom():
    modules = [importlib.import_module(m.name) for m in pkgutil.walk_packages(compose.__path__, f"{compose.__name__}.")]
    types = {m.TYPE for m in modules if hasattr(m, "TYPE")}
    assert len(types) > 20
    for cle in (*(f"document.{t}" for t in types), *(f"document_etat.{e}" for e in EtatDocument)):
        assert MOTS(cle)


@pytest.mark.parametrize(
    ("retard", "dit"), [(0, "Faite"), (1, "Faite, en retard d’un jour"), (3, "Faite, en retard de 3 jours")]
)
def test_ce_qui_est_fait_tard_se_lit(tmp_path: Path, retard: int, dit: str):
    """N-014: a carnet that came late is not « Faite » like the others."""
    une = Echeance(quoi="x", pour="y", date=instant("2023-10-02T09:00"), etat="tenue", retard_jours=retard)
    (tmp_path / "s.xlsx").write_bytes(suivi(Etat(echeances=(une,)), MOTS, MOTS, charte((shipped("templates"),))))
    assert load_workbook(tmp_path / "s.xlsx")["Échéances"]["D2"].value.replace(NBSP, " ") == dit


def test_un_conseil_sur_une_session_passee_n_attend_plus(tenu: Chantier):
    """Once its days are over, only what blocks is still to be done."""
    assert any("à distance" in x[4] for x in lignes(tenu, "À faire"))
    tenu.traiter("2023-10-09T09:00")
    assert not any("à distance" in x[4] for x in lignes(tenu, "À faire"))
    assert any("poste de GC-2" in x[4] for x in lignes(tenu, "À faire"))

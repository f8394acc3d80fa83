"""Without the workbook of its session, or its cells: what nobody checked, from the rule to what people read (K43)."""

from pathlib import Path

from openpyxl import load_workbook
from pypdf import PdfReader

from tests.outils import sessions
from tests.outils.espace import JPN, Chantier

TOT = "2023-10-07T09:00"
NON_CONTROLE = "la date de dépôt du carnet"


def lu(fichier: Path) -> str:
    if fichier.suffix == ".pdf":
        return " ".join((PdfReader(fichier).pages[0].extract_text() or "").split())
    return " ".join(str(c.value) for rangee in load_workbook(fichier).active.iter_rows() for c in rangee if c.value)


def au_suivi(chantier: Chantier) -> str:
    """The last cell of its only line, « Règles non contrôlées »."""
    return str(load_workbook(chantier.institut / "suivi.xlsx")["Candidatures"].cell(2, 10).value or "")


def test_la_premiere_page_la_copie_l_ordre_du_jour_et_le_classeur_le_disent(tmp_path: Path):
    """K43: the dossier, its anonymous copy, the docket, the workbook that the jury paritaire fills."""
    chantier = Chantier(tmp_path)
    chantier.dossier("GC-1", blocs=("B2",))
    chantier.traiter()
    assert "carnet" in chantier.candidature("GC-1").non_verifies
    assert NON_CONTROLE in au_suivi(chantier).splitlines()
    chantier.preparer(JPN, TOT)
    chantier.traiter(TOT)
    outbox = tmp_path / "outbox"
    (dossier,) = outbox.rglob("*dossier de certification.pdf")
    (copie,) = outbox.rglob("dossiers/*dossier.pdf")
    (ordre,) = outbox.rglob("*ordre du jour.pdf")
    (classeur,) = outbox.rglob("*décisions.xlsx")
    for fichier in (dossier, copie, ordre, classeur):
        assert NON_CONTROLE in lu(fichier), fichier.name


def test_une_case_vide_du_classeur_de_session_est_dite_de_meme(tmp_path: Path):
    """K43, G-017: the workbook is there, the day when Ucanss validated the expert is not; nothing else is said."""
    chantier = Chantier(tmp_path)
    president, expert = sessions.JURES
    jures = [sessions.jure(**president), sessions.jure(**expert, validation_le=None)]
    sessions.deposer(chantier, [sessions.candidat("GC-1", portee="Blocs", vise_b2="Oui")], jures)
    chantier.dossier("GC-1", blocs=("B2",))
    chantier.traiter()
    assert au_suivi(chantier) == "la validation des membres du jury par l’Ucanss"
    (dossier,) = (tmp_path / "outbox").rglob("*dossier de certification.pdf")
    assert "la validation des membres du jury par l’Ucanss." in lu(dossier).lower().replace("ucanss", "Ucanss")

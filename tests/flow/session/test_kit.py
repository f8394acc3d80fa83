"""The kit of a session, from its workbook: what leaves, what waits, what is made again (S0 §6)."""

import datetime as dt
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.outils import sessions
from tests.outils.espace import Chantier
from tests.outils.sessions import AVANT, PREPARATION, candidat, jure, kit, vue


@pytest.fixture
def chantier(tmp_path: Path) -> Chantier:
    return Chantier(tmp_path / "espace")


def versions(chantier: Chantier, type_: str) -> dict[str, str]:
    return {d.id: d.etat for d in chantier.etat(AVANT).documents if d.type == type_}


def test_a_session_becomes_all_its_papers(chantier: Chantier):
    """G-125, G-127, G-128, M-056: convocations, planning, émargement, forms, grids and PV, one zip per juror."""
    sessions.deposer(chantier, [candidat("GC-1"), candidat("GC-2")], session_note_de_frais="Oui")
    passe = chantier.traiter(PREPARATION)
    assert [d.etat for d in passe.depots] == ["accepte"]
    assert kit(chantier) == {
        "convocations/GC-1 Nom-GC-1 - convocation.pdf",
        "convocations/GC-2 Nom-GC-2 - convocation.pdf",
        "convocations/Jury 1 Alix Témoin - convocation.pdf",
        "convocations/Jury 1 Bo Témoin - convocation.pdf",
        "journée/planning.pdf",
        "journée/planning à ajuster.xlsx",
        "journée/émargement - jury 1 - 2023-10-02.pdf",
        "journée/émargement - jury 1 - 2023-10-03.pdf",
        "journée/aide-mémoire - Président.pdf",
        "journée/aide-mémoire - Expert métier.pdf",
        "jurés/déclaration - jury 1 Alix Témoin.pdf",
        "jurés/déclaration - jury 1 Bo Témoin.pdf",
        "jurés/note de frais - jury 1 Alix Témoin.pdf",
        "jurés/note de frais - jury 1 Bo Témoin.pdf",
        *(f"grilles vierges/GC grille B{n}.xlsx" for n in (1, 2, 3)),
        "grilles vierges/GC PV.xlsx",
        *(f"grilles et PV/{c} Nom-{c}/{c} grille B{n}.xlsx" for c in ("GC-1", "GC-2") for n in (1, 2, 3)),
        *(f"grilles et PV/{c} Nom-{c}/{c} PV.xlsx" for c in ("GC-1", "GC-2")),
        "retour/compte rendu à remplir - jury 1.xlsx",
        "envois/Jury 1 - Alix Témoin.zip",
        "envois/Jury 1 - Bo Témoin.zip",
        "envois/Responsable de session.zip",
        "fiche du responsable de session.pdf",
    }


def test_on_files_alone_nobody_has_an_hour_and_all_are_told(chantier: Chantier):
    """G-024: the jury reads; there is no planning, and no signature of a candidate."""
    vae = {"voie": "VAE", "piece_carnet_le": None, "piece_livret2_le": sessions.ACCORD, "poste": None}
    sessions.deposer(chantier, [candidat("GC-1", recevabilite_le=sessions.ACCORD, **vae)], mode_session="Sur dossier")
    chantier.traiter(PREPARATION)
    trouves = kit(chantier)
    assert {f for f in trouves if f.startswith("convocations/")} == {
        "convocations/GC-1 Nom-GC-1 - convocation.pdf",
        "convocations/Jury 1 Alix Témoin - convocation.pdf",
        "convocations/Jury 1 Bo Témoin - convocation.pdf",
    }
    assert "grilles et PV/GC-1 Nom-GC-1/GC-1 PV.xlsx" in trouves
    assert not any(f.startswith("journée/planning") for f in trouves)


def test_the_second_run_makes_nothing(chantier: Chantier):
    sessions.deposer(chantier, [candidat("GC-1")])
    chantier.traiter(PREPARATION)
    avant = {nom: sha for nom, sha in chantier.empreinte().items() if nom.startswith("outbox/institut/S-1")}
    assert chantier.traiter("2023-08-21T10:00").documents == 0
    assert {n: s for n, s in chantier.empreinte().items() if n.startswith("outbox/institut/S-1")} == avant


def test_a_prefilled_grid_is_dropped_as_it_is(chantier: Chantier):
    """What leaves with the candidature and the session on it comes back without a contradiction."""
    sessions.deposer(chantier, [candidat("GC-1")])
    chantier.traiter(AVANT)
    dossier = chantier.institut / "S-1/grilles et PV/GC-1 Nom-GC-1"
    grille = dossier / "GC-1 grille B1.xlsx"
    cellules = chantier.cellules(grille)
    assert {c["role"]: c["valeur"] for c in cellules if c["role"] in {"candidature", "session", "date"}} == {
        "candidature": "GC-1",
        "session": "S-1",
        "date": "2023-10-02",
    }
    chantier.remplir(grille, chantier.inbox / "g.xlsx", {c["nom"]: "Oui" for c in cellules if c["role"] == "critere"})
    (depot,) = chantier.traiter("2023-10-03T09:00").depots
    assert (depot.etat, depot.anomalies) == ("accepte", ())
    pv = {c["nom"]: c["valeur"] for c in chantier.cellules(dossier / "GC-1 PV.xlsx")}
    assert (pv["fiche_nom"], pv["membre_nom_2"], pv["vise_b3"]) == ("Nom-GC-1", "Bo Témoin", "Oui")


def test_a_late_carnet_holds_the_prefilled_papers_of_its_candidate_alone(chantier: Chantier):
    """N-014, N-015: seven full days before, that day included."""
    a_temps, tard = dt.date(2023, 9, 25), dt.date(2023, 9, 26)
    vises = {"portee": "Blocs", "vise_b1": "Oui"}
    candidats = [candidat("GC-1", piece_carnet_le=a_temps, **vises), candidat("GC-2", piece_carnet_le=tard, **vises)]
    sessions.deposer(chantier, candidats)
    chantier.traiter("2023-09-27T09:00")
    preremplis = {f.split("/")[1] for f in kit(chantier) if f.startswith("grilles et PV/")}
    assert preremplis == {"GC-1 Nom-GC-1"}
    convoques = {f for f in kit(chantier) if f.startswith("convocations/GC-")}
    assert len(convoques) == 2


def test_a_grid_without_carnet_is_refused_whatever_the_order_of_arrival(chantier: Chantier):
    """N-016: dropped in the same pass as the session, and before it in the alphabet."""
    chantier.grille("GC-1", "B1")
    chantier.grille("GC-2", "B1")
    sessions.deposer(chantier, [candidat("GC-1", piece_carnet_le=None), candidat("GC-2")])
    etats = {d.fichier: (d.etat, [a.code for a in d.anomalies]) for d in chantier.traiter().depots}
    assert etats["GC-1 grille B1.xlsx"] == ("refuse", ["CARNET_NON_DEPOSE"])
    assert etats["GC-2 grille B1.xlsx"] == ("accepte", [])


def test_when_the_carnet_comes_only_what_changes_is_made(chantier: Chantier):
    sessions.deposer(chantier, [candidat("GC-1", piece_carnet_le=None), candidat("GC-2")])
    chantier.traiter(PREPARATION)
    avant = kit(chantier)
    sessions.deposer(chantier, [candidat("GC-1"), candidat("GC-2")])
    passe = chantier.traiter(AVANT)
    nouveaux = kit(chantier) - avant
    assert {f.split("/")[1] for f in nouveaux} == {"GC-1 Nom-GC-1"}
    assert versions(chantier, "convocation-candidat") == {
        "convocation-candidat:S-1:GC-1:v1": "publie",
        "convocation-candidat:S-1:GC-2:v1": "publie",
    }
    assert passe.documents <= 1  # the session manager's sheet, which said what was missing


def test_a_changed_convocation_is_a_new_version_that_says_so(chantier: Chantier):
    """Nothing already sent is silently replaced; what must be sent again is listed."""
    sessions.deposer(chantier, [candidat("GC-1"), candidat("GC-2")])
    chantier.traiter(PREPARATION)
    sessions.deposer(chantier, [candidat("GC-1"), candidat("GC-2")], session_lieu="Autre centre, Ailleurs")
    chantier.traiter(AVANT)
    assert versions(chantier, "convocation-candidat") == {
        "convocation-candidat:S-1:GC-1:v1": "remplace",
        "convocation-candidat:S-1:GC-2:v1": "remplace",
        "convocation-candidat:S-1:GC-1:v2": "publie",
        "convocation-candidat:S-1:GC-2:v2": "publie",
    }
    noms = {f for f in kit(chantier) if f.startswith("convocations/GC-1")}
    assert noms == {"convocations/GC-1 Nom-GC-1 - convocation (version 2).pdf"}
    a_envoyer = vue(chantier).a_envoyer
    assert len(a_envoyer) == 4
    assert all("de nouveau" in x for x in a_envoyer)


def test_a_version_that_comes_back_to_the_first_is_a_third(chantier: Chantier):
    """The second was sent: going back to the first words is a change again."""
    for rang, lieu in enumerate(("Ici", "Ailleurs", "Ici")):
        sessions.deposer(chantier, [candidat("GC-1")], session_lieu=lieu, convocations_motif=f"Correction {rang}")
        chantier.traiter(PREPARATION)
    assert [e for _, e in sorted(versions(chantier, "convocation-candidat").items())] == [
        "remplace",
        "remplace",
        "publie",
    ]


def test_a_line_at_fault_holds_itself_and_nobody_else(chantier: Chantier):
    """K35: the workbook is accepted, comes back annotated, and the others leave."""
    sessions.deposer(chantier, [candidat("GC-1", email="pas une adresse"), candidat("GC-2")])
    (depot,) = chantier.traiter(PREPARATION).depots
    assert depot.etat == "accepte"
    assert {f for f in kit(chantier) if f.startswith("convocations/GC-")} == {
        "convocations/GC-2 Nom-GC-2 - convocation.pdf"
    }
    (faute,) = [a for a in vue(chantier, PREPARATION).anomalies if a.code == "FORME_INATTENDUE"]
    assert faute.cellules[0].nom == "candidat_email_1"
    (copie,) = (chantier.institut / "a-corriger").iterdir()
    assert "à corriger" in copie.name
    assert load_workbook(copie).worksheets[0].title == "À corriger"


def test_only_its_number_and_its_date_can_refuse_a_session(chantier: Chantier):
    """K35."""
    sessions.deposer(chantier, [candidat("GC-1")], fiche_date="bientôt")
    (depot,) = chantier.traiter(PREPARATION).depots
    assert depot.etat == "refuse"
    assert not (chantier.institut / "S-1").exists()


def test_a_juror_of_the_same_organisme_postpones_his_candidate_alone(chantier: Chantier):
    """G-030, M-018, K34: in a jury of two nobody else can hear him."""
    sessions.deposer(chantier, [candidat("GC-1", organisme="CAF de nulle part"), candidat("GC-2")])
    chantier.traiter(PREPARATION)
    etats = {c.id: c.etat for c in chantier.etat(PREPARATION).candidatures}
    assert etats == {"GC-1": "reportee", "GC-2": "incomplete"}
    assert {f for f in kit(chantier) if f.startswith("convocations/GC-")} == {
        "convocations/GC-2 Nom-GC-2 - convocation.pdf"
    }


def test_a_second_jury_hears_whom_the_first_may_not(chantier: Chantier):
    jures = [
        *(jure(**j) for j in sessions.JURES),
        jure(nom="Cé Témoin", role="Président", organisme="Institut 4.10", qualite="Institut 4.10", jury=2),
        jure(nom="Dé Témoin", organisme="Carsat d’Ailleurs", qualite="Organisme", jury=2),
    ]
    sessions.deposer(chantier, [candidat("GC-1", organisme="CAF de Nulle-Part")], jures)
    chantier.traiter(PREPARATION)
    assert {p.jury for p in vue(chantier, PREPARATION).planning} == {2}


def test_an_untrained_juror_is_not_convened(chantier: Chantier):
    """M-002, L-014: his jury's prefilled papers wait too; the candidates are told their day."""
    jures = [jure(**sessions.JURES[0]), jure(**sessions.JURES[1], formation_etapes=2)]
    sessions.deposer(chantier, [candidat("GC-1")], jures)
    chantier.traiter(PREPARATION)
    trouves = kit(chantier)
    assert "convocations/GC-1 Nom-GC-1 - convocation.pdf" in trouves
    assert "convocations/Jury 1 Alix Témoin - convocation.pdf" in trouves
    assert "convocations/Jury 1 Bo Témoin - convocation.pdf" not in trouves
    assert not any(f.startswith("grilles et PV/") for f in trouves)


def test_what_a_person_changed_in_the_kit_is_left_to_him(chantier: Chantier):
    sessions.deposer(chantier, [candidat("GC-1")])
    chantier.traiter(PREPARATION)
    planning = chantier.institut / "S-1/journée/planning à ajuster.xlsx"
    planning.write_bytes(b"le mien")
    sessions.deposer(chantier, [candidat("GC-1"), candidat("GC-2")])
    chantier.traiter(AVANT)
    assert planning.read_bytes() == b"le mien"


def test_the_zip_of_a_juror_holds_what_he_needs_and_nobody_else_s(chantier: Chantier):
    """G-128: his own convocation, his forms, the grids of those he hears, their carnet, the reference documents."""
    reference = chantier.racine / "documents-de-reference"
    reference.mkdir(exist_ok=True)
    (reference / "Guide du jury 2023.pdf").write_bytes(b"%PDF-1.4 guide")
    chantier.piece("GC-1", "carnet")
    sessions.deposer(chantier, [candidat("GC-1")])
    chantier.traiter(AVANT)
    octets = (chantier.institut / "S-1/envois/Jury 1 - Bo Témoin.zip").read_bytes()
    with zipfile.ZipFile(BytesIO(octets)) as envoi:
        noms = set(envoi.namelist())
        assert envoi.testzip() is None
    assert "convocations/Jury 1 Bo Témoin - convocation.pdf" in noms
    assert "grilles et PV/GC-1 Nom-GC-1/GC-1 grille B2.xlsx" in noms
    assert "documents de référence/Guide du jury 2023.pdf" in noms
    assert "travaux des candidats/GC-1_carnet.pdf" in noms
    assert "journée/aide-mémoire - Expert métier.pdf" in noms
    assert not any("Alix" in n or ("candidat" in n.split("/")[0] and "GC-1" in n and "convocation" in n) for n in noms)
    assert not any(n.startswith("retour/") for n in noms)  # the report is the president's


def test_a_planning_given_back_moves_whom_it_names(chantier: Chantier):
    """The hours of staff stand; the candidate is told by a new version."""
    sessions.deposer(
        chantier, [candidat("GC-1", portee="Blocs", vise_b1="Oui"), candidat("GC-2", portee="Blocs", vise_b1="Oui")]
    )
    chantier.traiter(PREPARATION)
    planning = chantier.institut / "S-1/journée/planning à ajuster.xlsx"
    (ligne,) = [c["ligne"] for c in chantier.cellules(planning) if c["valeur"] == "GC-2"]
    chantier.remplir(planning, chantier.inbox / "planning.xlsx", {f"planning_debut_{ligne}": "15:00"})
    (depot,) = chantier.traiter("2023-08-22T09:00").depots
    assert depot.etat == "accepte"
    debuts = {p.candidature: p.debut for p in vue(chantier, "2023-08-22T10:00").planning}
    assert debuts == {"GC-1": dt.time(9), "GC-2": dt.time(15)}
    assert versions(chantier, "convocation-candidat")["convocation-candidat:S-1:GC-2:v2"] == "publie"
    assert "convocation-candidat:S-1:GC-1:v2" not in versions(chantier, "convocation-candidat")


def test_a_grid_is_dated_of_its_own_day_and_the_pv_of_the_last(chantier: Chantier):
    """An épreuve moved to another day: what the kit prefills is what the convocation says (K44)."""
    sessions.deposer(chantier, [candidat("GC-1", portee="Blocs", vise_b1="Oui", vise_b2="Oui")])
    chantier.traiter(PREPARATION)
    planning = chantier.institut / "S-1/journée/planning à ajuster.xlsx"
    ligne = next(
        c["ligne"] for c in chantier.cellules(planning) if c["role"] == "planning_bloc" and c["valeur"] == "B2"
    )
    lendemain = sessions.DATE + dt.timedelta(days=1)
    chantier.remplir(planning, chantier.inbox / "planning.xlsx", {f"planning_jour_{ligne}": lendemain.isoformat()})
    chantier.traiter("2023-08-22T09:00")
    kit = chantier.institut / "S-1/grilles et PV"
    dates = {
        f.stem.removeprefix("GC-1 "): next(c["valeur"] for c in chantier.cellules(f) if c["nom"] == "fiche_date")
        for f in kit.glob("*/*.xlsx")
    }
    assert dates == {"grille B1": str(sessions.DATE), "grille B2": str(lendemain), "PV": str(lendemain)}


def test_two_candidates_at_once_before_one_jury_is_told_on_the_planning(chantier: Chantier):
    vises = {"portee": "Blocs", "vise_b1": "Oui"}
    sessions.deposer(chantier, [candidat("GC-1", **vises), candidat("GC-2", **vises)])
    chantier.traiter(PREPARATION)
    planning = chantier.institut / "S-1/journée/planning à ajuster.xlsx"
    lignes = [c["ligne"] for c in chantier.cellules(planning) if c["role"] == "planning_debut"]
    chantier.remplir(planning, chantier.inbox / "p.xlsx", {f"planning_debut_{n}": "10:00" for n in lignes})
    chantier.traiter("2023-08-22T09:00")
    assert any(a.bloquante and "PLANNING" in a.code for a in vue(chantier, "2023-08-22T10:00").anomalies)

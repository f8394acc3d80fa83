"""Around the kit: training, vivier, lists, orders, the report of the day, what is missing (issue: la session)."""

import datetime as dt
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.workbooks.read import lire
from tests.outils import sessions
from tests.outils.espace import JPN, PHRASE, Chantier
from tests.outils.sessions import AVANT, PREPARATION, candidat, jure, kit, vue


@pytest.fixture
def chantier(tmp_path: Path) -> Chantier:
    return Chantier(tmp_path / "espace")


def former(
    chantier: Chantier, role: str = "Expert métier", minutes: tuple[int, ...] = (90, 90, 30), **plus: object
) -> None:
    valeurs = {"formation_code": "F-1", "participant_nom_1": "Bo Témoin", "participant_role_1": role}
    for n, duree in enumerate(minutes, start=1):
        valeurs |= {f"etape_{n}_le_1": dt.date(2023, 6, n), f"etape_{n}_minutes_1": duree}
    valeurs |= {"quiz_reussi_1": "Oui", **plus}
    chantier.remplir(chantier.vierge("formation-jury"), chantier.inbox / "formation.xlsx", valeurs)


def sans_formation() -> list[dict[str, object]]:
    rien = dict.fromkeys(("formation_le", "formation_minutes", "formation_etapes"))
    return [jure(**sessions.JURES[0]), jure(**sessions.JURES[1], **rien)]


def codes(chantier: Chantier, quand: str = PREPARATION) -> set[str]:
    return {a.code for a in vue(chantier, quand).anomalies}


def test_a_training_followed_whole_gives_its_attestation_and_lets_its_juror_sit(chantier: Chantier):
    """L-014, L-016, M-002."""
    former(chantier)
    sessions.deposer(chantier, [candidat("GC-1")], sans_formation())
    chantier.traiter(PREPARATION)
    assert "FORMATION_MANQUANTE" not in codes(chantier)
    (attestation,) = (chantier.institut / "formations/F-1").glob("*.pdf")
    assert attestation.name == "Bo Témoin - attestation.pdf"


@pytest.mark.parametrize(
    "manque", [{"etape_3_le_1": None, "etape_3_minutes_1": None}, {"quiz_reussi_1": "Non"}, {"etape_1_minutes_1": 89}]
)
def test_a_training_cut_short_gives_nothing(chantier: Chantier, manque: dict[str, object]):
    """L-014: two steps, no quiz, or a minute too few (L-016)."""
    former(chantier, **manque)
    chantier.traiter(PREPARATION)
    assert not (chantier.institut / "formations").exists()


def test_a_training_still_to_end_gives_its_attestation_on_its_last_day(chantier: Chantier):
    """L-014: a step that has not taken place was not followed."""
    former(chantier, etape_3_le_1=dt.date(2023, 8, 22))
    chantier.traiter(PREPARATION)
    assert not (chantier.institut / "formations").exists()
    chantier.traiter("2023-08-22T09:00")
    assert len(list((chantier.institut / "formations/F-1").glob("*.pdf"))) == 1


def test_the_next_session_knows_the_jurors_of_the_first(chantier: Chantier):
    """The vivier: a name is enough, and the drop-down proposes it."""
    sessions.deposer(chantier, [candidat("GC-1")])
    chantier.traiter(PREPARATION)
    seuls = [
        {"nom": j["nom"], "role": j["role"], "jury": 1, "accord_le": sessions.ACCORD, "declaration_le": sessions.ACCORD}
        for j in sessions.JURES
    ]
    sessions.deposer(chantier, [candidat("GC-2")], seuls, nom="S-2.xlsx", fiche_session="S-2")
    chantier.traiter(AVANT)
    assert not {a.code for a in vue(chantier, AVANT, "S-2").anomalies if a.bloquante}
    modele = next((chantier.institut / "modeles").glob("GC * session.xlsx"))
    classeur = load_workbook(modele)
    connus = [case.value for (case,) in classeur["Vivier"].iter_rows(min_col=2, max_col=2)]
    assert {"Alix Témoin", "Bo Témoin"} <= set(connus)
    listes = [v.formula1 for v in classeur["Jurés"].data_validations.dataValidation if v.type == "list"]
    assert any("Vivier" in formule for formule in listes)


def test_a_list_in_any_order_becomes_the_workbook_of_its_session(chantier: Chantier):
    """Columns as MyCertif or a person ordered them; the workbook waits to be reread."""
    (chantier.inbox / "S-9_candidats.csv").write_bytes(
        "Prénom;CQP;N° candidature;Nom;Adresse mail\nÉlodie;GC;GC-7;Œuvre;e@exemple.invalid\n".encode("cp1252")
    )
    (depot,) = chantier.traiter(PREPARATION).depots
    assert (depot.etat, depot.type, depot.session) == ("accepte", "liste", "S-9")
    cellules = lire(chantier.institut / "S-9/à relire/Session S-9.xlsx").cellules
    lus = {n: cellules[f"candidat_{n}_1"].valeur for n in ("candidature", "nom", "prenom", "email")}
    assert lus == {"candidature": "GC-7", "nom": "Œuvre", "prenom": "Élodie", "email": "e@exemple.invalid"}
    assert cellules["fiche_session"].valeur == "S-9"


@pytest.mark.parametrize("cqp", ["", "Gestionnaire conseil"])
def test_a_list_of_no_known_cqp_is_refused_rather_than_lost(cqp: str, chantier: Chantier):
    """Without it no workbook could be made, and nobody would be told."""
    (chantier.inbox / "S-9_candidats.csv").write_text(f"CQP,candidature\n{cqp},GC-7\n", "utf-8")
    (depot,) = chantier.traiter(PREPARATION).depots
    assert (depot.etat, [a.code for a in depot.anomalies]) == ("refuse", ["LISTE_SANS_CQP"])
    assert "COS, GC" in depot.anomalies[0].action


def test_a_list_completes_a_session_already_declared(chantier: Chantier):
    sessions.deposer(chantier, [candidat("GC-1", poste="Déjà là")])
    chantier.traiter(PREPARATION)
    (chantier.inbox / "S-1_candidats.csv").write_text("candidature,nom,prénom\nGC-1,,\nGC-8,Neuf,Zoé\n", "utf-8")
    chantier.traiter(AVANT)
    cellules = lire(chantier.institut / "S-1/à relire/Session S-1.xlsx").cellules
    assert (cellules["candidat_poste_1"].valeur, cellules["candidat_nom_2"].valeur) == ("Déjà là", "Neuf")


def test_a_session_is_complete_when_each_convened_candidate_is_accounted_for(chantier: Chantier):
    """G-050: a dossier, an absence, an excuse or a postponement."""
    trois = [candidat("GC-1"), candidat("GC-2"), candidat("GC-3", participation="Désisté")]
    sessions.deposer(chantier, trois)
    chantier.dossier("GC-1")
    chantier.traiter("2023-10-03T09:00")
    ouverte = vue(chantier, "2023-10-03T09:00")
    assert ouverte.etat == "ouverte"
    assert ouverte.manque == ("GC-2 : PV du jury professionnel",)
    vides = dict.fromkeys(("avis_jury", "releve_decision", "points_forts", "axes_progres"))
    vides |= {c["nom"]: None for c in chantier.cellules(chantier.vierge("pv")) if c["role"].startswith("jury_")}
    chantier.pv("GC-2", fiche_deroulement="Candidat absent", **vides)
    chantier.traiter("2023-10-03T10:00")
    assert vue(chantier, "2023-10-03T10:00").etat == "complete"
    desiste = chantier.candidature("GC-3")
    assert (desiste.etat, desiste.desiste) == ("excuse", True)
    feuille = load_workbook(chantier.institut / "suivi.xlsx")["Candidatures"]
    (ligne,) = [r for r in feuille.iter_rows(values_only=True) if "GC-3" in r]
    assert "Désistement" in ligne


def test_a_pv_that_contradicts_its_session_is_held(chantier: Chantier):
    """contrat.md: the session is the authority. Three weeks away is another session (N-019)."""
    sessions.deposer(chantier, [candidat("GC-1", nom="Autre-Nom", branche="Famille")])
    apres = dt.date(2023, 10, 23)
    chantier.pv("GC-1", fiche_date=apres, membre_organisme_2="C.P.A.M. de Quelque-Part")
    chantier.grille("GC-1", "B1", fiche_date=apres)
    chantier.traiter("2023-10-24T09:00")
    candidature = chantier.candidature("GC-1")
    assert candidature.etat == "a_corriger"
    bloquantes = {a.code for a in candidature.anomalies if a.bloquante}
    retenu = {"PV_AUTRE_NOM", "PV_AUTRE_BRANCHE", "PV_HORS_SESSION", "GRILLE_HORS_SESSION", "JURE_DU_MEME_ORGANISME"}
    assert bloquantes == retenu


def test_a_dossier_waits_for_what_its_session_still_misses(chantier: Chantier):
    """K34: without the declaration of link of a juror the PV is held, and nobody has to correct it."""
    jures = [jure(**sessions.JURES[0]), jure(**sessions.JURES[1], declaration_le=None)]
    sessions.deposer(chantier, [candidat("GC-1")], jures)
    chantier.dossier("GC-1")
    chantier.traiter("2023-10-03T09:00")
    candidature = chantier.candidature("GC-1")
    assert candidature.etat == "incomplete"
    assert any("Bo Témoin" in texte for texte in candidature.manque)


def test_the_report_of_the_day_becomes_a_document(chantier: Chantier):
    """G-053."""
    sessions.deposer(chantier, [candidat("GC-1")])
    chantier.traiter(PREPARATION)
    classeur = chantier.institut / "S-1/retour/compte rendu à remplir - jury 1.xlsx"
    chantier.remplir(
        classeur,
        chantier.inbox / "cr.xlsx",
        {"point_materiel": "Non", "rapport_faits_notables": "Coupure d’un quart d’heure."},
    )
    (depot,) = chantier.traiter("2023-10-03T09:00").depots
    assert [a.code for a in depot.anomalies] == ["PRECISION_MANQUANTE"]  # G-034
    assert "retour/compte rendu - jury 1.pdf" in kit(chantier)


def test_what_is_missing_is_asked_for_by_drafts_ready_to_send(chantier: Chantier):
    """N-014, N-008, G-036: to the right person, and gone once it came."""
    jures = [jure(**sessions.JURES[0]), jure(**sessions.JURES[1], declaration_le=None, accord_le=None)]
    sessions.deposer(chantier, [candidat("GC-1", piece_carnet_le=None)], jures)
    chantier.traiter(PREPARATION)
    dossier = chantier.institut / "S-1/relances"
    assert [f.name for f in dossier.iterdir()] == ["Accord - Bo Témoin.eml"], "a convocation is no reminder of itself"
    chantier.traiter("2023-08-28T09:00")
    assert len(list(dossier.iterdir())) == 1, "seven days after the day on which they were sent"
    chantier.traiter("2023-08-29T09:00")
    messages = [message_from_bytes(f.read_bytes(), policy=policy.default) for f in sorted(dossier.iterdir())]
    assert {m["To"].addresses[0].addr_spec for m in messages} == {"gc-1@exemple.invalid", "jure@exemple.invalid"}
    assert len(messages) == 3
    (lien,) = (m for m in messages if "déclaration" in m["Subject"])
    assert "GC-1" not in lien.get_content(), "the form names them (K34)"
    sessions.deposer(chantier, [candidat("GC-1")])
    chantier.traiter(AVANT)
    assert not list(dossier.iterdir())


def ordonner(chantier: Chantier, nom: str, **ordre: object) -> None:
    valeurs = {"demande_demandeur": "Camille Témoin", "ordre_motif_1": PHRASE}
    valeurs |= {f"ordre_{champ}_1": valeur for champ, valeur in ordre.items()}
    chantier.remplir(chantier.vierge("demande"), chantier.inbox / f"{nom}.xlsx", valeurs)


def test_a_day_without_a_terminal(chantier: Chantier):
    """Prepare, proclaim, print: asked by a workbook, carried out once, answered in a note."""
    chantier.dossier("GC-1")
    chantier.traiter()
    ordonner(chantier, "preparer", quoi="Préparer l'ordre du jour", date=JPN)
    chantier.traiter("2023-10-07T09:00")
    assert (chantier.racine / f"outbox/jpn/{JPN}/JPN {JPN} - décisions.xlsx").is_file()
    chantier.sieger()
    chantier.traiter("2023-10-13T16:00")
    ordonner(chantier, "proclamer", quoi="Proclamer les résultats", date=JPN)
    chantier.traiter("2023-10-13T17:00")
    ordonner(chantier, "imprimer", quoi="Imprimer les parchemins", date=JPN)
    chantier.traiter("2023-10-13T18:00")
    assert (chantier.racine / f"outbox/ucanss/{JPN}/impression 1 - parchemins.pdf").is_file()
    notes = [f.read_text("utf-8-sig") for f in sorted((chantier.institut / "demandes").iterdir())]
    assert len(notes) == 3
    assert all("Camille Témoin" in n and "✓" in n and PHRASE in n for n in notes)


def test_an_order_that_cannot_be_obeyed_is_answered_not_repeated(chantier: Chantier):
    ordonner(chantier, "proclamer", quoi="Proclamer les résultats", date=JPN)
    chantier.traiter()
    (note,) = (chantier.institut / "demandes").iterdir()
    assert "✗" in note.read_text("utf-8-sig")
    with chantier.atelier().registre() as registre:
        assert [o.reussi for o in registre.ordres.tous().values()] == [False]
    chantier.traiter("2023-10-04T09:00")
    with chantier.atelier().registre() as registre:
        assert len(registre.ordres.tous()) == 1


def test_a_file_is_taken_back_by_a_workbook_with_who_asks_and_why(chantier: Chantier):
    chantier.grille("GC-1", "B1")
    (depot,) = chantier.traiter().depots
    ordonner(chantier, "reprendre", quoi="Reprendre un fichier", cible=depot.id)
    chantier.traiter()
    (repris, _) = chantier.etat().depots
    assert repris.etat == "annule"
    with chantier.atelier().registre() as registre:
        assert registre.depots.tous()[0].motif == f"{PHRASE} (demandé par Camille Témoin)"


def test_an_order_without_a_reason_is_refused(chantier: Chantier):
    ordonner(chantier, "preparer", quoi="Préparer l'ordre du jour", date=JPN, motif=None)
    (depot,) = chantier.traiter().depots
    assert depot.etat == "refuse"


def test_a_correction_says_what_changed(chantier: Chantier):
    sessions.deposer(chantier, [candidat("GC-1"), candidat("GC-2")])
    chantier.traiter(PREPARATION)
    sessions.deposer(chantier, [candidat("GC-1"), candidat("GC-3")], session_acces="Par l’arrière")
    (depot,) = chantier.traiter(AVANT).depots
    dits = {a.code: a.message for a in depot.anomalies}
    assert "GC-3" in dits["CANDIDATS_AJOUTES"]
    assert "GC-2" in dits["CANDIDATS_RETIRES"]
    assert "Accès" in dits["SESSION_MODIFIEE"]

"""K44: what a published convocation says is a fact; settings, code and templates that change move nobody."""

import datetime as dt
import re
import shutil
import zipfile
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from pipeline.settings import shipped
from tests.outils import sessions
from tests.outils.espace import Chantier
from tests.outils.sessions import AVANT, PREPARATION, candidat, jure, kit, vue

UN_BLOC = {"portee": "Blocs", "vise_b1": "Oui"}
NUIT = "2023-08-22T09:00"
JOURNEE = "journée/planning à ajuster.xlsx"
PROPOSE = "journée/planning proposé.xlsx"


@pytest.fixture(scope="module")
def convoques(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two candidates convened before one jury, made once."""
    un = Chantier(tmp_path_factory.mktemp("convoques") / "espace")
    sessions.deposer(un, [candidat("GC-1", **UN_BLOC), candidat("GC-2", **UN_BLOC)])
    un.traiter(PREPARATION)
    return un.racine


@pytest.fixture
def chantier(convoques: Path, tmp_path: Path) -> Chantier:
    return Chantier(Path(shutil.copytree(convoques, tmp_path / "espace")))


def regler(chantier: Chantier, **reglages: str) -> None:
    toml = chantier.racine / "cqp.toml"
    lignes = "".join(f"{cle} = {valeur}\n" for cle, valeur in reglages.items())
    toml.write_text(toml.read_text("utf-8").replace("[session]\n", f"[session]\n{lignes}", 1), "utf-8")


def convocations(chantier: Chantier, quand: str = NUIT) -> dict[str, str]:
    types = {"convocation-candidat", "convocation-jury", "liberation-jury", "fin-convocation-candidat"}
    return {d.id: d.etat for d in chantier.etat(quand).documents if d.type in types}


def heures(chantier: Chantier, quand: str = NUIT) -> dict[str, str]:
    return {p.candidature: f"{p.date:%d} {p.debut:%H:%M} {p.jury}" for p in vue(chantier, quand).planning}


def codes(chantier: Chantier, quand: str = NUIT) -> set[str]:
    return {a.code for a in vue(chantier, quand).anomalies}


def ecrit(docx: Path) -> str:
    """The words of a Word file, runs joined."""
    with zipfile.ZipFile(docx) as archive:
        return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())


def test_other_hours_send_nothing_again_and_only_propose(chantier: Chantier):
    """K44: then a person adopts the planning that is proposed by dropping it, and those it moves are told."""
    avant, dites = convocations(chantier), heures(chantier)
    rendus = {f.name: f.read_bytes() for f in (chantier.institut / "a-corriger").iterdir()}
    regler(chantier, battement="30", journee_debut="08:30:00")
    chantier.traiter(NUIT)
    assert (convocations(chantier), heures(chantier)) == (avant, dites)
    assert "PLANNING_PROPOSE" in codes(chantier)
    assert {f.name: f.read_bytes() for f in (chantier.institut / "a-corriger").iterdir()} == rendus
    propose = chantier.institut / "S-1" / PROPOSE
    shutil.copyfile(propose, chantier.inbox / "planning proposé.xlsx")
    chantier.traiter("2023-08-23T09:00")
    assert heures(chantier)["GC-1"] == "02 08:30 1"
    assert convocations(chantier)["convocation-candidat:S-1:GC-1:v2"] == "publie"
    assert "PLANNING_PROPOSE" not in codes(chantier)
    assert not propose.exists()


def test_a_planning_given_back_as_it_is_keeps_the_hours_that_were_told(chantier: Chantier):
    """K44: the other answer to a planning that is proposed."""
    avant = convocations(chantier)
    regler(chantier, battement="30")
    chantier.traiter(NUIT)
    shutil.copyfile(chantier.institut / "S-1" / JOURNEE, chantier.inbox / "planning.xlsx")
    chantier.traiter("2023-08-23T09:00")
    assert convocations(chantier) == avant
    assert "PLANNING_PROPOSE" not in codes(chantier)


def test_after_other_hours_a_person_moves_only_whom_she_names(chantier: Chantier):
    """K44: GC-1 withdraws and GC-3 comes; GC-2 keeps his hour and his paper, the jury is told."""
    dites = heures(chantier)
    regler(chantier, battement="30", journee_debut="08:00:00")
    suite = [candidat("GC-2", **UN_BLOC), candidat("GC-3", **UN_BLOC)]
    sessions.deposer(chantier, suite)
    chantier.traiter(NUIT)
    trouvees = convocations(chantier)
    assert heures(chantier)["GC-2"] == dites["GC-2"]
    assert "convocation-candidat:S-1:GC-2:v2" not in trouvees
    assert trouvees["convocation-candidat:S-1:GC-3:v1"] == "publie"
    assert trouvees["convocation-candidat:S-1:GC-1:v1"] == "remplace"
    assert trouvees["fin-convocation-candidat:S-1:GC-1:v1"] == "publie"
    lettre = "convocations/GC-1 Nom-GC-1 - fin de convocation.pdf"
    message = "relances/Fin de convocation - GC-1 Prénom Nom-GC-1.eml"
    assert {f for f in kit(chantier) if "GC-1" in f} == {lettre, message}
    assert [ligne for ligne in vue(chantier, NUIT).a_envoyer if "GC-1" in ligne] == [
        f"À envoyer, le candidat n’est plus attendu : outbox/institut/S-1/{lettre}"
    ]
    sessions.deposer(chantier, suite, session_acces="Un autre accès")
    chantier.traiter("2023-08-23T09:00")
    assert "fin-convocation-candidat:S-1:GC-1:v2" not in convocations(chantier)


def test_a_candidate_who_comes_back_is_convened_again(chantier: Chantier):
    """K44, M-020: his jury is postponed, each is told; then it sits after all, and the letters hold no more."""
    suite = [candidat("GC-1", **UN_BLOC), candidat("GC-2", **UN_BLOC)]
    sessions.deposer(chantier, suite, absence_membre_1="Bo Témoin")
    chantier.traiter(NUIT)
    trouvees = convocations(chantier)
    lettres = {
        *(f"fin-convocation-candidat:S-1:GC-{n}:v1" for n in (1, 2)),
        *(f"liberation-jury:S-1:{n}:v1" for n in (1, 2)),
    }
    assert {i for i, etat in trouvees.items() if etat == "publie"} == lettres
    assert {i for i, etat in trouvees.items() if etat == "remplace"} == {*trouvees} - lettres
    assert len(vue(chantier, NUIT).a_envoyer) == len(lettres)
    dites = {f.name: ecrit(f) for f in (chantier.institut / "S-1/convocations").glob("*.docx")}
    assert len(dites) == len(lettres)
    assert all("ne vaut plus" in t and "report" in t for t in dites.values())
    sessions.deposer(chantier, suite, session_acces="Tout le monde est là")
    chantier.traiter("2023-08-23T09:00")
    trouvees = convocations(chantier)
    assert all(trouvees[i] == "remplace" for i in lettres)
    assert {i for i, etat in trouvees.items() if etat == "publie"} == {
        *(f"convocation-candidat:S-1:GC-{n}:v2" for n in (1, 2)),
        *(f"convocation-jury:S-1:{n}:v2" for n in (1, 2)),
    }


def test_once_the_day_has_come_nothing_is_planned_again_nor_proposed(chantier: Chantier):
    """K44: the day, and after it whatever is corrected."""
    avant, dites = convocations(chantier), heures(chantier)
    regler(chantier, battement="30", journee_debut="08:00:00")
    for quand in ("2023-10-02T08:00", "2023-10-20T08:00"):
        chantier.traiter(quand)
        assert (convocations(chantier), heures(chantier, quand)) == (avant, dites)
        assert "PLANNING_PROPOSE" not in codes(chantier, quand)
    corrige = [candidat("GC-1", **UN_BLOC), candidat("GC-2", **UN_BLOC)]
    sessions.deposer(chantier, corrige, session_acces="Corrigé trop tard")
    chantier.traiter("2023-10-21T08:00")
    assert convocations(chantier) == avant


def test_other_words_send_nothing_again(chantier: Chantier):
    """K44: templates, even with a new version of the workbook that says nothing new to anyone."""
    avant = convocations(chantier)
    textes = chantier.racine / "templates" / "textes"
    textes.mkdir(parents=True, exist_ok=True)
    mots = (shipped("templates") / "textes" / "session.toml").read_text("utf-8")
    (textes / "session.toml").write_text(mots.replace("Bloc {code} — ", "Le bloc {code} : "), "utf-8")
    sessions.deposer(chantier, [candidat("GC-1", **UN_BLOC, employeur_nom="Une autre"), candidat("GC-2", **UN_BLOC)])
    chantier.traiter(NUIT)
    assert convocations(chantier) == avant


def test_an_older_register_keeps_the_hours_that_its_convocations_say(chantier: Chantier):
    """K44: their making was not kept; the hours are read in their Word, then fixed, before anything new is taken."""
    avant, dites = convocations(chantier), heures(chantier)
    regler(chantier, battement="45", journee_debut="10:00:00")
    moteur = sa.create_engine(f"sqlite:///{chantier.racine / 'archives/registre.sqlite'}")
    with moteur.begin() as connexion:
        for table in ("plannings", "convocations"):
            connexion.execute(sa.text(f"DELETE FROM {table}"))  # noqa: S608 — ours
    moteur.dispose()
    chantier.traiter(NUIT)
    assert (convocations(chantier), heures(chantier)) == (avant, dites)


def test_extra_time_leaves_no_trace_in_what_is_kept_of_the_hours(chantier: Chantier):
    """K29: neither a duration nor an end."""
    mesures = {"handicap_le": sessions.ACCORD, "temps_supplementaire": 33}
    sessions.deposer(chantier, [candidat("GC-1", **UN_BLOC, **mesures), candidat("GC-2", **UN_BLOC)])
    chantier.traiter(NUIT)
    assert convocations(chantier)["convocation-candidat:S-1:GC-1:v2"] == "publie"
    with chantier.atelier(NUIT).registre() as registre:
        kept = registre.convocations
        gardes = [p for plannings in kept.plannings().values() for p in plannings]
        places = {place for g in (*gardes, *kept.dites().values()) for place in g.places}
    assert {tuple(place.model_dump()) for place in places} == {("candidature", "bloc", "jury", "jour", "debut")}


def test_a_juror_s_convocation_follows_him_when_his_line_moves(chantier: Chantier):
    """K44: sorted lines send nothing again."""
    avant = convocations(chantier)
    jures = [jure(**j) for j in reversed(sessions.JURES)]
    sessions.deposer(chantier, [candidat("GC-1", **UN_BLOC), candidat("GC-2", **UN_BLOC)], jures)
    chantier.traiter(NUIT)
    assert convocations(chantier) == avant


def test_a_planning_with_one_bad_hour_waits_whole_and_comes_back_marked(chantier: Chantier):
    """K44: papers of a session agree: the good line is not applied without the other one."""
    avant, dites, papiers = convocations(chantier), heures(chantier), kit(chantier)
    assert any(f.startswith("grilles et PV/") for f in papiers)
    planning = chantier.institut / "S-1" / JOURNEE
    lignes = {c["valeur"]: c["ligne"] for c in chantier.cellules(planning) if c["role"] == "planning_candidature"}
    bonne, mauvaise = f"planning_debut_{lignes['GC-1']}", f"planning_debut_{lignes['GC-2']}"
    chantier.remplir(planning, chantier.inbox / "planning.xlsx", {bonne: "14:00", mauvaise: "05:00"})
    passe = chantier.traiter(NUIT)
    assert passe.depots[0].etat == "accepte"
    chantier.traiter("2023-08-22T10:00")
    assert (convocations(chantier), heures(chantier), kit(chantier)) == (avant, dites, papiers)
    (faute,) = [a for a in vue(chantier, NUIT).anomalies if a.code == "PLANNING_HORS_PLAGE"]
    assert [c.nom for c in faute.cellules] == [mauvaise]
    assert passe.a_corriger == {passe.depots[0].id: (faute,)}
    (copie,) = (f for f in (chantier.institut / "a-corriger").iterdir() if f.name.startswith("planning"))
    assert "à corriger" in copie.name
    assert load_workbook(copie).worksheets[0].title == "À corriger"
    chantier.remplir(copie, chantier.inbox / copie.name, {mauvaise: "16:00"})
    chantier.traiter("2023-08-23T09:00")
    assert heures(chantier) == {"GC-1": "02 14:00 1", "GC-2": "02 16:00 1"}
    assert convocations(chantier)["convocation-candidat:S-1:GC-2:v2"] == "publie"
    assert not copie.exists()


RESERVE = jure(nom="Cé Réserve", organisme="CAF d’Ailleurs", qualite="Organisme", jury=None)
REMPLACE = {"absence_membre_1": "TÉMOIN Bo", "absence_motif_1": "Malade", "absence_remplacant_1": "réserve cé"}


def test_a_replaced_juror_is_released_by_a_letter_and_another_is_convened(chantier: Chantier):
    """K2: from the blank GC workbook, whose régime postpones for an absence of the day (S3 §2.2)."""
    jures = [*(jure(**j) for j in sessions.JURES), RESERVE]
    suite = [candidat("GC-1", **UN_BLOC), candidat("GC-2", **UN_BLOC)]
    sessions.deposer(chantier, suite, jures, **REMPLACE)
    chantier.traiter(NUIT)
    trouvees = convocations(chantier)
    assert trouvees["convocation-jury:S-1:2:v1"] == "remplace"
    assert trouvees["liberation-jury:S-1:2:v1"] == trouvees["convocation-jury:S-1:3:v1"] == "publie"
    assert "convocation-candidat:S-1:GC-1:v2" not in trouvees
    convocs = {f for f in kit(chantier) if f.startswith("convocations/Jury")}
    assert convocs == {
        "convocations/Jury 1 Alix Témoin - convocation (version 2).pdf",
        "convocations/Jury 1 Bo Témoin - libération.pdf",
        "convocations/Jury 1 Cé Réserve - convocation.pdf",
    }
    assert "relances/Libération - Bo Témoin.eml" in kit(chantier)
    a_envoyer = vue(chantier, NUIT).a_envoyer
    assert [ligne for ligne in a_envoyer if "Bo Témoin" in ligne] == [
        "À envoyer, le juré n’est plus attendu : outbox/institut/S-1/convocations/Jury 1 Bo Témoin - libération.pdf"
    ]
    assert chantier.traiter("2023-08-22T10:00").documents == 0
    sieges = {j.nom: j.sessions for j in chantier.etat(NUIT).jures}
    assert sieges == {"Alix Témoin": ("S-1",), "Bo Témoin": (), "Cé Réserve": ("S-1",)}


def test_a_released_juror_who_comes_back_is_convened_again(chantier: Chantier):
    """K2: the letter that released him holds no more."""
    jures, suite = (
        [*(jure(**j) for j in sessions.JURES), RESERVE],
        [candidat("GC-1", **UN_BLOC), candidat("GC-2", **UN_BLOC)],
    )
    sessions.deposer(chantier, suite, jures, **REMPLACE)
    chantier.traiter(NUIT)
    sessions.deposer(chantier, suite, jures, session_acces="Bo revient")
    chantier.traiter("2023-08-23T09:00")
    trouvees = convocations(chantier)
    assert trouvees["convocation-jury:S-1:2:v2"] == trouvees["liberation-jury:S-1:3:v1"] == "publie"
    assert trouvees["liberation-jury:S-1:2:v1"] == trouvees["convocation-jury:S-1:3:v1"] == "remplace"


def test_a_line_that_changes_hands_releases_the_first_and_convenes_the_second(chantier: Chantier):
    """K2: the secretary wrote over the line, without the table of absences."""
    autre = jure(**{**sessions.JURES[1], "nom": "Dé Nouvelle", "organisme": "CAF d’Ailleurs"})
    suite = [candidat("GC-1", **UN_BLOC), candidat("GC-2", **UN_BLOC)]
    sessions.deposer(chantier, suite, [jure(**sessions.JURES[0]), autre])
    chantier.traiter(NUIT)
    trouvees = convocations(chantier)
    assert trouvees["convocation-jury:S-1:2:v1"] == "remplace"
    assert trouvees["liberation-jury:S-1:2:v1"] == trouvees["convocation-jury:S-1:3:v1"] == "publie"


def test_a_mistyped_replacement_waits_and_says_the_nearest_names(chantier: Chantier):
    """K2, K44: nothing that is out moves; the marked copy, corrected, makes the replacement."""
    avant, papiers = convocations(chantier), kit(chantier)
    jures, suite = [*(jure(**j) for j in sessions.JURES), RESERVE], [candidat("GC-1", **UN_BLOC)]
    suite.append(candidat("GC-2", **UN_BLOC))
    sessions.deposer(chantier, suite, jures, absence_membre_1="Bo Témoin", absence_remplacant_1="Cé Resrve")
    passe = chantier.traiter(NUIT)
    assert (convocations(chantier), kit(chantier)) == (avant, papiers)
    (faute,) = [a for a in vue(chantier, NUIT).anomalies if a.code == "REMPLACANT_INCONNU"]
    assert [(c.feuille, c.nom) for c in faute.cellules] == [("Jurys et absences", "absence_remplacant_1")]
    assert faute.bloquante
    assert "Noms les plus proches : Cé Réserve, " in faute.message
    assert passe.a_corriger == {"D-000002": (faute,)}
    (copie,) = (f for f in (chantier.institut / "a-corriger").iterdir() if f.name.startswith("Session S-1"))
    assert "à corriger" in copie.name
    chantier.remplir(copie, chantier.inbox / copie.name, {"absence_remplacant_1": "Cé Réserve"})
    assert chantier.traiter("2023-08-23T09:00").a_corriger == {}
    trouvees = convocations(chantier)
    assert trouvees["liberation-jury:S-1:2:v1"] == trouvees["convocation-jury:S-1:3:v1"] == "publie"


def test_a_replacement_that_was_told_stands_while_its_correction_waits(chantier: Chantier):
    """K44: the other juror was convened; a slip of the pen in the next version releases nobody."""
    jures, suite = [*(jure(**j) for j in sessions.JURES), RESERVE], [candidat("GC-1", **UN_BLOC)]
    sessions.deposer(chantier, suite, jures, **REMPLACE)
    chantier.traiter(NUIT)
    avant, papiers = convocations(chantier), kit(chantier)
    for faute in ({"absence_membre_1": "TÉMION Bo"}, {"absence_remplacant_1": "Cé Resrve"}):
        sessions.deposer(chantier, suite, jures, **REMPLACE | faute)
        chantier.traiter("2023-08-23T09:00")
        assert (convocations(chantier), kit(chantier)) == (avant, papiers)


def test_the_state_says_the_hours_that_were_told(chantier: Chantier):
    assert heures(chantier, AVANT) == {"GC-1": "02 09:00 1", "GC-2": "02 10:30 1"}
    assert {p.debut for p in vue(chantier).planning} == {dt.time(9), dt.time(10, 30)}


@pytest.fixture(scope="module")
def reportes(tmp_path_factory: pytest.TempPathFactory) -> Chantier:
    """Two whole candidatures over two days, one juror absent: the only jury is postponed (M-020)."""
    un = Chantier(tmp_path_factory.mktemp("reportes") / "espace")
    suite = [candidat("GC-1"), candidat("GC-2")]
    sessions.deposer(un, suite)
    un.traiter(PREPARATION)
    sessions.deposer(un, suite, absence_membre_1="Bo Témoin")
    un.traiter(NUIT)
    return un


def courriel(fichier: Path) -> str:
    message = message_from_bytes(fichier.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return f"{message['Subject']}\n{message.get_content()}"


def test_whoever_is_expected_no_more_reads_the_days_of_his_own_convocation(reportes: Chantier):
    """S0 §6: a juror all those he was to sit on, a candidate his own, the letter and the message alike."""
    s1 = reportes.institut / "S-1"
    liberation = ecrit(s1 / "convocations/Jury 1 Bo Témoin - libération.docx").replace("\xa0", " ")
    assert "siéger les lundi 2 et mardi 3 octobre 2023 au jury 1" in liberation
    fin = ecrit(s1 / "convocations/GC-2 Nom-GC-2 - fin de convocation.docx").replace("\xa0", " ")
    assert "vous présenter le mardi 3 octobre 2023." in fin
    message = courriel(s1 / "relances/Fin de convocation - GC-2 Prénom Nom-GC-2.eml")
    assert message.count("le 03/10/2023") == 3
    assert "02/10/2023" not in message
    assert "raison" not in message
    assert "les 02/10/2023 et 03/10/2023" in courriel(s1 / "relances/Libération - Bo Témoin.eml")


def test_a_postponed_jury_signs_nothing_and_the_manager_receives_the_letters(reportes: Chantier):
    """S0 §6: no sheet with nobody on it, published or in the zip; the letters are in it."""
    assert not [f for f in kit(reportes) if "émargement" in f]
    with zipfile.ZipFile(reportes.institut / "S-1/envois/Responsable de session.zip") as archive:
        noms = archive.namelist()
    assert not [n for n in noms if "émargement" in n]
    assert {n for n in noms if n.startswith("convocations/") and n.endswith(".pdf")} == {
        "convocations/GC-1 Nom-GC-1 - fin de convocation.pdf",
        "convocations/GC-2 Nom-GC-2 - fin de convocation.pdf",
        "convocations/Jury 1 Alix Témoin - libération.pdf",
        "convocations/Jury 1 Bo Témoin - libération.pdf",
    }

"""From the proclamation to what leaves: MyCertif, the letters, and whom they do not reach (G-092, G-093, K28)."""

import csv
import datetime as dt
import io
import json
import shutil
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from pipeline.cli import main
from pipeline.flow import envois, retours
from pipeline.flow.jpn import rectifier, seance
from pipeline.model.classeur import Brut
from pipeline.model.vocabulaire import Ordre
from tests.outils import sessions
from tests.outils.espace import JPN, PHRASE, Chantier, instant
from tests.outils.sessions import candidat

LENDEMAIN, APRES = "2023-10-14T09:00", "2023-10-16T09:00"
ENTIERE, PARTIELLE, SANS, AVEC, AJOURNEE = "GC-1", "GC-2", "GC-4", "GC-5", "GC-6"
MYCERTIF = f"outbox/ucanss/{JPN}/MyCertif {JPN}"
AU_CANDIDAT = "Vous avez su expliquer chaque droit à l'usager, avec des mots simples."
A_L_EMPLOYEUR = "Cette personne peut tenir seule un accueil, dès maintenant."
NOTE = f"outbox/institut/resultats/{JPN} - sans courriel.txt"
LEURS = ("outbox/candidats", "outbox/employeurs")


@pytest.fixture(scope="module", autouse=True)
def _sans_classeurs_vierges() -> Iterator[None]:
    """They are another test's matter, and long to make."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(retours, "modeles", lambda *_: iter(()))
        yield


def ajourner(chantier: Chantier, candidature: str) -> None:
    """The sitting, where a tie adjourns one dossier."""
    chantier.preparer(JPN, "2023-10-07T09:00")
    docket = seance.correspondance(chantier.atelier(), JPN)
    n = next(rang for rang, numero in enumerate(sorted(docket), start=1) if docket[numero] == candidature)
    vote: dict[str, Brut] = {f"dossier_decision_{n}": "Ajournée", f"dossier_motif_{n}": PHRASE}
    vote |= {f"contre_salaries_{n}": 3, f"pour_salaries_{n}": 0}
    chantier.sieger(jpn_heure=dt.time(15, 30), **vote, **{f"dossier_bloc_{n}_b{b}": None for b in (1, 2, 3)})


def vae(candidature: str, **changements: Brut) -> dict[str, Brut]:
    une: dict[str, Brut] = {"voie": "VAE", "piece_carnet_le": None, "piece_livret2_le": sessions.ACCORD, "poste": None}
    return candidat(candidature, recevabilite_le=sessions.ACCORD, **une, **changements)


@pytest.fixture(scope="module")
def decide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One of each: certified, blocs alone without any address, two VAE of one session, adjourned; not proclaimed."""
    chantier = Chantier(tmp_path_factory.mktemp("resultats") / "espace")
    sessions.deposer(
        chantier,
        [vae(SANS), vae(AVEC, consentement_vae=sessions.ACCORD, employeur_nom="Dominique Employeur")],
        mode_session="Sur dossier",
        fiche_session="S-2",
    )
    assert not [d for d in chantier.traiter(sessions.AVANT).depots if d.etat == "refuse"]
    siens = {"commentaire_candidat": AU_CANDIDAT, "commentaire_employeur": A_L_EMPLOYEUR}
    chantier.dossier(ENTIERE, fiche_nom="Zola", fiche_prenom="Zoé", **siens)
    chantier.dossier(
        PARTIELLE, blocs=("B1", "B2"), fiche_nom="=1+1", fiche_email=None, fiche_employeur_email="é.rh@exemple.fr"
    )
    for c in (SANS, AVEC):
        ici = {"fiche_session": "S-2"}
        chantier.dossier(c, fiche_voie="VAE", fiche_employeur_email=None, **ici)
        for b in ("B1", "B2", "B3"):
            chantier.grille(c, b, **ici)
        chantier.piece(c, "livret2")
    chantier.dossier(AJOURNEE)
    chantier.traiter()
    ajourner(chantier, AJOURNEE)
    (jpn,) = chantier.traiter("2023-10-13T16:00").depots
    assert jpn.etat == "accepte", jpn.anomalies
    return chantier.racine


@pytest.fixture(scope="module")
def proclame(decide: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    chantier = ouvrir(decide, tmp_path_factory.mktemp("proclame") / "espace")
    chantier.proclamer()
    return chantier.racine


@pytest.fixture
def chantier(proclame: Path, tmp_path: Path) -> Chantier:
    return ouvrir(proclame, tmp_path / "espace")


def ouvrir(source: Path, racine: Path) -> Chantier:
    shutil.copytree(source, racine)
    ici = Chantier.__new__(Chantier)
    ici.racine, ici.vierges = racine, racine / "vierges"
    return ici


def officiels(chantier: Chantier) -> dict[str, dict[str, object]]:
    lus = json.loads((chantier.racine / f"{MYCERTIF}.json").read_bytes())
    return {r["candidature"]: r for r in lus}


def courriels(chantier: Chantier, pour: str, jour: dt.date = JPN) -> dict[str, EmailMessage]:
    """By candidature."""
    trouves = {}
    for f in sorted((chantier.racine / "outbox" / pour / str(jour)).glob("*.eml")):
        message = message_from_bytes(f.read_bytes(), policy=policy.default)
        assert isinstance(message, EmailMessage)
        trouves[f.name.split()[0]] = message
    return trouves


def a_qui(message: EmailMessage) -> list[str]:
    return [x.addr_spec for x in message["To"].addresses]


def joint(message: EmailMessage) -> bytes:
    (piece,) = message.iter_attachments()
    contenu = piece.get_content()
    assert isinstance(contenu, bytes)
    return contenu


def test_nothing_leaves_before_the_proclamation(decide: Path):
    """The embargo: the decisions are in the register, and no file outside jpn/ and institut/ tells of them."""
    outbox = decide / "outbox"
    assert (outbox / "jpn" / str(JPN)).is_dir()
    assert not [f for f in outbox.rglob("*") if f.suffix == ".eml" and "relances" not in f.parts]
    for dossier in ("candidats", "employeurs", "ucanss", "institut/resultats"):
        assert not [f for f in (outbox / dossier).rglob("*") if f.is_file()]


def test_g_092_mycertif_says_what_was_proclaimed_of_each(chantier: Chantier):
    lus = officiels(chantier)
    assert {c: r["decision"] for c, r in lus.items()} == {
        ENTIERE: "Certification",
        PARTIELLE: "Partielle",
        SANS: "Certification",
        AVEC: "Certification",
        AJOURNEE: "Ajournée",
    }
    un = lus[PARTIELLE]
    assert un["blocs"] == {b: {"etat": "attribué", "acquis_le": str(JPN)} for b in ("B1", "B2")}
    assert (un["document"], un["portee"], un["nom"]) == ("recapitulatif-ccp", "Blocs", "=1+1")
    parchemins = {p.id: p.cqp[0].parchemin for p in chantier.etat(LENDEMAIN).personnes if p.cqp}
    assert lus[ENTIERE]["numero"] in parchemins.values()
    assert lus[ENTIERE]["proclame_le"] == "2023-10-13T17:00:00+02:00"
    ajournee = lus[AJOURNEE]
    assert (ajournee["blocs"], ajournee["document"], ajournee["numero"]) == ({}, None, None)


def test_g_093_each_reader_finds_in_mycertif_what_his_notice_says(chantier: Chantier):
    """S0 §3.3, K28: his comments and the competences validated, nothing that was written for the other."""
    lus = officiels(chantier)
    sien, competences = lus[ENTIERE], lus[ENTIERE]["competences"]
    assert {k: v for k, v in sien["candidat"].items() if v} == {"commentaire_jury": AU_CANDIDAT}  # type: ignore[attr-defined]
    assert sien["employeur"] == {"commentaire_jury": A_L_EMPLOYEUR, "commentaire_jpn": None}
    assert isinstance(competences, list)
    assert {c["code"][:2] for c in competences} == {"B1", "B2", "B3"}
    assert {c["code"][:2] for c in lus[PARTIELLE]["competences"]} == {"B1", "B2"}  # type: ignore[attr-defined]


def test_k28_in_vae_mycertif_too_tells_the_employer_with_the_dated_consent_alone(chantier: Chantier):
    lus = officiels(chantier)
    assert {c for c, r in lus.items() if r["employeur"] is None} == {SANS}
    assert lus[AVEC]["employeur"] == {"commentaire_jury": PHRASE, "commentaire_jpn": None}


def test_k28_what_an_adjourned_or_revoked_result_says_is_read_by_nobody(chantier: Chantier):
    rectifier.rectifier(chantier.atelier(APRES), ENTIERE, PHRASE, rectifier.Nouveau())
    lus = officiels(chantier)
    for un in (lus[AJOURNEE], lus[ENTIERE]):
        assert un["competences"] == []
        assert set(un["candidat"].values()) == {None}  # type: ignore[attr-defined]
    assert lus[ENTIERE]["employeur"] is None


def test_the_csv_says_the_same_and_runs_nothing(chantier: Chantier):
    texte = (chantier.racine / f"{MYCERTIF}.csv").read_bytes().decode("utf-8-sig")
    lus = list(csv.DictReader(io.StringIO(texte, newline=""), delimiter=";"))
    assert [r["Candidature"] for r in lus] == list(officiels(chantier))
    assert lus[1]["Nom de naissance"] == "'=1+1"


def test_the_candidate_gets_his_notice_as_it_was_published(chantier: Chantier):
    lus = courriels(chantier, "candidats")
    assert set(lus) == {ENTIERE, SANS, AVEC, AJOURNEE}
    assert a_qui(lus[ENTIERE]) == ["gc-1@exemple.invalid"]
    (publiee,) = (chantier.racine / f"outbox/candidats/{JPN}").glob(f"{ENTIERE} *.pdf")
    assert joint(lus[ENTIERE]) == publiee.read_bytes()


def test_k28_the_employer_gets_his_own_notice(chantier: Chantier):
    lus = courriels(chantier, "employeurs")
    assert a_qui(lus[ENTIERE]) == ["rh@exemple.invalid"]
    (publiee,) = (chantier.racine / f"outbox/employeurs/{JPN}").glob(f"{ENTIERE} *.pdf")
    assert joint(lus[ENTIERE]) == publiee.read_bytes()
    assert joint(lus[ENTIERE]) != joint(courriels(chantier, "candidats")[ENTIERE])


def test_k28_in_vae_the_employer_is_told_with_the_dated_consent_alone(chantier: Chantier):
    notifies = {d.candidature for d in chantier.etat(LENDEMAIN).documents if d.type == "notification-employeur"}
    assert notifies == {ENTIERE, PARTIELLE, AVEC, AJOURNEE}
    lus = courriels(chantier, "employeurs")
    assert set(lus) == {ENTIERE, AVEC, AJOURNEE}
    assert [x.display_name for x in lus[AVEC]["To"].addresses] == ["Dominique Employeur"]
    assert not list((chantier.racine / f"outbox/employeurs/{JPN}").glob(f"{SANS} *"))


def test_the_institut_knows_who_has_no_address_and_what_to_do(chantier: Chantier):
    note = (chantier.racine / NOTE).read_text("utf-8-sig")
    assert f"({PARTIELLE}), candidat : aucune adresse connue" in note
    assert f"({PARTIELLE}) : « é.rh@exemple.fr » n’est pas une adresse valable" in note
    assert note.count("→") == 2
    assert SANS not in note
    assert "Les résultats partent le 14/10/2023. Passé le 15/10/2023 à 15:30" in note
    for ligne in (x for x in note.splitlines() if x.startswith("→")):
        assert (chantier.racine / ligne.split("« ")[1].split(" »")[0]).is_file()


def test_a_second_pass_changes_nothing_and_brings_nothing_back(chantier: Chantier):
    """A letter that was sent and taken away stays away; what staff wrote in one is theirs."""
    pris = next((chantier.racine / f"outbox/candidats/{JPN}").glob(f"{ENTIERE} *.eml"))
    pris.unlink()
    ecrit = next((chantier.racine / f"outbox/candidats/{JPN}").glob(f"{AVEC} *.eml"))
    ecrit.write_bytes(b"X-Unsent: 0\r\n")
    avant = {c: s for c, s in chantier.empreinte().items() if "outbox" in c}
    chantier.traiter(LENDEMAIN)
    apres = {c: s for c, s in chantier.empreinte().items() if "outbox" in c}
    assert apres == avant


def test_what_mycertif_receives_is_always_what_stands(chantier: Chantier):
    avant = (chantier.racine / f"{MYCERTIF}.csv").read_bytes()
    (chantier.racine / f"{MYCERTIF}.csv").write_bytes(b"changed")
    (chantier.racine / f"{MYCERTIF}.json").unlink()
    chantier.traiter(LENDEMAIN)
    assert (chantier.racine / f"{MYCERTIF}.csv").read_bytes() == avant
    assert len(officiels(chantier)) == 5


def test_the_notices_themselves_are_never_taken_away(chantier: Chantier):
    """They lie in the same folders, and are no family's."""
    avant = [f for dossier in LEURS for f in (chantier.racine / dossier).rglob("*.pdf")]
    (chantier.racine / "archives" / "copies.json").unlink()
    chantier.traiter(LENDEMAIN)
    assert avant
    assert all(f.is_file() for f in avant)


def test_a_name_corrected_brings_a_new_letter_in_place_of_the_first(chantier: Chantier):
    """K39: the former draft would carry a notice that is cancelled."""
    ancien = officiels(chantier)[ENTIERE]
    rectifier.rectifier(chantier.atelier(APRES), ENTIERE, PHRASE, rectifier.Nouveau(nom="Zoula"))
    nouveau = officiels(chantier)[ENTIERE]
    assert (nouveau["nom"], nouveau["annule_et_remplace_du"]) == ("Zoula", "2023-10-13")
    assert nouveau["numero"] != ancien["numero"]
    (seul,) = (chantier.racine / f"outbox/candidats/{JPN}").glob(f"{ENTIERE} *.eml")
    lu = courriels(chantier, "candidats")[ENTIERE]
    assert "rectificatif 1" in seul.name
    assert "Zoula" in lu["To"]
    corps = lu.get_body()
    assert corps is not None
    assert "annulent et remplacent ceux du 13/10/2023" in corps.get_content()


def test_a_revoked_decision_leaves_nothing_to_send_nor_to_believe(chantier: Chantier):
    rectifier.rectifier(chantier.atelier(APRES), ENTIERE, PHRASE, rectifier.Nouveau())
    un = officiels(chantier)[ENTIERE]
    assert (un["decision"], un["revoque_le"], un["blocs"], un["numero"]) == (None, "2023-10-16", {}, None)
    for pour in ("candidats", "employeurs"):
        assert ENTIERE not in courriels(chantier, pour)
        assert AVEC in courriels(chantier, pour)


def cqp(chantier: Chantier, *mots: object) -> Result:
    env = {"CQP_ESPACE": str(chantier.racine), "CQP_MAINTENANT": LENDEMAIN}
    return CliRunner().invoke(main, [str(m) for m in mots], env=env, prog_name="cqp")


def test_g_092_the_command_writes_both_files_and_the_journal_names_no_one(chantier: Chantier, tmp_path: Path):
    fait = cqp(chantier, "exporter", "mycertif", JPN, "-o", tmp_path / "ici")
    assert fait.exit_code == 0, fait.output
    for suffixe in (".csv", ".json"):
        ici = tmp_path / "ici" / f"MyCertif {JPN}{suffixe}"
        assert ici.read_bytes() == (chantier.racine / f"{MYCERTIF}{suffixe}").read_bytes()
    with chantier.atelier().registre() as registre:
        derniere = registre.journal.lignes()[-1]
        assert registre.journal.verifier() == ()
    assert (derniere.quoi, derniere.sur) == ("export_mycertif", str(JPN))
    assert derniere.detail == {"candidatures": f"{ENTIERE} {PARTIELLE} {SANS} {AVEC} {AJOURNEE}"}


def test_the_command_answers_in_json(chantier: Chantier):
    vue = json.loads(cqp(chantier, "exporter", "mycertif", JPN, "--json").stdout)
    assert vue["fichiers"] == [f"{MYCERTIF}.csv", f"{MYCERTIF}.json"]
    assert {r["candidature"]: r for r in vue["resultats"]} == officiels(chantier)


def test_the_command_is_refused_before_the_proclamation(decide: Path, tmp_path: Path):
    chantier = ouvrir(decide, tmp_path / "espace")
    refus = cqp(chantier, "exporter", "mycertif", JPN)
    assert refus.exit_code == 2
    assert f"cqp jpn proclamer {JPN}" in refus.output
    assert not (chantier.racine / "outbox" / "ucanss" / str(JPN)).exists()


def echeance(chantier: Chantier, quand: str = APRES) -> tuple[str, str]:
    (une,) = [e for e in chantier.etat(quand).echeances if e.quoi.startswith("Envoi") and "13/10/2023" in e.pour]
    return une.quoi, une.etat


def demander(chantier: Chantier, quand: str, *ordres: dict[str, Brut]) -> str:
    """A Demande filled, dropped, processed; its answer."""
    valeurs: dict[str, Brut] = {"demande_demandeur": "Sacha"}
    for n, ordre in enumerate(ordres, start=1):
        valeurs |= {f"ordre_{champ}_{n}": v for champ, v in ordre.items()} | {f"ordre_motif_{n}": PHRASE}
    chantier.remplir(chantier.vierge("demande"), chantier.inbox / f"demande {quand[:10]}.xlsx", valeurs)
    chantier.traiter(quand)
    (suite,) = (chantier.institut / "demandes").glob(f"demande {quand[:10]}*.txt")
    return suite.read_text("utf-8-sig")


def test_k45_proclaimed_is_not_sent(chantier: Chantier):
    """G-094: two facts with their dates; the deadline waits for the sending of every notice."""
    envois = chantier.etat(LENDEMAIN).envois
    assert len(envois) == 9, "five candidates, four employers who may be told (K28)"
    assert {(e.etat, e.envoye_le) for e in envois} == {("a_envoyer", None)}
    assert {e.proclame_le.isoformat() for e in envois} == {"2023-10-13T17:00:00+02:00"}
    assert echeance(chantier, LENDEMAIN) == ("Envoi des résultats (un samedi, à envoyer : 9)", "proche")
    assert echeance(chantier) == ("Envoi des résultats (un samedi, à envoyer : 9)", "depassee")
    assert {e.etat for e in chantier.etat(APRES).envois} == {"en_retard"}


def test_k45_an_order_says_that_results_have_left_and_when(chantier: Chantier):
    """The day after for all but one, whose notices leave too late: listed, counted, in `suivi.xlsx` too."""
    tard = {"quoi": Ordre.ENVOYER, "date": JPN, "cible": AVEC, "texte": "15/10/2023 à 16 h 00"}
    tous = {"quoi": Ordre.ENVOYER, "date": JPN, "texte": "14/10/2023 09:30"}
    suite = demander(chantier, APRES, tard, tous, tous)
    assert "notés comme envoyés le 15/10/2023 à 16 h 00, notifications : 2. Parties plus de 48 heures" in suite
    assert "notés comme envoyés le 14/10/2023 à 09 h 30, notifications : 7." in suite
    assert "étaient déjà notées" in suite
    assert echeance(chantier) == ("Envoi des résultats (un samedi, partis après 48 heures : 2)", "tenue")
    feuille = load_workbook(chantier.institut / "suivi.xlsx")["Envois"]
    lignes = [[c.value for c in ligne] for ligne in feuille.iter_rows(min_row=2)]
    assert [x[5] for x in lignes].count("Envoyé après 48 heures") == 2
    assert (lignes[0][3], lignes[0][6], lignes[0][7]) == ("13/10/2023 17:00", "14/10/2023 09:30", "Sacha")


def test_k45_a_notice_issued_again_waits_to_be_sent_again(chantier: Chantier):
    """After a rectification; no text gives it a delay, and the first deadline stays held."""
    assert cqp(chantier, "jpn", "envoi", JPN, "--par", "Sacha").exit_code == 0
    rectifier.rectifier(chantier.atelier(APRES), ENTIERE, PHRASE, rectifier.Nouveau(nom="Zoula"))
    siens = [e for e in chantier.etat(APRES).envois if e.candidature == ENTIERE]
    assert {(e.de_nouveau, e.etat, e.limite) for e in siens} == {(True, "a_envoyer", None)}
    assert echeance(chantier)[1] == "tenue"
    assert "Zoula" not in demander(chantier, "2023-10-16T10:00", {"quoi": Ordre.ENVOYER, "date": JPN})
    assert {e.etat for e in chantier.etat(APRES).envois} == {"envoye"}


@pytest.mark.parametrize(
    ("mots", "dit"),
    [
        ((JPN, "--le", "14/10/2023 à 23 h"), "encore à venir"),
        ((JPN, "--le", "13/10/2023 à 16 h"), "pas encore proclamés"),
        ((JPN, "--le", "hier"), "14/10/2023 à 9 h 30"),
        ((JPN, "GC-999"), "GC-999"),
        ((dt.date(2023, 11, 22),), "ne sont pas proclamés"),
    ],
)
def test_k45_what_cannot_have_left_is_refused(chantier: Chantier, mots: tuple[object, ...], dit: str):
    refus = cqp(chantier, "jpn", "envoi", *mots)
    assert refus.exit_code == 2
    assert dit in refus.output
    assert not [e for e in chantier.etat(LENDEMAIN).envois if e.envoye_le]


@pytest.mark.parametrize(
    ("dit", "le"),
    [
        ("", "2023-10-14T09:00"),
        ("14/10/2023", "2023-10-14T09:00"),
        ("13/10/2023", "2023-10-13T23:59"),
        ("13.10.2023 17:05", "2023-10-13T17:05"),
    ],
)
def test_k45_a_day_without_its_hour_never_claims_to_be_early(dit: str, le: str):
    assert envois.moment(dit, instant(LENDEMAIN)) == instant(le)

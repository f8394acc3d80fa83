"""One person over several sessions: merged by staff with a reason, extracted whole on demand (K17, RGPD art. 15)."""

import datetime as dt
import hashlib
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from pipeline.errors import UsageError
from pipeline.flow import dossier_personnel, personnes, rendre
from pipeline.flow.jpn import seance
from pipeline.model.etat import VuePersonne
from tests.outils import sessions
from tests.outils.espace import JPN, Chantier

NOVEMBRE = dt.date(2023, 11, 22)
APRES = "2023-10-14T09:00"
MOTIF = "Même carte d’identité, dit l’organisme"


@pytest.fixture
def chantier(tmp_path: Path) -> Chantier:
    return Chantier(tmp_path)


def deux_fiches(chantier: Chantier, **autre: object) -> None:
    """The same names, two e-mails: nothing says that it is one person."""
    noms = {"fiche_nom": "Dupont-Témoin", "fiche_prenom": "Jeanne"}
    chantier.dossier("GC-1", blocs=("B1", "B2"), fiche_email="j1@exemple.invalid", **noms)
    chantier.pv("GC-2", blocs=("B3",), fiche_email="j2@exemple.invalid", **noms, **autre)
    chantier.traiter()


def qui(chantier: Chantier, candidature: str, quand: str = APRES) -> VuePersonne:
    return next(p for p in chantier.etat(quand).personnes if candidature in p.candidatures)


def test_deux_fiches_reunies_n_en_font_qu_une_et_ses_blocs_s_additionnent(chantier: Chantier):
    """K17, G-097: the later candidature then counts what the earlier one acquired."""
    deux_fiches(chantier)
    chantier.sieger()
    chantier.traiter("2023-10-13T16:00")
    chantier.proclamer()
    seule = qui(chantier, "GC-1")
    reunie = personnes.fusionner(chantier.atelier(APRES), seule.id, "GC-2", MOTIF)
    assert reunie == personnes.Reunie(personne=seule.id, candidatures=("GC-1", "GC-2"))
    ensemble = qui(chantier, "GC-2")
    assert (ensemble.id, [a.code for a in ensemble.acquis]) == (seule.id, ["B1", "B2"])
    assert [(r.referentiel, r.acquis, r.manquants) for r in ensemble.reste] == [("GC", ("B1", "B2"), ("B3",))]
    assert "PERSONNE_DEJA_CONNUE" not in {a.code for a in chantier.candidature("GC-2").anomalies}
    with chantier.atelier(APRES).registre() as registre:
        (fusion,) = registre.fusions.toutes()
        assert (fusion.une, fusion.autre, fusion.motif) == ("GC-1", "GC-2", MOTIF)
        assert [x.sur for x in registre.journal.lignes() if x.quoi == "personne_fusion"] == ["GC-1"]


def sans_motif(c: Chantier) -> None:
    personnes.fusionner(c.atelier(), "GC-1", "GC-2", "  ")


def inconnue(c: Chantier) -> None:
    personnes.fusionner(c.atelier(), "GC-1", "P-0000000000", MOTIF)


def deja(c: Chantier) -> None:
    personnes.fusionner(c.atelier(), "GC-1", qui(c, "GC-1").id, MOTIF)


@pytest.mark.parametrize(
    ("faire", "dit", "suite"),
    [
        (sans_motif, "motif", "--motif"),
        (inconnue, "« P-0000000000 »", "suivi.xlsx"),
        (deja, "déjà une seule personne", "rien à faire"),
    ],
)
def test_une_fusion_refusee_dit_quoi_faire(chantier: Chantier, faire: Callable[[Chantier], None], dit: str, suite: str):
    deux_fiches(chantier)
    with pytest.raises(UsageError) as e:
        faire(chantier)
    assert dit in e.value.message
    assert suite in e.value.action


def test_deux_dates_de_naissance_ne_se_fusionnent_pas(chantier: Chantier):
    """Homonyms: their sessions say that they were born on different days, and nobody is told that they may be one."""
    noms = {"nom": "Dupont-Témoin", "prenom": "Jeanne"}
    nes = [dt.date(1980, 3, 1), dt.date(1981, 4, 2)]
    lignes = [sessions.candidat(f"GC-{n}", **noms, naissance_le=ne) for n, ne in enumerate(nes, start=1)]
    sessions.deposer(chantier, lignes)
    deux_fiches(chantier)
    assert qui(chantier, "GC-1").id != qui(chantier, "GC-2").id
    assert "PERSONNE_DEJA_CONNUE" not in {a.code for a in chantier.candidature("GC-1").anomalies}
    with pytest.raises(UsageError) as e:
        personnes.fusionner(chantier.atelier(), "GC-1", "GC-2", MOTIF)
    assert "date de naissance" in e.value.message
    assert "corrigez-la" in e.value.action


def test_l_anomalie_dit_l_ordre_et_la_commande_qui_reunissent(chantier: Chantier):
    deux_fiches(chantier)
    (dite,) = [a for a in chantier.candidature("GC-2").anomalies if a.code == "PERSONNE_DEJA_CONNUE"]
    assert "« Fusionner deux personnes » : GC-2 GC-1" in dite.action
    assert "cqp personne fusionner GC-2 GC-1 --motif" in dite.action


@pytest.mark.parametrize(
    ("cible", "reussi", "dit"),
    [("GC-1 et GC-2", "✓", "GC-1, GC-2"), ("GC-1", "✗", "ne nomme pas deux personnes")],
)
def test_l_ordre_d_un_classeur_reunit_aussi(chantier: Chantier, cible: str, reussi: str, dit: str):
    deux_fiches(chantier)
    valeurs = {
        "demande_demandeur": "Sacha Organisatrice",
        "ordre_quoi_1": "Fusionner deux personnes",
        "ordre_cible_1": cible,
        "ordre_motif_1": MOTIF,
    }
    chantier.remplir(chantier.vierge("demande"), chantier.inbox / "Demande.xlsx", valeurs)
    chantier.traiter(APRES)
    (suite,) = (chantier.institut / "demandes").glob("*.txt")
    texte = suite.read_text("utf-8-sig")
    assert f"{reussi} Ligne 1, Fusionner deux personnes" in texte
    assert dit in texte
    assert (qui(chantier, "GC-1").id == qui(chantier, "GC-2").id) is (reussi == "✓")


def test_qui_garde_des_blocs_d_un_cqp_qui_s_arrete_est_signale(chantier: Chantier):
    """G-097, K26: listed in `etat` and in the follow-up, with the référentiel's own date and the next move."""
    chantier.dossier("GC-1", blocs=("B1", "B2"))
    chantier.traiter()
    chantier.sieger()
    chantier.traiter("2023-10-13T16:00")
    chantier.proclamer()
    (reste,) = qui(chantier, "GC-1").reste
    assert (reste.manquants, reste.alerte, reste.que_faire) == (("B3",), None, None)
    chantier.traiter("2026-07-09T09:00")
    (reste,) = qui(chantier, "GC-1", "2026-07-09T09:00").reste
    assert "08/07/2026" in (reste.alerte or "")
    assert "décision motivée" in (reste.que_faire or "")
    feuille = load_workbook(chantier.institut / "suivi.xlsx")["Acquis partiels"]
    (ligne,) = feuille.iter_rows(min_row=2, values_only=True)
    assert ligne[2:] == ("GC-1", "GC 2026.1", "B1, B2", "B3", reste.alerte, reste.que_faire)


# --- All that is held about one person ---


ELLE = {"nom": "Zéphyrin-Témoin", "prenom": "Oriane", "email": "oriane@exemple.invalid"}
LUI = {"nom": "Quasimodo-Témoin", "prenom": "Fulgence", "email": "fulgence@exemple.invalid"}
TOUS = {f"vise_b{n}": "Oui" for n in (1, 2, 3)}
B1_ET_B2 = {**TOUS, "vise_b3": "Non"}


@pytest.fixture(scope="module")
def extrait(tmp_path_factory: pytest.TempPathFactory) -> tuple[Chantier, Path]:
    """Two persons of one session, decided and proclaimed together; the first asks what is held about her."""
    racine = tmp_path_factory.mktemp("droit-d-acces")
    chantier = Chantier(racine / "espace")
    lignes = [
        sessions.candidat("GC-81", **ELLE, naissance_le=dt.date(1980, 3, 1), portee="Blocs", **B1_ET_B2),
        sessions.candidat("GC-92", **LUI, naissance_le=dt.date(1981, 4, 2), **TOUS),
    ]
    sessions.deposer(chantier, lignes)
    (chantier.inbox / "S-1_candidats.csv").write_text(
        "Candidature;Nom;Prénom;Courriel\n"
        "GC-81;Zéphyrin-Témoin;Oriane;\n"
        "GC-92;Quasimodo-Témoin;Fulgence;fulgence@exemple.invalid\n"
        ";Zéphyrin-Témoin;Oriane;autre@exemple.invalid\n",
        "utf-8",
    )
    chantier.traiter(sessions.AVANT)
    chantier.dossier("GC-81", blocs=("B1", "B2"), **{f"fiche_{x}": v for x, v in ELLE.items()})
    chantier.dossier("GC-92", **{f"fiche_{x}": v for x, v in LUI.items()})
    chantier.traiter()
    chantier.sieger()
    chantier.traiter("2023-10-13T16:00")
    chantier.proclamer()
    dossier = racine / "remis"
    dossier_personnel.extraire(chantier.atelier(APRES), "GC-81", dossier)
    return chantier, dossier


def texte(fichier: Path) -> str:
    match fichier.suffix:
        case ".pdf":
            return "\n".join(page.extract_text() for page in PdfReader(fichier).pages)
        case ".docx" | ".xlsx":
            with zipfile.ZipFile(fichier) as archive:
                return "\n".join(archive.read(nom).decode("utf-8", "replace") for nom in archive.namelist())
        case _:
            return fichier.read_text("utf-8-sig")


def fichiers(dossier: Path) -> list[Path]:
    return sorted(f for f in dossier.rglob("*") if f.is_file())


def test_l_extraction_tient_tout_ce_qui_est_a_elle(extrait: tuple[Chantier, Path]):
    """Each deposit and each document, to the byte."""
    chantier, dossier = extrait
    etat = chantier.etat(APRES)
    attendus = {d.sha256 for d in etat.depots if d.candidature == "GC-81"}
    for d in etat.documents:
        if d.candidature == "GC-81":
            attendus |= {d.sha256_docx, d.sha256_pdf}
    empreintes = {hashlib.sha256(f.read_bytes()).hexdigest() for f in fichiers(dossier)}
    assert len(attendus) > 10
    assert attendus <= empreintes


def test_l_extraction_ne_dit_rien_d_un_autre_candidat(extrait: tuple[Chantier, Path]):
    """Nor names, nor number, nor e-mail, in any file nor in any name of file."""
    _, dossier = extrait
    for fichier in fichiers(dossier):
        dit = f"{fichier.relative_to(dossier)}\n{texte(fichier)}".casefold()
        for mot in ("quasimodo", "fulgence", "gc-92"):
            assert mot not in dit, fichier.name


def test_l_extraction_dit_ses_donnees(extrait: tuple[Chantier, Path]):
    _, dossier = extrait
    donnees = json.loads((dossier / "personne.json").read_text("utf-8"))
    assert (donnees["personne"]["nom"], donnees["personne"]["candidatures"]) == ("Zéphyrin-Témoin", ["GC-81"])
    assert [a["code"] for a in donnees["personne"]["acquis"]] == ["B1", "B2"]
    (session,) = donnees["sessions"]
    assert session["lignes"][0]["etat_civil"]["naissance_le"] == "1980-03-01"
    assert session["passages"]
    (liste,) = donnees["listes"]
    assert [x["candidature"] for x in liste["lignes"]] == ["GC-81"]  # not her homonym's
    assert {d["type"] for d in donnees["depots"]} == {"grille", "pv", "piece"}
    (decision,) = donnees["jury_paritaire"]
    assert decision["decision"]["decision"] == "Partielle"
    assert {d["type"] for d in donnees["documents"]} >= {"proces-verbal", "notification-candidat", "recapitulatif-ccp"}
    assert [n["type"] for n in donnees["numeros"]] == ["recapitulatif-ccp"]
    assert {x["quoi"] for x in donnees["journal"]} >= {"jpn_inscription", "depot_recu", "document_publie"}
    lisezmoi = (dossier / "LISEZMOI.txt").read_text("utf-8-sig")
    assert all(cle in lisezmoi for cle in donnees if cle != "extrait_le")


def test_l_extraction_n_est_lisible_que_de_qui_l_a_faite(extrait: tuple[Chantier, Path]):
    chantier, dossier = extrait
    assert {stat.S_IMODE(f.stat().st_mode) for f in fichiers(dossier)} == {0o600}
    assert {stat.S_IMODE(d.stat().st_mode) for d in (dossier, *dossier.rglob("*")) if d.is_dir()} == {0o700}
    with chantier.atelier(APRES).registre() as registre:
        derniere = registre.journal.lignes()[-1]
    assert (derniere.quoi, derniere.sur) == ("personne_extraite", qui(chantier, "GC-81").id)


def test_l_extraction_n_ecrit_pas_sur_ce_qui_est_la(extrait: tuple[Chantier, Path]):
    chantier, dossier = extrait
    avant = {f: f.read_bytes() for f in fichiers(dossier)}
    with pytest.raises(UsageError, match="dossier vide"):
        dossier_personnel.extraire(chantier.atelier(APRES), "GC-92", dossier)
    assert {f: f.read_bytes() for f in fichiers(dossier)} == avant


def test_une_decision_qui_n_est_pas_proclamee_ne_sort_pas(chantier: Chantier, tmp_path: Path):
    """K1, K18: the embargo holds for the right of access too, and so does the number."""
    chantier.dossier("GC-1", blocs=("B1", "B2"))
    chantier.traiter()
    chantier.sieger()
    chantier.traiter("2023-10-13T16:00")
    dossier = tmp_path / "remis"
    dossier_personnel.extraire(chantier.atelier("2023-10-13T16:00"), "GC-1", dossier)
    donnees = json.loads((dossier / "personne.json").read_text("utf-8"))
    assert "Partielle" not in {c.get("decision", {}).get("decision") for c in donnees["candidatures"]}
    assert donnees["jury_paritaire"] == [{"candidature": "GC-1", "date": "2023-10-13"}]
    (numero,) = seance.correspondance(chantier.atelier(), JPN)
    assert numero not in "".join(f"{f}{texte(f)}" for f in fichiers(dossier))


def test_un_fichier_repris_n_est_pas_joint(chantier: Chantier, tmp_path: Path):
    """It may have been somebody else's, dropped under this number by mistake: staff are told to look."""
    chantier.pv("GC-1", fiche_nom="Zéphyrin-Témoin")
    chantier.traiter()
    chantier.grille("GC-1", "B1", fiche_session="S-9")
    chantier.traiter()
    (repris,) = [d.id for d in chantier.etat().depots if d.type == "grille"]
    rendre.annuler(chantier.atelier(), repris, "Grille d’un autre candidat")
    faite = dossier_personnel.extraire(chantier.atelier(), "GC-1", tmp_path / "remis")
    assert not [f for f in faite.fichiers if repris in f]
    assert f"{repris} (GC-1)" in (tmp_path / "remis" / "LISEZMOI.txt").read_text("utf-8-sig")

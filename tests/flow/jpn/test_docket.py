"""From the docket to the proclamation: who is on it, what is held back, what may not be told yet (S0 §3.2, S1, K18)."""

import datetime as dt
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.flow.jpn import rectifier
from pipeline.flow.jpn.seance import _avertissements, correspondance
from pipeline.model.etat import EtatCandidature
from pipeline.model.vocabulaire import Ordre
from pipeline.workbooks.read import lire
from tests.outils import mots
from tests.outils.espace import JPN, PHRASE, Chantier

LUNDI = "2023-10-09T09:00"
RESERVES = {"candidats", "employeurs", "ucanss"}  # of outbox/, what speaks of results

SAMEDI = "14/10/2023, un samedi"
FERIES = {
    dt.date(2024, 5, 9): ["09/05/2024, jour du jury paritaire, est un jour férié : Ascension"],
    dt.date(2026, 5, 6): ["se clôt le 01/05/2026, un jour férié : Fête du Travail"],
    dt.date(2024, 8, 14): ["dus le 15/08/2024, un jour férié : Assomption"],
}


@pytest.fixture
def chantier(tmp_path: Path) -> Chantier:
    return Chantier(tmp_path)


def fichiers(chantier: Chantier, *dossiers: str) -> list[str]:
    racine = chantier.racine / "outbox"
    return sorted(f.relative_to(racine).as_posix() for d in dossiers for f in (racine / d).rglob("*") if f.is_file())


def regler(chantier: Chantier, section: str, ligne: str) -> None:
    toml = chantier.racine / "cqp.toml"
    toml.write_text(toml.read_text("utf-8").replace(f"[{section}]", f"[{section}]\n{ligne}"), "utf-8")


def test_ce_qui_n_est_pas_pret_est_liste_avec_sa_raison(chantier: Chantier):
    """N-019, G-087: ready, too late (and for which JPN), incomplete (and of what), postponed."""
    chantier.dossier("GC-2023-0001")
    chantier.dossier("GC-2023-0002", fiche_date="2023-10-07")
    chantier.dossier("GC-2023-0003")[3].unlink()
    chantier.pv("GC-2023-0004", fiche_deroulement="Candidat absent", avis_jury=None)
    chantier.traiter(LUNDI)
    vue = chantier.preparer(JPN, LUNDI)
    motifs = {x["candidature"]: x["motif"] for x in vue["ecartes"]}
    assert len(vue["dossiers"]) == 1
    assert motifs["GC-2023-0002"] == (
        "jury professionnel du 07/10/2023, après la clôture du 06/10/2023 : elle ira au jury paritaire du 22/11/2023"
    )
    assert motifs["GC-2023-0003"].startswith("dossier incomplet. ")
    assert "B3" in motifs["GC-2023-0003"]
    assert set(motifs) >= {"GC-2023-0002", "GC-2023-0003"}
    assert [a for a in vue["avertissements"] if SAMEDI not in a] == []
    assert len(chantier.preparer(dt.date(2023, 11, 22), "2023-11-18T09:00")["dossiers"]) == 1, "the next JPN takes it"


def test_une_date_hors_du_calendrier_ou_une_preparation_trop_tot_se_disent(chantier: Chantier):
    """N-018, N-019: the calendar is data; nothing is refused for it."""
    chantier.dossier("GC-2023-0001")
    chantier.traiter()
    avertissement, lendemain = chantier.preparer(JPN, "2023-10-06T18:00")["avertissements"]
    assert "06/10/2023 au soir" in avertissement
    assert SAMEDI in lendemain, "K1: results of a Friday are due on a Saturday"
    (avertissement,) = chantier.preparer(dt.date(2024, 2, 1), "2024-01-29T09:00")["avertissements"]
    assert "jpn.dates" in avertissement
    toml = chantier.racine / "cqp.toml"
    toml.write_text(toml.read_text("utf-8").replace("2023-12-22]", "2024-02-01]"), "utf-8")
    assert chantier.preparer(dt.date(2024, 2, 1), "2024-01-29T09:00")["avertissements"] == []


def test_les_jours_feries_d_un_jury_paritaire_se_disent(chantier: Chantier):
    """K1, K21: the day itself (Ascension), and a cut-off on a Friday that is one (1 May 2026)."""
    atelier = chantier.atelier("2023-10-02T08:00")
    dits = {jour: " ".join(_avertissements(atelier, jour)) for jour in FERIES}
    assert {jour: [mot for mot in mots if mot in dits[jour]] for jour, mots in FERIES.items()} == FERIES


def test_rien_d_un_resultat_avant_la_proclamation(chantier: Chantier):
    """G-090, K3: decided is not proclaimed; outside institut/ and jpn/ there is no file at all."""
    chantier.dossier("GC-2023-0001")
    chantier.traiter()
    chantier.sieger()
    chantier.traiter("2023-10-13T16:00")
    assert chantier.candidature("GC-2023-0001").etat is EtatCandidature.DECIDEE
    assert fichiers(chantier, *RESERVES) == []
    assert chantier.etat().personnes[0].acquis == ()
    assert [d.type for d in chantier.etat().documents if d.audience in RESERVES] == []
    assert any("(projet)" in f for f in fichiers(chantier, "jpn"))
    chantier.proclamer()
    assert {Path(f).parts[0] for f in fichiers(chantier, *RESERVES)} == RESERVES
    assert not any("(projet)" in f for f in fichiers(chantier, "jpn"))
    assert any(f.endswith("procès-verbal.pdf") for f in fichiers(chantier, "jpn"))
    assert any("annexe nominative" in f for f in fichiers(chantier, "ucanss"))


def test_la_liste_adoptee_decide_sans_rien_retaper(chantier: Chantier):
    """K4: members, the list, and the dossiers called out; nothing else is typed."""
    chantier.dossier("GC-2023-0001")
    chantier.rate("GC-2023-0002", ("B1",))
    chantier.dossier("GC-2023-0003")
    chantier.traiter()
    classeur = chantier.racine / chantier.preparer(JPN, LUNDI)["classeur"]
    docket = correspondance(chantier.atelier(LUNDI), JPN)
    lignes = {
        docket[str(c.valeur)]: n[15:] for n, c in lire(classeur).cellules.items() if n.startswith("dossier_numero_")
    }
    appele = lignes["GC-2023-0003"]
    valeurs = {"jpn_heure": "16:30", "liste_adoptee": "Oui", f"commentaire_candidat_{lignes['GC-2023-0002']}": PHRASE}
    for n, college in enumerate(("Salariés", "Salariés", "Employeurs", "Employeurs", "Ucanss"), start=1):
        valeurs |= {f"membre_nom_{n}": f"Membre {n}", f"membre_college_{n}": college, f"membre_present_{n}": "Oui"}
    valeurs |= {f"dossier_decision_{appele}": "Ajournée", f"dossier_motif_{appele}": PHRASE}
    chantier.remplir(classeur, chantier.inbox / "jpn.xlsx", valeurs)
    (depot,) = chantier.traiter("2023-10-13T17:00").depots
    assert [a.message for a in depot.anomalies if a.bloquante] == []
    decisions = {c.id: c.decision for c in chantier.etat().candidatures}
    assert {id_: d and d.decision for id_, d in decisions.items()} == {
        "GC-2023-0001": "Certification",
        "GC-2023-0002": "Partielle",
        "GC-2023-0003": "Ajournée",
    }
    partielle = decisions["GC-2023-0002"]
    assert partielle
    assert partielle.blocs == {"B1": False, "B2": True, "B3": True}
    assert partielle.vote == {
        "salaries": {"pour": 2, "contre": 0, "abstention": 0},
        "employeurs": {"pour": 2, "contre": 0, "abstention": 0},
    }


@pytest.mark.parametrize(
    ("valeurs", "code"),
    [
        ({"membre_present_2": "Non", "membre_present_3": "Non"}, "QUORUM_NON_ATTEINT"),
        ({"pour_salaries_1": 4}, "VOTES_TROP_NOMBREUX"),
        ({"dossier_decision_2": None}, "CELLULE_OBLIGATOIRE"),
        ({"jpn_heure": None}, "CELLULE_OBLIGATOIRE"),  # the minutes say when they deliberated (K1)
        ({"dossier_numero_1": "BCDFGH"}, "DOSSIER_HORS_ORDRE_DU_JOUR"),
    ],
)
def test_un_jury_paritaire_s_enregistre_en_entier_ou_pas_du_tout(
    chantier: Chantier, valeurs: dict[str, str | int | None], code: str
):
    """G-083, G-086, G-089: the faults on their cells, the workbook given back, nothing recorded."""
    chantier.dossier("GC-2023-0001")
    chantier.dossier("GC-2023-0002")
    chantier.traiter()
    chantier.sieger(**valeurs)
    (depot,) = chantier.traiter("2023-10-13T16:00").depots
    bloquantes = [a for a in depot.anomalies if a.bloquante]
    assert code in {a.code for a in bloquantes}
    assert all(a.cellules for a in bloquantes)
    assert {c.etat for c in chantier.etat().candidatures} == {EtatCandidature.INSCRITE}
    assert any("à corriger" in f for f in fichiers(chantier, "institut/a-corriger"))
    with pytest.raises(UsageError, match="ne sont pas enregistrées"):
        chantier.proclamer()


def carnet_qui_nomme(chantier: Chantier, candidature: str) -> None:
    """A « masked » piece where the name is still written: here, the certification dossier itself."""
    dossier = next(d for d in chantier.etat().documents if d.type == "dossier-certification")
    (chantier.inbox / f"{candidature}_carnet-masque.pdf").write_bytes((chantier.racine / dossier.pdf).read_bytes())


def test_une_piece_mal_masquee_retient_son_dossier_et_lui_seul(chantier: Chantier):
    """K18: told to staff with the place; put right, it is published; its pieces wait with it."""
    chantier.dossier("GC-2023-0001", fiche_nom="Ozanne-Kervadec")
    chantier.dossier("GC-2023-0002")
    chantier.traiter()
    carnet_qui_nomme(chantier, "GC-2023-0001")
    chantier.traiter("2023-10-04T09:00")
    vue = chantier.preparer(JPN, LUNDI)
    assert [x["candidature"] for x in vue["retenus"]] == ["GC-2023-0001"]
    numero = next(n for n, c in correspondance(chantier.atelier(LUNDI), JPN).items() if c == "GC-2023-0001")
    assert not [f for f in fichiers(chantier, "jpn") if numero in f]
    assert len([f for f in fichiers(chantier, "jpn") if f.endswith("- dossier.pdf")]) == 1
    (note,) = (chantier.institut / "jurys paritaires").iterdir()
    assert "GC-2023-0001 : « ozanne kervadec »" in note.read_text("utf-8-sig")
    chantier.piece("GC-2023-0001", "carnet-masque")
    assert [d.etat for d in chantier.traiter("2023-10-10T09:00").depots] == ["accepte"], "on a docket, but not decided"
    assert len([f for f in fichiers(chantier, "jpn") if numero in f]) == 3
    assert "RETENUS" not in note.read_text("utf-8-sig")


def test_un_mot_courant_se_libere_avec_une_raison(chantier: Chantier):
    """K18: « petit » is masked in what was written, until staff say that it is no name here."""
    texte = "Le candidat a mené un petit entretien, puis M. Petit a vérifié les pièces et les suites annoncées."
    chantier.dossier("GC-2023-0001", fiche_nom="Petit", fiche_prenom="Rose", points_forts=texte)
    chantier.traiter()
    chantier.preparer(JPN, LUNDI)
    note = chantier.institut / "jurys paritaires" / "JPN 2023-10-13 - masquage.txt"
    assert "« petit », « Petit »" in note.read_text("utf-8-sig")
    with pytest.raises(UsageError, match="motif"):
        rectifier.liberer(chantier.atelier(LUNDI), "GC-2023-0001", "petit", " ")
    avant = next(d.sha256_pdf for d in chantier.etat().documents if d.type == "dossier-anonyme")
    valeurs = {"demande_demandeur": "Sacha", "ordre_quoi_1": Ordre.LIBERER, "ordre_cible_1": "GC-2023-0001"}
    valeurs |= {"ordre_texte_1": "petit", "ordre_motif_1": "C’est ici l’adjectif, et le nom complet reste masqué."}
    chantier.remplir(chantier.vierge("demande"), chantier.inbox / "demande.xlsx", valeurs)
    chantier.traiter("2023-10-10T09:00")
    assert next(d.sha256_pdf for d in chantier.etat().documents if d.type == "dossier-anonyme") != avant
    assert "petit" not in note.read_text("utf-8-sig")
    with chantier.atelier().registre() as registre:
        lignes = [x for x in registre.journal.lignes() if x.quoi == "mot_libere"]
    assert [(x.sur, x.detail) for x in lignes] == [("GC-2023-0001", {})], "the journal never tells the word"


def test_les_pieces_masquees_peuvent_etre_exigees(chantier: Chantier):
    """K18: the setting blocks; the reason says which piece."""
    regler(chantier, "dossier", 'pieces_masquees = "bloque"')
    chantier.dossier("GC-2023-0001")
    chantier.traiter()
    (ecarte,) = chantier.preparer(JPN, LUNDI)["ecartes"]
    assert ecarte["motif"] == "il manque la version masquée : Carnet de suivi des compétences"
    chantier.piece("GC-2023-0001", "carnet-masque")
    chantier.traiter("2023-10-09T10:00")
    assert len(chantier.preparer(JPN, "2023-10-09T11:00")["dossiers"]) == 1


def test_une_fois_decide_le_paquet_ne_change_plus(chantier: Chantier):
    """contrat.md: DOSSIER_CLOS, for the masked pieces too; a second pass changes no byte."""
    chantier.dossier("GC-2023-0001")
    chantier.traiter()
    chantier.sieger()
    chantier.traiter("2023-10-13T16:00")
    avant = {c: s for c, s in chantier.empreinte().items() if c.startswith("outbox/jpn/")}
    chantier.piece("GC-2023-0001", "carnet-masque")
    (depot,) = chantier.traiter("2023-10-13T16:30").depots
    assert [a.code for a in depot.anomalies] == ["DOSSIER_CLOS"]
    assert {c: s for c, s in chantier.empreinte().items() if c.startswith("outbox/jpn/")} == avant


def test_un_autre_candidat_de_la_session_est_masque_aussi(chantier: Chantier):
    """K18: a jury compares; nobody of the session may be read in the dossier of another, nor his candidature."""
    texte = "Plus à l’aise que Mme Kervadec (GC-2023-0002), elle a vérifié les pièces et annoncé les suites."
    chantier.dossier("GC-2023-0001", fiche_nom="Ozanne", points_forts=texte)
    chantier.dossier("GC-2023-0002", fiche_nom="Kervadec")
    chantier.traiter()
    assert chantier.preparer(JPN, LUNDI)["retenus"] == []
    note = (chantier.institut / "jurys paritaires" / "JPN 2023-10-13 - masquage.txt").read_text("utf-8-sig")
    assert "GC-2023-0001, PV, points forts : « Kervadec », « GC-2023-0002 »" in note


def test_le_proces_verbal_donne_les_motifs_de_l_avis_suivi(chantier: Chantier):
    """K12, K18: the jury validates what the grid does not, and says why; the jury paritaire follows it."""
    vides = [c for c in chantier.cellules(chantier.vierge("pv")) if c["role"] == "ecart_motif" and c["bloc"] == "B2"]
    chantier.dossier("ECART", "GC", ("B2",), **{c["nom"]: f"{PHRASE} Alix Témoin en convient." for c in vides})
    chantier.grille("ECART", "B2", reponses="Non")
    chantier.traiter()
    chantier.sieger()
    chantier.traiter("2023-10-13T16:00")
    (minutes,) = (chantier.racine / "outbox" / "jpn").rglob("*procès-verbal (projet).docx")
    dit = " ".join(mots.de_word(minutes))
    assert " ".join(mots.de_texte(PHRASE)) in dit
    assert "Aucun motif" not in dit
    assert "Témoin" not in dit

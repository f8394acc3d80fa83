"""From blank workbooks to the proclamation: what appears when, and what does not."""

import random
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.flow import rendre
from pipeline.model.etat import EtatCandidature
from pipeline.rules.calendrier import cloture
from tests.outils.espace import JPN, PHRASE, Chantier

RESULTATS = {"parchemin", "recapitulatif-ccp", "notification-candidat", "notification-employeur"}


@pytest.fixture
def chantier(tmp_path: Path) -> Chantier:
    return Chantier(tmp_path / "espace")


def types(chantier: Chantier, candidature: str) -> set[str]:
    return {d.type for d in chantier.etat().documents if d.candidature == candidature and d.etat == "publie"}


def test_a_dossier_grows_as_its_files_come(chantier: Chantier):
    """G-087, M-050: the PV to sign when the grids are there, the dossier when the pieces are too."""
    chantier.pv("GC-1")
    chantier.traiter()
    vue = chantier.candidature("GC-1")
    assert vue.etat is EtatCandidature.INCOMPLETE
    assert [m.split(" ")[0] for m in vue.manque] == ["grille", "grille", "grille", "carnet", "pv-signe"]
    assert types(chantier, "GC-1") == set()
    for bloc in ("B1", "B2", "B3"):
        chantier.grille("GC-1", bloc)
    chantier.traiter()
    assert types(chantier, "GC-1") == {"proces-verbal"}
    chantier.piece("GC-1", "carnet")
    chantier.piece("GC-1", "pv-signe")
    chantier.traiter()
    assert chantier.candidature("GC-1").etat is EtatCandidature.DOSSIER_PRET
    assert types(chantier, "GC-1") == {"proces-verbal", "dossier-certification"}


def test_nothing_tells_a_result_before_the_proclamation(chantier: Chantier):
    """G-065, G-119, G-013: neither a document, nor a file, for candidate, employer or Ucanss."""
    chantier.dossier("GC-1")
    chantier.traiter()
    chantier.sieger()
    chantier.traiter("2023-10-13T16:00")
    assert chantier.candidature("GC-1").etat is EtatCandidature.DECIDEE
    assert not RESULTATS & types(chantier, "GC-1")
    assert not [f for a in ("candidats", "employeurs", "ucanss") for f in (chantier.racine / "outbox" / a).rglob("*")]
    chantier.proclamer()
    assert types(chantier, "GC-1") >= {"parchemin", "notification-candidat", "notification-employeur"}
    assert "recapitulatif-ccp" not in types(chantier, "GC-1")
    assert chantier.candidature("GC-1").etat is EtatCandidature.PROCLAMEE


def test_a_partial_success_gives_one_summary_and_no_parchemin(chantier: Chantier):
    """G-095, G-096: one cumulative document."""
    chantier.dossier("GC-1", blocs=("B1", "B2"))
    chantier.traiter()
    chantier.sieger()
    chantier.traiter("2023-10-13T16:00")
    chantier.proclamer()
    assert RESULTATS & types(chantier, "GC-1") == RESULTATS - {"parchemin"}


def test_a_second_pass_changes_no_byte(chantier: Chantier):
    chantier.dossier("GC-1")
    chantier.grille("GC-2", "B1", reponses="Peut-être")
    chantier.traiter()
    avant = chantier.empreinte()
    chantier.traiter("2023-10-03T10:00")
    assert chantier.empreinte() == avant
    chantier.sieger()
    chantier.traiter("2023-10-13T16:00")
    chantier.proclamer()
    avant = chantier.empreinte()
    chantier.traiter("2023-10-14T09:00")
    chantier.proclamer(quand="2023-10-14T09:00")
    assert chantier.empreinte() == avant


def test_the_order_of_arrival_changes_nothing(tmp_path: Path):
    """Several shuffles, each in several passes: the same state, the same bytes in the same places."""
    modele = Chantier(tmp_path / "modele")
    fichiers = [
        *modele.dossier("GC-1"),
        *modele.dossier("COS-2", "COS", ("B1", "B3")),
        *modele.dossier("GC-3", jury_bloc_b1="Non validé", avis_jury="Partielle", points_faibles=PHRASE),
    ]
    resultats = []
    for graine in range(4):
        chantier = Chantier(tmp_path / f"ordre-{graine}")
        random.Random(graine).shuffle(fichiers)  # noqa: S311 - an order, not a secret
        tiers = len(fichiers) // 3
        for lot in (fichiers[:tiers], fichiers[tiers : 2 * tiers], fichiers[2 * tiers :]):
            for fichier in lot:
                (chantier.inbox / fichier.name).write_bytes(fichier.read_bytes())
            chantier.traiter()
        resultats.append(chantier.resultat())
    assert all(r == resultats[0] for r in resultats[1:])
    assert len(resultats[0][1]) == 2 * (2 + 2)  # GC-3 contradicts its grids: nothing is made of it


def test_numbers_follow_the_order_of_candidatures(chantier: Chantier):
    """K24: sequential per CQP and year, in a series of specimens; the order of arrival tells nothing."""
    for candidature in ("GC-9", "GC-1", "GC-5"):
        chantier.dossier(candidature)
        chantier.traiter()
    chantier.sieger()
    chantier.traiter("2023-10-13T16:00")
    chantier.proclamer()
    with chantier.atelier().registre() as registre:
        numeros = registre.numeros.par_candidature("parchemin")
    assert [numeros[c][:-2] for c in ("GC-1", "GC-5", "GC-9")] == [f"SPECIMEN-GC-2023-{n:05d}" for n in (1, 2, 3)]


def test_the_docket_closes_on_the_friday_before(chantier: Chantier):
    """N-019: a jury of 7 October is too late for the JPN of 13 October."""
    assert cloture(JPN).isoformat() == "2023-10-06"
    chantier.dossier("GC-1", fiche_date="2023-10-06")
    chantier.dossier("GC-2", fiche_date="2023-10-07")
    chantier.traiter("2023-10-09T09:00")
    docket = chantier.preparer(JPN, "2023-10-09T09:00")
    assert len(docket["dossiers"]) == 1
    (ecarte,) = docket["ecartes"]
    assert ecarte["candidature"] == "GC-2"
    assert "06/10/2023" in ecarte["motif"]


def test_a_dossier_on_a_docket_changes_no_more(chantier: Chantier):
    """contrat.md: DOSSIER_CLOS, then JPN_DEJA_PROCLAMEE; `annuler` is refused too."""
    chantier.dossier("GC-1")
    chantier.traiter()
    classeur = chantier.sieger().read_bytes()
    chantier.grille("GC-1", "B1", reponses="Non")
    (tardive,) = [d for d in chantier.traiter("2023-10-13T16:00").depots if d.type == "grille"]
    assert [a.code for a in tardive.anomalies] == ["DOSSIER_CLOS"]
    assert chantier.candidature("GC-1").calcul == "totale"
    grille = next(d for d in chantier.etat().depots if d.type == "grille" and d.etat == "accepte")
    with pytest.raises(UsageError, match="ordre du jour"):
        rendre.annuler(chantier.atelier(), grille.id, "essai")
    chantier.proclamer()
    (chantier.inbox / "encore.xlsx").write_bytes(classeur + b"")
    refait = chantier.remplir(
        chantier.inbox / "encore.xlsx", chantier.inbox / "autre.xlsx", {"preconisation_1": PHRASE}
    )
    (chantier.inbox / "encore.xlsx").unlink()
    passe = chantier.traiter("2023-10-14T09:00")
    assert refait.exists() is False
    assert [a.code for d in passe.depots for a in d.anomalies if a.bloquante] == ["JPN_DEJA_PROCLAMEE"]


def test_an_ajourned_dossier_goes_to_the_next_docket(chantier: Chantier):
    """K4: a tie awards nothing; the others go on."""
    chantier.dossier("GC-1")
    chantier.traiter()
    vote = {"dossier_decision_1": "Ajournée", "dossier_motif_1": PHRASE, "contre_salaries_1": 3, "pour_salaries_1": 0}
    vote |= {f"dossier_bloc_1_b{n}": None for n in (1, 2, 3)}
    chantier.sieger(**vote, pour_employeurs_1=0)
    assert [d.etat for d in chantier.traiter("2023-10-13T16:00").depots] == ["accepte"]
    chantier.proclamer()
    assert chantier.candidature("GC-1").etat is EtatCandidature.AJOURNEE
    assert RESULTATS & types(chantier, "GC-1") == {"notification-candidat", "notification-employeur"}
    suivante = JPN.replace(month=11, day=22)
    docket = chantier.preparer(suivante, "2023-11-18T09:00")
    assert len(docket["dossiers"]) == 1


def test_a_number_typed_with_a_space_is_still_the_number(chantier: Chantier):
    chantier.dossier("GC-1")
    chantier.traiter()
    classeur = chantier.sieger()
    numero = next(c["valeur"] for c in chantier.cellules(classeur) if c["role"] == "dossier_numero")
    chantier.remplir(classeur, classeur, {"dossier_numero_1": f" {numero} "})
    assert [d.etat for d in chantier.traiter("2023-10-13T16:00").depots] == ["accepte"]


def test_results_are_due_the_next_day_and_late_after_48_hours(chantier: Chantier):
    """N-020, G-094, K1: 13 October is a Friday, so the next day is a Saturday, and that is said."""
    chantier.dossier("GC-1")
    chantier.traiter()
    chantier.sieger()
    chantier.traiter("2023-10-13T16:00")

    def envoi(quand: str) -> tuple[str, str, str]:
        (e,) = [e for e in chantier.etat(quand).echeances if e.quoi.startswith("Envoi")]
        return e.quoi, f"{e.date:%d/%m %H:%M}", e.etat

    attendu = "Envoi des résultats (un samedi)", "14/10 23:59"
    assert envoi("2023-10-13T18:00") == (*attendu, "proche")
    assert envoi("2023-10-15T15:30") == (*attendu, "proche")
    assert envoi("2023-10-15T15:31") == (*attendu, "depassee")
    chantier.proclamer()
    a_envoyer = "Envoi des résultats (un samedi, à envoyer : 2)", attendu[1]
    assert envoi("2023-10-16T00:00") == (*a_envoyer, "depassee"), "proclaimed is not sent (K45)"


def test_a_deleted_document_comes_back_to_the_byte(chantier: Chantier):
    chantier.dossier("GC-1")
    chantier.traiter()
    document = next(d for d in chantier.etat().documents if d.type == "dossier-certification")
    avant = (chantier.racine / document.pdf).read_bytes()
    (chantier.racine / document.pdf).unlink()
    chantier.traiter()
    assert not (chantier.racine / document.pdf).exists()  # people take: nothing is put back by itself
    rendre.republier(chantier.atelier(), document.id)
    assert (chantier.racine / document.pdf).read_bytes() == avant


def test_homonyms_are_told_and_never_merged(chantier: Chantier):
    """K17, G-097: the same names under another e-mail may be the same person; nobody but staff can tell."""
    memes = {"fiche_nom": "Dupont-Témoin", "fiche_prenom": "Jeanne"}
    chantier.pv("GC-1", fiche_email="j1@exemple.invalid", **memes)
    chantier.pv("GC-2", fiche_email="j2@exemple.invalid", fiche_nom="DUPONT TEMOIN", fiche_prenom="jeanne")
    chantier.pv("GC-3", fiche_email="J1@exemple.invalid", **memes)
    chantier.traiter()
    un, deux, trois = (chantier.candidature(f"GC-{n}") for n in (1, 2, 3))
    assert un.personne == trois.personne != deux.personne
    dits = {c.id: [a.message for a in c.anomalies if a.code == "PERSONNE_DEJA_CONNUE"] for c in (un, deux, trois)}
    assert ["GC-2" in m for m in dits["GC-1"]] == [True]
    assert ["GC-1, GC-3" in m for m in dits["GC-2"]] == [True]


def test_a_cqp_is_complete_only_when_every_bloc_was_evaluated(chantier: Chantier):
    """M-010: neither grids without a jury, nor a jury without grids."""
    for bloc in ("B1", "B2", "B3"):
        chantier.grille("GC-1", bloc)
    chantier.pv("GC-2")
    chantier.traiter()
    assert not chantier.candidature("GC-1").cqp_complet
    assert not chantier.candidature("GC-2").cqp_complet
    chantier.pv("GC-1")
    chantier.traiter()
    assert chantier.candidature("GC-1").cqp_complet


def test_an_organisme_written_otherwise_is_the_same(chantier: Chantier):
    """G-030, K6: « C.P.A.M. » is « CPAM »."""
    chantier.pv("GC-1", membre_organisme_2="C.P.A.M. de quelque part")
    chantier.traiter()
    assert "JURE_DU_MEME_ORGANISME" in {a.code for a in chantier.candidature("GC-1").anomalies}

"""Past the dates of a registration, on the road that staff use: held, decided by Ucanss, delivered (K26)."""

import datetime as dt
from pathlib import Path

from click.testing import CliRunner

from pipeline.cli import main
from pipeline.model.etat import EtatCandidature
from tests.outils.espace import Chantier

PV = "2026-07-02"
AVANT, LOIN = "2026-07-03T09:00", "2026-09-12T09:00"
SEPTEMBRE = dt.date(2026, 9, 18)
MOTIF = "Épreuves tenues avant l’échéance, jury paritaire déplacé."


def demander(chantier: Chantier, **valeurs: object) -> str:
    ordre = {
        "demande_demandeur": "Sacha Organisatrice",
        "ordre_quoi_1": "Délivrer après l'échéance",
        "ordre_cible_1": "GC-1",
        "ordre_date_1": "2026-09-11",
        "ordre_motif_1": MOTIF,
    }
    chantier.remplir(chantier.vierge("demande"), chantier.inbox / "Demande.xlsx", ordre | valeurs)
    chantier.traiter(LOIN)
    return "\n".join(f.read_text("utf-8-sig") for f in sorted((chantier.institut / "demandes").glob("*.txt")))


def etat(chantier: Chantier, quand: str) -> tuple[EtatCandidature, str]:
    vue = next(c for c in chantier.etat(quand).candidatures if c.id == "GC-1")
    return vue.etat, " ".join(vue.manque)


def test_le_dossier_attend_la_decision_de_l_ucanss_puis_est_libere(tmp_path: Path):
    """K26: a registration that ended on 08/07/2026 delivers nothing on 18/09/2026 by itself."""
    chantier = Chantier(tmp_path)
    chantier.dossier("GC-1", fiche_date=PV)
    chantier.traiter(AVANT)
    assert etat(chantier, AVANT) == (EtatCandidature.DOSSIER_PRET, "")
    (ecarte,) = chantier.preparer(SEPTEMBRE, AVANT)["ecartes"]
    assert "a pris fin le 08/07/2026" in ecarte["motif"]
    assert etat(chantier, LOIN)[0] is EtatCandidature.INCOMPLETE, "time is an event"
    assert "décision de l’Ucanss" in etat(chantier, LOIN)[1]
    assert "✗" in demander(chantier, ordre_date_1="2027-01-01")
    assert "✗" in demander(chantier, ordre_cible_1="GC-9")
    assert etat(chantier, LOIN)[0] is EtatCandidature.INCOMPLETE
    assert "décision de l’Ucanss du 11/09/2026 enregistrée pour GC-1" in demander(chantier)
    assert etat(chantier, LOIN)[0] is EtatCandidature.DOSSIER_PRET
    assert len(chantier.preparer(SEPTEMBRE, LOIN)["dossiers"]) == 1
    vue = chantier.etat(LOIN).candidatures[0].decision_ucanss
    assert vue is not None
    assert (vue.date, vue.motif, vue.par) == (dt.date(2026, 9, 11), MOTIF, "Sacha Organisatrice")


def test_la_commande_enregistre_la_meme_decision(tmp_path: Path):
    """K26: with its reason, its date and who records it; the journal tells of it."""
    chantier = Chantier(tmp_path)
    chantier.pv("GC-1", fiche_date=PV)
    chantier.traiter(LOIN)
    env = {"CQP_ESPACE": str(tmp_path), "CQP_MAINTENANT": LOIN}
    mots = ["delivrer", "gc-1", "--decidee-le", "2026-09-11", "--motif", MOTIF, "--par", "Sacha"]
    fait = CliRunner().invoke(main, mots, env=env, prog_name="cqp")
    assert fait.exit_code == 0, fait.output
    assert "décision de l’Ucanss" not in etat(chantier, LOIN)[1]
    with chantier.atelier(LOIN).registre() as registre:
        assert [(x.quoi, x.sur) for x in registre.journal.lignes()][-1] == ("decision_ucanss", "GC-1")


def test_un_espace_neuf_n_accueille_pas_avec_des_echeances_passees(tmp_path: Path):
    """Shipped settings name no date; a past one without a docket was nothing to do (N-019)."""
    chantier = Chantier(tmp_path)
    assert chantier.etat("2026-11-28T09:00").echeances == ()
    assert [e.etat for e in chantier.etat("2023-12-01T09:00").echeances] == ["a_venir"]
    toml = tmp_path / "cqp.toml"
    toml.write_text("\n".join(x for x in toml.read_text("utf-8").splitlines() if not x.startswith("dates")), "utf-8")
    assert chantier.etat("2023-10-01T09:00").echeances == ()

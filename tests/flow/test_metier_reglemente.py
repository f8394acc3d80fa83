"""A métier réglementé on the road that staff use, from its blank workbooks to its papers (K19, G-011)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook
from pypdf import PdfReader

from pipeline.flow import classeurs
from pipeline.flow.expliquer import expliquer
from pipeline.model.etat import EtatCandidature
from pipeline.model.planning import PlaceDite
from pipeline.model.session import Creneau
from pipeline.model.vocabulaire import Decision
from pipeline.rules.planning.appliquer import bloc_du_creneau
from tests.outils import reglemente, sessions
from tests.outils.espace import PHRASE, Chantier

APRES = "2023-10-14T09:00"
BLOC = re.compile(r"\bblocs?\b|\bunite\b|\bCCP\b", re.IGNORECASE)


class ChantierReglemente(Chantier):
    def vierge(self, type_: str, referentiel: str = "CR", bloc: str | None = None) -> Path:
        fichier = self.vierges / f"{type_}.xlsx"
        if not fichier.exists():
            atelier = self.atelier()
            version = classeurs.du_jour(atelier, referentiel, self.vierges_du)[0]
            fichier.write_bytes(classeurs.vierge(atelier, type_, version, bloc))
        return fichier

    def partielle(self, candidature: str) -> None:
        """The jury validates one competence, and not the whole."""
        self.grille(candidature, reglemente.UNITE, "CR", "Non").rename(self.inbox / f"{candidature} grille.xlsx")
        cellules = self.cellules(self.vierge("pv"))
        jury = {c["nom"]: "Non validé" for c in cellules if c["role"] in {"jury_competence", "jury_bloc"}}
        sienne = {"jury_competence_c1": "Validé", "ecart_motif_c1": PHRASE}
        self.pv(candidature, "CR", (), **{**jury, **sienne, "avis_jury": "Partielle", "points_faibles": PHRASE})
        self.piece(candidature, "carnet")
        self.piece(candidature, "pv-signe")


@pytest.fixture(scope="module")
def chantier(tmp_path_factory: pytest.TempPathFactory) -> ChantierReglemente:
    racine = tmp_path_factory.mktemp("reglemente")
    chantier = ChantierReglemente(racine)
    reglemente.installer(racine)
    chantier.partielle("CR-1")
    chantier.traiter()
    assert chantier.candidature("CR-1").etat is EtatCandidature.DOSSIER_PRET
    chantier.sieger(dossier_decision_1="Partielle")
    chantier.traiter("2023-10-13T16:00")
    chantier.proclamer()
    chantier.traiter(APRES)
    return chantier


def dits(fichier: Path) -> Iterator[str]:
    """All that a person reads in a file: its name, its cells, its lists and its helps; hidden sheets apart."""
    yield fichier.name
    if fichier.suffix == ".pdf":
        yield from (page.extract_text() for page in PdfReader(fichier).pages)
    elif fichier.suffix == ".xlsx":
        for feuille in load_workbook(fichier).worksheets:
            if feuille.sheet_state == "visible":
                yield from (str(c.value) for rangee in feuille.iter_rows() for c in rangee if c.value is not None)
                for controle in feuille.data_validations.dataValidation:
                    yield from filter(None, (controle.prompt, controle.promptTitle, controle.error, controle.formula1))
    elif fichier.suffix == ".csv":
        yield fichier.read_text("utf-8-sig")


def test_rien_de_ce_qui_est_lu_ne_parle_de_bloc(chantier: ChantierReglemente):
    """K19: blank workbooks, papers, docket, results, `suivi`; of the other CQP, those that ship may."""
    fichiers = [f for f in (chantier.racine / "outbox").rglob("*") if f.is_file()]
    siens = [f for f in fichiers if f.parent.name != "modeles" or f.name.startswith("CR")]
    genres = {f.suffix for f in siens}
    assert {".xlsx", ".pdf", ".csv"} <= genres
    fautes = [(f.name, m[0], texte) for f in siens for texte in dits(f) for m in BLOC.finditer(texte)]
    assert fautes == []


def test_le_jury_paritaire_decide_partielle_sans_attribuer_l_evaluation(chantier: ChantierReglemente):
    """K19, K37: what the jury validated is kept, the whole is not."""
    decision = chantier.candidature("CR-1").decision
    assert decision is not None
    assert (decision.decision, decision.blocs) == (Decision.PARTIELLE, {reglemente.UNITE: False})
    (personne,) = chantier.etat(APRES).personnes
    assert [(a.nature, a.code) for a in personne.acquis] == [("competence", "C1")]


def test_expliquer_et_ce_qui_manque_ne_parlent_pas_de_bloc(chantier: ChantierReglemente, tmp_path: Path):
    """K19: an explanation, what a candidature lacks, what is refused in its PV."""
    atelier = chantier.atelier(APRES)
    with atelier.registre() as registre:
        e = expliquer(atelier.bilan(registre), "CR-1")
    dites = [f"{r.titre} {r.compte} {r.regle}" for r in e.raisons]
    assert [d for d in dites if BLOC.search(d)] == []
    autre = ChantierReglemente(tmp_path)
    reglemente.installer(tmp_path)
    autre.pv("CR-2", "CR", (), vise_unite="Non", avis_jury="Refus")
    autre.traiter()
    (depot,) = autre.etat().depots
    assert {"AUCUN_BLOC_VISE", "DECISION_HORS_PORTEE"} <= {a.code for a in depot.anomalies}
    assert [a.message for a in depot.anomalies if BLOC.search(f"{a.message} {a.action}")] == []
    autre.pv("CR-3", "CR", ())
    autre.traiter()
    manque = " ".join(autre.candidature("CR-3").manque)
    assert "grille d’évaluation" in manque
    assert not BLOC.search(manque)


def test_la_portee_blocs_n_est_pas_proposee(tmp_path: Path):
    """K19, G-011: the drop-down offers the whole certification alone; « Blocs » typed there is refused."""
    chantier = ChantierReglemente(tmp_path)
    reglemente.installer(tmp_path)
    choix = {c["nom"]: c["choix"] for c in chantier.cellules(chantier.vierge("pv"))}
    assert choix["fiche_portee"] == ["Certification"]


def test_le_planning_rendu_dit_evaluation(chantier: ChantierReglemente):
    """K19: the workbook that staff move hours in names no code; what they give back is understood."""
    atelier = chantier.atelier()
    ref = classeurs.installe(atelier, "CR")
    rendu = Creneau.model_construct(candidature="CR-1", bloc="Évaluation")
    assert bloc_du_creneau(rendu, ref) == reglemente.UNITE
    assert bloc_du_creneau(rendu, classeurs.installe(atelier, "GC")) == "Évaluation"


def places(chantier: Chantier) -> list[PlaceDite]:
    with chantier.atelier(sessions.AVANT).registre() as registre:
        return sorted(
            (p for plannings in registre.convocations.plannings().values() for p in plannings[-1].places),
            key=lambda p: p.candidature,
        )


def test_le_kit_d_une_session_ne_parle_pas_de_bloc_et_ses_vieilles_convocations_se_relisent(tmp_path: Path):
    """K19, K44: all that staff and jurors read of it; the hours of an older register are found without a code."""
    chantier = ChantierReglemente(tmp_path)
    reglemente.installer(tmp_path)
    candidats = [sessions.candidat(f"CR-{n}", poste="Contrôleur", vise_unite="Oui") for n in (1, 2)]
    sessions.deposer(chantier, candidats, referentiel="CR")
    chantier.traiter(sessions.AVANT)
    siens = [f for f in (chantier.institut / sessions.SESSION).rglob("*") if f.is_file()]
    assert {f.suffix for f in siens} >= {".xlsx", ".pdf", ".docx"}
    fautes = [(f.name, m[0], texte) for f in siens for texte in dits(f) for m in BLOC.finditer(texte)]
    assert fautes == []
    avant = places(chantier)
    assert len(avant) == len(candidats)
    toml = tmp_path / "cqp.toml"
    toml.write_text(toml.read_text("utf-8").replace("[session]", "[session]\njournee_debut = 10:00:00"), "utf-8")
    moteur = sa.create_engine(f"sqlite:///{tmp_path / 'archives/registre.sqlite'}")
    with moteur.begin() as connexion:
        for table in ("plannings", "convocations"):
            connexion.execute(sa.text(f"DELETE FROM {table}"))  # noqa: S608 — ours
    moteur.dispose()
    chantier.traiter(sessions.AVANT)
    assert places(chantier) == avant

"""kill -9 at any moment: the next run finishes, as if nothing had happened (conception.md, « due »)."""

import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from tests.outils import sessions
from tests.outils.espace import JPN, PHRASE, Chantier

DEPART = Path(__file__).parents[2]
ETALES = (0.35, 0.8)  # of all the moments of a run; every one of them under `make torture`
TOUS = pytest.param(None, marks=pytest.mark.torture, id="chaque instant")


@dataclass
class Scene:
    """A workspace where a command is about to run, and what it must leave."""

    depart: Path
    mots: tuple[str, ...]
    quand: str
    codes: frozenset[int]
    instants: int = 0
    attendu: object = None

    def copie(self, racine: Path) -> Chantier:
        shutil.copytree(self.depart, racine)
        return Chantier(racine)

    def options(self, chantier: Chantier) -> list[str]:
        return ["--espace", str(chantier.racine), "--maintenant", self.quand, *self.mots]

    def tuer(self, chantier: Chantier, instant: int) -> subprocess.CompletedProcess[str]:
        commande = [sys.executable, "-m", "tests.outils.arret", str(instant), *self.options(chantier)]
        return subprocess.run(commande, cwd=DEPART, capture_output=True, encoding="utf-8", check=False)

    def finir(self, chantier: Chantier) -> int:
        return CliRunner().invoke(main, self.options(chantier), prog_name="cqp").exit_code

    def laisse(self, chantier: Chantier) -> object:
        """`etat`, and every byte but those of the register itself, which tells of each attempt."""
        etat = chantier.etat(self.quand)
        with chantier.atelier().registre() as registre:
            assert registre.verifier() == ()
        fichiers = {nom: sha for nom, sha in chantier.empreinte().items() if not nom.startswith("archives/registre")}
        return etat, fichiers


def jouee(scene: Scene, temoin: Path) -> Scene:
    """The scene with what it leaves when nobody kills it."""
    chantier = scene.copie(temoin)
    fait = scene.tuer(chantier, 0)
    assert fait.returncode in scene.codes, fait.stderr
    scene.instants = int(fait.stderr.splitlines()[-1])
    scene.attendu = scene.laisse(chantier)
    return scene


def deposer(chantier: Chantier) -> None:
    chantier.dossier("GC-1")
    chantier.dossier("COS-2", "COS", ("B1", "B2"))
    chantier.grille("GC-3", "B1", critere_b1_c1_1="Peut-être")


@pytest.fixture(scope="module")
def depots(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Files to accept, one to refuse, documents to make."""
    dossier = tmp_path_factory.mktemp("depots")
    deposer(Chantier(dossier / "depart"))
    scene = Scene(dossier / "depart", ("traiter",), "2023-10-03T09:00", frozenset({3}))
    return jouee(scene, dossier / "temoin")


@pytest.fixture(scope="module")
def preparation(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A session corrected: convocations of which some change, grids, zips, reminders, an order to carry out."""
    dossier = tmp_path_factory.mktemp("preparation")
    chantier = Chantier(dossier / "depart")
    sessions.deposer(chantier, [sessions.candidat("GC-1"), sessions.candidat("GC-2", piece_carnet_le=None)])
    chantier.traiter(sessions.PREPARATION)
    sessions.deposer(chantier, [sessions.candidat("GC-1"), sessions.candidat("GC-2")], session_lieu="Ailleurs")
    ordre = {"demande_demandeur": "Camille", "ordre_quoi_1": "Reprendre un fichier", "ordre_motif_1": PHRASE}
    cible = chantier.inbox / "demande.xlsx"
    chantier.remplir(chantier.vierge("demande"), cible, {**ordre, "ordre_cible_1": "D-000099"})
    return jouee(Scene(chantier.racine, ("traiter",), sessions.AVANT, frozenset({0})), dossier / "temoin")


@pytest.fixture(scope="module")
def seance(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Decisions recorded, nothing proclaimed: parchemin, summary, notices and their numbers are to come."""
    dossier = tmp_path_factory.mktemp("seance")
    chantier = Chantier(dossier / "depart")
    deposer(chantier)
    chantier.traiter()
    chantier.sieger()
    chantier.traiter("2023-10-13T16:00")
    scene = Scene(chantier.racine, ("jpn", "proclamer", str(JPN)), "2023-10-13T17:00", frozenset({0}))
    return jouee(scene, dossier / "temoin")


def arreter(scene: Scene, tmp_path: Path, part: float | None) -> None:
    instants = range(1, scene.instants + 1) if part is None else [1 + int(part * (scene.instants - 1))]
    for instant in instants:
        chantier = scene.copie(tmp_path / str(instant))
        assert scene.tuer(chantier, instant).returncode == -signal.SIGKILL
        assert scene.finir(chantier) in scene.codes | {0}  # what was refused before the kill is refused no more
        assert scene.laisse(chantier) == scene.attendu, f"instant {instant} de {scene.instants}"
        shutil.rmtree(chantier.racine)


@pytest.mark.parametrize("part", [*ETALES, TOUS])
def test_a_pass_killed_is_finished_by_the_next(part: float | None, depots: Scene, tmp_path: Path):
    """No file lost, none counted twice, nothing left aside, the same documents."""
    arreter(depots, tmp_path, part)


@pytest.mark.parametrize("part", [*ETALES, TOUS])
def test_a_kit_killed_is_finished_by_the_next(part: float | None, preparation: Scene, tmp_path: Path):
    """No convocation twice, none without its « annule et remplace », no order carried out again."""
    arreter(preparation, tmp_path, part)


@pytest.mark.parametrize("part", [*ETALES, TOUS])
def test_a_proclamation_killed_is_finished_by_the_next(part: float | None, seance: Scene, tmp_path: Path):
    """K24: the numbers too are those that would have been drawn."""
    arreter(seance, tmp_path, part)

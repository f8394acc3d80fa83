"""The commands from outside: what they print, what they return, what they leave alone (contrat.md)."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.settings import shipped
from tests.outils.espace import JPN, Chantier

QUAND = "2023-10-03T09:00"


@pytest.fixture
def chantier(tmp_path: Path) -> Chantier:
    return Chantier(tmp_path / "espace")


def cqp(chantier: Chantier, *mots: object, quand: str = QUAND) -> Result:
    env = {"CQP_ESPACE": str(chantier.racine), "CQP_MAINTENANT": quand}
    return CliRunner().invoke(main, [str(m) for m in mots], env=env, prog_name="cqp")


def en_json(resultat: Result) -> Any:  # noqa: ANN401 - whatever JSON the command answers
    return json.loads(resultat.stdout)


def test_each_command_that_shows_answers_json_and_nothing_else(chantier: Chantier):
    chantier.dossier("GC-1")
    fichier = chantier.vierge("grille", "GC", "B1")
    assert set(en_json(cqp(chantier, "traiter", "--json"))) == {"depots", "documents", "illisibles", "laisses", "avis"}
    assert len(en_json(cqp(chantier, "etat", "--json"))["candidatures"]) == 1
    assert en_json(cqp(chantier, "decrire", fichier, "--json"))["type"] == "grille"
    assert en_json(cqp(chantier, "verifier", fichier, "--json"))["fichiers"][0]["etat"] == "refuse"
    assert len(en_json(cqp(chantier, "expliquer", "GC-1", "--json"))["raisons"]) == 6 + 5 + 8 + 3 + 1
    assert {r["code"] for r in en_json(cqp(chantier, "referentiel", "lister", "--json"))["referentiels"]} == {
        "GC",
        "COS",
    }
    assert en_json(cqp(chantier, "diagnostic", "--json"))["controles"]
    docket = en_json(cqp(chantier, "jpn", "preparer", JPN, "--json", quand="2023-10-07T09:00"))
    assert [set(d) for d in docket["dossiers"]] == [{"numero"}]
    assert list(en_json(cqp(chantier, "jpn", "correspondance", JPN, "--json")).values()) == ["GC-1"]


def test_exit_codes(chantier: Chantier, tmp_path: Path):
    """0 all well, 2 usage, 3 refused, 4 settings: documented and stable."""
    assert cqp(chantier, "traiter").exit_code == 0
    chantier.grille("GC-1", "B1", critere_b1_c1_1="Peut-être")
    assert cqp(chantier, "traiter").exit_code == 3
    assert cqp(chantier, "etat").exit_code == 0
    assert cqp(chantier, "jouer").exit_code == 2
    assert cqp(chantier, "expliquer", "GC-9").exit_code == 2
    assert cqp(chantier, "jpn", "proclamer", JPN).exit_code == 2
    assert cqp(chantier, "jpn", "preparer", "13/10/2023").exit_code == 2
    (chantier.racine / "cqp.toml").write_text("[inbox]\nstabilite = 3\n", "utf-8")
    faute = cqp(chantier, "traiter")
    assert faute.exit_code == 4
    assert "inbox.stabilite" in faute.stderr
    vide = CliRunner().invoke(main, ["--espace", str(tmp_path / "rien"), "traiter"])
    assert vide.exit_code == 4
    assert "cqp init" in vide.stderr


def test_a_dry_run_changes_nothing(chantier: Chantier):
    fichier = chantier.grille("GC-1", "B1")
    avant = chantier.empreinte()
    vue = en_json(cqp(chantier, "verifier", fichier, "--json"))["fichiers"][0]
    assert (vue["etat"], vue["bloc"]["calcul"], vue["bloc"]["seuil"]) == ("accepte", True, 5)
    assert chantier.empreinte() == avant


@pytest.mark.parametrize("bloc", ["1", "b1", "B1"])
def test_codes_are_read_whatever_their_case(bloc: str, chantier: Chantier, tmp_path: Path):
    cible = tmp_path / "g.xlsx"
    fait = cqp(chantier, "classeur", "GRILLE", "--referentiel", "gc", "--bloc", bloc, "-o", cible)
    assert fait.exit_code == 0, fait.stderr
    assert en_json(cqp(chantier, "decrire", cible, "--json"))["cellules"][5]["bloc"] == "B1"


def test_outside_every_version_the_last_one_is_given_with_a_warning(chantier: Chantier, tmp_path: Path):
    cible = tmp_path / "g.xlsx"
    fait = cqp(chantier, "classeur", "pv", "--referentiel", "GC", "--date", "2020-01-01", "-o", cible)
    assert fait.exit_code == 0
    assert "2026.1" in fait.stderr
    assert cqp(chantier, "classeur", "pv", "--referentiel", "XX", "-o", cible).exit_code == 2
    assert cqp(chantier, "classeur", "grille", "--referentiel", "GC", "--bloc", "B9", "-o", cible).exit_code == 2


def test_an_unknown_cell_is_a_usage_fault(chantier: Chantier, tmp_path: Path):
    valeurs = tmp_path / "v.json"
    valeurs.write_text('{"fiche_inconnue": "x"}', "utf-8")
    fait = cqp(chantier, "remplir", chantier.vierge("pv"), valeurs, "-o", tmp_path / "x.xlsx")
    assert fait.exit_code == 2
    assert "fiche_inconnue" in fait.stderr


def test_an_imported_referentiel_is_used_by_the_next_workbook(chantier: Chantier, tmp_path: Path):
    """Exported, changed, imported: the engine knows no CQP by name."""
    exporte = tmp_path / "gc.json"
    cqp(chantier, "referentiel", "exporter", "GC", "-o", exporte)
    brut = json.loads(exporte.read_text("utf-8"))
    brut["statut"] = "officiel"
    brut["blocs"][0]["competences"][0]["intitule"] = "Saluer en vers"
    exporte.write_text(json.dumps(brut, ensure_ascii=False), "utf-8")
    assert cqp(chantier, "referentiel", "verifier", exporte).exit_code == 0
    fait = cqp(chantier, "referentiel", "importer", exporte)
    assert fait.exit_code == 0, fait.stderr
    vue = en_json(cqp(chantier, "referentiel", "lister", "--json"))["referentiels"]
    gc = next(r for r in vue if (r["code"], r["version"]) == ("GC", brut["version"]))
    assert gc["blocs"][0]["competences"][0]["intitule"] == "Saluer en vers"
    brut["evaluation"]["criteres"] = brut["evaluation"]["criteres"][4:]
    exporte.write_text(json.dumps(brut), "utf-8")
    refus = cqp(chantier, "referentiel", "verifier", exporte)
    assert refus.exit_code == 4
    assert "B1.C1" in refus.stderr


def test_a_damaged_template_produces_nothing(chantier: Chantier):
    """A workspace's own layout that says other words: its place is named, and no document is made of it."""
    copie = chantier.racine / "templates" / "typst" / "rapport.typ"
    copie.parent.mkdir(parents=True)
    texte = (shipped("templates") / "typst" / "rapport.typ").read_text("utf-8")
    copie.write_text(texte + "\nUn mot de trop.\n", "utf-8")
    chantier.dossier("GC-1")
    assert cqp(chantier, "traiter").exit_code == 4
    assert not list((chantier.racine / "outbox").rglob("*.pdf"))
    faute = cqp(chantier, "modeles", "verifier")
    assert faute.exit_code == 4
    assert "rapport" in faute.stderr
    copie.unlink()
    assert cqp(chantier, "modeles", "verifier").exit_code == 0
    assert cqp(chantier, "traiter").exit_code == 0
    assert list((chantier.racine / "outbox").rglob("*.pdf"))


def test_the_watcher_takes_what_comes_and_stops_cleanly(chantier: Chantier):
    toml = chantier.racine / "cqp.toml"
    toml.write_text(toml.read_text("utf-8").replace("# scrutation_s = 5", "scrutation_s = 0.1"), "utf-8")
    commande = [sys.executable, "-m", "pipeline", "--espace", str(chantier.racine), "--maintenant", QUAND, "surveiller"]
    with subprocess.Popen(commande, stderr=subprocess.DEVNULL) as veille:
        _attendre((chantier.institut / "suivi.xlsx").exists)
        fichier = chantier.grille("GC-1", "B1")
        _attendre(lambda: not fichier.exists())
        veille.send_signal(signal.SIGTERM)
        assert veille.wait(timeout=60) == 0
    assert [d.etat for d in chantier.etat().depots] == ["accepte"]


def _attendre(fait: Callable[[], bool], delai_s: float = 60) -> None:
    fin = time.monotonic() + delai_s
    while not fait():
        assert time.monotonic() < fin
        time.sleep(0.05)


def test_a_path_that_cannot_be_written_is_told_plainly(chantier: Chantier, tmp_path: Path):
    absent = tmp_path / "rien" / "g.xlsx"
    faute = cqp(chantier, "classeur", "grille", "--referentiel", "GC", "--bloc", "B1", "-o", absent)
    assert faute.exit_code == 6
    assert "n’existe pas" in faute.stderr
    chantier.institut.write_text("un fichier", "utf-8")
    assert cqp(chantier, "traiter").exit_code == 6


def test_an_invalid_referentiel_is_told_by_every_command(chantier: Chantier):
    faux = chantier.racine / "referentiels" / "GC" / "2024.1.json"
    faux.parent.mkdir(parents=True)
    faux.write_text("{", "utf-8")
    assert [cqp(chantier, mot).exit_code for mot in ("etat", "traiter")] == [4, 4]


def test_sound_templates_answer_json_too(chantier: Chantier):
    assert en_json(cqp(chantier, "modeles", "verifier", "--json")) == {"fautes": []}


@pytest.mark.parametrize(
    ("mots", "dit"),
    [
        (["jouer"], "Cette commande n’existe pas."),
        (["jpn", "jouer"], "Cette commande n’existe pas."),
        (["--rien", "etat"], "L’option « --rien » n’existe pas."),
        (["traiter", "--rien"], "L’option « --rien » n’existe pas."),
        (["classeur"], "Il manque « TYPE »."),
        (["classeur", "carte", "-o", "x"], "choisissez parmi grille, pv, jpn"),
        (["decrire", "absent.xlsx"], "ce fichier n’existe pas"),
        (["jpn", "preparer", "13/10"], "« 13/10 » n’est pas une date. Exemple : 2023-10-13"),
        (["--maintenant", "demain", "etat"], "« demain » n’est pas une date"),
    ],
)
def test_a_command_written_wrong_is_told_in_french(mots: list[str], dit: str, chantier: Chantier):
    faute = cqp(chantier, *mots)
    assert faute.exit_code == 2
    assert dit in faute.stderr
    assert "--help" in faute.stderr
    assert "Error" not in faute.output


def test_an_environment_that_fixes_the_clock_is_told_at_each_start(chantier: Chantier):
    """Forgotten there, it would date everything in silence; on the command line it was just typed."""
    for mots in (("traiter", "--json"), ("etat",)):
        fait = CliRunner().invoke(
            main, ["--espace", str(chantier.racine), *mots], prog_name="cqp", env={"CQP_MAINTENANT": QUAND}
        )
        assert "CQP_MAINTENANT" in fait.stderr
        assert "CQP_MAINTENANT" not in fait.stdout
    options = ["--espace", str(chantier.racine), "--maintenant", QUAND, "etat"]
    assert "CQP_MAINTENANT" not in CliRunner().invoke(main, options, prog_name="cqp").stderr


def test_init_makes_the_workspace_that_espace_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """contrat.md: `--espace` before the command is where it works; a folder given to `init` itself wins."""
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    assert runner.invoke(main, ["--espace", "a", "init"]).exit_code == 0
    assert runner.invoke(main, ["--espace", "a", "init", "b"]).exit_code == 0
    assert runner.invoke(main, ["init"], env={"CQP_ESPACE": str(tmp_path / "c")}).exit_code == 0
    assert [(tmp_path / x / "inbox").is_dir() for x in (*"abc", ".")] == [True, True, True, False]

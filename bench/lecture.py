"""From a filled grid to a judged bloc (gate, reading, validation, rules), against openpyxl's mere reading of it."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import openpyxl

from pipeline import settings
from pipeline.flow.atelier import Atelier
from pipeline.flow.examen import Connu, examiner
from pipeline.model.faits import EtatDepot
from pipeline.model.moment import PARIS

from .mesure import Comparaison

CIBLE = 1 / 5
MAINTENANT = dt.datetime(2023, 10, 3, 9, tzinfo=PARIS)
PHRASE = "Le candidat a reformulé la demande, vérifié les pièces et annoncé la suite."
VALEURS = {
    "candidature": "BENCH-1",
    "session": "S-BENCH",
    "date": "2023-10-02",
    "critere": "Oui",
    "commentaire": PHRASE,
}


def _cqp(espace: Path, *arguments: str) -> str:
    commande = [sys.executable, "-m", "pipeline", "--espace", str(espace), "--maintenant", MAINTENANT.isoformat()]
    fait = subprocess.run([*commande, *arguments], check=True, capture_output=True, encoding="utf-8")  # noqa: S603 — our own command
    return fait.stdout


def _grille_remplie(espace: Path) -> Path:
    """Made by the commands that people use: what is measured is a real workbook."""
    vierge, remplie, valeurs = espace / "vierge.xlsx", espace / "grille.xlsx", espace / "valeurs.json"
    _cqp(espace, "init", str(espace))
    _cqp(espace, "classeur", "grille", "--referentiel", "GC", "--bloc", "B1", "-o", str(vierge))
    cellules = json.loads(_cqp(espace, "decrire", str(vierge), "--json"))["cellules"]
    a_ecrire = {c["nom"]: VALEURS[c["role"]] for c in cellules if c["role"] in VALEURS}
    valeurs.write_text(json.dumps(a_ecrire), "utf-8")
    _cqp(espace, "remplir", str(vierge), str(valeurs), "-o", str(remplie))
    return remplie


def comparaison(dossier: Path) -> Comparaison:
    espace = dossier / "espace"
    grille = _grille_remplie(espace)
    atelier = Atelier(settings.ouvrir(espace), MAINTENANT)
    examen = examiner(grille, grille.name, atelier, Connu())
    if examen.etat is not EtatDepot.ACCEPTE or examen.bloc is None:
        raise RuntimeError(f"La grille de la mesure est refusée : {examen.anomalies}")
    return Comparaison(
        quoi="lire et juger une grille",
        contre="openpyxl : la charger",
        cible=CIBLE,
        notre=lambda: examiner(grille, grille.name, atelier, Connu()),
        usuel=lambda: openpyxl.load_workbook(grille),
    )

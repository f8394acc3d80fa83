"""Pages for the printer alone, without a Word twin: address labels, and the page that measures its offset."""

import datetime as dt
from itertools import islice
from pathlib import Path

from pipeline.model.impression import Etiquettes
from pipeline.settings import Impression
from pipeline.texts import phrases

from .pdf import CompilateurPdf
from .render import auteur

REPERE_MM = 20  # from each edge to the crosses


def etiquettes(demandees: Etiquettes, reglages: Impression, templates: tuple[Path, ...]) -> bytes:
    """Sheets of labels, filled line by line."""
    par_feuille = reglages.etiquettes_par_ligne * reglages.etiquettes_par_colonne
    reste = iter(demandees.adresses)
    valeurs = {
        "titre": demandees.titre,
        "sujet": demandees.titre,
        "auteur": auteur(templates),
        "specimen": "",
        "planche": {
            "colonnes": reglages.etiquettes_par_ligne,
            "largeur": reglages.etiquette_largeur_mm,
            "hauteur": reglages.etiquette_hauteur_mm,
            "gauche": reglages.etiquettes_marge_gauche_mm,
            "haut": reglages.etiquettes_marge_haut_mm,
            "ecart": reglages.etiquettes_ecart_mm,
        },
        "feuilles": list(iter(lambda: list(islice(reste, par_feuille)), [])),
    }
    return CompilateurPdf(templates).rendre("etiquettes", valeurs, demandees.date)


def calibrage(reglages: Impression, templates: tuple[Path, ...], jour: dt.date) -> bytes:
    """Drawn with the offset in force: once it is right, the page says so."""
    mots = phrases(templates, "calibrage")
    decalages = {"x": f"{reglages.decalage_x_mm:g}", "y": f"{reglages.decalage_y_mm:g}"}  # as TOML writes them
    valeurs = {
        "titre": mots("titre"),
        "sujet": mots("sujet"),
        "auteur": auteur(templates),
        "specimen": "",
        "x": reglages.decalage_x_mm,
        "y": reglages.decalage_y_mm,
        "repere": REPERE_MM,
        "paragraphes": [mots("en_place", **decalages)],
        "etapes": list(mots.toutes("etapes", repere=str(REPERE_MM), **decalages)),
    }
    return CompilateurPdf(templates).rendre("calibrage", valeurs, jour)

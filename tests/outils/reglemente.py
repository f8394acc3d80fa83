"""A métier réglementé in a workspace: the shipped GC cut down to one unit, whose competences are kept (K19)."""

import json
from pathlib import Path

from pipeline.settings import shipped

UNITE = "UNITE"


def installer(racine: Path) -> None:
    """« Contrôleur du recouvrement », in the workspace's own référentiels; its only unit was a bloc of GC."""
    texte = (shipped("referentiels") / "GC" / "2023.1.json").read_text("utf-8")
    brut = json.loads(texte.replace('"B3.C', '"C').replace('"B3"', f'"{UNITE}"'))
    brut |= {"code": "CR", "sigle": "CR", "rncp": None}
    brut["intitule"]["valeur"] = "Contrôleur du recouvrement"
    brut["metier_reglemente"]["valeur"] = brut["regles"]["competences_capitalisables"]["valeur"] = True
    brut["vae"]["ouverte"]["valeur"] = False
    brut["voies"]["valeur"] = ["Formation", "Formation individualisée"]
    brut["regles"]["equivalences"] = []
    brut["blocs"] = [b for b in brut["blocs"] if b["code"] == UNITE]
    evaluation = brut["evaluation"]
    codes = {c["code"] for b in brut["blocs"] for c in b["competences"]}
    evaluation["criteres"] = [c for c in evaluation["criteres"] if c["competence"] in codes]
    evaluation["epreuves"] = [e for e in evaluation["epreuves"] if e["bloc"] == UNITE]
    dossier = racine / "referentiels" / "CR"
    dossier.mkdir(parents=True, exist_ok=True)
    (dossier / "2023.1.json").write_text(json.dumps(brut, ensure_ascii=False), "utf-8")

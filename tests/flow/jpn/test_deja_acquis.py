"""S3 §1.3: who held two blocs gets the CQP by the third; the docket and the minutes say what was held."""

import datetime as dt
from pathlib import Path

from pypdf import PdfReader

from tests.outils.espace import Chantier

NOVEMBRE = dt.date(2023, 11, 22)
QUI = {"fiche_nom": "Zéphyrin-Témoin", "fiche_prenom": "Oriane", "fiche_email": "oriane@exemple.invalid"}


def test_l_ordre_du_jour_et_le_proces_verbal_disent_ce_qui_etait_acquis(tmp_path: Path):
    chantier = Chantier(tmp_path)
    chantier.dossier("GC-2023-0001", blocs=("B1", "B2"), **QUI)
    chantier.traiter()
    chantier.sieger()
    chantier.traiter("2023-10-13T16:00")
    chantier.proclamer()
    chantier.dossier("GC-2023-0002", blocs=("B3",), fiche_date="2023-11-06", **QUI)
    chantier.traiter("2023-11-07T09:00")
    chantier.sieger(NOVEMBRE, "2023-11-18T09:00")
    chantier.traiter(f"{NOVEMBRE}T16:00")
    fichiers = list((chantier.racine / f"outbox/jpn/{NOVEMBRE}").glob("JPN*.pdf"))
    textes = [" ".join(" ".join(p.extract_text() for p in PdfReader(f).pages).split()) for f in fichiers]
    assert len(textes) > 1
    assert all("Déjà acquis : B1, B2" in t for t in textes)

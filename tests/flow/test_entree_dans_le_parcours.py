"""The entry in the path, said in the session workbook, tells who may still be delivered past the end (K26)."""

import datetime as dt
import json
from pathlib import Path

from pipeline.settings import shipped
from tests.outils import sessions
from tests.outils.espace import Chantier
from tests.outils.sessions import candidat

ECHEANCE, DERNIERE = "2023-10-10", "2024-10-10"


def test_qui_est_entre_a_temps_est_delivre_les_autres_attendent_l_ucanss(tmp_path: Path):
    """K26: on the road of staff, in a formation route; who entered too late, or nobody knows when, is held."""
    brut = json.loads((shipped("referentiels") / "GC" / "2023.1.json").read_text("utf-8"))
    brut["rncp"] |= {"echeance": ECHEANCE, "derniere_delivrance": {"valeur": DERNIERE, "source": "essai"}}
    (tmp_path / "referentiels" / "GC").mkdir(parents=True)
    (tmp_path / "referentiels" / "GC" / "2023.1.json").write_text(json.dumps(brut), "utf-8")
    chantier = Chantier(tmp_path)
    entrees = {"GC-1": dt.date(2023, 1, 9), "GC-2": dt.date(2023, 10, 11), "GC-3": None}
    sessions.deposer(chantier, [candidat(id_, entree_le=jour) for id_, jour in entrees.items()])
    for id_ in entrees:
        chantier.pv(id_)
    chantier.traiter()
    assert not any("décision de l’Ucanss" in x for x in chantier.candidature("GC-1").manque)
    assert any("entrée" in x for x in chantier.candidature("GC-2").manque)
    assert any("cette date n’est pas connue" in x for x in chantier.candidature("GC-3").manque)

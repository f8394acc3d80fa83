"""The signed scan and the PV that it signs (K42)."""

import datetime as dt

import pytest

from pipeline.model.etat import EtatCandidature as Etat
from pipeline.model.faits import Contenu, EtatDepot, Piece
from pipeline.rules.faits import en_vigueur
from tests.rules.fabrique import PARIS, depot, pv
from tests.rules.situations import GC, ID, candidature, manque, situation


def scan() -> Piece:
    return Piece(candidature=ID, piece="pv-signe")


AUTRE_PV = {"points_forts": "Le jury a complété ce point après relecture de ses notes, dossier en main."}


@pytest.mark.parametrize(
    ("arrivees", "perimes"),
    [
        ([pv(GC), scan()], []),
        ([scan(), pv(GC)], []),
        ([pv(GC), scan(), pv(GC)], []),
        ([pv(GC), scan(), pv(GC, email="autre@exemple.invalid")], []),
        ([pv(GC), scan(), pv(GC, **AUTRE_PV)], ["DEP-2"]),
        ([scan(), pv(GC), pv(GC, **AUTRE_PV)], ["DEP-1"]),
        ([pv(GC), scan(), pv(GC, **AUTRE_PV), scan()], ["DEP-2"]),
        ([pv(GC), pv(GC, **AUTRE_PV), scan()], []),
        ([pv(GC), scan(), pv(GC, **AUTRE_PV), pv(GC)], []),
    ],
)
def test_un_scan_signe_le_pv_qu_il_avait_devant_lui(arrivees: list[Contenu], perimes: list[str]):
    """K42: the one in force when it came, else the first; another content wants another signature."""
    recu = en_vigueur(depot(c, n) for n, c in enumerate(arrivees, 1)).dossiers[ID]
    assert list(recu.scans_perimes) == perimes
    assert ("pv-signe" in recu.pieces) is (len(perimes) < arrivees.count(scan()))


def test_un_pv_repris_emporte_sa_signature():
    """Taken back after its scan came: the scan signed that one, not the next."""
    repris = depot(pv(GC, **AUTRE_PV), 1, EtatDepot.ANNULE)
    apres, avant = (dt.datetime(2023, 10, 3, heure, tzinfo=PARIS) for heure in (12, 8))
    suite = [depot(scan(), 2), depot(pv(GC), 3)]
    tard = en_vigueur([repris.model_copy(update={"annule_le": apres}), *suite]).dossiers[ID]
    tot = en_vigueur([repris.model_copy(update={"annule_le": avant}), *suite]).dossiers[ID]
    assert (tard.scans_perimes, tot.scans_perimes) == (("DEP-2",), ())


@pytest.mark.parametrize(
    ("recu", "trop_tot"),
    [("2023-09-02T12:00", ("DEP-1",)), ("2023-10-01T23:50", ("DEP-1",)), ("2023-10-02T00:10", ())],
)
def test_un_scan_d_avant_le_jour_du_jury_ne_signe_rien(recu: str, trop_tot: tuple[str, ...]):
    """K42: by the day of Paris; on the day itself its files come in any order."""
    tot = depot(scan(), 1).model_copy(update={"recu_le": dt.datetime.fromisoformat(recu).replace(tzinfo=PARIS)})
    dossier = en_vigueur([tot, depot(pv(GC), 2)]).dossiers[ID]
    assert ("pv-signe" in dossier.pieces) is (not trop_tot)
    assert dossier.scans_anterieurs == dossier.scans_perimes == trop_tot
    assert "pv-signe" in en_vigueur([tot, depot(pv(GC), 2), depot(scan(), 3)]).dossiers[ID].pieces
    assert "pv-signe" in en_vigueur([tot]).dossiers[ID].pieces, "nothing to be held against yet"


def test_un_pv_change_depuis_la_signature_en_demande_une_autre():
    """G-051, K42: what is missing says which version of the paper to sign."""
    nouveau = pv(GC, **AUTRE_PV)
    s = situation([*candidature(), nouveau])
    assert (s.etat, manque(s)) == (Etat.INCOMPLETE, [("MANQUE_NOUVEAU_PV_SIGNE", "")])
    assert s.manque[0].valeurs["papier"] == nouveau.papier
    assert situation([*candidature(), nouveau, scan()]).etat is Etat.DOSSIER_PRET

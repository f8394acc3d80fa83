"""Which PV a signed scan signs: the one in force when it came, and no other content (K36, K42).

A scan that came before any PV signs the first one. Another PV of the same content is the same paper.
None signs before the day of its jury: the paper did not exist.
"""

from collections.abc import Iterable, Sequence

from pipeline.model.faits import Depot, EtatDepot, ProcesVerbal
from pipeline.model.moment import jour_a_paris

PV_SIGNE = "pv-signe"


def perimes(scans: Sequence[Depot], pvs: Sequence[Depot]) -> tuple[str, ...]:
    """Of these scans, those that sign another content than the PV in force. `pvs`: accepted or taken back since."""
    debout = [d for d in pvs if d.etat is EtatDepot.ACCEPTE]
    if not debout:
        return ()
    papier = _papier(debout[-1])
    return tuple(s.id for s in scans if _papier(_signe(s, pvs, debout)) != papier)


def anterieurs(scans: Sequence[Depot], pvs: Sequence[Depot]) -> tuple[str, ...]:
    """Of these scans, those that came before the day of the PV that they would sign."""
    debout = [d for d in pvs if d.etat is EtatDepot.ACCEPTE]
    return tuple(s.id for s in scans if _trop_tot(s, _signe(s, pvs, debout))) if debout else ()


def _trop_tot(scan: Depot, signe: Depot) -> bool:
    """By the day: the files of one day come in any order."""
    return isinstance(signe.contenu, ProcesVerbal) and jour_a_paris(scan.recu_le) < signe.contenu.date


def _signe(scan: Depot, pvs: Iterable[Depot], debout: Sequence[Depot]) -> Depot:
    """A PV taken back before the scan came was not the one that was printed."""
    avant = [d for d in pvs if d.rang < scan.rang and not (d.annule_le and d.annule_le <= scan.recu_le)]
    return avant[-1] if avant else debout[0]


def _papier(depot: Depot) -> str | None:
    return depot.contenu.papier if isinstance(depot.contenu, ProcesVerbal) else None

"""Which PV a signed scan signs: the one in force when it came, and no other content (K36, K42).

A scan that came before any PV signs the first one. Another PV of the same content is the same paper.
"""

from collections.abc import Iterable, Sequence

from pipeline.model.faits import Depot, EtatDepot, ProcesVerbal

PV_SIGNE = "pv-signe"


def perimes(scans: Sequence[Depot], pvs: Sequence[Depot]) -> tuple[str, ...]:
    """Of these scans, those that sign another content than the PV in force. `pvs`: accepted or taken back since."""
    debout = [d for d in pvs if d.etat is EtatDepot.ACCEPTE]
    if not debout:
        return ()
    papier = _papier(debout[-1])
    return tuple(s.id for s in scans if _papier(_signe(s, pvs, debout)) != papier)


def _signe(scan: Depot, pvs: Iterable[Depot], debout: Sequence[Depot]) -> Depot:
    """A PV taken back before the scan came was not the one that was printed."""
    avant = [d for d in pvs if d.rang < scan.rang and not (d.annule_le and d.annule_le <= scan.recu_le)]
    return avant[-1] if avant else debout[0]


def _papier(depot: Depot) -> str | None:
    return depot.contenu.papier if isinstance(depot.contenu, ProcesVerbal) else None

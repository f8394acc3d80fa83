"""The three dates of a registration: the entry in the path, its end, the last delivery (K26).

Past them nothing is refused nor delivered in silence: the dossier waits for a reasoned decision of Ucanss.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from pipeline.model.anomalie import Constat
from pipeline.model.referentiel import Referentiel, Rncp

from .calendrier import cloture


def depassements(referentiel: Referentiel, entree: dt.date | None, delivrance: dt.date) -> tuple[Constat, ...]:
    """What keeps a certification from being delivered that day; `entree`: in the path, null where nobody says when."""
    rncp = referentiel.rncp
    if rncp is None:
        return ()
    constats = (*_entree(rncp, entree), *_delivrance(rncp, entree, delivrance))
    valeurs = {"cqp": referentiel.sigle, "rncp": rncp.numero}
    return tuple(c.model_copy(update={"valeurs": {**valeurs, **c.valeurs}}) for c in constats)


def _entree(rncp: Rncp, entree: dt.date | None) -> Iterator[Constat]:
    limite = rncp.entree_jusqu_au.valeur if rncp.entree_jusqu_au else rncp.echeance
    if entree and limite and entree > limite:
        yield Constat(code="ENTREE_APRES_LA_LIMITE", valeurs={"le": _dite(entree), "limite": _dite(limite)})


def _delivrance(rncp: Rncp, entree: dt.date | None, delivrance: dt.date) -> Iterator[Constat]:
    derniere = rncp.derniere_delivrance.valeur if rncp.derniere_delivrance else None
    if derniere and delivrance > derniere:
        yield Constat(code="DERNIERE_DELIVRANCE_PASSEE", valeurs={"limite": _dite(derniere)})
    elif rncp.echeance and delivrance > rncp.echeance:
        if derniere is None:
            yield Constat(code="ENREGISTREMENT_FINI", valeurs={"limite": _dite(rncp.echeance)})
        elif entree is None:
            valeurs = {"limite": _dite(rncp.echeance), "derniere": _dite(derniere)}
            yield Constat(code="ENTREE_INCONNUE", valeurs=valeurs)


def non_dit(referentiel: Referentiel, precedent: Rncp | None) -> Iterator[Constat]:
    """A version says no registration where an earlier one did: nobody loses its mention in silence (K16, K26)."""
    if referentiel.rncp is None and precedent is not None:
        valeurs = {"cqp": referentiel.sigle, "version": referentiel.version, "rncp": precedent.numero}
        yield Constat(code="ENREGISTREMENT_NON_DIT", valeurs=valeurs)


def au_plus_tot(jury: dt.date, jour: dt.date | None, calendrier: Iterable[dt.date]) -> dt.date:
    """The first day that a jury professionnel may still be decided: a JPN of the settings, else the day itself."""
    apres = max(jury, jour or jury)
    return next((d for d in sorted(calendrier) if jury <= cloture(d) and d >= apres), apres)


def _dite(jour: dt.date) -> str:
    return f"{jour:%d/%m/%Y}"

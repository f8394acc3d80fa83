"""The dockets that a candidature was on, what each decided, and whether it waits for the next (K4)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pipeline.model.base import Frozen
from pipeline.model.faits import DecisionDossier
from pipeline.model.rectification import Rectification
from pipeline.model.vocabulaire import Decision

from .faits import FaitsEnVigueur


class Inscription(Frozen):
    """A candidature on the docket of a JPN, with what was decided and when it was proclaimed."""

    date: dt.date
    numero: str
    decision: DecisionDossier | None = None
    proclamee_le: dt.datetime | None = None
    revoquee: Rectification | None = None
    corrections: tuple[Rectification, ...] = ()  # of its holder's name: the decision stands

    @property
    def acquise(self) -> bool:
        """Proclaimed and standing: what it attributes is held."""
        return self.decision is not None and self.proclamee_le is not None and self.revoquee is None

    @property
    def emissions(self) -> int:
        """How many times its papers were issued: each issue has its own number (K24)."""
        if self.proclamee_le is None or self.decision is None or self.decision.decision is Decision.AJOURNEE:
            return 0
        return 1 + len(self.corrections)


def rouverte(inscriptions: tuple[Inscription, ...]) -> bool:
    """Adjourned by its last JPN, or revoked, once proclaimed: it waits for the next docket (K4)."""
    if not inscriptions or inscriptions[-1].proclamee_le is None:
        return False
    if inscriptions[-1].revoquee:
        return True
    decision = inscriptions[-1].decision
    return decision is not None and decision.decision is Decision.AJOURNEE


def inscrire(
    faits: FaitsEnVigueur,
    dockets: Mapping[dt.date, Mapping[str, str]],
    proclamations: Mapping[dt.date, dt.datetime],
    rectifications: Iterable[Rectification] = (),
) -> dict[str, tuple[Inscription, ...]]:
    """The dockets that each candidature was on, in order."""
    rectifiees: dict[tuple[str, dt.date], list[Rectification]] = defaultdict(list)
    for r in rectifications:
        rectifiees[r.candidature, r.jpn].append(r)
    trouvees: dict[str, tuple[Inscription, ...]] = {}
    for date in sorted(dockets):
        seance = faits.jpn.get(date)
        decisions = {d.numero: d for d in seance.dossiers} if seance else {}
        for numero, candidature in dockets[date].items():
            une = Inscription(
                date=date,
                numero=numero,
                decision=decisions.get(numero),
                proclamee_le=proclamations.get(date),
                revoquee=next((r for r in rectifiees[candidature, date] if r.decision), None),
                corrections=tuple(r for r in rectifiees[candidature, date] if not r.decision),
            )
            trouvees[candidature] = (*trouvees.get(candidature, ()), une)
    return trouvees

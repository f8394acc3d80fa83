"""Past the dates of a registration, only a reasoned decision of Ucanss lets a certification be delivered (K26)."""

import datetime as dt

from .base import Frozen


class DecisionUcanss(Frozen):
    """`date`: of the decision; `par`: who recorded it, `le` when. It stays in the register with its reason."""

    rang: int
    candidature: str
    date: dt.date
    motif: str
    par: str
    le: dt.datetime

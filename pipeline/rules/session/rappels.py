"""When what a convocation asked for may be asked again: after a delay, never in the pass that asks it first.

No text gives the delay: it is a setting. Closer to the last day than that, the day after is enough.
"""

import datetime as dt

LENDEMAIN = dt.timedelta(days=1)


def a_relancer(convoque_le: dt.date | None, limite: dt.date, maintenant: dt.date, delai: dt.timedelta) -> bool:
    """`limite`: the last day for what is awaited; past it, it is asked for whether he was convened or not."""
    if convoque_le is None:
        return maintenant > limite
    return maintenant >= max(convoque_le + LENDEMAIN, min(convoque_le + delai, limite - delai))

"""Numbers as people type them: without their zeros, in lower case, with a space or another dash."""

import re
import unicodedata
from collections.abc import Iterable

_DEPOT = re.compile(r"d\s*[^\w\s]?\s*([0-9]{1,9})")


def de_depot(rang: int) -> str:
    return f"D-{rang:06d}"


def rang_du_depot(dit: str) -> int | None:
    """« D-65 », « d 000065 » and « D65 » are one deposit; a number without its letter is none."""
    lu = _DEPOT.fullmatch(_plat(dit))
    return int(lu[1]) if lu else None


def depot_dit(dit: str) -> str | None:
    """As we write it."""
    rang = rang_du_depot(dit)
    return None if rang is None else de_depot(rang)


def choisir(dit: str, connus: Iterable[str]) -> str | None:
    """Which of the known numbers a person typed: that very one, else the only one that it may be."""
    tous = dict.fromkeys(connus)
    if dit.strip() in tous:
        return dit.strip()
    for lire in (_plat, _sans_zeros):
        trouves = [n for n in tous if lire(n) == lire(dit)]
        if trouves:
            return trouves[0] if len(trouves) == 1 else None
    return None


def _plat(numero: str) -> str:
    return unicodedata.normalize("NFC", numero).strip().casefold()


def _sans_zeros(numero: str) -> str:
    """Its parts, whatever separates them; a part of digits alone is a number."""
    parties = re.split(r"[\W_]+", _plat(numero))
    return "-".join(p.lstrip("0") or "0" if p.isdecimal() else p for p in parties if p)

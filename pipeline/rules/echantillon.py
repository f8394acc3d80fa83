"""The sample of dossiers that a jury paritaire looks at more closely (G-084): random, and drawn again by anyone."""

import hashlib
from collections.abc import Iterable


def tirer(numeros: Iterable[str], graine: str, taille: int) -> tuple[str, ...]:
    """The first by the SHA-256 of « graine:numéro »: no library to have, no order to know."""
    tous = sorted(numeros, key=lambda n: hashlib.sha256(f"{graine}:{n}".encode()).hexdigest())
    return tuple(sorted(tous[:taille]))

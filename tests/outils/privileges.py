"""Being refused by a folder as anybody would be: root writes wherever it wants, unless it lets go of that one power.

Another account would not do: below a checkout that only root may enter, it could not read the program any more.
"""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

VERSION_3 = 0x20080522  # linux/capability.h
PASSER_OUTRE = 1 << 1  # CAP_DAC_OVERRIDE
Masques = ctypes.c_uint32 * 6  # effective, permitted, inheritable; twice


@contextmanager
def comme_tout_le_monde() -> Iterator[None]:
    """The rights of files hold for us too; afterwards nothing has changed."""
    if os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        pytest.skip("root passe outre tous les droits : relancez sous un autre compte")
    libc = ctypes.CDLL(None, use_errno=True)
    entete = (ctypes.c_uint32 * 2)(VERSION_3, 0)
    avant = Masques()
    _reussi(libc.capget(entete, avant))
    _reussi(libc.capset(entete, Masques(avant[0] & ~PASSER_OUTRE, *avant[1:])))
    try:
        yield
    finally:
        _reussi(libc.capset(entete, avant))


def _reussi(code: int) -> None:
    if code:
        raise OSError(ctypes.get_errno(), "capset")

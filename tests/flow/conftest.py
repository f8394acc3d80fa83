"""Each new workspace makes its prefilled workbooks: here each is made once, then known by its path and key."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from pipeline.flow.atelier import Bilan
from pipeline.flow.session import kit
from pipeline.flow.session.classeurs import Classeur
from pipeline.rules.session.situation import SituationSession

_faits: dict[str, bytes] = {}


def _une_fois(cle: str, faire: Any) -> bytes:  # noqa: ANN401 - a partial of ours
    if cle not in _faits:
        _faits[cle] = faire()
    return _faits[cle]


@pytest.fixture(autouse=True)
def _kits_deja_faits(monkeypatch: pytest.MonkeyPatch) -> None:
    vrais = kit.de_la_session

    def de_la_session(s: SituationSession, bilan: Bilan) -> Iterator[Classeur]:
        for c in vrais(s, bilan):
            yield replace(c, faire=partial(_une_fois, f"{c.chemin}:{c.cle}", c.faire))

    monkeypatch.setattr(kit, "de_la_session", de_la_session)

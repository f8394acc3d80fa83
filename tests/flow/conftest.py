"""Every new workspace makes its workbooks, blank or prefilled: here each is made once, then known by its key."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from pipeline.flow import retours
from pipeline.flow.atelier import Atelier, Bilan
from pipeline.flow.session import kit
from pipeline.flow.session.classeurs import Classeur, Vierges
from pipeline.model.etat import VueJure
from pipeline.rules.session.situation import SituationSession

_faits: dict[str, bytes] = {}


def _une_fois(cle: str, faire: Any) -> bytes:  # noqa: ANN401 - a partial of ours
    if cle not in _faits:
        _faits[cle] = faire()
    return _faits[cle]


@pytest.fixture(autouse=True)
def _modeles_deja_faits(monkeypatch: pytest.MonkeyPatch) -> None:
    vrais = retours.modeles

    def modeles(atelier: Atelier, vivier: Sequence[VueJure]) -> Iterator[tuple[str, str, Any]]:
        for nom, cle, faire in vrais(atelier, vivier):
            yield nom, cle, partial(_une_fois, f"{nom}:{cle}", faire)

    monkeypatch.setattr(retours, "modeles", modeles)


@pytest.fixture(autouse=True)
def _kits_deja_faits(monkeypatch: pytest.MonkeyPatch) -> None:
    vrais = kit.de_la_session

    def de_la_session(s: SituationSession, bilan: Bilan, vierges: Vierges) -> Iterator[Classeur]:
        for c in vrais(s, bilan, vierges):
            yield replace(c, faire=partial(_une_fois, c.cle, c.faire))

    monkeypatch.setattr(kit, "de_la_session", de_la_session)

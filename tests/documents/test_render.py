"""Many documents: in order, the same on one core or on several, and never a hang."""

import os
from collections.abc import Callable

import pytest

from pipeline.documents import render
from pipeline.documents.render import rendre
from pipeline.errors import ProgrammeError
from pipeline.model.document import Document
from tests.outils import documents as essais


class Mortel(Document):
    """Kills the process that receives it, as a crash of Typst would."""

    def __reduce__(self) -> tuple[Callable[[int], None], tuple[int]]:  # type: ignore[override]
        return os._exit, (1,)


@pytest.fixture
def peu(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other processes from the second document on."""
    monkeypatch.setattr(render, "PEU", 2)


@pytest.mark.usefixtures("peu")
def test_plusieurs_processus_donnent_le_meme_ordre_et_les_memes_octets():
    documents = [essais.parchemin(f"Personne {n}") for n in range(12)] + [essais.lettre()]
    assert list(rendre(documents, essais.TEMPLATES, 2)) == list(rendre(documents, essais.TEMPLATES, 1))


@pytest.mark.usefixtures("peu")
def test_un_processus_qui_meurt_nomme_le_document_et_garde_les_autres():
    mortel = Mortel.model_validate(essais.lettre().model_dump() | {"titre": "Le document qui tue"})
    documents = [essais.lettre(), mortel, essais.lettre()]
    rendus = rendre(documents, essais.TEMPLATES, 2)
    assert next(rendus)
    with pytest.raises(ProgrammeError, match="Le document qui tue"):
        next(rendus)


def test_un_document_qui_ne_se_met_pas_en_page_est_nomme():
    rendus = rendre([essais.lettre(), essais.rapport("中", titre="Le dossier fautif")], essais.TEMPLATES)
    assert next(rendus)
    with pytest.raises(ProgrammeError, match="Le dossier fautif"):
        next(rendus)


def test_rien_a_faire_ne_fait_rien():
    assert list(rendre([], essais.TEMPLATES)) == []

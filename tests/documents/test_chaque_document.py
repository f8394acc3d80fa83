"""Every type of document, from every sample: valid for archiving and for readers, the same words in both twins."""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.documents import compose
from pipeline.documents.render import rendre
from pipeline.model.document import Document, Tableau
from tests.outils import chiffres, envois, exemples, jpn, kits, mots
from tests.outils.exemples import REGLAGES, TEMPLATES

CONTEXTE = compose.Contexte(reglages=REGLAGES, templates=TEMPLATES)
DOSSIERS = (
    exemples.reussite,
    exemples.partielle,
    exemples.refus,
    exemples.divergence,
    exemples.vae,
    exemples.blocs_seuls,
    exemples.noms_longs,
)


def documents() -> Iterator[Document]:
    for faire in DOSSIERS:
        dossier = faire()
        yield compose.proces_verbal(dossier, CONTEXTE)
        yield compose.dossier_certification(dossier, CONTEXTE)
        proclame = exemples.proclame(dossier)
        yield compose.notification_candidat(proclame, CONTEXTE)
        yield compose.notification_employeur(proclame, CONTEXTE)
        yield compose.recapitulatif_ccp(proclame, CONTEXTE)
        yield compose.parchemin(proclame, CONTEXTE)
    yield from kits.tous(CONTEXTE)
    yield from jpn.tous(CONTEXTE)
    yield from envois.tous(CONTEXTE)
    for figures in chiffres.toutes():
        yield compose.proces_verbal_jpn(jpn.seance(), figures, CONTEXTE)


def sans_entetes_repetees(du_pdf: str, du_word: str, document: Document) -> str:
    """A table that goes on overleaf has its headings again on the page, once in the file."""
    entetes = ["".join("".join(b.entetes).split()) for b in document.blocs if isinstance(b, Tableau)]
    rang = 0
    while rang < len(du_pdf):
        repetee = next((e for e in entetes if du_pdf.startswith(e, rang) and not du_word.startswith(e, rang)), None)
        if repetee:
            du_pdf = du_pdf[:rang] + du_pdf[rang + len(repetee) :]
        else:
            rang += 1
    return du_pdf


@pytest.fixture(scope="module")
def jumeaux(tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[Path, Path], ...]:
    dossier = tmp_path_factory.mktemp("documents")
    paires = []
    for rang, (docx, pdf) in enumerate(rendre(documents(), TEMPLATES, processus=1)):
        paire = dossier / f"{rang}.docx", dossier / f"{rang}.pdf"
        paire[0].write_bytes(docx)
        paire[1].write_bytes(pdf)
        paires.append(paire)
    return tuple(paires)


def test_every_pdf_is_valid_for_archives_and_for_readers(jumeaux: tuple[tuple[Path, Path], ...], verapdf: ModuleType):
    """PDF/A-3a and PDF/UA-1, by veraPDF."""
    fautes = verapdf.valider([pdf for _, pdf in jumeaux])
    assert {f.name: x for f, x in fautes.items() if x} == {}


@pytest.mark.usefixtures("poppler")
def test_every_pair_of_twins_says_the_same_words_in_the_same_order(tmp_path: Path):
    """Without headers and footers, which stand elsewhere in a Word file than on its pages."""
    nus = [d.model_copy(update={"entete": "", "pied": ""}) for d in documents()]
    for document, (docx, pdf) in zip(nus, rendre(nus, TEMPLATES, processus=1), strict=True):
        (tmp_path / "un.docx").write_bytes(docx)
        (tmp_path / "un.pdf").write_bytes(pdf)
        du_pdf = mots.lettres_de_pdf(tmp_path / "un.pdf")
        du_word = "".join(mots.de_word(tmp_path / "un.docx"))
        assert du_word == sans_entetes_repetees(du_pdf, du_word, document), document.titre


def test_the_same_input_gives_the_same_bytes(jumeaux: tuple[tuple[Path, Path], ...]):
    refaits = rendre(documents(), TEMPLATES, processus=1)
    assert [(docx.read_bytes(), pdf.read_bytes()) for docx, pdf in jumeaux] == list(refaits)

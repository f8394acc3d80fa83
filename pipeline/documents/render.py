"""Documents set on pages, each as its Word file and its PDF, in order; on all cores when there are many."""

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias

import typst
from lxml import etree

from pipeline import tables
from pipeline.errors import ConfigurationError, ProgrammeError
from pipeline.model.document import Document
from pipeline.settings import ressource

from .page import valeurs
from .paires import MISES_EN_PAGE, empreinte, exiger_verifiee
from .pdf import CompilateurPdf
from .relecture import Lue, Relecture, relire
from .word import ModeleWord

__all__ = ["empreinte", "rendre", "rendre_et_relire"]

Jumeaux: TypeAlias = tuple[bytes, bytes]
Commande: TypeAlias = tuple[Document, Relecture | None]
Rendu: TypeAlias = tuple[bytes, bytes, Lue]

PEU = 48  # starting other processes costs more than making so few documents
AVANCE = 4  # documents given ahead to each process, so that none waits


class Presse:
    """The templates of every layout, ready: one for each process, kept warm."""

    def __init__(self, templates: Sequence[Path]) -> None:
        self._templates = tuple(templates)
        self._pdf = CompilateurPdf(templates)
        self._word: dict[str, ModeleWord] = {}
        self._auteur = auteur(templates)

    def faire(self, document: Document) -> Jumeaux:
        mise_en_page = document.mise_en_page
        if mise_en_page not in self._word:
            self._word[mise_en_page] = ModeleWord(ressource(self._templates, f"word/{mise_en_page}.docx"))
        donnees = valeurs(document, self._auteur)
        try:
            word = self._word[mise_en_page].rendre(donnees, document.date)
            return word, self._pdf.rendre(mise_en_page, donnees, document.date)
        except (typst.TypstError, etree.XMLSyntaxError, UnicodeEncodeError) as e:
            raise ProgrammeError(
                f"{_nom(document)} n'a pas pu être fait : {e}.",
                "Vérifiez les modèles avec : cqp modeles verifier",
            ) from e


def auteur(templates: Sequence[Path]) -> str:
    """The author written in the properties of every file: an organisation, never a person at a machine."""
    charte = tables.reunir(templates, "charte.toml")
    nom = charte.get("documents", {}).get("auteur")
    if not isinstance(nom, str):
        raise ConfigurationError(
            "templates/charte.toml ne dit pas l'auteur des documents.", "Ajoutez [documents] auteur."
        )
    return nom


def rendre(
    documents: Iterable[Document], templates: Sequence[Path], processus: int = 0, verifies: Path | None = None
) -> Iterator[Jumeaux]:
    """The Word file and the PDF of each document, in order.

    `processus`: how many at a time, 0 for every core. `verifies`: where the workspace records its verified templates.
    """
    for word, pdf, _ in rendre_et_relire([(d, None) for d in documents], templates, processus, verifies):
        yield word, pdf


def rendre_et_relire(
    commandes: Sequence[Commande], templates: Sequence[Path], processus: int = 0, verifies: Path | None = None
) -> Iterator[Rendu]:
    """The same, and what is read in those that must not name anybody: reading takes as long as making."""
    a_faire = list(commandes)
    for mise_en_page in sorted({d.mise_en_page for d, _ in a_faire}):
        exiger_verifiee(mise_en_page, templates, verifies)
    dossiers = tuple(d for d in templates if d.is_dir() and any(d.iterdir()))  # most workspaces have none of their own
    cle = tuple(empreinte(m, templates) for m in MISES_EN_PAGE)
    nombre = min(processus or os.cpu_count() or 1, len(a_faire))
    if len(a_faire) < PEU or nombre == 1:
        yield from (_faire(commande, dossiers, cle) for commande in a_faire)
        return
    faits = 0
    try:
        for jumeaux in _ailleurs(a_faire, dossiers, cle, nombre):
            yield jumeaux
            faits += 1
    except BrokenProcessPool:
        yield from _seul_a_seul(a_faire[faits:], dossiers, cle)


@lru_cache(maxsize=1)
def _presse(templates: tuple[Path, ...], _empreintes: tuple[str, ...]) -> Presse:
    """Kept from one pass to the next as long as no template changes."""
    return Presse(templates)


def _faire(commande: Commande, templates: tuple[Path, ...], cle: tuple[str, ...]) -> Rendu:
    document, relecture = commande
    word, pdf = _presse(templates, cle).faire(document)
    return word, pdf, relire(relecture, word, pdf) if relecture else Lue()


def _ailleurs(
    commandes: Iterable[Commande], templates: tuple[Path, ...], cle: tuple[str, ...], nombre: int, avance: int = AVANCE
) -> Iterator[Rendu]:
    """Made by other processes. They leave the keyboard's interruption to this one."""
    en_route: deque[Future[Rendu]] = deque()
    interruption = (signal.SIGINT, signal.SIG_IGN)
    with ProcessPoolExecutor(nombre, get_context("spawn"), signal.signal, interruption) as processus:
        try:
            for commande in commandes:
                if len(en_route) == nombre * avance:
                    yield en_route.popleft().result()
                en_route.append(processus.submit(_faire, commande, templates, cle))
            while en_route:
                yield en_route.popleft().result()
        finally:
            processus.shutdown(wait=False, cancel_futures=True)


def _seul_a_seul(commandes: Sequence[Commande], templates: tuple[Path, ...], cle: tuple[str, ...]) -> Iterator[Rendu]:
    """A process died, and took with it those that worked beside it: go on one by one, to name the one that kills."""
    suite = iter(_ailleurs(commandes, templates, cle, nombre=1, avance=1))
    for document, _ in commandes:
        try:
            yield next(suite)
        except BrokenProcessPool as e:
            raise ProgrammeError(
                f"{_nom(document)} arrête brutalement le programme qui le fabrique.",
                "Vérifiez la mémoire libre de la machine, puis relancez ; si cela se répète, relisez ses textes.",
            ) from e


def _nom(document: Document) -> str:
    return f"Le document « {document.titre} » ({document.sujet or document.type})"

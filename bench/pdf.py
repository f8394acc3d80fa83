"""A PDF, against a bare call of a warm Typst compiler on the same page."""

import datetime as dt
import json
from pathlib import Path

import typst

from pipeline.documents.pdf import NORMES, CompilateurPdf, modeles, polices

from .echantillon import TEMPLATES, document, donnees
from .mesure import CHAUFFE, TOURS, Comparaison

CIBLE = 1.3
FOIS = CHAUFFE + TOURS


def comparaison(dossier: Path) -> Comparaison:
    """No document is set twice, by either side: Typst remembers what it has already set."""
    nos_documents = iter([document(rang) for rang in range(FOIS)])
    leurs_pages = iter([json.dumps(donnees(document(rang))) for rang in range(FOIS, 2 * FOIS)])
    racine = dossier / "typst-nu"
    for nom, fichier in modeles(TEMPLATES).items():
        (racine / nom).parent.mkdir(parents=True, exist_ok=True)
        (racine / nom).write_bytes(fichier.read_bytes())
    source = racine / "typst" / f"{document(0).mise_en_page}.typ"
    moment = dt.datetime.combine(document(0).date, dt.time(), tzinfo=dt.UTC)
    compilateur = CompilateurPdf(TEMPLATES)
    nu = typst.Compiler(root=racine, font_paths=polices(TEMPLATES))

    def notre() -> bytes:
        a_faire = next(nos_documents)
        return compilateur.rendre(a_faire.mise_en_page, donnees(a_faire), a_faire.date)

    def usuel() -> object:
        entrees = {"document": next(leurs_pages)}
        return nu.compile(input=source, sys_inputs=entrees, pdf_standards=NORMES, timestamp=moment)

    return Comparaison("faire un PDF", "typst : compiler la même page", CIBLE, notre, usuel)

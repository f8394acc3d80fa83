"""A Word document, against docxtpl's own render of the same template with the same values."""

import io
from pathlib import Path

from docxtpl import DocxTemplate

from pipeline.documents.word import ModeleWord
from pipeline.settings import ressource

from .echantillon import TEMPLATES, document, donnees
from .mesure import Comparaison

CIBLE = 1 / 10


def comparaison(_dossier: Path) -> Comparaison:
    """docxtpl can render a template it has read only once: reading it again is part of its way."""
    a_faire = document(1)
    fichier = ressource(TEMPLATES, f"word/{a_faire.mise_en_page}.docx")
    modele = ModeleWord(fichier)

    def usuel() -> None:
        rendu = DocxTemplate(fichier)
        rendu.render(donnees(a_faire), autoescape=True)
        rendu.save(io.BytesIO())

    return Comparaison(
        quoi="faire un document Word",
        contre="docxtpl : rendre le même modèle",
        cible=CIBLE,
        notre=lambda: modele.rendre(donnees(a_faire), a_faire.date),
        usuel=usuel,
    )

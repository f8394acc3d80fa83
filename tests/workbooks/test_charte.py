"""What is read on a coloured ground is read by everyone: contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""

import pytest

from pipeline.settings import shipped
from pipeline.workbooks.charte import charte

CHARTE = charte((shipped("templates"),))
PAIRES = [
    *((ton, f"{ton}_clair") for ton in ("oui", "non", "reserve", "accent")),
    *((ton, "blanc") for ton in ("encre", "discret", "oui", "non")),
    ("encre", "saisie"),
    ("blanc", "principale"),
    ("principale", "principale_claire"),
]


def luminance(couleur: str) -> float:
    canaux = [int(couleur[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    rouge, vert, bleu = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in canaux)
    return 0.2126 * rouge + 0.7152 * vert + 0.0722 * bleu


@pytest.mark.parametrize(("texte", "fond"), PAIRES)
def test_a_text_stands_out_from_its_ground(texte: str, fond: str):
    clair, sombre = sorted((luminance(CHARTE[texte]), luminance(CHARTE[fond])), reverse=True)
    assert (clair + 0.05) / (sombre + 0.05) >= 4.5

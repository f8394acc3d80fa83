"""Makes the Word templates and the ornaments that ship, from the charte: `python -m tools.modeles`.

The same input gives the same bytes, so that a change of look is a change that git shows. The twins that come out
without a fault are recorded as verified.
"""

import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.documents import paires, verify
from tools import ornements
from tools.word import mises_en_page as pages
from tools.word import paquet
from tools.word import styles as looks
from tools.word.briques import mm
from tools.word.polices import PoliceIncluse

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
_TEXTES = [
    PoliceIncluse(looks.TEXTES, "Regular", "SourceSans3-Regular.ttf", "Calibri"),
    PoliceIncluse(looks.TEXTES, "Bold", "SourceSans3-Bold.ttf", "Calibri"),
    PoliceIncluse(looks.TEXTES, "Italic", "SourceSans3-It.ttf", "Calibri"),
    PoliceIncluse(looks.TITRES_GRAS, "Regular", "EBGaramond-SemiBold.ttf", "Garamond"),
]
_TITRES = [
    PoliceIncluse(looks.TITRES, "Regular", "EBGaramond-Regular.ttf", "Garamond"),
    PoliceIncluse(looks.TITRES, "Italic", "EBGaramond-Italic.ttf", "Garamond"),
    PoliceIncluse(looks.TITRES_GRAS, "Regular", "EBGaramond-SemiBold.ttf", "Garamond"),
]


@dataclass(frozen=True)
class Modele:
    """`corps`: the size of plain text, in points; `entete`: what the top of each page says."""

    nom: str
    page: Callable[[Mapping[str, str], str], str]
    styles: Callable[[Mapping[str, str]], list[looks.Style]]
    polices: list[PoliceIncluse]
    corps: float
    entete: str = ""
    pied: str = ""
    paysage: bool = False


MODELES = (
    Modele("rapport", pages.rapport, looks.du_rapport, _TEXTES, 10, entete="{{ entete }}", pied=pages.pied(mm(170))),
    Modele("lettre", pages.lettre, looks.de_la_lettre, _TEXTES, 10.5, pied=pages.pied(mm(160))),
    Modele(
        "paysage",
        pages.paysage,
        looks.du_paysage,
        _TEXTES,
        10,
        entete="{{ entete }}",
        pied=pages.pied(mm(269)),
        paysage=True,
    ),
    Modele("parchemin", pages.parchemin, looks.du_parchemin, _TITRES, 13, paysage=True),
)


def docx(modele: Modele, charte: Mapping[str, Mapping[str, str]], polices: Path) -> dict[str, bytes]:
    """Every part of a Word template."""
    couleurs = charte["couleurs"]
    styles = [*looks.courants(couleurs), *modele.styles(couleurs)]
    textes = paquet.paquet(
        titre=f"Modèle : {modele.nom}",
        auteur=charte["documents"]["auteur"],
        page=modele.page(couleurs, paquet.RENVOI_ENTETE + (paquet.RENVOI_PIED if modele.pied else "")),
        styles=looks.partie_des_styles(styles, couleurs, modele.corps),
        entete=pages.entete(couleurs["accent"], modele.entete, paysage=modele.paysage),
        pied=modele.pied,
        polices=modele.polices,
    )
    incluses = {f"word/fonts/font{n}.odttf": p.octets(polices) for n, p in enumerate(modele.polices, start=1)}
    return {nom: texte.encode() for nom, texte in textes.items()} | incluses


def main(templates: Path) -> int:
    charte = tomllib.loads((templates / "charte.toml").read_text("utf-8"))
    dessins = {
        "cadre": (ornements.cadre(), (ornements.LARGEUR, ornements.HAUTEUR)),
        "sceau": (ornements.sceau(), ornements.SCEAU),
        "filet": (ornements.filet(), ornements.FILET),
    }
    for nom, (traces, (largeur, hauteur)) in dessins.items():
        image = ornements.svg(traces, largeur, hauteur, charte["couleurs"])
        (templates / "typst" / "ornements" / f"{nom}.svg").write_text(image, "utf-8")
    for modele in MODELES:
        paquet.ecrire(templates / "word" / f"{modele.nom}.docx", docx(modele, charte, templates / "polices"))
    fautes = verify.verifier((templates,))
    sys.stderr.writelines(f"{f.fichier}, {f.place} : {f.message}\n" for f in fautes)
    if not fautes:
        paires.enregistrer(paires.MISES_EN_PAGE, (templates,), templates / paires.FICHIER)
    return len(fautes)


if __name__ == "__main__":
    sys.exit(main(TEMPLATES))

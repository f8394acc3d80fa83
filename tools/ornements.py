"""The engraved frame and the seal of the parchemin: our own drawing, computed once, given to both twins.

Interlaced waves along the edges and rosettes, as on a bank note: shapes in the Word template, SVG for Typst
(`tools/modeles.py` writes both). Lengths are millimetres.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, sin

LARGEUR, HAUTEUR = 297.0, 210.0
FILET = (66.0, 2.6)
SCEAU = (32.0, 32.0)
# The length of the handles of a cubic Bézier that runs along half a sine wave, as a part of that half wave.
_POIGNEE = 0.3642

Point = tuple[float, float]


@dataclass(frozen=True)
class Trait:
    """A line of the drawing: a start, then cubic Bézier segments (two handles and an end)."""

    depart: Point
    segments: tuple[tuple[Point, Point, Point], ...]
    ferme: bool = False


@dataclass(frozen=True)
class Dessin:
    """Lines drawn with one pen; `couleur` is a name of the charte."""

    nom: str
    couleur: str
    epaisseur: float
    traits: tuple[Trait, ...]


def _droite(points: Iterable[Point]) -> Trait:
    premier, *autres = points
    return Trait(premier, tuple((a, b, b) for a, b in pairwise([premier, *autres])), ferme=True)


def _rectangle(marge: float, rentrant: float = 0.0) -> Trait:
    """A frame at `marge` from the edges of the page; its corners step in by `rentrant`."""
    x0, y0, x1, y1, r = marge, marge, LARGEUR - marge, HAUTEUR - marge, rentrant
    if not r:
        return _droite([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)])
    haut = [(x0 + r, y0), (x1 - r, y0), (x1 - r, y0 + r), (x1, y0 + r)]
    bas = [(x1, y1 - r), (x1 - r, y1 - r), (x1 - r, y1), (x0 + r, y1), (x0 + r, y1 - r), (x0, y1 - r)]
    return _droite([*haut, *bas, (x0, y0 + r), (x0 + r, y0 + r), (x0 + r, y0)])


def _onde(debut: Point, fin: Point, amplitude: float, demi_ondes: int, phase: float) -> Trait:
    """A wave from a point to another on a horizontal or a vertical, that dies at both ends."""
    longueur = abs(fin[0] - debut[0]) + abs(fin[1] - debut[1])
    axe = ((fin[0] - debut[0]) / longueur, (fin[1] - debut[1]) / longueur)

    def place(s: float, y: float) -> Point:
        return debut[0] + axe[0] * s - axe[1] * y, debut[1] + axe[1] * s + axe[0] * y

    pas = longueur / demi_ondes
    sommets = [(0.0, 0.0)]
    sommets += [((k + phase) * pas, amplitude * (1 if k % 2 else -1)) for k in range(demi_ondes) if k + phase > 0]
    sommets += [(longueur, 0.0)]
    segments = []
    for (s0, y0), (s1, y1) in pairwise(sommets):
        poignee = (s1 - s0) * _POIGNEE
        segments.append((place(s0 + poignee, y0), place(s1 - poignee, y1), place(s1, y1)))
    return Trait(place(*sommets[0]), tuple(segments))


def _rosace(centre: Point, rayon: float, amplitude: float, petales: int, phase: float) -> Trait:
    """A closed wave around a circle."""
    pas = pi / petales
    rayons = [rayon + amplitude * (1 if k % 2 else -1) for k in range(2 * petales)]

    def place(k: int, avance: float) -> Point:
        r = rayons[k % len(rayons)]
        angle = (k + phase) * pas
        tangente = avance * r * pas * _POIGNEE
        return centre[0] + r * cos(angle) - tangente * sin(angle), centre[1] + r * sin(angle) + tangente * cos(angle)

    segments = tuple((place(k, 1), place(k + 1, -1), place(k + 1, 0)) for k in range(2 * petales))
    return Trait(place(0, 0), segments, ferme=True)


def _cercle(centre: Point, rayon: float) -> Trait:
    return _rosace(centre, rayon, 0, 8, 0)


def _bandes(axe: float, coin: float, amplitude: float, phases: int, longueur_onde: float) -> list[Trait]:
    """The four bands of waves, between the corners."""
    x0, y0, x1, y1 = coin, coin, LARGEUR - coin, HAUTEUR - coin
    cotes = (
        ((x0, axe), (x1, axe)),
        ((LARGEUR - axe, y0), (LARGEUR - axe, y1)),
        ((x1, HAUTEUR - axe), (x0, HAUTEUR - axe)),
        ((axe, y1), (axe, y0)),
    )
    traits = []
    for debut, fin in cotes:
        demi_ondes = 2 * round((abs(fin[0] - debut[0]) + abs(fin[1] - debut[1])) / longueur_onde)
        traits += [_onde(debut, fin, amplitude, demi_ondes, (j + 0.5) / phases) for j in range(phases)]
        traits += [_onde(debut, fin, -amplitude, demi_ondes, (j + 0.5) / phases) for j in range(phases)]
    return traits


def cadre() -> tuple[Dessin, ...]:
    axe = 14.6
    coins = [(x, y) for x in (axe, LARGEUR - axe) for y in (axe, HAUTEUR - axe)]
    rosaces = [_rosace(c, 3.5, 1.5, 12, j / 3 * 2) for c in coins for j in range(3)]
    coeurs = [_rosace(c, 1.3, 0.6, 6, j) for c in coins for j in range(2)]
    return (
        Dessin("Filets du cadre", "or", 0.34, (_rectangle(9.0), *(_cercle(c, 5.5) for c in coins))),
        Dessin("Guilloche du cadre", "principale", 0.13, tuple(_bandes(axe, axe + 5.5, 2.9, 3, 9.6))),
        Dessin("Rosaces du cadre", "or", 0.15, (*rosaces, *coeurs)),
        Dessin("Filets fins du cadre", "principale", 0.2, (_rectangle(10.4), _rectangle(18.8))),
        Dessin("Filet intérieur du cadre", "or", 0.15, (_rectangle(20.2, 3.4),)),
    )


def sceau() -> tuple[Dessin, ...]:
    """A rosette seal, in its square."""
    rayon = SCEAU[0] / 2
    c = (rayon, rayon)
    dents = _rosace(c, rayon * 0.955, rayon * 0.035, 64, 0)
    couronne = [_rosace(c, rayon * 0.80, rayon * 0.095, 32, j / 3 * 2) for j in range(3)]
    anneau = [_rosace(c, rayon * 0.52, rayon * 0.135, 16, j / 4 * 2) for j in range(4)]
    coeur = [_rosace(c, rayon * 0.22, rayon * 0.13, 8, j / 3 * 2) for j in range(3)]
    cercles = [_cercle(c, rayon * r) for r in (0.905, 0.685, 0.36)]
    return (
        Dessin("Couronne du sceau", "or", 0.17, (dents, *couronne, *coeur)),
        Dessin("Anneau du sceau", "principale", 0.14, tuple(anneau)),
        Dessin("Cercles du sceau", "or", 0.3, tuple(cercles)),
    )


def filet() -> tuple[Dessin, ...]:
    """Two thin rules on each side of a lozenge."""
    largeur, hauteur = FILET
    milieu, y = largeur / 2, hauteur / 2

    def losange(r: float) -> Trait:
        return _droite([(milieu - r, y), (milieu, y - r), (milieu + r, y), (milieu, y + r), (milieu - r, y)])

    regles = [_droite([(x, y), (x + 30.0, y), (x, y)]) for x in (0.0, largeur - 30.0)]
    return (Dessin("Filet orné", "or", 0.18, (*regles, *(losange(r) for r in (1.1, 0.75, 0.4)))),)


def svg(dessins: Iterable[Dessin], largeur: float, hauteur: float, couleurs: Mapping[str, str]) -> str:
    corps = "\n".join(
        f'<path fill="none" stroke="#{couleurs[d.couleur]}" stroke-width="{d.epaisseur:g}" stroke-linejoin="round" d="'
        + "".join(_chemin(t) for t in d.traits)
        + '"/>'
        for d in dessins
    )
    cadre_svg = f'width="{largeur:g}mm" height="{hauteur:g}mm" viewBox="0 0 {largeur:g} {hauteur:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {cadre_svg}>\n{corps}\n</svg>\n'


def _chemin(trait: Trait) -> str:
    x, y = trait.depart
    courbes = "".join("C" + " ".join(f"{px:.2f} {py:.2f}" for px, py in segment) for segment in trait.segments)
    return f"M{x:.2f} {y:.2f}{courbes}" + ("Z" if trait.ferme else "")

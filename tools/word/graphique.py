"""The bars of a Word page: each is a table of one row, whose cells are as wide as the numbers they stand for.

The engine gives the cells their widths, from what the description of their table says. All stand in one row that no
page cuts.
"""

from collections.abc import Mapping

from .briques import (
    boucle,
    cellule,
    cellule_consigne,
    hauteur,
    ligne,
    mots,
    paragraphe,
    rang,
    tableau,
    trait,
)
from .styles import eclaircir

_EPAISSEUR = 6  # of a bar, in millimetres
_ECLATS = {"plein": 0.0, "moyen": 0.5, "clair": 0.76, "pale": 0.92}  # the same steps as in commun.typ
_TONS = (*_ECLATS, "reste")
_PALES = ("pale", "reste")  # that white paper would hide
_PASTILLE = "\N{NO-BREAK SPACE}" * 6


def graphique(c: Mapping[str, str], largeur: int) -> str:
    parts = [
        morceau
        for ton in _TONS
        for morceau in (
            cellule_consigne(f"if part.ton == '{ton}'"),
            cellule(
                ligne("ChiffreSurPlein" if ton == "plein" else "Chiffre", "{{ part.texte }}"),
                fond=_fond(ton, c),
                bordures="".join(_bord(cote, ton, c) for cote in ("top", "left", "bottom", "right")),
                vertical="center",
            ),
            cellule_consigne("endif"),
        )
    ]
    cellules = [
        cellule(ligne("NomDeBarre", "{{ barre.libelle }}"), vertical="center"),
        cellule_consigne("for part in barre.parts"),
        *parts,
        cellule_consigne("endfor"),
        cellule(ligne("TexteDeBarre", "{{ barre.texte }}"), vertical="center"),
    ]
    tiers = (largeur // 3, largeur // 3, largeur - 2 * (largeur // 3))
    barre = tableau(
        "Barres",
        tiers,
        [rang(cellules, entier=True, hauteur=hauteur(_EPAISSEUR, "atLeast"))],
        description="{{ barre.description }}",
    )
    corps = _series(c) + boucle("barre", "bloc.barres", barre + ligne("EntreBarres", "")) + ligne("EntreBarres", "")
    cadre = tableau(
        "TableauNormal", (largeur,), [rang([cellule(corps, largeur=largeur)], entier=True)], description="colonnes 1"
    )
    return ligne("Legende", "{{ bloc.legende }}") + cadre + ligne("Intervalle", "")


def _series(c: Mapping[str, str]) -> str:
    """A patch of each tone, and what it stands for."""
    runs = [_consigne("for serie in bloc.series")]
    for ton in _TONS:
        bord = _bord("bdr", ton, c) if ton in _PALES else ""
        fond = f'<w:shd w:val="clear" w:color="auto" w:fill="{_fond(ton, c)}"/>'
        pastille = f'<w:r><w:rPr>{bord}{fond}</w:rPr><w:t xml:space="preserve">{_PASTILLE}</w:t></w:r>'
        runs += [_consigne(f"if serie.ton == '{ton}'"), pastille, _consigne("endif")]
    runs += [mots("\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}{{ serie.nom }}     "), _consigne("endfor")]
    return paragraphe("SeriesDeGraphique", *runs)


def _consigne(texte: str) -> str:
    return f"<w:r><w:t>{{%r {texte} %}}</w:t></w:r>"


def _fond(ton: str, c: Mapping[str, str]) -> str:
    return c["blanc"] if ton == "reste" else eclaircir(c["principale"], _ECLATS[ton])


def _bord(cote: str, ton: str, c: Mapping[str, str]) -> str:
    """The rest is told by its dashes: on a grey page it is the only one."""
    return trait(cote, c["discret"], 4, sorte="dashed") if ton == "reste" else trait(cote, c["principale"], 4)

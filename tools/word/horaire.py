"""The timetable of a Word page: a table of one row, where each column is a table of its own, read from top to bottom.

The engine gives the inner rows their heights, from what the description of their table says.
"""

from collections.abc import Mapping

from .briques import (
    cellule,
    cellule_consigne,
    choix,
    ligne,
    mots,
    paragraphe,
    rang,
    rang_consigne,
    tableau,
    tableau_interieur,
    trait,
)
from .styles import CORPS_D_HORAIRE, palir


def horaire(c: Mapping[str, str], largeur: int) -> str:
    cadre = "".join(trait(cote, c["oui"], 8, sorte="dashed") for cote in ("top", "left", "bottom", "right"))
    barre = _bords(c, "single", 24, "principale")
    boites = {
        "boite.ton == 'epreuve' and not specimen": _boite(barre, c["principale_claire"], gras=True),
        "boite.ton == 'epreuve' and specimen": _boite(barre, "", gras=True),  # no tint hides the word behind it
        "boite.ton == 'jury'": _boite(_bords(c, "double", 6, "reserve"), c["reserve_clair"], italique=True),
        "boite.ton == 'preparation'": _boite(cadre, ""),
        "boite.ton == 'pause'": _boite(_bords(c, "dotted", 12, "discret"), palir(c["filet"])),
        "boite.ton == 'repere'": cellule(ligne("Repere", "{{ boite.heure }}"), bordures=trait("top", c["filet"], 6)),
        "boite.ton == 'vide'": cellule(ligne("Vide", "")),
    }
    titre = cellule(ligne("EnTeteHoraire", "{{ colonne.titre }}"), fond=c["principale"], vertical="center")
    rangs = [
        rang_consigne("if colonne.titre"),
        rang([titre], entier=True),
        rang_consigne("else"),
        rang([cellule(ligne("Vide", ""))], entier=True),
        rang_consigne("endif"),
        rang_consigne("for boite in colonne.boites"),
    ]
    for quand, boite in boites.items():
        rangs += [rang_consigne(f"if {quand}"), rang([boite], entier=True), rang_consigne("endif")]
    colonne = tableau_interieur(
        "Cases", [*rangs, rang_consigne("endfor")], description="{{ colonne.description }}"
    ) + ligne("Vide", "")
    colonnes = [cellule_consigne("for colonne in bloc.colonnes"), cellule(colonne), cellule_consigne("endfor")]
    tiers = (largeur // 3, largeur // 3, largeur - 2 * (largeur // 3))
    image = tableau(
        "Horaire",
        tiers,
        [rang(colonnes, entier=True)],
        legende="{{ bloc.legende }}",
        description="{{ bloc.description }}",
    )
    return ligne("Legende", "{{ bloc.legende }}") + image + ligne("Intervalle", "")


def _boite(bordures: str, fond: str, *, gras: bool = False, italique: bool = False) -> str:
    """The hour and the first line stand out; what follows is plain. Each kind has its border, to be told in grey."""
    runs = (
        mots("{{ boite.heure }} ", gras=True),
        mots("{{ boite.titre }}", gras=gras, italique=italique),
        mots("{{ boite.suite }}"),
    )
    return cellule(
        choix("bloc.corps", {corps: paragraphe(f"Case_{corps}", *runs) for corps in CORPS_D_HORAIRE}),
        fond=fond,
        bordures=bordures,
    )


def _bords(c: Mapping[str, str], sorte: str, huitiemes: int, couleur: str) -> str:
    """A bar on the left; white above parts a box from the one before."""
    return trait("top", c["blanc"], 6) + trait("left", c[couleur], huitiemes, sorte=sorte)

"""Values regrouped as facts need them: what each line says, by role; yes and no; lists written in one cell."""

import re
from collections import defaultdict
from collections.abc import Mapping

from pipeline.model.classeur import Formulaire
from pipeline.model.vocabulaire import OuiNon, Portee

from .lignes import Roles, ligne
from .normalise import Valeur, Valeurs

_SEPARATEURS = re.compile(r"[,;\s]+")


def hors_lignes(formulaire: Formulaire, valeurs: Valeurs) -> Roles:
    """What the workbook says of itself."""
    return {c.role: valeurs[c.nom] for c in formulaire.champs if c.ligne is None and c.nom in valeurs}


def par_liste(formulaire: Formulaire, valeurs: Valeurs) -> Mapping[str, dict[int, Roles]]:
    """By list, then by number: what each begun line says."""
    listes: dict[str, dict[int, Roles]] = defaultdict(lambda: defaultdict(dict))
    for champ in formulaire.champs:
        a_qui = ligne(champ)
        if a_qui and champ.nom in valeurs:
            liste, numero = a_qui
            listes[liste][numero][champ.role] = valeurs[champ.nom]
    return listes


def sans_prefixe(roles: Roles, prefixe: str) -> Roles:
    return {role.removeprefix(prefixe): valeur for role, valeur in roles.items()}


def oui(valeur: Valeur | None) -> bool | None:
    return None if valeur is None else valeur == OuiNon.OUI


def vises(cellules: Mapping[str, str], portee: Valeur | None, valeurs: Valeurs) -> tuple[str, ...]:
    """Of the cells of each bloc, by code. A blank means yes for the whole certification, no for a part of it."""
    defaut = OuiNon.OUI if portee == Portee.CERTIFICATION else OuiNon.NON
    return tuple(bloc for bloc, nom in cellules.items() if valeurs.get(nom, defaut) == OuiNon.OUI)


def candidatures(texte: Valeur) -> tuple[str, ...]:
    """Written one after the other, whatever stands between them."""
    return tuple(dict.fromkeys(x for x in _SEPARATEURS.split(str(texte)) if x))

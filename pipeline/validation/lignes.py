"""Lines that someone began: a member without a role, a candidate without a number, an order without its reason."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from pipeline.forms.autour import ETAPES
from pipeline.model.anomalie import Constat
from pipeline.model.classeur import Champ, Formulaire
from pipeline.model.faits import Votes
from pipeline.model.vocabulaire import Ordre, OuiNon

from .normalise import Valeur, Valeurs

Roles: TypeAlias = dict[str, Valeur]
Ligne: TypeAlias = tuple[str, int]  # list and number: several lists of one workbook number their lines alike

DEMANDE = "demande"  # asks for something: its first line is begun when no other is
# First word of their cells; the other lines of a form are one list.
LISTES = ("candidat", "membre", "absence", "jury", "question")

# What a begun line must hold, by type of workbook. What a line of a session lacks besides is for the rules (K35).
_EXIGES: Mapping[str, frozenset[str]] = {
    "pv": frozenset({"membre_nom", "membre_role"}),
    "jpn": frozenset({"membre_nom", "membre_college", "dossier_numero", "question_texte"}),
    "session": frozenset({"candidature", "membre_nom", "absence_membre"}),
    "formation-jury": frozenset({"participant_nom"}),
    "planning": frozenset({"planning_candidature", "planning_jury", "planning_jour", "planning_debut"}),
    DEMANDE: frozenset({"ordre", "ordre_motif"}),
}
_PRECISE: Mapping[Valeur | None, str] = {
    Ordre.PREPARER: "ordre_date",
    Ordre.PROCLAMER: "ordre_date",
    Ordre.ENVOYER: "ordre_date",
    Ordre.IMPRIMER: "ordre_date",
    Ordre.REIMPRIMER: "ordre_cible",
    Ordre.SIGNER: "ordre_cible",
    Ordre.EXPEDIER: "ordre_cible",
    Ordre.REMETTRE: "ordre_cible",
    Ordre.REPRENDRE: "ordre_cible",
    Ordre.CONFIRMER: "ordre_cible",
    Ordre.REPUBLIER: "ordre_cible",
    Ordre.FUSIONNER: "ordre_cible",
    Ordre.LIBERER: "ordre_cible",
    Ordre.RECTIFIER: "ordre_cible",
    Ordre.RENOMMER: "ordre_cible",
    Ordre.DUPLIQUER: "ordre_cible",
    Ordre.DELIVRER: "ordre_cible",
}
# A dossier of the jury paritaire with one of these was voted apart; without any, it goes with the list (K4).
_DECIDE = frozenset({"dossier_bloc", *(f"{v}_{c}" for v in Votes.model_fields for c in ("salaries", "employeurs"))})
_ETAPES = tuple(frozenset({f"etape_{n}_le", f"etape_{n}_minutes"}) for n in range(1, ETAPES + 1))


def ligne(champ: Champ) -> Ligne | None:
    """The line to which a cell belongs; None for a cell of the workbook itself."""
    if champ.ligne is None:
        return None
    premier = champ.nom.partition("_")[0]
    return (premier if premier in LISTES else "", champ.ligne)


def lignes_incompletes(formulaire: Formulaire, valeurs: Valeurs, deja: Iterable[Constat]) -> Iterator[Constat]:
    """What a begun line must hold and does not, except the cells that are already at fault."""
    fautifs = {nom for c in deja for nom in (*c.noms, *(p.nom for p in c.places))}
    lignes: dict[Ligne, list[Champ]] = defaultdict(list)
    for champ in formulaire.champs:
        a_qui = ligne(champ)
        if a_qui:
            lignes[a_qui].append(champ)
    commencees = [x for x in lignes.values() if any(c.nom in valeurs or c.nom in fautifs for c in x)]
    if formulaire.identite.type == DEMANDE and not commencees:
        commencees = [lignes["", 1]]
    adoptee = valeurs.get("liste_adoptee") == OuiNon.OUI
    for champs in commencees:
        roles = {c.role: valeurs[c.nom] for c in champs if c.nom in valeurs}
        exiges = _exiges(formulaire.identite.type, roles)
        if "dossier_numero" in roles and not (adoptee and _DECIDE.isdisjoint(roles)):
            exiges.add("dossier_decision")
        for champ in champs:
            if champ.role in exiges and champ.nom not in valeurs and champ.nom not in fautifs:
                yield Constat(code="CELLULE_OBLIGATOIRE", noms=(champ.nom,))


def _exiges(type_: str, roles: Roles) -> set[str]:
    """An order wants its date or its target besides; a step of a training, its day and its minutes."""
    exiges = {*_EXIGES.get(type_, ())}
    ordre = roles.get("ordre")
    if ordre in _PRECISE:
        exiges.add(_PRECISE[ordre])
    if ordre == Ordre.DELIVRER:
        exiges.add("ordre_date")  # of the decision
    for etape in _ETAPES:
        if not etape.isdisjoint(roles):
            exiges |= etape
    return exiges

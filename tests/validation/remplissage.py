"""Workbooks as the reader gives them, filled by hand: what the tests of this room start from."""

from datetime import date, time

from pipeline import forms, referentiels
from pipeline.model.anomalie import Constat, Place
from pipeline.model.classeur import Brut, CelluleLue, Champ, Formulaire, Genre, Identite, Lecture
from pipeline.model.referentiel import Referentiel
from pipeline.settings import shipped
from pipeline.validation import Validateur, valider

CATALOGUE = referentiels.charger((shipped("referentiels"),))
PHRASE = "Le candidat a vérifié chaque pièce et expliqué la suite donnée au dossier."
TOUT_IMPRIMABLE = Validateur(imprimable=lambda _: True)
TEXTES = {
    "candidature": "GC-2023-0042",
    "session": "S-2023-10",
    "nom": "Témoin",
    "prenom": "Alix",
    "email": "alix@exemple.invalid",
    "employeur_email": "rh@exemple.invalid",
    "organisme": "CPAM de Nulle-Part",
    "membre_nom": "Bo Juré-Témoin",
    "membre_organisme": "CAF de Nulle-Part",
    "dossier_numero": "D-001",
    "question_dossier": "D-001",
    "responsable_email": "responsable@exemple.invalid",
    "naissance_code": "75056",
    "membre_email": "bo@exemple.invalid",
    "membre_direction_email": "direction@exemple.invalid",
    "membre_liens": "GC-2023-0042, GC-2023-0043",
    "membre_non_declares": "GC-2023-0044",
    "planning_candidature": "GC-2023-0042",
    "formation": "F-2023-05",
    "participant_email": "bo@exemple.invalid",
    "candidats_absents": "GC-2023-0042",
}


def referentiel(code: str = "GC") -> Referentiel:
    trouve = CATALOGUE.version(code, "2023.1")
    assert trouve is not None
    return trouve


GRILLE = forms.grille(referentiel(), "B3")
PV = forms.pv(referentiel())
JPN = forms.jpn((forms.LigneJpn(ligne=1, blocs=("B1", "B2")), forms.LigneJpn(ligne=2, blocs=("B1",))))

SESSION = forms.session(referentiel())
PLANNING = forms.planning((1, 2))
FORMATION = forms.formation((("retraite", "Module complémentaire, option Retraite"),))
COMPTE_RENDU = forms.compte_rendu()
DEMANDE = forms.demande()


def reponse(champ: Champ) -> Brut:
    match champ.genre:
        case Genre.CHOIX:
            return champ.choix[0]
        case Genre.DATE:
            return date(2023, 10, 2)
        case Genre.HEURE:
            return time(9, 30)
        case Genre.NOMBRE:
            return 30
        case _:
            return TEXTES.get(champ.role, PHRASE)


def place(nom: str) -> Place:
    return Place(feuille="Feuille", cellule="B3", nom=nom)


def cellules(valeurs: dict[str, Brut]) -> dict[str, CelluleLue]:
    return {nom: CelluleLue(place=place(nom), valeur=valeur) for nom, valeur in valeurs.items()}


def remplie(formulaire: Formulaire, **changements: Brut) -> Lecture:
    """Every cell has an honest answer, but for the changes."""
    valeurs = {c.nom: reponse(c) for c in formulaire.champs} | changements
    return Lecture(identite=formulaire.identite, cellules=cellules(valeurs))


def vierge(formulaire: Formulaire, **changements: Brut) -> Lecture:
    """Every cell is there and empty, but for the changes."""
    valeurs: dict[str, Brut] = {c.nom: None for c in formulaire.champs}
    return Lecture(identite=formulaire.identite, cellules=cellules(valeurs | changements))


def constats(formulaire: Formulaire, **changements: Brut) -> list[Constat]:
    return list(valider(remplie(formulaire, **changements), formulaire, TOUT_IMPRIMABLE)[1])


def identite(type_: str, **autres: str) -> Identite:
    return Identite.model_validate({"type": type_, **autres})

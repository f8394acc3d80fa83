"""Values to what goes with a session: its planning, the training of jurors, the report of the day, orders."""

from pipeline.forms import nom
from pipeline.forms.autour import DOCUMENTS, ETAPES, POINTS
from pipeline.model.classeur import Formulaire
from pipeline.model.session import CompteRendu, Creneau, Demande, Formation, OrdreDonne, Participant, PlanningRendu

from .lignes import Ligne, Roles
from .normalise import Valeurs
from .roles import candidatures, hors_lignes, oui, par_liste, sans_prefixe

_CRENEAU = {"jour": "date"}  # where the field does not bear the name of its role
_MODULE = "module_"


def planning(valeurs: Valeurs, formulaire: Formulaire) -> PlanningRendu:
    lignes = par_liste(formulaire, valeurs)[""]
    return PlanningRendu.model_validate(
        {
            "session": valeurs["fiche_session"],
            "creneaux": tuple(_creneau(n, sans_prefixe(roles, "planning_")) for n, roles in lignes.items()),
        }
    )


def _creneau(ligne: int, roles: Roles) -> Creneau:
    return Creneau.model_validate({"ligne": ligne, **{_CRENEAU.get(role, role): v for role, v in roles.items()}})


def formation(valeurs: Valeurs, formulaire: Formulaire, illisibles: frozenset[Ligne]) -> Formation:
    """A line without a name is no line: the validation has told it."""
    lignes = par_liste(formulaire, valeurs)[""]
    return Formation.model_validate(
        {
            "formation": valeurs["formation_code"],
            "participants": tuple(
                _participant(n, roles, illisible=("", n) in illisibles)
                for n, roles in lignes.items()
                if "participant_nom" in roles
            ),
        }
    )


def _participant(ligne: int, roles: Roles, *, illisible: bool) -> Participant:
    siens = {champ: roles.get(f"participant_{champ}") for champ in ("nom", "email", "organisme", "role")}
    modules = {r.removeprefix(_MODULE): le for r, le in roles.items() if r.startswith(_MODULE)}
    return Participant.model_validate(
        {
            **siens,
            "ligne": ligne,
            "etapes": tuple(_etape(numero, roles) for numero in range(1, ETAPES + 1)),
            "quiz_reussi": oui(roles.get("quiz_reussi")),
            # A name of cell has no hyphen, a code of module no underscore.
            "modules": {code.replace("_", "-"): le for code, le in modules.items()},
            "illisible": illisible,
        }
    )


def _etape(numero: int, roles: Roles) -> Roles | None:
    """A step was followed when both its day and its minutes are there."""
    le, minutes = roles.get(f"etape_{numero}_le"), roles.get(f"etape_{numero}_minutes")
    return None if le is None or minutes is None else {"le": le, "minutes": minutes}


def compte_rendu(valeurs: Valeurs, formulaire: Formulaire) -> CompteRendu:
    dits = {role: v for role, v in hors_lignes(formulaire, valeurs).items() if role in CompteRendu.model_fields}
    precisions = {code: valeurs.get(nom("precision", code)) for code, _ in POINTS}
    return CompteRendu.model_validate(
        {
            **dits,
            "points": _coches("point", POINTS, valeurs),
            "precisions": {code: texte for code, texte in precisions.items() if texte is not None},
            "recus": _coches("recu", DOCUMENTS, valeurs),
            "absents": candidatures(valeurs.get("candidats_absents", "")),
            "pour_le_jpn": oui(valeurs.get("pour_le_jpn")),
        }
    )


def _coches(role: str, liste: tuple[tuple[str, str], ...], valeurs: Valeurs) -> dict[str, bool]:
    """What was ticked yes or no; a point that nobody answered is not there."""
    reponses = {code: oui(valeurs.get(nom(role, code))) for code, _ in liste}
    return {code: reponse for code, reponse in reponses.items() if reponse is not None}


def demande(valeurs: Valeurs, formulaire: Formulaire, illisibles: frozenset[Ligne]) -> Demande:
    fautives = {n for _, n in illisibles}
    lignes = par_liste(formulaire, valeurs)[""]
    return Demande.model_validate(
        {
            "demandeur": valeurs["demande_demandeur"],
            "ordres": tuple(_ordre(n, r) for n, r in lignes.items() if n not in fautives),
            "fautives": tuple(sorted(fautives)),
        }
    )


def _ordre(ligne: int, roles: Roles) -> OrdreDonne:
    return OrdreDonne.model_validate({"ligne": ligne, **sans_prefixe(roles, "ordre_")})

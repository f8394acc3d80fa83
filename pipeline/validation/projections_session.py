"""Values to a session: what its lines say, those that hold a wrong cell being marked."""

from collections.abc import Iterable

from pipeline.forms import nom
from pipeline.model.base import Frozen
from pipeline.model.classeur import Formulaire
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Absence, Adresse, Amenagement, Convoque, EtatCivil, Jure, Salle, Session

from .lignes import Ligne, Roles
from .normalise import Valeurs
from .roles import candidatures, hors_lignes, oui, par_liste, sans_prefixe, vises

INSEE_LONGUEUR = CODE_POSTAL_LONGUEUR = 5  # characters

# Where a field of the fact does not bear the name of its role.
_AMENAGEMENT = {"handicap_le": "declare_le", "amenagement": "mesures", "temps_supplementaire": "temps_supplementaire"}
_JURE = {"connaissance": "connait_le_cqp", "validation_le": "valide_le", "vivier": "vivier_national"}


def session(
    valeurs: Valeurs, formulaire: Formulaire, referentiel: Referentiel, illisibles: frozenset[Ligne]
) -> Session:
    """A line without its key (a candidature, a name) is no line: the validation has told it."""
    seance = hors_lignes(formulaire, valeurs)
    listes = par_liste(formulaire, valeurs)
    return Session.model_validate(
        {
            **seance,
            "referentiel": referentiel.code,
            "version": referentiel.version,
            "note_de_frais": oui(seance.get("note_de_frais")),
            "salles": tuple(_salle(n, roles) for n, roles in listes["jury"].items()),
            "candidats": tuple(
                _candidat(n, roles, valeurs, referentiel, illisible=("candidat", n) in illisibles)
                for n, roles in listes["candidat"].items()
                if "candidature" in roles
            ),
            "jures": tuple(
                _jure(n, roles, illisible=("membre", n) in illisibles)
                for n, roles in listes["membre"].items()
                if "membre_nom" in roles
            ),
            "absences": tuple(
                _absence(n, roles) for n, roles in listes["absence"].items() if "absence_membre" in roles
            ),
        }
    )


def _salle(numero: int, roles: Roles) -> Salle:
    return Salle.model_validate({"jury": numero, **sans_prefixe(roles, "jury_")})


def _absence(ligne: int, roles: Roles) -> Absence:
    return Absence.model_validate({"ligne": ligne, **sans_prefixe(roles, "absence_")})


def _candidat(ligne: int, roles: Roles, valeurs: Valeurs, referentiel: Referentiel, *, illisible: bool) -> Convoque:
    amenagement = {champ: roles[role] for role, champ in _AMENAGEMENT.items() if role in roles}
    depots = {p.piece: roles.get(nom("piece", p.piece, "le")) for p in referentiel.pieces}
    blocs = {b.code: nom("candidat_vise", b.code, ligne) for b in referentiel.blocs}
    return Convoque.model_validate(
        {
            **_du_meme_nom(Convoque, roles, sauf=_AMENAGEMENT),
            "ligne": ligne,
            "etat_civil": _etat_civil(roles),
            "adresse": _adresse(roles),
            "vises": vises(blocs, roles.get("portee"), valeurs),
            "pieces": {piece: le for piece, le in depots.items() if le is not None},
            "amenagement": Amenagement.model_validate(amenagement) if amenagement else None,
            "illisible": illisible,
        }
    )


def _etat_civil(roles: Roles) -> EtatCivil:
    """A spreadsheet takes the INSEE code of Ain for a number and drops its first zero."""
    lu = _du_meme_nom(EtatCivil, roles)
    if "naissance_code" in lu:
        lu["naissance_code"] = str(lu["naissance_code"]).zfill(INSEE_LONGUEUR)
    return EtatCivil.model_validate(lu)


def _adresse(roles: Roles) -> Adresse | None:
    """A spreadsheet drops the first zero of 01000 too."""
    lue = {k: str(v).strip() for k, v in sans_prefixe(roles, "adresse_").items() if f"adresse_{k}" in roles}
    if not lue:
        return None
    code = lue.get("code_postal", "")
    if code.isdigit() and "pays" not in lue:
        lue["code_postal"] = code.zfill(CODE_POSTAL_LONGUEUR)
    return Adresse.model_validate(lue)


def _du_meme_nom(modele: type[Frozen], roles: Roles, sauf: Iterable[str] = ()) -> Roles:
    return {champ: roles[champ] for champ in modele.model_fields if champ in roles and champ not in sauf}


def _jure(ligne: int, roles: Roles, *, illisible: bool) -> Jure:
    lus = {_JURE.get(role, role): valeur for role, valeur in sans_prefixe(roles, "membre_").items()}
    return Jure.model_validate(
        {
            **lus,
            "ligne": ligne,
            "connait_le_cqp": oui(lus.get("connait_le_cqp")),
            "vivier_national": oui(lus.get("vivier_national")),
            "liens": candidatures(lus.get("liens", "")),
            "non_declares": candidatures(lus.get("non_declares", "")),
            "illisible": illisible,
        }
    )

"""Cells to data: tolerant reading, then the JSON Schema of the form. Every fault at once, each with its cells."""

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import NoReturn

from jsonschema_rs import Draft202012Validator, RegexOptions, ValidationError, ValidationErrorKind

from pipeline import forms
from pipeline.model.anomalie import Constat, Gravite
from pipeline.model.base import Frozen
from pipeline.model.classeur import CelluleLue, Champ, Formulaire, Genre, Lecture
from pipeline.settings import Argument

from . import textes
from .discretion import taire
from .lignes import lignes_incompletes
from .normalise import Valeur, Valeurs, normaliser

MONTRES = 5  # lost cells named in a sentence
PEU_DE_CHOIX = 5  # choices that one reads at a glance

_ILLISIBLE = {
    Genre.DATE: "DATE_ILLISIBLE",
    Genre.HEURE: "HEURE_ILLISIBLE",
    Genre.NOMBRE: "NOMBRE_ILLISIBLE",
    Genre.CHOIX: "CHOIX_INCONNU",
}


class Validateur(Frozen):
    """What the judgement of a cell depends on besides its form: made once, used for every workbook."""

    argument: Argument = Argument()
    imprimable: Callable[[str], bool] = str.isprintable


def valider(lecture: Lecture, formulaire: Formulaire, validateur: Validateur) -> tuple[Valeurs, tuple[Constat, ...]]:
    """The values that could be read, by name (dates as ISO text), and what is wrong with the others."""
    illisibles = {p.nom for c in lecture.constats for p in c.places}
    valeurs: Valeurs = {}
    constats: list[Constat] = [*_perdues(lecture, formulaire)]
    juges: list[Champ] = []
    for champ in formulaire.champs:
        cellule = lecture.cellules.get(champ.nom)
        if cellule is None or champ.nom in illisibles:
            continue
        valeur, fautes = _lire(champ, cellule, validateur)
        constats += fautes
        if not fautes:
            juges.append(champ)
        if valeur is not None:
            valeurs[champ.nom] = valeur
    du_schema = tuple(_fautes_du_schema(formulaire, juges, valeurs))
    for nom in {n for c in du_schema for n in c.noms}:
        valeurs.pop(nom, None)
    constats += du_schema
    deja = (*lecture.constats, *constats)
    return valeurs, taire(formulaire, (*constats, *lignes_incompletes(formulaire, valeurs, deja)))


def _lire(champ: Champ, cellule: CelluleLue, validateur: Validateur) -> tuple[Valeur | None, tuple[Constat, ...]]:
    """The value, unless what it is made of is already at fault."""
    if cellule.formule:
        return None, (Constat(code="FORMULE_DANS_SAISIE", noms=(champ.nom,)),)
    valeur = normaliser(champ, cellule.valeur)
    fautes = tuple(_fautes_du_texte(champ, valeur, validateur)) if isinstance(valeur, str) else ()
    return None if fautes else valeur, fautes


def _perdues(lecture: Lecture, formulaire: Formulaire) -> Iterator[Constat]:
    """Cells of the form that someone deleted. One that may stay empty is only told."""
    perdus = [c for c in formulaire.champs if c.nom not in lecture.cellules and not c.recent]
    for obligatoire, gravite in ((True, Gravite.BLOQUANTE), (False, Gravite.AVERTISSEMENT)):
        libelles = [textes.extrait(c.libelle) for c in perdus if c.obligatoire is obligatoire]
        if libelles:
            reste = len(libelles) - MONTRES
            suite = f" et {reste} autre(s)" if reste > 0 else ""
            liste = " ; ".join(libelles[:MONTRES]) + suite
            yield Constat(code="CELLULE_PERDUE", valeurs={"cellules": liste}, gravite=gravite)


def _fautes_du_texte(champ: Champ, valeur: str, validateur: Validateur) -> Iterator[Constat]:
    noms = (champ.nom,)
    interdit = next(textes.interdits(valeur), None)
    if interdit:
        rang, caractere = interdit
        trouve = {"caractere": textes.code(caractere), "rang": str(rang)}
        yield Constat(code="CARACTERE_INTERDIT", noms=noms, valeurs=trouve)
        return
    absents = textes.non_imprimables(valeur, validateur.imprimable)
    if absents:
        trouve = {"caracteres": " ".join(absents[:MONTRES]), "codes": ", ".join(map(textes.code, absents[:MONTRES]))}
        yield Constat(code="CARACTERE_NON_IMPRIMABLE", noms=noms, valeurs=trouve)
    if champ.argument and textes.insuffisant(valeur, validateur.argument):
        demande = {
            "mots": str(validateur.argument.mots_differents_min),
            "lettres": str(validateur.argument.lettres_min),
        }
        valeurs = {"trouve": textes.extrait(valeur), **demande}
        yield Constat(code="ARGUMENT_INSUFFISANT", noms=noms, valeurs=valeurs)


def _fautes_du_schema(formulaire: Formulaire, juges: Iterable[Champ], valeurs: Valeurs) -> Iterator[Constat]:
    """At most one fault a cell; a cell already at fault is not also said to be empty."""
    restants = {c.nom: c for c in juges}
    for erreur in _compiler(formulaire).iter_errors(valeurs):
        manque = erreur.kind.property if isinstance(erreur.kind, ValidationErrorKind.Required) else None
        champ = restants.pop(manque or str(erreur.instance_path[0]), None)
        if champ is not None:
            yield _obligatoire(champ) if manque else _faute(champ, erreur, valeurs[champ.nom])


def _obligatoire(champ: Champ) -> Constat:
    return Constat(code="CELLULE_OBLIGATOIRE", noms=(champ.nom,))


def _faute(champ: Champ, erreur: ValidationError, valeur: Valeur) -> Constat:
    trouve = {"trouve": textes.extrait(str(valeur))}
    if champ.genre is Genre.CHOIX:
        proches = get_close_matches(str(valeur), champ.choix, n=1) if len(champ.choix) > PEU_DE_CHOIX else ()
        trouve["attendu"] = ", ".join(f"« {c} »" for c in champ.choix)
        trouve["proche"] = "".join(f" La plus proche : « {c} »." for c in proches)
    if champ.genre is not Genre.TEXTE:
        return Constat(code=_ILLISIBLE[champ.genre], noms=(champ.nom,), valeurs=trouve)
    if isinstance(erreur.kind, ValidationErrorKind.MaxLength):
        longueurs = {"longueur": str(len(str(valeur))), "maximum": str(champ.longueur_max)}
        return Constat(code="REPONSE_TROP_LONGUE", noms=(champ.nom,), valeurs=longueurs)
    return Constat(code="FORME_INATTENDUE", noms=(champ.nom,), valeurs=trouve | {"attendu": champ.aide})


@lru_cache(maxsize=256)
def _compiler(formulaire: Formulaire) -> Draft202012Validator:
    """Patterns in linear time; a schema that asks for another file is refused."""
    return Draft202012Validator(
        forms.schema(formulaire), validate_formats=True, retriever=_refuser, pattern_options=RegexOptions()
    )


def _refuser(adresse: str) -> NoReturn:
    raise ValueError(adresse)

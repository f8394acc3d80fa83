"""Blank and prefilled workbooks, from their spreadsheet templates; values into workbooks that people already have."""

import hashlib
import json
import re
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.errors import ConfigurationError, UsageError
from pipeline.model.classeur import Brut, Formulaire, Genre, Identite
from pipeline.texts import Phrases

from . import controls, sheets, zipped
from .contexte import Groupe
from .expand import planifier
from .fields import Champs
from .fill import Remplissage
from .reading.identity import FEUILLE, PREFIXE
from .reading.parts import IllisibleError

_JOUR = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_HEURE = re.compile(r"\d{2}:\d{2}(:\d{2})?", re.ASCII)


@dataclass(frozen=True)
class _Matiere:
    """All that a blank workbook is made of, known by its hash."""

    empreinte: str
    formulaire: Formulaire = field(compare=False)
    contexte: Groupe = field(compare=False)
    modele: Path = field(compare=False)
    mots: Phrases = field(compare=False)


def vierge(
    formulaire: Formulaire, contexte: Groupe, modele: Path, mots: Phrases, valeurs: Mapping[str, Brut] | None = None
) -> bytes:
    """A workbook to fill, with what is already known in it. The same input gives the same bytes."""
    octets = _fait(_Matiere(_empreinte(formulaire, contexte, modele, mots), formulaire, contexte, modele, mots))
    return Remplissage(octets).poser(valeurs) if valeurs else octets


def _empreinte(formulaire: Formulaire, contexte: Groupe, modele: Path, mots: Phrases) -> str:
    dit = json.dumps([mots.couche, mots.arbre], ensure_ascii=False, sort_keys=True)
    hachage = hashlib.sha256()
    for partie in (formulaire.model_dump_json(), contexte.model_dump_json(), dit):
        hachage.update(partie.encode())
    try:
        hachage.update(modele.read_bytes())
    except OSError as e:
        raise _illisible(modele) from e
    return hachage.hexdigest()


@lru_cache(maxsize=32)
def _fait(m: _Matiere) -> bytes:
    """Made once: kits, folders of models and staff who ask want the same ones, pass after pass."""
    classeur = _ouvrir_modele(m.modele)
    _redire(classeur, m.mots.autrement())
    plans = {feuille.title: planifier(feuille, m.contexte) for feuille in classeur.worksheets}
    champs = Champs(m.formulaire)
    for feuille in classeur.worksheets:
        sheets.ecrire(feuille, plans, champs)
    listes = {role: champs.liste(valeur) for role, valeur in m.contexte.propositions.items()}
    longues = controls.longues(m.formulaire.champs)
    for feuille in classeur.worksheets:
        controls.poser(feuille, champs.de(feuille.title), m.mots, listes, longues)
    controls.ecrire_les_listes(classeur, longues)
    for feuille in classeur.worksheets:
        _proteger(feuille)
    classeur.defined_names.update(champs.noms())
    _signer(classeur, m.formulaire.identite)
    sortie = BytesIO()
    classeur.save(sortie)
    return zipped.figer(sortie.getvalue())


def preremplir(modele: bytes, identite: Identite, valeurs: Mapping[str, Brut]) -> bytes:
    """A blank workbook of ours made someone's: who it is for, what is already known. Sixty times from the same one."""
    classeur = Remplissage(modele)
    classeur.signer(identite)
    return classeur.poser(valeurs)


def remplir(source: Path, valeurs: Mapping[str, Brut], genres: Mapping[str, Genre], cible: Path) -> None:
    """Writes values into the named cells, unjudged. What is not a day or an hour stays a text."""
    try:
        classeur = Remplissage(source.read_bytes())
    except (IllisibleError, zipfile.BadZipFile) as e:
        raise UsageError(
            f"« {source.name} » n'est pas un classeur que l'on puisse remplir.",
            "Donnez un fichier .xlsx fait par : cqp classeur",
        ) from e
    inconnus = sorted(valeurs.keys() - classeur.noms.keys())
    if inconnus:
        raise UsageError(
            f"« {source.name} » n'a pas de case nommée : {', '.join(inconnus)}.",
            f"Pour connaître ses cases : cqp decrire {source}",
        )
    vraies = {nom: _vraie(valeur, genres.get(nom)) for nom, valeur in valeurs.items()}
    cible.write_bytes(classeur.poser(vraies))


def _vraie(valeur: Brut, genre: Genre | None) -> Brut:
    if not isinstance(valeur, str):
        return valeur
    try:
        if genre is Genre.DATE and _JOUR.fullmatch(valeur):
            return date.fromisoformat(valeur)
        if genre is Genre.HEURE and _HEURE.fullmatch(valeur):
            return time.fromisoformat(valeur)
    except ValueError:
        return valeur
    return valeur


def _ouvrir_modele(modele: Path) -> Workbook:
    try:
        with warnings.catch_warnings(action="ignore"):
            return load_workbook(modele)
    except (OSError, KeyError, ValueError, TypeError, zipfile.BadZipFile) as e:
        raise _illisible(modele) from e


def _illisible(modele: Path) -> ConfigurationError:
    return ConfigurationError(
        f"Le modèle de classeur « {modele.name} » ne peut pas être lu.",
        "Enregistrez-le au format .xlsx, ou effacez votre copie pour revenir à l'original.",
    )


def _redire(classeur: Workbook, autrement: Mapping[str, str]) -> None:
    """The words of a template that a métier réglementé has otherwise (K19), in its labels and its formulas."""
    if not autrement:
        return
    motif = re.compile("|".join(re.escape(dit) for dit in sorted(autrement, key=len, reverse=True)))
    for feuille in classeur.worksheets:
        for case in (c for rangee in feuille.iter_rows(min_col=2) for c in rangee):
            if isinstance(case.value, str):
                case.value = motif.sub(lambda trouve: autrement[trouve[0]], case.value)


def _proteger(feuille: Worksheet) -> None:
    """Without password, against slips only; rows and columns can still be resized."""
    feuille.protection.enable()
    feuille.protection.formatRows = feuille.protection.formatColumns = False


def _signer(classeur: Workbook, identite: Identite) -> None:
    """What the workbook is, said twice: staff may lose one of the two, not both (contrat.md)."""
    feuille = classeur.create_sheet(FEUILLE)
    feuille.sheet_state = "hidden"
    for ligne, (cle, valeur) in enumerate(identite.model_dump(exclude_none=True).items(), start=1):
        feuille.cell(ligne, 1, cle)
        case = feuille.cell(ligne, 2, valeur)
        case.data_type = "s"
        classeur.custom_doc_props.append(  # type: ignore[attr-defined] # the stubs are older than it
            StringProperty(name=f"{PREFIXE}{cle}", value=valeur)
        )
    _proteger(feuille)

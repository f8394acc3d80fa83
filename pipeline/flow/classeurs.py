"""The workbooks, for those who fill them and for those who script them: blank, described, filled, verified."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from pipeline import forms, validation
from pipeline.errors import UsageError
from pipeline.model.classeur import Brut, Champ, Formulaire, Lecture
from pipeline.model.referentiel import Referentiel
from pipeline.settings import ressource
from pipeline.texts import Phrases, dire_tout, phrases
from pipeline.workbooks import contexte, write
from pipeline.workbooks.read import lire

from .atelier import Atelier
from .copies import Voulu

TYPES = ("grille", "pv", "jpn")


def _modele(atelier: Atelier, type_: str) -> Path:
    return ressource(atelier.espace.templates, f"classeurs/{type_}.xlsx")


def _mots(atelier: Atelier) -> Phrases:
    return phrases(atelier.espace.templates, "classeurs")


def installe(atelier: Atelier, code: str, version: str | None = None) -> Referentiel:
    """A référentiel at hand: this version, or the last one."""
    catalogue = atelier.referentiels
    trouve = catalogue.version(code, version) if version else catalogue.dernier(code)
    if trouve is None:
        connus = ", ".join(f"{r.code} {r.version}" for r in catalogue.referentiels)
        quoi = f"{code} {version}" if version else code
        raise UsageError(f"Le référentiel « {quoi} » n’est pas installé.", f"Choisissez parmi : {connus}.")
    return trouve


def du_jour(atelier: Atelier, code: str, jour: dt.date) -> tuple[Referentiel, bool]:
    """The version in force that day; when there is none, the last one, and False."""
    en_vigueur = atelier.referentiels.en_vigueur(code, jour)
    return (en_vigueur, True) if en_vigueur else (installe(atelier, code), False)


def bloc_de(referentiel: Referentiel, bloc: str) -> str:
    """`1`, `b1`, `B1` and the title are the same bloc."""
    trouve = referentiel.cherche_bloc(bloc)
    if trouve is None:
        codes = ", ".join(b.code for b in referentiel.blocs)
        raise UsageError(f"Le {referentiel.sigle} n’a pas de bloc « {bloc} ».", f"Choisissez parmi : {codes}.")
    return trouve.code


def grille(atelier: Atelier, referentiel: Referentiel, bloc: str) -> bytes:
    mots = _mots(atelier)
    autour = contexte.grille(referentiel, bloc, mots)
    return write.vierge(forms.grille(referentiel, bloc), autour, _modele(atelier, "grille"), mots)


def pv(atelier: Atelier, referentiel: Referentiel) -> bytes:
    mots = _mots(atelier)
    return write.vierge(forms.pv(referentiel), contexte.pv(referentiel, mots), _modele(atelier, "pv"), mots)


def blocs_connus(atelier: Atelier) -> tuple[str, ...]:
    """The codes of bloc of every référentiel, in order: a blank workbook of the JPN must take them all."""
    codes = {b.code for r in atelier.referentiels.referentiels for b in r.blocs}
    return tuple(sorted(codes, key=lambda c: (len(c), c)))


def jpn_vierge(atelier: Atelier) -> bytes:
    blocs, mots = blocs_connus(atelier), _mots(atelier)
    formulaire = forms.jpn_vierge(blocs)
    lignes = len(formulaire.par_role("dossier_numero"))
    return write.vierge(formulaire, contexte.jpn_vierge(lignes, blocs, mots), _modele(atelier, "jpn"), mots)


def jpn(atelier: Atelier, jour: dt.date, dossiers: tuple[contexte.DossierJpn, ...]) -> bytes:
    """The workbook of a docket: its date and its numbers are already in it."""
    mots = _mots(atelier)
    formulaire = forms.jpn(tuple(forms.LigneJpn(ligne=d.ligne, blocs=d.vises) for d in dossiers))
    valeurs: dict[str, Brut] = {"jpn_date": jour}
    valeurs |= {forms.nom("dossier_numero", d.ligne): d.numero for d in dossiers}
    return write.vierge(formulaire, contexte.jpn(jour, dossiers, mots), _modele(atelier, "jpn"), mots, valeurs)


def vierge(atelier: Atelier, type_: str, referentiel: Referentiel | None, bloc: str | None) -> bytes:
    if type_ == "jpn":
        return jpn_vierge(atelier)
    if referentiel is None:
        raise UsageError("Dites de quel référentiel.", f"Par exemple : cqp classeur {type_} --referentiel GC")
    if type_ == "pv":
        return pv(atelier, referentiel)
    if bloc is None:
        raise UsageError("Dites de quel bloc.", "Par exemple : cqp classeur grille --referentiel GC --bloc B1")
    return grille(atelier, referentiel, bloc_de(referentiel, bloc))


def modeles(atelier: Atelier) -> Iterator[Voulu]:
    """The blank workbooks that staff take from outbox/, each with the key of what it is made from."""
    jour = atelier.maintenant.date()
    for code in atelier.referentiels.codes:
        referentiel, _ = du_jour(atelier, code, jour)
        cle = partial(_cle, atelier, referentiel.model_dump_json())
        for b in referentiel.blocs:
            faire = partial(grille, atelier, referentiel, b.code)
            yield f"{code} {referentiel.version} - grille {b.code}.xlsx", cle("grille"), faire
        yield f"{code} {referentiel.version} - PV du jury.xlsx", cle("pv"), partial(pv, atelier, referentiel)


def _cle(atelier: Atelier, contenu: str, type_: str) -> str:
    hachage = hashlib.sha256(contenu.encode())
    hachage.update(_modele(atelier, type_).read_bytes())
    hachage.update(ressource(atelier.espace.templates, "textes/classeurs.toml").read_bytes())
    return hachage.hexdigest()


def formulaire_de(lecture: Lecture, atelier: Atelier, nom: str) -> Formulaire:
    formulaire, constats = validation.identifier(lecture, atelier.referentiels)
    if formulaire is None:
        pourquoi = dire_tout((*lecture.constats, *constats), lecture.places(), atelier.anomalies)
        raise UsageError(f"« {nom} » : {pourquoi[0].message}", pourquoi[0].action)
    return formulaire


def decrire(fichier: Path, atelier: Atelier) -> dict[str, Any]:
    """The input cells, as `contrat.md` shapes them."""
    lecture = lire(fichier)
    formulaire = formulaire_de(lecture, atelier, fichier.name)
    identite = formulaire.identite
    return {
        "type": identite.type,
        "referentiel": identite.referentiel,
        "version": identite.version,
        "cellules": [_cellule(c, lecture) for c in formulaire.champs if c.nom in lecture.cellules],
    }


def _cellule(champ: Champ, lecture: Lecture) -> dict[str, Any]:
    lue = lecture.cellules[champ.nom]
    valeur = lue.valeur
    return {
        "nom": champ.nom,
        "role": champ.role,
        "bloc": champ.bloc,
        "competence": champ.competence,
        "critere": champ.critere,
        "ligne": champ.ligne,
        "feuille": lue.place.feuille,
        "cellule": lue.place.cellule,
        "libelle": champ.libelle,
        "genre": champ.genre.value,
        "choix": list(champ.choix),
        "obligatoire": champ.obligatoire,
        "valeur": valeur.isoformat() if isinstance(valeur, dt.date | dt.time) else valeur,
    }


def remplir(fichier: Path, valeurs: Mapping[str, Brut], cible: Path, atelier: Atelier) -> None:
    formulaire = formulaire_de(lire(fichier), atelier, fichier.name)
    write.remplir(fichier, valeurs, {c.nom: c.genre for c in formulaire.champs}, cible)

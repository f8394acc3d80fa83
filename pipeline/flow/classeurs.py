"""The workbooks, for those who fill them and for those who script them: blank, described, filled, verified."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from pipeline import forms, validation
from pipeline.errors import UsageError
from pipeline.model.classeur import Brut, Champ, Formulaire, Lecture
from pipeline.model.etat import VueJure
from pipeline.model.planning import Passage
from pipeline.model.referentiel import Referentiel
from pipeline.settings import ressource
from pipeline.texts import Phrases, dire_tout, phrases
from pipeline.workbooks import contexte, contexte_session, write
from pipeline.workbooks.read import lire

from .atelier import Atelier
from .copies import Voulu

TYPES = ("grille", "pv", "jpn", "session", "planning", "formation-jury", "compte-rendu", "demande")
SANS_REFERENTIEL = {"jpn", "planning", "formation-jury", "compte-rendu", "demande"}


def _modele(atelier: Atelier, type_: str) -> Path:
    return ressource(atelier.espace.templates, f"classeurs/{type_}.xlsx")


def _mots(atelier: Atelier, *referentiels: Referentiel) -> Phrases:
    """Those of a métier réglementé when all are one (K19)."""
    reglementes = bool(referentiels) and all(r.metier_reglemente.valeur for r in referentiels)
    return phrases(atelier.espace.templates, "classeurs").selon(sans_blocs=reglementes)


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
    mots = _mots(atelier, referentiel)
    autour = contexte.grille(referentiel, bloc, mots)
    return write.vierge(forms.grille(referentiel, bloc), autour, _modele(atelier, "grille"), mots)


def nom_de_grille(referentiel: Referentiel, bloc: str) -> str:
    """For a file: the one grid of a métier réglementé needs no code."""
    return "grille" if referentiel.metier_reglemente.valeur else f"grille {bloc}"


def pv(atelier: Atelier, referentiel: Referentiel) -> bytes:
    mots = _mots(atelier, referentiel)
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
    mots = _mots(atelier, *(d.referentiel for d in dossiers))
    lignes = (
        forms.LigneJpn(ligne=d.ligne, blocs=d.vises, sans_blocs=d.referentiel.metier_reglemente.valeur)
        for d in dossiers
    )
    formulaire = forms.jpn(tuple(lignes))
    valeurs: dict[str, Brut] = {"jpn_date": jour}
    valeurs |= {forms.nom("dossier_numero", d.ligne): d.numero for d in dossiers}
    return write.vierge(formulaire, contexte.jpn(jour, dossiers, mots), _modele(atelier, "jpn"), mots, valeurs)


def session(
    atelier: Atelier, referentiel: Referentiel, vivier: Sequence[VueJure], valeurs: Mapping[str, Brut] | None = None
) -> bytes:
    """With the jurors already known in its drop-down."""
    mots = _mots(atelier, referentiel)
    autour = contexte_session.session(referentiel, vivier, mots)
    return write.vierge(forms.session(referentiel), autour, _modele(atelier, "session"), mots, valeurs)


def planning(
    atelier: Atelier, referentiel: Referentiel, session_: str, passages: Sequence[Passage], noms: Mapping[str, str]
) -> bytes:
    mots, sans_blocs = _mots(atelier, referentiel), referentiel.metier_reglemente.valeur
    lignes, valeurs = contexte_session.lignes_de_planning(session_, passages, sans_blocs=sans_blocs)
    formulaire = forms.planning(lignes, session_)
    autour = contexte_session.planning(session_, passages, noms)
    return write.vierge(formulaire, autour, _modele(atelier, "planning"), mots, valeurs)


def planning_vierge(atelier: Atelier) -> bytes:
    """For those who want to see what it is like: the real ones come with their session."""
    mots, lignes = _mots(atelier), tuple(range(1, forms.LIGNES_DE_PLANNING + 1))
    return write.vierge(
        forms.planning(lignes), contexte_session.planning_vierge(lignes), _modele(atelier, "planning"), mots
    )


def compte_rendu(atelier: Atelier, valeurs: Mapping[str, Brut] | None = None) -> bytes:
    mots = _mots(atelier)
    return write.vierge(
        forms.compte_rendu(), contexte_session.compte_rendu(), _modele(atelier, "compte-rendu"), mots, valeurs
    )


def formation(atelier: Atelier) -> bytes:
    mots, modules = _mots(atelier), validation.modules_de_formation(atelier.referentiels)
    autour = contexte_session.formation(modules)
    return write.vierge(forms.formation(modules), autour, _modele(atelier, "formation-jury"), mots)


def demande(atelier: Atelier) -> bytes:
    mots = _mots(atelier)
    return write.vierge(forms.demande(), contexte_session.demande(), _modele(atelier, "demande"), mots)


def vierge(
    atelier: Atelier,
    type_: str,
    referentiel: Referentiel | None,
    bloc: str | None,
    vivier: Sequence[VueJure] = (),
) -> bytes:
    if type_ in SANS_REFERENTIEL:
        return _sans_referentiel(atelier, type_)
    if referentiel is None:
        raise UsageError("Dites de quel référentiel.", f"Par exemple : cqp classeur {type_} --referentiel GC")
    if type_ == "session":
        return session(atelier, referentiel, vivier)
    if type_ == "pv":
        return pv(atelier, referentiel)
    if bloc is None:
        raise UsageError("Dites de quel bloc.", "Par exemple : cqp classeur grille --referentiel GC --bloc B1")
    return grille(atelier, referentiel, bloc_de(referentiel, bloc))


def _sans_referentiel(atelier: Atelier, type_: str) -> bytes:
    faire: dict[str, Callable[[Atelier], bytes]] = {
        "jpn": jpn_vierge,
        "planning": planning_vierge,
        "formation-jury": formation,
        "compte-rendu": compte_rendu,
        "demande": demande,
    }
    return faire[type_](atelier)


def modeles(atelier: Atelier, vivier: Sequence[VueJure]) -> Iterator[Voulu]:
    """The blank workbooks that staff take from outbox/, each with the key of what it is made from."""
    jour = atelier.maintenant.date()
    connus = "".join(j.model_dump_json() for j in vivier)
    for code in atelier.referentiels.codes:
        referentiel, _ = du_jour(atelier, code, jour)
        contenu = referentiel.model_dump_json()
        de = partial(cle, atelier, contenu)
        for b in referentiel.blocs:
            faire = partial(grille, atelier, referentiel, b.code)
            yield f"{code} {referentiel.version} - {nom_de_grille(referentiel, b.code)}.xlsx", de("grille"), faire
        yield f"{code} {referentiel.version} - PV du jury.xlsx", de("pv"), partial(pv, atelier, referentiel)
        faire = partial(session, atelier, referentiel, vivier)
        yield f"{code} {referentiel.version} - session.xlsx", cle(atelier, contenu + connus, "session"), faire
    modules = str(validation.modules_de_formation(atelier.referentiels))
    yield "Formation des jurés.xlsx", cle(atelier, modules, "formation-jury"), partial(formation, atelier)
    yield "Compte rendu de jury.xlsx", cle(atelier, "", "compte-rendu"), partial(compte_rendu, atelier)
    yield "Demande.xlsx", cle(atelier, "", "demande"), partial(demande, atelier)


def cle(atelier: Atelier, contenu: str, type_: str) -> str:
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

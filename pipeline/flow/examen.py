"""One file, from the gate to a fact: accepted or refused on itself and its référentiel alone (contrat.md)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from pipeline import validation
from pipeline.documents.polices import imprimable
from pipeline.inbox import gate
from pipeline.model.anomalie import Anomalie, Constat, Place
from pipeline.model.base import Frozen
from pipeline.model.classeur import Formulaire, Lecture
from pipeline.model.faits import Contenu, EtatDepot, Grille, Jpn, Piece, ProcesVerbal
from pipeline.model.referentiel import Referentiel
from pipeline.model.resultat import ResultatBloc
from pipeline.rules import jury_paritaire, proces_verbal
from pipeline.rules.durees import phases_hors_bornes
from pipeline.rules.evaluation import evaluer
from pipeline.rules.jury_paritaire import Inscrit
from pipeline.texts import dire_tout
from pipeline.validation import Valeurs, Validateur
from pipeline.workbooks import libreoffice
from pipeline.workbooks.read import lire

from .atelier import Atelier

Dockets: TypeAlias = Mapping[dt.date, Mapping[str, Inscrit]]


class Examen(Frozen):
    """What is known of a file once examined; nothing has been written anywhere."""

    etat: EtatDepot
    type: str | None = None
    candidature: str | None = None
    session: str | None = None
    anomalies: tuple[Anomalie, ...] = ()
    contenu: Contenu | None = None
    places: dict[str, Place] = {}
    bloc: ResultatBloc | None = None


def examiner(copie: Path, fichier: str, atelier: Atelier, dockets: Dockets) -> Examen:
    """`fichier` is the name it was dropped under; `dockets` the dossiers of each JPN, by number."""
    verdict = gate.examiner(copie, atelier.espace.reglages.inbox, fichier)
    if verdict.ignore:
        constat = Constat(code=verdict.ignore)
        return Examen(etat=EtatDepot.IGNORE, anomalies=dire_tout([constat], {}, atelier.anomalies))
    if verdict.genre == "ods" and libreoffice.present():
        return _classeur(lire(libreoffice.en_xlsx(copie)), atelier, dockets)
    if not verdict.accepte:
        return _refus(verdict.constats, atelier)
    if verdict.piece:
        candidature, piece = verdict.piece
        contenu = Piece(candidature=candidature, piece=piece)
        return Examen(etat=EtatDepot.ACCEPTE, type="piece", candidature=candidature, contenu=contenu)
    return _classeur(lire(copie), atelier, dockets)


def _refus(
    constats: tuple[Constat, ...],
    atelier: Atelier,
    places: Mapping[str, Place] | None = None,
    type_: str | None = None,
    **connu: str | None,
) -> Examen:
    anomalies = dire_tout(constats, places or {}, atelier.anomalies)
    return Examen(etat=EtatDepot.REFUSE, type=type_, anomalies=anomalies, places=dict(places or {}), **connu)


def _classeur(lecture: Lecture, atelier: Atelier, dockets: Dockets) -> Examen:
    places = lecture.places()
    type_ = lecture.identite.type if lecture.identite else None
    formulaire, constats = validation.identifier(lecture, atelier.referentiels)
    constats = (*lecture.constats, *constats)
    if formulaire is None:
        return _refus(constats, atelier, places, type_)
    validateur = Validateur(argument=atelier.espace.reglages.argument, imprimable=imprimable)
    valeurs, fautes = validation.valider(lecture, formulaire, validateur)
    constats = (*constats, *fautes)
    connu = {k: str(valeurs[f"fiche_{k}"]) for k in ("candidature", "session") if valeurs.get(f"fiche_{k}")}
    if any(map(atelier.bloque, constats)):
        return _refus(constats, atelier, places, type_, **connu)
    contenu = _contenu(formulaire, valeurs, atelier)
    constats = (*constats, *_regles(contenu, atelier, dockets, valeurs))
    if any(map(atelier.bloque, constats)):
        return _refus(constats, atelier, places, type_, **connu)
    return Examen(
        etat=EtatDepot.ACCEPTE,
        type=type_,
        anomalies=dire_tout(constats, places, atelier.anomalies),
        contenu=contenu,
        places=places,
        bloc=_bloc(contenu, atelier),
        **connu,
    )


def _contenu(formulaire: Formulaire, valeurs: Valeurs, atelier: Atelier) -> Contenu:
    identite = formulaire.identite
    if identite.type == "jpn":
        return validation.jpn(valeurs, formulaire)
    referentiel = atelier.referentiel(identite.referentiel or "", identite.version or "")
    if identite.type == "grille":
        return validation.grille(valeurs, referentiel, identite.bloc or "")
    return validation.pv(valeurs, referentiel)


def _regles(contenu: Contenu, atelier: Atelier, dockets: Dockets, valeurs: Valeurs) -> Iterator[Constat]:
    """The rules that one file must follow by itself."""
    match contenu:
        case Grille():
            yield from phases_hors_bornes(contenu, _referentiel(contenu, atelier))
            yield from _date(contenu.date, "fiche_date", atelier)
        case ProcesVerbal():
            yield from proces_verbal.verifier(contenu, _referentiel(contenu, atelier))
            yield from _date(contenu.date, "fiche_date", atelier)
        case Jpn():
            yield from _jpn(contenu, dockets, valeurs)
        case Piece():
            pass


def _referentiel(contenu: Grille | ProcesVerbal, atelier: Atelier) -> Referentiel:
    return atelier.referentiel(contenu.referentiel, contenu.version)


def _date(date: dt.date, champ: str, atelier: Atelier) -> Iterator[Constat]:
    if date > atelier.maintenant.date():
        yield Constat(code="DATE_A_VENIR", noms=(champ,), valeurs={"date": f"{date:%d/%m/%Y}"})


def _jpn(jpn: Jpn, dockets: Dockets, valeurs: Valeurs) -> Iterator[Constat]:
    inscrits = dockets.get(jpn.date)
    if inscrits is None:
        yield Constat(code="JPN_SANS_ORDRE_DU_JOUR", noms=("jpn_date",), valeurs={"date": f"{jpn.date:%d/%m/%Y}"})
        return
    prefixe = "dossier_numero_"
    lignes = {str(v): int(n.removeprefix(prefixe)) for n, v in valeurs.items() if n.startswith(prefixe)}
    yield from jury_paritaire.verifier(jpn, inscrits, lignes)


def _bloc(contenu: Contenu, atelier: Atelier) -> ResultatBloc | None:
    return evaluer(_referentiel(contenu, atelier), contenu.bloc, contenu) if isinstance(contenu, Grille) else None

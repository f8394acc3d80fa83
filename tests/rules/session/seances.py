"""A session to which nothing is missing, and the words of its faults: a test changes what it is about."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline import forms, texts
from pipeline.model.anomalie import Constat, Gravite, Place
from pipeline.model.planning import Conflit, Passage, Planning
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Convoque, Jure, Session
from pipeline.rules.session.situation import ContexteSession, Retenue, SituationSession
from pipeline.rules.session.situer import situer
from pipeline.rules.session.vivier import Vivier
from tests.rules.fabrique import ANOMALIES, depot, livre

GC = livre("GC")
LUNDI = dt.date(2023, 10, 2)
UN_MOIS_AVANT = dt.date(2023, 9, 2)
AVANT = dt.date(2023, 8, 1)  # everything is still in time
CONVOCATION, PREREMPLI = Retenue.CONVOCATION, Retenue.PREREMPLI
LIBRE: frozenset[Retenue] = frozenset()
TOUT = frozenset(Retenue)
NAISSANCE = {
    "sexe": "F",
    "naissance_le": dt.date(1990, 5, 4),
    "naissance_commune": "Nulle-Part",
    "naissance_code": "00000",
}


def candidat(ligne: int = 1, **autres: Any) -> Convoque:  # noqa: ANN401 — any field
    brut = {
        "ligne": ligne,
        "candidature": f"C-{ligne}",
        "nom": f"Témoin-{ligne}",
        "prenom": "Camille",
        "etat_civil": NAISSANCE,
        "email": f"c{ligne}@exemple.invalid",
        "organisme": "CPAM de Quelque-Part",
        "branche": "Maladie",
        "voie": "Formation",
        "poste": "Gestionnaire conseil",
        "portee": "Certification",
        "vises": ("B1", "B2", "B3"),
        "pieces": {"carnet": dt.date(2023, 9, 1)},
    }
    return Convoque.model_validate(brut | autres)


def vae(ligne: int = 1, **autres: Any) -> Convoque:  # noqa: ANN401 — any field
    """Neither organisme, post nor carnet: a person's own right (S0 §4.1)."""
    brut = {"voie": "VAE", "recevabilite_le": dt.date(2023, 5, 2), "organisme": None, "poste": None, "pieces": {}}
    return candidat(ligne, **brut | autres)


def president(ligne: int = 1, **autres: Any) -> Jure:  # noqa: ANN401 — any field
    brut = {"nom": "Paule Présidente", "role": "Président", "qualite": "Ucanss", "organisme": "Ucanss"}
    return _jure(ligne, **brut | {"formation_minutes": 240, "profil": None} | autres)


def expert(ligne: int = 2, **autres: Any) -> Jure:  # noqa: ANN401 — any field
    brut = {"nom": "Ève Experte", "role": "Expert métier", "qualite": "Organisme", "organisme": "CPAM d'Ailleurs"}
    return _jure(ligne, **brut | {"formation_minutes": 210} | autres)


def _jure(ligne: int, **autres: Any) -> Jure:  # noqa: ANN401 — any field
    brut = {
        "ligne": ligne,
        "jury": 1,
        "branche": "Maladie",
        "profil": "Cadre technique",
        "connait_le_cqp": True,
        "valide_le": dt.date(2023, 3, 1),
        "accord_le": dt.date(2023, 7, 1),
        "formation_le": dt.date(2023, 3, 1),
        "formation_etapes": 3,
        "declaration_le": dt.date(2023, 9, 1),
    }
    return Jure.model_validate(brut | autres)


def session(candidats: Sequence[Convoque] = (), jures: Sequence[Jure] = (), **autres: Any) -> Session:  # noqa: ANN401 — any field
    brut = {
        "session": "S-1",
        "date": LUNDI,
        "referentiel": "GC",
        "version": "2023.1",
        "mode": "Présentiel",
        "lieu": "Centre d'examen de Nulle-Part",
        "responsable_nom": "Sacha Organisatrice",
        "convocations_le": dt.date(2023, 8, 1),
        "salles": [{"jury": n, "salle": f"Salle {n}"} for n in (1, 2)],
        "candidats": tuple(candidats) or (candidat(),),
        "jures": tuple(jures) or (president(), expert()),
    }
    return Session.model_validate(brut | autres)


def passage(candidature: str, jury: int = 1, jour: dt.date = LUNDI) -> Passage:
    return Passage(candidature=candidature, bloc="B1", duree=70, debrief=15, jury=jury, jour=jour, debut=540)


def situation(
    une: Session,
    referentiel: Referentiel = GC,
    passages: Iterable[Passage] | None = None,
    conflits: Iterable[Conflit] = (),
    **autres: Any,  # noqa: ANN401 — any field of the context, or `connus`
) -> SituationSession:
    """Every candidate before the first jury unless `passages` says otherwise. Each fault can be told, on real cells."""
    places = {c.nom: Place(feuille="Session", cellule="A1", nom=c.nom) for c in forms.session(referentiel).champs}
    prevu = [passage(c.candidature, c.jury or 1) for c in une.candidats] if passages is None else passages
    connus = autres.pop("connus", Vivier())
    contexte = ContexteSession(**{"maintenant": AVANT} | autres)
    planning = Planning(passages=tuple(prevu))
    situee = situer(une, depot(une), referentiel, connus, contexte, planning, tuple(conflits))
    for constat in situee.constats:
        assert constat.noms, f"{constat.code} says no place"
        assert set(constat.noms) <= places.keys(), f"{constat.code} points to cells that do not exist"
        texts.dire(constat, places, ANOMALIES)
    return situee


def codes(situee: SituationSession, *gravites: Gravite) -> set[str]:
    """The codes found, of these gravities when some are given."""
    return {c.code for c in situee.constats if not gravites or gravite(c) in gravites}


def gravite(constat: Constat) -> Gravite:
    return constat.gravite or ANOMALIES[constat.code].gravite


def trouve(situee: SituationSession, code: str) -> Constat:
    return next(c for c in situee.constats if c.code == code)


def retenues(situee: SituationSession, candidature: str = "C-1") -> frozenset[Retenue]:
    """What is held of this candidate."""
    return frozenset(r for r in Retenue if situee.retenu(candidature, r))

"""A session of a jury professionnel driven as staff drive it: a workbook filled, dropped, corrected."""

import datetime as dt
from pathlib import Path

from pipeline.model.classeur import Brut
from pipeline.model.etat import VueSession
from tests.outils.espace import Chantier

SESSION = "S-1"
DATE = dt.date(2023, 10, 2)
PREPARATION = "2023-08-21T09:00"
AVANT = "2023-09-20T09:00"
CARNET = dt.date(2023, 9, 25)  # seven days before, the last day (N-014)
ACCORD = dt.date(2023, 7, 17)
DECLARATION = dt.date(2023, 9, 18)

JURES: tuple[dict[str, Brut], ...] = (
    {"nom": "Alix Témoin", "role": "Président", "organisme": "Ucanss", "qualite": "Ucanss"},
    {"nom": "Bo Témoin", "role": "Expert métier", "organisme": "CAF de Nulle-Part", "qualite": "Organisme"},
)


def jure(**changements: Brut) -> dict[str, Brut]:
    """A juror to whom nothing is missing."""
    role = changements.get("role", "Expert métier")
    return {
        "jury": 1,
        "branche": "Maladie",
        "email": "jure@exemple.invalid",
        "profil": "Formateur métier",
        "connaissance": "Oui",
        "validation_le": ACCORD,
        "accord_le": ACCORD,
        "formation_le": ACCORD,
        "formation_minutes": 240 if role == "Président" else 210,
        "formation_etapes": 3,
        "declaration_le": DECLARATION,
        **changements,
    }


def candidat(candidature: str, **changements: Brut) -> dict[str, Brut]:
    """A candidate of the GC, as `Chantier.pv` names him, to whom nothing is missing."""
    return {
        "candidature": candidature,
        "nom": f"Nom-{candidature}",
        "prenom": "Prénom",
        "email": f"{candidature.lower()}@exemple.invalid",
        "organisme": "CPAM de Quelque-Part",
        "branche": "Maladie",
        "employeur_email": "rh@exemple.invalid",
        "poste": "Gestionnaire conseil",
        "voie": "Formation",
        "portee": "Certification",
        "piece_carnet_le": CARNET,
        **changements,
    }


def seance(**changements: Brut) -> dict[str, Brut]:
    return {
        "fiche_session": SESSION,
        "fiche_date": DATE,
        "date_fin": DATE + dt.timedelta(days=1),  # two whole candidatures do not fit in a day
        "mode_session": "Présentiel",
        "session_lieu": "Centre d’examen de Nulle-Part",
        "session_acces": "Tramway 0",
        "session_responsable_nom": "Sacha Organisatrice",
        "session_responsable_email": "sacha@exemple.invalid",
        "jury_salle_1": "Salle Iris",
        "convocations_le": dt.date(2023, 8, 22),
        **changements,
    }


def deposer(
    chantier: Chantier,
    candidats: list[dict[str, Brut]],
    jures: list[dict[str, Brut]] | None = None,
    nom: str = "Session S-1.xlsx",
    referentiel: str = "GC",
    **seance_: Brut,
) -> Path:
    """The workbook of a session in inbox/."""
    valeurs = seance(**seance_)
    for n, c in enumerate(candidats, start=1):
        valeurs |= {f"candidat_{champ}_{n}": v for champ, v in c.items()}
    for n, j in enumerate([jure(**j) for j in JURES] if jures is None else jures, start=1):
        valeurs |= {f"membre_{champ}_{n}": v for champ, v in j.items()}
    return chantier.remplir(chantier.vierge("session", referentiel), chantier.inbox / nom, valeurs)


def vue(chantier: Chantier, quand: str = AVANT, session: str = SESSION) -> VueSession:
    return next(s for s in chantier.etat(quand).sessions if s.id == session)


def kit(chantier: Chantier, session: str = SESSION) -> set[str]:
    """The files of its folder, without their extension's twin."""
    dossier = chantier.institut / session
    return {f.relative_to(dossier).as_posix() for f in dossier.rglob("*") if f.is_file() and f.suffix != ".docx"}

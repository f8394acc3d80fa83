"""A small GC written by hand, whose competences meet every rounding case of the samples."""

from typing import Any

from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import Voie

# Competences and their number of criteria: every rounding case of the table above is met.
BLOCS: dict[str, tuple[str, dict[str, int]]] = {
    "B1": (
        "Gestion de la relation usagers de la Sécurité sociale",
        {
            "Accueillir l'usager et reformuler sa demande": 8,
            "Expliquer un droit ou une démarche dans une langue claire": 4,
            "Traiter un courrier ou un courriel dans le délai attendu": 5,
            "Prévenir et apaiser une situation de tension": 3,
            "Orienter l'usager vers le bon interlocuteur": 6,
        },
    ),
    "B2": (
        "Contribution à la maîtrise des risques et à la qualité du service de la Sécurité sociale",
        {"Repérer une anomalie et en mesurer les effets": 4, "Proposer une amélioration à partir d'un constat": 5},
    ),
    "B3": (
        "Gestion des droits de l'usager de la Sécurité sociale",
        {
            "Analyser la situation d'un usager au regard de la législation": 6,
            "Réunir et contrôler les pièces d'un dossier": 4,
            "Calculer un droit et justifier le résultat": 5,
            "Notifier une décision et ses voies de recours": 3,
        },
    ),
}


def referentiel(**changements: Any) -> Referentiel:  # noqa: ANN401 — any field of the model
    """A small GC, with the exact titles of its blocs (S3 §3.1)."""

    def valeur(v: object, source: str = "S3 §1") -> dict[str, object]:
        return {"valeur": v, "source": source}

    blocs, criteres, epreuves = [], [], []
    for bloc, (intitule, competences) in BLOCS.items():
        codes = {f"{bloc}.C{i}": (titre, n) for i, (titre, n) in enumerate(competences.items(), 1)}
        blocs.append(
            {
                "code": bloc,
                "intitule": intitule,
                "source": "S3 §3.1",
                "competences": [
                    {"code": c, "intitule": titre, "activites": ["A1"], "source": "exemple"}
                    for c, (titre, _) in codes.items()
                ],
            }
        )
        criteres += [
            {
                "code": f"{c}.{k}",
                "competence": c,
                "epreuves": [f"E{bloc}"],
                "libelle": f"Indice observable {k} de la compétence",
                "source": "exemple",
            }
            for c, (_, n) in codes.items()
            for k in range(1, n + 1)
        ]
        phases = [
            {"code": f"E{bloc}.P1", "intitule": "Observation", "minutes_max": 50, "source": "S3 §3.1.3"},
            {"code": f"E{bloc}.P2", "intitule": "Échange avec le jury", "minutes_max": 20, "source": "S3 §3.1.3"},
        ]
        epreuves.append(
            {
                "code": f"E{bloc}",
                "bloc": bloc,
                "intitule": "Observation en situation de travail, puis entretien",
                "nature": "observation",
                "minutes": 70,
                "phases": phases,
                "source": "S3 §3.1.3",
            }
        )
    brut: dict[str, object] = {
        "code": "GC",
        "version": "2023.1",
        "statut": "officiel",
        "sigle": "GC",
        "intitule": valeur("Gestionnaire conseil de la Sécurité sociale"),
        "certificateurs": valeur(["Ucanss", "CPNEFP du régime général de sécurité sociale"]),
        "regime": valeur("regime-general"),
        "en_vigueur": {"du": "2023-09-01", "au": "2026-07-08", "source": "RNCP"},
        "metier_reglemente": valeur(v=False),
        "rncp": {
            "numero": "35729",
            "niveau": 5,
            "nsf": [
                {"code": "313t", "libelle": "Instruction de dossiers, traitements de flux et de produits financiers"},
                {"code": "300", "libelle": "Spécialités plurivalentes des services"},
            ],
            "source": "RNCP",
        },
        "voies": valeur([v.value for v in Voie]),
        "activites": [{"code": "A1", "intitule": "Relation avec les usagers", "source": "exemple"}],
        "blocs": blocs,
        "evaluation": {"epreuves": epreuves, "criteres": criteres},
        "regles": {
            "seuil_criteres": {"numerateur": 4, "denominateur": 5, "source": "S3 §1.2"},
            "seuil_competences": {"numerateur": 4, "denominateur": 5, "source": "S3 §1.2"},
            "arrondi": valeur("demi-superieur", "S3 §1.2"),
            "non_observe": valeur("indetermine", "K13"),
            "competences_capitalisables": valeur(v=False),
            "equivalences": [{"bloc": "B1", "referentiel": "COS", "autre_bloc": "B1", "source": "S3 §1.3"}],
        },
        "jury": {
            "effectif_min": valeur(2),
            "effectif_max": valeur(2),
            "sieges": [
                {"role": role, "minimum": 1, "maximum": 1, "source": "S3 §2.2"}
                for role in ("Président", "Expert métier")
            ],
            "absence": valeur("report"),
            "formation": valeur("tous"),
            "branche_du_president": valeur("indifferente"),
            "branche_de_l_expert": valeur("meme"),
            "annonce_par_le_jury": valeur(v=False),
        },
        "pieces": [
            {
                "piece": "carnet",
                "libelle": "Carnet de suivi",
                "voies": ["Formation", "Formation individualisée"],
                "source": "S0 §3.2",
            },
            {"piece": "livret2", "libelle": "Dossier de validation (livret 2)", "voies": ["VAE"], "source": "S3 §3.2"},
        ],
        "vae": {
            "ouverte": valeur(v=True),
            "blocs_seuls": valeur(v=False),
            "presentation": {
                "code": "VAE.P1",
                "intitule": "Présentation du parcours",
                "minutes_min": 5,
                "minutes_max": 10,
                "source": "S3 §3.2",
            },
            "questions": {"code": "VAE.P2", "intitule": "Questions du jury", "minutes_max": 35, "source": "S3 §3.2"},
            "harmonisation": {
                "code": "VAE.P0",
                "intitule": "Mise en commun du jury",
                "minutes_min": 20,
                "minutes_max": 30,
                "source": "S0 §4.2",
            },
            "plafond_minutes": {"valeur": 60, "source": "S0 §4.2, K9"},
        },
    }
    return Referentiel.model_validate(brut | changements)


def sans_regle() -> Referentiel:
    """No text gives a threshold: nothing is computed."""
    regles = referentiel().regles.model_copy(
        update={"seuil_criteres": None, "seuil_competences": None, "arrondi": None}
    )
    return referentiel(regles=regles)

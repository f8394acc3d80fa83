"""The smaller workbooks around a session: training of jurors, planning, report of the day, orders."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pipeline.model.classeur import Champ, Formulaire, Genre, Identite
from pipeline.model.vocabulaire import Ordre, OuiNon, RoleMembre

from .champs import COURRIEL, COURRIEL_MAX, IDENTIFIANT, NOM_MAX, fiche, formulaire, liste, nom

PARTICIPANTS = 20
ETAPES = 3  # e-learning, virtual class, e-learning with its quiz (S2 §III)
ORDRES = 10
MOTIF_D_ORDRE = r"[\s\S]*[A-Za-zÀ-ÖØ-öø-ÿŒœ]{2}[\s\S]*"  # a word: it is no argument of a jury (S0 §2.3)
LIGNES_DE_PLANNING = 40  # of a blank one

# Codes and wording of what the president checks (S0 §2.3).
POINTS = (
    ("materiel", "Conditions matérielles prévues par le référentiel à disposition"),
    ("cadre", "Cadre de l'évaluation et rôle de chacun rappelés"),
    ("liens", "Aucun membre du jury ne connaît les candidats"),
    ("presentation", "Membres du jury présentés aux candidats"),
    ("identite", "Convocation et identité vérifiées, émargement signé"),
    ("duree", "Nature et durée de l'évaluation rappelées, durées respectées"),
    ("etapes", "Étapes à venir jusqu'aux résultats indiquées aux candidats"),
    ("deliberation", "Délibérations tenues hors de la présence des candidats"),
)
# Official documents received and handed over (S0 §2.3).
DOCUMENTS = (
    ("emargement", "Feuilles d'émargement"),
    ("codes", "Codes de connexion"),
    ("dossiers", "Dossiers de certification"),
)
_LIGNE = re.compile(r"planning_candidature_([0-9]{1,4})")


@lru_cache(maxsize=8)
def formation(modules: tuple[tuple[str, str], ...] = ()) -> Formulaire:
    """`modules`: code and title of each further training that a référentiel asks for."""
    return formulaire(Identite(type="formation-jury"), _formation(modules))


def _formation(modules: tuple[tuple[str, str], ...]) -> Iterator[Champ]:
    yield Champ(
        nom="formation_code",
        role="formation",
        libelle="Formation",
        obligatoire=True,
        motif=IDENTIFIANT,
        aide="Numéro de la session de formation. Exemple : F-2023-05.",
    )
    for n in range(1, PARTICIPANTS + 1):
        tous = (*_participant(n), *_modules(n, modules))
        yield from (c.model_copy(update={"libelle": f"Participant {n} : {c.libelle}"}) for c in tous)


def _participant(n: int) -> Iterator[Champ]:
    for role, libelle, aide in (
        ("participant_nom", "prénom et nom", "Prénom et nom du futur juré."),
        ("participant_organisme", "organisme", "Organisme d'appartenance."),
    ):
        yield Champ(nom=nom(role, n), role=role, libelle=libelle, ligne=n, longueur_max=NOM_MAX, aide=aide)
    yield Champ(
        nom=nom("participant_email", n),
        role="participant_email",
        libelle="courriel",
        ligne=n,
        motif=COURRIEL,
        longueur_max=COURRIEL_MAX,
        aide="Exemple : prenom.nom@exemple.fr.",
    )
    aide = "Rôle auquel il se destine : la durée attendue en dépend."
    yield liste(RoleMembre, nom("participant_role", n), "participant_role", "rôle", aide, ligne=n)
    for etape in range(1, ETAPES + 1):
        yield Champ(
            nom=nom(f"etape_{etape}_le", n),
            role=f"etape_{etape}_le",
            libelle=f"étape {etape}, achevée le",
            genre=Genre.DATE,
            ligne=n,
            aide="Date de fin de l'étape. Exemple : 02/10/2023.",
        )
        yield Champ(
            nom=nom(f"etape_{etape}_minutes", n),
            role=f"etape_{etape}_minutes",
            libelle=f"étape {etape}, en minutes",
            genre=Genre.NOMBRE,
            ligne=n,
            aide="Durée suivie, en minutes entières. Exemple : 105.",
        )
    yield liste(OuiNon, nom("quiz_reussi", n), "quiz_reussi", "quiz réussi", "Quiz de la dernière étape.", ligne=n)


def _modules(n: int, modules: tuple[tuple[str, str], ...]) -> Iterator[Champ]:
    for code, intitule in modules:
        yield Champ(
            nom=nom("module", code, n),
            role=nom("module", code),
            libelle=intitule,
            genre=Genre.DATE,
            ligne=n,
            aide="Date de fin du module. Vide s'il n'a pas été suivi.",
        )


@lru_cache(maxsize=64)
def planning(lignes: tuple[int, ...], session: str | None = None) -> Formulaire:
    return formulaire(Identite(type="planning", session=session), _planning(lignes))


def lignes_de_planning(noms: Iterable[str]) -> tuple[int, ...]:
    """The lines of an existing workbook, from its defined names."""
    return tuple(sorted(int(trouve[1]) for n in noms if (trouve := _LIGNE.fullmatch(n))))


def _planning(lignes: tuple[int, ...]) -> Iterator[Champ]:
    yield next(c for c in fiche() if c.role == "session")
    for n in lignes:
        yield from (c.model_copy(update={"libelle": f"Ligne {n} : {c.libelle}"}) for c in _creneau(n))


def _creneau(n: int) -> Iterator[Champ]:
    yield Champ(
        nom=nom("planning_candidature", n),
        role="planning_candidature",
        libelle="candidature",
        ligne=n,
        motif=IDENTIFIANT,
        aide="Déjà remplie, à ne pas changer.",
    )
    yield Champ(
        nom=nom("planning_bloc", n),
        role="planning_bloc",
        libelle="évaluation",
        ligne=n,
        aide="Ce qui est évalué. Déjà rempli, à ne pas changer ; vide pour l'entretien unique d'une VAE.",
    )
    yield Champ(
        nom=nom("planning_jury", n),
        role="planning_jury",
        libelle="jury",
        genre=Genre.NOMBRE,
        ligne=n,
        aide="Numéro du jury.",
    )
    yield Champ(
        nom=nom("planning_jour", n),
        role="planning_jour",
        libelle="jour",
        genre=Genre.DATE,
        ligne=n,
        aide="Jour de l'épreuve. Exemple : 02/10/2023.",
    )
    yield Champ(
        nom=nom("planning_debut", n),
        role="planning_debut",
        libelle="début",
        genre=Genre.HEURE,
        ligne=n,
        aide="Heure à laquelle l'épreuve commence. Exemple : 09:30.",
    )


@lru_cache(maxsize=1)
def compte_rendu() -> Formulaire:
    return formulaire(Identite(type="compte-rendu"), _compte_rendu())


def _compte_rendu() -> Iterator[Champ]:
    yield from (c for c in fiche() if c.role != "candidature")
    yield Champ(
        nom="fiche_jury",
        role="jury",
        libelle="Jury",
        genre=Genre.NOMBRE,
        obligatoire=True,
        aide="Numéro du jury. 1 s'il n'y en a qu'un.",
    )
    yield Champ(
        nom="fiche_redacteur",
        role="redacteur",
        libelle="Président du jury",
        obligatoire=True,
        longueur_max=NOM_MAX,
        aide="Prénom et nom de qui rédige ce compte rendu.",
    )
    for code, libelle in POINTS:
        yield liste(OuiNon, nom("point", code), "point", libelle, "Oui ou Non.", critere=code)
        yield Champ(
            nom=nom("precision", code),
            role="precision",
            libelle=f"Précision : {libelle}",
            critere=code,
            aide="Demandée quand la réponse est Non.",
        )
    for code, libelle in DOCUMENTS:
        yield liste(OuiNon, nom("recu", code), "recu", libelle, "Oui si reçus et remis.", critere=code)
    yield from _faits()


def _faits() -> Iterator[Champ]:
    for role, libelle, aide in (
        ("faits_notables", "Faits notables", "Ce qu'il faut savoir de la journée. « Aucun » s'il n'y en a pas."),
        ("difficultes", "Difficultés rencontrées", "Vide s'il n'y en a pas eu."),
        ("non_conformites", "Écarts au référentiel", "En quoi le déroulement s'en est écarté. Vide s'il est conforme."),
        ("materiel", "Problèmes matériels", "Salle, connexion, équipement. Vide s'il n'y en a pas eu."),
        ("incident_nature", "Situation exceptionnelle : nature", "Vide s'il n'y en a pas eu."),
        ("incident_impact", "Situation exceptionnelle : conséquences", "Ce qu'elle a changé au déroulement."),
        ("incident_decision", "Situation exceptionnelle : décision", "Adaptation, report ou autre décision prise."),
        ("incident_justification", "Situation exceptionnelle : justification", "Pourquoi elle garantit l'égalité."),
    ):
        yield Champ(nom=nom("rapport", role), role=role, libelle=libelle, aide=aide)
    yield Champ(
        nom="candidats_absents",
        role="candidats_absents",
        libelle="Candidats absents",
        motif=rf"{IDENTIFIANT}(\s*[,;\s]\s*{IDENTIFIANT})*",
        aide="Candidatures séparées par des virgules. Vide si tous étaient là.",
    )
    aide = "Oui si ce compte rendu doit être joint au jury paritaire national."
    yield liste(OuiNon, "pour_le_jpn", "pour_le_jpn", "À joindre au jury paritaire", aide)


@lru_cache(maxsize=1)
def demande() -> Formulaire:
    return formulaire(Identite(type="demande"), _demande())


def _demande() -> Iterator[Champ]:
    yield Champ(
        nom="demande_demandeur",
        role="demandeur",
        libelle="Demandé par",
        obligatoire=True,
        longueur_max=NOM_MAX,
        aide="Votre prénom et votre nom.",
    )
    for n in range(1, ORDRES + 1):
        yield from _ordre(n)


def _ordre(n: int) -> Iterator[Champ]:
    yield liste(Ordre, nom("ordre_quoi", n), "ordre", f"Ordre {n}", "Ce que le programme doit faire.", ligne=n)
    yield Champ(
        nom=nom("ordre_date", n),
        role="ordre_date",
        libelle=f"Ordre {n} : date du jury paritaire",
        genre=Genre.DATE,
        ligne=n,
        aide="Pour préparer, proclamer, imprimer ou noter l'envoi des résultats. Exemple : 13/10/2023.",
    )
    yield Champ(
        nom=nom("ordre_cible", n),
        role="ordre_cible",
        libelle=f"Ordre {n} : numéro",
        ligne=n,
        longueur_max=NOM_MAX,
        aide="De quoi il s'agit : un dépôt, un document, un parchemin, une session, une candidature, ou deux pour "
        "une fusion. Chaque numéro se lit dans suivi.xlsx.",
    )
    yield Champ(
        nom=nom("ordre_texte", n),
        role="ordre_texte",
        libelle=f"Ordre {n} : mot, nom ou moment",
        ligne=n,
        longueur_max=NOM_MAX,
        aide="Le mot à libérer ; le nom exact (Durand, Anaïs) ; quand l'envoi est parti (14/10/2023 à 9 h 30 ; vide : "
        "maintenant). Ailleurs, facultatif : de qui il s'agit ; l'ordre n'est exécuté que si le numéro est le sien.",
    )
    yield Champ(
        nom=nom("ordre_motif", n),
        role="ordre_motif",
        libelle=f"Ordre {n} : motif",
        ligne=n,
        motif=MOTIF_D_ORDRE,
        aide="Pourquoi, en un mot au moins. Toujours demandé. Exemple : Tachée.",
    )

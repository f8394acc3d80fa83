"""The PV of the jury professionnel (S0 §3.1, S3 §4): identity and scope, presence, decisions, arguments, comments."""

from collections.abc import Iterator
from functools import lru_cache

from pipeline.model.classeur import Champ, Formulaire, Genre, Identite
from pipeline.model.referentiel import Bloc, Referentiel
from pipeline.model.vocabulaire import (
    Avis,
    Branche,
    Deroulement,
    OuiNon,
    Preconisation,
    RoleMembre,
    Verdict,
    Voie,
)

from .champs import COURRIEL, COURRIEL_MAX, MINUTES, NOM_MAX, argument, fiche, formulaire, liste, nom
from .unites import Mots, mots

MEMBRES = 3  # lines, whatever the jury of the référentiel: a member too many must be able to be seen (S3 §2.2)
PRECONISATIONS = 3


@lru_cache(maxsize=64)
def pv(referentiel: Referentiel) -> Formulaire:
    identite = Identite(type="pv", referentiel=referentiel.code, version=referentiel.version)
    return formulaire(identite, _champs(referentiel))


def _champs(referentiel: Referentiel) -> Iterator[Champ]:
    dits = mots(referentiel)
    yield from fiche()
    yield from _candidat()
    yield from _portee(referentiel)
    yield from _deroulement()
    for ligne in range(1, MEMBRES + 1):
        yield from _membre(ligne)
    for bloc in referentiel.blocs:
        yield from _decisions(bloc, dits)
    yield from _avis(dits)
    yield from _argumentation(dits)
    yield from _commentaires()
    yield from _incident()
    for bloc in referentiel.blocs:
        yield Champ(
            nom=nom("duree", bloc.code),
            role="duree",
            libelle=dits.de("duree", bloc),
            genre=Genre.NOMBRE,
            bloc=bloc.code,
            aide=f"{MINUTES} Laissez vide en VAE : l'entretien se note plus bas.",
        )
    yield from _entretien_vae(referentiel)


def _entretien_vae(referentiel: Referentiel) -> Iterator[Champ]:
    """One interview for all blocs (S3 §3.2); `critere` tells its phases apart."""
    for code, phase in referentiel.vae.phases.items():
        prevu = f"{phase.au_moins} à {phase.minutes_max}" if phase.au_moins < phase.minutes_max else phase.minutes_max
        yield Champ(
            nom=nom("duree_vae", code),
            role="duree_vae",
            libelle=f"VAE : {phase.intitule}",
            genre=Genre.NOMBRE,
            critere=code,
            aide=f"En VAE seulement. {MINUTES} Prévu : {prevu} minutes.",
            recent=True,
        )


def _candidat() -> Iterator[Champ]:
    for role, libelle in (("nom", "Nom"), ("prenom", "Prénom")):
        yield Champ(
            nom=nom("fiche", role),
            role=role,
            libelle=libelle,
            obligatoire=True,
            longueur_max=NOM_MAX,
            aide=f"{libelle} du candidat, comme sur sa pièce d'identité.",
        )
    yield Champ(
        nom="fiche_email",
        role="email",
        libelle="Adresse électronique du candidat",
        motif=COURRIEL,
        longueur_max=COURRIEL_MAX,
        aide="Adresse à laquelle le résultat sera envoyé. Exemple : prenom.nom@exemple.fr.",
    )
    yield Champ(
        nom="fiche_organisme",
        role="organisme",
        libelle="Organisme du candidat",
        aide="Organisme de Sécurité sociale qui emploie le candidat. Facultatif en VAE.",
    )
    yield liste(
        Branche, "fiche_branche", "branche", "Branche de législation", "Branche de l'organisme. Facultatif en VAE."
    )
    yield Champ(
        nom="fiche_employeur_email",
        role="employeur_email",
        libelle="Adresse électronique de l'employeur",
        motif=COURRIEL,
        longueur_max=COURRIEL_MAX,
        aide="Adresse du service qui recevra le résultat. Exemple : rh@exemple.fr.",
    )


def _portee(referentiel: Referentiel) -> Iterator[Champ]:
    yield liste(
        Voie, "fiche_voie", "voie", "Voie d'accès", "Parcours par lequel le candidat se présente.", obligatoire=True
    )
    dits = mots(referentiel)
    yield liste(dits.portees, "fiche_portee", "portee", "Portée de la candidature", dits.aide_portee, obligatoire=True)
    for bloc in referentiel.blocs:
        yield liste(
            OuiNon,
            nom("vise", bloc.code),
            "vise",
            dits.de("vise", bloc),
            dits.de("aide_vise", bloc),
            bloc=bloc.code,
        )


def _deroulement() -> Iterator[Champ]:
    yield liste(
        Deroulement,
        "fiche_deroulement",
        "deroulement",
        "Déroulement",
        "Tenu si l'évaluation a eu lieu ; sinon, ce qui l'a empêchée.",
        obligatoire=True,
    )
    yield liste(
        OuiNon,
        "identite_verifiee",
        "identite_verifiee",
        "Identité et convocation vérifiées",
        "Oui si la pièce d'identité et la convocation ont été contrôlées.",
    )
    yield liste(
        OuiNon,
        "deliberation_hors_candidat",
        "deliberation_hors_candidat",
        "Délibération hors de la présence du candidat",
        "Oui si le candidat était absent pendant la délibération.",
    )


def _membre(ligne: int) -> Iterator[Champ]:
    yield Champ(
        nom=nom("membre_nom", ligne),
        role="membre_nom",
        libelle=f"Membre {ligne} : prénom et nom",
        ligne=ligne,
        longueur_max=NOM_MAX,
        aide="Laissez la ligne vide si le jury compte moins de membres.",
    )
    yield liste(
        RoleMembre,
        nom("membre_role", ligne),
        "membre_role",
        f"Membre {ligne} : rôle",
        "Rôle tenu dans ce jury.",
        ligne=ligne,
    )
    yield Champ(
        nom=nom("membre_organisme", ligne),
        role="membre_organisme",
        libelle=f"Membre {ligne} : organisme",
        ligne=ligne,
        aide="Organisme d'appartenance, qui n'est pas celui du candidat.",
    )
    for role, libelle, aide in (
        ("membre_present", "présent", "Oui si le membre a siégé du début à la fin."),
        ("membre_signature", "a signé", "Non demandé : c'est le scan du procès-verbal signé qui fait foi."),
    ):
        yield liste(OuiNon, nom(role, ligne), role, f"Membre {ligne} : {libelle}", aide, ligne=ligne)


def _decisions(bloc: Bloc, dits: Mots) -> Iterator[Champ]:
    aide_motif = "À remplir quand le jury décide autrement que le calcul, ou quand le calcul ne peut pas conclure."
    for competence in bloc.competences:
        yield liste(
            Verdict,
            nom("jury_competence", competence.code),
            "jury_competence",
            f"{competence.code} : {competence.intitule}",
            dits.aide_competence,
            bloc=bloc.code,
            competence=competence.code,
        )
        yield argument(
            nom("ecart_motif", competence.code),
            "ecart_motif",
            f"Motif de l'écart, compétence {competence.code}",
            aide_motif,
            bloc=bloc.code,
            competence=competence.code,
        )
    yield liste(
        Verdict,
        nom("jury_bloc", bloc.code),
        "jury_bloc",
        dits.de("ensemble", bloc),
        dits.aide_ensemble,
        bloc=bloc.code,
    )
    yield argument(nom("ecart_motif", bloc.code), "ecart_motif", dits.de("motif", bloc), aide_motif, bloc=bloc.code)


def _avis(dits: Mots) -> Iterator[Champ]:
    yield liste(Avis, "avis_jury", "avis", "Avis du jury", dits.aide_avis)
    yield argument("ecart_motif_avis", "ecart_motif", "Motif de l'écart, avis", dits.aide_motif_avis)


def _argumentation(dits: Mots) -> Iterator[Champ]:
    yield argument(
        "releve_decision",
        "releve_decision",
        "Relevé de décision",
        "Ce que le jury propose et pourquoi : des faits observés, sans jugement sur la personne.",
    )
    yield argument(
        "points_forts", "points_forts", "Points forts", "Toujours demandés : précis, descriptifs, illustrés."
    )
    yield argument(
        "points_faibles",
        "points_faibles",
        "Points faibles",
        dits.aide_points_faibles,
    )
    for ligne in range(1, PRECONISATIONS + 1):
        yield liste(
            Preconisation,
            nom("preconisation_type", ligne),
            "preconisation_type",
            f"Préconisation {ligne} : nature",
            "Nature de ce que le jury conseille.",
            ligne=ligne,
        )
        yield argument(
            nom("preconisation", ligne),
            "preconisation",
            f"Préconisation {ligne}",
            "Ce qui aiderait le candidat à acquérir ce qui manque.",
            ligne=ligne,
        )
    yield argument("axes_progres", "axes_progres", "Axes de progrès", "Ce que le candidat peut encore développer.")


def _commentaires() -> Iterator[Champ]:
    yield argument(
        "commentaire_candidat",
        "commentaire_candidat",
        "Commentaire pour le candidat",
        "Lu par le candidat seul. N'annoncez aucun résultat.",
    )
    yield argument(
        "commentaire_employeur",
        "commentaire_employeur",
        "Commentaire pour l'employeur",
        "Lu par l'employeur seul. N'annoncez aucun résultat.",
    )


def _incident() -> Iterator[Champ]:
    for partie, libelle, aide in (
        ("nature", "Incident : nature", "Ce qui s'est passé. Laissez vide s'il n'y a pas eu d'incident."),
        ("impact", "Incident : conséquences", "Ce que l'incident a changé au déroulement."),
        ("decision", "Incident : décision", "Adaptation, report ou autre décision prise."),
        ("justification", "Incident : justification", "Pourquoi cette décision garantit l'égalité de traitement."),
    ):
        role = nom("incident", partie)
        yield argument(role, role, libelle, aide)

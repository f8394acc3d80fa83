"""The workbook of a session: the day, the candidates, the jurors, where each jury sits, who will be absent."""

from collections.abc import Iterator
from functools import lru_cache

from pipeline.model.classeur import Champ, Formulaire, Genre, Identite
from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import (
    Branche,
    Mode,
    OuiNon,
    Participation,
    Qualite,
    RoleMembre,
    Sexe,
    Voie,
)

from .champs import COURRIEL, COURRIEL_MAX, IDENTIFIANT, NOM_MAX, fiche, formulaire, liste, nom
from .unites import mots

CANDIDATS = 60
JURES = 24
JURYS = 6
ABSENCES = 6
INSEE = r"[0-9AB]{5}|[0-9]{4,5}"
CANDIDATURES = rf"{IDENTIFIANT}(\s*[,;\s]\s*{IDENTIFIANT})*"


@lru_cache(maxsize=64)
def session(referentiel: Referentiel) -> Formulaire:
    identite = Identite(type="session", referentiel=referentiel.code, version=referentiel.version)
    return formulaire(identite, _champs(referentiel))


def _champs(referentiel: Referentiel) -> Iterator[Champ]:
    yield from _seance()
    for ligne in range(1, CANDIDATS + 1):
        yield from _candidat(referentiel, ligne)
    for ligne in range(1, JURES + 1):
        yield from _jure(ligne)
    for jury in range(1, JURYS + 1):
        yield _texte("jury_salle", f"Jury {jury} : salle", "Salle où siège ce jury.", jury)
        yield _texte("jury_lien", f"Jury {jury} : lien", "Adresse de la visioconférence de ce jury.", jury)
    for ligne in range(1, ABSENCES + 1):
        yield _texte("absence_membre", f"Absence {ligne} : membre", "Prénom et nom du juré empêché.", ligne)
        yield _texte("absence_motif", f"Absence {ligne} : motif", "Raison de l'absence.", ligne)
        aide = "Prénom et nom du juré qui le remplace, inscrit dans la feuille Jurés. Vide : le jury est reporté."
        yield _texte("absence_remplacant", f"Absence {ligne} : remplaçant", aide, ligne)


def _texte(role: str, libelle: str, aide: str, ligne: int | None = None, **plus: object) -> Champ:
    """A plain text of a line, or of the session when it has none."""
    return Champ.model_validate(
        {
            "nom": nom(role, ligne) if ligne else role,
            "role": role,
            "libelle": libelle,
            "aide": aide,
            "ligne": ligne,
            **plus,
        }
    )


def _jour(role: str, libelle: str, aide: str, ligne: int | None = None) -> Champ:
    return _texte(role, libelle, f"{aide} Exemple : 02/10/2023.", ligne, genre=Genre.DATE)


def _seance() -> Iterator[Champ]:
    yield from (c for c in fiche() if c.role != "candidature")
    yield _jour("date_fin", "Dernier jour", "Si la session dure plusieurs jours.")
    yield liste(Mode, "mode_session", "mode", "Mode", "Présentiel, Teams, Zoom, ou sur dossier.")
    for role, libelle, aide in (
        ("lieu", "Lieu", "Organisme ou centre d'examen, avec son adresse."),
        ("acces", "Accès", "Comment venir, ou comment se connecter."),
        ("responsable_nom", "Responsable de session", "Prénom et nom, à l'Institut 4.10."),
        ("responsable_telephone", "Téléphone du responsable", "Joignable le jour de la session."),
        ("organisation", "Organisation de la journée", "Accueil, repas, consignes aux jurés."),
        ("documents_autorises", "Documents autorisés", "Ce que le candidat peut apporter ; vide s'il n'y en a pas."),
    ):
        yield _texte(nom("session", role), libelle, aide).model_copy(update={"role": role})
    yield _texte(
        "session_responsable_email",
        "Courriel du responsable",
        "Exemple : prenom.nom@exemple.fr.",
        motif=COURRIEL,
        longueur_max=COURRIEL_MAX,
    ).model_copy(update={"role": "responsable_email"})
    yield liste(
        OuiNon, "session_note_de_frais", "note_de_frais", "Note de frais", "Oui si les jurés en remplissent une."
    )
    yield _jour("convocations_le", "Convocations envoyées le", "Date du premier envoi.")
    yield _texte("convocations_motif", "Motif d'un envoi tardif", "Demandé à moins d'un mois de la session.")
    for role, libelle in (
        ("journee_debut", "Début de la journée"),
        ("journee_fin", "Fin de la journée"),
        ("pause_debut", "Début de la pause"),
        ("pause_fin", "Fin de la pause"),
    ):
        yield _texte(role, libelle, "Exemple : 09:00. Vide : l'horaire habituel.", genre=Genre.HEURE)


def _candidat(referentiel: Referentiel, n: int) -> Iterator[Champ]:
    for champ in (
        *_identite(n),
        *_employeur(n),
        *_demande(referentiel, n),
        *_depots(referentiel, n),
        *_amenagement(n),
        *_adresse(n),
    ):
        yield champ.model_copy(update={"nom": nom("candidat", champ.nom), "libelle": f"Candidat {n} : {champ.libelle}"})


def _identite(n: int) -> Iterator[Champ]:
    aide = "Lettres sans accent, chiffres, points et tirets. Exemple : GC-2023-0042."
    yield _texte("candidature", "candidature", aide, n, motif=IDENTIFIANT)
    yield _texte("nom", "nom", "Nom de naissance, comme sur la pièce d'identité.", n, longueur_max=NOM_MAX)
    yield _texte("nom_usage", "nom d'usage", "S'il diffère du nom de naissance.", n, longueur_max=NOM_MAX)
    yield _texte("prenom", "prénom", "Premier prénom.", n, longueur_max=NOM_MAX)
    yield _texte("autres_prenoms", "autres prénoms", "Dans l'ordre de l'état civil.", n, longueur_max=NOM_MAX)
    yield liste(Sexe, nom("sexe", n), "sexe", "sexe", "F ou M, comme à l'état civil.", ligne=n)
    yield _jour("naissance_le", "né(e) le", "Date de naissance.", n)
    yield _texte("naissance_commune", "commune de naissance", "Nom de la commune.", n)
    yield _texte("naissance_code", "code INSEE de naissance", "Cinq caractères. Exemple : 75056.", n, motif=INSEE)
    yield _texte("naissance_pays", "pays de naissance", "Vide pour la France.", n)
    yield _texte(
        "email",
        "courriel",
        "Adresse à laquelle la convocation et le résultat seront envoyés.",
        n,
        motif=COURRIEL,
        longueur_max=COURRIEL_MAX,
    )


def _employeur(n: int) -> Iterator[Champ]:
    yield _texte("organisme", "organisme", "Organisme employeur. Facultatif en VAE.", n)
    yield liste(Branche, nom("branche", n), "branche", "branche", "Branche de législation.", ligne=n)
    yield _texte("poste", "poste", "Poste tenu dans l'organisme, exigé hors VAE.", n)
    yield _texte("employeur_nom", "contact chez l'employeur", "Prénom et nom.", n, longueur_max=NOM_MAX)
    yield _texte(
        "employeur_email",
        "courriel de l'employeur",
        "Service qui recevra le résultat.",
        n,
        motif=COURRIEL,
        longueur_max=COURRIEL_MAX,
    )
    yield _jour("consentement_vae", "VAE : accord pour informer l'employeur", "Date de l'accord écrit du candidat.", n)


def _demande(referentiel: Referentiel, n: int) -> Iterator[Champ]:
    yield liste(Voie, nom("voie", n), "voie", "voie", "Parcours par lequel le candidat se présente.", ligne=n)
    yield _jour("recevabilite_le", "VAE : recevabilité", "Date de la décision de recevabilité.", n)
    aide = (
        "Jour où le parcours a commencé ; en VAE, la recevabilité suffit. Comparé aux dates de l'enregistrement RNCP."
    )
    yield _jour("entree_le", "entrée dans le parcours", aide, n).model_copy(update={"recent": True})
    dits = mots(referentiel)
    yield liste(dits.portees, nom("portee", n), "portee", "portée", dits.aide_portee, ligne=n)
    for bloc in referentiel.blocs:
        vise, aide = dits.de("vise", bloc), dits.de("aide_vise", bloc)
        libelle = f"{vise[0].lower()}{vise[1:]}"
        yield liste(OuiNon, nom("vise", bloc.code, n), "vise", libelle, aide, bloc=bloc.code, ligne=n)
    options = referentiel.organisation and referentiel.organisation.options
    choix = {"genre": Genre.CHOIX, "choix": options.valeur} if options else {}
    yield _texte("option", "option", "Option du CQP, s'il y en a une.", n, **choix)
    aide = "Numéro du jury qui l'entendra. Vide : le planning choisit."
    yield _texte("jury", "jury", aide, n, genre=Genre.NOMBRE)
    aide = "Convoqué, sauf report ou désistement avant la session."
    yield liste(Participation, nom("participation", n), "participation", "participation", aide, ligne=n)


def _depots(referentiel: Referentiel, n: int) -> Iterator[Champ]:
    for piece in referentiel.pieces:
        role = nom("piece", piece.piece, "le")
        yield _jour(role, f"{piece.libelle} déposé le", "Date du dépôt dans MyCertif.", n)
    yield _jour("derogation_le", "dérogation de l'Ucanss", "Pour un carnet déposé tard : date de l'accord.", n)
    yield _texte("derogation_motif", "motif de la dérogation", "Pourquoi l'Ucanss l'accorde.", n)


def _amenagement(n: int) -> Iterator[Champ]:
    aide = "Date à laquelle le candidat a demandé un aménagement dans MyCertif."
    yield _jour("handicap_le", "aménagement demandé le", aide, n).model_copy(update={"confidentiel": True})
    aide = "Ce qui est accordé, jamais la raison. « Aucun » s'il n'y a rien à prévoir."
    yield _texte("amenagement", "aménagements accordés", aide, n, confidentiel=True)
    aide = "En pourcentage de la durée de chaque épreuve : 33 pour un tiers-temps."
    yield _texte("temps_supplementaire", "temps supplémentaire", aide, n, genre=Genre.NOMBRE, confidentiel=True)


def _adresse(n: int) -> Iterator[Champ]:
    """Of the holder himself, asked once he has something to receive."""
    for role, libelle, aide in (
        (
            "adresse_rue",
            "adresse : numéro et rue",
            "Où le titulaire reçoit son parchemin. Exemple : 2 rue de l'Exemple.",
        ),
        ("adresse_complement", "adresse : complément", "Étage, bâtiment, chez qui ; vide s'il n'y en a pas."),
        ("adresse_code_postal", "adresse : code postal", "Exemple : 01000."),
        ("adresse_commune", "adresse : commune", "Nom de la commune."),
        ("adresse_pays", "adresse : pays", "Vide pour la France."),
    ):
        yield _texte(role, libelle, aide, n, longueur_max=NOM_MAX, recent=True)


def _jure(n: int) -> Iterator[Champ]:
    yield from (c.model_copy(update={"libelle": f"Juré {n} : {c.libelle}"}) for c in (*_membre(n), *_preuves(n)))


def _membre(n: int) -> Iterator[Champ]:
    aide = "Prénom et nom. La liste propose les jurés déjà connus ; leurs autres cases peuvent alors rester vides."
    yield _texte("membre_nom", "prénom et nom", aide, n, longueur_max=NOM_MAX)
    yield liste(RoleMembre, nom("membre_role", n), "membre_role", "rôle", "Rôle tenu dans le jury.", ligne=n)
    aide = "Numéro du jury où il siège. Vide : en réserve, pour un remplacement."
    yield _texte("membre_jury", "jury", aide, n, genre=Genre.NOMBRE)
    aide = "Exemple : prenom.nom@exemple.fr."
    yield _texte("membre_email", "courriel", aide, n, motif=COURRIEL, longueur_max=COURRIEL_MAX)
    yield _texte("membre_organisme", "organisme", "Organisme d'appartenance.", n)
    yield liste(Branche, nom("membre_branche", n), "membre_branche", "branche", "Branche de son organisme.", ligne=n)
    aide = "Qui il représente : Ucanss, caisse nationale, Institut 4.10 ou organisme."
    yield liste(Qualite, nom("membre_qualite", n), "membre_qualite", "au titre de", aide, ligne=n)
    yield _texte("membre_profil", "profil", "Fonction qui le qualifie. Exemple : Référent technique.", n)
    aide = "Oui s'il connaît ce CQP."
    yield liste(OuiNon, nom("membre_connaissance", n), "membre_connaissance", "connaît le CQP", aide, ligne=n)


def _preuves(n: int) -> Iterator[Champ]:
    yield _jour("membre_validation_le", "validé par l'Ucanss le", "Date de la validation.", n)
    yield _jour("membre_accord_le", "accord de sa direction le", "Date de l'accord pour cette session.", n)
    yield _texte(
        "membre_direction_email",
        "courriel de sa direction",
        "Pour demander l'accord.",
        n,
        motif=COURRIEL,
        longueur_max=COURRIEL_MAX,
    )
    aide = "Oui s'il figure au vivier national des experts (option Retraite)."
    yield liste(OuiNon, nom("membre_vivier", n), "membre_vivier", "vivier national", aide, ligne=n)
    yield _jour(
        "membre_formation_le", "formation achevée le", "Date de l'attestation. Vide si elle est au registre.", n
    )
    for role, libelle, aide in (
        ("membre_formation_minutes", "formation, en minutes", "240 pour un président, 210 pour les autres."),
        ("membre_formation_etapes", "étapes suivies", "Sur trois."),
    ):
        yield _texte(role, libelle, aide, n, genre=Genre.NOMBRE)
    yield _jour("membre_module_le", "module complémentaire le", "Option Retraite, Gestionnaire carrière.", n)
    aide = "Date à laquelle sa déclaration de liens et de confidentialité est revenue."
    yield _jour("membre_declaration_le", "déclaration reçue le", aide, n)
    aide = "Candidatures de personnes qu'il connaît, séparées par des virgules. Vide : aucune."
    yield _texte("membre_liens", "liens déclarés", aide, n, motif=CANDIDATURES)
    aide = "Candidatures que sa déclaration ne couvre pas encore. Vide : elle les couvre toutes."
    yield _texte("membre_non_declares", "reste à déclarer", aide, n, motif=CANDIDATURES)

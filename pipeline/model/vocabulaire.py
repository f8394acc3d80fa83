"""The closed lists of words that people choose from, written exactly as they read them."""

import unicodedata
from enum import StrEnum
from functools import lru_cache


@lru_cache(maxsize=4096)
def plier(texte: str) -> str:
    """What stays of words that two people write differently: no case, accent, punctuation nor double space."""
    plat = unicodedata.normalize("NFKD", texte.casefold().replace("œ", "oe").replace("æ", "ae"))
    lettres = "".join(x if x.isalnum() else " " for x in plat if not unicodedata.combining(x))
    return " ".join(lettres.split())


class Reponse(StrEnum):
    OUI = "Oui"
    NON = "Non"
    NON_OBSERVE = "Non observé"


class OuiNon(StrEnum):
    OUI = "Oui"
    NON = "Non"


class Verdict(StrEnum):
    VALIDE = "Validé"
    NON_VALIDE = "Non validé"


class Avis(StrEnum):
    TOTALE = "Totale"
    PARTIELLE = "Partielle"
    REFUS = "Refus"


class Voie(StrEnum):
    FORMATION = "Formation"
    FORMATION_INDIVIDUALISEE = "Formation individualisée"
    VAE = "VAE"


class Portee(StrEnum):
    CERTIFICATION = "Certification"
    BLOCS = "Blocs"


class Deroulement(StrEnum):
    TENU = "Tenu"
    REPORTE = "Reporté"
    ABSENT = "Candidat absent"
    EXCUSE = "Candidat excusé"


class RoleMembre(StrEnum):
    PRESIDENT = "Président"
    EXPERT = "Expert métier"
    REPRESENTANT = "Représentant d'organisme"


class Branche(StrEnum):
    MALADIE = "Maladie"
    FAMILLE = "Famille"
    RETRAITE = "Retraite"
    RECOUVREMENT = "Recouvrement"
    INTERBRANCHE = "Interbranche"


class Preconisation(StrEnum):
    """What a jury may advise (S0 §3.1)."""

    FORMATION = "Formation"
    TUTORAT = "Tutorat"
    ACCOMPAGNEMENT = "Accompagnement"
    EXPERIENCE = "Complément d'expérience"
    AUTRE = "Autre"


class PreconisationJpn(StrEnum):
    """What the jury paritaire may recommend to who is not certified (S0 §3.2)."""

    COMPLEMENT = "Travail complémentaire"
    INADEQUATION = "Inadéquation du profil"
    PARCOURS = "Suite du parcours"


class College(StrEnum):
    SALARIES = "Salariés"
    EMPLOYEURS = "Employeurs"
    UCANSS = "Ucanss"


class Decision(StrEnum):
    CERTIFICATION = "Certification"
    PARTIELLE = "Partielle"
    NON_CERTIFICATION = "Non-certification"
    AJOURNEE = "Ajournée"


class Attribution(StrEnum):
    ATTRIBUE = "Attribué"
    NON_ATTRIBUE = "Non attribué"


class Mode(StrEnum):
    """How a session is held (S0 §2.2, S1)."""

    PRESENTIEL = "Présentiel"
    TEAMS = "Teams"
    ZOOM = "Zoom"
    DOSSIER = "Sur dossier"


class Qualite(StrEnum):
    """Whom a juror represents; a president from an organisme needs the validation of Ucanss (S0 §2.2, S2)."""

    UCANSS = "Ucanss"
    CAISSE_NATIONALE = "Caisse nationale"
    INSTITUT = "Institut 4.10"
    ORGANISME = "Organisme"


class Sexe(StrEnum):
    """As the SI-CPF asks it of a certified person; no grid, PV nor notice carries it (S0 §5)."""

    F = "F"
    M = "M"


class Participation(StrEnum):
    """What becomes of a convened candidate before the day."""

    CONVOQUE = "Convoqué"
    REPORTE = "Reporté"
    DESISTE = "Désisté"


class Ordre(StrEnum):
    """What staff may ask for through inbox/, without a terminal."""

    PREPARER = "Préparer l'ordre du jour"
    PROCLAMER = "Proclamer les résultats"
    ENVOYER = "Noter l'envoi des résultats"
    IMPRIMER = "Imprimer les parchemins"
    REIMPRIMER = "Réimprimer une feuille"
    SIGNER = "Noter une signature"
    EXPEDIER = "Noter un envoi"
    REMETTRE = "Noter une remise"
    REPRENDRE = "Reprendre un fichier"
    CONFIRMER = "Confirmer un remplacement"
    REPUBLIER = "Remettre un document"
    FUSIONNER = "Fusionner deux personnes"
    LIBERER = "Libérer un mot"
    RECTIFIER = "Rectifier une décision"
    RENOMMER = "Rectifier un nom"
    DUPLIQUER = "Établir un duplicata"
    DELIVRER = "Délivrer après l'échéance"

"""A document that lacks what only the certifier knows, or made from an example, says SPÉCIMEN across its page."""

from pipeline.model.referentiel import Referentiel
from pipeline.settings import Certificateur, Reglages

MOT = "SPÉCIMEN"

_OFFICIEL = ("lieu_delivrance", "signataire_nom", "signataire_qualite")
_COURRIER = ("adresse", "contact", *_OFFICIEL)
_REGLAGES: dict[str, tuple[str, ...]] = {
    "parchemin": _OFFICIEL,
    "recapitulatif-ccp": _OFFICIEL,
    "notification-candidat": (*_COURRIER, "contestation"),
    "notification-employeur": _COURRIER,
    "convocation-candidat": ("adresse",),
    "convocation-jury": ("adresse",),
    "liberation-jury": ("adresse",),
    "fin-convocation-candidat": ("adresse",),
    "attestation-formation-jury": _OFFICIEL,
    "bordereau-envoi": ("adresse",),
}
_PORTENT_LE_RNCP = ("parchemin", "recapitulatif-ccp")


def _rempli(certificateur: Certificateur, nom: str) -> bool:
    valeur = getattr(certificateur, nom)
    return any(x.strip() for x in ([valeur] if isinstance(valeur, str) else valeur))


def reglages_manquants(type_: str, referentiel: Referentiel | None, reglages: Reglages) -> tuple[str, ...]:
    """The settings of `cqp.toml` that this type of document must carry and that nobody has given yet."""
    certificateur = reglages.certificateur
    manquants = [nom for nom in _REGLAGES.get(type_, ()) if not _rempli(certificateur, nom)]
    rncp = referentiel and referentiel.rncp
    if type_ in _PORTENT_LE_RNCP and rncp and rncp.numero not in certificateur.decisions_france_competences:
        manquants.append(f"decisions_france_competences.{rncp.numero}")
    if type_ == "parchemin" and certificateur.naissance_sur_parchemin:
        manquants.append("naissance_sur_parchemin")  # asked for, and no workbook collects it yet (K27)
    return tuple(f"certificateur.{nom}" for nom in manquants)


def specimen(type_: str, referentiel: Referentiel | None, reglages: Reglages, *, exemple: bool = False) -> str:
    """The word to set across the page; empty on a real document. Some come from no référentiel, or from several."""
    exemple = exemple or (referentiel is not None and referentiel.statut == "exemple")
    return MOT if exemple or reglages_manquants(type_, referentiel, reglages) else ""

"""The letters that bring a result, as drafts: one for the candidate, one for his employer, each with its own notice.

The result is in the attached notice alone: a subject shows on a locked screen, and a letter is forwarded (G-093).
"""

import datetime as dt
from enum import StrEnum

from pipeline.model.base import Frozen
from pipeline.texts import Phrases

from .courriels import Correspondant, PieceJointe, brouillon


class Destinataire(StrEnum):
    """Each has its table in `templates/textes/courriels-resultats.toml`."""

    CANDIDAT = "candidat"
    EMPLOYEUR = "employeur"


class Envoi(Frozen):
    """`remplace_du`: the day of the notice that this one cancels; `specimen`: it cannot leave as it is."""

    a: Destinataire
    qui: Correspondant
    candidature: str
    titulaire: str
    cqp: str
    date_jpn: dt.date
    remplace_du: dt.date | None = None
    specimen: bool = False
    contact: str = ""


def courriel(envoi: Envoi, notification: bytes, mots: Phrases) -> bytes:
    """`notification`: the PDF as it was published. `mots`: `courriels-resultats.toml`."""
    valeurs = {
        "destinataire": envoi.qui.nom,
        "titulaire": envoi.titulaire,
        "candidature": envoi.candidature,
        "cqp": envoi.cqp,
        "date": f"{envoi.date_jpn:%d/%m/%Y}",
    }
    paragraphes = [mots("a_completer.specimen")] if envoi.specimen else []
    paragraphes.append(mots("bonjour" if envoi.qui.nom else "bonjour_a_tous", **valeurs))
    if envoi.remplace_du:
        paragraphes.append(mots("remplace", date=f"{envoi.remplace_du:%d/%m/%Y}"))
    paragraphes += [*mots.toutes(f"{envoi.a}.corps", **valeurs), mots("cordialement")]
    paragraphes.append("\n".join(x for x in (mots("expediteur"), envoi.contact) if x))
    piece = PieceJointe(nom=mots("piece", **valeurs), octets=notification)
    objet = mots(f"{envoi.a}.objet", **valeurs)
    return brouillon((envoi.qui,), objet, "\n\n".join(paragraphes), pieces=(piece,))

"""The notices that a proclamation owes, and how long they may wait before they leave (S0 §3.3, G-093, G-094, K1)."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Literal

from pipeline.model.base import Frozen
from pipeline.model.envoi import Envoi, EtatEnvoi
from pipeline.model.vocabulaire import Voie

from . import calendrier
from .inscriptions import Inscription
from .situation import Situation


class Notice(Frozen):
    """`de_nouveau`: it cancels one that a rectification took back."""

    id: str
    a: Literal["candidat", "employeur"]
    candidature: str
    jpn: dt.date
    proclamee_le: dt.datetime
    corrigee: bool
    de_nouveau: bool


def cle_proclamation(s: Situation, i: Inscription) -> str:
    """Each correction of the holder's name issues the papers of that day again, under their own id."""
    return f"{s.id}:{i.date}" + (f":r{len(i.corrections)}" if i.corrections else "")


def employeur_informe(s: Situation) -> bool:
    """In VAE the result is the candidate's own: no notice to the employer without dated consent (K28)."""
    pv = s.recu.pv
    if pv is None or not pv.organisme:
        return False
    return pv.voie is not Voie.VAE or (s.convoque is not None and s.convoque.consentement_vae is not None)


def notices(s: Situation) -> Iterator[Notice]:
    """One to the candidate, one to the employer who may be told, of each decision that stands."""
    for i in s.inscriptions:
        if not i.acquise or i.proclamee_le is None:
            continue
        a_qui: list[Literal["candidat", "employeur"]] = ["candidat"]
        if employeur_informe(s):
            a_qui.append("employeur")
        for a in a_qui:
            yield Notice(
                id=f"notification-{a}:{cle_proclamation(s, i)}",
                a=a,
                candidature=s.id,
                jpn=i.date,
                proclamee_le=i.proclamee_le,
                corrigee=bool(i.corrections),
                de_nouveau=bool(i.corrections) or any(j.revoquee for j in s.inscriptions if j.date < i.date),
            )


def limite(notice: Notice, heures: Mapping[dt.date, dt.time | None]) -> dt.datetime | None:
    """When it is late; a corrected name makes no deliberation, and no text gives it a delay."""
    if notice.corrigee:
        return None
    deliberation = calendrier.deliberation(notice.jpn, heures.get(notice.jpn), notice.proclamee_le)
    return calendrier.resultats_en_retard(deliberation)


def etat(envoi: Envoi | None, limite: dt.datetime | None, maintenant: dt.datetime) -> EtatEnvoi:
    if envoi is None:
        return EtatEnvoi.EN_RETARD if limite and maintenant > limite else EtatEnvoi.A_ENVOYER
    return EtatEnvoi.ENVOYE_TARD if limite and envoi.envoye_le > limite else EtatEnvoi.ENVOYE

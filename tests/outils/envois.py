"""Sendings written by hand. All names are invented."""

from collections.abc import Iterator
from typing import Any

from pipeline.documents import compose
from pipeline.model.document import Document
from pipeline.model.impression import BordereauEnvoi, PapierEnvoye

from . import exemples

CQP = "Gestionnaire conseil de la Sécurité sociale"
PAPIERS = (
    PapierEnvoye(numero="GC-2023-00001-H", papier="parchemin", titulaire="Ozanne-Témoin Maëlle", cqp=CQP),
    PapierEnvoye(numero="GC-2023-00002-F", papier="recapitulatif-ccp", titulaire="Témoin Bo", cqp=CQP),
)


def envoi(**changements: Any) -> BordereauEnvoi:  # noqa: ANN401 — any field
    valeurs = {
        "date_jpn": exemples.DATE_JPN,
        "date": exemples.DATE_JPN,
        "expediteur": "Ucanss",
        "destinataire": ("CPAM de Quelque-Part", "Service formation", "1 rue de l'Exemple", "00000 Quelque-Part"),
        "papiers": PAPIERS,
    }
    return BordereauEnvoi.model_validate(valeurs | changements)


def tous(contexte: compose.Contexte) -> Iterator[Document]:
    """One paper to its holder, several to an organisme, those that follow a rectification."""
    yield compose.bordereau_envoi(envoi(), contexte)
    yield compose.bordereau_envoi(
        envoi(destinataire=("Bo Témoin",), papiers=PAPIERS[:1], au_titulaire=True, suite=True), contexte
    )
    yield compose.bordereau_envoi(envoi(papiers=PAPIERS * 30), contexte)

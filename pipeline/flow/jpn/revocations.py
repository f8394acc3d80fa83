"""The numbers that rectifications took back, for whoever is shown an old paper (K39)."""

import hashlib

from pipeline.flow.atelier import Bilan
from pipeline.flow.copies import Copies
from pipeline.texts import phrases
from pipeline.workbooks.charte import charte
from pipeline.workbooks.print_register import numeros_revoques

LISTE = "outbox/ucanss/numéros révoqués.xlsx"


def tenir(bilan: Bilan, copies: Copies) -> None:
    revocations = bilan.etat.revocations
    if revocations:
        templates = bilan.atelier.espace.templates
        mots, couleurs = phrases(templates, "impression"), charte(templates)
        cle = hashlib.sha256(f"{revocations!r}{mots.arbre!r}{couleurs!r}".encode()).hexdigest()
        copies.toujours_selon(LISTE, cle, lambda: numeros_revoques(revocations, mots, couleurs))

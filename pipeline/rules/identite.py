"""Are these two names the same? Written differently by two people, they often are."""

import hashlib

from pipeline.model.vocabulaire import plier


def meme_nom(un: str, autre: str) -> bool:
    """« C.P.A.M. » is « CPAM »: spaces count no more than the rest of the punctuation."""
    lettres = plier(un).replace(" ", "")
    return bool(lettres) and lettres == plier(autre).replace(" ", "")


def personne(nom: str, prenom: str, email: str | None, candidature: str) -> str:
    """An identifier that does not depend on the order of arrival.

    Homonyms stay apart: without an e-mail nothing tells two of them apart, so a candidature is then its own person.
    """
    distinctif = email.casefold().strip() if email else f"candidature {candidature}"
    empreinte = hashlib.sha256(f"{plier(nom)}\n{plier(prenom)}\n{distinctif}".encode()).hexdigest()
    return f"P-{empreinte[:10].upper()}"

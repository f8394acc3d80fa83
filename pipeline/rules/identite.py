"""Are these two names the same? Written differently by two people, they often are."""

import hashlib
import unicodedata


def cle(texte: str) -> str:
    """Without case, accents, punctuation nor double spaces; « œ » is « oe »."""
    plat = unicodedata.normalize("NFKD", texte.casefold().replace("œ", "oe").replace("æ", "ae"))
    lettres = "".join(" " if not x.isalnum() else x for x in plat if not unicodedata.combining(x))
    return " ".join(lettres.split())


def meme_nom(un: str, autre: str) -> bool:
    return bool(cle(un)) and cle(un) == cle(autre)


def personne(nom: str, prenom: str, email: str | None, candidature: str) -> str:
    """An identifier that does not depend on the order of arrival.

    Homonyms stay apart: without an e-mail nothing tells two of them apart, so a candidature is then its own person.
    """
    distinctif = email.casefold().strip() if email else f"candidature {candidature}"
    empreinte = hashlib.sha256(f"{cle(nom)}\n{cle(prenom)}\n{distinctif}".encode()).hexdigest()
    return f"P-{empreinte[:10].upper()}"

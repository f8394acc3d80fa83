"""Are these two names the same? Written differently by two people, they often are."""

import hashlib

from pipeline.model.faits import ProcesVerbal
from pipeline.model.session import Convoque
from pipeline.model.vocabulaire import plier


def meme_nom(un: str, autre: str) -> bool:
    """« C.P.A.M. » is « CPAM »: spaces count no more than the rest of the punctuation."""
    lettres = plier(un).replace(" ", "")
    return bool(lettres) and lettres == plier(autre).replace(" ", "")


def au_nom_de_la_session(pv: ProcesVerbal, convoque: Convoque | None) -> ProcesVerbal:
    """As papers name who holds them: the same name is spelled as the session does (contrat.md), another is the PV's."""
    nom, prenom = (convoque.nom or "", convoque.prenom or "") if convoque else ("", "")
    dits = {"nom": (pv.nom, nom), "prenom": (pv.prenom, prenom)}
    return pv.model_copy(update={champ: autre for champ, (un, autre) in dits.items() if meme_nom(un, autre)})


def personne(nom: str, prenom: str, email: str | None, candidature: str) -> str:
    """An identifier that does not depend on the order of arrival.

    Homonyms stay apart: without an e-mail nothing tells two of them apart, so a candidature is then its own person.
    """
    distinctif = email.casefold().strip() if email else f"candidature {candidature}"
    empreinte = hashlib.sha256(f"{plier(nom)}\n{plier(prenom)}\n{distinctif}".encode()).hexdigest()
    return f"P-{empreinte[:10].upper()}"

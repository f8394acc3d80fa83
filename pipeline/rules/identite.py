"""Are these two names the same? Written differently by two people, they often are."""

import hashlib

from pipeline.model.faits import ProcesVerbal
from pipeline.model.session import Convoque
from pipeline.model.vocabulaire import plier

MOT_MIN = 3  # letters: « de », « Le » tell nobody apart


def meme_nom(un: str, autre: str) -> bool:
    """« C.P.A.M. » is « CPAM »: spaces count no more than the rest of the punctuation."""
    lettres = plier(un).replace(" ", "")
    return bool(lettres) and lettres == plier(autre).replace(" ", "")


def memes_mots(un: str, autre: str) -> bool:
    """The same words in another order: « Durand Anaïs », « Anaïs DURAND »."""
    return bool(plier(un)) and sorted(plier(un).split()) == sorted(plier(autre).split())


def noms_voisins(un: str, autre: str) -> bool:
    """A name of birth within that of use, or the other way: « Martin », « Martin-Duval », « Duval épouse Martin »."""
    court, long = sorted(({*plier(un).split()}, {*plier(autre).split()}), key=len)
    return court <= long and any(len(mot) >= MOT_MIN for mot in court)


def au_nom_de_la_session(pv: ProcesVerbal, convoque: Convoque | None) -> ProcesVerbal:
    """As papers name who holds them: the same name is spelled as the session does (contrat.md), another is the PV's."""
    nom, prenom = (convoque.nom or "", convoque.prenom or "") if convoque else ("", "")
    if nom and prenom and memes_mots(f"{pv.nom} {pv.prenom}", f"{nom} {prenom}"):
        return pv.model_copy(update={"nom": nom, "prenom": prenom})
    dits = {"nom": (pv.nom, nom), "prenom": (pv.prenom, prenom)}
    return pv.model_copy(update={champ: autre for champ, (un, autre) in dits.items() if meme_nom(un, autre)})


def personne(nom: str, prenom: str, email: str | None, candidature: str) -> str:
    """An identifier that does not depend on the order of arrival.

    Homonyms stay apart: without an e-mail nothing tells two of them apart, so a candidature is then its own person.
    """
    distinctif = email.casefold().strip() if email else f"candidature {candidature}"
    empreinte = hashlib.sha256(f"{plier(nom)}\n{plier(prenom)}\n{distinctif}".encode()).hexdigest()
    return f"P-{empreinte[:10].upper()}"

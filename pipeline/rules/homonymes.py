"""Candidatures of the same names that nothing holds together: told to staff, never merged by a guess."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.model.anomalie import Constat
from pipeline.model.vocabulaire import plier

if TYPE_CHECKING:
    from .situation import Situation


def signaler(situations: Sequence["Situation"], dates: frozenset[str]) -> Iterator["Situation"]:
    """The same names under another e-mail: nobody but staff can tell whether it is the same person (K17).

    `dates`: the persons whose birth date is known. Of two of them, it is known that they are not.
    """
    par_nom: dict[tuple[str, str], list[Situation]] = {}
    for s in situations:
        if s.recu.pv:
            par_nom.setdefault((plier(s.recu.pv.nom), plier(s.recu.pv.prenom)), []).append(s)
    for s in situations:
        pv = s.recu.pv
        memes = par_nom[plier(pv.nom), plier(pv.prenom)] if pv else []
        autres = [a.id for a in memes if a.personne != s.personne and not {a.personne, s.personne} <= dates]
        if autres:
            noms = ("fiche_nom", "fiche_prenom", "fiche_email")
            valeurs = {"candidatures": ", ".join(autres), "candidature": s.id, "autre": autres[0]}
            constat = Constat(code="PERSONNE_DEJA_CONNUE", noms=noms, valeurs=valeurs)
            yield s.model_copy(update={"constats": (*s.constats, constat)})
        else:
            yield s

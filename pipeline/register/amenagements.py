"""The handicap measures of a session, apart from all that is said of it: their own table, their own time (K29)."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TypeAlias

from sqlalchemy import Connection, insert, select

from pipeline.model.faits import Contenu
from pipeline.model.session import Amenagement, Session

from .tables import amenagements

ParDepot: TypeAlias = Mapping[int, Mapping[int, Amenagement]]  # by deposit, then by line of its workbook


def sans(contenu: Contenu | None) -> Contenu | None:
    """The fact without any measure."""
    if not isinstance(contenu, Session):
        return contenu
    candidats = tuple(c.model_copy(update={"amenagement": None}) for c in contenu.candidats)
    return contenu.model_copy(update={"candidats": candidats})


def garder(connexion: Connection, depot: int, contenu: Contenu | None) -> None:
    candidats = contenu.candidats if isinstance(contenu, Session) else ()
    lignes = [
        {"depot": depot, "ligne": c.ligne, "candidature": c.candidature, **c.amenagement.model_dump()}
        for c in candidats
        if c.amenagement
    ]
    if lignes:
        connexion.execute(insert(amenagements), lignes)


def tous(connexion: Connection) -> ParDepot:
    par_depot: dict[int, dict[int, Amenagement]] = defaultdict(dict)
    for ligne in connexion.execute(select(amenagements)).mappings():
        par_depot[ligne["depot"]][ligne["ligne"]] = Amenagement.model_validate(
            {nom: ligne[nom] for nom in Amenagement.model_fields}
        )
    return par_depot


def remettre(contenu: Contenu | None, siens: Mapping[int, Amenagement]) -> Contenu | None:
    if not isinstance(contenu, Session) or not siens:
        return contenu
    candidats = tuple(c.model_copy(update={"amenagement": siens.get(c.ligne)}) for c in contenu.candidats)
    return contenu.model_copy(update={"candidats": candidats})

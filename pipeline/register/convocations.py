"""What was told to people of a session: the planning that its convocations fixed, and what each was made from (K44).

Hours are kept, durations are not: one that is longer would tell of an extra time (K29).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, select

from pipeline.model.numero import de_depot
from pipeline.model.planning import ConvocationDite, PlaceDite, PlanningArrete

from . import tables
from .engine import Base
from .journal import ajouter

_PLACES = TypeAdapter(tuple[PlaceDite, ...])
_RANGS = TypeAdapter(tuple[int, ...])
_CANDIDATURES = TypeAdapter(tuple[str, ...])


class Convocations:
    def __init__(self, base: Base) -> None:
        self._base = base

    def arreter(self, planning: PlanningArrete, le: datetime) -> None:
        """Once more for the same deposits: who had no place and found one is added."""
        t = tables.plannings
        valeurs = {
            **planning.model_dump(include={"session", "depot", "reglages", "rendu", "en_attente"}),
            "histoire": _RANGS.dump_json(planning.histoire).decode(),
            "places": _PLACES.dump_json(planning.places).decode(),
            "arrete_le": le,
        }
        with self._base.ecrire() as connexion:
            connexion.execute(delete(t).where(t.c.session == planning.session, t.c.depot == planning.depot))
            connexion.execute(insert(t).values(**valeurs))
            ajouter(connexion, le, "planning_arrete", planning.session, {"depot": de_depot(planning.depot)})

    def plannings(self) -> Mapping[str, tuple[PlanningArrete, ...]]:
        """By session, from the oldest to the latest."""
        par_session: dict[str, tuple[PlanningArrete, ...]] = {}
        with self._base.lire() as connexion:
            t = tables.plannings
            for ligne in connexion.execute(select(t).order_by(t.c.session, t.c.depot)).mappings():
                arrete = PlanningArrete(
                    session=ligne["session"],
                    depot=ligne["depot"],
                    histoire=_RANGS.validate_json(ligne["histoire"]),
                    places=_PLACES.validate_json(ligne["places"]),
                    reglages=ligne["reglages"],
                    rendu=ligne["rendu"],
                    en_attente=ligne["en_attente"],
                )
                par_session[arrete.session] = (*par_session.get(arrete.session, ()), arrete)
        return par_session

    def noter(self, dites: Sequence[ConvocationDite]) -> None:
        """With the announcement of their documents, in the same commit."""
        t = tables.convocations
        with self._base.ecrire() as connexion:
            for dite in dites:
                valeurs = {
                    **dite.model_dump(include={"document", "depot", "ligne"}),
                    "places": _PLACES.dump_json(dite.places).decode(),
                    "entendus": _CANDIDATURES.dump_json(dite.entendus).decode(),
                }
                connexion.execute(delete(t).where(t.c.document == dite.document))
                connexion.execute(insert(t).values(**valeurs))

    def dites(self) -> Mapping[str, ConvocationDite]:
        """By document."""
        with self._base.lire() as connexion:
            lignes = connexion.execute(select(tables.convocations)).mappings().all()
        return {
            ligne["document"]: ConvocationDite(
                document=ligne["document"],
                depot=ligne["depot"],
                ligne=ligne["ligne"],
                places=_PLACES.validate_json(ligne["places"]),
                entendus=_CANDIDATURES.validate_json(ligne["entendus"]),
            )
            for ligne in lignes
        }

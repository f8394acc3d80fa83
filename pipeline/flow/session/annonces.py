"""What was told to the people of a session, and read again: hours fixed, convocations, whom they were sent to (K44)."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.model.faits import Depot
from pipeline.model.moment import jour_a_paris
from pipeline.model.planning import ConvocationDite, PlanningArrete
from pipeline.model.session import PlanningRendu, Session
from pipeline.register import DocumentEnregistre, EtatDocument, Registre
from pipeline.rules.planning import Depart
from pipeline.settings import Session as Horaires

CANDIDAT, JURY = "convocation-candidat", "convocation-jury"
LIBERATION, FIN = "liberation-jury", "fin-convocation-candidat"  # what says that one of them holds no more
TYPES = {CANDIDAT, JURY, LIBERATION, FIN}

Recu = Session | PlanningRendu
Histoire = Sequence[tuple[Recu, int]]  # with the rank of its deposit


class Emise(NamedTuple):
    """The last version of one convocation."""

    document: DocumentEnregistre
    dite: ConvocationDite


@dataclass(frozen=True)
class Annonces:
    """`depots`: every one that said something of a session, taken back or not: a paper may come from it."""

    plannings: Mapping[str, tuple[PlanningArrete, ...]] = field(default_factory=dict)
    dites: Mapping[str, ConvocationDite] = field(default_factory=dict)
    documents: Mapping[str, tuple[DocumentEnregistre, ...]] = field(default_factory=dict)  # by session
    depots: Mapping[int, Depot] = field(default_factory=dict)

    def derniere(self, session: str, base: str) -> Emise | None:
        """Of the versions of one paper; null when none says from what it was made."""
        siens = {d.id: d for d in self.documents.get(session, ())}
        rang = 1
        while f"{base}:v{rang + 1}" in siens:
            rang += 1
        document, dite = siens.get(f"{base}:v{rang}"), self.dites.get(f"{base}:v{rang}")
        return Emise(document, dite) if document and dite and document.publie_le else None

    def annoncees(self, session: str) -> frozenset[str]:
        """The candidatures whose convocation is out."""
        return frozenset(
            d.candidature
            for d in self.documents.get(session, ())
            if d.type == CANDIDAT and d.candidature and d.etat is EtatDocument.PUBLIE
        )

    def jures_annonces(self, session: str) -> frozenset[int]:
        """The numbers under which jurors hold a convocation."""
        return frozenset(n for n, emise in self.jures(session) if emise.document.etat is EtatDocument.PUBLIE)

    def jures(self, session: str) -> Iterator[tuple[int, Emise]]:
        """Each juror ever convened, under his number."""
        for base, emise in self._emises(session, JURY):
            yield int(base.rpartition(":")[2]), emise

    def candidats(self, session: str) -> Iterator[tuple[str, Emise]]:
        """Each candidature ever convened."""
        for _, emise in self._emises(session, CANDIDAT):
            if emise.document.candidature:
                yield emise.document.candidature, emise

    def depuis(self, session: str, base: str) -> dt.date | None:
        """The day the first version of one convocation was out."""
        premiere = next((d for d in self.documents.get(session, ()) if d.id == f"{base}:v1"), None)
        return jour_a_paris(premiere.publie_le) if premiere and premiere.publie_le else None

    def _emises(self, session: str, type_: str) -> Iterator[tuple[str, Emise]]:
        bases = dict.fromkeys(d.id.rpartition(":")[0] for d in self.documents.get(session, ()) if d.type == type_)
        for base in bases:
            emise = self.derniere(session, base)
            if emise:
                yield base, emise

    def session(self, rang: int) -> Session | None:
        depot = self.depots.get(rang)
        return depot.contenu if depot and isinstance(depot.contenu, Session) else None


def lire(registre: Registre, depots: Sequence[Depot]) -> Annonces:
    documents: dict[str, tuple[DocumentEnregistre, ...]] = {}
    for d in registre.documents.tous():
        if d.type in TYPES and d.session:
            documents[d.session] = (*documents.get(d.session, ()), d)
    if not documents:
        return Annonces(plannings=registre.convocations.plannings())
    return Annonces(
        plannings=registre.convocations.plannings(),
        dites=registre.convocations.dites(),
        documents=documents,
        depots={d.rang: d for d in depots if isinstance(d.contenu, Recu)},
    )


def horaires(reglages: Horaires) -> str:
    """The hours of `cqp.toml` that a planning is computed with."""
    return reglages.model_dump_json(include={"journee_debut", "journee_fin", "pause_debut", "pause_fin", "battement"})


def depart(
    histoire: Histoire, arretes: Sequence[PlanningArrete], annonces: Annonces
) -> tuple[Depart | None, list[Recu]]:
    """The last planning that was told, and what was received since."""
    rangs = tuple(rang for _, rang in histoire)
    for a in reversed(arretes):
        if a.histoire and a.histoire == tuple(r for r in rangs if r <= a.depot):
            session = next(f for f, r in reversed(histoire) if r <= a.depot and isinstance(f, Session))
            rendu = next((f for f, r in histoire if r == a.rendu and isinstance(f, PlanningRendu)), None)
            depuis = Depart(session, a.places, rendu, en_attente=a.en_attente)
            return depuis, [f for f, r in histoire if r > a.depot]
    return _apres_une_reprise(histoire, arretes, annonces) or (None, [f for f, _ in histoire])


def _apres_une_reprise(
    histoire: Histoire, arretes: Sequence[PlanningArrete], annonces: Annonces
) -> tuple[Depart, list[Recu]] | None:
    """A workbook it came from was taken back since: what it told stands, and the version now in force corrects it."""
    derniere = next((f for f, _ in reversed(histoire) if isinstance(f, Session)), None)
    dites = [s for r in reversed(arretes[-1].histoire) if (s := annonces.session(r))] if arretes else []
    if derniere is None or not dites:
        return None
    if (dites[0].referentiel, dites[0].version) != (derniere.referentiel, derniere.version):
        return None
    rendus = [f for f, r in histoire if r > arretes[-1].depot and isinstance(f, PlanningRendu)]
    return Depart(dites[0], arretes[-1].places), [derniere, *rendus]

"""Sessions and demands written by hand for the tests of the planning: sound by default."""

import datetime as dt
from typing import Any

from pipeline.model.planning import Demandes, Epreuve, JuryDisponible, Passage, Plage
from pipeline.model.session import Convoque, Creneau, PlanningRendu, Session
from pipeline.model.vocabulaire import Branche, Portee, Voie
from pipeline.settings import Session as Horaires

LUNDI = dt.date(2023, 10, 2)
HABITUELS = Horaires()  # 9:00–12:30, 13:30–17:30


def convoque(n: int, vises: tuple[str, ...] = ("B1", "B2", "B3"), **autres: Any) -> Convoque:  # noqa: ANN401 — any field
    brut = {
        "ligne": n,
        "candidature": f"C-{n:02}",
        "branche": Branche.MALADIE,
        "voie": Voie.FORMATION,
        "portee": Portee.CERTIFICATION,
        "vises": vises,
    }
    return Convoque.model_validate(brut | autres)


def session(*candidats: Convoque, **autres: Any) -> Session:  # noqa: ANN401 — any field
    brut = {"session": "S-1", "date": LUNDI, "referentiel": "GC", "version": "2023.1", "candidats": candidats}
    return Session.model_validate(brut | autres)


def plage(debut: str, fin: str, jour: dt.date = LUNDI) -> Plage:
    return Plage(jour=jour, debut=minute(debut), fin=minute(fin))


def minute(heure: str) -> int:
    heures, minutes = heure.split(":")
    return int(heures) * 60 + int(minutes)


def epreuve(candidature: str, bloc: str | None = "B1", duree: int = 60, **autres: int) -> Epreuve:
    return Epreuve(candidature=candidature, bloc=bloc, duree=duree, **autres)


def pose(une: Epreuve, debut: str, jury: int = 1, jour: dt.date = LUNDI) -> Passage:
    return Passage(**une.model_dump(), jury=jury, jour=jour, debut=minute(debut))


def demandes(*epreuves: Epreuve, jurys: int = 1, **autres: Any) -> Demandes:  # noqa: ANN401 — any field
    """Every jury may hear everyone, from 9:00 to 12:30 and from 13:30 to 17:30."""
    tous = frozenset(range(1, jurys + 1))
    brut = {
        "epreuves": epreuves,
        "jurys": tuple(JuryDisponible(numero=n, membres=frozenset({f"P{n}", f"E{n}"})) for n in sorted(tous)),
        "plages": (plage("9:00", "12:30"), plage("13:30", "17:30")),
        "jurys_possibles": {e.candidature: tous for e in epreuves},
    }
    return Demandes.model_validate(brut | autres)


def rendu(*lignes: tuple[str, str | None, int, str], jour: dt.date = LUNDI) -> PlanningRendu:
    """Lines of a planning given back: candidature, bloc as typed, jury, hour."""
    creneaux = tuple(
        Creneau(ligne=n, candidature=c, bloc=b, jury=j, date=jour, debut=dt.time(*divmod(minute(h), 60)))
        for n, (c, b, j, h) in enumerate(lignes, 1)
    )
    return PlanningRendu(session="S-1", creneaux=creneaux)

"""Declarations of link: each juror for each candidate he hears, or the candidate's papers wait (G-036, K34)."""

import datetime as dt
from collections.abc import Iterator, Sequence

from pipeline.model.anomalie import Constat, Gravite
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Convoque, Jure

from .cellules import jure
from .incompatibilites import incompatibilites
from .situation import Faute, JuryForme, Retenue


def declare(membre: Jure, convoque: Convoque) -> bool:
    return membre.declaration_le is not None and convoque.candidature not in membre.non_declares


def peut_lire(membre: Jure, convoque: Convoque, referentiel: Referentiel) -> bool:
    """May his works go to this juror? Once he declared that nothing ties them, and if nothing forbids it (S0 §5)."""
    return declare(membre, convoque) and next(incompatibilites(membre, convoque, referentiel), None) is None


def declarations(jury: JuryForme, entendus: Sequence[Convoque], jour: dt.date, maintenant: dt.date) -> Iterator[Faute]:
    """A warning until the day, when it is still time to declare; the papers are held all along."""
    gravite = Gravite.AVERTISSEMENT if maintenant < jour else Gravite.BLOQUANTE
    for membre in jury.membres:
        manquantes = [c for c in entendus if not declare(membre, c)]
        champ = "non_declares" if membre.declaration_le else "declaration_le"
        constat = Constat(
            code="DECLARATION_MANQUANTE",
            noms=jure(membre, champ),
            valeurs={"membre": membre.nom, "candidatures": ", ".join(c.candidature for c in manquantes)},
            gravite=gravite,
        )
        for c in manquantes:
            yield Faute(
                constat=constat,
                candidature=c.candidature,
                jure=membre.ligne,
                jury=jury.numero,
                retient=frozenset({Retenue.PREREMPLI}),
            )

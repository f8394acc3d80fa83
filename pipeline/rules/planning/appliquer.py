"""The lines of a planning that staff gave back, as passages: the hours are theirs, the durations those of the texts."""

from collections.abc import Iterable

from pipeline.model.planning import Conflit, Epreuve, Passage
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Creneau, PlanningRendu

from .agenda import Cle, Place, cle
from .plages import minutes


def appliquer(
    rendu: PlanningRendu, epreuves: Iterable[Epreuve], referentiel: Referentiel
) -> tuple[tuple[Passage, ...], tuple[Conflit, ...]]:
    """Of two lines for one épreuve, the first counts, and the other is told."""
    attendues = {cle(e): e for e in epreuves}
    passages: dict[Cle, Passage] = {}
    conflits: list[Conflit] = []
    for creneau in rendu.creneaux:
        bloc = bloc_du_creneau(creneau, referentiel)
        epreuve = attendues.get((creneau.candidature, bloc))
        if epreuve is None:
            conflits.append(Conflit(raison="epreuve_inconnue", candidature=creneau.candidature, bloc=bloc))
        elif cle(epreuve) in passages:
            conflits.append(Conflit(raison="epreuve_en_double", candidature=creneau.candidature, bloc=bloc))
        else:
            place = Place(epreuve, creneau.jury, creneau.date, minutes(creneau.debut))
            passages[cle(epreuve)] = place.passage()
    absentes = (e for c, e in attendues.items() if c not in passages)
    conflits += (Conflit(raison="epreuve_absente", candidature=e.candidature, bloc=e.bloc) for e in absentes)
    return tuple(passages.values()), tuple(conflits)


def bloc_du_creneau(creneau: Creneau, referentiel: Referentiel) -> str | None:
    """As people write it; what is no bloc stays as it was written."""
    bloc = referentiel.cherche_bloc(creneau.bloc) if creneau.bloc else None
    return bloc.code if bloc else creneau.bloc

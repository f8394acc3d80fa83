"""Why what is left finds no place, and what is short."""

from collections.abc import Iterator

from pipeline.model.planning import Epreuve, Impossible

from .agenda import Agenda, etendue, minutes_de_jury
from .probleme import Probleme


def expliquer(probleme: Probleme) -> Iterator[Impossible]:
    """Of what is left when all that found a place is fixed."""
    agenda = probleme.agenda()
    for e in probleme.restent:
        jurys = probleme.jurys[e.candidature]
        qui = {"candidature": e.candidature, "bloc": e.bloc}
        if not jurys:
            yield Impossible(**qui, raison="aucun_jury", besoin=minutes_de_jury(e))
        elif etendue(e) > probleme.plus_longue:
            yield Impossible(**qui, raison="duree_hors_plages", besoin=etendue(e), libre=probleme.plus_longue)
        else:
            libre, jury = max((_libre(agenda, e, j, probleme), -j) for j in jurys)
            yield Impossible(**qui, raison="jurys_occupes", besoin=minutes_de_jury(e), libre=libre, jury=-jury)


def _libre(agenda: Agenda, epreuve: Epreuve, jury: int, probleme: Probleme) -> int:
    """The longest that this jury could still give it in one go; zero when not one minute of it would fit."""
    possible, trop = 0, epreuve.duree
    while trop - possible > 1:
        essai = (possible + trop) // 2
        courte = epreuve.model_copy(update={"duree": essai})
        if any(agenda.debuts(courte, jury, plage) for plage in probleme.plages):
            possible = essai
        else:
            trop = essai
    return epreuve.avant + possible + epreuve.debrief if possible else 0

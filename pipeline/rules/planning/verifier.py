"""What is wrong with a planning that people moved."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from pipeline.model.planning import Conflit, Demandes, Passage

from .agenda import Cle, cle


def verifier(passages: Sequence[Passage], demandes: Demandes) -> tuple[Conflit, ...]:
    return (*_couverture(passages, demandes), *seuls(passages, demandes), *paires(passages, demandes))


def _couverture(passages: Sequence[Passage], demandes: Demandes) -> Iterator[Conflit]:
    """Every épreuve once, and no other."""
    demandees = {cle(e) for e in demandes.epreuves}
    vues: set[Cle] = set()
    for p in passages:
        if cle(p) not in demandees:
            yield Conflit(raison="epreuve_inconnue", candidature=p.candidature, bloc=p.bloc)
        elif cle(p) in vues:
            yield Conflit(raison="epreuve_en_double", candidature=p.candidature, bloc=p.bloc)
        vues.add(cle(p))
    for e in demandes.epreuves:
        if cle(e) not in vues:
            yield Conflit(raison="epreuve_absente", candidature=e.candidature, bloc=e.bloc)


def seuls(passages: Sequence[Passage], demandes: Demandes) -> Iterator[Conflit]:
    """What is wrong with a passage by itself."""
    connus = {j.numero for j in demandes.jurys}
    for p in passages:
        if p.jury not in connus:
            yield Conflit(raison="jury_inconnu", candidature=p.candidature, bloc=p.bloc)
        elif p.jury not in demandes.jurys_possibles.get(p.candidature, frozenset()):
            yield Conflit(raison="jury_interdit", candidature=p.candidature, bloc=p.bloc)
        if not _dans_une_plage(p, demandes):
            yield Conflit(raison="hors_plage", candidature=p.candidature, bloc=p.bloc)


def _dans_une_plage(p: Passage, demandes: Demandes) -> bool:
    """Preparation and debrief included."""
    debut, fin = min(p.du_candidat[0], p.du_jury[0]), p.du_jury[1]
    return any(plage.jour == p.jour and plage.debut <= debut and fin <= plage.fin for plage in demandes.plages)


def paires(passages: Sequence[Passage], demandes: Demandes) -> Iterator[Conflit]:
    """Who would be in two places; of several reasons for one pair, the candidate's, then the jury's."""
    membres = {j.numero: j.membres for j in demandes.jurys}
    for un, autre in combinations(passages, 2):
        if un.jour != autre.jour or cle(un) == cle(autre):
            continue
        deux = {"candidature": un.candidature, "bloc": un.bloc, "autre": cle(autre)}
        if un.candidature == autre.candidature and _ensemble(un.du_candidat, autre.du_candidat):
            yield Conflit(raison="candidat_en_double", **deux)
        elif _ensemble(un.du_jury, autre.du_jury):
            if un.jury == autre.jury:
                yield Conflit(raison="jury_en_double", **deux)
            elif membres.get(un.jury, frozenset()) & membres.get(autre.jury, frozenset()):
                yield Conflit(raison="jure_en_double", **deux)


def _ensemble(un: tuple[int, int], autre: tuple[int, int]) -> bool:
    return un[0] < autre[1] and autre[0] < un[1]

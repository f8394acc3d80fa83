"""What a planning must be, minute by minute, written from the texts and from nothing of the planner."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipeline.model.planning import Demandes, Epreuve, Passage

Cle = tuple[str, str | None]
PAS = 5  # minutes


def cle(epreuve: Epreuve) -> Cle:
    return epreuve.candidature, epreuve.bloc


def du_jury(e: Epreuve, debut: int) -> range:
    return range(debut - e.avant, debut + e.duree + e.debrief)


def du_candidat(e: Epreuve, debut: int) -> range:
    return range(debut - e.preparation, debut + e.duree)


def fautes(passages: Iterable[Passage], demandes: Demandes, battement: int) -> list[str]:
    """Empty for a planning where nobody is in two places, of known épreuves, before juries that may hear them."""
    trouvees: list[str] = []
    ou: dict[tuple[str, dt.date, int], Cle] = {}
    entendus: dict[tuple[int, dt.date], dict[int, str]] = defaultdict(dict)
    attendues = {cle(e): e for e in demandes.epreuves}
    membres = {j.numero: j.membres for j in demandes.jurys}
    ouvertes = {(p.jour, m) for p in demandes.plages for m in range(p.debut, p.fin)}
    bouts = {(p.jour, p.fin) for p in demandes.plages}
    vues: set[Cle] = set()
    for p in passages:
        attendue = attendues.get(cle(p))
        if attendue is None or cle(p) in vues or Epreuve(**p.model_dump(include=set(Epreuve.model_fields))) != attendue:
            trouvees.append(f"{cle(p)} : inconnue, en double, ou durées changées")
        vues.add(cle(p))
        if p.jury not in demandes.jurys_possibles.get(p.candidature, ()) or p.jury not in membres:
            trouvees.append(f"{cle(p)} : le jury {p.jury} ne peut pas l'entendre")
        minutes = sorted({*du_jury(p, p.debut), *du_candidat(p, p.debut)})
        if not all((p.jour, m) in ouvertes for m in minutes) or any((p.jour, m) in bouts for m in minutes[1:]):
            trouvees.append(f"{cle(p)} : hors des plages")
        presents = {f"jury {p.jury}"} | {f"juré {m}" for m in membres.get(p.jury, ())}
        for qui, quand in (*((q, du_jury(p, p.debut)) for q in presents), (p.candidature, du_candidat(p, p.debut))):
            for m in quand:
                autre = ou.setdefault((qui, p.jour, m), cle(p))
                if autre != cle(p):
                    trouvees.append(f"{qui} : {cle(p)} et {autre} à {m}")
        entendus[p.jury, p.jour] |= dict.fromkeys(du_jury(p, p.debut), p.candidature)
    return trouvees + [
        f"jury {jury} : moins de {battement} minutes entre {candidature} et {suivant}"
        for (jury, _), minutes in entendus.items()
        for m, candidature in minutes.items()
        for ecart in range(1, battement + 1)
        if (suivant := minutes.get(m + ecart, candidature)) != candidature
    ]


def heures_bancales(passages: Iterable[Passage]) -> list[str]:
    """K44: what was computed starts and ends on a multiple of five minutes, preparation and debrief too."""
    return [
        f"{cle(p)} : {m // 60}:{m % 60:02}"
        for p in passages
        for m in {*p.du_jury, *p.du_candidat, p.debut, p.fin}
        if m % PAS
    ]


def disperses(passages: tuple[Passage, ...], demandes: Demandes, battement: int) -> list[str]:
    """K44: who comes on several days although one would do, everybody else staying where he is."""
    fixes = set(demandes.fixes)
    trouves = []
    for candidature in sorted({p.candidature for p in passages}):
        siens = [p for p in passages if p.candidature == candidature]
        if len({p.jour for p in siens}) > 1 and not fixes & set(siens):
            autres = tuple(p for p in passages if p.candidature != candidature)
            if any(_en_un_jour(siens, autres, jury, jour, demandes, battement) for jury, jour in _ou(siens, demandes)):
                trouves.append(candidature)
    return trouves


def _ou(siens: list[Passage], demandes: Demandes) -> Iterator[tuple[int, dt.date]]:
    connus = {j.numero for j in demandes.jurys} & demandes.jurys_possibles[siens[0].candidature]
    yield from ((jury, jour) for jury in connus for jour in {p.jour for p in demandes.plages})


def _en_un_jour(  # noqa: PLR0913, PLR0917 - a candidate, the others, where
    siens: list[Passage],
    autres: tuple[Passage, ...],
    jury: int,
    jour: dt.date,
    demandes: Demandes,
    battement: int,
) -> bool:
    """Every order, each épreuve at every start of the clock that follows."""
    if not siens:
        return True
    ceux_du_jour = tuple(p for p in autres if p.jour == jour)
    demandes = demandes.model_copy(update={"plages": tuple(p for p in demandes.plages if p.jour == jour)})
    bornes = [(p.debut, p.fin) for p in demandes.plages if p.jour == jour]
    for p in siens:
        for debut in sorted({m for d, f in bornes for m in range(-(-d // PAS) * PAS, f, PAS)}):
            pose = p.model_copy(update={"jury": jury, "jour": jour, "debut": debut})
            if any(a.candidature == p.candidature and a.debut > debut for a in autres):
                continue
            if not fautes((*ceux_du_jour, pose), demandes, battement):
                reste = [x for x in siens if x is not p]
                if _en_un_jour(reste, (*autres, pose), jury, jour, demandes, battement):
                    return True
                break
    return False


def faisable(demandes: Demandes, battement: int) -> bool:
    """By trying everything: the épreuves in each order of their starts, each as early as it can be in each stretch."""
    return any(_suites(demandes, battement, ()))


def _suites(demandes: Demandes, battement: int, poses: tuple[Passage, ...]) -> Iterator[bool]:
    faites = {cle(p) for p in poses}
    restent = [e for e in demandes.epreuves if cle(e) not in faites]
    if not restent:
        yield True
    for e in restent:
        lie = {p.jury for p in poses if p.candidature == e.candidature}
        for jury in lie or demandes.jurys_possibles[e.candidature]:
            for plage in demandes.plages:
                depuis = max((p.debut for p in poses if p.jour == plage.jour), default=plage.debut)
                for debut in range(-(-max(depuis, plage.debut) // PAS) * PAS, plage.fin, PAS):
                    pose = Passage(**e.model_dump(), jury=jury, jour=plage.jour, debut=debut)
                    if not fautes((*poses, pose), demandes, battement):
                        yield from _suites(demandes, battement, (*poses, pose))
                        break


def plus_long(epreuve: Epreuve, passages: tuple[Passage, ...], demandes: Demandes, battement: int) -> int:
    """The longest that a jury could still give to that épreuve, its meeting before and its debrief included."""
    lie = {p.jury for p in passages if p.candidature == epreuve.candidature}
    durees = [0]
    for jury in lie or demandes.jurys_possibles[epreuve.candidature]:
        for plage in demandes.plages:
            for debut in range(-(-plage.debut // PAS) * PAS, plage.fin + 1, PAS):
                for duree in range(epreuve.duree - 1, max(0, max(durees) - epreuve.avant - epreuve.debrief), -1):
                    courte = epreuve.model_copy(update={"duree": duree})
                    pose = Passage(**courte.model_dump(), jury=jury, jour=plage.jour, debut=debut)
                    autres = tuple(e for e in demandes.epreuves if e != epreuve)
                    ainsi = demandes.model_copy(update={"epreuves": (*autres, courte)})
                    if not fautes((*passages, pose), ainsi, battement):
                        durees.append(epreuve.avant + duree + epreuve.debrief)
                        break
    return max(durees)

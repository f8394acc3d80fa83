"""A day of a session as a picture: one column for each jury, one beside it where its candidates prepare."""

import datetime as dt
from collections.abc import Iterable, Iterator

from pipeline.documents.compose.contexte import Contexte
from pipeline.documents.compose.dates import jour_nomme
from pipeline.model.document import Case, Colonne, Horaire
from pipeline.model.kit import Feuille
from pipeline.model.planning import Passage
from pipeline.texts import Phrases

from . import feuille
from .papier import kit

TYPE = "planning"
COLONNES = 8  # of one picture; more are drawn below


def horaires(f: Feuille, jour: dt.date, contexte: Contexte) -> Iterator[Horaire]:
    groupes = [_du_jury(f, jury, jour, contexte) for jury in sorted({p.jury for p in feuille.passages(f, jour=jour)})]
    legende = contexte.phrases(TYPE)("horaire.legende", jour=jour_nomme(jour))
    for colonnes in _ensemble(groupes):
        yield Horaire(legende=legende, colonnes=colonnes)


def _ensemble(groupes: Iterable[tuple[Colonne, ...]]) -> Iterator[tuple[Colonne, ...]]:
    """As many juries in one picture as fit; a jury and its preparation are never apart."""
    image: tuple[Colonne, ...] = ()
    for groupe in groupes:
        if image and len(image) + len(groupe) > COLONNES:
            yield image
            image = ()
        image += groupe
    if image:
        yield image


def _du_jury(f: Feuille, jury: int, jour: dt.date, contexte: Contexte) -> tuple[Colonne, ...]:
    phrases, titre = contexte.phrases(TYPE), kit(contexte)("jury", numero=str(jury))
    passages = feuille.passages(f, jury, jour)
    seances = tuple(case for p in passages for case in _seance(f, p, contexte))
    preparations = tuple(
        Case(debut=p.du_candidat[0], fin=p.debut, texte=feuille.nom(f, p.candidature), ton="preparation")
        for p in passages
        if p.preparation
    )
    cases = (*seances, *_pause(f, passages, contexte))
    return (
        *_colonnes(titre, cases),
        *_colonnes(phrases("horaire.preparation", jury=titre), preparations),
    )


def _seance(f: Feuille, p: Passage, contexte: Contexte) -> Iterator[Case]:
    phrases = contexte.phrases(TYPE)
    debut, fin = p.du_jury
    if p.avant:
        yield Case(debut=debut, fin=p.debut, texte=phrases("horaire.avant"), ton="jury")
    yield Case(debut=p.debut, fin=p.fin, texte=_qui(f, p, phrases, kit(contexte)), ton="epreuve")
    if p.debrief:
        yield Case(debut=p.fin, fin=fin, texte=phrases("horaire.debrief"), ton="jury")


def _qui(f: Feuille, p: Passage, phrases: Phrases, communs: Phrases) -> str:
    return phrases(
        "horaire.passage",
        candidat=feuille.nom(f, p.candidature),
        candidature=p.candidature,
        evaluation=feuille.evaluation(communs, p),
    )


def _pause(f: Feuille, passages: tuple[Passage, ...], contexte: Contexte) -> Iterator[Case]:
    """Drawn where the jury is free then, and sits before and after."""
    debut, fin = feuille.pause(f, contexte.reglages.session)
    avant = any(p.du_jury[1] <= debut for p in passages)
    apres = any(p.du_jury[0] >= fin for p in passages)
    libre = all(p.du_jury[1] <= debut or p.du_jury[0] >= fin for p in passages)
    if debut < fin and avant and apres and libre:
        yield Case(debut=debut, fin=fin, texte=contexte.phrases(TYPE)("horaire.pause"), ton="pause")


def _colonnes(titre: str, cases: tuple[Case, ...]) -> tuple[Colonne, ...]:
    """One column, or more where two boxes would overlap."""
    rangees: list[list[Case]] = []
    for case in sorted(cases, key=lambda c: (c.debut, c.fin)):
        libre = next((rangee for rangee in rangees if rangee[-1].fin <= case.debut), None)
        if libre is None:
            rangees.append([case])
        else:
            libre.append(case)
    return tuple(Colonne(titre=titre, cases=tuple(rangee)) for rangee in rangees)

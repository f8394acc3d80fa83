"""The planning of a session: who, when, where; each day as a picture, then as a list. Nothing of handicap (K29)."""

import datetime as dt
from collections.abc import Iterator

from pipeline.documents.compose.contexte import Contexte
from pipeline.documents.compose.dates import heure, jour_nomme
from pipeline.model.document import Bloc, Document, Ligne, Paragraphe, SautDePage, Tableau, Titre
from pipeline.model.kit import Feuille, JuryDeSession

from . import feuille
from .horaire import TYPE, horaires
from .papier import kit, papier


def planning(f: Feuille, contexte: Contexte) -> Document:
    """A page for each day, to pin on a door; then the lists."""
    contexte = contexte.pour(f.referentiel)
    pages = (bloc for jour in feuille.jours(f) for bloc in _image(f, jour, contexte))
    blocs = (*pages, *_liste(f, contexte), *_jurys(f, contexte))
    return papier(TYPE, f, contexte, blocs, "paysage")


def _image(f: Feuille, jour: dt.date, contexte: Contexte) -> Iterator[Bloc]:
    yield Titre(texte=jour_nomme(jour).capitalize())
    yield from horaires(f, jour, contexte)
    yield SautDePage()


def _liste(f: Feuille, contexte: Contexte) -> Iterator[Bloc]:
    phrases = contexte.phrases(TYPE)
    yield Titre(texte=phrases("liste.titre"))
    for jour in feuille.jours(f):
        yield Tableau(
            legende=phrases("liste.legende", jour=jour_nomme(jour)),
            entetes=phrases.toutes("liste.entetes"),
            largeurs=(2, 2, 5, 4, 3, 2, 5),
            lignes=tuple(_lignes(f, jour, contexte)),
        )
    if not feuille.jours(f):
        yield Paragraphe(texte=phrases("liste.vide"))


def _lignes(f: Feuille, jour: dt.date, contexte: Contexte) -> Iterator[Ligne]:
    """Only when each one starts: an end would tell who has more time than others (K29)."""
    mots, communs = kit(contexte), contexte.communs
    for p in feuille.passages(f, jour=jour):
        yield Ligne(
            cellules=(
                heure(p.du_candidat[0]),
                heure(p.debut),
                feuille.nom(f, p.candidature),
                p.candidature,
                feuille.evaluation(mots, p),
                mots("jury", numero=str(p.jury)),
                feuille.endroit(feuille.jury(f, p.jury), f.session, communs),
            )
        )


def _jurys(f: Feuille, contexte: Contexte) -> Iterator[Bloc]:
    if f.jurys:
        phrases = contexte.phrases(TYPE)
        yield Titre(texte=phrases("jurys.titre"))
        yield Tableau(
            legende=phrases("jurys.legende"),
            entetes=phrases.toutes("jurys.entetes"),
            largeurs=(1, 7, 4),
            lignes=tuple(_jury(f, jury, contexte) for jury in f.jurys),
        )


def _jury(f: Feuille, jury: JuryDeSession, contexte: Contexte) -> Ligne:
    phrases, communs = contexte.phrases(TYPE), contexte.communs
    membres = (phrases("jurys.membre", nom=m.nom, role=feuille.role(communs, m.role)) for m in jury.membres)
    endroit = feuille.endroit(jury, f.session, communs)
    return Ligne(cellules=(str(jury.numero), ", ".join(membres) or communs("sans_objet"), endroit))

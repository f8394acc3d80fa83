"""The signature sheet of one jury on one day: its members, then its candidates; at a distance too (S0 §2.3, §6)."""

import datetime as dt
from collections.abc import Iterator

from pipeline.documents.compose.contexte import Contexte
from pipeline.documents.compose.dates import heure, jour_nomme
from pipeline.model.document import Bloc, Document, Encadre, Ligne, Paragraphe, Tableau, Titre
from pipeline.model.kit import Feuille
from pipeline.texts import Phrases

from . import feuille
from .papier import kit, papier

TYPE = "emargement"
MIDI = 12 * 60


def emargement(f: Feuille, jury: int, jour: dt.date, contexte: Contexte) -> Document:
    contexte = contexte.pour(f.referentiel)
    phrases, communs = contexte.phrases(TYPE), contexte.communs
    numero = kit(contexte)("jury", numero=str(jury))
    endroit = feuille.endroit(feuille.jury(f, jury), f.session, communs)
    blocs = (
        Encadre(titre=phrases("entete", jury=numero, jour=jour_nomme(jour)), textes=(endroit,)),
        *_membres(f, jury, jour, contexte),
        *_candidats(f, jury, jour, contexte),
        Paragraphe(style="discret", texte=phrases("distance")),
    )
    return papier(TYPE, f, contexte, blocs, "paysage", jury=numero, jour=jour_nomme(jour))


def _membres(f: Feuille, jury: int, jour: dt.date, contexte: Contexte) -> Iterator[Bloc]:
    phrases, communs = contexte.phrases(TYPE), contexte.communs
    signatures = _signatures(phrases, f, jury, jour)
    vides = ("",) * (len(signatures) + 1)
    yield Titre(texte=phrases("jury.titre"))
    yield Tableau(
        a_signer=True,
        legende=phrases("jury.legende"),
        entetes=(*phrases.toutes("jury.entetes"), *signatures, phrases("colonne.distance")),
        largeurs=(4, 3, 4, *(4 for _ in signatures), 4),
        lignes=tuple(
            Ligne(cellules=(m.nom, feuille.role(communs, m.role), m.organisme or communs("sans_objet"), *vides))
            for m in feuille.jury(f, jury).membres
        ),
    )


def _signatures(phrases: Phrases, f: Feuille, jury: int, jour: dt.date) -> tuple[str, ...]:
    """A juror signs once for each half of the day on which he sits."""
    passages = feuille.passages(f, jury, jour)
    matin = any(p.du_jury[0] < MIDI for p in passages)
    apres_midi = any(p.du_jury[1] > MIDI for p in passages)
    return (*((phrases("jury.matin"),) if matin else ()), *((phrases("jury.apres_midi"),) if apres_midi else ()))


def _candidats(f: Feuille, jury: int, jour: dt.date, contexte: Contexte) -> Iterator[Bloc]:
    phrases = contexte.phrases(TYPE)
    yield Titre(texte=phrases("candidats.titre"))
    yield Tableau(
        a_signer=True,
        legende=phrases("candidats.legende"),
        entetes=(*phrases.toutes("candidats.entetes"), phrases("colonne.distance")),
        largeurs=(4, 4, 5, 3, 4, 4),
        lignes=tuple(
            Ligne(
                cellules=(
                    _passages(f, c.candidature, jury, jour, contexte),
                    c.candidature,
                    feuille.nom(f, c.candidature),
                    kit(contexte)("case"),
                    "",
                    "",
                )
            )
            for c in feuille.candidats(f, jury, jour)
        ),
    )


def _passages(f: Feuille, candidature: str, jury: int, jour: dt.date, contexte: Contexte) -> str:
    """Only when each one starts: an end would tell who has more time than others (K29)."""
    phrases = contexte.phrases(TYPE)
    return "\n".join(
        phrases("candidats.passage", heure=heure(p.debut), evaluation=feuille.evaluation(kit(contexte), p))
        for p in feuille.passages(f, jury, jour)
        if p.candidature == candidature
    )

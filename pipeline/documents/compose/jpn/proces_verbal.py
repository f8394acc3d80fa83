"""The minutes of a sitting: who deliberated, how each dossier was decided and voted; by numbers (S0 §3.2, K4)."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from pipeline.documents.compose.contexte import Contexte
from pipeline.documents.compose.dates import en_lettres, heure
from pipeline.documents.compose.intitules import marque
from pipeline.model.document import (
    Bloc,
    Document,
    Encadre,
    Fiche,
    Ligne,
    Paragraphe,
    SautDePage,
    Signatures,
    Tableau,
    Titre,
)
from pipeline.model.faits import Question
from pipeline.model.jury_paritaire import QUORUM, SeanceJpn
from pipeline.model.moment import a_paris
from pipeline.model.statistiques import Figures
from pipeline.model.vocabulaire import College, Decision
from pipeline.texts import Phrases

from . import commun, decisions
from .figures import figures as blocs_des_figures

TYPE = "proces-verbal-jpn"
VOTANTS = (College.SALARIES, College.EMPLOYEURS)


def proces_verbal_jpn(s: SeanceJpn, figures: Figures | None, contexte: Contexte) -> Document:
    phrases, communs = contexte.phrases(TYPE), commun.mots(contexte)
    papier = commun.Papier(type=TYPE, mise_en_page="rapport", jour=s.date, exemple=s.exemple)
    return papier.document(
        contexte,
        (
            _etat(s, phrases),
            _seance(s, contexte),
            *_membres(s, phrases),
            *decisions.tableau(s, contexte),
            *decisions.departs(s, contexte),
            *decisions.ajournees(s, contexte),
            *decisions.rectifiees(s, phrases),
            *decisions.preconisations(s, contexte),
            *_questions(s, phrases),
            *commun.controle(communs, s.echantillon, s.graine),
            *_signatures(s, phrases),
            *_chiffres(figures, contexte),
        ),
    )


def _etat(s: SeanceJpn, phrases: Phrases) -> Encadre:
    """Under embargo until somebody proclaims (G-090)."""
    if s.proclamee_le is None:
        return Encadre(ton="reserve", titre=phrases("embargo.titre"), textes=(phrases("embargo.texte"),))
    return Encadre(ton="oui", titre=phrases("embargo.proclames", moment=_moment(s.proclamee_le, phrases)))


def _moment(instant: dt.datetime, phrases: Phrases) -> str:
    ici = a_paris(instant)
    return phrases("moment", date=en_lettres(ici.date()), heure=heure(60 * ici.hour + ici.minute))


def _deliberation(s: SeanceJpn, phrases: Phrases) -> str:
    """Workbooks received before the hour was required may not say it: it is then left to be written by hand."""
    if s.heure is None:
        return phrases("sans_heure", date=en_lettres(s.date))
    return _moment(dt.datetime.combine(s.date, s.heure), phrases)


def _seance(s: SeanceJpn, contexte: Contexte) -> Fiche:
    phrases, mots = contexte.phrases(TYPE), commun.mots(contexte)
    comptes = Counter(d.decision.decision for d in s.dossiers)
    rendues = (
        phrases("seance.compte", decision=mots(f"decision.{d.name}"), nombre=str(comptes[d]))
        for d in Decision
        if comptes[d]
    )
    lignes = {
        "date": en_lettres(s.date),
        "deliberation": _deliberation(s, phrases),
        "dossiers": str(len(s.dossiers)),
        "rendues": commun.ENTRE.join(rendues),
        "liste": str(sum(d.decision.sur_liste for d in s.dossiers)),
    }
    return Fiche(lignes=tuple((phrases(f"seance.{cle}"), valeur) for cle, valeur in lignes.items() if valeur))


def _membres(s: SeanceJpn, phrases: Phrases) -> Iterator[Bloc]:
    """Members are named: only those whom they judge are not."""
    rangs = {college: rang for rang, college in enumerate((College.UCANSS, *VOTANTS))}
    yield Titre(texte=phrases("membres.titre"))
    if s.membres:
        yield Tableau(
            legende=phrases("membres.legende"),
            entetes=phrases.toutes("membres.entetes"),
            largeurs=(6, 4, 3),
            lignes=tuple(
                Ligne(
                    cellules=(m.nom, m.college, phrases("membres.present" if m.present else "membres.absent")),
                    marque=marque(m.present),
                )
                for m in sorted(s.membres, key=lambda m: (rangs[m.college], m.ligne))
            ),
        )
    presents = {college: sum(m.present for m in s.membres if m.college is college) for college in VOTANTS}
    atteint = min(presents.values()) >= QUORUM
    nombres = {"salaries": str(presents[College.SALARIES]), "employeurs": str(presents[College.EMPLOYEURS])}
    yield Paragraphe(texte=phrases("quorum.atteint" if atteint else "quorum.manque", quorum=str(QUORUM), **nombres))
    yield Paragraphe(texte=phrases("quorum.ucanss"))


def _questions(s: SeanceJpn, phrases: Phrases) -> Iterator[Bloc]:
    """What was asked of a president or of Institut 4.10, and what they answered (G-084)."""
    if not s.questions:
        return
    yield Titre(texte=phrases("questions.titre"))
    for rang, q in enumerate(s.questions, 1):
        yield Titre(niveau=2, texte=" — ".join(_a_qui(q, rang, phrases)))
        yield Paragraphe(style="citation", texte=q.question)
        if q.reponse:
            yield Paragraphe(texte=phrases("questions.reponse"))
            yield Paragraphe(style="citation", texte=q.reponse)
        else:
            yield Paragraphe(texte=phrases("questions.sans_reponse"))


def _a_qui(q: Question, rang: int, phrases: Phrases) -> Iterator[str]:
    yield phrases("questions.question", rang=str(rang))
    if q.numero:
        yield phrases("questions.dossier", numero=q.numero)
    if q.a_qui:
        yield phrases("questions.a_qui", qui=q.a_qui)


def _signatures(s: SeanceJpn, phrases: Phrases) -> Iterator[Bloc]:
    presidence = [m.nom for m in s.membres if m.college is College.UCANSS and m.present]
    yield Titre(texte=phrases("signatures.titre"))
    yield Paragraphe(texte=phrases("signatures.engagement"))
    yield Signatures(
        cases=(
            (phrases("signatures.presidence"), ", ".join(presidence) or phrases("signatures.nom")),
            (phrases("signatures.salaries"), phrases("signatures.nom")),
            (phrases("signatures.employeurs"), phrases("signatures.nom")),
        )
    )


def _chiffres(figures: Figures | None, contexte: Contexte) -> Iterator[Bloc]:
    """On their own pages; too few to be told, they are one sentence, which is not worth a page."""
    if figures is not None:
        if figures.series:
            yield SautDePage()
        yield Titre(texte=contexte.phrases(TYPE)("chiffres.titre"))
        yield from blocs_des_figures(contexte.phrases("figures-jpn"), figures)

"""The session manager's own sheet: what is held and why, what is missing, the measures, whom to call (S0 §6, K29)."""

from collections.abc import Iterator

from pipeline.documents.compose.contexte import Contexte
from pipeline.documents.compose.dates import en_lettres, heure
from pipeline.model.document import Bloc, Document, Encadre, Ligne, Liste, Paragraphe, Tableau, Titre
from pipeline.model.kit import Collegue, Feuille, FicheResponsable
from pipeline.model.session import Convoque
from pipeline.texts import Phrases

from . import feuille
from .papier import papier

TYPE = "fiche-responsable"


def fiche_responsable(d: FicheResponsable, contexte: Contexte) -> Document:
    phrases = contexte.phrases(TYPE)
    blocs = (
        _resume(d, phrases),
        Paragraphe(texte=phrases("resume.mycertif")),
        *_retenus(d, phrases),
        *_manquants(d, phrases),
        *_amenagements(d, phrases),
        *_jurys(d.feuille, contexte),
        *_candidats(d.feuille, contexte),
    )
    return papier(TYPE, d.feuille, contexte, blocs)


def _resume(d: FicheResponsable, phrases: Phrases) -> Encadre:
    attendus = len(feuille.candidats(d.feuille))
    candidats = "candidats_un" if attendus == 1 else "candidats_plusieurs"
    return Encadre(
        ton="reserve" if d.retenus else "oui",
        titre=phrases("resume.retenus" if d.retenus else "resume.pret"),
        textes=(phrases(f"resume.{candidats}", nombre=str(attendus)), phrases("resume.confidentielle")),
    )


def _retenus(d: FicheResponsable, phrases: Phrases) -> Iterator[Bloc]:
    if d.retenus:
        yield Titre(texte=phrases("retenus.titre"))
        yield Tableau(
            legende=phrases("retenus.legende"),
            entetes=phrases.toutes("retenus.entetes"),
            largeurs=(3, 9),
            lignes=tuple(Ligne(cellules=retenu) for retenu in d.retenus),
        )


def _manquants(d: FicheResponsable, phrases: Phrases) -> Iterator[Bloc]:
    if d.manquants:
        yield Titre(texte=phrases("manquants.titre"))
        yield Paragraphe(texte=phrases("manquants.texte"))
        yield Liste(elements=d.manquants)


def _amenagements(d: FicheResponsable, phrases: Phrases) -> Iterator[Bloc]:
    if d.amenagements:
        yield Titre(texte=phrases("amenagements.titre"))
        yield Paragraphe(texte=phrases("amenagements.texte"))
        yield Tableau(
            legende=phrases("amenagements.legende"),
            entetes=phrases.toutes("amenagements.entetes"),
            largeurs=(3, 4, 6),
            lignes=tuple(Ligne(cellules=(a.candidature, a.nom, a.mesures)) for a in d.amenagements),
        )


def _jurys(f: Feuille, contexte: Contexte) -> Iterator[Bloc]:
    """The juries as they sit, then those in reserve."""
    phrases = contexte.phrases(TYPE)
    courriels = {j.nom: j.email for j in f.session.jures}
    siegent = [(str(jury.numero), m) for jury in f.jurys for m in jury.membres]
    places = {m.nom for _, m in siegent}
    reserve = [
        (phrases("jurys.reserve"), Collegue(nom=j.nom, role=j.role, organisme=j.organisme))
        for j in f.session.jures
        if j.jury is None and j.nom not in places
    ]
    if siegent or reserve:
        yield Titre(texte=phrases("jurys.titre"))
        yield Tableau(
            legende=phrases("jurys.legende"),
            entetes=phrases.toutes("jurys.entetes"),
            largeurs=(2, 5, 3, 4, 5),
            lignes=tuple(_jure(ou, m, courriels.get(m.nom), contexte) for ou, m in (*siegent, *reserve)),
        )


def _jure(ou: str, m: Collegue, courriel: str | None, contexte: Contexte) -> Ligne:
    sans_objet, role = contexte.communs("sans_objet"), feuille.role(contexte.communs, m.role)
    return Ligne(cellules=(ou, m.nom, role, m.organisme or sans_objet, courriel or sans_objet))


def _candidats(f: Feuille, contexte: Contexte) -> Iterator[Bloc]:
    phrases = contexte.phrases(TYPE)
    candidats = feuille.candidats(f)
    if candidats:
        yield Titre(texte=phrases("candidats.titre"))
        yield Tableau(
            legende=phrases("candidats.legende"),
            entetes=phrases.toutes("candidats.entetes"),
            largeurs=(7, 9, 8, 3, 11),
            lignes=tuple(_candidat(f, c, contexte) for c in candidats),
        )


def _candidat(f: Feuille, c: Convoque, contexte: Contexte) -> Ligne:
    """At his first time: when to expect him, and where."""
    premier = next(p for p in feuille.passages(f) if p.candidature == c.candidature)
    quand = contexte.phrases(TYPE)(
        "candidats.arrivee", jour=en_lettres(premier.jour), heure=heure(premier.du_candidat[0])
    )
    courriel = c.email or contexte.communs("sans_objet")
    return Ligne(cellules=(c.candidature, feuille.nom(f, c.candidature), quand, str(premier.jury), courriel))

"""The convocation of a juror, with every mention that the Guide asks for (S0 §6)."""

from collections.abc import Iterator

from pipeline.documents.compose.contexte import Contexte
from pipeline.documents.compose.dates import duree, heure, jour_nomme
from pipeline.model.document import Bloc, Document, Encadre, Ligne, Liste, Paragraphe, Tableau, Titre
from pipeline.model.kit import ConvocationJury, EpreuveAnnoncee, Version
from pipeline.model.referentiel import Referentiel

from . import feuille
from .convocation import Convocation

TYPE = "convocation-jury"


def convocation_jury(d: ConvocationJury, version: Version, referentiel: Referentiel, contexte: Contexte) -> Document:
    contexte = contexte.pour(referentiel)
    c = Convocation(type=TYPE, lieu=d.lieu, version=version, referentiel=referentiel, contexte=contexte)
    courriel = (contexte.communs("courrier.courriel", email=d.email),) if d.email else ()
    introduction = c.phrases("introduction", cqp=d.lieu.cqp, role=d.role, certificateur=c.certificateur)
    return c.document(
        (d.nom, *((d.organisme,) if d.organisme else ()), *courriel),
        c.kit("convocation.jury", numero=str(d.jury)),
        (
            Paragraphe(texte=introduction),
            _rendez_vous(c, d),
            *c.ou({c.kit("lieu.connexion"): d.lien}, d.salle),
            *_journees(c, d),
            *_evaluations(c, d),
            *_collegues(c, d),
            *_amenagements(c, d),
            *_retour(c, d),
        ),
        membre=d.nom,
    )


def _rendez_vous(c: Convocation, d: ConvocationJury) -> Encadre:
    textes = (
        c.phrases(
            "horaires.un" if j.candidats == 1 else "horaires.plusieurs",
            jour=jour_nomme(j.jour),
            debut=heure(j.debut),
            fin=heure(j.fin),
            nombre=str(j.candidats),
        )
        for j in d.journees
    )
    return Encadre(titre=c.kit("jury", numero=str(d.jury)), textes=tuple(textes))


def _journees(c: Convocation, d: ConvocationJury) -> Iterator[Bloc]:
    yield Titre(texte=c.phrases("organisation.plusieurs" if len(d.journees) > 1 else "organisation.un"))
    if d.organisation:
        yield Paragraphe(texte=d.organisation)
    nombre = "un" if d.candidats == 1 else "plusieurs"
    yield Paragraphe(texte=c.phrases(f"candidats.{nombre}", nombre=str(d.candidats)))


def _evaluations(c: Convocation, d: ConvocationJury) -> Iterator[Bloc]:
    if d.epreuves:
        yield Titre(texte=c.phrases("epreuves.titre"))
        yield Tableau(
            legende=c.phrases("epreuves.legende"),
            entetes=c.phrases.toutes("epreuves.entetes"),
            largeurs=(6, 6, 2),
            lignes=tuple(Ligne(cellules=(e.intitule, e.nature, _duree(c, e))) for e in d.epreuves),
        )


def _duree(c: Convocation, epreuve: EpreuveAnnoncee) -> str:
    """A file is read without a clock."""
    return duree(epreuve.minutes) if epreuve.minutes else c.contexte.communs("sans_objet")


def _collegues(c: Convocation, d: ConvocationJury) -> Iterator[Bloc]:
    yield Titre(texte=c.phrases("collegues.titre"))
    if not d.collegues:
        yield Paragraphe(texte=c.phrases("collegues.aucun"))
        return
    communs = c.contexte.communs
    yield Tableau(
        legende=c.phrases("collegues.legende"),
        entetes=c.phrases.toutes("collegues.entetes"),
        largeurs=(4, 3, 5),
        lignes=tuple(
            Ligne(cellules=(m.nom, feuille.role(communs, m.role), m.organisme or communs("sans_objet")))
            for m in d.collegues
        ),
    )


def _amenagements(c: Convocation, d: ConvocationJury) -> Iterator[Bloc]:
    """Only the measures, only of the candidates whom this jury hears (S0 §6, K29)."""
    if d.amenagements:
        yield Titre(texte=c.phrases("amenagements.titre"))
        yield Paragraphe(texte=c.phrases("amenagements.texte"))
        yield Tableau(
            legende=c.phrases("amenagements.legende"),
            entetes=c.phrases.toutes("amenagements.entetes"),
            largeurs=(4, 8),
            lignes=tuple(Ligne(cellules=(a.nom, a.mesures)) for a in d.amenagements),
        )


def _retour(c: Convocation, d: ConvocationJury) -> Iterator[Bloc]:
    cles = ("declaration", *(("note_de_frais",) if d.note_de_frais else ()))
    yield Titre(texte=c.phrases("retour.titre"))
    yield Liste(elements=tuple(c.phrases(f"retour.{cle}") for cle in cles))

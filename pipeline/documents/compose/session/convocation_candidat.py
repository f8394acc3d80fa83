"""The convocation of a candidate: access, hours, room, what to present, what comes next (S0 §6, §2.3).

It says nothing of any result, and of handicap only the measures granted to this person (K29).
"""

from collections.abc import Iterator

from pipeline.documents.compose.contexte import Contexte
from pipeline.documents.compose.dates import duree, heure, jour_nomme
from pipeline.model.document import Bloc, Document, Encadre, Ligne, Liste, Paragraphe, Tableau, Titre
from pipeline.model.kit import ConvocationCandidat, Rendez, Version
from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import Mode

from .convocation import Convocation

TYPE = "convocation-candidat"


def convocation_candidat(
    d: ConvocationCandidat, version: Version, referentiel: Referentiel, contexte: Contexte
) -> Document:
    contexte = contexte.pour(referentiel)
    c = Convocation(type=TYPE, lieu=d.lieu, version=version, referentiel=referentiel, contexte=contexte)
    candidat = c.kit("candidat", prenom=d.prenom, nom=d.nom)
    sur_dossier = d.lieu.mode is Mode.DOSSIER
    cle = "dossier" if sur_dossier else "present"
    return c.document(
        (candidat, c.phrases("mycertif")),
        contexte.communs("courrier.candidature", candidature=d.candidature),
        (
            Paragraphe(texte=c.phrases(f"introduction.{cle}", cqp=d.lieu.cqp, certificateur=c.certificateur)),
            *(_sur_dossier(c, d) if sur_dossier else _rencontre(c, d)),
            *_amenagements(c, d),
            *_suite(c),
        ),
        candidat=candidat,
        candidature=d.candidature,
    )


def _sur_dossier(c: Convocation, d: ConvocationCandidat) -> Iterator[Bloc]:
    """Nobody comes: neither hours, nor room, nor anything to present (S0 §2.2)."""
    jours = tuple(dict.fromkeys(jour_nomme(r.jour) for r in d.rendez_vous))
    textes = tuple(c.phrases("rendez_vous.dossier_le", jour=jour) for jour in jours)
    yield Encadre(titre=c.phrases("rendez_vous.dossier"), textes=textes)
    yield Titre(texte=c.phrases("epreuves.titre"))
    yield Tableau(
        legende=c.phrases("epreuves.legende_dossier"),
        entetes=c.phrases.toutes("epreuves.entetes_dossier"),
        largeurs=(2, 5),
        lignes=tuple(Ligne(cellules=(jour_nomme(r.jour).capitalize(), _evaluation(r))) for r in d.rendez_vous),
    )


def _rencontre(c: Convocation, d: ConvocationCandidat) -> Iterator[Bloc]:
    yield _rendez_vous(c, d)
    yield Titre(texte=c.phrases("epreuves.titre"))
    yield Tableau(
        legende=c.phrases("epreuves.legende"),
        entetes=c.phrases.toutes("epreuves.entetes"),
        largeurs=(5, 5, 3, 10, 3),
        lignes=tuple(_ligne(c, r) for r in d.rendez_vous),
    )
    liens = {r.jury: r.lien for r in d.rendez_vous if r.lien}
    seul = len(liens) == 1
    yield from c.ou(
        {
            c.kit("lieu.connexion") if seul else c.kit("lieu.connexion_du_jury", numero=str(jury)): lien
            for jury, lien in liens.items()
        }
    )
    yield from _presenter(c, d)


def _rendez_vous(c: Convocation, d: ConvocationCandidat) -> Encadre:
    """The hour at which to be there, each day: the preparation comes first."""
    arrivees: dict[str, int] = {}
    for r in sorted(d.rendez_vous, key=lambda r: (r.jour, r.debut)):
        arrivees.setdefault(jour_nomme(r.jour), r.debut - r.preparation)
    titre = c.phrases("rendez_vous.plusieurs" if len(arrivees) > 1 else "rendez_vous.un")
    textes = (c.phrases("rendez_vous.ligne", jour=jour, heure=heure(m)) for jour, m in arrivees.items())
    return Encadre(titre=titre, textes=tuple(textes))


def _ligne(c: Convocation, r: Rendez) -> Ligne:
    quand = heure(r.debut)
    if r.preparation:
        arrivee, temps = heure(r.debut - r.preparation), duree(r.preparation)
        quand = c.phrases("epreuves.avec_preparation", arrivee=arrivee, duree=temps, debut=quand)
    numero = str(r.jury)
    jury = c.kit("jury_en", numero=numero, salle=r.salle) if r.salle else c.kit("jury", numero=numero)
    return Ligne(cellules=(jour_nomme(r.jour).capitalize(), quand, duree(r.duree), _evaluation(r), jury))


def _evaluation(r: Rendez) -> str:
    return "\n".join((*r.intitules, r.nature))


def _presenter(c: Convocation, d: ConvocationCandidat) -> Iterator[Bloc]:
    """What gives access to the session, and what may be brought to it (S0 §6)."""
    yield Titre(texte=c.phrases("presenter.titre"))
    yield Liste(elements=tuple(c.phrases(f"presenter.{cle}") for cle in ("identite", "convocation")))
    if d.lieu.mode in (Mode.TEAMS, Mode.ZOOM):
        yield Paragraphe(texte=c.phrases("presenter.distance"))
    if d.documents_autorises:
        yield Paragraphe(texte=c.phrases("presenter.autorises", documents=d.documents_autorises))
    else:
        yield Paragraphe(texte=c.phrases("presenter.aucun"))


def _amenagements(c: Convocation, d: ConvocationCandidat) -> Iterator[Bloc]:
    if d.mesures:
        yield Titre(texte=c.phrases("amenagements.titre"))
        yield Paragraphe(texte=c.phrases("amenagements.texte"))
        yield Paragraphe(style="citation", texte=d.mesures)


def _suite(c: Convocation) -> Iterator[Bloc]:
    """The steps up to the notification of the results (S0 §2.3); whether the jury may speak is the régime's (K3)."""
    annonce = c.referentiel.jury.annonce_par_le_jury.valeur
    yield Titre(texte=c.phrases("suite.titre"))
    cles = ("annonce" if annonce else "jury", "jpn", "resultat")
    yield Liste(elements=tuple(c.phrases(f"suite.{cle}") for cle in cles))

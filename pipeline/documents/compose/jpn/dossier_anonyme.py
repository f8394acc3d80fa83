"""The dossier that the jury paritaire reads: all it needs to decide, nothing of who is judged (S0 §3.2, K18)."""

from collections.abc import Iterator

from pipeline.documents.compose import ecarts, epreuves, intitules, jury, regles
from pipeline.documents.compose.acquis import acquis
from pipeline.documents.compose.contexte import Contexte
from pipeline.documents.compose.dates import en_lettres
from pipeline.documents.compose.evaluation import Evaluation
from pipeline.documents.compose.omis import non_verifies
from pipeline.documents.compose.session import compte_rendu
from pipeline.documents.compose.specimen import specimen
from pipeline.model.document import Bloc, Document, Encadre, Fiche, Ligne, Tableau, Titre
from pipeline.model.jury_paritaire import DossierAnonyme
from pipeline.texts import Phrases

from . import commun

TYPE = "dossier-anonyme"


def dossier_anonyme(d: DossierAnonyme, contexte: Contexte) -> Document:
    """Titles, margins and date say the number and the JPN alone."""
    referentiel = d.dossier.referentiel
    contexte = contexte.pour(referentiel)
    phrases = contexte.phrases(TYPE)
    return Document(
        type=TYPE,
        mise_en_page="rapport",
        titre=phrases("titre", numero=d.numero),
        sous_titre=referentiel.intitule.valeur,
        sujet=phrases("sujet", numero=d.numero),
        date=d.jpn,
        specimen=specimen(TYPE, referentiel, contexte.reglages),
        entete=commun.mots(contexte)("entete"),
        pied=phrases("pied", numero=d.numero),
        blocs=tuple(_a_prononcer(d, contexte) if d.deja_acquis else _a_juger(d, contexte)),
    )


def _a_juger(d: DossierAnonyme, contexte: Contexte) -> Iterator[Bloc]:
    dossier, pv, communs = d.dossier, d.dossier.pv, contexte.communs
    phrases, du_pv = contexte.phrases("dossier-certification"), contexte.phrases("proces-verbal")
    evaluation = Evaluation(dossier, phrases, communs, anonyme=True)
    yield jury.encadre_avis(communs, pv, tuple(evaluation.issue()))
    yield from non_verifies(dossier, contexte)
    yield from _controle(d, contexte)
    yield from jury.ucanss(communs, dossier)
    yield from _identite(d, contexte)
    yield from evaluation.synthese()
    yield from jury.argumentation(communs, pv)
    yield from ecarts.decisions_motivees(phrases, communs, dossier, calculee=evaluation.calculee)
    yield from evaluation.detail()
    yield from jury.commentaires(communs, pv)
    yield from epreuves.tenues(du_pv, communs, dossier)
    yield from jury.composition_par_role(communs, pv)
    yield from jury.incident(communs, pv)
    yield from _comptes_rendus(d, contexte)
    yield from _pieces(d, contexte.phrases(TYPE))
    yield from regles.appliquees(phrases, communs, dossier)


def _a_prononcer(d: DossierAnonyme, contexte: Contexte) -> Iterator[Bloc]:
    """Every bloc is held: nothing is judged again, the CQP alone is to be pronounced (K17)."""
    phrases, communs = contexte.phrases(TYPE), contexte.communs
    acquis_ = phrases("a_prononcer.acquis")
    yield Encadre(titre=phrases("a_prononcer.titre"), textes=phrases.toutes("a_prononcer.textes"))
    yield from _controle(d, contexte)
    yield from jury.ucanss(communs, d.dossier)
    yield from _identite(d, contexte)
    yield Titre(texte=phrases("a_prononcer.blocs"))
    yield Tableau(
        legende=phrases("a_prononcer.legende"),
        entetes=phrases.toutes("a_prononcer.entetes"),
        largeurs=(2, 9, 3),
        lignes=tuple(
            Ligne(cellules=(intitules.code(communs, b.code), b.intitule, acquis_), marque="oui")
            for b in d.dossier.referentiel.blocs
        ),
    )
    yield from _pieces(d, phrases)


def _controle(d: DossierAnonyme, contexte: Contexte) -> Iterator[Bloc]:
    phrases = contexte.phrases(TYPE)
    if d.a_controler:
        yield Encadre(ton="reserve", titre=phrases("controle.titre"), textes=(phrases("controle.texte"),))


def _identite(d: DossierAnonyme, contexte: Contexte) -> Iterator[Bloc]:
    phrases, communs, referentiel = contexte.phrases(TYPE), contexte.communs, d.dossier.referentiel
    tenus = acquis(d.dossier.acquis)
    codes = ", ".join(intitules.code(communs, b.code) for b in referentiel.blocs if b.code in tenus or d.deja_acquis)
    yield Titre(texte=communs("identite.titre"))
    yield Fiche(
        lignes=(
            (phrases("identite.numero"), d.numero),
            (phrases("identite.jpn"), en_lettres(d.jpn)),
            *jury.cadre(communs, d.dossier, decide=d.deja_acquis),
            *(((phrases("identite.acquis"), codes),) if codes else ()),
        )
    )


def _comptes_rendus(d: DossierAnonyme, contexte: Contexte) -> Iterator[Bloc]:
    """What the president reports of the day, without the day, the session, who wrote nor who was missing."""
    phrases, du_president = contexte.phrases(TYPE), contexte.phrases(compte_rendu.TYPE)
    for rang, recu in enumerate(d.comptes_rendus, 1):
        plusieurs = len(d.comptes_rendus) > 1
        cle = "compte_rendu.plusieurs" if plusieurs else "compte_rendu.un"
        yield Titre(texte=phrases(cle, rang=str(rang)))
        yield from compte_rendu.points(recu, du_president, contexte.communs, niveau=2)
        yield from compte_rendu.recits(recu, du_president, niveau=2)


def _pieces(d: DossierAnonyme, phrases: Phrases) -> Iterator[Bloc]:
    """The masked versions that lie in the bundle; one that nobody gave is said (K18)."""
    if not d.pieces:
        return
    absente = phrases("pieces.absente")
    yield Titre(texte=phrases("pieces.titre"))
    yield Tableau(
        legende=phrases("pieces.legende"),
        entetes=phrases.toutes("pieces.entetes"),
        largeurs=(4, 6),
        lignes=tuple(
            Ligne(cellules=(p.libelle, p.fichier or absente), marque=intitules.marque(p.fichier is not None))
            for p in d.pieces
        ),
    )

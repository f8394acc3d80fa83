"""The procès-verbal of the jury professionnel: what it saw, what it decides, why (S0 §3.1, S3 §4)."""

from collections.abc import Iterator

from pipeline.model.document import Bloc, Document, Ligne, Paragraphe, Signatures, Tableau, Titre
from pipeline.model.dossier import Dossier
from pipeline.model.faits import ProcesVerbal
from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import Deroulement
from pipeline.texts import Phrases

from . import epreuves, intitules, jury
from .contexte import Contexte
from .specimen import specimen

TYPE = "proces-verbal"


def proces_verbal(dossier: Dossier, contexte: Contexte) -> Document:
    pv, referentiel = dossier.pv, dossier.referentiel
    contexte = contexte.pour(referentiel)
    phrases, communs = contexte.phrases(TYPE), contexte.communs
    return Document(
        type=TYPE,
        mise_en_page="rapport",
        titre=phrases("titre"),
        sous_titre=referentiel.intitule.valeur,
        sujet=phrases("sujet", candidature=pv.candidature, session=pv.session),
        date=pv.date,
        specimen=specimen(TYPE, referentiel, contexte.reglages),
        entete=communs("entete", cqp=referentiel.intitule.valeur),
        pied=phrases("pied", candidat=intitules.titulaire(pv), candidature=pv.candidature),
        blocs=(
            jury.encadre_avis(communs, pv, (phrases("destination"),)),
            *jury.identite(communs, dossier),
            *jury.composition(communs, pv),
            *epreuves.tenues(phrases, communs, dossier),
            *jury.incident(communs, pv),
            *_deliberation(phrases, communs, pv, referentiel),
            *_motifs(phrases, communs, pv),
            *jury.argumentation(communs, pv),
            *jury.commentaires(communs, pv),
            *_signatures(phrases, pv),
        ),
    )


def _deliberation(phrases: Phrases, communs: Phrases, pv: ProcesVerbal, referentiel: Referentiel) -> Iterator[Bloc]:
    """The levels of the deliberation: each competence, each bloc; the avis stands atop (S3 §4)."""
    if pv.deroulement is not Deroulement.TENU:
        return
    yield Titre(texte=phrases("deliberation.titre"))
    yield Tableau(
        legende=phrases("deliberation.legende"),
        entetes=phrases.toutes("deliberation.entetes"),
        largeurs=(2, 9, 3),
        lignes=tuple(_verdicts(communs, pv, referentiel)),
    )


def _verdicts(communs: Phrases, pv: ProcesVerbal, referentiel: Referentiel) -> Iterator[Ligne]:
    for bloc in (b for b in referentiel.blocs if b.code in pv.vises):
        decide = intitules.decision(communs, "bloc", intitules.valide(pv.jury_blocs.get(bloc.code)))
        yield Ligne(cellules=(intitules.code(communs, bloc.code), bloc.intitule, decide), marque="titre")
        for competence in bloc.competences:
            vu = intitules.valide(pv.jury_competences.get(competence.code))
            cellules = (competence.code, competence.intitule, intitules.decision(communs, "competence", vu))
            yield Ligne(cellules=cellules, marque=intitules.marque(vu))


def _motifs(phrases: Phrases, communs: Phrases, pv: ProcesVerbal) -> Iterator[Bloc]:
    motifs = [
        *((communs("motifs.competence", code=code), motif) for code, motif in pv.motifs_competences.items()),
        *((communs("motifs.bloc", code=code), motif) for code, motif in pv.motifs_blocs.items()),
        *((communs("motifs.avis"), motif) for motif in [pv.motif_avis] if motif),
    ]
    if not motifs:
        return
    yield Titre(texte=phrases("motifs.titre"))
    yield Paragraphe(texte=phrases("motifs.introduction"))
    for intitule, motif in motifs:
        yield Paragraphe(style="fort", texte=intitule)
        yield Paragraphe(style="citation", texte=motif)


def _signatures(phrases: Phrases, pv: ProcesVerbal) -> Iterator[Bloc]:
    if not pv.membres:
        return
    yield Titre(texte=phrases("signatures.titre"))
    yield Paragraphe(texte=phrases("signatures.engagement"))
    yield Paragraphe(texte=phrases("signatures.version", papier=pv.papier))
    yield Signatures(cases=tuple((m.nom, m.role) for m in pv.membres))

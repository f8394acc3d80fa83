"""The procès-verbal of the jury professionnel: what it saw, what it decides, why (S0 §3.1, S3 §4)."""

from collections.abc import Iterator

from pipeline.model.document import Bloc, Document, Ligne, Paragraphe, Signatures, Tableau, Titre
from pipeline.model.dossier import Dossier
from pipeline.model.faits import ProcesVerbal
from pipeline.model.referentiel import Phase, Referentiel
from pipeline.model.vocabulaire import Deroulement, Voie
from pipeline.texts import Phrases

from . import intitules, jury
from .contexte import Contexte
from .dates import duree
from .specimen import specimen

TYPE = "proces-verbal"


def proces_verbal(dossier: Dossier, contexte: Contexte) -> Document:
    pv, referentiel = dossier.pv, dossier.referentiel
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
        pied=phrases("pied", candidature=pv.candidature),
        blocs=(
            jury.encadre_avis(communs, pv, (phrases("destination"),)),
            *jury.identite(communs, dossier),
            *jury.composition(communs, pv),
            *_epreuves(phrases, communs, dossier),
            *jury.incident(communs, pv),
            *_deliberation(phrases, communs, pv, referentiel),
            *_motifs(phrases, communs, pv),
            *jury.argumentation(communs, pv),
            *jury.commentaires(communs, pv),
            *_signatures(phrases, pv),
        ),
    )


def _epreuves(phrases: Phrases, communs: Phrases, dossier: Dossier) -> Iterator[Bloc]:
    if dossier.pv.deroulement is not Deroulement.TENU:
        return
    yield Titre(texte=phrases("epreuves.titre"))
    en_vae = dossier.pv.voie is Voie.VAE
    lignes = tuple(_entretien(phrases, communs, dossier) if en_vae else _par_bloc(phrases, dossier))
    if lignes:
        yield Tableau(
            legende=phrases("epreuves.legende"),
            entetes=phrases.toutes("epreuves.entetes"),
            largeurs=(2, 8, 3, 3),
            lignes=lignes,
        )
    yield from jury.attestations(communs, dossier.pv)


def _phase(phase: Phase, phrases: Phrases, constatee: str) -> Ligne:
    prevue = duree(phase.minutes_max)
    if phase.minutes_min:
        prevue = phrases("epreuves.bornes", minimum=str(phase.minutes_min), maximum=prevue)
    return Ligne(cellules=("", phase.intitule, prevue, constatee))


def _par_bloc(phrases: Phrases, dossier: Dossier) -> Iterator[Ligne]:
    """One line for the whole bloc, as the PV times it; one for each phase that the grid timed."""
    for code in dossier.pv.vises:
        epreuves = dossier.referentiel.epreuves(code)
        grille = dossier.grilles.get(code)
        relevees = grille.durees if grille else {}
        intitule = " ; ".join(e.intitule for e in epreuves)
        minutes = dossier.pv.durees.get(code)
        prevues = sum(e.minutes for e in epreuves)
        constatee = _constatee(phrases, minutes, prevues, dossier.majoration)
        yield Ligne(cellules=(code, intitule, duree(prevues), constatee), marque="titre")
        for phase in (p for e in epreuves for p in e.phases if p.code in relevees):
            yield _phase(
                phase, phrases, _constatee(phrases, relevees[phase.code], phase.minutes_max, dossier.majoration)
            )


def _constatee(phrases: Phrases, minutes: int | None, prevues: int, majoration: int) -> str:
    """Whoever kept to the time that was his reads the same word: nothing tells who was granted more (K29)."""
    if minutes is None:
        return phrases("epreuves.non_relevee")
    permises = prevues + -(-prevues * majoration // 100)
    return phrases("epreuves.conforme") if minutes <= permises else duree(minutes)


def _entretien(phrases: Phrases, communs: Phrases, dossier: Dossier) -> Iterator[Ligne]:
    """In VAE one interview bears on all the blocs (S3 §3.2)."""
    vae = dossier.referentiel.vae
    phases = [phase for phase in (vae.presentation, vae.questions) if phase]
    for phase in phases:
        yield _phase(phase, phrases, communs("sans_objet"))
    prevues = sum(phase.minutes_max for phase in phases)
    for code, minutes in dossier.pv.durees.items():
        constatee = _constatee(phrases, minutes, prevues, dossier.majoration)
        yield Ligne(cellules=(code, phrases("epreuves.temps_du_bloc"), communs("sans_objet"), constatee))


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
        yield Ligne(cellules=(bloc.code, bloc.intitule, decide), marque="titre")
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
    yield Signatures(cases=tuple((m.nom, m.role) for m in pv.membres))

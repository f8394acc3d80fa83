"""The épreuves as they were held, told with the sentences of `proces-verbal.toml`: what was due, what was seen."""

from collections.abc import Iterator

from pipeline.model.document import Bloc, Ligne, Tableau, Titre
from pipeline.model.dossier import Dossier
from pipeline.model.moment import avec_temps_supplementaire
from pipeline.model.referentiel import Phase
from pipeline.model.vocabulaire import Deroulement, Voie
from pipeline.texts import Phrases

from . import intitules, jury
from .dates import duree


def tenues(phrases: Phrases, communs: Phrases, dossier: Dossier) -> Iterator[Bloc]:
    if dossier.pv.deroulement is not Deroulement.TENU:
        return
    yield Titre(texte=phrases("epreuves.titre"))
    en_vae = dossier.pv.voie is Voie.VAE
    lignes = tuple(_entretien(phrases, communs, dossier) if en_vae else _par_bloc(phrases, communs, dossier))
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


def _par_bloc(phrases: Phrases, communs: Phrases, dossier: Dossier) -> Iterator[Ligne]:
    """One line for the whole bloc, as the PV times it; one for each phase that the grid timed."""
    for code in dossier.pv.vises:
        epreuves = dossier.referentiel.epreuves(code)
        grille = dossier.grilles.get(code)
        relevees = grille.durees if grille else {}
        intitule = " ; ".join(e.intitule for e in epreuves)
        minutes = dossier.pv.durees.get(code)
        prevues = sum(e.minutes for e in epreuves)
        constatee = _constatee(phrases, minutes, prevues, dossier.majoration)
        yield Ligne(cellules=(intitules.code(communs, code), intitule, duree(prevues), constatee), marque="titre")
        for phase in (p for e in epreuves for p in e.phases if p.code in relevees):
            yield _phase(
                phase, phrases, _constatee(phrases, relevees[phase.code], phase.minutes_max, dossier.majoration)
            )


def _constatee(phrases: Phrases, minutes: int | None, prevues: int, majoration: int) -> str:
    """Whoever kept to the time that was his reads the same word: nothing tells who was granted more (K29)."""
    if minutes is None:
        return phrases("epreuves.non_relevee")
    permises = avec_temps_supplementaire(prevues, majoration)
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
        quoi = (intitules.code(communs, code), phrases("epreuves.temps_du_bloc"))
        yield Ligne(cellules=(*quoi, communs("sans_objet"), constatee))

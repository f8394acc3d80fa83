"""The épreuves as they were held, told with the sentences of `proces-verbal.toml`: what was due, what was seen."""

from collections.abc import Iterator

from pipeline.model.document import Bloc, Ligne, Tableau, Titre
from pipeline.model.dossier import Dossier
from pipeline.model.moment import dans_les_temps
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
    lignes = tuple(_entretien(phrases, dossier) if en_vae else _par_bloc(phrases, communs, dossier))
    if lignes:
        quoi = "epreuves.vae" if en_vae else "epreuves"
        yield Tableau(
            legende=phrases(f"{quoi}.legende"),
            entetes=phrases.toutes(f"{quoi}.entetes"),
            largeurs=(10, 3, 3) if en_vae else (2, 8, 3, 3),
            lignes=lignes,
        )
    yield from jury.attestations(communs, dossier.pv)


def _phase(phase: Phase, phrases: Phrases, minutes: int | None, majoration: int) -> tuple[str, str, str]:
    constatee = _constatee(phrases, minutes, (phase.au_moins, phase.minutes_max), majoration)
    prevue = duree(phase.minutes_max)
    if phase.minutes_min:
        prevue = phrases("epreuves.bornes", minimum=str(phase.minutes_min), maximum=prevue)
    return phase.intitule, prevue, constatee


def _par_bloc(phrases: Phrases, communs: Phrases, dossier: Dossier) -> Iterator[Ligne]:
    """One line for the whole bloc, as the PV times it; one for each phase that the grid timed."""
    for code in dossier.pv.vises:
        epreuves = dossier.referentiel.epreuves(code)
        grille = dossier.grilles.get(code)
        relevees = grille.durees if grille else {}
        intitule = " ; ".join(e.intitule for e in epreuves)
        minutes = dossier.pv.durees.get(code)
        prevues = sum(e.minutes for e in epreuves)
        au_moins = sum(p.au_moins for e in epreuves for p in e.phases)
        constatee = _constatee(phrases, minutes, (au_moins, prevues), dossier.majoration)
        yield Ligne(cellules=(intitules.code(communs, code), intitule, duree(prevues), constatee), marque="titre")
        for phase in (p for e in epreuves for p in e.phases if p.code in relevees):
            yield Ligne(cellules=("", *_phase(phase, phrases, relevees[phase.code], dossier.majoration)))


def _constatee(phrases: Phrases, minutes: int | None, bornes: tuple[int, int], majoration: int) -> str:
    """Whoever kept to the time that was his reads the same word: nothing tells who was granted more (K29)."""
    if minutes is None:
        return phrases("epreuves.non_relevee")
    return phrases("epreuves.conforme") if dans_les_temps(minutes, *bornes, majoration) else duree(minutes)


def _entretien(phrases: Phrases, dossier: Dossier) -> Iterator[Ligne]:
    """In VAE one interview bears on all the blocs (S3 §3.2), once the jury put its reading in common (S0 §4.2)."""
    vae, minutes = dossier.referentiel.vae, dossier.pv.durees_vae
    for code, phase in vae.phases.items():
        temps = 0 if phase is vae.harmonisation else dossier.majoration  # the extra time is the candidate's
        yield Ligne(cellules=_phase(phase, phrases, minutes.get(code), temps))
    tenues = [minutes.get(code) for code, phase in vae.phases.items() if phase is not vae.harmonisation]
    if vae.plafond_minutes and tenues:
        plafond = vae.plafond_minutes.valeur
        connues = [m for m in tenues if m is not None]
        en_tout = sum(connues) if len(connues) == len(tenues) else None
        constatee = _constatee(phrases, en_tout, (0, plafond), dossier.majoration)
        prevue = phrases("epreuves.vae.au_plus", duree=duree(plafond))
        yield Ligne(cellules=(phrases("epreuves.vae.en_tout"), prevue, constatee), marque="titre")

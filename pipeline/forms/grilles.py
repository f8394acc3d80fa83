"""The evaluation grid of one bloc: every criterion, one comment a competence, the real durations (S3 §3.1)."""

from collections.abc import Iterator
from functools import lru_cache

from pipeline.model.classeur import Champ, Formulaire, Genre, Identite
from pipeline.model.referentiel import Bloc, Competence, Referentiel
from pipeline.model.vocabulaire import Reponse

from .champs import MINUTES, NOM_MAX, fiche, formulaire, liste, nom


@lru_cache(maxsize=256)
def grille(referentiel: Referentiel, bloc: str) -> Formulaire:
    unite = referentiel.bloc(bloc)
    identite = Identite(type="grille", referentiel=referentiel.code, version=referentiel.version, bloc=unite.code)
    return formulaire(identite, _champs(referentiel, unite))


def _champs(referentiel: Referentiel, bloc: Bloc) -> Iterator[Champ]:
    yield from fiche()
    for competence in bloc.competences:
        yield from _criteres(referentiel, bloc, competence)
        yield Champ(
            nom=nom("commentaire", competence.code),
            role="commentaire",
            libelle=f"Commentaire sur la compétence {competence.code}",
            bloc=bloc.code,
            competence=competence.code,
            aide="Faits observés qui éclairent les réponses. Facultatif.",
        )
    phases = [phase for epreuve in referentiel.epreuves(bloc.code) for phase in epreuve.phases]
    for rang, phase in enumerate(phases, start=1):
        yield Champ(
            nom=nom("duree", phase.code),
            role="duree",
            libelle=phase.intitule,
            genre=Genre.NOMBRE,
            bloc=bloc.code,
            ligne=rang,
            aide=f"{MINUTES} Prévu : {phase.minutes_max} minutes. En VAE, laissez vide.",
        )
    yield Champ(
        nom="fiche_rempli_par",
        role="rempli_par",
        libelle="Grille remplie par",
        longueur_max=NOM_MAX,
        aide="« Collective » pour la grille que le jury arrête ensemble ; le nom du juré pour la sienne. Facultatif.",
        recent=True,
    )


def _criteres(referentiel: Referentiel, bloc: Bloc, competence: Competence) -> Iterator[Champ]:
    for critere in referentiel.criteres(competence.code):
        yield liste(
            Reponse,
            nom("critere", critere.code),
            "critere",
            critere.libelle,
            "Oui, Non, ou Non observé si le candidat n'a pas eu l'occasion de le montrer.",
            obligatoire=True,
            bloc=bloc.code,
            competence=competence.code,
            critere=critere.code,
        )

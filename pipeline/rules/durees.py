"""Real durations against those of the texts: outside bounds is said, never refused (G-043, M-024…M-048)."""

from collections.abc import Iterator

from pipeline.forms import nom
from pipeline.model.anomalie import Constat
from pipeline.model.faits import Grille, ProcesVerbal
from pipeline.model.moment import avec_temps_supplementaire
from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import Voie


def duree_hors_bornes(pv: ProcesVerbal, referentiel: Referentiel, majoration: int = 0) -> Iterator[Constat]:
    """The épreuve of each bloc, by the training routes; a VAE interview is one for all blocs (S3 §3.2)."""
    if pv.voie is Voie.VAE:
        return
    for bloc in pv.vises:
        prevu = sum(e.minutes for e in referentiel.epreuves(bloc))
        reel = pv.durees.get(bloc)
        if reel is not None and prevu and reel > avec_temps_supplementaire(prevu, majoration):
            yield Constat(
                code="DUREE_DEPASSEE",
                noms=(nom("duree", bloc),),
                valeurs={"trouve": str(reel), "attendu": str(prevu), "quoi": f"épreuve du bloc {bloc}"},
            )


def phases_hors_bornes(grille: Grille, referentiel: Referentiel, majoration: int = 0) -> Iterator[Constat]:
    for epreuve in referentiel.epreuves(grille.bloc):
        for phase in epreuve.phases:
            reel = grille.durees.get(phase.code)
            if reel is None:
                continue
            if reel > avec_temps_supplementaire(phase.minutes_max, majoration) or reel < (phase.minutes_min or 0):
                bornes = f"{phase.minutes_min} à {phase.minutes_max}" if phase.minutes_min else str(phase.minutes_max)
                yield Constat(
                    code="DUREE_DEPASSEE",
                    noms=(nom("duree", phase.code),),
                    valeurs={"trouve": str(reel), "attendu": bornes, "quoi": phase.intitule},
                )

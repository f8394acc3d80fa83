"""Real durations against those of the texts: too short is said like too long, never refused (G-043, M-024…M-052).

A duration that the voie or the scope leaves without an épreuve is compared with nothing, and that is said.
"""

from collections.abc import Iterator

from pipeline.forms import nom
from pipeline.model.anomalie import Constat
from pipeline.model.faits import Grille, ProcesVerbal
from pipeline.model.moment import dans_les_temps, minutes_accordees
from pipeline.model.referentiel import Phase, Referentiel
from pipeline.model.vocabulaire import Voie


def duree_hors_bornes(pv: ProcesVerbal, referentiel: Referentiel, majoration: int = 0) -> Iterator[Constat]:
    """The épreuve of each bloc, by the training routes; a VAE interview is one for all blocs (S3 §3.2)."""
    yield from _sans_objet(pv)
    if pv.voie is Voie.VAE:
        yield from _entretien(pv, referentiel, majoration)
        return
    for bloc in pv.vises:
        epreuves = referentiel.epreuves(bloc)
        phases = [p for e in epreuves for p in e.phases]
        bornes = sum(p.au_moins for p in phases), sum(e.minutes for e in epreuves)
        if epreuves:
            yield from _mesure(nom("duree", bloc), pv.durees.get(bloc), bornes, majoration, f"épreuve du bloc {bloc}")


def _sans_objet(pv: ProcesVerbal) -> Iterator[Constat]:
    """Minutes written where nothing was to be timed: neither compared nor printed (S3 §3.2, G-043)."""
    en_vae = pv.voie is Voie.VAE
    if en_vae and pv.durees:
        yield Constat(code="DUREE_DE_BLOC_EN_VAE", noms=tuple(nom("duree", b) for b in pv.durees))
    if pv.durees_vae and not en_vae:
        noms = tuple(nom("duree", "vae", code) for code in pv.durees_vae)
        yield Constat(code="DUREE_VAE_HORS_VAE", noms=noms, valeurs={"voie": pv.voie})
    hors = () if en_vae else tuple(b for b in pv.durees if b not in pv.vises)
    if hors:
        noms = tuple(nom("duree", b) for b in hors)
        yield Constat(code="DUREE_HORS_PORTEE", noms=noms, valeurs={"blocs": ", ".join(hors)})


def phases_hors_bornes(grille: Grille, referentiel: Referentiel, majoration: int = 0) -> Iterator[Constat]:
    for epreuve in referentiel.epreuves(grille.bloc):
        for phase in epreuve.phases:
            yield from _phase(nom("duree", phase.code), grille.durees.get(phase.code), phase, majoration)


def _entretien(pv: ProcesVerbal, referentiel: Referentiel, majoration: int) -> Iterator[Constat]:
    """What the jury held with the candidate (M-051, M-052), alone before (G-109), and in all (K9, G-112)."""
    vae = referentiel.vae
    for code, phase in vae.phases.items():
        temps = 0 if phase is vae.harmonisation else majoration  # the extra time is the candidate's
        yield from _phase(nom("duree", "vae", code), pv.durees_vae.get(code), phase, temps)
    dits = {c: pv.durees_vae[c] for c in ("presentation", "questions") if c in pv.durees_vae}
    if vae.plafond_minutes and dits:
        noms, plafond = tuple(nom("duree", "vae", c) for c in dits), vae.plafond_minutes.valeur
        if sum(dits.values()) > minutes_accordees(plafond, majoration):
            valeurs = {"trouve": str(sum(dits.values())), "attendu": str(plafond)}
            yield Constat(code="ENTRETIEN_TROP_LONG", noms=noms, valeurs=valeurs)


def _phase(case: str, reel: int | None, phase: Phase, majoration: int) -> Iterator[Constat]:
    yield from _mesure(case, reel, (phase.au_moins, phase.minutes_max), majoration, phase.intitule)


def _mesure(case: str, reel: int | None, bornes: tuple[int, int], majoration: int, quoi: str) -> Iterator[Constat]:
    """What nobody wrote is not judged."""
    minimum, maximum = bornes
    if reel is None or dans_les_temps(reel, minimum, maximum, majoration):
        return
    attendu = f"{minimum} à {maximum}" if 0 < minimum < maximum else str(maximum)
    code = "DUREE_TROP_COURTE" if reel < minimum else "DUREE_DEPASSEE"
    yield Constat(code=code, noms=(case,), valeurs={"trouve": str(reel), "attendu": attendu, "quoi": quoi})

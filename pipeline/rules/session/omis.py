"""What nobody checked of a candidature judged without the workbook of its session (K43)."""

from collections.abc import Iterator

from pipeline.model.faits import ProcesVerbal
from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import Voie


def omis(pv: ProcesVerbal, referentiel: Referentiel) -> Iterator[str]:
    """Codes, worded in templates/textes/controles.toml: only what this route and this référentiel ask for."""
    organisation, jury = referentiel.organisation, referentiel.jury
    yield "convocation"
    if pv.voie is Voie.VAE:
        yield "recevabilite"  # G-103
    elif organisation and organisation.poste_requis.valeur:
        yield "poste"  # M-023
    if organisation and any(p.piece == organisation.carnet and pv.voie in p.voies for p in referentiel.pieces):
        yield "carnet"  # N-014
    yield from ("formation", "validation", "declarations")  # K8, G-017, G-036
    if "meme" in {jury.branche_du_president.valeur, jury.branche_de_l_expert.valeur}:
        yield "branche"  # G-027, K6

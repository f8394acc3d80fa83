"""What nobody checked of a candidature, for want of the workbook of its session or of a cell of it (K43)."""

from collections.abc import Iterator

from pipeline.model.faits import ProcesVerbal
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Convoque
from pipeline.model.vocabulaire import Participation, Voie

from .situation import SituationSession

# A blank that only warns: the rule that reads it was not checked. One that holds the papers tells of itself.
NON_LUES = {
    "CONVOCATION_EN_RETARD": "convocation",  # the day they left is not told (G-124)
    "FORMATION_SANS_DUREE": "duree_formation",  # L-015
    "VALIDATION_MANQUANTE": "validation",  # G-017
    "PROFIL_MANQUANT": "profil",  # G-032
    "ACCORD_MANQUANT": "accord",  # N-008
    "CANDIDAT_ORGANISME_NON_COMPARE": "organisme",  # L-009
    "BRANCHE_NON_COMPAREE": "branche",  # L-008
}


def omis(pv: ProcesVerbal, referentiel: Referentiel, prevue: SituationSession | None) -> tuple[str, ...]:
    """Codes, worded in templates/textes/controles.toml: only what this route and this référentiel ask for."""
    convoque = prevue.session.convoque(pv.candidature) if prevue else None
    if prevue is None or convoque is None or convoque.participation is not Participation.CONVOQUE:
        return ("convocation", *_du_candidat(pv, referentiel), *_du_jury(referentiel))
    jury = prevue.jury_de(pv.candidature)
    codes = (
        *(_du_candidat(pv, referentiel) if convoque.illisible else ()),
        *(() if jury else _du_jury(referentiel)),
        *_non_lues(convoque, jury.numero if jury else None, prevue),
    )
    return tuple(dict.fromkeys(codes))


def _du_candidat(pv: ProcesVerbal, referentiel: Referentiel) -> Iterator[str]:
    organisation = referentiel.organisation
    if pv.voie is Voie.VAE:
        yield "recevabilite"  # G-103
    elif organisation and organisation.poste_requis.valeur:
        yield "poste"  # M-023
    if organisation and any(p.piece == organisation.carnet and pv.voie in p.voies for p in referentiel.pieces):
        yield "carnet"  # N-014


def _du_jury(referentiel: Referentiel) -> Iterator[str]:
    """Of a jury that no workbook tells; nobody knows which when the planning found no place for the candidate."""
    yield from ("formation", "validation", "declarations")  # K8, G-017, G-036
    if referentiel.jury.profils_expert:
        yield "profil"  # G-032
    yield "accord"  # N-008
    if "meme" in {referentiel.jury.branche_du_president.valeur, referentiel.jury.branche_de_l_expert.valeur}:
        yield "branche"  # G-027, K6


def _non_lues(convoque: Convoque, jury: int | None, prevue: SituationSession) -> Iterator[str]:
    for faute in prevue.fautes:
        code = NON_LUES.get(faute.constat.code)
        if code and faute.concerne(convoque.candidature, jury):
            yield code

"""What each reader of a proclaimed result may read, in his notice as in MyCertif (S0 §3.3, G-093, K28)."""

from pipeline.model.acquis import Unite
from pipeline.model.dossier import Proclame
from pipeline.model.resultat_officiel import LuParLeCandidat, LuParLEmployeur
from pipeline.model.vocabulaire import Decision

from .acquis import acquis, competences_du_bloc, competences_hors_bloc, deja_acquis


def lu_par_le_candidat(proclame: Proclame) -> LuParLeCandidat:
    """An adjournment recommends nothing: it decides nothing."""
    jury, jpn = proclame.dossier.pv.commentaire_candidat, proclame.decision
    decide = not ajournee(proclame)
    return LuParLeCandidat(
        commentaire_jury=None if _retenus(proclame) else jury,
        commentaire_jpn=jpn.commentaire_candidat,
        preconisation_type=jpn.preconisation_type if decide else None,
        preconisation=jpn.preconisation if decide else None,
    )


def lu_par_l_employeur(proclame: Proclame) -> LuParLEmployeur:
    """Whether he may be told at all is another question: `rules/notices.py`."""
    return LuParLEmployeur(
        commentaire_jury=None if _retenus(proclame) else proclame.dossier.pv.commentaire_employeur,
        commentaire_jpn=proclame.decision.commentaire_employeur,
    )


def competences_validees(proclame: Proclame) -> tuple[Unite, ...]:
    """Those of each bloc held, as its jury validated them, then those kept outside of any (G-096, K37)."""
    referentiel, tenus = proclame.dossier.referentiel, proclame.acquis
    blocs = acquis(tenus)
    des_blocs = (c for b in referentiel.blocs if b.code in blocs for c in competences_du_bloc(tenus, b))
    seules = (Unite(code=c.code, intitule=c.intitule) for c in competences_hors_bloc(referentiel, tenus))
    return tuple(dict.fromkeys((*des_blocs, *seules)))


def ajournee(proclame: Proclame) -> bool:
    return proclame.decision.decision is Decision.AJOURNEE


def _retenus(proclame: Proclame) -> bool:
    """The jury's words wait for a rereading when the decision departs from its avis (K28); those of a passage already
    decided have been sent with its own decision."""
    return proclame.retenir_commentaires_du_jury or ajournee(proclame) or deja_acquis(proclame)

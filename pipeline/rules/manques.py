"""What a dossier still lacks before a jury paritaire may see it."""

from collections.abc import Callable, Iterable, Iterator

from pipeline.model.anomalie import Constat
from pipeline.model.faits import ProcesVerbal
from pipeline.model.referentiel import Referentiel

from .contexte import Contexte
from .enregistrement import au_plus_tot, depassements
from .faits import DossierRecu
from .inscriptions import Inscription, rouverte
from .session.situation import Retenue, SituationSession
from .signature import PV_SIGNE

SIGNE_TROP_TOT = "MANQUE_PV_SIGNE_APRES_LE_JURY"


def manques(  # noqa: PLR0913, PLR0917 - a dossier, and all that it is held against
    recu: DossierRecu,
    pv: ProcesVerbal,
    referentiel: Referentiel,
    contexte: Contexte,
    prevue: SituationSession | None,
    inscriptions: tuple[Inscription, ...],
    bloque: Callable[[Constat], bool],
) -> Iterator[Constat]:
    yield from _manque(recu, pv, referentiel, contexte, prevue)
    yield from retenu(recu.id, prevue, bloque)
    if contexte.decision_ucanss(recu.id) is None:
        yield from _hors_dates(pv, referentiel, prevue, inscriptions, contexte)


def retenu(id_: str, prevue: SituationSession | None, bloque: Callable[[Constat], bool]) -> tuple[Constat, ...]:
    """What its session still holds it for: a carnet, a declaration, a juror who may not sit (K33, K34)."""
    return tuple(filter(bloque, prevue.raisons(id_, Retenue.PREREMPLI))) if prevue else ()


def _manque(
    recu: DossierRecu, pv: ProcesVerbal, r: Referentiel, contexte: Contexte, prevue: SituationSession | None
) -> Iterable[Constat]:
    """The grids of the blocs aimed at, the pieces owed by this route (K30), the signed PV (K36)."""
    for bloc in pv.vises:
        if bloc not in recu.grilles:
            yield Constat(code="MANQUE_GRILLE", valeurs={"bloc": bloc, "candidature": recu.id})
    for piece in r.pieces:
        if pv.voie in piece.voies and piece.piece not in recu.pieces:
            valeurs = {"piece": piece.piece, "libelle": piece.libelle, "candidature": recu.id}
            yield Constat(code="MANQUE_PIECE", valeurs=valeurs)
    if contexte.pv_signe_obligatoire and PV_SIGNE not in recu.pieces:
        valeurs = {"candidature": recu.id, "papier": pv.papier, "date": f"{pv.date:%d/%m/%Y}"}
        yield Constat(code=_signature_absente(recu), valeurs=valeurs)
    if prevue is None and contexte.classeur_de_session_obligatoire:
        yield Constat(code="MANQUE_CLASSEUR_SESSION", valeurs={"session": pv.session})


def _signature_absente(recu: DossierRecu) -> str:
    """Why the last scan that came, if any did, signs nothing (K42)."""
    if not recu.scans_perimes:
        return "MANQUE_PV_SIGNE"
    return SIGNE_TROP_TOT if recu.scans_perimes[-1] in recu.scans_anterieurs else "MANQUE_NOUVEAU_PV_SIGNE"


def _hors_dates(
    pv: ProcesVerbal,
    referentiel: Referentiel,
    prevue: SituationSession | None,
    inscriptions: tuple[Inscription, ...],
    contexte: Contexte,
) -> Iterable[Constat]:
    """Before the docket, seen from the first day when it may be delivered (K26)."""
    if inscriptions and not rouverte(inscriptions):
        return ()
    convoque = prevue.session.convoque(pv.candidature) if prevue else None
    entree = convoque.entree if convoque else None
    return depassements(referentiel, entree, au_plus_tot(pv.date, contexte.jour, contexte.calendrier_jpn))

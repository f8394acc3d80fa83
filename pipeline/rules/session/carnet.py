"""The carnet de suivi: deposited in time, or the grid of its candidate does not leave (N-014…N-016, K33)."""

import datetime as dt
from collections.abc import Iterator

from pipeline.model.anomalie import Constat
from pipeline.model.referentiel import Organisation, Referentiel
from pipeline.model.session import Convoque

from .cellules import candidat
from .situation import RIEN, Faute, Retenue


def limite_du_carnet(organisation: Organisation, jour: dt.date) -> dt.date:
    """The last day to deposit it, that day included (K21)."""
    return jour - dt.timedelta(days=organisation.carnet_jours.valeur)


def carnet_du(convoque: Convoque, referentiel: Referentiel) -> Organisation | None:
    """What organises the deposit, where this candidate's route owes a carnet (K30)."""
    organisation = referentiel.organisation
    if organisation is None:
        return None
    du = any(p.piece == organisation.carnet and convoque.voie in p.voies for p in referentiel.pieces)
    return organisation if du else None


def depose_le(convoque: Convoque, organisation: Organisation, recue_le: dt.date | None) -> dt.date | None:
    """What the session says, else the day its PDF came."""
    return convoque.pieces.get(organisation.carnet, recue_le)


def carnet_valable(
    convoque: Convoque, referentiel: Referentiel, jour: dt.date, recue_le: dt.date | None
) -> Constat | None:
    """`jour`: the candidate's own. Null when he may be evaluated; else why a grid of his must be refused."""
    organisation = carnet_du(convoque, referentiel)
    if organisation is None:
        return None
    limite = limite_du_carnet(organisation, jour)
    depose = depose_le(convoque, organisation, recue_le)
    valeurs = {"candidature": convoque.candidature, "limite": f"{limite:%d/%m/%Y}", "jour": f"{jour:%d/%m/%Y}"}
    noms = candidat(convoque, f"piece_{organisation.carnet}_le")
    if depose is None:
        return Constat(code="CARNET_NON_DEPOSE", noms=noms, valeurs=valeurs)
    if depose <= limite or (convoque.derogation_le and convoque.derogation_motif):
        return None
    return Constat(code="CARNET_TARDIF", noms=noms, valeurs={**valeurs, "depose": f"{depose:%d/%m/%Y}"})


def carnet(
    convoque: Convoque, referentiel: Referentiel, jour: dt.date, recue_le: dt.date | None, maintenant: dt.date
) -> Iterator[Faute]:
    """Until the last day a missing carnet is only awaited; the prefilled papers are held all along."""
    organisation = carnet_du(convoque, referentiel)
    if organisation is None:
        return
    limite = limite_du_carnet(organisation, jour)
    constat = carnet_valable(convoque, referentiel, jour, recue_le)
    if constat:
        attendu = constat.code == "CARNET_NON_DEPOSE" and maintenant <= limite
        if attendu:
            constat = constat.model_copy(update={"code": "CARNET_ATTENDU"})
        yield Faute(constat=constat, candidature=convoque.candidature, retient=frozenset({Retenue.PREREMPLI}))
        return
    depose = depose_le(convoque, organisation, recue_le)
    if depose and depose > limite:
        valeurs = {"candidature": convoque.candidature, "depose": f"{depose:%d/%m/%Y}"}
        constat = Constat(code="CARNET_DEROGE", noms=candidat(convoque, "derogation_le"), valeurs=valeurs)
        yield Faute(constat=constat, candidature=convoque.candidature, retient=RIEN)

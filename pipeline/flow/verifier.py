"""A dry run: gate, read, validate, compute; nothing is recorded, nothing is moved."""

from pathlib import Path

from pipeline.model.anomalie import Anomalie
from pipeline.model.base import Frozen
from pipeline.model.faits import EtatDepot
from pipeline.model.resultat import ResultatBloc

from . import jpn
from .atelier import Atelier
from .examen import Dockets, examiner


class FichierVerifie(Frozen):
    fichier: str
    type: str | None
    etat: EtatDepot
    anomalies: tuple[Anomalie, ...]
    bloc: ResultatBloc | None


class Verification(Frozen):
    fichiers: tuple[FichierVerifie, ...]

    @property
    def refuses(self) -> int:
        return sum(f.etat is EtatDepot.REFUSE for f in self.fichiers)


def verifier(atelier: Atelier, fichiers: tuple[Path, ...]) -> Verification:
    dockets = _dockets(atelier)
    return Verification(fichiers=tuple(_verifier(f, atelier, dockets) for f in fichiers))


def _verifier(fichier: Path, atelier: Atelier, dockets: Dockets) -> FichierVerifie:
    examen = examiner(fichier, fichier.name, atelier, dockets)
    return FichierVerifie(
        fichier=str(fichier), type=examen.type, etat=examen.etat, anomalies=examen.anomalies, bloc=examen.bloc
    )


def _dockets(atelier: Atelier) -> Dockets:
    """Without a register there is no docket yet, and none is made for a dry run."""
    if not atelier.espace.registre.is_file():
        return {}
    with atelier.registre() as registre:
        return jpn.dockets(atelier.bilan(registre))

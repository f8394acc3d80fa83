"""A dry run: gate, read, validate, compute; nothing is recorded, nothing is moved."""

from pathlib import Path

from pipeline.model.anomalie import Anomalie
from pipeline.model.base import Frozen
from pipeline.model.faits import EtatDepot
from pipeline.model.resultat import ResultatBloc

from .atelier import Atelier
from .examen import Connu, connaitre, examiner


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
    connu = _connu(atelier)
    return Verification(fichiers=tuple(_verifier(f, atelier, connu) for f in fichiers))


def _verifier(fichier: Path, atelier: Atelier, connu: Connu) -> FichierVerifie:
    examen = examiner(fichier, fichier.name, atelier, connu)
    return FichierVerifie(
        fichier=str(fichier), type=examen.type, etat=examen.etat, anomalies=examen.anomalies, bloc=examen.bloc
    )


def _connu(atelier: Atelier) -> Connu:
    """Without a register nothing is known yet, and none is made for a dry run."""
    if not atelier.espace.registre.is_file():
        return Connu()
    with atelier.registre() as registre:
        return connaitre(atelier.bilan(registre))

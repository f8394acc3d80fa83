"""The joined pieces in their masked version: rewritten without a trace of who made them, under the number (K18)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.documents.piece_masquee import nettoyer_apart
from pipeline.documents.publish import nom_sur
from pipeline.flow.atelier import Bilan
from pipeline.flow.copies import Copies, Voulu
from pipeline.inbox.spool import nom_de_copie
from pipeline.register import EtatDocument

from .classeur import dossier_des_pieces
from .docket import masquee
from .inscrits import Carte, Docket
from .scelles import id_du_registre


@dataclass(frozen=True)
class PieceMasquee:
    """`nom` is null while nobody gave a masked version; `copie` is the file as it was dropped."""

    libelle: str
    nom: str | None = None
    copie: Path | None = None
    sha256: str = ""


def du_dossier(c: Carte, docket: Docket) -> tuple[PieceMasquee, ...]:
    """Each piece that was joined, in the order of the référentiel."""
    recues = docket.recues.get(c.situation.id, {})
    jointes = [p for p in c.referentiel.pieces if p.piece in recues or masquee(p.piece) in recues]
    trouvees = []
    for p in jointes:
        depot = recues.get(masquee(p.piece))
        if depot is None:
            trouvees.append(PieceMasquee(libelle=p.libelle))
            continue
        sha256, fichier = depot
        copie = docket.bilan.atelier.espace.depots / nom_de_copie(sha256, fichier)
        nom = f"{c.numero} - {nom_sur(p.piece)}.pdf"
        trouvees.append(PieceMasquee(libelle=p.libelle, nom=nom, copie=copie, sha256=sha256))
    return tuple(trouvees)


def tenir(bilan: Bilan, copies: Copies) -> None:
    """Beside the anonymous dossiers that are published; one that is held back holds its pieces too."""
    publies = {d.id for d in bilan.registre.documents.tous() if d.etat is EtatDocument.PUBLIE}
    for jour in bilan.contexte.dockets:
        docket = Docket(bilan, jour)
        copies.famille(dossier_des_pieces(jour), _voulues(docket, publies))


def _voulues(docket: Docket, publies: set[str]) -> Iterator[Voulu]:
    for c in docket:
        if id_du_registre(c.situation.id, docket.jour) in publies:
            for p in du_dossier(c, docket):
                if p.nom and p.copie:
                    yield p.nom, p.sha256, partial(_propre, p.copie)


def _propre(copie: Path) -> bytes:
    return nettoyer_apart(copie.read_bytes())

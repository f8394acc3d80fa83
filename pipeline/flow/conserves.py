"""What is kept in archives/ against the register that tells of it: a copy of the register alone is no backup."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from pipeline.documents.publish import Magasin
from pipeline.errors import CqpError
from pipeline.inbox.spool import nom_de_copie
from pipeline.model.faits import EtatDepot
from pipeline.register import DocumentEnregistre, EtatDocument, Registre
from pipeline.settings import Espace

from .controle import Controle
from .guichet import SANS_CONTENU

MONTRES = 5  # names
GARDES = {EtatDocument.PUBLIE, EtatDocument.REMPLACE, EtatDocument.REVOQUE}  # papers that somebody may hold
RETABLIR = "Rétablissez le dossier archives/ entier depuis votre dernière sauvegarde, puis relancez : cqp diagnostic"


def controler(registre: Registre, espace: Espace) -> tuple[Controle, Controle]:
    """Every file must be there; the bytes of issued papers, which nothing makes again, are read."""
    documents = [d for d in registre.documents.tous() if d.etat in GARDES]
    depots = [d for d in registre.depots.tous() if d.etat is not EtatDepot.IGNORE and d.sha256 != SANS_CONTENU]
    copies = {nom_de_copie(d.sha256, d.fichier): d.fichier for d in depots}
    presents = {f.name for f in espace.depots.iterdir()} if espace.depots.is_dir() else set()
    return (
        _controle("documents gardés", len(documents), _documents(documents, espace)),
        _controle("dépôts gardés", len(copies), (f for copie, f in copies.items() if copie not in presents)),
    )


def _documents(documents: Iterable[DocumentEnregistre], espace: Espace) -> Iterator[str]:
    magasin = Magasin(espace.archives / "documents")
    for d in documents:
        if not all(_tient(magasin, *x, lire=d.fige) for x in ((d.sha256_docx, ".docx"), (d.sha256_pdf, ".pdf"))):
            yield Path(d.pdf).stem


def _tient(magasin: Magasin, sha: str, suffixe: str, *, lire: bool) -> bool:
    if not lire:
        return magasin.tient(sha, suffixe)
    try:
        magasin.reprendre(sha, suffixe)
    except CqpError:
        return False
    return True


def _controle(quoi: str, nombre: int, fautifs: Iterable[str]) -> Controle:
    tous = tuple(fautifs)
    if not tous:
        return Controle(quoi=quoi, etat="bon", detail=f"{nombre}, tous là")
    autres = f" et {len(tous) - MONTRES} autres" if len(tous) > MONTRES else ""
    noms = f"{', '.join(islice(tous, MONTRES))}{autres}"
    detail = f"{len(tous)} sur {nombre} manquent dans archives/ ou y ont été modifiés : {noms}"
    return Controle(quoi=quoi, etat="mauvais", detail=detail, action=RETABLIR)

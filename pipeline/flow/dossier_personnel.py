"""All that is held about one person, in a folder that can be handed to him (right of access, RGPD art. 15)."""

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from pipeline.documents.publish import Magasin, nom_sur
from pipeline.errors import DisqueError, UsageError
from pipeline.inbox.spool import nom_de_copie
from pipeline.model.base import Frozen
from pipeline.system import ecrire_pour_soi
from pipeline.texts import phrases

from .atelier import Atelier
from .donnees_personnelles import Personnelles, joint, publie
from .personnes import trouver

DONNEES = "personne.json"
LISEZMOI = "LISEZMOI.txt"


class Extraction(Frozen):
    personne: str
    dossier: str
    fichiers: tuple[str, ...]


def extraire(atelier: Atelier, qui: str, dossier: Path) -> Extraction:
    """`qui`: a person or one of his candidatures. The folder is for its owner alone; the journal tells of its use."""
    if dossier.exists() and (not dossier.is_dir() or any(dossier.iterdir())):
        raise UsageError(
            f"« {dossier} » n’est pas un dossier vide : rien n’y a été écrit.",
            "Donnez un dossier qui n’existe pas encore.",
        )
    with atelier.registre() as registre:
        bilan = atelier.bilan(registre)
        siennes = Personnelles(bilan, trouver(bilan, qui))
        fichiers = dict(_fichiers(atelier, siennes))
        registre.journal.noter(atelier.maintenant, "personne_extraite", siennes.qui.personne, {})
    dossier.mkdir(parents=True, exist_ok=True)
    dossier.chmod(0o700)
    for chemin, octets in fichiers.items():
        cible = dossier / chemin
        for parent in reversed([p for p in cible.parents if dossier in p.parents]):
            parent.mkdir(mode=0o700, exist_ok=True)
        ecrire_pour_soi(cible, octets)
    return Extraction(personne=siennes.qui.personne, dossier=str(dossier), fichiers=tuple(fichiers))


def _fichiers(atelier: Atelier, siennes: Personnelles) -> Iterator[tuple[str, bytes]]:
    """By path in the folder; all are read before the first one is written."""
    fichiers = {**dict(_documents(atelier, siennes)), **dict(_depots(atelier, siennes))}
    yield LISEZMOI, _lisezmoi(atelier, siennes, fichiers).encode("utf-8-sig")
    yield DONNEES, json.dumps(siennes.toutes(), ensure_ascii=False, indent=1).encode()
    yield from fichiers.items()


def _documents(atelier: Atelier, siennes: Personnelles) -> Iterator[tuple[str, bytes]]:
    """Word and PDF, those that were replaced or revoked since with the others, under their own name."""
    magasin = Magasin(atelier.espace.archives / "documents")
    pris: set[str] = set()
    for d in filter(publie, siennes.documents):
        for chemin, sha in ((d.docx, d.sha256_docx), (d.pdf, d.sha256_pdf)):
            ou = PurePosixPath(chemin)
            etat = "" if d.etat == "publie" else f" ({d.etat})"
            dossier = "/".join(nom_sur(x) for x in ou.parts[1:-1])
            nom = _libre(f"documents/{dossier}/{ou.stem}{etat}", ou.suffix, pris)
            yield nom, magasin.reprendre(sha, ou.suffix)


def _depots(atelier: Atelier, siennes: Personnelles) -> Iterator[tuple[str, bytes]]:
    """Each content once, as it was dropped."""
    vus: set[str] = set()
    for d in filter(joint, siennes.depots):
        copie = atelier.espace.depots / nom_de_copie(d.sha256, d.fichier)
        if d.sha256 in vus:
            continue
        vus.add(d.sha256)
        if not copie.is_file():
            raise DisqueError(
                f"La copie gardée de « {d.fichier} » manque dans archives/depots.",
                "Rétablissez le dossier archives/ depuis votre sauvegarde.",
            )
        fichier = PurePosixPath(d.fichier)
        yield f"depots/{d.id} {nom_sur(fichier.stem)}{fichier.suffix.lower()}", copie.read_bytes()


def _libre(debut: str, suffixe: str, pris: set[str]) -> str:
    """Two documents may have had the same name, one after the other."""
    nom, n = f"{debut}{suffixe}", 1
    while nom in pris:
        n += 1
        nom = f"{debut} {n}{suffixe}"
    pris.add(nom)
    return nom


def _lisezmoi(atelier: Atelier, siennes: Personnelles, fichiers: dict[str, bytes]) -> str:
    mots = phrases(atelier.espace.templates, "extraction")
    dits = {
        "personne": siennes.qui.personne,
        "candidatures": ", ".join(siennes.qui.candidatures),
        "date": f"{atelier.maintenant:%d/%m/%Y}",
        "documents": str(sum(f.startswith("documents/") for f in fichiers)),
        "depots": str(sum(f.startswith("depots/") for f in fichiers)),
    }
    lignes = list(mots.toutes("lisezmoi", **dits))
    repris = [f"{d.id} ({d.candidature})" for d in siennes.depots if not joint(d)]
    if repris:
        lignes += ["", mots("repris", depots=", ".join(repris))]
    return "\r\n".join([*lignes, ""])

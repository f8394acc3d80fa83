"""A pair of twins: the Word template and the Typst layout that say the same words, and whether this was verified.

A pair is known by the hash of its files. The hashes of the verified ones are recorded: those that ship in
`templates/verifies.json`, those of a workspace in a file of its own.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from pipeline.errors import ConfigurationError
from pipeline.settings import ressource

from .pdf import modeles

MISES_EN_PAGE = ("rapport", "lettre", "parchemin", "paysage")
SEULES = ("etiquettes", "calibrage")  # layouts without a Word twin: what only a printer reads
FICHIER = "verifies.json"


def fichiers(mise_en_page: str, templates: Sequence[Path]) -> dict[str, Path]:
    """Every file that decides how this layout looks, by its place under `templates/`. Fonts change no word."""
    autres = {f"typst/{m}.typ" for m in (*MISES_EN_PAGE, *SEULES) if m != mise_en_page}
    word = f"word/{mise_en_page}.docx"
    typst = {nom: fichier for nom, fichier in modeles(templates).items() if nom not in autres}
    return {word: ressource(tuple(templates), word), **typst}


def empreinte(mise_en_page: str, templates: Sequence[Path]) -> str:
    """The hash of a pair, for the key of a document and for the record of what was verified."""
    lignes = (f"{nom} {_somme(f)}" for nom, f in fichiers(mise_en_page, templates).items())
    return hashlib.sha256("\n".join(lignes).encode()).hexdigest()


def _somme(fichier: Path) -> str:
    etat = fichier.stat()
    return _somme_de(fichier, etat.st_mtime_ns, etat.st_size)


@lru_cache(maxsize=256)
def _somme_de(fichier: Path, _modifie_ns: int, _taille: int) -> str:
    """Read once as long as the file has the same date and size: a pass asks it for each document."""
    return hashlib.sha256(fichier.read_bytes()).hexdigest()


def verifiees(templates: Sequence[Path], registre: Path | None) -> frozenset[str]:
    """The hashes of the pairs that were found to say the same words."""
    connus: set[str] = set()
    for fichier in (*(d / FICHIER for d in templates), *([registre] if registre else [])):
        if fichier.is_file():
            try:
                connus |= set(json.loads(fichier.read_text("utf-8-sig")).values())
            except (ValueError, AttributeError, TypeError) as e:
                raise ConfigurationError(
                    f"{fichier.name}, qui retient les modèles vérifiés, ne peut pas être lu.",
                    "Effacez-le, puis : cqp modeles verifier",
                ) from e
    return frozenset(connus)


def enregistrer(mises_en_page: Sequence[str], templates: Sequence[Path], registre: Path) -> None:
    """Record these pairs, and only these, as verified."""
    contenu = {m: empreinte(m, templates) for m in mises_en_page}
    registre.parent.mkdir(parents=True, exist_ok=True)
    provisoire = registre.with_suffix(".tmp")
    provisoire.write_text(json.dumps(contenu, indent=2) + "\n", "utf-8")
    provisoire.replace(registre)


def exiger_verifiee(mise_en_page: str, templates: Sequence[Path], registre: Path | None) -> None:
    """Nothing is made from a pair whose twins might not say the same."""
    if empreinte(mise_en_page, templates) not in verifiees(templates, registre):
        raise ConfigurationError(
            f"Les modèles « {mise_en_page} » ont changé depuis leur dernière vérification :"
            " rien ne garantit que le Word et le PDF disent les mêmes mots.",
            "Lancez : cqp modeles verifier",
        )

"""What staff taught this workspace of the titles of its lists, kept for the next time."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import ConfigurationError, UsageError
from pipeline.model.base import Frozen
from pipeline.model.session import Sorte
from pipeline.model.vocabulaire import plier
from pipeline.system import ecrire

from .correspondances import IGNOREE, VISE, Table

FICHIER = "correspondances.json"  # under archives/


class Memoire(Frozen):
    """By folded title, the role of its column."""

    candidats: dict[str, str] = {}
    jures: dict[str, str] = {}

    def de(self, sorte: Sorte) -> Mapping[str, str]:
        return self.candidats if sorte == "candidats" else self.jures


def lire(fichier: Path) -> Memoire:
    if not fichier.is_file():
        return Memoire()
    try:
        return Memoire.model_validate_json(fichier.read_text("utf-8-sig"))
    except (UnicodeDecodeError, ValidationError) as e:
        raise ConfigurationError(
            f"« {fichier.name} », où sont retenus les titres de vos listes, ne peut pas être lu.",
            "Rétablissez-le depuis votre sauvegarde, ou effacez-le : ils seront à donner de nouveau.",
        ) from e


def retenir(fichier: Path, sorte: Sorte, colonnes: Mapping[str, str], connues: Table) -> Memoire:
    """`colonnes`: by title as it is written, the role that its column has from now on."""
    for titre, role in colonnes.items():
        if not plier(titre):
            raise UsageError("Une colonne sans titre ne peut pas être retenue.", "Donnez-lui un titre dans la liste.")
        if not connues.admet(role, sorte):
            roles = [*connues.titres(sorte), *([f"{VISE}B1"] if sorte == "candidats" else []), IGNOREE]
            raise UsageError(f"« {role} » n'est pas un rôle de colonne.", f"Les rôles sont : {', '.join(roles)}.")
    avant = lire(fichier)
    apprises = {**avant.de(sorte), **{plier(titre): role for titre, role in colonnes.items()}}
    apres = avant.model_copy(update={sorte: dict(sorted(apprises.items()))})
    ecrire(fichier, apres.model_dump_json(indent=1).encode())
    return apres

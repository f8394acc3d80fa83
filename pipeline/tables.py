"""The TOML that people may write in their workspace: read whatever editor saved it, laid over what ships by key."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from pathlib import Path
from typing import Any, TypeAlias

from .errors import ConfigurationError

Table: TypeAlias = Mapping[str, Any]


def lire(fichier: Path) -> dict[str, Any]:
    """A byte-order mark, which Windows' editors add, is no content."""
    try:
        return tomllib.loads(fichier.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise ConfigurationError(f"{fichier.name} ne peut pas être lu : {e}.", "Corrigez la ligne indiquée.") from e


def reunir(dossiers: Iterable[Path], chemin: str) -> dict[str, Any]:
    """The file of each folder, the first folder winning; what it lacks comes from the others."""
    fichiers = [d / chemin for d in dossiers if (d / chemin).is_file()]
    if not fichiers:
        raise ConfigurationError(
            f"Le fichier « {chemin} » est introuvable.", "Réinstallez le programme, ou remettez-le."
        )
    return reduce(lambda dessous, dessus: superposer(dessous, lire(dessus)), reversed(fichiers), {})


def superposer(livre: Table, sien: Table) -> dict[str, Any]:
    """`sien` over `livre`: in the order of `livre`, what only `sien` has last."""
    return {**livre, **{cle: _choisir(livre[cle], v) if cle in livre else v for cle, v in sien.items()}}


def _choisir(livre: object, sien: object) -> object:
    """Titles go by key. Where they were a list, they count in their order when there are as many, else not at all."""
    if isinstance(livre, Mapping):
        if isinstance(sien, Mapping):
            return superposer(livre, sien)
        return dict(zip(livre, sien, strict=True)) if isinstance(sien, list) and len(sien) == len(livre) else livre
    return livre if isinstance(sien, Mapping) else sien


def manquantes(livre: Table, sien: Table, avant: str = "") -> Iterator[str]:
    """The dotted keys that `sien` lacks, and those whose former form no longer counts: what ships speaks for them."""
    for cle, valeur in livre.items():
        la_sienne = sien.get(cle)
        if la_sienne is None:
            yield f"{avant}{cle}"
        elif isinstance(valeur, Mapping):
            if isinstance(la_sienne, Mapping):
                yield from manquantes(valeur, la_sienne, f"{avant}{cle}.")
            elif _choisir(valeur, la_sienne) is valeur:
                yield f"{avant}{cle}"


def inconnues(livre: Table, sien: Table, avant: str = "") -> Iterator[str]:
    """The dotted keys that nothing reads any more, or that were mistyped."""
    for cle, valeur in sien.items():
        if cle not in livre:
            yield f"{avant}{cle}"
        elif isinstance(valeur, Mapping) and isinstance(livre[cle], Mapping):
            yield from inconnues(livre[cle], valeur, f"{avant}{cle}.")

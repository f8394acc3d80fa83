"""From folders of JSON to the catalogue, or to every fault that prevents it."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from pipeline.errors import ConfigurationError
from pipeline.model.catalogue import Catalogue, Cqp
from pipeline.model.referentiel import Referentiel
from pipeline.settings import shipped

from . import controle
from .accords import contre_le_catalogue, fautes_entre, fichier
from .conformite import fautes_de_forme
from .structure import Faute, lire

CATALOGUE = "catalogue.json"

_CATALOGUE = TypeAdapter(tuple[Cqp, ...])
_REFERENTIEL = TypeAdapter(Referentiel)


def charger(dossiers: tuple[Path, ...]) -> Catalogue:
    """`CODE/VERSION.json` of each folder; the same file in an earlier folder replaces the later one."""
    cqp, fautes = lire_catalogue(dossiers)
    referentiels = []
    for nom, chemin in fichiers(dossiers).items():
        referentiel, trouvees = lire_referentiel(chemin)
        if referentiel is not None:
            referentiels.append(referentiel)
            if fichier(referentiel) != nom:
                trouvees = (*trouvees, _mal_range(referentiel))
        fautes += nommer(trouvees, nom)
    fautes += fautes_entre(referentiels)
    fautes += contre_le_catalogue(referentiels, cqp) if cqp else ()
    if fautes:
        raise refus(fautes)
    return Catalogue(cqp=cqp, referentiels=tuple(sorted(referentiels, key=lambda r: (r.code, r.en_vigueur.du))))


def fichiers(dossiers: tuple[Path, ...]) -> dict[str, Path]:
    """The files of référentiels, by `CODE/VERSION.json`."""
    trouves: dict[str, Path] = {}
    for dossier in reversed(dossiers):
        trouves |= {f"{f.parent.name}/{f.name}": f for f in dossier.glob("*/*.json") if not f.name.startswith(".")}
    return dict(sorted(trouves.items()))


def lire_referentiel(chemin: Path) -> tuple[Referentiel | None, tuple[Faute, ...]]:
    """One file by itself. A référentiel comes with its faults when only its meaning is at fault."""
    return _juger(chemin.read_bytes(), livre=chemin.is_relative_to(shipped("referentiels")))


@lru_cache(maxsize=64)
def _juger(contenu: bytes, *, livre: bool) -> tuple[Referentiel | None, tuple[Faute, ...]]:
    """What ships is held to its schema by its own tests. Of the same bytes, each pass would say the same."""
    referentiel, fautes = lire(contenu, _REFERENTIEL)
    if referentiel is None:
        return None, fautes
    return referentiel, (*(() if livre else fautes_de_forme(contenu)), *controle.fautes(referentiel))


def nommer(fautes: Iterable[Faute], nom: str) -> tuple[Faute, ...]:
    return tuple(f.model_copy(update={"fichier": nom}) for f in fautes)


def refus(fautes: Sequence[Faute]) -> ConfigurationError:
    """All the faults in one message."""
    return ConfigurationError(
        "\n".join(["Les référentiels ne sont pas valables :", *(f"- {faute}" for faute in fautes)]),
        "Corrigez ces points, puis vérifiez : cqp referentiel verifier FICHIER",
    )


def lire_catalogue(dossiers: tuple[Path, ...]) -> tuple[tuple[Cqp, ...], list[Faute]]:
    for dossier in dossiers:
        if (dossier / CATALOGUE).is_file():
            cqp, fautes = lire((dossier / CATALOGUE).read_bytes(), _CATALOGUE)
            return cqp or (), [*nommer(fautes, CATALOGUE)]
    absent = "la liste des CQP est introuvable."
    return (), [Faute(fichier=CATALOGUE, chemin="", constat=absent, action="Réinstallez le programme.")]


def _mal_range(referentiel: Referentiel) -> Faute:
    return Faute(
        chemin="code, version",
        constat=f"le fichier ne porte pas le nom de ce qu'il contient ({fichier(referentiel)}).",
        action="Installez-le par : cqp referentiel importer FICHIER",
    )

"""A référentiel comes in, goes out, or is begun from the model."""

import json
from pathlib import Path
from typing import Any

from pipeline import system
from pipeline.errors import UsageError
from pipeline.model.referentiel import Referentiel
from pipeline.settings import shipped

from .accords import a_confirmer, contre_le_catalogue, fautes_entre, fichier
from .charger import fichiers, lire_catalogue, lire_referentiel, nommer, refus
from .schemas import ecrire_schemas_de

MODELE = "modele.json"


def verifier(source: Path, dossiers: tuple[Path, ...] = ()) -> tuple[str, ...]:
    """The faults of one file, by itself and against the catalogue; none when it is well."""
    referentiel, fautes = lire_referentiel(_existant(source))
    cqp, _ = lire_catalogue(dossiers or (shipped("referentiels"),))
    contraires = contre_le_catalogue([referentiel], cqp) if referentiel else ()
    return tuple(map(str, nommer((*fautes, *contraires), source.name)))


def remarques(source: Path, dossiers: tuple[Path, ...]) -> tuple[str, ...]:
    """What prevents nothing and must be meant."""
    referentiel, _ = lire_referentiel(_existant(source))
    cqp, _ = lire_catalogue(dossiers)
    return tuple(map(str, nommer(a_confirmer(referentiel, cqp), source.name))) if referentiel else ()


def importer(source: Path, dossiers: tuple[Path, ...], *, remplacer: bool = False) -> Path:
    """Install a file in the first folder, once it is proved to live well with the others."""
    referentiel, fautes = lire_referentiel(_existant(source))
    if referentiel is None or fautes:
        raise refus(nommer(fautes, source.name))
    nom = fichier(referentiel)
    cqp, _ = lire_catalogue(dossiers)
    desaccords = (*fautes_entre([*_autres(dossiers, nom), referentiel]), *contre_le_catalogue([referentiel], cqp))
    if desaccords:
        raise refus(desaccords)
    cible, contenu = dossiers[0] / nom, exporter(referentiel).encode()
    if cible.exists() and cible.read_bytes() != contenu and not remplacer:
        raise UsageError(
            f"La version {referentiel.version} de {referentiel.code} est déjà installée, avec un autre contenu.",
            "Donnez un autre numéro de version, ou ajoutez --remplacer si l'ancienne n'a jamais servi.",
        )
    cible.parent.mkdir(parents=True, exist_ok=True)
    ecrire_schemas_de(referentiel, dossiers[0])
    system.ecrire(cible, contenu)
    return cible


def exporter(referentiel: Referentiel) -> str:
    """The JSON that `importer` takes back, always written the same way."""
    arbre = _source_a_la_fin(referentiel.model_dump(mode="json", exclude_none=True))
    return json.dumps(arbre, ensure_ascii=False, indent=2) + "\n"


def modele() -> str:
    """A small complete référentiel to start from; its texts say what to put in their place."""
    return (shipped("referentiels") / MODELE).read_text("utf-8")


def _existant(source: Path) -> Path:
    if not source.is_file():
        raise UsageError(f"Le fichier « {source} » n'existe pas.", "Vérifiez son nom et son dossier.")
    return source


def _autres(dossiers: tuple[Path, ...], nom: str) -> list[Referentiel]:
    """Those that stay, but for the ones that are at fault: they must not prevent their own replacement."""
    lus = (lire_referentiel(chemin) for autre, chemin in fichiers(dossiers).items() if autre != nom)
    return [referentiel for referentiel, fautes in lus if referentiel is not None and not fautes]


def _source_a_la_fin(valeur: Any) -> Any:  # noqa: ANN401 any JSON value
    """People read the value first, then where it comes from."""
    if isinstance(valeur, list):
        return [_source_a_la_fin(v) for v in valeur]
    if isinstance(valeur, dict):
        return {cle: _source_a_la_fin(valeur[cle]) for cle in sorted(valeur, key=lambda cle: cle == "source")}
    return valeur

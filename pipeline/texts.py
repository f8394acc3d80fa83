"""The sentences that people read: each stands once, in `templates/textes/`, and is only filled here."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from .errors import ConfigurationError
from .model.anomalie import Anomalie, Constat, Gravite, Place
from .model.base import Frozen

_format = Formatter()


def remplir(phrase: str, valeurs: Mapping[str, str]) -> str:
    """Fill `{nom}` in a sentence. Only plain names: a sentence cannot reach into a value."""
    morceaux = []
    for texte, nom, _, _ in _format.parse(phrase):
        morceaux.append(texte)
        if nom is not None:
            if nom not in valeurs:
                raise ConfigurationError(
                    f"La phrase « {phrase} » demande « {nom} », que le programme ne connaît pas ici.",
                    "Corrigez-la dans templates/textes/, puis : cqp modeles verifier",
                )
            morceaux.append(valeurs[nom])
    return "".join(morceaux)


class Phrases:
    """The sentences of one file, by dotted key: `phrases("resultat.totale", nom=…)`."""

    def __init__(self, nom: str, arbre: Mapping[str, Any]) -> None:
        self.nom = nom
        self.arbre = arbre

    def _cherche(self, cle: str) -> object:
        noeud: object = self.arbre
        for pas in cle.split("."):
            noeud = noeud.get(pas) if isinstance(noeud, Mapping) else None
        if noeud is None:
            raise ConfigurationError(
                f"La phrase « {cle} » manque dans templates/textes/{self.nom}.toml.",
                "Remettez-la, ou effacez votre copie du fichier pour revenir à celle d'origine.",
            )
        return noeud

    def __call__(self, cle: str, **valeurs: str) -> str:
        return remplir(str(self._cherche(cle)), valeurs)

    def toutes(self, cle: str, **valeurs: str) -> tuple[str, ...]:
        """A list of sentences, filled one by one."""
        trouve = self._cherche(cle)
        return tuple(remplir(str(x), valeurs) for x in (trouve if isinstance(trouve, list) else [trouve]))


def _toml(fichier: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(fichier.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise ConfigurationError(f"{fichier.name} ne peut pas être lu : {e}.", "Corrigez la ligne indiquée.") from e


@cache
def phrases(dossiers: tuple[Path, ...], nom: str) -> Phrases:
    """The sentences `templates/textes/<nom>.toml`, the workspace's own file first."""
    for dossier in dossiers:
        fichier = dossier / "textes" / f"{nom}.toml"
        if fichier.is_file():
            return Phrases(nom, _toml(fichier))
    raise ConfigurationError(f"Le fichier templates/textes/{nom}.toml est introuvable.", "Réinstallez le programme.")


class Entree(Frozen):
    """What the catalogue says of one code of anomaly."""

    gravite: Gravite
    message: str
    action: str
    exigences: tuple[str, ...] = ()
    source: str = ""


@cache
def catalogue(dossiers: tuple[Path, ...]) -> Mapping[str, Entree]:
    """Every code of anomaly, from `templates/textes/anomalies/*.toml`; a workspace's own file wins by its name."""
    fichiers: dict[str, Path] = {}
    for dossier in reversed(dossiers):
        fichiers |= {f.name: f for f in sorted((dossier / "textes" / "anomalies").glob("*.toml"))}
    entrees: dict[str, Entree] = {}
    for fichier in fichiers.values():
        for code, brut in _toml(fichier).items():
            if code in entrees:
                raise ConfigurationError(f"L'anomalie {code} est décrite deux fois.", f"Gardez-en une ({fichier}).")
            entrees[code] = Entree.model_validate(brut)
    return entrees


def dire(constat: Constat, places: Mapping[str, Place], entrees: Mapping[str, Entree]) -> Anomalie:
    """Tell a person what a rule found, with the address of each cell concerned."""
    entree = entrees[constat.code]
    cellules = (*constat.places, *(places[n] for n in constat.noms if n in places))
    return Anomalie(
        code=constat.code,
        gravite=constat.gravite or entree.gravite,
        message=remplir(entree.message, constat.valeurs),
        action=remplir(entree.action, constat.valeurs),
        cellules=cellules,
        exigences=entree.exigences,
        source=entree.source,
    )


def dire_tout(
    constats: Iterable[Constat], places: Mapping[str, Place], entrees: Mapping[str, Entree]
) -> tuple[Anomalie, ...]:
    """The same cause on thirty cells is one anomaly with thirty cells: constats that say the same are joined."""
    groupes: dict[tuple[object, ...], Constat] = {}
    for c in constats:
        cle = (c.code, c.gravite, tuple(sorted(c.valeurs.items())))
        deja = groupes.get(cle)
        groupes[cle] = (
            c
            if deja is None
            else deja.model_copy(update={"noms": (*deja.noms, *c.noms), "places": (*deja.places, *c.places)})
        )
    return tuple(dire(c, places, entrees) for c in groupes.values())

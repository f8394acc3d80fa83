"""The sentences that people read: each stands once, in `templates/textes/`, and is only filled here."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from pydantic import ValidationError

from . import tables
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


SANS_BLOCS = "sans_blocs"  # the table of what a file says otherwise of a métier réglementé, which has no bloc (K19)


class Phrases:
    """The sentences of one file, by dotted key: `phrases("resultat.totale", nom=…)`; those of a layer first."""

    def __init__(self, nom: str, arbre: Mapping[str, Any], couche: str | None = None) -> None:
        self.nom = nom
        self.arbre = arbre
        self.couche = couche

    def sans_blocs(self) -> "Phrases":
        return Phrases(self.nom, self.arbre, SANS_BLOCS)

    def selon(self, *, sans_blocs: bool) -> "Phrases":
        return Phrases(self.nom, self.arbre, SANS_BLOCS if sans_blocs else None)

    def autrement(self) -> Mapping[str, str]:
        """What the layer says in the place of words that a template holds; nothing without a layer."""
        trouve = self._noeud(f"{self.couche}.modeles") if self.couche else None
        return {str(k): str(v) for k, v in trouve.items()} if isinstance(trouve, Mapping) else {}

    def _noeud(self, cle: str) -> object:
        noeud: object = self.arbre
        for pas in cle.split("."):
            noeud = noeud.get(pas) if isinstance(noeud, Mapping) else None
        return noeud

    def _dit(self, cle: str) -> object:
        """Of a table of titles, the layer gives those that differ."""
        propre = f"{self.couche}.{cle}"
        if self.couche is None or self._noeud(propre) is None:
            return self._cherche(cle)
        trouve, dessous = self._cherche(propre), self._noeud(cle)
        if isinstance(trouve, Mapping) and isinstance(dessous, Mapping):
            return tables.superposer(dessous, trouve)
        return trouve

    def _cherche(self, cle: str) -> object:
        noeud = self._noeud(cle)
        if noeud is None:
            raise ConfigurationError(
                f"La phrase « {cle} » manque dans templates/textes/{self.nom}.toml.",
                "Remettez-la, ou effacez votre copie du fichier pour revenir à celle d'origine.",
            )
        return noeud

    def __call__(self, cle: str, **valeurs: str) -> str:
        return remplir(str(self._dit(cle)), valeurs)

    def toutes(self, cle: str, **valeurs: str) -> tuple[str, ...]:
        """A list of sentences, or titles by key in the order that ships, filled one by one."""
        trouve = self._dit(cle)
        if isinstance(trouve, Mapping):
            trouve = list(trouve.values())
        return tuple(remplir(str(x), valeurs) for x in (trouve if isinstance(trouve, list) else [trouve]))


@cache
def phrases(dossiers: tuple[Path, ...], nom: str) -> Phrases:
    """The sentences `templates/textes/<nom>.toml`: the workspace's own, and those that ship where it has none."""
    return Phrases(nom, tables.reunir(dossiers, f"textes/{nom}.toml"))


class SansBlocs(Frozen):
    """What an anomaly says otherwise of a métier réglementé (K19)."""

    message: str | None = None
    action: str | None = None


class Entree(Frozen):
    """What the catalogue says of one code of anomaly."""

    gravite: Gravite
    message: str
    action: str
    exigences: tuple[str, ...] = ()
    source: str = ""
    sans_blocs: SansBlocs | None = None


@cache
def catalogue(dossiers: tuple[Path, ...]) -> Mapping[str, Entree]:
    """Every code of anomaly, from `templates/textes/anomalies/*.toml`; a workspace's own words win, code by code."""
    brutes: dict[str, Any] = {}
    for dossier in reversed(dossiers):
        brutes = tables.superposer(brutes, _anomalies_de(dossier))
    return {code: _entree(code, brute) for code, brute in brutes.items()}


@cache
def catalogue_sans_blocs(dossiers: tuple[Path, ...]) -> Mapping[str, Entree]:
    """The same, as it is said of a métier réglementé."""
    return {
        code: e.model_copy(update=e.sans_blocs.model_dump(exclude_none=True)) if e.sans_blocs else e
        for code, e in catalogue(dossiers).items()
    }


def _anomalies_de(dossier: Path) -> dict[str, Any]:
    entrees: dict[str, Any] = {}
    for fichier in sorted((dossier / "textes" / "anomalies").glob("*.toml")):
        for code, brute in tables.lire(fichier).items():
            if code in entrees:
                raise ConfigurationError(f"L'anomalie {code} est décrite deux fois.", f"Gardez-en une ({fichier}).")
            entrees[code] = brute
    return entrees


def _entree(code: str, brute: object) -> Entree:
    try:
        return Entree.model_validate(brute)
    except ValidationError as e:
        raise ConfigurationError(
            f"L'anomalie {code} de templates/textes/anomalies/ est mal décrite.",
            "Comparez-la avec celle d'origine, ou effacez-la de votre copie.",
        ) from e


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

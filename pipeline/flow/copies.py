"""Files that we keep fresh in outbox/ and that people may be working in: theirs is never written over."""

import json
from codecs import BOM_UTF8
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from pydantic import TypeAdapter, ValidationError

from pipeline.documents.publish import empreinte, lu, poser, retirer
from pipeline.model.base import Frozen
from pipeline.settings import Espace
from pipeline.system import ecrire

Voulu: TypeAlias = tuple[str, str, Callable[[], bytes]]  # file name, key of its content, how to make it

PERDU = (
    "Le carnet des copies (archives/copies.json) était abîmé : il est mis de côté sous le nom copies.illisible.json. "
    "Ce que le programme ne reconnaît plus dans outbox/ est tenu pour le travail de l’équipe : rien n’est écrasé ni "
    "retiré, et ce qui est nouveau est posé à côté, sous un nom qui finit par « nouvelle version »."
)
QUE_FAIRE = "Gardez le bon de chaque paire dans outbox/, puis effacez archives/copies.illisible.json."

LOT = 64  # files told before they are written, together
TOUJOURS = "toujours:"  # before the path of what is no family's
EN_SOUS_DOSSIER = {"à relire", "dossiers"}  # families that lay inside another's folder when owners were not recorded


class Tenue(Frozen):
    """What was put at a place: whose it is, the key of what it was made from, the bytes that were given.

    `avant`: the bytes given before, while the new ones are being written; its key is then empty.
    """

    cle: str
    sha256: str
    famille: str = ""
    avant: str | None = None

    @property
    def donnees(self) -> frozenset[str]:
        return frozenset(sha for sha in (self.sha256, self.avant) if sha)


_Tenues = TypeAdapter(dict[str, Tenue])


@dataclass(frozen=True)
class _Place:
    """Where a wanted file goes. `avant`: the places before it in which a person has worked."""

    chemin: str
    avant: tuple[str, ...]
    a_jour: bool

    @cached_property
    def toutes(self) -> tuple[str, ...]:
        return (*self.avant, self.chemin)


def _sha(racine: Path, chemin: str) -> str | None:
    octets = lu(racine, chemin)
    return None if octets is None else empreinte(octets)


def _places(chemin: str) -> Iterator[str]:
    """Where a new version goes when a person has worked in the one before."""
    yield chemin
    voulu = PurePosixPath(chemin)
    for rang in count(1):
        suite = "nouvelle version" if rang == 1 else f"nouvelle version {rang}"
        yield voulu.with_name(f"{voulu.stem} - {suite}{voulu.suffix}").as_posix()


def _ancienne_famille(chemin: str) -> str:
    """Whose it was when ownership was the beginning of a path."""
    parts = PurePosixPath(chemin).parts[:-1]
    return "/".join(parts[: 4 if len(parts) > 3 and parts[3] in EN_SOUS_DOSSIER else 3])  # noqa: PLR2004 - outbox/who/which


def carnet_des_copies(espace: Espace) -> Path:
    return espace.archives / "copies.json"


def carnet_abime(espace: Espace) -> Path:
    """Where a damaged one is set aside."""
    return espace.archives / "copies.illisible.json"


def lire_le_carnet(fichier: Path) -> dict[str, Tenue] | None:
    """None when it is damaged."""
    if not fichier.exists():
        return {}
    try:
        lues = _Tenues.validate_json(fichier.read_bytes().removeprefix(BOM_UTF8))
    except ValidationError:
        return None
    anciennes = {c: _ancienne_famille(c) for c, t in lues.items() if not t.famille and not c.startswith(TOUJOURS)}
    return lues | {c: lues[c].model_copy(update={"famille": famille}) for c, famille in anciennes.items()}


class Copies:
    """What was put where, and by whom.

    Where the record is missing, what lies there is a person's, unless it is the very bytes that we would write.
    """

    def __init__(self, espace: Espace, deposes: Collection[str] = ()) -> None:
        """`deposes`: hashes of what was dropped, which archives/ holds."""
        self.espace = espace
        self.deposes = deposes
        self.carnet = carnet_des_copies(espace)
        lues = lire_le_carnet(self.carnet)
        self.perdu = lues is None
        if lues is None:
            self.carnet.replace(carnet_abime(espace))
        self.tenues: dict[str, Tenue] = lues or {}
        self._avant = self._ecrites()

    @property
    def familles(self) -> frozenset[str]:
        return frozenset(t.famille for t in self.tenues.values() if t.famille)

    def famille(
        self,
        dossier: str,
        voulus: Iterable[Voulu],
        progression: Callable[[int, int], None] = lambda _f, _t: None,
    ) -> None:
        """The files of a folder that are ours: made when their key changes, taken away when wanted no more.

        One that a person changed is left alone, and what is new is given beside it; one that was taken away comes back
        only when its key changes. What another family put there is not looked at.
        """
        gardes: set[str] = set()
        a_faire: list[tuple[_Place, str, Callable[[], bytes]]] = []
        for nom, cle, faire in voulus:
            place = self._place(f"{dossier}/{nom}", cle, dossier)
            gardes.update(place.toutes)
            if not place.a_jour:
                a_faire.append((place, cle, faire))
        for debut in range(0, len(a_faire), LOT):
            lot = a_faire[debut : debut + LOT]
            self._donner(dossier, [(place, cle, faire()) for place, cle, faire in lot])
            for rang in range(debut + 1, debut + len(lot) + 1):
                progression(rang, len(a_faire))
        for chemin in [c for c, t in self.tenues.items() if t.famille == dossier and c not in gardes]:
            ici, tenue = _sha(self.espace.racine, chemin), self.tenues.pop(chemin)
            if ici and (ici in tenue.donnees or ici in self.deposes):
                retirer(self.espace.racine, chemin, ici)

    def a_jour(self, dossier: str, nom: str, cle: str) -> bool:
        """It was given already, made of the same."""
        return self._place(f"{dossier}/{nom}", cle, dossier).a_jour

    def _place(self, chemin: str, cle: str, famille: str) -> _Place:
        siens: list[str] = []
        places = _places(chemin)
        while True:
            place = next(places)
            tenue = self.tenues.get(place)
            if tenue and tenue.famille == famille and tenue.cle == cle:
                return _Place(place, tuple(siens), a_jour=True)
            if self._libre(place, famille):
                return _Place(place, tuple(siens), a_jour=False)
            siens.append(place)

    def _libre(self, chemin: str, famille: str) -> bool:
        """Nothing is there but what this family gave."""
        tenue, sha = self.tenues.get(chemin), _sha(self.espace.racine, chemin)
        if tenue and tenue.famille != famille:
            return False
        return sha is None or (tenue is not None and sha in tenue.donnees)

    def _donner(self, famille: str, lot: Sequence[tuple[_Place, str, bytes]]) -> None:
        """Told before it is written: after a crash, what was given is still known to be ours."""
        faits: dict[str, Tenue] = {}
        ecrits: list[tuple[str, bytes]] = []
        for place, cle, octets in lot:
            tenue = Tenue(cle=cle, sha256=empreinte(octets), famille=famille)
            deja = next((p for p in place.avant if self._adoptable(p, tenue)), None)
            faits[deja or place.chemin] = tenue
            if deja is None:
                avant = self.tenues.get(place.chemin)
                ecrits.append((place.chemin, octets))
                self.tenues[place.chemin] = tenue.model_copy(update={"cle": "", "avant": avant and avant.sha256})
        if ecrits:
            self.enregistrer()
        for chemin, octets in ecrits:
            poser(self.espace.racine, chemin, octets)
        self.tenues |= faits

    def _adoptable(self, chemin: str, tenue: Tenue) -> bool:
        """A person, or a pass whose record was lost, wrote there the very bytes that we would."""
        la_sienne = self.tenues.get(chemin)
        a_un_autre = la_sienne is not None and la_sienne.famille != tenue.famille
        return not a_un_autre and _sha(self.espace.racine, chemin) == tenue.sha256

    def changee(self, chemin: str) -> bool:
        """A person has worked in it since it was put there: it is theirs."""
        tenue, sha = self.tenues.get(chemin), _sha(self.espace.racine, chemin)
        return sha is not None and (tenue is None or sha not in tenue.donnees)

    def toujours(self, chemin: str, octets: bytes) -> None:
        """Always as it should be, whoever touched it."""
        poser(self.espace.racine, chemin, octets)

    def toujours_selon(self, chemin: str, cle: str, faire: Callable[[], bytes]) -> None:
        """The same, made again only when its key or its bytes are not those we left: some cost too much otherwise."""
        tenue = self.tenues.get(f"{TOUJOURS}{chemin}")
        if tenue and tenue.cle == cle and tenue.sha256 == _sha(self.espace.racine, chemin):
            return
        octets = faire()
        poser(self.espace.racine, chemin, octets)
        self.tenues[f"{TOUJOURS}{chemin}"] = Tenue(cle=cle, sha256=empreinte(octets))

    def enregistrer(self) -> None:
        apres = self._ecrites()
        if apres != self._avant:
            ecrire(self.carnet, json.dumps(apres, indent=1, sort_keys=True, ensure_ascii=False).encode())
            self._avant = apres

    def _ecrites(self) -> Mapping[str, dict[str, str]]:
        return {c: t.model_dump(exclude_defaults=True) for c, t in self.tenues.items()}

"""What a file's name says against its cells: the kit names its files, and people who rename them say what they hold.

Only a contradiction counts: a name that says nothing, or that says the right thing among others, is never at fault.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.model.anomalie import Anomalie, Constat, Gravite
from pipeline.model.copie import souche
from pipeline.model.faits import Depot, EtatDepot, Grille, ProcesVerbal
from pipeline.model.vocabulaire import plier

_JETON = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*", re.ASCII)
_CHIFFRES = re.compile(r"[0-9]+")
_SUITE = r"(?![a-z0-9])(?![.-][0-9])(?![.-][a-z](?![a-z]))"  # after a number: nothing, or a word
_LETTRE = re.compile(r"[a-z]")
DOUTES = frozenset({"NOM_AUTRE_PERSONNE", "NOM_AUTRE_BLOC", "ETIQUETTES_EFFACEES"})  # taken, for a person to look at
NOM_MIN = 3  # letters of a name that a file's name may be known by


class Connue(NamedTuple):
    """A candidature as a session, or its PV, names it."""

    session: str
    nom: str
    prenom: str


def verifier(
    fichier: str, contenu: Grille | ProcesVerbal, blocs: tuple[str, ...], connues: Mapping[str, Connue]
) -> Iterator[Constat]:
    """`blocs`: the codes of its référentiel; `connues`: by candidature, all that are known."""
    nom = souche(fichier).rpartition("/")[2]
    autre = _autre_numero(nom, contenu, connues)
    dit = {"candidature": contenu.candidature, "qui": _qui(contenu.candidature, connues)}
    if autre:
        valeurs = dit | {"autre": autre, "autre_qui": _qui(autre, connues)}
        yield Constat(code="NOM_AUTRE_CANDIDATURE", noms=("fiche_candidature",), valeurs=valeurs)
    elif contenu.candidature.casefold() not in nom:
        yield from _autre_personne(plier(nom).split(), contenu, connues, dit)
    if isinstance(contenu, Grille):
        yield from _autre_bloc(nom, contenu, blocs)


def _qui(candidature: str, connues: Mapping[str, Connue]) -> str:
    """« (Durand Anaïs) », or nothing."""
    qui = connues.get(candidature)
    nom = f"{qui.nom} {qui.prenom}".strip() if qui else ""
    return f" ({nom})" if nom else ""


def _autre_numero(nom: str, contenu: Grille | ProcesVerbal, connues: Mapping[str, Connue]) -> str | None:
    """A number made like its own, or one that is known; none when its own is there too."""
    sienne = contenu.candidature.casefold()
    trouves = {m[0]: m[0].upper() for m in _comme(sienne).finditer(nom)}
    repliees = {c.casefold(): c for c in connues}
    trouves |= {jeton: repliees[jeton] for jeton in _JETON.findall(nom) if jeton in repliees}
    if sienne in trouves or sienne in _JETON.findall(nom):
        return None
    autres = (c for c in trouves.values() if c.casefold() != contenu.session.casefold())
    return next(autres, None)


def _comme(candidature: str) -> re.Pattern[str]:
    """Its letters, other digits: as many of them, or any where they come once (GC-1, GC-12)."""
    if not _LETTRE.search(candidature) or not _CHIFFRES.search(candidature):
        return re.compile(r"(?!)")
    suites = _CHIFFRES.findall(candidature)
    formes = ["[0-9]+" if len(suites) == 1 else f"[0-9]{{{len(s)}}}" for s in suites]
    lettres = [re.escape(x) for x in _CHIFFRES.split(candidature)]
    forme = "".join(x + y for x, y in zip(lettres, [*formes, ""], strict=True))
    return re.compile(rf"(?<![a-z0-9.-]){forme}{_SUITE}", re.ASCII)


def _autre_personne(
    mots: list[str], contenu: Grille | ProcesVerbal, connues: Mapping[str, Connue], dit: dict[str, str]
) -> Iterator[Constat]:
    """The name of one other candidate of its session, and not its own: a surname alone may be a juror's."""
    sienne = connues.get(contenu.candidature)
    if sienne is None or _dit(sienne.nom, mots):
        return
    nommees = [
        (c, qui)
        for c, qui in connues.items()
        if c != contenu.candidature and qui.session == contenu.session and _dit(qui.nom, mots)
    ]
    entieres = [(c, qui) for c, qui in nommees if _dit(qui.prenom, mots)]
    for c, _ in (entieres or nommees)[:1] if len(entieres or nommees) == 1 else ():
        valeurs = dit | {"autre": c, "autre_qui": _qui(c, connues)}
        gravite = None if entieres else Gravite.AVERTISSEMENT
        yield Constat(code="NOM_AUTRE_PERSONNE", noms=("fiche_candidature",), valeurs=valeurs, gravite=gravite)


def _dit(nom: str, mots: list[str]) -> bool:
    siens = plier(nom).split()
    return max(map(len, siens), default=0) >= NOM_MIN and set(siens) <= set(mots)


def _autre_bloc(nom: str, grille: Grille, blocs: tuple[str, ...]) -> Iterator[Constat]:
    """Outside of the numbers, which may hold anything."""
    for numero in (grille.candidature, grille.session):
        nom = nom.replace(numero.casefold(), " ")
    mots = plier(nom).split()
    dits = [b for b in blocs if plier(b) in mots]
    if dits and grille.bloc not in dits:
        yield Constat(code="NOM_AUTRE_BLOC", noms=("fiche_candidature",), valeurs={"dit": dits[0], "bloc": grille.bloc})


def en_doute(depots: Sequence[Depot], clos: Container[str]) -> dict[str, tuple[Anomalie, ...]]:
    """By deposit taken with a doubt, what it is, as long as its dossier may change.

    The same bytes dropped again under another name are a person's answer.
    """
    noms: dict[str, set[str]] = defaultdict(set)
    for d in depots:
        noms[d.sha256].add(d.fichier)
    return {
        d.id: tuple(a for a in d.anomalies if a.code in DOUTES)
        for d in depots
        if d.etat is EtatDepot.ACCEPTE and d.candidature not in clos and len(noms[d.sha256]) == 1
    }

"""The labels around an answer: does its row ask what its cell is for? A paste brings the rows of another bloc along.

Only what is written beside an answer is judged: answers pasted alone leave nothing to compare.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.model.anomalie import Constat
from pipeline.model.catalogue import Catalogue
from pipeline.model.classeur import CelluleLue, Champ, Formulaire, Identite, Lecture
from pipeline.model.referentiel import Bloc, Referentiel
from pipeline.model.vocabulaire import plier

from .textes import extrait

ENSEMBLE = "Le bloc {}, dans son ensemble"  # as templates/classeurs/pv.xlsx says it
ENSEMBLE_SANS_BLOC = "Évaluation, dans son ensemble"  # as templates/textes/classeurs.toml says it (K19)
ROLES = frozenset({"critere", "jury_competence", "jury_bloc"})


class Etiquette(NamedTuple):
    """What a label belongs to: a criterion, a competence or a whole bloc, of one version of one CQP."""

    referentiel: str
    version: str
    bloc: str
    code: str


class Index(NamedTuple):
    """By folded code and text, all that it is the label of; the CQP that have no bloc to speak of (K19)."""

    siennes: Mapping[str, frozenset[Etiquette]]
    sans_blocs: frozenset[str]


class _Reponse(NamedTuple):
    champ: Champ
    cellule: CelluleLue


class _Etrangere(NamedTuple):
    reponse: _Reponse
    texte: str
    de: Etiquette


def indexer(catalogue: Catalogue) -> Index:
    index: dict[str, set[Etiquette]] = defaultdict(set)
    for referentiel in catalogue.referentiels:
        for bloc in referentiel.blocs:
            for code, texte in _textes(referentiel, bloc):
                for forme in _formes(code, texte):
                    index[forme].add(Etiquette(referentiel.code, referentiel.version, bloc.code, code))
    reglementes = frozenset(r.code for r in catalogue.referentiels if r.metier_reglemente.valeur)
    return Index({forme: frozenset(siennes) for forme, siennes in index.items()}, reglementes)


def _textes(referentiel: Referentiel, bloc: Bloc) -> Iterator[tuple[str, str]]:
    yield bloc.code, bloc.intitule
    yield bloc.code, ENSEMBLE.format(bloc.code)
    if referentiel.metier_reglemente.valeur:
        yield bloc.code, ENSEMBLE_SANS_BLOC
    for competence in bloc.competences:
        yield competence.code, competence.intitule
        for critere in referentiel.criteres(competence.code):
            yield critere.code, critere.libelle


def _formes(code: str, texte: str) -> set[str]:
    """Apart or together, as a workbook template may show them."""
    return {plier(code), plier(texte), plier(f"{code} {texte}")} - {""}


def verifier(lecture: Lecture, formulaire: Formulaire, index: Index) -> tuple[Constat, ...]:
    """A row of another bloc, of another version or another place blocks; a row that says nothing any more is told."""
    identite = formulaire.identite
    etrangeres: list[_Etrangere] = []
    muettes: list[_Reponse] = []
    for rangee in _rangees(lecture, formulaire):
        admis = frozenset(e for r in rangee for e in _siennes(r.champ, identite))
        dits = {t: index.siennes[plier(t)] for t in rangee[0].cellule.autour if plier(t) in index.siennes}
        autres = {texte: de for texte, de in dits.items() if admis.isdisjoint(de)}
        if autres:
            texte, de = _nommer(autres, identite)
            etrangeres += [_Etrangere(r, texte, de) for r in rangee]
        elif not dits:
            muettes += rangee
    return (*_dire(etrangeres, identite, index.sans_blocs), *_dire_muettes(muettes))


def _rangees(lecture: Lecture, formulaire: Formulaire) -> Iterable[list[_Reponse]]:
    """The answers given, by row: people may put two of them side by side."""
    rangees: dict[tuple[str, str], list[_Reponse]] = defaultdict(list)
    for champ in formulaire.champs:
        cellule = lecture.cellules.get(champ.nom)
        if champ.role in ROLES and cellule and cellule.valeur is not None:
            ligne = cellule.place.cellule.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            rangees[cellule.place.feuille, ligne].append(_Reponse(champ, cellule))
    return rangees.values()


def _siennes(champ: Champ, identite: Identite) -> Iterator[Etiquette]:
    """What may stand in its row: its own label, and those of what it is part of."""
    for code in (champ.critere, champ.competence, champ.bloc):
        if code:
            yield Etiquette(identite.referentiel or "", identite.version or "", champ.bloc or "", code)


def _nommer(autres: Mapping[str, frozenset[Etiquette]], identite: Identite) -> tuple[str, Etiquette]:
    """Codes repeat from one CQP to another: what all labels of the row agree on, nearest to the workbook."""
    communes = frozenset.intersection(*autres.values()) or frozenset().union(*autres.values())

    def loin(e: Etiquette) -> tuple[bool, bool, Etiquette]:
        return e.referentiel != identite.referentiel, e.version != identite.version, e

    de = min(communes, key=loin)
    return max((t for t, siennes in autres.items() if de in siennes), key=len), de


def _dire(etrangeres: Iterable[_Etrangere], identite: Identite, sans_blocs: frozenset[str]) -> Iterator[Constat]:
    """One constat for each bloc that the rows come from."""
    groupes: dict[tuple[str | None, ...], list[_Etrangere]] = defaultdict(list)
    for e in etrangeres:
        groupes[e.de.referentiel, e.de.version, e.de.bloc, e.reponse.champ.bloc].append(e)
    for siennes in groupes.values():
        de, champ = siennes[0].de, siennes[0].reponse.champ
        ensemble = "l’évaluation" if identite.referentiel in sans_blocs else f"bloc {champ.bloc}"
        ici = (identite.referentiel, identite.version, champ.bloc)
        yield Constat(
            code="ETIQUETTES_DEPLACEES" if de[: len(ici)] == ici else "ETIQUETTES_D_AILLEURS",
            noms=tuple(e.reponse.champ.nom for e in siennes),
            valeurs={
                "bloc": champ.bloc or "",
                "autre": _ou(de, identite, sans_blocs),
                "attendu": champ.critere or champ.competence or ensemble,
                "trouve": extrait(siennes[0].texte),
            },
        )


def _ou(de: Etiquette, identite: Identite, sans_blocs: frozenset[str]) -> str:
    quoi = "de l’évaluation" if de.referentiel in sans_blocs else f"du bloc {de.bloc}"
    if de.referentiel != identite.referentiel:
        return f"{quoi} du CQP {de.referentiel}"
    return quoi if de.version == identite.version else f"{quoi} dans la version {de.version}"


def _dire_muettes(muettes: list[_Reponse]) -> Iterator[Constat]:
    if muettes:
        yield Constat(code="ETIQUETTES_EFFACEES", noms=tuple(r.champ.nom for r in muettes))

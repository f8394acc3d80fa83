"""A list poured into the workbook of its session: each person on his line, or on the next free one.

A blank erases nothing. Whatever is not understood is written as it came: the validation judges the workbook.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from pipeline import forms
from pipeline.model.anomalie import Constat
from pipeline.model.classeur import Brut, Champ, Genre
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Liste, Sorte
from pipeline.model.vocabulaire import OuiNon, plier

from .correspondances import VISE, Table
from .listes import citer
from .personnes import Annuaire, personne
from .tableau import court

BLOCS = "blocs"  # the role of one column for them all: « 1, 2 », « B1;B3 », « tous »
_PREFIXES: Mapping[Sorte, str] = {"candidats": "candidat_", "jures": "membre_"}
_TOUS = {"tous", "toutes", "tous les blocs", "cqp entier", "cqp complet", "certification entiere"}
_MOTS_DE_BLOC = {"bloc", "blocs", "et", "n", "no"}
_DATE = re.compile(r"(?:([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})|([0-9]{4})-([0-9]{2})-([0-9]{2}))(?:[ T][0-9:.]+)?")
_ENTIER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Versement:
    """The values of the whole workbook, those of the list among them; `constats` name its cells."""

    valeurs: dict[str, Brut]
    constats: tuple[Constat, ...]


def verser(liste: Liste, referentiel: Referentiel, deja: Mapping[str, Brut], connues: Table) -> Versement:
    """`deja`: what the workbook of the session holds, by name of cell. Done twice, it changes nothing more."""
    return _Classeur(liste, referentiel, deja, connues).remplir()


class _Classeur:
    """A workbook being filled by one list."""

    def __init__(self, liste: Liste, referentiel: Referentiel, deja: Mapping[str, Brut], connues: Table) -> None:
        self.liste, self.referentiel, self.connues = liste, referentiel, connues
        self.valeurs: dict[str, Brut] = {"fiche_session": liste.session}
        self.valeurs |= {nom: valeur for nom, valeur in deja.items() if not _vide(valeur)}
        self.champs = _champs(referentiel, liste.sorte)
        self.annuaire = Annuaire()
        for ligne in self.champs:
            self.annuaire.inscrire(ligne, personne(self._textes(ligne), liste.sorte))
        self.remplaces: list[str] = []
        self.sans_case: dict[str, None] = {}

    def remplir(self) -> Versement:
        libres = [n for n, champs in self.champs.items() if all(c.nom not in self.valeurs for c in champs.values())]
        en_trop = []
        constats: list[Constat] = []
        for textes in self.liste.lignes:
            qui = personne(textes, self.liste.sorte)
            ligne = self.annuaire.chercher(qui)
            if ligne is None and not libres:
                en_trop.append(_dire(textes))
                continue
            ligne = libres.pop(0) if ligne is None else ligne
            constats.extend(self._ecrire(ligne, textes))
            self.annuaire.inscrire(ligne, personne(self._textes(ligne), self.liste.sorte))
        return Versement(valeurs=self.valeurs, constats=(*constats, *self._bilan(en_trop)))

    def _textes(self, ligne: int) -> dict[str, str]:
        champs = self.champs[ligne]
        return {role: _texte(self.valeurs[c.nom]) for role, c in champs.items() if c.nom in self.valeurs}

    def _ecrire(self, ligne: int, textes: Mapping[str, str]) -> Iterator[Constat]:
        champs = self.champs[ligne]
        vises, illisible = _blocs(textes.get(BLOCS, ""), self.referentiel)
        if illisible:
            noms = tuple(c.nom for role, c in champs.items() if role.startswith(VISE))
            yield Constat(code="BLOCS_ILLISIBLES", noms=noms, valeurs={"qui": _dire(textes)})
        demandes = vises | {_cle(role, self.referentiel): t for role, t in textes.items() if role != BLOCS}
        for role, texte in demandes.items():
            champ = champs.get(role)
            if champ is None:
                self.sans_case[role] = None
                continue
            brut = _typer(champ, texte, self.connues)
            avant = self.valeurs.get(champ.nom)
            if avant is None or not _pareils(avant, brut):
                self.valeurs[champ.nom] = brut
                if avant is not None:
                    self.remplaces.append(champ.nom)

    def _bilan(self, en_trop: list[str]) -> Iterator[Constat]:
        if self.remplaces:
            yield Constat(code="LISTE_REMPLACE", noms=tuple(self.remplaces))
        if en_trop:
            valeurs = {"personnes": citer(en_trop), "lignes": str(len(self.champs))}
            yield Constat(code="LISTE_SANS_PLACE", valeurs=valeurs)
        if self.sans_case:
            titres = " ; ".join(f"« {self.connues.titre(role, self.liste.sorte)} »" for role in self.sans_case)
            yield Constat(code="COLONNE_SANS_CASE", valeurs={"colonnes": titres})


def _champs(referentiel: Referentiel, sorte: Sorte) -> dict[int, dict[str, Champ]]:
    """By line, then by what a list calls them: their role, with its bloc where each bloc has one."""
    lignes: dict[int, dict[str, Champ]] = defaultdict(dict)
    for champ in forms.session(referentiel).champs:
        if champ.ligne is not None and champ.nom.startswith(_PREFIXES[sorte]):
            lignes[champ.ligne][f"{VISE}{champ.bloc}" if champ.bloc else champ.role] = champ
    return lignes


def _cle(role: str, referentiel: Referentiel) -> str:
    bloc = referentiel.cherche_bloc(role.removeprefix(VISE)) if role.startswith(VISE) else None
    return f"{VISE}{bloc.code}" if bloc else role


def _blocs(texte: str, referentiel: Referentiel) -> tuple[dict[str, str], bool]:
    """Yes or no for each bloc; nothing when the text does not tell which."""
    if not texte:
        return {}, False
    if plier(texte) in _TOUS:
        trouves = [*referentiel.blocs]
    else:
        seul = referentiel.cherche_bloc(texte)
        mots = [m for m in plier(texte).split() if m not in _MOTS_DE_BLOC]
        nommes = [seul] if seul else [referentiel.cherche_bloc(m) for m in mots]
        trouves = [b for b in nommes if b]
        if not trouves or len(trouves) < len(nommes):
            return {}, True
    codes = {b.code for b in trouves}
    return {f"{VISE}{b.code}": OuiNon.OUI if b.code in codes else OuiNon.NON for b in referentiel.blocs}, False


def _typer(champ: Champ, texte: str, connues: Table) -> Brut:
    """A day, a number, a word of the list where the text is one beyond doubt; else the text."""
    match champ.genre:
        case Genre.DATE:
            return _jour(texte) or texte
        case Genre.NOMBRE:
            return int(texte) if _ENTIER.fullmatch(texte) else texte
        case Genre.CHOIX:
            return _mot(texte, champ.choix, connues)
        case _:
            return texte


def _jour(texte: str) -> dt.date | None:
    trouve = _DATE.fullmatch(texte)
    if trouve:
        jour, mois, annee, iso_annee, iso_mois, iso_jour = trouve.groups()
        with suppress(ValueError):
            return dt.date(int(annee or iso_annee), int(mois or iso_mois), int(jour or iso_jour))
    return None


def _mot(texte: str, choix: Iterable[str], connues: Table) -> str:
    for mot in choix:
        if plier(texte) in {plier(x) for x in (mot, *connues.mots.get(mot, ()))}:
            return mot
    return texte


def _pareils(avant: Brut, apres: Brut) -> bool:
    """Exports are often in capitals: what differs by them alone is left as it was."""
    return _texte(avant).casefold().split() == _texte(apres).casefold().split()


def _texte(brut: Brut) -> str:
    match brut:
        case dt.date():
            return f"{brut:%d/%m/%Y}"
        case float() if brut.is_integer():
            return str(int(brut))
        case _:
            return str(brut)


def _vide(brut: Brut) -> bool:
    return brut is None or (isinstance(brut, str) and not brut.strip())


def _dire(textes: Mapping[str, str]) -> str:
    """How a sentence names the person of a row: by number, else by name."""
    nom = textes.get("membre_nom") or " ".join(textes[r] for r in ("prenom", "nom") if r in textes)
    return court(textes.get("candidature") or nom)

"""The search itself, by another way than masking: all the text folded at once, its words compared with a set."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pipeline.model.anonymat import (
    BARRIERE,
    COUPURE,
    COURRIEL,
    JETON,
    TELEPHONE,
    Genre,
    Terme,
    aplatir,
    est_un_identifiant,
    graphie,
    mots,
    numero,
)

from .passages import Sorte

COLLE_MIN = 3  # letters of a name looked for letter by letter
COMPACT_MIN = 8  # letters of a whole name looked for without regard to spaces
OPAQUE_MIN = 5  # letters: shorter words are in any image, by chance
_POSES = re.compile(rf"\[(?:{'|'.join(Genre)})\]".replace(" ", r"\s+"))
_EPELE = re.compile(r"(?<![^ ])(?:[^\W\d_] ){2,}[^\W\d_](?![^ ])")


class Chercheur:
    """The terms, ready to be looked for in many texts."""

    def __init__(self, termes: tuple[Terme, ...]) -> None:
        simples = [t for t in termes if not (t.capitale or t.graphie or t.compte)]
        self._seuls = frozenset(t.mots for t in simples if " " not in t.mots)
        self._suites = tuple((t.mots.split(" ", 1)[0], f" {t.mots} ") for t in simples if " " in t.mots)
        self._capitales = frozenset(t.mots for t in termes if t.capitale and not t.graphie)
        self._graphies = frozenset(t.graphie for t in termes if t.graphie)
        self._comptes = frozenset(t.mots for t in termes if t.compte)
        self._colles = tuple(m for m in self._seuls if len(m) >= COLLE_MIN and m.isalpha())
        # « de Marche » without its space is « démarche »: it is looked for by its words.
        longues = [s for _, s in self._suites if sum(len(m) >= COLLE_MIN for m in s.split()) > 1]
        entiers = {s.replace(" ", ""): s.strip() for s in longues}
        self._compacts = {c: s for c, s in entiers.items() if len(c) >= COMPACT_MIN}

    def trouver(self, textes: Iterable[str], sorte: Sorte) -> tuple[str, ...]:
        """The terms that these texts hold. No term goes from one text to the next."""
        texte = _POSES.sub(BARRIERE, BARRIERE.join(textes))
        trouves = dict.fromkeys(self._dans(texte, sorte))
        if sorte is Sorte.NOM:
            trouves |= dict.fromkeys(self._dans(_separer(texte), sorte))
        if "\n" in texte and COUPURE.search(texte):
            trouves |= dict.fromkeys(self._dans(COUPURE.sub("", texte), sorte))
        return tuple(trouves)

    def _dans(self, texte: str, sorte: Sorte) -> Iterator[str]:
        ecrits = mots(texte)
        plie = f" {' '.join(ecrits).casefold()} "
        lus = set(plie.split())
        opaque = sorte is Sorte.OPAQUE
        for mot in lus & self._seuls:
            if not opaque or len(mot) >= OPAQUE_MIN:
                yield mot
        for premier, suite in self._suites:
            if premier in lus and suite in plie and (not opaque or len(suite) > OPAQUE_MIN + 2):
                yield suite.strip()
        if sorte is Sorte.NOM:
            yield from lus & self._comptes
        elif not lus.isdisjoint(self._comptes):
            yield from self._identifiants(texte)
        if opaque:
            return
        yield from self._courts(texte, ecrits)
        yield from (m for e in _EPELE.findall(plie) for m in self._colles if m in e.replace(" ", ""))
        yield from _coordonnees(texte, self._seuls)
        if sorte is Sorte.PAGE:
            compact = plie.replace(" ", "")
            yield from (entier for lettres, entier in self._compacts.items() if lettres in compact)

    def _identifiants(self, texte: str) -> Iterator[str]:
        """Accounts that are spelled like a word: in a sentence they are that word."""
        for jeton in JETON.finditer(texte):
            mot = "".join(mots(jeton.group())).casefold()
            if mot in self._comptes and est_un_identifiant(texte, *jeton.span()):
                yield mot

    def _courts(self, texte: str, ecrits: list[str]) -> Iterator[str]:
        """Those that a capital alone tells from a common word."""
        if self._capitales:
            suite = f" {' '.join(ecrits)} "
            bas = suite.casefold()
            for terme in self._capitales:
                ici = bas.find(f" {terme} ")
                while ici >= 0:
                    if len(bas) != len(suite) or suite[ici + 1].isupper():
                        yield terme
                        break
                    ici = bas.find(f" {terme} ", ici + 1)
        if self._graphies:
            for mot in JETON.findall(texte):
                if mot[0].isupper() and graphie(mot) in self._graphies:
                    yield graphie(mot)


def _separer(texte: str) -> str:
    """« OzanneZoe.pdf »: a capital begins a word."""
    plat = aplatir(texte)
    return "".join(f" {b}" if b.isupper() and not a.isupper() else b for a, b in zip(" " + plat, plat, strict=False))


def _coordonnees(texte: str, seuls: frozenset[str]) -> Iterator[str]:
    """Any e-mail address, known or not; the phone numbers that are known, however they are spaced."""
    if "@" in texte:
        yield from (m.group() for m in COURRIEL.finditer(texte))
    for trouve in TELEPHONE.finditer(texte):
        if numero(trouve.group()) in seuls:
            yield numero(trouve.group())


@lru_cache(maxsize=256)
def chercheur(termes: tuple[Terme, ...]) -> Chercheur:
    return Chercheur(termes)

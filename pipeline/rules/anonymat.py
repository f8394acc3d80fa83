"""Masking: each name replaced by a word in brackets that says what it was; all the rest, byte for byte (K18, G-085)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from pipeline.model.anonymat import (
    BARRIERE,
    COUPURE,
    COURRIEL,
    JETON,
    TELEPHONE,
    Genre,
    Identites,
    Terme,
    Trouve,
    est_un_identifiant,
    graphie,
    mots,
    numero,
    plier,
)

from .orthographe import peut_commencer, peut_finir

__all__ = ["Identites", "masquer", "termes"]

_PETITS_MOTS = """
a al and au aux ben bin d da das de del della den der des di do dos du e el en et ibn l la las le les los of san sur
van ver von y zu
"""
# They begin sentences: never masked alone.
ARTICLES = frozenset({"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "y"})
# What every organisme of the Sécurité sociale is called: no one is known by it. A sigle (CAF) or a place is masked.
_COMMUNS = """
accidents agence allocation allocations assurance assurances autonomie branche caisse caisses centrale centre commune
croix departement departementale direction etablissement familiale familiales famille federation formation generale
gestion groupe institut interregionale locale maladie mutualite national nationale organisme pour primaire recouvrement
region regional regionale retraite salaries sante securite service services siege social sociale sociales solidarite
sous travail travailleurs union vieillesse
"""
PARTICULES = frozenset(_PETITS_MOTS.split())
GENERIQUES = frozenset(_COMMUNS.split())
# What parts the words of one name; « et » would part two people.
_LIENS = PARTICULES - {"a", "and", "au", "aux", "en", "et", "of", "san", "sur", "y"}
PART_MIN = 3  # letters of a part that is a name by itself, whatever its case
COLLE_MIN = 4  # letters of names glued together
COMPTE_MIN = 5  # letters of a name that an initial makes an account, or an s a plural: fewer would make common words

_POSES = re.compile("|".join(re.escape(f"[{g}]") for g in Genre))
_ENTRE_DEUX = re.compile(r"(?:[^\S\n]|['’‐‑-]|\.(?!\s))*")
_INITIALES_AVANT = re.compile(r"(?<!\w)(?:[^\W\d_](?:\.[^\S\n]?-?[^\S\n]?|[^\S\n]))+$")
_INITIALES_APRES = re.compile(r"(?:,?[^\S\n]-?[^\W\d_]\.(?:-?[^\W\d_]\.)*)")
_INITIALE = re.compile(r"([^\W\d_])(\.?)")
_INITIALES_PORTEE = 16  # characters before a name
_MONSIEUR = "m"


class _Jeton(NamedTuple):
    debut: int
    fin: int
    plie: str
    ecrit: str


class _Zone(NamedTuple):
    debut: int
    fin: int
    genre: Genre


_Suite = tuple[tuple[str, ...], Terme]


class _Table(NamedTuple):
    suites: dict[str, tuple[_Suite, ...]]  # by first word, longest first
    indices: frozenset[str]  # a word of each term, no particle if it can be
    colles: dict[str, Genre]
    initiales: dict[Genre, frozenset[str]]


def masquer(texte: str, identites: Identites) -> tuple[str, tuple[Trouve, ...]]:
    """The text without the names, and the words that were there. Masking twice changes nothing."""
    table = _table(identites)
    zones = _joindre(texte, _zones(texte, table))
    if not zones:
        return texte, ()
    zones = _joindre(texte, (_avec_initiales(texte, z, table) for z in zones))
    morceaux, ici = [], 0
    for zone in zones:
        morceaux += [texte[ici : zone.debut], f"[{zone.genre}]"]
        ici = zone.fin
    trouves = tuple(Trouve(genre=z.genre, mots=texte[z.debut : z.fin]) for z in zones)
    return "".join((*morceaux, texte[ici:])), trouves


@lru_cache(maxsize=1024)
def termes(identites: Identites) -> tuple[Terme, ...]:
    """What is looked for: whole names in any order, then each of their parts that is a name by itself."""
    liberes = frozenset(plier(m) for libere in identites.liberes for m in mots(libere))
    trouves: dict[Terme, Terme] = {}  # whatever its kind: the first one says it
    for terme in (*_entiers(identites), *_parts(identites)):
        if terme.mots not in liberes and not (terme.mots.endswith("s") and terme.mots[:-1] in liberes):
            trouves.setdefault(terme.model_copy(update={"genre": Genre.CANDIDAT}), terme)
    return tuple(trouves.values())


def _plies(nom: str) -> tuple[str, ...]:
    return tuple(m.casefold() for m in mots(nom) if m != BARRIERE)


def _entiers(identites: Identites) -> Iterator[Terme]:
    """Names of several words; and the same glued together, as in the name of a file."""
    for un, autre in permutations([n for n in map(_plies, identites.candidat) if n], 2):
        yield from _suite(un + autre, Genre.CANDIDAT)
    yield from _colles([m for nom in identites.candidat for m in _plies(nom)], Genre.CANDIDAT)
    for nom in identites.candidat:
        yield from _tours(_plies(nom), Genre.CANDIDAT)
    for nom in identites.jury:
        yield from _tours(_plies(nom), Genre.JURY)
        yield from _colles(_plies(nom), Genre.JURY)
    for nom in identites.organismes:
        yield from _suite(_plies(nom), Genre.ORGANISME)
    for adresse in identites.adresses:
        if TELEPHONE.fullmatch(adresse.strip()):
            yield Terme(mots=numero(adresse), genre=Genre.COORDONNEES)
        yield from _suite(_plies(adresse), Genre.COORDONNEES)
    for reference in identites.references:
        yield from _suite(_plies(reference), Genre.REFERENCE, seule=True)


def _tours(plies: tuple[str, ...], genre: Genre) -> Iterator[Terme]:
    """Last name first or last."""
    for rang in range(len(plies)):
        tourne = plies[rang:] + plies[:rang]
        if rang == 0 or tourne[-1] not in PARTICULES:
            yield from _suite(tourne, genre)


def _colles(plies: Sequence[str], genre: Genre) -> Iterator[Terme]:
    """« zoekervadec », « zkervadec »: the name of an account, of a file."""
    parts = [m for m in plies if len(m) >= PART_MIN and m.isalpha() and m not in PARTICULES]
    for un, autre in permutations(parts, 2):
        yield Terme(mots=un + autre, genre=genre)
        if len(autre) >= COMPTE_MIN:
            yield Terme(mots=un[0] + autre, genre=genre, compte=peut_commencer(un[0] + autre[0]))
            yield Terme(mots=autre + un[0], genre=genre, compte=peut_finir(autre[-1] + un[0]))


def _suite(plies: tuple[str, ...], genre: Genre, *, seule: bool = False) -> Iterator[Terme]:
    lettres = "".join(plies)
    if len(plies) > 1 and len(lettres) >= PART_MIN:
        courts = all(len(m) < PART_MIN for m in plies)
        yield Terme(mots=" ".join(plies), genre=genre, capitale=courts and lettres.isalpha())
    if len(lettres) >= COLLE_MIN and (seule or sum(len(m) >= PART_MIN and m not in PARTICULES for m in plies) > 1):
        yield Terme(mots=" ".join(mots(lettres)), genre=genre)


def _parts(identites: Identites) -> Iterator[Terme]:
    for genre, noms in ((Genre.CANDIDAT, identites.candidat), (Genre.JURY, identites.jury)):
        for nom in noms:
            yield from _parts_du_nom(nom, genre)
            if plier(nom) in PARTICULES - ARTICLES:
                yield Terme(mots=plier(nom), genre=genre, capitale=True)  # the whole name: « Mme Do », never « do »
    for organisme in identites.organismes:
        for jeton in JETON.finditer(organisme):
            yield from _parts_de_l_organisme(jeton.group())


def _parts_de_l_organisme(ecrit: str) -> Iterator[Terme]:
    """A sigle however it is written; a place only with its capital: « Pas-de-Calais » is not « n’a pas »."""
    mot = plier(ecrit)
    if len(mot) < PART_MIN or not mot.isalpha() or mot in PARTICULES | GENERIQUES:
        return
    if ecrit.isupper():
        yield from _nombres(mot, Genre.ORGANISME)
    else:
        yield Terme(mots=mot, genre=Genre.ORGANISME, capitale=True)


def _parts_du_nom(nom: str, genre: Genre) -> Iterator[Terme]:
    particules: tuple[str, ...] = ()
    for jeton in JETON.finditer(nom):
        ecrit = jeton.group()
        mot = plier(ecrit)
        if mot not in PARTICULES:
            for rang in range(len(particules)):
                yield from _suite((*particules[rang:], mot), genre)
        particules = (*particules, mot) if mot in PARTICULES else ()
        if mot in PARTICULES:
            if graphie(ecrit) != mot and len(mot) == PART_MIN - 1:
                yield Terme(mots=mot, genre=genre, capitale=True, graphie=graphie(ecrit))
        elif len(mot) == PART_MIN - 1:
            yield Terme(mots=mot, genre=genre, capitale=True)
        elif len(mot) >= PART_MIN:
            yield from _nombres(mot, genre) if len(mot) >= COMPTE_MIN else (Terme(mots=mot, genre=genre),)
    yield from _soudes([j.group() for j in JETON.finditer(nom)], genre)
    for compose in nom.split():
        plies = _plies(compose)
        if len(plies) > 1:
            yield from _suite(plies, genre)


def _soudes(ecrits: Sequence[str], genre: Genre) -> Iterator[Terme]:
    """« Ndiaye », « LeGal »: as it is spelled and with its capital, for « légal » and « demain » are words."""
    courts: list[str] = []
    for ecrit in ecrits:
        mot = plier(ecrit)
        if len(mot) < PART_MIN or mot in PARTICULES:
            courts.append(ecrit)
            continue
        for rang in range(len(courts)):
            entier = "".join((*courts[rang:], ecrit))
            if len(plier(entier)) >= COLLE_MIN and entier.isalpha():
                for forme in {plier(entier), graphie(entier)}:  # capitals lose their accents
                    yield Terme(mots=plier(entier), genre=genre, capitale=True, graphie=forme)
        courts = []


def _nombres(mot: str, genre: Genre) -> Iterator[Terme]:
    """« Les Martins »: a name takes an s where it should not, with its capital: « Parcour » is not « parcours »."""
    yield Terme(mots=mot, genre=genre)
    yield Terme(mots=f"{mot}s", genre=genre, capitale=genre is not Genre.ORGANISME)


@lru_cache(maxsize=1024)
def _table(identites: Identites) -> _Table:
    suites: dict[str, list[_Suite]] = {}
    for terme in termes(identites):
        plies = tuple(terme.mots.split())
        suites.setdefault(plies[0], []).append((plies, terme))
    colles = {
        t.mots: t.genre
        for t in termes(identites)
        if len(t.mots) >= PART_MIN and t.mots.isalpha() and not (t.compte or t.graphie)
    }
    noms = {Genre.CANDIDAT: identites.candidat, Genre.JURY: identites.jury}
    return _Table(
        suites={mot: tuple(sorted(s, key=lambda x: -len(x[0]))) for mot, s in suites.items()},
        indices=frozenset(_indice(t) for t in termes(identites)),
        colles=colles,
        initiales={g: frozenset(m[0] for nom in n for m in _plies(nom)) for g, n in noms.items()},
    )


def _indice(terme: Terme) -> str:
    plies = terme.mots.split()
    return next((m for m in plies if m not in PARTICULES), plies[0])


def _zones(texte: str, table: _Table) -> list[_Zone]:
    zones = []
    if "@" in texte:
        zones += [_Zone(*m.span(), Genre.COORDONNEES) for m in COURRIEL.finditer(texte)]
    zones += [_Zone(*m.span(), Genre.COORDONNEES) for m in TELEPHONE.finditer(texte)]
    if not _utile(texte, table):
        return zones
    jetons = [_Jeton(m.start(), m.end(), plier(m.group()), m.group()) for m in JETON.finditer(texte)]
    if "[" in texte:
        jetons = _hors_des_masques(texte, jetons)
    zones += _reperer(texte, jetons, table)
    zones += _lettre_a_lettre(jetons, table)
    if "\n" in texte and COUPURE.search(texte):
        zones += _reperer(texte, _recoller(texte, jetons), table)
    return zones


def _utile(texte: str, table: _Table) -> bool:
    """Most texts name nobody: found out at less cost."""
    plies = [plier(m) for m in JETON.findall(texte)]
    return (
        not table.indices.isdisjoint(plies)
        or sum(len(m) == 1 for m in plies) >= PART_MIN
        or ("\n" in texte and COUPURE.search(texte) is not None)
    )


def _hors_des_masques(texte: str, jetons: list[_Jeton]) -> list[_Jeton]:
    """A mask already there is no text, and no name goes across it."""
    for pose in _POSES.finditer(texte):
        debut, fin = pose.span()
        barriere = _Jeton(debut, fin, BARRIERE, BARRIERE)
        avant = [j for j in jetons if j.fin <= debut]
        jetons = [*avant, barriere, *(j for j in jetons if j.debut >= fin)]
    return jetons


def _reperer(texte: str, jetons: Sequence[_Jeton], table: _Table) -> Iterator[_Zone]:
    suites = table.suites
    libre = 0
    for rang, jeton in enumerate(jetons):
        if rang < libre or jeton.plie not in suites:
            continue
        for plies, terme in suites[jeton.plie]:
            fin = rang + len(plies)
            if tuple(j.plie for j in jetons[rang:fin]) == plies and _bien_ecrit(texte, jeton, terme):
                yield _Zone(jeton.debut, jetons[fin - 1].fin, terme.genre)
                libre = fin
                break


def _bien_ecrit(texte: str, jeton: _Jeton, terme: Terme) -> bool:
    if terme.compte and not est_un_identifiant(texte, jeton.debut, jeton.fin):
        return False
    if terme.capitale and not jeton.ecrit[0].isupper():
        return False
    return not terme.graphie or graphie(jeton.ecrit) == terme.graphie


def _lettre_a_lettre(jetons: Sequence[_Jeton], table: _Table) -> Iterator[_Zone]:
    """« M A R T I N », « C.A.F. »."""
    debut = 0
    for rang in range(len(jetons) + 1):
        if rang < len(jetons) and len(jetons[rang].plie) == 1 and jetons[rang].plie.isalpha():
            continue
        if rang - debut >= PART_MIN:
            lettres = "".join(j.plie for j in jetons[debut:rang])
            genre = next((g for mot, g in table.colles.items() if mot in lettres), None)
            if genre:
                yield _Zone(jetons[debut].debut, jetons[rang - 1].fin, genre)
        debut = rang + 1


def _recoller(texte: str, jetons: Iterable[_Jeton]) -> list[_Jeton]:
    """The same tokens, the words broken at the end of a line made whole."""
    entiers: list[_Jeton] = []
    for jeton in jetons:
        if entiers:
            avant = entiers[-1]
            coupure = COUPURE.search(texte, avant.debut, jeton.debut)
            colle = coupure and coupure.end() == jeton.debut and not texte[avant.fin : coupure.start()]
            if colle and jeton.plie != BARRIERE:
                entiers[-1] = _Jeton(avant.debut, jeton.fin, avant.plie + jeton.plie, avant.ecrit + jeton.ecrit)
                continue
        entiers.append(jeton)
    return entiers


def _joindre(texte: str, zones: Iterable[_Zone]) -> list[_Zone]:
    """In order, apart; those of one kind that only a hyphen, a space or a particle parts are one."""
    jointes: list[_Zone] = []
    for zone in sorted(zones):
        if jointes:
            avant = jointes[-1]
            if zone.debut < avant.fin or (zone.genre is avant.genre and _se_suivent(texte[avant.fin : zone.debut])):
                jointes[-1] = avant._replace(fin=max(avant.fin, zone.fin))
                continue
        jointes.append(zone)
    return jointes


def _se_suivent(entre: str) -> bool:
    """Is it all one name? « [de La] Bruyère[-]Montalembert »."""
    return _ENTRE_DEUX.fullmatch(JETON.sub("", entre)) is not None and all(
        plier(m.group()) in _LIENS for m in JETON.finditer(entre)
    )


def _avec_initiales(texte: str, zone: _Zone, table: _Table) -> _Zone:
    """« A. Martin » and « Martin A. » are masked whole; « M. » stays when no first name begins so."""
    connues = table.initiales.get(zone.genre)
    if connues is None:
        return zone
    avant = _INITIALES_AVANT.search(texte, max(0, zone.debut - _INITIALES_PORTEE), zone.debut)
    if avant:
        for initiale in reversed(list(_INITIALE.finditer(texte, *avant.span()))):
            if not _est_initiale(initiale, connues):
                break
            zone = zone._replace(debut=initiale.start())
    apres = _INITIALES_APRES.match(texte, zone.fin)
    if apres and all(_est_initiale(i, connues) for i in _INITIALE.finditer(texte, *apres.span())):
        zone = zone._replace(fin=apres.end())
    return zone


def _est_initiale(trouvee: re.Match[str], connues: frozenset[str]) -> bool:
    lettre = plier(trouvee[1])
    return trouvee[1].isupper() and (lettre in connues or (bool(trouvee[2]) and lettre != _MONSIEUR))

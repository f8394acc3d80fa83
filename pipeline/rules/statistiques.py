"""The figures of a sitting, without any group small enough to name someone.

A part under the threshold is hidden, zero included, and what is hidden together reaches the threshold: « 9 certified
of 10 » tells who failed to those who sat, « 10 of 10 » tells everyone's result.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import TypeAlias, get_args

from pipeline.model.referentiel import Referentiel
from pipeline.model.statistiques import DossierCompte, Figures, NiveauEcart, Rangee, Serie
from pipeline.model.vocabulaire import Decision, Voie

EFFECTIF_MIN = 5
PLANCHER = 3  # of two, each would know the other
PALMARES = 10

Table: TypeAlias = Mapping[str, tuple[int, ...]]  # each group and its parts


def figures(
    dossiers: Sequence[DossierCompte],
    referentiels: Mapping[str, Referentiel],
    effectif_min: int = EFFECTIF_MIN,
) -> Figures:
    """`referentiels` by sigle: they give the titles of blocs and competences."""
    if effectif_min < PLANCHER:
        raise ValueError(f"Un groupe de moins de {PLANCHER} dossiers ne cache personne : {effectif_min}")
    series: tuple[Serie, ...] = ()
    if len(dossiers) >= effectif_min:
        par_referentiel, par_voie = _resultats(dossiers, effectif_min)
        # Blocs and competences would tell of a référentiel whose detail is hidden: only the others have theirs.
        detailles = {r.cle[0] for r in par_referentiel.lignes if any(p is not None for p in r.parts)}
        des_detailles = [d for d in dossiers if d.referentiel in detailles]
        series = (
            par_referentiel,
            par_voie,
            _blocs(des_detailles, referentiels, effectif_min),
            _competences(des_detailles, referentiels, effectif_min),
            _divergences(dossiers, effectif_min),
            _delais(dossiers, effectif_min),
        )
    return Figures(dossiers=len(dossiers), effectif_min=effectif_min, series=tuple(s for s in series if s.lignes))


def _resultats(dossiers: Sequence[DossierCompte], minimum: int) -> tuple[Serie, Serie]:
    """The same dossiers cut twice: what is hidden of one cut must not be found by the other."""
    rendues = [x for x in Decision if x != Decision.AJOURNEE or any(d.decision == x for d in dossiers)]
    comptes: tuple[tuple[list[str], Counter[tuple[str, Decision]]], ...] = (
        (sorted({d.referentiel for d in dossiers}), Counter((d.referentiel, d.decision) for d in dossiers)),
        ([v for v in Voie if any(d.voie == v for d in dossiers)], Counter((d.voie, d.decision) for d in dossiers)),
    )
    tables = [{nom: tuple(compte[nom, x] for x in rendues) for nom in noms} for noms, compte in comptes]
    par_referentiel, par_voie = proteger(tables, minimum)
    entetes = tuple(rendues)
    return (
        Serie(cle="referentiel", entetes=entetes, lignes=par_referentiel),
        Serie(cle="voie", entetes=entetes, lignes=par_voie),
    )


def proteger(tables: Sequence[Table], minimum: int) -> tuple[tuple[Rangee, ...], ...]:
    """Several cuts of the same dossiers into groups, by the same parts, of which no hidden number can be found.

    A part is shown in every detailed group of every cut, or in none: a dossier moved from one hidden part to another,
    in each cut, changes nothing of what is shown. The groups left out of the detail are together fit for it:
    subtraction finds no more than a sound group.
    """
    caches = [masques([sum(parts) for parts in t.values()], minimum) for t in tables]
    choix = [
        (visibles, [_detailles(t, visibles, minimum) for t in tables])
        for visibles in _sous_ensembles(len(next(iter(tables[0].values()))))
    ]
    visibles, detailles = max(
        choix,
        key=lambda c: (sum(sum(t[nom]) for t, noms in zip(tables, c[1], strict=True) for nom in noms), len(c[0])),
    )
    return tuple(
        tuple(
            Rangee(
                cle=(nom,),
                effectif=None if rang in cache else sum(parts),
                parts=tuple(n if nom in noms and i in visibles else None for i, n in enumerate(parts)),
            )
            for rang, (nom, parts) in enumerate(table.items())
        )
        for table, cache, noms in zip(tables, caches, detailles, strict=True)
    )


def masques(effectifs: Sequence[int], minimum: int) -> frozenset[int]:
    """The ranks of the groups to hide whole: those too small, and the next smallest when they are so together too."""
    caches = {rang for rang, n in enumerate(effectifs) if n < minimum}
    restent = [rang for rang in range(len(effectifs)) if rang not in caches]
    if caches and restent and sum(effectifs[r] for r in caches) < minimum:
        caches.add(min(restent, key=lambda r: effectifs[r]))
    return frozenset(caches)


def _sous_ensembles(nombre: int) -> Iterator[frozenset[int]]:
    for combien in range(nombre + 1):
        yield from map(frozenset, combinations(range(nombre), combien))


def _detailles(table: Table, visibles: frozenset[int], minimum: int) -> frozenset[str]:
    """The groups whose visible parts may be shown: none that is hidden whole, which would not be fit, nor its rest."""

    def sain(parts: Sequence[int]) -> bool:
        tus = [n for i, n in enumerate(parts) if i not in visibles]
        return all(parts[i] >= minimum for i in visibles) and (not tus or sum(tus) >= minimum)

    noms = [nom for nom, parts in table.items() if visibles and sain(parts)]
    while noms:
        autres = [parts for nom, parts in table.items() if nom not in noms]
        if not autres or sain([sum(x) for x in zip(*autres, strict=True)]):
            break
        noms.remove(min(noms, key=lambda nom: sum(table[nom])))
    return frozenset(noms)


def paire(nombre: int, effectif: int, univers: int, minimum: int) -> Rangee:
    """A group in two parts, those concerned first; `univers` is a total shown elsewhere, of which it is a part."""
    if effectif < minimum:
        return Rangee(effectif=None, parts=(None, None))
    connu, plancher = _total(effectif, univers, minimum)
    montre = nombre >= minimum and plancher - nombre >= minimum
    rare = None
    if connu and not montre and effectif >= 2 * minimum:
        rare = 0 if nombre < minimum else 1
    parts = (nombre if montre else None, effectif - nombre if montre and connu else None)
    return Rangee(effectif=effectif if connu else None, parts=parts, rare=rare)


def _total(effectif: int, univers: int, minimum: int) -> tuple[bool, int]:
    """Whether a total may be shown beside that of which it is a part, and the least that a reader knows it to be."""
    connu = not 0 < univers - effectif < minimum
    return connu, effectif if connu else univers - minimum + 1


def _blocs(dossiers: Sequence[DossierCompte], referentiels: Mapping[str, Referentiel], minimum: int) -> Serie:
    """An adjourned bloc is not attributed."""
    lignes = []
    for sigle, siens in _par_referentiel(dossiers):
        for bloc in referentiels[sigle].blocs:
            vises = [d for d in siens if bloc.code in d.vises]
            attribues = sum(d.blocs.get(bloc.code, False) for d in vises)
            if vises:
                ligne = paire(attribues, len(vises), len(siens), minimum)
                lignes.append(_nommee(ligne, (sigle, bloc.code), bloc.intitule))
    return Serie(cle="bloc", entetes=("attribue", "non_attribue"), lignes=tuple(lignes))


def _competences(dossiers: Sequence[DossierCompte], referentiels: Mapping[str, Referentiel], minimum: int) -> Serie:
    """Those most often missed; one missed less than the threshold, or evaluated less than twice that, is not named."""
    lignes = []
    for sigle, siens in _par_referentiel(dossiers):
        for competence in (c for b in referentiels[sigle].blocs for c in b.competences):
            rendus = [d.competences[competence.code] for d in siens if competence.code in d.competences]
            manquees = rendus.count(False)
            if manquees >= minimum and _total(len(rendus), len(siens), minimum)[1] >= 2 * minimum:
                cle = (sigle, competence.code)
                ligne = _nommee(paire(manquees, len(rendus), len(siens), minimum), cle, competence.intitule)
                lignes.append((-Fraction(manquees, len(rendus)), cle, ligne))
    premieres = tuple(ligne for _, _, ligne in sorted(lignes, key=lambda x: x[:2])[:PALMARES])
    return Serie(cle="competence", entetes=("manquee", "validee"), lignes=premieres)


def _nommee(ligne: Rangee, cle: tuple[str, ...], intitule: str = "") -> Rangee:
    return ligne.model_copy(update={"cle": cle, "intitule": intitule})


def _par_referentiel(dossiers: Iterable[DossierCompte]) -> Iterator[tuple[str, list[DossierCompte]]]:
    groupes: dict[str, list[DossierCompte]] = {}
    for d in dossiers:
        groupes.setdefault(d.referentiel, []).append(d)
    yield from sorted(groupes.items())


def _divergences(dossiers: Sequence[DossierCompte], minimum: int) -> Serie:
    """In dossiers, whatever the number of divergences in each."""
    comptes = {f"jury_{n}": sum(d.ecarts.get(n, 0) > 0 for d in dossiers) for n in get_args(NiveauEcart)}
    comptes["jpn_avis"] = sum(d.contre_avis for d in dossiers)
    comptes["jpn_calcul"] = sum(d.contre_calcul for d in dossiers)
    total = len(dossiers)
    lignes = tuple(_nommee(paire(n, total, total, minimum), (cle,)) for cle, n in comptes.items())
    return Serie(cle="divergence", entetes=("divergent", "conforme"), lignes=lignes)


def _delais(dossiers: Sequence[DossierCompte], minimum: int) -> Serie:
    """Nothing before the first notification."""
    tenus = [d.notifie_dans_les_temps for d in dossiers]
    lignes: tuple[Rangee, ...] = ()
    if any(t is not None for t in tenus):
        ligne = paire(tenus.count(True), len(tenus), len(tenus), minimum)
        lignes = (_nommee(ligne, ("notification",)),)
    return Serie(cle="delai", entetes=("tenu", "non_tenu"), lignes=lignes)

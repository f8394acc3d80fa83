"""The `vue_…` tables: candidatures, persons, decisions and what is acquired, for whoever queries with an SQL tool.

Nothing in the program reads them: the facts are the truth, the rules derive the rest, these rows repeat it.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from pipeline.model.base import Frozen
from pipeline.model.etat import Etat, VueCandidature, VueDecision, VuePersonne

from . import tables

Ligne = dict[str, Any]


def _colonnes(table: Table, vue: Frozen, **autres: object) -> Ligne:
    """The row of a model whose fields are named as the columns."""
    valeurs = {c.name: getattr(vue, c.name) for c in table.columns if c.name not in autres}
    return {**valeurs, **autres}


def _personne(vue: VuePersonne) -> Iterator[tuple[Table, Ligne]]:
    yield tables.vue_personnes, _colonnes(tables.vue_personnes, vue)
    for rang, acquis in enumerate(vue.acquis, start=1):
        yield tables.vue_acquis, _colonnes(tables.vue_acquis, acquis, personne=vue.id, rang=rang)
    for rang, cqp in enumerate(vue.cqp, start=1):
        yield tables.vue_cqp, _colonnes(tables.vue_cqp, cqp, personne=vue.id, rang=rang)


def _decision(candidature: str, vue: VueDecision) -> Ligne:
    return _colonnes(tables.vue_decisions, vue, candidature=candidature, numero=vue.numero or "")


def _candidature(vue: VueCandidature) -> Iterator[tuple[Table, Ligne]]:
    yield tables.vue_candidatures, _colonnes(tables.vue_candidatures, vue)
    if vue.decision is not None:
        yield tables.vue_decisions, _decision(vue.id, vue.decision)
        for bloc, attribue in vue.decision.blocs.items():
            ligne = {"candidature": vue.id, "bloc": bloc, "attribue": attribue}
            yield tables.vue_decisions_blocs, ligne


def _lignes(etat: Etat) -> dict[Table, list[Ligne]]:
    toutes: dict[Table, list[Ligne]] = {table: [] for table in tables.VUES}
    for personne in etat.personnes:
        for table, ligne in _personne(personne):
            toutes[table].append(ligne)
    for candidature in etat.candidatures:
        for table, ligne in _candidature(candidature):
            toutes[table].append(ligne)
    return toutes


def _tient(connexion: Connection, table: Table, lignes: list[Ligne]) -> bool:
    cle = [c.name for c in table.primary_key]
    ecrites = connexion.execute(select(table).order_by(*table.primary_key)).mappings()
    return [dict(x) for x in ecrites] == sorted(lignes, key=lambda x: tuple(x[c] for c in cle))


def projeter(connexion: Connection, etat: Etat) -> None:
    """Rewrite what changed, nothing when nothing did: a second pass leaves the file as it is."""
    lignes = _lignes(etat)
    if all(_tient(connexion, table, lignes[table]) for table in tables.VUES):
        return
    for table in reversed(tables.VUES):
        connexion.execute(delete(table))
    for table in tables.VUES:
        if lignes[table]:
            connexion.execute(insert(table), lignes[table])

"""A piece that serves nothing, or twice: seen again with every deposit, since what it names may come after it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches

from pipeline.model.anomalie import Constat
from pipeline.model.faits import Depot, EtatDepot, Piece
from pipeline.model.referentiel import Referentiel

from .signature import PV_SIGNE

MASQUE = "-masque"
NOMMEES = frozenset({PV_SIGNE, "dossier-pratiques", "rapport-controle", "dossier-preuves"})  # contrat.md
PROCHES = 3  # numbers

Deposee = tuple[Depot, Piece]


def connues(referentiels: Iterable[Referentiel]) -> frozenset[str]:
    """The kinds of piece, in their masked version too (K18)."""
    entieres = set(NOMMEES)
    for r in referentiels:
        entieres |= {p.piece for p in r.pieces} | ({r.organisation.carnet} if r.organisation else set())
    return frozenset(entieres | {f"{p}{MASQUE}" for p in entieres})


def signaler(
    depots: Iterable[Depot], sortes: Collection[str], candidatures: Collection[str]
) -> dict[str, tuple[Constat, ...]]:
    """By deposit. Dropped again under the right name, the same bytes settle the wrong one."""
    deposees = [(d, d.contenu) for d in depots if d.etat is EtatDepot.ACCEPTE and isinstance(d.contenu, Piece)]
    placees = [(d, p) for d, p in deposees if p.piece in sortes and p.candidature in candidatures]
    regles = {d.sha256 for d, _ in placees}
    dits = {d.id: tuple(_egaree(p, sortes, candidatures)) for d, p in deposees if d.sha256 not in regles}
    dits |= {d.id: (constat,) for d, constat in _deux_fois(placees)}
    return {id_: constats for id_, constats in dits.items() if constats}


def _egaree(piece: Piece, sortes: Collection[str], candidatures: Collection[str]) -> Iterator[Constat]:
    if piece.piece not in sortes:
        proche = get_close_matches(piece.piece, sorted(sortes), n=1)
        entieres = ", ".join(f"« {s} »" for s in sorted(sortes) if not s.endswith(MASQUE))
        connu = f"Le nom le plus proche est « {proche[0]} »" if proche else f"Les noms connus sont {entieres}"
        exemple = f"{piece.candidature}_{proche[0] if proche else 'carnet'}.pdf"
        yield Constat(code="PIECE_INCONNUE", valeurs={"piece": piece.piece, "connu": connu, "exemple": exemple})
    if piece.candidature not in candidatures:
        ecrites = {c.casefold(): c for c in sorted(candidatures)}
        proches = [ecrites[c] for c in get_close_matches(piece.candidature.casefold(), ecrites, n=PROCHES)]
        valeurs = {
            "candidature": piece.candidature,
            "proches": f"Les numéros les plus proches : {', '.join(sorted(proches))}"
            if proches
            else "Aucun numéro connu ne lui ressemble",
        }
        yield Constat(code="PIECE_DE_PERSONNE", valeurs=valeurs)


def _deux_fois(placees: Sequence[Deposee]) -> Iterator[tuple[Depot, Constat]]:
    """The same bytes at another place: told on the later one, which names the first."""
    premieres: dict[str, Deposee] = {}
    for depot, piece in placees:
        premier, sienne = premieres.setdefault(depot.sha256, (depot, piece))
        if (sienne.candidature, sienne.piece) != (piece.candidature, piece.piece):
            valeurs = {"fichier": depot.fichier, "autre": premier.fichier, "depot": premier.id}
            yield depot, Constat(code="PIECE_QUI_SERT_DEUX_FOIS", valeurs=valeurs)

"""What replaces says what it changes, and waits for a person when a result in order changes (K40).

A function of the versions of one place: which files came elsewhere meanwhile, and in which order, changes nothing.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from pipeline.model.anomalie import Constat, Gravite, Place
from pipeline.model.base import Frozen
from pipeline.model.faits import Depot, Grille, Jpn, ProcesVerbal
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import CompteRendu, Session
from pipeline.model.vocabulaire import plier

from . import differences, differences_de_session
from .differences import Difference
from .identite import meme_nom
from .versions import chaines

Referentiels: TypeAlias = Mapping[tuple[str, str], Referentiel]

DITES = 40  # differences told in one sentence; the cells are all marked
LONGUEUR = 60  # characters of a value in a sentence
ATTENDENT = frozenset({"REMPLACEMENT_A_CONFIRMER", "GRILLE_D_UN_AUTRE_JURE", "DECISIONS_A_CONFIRMER"})
COLLECTIVE = "collecti"  # « Collective », « grille collective », « collectif »


class Changement(Frozen):
    """`autre_jure`: two jurors saw the same bloc, which corrects nothing (G-022)."""

    avant: Depot
    apres: Depot
    differences: tuple[Difference, ...] = ()
    autre_jure: bool = False
    collective: bool = False  # the jury's own grid, after one juror's

    @property
    def pese(self) -> bool:
        return any(d.pese for d in self.differences)


def changer(avant: Depot, apres: Depot, referentiels: Referentiels) -> Changement:
    trouvees: tuple[Difference, ...] = ()
    match avant.contenu, apres.contenu:
        case ProcesVerbal() as un, ProcesVerbal() as autre:
            trouvees = differences.des_pv(un, autre, referentiels[autre.referentiel, autre.version])
        case Grille() as une, Grille() as autre_grille:
            return Changement(
                avant=avant,
                apres=apres,
                differences=differences.des_grilles(une, autre_grille, referentiels),
                autre_jure=_autre_jure(une.rempli_par, autre_grille.rempli_par),
                collective=est_collective(autre_grille.rempli_par) and not est_collective(une.rempli_par),
            )
        case Jpn() as un_jpn, Jpn() as autre_jpn:
            trouvees = differences.des_jpn(un_jpn, autre_jpn)
        case Session() as une_session, Session() as autre_session:
            trouvees = differences_de_session.des_sessions(une_session, autre_session)
        case CompteRendu() as un_rapport, CompteRendu() as autre_rapport:
            trouvees = differences_de_session.des_comptes_rendus(un_rapport, autre_rapport)
    return Changement(avant=avant, apres=apres, differences=trouvees)


def est_collective(rempli_par: str | None) -> bool:
    return COLLECTIVE in plier(rempli_par or "")


def _autre_jure(un: str | None, autre: str | None) -> bool:
    """Said only by what both say; the collective grid closes what jurors saw apart."""
    return bool(un and autre) and not meme_nom(un or "", autre or "") and not est_collective(autre)


class Remplacements(Frozen):
    """By deposit: what it changed in the one before it, and which one took its place."""

    change: dict[str, Changement] = {}
    par: dict[str, str] = {}


def remplacements(
    depots: Iterable[Depot], referentiels: Referentiels, perimes: Mapping[str, str] | None = None
) -> Remplacements:
    """`perimes`: by signed scan, the PV of another content that took the place of the one that it signs (K42)."""
    paires = [p for chaine in chaines(depots).values() for p in pairwise(chaine)]
    return Remplacements(
        change={apres.id: changer(avant, apres, referentiels) for avant, apres in paires},
        par=dict(perimes or {}) | {avant.id: apres.id for avant, apres in paires},
    )


def en_attente(
    chaine: Sequence[Depot],
    referentiels: Referentiels,
    en_ordre: Callable[[Depot], bool],
    confirmes: Collection[str],
) -> Changement | None:
    """The replacement that waits for a person, if the version in force has one.

    A version is held against the last one that counted without doubt. Dropped again, that one settles it; so does
    the corrected copy of a version that waits, or of the one that counted.
    """
    reference, attend = chaine[0], None
    connus = {reference.id}
    for depot in chaine[1:]:
        c = changer(reference, depot, referentiels)
        voulu = depot.id in confirmes or depot.corrige in connus or (c.collective and bool(_jure(reference)))
        retient = c.autre_jure or (c.pese and en_ordre(reference))
        connus.add(depot.id)
        if retient and not voulu:
            attend = c
            continue
        attend = None
        if voulu or en_ordre(depot) or not en_ordre(reference):
            reference, connus = depot, {depot.id}
    return attend


def _jure(depot: Depot) -> str | None:
    return depot.contenu.rempli_par if isinstance(depot.contenu, Grille) else None


def annoncer(c: Changement) -> Constat:
    """Told on the deposit that replaces."""
    valeurs = {
        "ancien": c.avant.id,
        "ancien_fichier": c.avant.fichier,
        "changements": _dire(c, c.differences) or _sans_detail(c),
    }
    gravite = Gravite.AVERTISSEMENT if c.pese or c.autre_jure else None
    return Constat(code="REMPLACE", places=_cellules(c, c.differences), valeurs=valeurs, gravite=gravite)


def _sans_detail(c: Changement) -> str:
    """A file that is not compared by its cells, or one that says the same."""
    compare = isinstance(c.apres.contenu, ProcesVerbal | Grille | Jpn | CompteRendu)
    return "rien de ce qui est lu" if compare or c.avant.contenu == c.apres.contenu else "le contenu du fichier"


def retenir(c: Changement) -> Constat:
    """Told on the dossier that waits."""
    pesent = tuple(d for d in c.differences if d.pese)
    reste = len(c.differences) - len(pesent)
    suite = f" ; et {reste} autre(s) différence(s)" if pesent and reste else ""
    valeurs = {
        "depot": c.apres.id,
        "fichier": c.apres.fichier,
        "ancien": c.avant.id,
        "ancien_fichier": c.avant.fichier,
        "changements": (_dire(c, pesent) or _dire(c, c.differences) or _sans_detail(c)) + suite,
    }
    places = _cellules(c, c.differences)
    if c.autre_jure and isinstance(c.apres.contenu, Grille):
        valeurs |= {"bloc": c.apres.contenu.bloc, "jure": _jure(c.apres) or "", "premier": _jure(c.avant) or ""}
        return Constat(code="GRILLE_D_UN_AUTRE_JURE", places=places, valeurs=valeurs)
    if isinstance(c.apres.contenu, Jpn):
        valeurs["date"] = f"{c.apres.contenu.date:%d/%m/%Y}"
        return Constat(code="DECISIONS_A_CONFIRMER", places=places, valeurs=valeurs)
    return Constat(code="REMPLACEMENT_A_CONFIRMER", places=places, valeurs=valeurs)


def _dire(c: Changement, lesquelles: Sequence[Difference]) -> str:
    """What weighs first, each with its cell: « Avis du jury (Avis et arguments C6) : Totale → Partielle »."""
    rangees = sorted(lesquelles, key=lambda d: not d.pese)
    dites = []
    for d in rangees[:DITES]:
        place = c.apres.places.get(d.nom or "")
        ou = f" ({place.feuille} {place.cellule})" if place else ""
        dites.append(f"{d.quoi}{ou} : {_court(d.avant)} → {_court(d.apres)}")
    reste = len(rangees) - DITES
    return " ; ".join(dites) + (f" ; et {reste} autre(s)" if reste > 0 else "")


def _court(texte: str) -> str:
    visible = " ".join(texte.split())
    return visible if len(visible) <= LONGUEUR else visible[:LONGUEUR] + "…"


def _cellules(c: Changement, lesquelles: Sequence[Difference]) -> tuple[Place, ...]:
    return tuple(place for d in lesquelles if (place := c.apres.places.get(d.nom or "")))

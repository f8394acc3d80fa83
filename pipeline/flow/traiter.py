"""The whole story of a pass: what lies in inbox/ becomes facts, facts become documents, inbox/ is empty again."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from pipeline.errors import DisqueError
from pipeline.inbox import spool
from pipeline.inbox.spool import Stabilite
from pipeline.model.faits import Depot, EtatDepot
from pipeline.register import DepotEnCours, verrouiller

from . import guichet
from .atelier import Atelier
from .guichet import Guichet
from .production import produire
from .retours import tenir_a_jour

PAS = 0.2  # seconds between two looks at files that are still being written

Progression: TypeAlias = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Passe:
    """What one pass did."""

    depots: tuple[Depot, ...]
    documents: int
    illisibles: tuple[str, ...] = ()

    @property
    def faute(self) -> DisqueError | None:
        """What could not be read is told once the others are done; it is not ours to remove."""
        if not self.illisibles:
            return None
        return DisqueError(
            f"Dans inbox/, vos droits ne permettent pas de lire : {', '.join(self.illisibles)}.",
            "Donnez au programme le droit de lire ces fichiers, ou retirez-les ; le reste a été traité.",
        )

    @property
    def refuses(self) -> int:
        return sum(d.etat is EtatDepot.REFUSE for d in self.depots)


def traiter(atelier: Atelier, progression: Progression, prets: Sequence[Path] | None = None) -> Passe:
    """Claim → examine → record → judge → compose → publish. Killed anywhere, the next pass finishes it.

    `prets`: the files to take, known to be settled; else every file is waited for.
    """
    espace = atelier.espace
    with verrouiller(espace.archives / "verrou", "cqp traiter", atelier.maintenant), atelier.registre() as registre:
        ouvert = guichet.ouvrir(atelier, registre)
        for recu in registre.depots.en_cours():
            ouvert.conclure(recu, _copie(recu, atelier))
        sources = _installes(atelier) if prets is None else prets
        for rang, source in enumerate(sources, start=1):
            _deposer(source, ouvert)
            progression("fichiers", rang, len(sources))
        bilan = atelier.bilan(registre)
        documents = produire(bilan, lambda fait, total: progression("documents", fait, total))
        tenir_a_jour(bilan)
        registre.projeter(bilan.etat)
    illisibles = tuple(spool.nom_de_depot(s, espace.inbox) for s in sources if spool.est_illisible(s))
    return Passe(depots=tuple(ouvert.depots), documents=documents, illisibles=illisibles)


def _copie(recu: DepotEnCours, atelier: Atelier) -> Path:
    return atelier.espace.depots / spool.nom_de_copie(recu.sha256, recu.fichier)


def _installes(atelier: Atelier) -> tuple[Path, ...]:
    """Wait until every file has stopped changing; those that come meanwhile are waited for too."""
    stabilite = Stabilite(atelier.espace.reglages.inbox.stabilite_s)
    while True:
        presents = spool.presents(atelier.espace.inbox)
        if len(stabilite.regarder(presents, time.monotonic())) == len(presents):
            return presents
        time.sleep(PAS)


def _deposer(source: Path, ouvert: Guichet) -> None:
    """The source goes last. A source left behind by a killed pass is known by its name and content."""
    atelier, depots = ouvert.atelier, ouvert.registre.depots
    if spool.est_special(source):
        ouvert.ecarter(spool.nom_de_depot(source, atelier.espace.inbox))
        source.unlink()
        return
    prise = spool.prendre(source, atelier.espace.inbox, atelier.espace.depots)
    if prise is None:
        return
    id_ = depots.non_rendu(prise.fichier, prise.sha256)
    if id_ is None:
        recu = depots.recevoir(prise.fichier, prise.sha256, prise.vue.taille, atelier.maintenant)
        ouvert.conclure(recu, prise.copie)
        id_ = recu.id
    if spool.rendre(prise, atelier.espace.inbox):
        depots.rendre(id_, atelier.maintenant)

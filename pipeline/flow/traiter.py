"""The whole story of a pass: what lies in inbox/ becomes facts, facts become documents, inbox/ is empty again."""

import datetime as dt
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import CqpError
from pipeline.inbox import names, spool
from pipeline.inbox.gate import trop_lourd
from pipeline.inbox.spool import Prise, Stabilite
from pipeline.model.anomalie import Anomalie, Constat
from pipeline.model.faits import Depot, EtatDepot
from pipeline.register import DepotEnCours

from . import guichet, ordres, retours, vues
from .atelier import Atelier, Progression
from .guichet import SANS_CONTENU, Guichet
from .laisses import Laisse, faute_de
from .mettre_a_jour import mettre_a_jour

PREMIERS = {"session", "planning", "formation-jury"}  # they say who may be evaluated, when and by whom
PAS = 0.2  # seconds between two looks at files that are still being written


@dataclass(frozen=True)
class Passe:
    """What one pass did; `laisses`: the files that could not be taken, treated or removed, while the others were.

    `a_corriger`: by deposit of this pass that was taken, what keeps it from its whole effect.
    """

    depots: tuple[Depot, ...]
    documents: int
    laisses: tuple[Laisse, ...] = ()
    avis: tuple[str, ...] = ()
    a_corriger: Mapping[str, tuple[Anomalie, ...]] = field(default_factory=dict)
    reveil: dt.datetime | None = None  # when time alone will change what is said

    @property
    def faute(self) -> CqpError | None:
        """Told once the others are done."""
        return faute_de(self.laisses)

    @property
    def a_reprendre(self) -> bool:
        """A file that stopped its own examination is tried again, until it is set aside."""
        return any(x.panne for x in self.laisses)

    @property
    def refuses(self) -> int:
        return sum(d.etat is EtatDepot.REFUSE for d in self.depots)


def traiter(atelier: Atelier, progression: Progression, prets: Sequence[Path] | None = None) -> Passe:
    """Claim → examine → record → judge → compose → publish. Killed anywhere, the next pass finishes it.

    `prets`: the files to take, known to be settled; else every file is waited for.
    """
    with atelier.ouvrir("cqp traiter") as registre:
        sources = _installes(atelier) if prets is None else prets
        ouvert = guichet.ouvrir(atelier, registre)
        depots = _recevoir(sources, ouvert, progression)
        bilan = atelier.bilan(registre)
        if ordres.executer(bilan):
            bilan = atelier.bilan(registre)
        faite = mettre_a_jour(bilan, progression)
        reveil = vues.reveil(bilan.etat.echeances, atelier.maintenant)
    laisses = ouvert.laisses.tous
    a_corriger = {d.id: bilan.a_corriger[d.id] for d in depots if d.id in bilan.a_corriger}
    return Passe(tuple(depots), faite.documents, laisses, faite.avis, a_corriger, reveil)


@dataclass(frozen=True)
class _Recu:
    """A deposit to conclude; `prise` is what still lies in inbox/."""

    en_cours: DepotEnCours
    copie: Path
    prise: Prise | None = None


def _recevoir(sources: Sequence[Path], ouvert: Guichet, progression: Progression) -> list[Depot]:
    """What an interruption left, then all that is there; claimed first, since a session bars grids (N-016).

    Pieces are claimed last: the scan of a PV signs the one that was dropped with it (K42).
    """
    depots, espace = ouvert.registre.depots, ouvert.atelier.espace
    laisses = [_Recu(r, espace.depots / spool.nom_de_copie(r.sha256, r.fichier)) for r in depots.en_cours()]
    _conclure_tous([r for r in laisses if r.copie.is_file()], ouvert, progression)
    for perdu in (r.en_cours for r in laisses if not r.copie.is_file() and not ouvert.attendu(r.en_cours, sources)):
        ouvert.ecarter(perdu, Constat(code="FICHIER_DISPARU"))
    _conclure_tous(
        [recu for s in sorted(sources, key=_est_une_piece) for recu in _prendre(s, ouvert)], ouvert, progression
    )
    return ouvert.depots


def _est_une_piece(source: Path) -> bool:
    return names.piece(source.name) is not None


def _conclure_tous(recus: Sequence[_Recu], ouvert: Guichet, progression: Progression) -> None:
    premiers = {r.en_cours.id for r in recus if ouvert.annonce(r.copie) in PREMIERS}
    for rang, recu in enumerate(sorted(recus, key=lambda r: r.en_cours.id not in premiers), start=1):
        if rang == len(premiers) + 1 and premiers:
            ouvert.actualiser()
        ouvert.conclure(recu.en_cours, recu.copie)
        if recu.prise:
            _rendre(recu.en_cours.id, recu.prise, ouvert)
        progression("fichiers", rang, len(recus))


def _installes(atelier: Atelier) -> tuple[Path, ...]:
    """Wait until every file has stopped changing; those that come meanwhile are waited for too."""
    stabilite = Stabilite(atelier.espace.reglages.inbox.stabilite_s)
    while True:
        presents = spool.presents(atelier.espace.inbox)
        if len(stabilite.regarder(presents, time.monotonic())) == len(presents):
            return presents
        time.sleep(PAS)


def _prendre(source: Path, ouvert: Guichet) -> Iterator[_Recu]:
    """One file never stops the others: what keeps it from being taken is told, and it stays where it is."""
    inbox = ouvert.atelier.espace.inbox
    fichier = spool.nom_de_depot(source, inbox)
    try:
        match spool.nature(source, inbox):
            case "special":
                _sans_copie(source, fichier, Constat(code="FICHIER_SPECIAL", valeurs={"fichier": fichier}), ouvert)
            case "dossier":
                ouvert.laisses.fermer(fichier, len(source.relative_to(inbox).parts))
            case "fichier":
                yield from _copier(source, fichier, ouvert)
            case "absent":
                pass
    except OSError as e:
        ouvert.laisses.refuser(fichier, e)


def _copier(source: Path, fichier: str, ouvert: Guichet) -> Iterator[_Recu]:
    """A source left behind by a killed pass, or that could not go, is known by its name and content."""
    atelier, depots = ouvert.atelier, ouvert.registre.depots
    etat = spool.etat(source, atelier.espace.inbox)
    lourd = trop_lourd(fichier, etat.st_size, atelier.espace.reglages.inbox) if etat else None
    if lourd:
        _sans_copie(source, fichier, lourd, ouvert)
        return
    prise = spool.prendre(source, atelier.espace.inbox, atelier.espace.depots)
    if prise is None:
        return
    connu = depots.non_rendu(prise.fichier, prise.sha256)
    if connu:
        _rendre(connu, prise, ouvert)
        return
    yield _Recu(depots.recevoir(prise.fichier, prise.sha256, prise.vue.taille, atelier.maintenant), prise.copie, prise)


def _rendre(depot: str, prise: Prise, ouvert: Guichet) -> None:
    try:
        rendu = spool.rendre(prise, ouvert.atelier.espace.inbox)
    except OSError as e:
        ouvert.laisses.garder(prise.fichier, e)
        return
    if rendu:
        ouvert.registre.depots.rendre(depot, ouvert.atelier.maintenant)


def _sans_copie(source: Path, fichier: str, constat: Constat, ouvert: Guichet) -> None:
    """Refused unread: a link is taken away; a file too heavy for our disk goes back to people as it is."""
    depots, atelier = ouvert.registre.depots, ouvert.atelier
    depot = depots.non_rendu(fichier, SANS_CONTENU)
    if depot and retours.est_rendu(fichier, depot, atelier):
        depots.rendre(depot, atelier.maintenant)  # it had left just before an interruption: this is another file
        depot = None
    commence = next((r for r in depots.en_cours() if r.id == depot), None)
    if depot is None or commence:
        recu = commence or depots.recevoir(fichier, SANS_CONTENU, 0, atelier.maintenant)
        ouvert.ecarter(recu, constat)
        depot = recu.id
    try:
        if constat.code == "FICHIER_SPECIAL":
            parti = spool.ecarter(source, atelier.espace.inbox)
        else:
            retours.rendre_tel_quel(source, fichier, depot, atelier)
            parti = True
    except OSError as e:
        ouvert.laisses.garder(fichier, e)
        return
    if parti:
        depots.rendre(depot, atelier.maintenant)

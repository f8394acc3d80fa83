"""What was dropped and what became of it: received, tried, concluded; sometimes taken back."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from pydantic import Field
from sqlalchemy import Connection, RowMapping, func, insert, select, update

from pipeline.errors import UsageError
from pipeline.model.anomalie import Anomalie, Place
from pipeline.model.base import Frozen
from pipeline.model.faits import Contenu, Depot, EtatDepot
from pipeline.model.nom import NomDeFichier
from pipeline.model.numero import de_depot, rang_du_depot

from . import amenagements
from .engine import Base
from .journal import ajouter
from .tables import confirmations, depots

RECU = "recu"
_REPRENABLES = {EtatDepot.ACCEPTE.value, EtatDepot.REFUSE.value}


class DepotEnCours(Frozen):
    """Received and not concluded: a pass was interrupted, the next one finishes it. `essais`: attempts begun."""

    id: str
    rang: int
    fichier: NomDeFichier
    sha256: str
    taille: int
    recu_le: datetime
    essais: int


class _Details(Frozen):
    """The part of a deposit that is kept as one JSON text: read and written whole."""

    anomalies: tuple[Anomalie, ...] = ()
    contenu: Contenu | None = Field(default=None, discriminator="genre")
    places: dict[str, Place] = {}
    corrige: str | None = None
    repere: str | None = None


@contextmanager
def _sans_ramasse_miettes() -> Iterator[None]:
    """Nothing is freed while facts are loaded; looking for it took two thirds of the time (1.4 s for 5,000 grids)."""
    actif = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if actif:
            gc.enable()


def _rang(depot: str) -> int:
    rang = rang_du_depot(depot)
    if rang is None:
        raise _inconnu(depot)
    return rang


def _inconnu(depot: str) -> UsageError:
    return UsageError(
        f"Le dépôt « {depot} » n'existe pas.", "Lisez son numéro (D-000001…) dans suivi.xlsx, feuille Dépôts."
    )


def _ligne(connexion: Connection, depot: str) -> RowMapping:
    ligne = connexion.execute(select(depots).where(depots.c.rang == _rang(depot))).mappings().one_or_none()
    if ligne is None:
        raise _inconnu(depot)
    return ligne


def _en_cours(connexion: Connection, depot: str) -> RowMapping:
    ligne = _ligne(connexion, depot)
    if ligne["etat"] != RECU:
        raise ValueError(f"{depot} is already concluded: {ligne['etat']}")
    return ligne


def _depot(ligne: RowMapping, mesures: amenagements.ParDepot) -> Depot:
    details = _Details.model_validate_json(ligne["details"])
    return Depot(
        id=de_depot(ligne["rang"]),
        rang=ligne["rang"],
        fichier=ligne["fichier"],
        sha256=ligne["sha256"],
        recu_le=ligne["recu_le"],
        etat=ligne["etat"],
        motif=ligne["annule_motif"],
        annule_le=ligne["annule_le"],
        corrige=details.corrige,
        type=ligne["type"],
        candidature=ligne["candidature"],
        session=ligne["session"],
        repere=details.repere,
        anomalies=details.anomalies,
        contenu=amenagements.remettre(details.contenu, mesures.get(ligne["rang"], {})),
        places=details.places,
    )


class Depots:
    """The order of a pass: `recevoir` → `compter_essai` before each attempt → `conclure` → `rendre`, each a commit."""

    def __init__(self, base: Base) -> None:
        self._base = base

    def recevoir(self, fichier: str, sha256: str, taille: int, le: datetime) -> DepotEnCours:
        with self._base.ecrire() as connexion:
            rang = connexion.execute(select(func.coalesce(func.max(depots.c.rang), 0) + 1)).scalar_one()
            connexion.execute(
                insert(depots).values(
                    rang=rang, fichier=fichier, sha256=sha256, taille=taille, recu_le=le, essais=0, etat=RECU
                )
            )
            ajouter(connexion, le, "depot_recu", de_depot(rang), {"sha256": sha256})
        return DepotEnCours(
            id=de_depot(rang), rang=rang, fichier=fichier, sha256=sha256, taille=taille, recu_le=le, essais=0
        )

    def compter_essai(self, depot: str, le: datetime) -> int:
        """Called before the attempt: a file that kills the program is known by its count at the next start."""
        with self._base.ecrire() as connexion:
            essais = int(_en_cours(connexion, depot)["essais"]) + 1
            connexion.execute(update(depots).where(depots.c.rang == _rang(depot)).values(essais=essais))
            ajouter(connexion, le, "depot_essai", depot, {"essai": str(essais)})
        return essais

    def en_cours(self) -> tuple[DepotEnCours, ...]:
        colonnes = [depots.c[nom] for nom in DepotEnCours.model_fields if nom != "id"]
        with self._base.lire() as connexion:
            lignes = connexion.execute(select(*colonnes).where(depots.c.etat == RECU).order_by(depots.c.rang))
            return tuple(DepotEnCours(id=de_depot(ligne["rang"]), **ligne) for ligne in lignes.mappings())

    def conclure(self, depot: Depot, le: datetime) -> None:
        """What the file turned out to be and what it says. Said once: a fact is never rewritten."""
        valeurs: dict[str, Any] = {
            "etat": depot.etat.value,
            "type": depot.type,
            "candidature": depot.candidature,
            "session": depot.session,
            "details": _Details(
                anomalies=depot.anomalies,
                contenu=amenagements.sans(depot.contenu),
                places=depot.places,
                corrige=depot.corrige,
                repere=depot.repere,
            ).model_dump_json(),
        }
        with self._base.ecrire() as connexion:
            _en_cours(connexion, depot.id)
            connexion.execute(update(depots).where(depots.c.rang == _rang(depot.id)).values(**valeurs))
            amenagements.garder(connexion, _rang(depot.id), depot.contenu)
            codes = " ".join(sorted({a.code for a in depot.anomalies}))
            ajouter(connexion, le, "depot_conclu", depot.id, {"etat": depot.etat.value, "anomalies": codes})

    def rendre(self, depot: str, le: datetime) -> None:
        """The source has left the inbox: the last step of a deposit."""
        with self._base.ecrire() as connexion:
            connexion.execute(update(depots).where(depots.c.rang == _rang(depot)).values(rendu_le=le))
            ajouter(connexion, le, "depot_rendu", depot)

    def non_rendu(self, fichier: str, sha256: str) -> str | None:
        """The deposit whose source a killed pass left behind: the same name, the same bytes, never removed."""
        requete = select(depots.c.rang).where(
            depots.c.fichier == fichier, depots.c.sha256 == sha256, depots.c.rendu_le.is_(None)
        )
        with self._base.lire() as connexion:
            rang = connexion.execute(requete.order_by(depots.c.rang).limit(1)).scalar_one_or_none()
        return None if rang is None else de_depot(rang)

    def tous(self) -> tuple[Depot, ...]:
        """Every concluded deposit, in order of arrival."""
        with self._base.lire() as connexion, _sans_ramasse_miettes():
            mesures = amenagements.tous(connexion)
            lignes = connexion.execute(select(depots).where(depots.c.etat != RECU).order_by(depots.c.rang))
            return tuple(_depot(ligne, mesures) for ligne in lignes.mappings())

    def accepte_identique(self, sha256: str, fichier: str | None = None) -> Depot | None:
        """The last accepted deposit of the very same bytes (and of the same name, for what is known by its name)."""
        requete = select(depots).where(depots.c.sha256 == sha256, depots.c.etat == EtatDepot.ACCEPTE.value)
        if fichier is not None:
            requete = requete.where(depots.c.fichier == fichier)
        with self._base.lire() as connexion:
            ligne = connexion.execute(requete.order_by(depots.c.rang.desc()).limit(1)).mappings().one_or_none()
        return None if ligne is None else _depot(ligne, {})

    def confirmer(self, depot: str, motif: str, le: datetime) -> None:
        """A person says that this file does replace the one before it (K40)."""
        with self._base.ecrire() as connexion:
            connexion.execute(insert(confirmations).values(depot=_rang(depot), motif=motif, le=le))
            ajouter(connexion, le, "remplacement_confirme", depot)

    def confirmes(self) -> frozenset[str]:
        with self._base.lire() as connexion:
            return frozenset(de_depot(rang) for rang in connexion.execute(select(confirmations.c.depot)).scalars())

    def annuler(self, depot: str, motif: str, le: datetime) -> None:
        """Take back an accepted file, or a refused one that nobody will correct; its content and the reason stay."""
        with self._base.ecrire() as connexion:
            ligne = _ligne(connexion, depot)
            if ligne["etat"] not in _REPRENABLES:
                raise UsageError(
                    f"Le dépôt {de_depot(ligne['rang'])} n'est ni accepté ni refusé (état : {ligne['etat']}).",
                    "Seul un dépôt accepté, ou refusé, se reprend : lisez son numéro dans suivi.xlsx (Dépôts).",
                )
            connexion.execute(
                update(depots)
                .where(depots.c.rang == ligne["rang"])
                .values(etat=EtatDepot.ANNULE.value, annule_le=le, annule_motif=motif)
            )
            ajouter(connexion, le, "depot_annule", de_depot(ligne["rang"]))

"""The print register: every run with its sheets, and each step of a printed paper. Lines are only added."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, Table, func, insert, select

from pipeline.model.impression import EtatImpression, Feuille, Suivi, Tirage

from .engine import Base
from .journal import ajouter
from .tables import feuilles, suivis, tirages


def _suivant(connexion: Connection, table: Table) -> int:
    rang: int = connexion.execute(select(func.coalesce(func.max(table.c.rang), 0) + 1)).scalar_one()
    return rang


def _suivis(connexion: Connection) -> list[Suivi]:
    colonnes = [suivis.c[nom] for nom in Suivi.model_fields]
    lignes = connexion.execute(select(*colonnes).order_by(suivis.c.rang)).mappings()
    return [Suivi.model_validate(dict(ligne)) for ligne in lignes]


def _noter(connexion: Connection, suivi: Suivi) -> None:
    valeurs = {**suivi.model_dump(), "etat": suivi.etat.value}
    connexion.execute(insert(suivis).values(rang=_suivant(connexion, suivis), **valeurs))
    ajouter(connexion, suivi.le, "papier_suivi", suivi.document, {"etat": suivi.etat.value})


class Impressions:
    def __init__(self, base: Base) -> None:
        self._base = base

    def tirer(self, nouveaux: Sequence[Tirage]) -> None:
        """The files of one run and their sheets, each of which is printed from then on: all or none."""
        with self._base.ecrire() as connexion:
            for tirage in nouveaux:
                rang = _suivant(connexion, tirages)
                connexion.execute(insert(tirages).values(rang=rang, **tirage.model_dump(exclude={"feuilles"})))
                for n, f in enumerate(tirage.feuilles, start=1):
                    connexion.execute(insert(feuilles).values(tirage=rang, rang=n, **f.model_dump()))
                    imprime = Suivi(document=f.document, etat=EtatImpression.IMPRIME, par=tirage.par, le=tirage.le)
                    _noter(connexion, imprime)
                detail = {"type": tirage.type, "numero": str(tirage.numero), "feuilles": str(len(tirage.feuilles))}
                ajouter(connexion, tirage.le, "impression", tirage.jpn, detail)

    def tirages(self) -> tuple[Tirage, ...]:
        """In the order they were made."""
        with self._base.lire() as connexion:
            lignes = connexion.execute(select(tirages).order_by(tirages.c.rang)).mappings().all()
            leurs = connexion.execute(select(feuilles).order_by(feuilles.c.tirage, feuilles.c.rang)).mappings()
            par_tirage: dict[int, list[Feuille]] = defaultdict(list)
            for f in leurs:
                par_tirage[f["tirage"]].append(Feuille(document=f["document"], exemplaires=f["exemplaires"]))
        return tuple(
            Tirage.model_validate({nom: x for nom, x in ligne.items() if nom != "rang"}).model_copy(
                update={"feuilles": tuple(par_tirage[ligne["rang"]])}
            )
            for ligne in lignes
        )

    def suivre(self, etapes: Sequence[Suivi]) -> None:
        """Papers go forward, and only those that were printed: all or none of these steps are noted."""
        with self._base.ecrire() as connexion:
            derniers = {s.document: s.etat for s in _suivis(connexion)}
            for etape in etapes:
                presente = derniers.get(etape.document)
                if presente is None or etape.etat.rang <= presente.rang or etape.etat is EtatImpression.ANNULE:
                    raise ValueError(f"{etape.document} cannot go from {presente} to {etape.etat}")
                _noter(connexion, etape)
                derniers[etape.document] = etape.etat

    def suivis(self) -> tuple[Suivi, ...]:
        """Every step noted, in order: the last one of a paper says where it is."""
        with self._base.lire() as connexion:
            return tuple(_suivis(connexion))

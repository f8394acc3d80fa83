"""What was sent, as people said it. Lines are only added: the last one of a thing corrects those before (K45)."""

from collections.abc import Sequence

from sqlalchemy import func, insert, select

from pipeline.model.envoi import Envoi

from .engine import Base
from .journal import ajouter
from .tables import envois


class Envois:
    def __init__(self, base: Base) -> None:
        self._base = base

    def noter(self, nouveaux: Sequence[Envoi]) -> None:
        """All or none."""
        with self._base.ecrire() as connexion:
            rang = connexion.execute(select(func.coalesce(func.max(envois.c.rang), 0))).scalar_one()
            for n, envoi in enumerate(nouveaux, start=1):
                connexion.execute(insert(envois).values(rang=rang + n, **envoi.model_dump()))
                ajouter(connexion, envoi.note_le, "envoi_note", envoi.objet, {"envoye_le": envoi.envoye_le.isoformat()})

    def tous(self) -> tuple[Envoi, ...]:
        """In the order they were noted."""
        colonnes = [envois.c[nom] for nom in Envoi.model_fields]
        with self._base.lire() as connexion:
            lignes = connexion.execute(select(*colonnes).order_by(envois.c.rang)).mappings()
            return tuple(Envoi.model_validate(dict(ligne)) for ligne in lignes)

    def derniers(self) -> dict[str, Envoi]:
        """By thing sent."""
        return {e.objet: e for e in self.tous()}

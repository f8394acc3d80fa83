"""A document owed: what it is, where it goes, how it is composed, once or again."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.documents.fuites import Fuite
from pipeline.documents.publish import nom_sur
from pipeline.documents.relecture import Lue, Relecture
from pipeline.model.base import Frozen
from pipeline.model.document import Document
from pipeline.model.kit import Version
from pipeline.model.moment import jour_a_paris
from pipeline.model.planning import ConvocationDite
from pipeline.register import DocumentEnregistre, EtatDocument

INSTITUT = "outbox/institut"
_PRIS = {"a-corriger", "modeles", "demandes", "formations", "jurys paritaires", "resultats", "suivi.xlsx"}  # not theirs


def dossier_de_session(session: str) -> str:
    nom = nom_sur(session)
    return f"{INSTITUT}/{nom} (session)" if nom.casefold() in _PRIS else f"{INSTITUT}/{nom}"


def est_de_session(dossier: str) -> bool:
    """Whether a folder of outbox/ is a session's, or inside one."""
    reste = dossier.removeprefix(f"{INSTITUT}/")
    return reste != dossier and reste.split("/", 1)[0].casefold() not in _PRIS


@dataclass(frozen=True)
class Du:
    """`fige`: issued once, never made again. `cle`: of what it says, where that is not all that it is composed from."""

    id: str
    type: str
    audience: str
    candidature: str | None
    session: str | None
    chemin: str  # under the workspace, without suffix
    fige: bool
    composer: Callable[[], Document]
    cle: str = ""
    remplace: str | None = None  # the document that this one cancels
    annule: tuple[str, ...] = ()  # others that no longer hold once it is out
    dite: ConvocationDite | None = None  # what a convocation is made from
    joint: str = ""  # the hash of what goes with it: another one, and it is controlled again
    relecture: Callable[[], Relecture] | None = None  # whom its very bytes must not name
    retenir: Callable[[Lue], Sequence[Fuite]] = lambda lue: lue.document  # of what was read, what holds it back


@dataclass(frozen=True)
class DuVersionne:
    """A paper that may have been sent: other data make its next version, which says that it cancels the one before.

    Only `donnees` count: another wording or another template never sends a paper again. Where `relire` tells what a
    version said, as it would be said today, only what a person changed since makes another one (K44).
    `close`: nothing is sent again.
    """

    id: str
    type: str
    audience: str
    candidature: str | None
    session: str | None
    chemin: str
    donnees: Frozen
    composer: Callable[[Version], Document]
    relire: Callable[[str], Frozen | None] = lambda _: None
    dite: ConvocationDite | None = None
    annule: tuple[str, ...] = ()
    close: bool = False

    def en_version(self, presents: Mapping[str, DocumentEnregistre], version: Version) -> Du:
        """The last version when it says the same; else the next one. `version` gives the day of a new one."""
        cle = hashlib.sha256(self.donnees.model_dump_json().encode()).hexdigest()
        rang = 1
        while self._id(rang + 1) in presents:
            rang += 1
        dernier = presents.get(self._id(rang))
        if dernier is not None and self._a_refaire(dernier, cle):
            rang += 1
        avant = presents.get(self._id(rang - 1))
        remplace = jour_a_paris(avant.publie_le) if avant and avant.publie_le else None
        la_sienne = version.model_copy(update={"numero": rang, "remplace": remplace})
        return Du(
            id=self._id(rang),
            type=self.type,
            audience=self.audience,
            candidature=self.candidature,
            session=self.session,
            chemin=self.chemin if rang == 1 else f"{self.chemin} (version {rang})",
            fige=True,
            composer=lambda: self.composer(la_sienne),
            cle=cle,
            remplace=avant.id if avant else None,
            annule=tuple(a for a in self.annule if a in presents),
            dite=self.dite.model_copy(update={"document": self._id(rang)}) if self.dite else None,
        )

    def _a_refaire(self, dernier: DocumentEnregistre, cle: str) -> bool:
        """One that was announced and not published was interrupted: it is the same one still."""
        if dernier.etat is EtatDocument.ANNONCE:
            return False
        if dernier.etat is EtatDocument.REMPLACE:
            return True  # cancelled, and owed again
        if self.close:
            return False
        dit = self.relire(dernier.id)
        return dit != self.donnees if dit else dernier.cle != cle

    def _id(self, rang: int) -> str:
        return f"{self.id}:v{rang}"

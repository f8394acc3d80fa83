"""The files that a pass could not take, treat or remove: each is told, and the others go on."""

from collections.abc import Sequence
from errno import ENOSPC

from pipeline.errors import CqpError, DisqueError
from pipeline.inbox.spool import PROFONDEUR_MAX
from pipeline.model.base import Frozen
from pipeline.system import pourquoi

PRIS = "Il est traité ; fermez-le partout où il est ouvert : il partira de inbox/ à un prochain passage."
A_LIRE = "Donnez au programme le droit de le lire, ou retirez-le ; le reste a été traité."
PLACE = "Libérez de la place, ou retirez ce fichier ; le reste a été traité."
TROP_PROFOND = "Remontez ses fichiers dans un dossier moins enfoui ; le reste a été traité."
PANNE = (
    "Il sera essayé encore, puis mis à part avec une note ; signalez ce message, et le fichier, à qui installe "
    "le programme. Le reste a été traité."
)


class Laisse(Frozen):
    """`panne`: its examination failed by a fault of ours."""

    fichier: str
    pourquoi: str
    action: str
    panne: bool = False


class Laisses:
    def __init__(self) -> None:
        self._tous: dict[str, Laisse] = {}

    @property
    def tous(self) -> tuple[Laisse, ...]:
        return tuple(self._tous.values())

    def _dire(self, fichier: str, pourquoi_: str, action: str, *, panne: bool = False) -> None:
        self._tous[fichier] = Laisse(fichier=fichier, pourquoi=pourquoi_, action=action, panne=panne)

    def refuser(self, fichier: str, e: OSError) -> None:
        """It could not be read, or copied."""
        plein = e.errno == ENOSPC
        dit = "le disque n’a pas assez de place pour en garder une copie" if plein else pourquoi(e)
        self._dire(fichier, dit, PLACE if plein else A_LIRE)

    def garder(self, fichier: str, e: OSError) -> None:
        """It is treated, and could not be removed."""
        self._dire(fichier, f"il ne peut pas être retiré de inbox/, {pourquoi(e)}", PRIS)

    def fermer(self, fichier: str, profondeur: int) -> None:
        """A folder that we could not look into."""
        if profondeur > PROFONDEUR_MAX:
            self._dire(fichier, "ce dossier est enfoui trop profondément", TROP_PROFOND)
        else:
            self._dire(fichier, "vos droits ne permettent pas de lire ce dossier", A_LIRE)

    def tomber(self, fichier: str, e: Exception) -> None:
        self._dire(fichier, f"son examen s’est interrompu ({type(e).__name__} : {e})", PANNE, panne=True)


def faute_de(laisses: Sequence[Laisse]) -> CqpError | None:
    if not laisses:
        return None
    dits = " ".join(f"« {x.fichier} » : {x.pourquoi}." for x in laisses)
    actions = " ".join(dict.fromkeys(x.action for x in laisses))
    message = f"Dans inbox/, tout n’a pas pu être pris ou retiré. {dits}"
    if any(x.panne for x in laisses):
        return CqpError(message, actions)
    return DisqueError(message, actions)

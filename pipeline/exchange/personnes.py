"""Is it the same person? By the number of the candidature; else by name, unless two e-mails say otherwise."""

from collections import defaultdict
from collections.abc import Mapping

from pipeline.model.base import Frozen
from pipeline.model.session import Sorte
from pipeline.model.vocabulaire import plier


class Personne(Frozen):
    """What tells a person of a list apart; two texts that people write differently are one here."""

    numero: str = ""
    nom: str = ""
    courriel: str = ""

    @property
    def identifiee(self) -> bool:
        return bool(self.numero or self.nom)

    def est(self, autre: "Personne") -> bool:
        if self.numero and autre.numero:
            return self.numero == autre.numero
        return self.nom == autre.nom and (not self.courriel or not autre.courriel or self.courriel == autre.courriel)


def personne(textes: Mapping[str, str], sorte: Sorte) -> Personne:
    """`textes`: what a line says, by role."""
    if sorte == "jures":
        nom, courriel = plier(textes.get("membre_nom", "")), textes.get("membre_email", "")
        return Personne(nom=nom.replace(" ", ""), courriel=courriel.casefold())
    nom, prenom = (plier(textes.get(role, "")).replace(" ", "") for role in ("nom", "prenom"))
    return Personne(
        numero=textes.get("candidature", "").casefold(),
        nom=f"{nom} {prenom}" if nom and prenom else "",
        courriel=textes.get("email", "").casefold(),
    )


class Annuaire:
    """Who stands on which line."""

    def __init__(self) -> None:
        self._qui: dict[int, Personne] = {}
        self._par_numero: dict[str, int] = {}
        self._par_nom: dict[str, list[int]] = defaultdict(list)

    def inscrire(self, ligne: int, qui: Personne) -> None:
        self._qui[ligne] = qui
        if qui.numero:
            self._par_numero.setdefault(qui.numero, ligne)
        if qui.nom and ligne not in self._par_nom[qui.nom]:
            self._par_nom[qui.nom].append(ligne)

    def chercher(self, qui: Personne) -> int | None:
        if qui.numero in self._par_numero:
            return self._par_numero[qui.numero]
        memes = self._par_nom.get(qui.nom, ())
        return next((ligne for ligne in memes if self._qui[ligne].est(qui)), None)

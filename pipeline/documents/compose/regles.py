"""The rules that the computation applied, each with the text it comes from."""

from collections.abc import Iterator

from pipeline.model.document import Bloc, Liste, Titre
from pipeline.model.dossier import Dossier
from pipeline.model.referentiel import Seuil
from pipeline.model.vocabulaire import Voie
from pipeline.texts import Phrases

from . import intitules


def appliquees(phrases: Phrases, communs: Phrases, dossier: Dossier) -> Iterator[Bloc]:
    yield Titre(texte=phrases("regles.titre"))
    yield Liste(elements=tuple(_regles(phrases, communs, dossier)))


def _regles(phrases: Phrases, communs: Phrases, dossier: Dossier) -> Iterator[str]:
    regles = dossier.referentiel.regles
    if regles.seuil_criteres and regles.seuil_competences and regles.arrondi:
        for cle, seuil in (("criteres", regles.seuil_criteres), ("competences", regles.seuil_competences)):
            texte = intitules.source(communs, seuil.source)
            yield phrases(f"regles.{cle}", part=_part(seuil), source=texte)
        for cle, valeur in (("arrondi", regles.arrondi), ("non_observe", regles.non_observe)):
            yield phrases(f"regles.{cle}.{valeur.valeur}", source=intitules.source(communs, valeur.source))
        if dossier.pv.voie is Voie.VAE:
            yield phrases("regles.indicatif")
        yield phrases("regles.souverainete")
    else:
        yield phrases("regles.absentes")
    yield phrases("regles.cqp")


def _part(seuil: Seuil) -> str:
    """80 % stands for 4/5; what is no whole percentage keeps its fraction."""
    entier, reste = divmod(100 * seuil.numerateur, seuil.denominateur)
    return f"{seuil.numerateur}/{seuil.denominateur}" if reste else f"{entier}\N{NO-BREAK SPACE}%"

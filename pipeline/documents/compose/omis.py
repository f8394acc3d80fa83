"""On the first page, the rules that nobody checked for want of a session workbook (K43)."""

from collections.abc import Iterator

from pipeline.model.document import Bloc, Encadre
from pipeline.model.dossier import Dossier

from .contexte import Contexte


def non_verifies(dossier: Dossier, contexte: Contexte) -> Iterator[Bloc]:
    codes, mots = dossier.candidature.non_verifies, contexte.phrases("controles")
    if codes:
        texte = " ; ".join(map(mots, codes))
        yield Encadre(ton="reserve", titre=mots("titre"), textes=(f"{texte[0].upper()}{texte[1:]}.",))

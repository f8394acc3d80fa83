"""Who stands behind each number of the minutes: for Ucanss alone (K18)."""

import datetime as dt

from pipeline.documents.compose.contexte import Contexte
from pipeline.model.document import Document, Encadre, Ligne, Tableau
from pipeline.model.jury_paritaire import LigneNominative
from pipeline.model.vocabulaire import plier

from . import commun

TYPE = "proces-verbal-jpn"


def annexe_nominative(
    date: dt.date, lignes: tuple[LigneNominative, ...], contexte: Contexte, *, exemple: bool = False
) -> Document:
    phrases = contexte.phrases(TYPE)
    papier = commun.Papier(type=TYPE, partie="annexe.", mise_en_page="paysage", jour=date, exemple=exemple)
    tableau = Tableau(
        legende=phrases("annexe.legende"),
        entetes=phrases.toutes("annexe.entetes"),
        largeurs=(7, 4, 5, 7, 3, 5, 5, 6),
        lignes=tuple(_ligne(x, contexte.communs("sans_objet")) for x in sorted(lignes, key=_rang)),
    )
    avertissement = Encadre(ton="reserve", titre=phrases("annexe.confidentiel"), textes=(phrases("annexe.usage"),))
    return papier.document(contexte, (avertissement, *((tableau,) if lignes else ())))


def _rang(x: LigneNominative) -> tuple[str, ...]:
    return plier(x.nom), plier(x.prenom), x.numero


def _ligne(x: LigneNominative, vide: str) -> Ligne:
    textes = (x.candidature, x.organisme, x.cqp, x.decision, x.papier, x.numero_du_papier)
    return Ligne(cellules=(f"{x.nom} {x.prenom}", x.numero, *(texte or vide for texte in textes)))

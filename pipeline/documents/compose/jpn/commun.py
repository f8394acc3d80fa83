"""What the papers of one sitting share: their words, their margins, how a sample is drawn."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Literal

from pipeline.documents.compose.contexte import Contexte
from pipeline.documents.compose.dates import INSECABLE, en_lettres
from pipeline.documents.compose.specimen import specimen
from pipeline.model.base import Frozen
from pipeline.model.document import Bloc, Document, Ligne, Liste, Paragraphe, Titre
from pipeline.model.jury_paritaire import DossierInscrit
from pipeline.texts import Phrases

ENTRE = f"{INSECABLE}; "  # what stands between the items of a line


def mots(contexte: Contexte) -> Phrases:
    """The sentences that the papers of the jury paritaire share."""
    return contexte.phrases("papiers-jpn")


class Papier(Frozen):
    """Which paper of which sitting; `exemple`: one of its référentiels is only an example."""

    type: str
    partie: str = ""  # of the file of sentences, where one type has two papers
    mise_en_page: Literal["rapport", "paysage"]
    jour: dt.date
    exemple: bool = False

    def document(self, contexte: Contexte, blocs: Iterable[Bloc]) -> Document:
        phrases, date = contexte.phrases(self.type), en_lettres(self.jour)
        return Document(
            type=self.type,
            mise_en_page=self.mise_en_page,
            titre=phrases(f"{self.partie}titre"),
            sous_titre=mots(contexte)("seance", date=date),
            sujet=phrases(f"{self.partie}sujet", date=date),
            date=self.jour,
            specimen=specimen(self.type, None, contexte.reglages, exemple=self.exemple),
            entete=mots(contexte)("entete"),
            pied=phrases(f"{self.partie}pied", date=date),
            blocs=tuple(blocs),
        )


def somme(nom: str, nombres: Iterable[int], *, marque: Literal["", "titre"] = "") -> Ligne:
    """A row of counts that ends with their total."""
    tous = tuple(nombres)
    return Ligne(cellules=(nom, *map(str, tous), str(sum(tous))), marque=marque)


def par_numero(inscrits: Iterable[DossierInscrit]) -> tuple[DossierInscrit, ...]:
    return tuple(sorted(inscrits, key=lambda d: d.numero))


def deja_acquis(phrases: Phrases, d: DossierInscrit) -> tuple[str, ...]:
    """What the person already holds makes the CQP with what is decided: it is said beside it (S3 §1.3)."""
    return (phrases("deja_acquis", blocs=", ".join(d.acquis)),) if d.acquis else ()


def controle(phrases: Phrases, tires: Iterable[str], graine: str) -> Iterator[Bloc]:
    """The sample, and how whoever doubts it draws it again (G-084)."""
    numeros = tuple(sorted(tires))
    yield Titre(texte=phrases("controle.titre"))
    if not numeros:
        yield Paragraphe(texte=phrases("controle.aucun"))
        return
    yield Paragraphe(texte=phrases("controle.objet"))
    yield Liste(elements=numeros)
    retenus = phrases("controle.retenu" if len(numeros) == 1 else "controle.retenus", nombre=str(len(numeros)))
    yield Paragraphe(style="discret", texte=phrases("controle.tirage", graine=graine, retenus=retenus))

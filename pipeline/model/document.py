"""A document: a layout and ordered blocks of plain values. Word and PDF twins receive the same blocks."""

from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from .base import Frozen


class Titre(Frozen):
    """A heading inside the text; the document's own title is `Document.titre`."""

    genre: Literal["titre"] = "titre"
    niveau: Literal[1, 2, 3] = 1
    texte: str


class Paragraphe(Frozen):
    genre: Literal["paragraphe"] = "paragraphe"
    style: Literal["normal", "fort", "discret", "citation"] = "normal"
    texte: str


class Liste(Frozen):
    genre: Literal["liste"] = "liste"
    elements: tuple[str, ...]


class Fiche(Frozen):
    """Label and value pairs, set as two columns."""

    genre: Literal["fiche"] = "fiche"
    lignes: tuple[tuple[str, str], ...]


class Ligne(Frozen):
    """A table row; `marque` carries the meaning that colour alone must not carry."""

    cellules: tuple[str, ...]
    marque: Literal["", "oui", "non", "reserve", "titre"] = ""


class Tableau(Frozen):
    """`largeurs` are relative, one per column; `legende` says what the table is to a reader who cannot see it.

    `a_signer`: rows tall enough for a hand.
    """

    genre: Literal["tableau"] = "tableau"
    a_signer: bool = False
    legende: str
    entetes: tuple[str, ...]
    largeurs: tuple[int, ...]
    lignes: tuple[Ligne, ...]


class Encadre(Frozen):
    """What the eye must meet first: the outcome of a dossier, a decision."""

    genre: Literal["encadre"] = "encadre"
    ton: Literal["oui", "non", "reserve", "neutre"] = "neutre"
    titre: str
    textes: tuple[str, ...] = ()


class Signatures(Frozen):
    """Boxes to sign: who, in what capacity."""

    genre: Literal["signatures"] = "signatures"
    cases: tuple[tuple[str, str], ...]


class Case(Frozen):
    """A stretch of time in a column of a timetable; minutes from midnight."""

    debut: int
    fin: int
    texte: str
    ton: Literal["epreuve", "jury", "preparation", "pause"] = "epreuve"


class Colonne(Frozen):
    titre: str
    cases: tuple[Case, ...] = ()


class Horaire(Frozen):
    """A day as a picture: one column per jury, heights in proportion to time. `legende` tells it to who cannot see."""

    genre: Literal["horaire"] = "horaire"
    legende: str
    colonnes: tuple[Colonne, ...]


class Barre(Frozen):
    """`texte` stands at its end; `reste` is what of it is in no part. `chiffree`: each part bears its number."""

    libelle: str
    valeurs: tuple[int, ...]
    reste: int = 0
    texte: str = ""
    chiffree: bool = True


class Graphique(Frozen):
    """Horizontal bars made of parts, all to one scale. `legende` tells it to who cannot see; `reste` names the rest."""

    genre: Literal["graphique"] = "graphique"
    legende: str
    series: tuple[str, ...]
    reste: str = ""
    barres: tuple[Barre, ...]


class SautDePage(Frozen):
    genre: Literal["saut"] = "saut"


Bloc: TypeAlias = Annotated[
    Titre | Paragraphe | Liste | Fiche | Tableau | Encadre | Signatures | Horaire | Graphique | SautDePage,
    Field(discriminator="genre"),
]


class Lettre(Frozen):
    """What a letter carries around its text."""

    emetteur: tuple[str, ...]
    destinataire: tuple[str, ...]
    lieu_date: str
    references: tuple[str, ...] = ()
    objet: str
    civilite: str
    politesse: str
    signataire: tuple[str, ...]


class Parchemin(Frozen):
    """The fixed lines of a parchemin, each already a whole sentence."""

    certificateurs: tuple[str, ...]
    surtitre: str
    titre: str
    attestation: str
    decerne_a: str
    titulaire: str
    naissance: str = ""
    mentions: tuple[str, ...] = ()
    lieu_date: str
    signataire: tuple[str, ...]
    numero: str


class Document(Frozen):
    """All the words of one document. `sujet` and `titre` are its metadata; `date` is the only date it is made with."""

    type: str
    mise_en_page: Literal["rapport", "lettre", "parchemin", "paysage"]
    titre: str
    sous_titre: str = ""
    sujet: str = ""
    date: date
    specimen: str = ""  # the word set across the page, empty on a real document
    entete: str = ""
    pied: str = ""
    blocs: tuple[Bloc, ...] = ()
    lettre: Lettre | None = None
    parchemin: Parchemin | None = None

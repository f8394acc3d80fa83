"""The expense form of a juror (S0 §6): lines to fill, no rate; the certifier has his own."""

from collections.abc import Iterator

from pipeline.documents.compose.contexte import Contexte
from pipeline.model.document import Bloc, Document, Ligne, Paragraphe, Signatures, Tableau, Titre
from pipeline.model.kit import Collegue, Feuille

from . import feuille
from .papier import kit, membre_du_jury, papier

TYPE = "note-de-frais"


def note_de_frais(f: Feuille, jury: int, membre: Collegue, contexte: Contexte) -> Document:
    phrases = contexte.phrases(TYPE)
    contact = feuille.responsable(kit(contexte), f.session)
    blocs = (
        membre_du_jury(f, jury, membre, contexte),
        *_frais(contexte),
        Paragraphe(texte=phrases("signatures.certifie")),
        Signatures(
            cases=(
                (membre.nom, phrases("signatures.membre")),
                (f.session.responsable_nom or "", phrases("signatures.responsable")),
            )
        ),
        Paragraphe(style="discret", texte=phrases("envoi", contact=contact)),
    )
    return papier(TYPE, f, contexte, blocs, membre=membre.nom)


def _frais(contexte: Contexte) -> Iterator[Bloc]:
    phrases, case = contexte.phrases(TYPE), kit(contexte)("case")
    lignes = (Ligne(cellules=("", nature, "", case, "")) for nature in phrases.toutes("frais.natures"))
    total = Ligne(cellules=("", phrases("frais.total"), "", "", ""), marque="titre")
    yield Titre(texte=phrases("frais.titre"))
    yield Tableau(
        a_signer=True,
        legende=phrases("frais.legende"),
        entetes=phrases.toutes("frais.entetes"),
        largeurs=(3, 5, 6, 3, 3),
        lignes=(*lignes, total),
    )

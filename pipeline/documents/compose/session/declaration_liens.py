"""The form on which a juror says whom he knows, and undertakes to keep what he learns (S0 §2.3, §5, K34)."""

from collections.abc import Iterator

from pipeline.documents.compose.contexte import Contexte
from pipeline.model.document import Bloc, Document, Ligne, Liste, Paragraphe, Signatures, Tableau, Titre
from pipeline.model.kit import Collegue, Feuille
from pipeline.model.session import Convoque

from . import feuille
from .papier import kit, membre_du_jury, papier

TYPE = "declaration-liens"


def declaration_liens(f: Feuille, jury: int, membre: Collegue, contexte: Contexte) -> Document:
    phrases = contexte.phrases(TYPE)
    blocs = (
        membre_du_jury(f, jury, membre, contexte),
        *_liens(f, jury, contexte),
        *_engagement(f, contexte),
        Paragraphe(texte=phrases("engagement.date")),
        Signatures(cases=((membre.nom, feuille.role(contexte.communs, membre.role)),)),
    )
    return papier(TYPE, f, contexte, blocs, membre=membre.nom)


def _liens(f: Feuille, jury: int, contexte: Contexte) -> Iterator[Bloc]:
    phrases = contexte.phrases(TYPE)
    cases = (kit(contexte)("case"),) * 3
    candidats = feuille.candidats(f, jury)
    yield Titre(texte=phrases("liens.titre"))
    if not candidats:
        yield Paragraphe(texte=phrases("liens.aucun"))
        return
    yield Paragraphe(texte=phrases("liens.consigne"))
    yield Tableau(
        a_signer=True,
        legende=phrases("liens.legende"),
        entetes=phrases.toutes("liens.entetes"),
        largeurs=(6, 8, 3, 5, 3, 6),
        lignes=tuple(Ligne(cellules=(c.candidature, _qui(f, c), *cases, "")) for c in candidats),
    )


def _qui(f: Feuille, c: Convoque) -> str:
    return "\n".join(x for x in (feuille.nom(f, c.candidature), c.organisme) if x)


def _engagement(f: Feuille, contexte: Contexte) -> Iterator[Bloc]:
    phrases = contexte.phrases(TYPE)
    resultats = "resultats_annonce" if f.referentiel.jury.annonce_par_le_jury.valeur else "resultats"
    cles = ("confidentialite", "deliberation", resultats, "changement")
    yield Titre(texte=phrases("engagement.titre"))
    yield Liste(elements=tuple(phrases(f"engagement.{cle}") for cle in cles))

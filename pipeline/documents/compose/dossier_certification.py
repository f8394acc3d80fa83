"""The certification dossier: all that a jury paritaire needs to decide without meeting the person (S0 §3.1, §3.2)."""

from collections.abc import Iterator

from pipeline.model.document import Bloc, Document, Ligne, Tableau, Titre
from pipeline.model.dossier import Dossier
from pipeline.texts import Phrases

from . import ecarts, intitules, jury, regles
from .contexte import Contexte
from .evaluation import Evaluation
from .omis import non_verifies
from .specimen import specimen

TYPE = "dossier-certification"
PV_SIGNE = "pv-signe"
MASQUE = "-masque"  # ends the name of the masked version of a piece (K18)


def dossier_certification(dossier: Dossier, contexte: Contexte) -> Document:
    pv, referentiel = dossier.pv, dossier.referentiel
    contexte = contexte.pour(referentiel)
    phrases, communs = contexte.phrases(TYPE), contexte.communs
    evaluation = Evaluation(dossier, phrases, communs)
    return Document(
        type=TYPE,
        mise_en_page="rapport",
        titre=phrases("titre"),
        sous_titre=referentiel.intitule.valeur,
        sujet=phrases("sujet", candidature=pv.candidature, session=pv.session),
        date=pv.date,
        specimen=specimen(TYPE, referentiel, contexte.reglages),
        entete=communs("entete", cqp=referentiel.intitule.valeur),
        pied=phrases("pied", candidature=pv.candidature),
        blocs=(
            jury.encadre_avis(communs, pv, tuple(evaluation.issue())),
            *jury.ucanss(communs, dossier),
            *non_verifies(dossier, contexte),
            *jury.identite(communs, dossier),
            *evaluation.synthese(),
            *jury.argumentation(communs, pv),
            *ecarts.decisions_motivees(phrases, communs, dossier, calculee=evaluation.calculee),
            *evaluation.detail(),
            *jury.commentaires(communs, pv),
            *_jury(communs, dossier),
            *jury.incident(communs, pv),
            *_pieces(phrases, dossier, pv_signe=contexte.reglages.dossier.pv_signe_obligatoire),
            *regles.appliquees(phrases, communs, dossier),
        ),
    )


def _jury(communs: Phrases, dossier: Dossier) -> Iterator[Bloc]:
    yield from jury.composition(communs, dossier.pv)
    yield from jury.attestations(communs, dossier.pv)


def _pieces(phrases: Phrases, dossier: Dossier, *, pv_signe: bool) -> Iterator[Bloc]:
    """The pieces owed by this route, then those joined besides (S0 §3.2, K30)."""
    dues = [p.piece for p in dossier.referentiel.pieces if dossier.pv.voie in p.voies] + [PV_SIGNE] * pv_signe
    pieces = dict.fromkeys((*dues, *dossier.pieces))
    if not pieces:
        return
    libelles = {PV_SIGNE: phrases("pieces.pv_signe")} | {p.piece: p.libelle for p in dossier.referentiel.pieces}

    def dite(piece: str) -> str:
        """Never our key: a piece that the référentiel does not name is read as it was typed."""
        entiere = piece.removesuffix(MASQUE)
        libelle = libelles.get(entiere) or entiere.replace("-", " ").capitalize()
        return libelle if entiere == piece else phrases("pieces.masquee", piece=libelle)

    yield Titre(texte=phrases("pieces.titre"))
    yield Tableau(
        legende=phrases("pieces.legende"),
        entetes=phrases.toutes("pieces.entetes"),
        largeurs=(5, 2),
        lignes=tuple(_piece(phrases, dite(p), jointe=p in dossier.pieces) for p in pieces),
    )


def _piece(phrases: Phrases, libelle: str, *, jointe: bool) -> Ligne:
    mot = intitules.marque(jointe)
    return Ligne(cellules=(libelle, phrases(f"pieces.{mot}")), marque=mot)

"""The one cumulative summary of the blocs that a person holds: each is a CCP line in it (S0 §3.3.1, S3 §1.2, K23)."""

from collections.abc import Iterator

from pipeline.model.document import Bloc, Document, Encadre, Ligne, Liste, Paragraphe, Signatures, Tableau, Titre
from pipeline.model.dossier import Proclame
from pipeline.model.etat import Acquis
from pipeline.model.referentiel import Bloc as BlocDuReferentiel
from pipeline.texts import Phrases

from . import intitules, officiel
from .acquis import acquis, competences_du_bloc, competences_hors_bloc
from .contexte import Contexte
from .dates import en_lettres
from .specimen import specimen

TYPE = "recapitulatif-ccp"


def recapitulatif_ccp(proclame: Proclame, contexte: Contexte) -> Document:
    referentiel = proclame.dossier.referentiel
    phrases, communs, cqp = contexte.phrases(TYPE), contexte.communs, referentiel.intitule.valeur
    titulaire = intitules.titulaire(proclame.dossier.pv)
    certificateurs = ", ".join(referentiel.certificateurs.valeur)
    tenus = acquis(referentiel, proclame.acquis)
    blocs = tuple((b, tenus[b.code]) for b in referentiel.blocs if b.code in tenus)
    return Document(
        type=TYPE,
        mise_en_page="rapport",
        titre=phrases("titre"),
        sous_titre=cqp,
        sujet=phrases("sujet", titulaire=titulaire, cqp=cqp),
        date=proclame.date_jpn,
        specimen=specimen(TYPE, referentiel, contexte.reglages),
        entete=certificateurs,
        pied=phrases("pied", numero=proclame.numero or ""),
        blocs=(
            Encadre(titre=titulaire, textes=(phrases("attestation", certificateurs=certificateurs, cqp=cqp),)),
            Paragraphe(style="fort", texte=phrases("blocs_seulement")),
            Paragraphe(texte=phrases("actualise")),
            *_remplace(phrases, proclame),
            _ccp(phrases, blocs),
            *_competences(phrases, communs, proclame, blocs),
            *_certification(communs, officiel.mentions(contexte, referentiel)),
            *(Paragraphe(texte=ligne) for ligne in officiel.lieu_date(contexte, proclame)),
            Signatures(cases=(officiel.signataire(contexte),)),
        ),
    )


def _remplace(phrases: Phrases, proclame: Proclame) -> Iterator[Bloc]:
    """A rectified paper is cancelled; an earlier one is only brought up to date (K39)."""
    avant = proclame.remplace
    if avant is not None and avant.numero:
        yield Paragraphe(style="fort", texte=phrases("remplace", numero=avant.numero, date=en_lettres(avant.du)))


def _ccp(phrases: Phrases, blocs: tuple[tuple[BlocDuReferentiel, Acquis], ...]) -> Tableau:
    return Tableau(
        legende=phrases("ccp.legende"),
        entetes=phrases.toutes("ccp.entetes"),
        largeurs=(2, 8, 3, 4),
        lignes=tuple(
            Ligne(cellules=(b.code, b.intitule, a.referentiel, en_lettres(a.date)), marque="oui") for b, a in blocs
        ),
    )


def _competences(
    phrases: Phrases, communs: Phrases, proclame: Proclame, blocs: tuple[tuple[BlocDuReferentiel, Acquis], ...]
) -> Iterator[Bloc]:
    sections = [
        *((intitules.bloc(communs, b), competences_du_bloc(proclame, b)) for b, _ in blocs),
        (phrases("competences.hors_bloc"), competences_hors_bloc(proclame)),
    ]
    if not any(competences for _, competences in sections):
        return
    yield Titre(texte=phrases("competences.titre"))
    for intitule, competences in sections:
        if competences:
            yield Titre(niveau=2, texte=intitule)
            yield Liste(elements=intitules.competences(communs, competences))


def _certification(communs: Phrases, mentions: tuple[str, ...]) -> Iterator[Bloc]:
    if mentions:
        yield Titre(texte=communs("rncp.titre"))
        yield Liste(elements=mentions)

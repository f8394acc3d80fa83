"""The one cumulative summary of the blocs that a person holds: each is a CCP line in it (S0 §3.3.1, S3 §1.2, K23)."""

from collections.abc import Iterator

from pipeline.model.acquis import Tenu, Unite
from pipeline.model.document import Bloc, Document, Encadre, Ligne, Liste, Paragraphe, Signatures, Tableau, Titre
from pipeline.model.dossier import Proclame
from pipeline.model.referentiel import Bloc as BlocDuReferentiel
from pipeline.model.referentiel import Competence
from pipeline.texts import Phrases

from . import intitules, officiel
from .acquis import acquis, ailleurs, competences_du_bloc, competences_hors_bloc, registre
from .contexte import Contexte
from .dates import en_lettres
from .specimen import specimen

TYPE = "recapitulatif-ccp"


def recapitulatif_ccp(proclame: Proclame, contexte: Contexte) -> Document:
    referentiel = proclame.dossier.referentiel
    phrases, communs, cqp = contexte.phrases(TYPE), contexte.communs, referentiel.intitule.valeur
    titulaire = intitules.titulaire(proclame.dossier.pv)
    certificateurs = ", ".join(referentiel.certificateurs.valeur)
    tenus = acquis(proclame.acquis)
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
        pied=phrases("pied", numero=proclame.numero or "", titulaire=titulaire),
        blocs=(
            Encadre(titre=titulaire, textes=(phrases("attestation", certificateurs=certificateurs, cqp=cqp),)),
            Paragraphe(style="fort", texte=phrases("blocs_seulement")),
            Paragraphe(texte=phrases("actualise")),
            *_remplace(phrases, proclame),
            _ccp(phrases, blocs),
            *_competences(phrases, communs, proclame, blocs),
            *_a_part(phrases, communs, proclame),
            *_certification(communs, officiel.mentions(contexte, proclame)),
            *(Paragraphe(texte=ligne) for ligne in officiel.lieu_date(contexte, proclame)),
            Signatures(cases=(officiel.signataire(contexte),)),
        ),
    )


def _remplace(phrases: Phrases, proclame: Proclame) -> Iterator[Bloc]:
    """A rectified paper is cancelled; an earlier one is only brought up to date (K39)."""
    avant = proclame.remplace
    if avant is not None and avant.numero:
        yield Paragraphe(style="fort", texte=phrases("remplace", numero=avant.numero, date=en_lettres(avant.du)))


def _ccp(phrases: Phrases, blocs: tuple[tuple[BlocDuReferentiel, Tenu], ...]) -> Tableau:
    return Tableau(
        legende=phrases("ccp.legende"),
        entetes=phrases.toutes("ccp.entetes"),
        largeurs=(2, 8, 3, 4),
        lignes=tuple(
            Ligne(cellules=(b.code, b.intitule, _sous(a), en_lettres(a.date)), marque="oui") for b, a in blocs
        ),
    )


def _competences(
    phrases: Phrases, communs: Phrases, proclame: Proclame, blocs: tuple[tuple[BlocDuReferentiel, Tenu], ...]
) -> Iterator[Bloc]:
    sections: list[tuple[str, tuple[Competence | Unite, ...]]] = [
        *((intitules.bloc(communs, b), competences_du_bloc(proclame.acquis, b)) for b, _ in blocs),
        (phrases("competences.hors_bloc"), competences_hors_bloc(proclame.dossier.referentiel, proclame.acquis)),
    ]
    if not any(competences for _, competences in sections):
        return
    yield Titre(texte=phrases("competences.titre"))
    for intitule, competences in sections:
        if competences:
            yield Titre(niveau=2, texte=intitule)
            yield Liste(elements=intitules.competences(communs, competences))


def _sous(tenu: Tenu) -> str:
    return f"{tenu.titre.sigle} {tenu.titre.version}"


def _a_part(phrases: Phrases, communs: Phrases, proclame: Proclame) -> Iterator[Bloc]:
    """All that the person holds is in this one paper; what counts for nothing here under its own registration (K46)."""
    lignes = tuple(_ligne_a_part(communs, t) for t in ailleurs(proclame.acquis))
    if lignes:
        yield Titre(texte=phrases("a_part.titre"))
        yield Paragraphe(texte=phrases("a_part.texte", cqp=proclame.dossier.referentiel.intitule.valeur))
        yield Tableau(
            legende=phrases("a_part.legende"),
            entetes=phrases.toutes("a_part.entetes"),
            largeurs=(2, 6, 6, 4, 4),
            lignes=lignes,
        )


def _ligne_a_part(communs: Phrases, tenu: Tenu) -> Ligne:
    certification = communs("acquis.titre", cqp=tenu.titre.intitule, version=tenu.titre.version)
    rncp = registre(communs, tenu) or communs("sans_objet")
    return Ligne(cellules=(tenu.unite.code, tenu.unite.intitule, certification, rncp, en_lettres(tenu.date)))


def _certification(communs: Phrases, mentions: tuple[str, ...]) -> Iterator[Bloc]:
    if mentions:
        yield Titre(texte=communs("rncp.titre"))
        yield Liste(elements=mentions)

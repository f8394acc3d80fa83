"""The attestation that a juror followed his whole training: three steps, their durations, his modules (S2)."""

from collections.abc import Iterator

from pipeline.documents.compose import officiel
from pipeline.documents.compose.contexte import Contexte
from pipeline.documents.compose.dates import duree, en_lettres
from pipeline.documents.compose.specimen import specimen
from pipeline.model.document import Bloc, Document, Encadre, Fiche, Ligne, Liste, Paragraphe, Signatures, Tableau, Titre
from pipeline.model.kit import Attestation
from pipeline.texts import Phrases

from .papier import kit

TYPE = "attestation-formation-jury"


def attestation_formation(d: Attestation, contexte: Contexte) -> Document:
    phrases, participant = contexte.phrases(TYPE), d.participant
    fini = en_lettres(d.acheve_le)
    attestation = phrases("attestation", date=fini, duree=duree(d.minutes))
    return Document(
        type=TYPE,
        mise_en_page="rapport",
        titre=phrases("titre"),
        sous_titre=phrases("sous_titre"),
        sujet=phrases("sujet", participant=participant.nom, formation=d.formation),
        date=d.acheve_le,
        specimen=specimen(TYPE, None, contexte.reglages),
        entete=kit(contexte)("organisateur"),
        pied=phrases("pied", participant=participant.nom, formation=d.formation),
        blocs=(
            Encadre(titre=participant.nom, textes=(attestation,)),
            _identite(d, phrases),
            *_etapes(d, phrases),
            *_modules(d, phrases),
            Paragraphe(texte=phrases("lieu_date", lieu=officiel.reglage(contexte, "lieu_delivrance"), date=fini)),
            Signatures(cases=(officiel.signataire(contexte),)),
        ),
    )


def _identite(d: Attestation, phrases: Phrases) -> Fiche:
    lignes = {"formation": d.formation, "role": d.participant.role, "organisme": d.participant.organisme}
    return Fiche(lignes=tuple((phrases(f"identite.{cle}"), valeur) for cle, valeur in lignes.items() if valeur))


def _etapes(d: Attestation, phrases: Phrases) -> Iterator[Bloc]:
    noms = phrases.toutes("etapes.noms")
    yield Titre(texte=phrases("etapes.titre"))
    yield Tableau(
        legende=phrases("etapes.legende"),
        entetes=phrases.toutes("etapes.entetes"),
        largeurs=(6, 4, 2),
        lignes=tuple(
            Ligne(cellules=(nom, en_lettres(etape.le), duree(etape.minutes)), marque="oui")
            for nom, etape in zip(noms, d.participant.etapes, strict=False)
            if etape
        ),
    )
    if d.participant.quiz_reussi:
        yield Paragraphe(texte=phrases("etapes.quiz"))


def _modules(d: Attestation, phrases: Phrases) -> Iterator[Bloc]:
    if d.modules:
        yield Titre(texte=phrases("modules.titre"))
        yield Liste(
            elements=tuple(phrases("modules.ligne", module=nom, date=en_lettres(jour)) for nom, jour in d.modules)
        )

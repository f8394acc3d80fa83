"""The parchemin: what France compétences asks it to carry, and never how the person came to it (G-105, K27)."""

from pipeline.model.document import Document, Parchemin
from pipeline.model.dossier import Proclame
from pipeline.texts import Phrases

from . import intitules, officiel
from .contexte import Contexte
from .dates import en_lettres
from .specimen import specimen

TYPE = "parchemin"


def parchemin(proclame: Proclame, contexte: Contexte) -> Document:
    referentiel = proclame.dossier.referentiel
    phrases, cqp = contexte.phrases(TYPE), referentiel.intitule.valeur
    titulaire = intitules.titulaire(proclame.dossier.pv)
    naissance = contexte.reglages.certificateur.naissance_sur_parchemin
    return Document(
        type=TYPE,
        mise_en_page="parchemin",
        titre=phrases("titre", cqp=cqp),
        sujet=phrases("sujet", titulaire=titulaire, cqp=cqp),
        date=proclame.date_jpn,
        specimen=specimen(TYPE, referentiel, contexte.reglages),
        parchemin=Parchemin(
            certificateurs=referentiel.certificateurs.valeur,
            surtitre=phrases("surtitre"),
            titre=cqp,
            attestation=phrases("attestation"),
            decerne_a=phrases("decerne_a"),
            titulaire=titulaire,
            naissance=phrases("naissance") if naissance else "",
            mentions=officiel.mentions(contexte, proclame),
            lieu_date="\n".join(officiel.lieu_date(contexte, proclame)),
            signataire=officiel.signataire(contexte),
            numero=_numero(phrases, proclame),
        ),
    )


def _numero(phrases: Phrases, proclame: Proclame) -> str:
    """One sober line, even where it cancels a paper (K39)."""
    avant, numero = proclame.remplace, proclame.numero or ""
    if avant is None or avant.numero is None:
        return phrases("numero", numero=numero)
    return phrases("numero_remplace", numero=numero, ancien=avant.numero, date=en_lettres(avant.du))

"""The president's report of the day, for the session manager and perhaps for the jury paritaire (S0 §2.3, §2.6)."""

from collections.abc import Iterator
from typing import Literal

from pipeline.documents.compose.contexte import Contexte
from pipeline.documents.compose.dates import en_lettres
from pipeline.documents.compose.intitules import Trois, marque
from pipeline.documents.compose.specimen import specimen
from pipeline.forms.autour import DOCUMENTS, POINTS
from pipeline.model.document import Bloc, Document, Encadre, Fiche, Ligne, Liste, Paragraphe, Tableau, Titre
from pipeline.model.kit import CompteRenduRecu
from pipeline.model.session import CompteRendu
from pipeline.texts import Phrases

TYPE = "compte-rendu"
RECIT = ("faits_notables", "difficultes", "non_conformites", "materiel")
INCIDENT = ("incident_nature", "incident_impact", "incident_decision", "incident_justification")

_DESSOUS: dict[int, Literal[2, 3]] = {1: 2, 2: 3}


def compte_rendu(d: CompteRenduRecu, contexte: Contexte) -> Document:
    recu, cqp = d.compte_rendu, d.referentiel.intitule.valeur
    phrases, communs, jury = contexte.phrases(TYPE), contexte.communs, str(recu.jury)
    return Document(
        type=TYPE,
        mise_en_page="rapport",
        titre=phrases("titre"),
        sous_titre=cqp,
        sujet=phrases("sujet", session=recu.session, jury=jury),
        date=recu.date,
        specimen=specimen(TYPE, d.referentiel, contexte.reglages),
        entete=communs("entete", cqp=cqp),
        pied=phrases("pied", session=recu.session, jury=jury),
        blocs=(
            _resume(recu, phrases),
            _identite(recu, phrases),
            *points(recu, phrases, communs),
            *_recus(recu, phrases),
            *_absents(recu, phrases),
            *recits(recu, phrases),
        ),
    )


def _resume(recu: CompteRendu, phrases: Phrases) -> Encadre:
    """A point that nobody answered is not a point checked."""
    verifie = all(recu.points.get(code) for code, _ in POINTS)
    incident = (phrases("resume.incident"),) if recu.incident_nature else ()
    return Encadre(
        ton="oui" if verifie else "reserve",
        titre=phrases("resume.verifie" if verifie else "resume.reserve"),
        textes=(*incident, phrases(f"resume.jpn.{_mot(recu.pour_le_jpn)}")),
    )


def _mot(reponse: Trois) -> str:
    return "non_dit" if reponse is None else "oui" if reponse else "non"


def _identite(recu: CompteRendu, phrases: Phrases) -> Fiche:
    lignes = {
        "session": recu.session,
        "jury": str(recu.jury),
        "date": en_lettres(recu.date),
        "redacteur": recu.redacteur,
    }
    return Fiche(lignes=tuple((phrases(f"identite.{cle}"), valeur) for cle, valeur in lignes.items()))


def _ligne(phrases: Phrases, libelle: str, reponse: Trois, *precision: str) -> Ligne:
    return Ligne(cellules=(libelle, phrases(_mot(reponse)), *precision), marque=marque(reponse))


def points(recu: CompteRendu, phrases: Phrases, communs: Phrases, niveau: Literal[1, 2] = 1) -> Iterator[Bloc]:
    yield Titre(niveau=niveau, texte=phrases("points.titre"))
    yield Tableau(
        legende=phrases("points.legende"),
        entetes=phrases.toutes("points.entetes"),
        largeurs=(7, 2, 5),
        lignes=tuple(
            _ligne(phrases, libelle, recu.points.get(code), recu.precisions.get(code) or communs("sans_objet"))
            for code, libelle in POINTS
        ),
    )


def _recus(recu: CompteRendu, phrases: Phrases) -> Iterator[Bloc]:
    yield Titre(texte=phrases("recus.titre"))
    yield Tableau(
        legende=phrases("recus.legende"),
        entetes=phrases.toutes("recus.entetes"),
        largeurs=(7, 3),
        lignes=tuple(_ligne(phrases, libelle, recu.recus.get(code)) for code, libelle in DOCUMENTS),
    )


def _absents(recu: CompteRendu, phrases: Phrases) -> Iterator[Bloc]:
    yield Titre(texte=phrases("absents.titre"))
    if recu.absents:
        yield Liste(elements=recu.absents)
    else:
        yield Paragraphe(texte=phrases("absents.aucun"))


def recits(recu: CompteRendu, phrases: Phrases, niveau: Literal[1, 2] = 1) -> Iterator[Bloc]:
    """What the president wrote, as he wrote it."""
    for partie, cles in (("recit", RECIT), ("incident", INCIDENT)):
        dits = [(cle, texte) for cle in cles if (texte := getattr(recu, cle))]
        if dits:
            yield Titre(niveau=niveau, texte=phrases(f"{partie}.titre"))
        for cle, texte in dits:
            yield Titre(niveau=_DESSOUS[niveau], texte=phrases(f"{partie}.{cle}"))
            yield Paragraphe(texte=texte)

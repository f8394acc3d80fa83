"""What every paper of a session's day carries around its blocks."""

from collections.abc import Iterable
from typing import Literal

from pipeline.documents.compose.contexte import Contexte
from pipeline.documents.compose.specimen import specimen
from pipeline.model.document import Bloc, Document, Fiche
from pipeline.model.kit import Collegue, Feuille
from pipeline.texts import Phrases

from . import feuille


def papier(
    type_: str,
    f: Feuille,
    contexte: Contexte,
    blocs: Iterable[Bloc],
    mise_en_page: Literal["rapport", "paysage"] = "rapport",
    **valeurs: str,
) -> Document:
    """Its title, subject and footer come from its own sentences, filled with `valeurs`; dated of the session."""
    phrases, cqp = contexte.phrases(type_), f.referentiel.intitule.valeur
    session = f.session.session
    quoi = phrases("quoi", **valeurs)
    return Document(
        type=type_,
        mise_en_page=mise_en_page,
        titre=phrases("titre", **valeurs),
        sous_titre=cqp,
        sujet=phrases("sujet", session=session, **valeurs),
        date=f.session.date,
        specimen=specimen(type_, f.referentiel, contexte.reglages),
        entete=contexte.communs("entete", cqp=cqp),
        pied=kit(contexte)("pied", session=session, quoi=quoi),
        blocs=tuple(blocs),
    )


def kit(contexte: Contexte) -> Phrases:
    """The sentences that the papers of a session share."""
    return contexte.phrases("kit")


def membre_du_jury(f: Feuille, jury: int, membre: Collegue, contexte: Contexte) -> Fiche:
    """Whose form it is, and for which session."""
    mots, session = kit(contexte), f.session
    lignes = {
        "membre": membre.nom,
        "role": membre.role,
        "organisme": membre.organisme,
        "jury": str(jury),
        "session": session.session,
        "dates": feuille.dates(mots, session),
        "lieu": session.lieu,
    }
    return Fiche(lignes=tuple((mots(f"identite.{cle}"), valeur) for cle, valeur in lignes.items() if valeur))

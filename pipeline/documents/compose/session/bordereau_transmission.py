"""What leaves for the certifier after the day, through Institut 4.10 (S0 §2.3, K39)."""

from collections.abc import Iterator

from pipeline.documents.compose.contexte import Contexte
from pipeline.model.document import Bloc, Document, Fiche, Ligne, Paragraphe, Signatures, Tableau, Titre
from pipeline.model.kit import Bordereau

from . import feuille
from .papier import kit, papier

TYPE = "bordereau-transmission"


def bordereau_transmission(d: Bordereau, contexte: Contexte) -> Document:
    phrases = contexte.phrases(TYPE)
    blocs = (
        _identite(d, contexte),
        *_dossiers(d, contexte),
        Paragraphe(texte=phrases("compte_rendu.joint" if d.compte_rendu else "compte_rendu.absent")),
        Signatures(
            cases=tuple((phrases(f"signatures.{cle}"), phrases("signatures.quoi")) for cle in ("remis", "recu"))
        ),
    )
    return papier(TYPE, d.feuille, contexte, blocs)


def _identite(d: Bordereau, contexte: Contexte) -> Fiche:
    mots, session, referentiel = kit(contexte), d.feuille.session, d.feuille.referentiel
    lignes = {
        "session": session.session,
        "cqp": referentiel.intitule.valeur,
        "dates": feuille.dates(mots, session),
        "expediteur": mots("organisateur"),
        "destinataire": referentiel.certificateurs.valeur[0],
        "responsable": feuille.responsable(mots, session),
    }
    return Fiche(lignes=tuple((mots(f"identite.{cle}"), valeur) for cle, valeur in lignes.items()))


def _dossiers(d: Bordereau, contexte: Contexte) -> Iterator[Bloc]:
    phrases, sans_objet, nombre = contexte.phrases(TYPE), contexte.communs("sans_objet"), len(d.lignes)
    yield Titre(texte=phrases("dossiers.titre"))
    yield Paragraphe(texte=phrases("dossiers.un" if nombre == 1 else "dossiers.plusieurs", nombre=str(nombre)))
    yield Tableau(
        legende=phrases("dossiers.legende"),
        entetes=phrases.toutes("dossiers.entetes"),
        largeurs=(3, 4, 4, 6),
        lignes=tuple(Ligne(cellules=tuple(x or sans_objet for x in ligne)) for ligne in d.lignes),
    )

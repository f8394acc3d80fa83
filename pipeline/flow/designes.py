"""What an order's number stands for: said in its answer, so that nobody acts on another's file unawares."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from pipeline.errors import UsageError
from pipeline.model.faits import Depot, Grille, Piece
from pipeline.model.session import Liste, OrdreDonne
from pipeline.model.vocabulaire import Ordre, plier
from pipeline.rules.situation import Situation
from pipeline.texts import Phrases

from . import numeros, personnes
from .atelier import Bilan
from .impression.designer import designer
from .impression.papiers import Papiers
from .jpn.scelles import scelles


class Designe(NamedTuple):
    """`noms`: every way in which a person may name it."""

    texte: str
    noms: tuple[str, ...]

    def repond_a(self, dit: str) -> bool:
        """« Durand », « Anaïs Durand » and « GC-1 » name the same; a word that is nobody's names nobody."""
        mots = set(plier(dit).split())
        return not mots or any(mots <= set(plier(nom).split()) for nom in self.noms)


def designe(bilan: Bilan, ordre: OrdreDonne, mots: Phrases) -> Designe | None:
    """`ordre` as it was read (`numeros.lire`). None where it names a day, or nothing known: doing it says so."""
    chercher = CHERCHER.get(ordre.ordre)
    return chercher(bilan, ordre.cible or "", mots) if chercher else None


def _depot(bilan: Bilan, cible: str, mots: Phrases) -> Designe | None:
    trouve = next((d for d in bilan.depots if d.id == cible), None)
    if trouve is None:
        return None
    qui = _candidatures(bilan, (trouve.candidature,))
    if qui is None and trouve.candidature:
        qui = Designe(mots("designe.inconnue", candidature=trouve.candidature), (trouve.candidature,))
    suite = qui.texte if qui else mots("designe.session", session=trouve.session) if trouve.session else ""
    genre = _genre(trouve, bilan, mots)
    texte = ", ".join(x for x in (mots("designe.fichier", fichier=trouve.fichier), genre, suite) if x)
    return Designe(texte, (trouve.fichier, trouve.session or "", *(qui.noms if qui else ())))


def _genre(depot: Depot, bilan: Bilan, mots: Phrases) -> str:
    match depot.contenu:
        case Grille() as grille:
            referentiel = bilan.atelier.referentiel(grille.referentiel, grille.version)
            return mots.selon(sans_blocs=referentiel.metier_reglemente.valeur)("designe.type.grille", bloc=grille.bloc)
        case Piece() as piece:
            return mots("designe.type.piece", piece=piece.piece)
        case Liste() as liste:
            return mots("designe.type.liste", sorte=liste.sorte)
        case None:
            return ""
        case autre:
            return mots(f"designe.type.{autre.genre}")


def _document(bilan: Bilan, cible: str, _mots: Phrases) -> Designe | None:
    """Not one under seal: its file bears the number that nobody may pair with its candidature (K18)."""
    caches = scelles(bilan.registre.jpn.dockets(), bilan.registre.jpn.proclamations())
    trouve = next((d for d in bilan.registre.documents.tous() if d.id == cible and d.id not in caches), None)
    if trouve is None:
        return None
    qui = _candidatures(bilan, (trouve.candidature,))
    texte = ", ".join(x for x in (trouve.pdf, qui.texte if qui else "") if x)
    return Designe(texte, (trouve.session or "", *(qui.noms if qui else ())))


def _papier(bilan: Bilan, cible: str, _mots: Phrases) -> Designe | None:
    try:
        papier = designer(Papiers(bilan).tous.values(), cible)
    except UsageError:
        return None
    qui = f"{papier.pv.prenom} {papier.pv.nom}"
    return Designe(f"{papier.numero}, {qui} ({papier.situation.id})", (qui, papier.situation.id))


def _candidature(bilan: Bilan, cible: str, _mots: Phrases) -> Designe | None:
    return _candidatures(bilan, (cible,))


def _deux(bilan: Bilan, cible: str, _mots: Phrases) -> Designe | None:
    try:
        deux = [personnes.trouver(bilan, x) for x in personnes.deux(cible)]
    except UsageError:
        return None
    return _candidatures(bilan, [c for p in deux for c in p.candidatures])


def _des_candidatures(bilan: Bilan, cible: str, _mots: Phrases) -> Designe | None:
    return _candidatures(bilan, numeros.en_liste(cible))


def _remplacement(bilan: Bilan, cible: str, mots: Phrases) -> Designe | None:
    return _depot(bilan, cible, mots) or _candidature(bilan, cible, mots)


def _candidatures(bilan: Bilan, ids: Iterable[str | None]) -> Designe | None:
    voulus = {i for i in ids if i}
    trouvees = [s for s in bilan.jugement.situations if s.id in voulus]
    if not trouvees:
        return None
    return Designe(" ; ".join(map(_qui, trouvees)), tuple(n for s in trouvees for n in (s.id, _nom(s))))


def _qui(s: Situation) -> str:
    nom = _nom(s)
    return f"{nom} ({s.id})" if nom else s.id


def _nom(s: Situation) -> str:
    qui = s.nomme or s.convoque
    return f"{qui.prenom or ''} {qui.nom or ''}".strip() if qui else ""


CHERCHER: Mapping[Ordre, Callable[[Bilan, str, Phrases], Designe | None]] = {
    Ordre.REPRENDRE: _depot,
    Ordre.CONFIRMER: _remplacement,
    Ordre.ENVOYER: _des_candidatures,
    Ordre.REPUBLIER: _document,
    Ordre.FUSIONNER: _deux,
    **dict.fromkeys((Ordre.REIMPRIMER, Ordre.SIGNER, Ordre.EXPEDIER, Ordre.REMETTRE), _papier),
    **dict.fromkeys((Ordre.LIBERER, Ordre.RECTIFIER, Ordre.RENOMMER, Ordre.DUPLIQUER, Ordre.DELIVRER), _candidature),
}

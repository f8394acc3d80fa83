"""The plain values that both twins of a layout receive: the same words, in the same order, for Word and for Typst."""

import re
from typing import Any, TypeAlias

from pipeline.model.document import (
    Bloc,
    Document,
    Fiche,
    Graphique,
    Horaire,
    Liste,
    Paragraphe,
    Signatures,
    Tableau,
    Titre,
)

from .graphique import valeurs_du_graphique
from .horaire import valeurs_de_l_horaire

Valeurs: TypeAlias = dict[str, Any]

# Every way that people's programs end a line, brought to one: both twins break the line there.
_FIN_DE_LIGNE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CASES_PAR_RANG = 2
# What is signed stands on the page of its signature, as long as both hold on one page: rows of boxes, characters.
_RANGS_SOLIDAIRES = 4
_SIGNES_SOLIDAIRES = 1200
A_SIGNER = 14  # millimetres of a row that someone signs; the row of the headings keeps its own height
# Above these numbers of characters, a line of the parchemin is set in its second size, then in its third.
_TITULAIRE = (38, 56)
_INTITULE = (50, 68)


def valeurs(document: Document, auteur: str) -> Valeurs:
    """What a template may name. Plain dicts, lists and strings only: a template cannot reach into our objects."""
    parchemin = document.parchemin
    brut = document.model_dump(mode="json", exclude={"blocs", "mise_en_page"})
    if parchemin is not None:
        brut["parchemin"] |= {
            "corps_titulaire": _corps(parchemin.titulaire, _TITULAIRE),
            "corps_titre": _corps(parchemin.titre, _INTITULE),
        }
    resultat: Valeurs = _lignes({**brut, "auteur": auteur, "blocs": _blocs(document)})
    return resultat


def _blocs(document: Document) -> list[Valeurs]:
    """Heading levels never jump (an accessible PDF forbids it): a deeper one comes down to the next level.

    A block without a line is left out: a table without a row is no table, in Word as in PDF.
    """
    niveau = 0
    blocs: list[Valeurs] = []
    presents = [b for b in document.blocs if not _vide(b)]
    for rang, bloc in enumerate(presents):
        valeurs_du_bloc = _bloc(bloc)
        if isinstance(bloc, Signatures):
            _lier(valeurs_du_bloc, presents[:rang], blocs)
        if isinstance(bloc, Titre):
            niveau = min(bloc.niveau, niveau + 1)
            valeurs_du_bloc["niveau"] = niveau
        blocs.append(valeurs_du_bloc)
    return blocs


def _lier(signatures: Valeurs, avant: list[Bloc], blocs: list[Valeurs]) -> None:
    """Nobody signs a page that says nothing: the text before the boxes, up to its heading, stays with them.

    `solidaire`: each twin keeps such blocks on one page; the Word one counts their paragraphs.
    """
    solidaire = len(signatures["rangs"]) <= _RANGS_SOLIDAIRES
    nombre = _avant_la_signature(avant) if solidaire else 0
    lies = avant[len(avant) - nombre :]
    paragraphes = sum(len(b.elements) if isinstance(b, Liste) else 1 for b in lies)
    signatures["solidaire"], signatures["description"] = solidaire, f"solidaire {paragraphes}" if solidaire else ""
    for valeurs_du_bloc in blocs[len(blocs) - nombre :]:
        valeurs_du_bloc["solidaire"] = True


def _avant_la_signature(avant: list[Bloc]) -> int:
    """How many blocks end on the page of the boxes: paragraphs and lists that are short, their heading at most."""
    nombre, signes = 0, 0
    for bloc in reversed(avant):
        match bloc:
            case Titre():
                return nombre + 1
            case Paragraphe():
                signes += len(bloc.texte)
            case Liste():
                signes += sum(map(len, bloc.elements))
            case _:
                return nombre
        if signes > _SIGNES_SOLIDAIRES:
            return nombre
        nombre += 1
    return nombre


def _vide(bloc: Bloc) -> bool:
    match bloc:
        case Fiche():
            return not bloc.lignes
        case Signatures():
            return not bloc.cases
        case Horaire():
            return not bloc.colonnes
        case Graphique():
            return not bloc.barres
        case _:
            return False


def _bloc(bloc: Bloc) -> Valeurs:
    match bloc:
        case Fiche():
            return {"genre": bloc.genre, "lignes": [{"libelle": cle, "valeur": valeur} for cle, valeur in bloc.lignes]}
        case Tableau():
            return _tableau(bloc)
        case Horaire():
            return valeurs_de_l_horaire(bloc)
        case Graphique():
            return valeurs_du_graphique(bloc)
        case Signatures():
            cases = [{"nom": nom, "qualite": qualite} for nom, qualite in bloc.cases]
            if len(cases) % _CASES_PAR_RANG:
                cases.append({"nom": "", "qualite": ""})
            rangs = [cases[i : i + _CASES_PAR_RANG] for i in range(0, len(cases), _CASES_PAR_RANG)]
            return {"genre": bloc.genre, "rangs": rangs}
        case _:
            return bloc.model_dump(mode="json")


def _tableau(tableau: Tableau) -> Valeurs:
    colonnes = len(tableau.entetes)
    if len(tableau.largeurs) != colonnes or any(not 0 < len(x.cellules) <= colonnes for x in tableau.lignes):
        raise ValueError(f"Le tableau « {tableau.legende} » n'a pas autant de largeurs ou de cellules que d'en-têtes.")
    hauteurs = f" hauteurs 0 {A_SIGNER * 10}" if tableau.a_signer else ""
    return {
        "genre": tableau.genre,
        "legende": tableau.legende,
        "hauteur": A_SIGNER if tableau.a_signer else 0,
        "entetes": list(tableau.entetes),
        "largeurs": list(tableau.largeurs),
        "description": "colonnes " + " ".join(str(x) for x in tableau.largeurs) + hauteurs,
        "lignes": [{"marque": x.marque, "cellules": _cellules(x.cellules, colonnes)} for x in tableau.lignes],
    }


def _cellules(textes: tuple[str, ...], colonnes: int) -> list[Valeurs]:
    """A row shorter than the table: its last cell spans what is left."""
    derniere = len(textes) - 1
    return [{"texte": t, "portee": colonnes - derniere if i == derniere else 1} for i, t in enumerate(textes)]


def _corps(texte: str, bornes: tuple[int, int]) -> str:
    """The size a line is set in, by its length: both twins choose the same."""
    court, moyen = bornes
    if len(texte) <= court:
        return "grand"
    return "moyen" if len(texte) <= moyen else "petit"


def _lignes(valeur: Any) -> Any:  # noqa: ANN401 - any plain value, walked through
    if isinstance(valeur, str):
        return _FIN_DE_LIGNE.sub("\n", valeur).replace("\t", " ")
    if isinstance(valeur, dict):
        return {cle: _lignes(v) for cle, v in valeur.items()}
    if isinstance(valeur, list | tuple):
        return [_lignes(v) for v in valeur]
    return valeur

"""The rows of a list, by role: whom it names, and what of it is left out, said each time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.model.anomalie import Constat
from pipeline.model.base import Frozen
from pipeline.model.session import Liste, Sorte
from pipeline.model.vocabulaire import plier

from .correspondances import Correspondance
from .personnes import Annuaire, personne
from .tableau import Tableau, court, demesuree, place

# Roles that no cell of a session's workbook has: they say what a row is about.
SESSION, REFERENTIEL = "session", "referentiel"
SANS_CELLULE = {SESSION, REFERENTIEL}
PERSONNES_MAX = 500  # many times the lines of a workbook: past it, the list is not that of one session
CITES_MAX = 10


class _Ligne(Frozen):
    rang: int  # in the file
    textes: dict[str, str]


@dataclass
class _Tri:
    gardees: list[_Ligne] = field(default_factory=list)
    doubles: list[_Ligne] = field(default_factory=list)  # of someone met before
    anonymes: list[_Ligne] = field(default_factory=list)
    d_ailleurs: list[_Ligne] = field(default_factory=list)  # of another session


def lister(
    tableau: Tableau, correspondance: Correspondance, session: str, sorte: Sorte
) -> tuple[Liste | None, tuple[Constat, ...]]:
    """No list when nothing in it tells who is who."""
    roles = set(correspondance.colonnes.values())
    if not _identifie(roles, sorte):
        code = "LISTE_SANS_NOM" if roles else "LISTE_SANS_TITRES"
        return None, (Constat(code=code, places=(place(tableau.rang),)),)
    tri = _trier((_ligne(r.rang, r.cellules, correspondance, sorte) for r in tableau.rangees), session, sorte)
    if len(tri.gardees) > PERSONNES_MAX:
        return None, (demesuree(PERSONNES_MAX, "personnes pour cette session"),)
    dits = (*_colonnes(tableau, correspondance), *_mises_de_cote(tri))
    cqp = _cqp(tri.gardees)
    if len(cqp) > 1:
        return None, (*dits, Constat(code="LISTE_DE_PLUSIEURS_CQP", valeurs={"cqp": citer(cqp)}))
    if not tri.gardees:
        return None, (*dits, Constat(code="LISTE_VIDE"))
    liste = Liste(
        session=session,
        sorte=sorte,
        referentiel=cqp[0] if cqp else None,
        lignes=tuple({k: v for k, v in x.textes.items() if k not in SANS_CELLULE} for x in tri.gardees),
    )
    valeurs = {"nombre": str(len(liste.lignes)), "session": session}
    return liste, (*dits, Constat(code="LISTE_A_RELIRE", valeurs=valeurs))


def _identifie(roles: set[str], sorte: Sorte) -> bool:
    if sorte == "jures":
        return "membre_nom" in roles or {"nom", "prenom"} <= roles
    return "candidature" in roles or {"nom", "prenom"} <= roles


def _ligne(rang: int, cellules: Sequence[str], correspondance: Correspondance, sorte: Sorte) -> _Ligne:
    textes = {role: cellules[i] for i, role in correspondance.colonnes.items() if cellules[i]}
    if sorte == "jures":
        morceaux = [textes.pop(role) for role in ("prenom", "nom") if role in textes]
        if morceaux:
            textes.setdefault("membre_nom", " ".join(morceaux))
    return _Ligne(rang=rang, textes=textes)


def _trier(lignes: Iterable[_Ligne], session: str, sorte: Sorte) -> _Tri:
    annuaire, tri = Annuaire(), _Tri()
    for ligne in lignes:
        if len(tri.gardees) > PERSONNES_MAX:
            break
        qui = personne(ligne.textes, sorte)
        if plier(ligne.textes.get(SESSION, session)) != plier(session):
            tri.d_ailleurs.append(ligne)
        elif not qui.identifiee:
            tri.anonymes.append(ligne)
        elif annuaire.chercher(qui) is not None:
            tri.doubles.append(ligne)
        else:
            annuaire.inscrire(ligne.rang, qui)
            tri.gardees.append(ligne)
    return tri


def _cqp(lignes: Iterable[_Ligne]) -> tuple[str, ...]:
    """Those that are named, each as it was first written."""
    ecrits: dict[str, str] = {}
    for texte in (x.textes[REFERENTIEL] for x in lignes if REFERENTIEL in x.textes):
        ecrits.setdefault(plier(texte), texte)
    return tuple(ecrits.values())


def _mises_de_cote(tri: _Tri) -> Iterator[Constat]:
    for code, lignes in (
        ("LIGNES_D_UNE_AUTRE_SESSION", tri.d_ailleurs),
        ("LIGNES_EN_DOUBLE", tri.doubles),
        ("LIGNES_SANS_NOM", tri.anonymes),
    ):
        if lignes:
            rangs = citer(str(x.rang) for x in lignes)
            yield Constat(code=code, places=tuple(place(x.rang) for x in lignes), valeurs={"lignes": rangs})


def _colonnes(tableau: Tableau, correspondance: Correspondance) -> Iterator[Constat]:
    """A column that is empty from top to bottom is missed by nobody. No title is quoted of a confidential one (K29)."""

    def remplies(colonnes: Iterable[int]) -> list[int]:
        return [i for i in colonnes if any(r.cellules[i] for r in tableau.rangees)]

    inconnues = remplies(correspondance.inconnues)
    if inconnues:
        titres = " ; ".join(f"« {tableau.titre(i)} »" for i in inconnues)
        places = tuple(place(tableau.rang, i) for i in inconnues)
        yield Constat(code="COLONNE_INCONNUE", places=places, valeurs={"colonnes": titres})
    if correspondance.confidentielles:
        yield Constat(code="COLONNE_CONFIDENTIELLE")
    for gardee, autre in correspondance.doubles:
        if remplies([autre]):
            valeurs = {"gardee": tableau.titre(gardee), "autre": tableau.titre(autre)}
            yield Constat(code="COLONNE_EN_DOUBLE", places=(place(tableau.rang, autre),), valeurs=valeurs)


def citer(quoi: Iterable[str]) -> str:
    """A list that a sentence can hold."""
    tous = tuple(map(court, quoi))
    return ", ".join([*tous[:CITES_MAX], *(["…"] if len(tous) > CITES_MAX else [])])

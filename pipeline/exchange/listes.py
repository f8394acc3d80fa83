"""The rows of a list, by role: whom it names, and what of it is left out, said each time."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.model.anomalie import Constat
from pipeline.model.base import Frozen
from pipeline.model.session import Liste, Sorte
from pipeline.model.vocabulaire import plier

from .correspondances import Correspondance
from .personnes import Annuaire, personne
from .tableau import Tableau, place

# Roles that no cell of a session's workbook has: they say what a row is about.
SESSION, REFERENTIEL = "session", "referentiel"
MONTREES = 10  # rows named in one sentence


class _Ligne(Frozen):
    rang: int  # in the file
    textes: dict[str, str]


def lister(
    tableau: Tableau, correspondance: Correspondance, session: str, sorte: Sorte
) -> tuple[Liste | None, tuple[Constat, ...]]:
    """No list when nothing in it tells who is who."""
    roles = set(correspondance.colonnes.values())
    if not _identifie(roles, sorte):
        code = "LISTE_SANS_NOM" if roles else "LISTE_SANS_TITRES"
        return None, (Constat(code=code, places=(place(tableau.rang),)),)
    toutes = [x for x in (_ligne(r.rang, r.cellules, correspondance, sorte) for r in tableau.rangees) if x.textes]
    d_ici = [x for x in toutes if plier(x.textes.get(SESSION, session)) == plier(session)]
    d_ailleurs = [x for x in toutes if plier(x.textes.get(SESSION, session)) != plier(session)]
    gardees, doubles, anonymes = _trier(d_ici, sorte)
    codes = {plier(x.textes[REFERENTIEL]): x.textes[REFERENTIEL] for x in gardees if REFERENTIEL in x.textes}
    if len(codes) > 1:
        return None, (Constat(code="LISTE_DE_PLUSIEURS_CQP", valeurs={"cqp": ", ".join(codes.values())}),)
    if not gardees:
        return None, (*_mises_de_cote(d_ailleurs, doubles, anonymes), Constat(code="LISTE_VIDE"))
    hors_cellules = {SESSION, REFERENTIEL}
    liste = Liste(
        session=session,
        sorte=sorte,
        referentiel=next(iter(codes.values()), None),
        lignes=tuple({k: v for k, v in x.textes.items() if k not in hors_cellules} for x in gardees),
    )
    a_relire = Constat(code="LISTE_A_RELIRE", valeurs={"nombre": str(len(gardees)), "session": session})
    dits = (*_colonnes(tableau, correspondance), *_mises_de_cote(d_ailleurs, doubles, anonymes), a_relire)
    return liste, dits


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


def _trier(lignes: Iterable[_Ligne], sorte: Sorte) -> tuple[list[_Ligne], list[_Ligne], list[_Ligne]]:
    """Those that are kept, those of a person already met, those of nobody."""
    annuaire = Annuaire()
    gardees, doubles, anonymes = [], [], []
    for ligne in lignes:
        qui = personne(ligne.textes, sorte)
        if not qui.identifiee:
            anonymes.append(ligne)
        elif annuaire.chercher(qui) is not None:
            doubles.append(ligne)
        else:
            annuaire.inscrire(ligne.rang, qui)
            gardees.append(ligne)
    return gardees, doubles, anonymes


def _mises_de_cote(
    d_ailleurs: Sequence[_Ligne], doubles: Sequence[_Ligne], anonymes: Sequence[_Ligne]
) -> Iterator[Constat]:
    for code, lignes in (
        ("LIGNES_D_UNE_AUTRE_SESSION", d_ailleurs),
        ("LIGNES_EN_DOUBLE", doubles),
        ("LIGNES_SANS_NOM", anonymes),
    ):
        if lignes:
            rangs = [str(x.rang) for x in lignes]
            suite = ["…"] if len(rangs) > MONTREES else []
            places = tuple(place(x.rang) for x in lignes)
            yield Constat(code=code, places=places, valeurs={"lignes": ", ".join([*rangs[:MONTREES], *suite])})


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

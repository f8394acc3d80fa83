"""Documents made only to try a layout: every kind of block, every field, each filled with a word found nowhere else."""

from collections.abc import Iterator
from datetime import date
from typing import get_args

from pipeline.model.document import (
    Barre,
    Bloc,
    Case,
    Colonne,
    Document,
    Encadre,
    Fiche,
    Graphique,
    Horaire,
    Lettre,
    Ligne,
    Liste,
    Paragraphe,
    Parchemin,
    SautDePage,
    Signatures,
    Tableau,
    Titre,
)

MOT = "Sonde"
ENTETE, PIED, SPECIMEN = "Entetesonde", "Piedsonde", "SONDE"
_JOUR = date(2020, 1, 1)


class _Mots:
    """Words that are all different: `Sondea`, `Sondeb`… Letters only, so that no page number looks like one."""

    def __init__(self) -> None:
        self._rang = 0

    def __call__(self) -> str:
        self._rang += 1
        lettres, rang = "", self._rang
        while rang:
            rang, reste = divmod(rang, 20)
            lettres = chr(ord("a") + reste) + lettres
        return f"{MOT}{lettres}é"

    def plusieurs(self, nombre: int) -> tuple[str, ...]:
        return tuple(self() for _ in range(nombre))


def sondes(mise_en_page: str) -> Iterator[Document]:
    """A full document and its SPÉCIMEN; then one where all that may be absent is."""
    mots = _Mots()
    commun = {"type": "sonde", "mise_en_page": mise_en_page, "date": _JOUR}
    plein = {"sous_titre": mots(), "sujet": "Sonde", "entete": ENTETE, "pied": PIED, "blocs": tuple(_blocs(mots))}
    garni = commun | {"titre": mots()}
    if mise_en_page == "lettre":
        garni["lettre"] = _lettre(mots)
    if mise_en_page == "parchemin":
        garni["parchemin"] = _parchemin(mots)
    yield Document.model_validate(garni | plein)
    yield Document.model_validate(garni | plein | {"specimen": SPECIMEN})
    yield Document.model_validate(garni)
    if mise_en_page == "parchemin":
        for repetitions in (7, 10):
            long = _parchemin(mots, repetitions)
            yield Document.model_validate(garni | {"parchemin": long})


def _blocs(mots: _Mots) -> Iterator[Bloc]:
    for niveau in (1, 2, 3):
        yield Titre.model_validate({"niveau": niveau, "texte": mots()})
    for style in get_args(Paragraphe.model_fields["style"].annotation):
        yield Paragraphe(style=style, texte=f"{mots()} {mots()}\n{mots()}")
    yield Liste(elements=mots.plusieurs(2))
    yield Fiche(lignes=((mots(), mots()), (mots(), mots())))
    marques = get_args(Ligne.model_fields["marque"].annotation)
    lignes = [Ligne(cellules=mots.plusieurs(3), marque=marque) for marque in marques]
    lignes += [Ligne(cellules=mots.plusieurs(1), marque="titre"), Ligne(cellules=mots.plusieurs(2))]
    yield Tableau(legende=mots(), entetes=mots.plusieurs(3), largeurs=(1, 3, 2), lignes=tuple(lignes))
    for ton in get_args(Encadre.model_fields["ton"].annotation):
        yield Encadre(ton=ton, titre=mots(), textes=mots.plusieurs(2))
    yield Tableau(
        legende=mots(),
        entetes=mots.plusieurs(2),
        largeurs=(1, 1),
        lignes=(Ligne(cellules=mots.plusieurs(2)),),
        a_signer=True,
    )
    yield SautDePage()
    yield _horaire(mots)
    yield SautDePage()
    yield _graphique(mots)
    yield Signatures(cases=tuple((mots(), mots()) for _ in range(3)))


def _horaire(mots: _Mots) -> Horaire:
    """Boxes that start together, that last beyond one another, that are short, and a column that waits."""
    tons = get_args(Case.model_fields["ton"].annotation)
    longues = tuple(Case(debut=540 + 60 * n, fin=600 + 60 * n, texte=mots(), ton=ton) for n, ton in enumerate(tons))
    courtes = (Case(debut=570, fin=585, texte=mots()), Case(debut=630, fin=700, texte=f"{mots()}\n{mots()}"))
    colonnes = (Colonne(titre=mots(), cases=longues), Colonne(titre=mots(), cases=courtes), Colonne(titre=mots()))
    return Horaire(legende=mots(), colonnes=colonnes)


def _graphique(mots: _Mots) -> Graphique:
    """Every tone, a part too narrow for its number, a bar without one, and a bar of which nothing is told."""
    barres = (
        Barre(libelle=mots(), valeurs=(400, 300, 200, 100), texte=mots()),
        Barre(libelle=mots(), valeurs=(1, 0, 0, 50), reste=100, texte=mots()),
        Barre(libelle=mots(), valeurs=(90, 0, 0, 0), reste=10, texte=mots(), chiffree=False),
        Barre(libelle=mots(), valeurs=(0, 0, 0, 0), texte=mots()),
    )
    return Graphique(legende=mots(), series=mots.plusieurs(4), reste=mots(), barres=barres)


def _lettre(mots: _Mots) -> Lettre:
    return Lettre(
        emetteur=mots.plusieurs(3),
        destinataire=mots.plusieurs(3),
        lieu_date=mots(),
        references=mots.plusieurs(2),
        objet=mots(),
        civilite=mots(),
        politesse=mots(),
        signataire=mots.plusieurs(2),
    )


def _parchemin(mots: _Mots, repetitions: int = 1) -> Parchemin:
    return Parchemin(
        certificateurs=mots.plusieurs(2),
        surtitre=mots(),
        titre=" ".join(mots.plusieurs(repetitions)),
        attestation=mots(),
        decerne_a=mots(),
        titulaire=" ".join(mots.plusieurs(repetitions)),
        naissance=mots(),
        mentions=mots.plusieurs(2),
        lieu_date=mots(),
        signataire=mots.plusieurs(2),
        numero=mots(),
    )

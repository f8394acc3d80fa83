"""The figures of a sitting: a chart, then its table; what is hidden of one is hidden of the other."""

from collections.abc import Iterator

from pipeline.model.document import Barre, Bloc, Graphique, Ligne, Paragraphe, Tableau, Titre
from pipeline.model.statistiques import Figures, Rangee, Serie
from pipeline.texts import Phrases

_NOTEES = ("bloc", "competence", "delai")
_SUR_LES_DOSSIERS = ("divergence", "delai")  # their groups have sentences for names


def figures(phrases: Phrases, f: Figures) -> Iterator[Bloc]:
    if not f.series:
        yield Paragraphe(texte=phrases("peu", minimum=str(f.effectif_min)))
    for serie in f.series:
        yield from _serie(phrases, serie, f.effectif_min)


def _serie(phrases: Phrases, serie: Serie, minimum: int) -> Iterator[Bloc]:
    titre = phrases(f"titre.{serie.cle}")
    parts = tuple(phrases(f"part.{x}") for x in serie.entetes)
    barres = tuple(_barre(phrases, serie, r, minimum) for r in serie.lignes)
    yield Titre(niveau=2, texte=titre)
    if any(sum(b.valeurs) for b in barres):
        legende = phrases("legende.graphique", titre=titre)
        yield Graphique(legende=legende, series=parts, reste=phrases("reste"), barres=barres)
    yield Tableau(
        legende=phrases("legende.tableau", titre=titre),
        entetes=(phrases(f"entetes.groupe.{serie.cle}"), phrases("entetes.effectif"), *parts),
        largeurs=(6, 2, *(3 for _ in parts)),
        lignes=tuple(Ligne(cellules=_cellules(phrases, serie, r, minimum)) for r in serie.lignes),
    )
    if serie.cle in _NOTEES:
        yield Paragraphe(
            style="discret", texte=phrases(f"note.{serie.cle}", minimum=str(minimum), deux=str(2 * minimum))
        )
    if any(r.masquee and r.rare is None for r in serie.lignes):
        yield Paragraphe(style="discret", texte=phrases("masques", minimum=str(minimum)))


def _nom(phrases: Phrases, serie: Serie, rangee: Rangee) -> str:
    return phrases(f"groupe.{rangee.cle[0]}") if serie.cle in _SUR_LES_DOSSIERS else " ".join(rangee.cle)


def _barre(phrases: Phrases, serie: Serie, rangee: Rangee, minimum: int) -> Barre:
    """Of a part known to be small, the chart draws what the others are at least."""
    valeurs = [n or 0 for n in rangee.parts]
    effectif = rangee.effectif
    if rangee.rare is not None and effectif is not None:
        valeurs[1 - rangee.rare] = effectif - minimum + 1
    return Barre(
        libelle=_nom(phrases, serie, rangee),
        valeurs=tuple(valeurs),
        reste=0 if effectif is None else effectif - sum(valeurs),
        texte=phrases("masque") if effectif is None else phrases("effectif", nombre=str(effectif)),
        chiffree=rangee.rare is None,
    )


def _cellules(phrases: Phrases, serie: Serie, rangee: Rangee, minimum: int) -> tuple[str, ...]:
    nom = _nom(phrases, serie, rangee)
    chiffres = [phrases("masque") if n is None else str(n) for n in (rangee.effectif, *rangee.parts)]
    if rangee.rare is not None and rangee.effectif is not None:
        chiffres[1 + rangee.rare] = phrases("moins", nombre=str(minimum))
        chiffres[2 - rangee.rare] = phrases("plus", nombre=str(rangee.effectif - minimum + 1))
    return (phrases("intitule", nom=nom, intitule=rangee.intitule) if rangee.intitule else nom, *chiffres)

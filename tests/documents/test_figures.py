"""The figures of a sitting as a document tells them (issue 4 §8): a chart, its table, and what is hidden of both."""

import pytest

from pipeline.documents.compose.jpn.figures import figures
from pipeline.model.document import Bloc, Graphique, Paragraphe, Tableau, Titre
from pipeline.model.statistiques import Figures, Rangee, Serie
from pipeline.texts import phrases
from tests.outils import chiffres
from tests.outils import documents as essais

PHRASES = phrases(essais.TEMPLATES, "figures-jpn")
TU = "n.\N{NO-BREAK SPACE}c."


def une_serie(cle: str, *lignes: Rangee, entetes: tuple[str, ...] = ("divergent", "conforme")) -> Figures:
    serie = Serie.model_validate({"cle": cle, "entetes": entetes, "lignes": lignes})
    return Figures(dossiers=60, effectif_min=5, series=(serie,))


def blocs(f: Figures) -> tuple[Bloc, ...]:
    return tuple(figures(PHRASES, f))


def tableau(f: Figures) -> list[tuple[str, ...]]:
    (trouve,) = (b for b in blocs(f) if isinstance(b, Tableau))
    return [ligne.cellules for ligne in trouve.lignes]


def graphiques(f: Figures) -> list[Graphique]:
    return [b for b in blocs(f) if isinstance(b, Graphique)]


def test_chaque_serie_a_son_titre_son_graphique_puis_son_tableau():
    f = chiffres.seance()
    genres = [b.genre for b in blocs(f)]
    assert genres.count("titre") == genres.count("tableau") == len(f.series) == 6
    for rang, b in enumerate(blocs(f)):
        if isinstance(b, Titre):
            assert b.niveau == 2
            assert genres[rang + 1 : rang + 3] in (["graphique", "tableau"], ["tableau", "paragraphe"])


def test_un_groupe_montre_l_est_pareil_dans_le_graphique_et_le_tableau():
    f = une_serie("divergence", Rangee(cle=("jpn_avis",), effectif=60, parts=(12, 48)))
    assert tableau(f) == [("Jury paritaire et avis du jury", "60", "12", "48")]
    (barre,) = graphiques(f)[0].barres
    assert (barre.valeurs, barre.reste, barre.texte, barre.chiffree) == ((12, 48), 0, "60 dossiers", True)
    assert not [b for b in blocs(f) if isinstance(b, Paragraphe)]


def test_ce_qui_est_cache_l_est_dans_le_graphique_et_le_tableau_et_cela_se_dit():
    montre = Rangee(cle=("GC",), effectif=30, parts=(20, None, None))
    cache = Rangee(cle=("COS",), effectif=None, parts=(None, None, None))
    f = une_serie("referentiel", montre, cache, entetes=("Certification", "Partielle", "Non-certification"))
    assert tableau(f) == [("GC", "30", "20", TU, TU), ("COS", TU, TU, TU, TU)]
    gc, cos = graphiques(f)[0].barres
    assert (gc.valeurs, gc.reste) == ((20, 0, 0), 10)
    assert (cos.valeurs, cos.reste, cos.texte) == ((0, 0, 0), 0, TU)
    (note,) = (b for b in blocs(f) if isinstance(b, Paragraphe))
    assert "inférieur à 5" in note.texte


@pytest.mark.parametrize(
    ("rare", "cellules", "valeurs"),
    [(0, ("moins de 5", "au moins 56"), (0, 56)), (1, ("au moins 56", "moins de 5"), (56, 0))],
)
def test_une_part_rare_se_dit_sans_son_nombre(rare: int, cellules: tuple[str, ...], valeurs: tuple[int, ...]):
    """« fewer than five of 60 » is what a reader wants to know; the chart writes no number that would look exact."""
    f = une_serie("divergence", Rangee(cle=("jpn_avis",), effectif=60, parts=(None, None), rare=rare))
    assert tableau(f)[0][2:] == cellules
    (barre,) = graphiques(f)[0].barres
    assert (barre.valeurs, barre.reste, barre.chiffree) == (valeurs, 4, False)
    assert not [b for b in blocs(f) if isinstance(b, Paragraphe)]


def test_un_bloc_et_une_competence_ont_leur_intitule_dans_le_tableau():
    f = une_serie("bloc", Rangee(cle=("GC", "B1"), intitule="Accueillir", effectif=30, parts=(20, 10)))
    assert tableau(f)[0][0] == "GC B1 — Accueillir"
    assert graphiques(f)[0].barres[0].libelle == "GC B1"


def test_une_serie_dont_rien_ne_se_montre_n_a_pas_de_graphique():
    f = une_serie("voie", Rangee(cle=("VAE",), effectif=None, parts=(None, None)))
    assert graphiques(f) == []


def test_une_seance_trop_petite_n_a_aucun_chiffre_et_le_dit():
    (seul,) = blocs(chiffres.trop_petite())
    assert isinstance(seul, Paragraphe)
    assert "moins de 5 dossiers" in seul.texte

"""The days on which offices are closed, against a calendar on the wall."""

from datetime import date

import pytest

from pipeline.rules.jours import chome, fete


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        (date(2024, 1, 1), "un jour férié : Jour de l'an"),
        (date(2024, 4, 1), "un jour férié : Lundi de Pâques"),
        (date(2024, 5, 1), "un jour férié : Fête du Travail"),
        (date(2024, 5, 8), "un jour férié : Fête de la Victoire"),
        (date(2024, 5, 9), "un jour férié : Ascension"),
        (date(2024, 5, 20), "un jour férié : Lundi de Pentecôte"),
        (date(2023, 7, 14), "un jour férié : Fête nationale"),
        (date(2023, 8, 15), "un jour férié : Assomption"),
        (date(2023, 11, 1), "un jour férié : Toussaint"),
        (date(2023, 11, 11), "un jour férié : Armistice"),
        (date(2023, 12, 25), "un jour férié : Noël"),
        (date(2023, 12, 26), None),  # of Alsace-Moselle only
        (date(2024, 3, 29), None),  # Good Friday, the same
        (date(2023, 10, 14), "un samedi"),
        (date(2023, 10, 15), "un dimanche"),
        (date(2023, 10, 16), None),
    ],
)
def test_les_jours_ou_les_bureaux_sont_fermes(jour: date, attendu: str | None):
    assert chome(jour) == attendu


@pytest.mark.parametrize("annee", range(2023, 2041))
def test_onze_jours_feries_par_an_dans_toute_la_france(annee: int):
    jours = [date.fromordinal(n) for n in range(date(annee, 1, 1).toordinal(), date(annee + 1, 1, 1).toordinal())]
    communs = [j for j in jours if fete(j)]
    assert len(communs) == 11

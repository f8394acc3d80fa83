"""Our verdict agrees with `jsonschema` (Draft 2020-12), which was not written with this code."""

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import forms
from pipeline.model.classeur import Champ, Formulaire, Genre
from pipeline.validation.normalise import Valeur
from pipeline.validation.textes import interdits
from pipeline.validation.validateur import _compiler
from tests.validation.remplissage import COMPTE_RENDU, DEMANDE, FORMATION, GRILLE, JPN, PLANNING, PV, remplie

FORMULAIRES = (GRILLE, PV, JPN, PLANNING, FORMATION, COMPTE_RENDU, DEMANDE)


def visible(texte: str) -> bool:
    """Other texts are refused before; the two judges do not agree on which invisible characters are spaces."""
    return not any(interdits(texte))


def valeurs(champ: Champ) -> st.SearchStrategy[Valeur]:
    justes: st.SearchStrategy[Valeur] = {
        Genre.CHOIX: st.sampled_from(champ.choix or ("",)),
        Genre.DATE: st.dates().map(str),
        Genre.HEURE: st.times().map("{:%H:%M}".format),
        Genre.NOMBRE: st.integers(0, 9999),
    }.get(champ.genre, st.from_regex(rf"\A(?:{champ.motif or '.{1,50}'})\Z").filter(visible))
    quelconque = (
        st.text(max_size=300).map(str.strip).filter(visible)
        | st.integers()
        | st.sampled_from(["2023-02-30", "02/10/2023", "24:00", "Oui"])
    )
    return justes | quelconque


@st.composite
def saisies(tirer: st.DrawFn) -> tuple[Formulaire, dict[str, Valeur]]:
    formulaire = tirer(st.sampled_from(FORMULAIRES))
    gardes = tirer(st.sets(st.sampled_from(formulaire.champs), max_size=12))
    base = {n: str(c.valeur) for n, c in remplie(formulaire).cellules.items() if not isinstance(c.valeur, int)}
    return formulaire, base | {c.nom: tirer(valeurs(c)) for c in gardes}


@given(saisies())
def test_les_deux_juges_voient_les_memes_cellules_fautives(cas: tuple[Formulaire, dict[str, Valeur]]):
    formulaire, saisie = cas
    oracle = jsonschema.Draft202012Validator(
        forms.schema(formulaire), format_checker=jsonschema.FormatChecker(["date"])
    )
    attendus = sorted((tuple(e.path), str(e.validator)) for e in oracle.iter_errors(saisie))
    trouves = sorted(
        (tuple(e.instance_path), str(e.schema_path[-1])) for e in _compiler(formulaire).iter_errors(saisie)
    )
    assert trouves == attendus


def test_un_schema_qui_renvoie_ailleurs_est_refuse(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(forms, "schema", lambda _: {"$ref": "https://exemple.invalid/schema.json"})
    with pytest.raises(Exception, match="retrieving it failed"):
        _compiler(forms.jpn((forms.LigneJpn(ligne=39),)))

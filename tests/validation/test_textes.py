"""Characters that people cannot see, and texts that say nothing (G-049)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.settings import Argument
from pipeline.validation.textes import extrait, insuffisant, interdits

ARGUMENT = Argument()
# U+…: null, escape, C1, soft hyphen, directions, zero widths, joiner, BOM, isolates, tags, half a pair, line ends.
INVISIBLES = [
    *("\x00", "\x0b", "\x1b", "\x7f", "\x85", "\xad", "\u061c", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f"),
    *("\u2028", "\u2029", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2060", "\u2066", "\u2069", "\ufeff"),
    *("\ufff9", "\ufffe", "\uffff", "\ud800", "\udfff", "\U000e0001"),
]


@pytest.mark.parametrize("caractere", INVISIBLES, ids=lambda c: f"{ord(c):04X}")
def test_un_caractere_invisible_est_trouve_a_sa_place(caractere: str):
    assert list(interdits(f"ligne\tun\nl'œuvre {caractere}fin")) == [(18, caractere)]


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])))
def test_ce_qui_se_voit_est_permis(texte: str):
    assert not list(interdits(texte + "\n\t\u00a0\u202f"))


@pytest.mark.parametrize(
    "texte",
    [
        *(
            "RAS",
            "ras",
            "R.A.S.",
            "ok",
            "OK OK OK OK OK OK OK",
            "idem",
            "Idem.",
            "…",
            "...",
            "-",
            "néant",
            "Sans objet",
        ),
        *(
            "N/A",
            "xxx",
            "aaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbb ccccccccccccc",
            "très bien très bien très bien très bien",
        ),
        *(
            "RAS, néant, idem, sans objet, aucun, rien, ok",
            "12345 67890 2023 100",
            "Bon",
            "Très bien",
            "oui non oui non",
        ),
        *("= = = = = = = = = = = = = = = = = = = =", "😀 😀 😀", "& < > {{ 7*7 }} {% %} </w:p>"),
    ],
)
def test_g049_ce_qui_n_argumente_rien(texte: str):
    """G-049."""
    assert insuffisant(texte, ARGUMENT)


@pytest.mark.parametrize(
    "texte",
    [
        "Analyse claire du dossier",
        "Le droit est bien calculé.",
        "Vos explications étaient précises ; poursuivez ce travail d'analyse.",
        "Un tutorat de trois mois consoliderait la maîtrise des outils.",
    ],
)
def test_g049_une_courte_phrase_de_faits_suffit(texte: str):
    """G-049."""
    assert not insuffisant(texte, ARGUMENT)


def test_ce_qui_compte_comme_argument_est_un_reglage():
    assert not insuffisant("Bon", Argument(lettres_min=3, mots_differents_min=1))
    assert insuffisant("RAS", Argument(lettres_min=1, mots_differents_min=1))
    assert insuffisant("Le droit est bien calculé.", Argument(lettres_min=40, mots_differents_min=3))


@given(st.text(), st.text())
def test_g049_en_dire_plus_ne_nuit_jamais(texte: str, suite: str):
    """G-049."""
    if not insuffisant(texte, ARGUMENT):
        assert not insuffisant(f"{texte} {suite}", ARGUMENT)


@given(st.text())
def test_un_extrait_se_montre_partout(texte: str):
    montre = extrait(texte)
    assert len(montre) <= 61
    assert montre.isprintable()
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in montre)

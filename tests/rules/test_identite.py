"""Who is who, when two people write the same name."""

import pytest

from pipeline.rules.identite import meme_nom, personne


@pytest.mark.parametrize(
    ("un", "autre", "attendu"),
    [
        ("CPAM de Nulle-Part", "cpam  de NULLE PART", True),
        ("Noël Lœuvre", "NOEL LOEUVRE", True),
        ("D’Ambroisie", "d'Ambroisie", True),
        ("CPAM de Nulle-Part", "CPAM de Quelque-Part", False),
        ("Alix Témoin", "Alix Témoins", False),
        ("", "", False),
        ("-", "…", False),
    ],
)
def test_un_nom_ecrit_autrement_reste_le_meme(un: str, autre: str, attendu: bool):  # noqa: FBT001 — is it the same?
    """G-027, G-030: case, accents and punctuation tell nobody apart; two blanks are no name."""
    assert meme_nom(un, autre) is attendu


def test_la_meme_personne_se_retrouve_d_une_candidature_a_l_autre():
    """G-097, K17: by her names and her e-mail, written with or without capitals."""
    avant = personne("Ozanne-Témoin", "Maëlle", "maelle@exemple.invalid", "GC-1")
    assert personne("OZANNE TEMOIN", "maelle", " Maelle@Exemple.invalid ", "COS-9") == avant


def test_les_homonymes_restent_deux_personnes():
    """Another e-mail, or none on either side: nothing says that it is the same person."""
    avec = personne("Témoin", "Alix", "alix@exemple.invalid", "GC-1")
    assert personne("Témoin", "Alix", "alix.temoin@exemple.invalid", "GC-2") != avec
    assert personne("Témoin", "Alix", None, "GC-1") != personne("Témoin", "Alix", None, "GC-2")
    assert personne("Témoin", "Alix", None, "GC-1") == personne("Témoin", "Alix", None, "GC-1")

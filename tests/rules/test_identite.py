"""Who is who, when two people write the same name."""

import pytest

from pipeline.model.session import Convoque
from pipeline.rules.identite import au_nom_de_la_session, meme_nom, noms_voisins, personne
from tests.rules.fabrique import livre, pv


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


@pytest.mark.parametrize(
    ("session", "imprime"),
    [
        (("Durand-Été", "Anaïs"), ("Durand-Été", "Anaïs")),
        (("Durant", "Anaïs"), ("DURAND  ÉTÉ", "Anaïs")),
        ((None, None), ("DURAND  ÉTÉ", "anaïs")),
    ],
)
def test_un_meme_nom_s_imprime_comme_sa_session_l_ecrit(session: tuple[str | None, ...], imprime: tuple[str, str]):
    """G-039: another name stays the PV's, which it contradicts; without a session there is no other spelling."""
    fait = pv(livre(), nom="DURAND  ÉTÉ", prenom="anaïs")
    nomme = au_nom_de_la_session(fait, Convoque(ligne=1, candidature="GC-1", nom=session[0], prenom=session[1]))
    assert (nomme.nom, nomme.prenom) == imprime
    assert au_nom_de_la_session(fait, None) == fait


def test_deux_cases_echangees_sont_remises_dans_l_ordre_de_la_session():
    """G-039: the papers print the name as the session writes it; the PV keeps what was signed."""
    convoque = Convoque(ligne=1, candidature="GC-1", nom="Le Goff", prenom="Anaïs")
    nomme = au_nom_de_la_session(pv(livre(), nom="ANAÏS", prenom="le goff"), convoque)
    assert (nomme.nom, nomme.prenom) == ("Le Goff", "Anaïs")


def test_un_nom_d_usage_contient_le_nom_de_naissance():
    assert noms_voisins("Martin", "DUVAL épouse Martin")
    assert not noms_voisins("Martin-Petit", "Petit-Duval")
    assert not noms_voisins("de", "de Martin"), "a particle tells nobody apart"

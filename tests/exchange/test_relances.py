"""Reminders: the right person, what is awaited and until when; never a result, never a measure (K3, K29)."""

import datetime as dt
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from pipeline.exchange.relances import GenreRelance, Relance, brouillons
from pipeline.model.vocabulaire import plier
from pipeline.texts import phrases
from tests.exchange.exemples import TEMPLATES

MOTS = phrases(TEMPLATES, "relances")
RELANCE = Relance(
    genre=GenreRelance.CARNET,
    destinataire_nom="Maëlle Ozanne",
    email="maelle@exemple.fr",
    copies=("rh@exemple.fr",),
    session="S-2023-10-GC",
    date_session=dt.date(2023, 10, 2),
    echeance=dt.date(2023, 9, 25),
    objets=("GC-2023-0042",),
    responsable="Camille Session",
    responsable_email="camille@exemple.fr",
)
# Roots: what a reminder speaks of is before any result, and of everyone alike.
INTERDITS = (
    "resultat",
    "reussi",
    "echec",
    "echou",
    "admis",
    "valide ",
    "refus",
    "handicap",
    "amenagement",
    "temps supp",
)


def lu(relance: Relance) -> EmailMessage:
    (fait,) = brouillons((relance,), MOTS)
    message = message_from_bytes(fait.octets, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


@pytest.mark.parametrize("genre", GenreRelance)
def test_each_kind_says_who_what_and_when(genre: GenreRelance):
    message = lu(RELANCE.model_copy(update={"genre": genre}))
    assert [a.addr_spec for a in message["To"].addresses] == ["maelle@exemple.fr"]
    assert "S-2023-10-GC" in message["Subject"]
    texte = message.get_content()
    for dit in ("Maëlle Ozanne", "02/10/2023", "25/09/2023", "GC-2023-0042", "Camille Session", "camille@exemple.fr"):
        assert dit in texte, dit


@pytest.mark.parametrize("genre", GenreRelance)
def test_k3_k29_no_kind_speaks_of_a_result_or_of_a_measure(genre: GenreRelance):
    """K3, K29."""
    message = lu(RELANCE.model_copy(update={"genre": genre}))
    dit = plier(f"{message['Subject']} {message.get_content()}")
    assert not [mot for mot in INTERDITS if mot in dit]


def test_n_016_a_missing_carnet_is_asked_of_the_candidate_with_a_copy_to_the_employer():
    message = lu(RELANCE)
    assert [a.addr_spec for a in message["Cc"].addresses] == ["rh@exemple.fr"]
    assert "MyCertif" in message.get_content()


@pytest.mark.parametrize(
    ("objets", "dit"),
    [
        ((), None),
        (("GC-1",), "Candidature concernée : GC-1"),
        (("GC-1", "GC-2"), "Candidatures concernées : GC-1, GC-2"),
    ],
)
def test_g_036_declarations_name_candidatures_in_the_right_number(objets: tuple[str, ...], dit: str | None):
    texte = lu(RELANCE.model_copy(update={"genre": GenreRelance.DECLARATION, "objets": objets})).get_content()
    assert ("Candidature" in texte) is (dit is not None)
    assert dit is None or dit in texte.splitlines()


@pytest.mark.parametrize("email", [None, "pas une adresse", "a@exemple.fr\nBcc: x@exemple.fr"])
def test_without_an_address_the_draft_has_no_recipient_and_says_so(email: str | None):
    message = lu(RELANCE.model_copy(update={"email": email, "copies": ("faux",)}))
    assert not {"To", "Cc", "Bcc"} & set(message.keys())
    assert message.get_content().count("[Avant d’envoyer") == 2


def test_without_a_deadline_or_a_manager_no_hole_is_left():
    texte = lu(RELANCE.model_copy(update={"echeance": None, "responsable": None, "responsable_email": None}))
    dit = texte.get_content()
    assert "(responsable de session à compléter)" in dit
    assert "dernier jour" not in dit
    assert "\n\n\n" not in dit


def test_a_direction_without_a_name_is_greeted_all_the_same():
    assert lu(RELANCE.model_copy(update={"destinataire_nom": ""})).get_content().startswith("Bonjour,")


def test_two_drafts_never_bear_one_name():
    autre = RELANCE.model_copy(update={"destinataire_nom": "MAËLLE OZANNE"})
    noms = [b.nom for b in brouillons((RELANCE, autre, RELANCE), MOTS)]
    assert len({n.casefold() for n in noms}) == 3
    assert noms[0] == "Carnet - GC-2023-0042 Maëlle Ozanne"

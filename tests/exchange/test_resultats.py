"""The letters of the results: the right notice to the right person, and the result nowhere else (G-093, K28)."""

import datetime as dt
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from pipeline.exchange.courriels import Correspondant
from pipeline.exchange.resultats import Destinataire, Envoi, courriel
from pipeline.model.vocabulaire import plier
from pipeline.texts import phrases
from tests.exchange.exemples import TEMPLATES

MOTS = phrases(TEMPLATES, "courriels-resultats")
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40
ENVOI = Envoi(
    a=Destinataire.CANDIDAT,
    qui=Correspondant(nom="Maëlle Ozanne", adresse="maelle@exemple.fr"),
    candidature="GC-2023-0042",
    titulaire="Maëlle Ozanne",
    cqp="Gestionnaire conseil",
    date_jpn=dt.date(2023, 10, 13),
    contact="certification@exemple.fr",
)
# Roots of what a result would be said with; « décision » alone says none.
INTERDITS = ("certifie", "reussi", "felicit", "obten", "attribu", "refus", "ajourn", "partiel", "echec", "echou")
INTERDITS += ("acquis", "parchemin", "recapitulatif", "regret", "malheureus", "non certif", "prochain jury")


def lu(**changements: object) -> EmailMessage:
    octets = courriel(ENVOI.model_copy(update=changements), PDF, MOTS)
    message = message_from_bytes(octets, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def texte(message: EmailMessage) -> str:
    corps = message.get_body()
    assert corps is not None
    return corps.get_content()


@pytest.mark.parametrize("a", Destinataire)
def test_the_notice_goes_as_it_was_published_to_one_person_alone(a: Destinataire):
    message = lu(a=a)
    assert [x.addr_spec for x in message["To"].addresses] == ["maelle@exemple.fr"]
    assert not {"Cc", "Bcc", "From", "Date", "Message-ID"} & set(message.keys())
    assert message["X-Unsent"] == "1"
    (piece,) = message.iter_attachments()
    assert (piece.get_filename(), piece.get_content_type()) == ("Notification GC-2023-0042.pdf", "application/pdf")
    assert piece.get_content() == PDF
    for dit in ("Bonjour Maëlle Ozanne,", "13/10/2023", "Gestionnaire conseil", "certification@exemple.fr"):
        assert dit in texte(message)


@pytest.mark.parametrize("a", Destinataire)
def test_g_093_the_result_is_in_the_notice_alone(a: Destinataire):
    """A subject shows on a locked screen, a letter is forwarded; K28 holds for both."""
    message = lu(a=a, remplace_du=dt.date(2023, 10, 16))
    dit = plier(f"{message['Subject']} {texte(message)}")
    assert not [mot for mot in INTERDITS if mot in dit]
    assert "GC-2023-0042" in message["Subject"]


def test_the_subject_to_the_employer_names_nobody():
    assert "Ozanne" not in lu(a=Destinataire.EMPLOYEUR)["Subject"]


def test_an_employer_without_a_name_is_greeted_all_the_same():
    qui = Correspondant(nom="", adresse="rh@exemple.fr")
    assert texte(lu(a=Destinataire.EMPLOYEUR, qui=qui)).startswith("Bonjour,")


def test_k39_a_rectified_notice_says_which_one_it_cancels():
    assert "annulent et remplacent ceux du 16/10/2023" in texte(lu(remplace_du=dt.date(2023, 10, 16)))
    assert "annul" not in texte(lu())


def test_a_notice_that_may_be_a_specimen_is_held_back_in_words():
    """It bears SPÉCIMEN until the certifier has given what only he knows."""
    assert texte(lu(specimen=True)).startswith("[Ne pas envoyer")
    assert "SPÉCIMEN" not in texte(lu())

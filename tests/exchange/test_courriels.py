"""Drafts read back by Python's own parser: the right people, the right words, and nothing that a name could add."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.exchange.courriels import Correspondant, PieceJointe, brouillon, correspondant

LEA = Correspondant(nom="Léa d'Été", adresse="lea@exemple.fr")
ENTETES = ["X-Unsent", "To", "Cc", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]


def lu(octets: bytes) -> EmailMessage:
    message = message_from_bytes(octets, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_draft_says_to_whom_and_what_and_is_ready_to_send():
    message = lu(
        brouillon(
            (LEA,), "Objet accentué : été", "Bonjour,\n\nœuvre\n", (Correspondant(nom="", adresse="rh@exemple.fr"),)
        )
    )
    assert message.keys() == ENTETES
    assert [(a.display_name, a.addr_spec) for a in message["To"].addresses] == [("Léa d'Été", "lea@exemple.fr")]
    assert [(a.display_name, a.addr_spec) for a in message["Cc"].addresses] == [("", "rh@exemple.fr")]
    assert (message["Subject"], message["X-Unsent"]) == ("Objet accentué : été", "1")
    assert message.get_content_type() == "text/plain"
    assert message.get_content().splitlines() == ["Bonjour,", "", "œuvre"]


def test_nothing_of_the_moment_or_of_the_machine_is_in_it():
    faits = {brouillon((LEA,), "Objet", "Texte") for _ in range(3)}
    assert len(faits) == 1
    assert not {"Date", "Message-ID", "From"} & set(lu(faits.pop()).keys())


def test_without_an_address_there_is_no_recipient():
    assert "To" not in lu(brouillon((), "Objet", "Texte"))


_NOM = st.text(st.characters(codec="utf-8"), max_size=150)


@given(st.lists(_NOM, min_size=1, max_size=5), _NOM, _NOM)
def test_no_name_nor_subject_adds_a_header_or_a_recipient(noms: list[str], objet: str, texte: str):
    """Line breaks, commas, quotes, angle brackets, any language: as many recipients as were given, each whole."""
    qui = [Correspondant(nom=nom, adresse=f"p{i}@exemple.fr") for i, nom in enumerate(noms)]
    octets = brouillon(qui, objet, texte, qui[:1])
    message = lu(octets)
    assert message.keys() == ENTETES
    assert [a.addr_spec for a in message["To"].addresses] == [c.adresse for c in qui]
    assert not message.defects
    visibles = ["".join(c if c.isprintable() else " " for c in nom).split() for nom in (*noms, objet)]
    relus = [*(a.display_name for a in message["To"].addresses), message["Subject"]]
    assert ["".join(r.split()) for r in relus] == ["".join(v) for v in visibles]
    assert message.get_content().split() == texte.split()


@given(_NOM, _NOM, _NOM)
def test_lines_are_as_long_as_mail_allows(nom: str, objet: str, texte: str):
    octets = brouillon((Correspondant(nom=nom, adresse="p@exemple.fr"),), objet, texte * 20)
    assert octets.isascii()
    lignes = octets.split(b"\r\n")
    assert max(map(len, lignes)) <= 78
    assert not any(b"\r" in ligne or b"\n" in ligne for ligne in lignes)


@pytest.mark.parametrize(
    "adresse", ["prenom.nom@exemple.fr", " a+b@x-y.exemple.fr ", "o'neil@exemple.fr", "a@b.museum"]
)
def test_an_address_is_taken(adresse: str):
    assert correspondant("Léa", adresse) == Correspondant(nom="Léa", adresse=adresse.strip())


@pytest.mark.parametrize(
    "adresse",
    [
        None,
        "",
        "lea",
        "lea@exemple",
        "@exemple.fr",
        "lea@@exemple.fr",
        "lea@exemple..fr",
        ".lea@exemple.fr",
        "lea@-exemple.fr",
        "lea@exemple.fr, tous@exemple.fr",
        "lea@exemple.fr;tous@exemple.fr",
        "lea@exemple.fr\nBcc: tous@exemple.fr",
        "<lea@exemple.fr>",
        "Léa <lea@exemple.fr>",
        '"lea"@exemple.fr',
        "léa@exemple.fr",
        f"{'x' * 250}@exemple.fr",
    ],
)
def test_what_is_no_address_is_refused(adresse: str | None):
    assert correspondant("Léa", adresse) is None


@given(st.text(max_size=40))
def test_an_address_never_breaks_its_line(texte: str):
    qui = correspondant("Léa", f"{texte}@exemple.fr")
    if qui:
        assert [a.addr_spec for a in lu(brouillon((qui,), "", ""))["To"].addresses] == [qui.adresse]


@given(_NOM, st.lists(st.tuples(_NOM, st.binary(max_size=200)), min_size=1, max_size=3))
def test_what_is_attached_comes_out_as_it_went_in(texte: str, pieces: list[tuple[str, bytes]]):
    """Whatever their names; the same words and files give the same bytes."""
    jointes = [PieceJointe(nom=f"{nom}.pdf", octets=octets) for nom, octets in pieces]
    fait = brouillon((LEA,), "Objet", texte, pieces=jointes)
    assert fait == brouillon((LEA,), "Objet", texte, pieces=jointes)
    assert fait.isascii()
    assert max(map(len, fait.split(b"\r\n"))) <= 78
    message = lu(fait)
    assert not message.defects
    assert [p.get_content() for p in message.iter_attachments()] == [octets for _, octets in pieces]
    assert all((p.get_filename() or "").endswith(".pdf") for p in message.iter_attachments())
    corps = message.get_body()
    assert corps is not None
    assert corps.get_content().split() == texte.split()


def test_the_name_of_an_attachment_is_one_that_every_mail_program_reads():
    piece = PieceJointe(nom='Notifiée "été" \r\nBcc: x/..\\é.pdf', octets=b"x")
    (jointe,) = lu(brouillon((LEA,), "Objet", "", pieces=(piece,))).iter_attachments()
    assert jointe.get_filename() == "Notifiee ete Bcc x..e.pdf"

"""Documents: announced, published, replaced, revoked; frozen ones never change."""

import pytest

from pipeline.errors import UsageError
from pipeline.register import EtatDocument, Registre
from tests.register.exemples import LE, PLUS_TARD, publication


def _etats(registre: Registre) -> dict[str, str]:
    return {d.id: d.etat.value for d in registre.documents.tous()}


def test_a_published_document_keeps_its_receipt(registre: Registre):
    voulu = publication("dossier-1")
    registre.documents.annoncer([voulu], LE)
    registre.documents.publier(["dossier-1"], PLUS_TARD)
    (vu,) = registre.documents.tous()
    assert vu.model_dump(include=set(type(voulu).model_fields)) == voulu.model_dump()
    assert (vu.etat, vu.annonce_le, vu.publie_le) == (EtatDocument.PUBLIE, LE, PLUS_TARD)


def test_a_crash_between_the_announcement_and_the_files_is_repaired_by_doing_it_again(registre: Registre):
    registre.documents.annoncer([publication("dossier-1")], LE)
    assert _etats(registre) == {"dossier-1": "annonce"}
    registre.documents.annoncer([publication("dossier-1")], PLUS_TARD)
    registre.documents.publier(["dossier-1"], PLUS_TARD)
    registre.documents.annoncer([publication("dossier-1")], PLUS_TARD)
    registre.documents.publier(["dossier-1"], PLUS_TARD)
    assert _etats(registre) == {"dossier-1": "publie"}
    assert [x.quoi for x in registre.journal.lignes()] == ["document_annonce", "document_publie"]


def test_a_later_version_replaces_the_one_of_the_same_place_only(registre: Registre):
    ailleurs = publication("autre", "outbox/institut/autre.docx")
    registre.documents.annoncer([publication("v1"), ailleurs], LE)
    registre.documents.publier(["v1", "autre"], LE)
    registre.documents.annoncer([publication("v2")], PLUS_TARD)
    assert _etats(registre) == {"v1": "publie", "autre": "publie", "v2": "annonce"}
    registre.documents.publier(["v2"], PLUS_TARD)
    assert _etats(registre) == {"v1": "remplace", "autre": "publie", "v2": "publie"}


def test_a_correction_taken_back_publishes_the_first_version_again(registre: Registre):
    for version in ("v1", "v2", "v1"):
        registre.documents.annoncer([publication(version)], LE)
        registre.documents.publier([version], LE)
    assert _etats(registre) == {"v1": "publie", "v2": "remplace"}


def test_a_frozen_document_is_never_made_again_nor_replaced(registre: Registre):
    registre.documents.annoncer([publication("parchemin", fige=True)], LE)
    registre.documents.publier(["parchemin"], LE)
    retouche = publication("parchemin", fige=True).model_copy(update={"sha256_pdf": "0" * 64})
    with pytest.raises(ValueError, match="frozen"):
        registre.documents.annoncer([retouche], PLUS_TARD)
    with pytest.raises(ValueError, match="frozen"):
        registre.documents.annoncer([publication("parchemin", fige=False)], PLUS_TARD)
    with pytest.raises(ValueError, match="frozen"):  # before any file is moved
        registre.documents.annoncer([publication("voisin", fige=True)], PLUS_TARD)
    assert _etats(registre) == {"parchemin": "publie"}
    assert registre.documents.tous()[0].sha256_pdf == publication("parchemin").sha256_pdf


def test_two_frozen_documents_announced_for_one_place_are_not_both_published(registre: Registre):
    registre.documents.annoncer([publication("parchemin", fige=True), publication("voisin", fige=True)], LE)
    with pytest.raises(ValueError, match="frozen"):
        registre.documents.publier(["parchemin", "voisin"], LE)
    assert _etats(registre) == {"parchemin": "annonce", "voisin": "annonce"}


def test_a_frozen_document_may_be_announced_again_until_it_is_out(registre: Registre):
    """A crash, then a corrected template: what was never published binds nobody."""
    registre.documents.annoncer([publication("parchemin", fige=True)], LE)
    refait = publication("parchemin", fige=True).model_copy(update={"sha256_pdf": "1" * 64})
    registre.documents.annoncer([refait], PLUS_TARD)
    registre.documents.publier(["parchemin"], PLUS_TARD)
    assert registre.documents.tous()[0].sha256_pdf == "1" * 64


def test_a_rectification_revokes_with_its_reason_and_the_next_takes_the_place(registre: Registre):
    registre.documents.annoncer([publication("parchemin", fige=True)], LE)
    registre.documents.publier(["parchemin"], LE)
    registre.documents.revoquer("parchemin", "Prénom mal orthographié", PLUS_TARD)
    registre.documents.annoncer([publication("parchemin-r1", fige=True)], PLUS_TARD)
    registre.documents.publier(["parchemin-r1"], PLUS_TARD)
    revoque, nouveau = registre.documents.tous()
    assert (revoque.etat, revoque.revoque_le, revoque.revoque_motif) == (
        EtatDocument.REVOQUE,
        PLUS_TARD,
        "Prénom mal orthographié",
    )
    assert nouveau.etat is EtatDocument.PUBLIE
    with pytest.raises(ValueError, match="frozen"):
        registre.documents.annoncer([publication("parchemin", fige=True)], PLUS_TARD)


def test_a_document_no_longer_owed_is_withdrawn_and_may_be_owed_again(registre: Registre):
    registre.documents.annoncer([publication("dossier-1"), publication("interrompu")], LE)
    registre.documents.publier(["dossier-1"], LE)
    registre.documents.retirer(["dossier-1", "interrompu"], PLUS_TARD)
    registre.documents.retirer(["dossier-1"], PLUS_TARD)
    assert _etats(registre) == {"dossier-1": "retire", "interrompu": "retire"}
    assert [x.quoi for x in registre.journal.lignes()].count("document_retire") == 2
    registre.documents.annoncer([publication("dossier-1")], PLUS_TARD)
    registre.documents.publier(["dossier-1"], PLUS_TARD)
    assert _etats(registre) == {"dossier-1": "publie", "interrompu": "retire"}


def test_an_issued_document_is_not_withdrawn(registre: Registre):
    registre.documents.annoncer([publication("parchemin", fige=True)], LE)
    registre.documents.publier(["parchemin"], LE)
    with pytest.raises(ValueError, match="frozen"):
        registre.documents.retirer(["parchemin"], PLUS_TARD)
    assert _etats(registre) == {"parchemin": "publie"}


def test_only_a_published_document_is_revoked(registre: Registre):
    registre.documents.annoncer([publication("dossier-1")], LE)
    with pytest.raises(UsageError, match="n'est pas publié"):
        registre.documents.revoquer("dossier-1", "erreur", LE)
    with pytest.raises(UsageError, match="n'existe pas"):
        registre.documents.revoquer("inconnu", "erreur", LE)
    with pytest.raises(UsageError, match="n'existe pas"):
        registre.documents.publier(["inconnu"], LE)


def test_nothing_is_published_that_was_not_announced(registre: Registre):
    for version in ("v1", "v2"):
        registre.documents.annoncer([publication(version)], LE)
        registre.documents.publier([version], LE)
    with pytest.raises(ValueError, match="not announced"):
        registre.documents.publier(["v1"], PLUS_TARD)

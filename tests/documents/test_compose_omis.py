"""K43: what nobody checked stands on the first page, of the anonymous copy too, and in the docket."""

from pipeline.documents import compose
from pipeline.model.document import Document
from tests.outils import exemples, jpn
from tests.outils.textes import plat

CONTEXTE = compose.Contexte(reglages=exemples.REGLAGES, templates=exemples.TEMPLATES)
DIT = "a date de dépôt du carnet ; les déclarations de lien des membres du jury."


def _titres(document: Document) -> list[str]:
    return [b.titre for b in document.blocs[:2] if b.genre == "encadre"]


def test_la_premiere_page_nomme_les_regles_non_controlees():
    un = exemples.reussite()
    vue = un.candidature.model_copy(update={"non_verifies": ("carnet", "declarations")})
    sans = un.model_copy(update={"candidature": vue})
    for document in (
        compose.dossier_certification(sans, CONTEXTE),
        compose.dossier_anonyme(jpn.anonyme(sans), CONTEXTE),
    ):
        assert any(t.startswith("Règles non contrôlées") for t in _titres(document))
        assert DIT in plat(document)
    assert "non contrôlées" not in plat(compose.dossier_certification(un, CONTEXTE))


def test_l_ordre_du_jour_les_note_a_la_ligne_du_dossier():
    ordre = jpn.ordre((jpn.inscrit("A-100", non_verifies=("recevabilite",)), jpn.inscrit("B-200")))
    tout = plat(compose.ordre_du_jour(ordre, CONTEXTE))
    assert tout.count("Non contrôlé, classeur de session absent ou incomplet : la décision de recevabilité") == 1

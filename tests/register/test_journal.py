"""The journal: every change has its line, a change of the past shows, no person is named."""

import pytest
from sqlalchemy import Engine, delete, insert, select, update

from pipeline.register import Demande, Registre
from pipeline.register.tables import journal
from pipeline.settings import Numeros
from tests.register.exemples import JPN, LE, PLUS_TARD, deposer, publication


def _remplir(registre: Registre) -> None:
    accepte = deposer(registre, "Dupont Camille PV.xlsx")
    registre.depots.annuler(accepte.id, "Mme Dupont s'est trompée", PLUS_TARD)
    registre.jpn.inscrire(JPN, ["GC-0001"], LE, lambda: "BCDFG2")
    registre.jpn.proclamer(JPN, LE)
    registre.numeros.numeroter(
        [Demande(sigle="GC", annee=2023, candidature="GC-0001", type="parchemin")], Numeros(), LE
    )
    registre.documents.annoncer([publication("dossier-1"), publication("dossier-2")], LE)
    registre.documents.publier(["dossier-1", "dossier-2"], LE)
    registre.documents.revoquer("dossier-2", "Erreur sur le nom de Mme Dupont", LE)


def test_every_change_has_its_line_in_order(registre: Registre):
    _remplir(registre)
    registre.journal.noter(PLUS_TARD, "jpn_correspondance", JPN, {"par": "cqp"})
    lignes = registre.journal.lignes()
    assert [(x.quoi, x.sur) for x in lignes] == [
        ("depot_recu", "D-000001"),
        ("depot_conclu", "D-000001"),
        ("depot_annule", "D-000001"),
        ("jpn_inscription", "GC-0001"),
        ("jpn_proclamation", "2023-10-13"),
        ("numero_tire", "GC-2023-00001-H"),
        ("document_annonce", "dossier-1"),
        ("document_annonce", "dossier-2"),
        ("document_publie", "dossier-1"),
        ("document_remplace", "dossier-1"),
        ("document_publie", "dossier-2"),
        ("document_revoque", "dossier-2"),
        ("jpn_correspondance", "2023-10-13"),
    ]
    assert lignes[1].detail == {"etat": "accepte", "anomalies": "DUREE_LONGUE"}
    assert (lignes[-1].le, lignes[-1].detail) == (PLUS_TARD, {"par": "cqp"})
    assert registre.verifier() == ()


def test_the_journal_names_no_person_and_gives_no_docket_number(registre: Registre):
    """K18: whoever reads the journal must not learn whose dossier lies under an opaque number."""
    _remplir(registre)
    tout = " ".join(x.model_dump_json() for x in registre.journal.lignes())
    assert "Dupont" not in tout
    assert "BCDFG2" not in tout


@pytest.mark.parametrize(
    "retouche",
    [{"quoi": "autre"}, {"sur": "D-000009"}, {"detail": "{}"}, {"le": PLUS_TARD}],
    ids=lambda x: next(iter(x)),
)
def test_a_line_changed_afterwards_shows(registre: Registre, outil: Engine, retouche: dict[str, object]):
    deposer(registre)
    with outil.begin() as connexion:
        connexion.execute(update(journal).where(journal.c.rang == 2).values(**retouche))
    assert registre.verifier() == ("La ligne 2 du journal a été modifiée après coup.",)


@pytest.mark.parametrize("rang", [1, 2, 3])
def test_a_line_taken_out_shows(registre: Registre, outil: Engine, rang: int):
    for nom in ("a.xlsx", "b.xlsx"):
        deposer(registre, nom)
    with outil.begin() as connexion:
        connexion.execute(delete(journal).where(journal.c.rang == rang))
    assert registre.verifier() == (f"Une ligne du journal manque ou a été déplacée avant la ligne {rang + 1}.",)


def test_a_line_slipped_in_shows(registre: Registre, outil: Engine):
    deposer(registre)
    with outil.begin() as connexion:
        derniere = dict(connexion.execute(select(journal).where(journal.c.rang == 2)).mappings().one())
        connexion.execute(insert(journal).values({**derniere, "rang": 3}))
    assert registre.verifier() == ("Une ligne du journal manque ou a été déplacée avant la ligne 3.",)

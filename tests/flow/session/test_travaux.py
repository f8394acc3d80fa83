"""K34: the works of a candidate go to the jurors who declared their links, and to no other."""

import zipfile
from pathlib import Path

import pytest

from pipeline.flow import retours
from pipeline.model.classeur import Brut
from pipeline.model.vocabulaire import Ordre
from tests.outils import sessions
from tests.outils.espace import PHRASE, Chantier
from tests.outils.sessions import candidat, jure, vue

ZIP = "outbox/institut/S-1/envois/Jury 1 - {}.zip"
CARNET, NOTE = "travaux des candidats/GC-1_carnet.pdf", "À LIRE - votre déclaration est attendue.txt"
UN = {"portee": "Blocs", "vise_b1": "Oui"}


@pytest.fixture
def chantier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chantier:
    """The blank workbooks are another test's matter."""
    monkeypatch.setattr(retours, "modeles", lambda *_: iter(()))
    return Chantier(tmp_path / "espace")


def deposer(chantier: Chantier, quand: str, **bo: Brut) -> None:
    jures = [jure(**sessions.JURES[0]), jure(**{**sessions.JURES[1], **bo})]
    sessions.deposer(chantier, [candidat("GC-1", **UN)], jures)
    assert [d.etat for d in chantier.traiter(quand).depots if d.etat == "refuse"] == []


def dedans(chantier: Chantier, qui: str) -> dict[str, bytes]:
    with zipfile.ZipFile(chantier.racine / ZIP.format(qui)) as envoi:
        return {n: envoi.read(n) for n in envoi.namelist()}


def a_renvoyer(chantier: Chantier, quand: str) -> list[str]:
    return [x for x in vue(chantier, quand).a_envoyer if ".zip" in x]


def test_k34_no_work_leaves_before_the_declaration_and_all_is_told(chantier: Chantier):
    """The zip says what is awaited; renewed when it comes, it is to be sent again until a person says it was (K45)."""
    chantier.piece("GC-1", "carnet")
    chantier.piece("GC-1", "carnet-masque")
    deposer(chantier, "2023-09-19T09:00", declaration_le=None)
    bo = dedans(chantier, "Bo Témoin")
    assert not [n for n in bo if n.startswith(("travaux", "grilles et PV"))]
    dit = bo[NOTE].decode("utf-8-sig")
    assert "- GC-1 Prénom Nom-GC-1" in dit
    assert "Sacha Organisatrice, sacha@exemple.invalid" in dit
    alix = dedans(chantier, "Alix Témoin")
    assert CARNET in alix
    assert NOTE not in alix
    assert a_renvoyer(chantier, "2023-09-19T09:00") == [
        f"À envoyer de nouveau, avec les travaux de GC-1 : {ZIP.format('Alix Témoin')}"
    ], "she declared after her convocation had left"

    deposer(chantier, "2023-09-21T09:00", declaration_le=sessions.DECLARATION)
    bo = dedans(chantier, "Bo Témoin")
    assert {CARNET, "grilles et PV/GC-1 Nom-GC-1/GC-1 PV.xlsx"} <= set(bo)
    assert NOTE not in bo
    assert len(a_renvoyer(chantier, "2023-09-21T09:00")) == 2
    assert not any("masque" in n for qui in ("Bo Témoin", "Alix Témoin") for n in dedans(chantier, qui)), (
        "the masked copy is the JPN's"
    )

    valeurs: dict[str, Brut] = {"demande_demandeur": "Sacha", "ordre_motif_1": PHRASE}
    valeurs |= {"ordre_quoi_1": Ordre.EXPEDIER, "ordre_cible_1": "S-1", "ordre_texte_1": "21/09/2023 à 10 h 15"}
    chantier.remplir(chantier.vierge("demande"), chantier.inbox / "demande.xlsx", valeurs)
    chantier.traiter("2023-09-22T09:00")
    (suite,) = (chantier.institut / "demandes").iterdir()
    assert "noté comme envoyé le 21/09/2023 à 10 h 15" in suite.read_text("utf-8-sig")
    assert vue(chantier, "2023-09-22T09:00").a_envoyer == ()

    (chantier.inbox / "GC-1_carnet.pdf").write_bytes(chantier.piece("GC-1", "livret2").read_bytes() + b"% deux\n")
    (chantier.inbox / "GC-1_livret2.pdf").unlink()
    chantier.traiter("2023-09-22T10:00")
    assert len(a_renvoyer(chantier, "2023-09-22T10:00")) == 2, "another carnet came since"


def test_k34_a_declared_link_keeps_the_works_away(chantier: Chantier):
    """S0 §5: who is tied takes no part in the evaluation, and reads nothing of it."""
    chantier.piece("GC-1", "carnet")
    sessions.deposer(
        chantier,
        [candidat("GC-1", **UN), candidat("GC-2", **UN)],
        [jure(**sessions.JURES[0]), jure(**sessions.JURES[1], liens="GC-1")],
    )
    chantier.traiter(sessions.AVANT)
    assert CARNET not in dedans(chantier, "Bo Témoin")

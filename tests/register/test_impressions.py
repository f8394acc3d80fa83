"""The print register: runs with their sheets, and papers that only go forward."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from pipeline.model.impression import EtatImpression, Feuille, Suivi, Tirage
from pipeline.register import Registre
from tests.register.exemples import JPN, LE, PLUS_TARD, sha

UN, DEUX = "parchemin:GC-1:2023-10-13", "parchemin:GC-2:2023-10-13"


def tirage(numero: int = 1, *documents: str, type_: str = "parchemin", motif: str | None = None) -> Tirage:
    return Tirage(
        jpn=JPN,
        numero=numero,
        type=type_,
        fichier=f"outbox/ucanss/2023-10-13/impression {numero} - {type_}.pdf",
        sha256=sha(f"{numero} {type_}"),
        par="Camille Témoin",
        motif=motif,
        le=LE,
        feuilles=tuple(Feuille(document=d, exemplaires=numero) for d in documents),
    )


def etape(document: str, etat: EtatImpression) -> Suivi:
    return Suivi(document=document, etat=etat, par="Bo Témoin", precision="RA 123", le=PLUS_TARD)


def etats(registre: Registre) -> dict[str, str]:
    return {s.document: s.etat.value for s in registre.impressions.suivis()}


def test_a_run_is_read_as_it_was_written(registre: Registre):
    faits = [tirage(1, UN, DEUX), tirage(1, type_="etiquettes")]
    registre.impressions.tirer(faits)
    registre.impressions.tirer([tirage(2, DEUX, motif="Tachée")])
    assert registre.impressions.tirages() == (*faits, tirage(2, DEUX, motif="Tachée"))
    assert etats(registre) == {UN: "imprimé", DEUX: "imprimé"}


def test_the_journal_tells_the_runs_by_ids_only(registre: Registre):
    """No name of a person, no free text: neither who printed, nor why."""
    registre.impressions.tirer([tirage(1, UN, motif="Tachée par Anaïs")])
    registre.impressions.suivre([etape(UN, EtatImpression.SIGNE)])
    lignes = registre.journal.lignes()
    assert [(x.quoi, x.sur) for x in lignes] == [("papier_suivi", UN), ("impression", str(JPN)), ("papier_suivi", UN)]
    assert lignes[1].detail == {"type": "parchemin", "numero": "1", "feuilles": "1"}
    assert "Camille" not in str(lignes)
    assert "Tachée" not in str(lignes)
    assert registre.verifier() == ()


def test_a_paper_goes_forward_only(registre: Registre):
    registre.impressions.tirer([tirage(1, UN, DEUX)])
    registre.impressions.suivre([etape(UN, EtatImpression.SIGNE), etape(DEUX, EtatImpression.REMIS)])
    assert etats(registre) == {UN: "signé", DEUX: "remis"}
    for document, etat in ((UN, EtatImpression.SIGNE), (DEUX, EtatImpression.EXPEDIE), (UN, EtatImpression.ANNULE)):
        with pytest.raises(ValueError, match="cannot go"):
            registre.impressions.suivre([etape(document, etat)])
    assert len(registre.impressions.suivis()) == 4


def test_a_spoiled_sheet_printed_again_starts_over(registre: Registre):
    """Even at the very same moment: the order of the lines decides."""
    registre.impressions.tirer([tirage(1, UN)])
    registre.impressions.suivre([etape(UN, EtatImpression.EXPEDIE)])
    registre.impressions.tirer([tirage(2, UN, motif="Perdue").model_copy(update={"le": LE - timedelta(days=1)})])
    assert etats(registre) == {UN: "imprimé"}
    registre.impressions.suivre([etape(UN, EtatImpression.SIGNE)])
    assert etats(registre) == {UN: "signé"}


def test_what_was_never_printed_cannot_be_signed_and_then_nothing_is_noted(registre: Registre):
    registre.impressions.tirer([tirage(1, UN)])
    with pytest.raises(ValueError, match="cannot go"):
        registre.impressions.suivre([etape(UN, EtatImpression.SIGNE), etape(DEUX, EtatImpression.SIGNE)])
    assert etats(registre) == {UN: "imprimé"}, "all or none"


def test_a_run_is_written_whole_or_not_at_all(registre: Registre):
    double = tirage(1, UN).model_copy(update={"fichier": None})
    with pytest.raises(IntegrityError):
        registre.impressions.tirer([tirage(1, UN), double])
    assert registre.impressions.tirages() == ()
    assert registre.impressions.suivis() == ()
    assert registre.journal.lignes() == ()

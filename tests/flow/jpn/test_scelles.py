"""K18: before the proclamation, nothing outside archives/ pairs a candidature with its anonymous number."""

import re
import zipfile
from pathlib import Path

import pypdf
import pytest
from openpyxl import load_workbook

from pipeline.documents.fuites import chercher
from pipeline.documents.relecture import Relecture, relire
from pipeline.errors import UsageError
from pipeline.flow import expliquer, rendre
from pipeline.flow.jpn.seance import correspondance
from pipeline.model.vocabulaire import Ordre
from tests.outils.espace import JPN, Chantier

LUNDI = "2023-10-09T09:00"
VENDREDI = "2023-10-13T16:00"


@pytest.fixture(scope="module")
def chantier(tmp_path_factory: pytest.TempPathFactory) -> Chantier:
    """A docket, and every paper that the Institut has of it; nobody changes it but the last test."""
    neuf = Chantier(tmp_path_factory.mktemp("scelles"))
    neuf.dossier("GC-2023-0001", fiche_nom="Usage", fiche_prenom="Rémi")
    neuf.dossier("GC-2023-0002")
    neuf.piece("GC-2023-0001", "carnet-masque")
    neuf.traiter()
    neuf.preparer(JPN, LUNDI)
    neuf.traiter("2023-10-09T10:00")
    return neuf


def numeros(chantier: Chantier) -> dict[str, str]:
    return correspondance(chantier.atelier(LUNDI), JPN)


def tout_lire(fichier: Path) -> str:
    """Its name and every byte, unpacked and as text."""
    lus = [fichier.as_posix(), fichier.read_bytes().decode("latin-1")]
    if fichier.suffix == ".pdf":
        lus += [p.extract_text() for p in pypdf.PdfReader(fichier).pages]
    elif zipfile.is_zipfile(fichier):
        with zipfile.ZipFile(fichier) as archive:
            lus += [re.sub(r"<[^>]+>", "", archive.read(p).decode("utf-8", "replace")) for p in archive.infolist()]
            lus += [p.filename for p in archive.infolist()]
    return "\n".join(lus)


def qui_dit(chantier: Chantier, mots: list[str]) -> list[str]:
    fichiers = [f for f in chantier.institut.rglob("*") if f.is_file()]
    assert {f.suffix for f in fichiers} >= {".xlsx", ".docx", ".pdf", ".txt"}
    return [f.name for f in fichiers for lu in [tout_lire(f)] if any(m in lu for m in mots)]


def test_nothing_of_the_institut_holds_an_anonymous_number(chantier: Chantier):
    """K18, G-085: every byte of outbox/institut, which names everybody."""
    assert qui_dit(chantier, list(numeros(chantier))) == []
    assert "suivi.xlsx" in qui_dit(chantier, ["GC-2023-0001"])


def test_the_users_of_a_candidate_named_usage_r_stay_users(chantier: Chantier):
    """K18, G-085: « l’usager » of every text of the session is not « l’[candidat] », and holds nobody back."""
    dossiers = sorted((chantier.racine / "outbox" / "jpn").rglob("*- dossier.pdf"))
    assert len(dossiers) == 2
    for dossier in dossiers:
        lu = " ".join(tout_lire(dossier).split())
        assert "la demande de l’usager" in lu
        assert "l’[candidat]" not in lu


def test_the_state_gives_anonymous_dossiers_by_number_without_their_candidature(chantier: Chantier):
    """K18: `etat --json` lists them for scripts; the pairing is asked for, and written in the journal."""
    etat, avec = chantier.etat(), numeros(chantier)
    anonymes = [d for d in etat.documents if d.type == "dossier-anonyme"]
    assert [d.id for d in anonymes] == [f"dossier-anonyme:{n}:{JPN}" for n in sorted(avec)]
    assert not any("GC-2023-000" in d.model_dump_json() for d in anonymes)
    assert not any(n in c.model_dump_json() for c in etat.candidatures for n in avec)


def test_a_deleted_dossier_is_given_back_by_its_number_only(chantier: Chantier):
    """K18: the answer tells its file: asked by candidature, it would pair the two."""
    (numero, candidature), *_ = numeros(chantier).items()
    docx, pdf = rendre.republier(chantier.atelier(LUNDI), f"dossier-anonyme:{numero}:{JPN}")
    assert (chantier.racine / docx).is_file()
    assert numero in pdf
    valeurs = {"demande_demandeur": "Sacha", "ordre_quoi_1": Ordre.REPUBLIER, "ordre_motif_1": "Effacé par mégarde."}
    valeurs |= {"ordre_cible_1": f"dossier-anonyme:{candidature}:{JPN}"}
    chantier.remplir(chantier.vierge("demande"), chantier.inbox / "demande.xlsx", valeurs)
    chantier.traiter("2023-10-09T11:00")
    assert qui_dit(chantier, [numero]) == []
    with pytest.raises(UsageError, match="jamais par sa candidature"):
        rendre.republier(chantier.atelier(LUNDI), f"dossier-anonyme:{candidature}:{JPN}")


def test_a_masked_piece_that_cannot_be_read_is_told_without_the_number(tmp_path: Path):
    """K18: the note of the Institut says which piece of which candidature; the file's name would give the number."""
    copie = tmp_path / "x.pdf"
    copie.write_bytes(b"%PDF-1.7 rien")
    (fuite,) = relire(
        Relecture("BCDFGH - dossier", (), (("Carnet de suivi", "BCDFGH - carnet.pdf", copie),)), b"", b""
    ).pieces
    assert (fuite.ou, chercher("BCDFGH.txt", fuite.mot.encode(), ("BCDFGH",))[1:]) == ("Carnet de suivi", ())


def test_the_number_is_told_with_the_decision_once_it_is_proclaimed(chantier: Chantier):
    """K18: decided is not proclaimed, the workbook may still come again."""
    chantier.sieger(quand="2023-10-09T12:00")
    chantier.traiter(VENDREDI)
    avec = numeros(chantier)
    assert {c.decision.numero for c in chantier.etat().candidatures if c.decision} == {None}
    assert qui_dit(chantier, list(avec)) == []
    atelier = chantier.atelier(VENDREDI)
    with atelier.registre() as registre:
        vue = expliquer.expliquer(atelier.bilan(registre), "GC-2023-0001")
    assert not any(n in vue.model_dump_json() for n in avec)
    chantier.proclamer()
    etat = chantier.etat()
    assert {c.decision.numero: c.id for c in etat.candidatures if c.decision} == avec
    ids = {d.id for d in etat.documents if d.type == "dossier-anonyme"}
    assert ids == {f"dossier-anonyme:{c}:{JPN}" for c in avec.values()}
    feuille = load_workbook(chantier.institut / "suivi.xlsx")["Documents"]
    assert ids <= {str(ligne[6].value) for ligne in feuille.iter_rows()}

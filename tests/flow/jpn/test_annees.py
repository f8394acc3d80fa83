"""A register that lasts: three jurys paritaires, a holder who comes from another CQP, a decision taken back."""

import datetime as dt
import json
import re
import shutil
import tempfile
from pathlib import Path

import pypdf
import pytest

from pipeline.errors import UsageError
from pipeline.flow.jpn import rectifier
from pipeline.flow.jpn.rectifier import Nouveau
from pipeline.flow.jpn.seance import correspondance
from pipeline.model.etat import EtatCandidature, VueDocument
from pipeline.workbooks.read import lire
from tests.outils.espace import PHRASE, Chantier

OCTOBRE, NOVEMBRE, DECEMBRE = dt.date(2023, 10, 13), dt.date(2023, 11, 22), dt.date(2023, 12, 22)
FEVRIER = dt.date(2024, 2, 2)
ANNE = {"fiche_nom": "Ferrand-Témoin", "fiche_prenom": "Anne", "fiche_email": "anne@exemple.invalid"}
RESULTATS = {"notification-candidat", "notification-employeur", "parchemin", "recapitulatif-ccp"}


def tenir(chantier: Chantier, jour: dt.date, **valeurs: str | int | None) -> None:
    """Prepared at the cut-off, held and proclaimed that day."""
    veille = f"{jour - dt.timedelta(days=4)}T09:00"
    chantier.sieger(jour, veille, **valeurs)
    passe = chantier.traiter(f"{jour}T16:00")
    assert [(d.etat, [a.message for a in d.anomalies if a.bloquante]) for d in passe.depots] == [("accepte", [])]
    chantier.proclamer(jour, f"{jour}T17:00")


@pytest.fixture(scope="module")
def chantier(tmp_path_factory: pytest.TempPathFactory) -> Chantier:
    """October: Anne fails GC B1 and B2, another is certified. November: Anne validates them as a COS. Never changed."""
    neuf = Chantier(tmp_path_factory.mktemp("annees"))
    neuf.rate("GC-2023-0001", ("B1", "B2"), **ANNE)
    neuf.dossier("GC-2023-0002", fiche_nom="Ozanne", fiche_prenom="Loup")
    neuf.traiter()
    tenir(neuf, OCTOBRE)
    neuf.dossier("COS-2023-0009", "COS", ("B1", "B2"), fiche_date="2023-11-06", fiche_portee="Blocs", **ANNE)
    neuf.traiter("2023-11-07T09:00")
    tenir(neuf, NOVEMBRE)
    return neuf


def _copie(chantier: Chantier) -> Chantier:
    """The same workspace, to be changed by one test."""
    racine = Path(tempfile.mkdtemp(dir=chantier.racine.parent))
    shutil.copytree(chantier.racine, racine, dirs_exist_ok=True)
    copie = object.__new__(Chantier)
    copie.racine, copie.vierges = racine, racine / "vierges"
    return copie


def papiers(chantier: Chantier, candidature: str, etat: str = "publie") -> dict[str, VueDocument]:
    siens = [d for d in chantier.etat().documents if d.candidature == candidature and d.type in RESULTATS]
    return {d.id: d for d in siens if d.etat == etat}


def texte(chantier: Chantier, document: VueDocument) -> str:
    pages = pypdf.PdfReader(chantier.racine / document.pdf).pages
    return " ".join(" ".join(p.extract_text() for p in pages).split())


def test_le_cqp_complete_par_un_autre_est_propose_au_jury_suivant(chantier: Chantier):
    """K17, M-010, M-012, G-097: COS B1 and B2 count in GC; the JPN pronounces it, nothing is awarded by itself."""
    copie = _copie(chantier)
    etat = copie.etat("2023-11-23T09:00")
    (anne,) = [p for p in etat.personnes if p.nom == "Ferrand-Témoin"]
    assert {(a.referentiel, a.code) for a in anne.acquis} == {("GC", "B3"), ("COS", "B1"), ("COS", "B2")}
    assert anne.cqp == ()
    assert not any(":2023-12" in d.id for d in etat.documents)
    vue = copie.preparer(DECEMBRE, "2023-12-18T09:00")
    assert list(correspondance(copie.atelier("2023-12-18T09:00"), DECEMBRE).values()) == ["GC-2023-0001"]
    assert copie.candidature("GC-2023-0001").etat is EtatCandidature.INSCRITE
    cellules = lire(copie.racine / vue["classeur"]).cellules
    assert not [n for n in cellules if n.startswith("dossier_bloc_")], "no bloc is decided again"
    tenir(copie, DECEMBRE)
    (anne,) = [p for p in copie.etat().personnes if p.nom == "Ferrand-Témoin"]
    assert [(c.code, c.date) for c in anne.cqp] == [("GC", DECEMBRE)]
    (parchemin,) = [d for d in papiers(copie, "GC-2023-0001").values() if d.type == "parchemin"]
    assert "Anne Ferrand-Témoin" in texte(copie, parchemin)
    apres = copie.preparer(FEVRIER, "2024-01-29T09:00")
    assert apres["dossiers"] == [], "pronounced once"


def test_une_certification_privee_d_un_bloc_par_une_rectification_est_signalee(chantier: Chantier):
    """K17, M-010: what stood on the COS decision stands no more; staff are told, nothing falls by itself."""
    copie = _copie(chantier)
    tenir(copie, DECEMBRE)
    rectifier.rectifier(copie.atelier("2024-01-08T09:00"), "COS-2023-0009", PHRASE, Nouveau())
    anne = copie.candidature("GC-2023-0001")
    assert anne.etat is EtatCandidature.PROCLAMEE
    assert [a.code for a in anne.anomalies if a.bloquante] == ["CERTIFICATION_PRIVEE_D_UN_BLOC"]
    assert "B1, B2" in next(a.message for a in anne.anomalies if a.bloquante)


def test_une_decision_revoquee_se_decide_a_nouveau(chantier: Chantier):
    """Issue 4 §6, K24, K39: a reason, papers revoked, another number, the old one on the list."""
    copie = _copie(chantier)
    tenir(copie, DECEMBRE)
    avant = papiers(copie, "GC-2023-0002")
    assert {d.type for d in avant.values()} == {"parchemin", "notification-candidat", "notification-employeur"}
    with pytest.raises(UsageError, match="motif"):
        rectifier.rectifier(copie.atelier(), "GC-2023-0002", "  ", Nouveau())
    with pytest.raises(UsageError, match="n’est pas connue"):
        rectifier.rectifier(copie.atelier(), "GC-2023-0077", PHRASE, Nouveau())
    rectifier.rectifier(copie.atelier("2024-01-08T09:00"), "GC-2023-0002", "Erreur de saisie sur le bloc 1", Nouveau())
    assert papiers(copie, "GC-2023-0002") == {}
    assert set(papiers(copie, "GC-2023-0002", "revoque")) == set(avant)
    assert not any((copie.racine / d.pdf).exists() for d in avant.values())
    (ozanne,) = [p for p in copie.etat().personnes if p.nom == "Ozanne"]
    assert (ozanne.acquis, ozanne.cqp) == ((), ())
    (revoque,) = [r for r in copie.etat().revocations if r.type == "parchemin"]
    ancien = revoque.numero
    assert revoque.motif == "Erreur de saisie sur le bloc 1"
    tenir(copie, FEVRIER, dossier_decision_1="Partielle", dossier_bloc_1_b1="Non attribué", dossier_motif_1=PHRASE)
    assert copie.candidature("GC-2023-0002").etat is EtatCandidature.RECTIFIEE
    nouveaux = papiers(copie, "GC-2023-0002")
    assert {d.type for d in nouveaux.values()} == RESULTATS - {"parchemin"}
    for document in nouveaux.values():
        assert re.search(r"annule(nt)? et remplace", texte(copie, document)), document.type
        assert ancien in texte(copie, document).replace(" ", ""), "a line may end inside the number"
    recapitulatif = next(d for d in nouveaux.values() if d.type == "recapitulatif-ccp")
    assert ancien not in re.findall(r"SPECIMEN-GC-2024-\d{5}-.", texte(copie, recapitulatif))


def test_un_nom_corrige_refait_les_papiers_la_decision_reste(chantier: Chantier):
    """Issue 4 §6, K24: the same decision, the right name, another number; the PV stays as it was signed."""
    copie = _copie(chantier)
    avant = papiers(copie, "GC-2023-0002")
    rectifier.rectifier(copie.atelier("2024-01-08T09:00"), "gc-2023-0002", "Acte de naissance", Nouveau(nom="Auzanne"))
    apres = papiers(copie, "GC-2023-0002")
    assert {d.type for d in apres.values()} == {d.type for d in avant.values()}
    assert not set(apres) & set(avant)
    (ancien,) = [r.numero for r in copie.etat().revocations if r.type == "parchemin"]
    parchemin = next(d for d in apres.values() if d.type == "parchemin")
    assert "Loup Auzanne" in texte(copie, parchemin)
    numeros = re.findall(r"SPECIMEN-GC-2023-\d{5}-.", texte(copie, parchemin))
    assert ancien in numeros
    assert len(set(numeros)) == 2, "its own, and the one that it cancels"
    assert copie.candidature("GC-2023-0002").nom == "Ozanne"
    assert copie.candidature("GC-2023-0002").etat is EtatCandidature.RECTIFIEE
    octets = copie.empreinte()
    copie.traiter("2024-01-09T09:00")
    documents = {c for c, s in copie.empreinte().items() if c.startswith("outbox/") and octets.get(c) != s}
    assert not {c for c in documents if c.endswith((".docx", ".pdf"))}


def test_un_duplicata_porte_le_meme_numero_et_le_dit(chantier: Chantier):
    """K24: the first sheet stays what it was."""
    copie = _copie(chantier)
    (original,) = [d for d in papiers(copie, "GC-2023-0002").values() if d.type == "parchemin"]
    avant = (copie.racine / original.pdf).read_bytes()
    rectifier.dupliquer(copie.atelier("2024-01-08T09:00"), "GC-2023-0002", "Parchemin perdu")
    (duplicata,) = [d for d in papiers(copie, "GC-2023-0002").values() if ":duplicata" in d.id]
    (numero,) = set(re.findall(r"SPECIMEN-GC-2023-\d{5}-.", texte(copie, original)))
    assert numero in texte(copie, duplicata)
    assert "DUPLICATA" in texte(copie, duplicata).upper()
    assert "8 janvier 2024" in texte(copie, duplicata)
    assert (copie.racine / original.pdf).read_bytes() == avant


def test_sans_resultat_proclame_rien_ne_se_rectifie_ni_ne_se_double(tmp_path: Path):
    """Issue 4 §6: before the proclamation the workbook is dropped again; what was never issued has no duplicate."""
    neuf = Chantier(tmp_path)
    neuf.dossier("GC-2023-0001")
    neuf.traiter()
    with pytest.raises(UsageError, match="pas de résultat proclamé"):
        rectifier.rectifier(neuf.atelier(), "GC-2023-0001", PHRASE, Nouveau())
    with pytest.raises(UsageError, match="ni parchemin ni récapitulatif"):
        rectifier.dupliquer(neuf.atelier(), "GC-2023-0001", PHRASE)


def test_le_registre_reste_sain_et_le_journal_ne_nomme_personne(chantier: Chantier):
    with chantier.atelier().registre() as registre:
        assert registre.verifier() == ()
        lignes = json.dumps([x.model_dump(mode="json") for x in registre.journal.lignes()])
    assert "Ferrand" not in lignes
    assert "Ozanne" not in lignes


def test_le_parchemin_d_un_cqp_complete_a_son_propre_numero_partout(chantier: Chantier):
    """K17, K24: the summary of October keeps its number; annex, list and register follow the parchemin's."""
    copie = _copie(chantier)
    tenir(copie, DECEMBRE)
    siens = {d.type: d for d in papiers(copie, "GC-2023-0001").values()}
    (numero,) = set(re.findall(r"SPECIMEN-GC-2023-\d{5}-.", texte(copie, siens["parchemin"]).replace(" ", "")))
    (ancien,) = set(re.findall(r"SPECIMEN-GC-2023-\d{5}-.", texte(copie, siens["recapitulatif-ccp"]).replace(" ", "")))
    assert numero != ancien
    annexe = next(d for d in copie.etat().documents if d.id == f"proces-verbal-jpn:{DECEMBRE}:annexe")
    assert numero in texte(copie, annexe).replace(" ", "")
    export = json.loads((copie.racine / f"outbox/ucanss/{DECEMBRE}/MyCertif {DECEMBRE}.json").read_text("utf-8"))
    assert numero in json.dumps(export)
    assert ancien not in json.dumps(export)


def test_une_decision_privee_de_ses_blocs_ne_se_proclame_pas(chantier: Chantier):
    """K17, M-010: what was legal when the workbook came must still be when the results leave."""
    copie = _copie(chantier)
    copie.sieger(DECEMBRE, "2023-12-18T09:00")
    copie.traiter(f"{DECEMBRE}T16:00")
    rectifier.rectifier(copie.atelier(f"{DECEMBRE}T16:30"), "COS-2023-0009", PHRASE, Nouveau())
    with pytest.raises(UsageError, match="ne tiennent plus"):
        copie.proclamer(DECEMBRE, f"{DECEMBRE}T17:00")

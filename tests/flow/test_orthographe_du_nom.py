"""Of one name spelled twice, the session's spelling is printed; the PV keeps the one that was signed (G-039)."""

from pathlib import Path

import pytest
from docx import Document

from pipeline.flow import retours
from tests.outils import sessions
from tests.outils.espace import JPN, Chantier
from tests.outils.sessions import candidat

SESSION, PV = ("Durand-Été", "Anaïs"), ("DURAND ÉTÉ", "anaïs")


def texte(docx: Path) -> str:
    document = Document(str(docx))
    cases = (c.text for t in document.tables for rangee in t.rows for c in rangee.cells)
    return "\n".join((*(p.text for p in document.paragraphs), *cases))


def test_the_session_spells_the_name_on_every_paper_but_the_pv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(retours, "modeles", lambda *_: iter(()))
    chantier = Chantier(tmp_path)
    sessions.deposer(chantier, [candidat("GC-1", nom=SESSION[0], prenom=SESSION[1])])
    chantier.dossier("GC-1", fiche_nom=PV[0], fiche_prenom=PV[1])
    chantier.traiter()
    vue = chantier.candidature("GC-1")
    assert (vue.nom, vue.prenom, vue.anomalies) == (*SESSION, ())
    assert [(p.nom, p.prenom) for p in chantier.etat().personnes] == [SESSION]
    chantier.sieger()
    chantier.traiter("2023-10-13T16:00")
    chantier.proclamer()
    chantier.traiter("2023-10-14T09:00")
    sorties = chantier.racine / "outbox"
    papiers = {m: next(sorties.rglob(f"GC-1*{m}.docx")) for m in ("procès-verbal", "parchemin", "certification")}
    papiers |= {p.parent.parent.name: p for p in sorties.rglob("GC-1*résultat.docx")}
    assert {"candidats", "employeurs"} <= papiers.keys()
    for quoi, papier in papiers.items():
        siens, autres = (PV, SESSION) if quoi == "procès-verbal" else (SESSION, PV)
        lu = texte(papier)
        assert siens[0] in lu, quoi
        assert autres[0] not in lu, quoi
    with (sorties / "ucanss" / str(JPN) / f"MyCertif {JPN}.csv").open(encoding="utf-8-sig", newline="") as fichier:
        lignes = fichier.read()
    assert "Durand-Été" in lignes
    assert "DURAND" not in lignes

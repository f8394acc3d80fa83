"""« Partielle » where competences are kept (K19, K37): what the sheets compute live is what the rules say."""

from pathlib import Path

import pytest

from pipeline import forms
from pipeline.model.classeur import Brut
from pipeline.workbooks.contexte import DossierJpn
from tests.outils import exemples, remplis
from tests.outils.libreoffice import LibreOffice
from tests.outils.petit_gc import referentiel

from .test_live import calculer, voix

REF, GC = exemples.sans_blocs(), referentiel()


@pytest.mark.parametrize(("ref", "attendu"), [(REF, "Partielle"), (GC, "Refus")])
def test_des_competences_sans_le_bloc(soffice: LibreOffice, tmp_path: Path, ref: object, attendu: str):
    """An honest « Partielle » read « Refus » while the jury filled its PV; elsewhere competences alone are nothing."""
    ref = REF if ref is REF else GC
    valeurs: dict[str, Brut] = {"fiche_portee": "Blocs", "vise_b3": "Oui", "fiche_deroulement": "Tenu"}
    if ref is REF:
        valeurs["fiche_portee"] = "Certification"
    decisions = [c for c in forms.pv(ref).champs if c.role in {"jury_competence", "jury_bloc"} and c.bloc == "B3"]
    valeurs |= {c.nom: "Non validé" for c in decisions} | {"jury_competence_b3_c1": "Validé", "avis_jury": "Partielle"}
    fichier = remplis.remplir(remplis.pv(ref), valeurs, tmp_path / "pv-source.xlsx", forms.pv(ref).champs)
    feuille = calculer(soffice, tmp_path, fichier)["Avis et arguments"]
    bilan, signe = feuille["D5"].value, feuille["E5"].value
    assert str(bilan).endswith(f"→   {attendu}")
    assert signe == ("✓" if attendu == "Partielle" else "? motif demandé")


def test_le_classeur_du_jury_paritaire_admet_partielle(soffice: LibreOffice, tmp_path: Path):
    """Kept or refused, the jury paritaire is sovereign (K12); without a competence kept nothing is partial."""
    dossiers = tuple(
        DossierJpn(ligne=n, numero=f"N-{n}", referentiel=REF, vises=("B3",), gardes=gardes)
        for n, gardes in enumerate((1, 1, 1, 0), start=1)
    )
    decisions = ("Partielle", "Non-certification", "Certification", "Partielle")
    valeurs: dict[str, Brut] = {}
    for n, decision in enumerate(decisions, start=1):
        valeurs |= voix(n, 2, 0, 0, 2, 0, 0)
        valeurs |= {f"dossier_bloc_{n}_b3": "Non attribué", f"dossier_decision_{n}": decision}
    fichier = remplis.remplir(remplis.jpn(*dossiers), valeurs, tmp_path / "jpn-source.xlsx")
    feuille = calculer(soffice, tmp_path, fichier)["Décisions"]
    signes = [k.value for b, *_, k in feuille.iter_rows(min_col=2, max_col=11) if b.value == "Décision"]
    assert signes == ["✓", "✓", *["✗ contraire aux attributions"] * 2]

"""Two versions of a référentiel, two registrations, on the road that staff use: from the PV to the parchemin (K26)."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from pipeline.flow import classeurs
from pipeline.model.etat import EtatCandidature
from pipeline.settings import shipped
from tests.outils import sessions
from tests.outils.espace import Chantier
from tests.outils.sessions import candidat

ANCIEN, NOUVEAU = "35729", "99999"
LIMITE, ECHEANCE, DERNIERE = "2023-06-30", "2023-10-10", "2024-10-10"
TARD = dt.date(2023, 10, 16)  # a jury of the new version
NOVEMBRE = dt.date(2023, 11, 22)
AVANT, SEANCE, APRES = "2023-11-16T09:00", "2023-11-22T16:00", "2023-11-22T18:00"
MOTIF = "Entrée différée par l’organisme de formation."


class DeuxVersions(Chantier):
    """GC 2023.1, whose registration ends eight days after the jury, then GC 2023.2 under another number."""

    def __init__(self, racine: Path) -> None:
        ancien = json.loads((shipped("referentiels") / "GC" / "2023.1.json").read_text("utf-8"))
        nouveau = json.loads(json.dumps(ancien)) | {"version": "2023.2"}
        ancien["en_vigueur"] |= {"au": ECHEANCE}
        nouveau["en_vigueur"] |= {"du": "2023-10-11"}
        ancien["rncp"] |= {"echeance": ECHEANCE, "derniere_delivrance": dite(DERNIERE), "entree_jusqu_au": dite(LIMITE)}
        nouveau["rncp"] |= {"numero": NOUVEAU, "echeance": "2028-10-10"}
        dossier = racine / "referentiels" / "GC"
        dossier.mkdir(parents=True)
        for un in (ancien, nouveau):
            (dossier / f"{un['version']}.json").write_text(json.dumps(un), "utf-8")
        super().__init__(racine)

    def vierge(self, type_: str, referentiel: str = "GC", bloc: str | None = None) -> Path:
        atelier = self.atelier()
        fichier = self.vierges / f"{type_}-{bloc}-{self.vierges_du}.xlsx"
        if not fichier.exists():
            connu = classeurs.du_jour(atelier, referentiel, self.vierges_du)[0]
            fichier.write_bytes(classeurs.vierge(atelier, type_, connu, bloc))
        return fichier


def dite(jour: str) -> dict[str, str]:
    return {"valeur": jour, "source": "essai"}


def lu(chantier: Chantier, type_: str, candidature: str) -> str:
    (document,) = (d for d in chantier.etat(APRES).documents if (d.type, d.candidature) == (type_, candidature))
    pages = PdfReader(chantier.racine / document.pdf).pages
    return " ".join(" ".join(p.extract_text() for p in pages).split())


def situee(chantier: Chantier, id_: str) -> tuple[EtatCandidature, str | None, str]:
    vue = next(c for c in chantier.etat(AVANT).candidatures if c.id == id_)
    return vue.etat, vue.version, " ".join(vue.manque)


def demander(chantier: Chantier, id_: str) -> None:
    valeurs: dict[str, Any] = {
        "demande_demandeur": "Sacha Organisatrice",
        "ordre_quoi_1": "Délivrer après l'échéance",
        "ordre_cible_1": id_,
        "ordre_date_1": "2023-11-15",
        "ordre_motif_1": MOTIF,
    }
    chantier.remplir(chantier.vierge("demande"), chantier.inbox / "Demande.xlsx", valeurs)
    chantier.traiter(AVANT)


def test_chacun_est_delivre_sous_l_enregistrement_de_sa_version(tmp_path: Path):
    """K26: by the day of the jury; entered in time, at once; entered late, once Ucanss decided; the new, as new."""
    chantier = DeuxVersions(tmp_path)
    a_temps = candidat("GC-1", entree_le=dt.date(2023, 1, 9), portee="Blocs", vise_b2="Oui")
    sessions.deposer(chantier, [a_temps, candidat("GC-2", entree_le=dt.date(2023, 7, 3))])
    chantier.dossier("GC-1", blocs=("B2",))
    chantier.dossier("GC-2")
    chantier.vierges_du = TARD
    chantier.dossier("GC-3", blocs=("B2",), fiche_session="S-2", fiche_date=str(TARD))
    chantier.grille("GC-3", "B2", fiche_session="S-2", fiche_date=str(TARD))
    chantier.traiter(AVANT)
    assert situee(chantier, "GC-1") == (EtatCandidature.DOSSIER_PRET, "2023.1", "")
    assert situee(chantier, "GC-3") == (EtatCandidature.DOSSIER_PRET, "2023.2", "")
    etat, version, manque = situee(chantier, "GC-2")
    assert (etat, version) == (EtatCandidature.INCOMPLETE, "2023.1")
    assert f"après le 30/06/2023, dernier jour prévu par l’enregistrement {ANCIEN}" in manque
    demander(chantier, "GC-2")
    assert situee(chantier, "GC-2") == (EtatCandidature.DOSSIER_PRET, "2023.1", "")
    chantier.sieger(NOVEMBRE, AVANT)
    chantier.traiter(SEANCE)
    chantier.proclamer(NOVEMBRE, APRES)
    recapitulatif, parchemin = lu(chantier, "recapitulatif-ccp", "GC-1"), lu(chantier, "parchemin", "GC-2")
    for papier in (recapitulatif, parchemin):
        assert f"sous le n° {ANCIEN} jusqu’au 10 octobre 2023" in papier
        assert NOUVEAU not in papier
    assert "15 novembre 2023" in parchemin, "what Ucanss decided, and when"
    assert "15 novembre 2023" not in recapitulatif
    nouveau = lu(chantier, "recapitulatif-ccp", "GC-3")
    assert f"sous le n° {NOUVEAU}" in nouveau
    assert "jusqu’au" not in nouveau
    assert ANCIEN not in nouveau

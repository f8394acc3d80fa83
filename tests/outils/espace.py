"""A workspace driven as staff drive it: blank workbooks, filled, dropped, processed; in-process, to be quick."""

import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pipeline import settings
from pipeline.cli.demo import PDF
from pipeline.flow import classeurs, entretien
from pipeline.flow.atelier import Atelier
from pipeline.flow.jpn import seance
from pipeline.flow.traiter import Passe, traiter
from pipeline.model.classeur import Brut
from pipeline.model.etat import Etat, VueCandidature
from pipeline.model.moment import PARIS
from pipeline.workbooks.read import lire

JOUR = "2023-10-02"
JPN = dt.date(2023, 10, 13)
HEURE = "15:30"  # of its deliberation
PHRASE = "Le candidat a analysé la demande de l’usager, vérifié les pièces et annoncé clairement les suites."
Choix = Callable[[dict[str, Any]], Brut]


def instant(texte: str) -> dt.datetime:
    return dt.datetime.fromisoformat(texte).replace(tzinfo=PARIS)


@cache
def _vierge(type_: str, referentiel: str, bloc: str | None, jour: dt.date) -> bytes:
    """Of a référentiel that ships."""
    atelier = Atelier(settings.Espace(racine=Path(), reglages=settings.Reglages()), instant("2023-10-02T08:00"))
    return classeurs.vierge(atelier, type_, classeurs.du_jour(atelier, referentiel, jour)[0], bloc)


def en_silence(_quoi: str, _fait: int, _total: int) -> None:
    """For tests, nobody watches."""


class Chantier:
    """One workspace and its staff; `vierges_du`: the day whose version their blank workbooks follow."""

    vierges_du = dt.date(2023, 10, 2)

    def __init__(self, racine: Path) -> None:
        self.racine = racine
        entretien.creer(racine)
        toml = racine / "cqp.toml"
        regle = toml.read_text("utf-8").replace("# stabilite_s = 3", "stabilite_s = 0")
        dates = "dates = [2023-10-13, 2023-11-22, 2023-12-22]"  # of S1
        toml.write_text(regle.replace("# dates = []", dates), "utf-8")
        self.vierges = racine / "vierges"
        self.vierges.mkdir(exist_ok=True)

    @property
    def inbox(self) -> Path:
        return self.racine / "inbox"

    @property
    def institut(self) -> Path:
        return self.racine / "outbox" / "institut"

    def atelier(self, quand: str = "2023-10-03T09:00") -> Atelier:
        return Atelier(settings.ouvrir(self.racine), instant(quand))

    def traiter(self, quand: str = "2023-10-03T09:00") -> Passe:
        return traiter(self.atelier(quand), en_silence)

    def preparer(self, jour: dt.date, quand: str) -> dict[str, Any]:
        return seance.preparer(self.atelier(quand), jour, en_silence)

    def etat(self, quand: str = "2023-10-03T09:00") -> Etat:
        atelier = self.atelier(quand)
        with atelier.registre() as registre:
            return atelier.bilan(registre).etat

    def candidature(self, id_: str) -> VueCandidature:
        return next(c for c in self.etat().candidatures if c.id == id_)

    def vierge(self, type_: str, referentiel: str = "GC", bloc: str | None = None) -> Path:
        fichier = self.vierges / f"{type_}-{referentiel}-{bloc}-{self.vierges_du}.xlsx"
        if not fichier.exists():
            fichier.write_bytes(_vierge(type_, referentiel, bloc, self.vierges_du))
        return fichier

    def cellules(self, fichier: Path) -> list[dict[str, Any]]:
        trouvees: list[dict[str, Any]] = classeurs.decrire(fichier, self.atelier())["cellules"]
        return trouvees

    def remplir(self, fichier: Path, cible: Path, valeurs: Mapping[str, Brut]) -> Path:
        classeurs.remplir(fichier, valeurs, cible, self.atelier())
        return cible

    def grille(
        self, candidature: str, bloc: str, referentiel: str = "GC", reponses: str = "Oui", **valeurs: Brut
    ) -> Path:
        """Every criterion answered alike, unless `valeurs` say otherwise by defined name."""
        vierge = self.vierge("grille", referentiel, bloc)
        remplies: dict[str, Brut] = {c["nom"]: reponses for c in self.cellules(vierge) if c["role"] == "critere"}
        remplies |= {"fiche_candidature": candidature, "fiche_session": "S-1", "fiche_date": JOUR, **valeurs}
        return self.remplir(vierge, self.inbox / f"{candidature} grille {bloc}.xlsx", remplies)

    def pv(self, candidature: str, referentiel: str = "GC", blocs: tuple[str, ...] = (), **valeurs: Brut) -> Path:
        """A jury that validates all; `blocs`: those aimed at, every one when empty."""
        vierge = self.vierge("pv", referentiel)
        cellules = self.cellules(vierge)
        tous = tuple(c["bloc"] for c in cellules if c["role"] == "vise")
        vises = blocs or tous
        choisir: dict[str, Choix] = {
            "vise": lambda c: "Oui" if c["bloc"] in vises else "Non",
            "jury_competence": lambda c: "Validé" if c["bloc"] in vises else None,
            "jury_bloc": lambda c: "Validé" if c["bloc"] in vises else None,
        }
        remplies: dict[str, Brut] = {c["nom"]: choisir[c["role"]](c) for c in cellules if c["role"] in choisir}
        remplies |= dict.fromkeys(("releve_decision", "points_forts", "axes_progres"), PHRASE)
        remplies |= dict.fromkeys(("commentaire_candidat", "commentaire_employeur"), PHRASE)
        remplies |= {
            "fiche_candidature": candidature,
            "fiche_session": "S-1",
            "fiche_date": JOUR,
            "fiche_nom": f"Nom-{candidature}",
            "fiche_prenom": "Prénom",
            "fiche_email": f"{candidature.lower()}@exemple.invalid",
            "fiche_organisme": "CPAM de Quelque-Part",
            "fiche_branche": "Maladie",
            "fiche_employeur_email": "rh@exemple.invalid",
            "fiche_voie": "Formation",
            "fiche_portee": "Certification" if vises == tous else "Blocs",
            "fiche_deroulement": "Tenu",
            "identite_verifiee": "Oui",
            "deliberation_hors_candidat": "Oui",
            "avis_jury": "Totale",
        }
        jury = (("Alix Témoin", "Président", "Ucanss"), ("Bo Témoin", "Expert métier", "CAF de Nulle-Part"))
        for n, (nom, role, organisme) in enumerate(jury, start=1):
            ligne = {"nom": nom, "role": role, "organisme": organisme, "present": "Oui", "signature": "Oui"}
            remplies |= {f"membre_{champ}_{n}": valeur for champ, valeur in ligne.items()}
        return self.remplir(vierge, self.inbox / f"{candidature} PV.xlsx", {**remplies, **valeurs})

    def rate(self, candidature: str, blocs: tuple[str, ...], referentiel: str = "GC", **pv: Brut) -> None:
        """A whole dossier whose jury validates all but these blocs, as their grids say."""
        self.dossier(candidature, referentiel, (), **pv)
        cellules = self.cellules(self.vierge("pv", referentiel))
        codes = {c["nom"] for c in cellules if c["role"] in {"jury_competence", "jury_bloc"} and c["bloc"] in blocs}
        for b in blocs:
            self.grille(candidature, b, referentiel, "Non", fiche_date=pv.get("fiche_date", JOUR))
        self.pv(
            candidature,
            referentiel,
            (),
            **{**dict.fromkeys(codes, "Non validé"), "avis_jury": "Partielle", "points_faibles": PHRASE, **pv},
        )

    def piece(self, candidature: str, piece: str) -> Path:
        cible = self.inbox / f"{candidature}_{piece}.pdf"
        cible.write_bytes(PDF + f"% {cible.name}\n".encode())
        return cible

    def dossier(self, candidature: str, referentiel: str = "GC", blocs: tuple[str, ...] = (), **pv: Brut) -> list[Path]:
        """All that a candidature needs, dropped."""
        fichier = self.pv(candidature, referentiel, blocs, **pv)
        tous = {"GC": ("B1", "B2", "B3"), "COS": ("B1", "B2", "B3", "B4")}[referentiel]
        jour = pv.get("fiche_date", JOUR)
        fichiers = [self.grille(candidature, b, referentiel, fiche_date=jour) for b in blocs or tous]
        return [fichier, *fichiers, self.piece(candidature, "carnet"), self.piece(candidature, "pv-signe")]

    def sieger(self, jour: dt.date = JPN, quand: str = "2023-10-07T09:00", **valeurs: Brut) -> Path:
        """The docket is prepared, its workbook filled as the jury proposed, and dropped."""
        atelier = self.atelier(quand)
        classeur = self.racine / seance.preparer(atelier, jour, en_silence)["classeur"]
        docket = seance.correspondance(atelier, jour)
        etat = {c.id: c for c in self.etat(quand).candidatures}
        remplies: dict[str, Brut] = {"jpn_heure": HEURE}
        for n, college in enumerate(["Salariés"] * 3 + ["Employeurs"] * 2, start=1):
            remplies |= {f"membre_nom_{n}": f"Membre {n}", f"membre_college_{n}": college, f"membre_present_{n}": "Oui"}
        cellules = lire(classeur).cellules
        for nom, cellule in cellules.items():
            if nom.startswith("dossier_numero_"):
                suivies = _suivre(etat[docket[str(cellule.valeur)]], nom.removeprefix("dossier_numero_"))
                remplies |= {n: v for n, v in suivies.items() if n in cellules}
        return self.remplir(classeur, self.inbox / f"JPN {jour}.xlsx", remplies | valeurs)

    def proclamer(self, jour: dt.date = JPN, quand: str = "2023-10-13T17:00") -> None:
        seance.proclamer(self.atelier(quand), jour, en_silence)

    def empreinte(self) -> dict[str, str]:
        """Every byte of the workspace but the blank workbooks of the test."""
        fichiers = (f for f in self.racine.rglob("*") if f.is_file() and self.vierges not in f.parents)
        return {f.relative_to(self.racine).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in fichiers}

    def resultat(self) -> tuple[object, dict[str, str]]:
        """What must not depend on the order of arrival: all of `etat` but the deposits, and every document's bytes."""
        etat = json.loads(self.etat().model_dump_json(exclude={"depots"}))
        etat["documents"].sort(key=lambda d: d["id"])
        documents = {c: s for c, s in self.empreinte().items() if c.endswith((".docx", ".pdf")) and "outbox" in c}
        return etat, documents


def _suivre(vue: VueCandidature, ligne: str) -> dict[str, Brut]:
    attribues = {b.code for b in vue.blocs if b.jury}
    decision = "Certification" if vue.cqp_complet else "Partielle" if attribues else "Non-certification"
    valeurs: dict[str, Brut] = {f"dossier_decision_{ligne}": decision}
    for b in vue.blocs:
        valeurs[f"dossier_bloc_{ligne}_{b.code.lower()}"] = "Attribué" if b.code in attribues else "Non attribué"
    for college, pour in (("salaries", 3), ("employeurs", 2)):
        valeurs |= {f"pour_{college}_{ligne}": pour, f"contre_{college}_{ligne}": 0, f"abstention_{college}_{ligne}": 0}
    return valeurs


def copier(source: Path, cible: Path) -> Path:
    return Path(shutil.copyfile(source, cible))

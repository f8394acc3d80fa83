"""The sessions of the demonstration: trained jurors, a workbook per CQP, one where each line has its own fault."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.flow import classeurs
from pipeline.flow.atelier import Atelier
from pipeline.model.classeur import Brut

ETAPES = {"Président": (105, 105, 30), "Expert métier": (90, 90, 30)}  # minutes (S2)
RECEVABILITE = dt.date(2023, 7, 3)

Candidats = Iterable[Mapping[str, Any]]


def former(scenario: Mapping[str, Any], inbox: Path, atelier: Atelier) -> None:
    """Four jurors follow the three steps and pass the quiz."""
    debut: dt.date = scenario["preparation"] - dt.timedelta(days=60)
    valeurs: dict[str, Brut] = {"formation_code": "F-2023-06"}
    for n, (nom, role, organisme) in enumerate((j for jury in scenario["jures"].values() for j in jury), start=1):
        valeurs |= {
            f"participant_nom_{n}": nom,
            f"participant_organisme_{n}": organisme,
            f"participant_email_{n}": _courriel(nom),
            f"participant_role_{n}": role,
            f"quiz_reussi_{n}": "Oui",
        }
        for etape, minutes in enumerate(ETAPES[role], start=1):
            valeurs |= {
                f"etape_{etape}_le_{n}": debut + dt.timedelta(days=7 * etape),
                f"etape_{etape}_minutes_{n}": minutes,
            }
    _deposer(classeurs.formation(atelier), valeurs, inbox / "Formation des jurés F-2023-06.xlsx", atelier)


def declarer(code: str, candidats: Candidats, scenario: Mapping[str, Any], inbox: Path, atelier: Atelier) -> None:
    """A month and more before: candidates, jurors, room; the carnets are not there yet."""
    session = Declaration(code, f"S-2023-10-{code}", scenario["jour"], scenario["fin"])
    session.deposer(candidats, scenario, inbox, atelier)


def completer(code: str, candidats: Candidats, scenario: Mapping[str, Any], inbox: Path, atelier: Atelier) -> None:
    """The same, once carnets and declarations came: only what they change is made."""
    deposes = [{**c, "deposes_le": scenario["carnets"]} for c in candidats]
    plus = {"convocations_le": scenario["preparation"] + dt.timedelta(days=1)}
    plus |= {f"membre_declaration_le_{n}": scenario["carnets"] for n in (1, 2)}
    session = Declaration(code, f"S-2023-10-{code}", scenario["jour"], scenario["fin"], "complète", plus)
    session.deposer(deposes, scenario, inbox, atelier)


def fauter(scenario: Mapping[str, Any], inbox: Path, atelier: Atelier) -> None:
    """One fault of each kind: each holds its own line, the others leave."""
    fautes = scenario["fautes"]
    commun = {"prenom": "Alix", "organisme": "CPAM de Quelque-Part", "branche": "Maladie"}
    commun["deposes_le"] = scenario["carnets"]
    plus = {"membre_liens_2": "GC-2023-0206"} | {f"membre_declaration_le_{n}": scenario["jour"] for n in (1, 2)}
    session = Declaration("GC", fautes["session"], fautes["date"], None, "avec ses fautes", plus)
    candidats = [{**commun, **({} if "voie" in c else {"vises": ["B2"]}), **c} for c in fautes["candidat"]]
    session.deposer(candidats, scenario, inbox, atelier)


@dataclass(frozen=True)
class Declaration:
    """One session workbook as staff fill it."""

    code: str
    session: str
    debut: dt.date
    fin: dt.date | None
    quoi: str = "première version"
    plus: Mapping[str, Brut] = field(default_factory=dict)

    def deposer(self, candidats: Candidats, scenario: Mapping[str, Any], inbox: Path, atelier: Atelier) -> None:
        referentiel, _ = classeurs.du_jour(atelier, self.code, self.debut)
        valeurs: dict[str, Brut] = {"fiche_session": self.session, "fiche_date": self.debut, "date_fin": self.fin}
        valeurs |= scenario["session"]
        for n, jure in enumerate(scenario["jures"][self.code], start=1):
            valeurs |= {f"membre_{champ}_{n}": v for champ, v in _jure(*jure).items()}
        for n, c in enumerate(candidats, start=1):
            vises = c.get("vises", [b.code for b in referentiel.blocs])
            valeurs |= {f"candidat_{champ}_{n}": v for champ, v in _candidat(c, self.code).items()}
            valeurs |= {
                f"candidat_vise_{b.code.lower()}_{n}": "Oui" if b.code in vises else "Non" for b in referentiel.blocs
            }
        vierge = classeurs.session(atelier, referentiel, ())
        _deposer(vierge, {**valeurs, **self.plus}, inbox / f"Session {self.session} ({self.quoi}).xlsx", atelier)


def _jure(nom: str, role: str, organisme: str) -> dict[str, Brut]:
    branches = {"CAF": "Famille", "CPAM": "Maladie"}
    return {
        "nom": nom,
        "role": role,
        "jury": 1,
        "email": _courriel(nom),
        "organisme": organisme,
        "branche": branches.get(organisme.partition(" ")[0]),
        "qualite": organisme if role == "Président" else "Organisme",
        "profil": "Formateur métier",
        "connaissance": "Oui",
        "validation_le": dt.date(2023, 7, 17),
        "accord_le": dt.date(2023, 7, 17),
    }


def _courriel(nom: str) -> str:
    return f"{nom.partition(' ')[0].lower()}@exemple.invalid"


def _candidat(c: Mapping[str, Any], code: str) -> dict[str, Brut]:
    vae = c.get("voie") == "VAE"
    id_ = c.get("id") or c["candidature"]
    valeurs: dict[str, Brut] = {
        "candidature": id_,
        "nom": c["nom"],
        "prenom": c["prenom"],
        "email": f"{id_.lower()}@exemple.invalid",
        "employeur_email": "rh@exemple.invalid" if c.get("organisme") else None,
        "voie": "Formation",
        "portee": "Blocs" if "vises" in c else "Certification",
        "poste": None if vae else {"GC": "Gestionnaire conseil", "COS": "Conseiller offres de services"}[code],
        "recevabilite_le": RECEVABILITE if vae and "id" in c else None,
    }
    if "deposes_le" in c:
        valeurs["piece_livret2_le" if vae else "piece_carnet_le"] = c["deposes_le"]
    connus = (
        *("nom", "prenom", "organisme", "branche", "voie", "poste", "email"),
        *("piece_carnet_le", "amenagement", "temps_supplementaire"),
    )
    return valeurs | {champ: c[champ] for champ in connus if champ in c}


def _deposer(vierge: bytes, valeurs: Mapping[str, Brut], cible: Path, atelier: Atelier) -> None:
    provisoire = cible.with_suffix(".tmp")
    provisoire.write_bytes(vierge)
    classeurs.remplir(provisoire, valeurs, cible, atelier)
    provisoire.unlink()

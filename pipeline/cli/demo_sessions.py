"""The sessions of the demonstration: trained jurors, a workbook without fault per CQP, one where each line has its own."""

import datetime as dt
from collections.abc import Iterable, Mapping
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
    _session(code, _nom(code), scenario["jour"], scenario["fin"], candidats, scenario, inbox, atelier)


def completer(code: str, candidats: Candidats, scenario: Mapping[str, Any], inbox: Path, atelier: Atelier) -> None:
    """The same, once carnets and declarations came: only what they change is made."""
    deposes = [{**c, "deposes_le": scenario["carnets"]} for c in candidats]
    plus = {"convocations_le": scenario["preparation"] + dt.timedelta(days=1)}
    plus |= {f"membre_declaration_le_{n}": scenario["carnets"] for n in (1, 2)}
    _session(code, _nom(code), scenario["jour"], scenario["fin"], deposes, scenario, inbox, atelier, plus)


def fauter(scenario: Mapping[str, Any], inbox: Path, atelier: Atelier) -> None:
    fautes = scenario["fautes"]
    candidats = [{"prenom": "Alix", **c} for c in fautes["candidat"]]
    for c in candidats:
        c.setdefault("organisme", "CPAM de Quelque-Part")
        c.setdefault("branche", "Maladie")
        c.setdefault("deposes_le", fautes["date"] - dt.timedelta(days=7))
    plus = {"membre_liens_2": "GC-2023-0206"} | {f"membre_declaration_le_{n}": scenario["jour"] for n in (1, 2)}
    _session("GC", fautes["session"], fautes["date"], None, candidats, scenario, inbox, atelier, plus)


def _nom(code: str) -> str:
    return f"S-2023-10-{code}"


def _courriel(nom: str) -> str:
    return f"{nom.split()[0].lower()}@exemple.invalid"


def _session(  # noqa: PLR0913 - what a session workbook is made of
    code: str,
    session: str,
    debut: dt.date,
    fin: dt.date | None,
    candidats: Candidats,
    scenario: Mapping[str, Any],
    inbox: Path,
    atelier: Atelier,
    plus: Mapping[str, Brut] | None = None,
) -> None:
    referentiel, _ = classeurs.du_jour(atelier, code, debut)
    valeurs: dict[str, Brut] = {"fiche_session": session, "fiche_date": debut, "date_fin": fin, **scenario["session"]}
    for n, (nom, role, organisme) in enumerate(scenario["jures"][code], start=1):
        valeurs |= {
            f"membre_nom_{n}": nom,
            f"membre_role_{n}": role,
            f"membre_jury_{n}": 1,
            f"membre_email_{n}": _courriel(nom),
            f"membre_organisme_{n}": organisme,
            f"membre_branche_{n}": "Famille" if "CAF" in organisme else "Maladie" if "CPAM" in organisme else None,
            f"membre_qualite_{n}": organisme if role == "Président" else "Organisme",
            f"membre_profil_{n}": "Formateur métier",
            f"membre_connaissance_{n}": "Oui",
            f"membre_validation_le_{n}": dt.date(2023, 7, 17),
            f"membre_accord_le_{n}": dt.date(2023, 7, 17),
        }
    for n, c in enumerate(candidats, start=1):
        valeurs |= {f"candidat_{champ}_{n}": v for champ, v in _candidat(c, referentiel.code).items()}
        vises = c.get("vises", [b.code for b in referentiel.blocs])
        valeurs |= {
            f"candidat_vise_{b.code.lower()}_{n}": "Oui" if b.code in vises else "Non" for b in referentiel.blocs
        }
    nom_du_fichier = f"Session {session} ({'complète' if plus else 'première version'}).xlsx"
    _deposer(classeurs.session(atelier, referentiel, ()), {**valeurs, **(plus or {})}, inbox / nom_du_fichier, atelier)


def _candidat(c: Mapping[str, Any], code: str) -> dict[str, Brut]:
    vae = c.get("voie") == "VAE"
    id_ = c.get("id") or c["candidature"]
    valeurs: dict[str, Brut] = {
        "candidature": id_,
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

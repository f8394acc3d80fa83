"""The jury paritaire of the demonstration: it prepares, sits, votes, and its results are proclaimed."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import forms
from pipeline.flow import classeurs
from pipeline.flow.atelier import Atelier
from pipeline.flow.jpn.classeur import chemin_du_classeur
from pipeline.model.classeur import Brut
from pipeline.model.vocabulaire import Decision
from pipeline.workbooks.read import lire

if TYPE_CHECKING:
    from .demo import Jury


def tenir(  # noqa: PLR0913, PLR0917 - the day, what jurors propose, the workspace
    jpn: dt.date,
    jurys: Mapping[str, "Jury"],
    scenario: Mapping[str, Any],
    dossier: Path,
    cqp: Callable[..., None],
    ouvrir: Callable[[str], Atelier],
) -> None:
    """From the cut-off to the proclamation; its workbook comes back through inbox/ like the rest."""
    seance = f"{jpn}T16:45"
    cqp("jpn", "preparer", jpn, quand=f"{jpn - dt.timedelta(days=4)}T09:00")
    sieger(dossier, jpn, scenario, jurys, ouvrir(seance))
    cqp("traiter", quand=seance)
    cqp("jpn", "proclamer", jpn, quand=f"{jpn}T17:00")


def sieger(
    dossier: Path, jpn: dt.date, scenario: Mapping[str, Any], jurys: Mapping[str, "Jury"], atelier: Atelier
) -> None:
    """The list is adopted at once; a dossier on which voices are divided is voted apart, and adjourned (K4)."""
    with atelier.registre() as registre:
        docket = registre.jpn.dockets()[jpn]
    classeur = dossier / chemin_du_classeur(jpn)
    lignes = {
        str(c.valeur): nom.removeprefix("dossier_numero_")
        for nom, c in lire(classeur).cellules.items()
        if nom.startswith("dossier_numero_")
    }
    valeurs = dict(_seance())
    for numero, candidature in docket.items():
        jury = jurys[candidature]
        if jury.candidat.get("ajourne_le") == jpn:
            valeurs |= dict(_partage(lignes[numero]))
        elif len(jury.attribues) < len(jury.vises):
            valeurs |= {f"preconisation_type_{lignes[numero]}": "Travail complémentaire"}
            valeurs |= {f"preconisation_{lignes[numero]}": scenario["textes"]["preconisation"]}
    un = lignes[min(docket)]
    valeurs |= {"question_dossier_1": min(docket), "question_destinataire_1": "Le président du jury professionnel"}
    valeurs |= dict(zip(("question_texte_1", "question_reponse_1"), scenario["textes"]["question"], strict=True))
    valeurs |= {f"commentaire_candidat_{un}": scenario["textes"]["commentaire_jpn"]}
    classeurs.remplir(classeur, valeurs, dossier / "inbox" / f"JPN {jpn}.xlsx", atelier)


def _seance() -> Iterator[tuple[str, Brut]]:
    yield "jpn_heure", "16:30"
    yield "liste_adoptee", "Oui"
    colleges = ["Salariés"] * 3 + ["Employeurs"] * 3 + ["Ucanss"]
    for n, college in enumerate(colleges, start=1):
        yield f"membre_nom_{n}", f"Membre fictif n° {n}"
        yield f"membre_college_{n}", college
        yield f"membre_present_{n}", "Oui"


def _partage(ligne: str) -> Iterator[tuple[str, Brut]]:
    yield f"dossier_decision_{ligne}", Decision.AJOURNEE
    yield f"dossier_motif_{ligne}", "Partage des voix : le jury paritaire demande à réentendre le compte rendu du jury."
    for college in ("salaries", "employeurs"):
        for voix, nombre in (("pour", 3 * (college == "salaries")), ("contre", 3 * (college == "employeurs"))):
            yield forms.nom(voix, college, ligne), nombre

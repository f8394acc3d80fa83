"""A print run and what became of its papers, as people read them."""

from typing import Any

from openpyxl import load_workbook
from pypdf import PdfReader

from pipeline.flow.du import Du
from pipeline.flow.impression import envoi, tirages
from pipeline.flow.impression.papiers import Papiers
from tests.outils.espace import JPN, Chantier

LENDEMAIN, APRES = "2023-10-14T09:00", "2023-10-16T09:00"
CARNET = f"outbox/ucanss/{JPN}/registre d'impression.xlsx"


def imprimer(chantier: Chantier, quand: str = LENDEMAIN, **options: Any) -> dict[str, Any]:  # noqa: ANN401 - those of the command
    return tirages.imprimer(chantier.atelier(quand), JPN, **options)


def papiers(chantier: Chantier) -> dict[str, tuple[str, str]]:
    """Number and state of each paper."""
    atelier = chantier.atelier(APRES)
    with atelier.registre() as registre:
        return {p.id: (p.numero, p.etat.value) for p in Papiers(atelier.bilan(registre)).du_jour(JPN)}


def numero(chantier: Chantier, candidature: str, suite: str = "") -> str:
    return papiers(chantier)[f"parchemin:{candidature}:{JPN}{suite}"][0]


def bordereaux(chantier: Chantier) -> dict[str, Du]:
    atelier = chantier.atelier(APRES)
    with atelier.registre() as registre:
        return {du.id.removeprefix(f"bordereau-envoi:{JPN}:"): du for du in envoi.dus(atelier.bilan(registre))}


def dit(du: Du) -> str:
    return du.composer().model_dump_json()


def pages(chantier: Chantier, fichier: str) -> list[str]:
    return [" ".join(p.extract_text().split()) for p in PdfReader(chantier.racine / fichier).pages]


def lignes(chantier: Chantier) -> list[dict[str, str]]:
    """The print register, as people read it."""
    feuille = load_workbook(chantier.racine / CARNET).worksheets[0]
    titres, *reste = ([str(x or "") for x in rangee] for rangee in feuille.iter_rows(values_only=True))
    return [dict(zip(titres, rangee, strict=True)) for rangee in reste]


def actions(chantier: Chantier) -> list[str]:
    with chantier.atelier().registre() as registre:
        return [x.quoi for x in registre.journal.lignes()]

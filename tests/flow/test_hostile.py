"""Hostile texts in every text cell: refused with the cell, or found whole in the Word file and in the PDF."""

import zipfile
from pathlib import Path

import pytest
from lxml import etree
from pypdf import PdfReader

from tests.outils.espace import PHRASE, Chantier

ACCEPTES = {
    "balises": f"{PHRASE} & < > {{{{ 7*7 }}}} {{% %}} </w:p> =1+1 _x0041_ #let x = 1 $y$ `z`",
    "formule": f"=1+1 {PHRASE}",
    "longue": (f"{PHRASE} " * 400)[:32767].strip(),
}
REFUSES = {
    "controle": f"{PHRASE}\x01",
    "surrogate": f"{PHRASE}\ud800",
    "droite-a-gauche": f"{PHRASE}\u202e",
    "chinois": f"{PHRASE} \u4e2d",
    "trop-longue": "x" * 32768,
}
LIBRES = (  # the cells of free text, with where they are shown
    *("releve_decision", "points_forts", "points_faibles", "axes_progres", "preconisation_1"),
    *("commentaire_candidat", "commentaire_employeur", "ecart_motif_b1", "ecart_motif_b1_c1"),
    *("incident_nature", "incident_impact", "incident_decision", "incident_justification"),
)
COURTS = ("fiche_nom", "fiche_organisme", "membre_nom_1")
DE_LA_GRILLE = ("commentaire_b1_c1", "commentaire_b1_c2")
COURT = "R&D <b> {{ 7*7 }} </w:p> =1+1"


@pytest.fixture
def chantier(tmp_path: Path) -> Chantier:
    return Chantier(tmp_path / "espace")


def texte_word(docx: Path) -> str:
    with zipfile.ZipFile(docx) as archive:
        racine = etree.fromstring(archive.read("word/document.xml"))
    return _sans_espaces("".join(racine.itertext("{*}t")))


def texte_pdf(pdf: Path) -> str:
    """Without the first line of a page and its last two, which stand between the halves of a text."""
    pages = (page.extract_text().splitlines()[1:-2] for page in PdfReader(pdf).pages)
    return _sans_espaces("".join(ligne for lignes in pages for ligne in lignes))


def _sans_espaces(texte: str) -> str:
    return "".join(texte.split())


def _propre_a(champ: str, texte: str) -> str:
    """Each cell has a text of its own, so that none can hide that another was lost."""
    return f"{champ} {texte}"[: max(32767, len(texte))]


def deposer(chantier: Chantier, texte: str, court: str) -> None:
    fichiers = chantier.dossier(
        "GC-1",
        **{champ: _propre_a(champ, texte) for champ in LIBRES},
        **{champ: f"{court} {champ}" for champ in COURTS},
        jury_bloc_b1="Non validé",
        jury_competence_b1_c1="Non validé",
        avis_jury="Partielle",
    )
    commentaires = {champ: _propre_a(champ, texte) for champ in DE_LA_GRILLE}
    assert chantier.grille("GC-1", "B1", **commentaires) in fichiers


@pytest.mark.parametrize("texte", ACCEPTES.values(), ids=ACCEPTES)
def test_an_accepted_text_is_whole_in_both_twins(texte: str, chantier: Chantier):
    deposer(chantier, texte, COURT)
    assert {d.etat for d in chantier.traiter().depots} == {"accepte"}
    documents = {d.type: d for d in chantier.etat().documents}
    for type_, champs in (("dossier-certification", (*LIBRES, *DE_LA_GRILLE)), ("proces-verbal", LIBRES)):
        docx, pdf = chantier.racine / documents[type_].docx, chantier.racine / documents[type_].pdf
        for lu in (texte_word(docx), texte_pdf(pdf)):
            perdus = [c for c in champs if _sans_espaces(_propre_a(c, texte)) not in lu]
            perdus += [c for c in COURTS if _sans_espaces(f"{COURT} {c}") not in lu]
            assert not perdus, type_


@pytest.mark.parametrize("texte", REFUSES.values(), ids=REFUSES)
def test_a_refused_text_names_its_cells(texte: str, chantier: Chantier):
    deposer(chantier, texte, texte[:100])
    depots = {d.type: d for d in chantier.traiter().depots if d.type in {"pv", "grille"} and d.etat == "refuse"}
    assert set(depots) == {"pv", "grille"}
    nommees = {c.nom for a in depots["pv"].anomalies if a.bloquante for c in a.cellules}
    assert nommees >= set(LIBRES)
    if len(texte) < 32767:
        assert nommees >= set(COURTS)
    assert {c.nom for a in depots["grille"].anomalies for c in a.cellules} == set(DE_LA_GRILLE)

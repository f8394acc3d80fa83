"""A workspace's own texts, written for an older program or saved by Windows' editor: read all the same, and told."""

import json
import shutil
from codecs import BOM_UTF8
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline import settings, tables, texts
from pipeline.errors import ConfigurationError
from pipeline.flow import entretien, textes_propres
from pipeline.settings import shipped
from pipeline.workbooks.charte import charte
from tests.outils.espace import Chantier

LIVRE = {"a": "A", "liste": ["un", "deux"], "colonnes": {"nom": "Nom", "date": "Date"}, "fond": {"plus": {"x": "X"}}}


@pytest.fixture
def chantier(tmp_path: Path) -> Chantier:
    return Chantier(tmp_path / "espace")


def sien(chantier: Chantier, nom: str, texte: str) -> Path:
    """A file of the workspace's own templates."""
    fichier = chantier.racine / "templates" / nom
    fichier.parent.mkdir(parents=True, exist_ok=True)
    fichier.write_text(texte, "utf-8")
    return fichier


def livre(nom: str) -> str:
    return (shipped("templates") / nom).read_text("utf-8")


def controles(chantier: Chantier) -> dict[str, tuple[str, str]]:
    vus = entretien.diagnostiquer(chantier.atelier())
    return {c.quoi: (c.etat, c.detail) for c in vus if c.quoi.startswith(("templates/", "textes"))}


@pytest.mark.parametrize(
    ("le_sien", "attendu", "manquantes"),
    [
        ({}, LIVRE, ("a", "liste", "colonnes", "fond")),
        ({"a": "Z"}, {**LIVRE, "a": "Z"}, ("liste", "colonnes", "fond")),
        ({"liste": ["trois"]}, {**LIVRE, "liste": ["trois"]}, ("a", "colonnes", "fond")),
        (
            {"colonnes": {"date": "Le"}},
            {**LIVRE, "colonnes": {"nom": "Nom", "date": "Le"}},
            ("a", "liste", "colonnes.nom", "fond"),
        ),
        (
            {"colonnes": ["Qui", "Quand"]},
            {**LIVRE, "colonnes": {"nom": "Qui", "date": "Quand"}},
            ("a", "liste", "fond"),
        ),
        ({"colonnes": ["Qui"]}, LIVRE, ("a", "liste", "colonnes", "fond")),
        ({"a": {"b": "c"}, "fond": {"plus": "non"}}, LIVRE, ("liste", "colonnes", "fond.plus")),
    ],
)
def test_titles_go_by_key_and_what_is_missing_comes_from_what_ships(
    le_sien: tables.Table, attendu: tables.Table, manquantes: tuple[str, ...]
):
    assert tables.superposer(LIVRE, le_sien) == attendu
    assert list(tables.superposer(LIVRE, le_sien)["colonnes"]) == ["nom", "date"]
    assert tuple(tables.manquantes(LIVRE, le_sien)) == manquantes


def test_an_older_suivi_toml_stops_no_pass_and_diagnostic_names_what_it_lacks(chantier: Chantier):
    """Issue 9, point 21: a sheet that it never heard of, a column fewer, titles of its own."""
    ancien = livre("textes/suivi.toml").replace('jures = "Jurés"', "").replace('depots = "Dépôts"', 'depots = "Reçus"')
    ligne = next(x for x in ancien.splitlines() if x.startswith("documents = {"))
    sien(chantier, "textes/suivi.toml", ancien.replace(ligne, 'documents = ["Concerne", "Document"]'))
    chantier.traiter()
    classeur = load_workbook(chantier.institut / "suivi.xlsx")
    assert {"Jurés", "Reçus"} <= set(classeur.sheetnames)
    titres = [c.value for c in classeur["Documents"][1]]
    assert titres == list(texts.phrases((shipped("templates"),), "suivi").toutes("colonnes.documents"))
    etat, detail = controles(chantier)["templates/textes/suivi.toml"]
    assert etat == "a_voir"
    assert "feuille.jures" in detail
    assert "colonnes.documents" in detail


def test_an_anomaly_that_an_older_file_never_heard_of_is_said_in_the_words_that_ship(chantier: Chantier):
    """Wherever its file was: a code may have changed files since."""
    sien(chantier, "textes/anomalies/regles.toml", '[CELLULE_OBLIGATOIRE]\nmessage = "Case vide."\n')
    connues = texts.catalogue(chantier.atelier().espace.templates)
    livrees = texts.catalogue((shipped("templates"),))
    assert connues.keys() == livrees.keys()
    mienne = connues["CELLULE_OBLIGATOIRE"]
    assert (mienne.message, mienne.gravite) == ("Case vide.", livrees["CELLULE_OBLIGATOIRE"].gravite)


def test_an_anomaly_badly_described_is_told_and_no_traceback(chantier: Chantier):
    sien(chantier, "textes/anomalies/regles.toml", '[NOUVELLE]\nmessage = "Rien."\n')
    with pytest.raises(ConfigurationError, match="NOUVELLE"):
        chantier.traiter()


@pytest.mark.parametrize(
    ("nom", "texte", "etat", "dit"),
    [
        ("textes/suivit.toml", "", "a_voir", "aucun texte ne porte ce nom"),
        ("textes/kit.toml", "x = ", "mauvais", "ne peut pas être lu"),
        ("charte.toml", '[couleurs]\nprincipale = "000000"\nrose = "FF00FF"\n', "a_voir", "couleurs.rose"),
    ],
)
def test_diagnostic_tells_what_nothing_reads(nom: str, texte: str, etat: str, dit: str, chantier: Chantier):
    sien(chantier, nom, texte)
    trouves = [c for c in entretien.diagnostiquer(chantier.atelier()) if c.quoi == f"templates/{nom}"]
    assert {c.etat for c in trouves} == {etat}
    assert any(dit in c.detail for c in trouves)


def test_texts_that_are_whole_are_well(chantier: Chantier):
    assert controles(chantier) == {}
    sien(chantier, "textes/suivi.toml", livre("textes/suivi.toml"))
    assert controles(chantier) == {"textes de l’espace": ("bon", "1 fichier(s), complets")}


def test_a_byte_order_mark_is_no_content_wherever_an_editor_put_it(chantier: Chantier):
    """Windows' editor adds one on saving."""
    toml = chantier.racine / settings.FICHIER
    for nom in ("textes/suivi.toml", "textes/anomalies/regles.toml", "correspondances.toml", "charte.toml"):
        sien(chantier, nom, "\ufeff" + livre(nom))
    sien(chantier, "documents-de-reference.toml", "\ufeff" + livre("documents-de-reference.toml"))
    referentiel = chantier.racine / "referentiels" / "GC" / "2023.1.json"
    referentiel.parent.mkdir(parents=True)
    shutil.copyfile(shipped("referentiels") / "GC" / "2023.1.json", referentiel)
    for fichier in (toml, referentiel):
        fichier.write_bytes(BOM_UTF8 + fichier.read_bytes())
    (chantier.racine / "archives/correspondances.json").write_bytes(BOM_UTF8 + json.dumps({"jures": {}}).encode())
    entretien.verifier_les_modeles(chantier.atelier().espace)
    chantier.dossier("GC-1")
    assert not chantier.traiter().refuses
    assert chantier.candidature("GC-1").etat == "dossier_pret"


def test_a_charte_that_lacks_a_colour_takes_the_one_that_ships(chantier: Chantier):
    sien(chantier, "charte.toml", '[couleurs]\nprincipale = "123456"\n')
    la_sienne = charte(chantier.atelier().espace.templates)
    assert (la_sienne["principale"], la_sienne["filet"]) == ("123456", charte((shipped("templates"),))["filet"])


def test_a_service_reads_a_corrected_text_without_being_started_again(chantier: Chantier):
    dossiers = chantier.atelier().espace.templates
    assert texts.phrases(dossiers, "suivi")("feuille.jures") == "Jurés"
    sien(chantier, "textes/suivi.toml", '[feuille]\njures = "Vivier"\n')
    textes_propres.oublier()
    assert texts.phrases(dossiers, "suivi")("feuille.jures") == "Vivier"

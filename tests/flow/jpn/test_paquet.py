"""The anonymous bundle, read by other means than ours: nobody in it (K18, G-085). Fifty under `make torture`."""

import re
import zipfile
from pathlib import Path

import pypdf
import pytest

from pipeline.flow.jpn.seance import correspondance
from tests.outils import poppler
from tests.outils.anonymes import candidature, deposer, identite, marque
from tests.outils.espace import JPN, Chantier

QUELQUES, CINQUANTE = 8, 50
# Parts of every made-up name, without the syllable that tells them apart: any of them anywhere is a leak.
RACINES = (
    "qarvel",
    "zythu",
    "ylvano",
    "brumeval",
    "thessal",
    "xerath",
    "odwyn",
    "kwolek",
    "ostrevin",
    "exemple.invalid",
)


def preparer(racine: Path, nombre: int) -> Chantier:
    neuf = Chantier(racine)
    for n in range(nombre):
        deposer(neuf, n)
    neuf.traiter()
    vue = neuf.preparer(JPN, "2023-10-07T09:00")
    assert (len(vue["dossiers"]), vue["retenus"]) == (nombre, [])
    return neuf


@pytest.fixture(scope="module")
def chantier(tmp_path_factory: pytest.TempPathFactory) -> Chantier:
    """Once its docket is prepared; nobody changes it."""
    return preparer(tmp_path_factory.mktemp("paquet"), QUELQUES)


def paquet(chantier: Chantier) -> list[Path]:
    return sorted(f for f in (chantier.racine / "outbox" / "jpn").rglob("*") if f.is_file())


def tout_lire(fichier: Path) -> str:
    """Every character that the file holds, by zipfile, pypdf and poppler: names of parts, raw XML, text, properties."""
    lus = [fichier.name]
    if fichier.suffix == ".pdf":
        lecteur = pypdf.PdfReader(fichier)
        lus += [poppler.texte(fichier), repr(lecteur.metadata), *(p.extract_text() for p in lecteur.pages)]
        for rang in range(1, len(lecteur.xref_objStm) + max(lecteur.xref.get(0, {0: 0}), default=0) + 1):
            objet = lecteur.get_object(pypdf.generic.IndirectObject(rang, 0, lecteur))
            lus.append(repr(objet))
            if isinstance(objet, pypdf.generic.StreamObject):
                lus.append(objet.get_data().decode("latin-1"))
    else:
        with zipfile.ZipFile(fichier) as archive:
            lus += [archive.comment.decode("latin-1")]
            for partie in archive.infolist():
                xml = archive.read(partie).decode("utf-8", "replace")
                lus += [partie.filename, xml, re.sub(r"<[^>]+>", "", xml)]
    return "\n".join(lus).casefold()


def fuites(chantier: Chantier, nombre: int) -> dict[str, list[str]]:
    """What any file of the bundle lets be read: parts of names, candidatures, sessions."""
    fichiers = paquet(chantier)
    assert len([f for f in fichiers if f.name.endswith("- dossier.docx")]) == nombre
    assert len([f for f in fichiers if f.name.endswith("- carnet.pdf")]) == nombre
    references = [candidature(n).casefold() for n in range(nombre)]
    references += [f"s-{marque(n)}-2023" for n in range(nombre)]
    lus = {f.name: tout_lire(f) for f in fichiers}
    trouves = {nom: [mot for mot in (*RACINES, *references) if mot in lu] for nom, lu in lus.items()}
    return {nom: mots for nom, mots in trouves.items() if mots}


def test_aucune_identite_dans_le_paquet(chantier: Chantier):
    """K18, G-085: docx, xlsx, pdf, properties, names; no part of a name, no candidature, no session."""
    assert fuites(chantier, QUELQUES) == {}


@pytest.mark.torture
def test_aucune_identite_dans_cinquante_dossiers(tmp_path: Path):
    """K18, G-085: the same, on fifty."""
    assert fuites(preparer(tmp_path, CINQUANTE), CINQUANTE) == {}


def test_les_dates_des_fichiers_et_leurs_noms_ne_disent_rien(chantier: Chantier):
    """K18: one date for all; names are the numbers, whose order is not that of the candidatures."""
    dossiers = [f for f in paquet(chantier) if f.parent.name == "dossiers"]
    assert len({f.stat().st_mtime for f in dossiers if f.suffix == ".docx"}) == 1
    numeros = correspondance(chantier.atelier("2023-10-09T09:00"), JPN)
    assert {f.name.partition(" - ")[0] for f in dossiers} == set(numeros)
    assert [numeros[n] for n in sorted(numeros)] != sorted(numeros.values())
    for f in dossiers:
        if f.suffix == ".docx":
            with zipfile.ZipFile(f) as archive:
                assert len({i.date_time for i in archive.infolist()}) == 1


def test_l_equipe_sait_ce_qui_a_ete_masque(chantier: Chantier):
    """K18: by candidature, never by number; the words themselves, to be reread."""
    (note,) = (chantier.institut / "jurys paritaires").iterdir()
    texte = note.read_text("utf-8-sig")
    for n in (0, 4, 7):
        qui = identite(n)
        (ligne,) = [x for x in texte.splitlines() if x.startswith(candidature(n)) and "points forts" in x]
        assert {f"« {qui['email']} »"} <= set(re.findall("«[^»]+»", ligne))
        assert all(mot in ligne for mot in (qui["nom"], qui["organisme"], f"Kwolek{marque(n)}"))
    numeros = correspondance(chantier.atelier("2023-10-09T09:00"), JPN)
    assert not any(numero in texte for numero in numeros)


def test_le_texte_masque_reste_lisible(chantier: Chantier):
    """K18: what replaces a name says what it was, and the rest of the sentence stands."""
    pdf = next(f for f in paquet(chantier) if f.name.endswith("- dossier.pdf"))
    texte = " ".join(poppler.texte(pdf).split())
    assert "[candidat]" in texte
    assert "[membre du jury]" in texte
    assert "a répondu à Mme [membre du jury]" in texte


def test_la_correspondance_est_a_part_et_son_usage_est_note(chantier: Chantier):
    """K18: for its owner only, and each use is in the journal, without any number."""
    atelier = chantier.atelier("2023-10-09T09:00")
    with atelier.registre() as registre:
        avant = len([x for x in registre.journal.lignes() if x.quoi == "jpn_correspondance"])
    correspondance(atelier, JPN)
    with atelier.registre() as registre:
        usages = [x for x in registre.journal.lignes() if x.quoi == "jpn_correspondance"]
    assert len(usages) == avant + 1
    assert (usages[-1].sur, usages[-1].detail) == (JPN.isoformat(), {})
    assert (chantier.racine / "archives").stat().st_mode & 0o077 == 0

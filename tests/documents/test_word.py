"""The Word twin: the same page as docxtpl makes, but no text lost, and always the same bytes."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document as LireWord
from docxtpl import DocxTemplate
from jinja2.exceptions import SecurityError, UndefinedError
from lxml import etree
from pypdf import PdfReader

from pipeline.documents.page import valeurs
from pipeline.documents.word import ModeleWord, environnement, finir
from pipeline.errors import ConfigurationError
from pipeline.model.document import Document, Ligne, Paragraphe, Tableau
from tests.outils import documents as essais
from tests.outils import mots
from tests.outils.libreoffice import LibreOffice

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AUTEUR = "Organisme d'essai"


def gabarit(document: Document) -> Path:
    return essais.TEMPLATES[0] / "word" / f"{document.mise_en_page}.docx"


def rendre(document: Document) -> bytes:
    return ModeleWord(gabarit(document)).rendre(valeurs(document, AUTEUR), document.date)


def parties(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {nom: archive.read(nom) for nom in archive.namelist()}


def corps(document: Document) -> "etree._Element":
    return etree.fromstring(parties(rendre(document))["word/document.xml"])


def modele(tmp_path: Path, texte: str) -> ModeleWord:
    """A template that a certifier could have written: one paragraph."""
    fichier = tmp_path / "modele.docx"
    word = LireWord()
    word.add_paragraph(texte)
    word.save(str(fichier))
    return ModeleWord(fichier)


@pytest.mark.parametrize("specimen", ["", "SPÉCIMEN"])
@pytest.mark.parametrize("rang", range(4), ids=["rapport", "lettre", "paysage", "parchemin"])
def test_la_page_est_celle_que_docxtpl_rend(rang: int, specimen: str):
    document = essais.tous(specimen=specimen)[rang]
    temoin = DocxTemplate(gabarit(document))
    temoin.render(valeurs(document, AUTEUR), jinja_env=environnement(), autoescape=True)
    sortie = io.BytesIO()
    temoin.save(sortie)
    attendues, faites = parties(sortie.getvalue()), parties(rendre(document))
    pages = [n for n in faites if n.startswith(("word/document", "word/header", "word/footer"))]
    assert len(pages) >= 2
    for nom in pages:
        attendu = finir(etree.fromstring(attendues[nom]))
        assert etree.tostring(etree.fromstring(faites[nom]), method="c14n") == etree.tostring(attendu, method="c14n")


def test_les_memes_valeurs_donnent_les_memes_octets():
    for document in essais.tous():
        assert rendre(document) == rendre(document)
        with zipfile.ZipFile(io.BytesIO(rendre(document))) as archive:
            assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_un_texte_hostile_reste_du_texte():
    """docxtpl turns `R&D` into `R` and lets `</w:p>` cut the rest of the document."""
    document = essais.rapport(essais.HOSTILE)
    textes = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in corps(document).iter(f"{W}p")]
    assert textes.count(essais.HOSTILE) == 7
    assert textes[-5:] != []
    assert "Cléo Témoin" in textes


def test_une_case_pleine_arrive_entiere():
    """32,767 characters."""
    texte = "mot " * (essais.CASE_PLEINE // 4) + "fin"
    assert len(texte) == essais.CASE_PLEINE
    assert "".join(t.text or "" for t in corps(essais.rapport(texte)).iter(f"{W}t")).count(texte) == 7


@pytest.mark.parametrize("caractere", ["\x00", "\x0b\x01", "\ud800", "\ufffe"])
def test_un_caractere_que_word_ne_lit_pas_est_refuse_plutot_que_de_couper_le_document(caractere: str):
    with pytest.raises((etree.XMLSyntaxError, UnicodeEncodeError)):
        rendre(essais.rapport(f"avant{caractere}après"))


def test_chaque_ligne_d_un_texte_reste_une_ligne():
    for fin in ("\n", "\r\n", "\r", "\u2028"):
        (paragraphe,) = (
            p
            for p in corps(essais.lettre(f"première{fin}seconde")).iter(f"{W}p")
            if p.find(f".//{W}br") is not None and (p.findtext(f".//{W}t") or "") == "première"
        )
        assert [x.tag for x in paragraphe.iter(f"{W}t", f"{W}br")] == [f"{W}t", f"{W}br", f"{W}t"]


def test_un_modele_ne_peut_rien_atteindre_hors_des_valeurs(tmp_path: Path):
    piege = modele(tmp_path, "{{ titre.__class__.__mro__ }}")
    with pytest.raises((SecurityError, UndefinedError)):
        piege.rendre(valeurs(essais.rapport(), AUTEUR), essais.JOUR)


def test_un_nom_inconnu_n_est_jamais_imprime_en_blanc(tmp_path: Path):
    with pytest.raises(UndefinedError):
        modele(tmp_path, "{{ titer }}").rendre(valeurs(essais.rapport(), AUTEUR), essais.JOUR)


def test_un_modele_illisible_est_dit_en_francais(tmp_path: Path):
    fichier = tmp_path / "rapport.docx"
    fichier.write_bytes(b"PK rien")
    with pytest.raises(ConfigurationError, match=r"rapport\.docx"):
        ModeleWord(fichier)
    with pytest.raises(ConfigurationError, match="balise"):
        modele(tmp_path, "{% for %}")


def test_les_colonnes_ont_les_largeurs_demandees():
    """LibreOffice takes the widths from the grid, Word from the cells."""
    tableau = Tableau(
        legende="Essai",
        entetes=("A", "B", "C"),
        largeurs=(1, 5, 2),
        lignes=(Ligne(cellules=("seule",)), Ligne(cellules=("a", "b", "c"))),
    )
    document = essais.rapport().model_copy(update={"blocs": (tableau,)})
    (table,) = corps(document).iter(f"{W}tbl")
    grille = [int(c.get(f"{W}w", "0")) for c in table.iter(f"{W}gridCol")]
    assert [round(c / grille[0]) for c in grille] == [1, 5, 2]
    cellules = [[int(c.get(f"{W}w", "0")) for c in rang.iter(f"{W}tcW")] for rang in table.iter(f"{W}tr")]
    assert cellules == [grille, [sum(grille)], grille]
    assert table.find(f".//{W}tblDescription") is None
    assert [rang.find(f".//{W}tblHeader") is not None for rang in table.iter(f"{W}tr")] == [True, False, False]


def test_un_tableau_mal_compte_est_un_bogue_dit_aussitot():
    faux = Tableau(legende="Essai", entetes=("A",), largeurs=(1, 2), lignes=())
    with pytest.raises(ValueError, match="Essai"):
        rendre(essais.rapport().model_copy(update={"blocs": (faux,)}))


def test_les_proprietes_disent_le_document_et_rien_de_la_machine():
    lu = LireWord(io.BytesIO(rendre(essais.rapport(titre="R&D <1>"))))
    proprietes = lu.core_properties
    assert (proprietes.title, proprietes.subject, proprietes.language) == ("R&D <1>", "Sujet d'essai", "fr-FR")
    assert (proprietes.author, proprietes.last_modified_by) == (AUTEUR, "")
    assert proprietes.created is not None
    assert proprietes.created.date() == proprietes.modified.date() == essais.JOUR
    assert b"Company" not in parties(rendre(essais.rapport()))["docProps/app.xml"]


def test_specimen_traverse_les_pages_seulement_quand_il_le_faut():
    for document in essais.tous():
        marges = [x for n, x in parties(rendre(document)).items() if n.startswith("word/header")]
        assert not any(b"textpath" in x for x in marges)
    for document in essais.tous(specimen="SPÉCIMEN"):
        (entete,) = (x for n, x in parties(rendre(document)).items() if n.startswith("word/header"))
        assert 'string="SPÉCIMEN"'.encode() in entete


def test_les_titres_ne_sautent_pas_de_niveau():
    """A jump is refused by PDF/UA, and loses a reader who moves from title to title."""
    styles = [s.get(f"{W}val", "") for s in corps(essais.rapport()).iter(f"{W}pStyle")]
    assert [s for s in styles if s.startswith("Titre")] == ["Titre", "Titre1", "Titre2"]


@pytest.mark.parametrize("nom", [*essais.NOMS, "Prénom " * 60, "X" * essais.CASE_PLEINE], ids=range(5))
def test_le_parchemin_word_tient_sur_une_page(nom: str, soffice: LibreOffice, tmp_path: Path):
    fichier = tmp_path / "parchemin.docx"
    fichier.write_bytes(rendre(essais.parchemin(nom, specimen="SPÉCIMEN", naissance="Née le 1er mai 1990 à Nantes")))
    assert len(PdfReader(soffice.convertir(fichier, "pdf", tmp_path)).pages) == 1


def test_libreoffice_lit_le_fichier_avec_ses_polices(soffice: LibreOffice, tmp_path: Path):
    """The fonts travel in the file: none of them is installed on the machine that reads it."""
    fichier = tmp_path / "rapport.docx"
    document = essais.rapport("Lœuvre-Nguyễn, Çelik")
    fichier.write_bytes(rendre(document))
    pdf = soffice.convertir(fichier, "pdf", tmp_path)
    polices = {f for page in PdfReader(pdf).pages for f in _polices(page)}
    assert any("SourceSans3" in p for p in polices)
    assert any("EBGaramond" in p for p in polices)
    lus = mots.de_pdf(pdf)
    assert {"Lœuvre-Nguyễn,", "Cléo", "Expert"} <= set(lus)


def _polices(page: "PdfReader") -> set[str]:
    return {str(f.get_object()["/BaseFont"]) for f in page["/Resources"]["/Font"].values()}  # type: ignore[index]


def test_un_paragraphe_d_espaces_garde_ses_espaces():
    document = essais.rapport().model_copy(update={"blocs": (Paragraphe(texte="  a  b  "),)})
    assert "  a  b  " in [t.text for t in corps(document).iter(f"{W}t")]

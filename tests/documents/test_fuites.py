"""The leak test: a name planted in each place of a file is found there, and a clean file holds none (K18, G-085)."""

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from pipeline.documents.fuites import Fuite, chercher
from pipeline.documents.render import rendre
from pipeline.model.anonymat import Identites
from pipeline.rules.anonymat import termes
from tests.outils import documents as essais
from tests.outils.plantes import Plant, ajouter, archive, fichier, parties, redige, remplace

NOM = "Kervozanne"
TERMES = (NOM, "Ba Sy", "Lang Parent")
IDENTITES = Identites(
    candidat=(NOM, "Zwenn", "Lang", "Parent", "Roman", "Fa"),
    jury=("Ba Li", "Rowena Norm", "Marianne Nguyen"),
    organismes=("CAF de Nulle-Part",),
    adresses=("zw@caf.example", "0612345678"),
    references=("GC-2023-99999",),
)


@pytest.fixture(scope="module")
def jumeaux() -> tuple[bytes, bytes]:
    return next(iter(rendre([essais.rapport()], essais.TEMPLATES, processus=1)))


@pytest.fixture(scope="module")
def word(jumeaux: tuple[bytes, bytes]) -> bytes:
    return jumeaux[0]


@pytest.fixture(scope="module")
def pdf(jumeaux: tuple[bytes, bytes]) -> bytes:
    return jumeaux[1]


@pytest.fixture(scope="module")
def classeur() -> bytes:
    return _classeur(lambda _: None)


def _classeur(planter: Callable[[openpyxl.Workbook], object]) -> bytes:
    livre = openpyxl.Workbook()
    feuille = livre.active
    assert feuille is not None
    feuille.append(["Critère", "Réponse"])
    feuille.append(["Accueille", 3])
    livre.create_sheet("Suite")["A1"] = "Texte"
    planter(livre)
    sortie = io.BytesIO()
    livre.save(sortie)
    return sortie.getvalue()


def _champ_annexe(zip_: zipfile.ZipFile) -> None:
    entree = zipfile.ZipInfo("word/rien.bin")
    entree.extra = b"\x55\x00\x0a\x00" + NOM.encode()
    zip_.writestr(entree, b"")


def _commentaire(zip_: zipfile.ZipFile) -> None:
    zip_.comment = NOM.encode()


def _dans_un_paragraphe(xml: str) -> Callable[[str], str]:
    return remplace("</w:p>", f"{xml}</w:p>")


MOITIES = f"<w:r><w:t>Mme {NOM[:3]}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{NOM[3:]}, puis</w:t></w:r>"
IMAGE = f'<w:r><w:drawing><wp:docPr xmlns:wp="urn:x" id="9" name="i" descr="Photo de {NOM}"/></w:drawing></w:r>'
CACHE = f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{NOM}</w:t></w:r>"
SUPPRIME = f'<w:del w:id="1" w:author="x"><w:r><w:delText>{NOM}</w:delText></w:r></w:del>'
PROPRE = f'<Properties xmlns="urn:p"><property name="Dossier"><v>{NOM}</v></property></Properties>'
COMMENTAIRES = (
    f'<w:comments xmlns:w="urn:w"><w:comment w:id="0"><w:p><w:r><w:t>{NOM}</w:t></w:r></w:p></w:comment></w:comments>'
)

WORD: dict[str, tuple[Plant, str]] = {
    "texte": (parties(word__document_xml=_dans_un_paragraphe(f"<w:r><w:t>{NOM.upper()}</w:t></w:r>")), "texte"),
    "deux morceaux": (parties(word__document_xml=_dans_un_paragraphe(MOITIES)), "texte"),
    "en-tête": (parties(word__header1_xml=_dans_un_paragraphe(f"<w:r><w:t>{NOM}</w:t></w:r>")), "en-tête"),
    "pied": (parties(word__footer1_xml=_dans_un_paragraphe(f"<w:r><w:t>{NOM}</w:t></w:r>")), "pied de page"),
    "auteur": (parties(docProps__core_xml=remplace("<dc:creator>", f"<dc:creator>{NOM} ")), "propriétés"),
    "propriété": (parties(docProps__custom_xml=PROPRE), "propriétés personnalisées"),
    "XML": (parties(customXml__item1_xml=f"<a><{NOM}/></a>"), "XML personnalisé"),
    "attribut": (parties(customXml__item1_xml=f"<a {NOM}='1'/>"), "XML personnalisé"),
    "commentaire": (parties(word__comments_xml=COMMENTAIRES), "commentaires"),
    "notes": (parties(word__footnotes_xml=COMMENTAIRES), "notes"),
    "image": (parties(word__document_xml=_dans_un_paragraphe(IMAGE)), "texte de remplacement"),
    "supprimé": (parties(word__document_xml=_dans_un_paragraphe(SUPPRIME)), "texte supprimé"),
    "masqué": (parties(word__document_xml=_dans_un_paragraphe(CACHE)), "texte masqué"),
    "auteur d'une modification": (
        parties(word__document_xml=_dans_un_paragraphe(f'<w:ins w:id="1" w:author="{NOM}"/>')),
        "auteur",
    ),
    "commentaire XML": (parties(word__styles_xml=lambda t: t + f"<!-- {NOM} -->"), "partie word/styles.xml"),
    "instruction XML": (parties(word__styles_xml=lambda t: t + f"<?x {NOM}?>"), "partie word/styles.xml"),
    "lien": (parties(word__document_rels=f'<R><r Target="file:///c:/{NOM}/a.docx"/></R>'), "liens"),
    "nom d'une partie": (fichier(f"word/media/photo{NOM}.png", b""), "nom d'une partie"),
    "commentaire du zip": (archive(_commentaire), "commentaire de l'archive"),
    "champ annexe": (archive(_champ_annexe), "champ annexe d'une partie"),
    "image EXIF": (fichier("word/media/i.jpg", b"\xff\xd8\xff\xe1\0\x20Exif\0\0" + NOM.encode()), "word/media/i.jpg"),
    "UTF-16": (fichier("word/objet.bin", b"\x01\x02\0\0" + NOM.encode("utf-16-le")), "word/objet.bin"),
    "texte joint": (fichier("word/note.txt", f"vu {NOM}".encode("utf-16")), "word/note.txt"),
    "avant le zip": (lambda b: b[:4] + b[4:].replace(b"PK\x01\x02", NOM.encode() + b"PK\x01\x02", 1), "archive"),
}


@pytest.mark.parametrize("ou", WORD)
def test_a_name_planted_in_a_word_file_is_found_where_it_is_g085(ou: str, word: bytes):
    planter, place = WORD[ou]
    fuites = chercher("dossier.docx", planter(word), TERMES)
    assert any(place in f.ou for f in fuites), fuites
    assert ou == "avant le zip" or {f.mot for f in fuites} == {NOM.casefold()}


def _feuille(etat: str) -> Callable[[openpyxl.Workbook], object]:
    def planter(livre: openpyxl.Workbook) -> None:
        feuille = livre.create_sheet("Notes")
        feuille["B2"] = f"Mme {NOM}"
        feuille.sheet_state = etat

    return planter


def _note(livre: openpyxl.Workbook) -> None:
    livre["Suite"]["A1"].comment = Comment(f"vu par {NOM}", "x")


def _auteur_de_note(livre: openpyxl.Workbook) -> None:
    livre["Suite"]["A1"].comment = Comment("vu", NOM)


def _nom_defini(livre: openpyxl.Workbook) -> None:
    livre.defined_names[f"total_{NOM}"] = openpyxl.workbook.defined_name.DefinedName(f"total_{NOM}", attr_text="1")


def _liste(livre: openpyxl.Workbook) -> None:
    choix = DataValidation(type="list", formula1=f'"Oui,{NOM}"')
    livre["Suite"].add_data_validation(choix)
    choix.add("C3")


def _marge(livre: openpyxl.Workbook) -> None:
    livre["Suite"].oddHeader.center.text = NOM


def _createur(livre: openpyxl.Workbook) -> None:
    livre.properties.creator = NOM


def _formule(livre: openpyxl.Workbook) -> None:
    livre["Suite"]["D1"] = f'=IF(A1="{NOM}",1,0)'


EXCEL: dict[str, tuple[Callable[[openpyxl.Workbook], object], str]] = {
    "cachée": (_feuille("hidden"), "feuille « Notes » (masquée)"),
    "très cachée": (_feuille("veryHidden"), "feuille « Notes » (masquée)"),
    "visible": (_feuille("visible"), "feuille « Notes »"),
    "note": (_note, "commentaires"),
    "auteur de note": (_auteur_de_note, "commentaires"),
    "nom défini": (_nom_defini, "noms définis"),
    "nom de feuille": (lambda livre: livre.create_sheet(f"Grille{NOM}"), "classeur"),
    "liste": (_liste, "liste de validation"),
    "impression": (_marge, "en-tête ou pied d'impression"),
    "créateur": (_createur, "propriétés"),
    "formule": (_formule, "feuille « Suite »"),
}


@pytest.mark.parametrize("ou", EXCEL)
def test_a_name_planted_in_a_workbook_is_found_where_it_is_g085(ou: str):
    planter, place = EXCEL[ou]
    fuites = chercher("grille.xlsx", _classeur(planter), TERMES)
    assert place in {f.ou for f in fuites}, fuites


def test_a_shared_text_is_told_by_the_sheet_that_shows_it_or_by_none(classeur: bytes):
    textes = f"<sst><si><t>Zwenn</t></si><si><r><t>Ker</t></r><r><t>{NOM[3:]}</t></r></si></sst>"
    cellule = '<row r="9"><c r="A9" t="s"><v>0</v></c></row></sheetData>'
    planter = parties(xl__sharedStrings_xml=textes, xl__worksheets__sheet1_xml=remplace("</sheetData>", cellule))
    fuites = chercher("grille.xlsx", planter(classeur), (NOM, "Zwenn"))
    assert Fuite(ou="feuille « Sheet »", mot="zwenn") in fuites
    assert Fuite(ou="texte qu'aucune cellule ne montre", mot=NOM.casefold()) in fuites


def _xmp(redacteur: PdfWriter) -> None:
    flux = DecodedStreamObject()
    flux.set_data(f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>par {NOM}</a></x:xmpmeta>'.encode())
    flux[NameObject("/Type")] = NameObject("/Metadata")
    redacteur.root_object[NameObject("/Metadata")] = ajouter(redacteur, flux)


def _orphelin(redacteur: PdfWriter) -> None:
    ajouter(redacteur, DictionaryObject({NameObject("/Vieux"): TextStringObject(f"Nguyễn {NOM}")}))


def _cle(redacteur: PdfWriter) -> None:
    ajouter(redacteur, DictionaryObject({NameObject(f"/{NOM}"): TextStringObject("x")}))


def _alt(redacteur: PdfWriter) -> None:
    ajouter(redacteur, DictionaryObject({NameObject("/Alt"): TextStringObject(f"Photo de {NOM}")}))


def _page(texte: str) -> Callable[[PdfWriter], object]:
    def planter(redacteur: PdfWriter) -> None:
        police = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
                NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
            }
        )
        page = redacteur.add_blank_page(300, 300)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): ajouter(redacteur, police)})}
        )
        flux = DecodedStreamObject()
        flux.set_data(f"BT /F1 12 Tf 10 200 Td {texte} ET".encode("cp1252"))
        page[NameObject("/Contents")] = ajouter(redacteur, flux.flate_encode())

    return planter


def _formulaire(redacteur: PdfWriter) -> None:
    champ = {"/Subtype": NameObject("/Widget"), "/V": TextStringObject(NOM), "/T": TextStringObject("a")}
    ajouter(redacteur, DictionaryObject({NameObject(c): v for c, v in champ.items()}))


def _note_de_page(redacteur: PdfWriter) -> None:
    redacteur.add_annotation(0, FreeText(text=f"Voir {NOM}", rect=(10, 10, 90, 90)))


def _page_retiree(octets: bytes) -> bytes:
    """The page is there, the tree of pages knows it no more."""
    redacteur = PdfWriter(clone_from=io.BytesIO(redige(_page(f"({NOM[:3]}) Tj ({NOM[3:]}) Tj"))(octets)))
    pages = redacteur.root_object["/Pages"].get_object()
    enfants = pages["/Kids"].get_object()
    pages[NameObject("/Kids")] = ArrayObject(enfants[:-1])
    pages[NameObject("/Count")] = type(pages["/Count"])(len(enfants) - 1)
    sortie = io.BytesIO()
    redacteur.write(sortie)
    assert NOM not in "".join(p.extract_text() for p in PdfReader(sortie).pages)
    return sortie.getvalue()


def _revision(octets: bytes) -> bytes:
    """An update that writes the page anew, after the file as it was."""
    avant = redige(_page(f"[({NOM[:3]}) 5 ({NOM[3:]})] TJ"))(octets)
    redacteur = PdfWriter(io.BytesIO(avant), incremental=True)
    page = redacteur.pages[-1]
    flux = DecodedStreamObject()
    flux.set_data(b"")
    page[NameObject("/Contents")] = ajouter(redacteur, flux)
    sortie = io.BytesIO()
    redacteur.write(sortie)
    assert NOM not in "".join(p.extract_text() for p in PdfReader(sortie).pages)
    return sortie.getvalue()


def _attache(nom: str, contenu: bytes) -> Plant:
    return redige(lambda r: r.add_attachment(nom, contenu))


PDF: dict[str, tuple[Plant, str]] = {
    "propriétés": (redige(lambda r: r.add_metadata({"/Author": NOM})), "propriétés"),
    "titre": (redige(lambda r: r.add_metadata({"/Title": f"Çà, {NOM}"})), "propriétés ou signet"),
    "XMP": (redige(_xmp), "métadonnées XMP"),
    "annotation": (redige(_note_de_page), "annotation"),
    "champ": (redige(_formulaire), "champ de formulaire"),
    "pièce jointe": (_attache("a.txt", f"vu {NOM}".encode()), "pièce jointe"),
    "nom de pièce jointe": (_attache(f"{NOM}.txt", b"vu"), "pièce jointe"),
    "signet": (redige(lambda r: r.add_outline_item(title=f"Grille de {NOM}", page_number=0)), "signet"),
    "page": (redige(_page(f"({NOM[:4]}) Tj ({NOM[4:]}) Tj")), "page "),
    "coupé": (redige(_page(f"({NOM[:3]}-) Tj 0 -14 Td ({NOM[3:]} dit) Tj")), "page "),
    "texte de remplacement": (redige(_alt), "texte de remplacement"),
    "objet orphelin": (redige(_orphelin), "objet interne"),
    "clé": (redige(_cle), "nom interne"),
    "page retirée": (_page_retiree, "page que rien ne montre"),
    "état antérieur": (_revision, "d'un état antérieur"),
    "commentaire": (lambda b: b + f"% {NOM}\n".encode(), "commentaire caché"),
    "queue": (lambda b: b + f"\n{NOM}\n".encode(), "entre les objets"),
}


@pytest.mark.parametrize("ou", PDF)
def test_a_name_planted_in_a_pdf_is_found_where_it_is_g085(ou: str, pdf: bytes):
    planter, place = PDF[ou]
    fuites = chercher("dossier.pdf", planter(pdf), TERMES)
    assert any(place in f.ou for f in fuites), fuites
    assert {f.mot for f in fuites} == {NOM.casefold()}


def test_a_file_within_a_file_is_read_to_the_bottom(pdf: bytes, word: bytes):
    dedans = WORD["supprimé"][0](word)
    fuites = chercher("dossier.pdf", _attache("a.docx", dedans)(pdf), TERMES)
    assert Fuite(ou="pièce jointe, texte supprimé", mot=NOM.casefold()) in fuites
    dans_un_zip = fichier("word/embeddings/a.pdf", PDF["signet"][0](pdf))(word)
    assert any("signet" in f.ou for f in chercher("dossier.docx", dans_un_zip, TERMES))


@pytest.mark.parametrize("nom", [f"{NOM}.docx", f"carnet_{NOM.upper()}_1.pdf", f"Carnet{NOM}2023.pdf"])
def test_the_name_of_the_file_counts(nom: str, word: bytes):
    assert chercher(nom, word, TERMES) == (Fuite(ou="nom du fichier", mot=NOM.casefold()),)


def test_a_clean_file_holds_nothing_even_of_names_that_are_words_of_the_standards(
    word: bytes, pdf: bytes, classeur: bytes
):
    for nom, octets in (("a.docx", word), ("a.pdf", pdf), ("a.xlsx", classeur)):
        assert chercher(nom, octets, termes(IDENTITES)) == ()


def test_any_address_is_a_leak_and_a_known_number_however_it_is_spaced(word: bytes):
    plante = parties(word__document_xml=_dans_un_paragraphe("<w:r><w:t>qui@ici.example +33 6.12.34.56.78</w:t></w:r>"))
    mots = {f.mot for f in chercher("a.docx", plante(word), termes(IDENTITES))}
    assert mots == {"qui@ici.example", "612345678"}


def test_a_ligature_hides_no_name():
    assert chercher("a.txt", "Mme Sté\ufb01nne".encode(), ("Stefinne",))


def test_a_mask_is_no_name():
    assert chercher("a.txt", b"[candidat] et [membre du\njury]", ("candidat", "jury")) == ()


def _protege(octets: bytes) -> bytes:
    return redige(lambda r: r.encrypt("secret", algorithm="RC4-128"))(octets)


@pytest.mark.parametrize(
    "abimer",
    [
        pytest.param(lambda w, _: w[: len(w) // 2], id="zip coupé"),
        pytest.param(lambda w, _: w.replace(b"PK\x01\x02", b"PK\x01\x03"), id="zip sans sommaire"),
        pytest.param(lambda _, p: p[:200], id="pdf coupé"),
        pytest.param(lambda _, p: _protege(p), id="pdf protégé"),
        pytest.param(lambda w, _: parties(word__document_xml=lambda t: t[:-9])(w), id="XML abîmé"),
    ],
)
def test_what_cannot_be_read_is_a_leak(abimer: Callable[[bytes, bytes], bytes], word: bytes, pdf: bytes):
    fuites = chercher("dossier", abimer(word, pdf), TERMES)
    assert any(f.mot.startswith("illisible") for f in fuites), fuites


def test_what_grows_without_end_is_not_unpacked(word: bytes, pdf: bytes):
    bombe = fichier("word/gros.bin", b"")
    for octets in (bombe(word), pdf):
        assert any("trop gros" in f.mot for f in chercher("a", octets, TERMES, octets_max=len(octets) + 10))

"""A PDF masked by hand: the same pages, and no trace of what was there before (K18, G-085)."""

import io
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Link, Rectangle
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from pipeline.documents.fuites import chercher
from pipeline.documents.piece_masquee import PieceMasqueeError, nettoyer, nettoyer_apart
from pipeline.documents.render import rendre
from pipeline.system import apart
from tests.outils import documents as essais
from tests.outils.plantes import ajouter, ecrire

NOM = "Kervozanne"
JPEG = b"\xff\xd8\xff\xe0\0\x07JFIF\0\xff\xe1\0\x10Exif\0\0" + NOM.encode()[:8] + b"\xff\xfe\0\x0c" + NOM.encode()
IMAGE = b"\xff\xda\0\x04ab\x12\x34\xff\xd9"


@pytest.fixture(scope="module")
def carnet() -> bytes:
    return next(iter(rendre([essais.rapport()], essais.TEMPLATES, processus=1)))[1]


def flux(texte: bytes, **cles: str) -> StreamObject:
    objet = DecodedStreamObject()
    objet.set_data(texte)
    objet.update({NameObject(f"/{cle}"): NameObject(f"/{valeur}") for cle, valeur in cles.items()})
    return objet


def _dessiner(contenu: bytes) -> Callable[[PdfWriter], object]:
    """A page with a font, a photograph and a drawing, that says `contenu`."""

    def changer(redacteur: PdfWriter) -> None:
        police = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica", "Encoding": "WinAnsiEncoding"}
        dessin = flux(contenu, Subtype="Form")
        photo = flux(JPEG + IMAGE, Subtype="Image", Filter="DCTDecode")
        noms = {"/F1": DictionaryObject({NameObject(f"/{c}"): NameObject(f"/{v}") for c, v in police.items()})}
        objets = {"/D": ajouter(redacteur, dessin), "/I": ajouter(redacteur, photo)}
        page = redacteur.add_blank_page(300, 300)
        ressources = DictionaryObject(
            {
                NameObject("/Font"): DictionaryObject({NameObject(n): o for n, o in noms.items()}),
                NameObject("/XObject"): DictionaryObject({NameObject(n): o for n, o in objets.items()}),
            }
        )
        dessin[NameObject("/Resources")] = ressources
        page[NameObject("/Resources")] = ressources
        page[NameObject("/Contents")] = ajouter(redacteur, flux(contenu + b" /D Do /I Do"))

    return changer


def _tout(redacteur: PdfWriter) -> None:
    """The name wherever a PDF may keep it without showing it."""
    redacteur.add_metadata({"/Author": NOM, "/Title": NOM})
    redacteur.add_attachment(f"{NOM}.txt", NOM.encode())
    redacteur.add_outline_item(title=NOM, page_number=0)
    programme = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject(f"app.alert('{NOM}')")}
    redacteur.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject(cle): valeur for cle, valeur in programme.items()}
    )
    redacteur.add_annotation(0, Link(rect=(0, 0, 9, 9), url=f"https://{NOM}.example"))
    redacteur.root_object[NameObject("/Metadata")] = ajouter(redacteur, flux(f"<a>{NOM}</a>".encode()))
    page = redacteur.pages[0]
    page[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/x"): TextStringObject(NOM)})
    page[NameObject("/Thumb")] = ajouter(redacteur, flux(NOM.encode()))
    ajouter(redacteur, TextStringObject(NOM))


CACHE = f"BT /F1 9 Tf 3 Tr ({NOM}) Tj ET /Span <</ActualText ({NOM})>> BDC BT /F1 9 Tf 0 Tr (vu) Tj ET EMC".encode()


@pytest.mark.parametrize(
    "planter",
    [
        pytest.param(lambda b: ecrire(b, _tout), id="tout ce qui ne se voit pas"),
        pytest.param(lambda b: ecrire(b, _dessiner(CACHE)), id="encre invisible, texte de remplacement, photographie"),
        pytest.param(lambda b: ecrire(b, _tout, suite=True), id="par une mise à jour"),
        pytest.param(
            lambda b: ecrire(
                ecrire(b, _dessiner(f"BT /F1 9 Tf ({NOM}) Tj ET".encode())), lambda r: r.remove_page(len(r.pages) - 1)
            ),
            id="page retirée",
        ),
    ],
)
def test_only_what_the_pages_show_is_kept_k18(planter: Callable[[bytes], bytes], carnet: bytes):
    plante = planter(carnet)
    nu = nettoyer(plante)
    assert chercher("carnet.pdf", nu, (NOM, NOM[:8])) == ()
    assert len(PdfReader(io.BytesIO(nu)).pages) == len(PdfReader(io.BytesIO(plante)).pages)


def test_an_earlier_state_of_the_file_is_gone_k18(carnet: bytes):
    avant = ecrire(carnet, _dessiner(f"BT /F1 9 Tf ({NOM}) Tj ET".encode()))

    def masquer(redacteur: PdfWriter) -> None:
        page = redacteur.pages[-1]
        page[NameObject("/Contents")] = ajouter(redacteur, flux(b""))
        page[NameObject("/Resources")] = DictionaryObject()

    apres = ecrire(avant, masquer, suite=True)
    assert chercher("carnet.pdf", apres, (NOM,))
    assert chercher("carnet.pdf", nettoyer(apres), (NOM,)) == ()


def test_the_pages_look_the_same(carnet: bytes, poppler: ModuleType, tmp_path: Path):
    images = []
    for nom, octets in (("avant", carnet), ("apres", nettoyer(ecrire(carnet, _tout)))):
        (tmp_path / nom).mkdir()
        fichier = tmp_path / nom / "carnet.pdf"
        fichier.write_bytes(octets)
        images.append([image.read_bytes() for image in poppler.images(fichier, tmp_path / nom)])
    assert images[0] == images[1]


def test_what_the_pages_say_is_still_text(carnet: bytes):
    avant, apres = (PdfReader(io.BytesIO(b)).pages for b in (carnet, nettoyer(carnet)))
    assert [p.extract_text() for p in avant] == [p.extract_text() for p in apres]
    vu = PdfReader(io.BytesIO(nettoyer(ecrire(carnet, _dessiner(CACHE))))).pages[-1]
    assert vu.extract_text().split() == ["vu", "vu"]
    assert vu["/Resources"]["/XObject"]["/I"].get_object()._data == JPEG[:11] + IMAGE  # type: ignore[index]  # noqa: SLF001 - the bytes of the picture


def test_the_same_bytes_twice_and_no_property(carnet: bytes):
    nu = nettoyer(carnet)
    assert nu == nettoyer(carnet)
    lu = PdfReader(io.BytesIO(nu))
    assert (lu.metadata, lu.outline, lu.attachments, "/ID" in lu.trailer) == (None, [], {}, False)
    assert b"pypdf" not in nu


def _calque(redacteur: PdfWriter) -> None:
    calque = ajouter(redacteur, DictionaryObject({NameObject("/Type"): NameObject("/OCG")}))
    affichage = DictionaryObject({NameObject("/OFF"): ArrayObject([calque])})
    redacteur.root_object[NameObject("/OCProperties")] = DictionaryObject({NameObject("/D"): affichage})


@pytest.mark.parametrize(
    ("abimer", "code"),
    [
        pytest.param(lambda b: b[:100], "PDF_ABIME", id="coupé"),
        pytest.param(lambda _: b"", "PDF_ABIME", id="vide"),
        pytest.param(lambda b: ecrire(b, lambda r: r.encrypt("x", algorithm="RC4-128")), "PDF_PROTEGE", id="protégé"),
        pytest.param(
            lambda b: ecrire(b, lambda r: r.add_annotation(0, Rectangle(rect=(0, 0, 9, 9), interior_color="000000"))),
            "PIECE_MASQUEE_ANNOTEE",
            id="un cadre noir posé sur le nom",
        ),
        pytest.param(
            lambda b: ecrire(b, lambda r: r.add_annotation(0, FreeText(rect=(0, 0, 9, 9), text="XXX"))),
            "PIECE_MASQUEE_ANNOTEE",
            id="un texte posé sur le nom",
        ),
        pytest.param(lambda b: ecrire(b, _calque), "PIECE_MASQUEE_CALQUES", id="un calque caché"),
    ],
)
def test_what_is_not_surely_masked_is_refused_with_its_reason(
    abimer: Callable[[bytes], bytes], code: str, carnet: bytes
):
    with pytest.raises(PieceMasqueeError) as refus:
        nettoyer(abimer(carnet))
    assert refus.value.code == code


def test_a_piece_of_too_many_pages_is_refused_before_they_are_gone_through(monkeypatch: pytest.MonkeyPatch):
    """A joined PDF of 100,000 pages took 35 s and 540 MB (issue 9, 25)."""
    long = PdfWriter()
    for _ in range(3):
        long.add_blank_page(9, 9)
    sortie = io.BytesIO()
    long.write(sortie)
    assert nettoyer(sortie.getvalue())
    monkeypatch.setattr("pipeline.documents.piece_masquee.PAGES_MAX", 2)
    monkeypatch.setattr(PdfReader, "_flatten", lambda *_, **__: pytest.fail("gone through"))
    with pytest.raises(PieceMasqueeError) as faute:
        nettoyer(sortie.getvalue())
    assert faute.value.code == "PIECE_MASQUEE_DEMESUREE"


def test_a_piece_is_read_apart_with_its_reason_or_the_limit(carnet: bytes, monkeypatch: pytest.MonkeyPatch):
    assert nettoyer_apart(carnet) == nettoyer(carnet)
    with pytest.raises(PieceMasqueeError) as faute:
        nettoyer_apart(b"%PDF-1.7\n")
    assert faute.value.code == "PDF_ABIME"
    monkeypatch.setattr(apart, "DELAI_S", 0.0)
    with pytest.raises(PieceMasqueeError) as faute:
        nettoyer_apart(carnet)
    assert faute.value.code == "PIECE_MASQUEE_DEMESUREE"

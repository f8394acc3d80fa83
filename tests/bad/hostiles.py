"""Each hostile or mishandled workbook, with the code of the gate, and that of the reader when no gate stood before it.

`None` means: let through. The other one refuses it then, or it does no harm.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass

from tests.bad.fabrique import MACROS, classeur, feuille, liens, parties, texte, types, zipper

MEGA = 2**20
BOMBE = "<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;&b;'>]>"


@dataclass(frozen=True)
class Cas:
    contenu: Callable[[], bytes]
    gate: str | None
    lecture: str | None


def _membre(nom: str, partie: str | bytes = "<a/>") -> Callable[[], bytes]:
    return lambda: classeur(autres={nom: partie})


def _feuille(partie: str | bytes) -> Callable[[], bytes]:
    return _membre("xl/worksheets/sheet1.xml", partie)


def _donnees(donnees: str, suite: str = "") -> Callable[[], bytes]:
    return lambda: classeur(donnees, suite)


def _doublon() -> bytes:
    return zipper([*parties().items(), ("XL/Worksheets/SHEET1.xml", feuille(""))])


def _tronque() -> bytes:
    entier = classeur()
    return entier[: len(entier) // 2]


def _troue() -> bytes:
    """A whole directory, but zeros in the middle of a part: what a bad disk or an interrupted copy leaves."""
    entier = bytearray(classeur(autres={"xl/theme/theme1.xml": "<a>" + "".join(map(str, range(2000))) + "</a>"}))
    milieu = entier.index(b"xl/theme/theme1.xml") + 200
    entier[milieu : milieu + 100] = bytes(100)
    return bytes(entier)


def _chiffre() -> bytes:
    """The bit that says an entry is encrypted, set everywhere in the directory and before each entry."""
    entier = bytearray(classeur())
    for marque, ou in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        debut = entier.find(marque)
        while debut >= 0:
            entier[debut + ou] |= 1
            debut = entier.find(marque, debut + 1)
    return bytes(entier)


def _menteur() -> bytes:
    """The directory says that a part of 30 MB has 10 bytes."""
    entier = bytearray(classeur(autres={"xl/styles.xml": b"<a>" + b" " * (30 * MEGA) + b"</a>"}))
    taille = entier.find(struct.pack("<L", 30 * MEGA + 7), entier.find(b"PK\x01\x02"))
    entier[taille : taille + 4] = struct.pack("<L", 10)
    return bytes(entier)


def _ole(flux: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + flux.encode("utf-16-le") + bytes(1024)


def _mille_parties() -> bytes:
    return classeur(autres={f"xl/media/image{i}.png": b"" for i in range(1000)})


HOSTILES: dict[str, Cas] = {
    "tronqué": Cas(_tronque, "CLASSEUR_ABIME", "CLASSEUR_ABIME"),
    "troué": Cas(_troue, "CLASSEUR_ABIME", None),
    "une partie menteuse": Cas(_menteur, "CLASSEUR_ABIME", "CLASSEUR_ABIME"),
    "entrées chiffrées": Cas(_chiffre, "CLASSEUR_PROTEGE", "CLASSEUR_ABIME"),
    "mot de passe": Cas(lambda: _ole("EncryptedPackage"), "CLASSEUR_PROTEGE", "CLASSEUR_ABIME"),
    "vieil Excel renommé": Cas(lambda: _ole("Workbook"), "CLASSEUR_ANCIEN", "CLASSEUR_ABIME"),
    "texte renommé": Cas(lambda: b"nom;prenom\r\n", "CONTENU_DIFFERENT", "CLASSEUR_ABIME"),
    "document Word renommé": Cas(
        lambda: zipper({"[Content_Types].xml": types(), "word/document.xml": "<a/>"}),
        "CONTENU_DIFFERENT",
        "CLASSEUR_ABIME",
    ),
    "zip quelconque renommé": Cas(lambda: zipper({"lisez-moi.txt": "bonjour"}), "CONTENU_DIFFERENT", "CLASSEUR_ABIME"),
    "type d'un document": Cas(_membre("[Content_Types].xml", types("application/msword")), "CONTENU_DIFFERENT", None),
    "type à macros": Cas(_membre("[Content_Types].xml", types(MACROS)), "CLASSEUR_MACROS", None),
    "macros": Cas(_membre("xl/vbaProject.bin", b"x"), "CLASSEUR_MACROS", None),
    "macros d'Excel 4": Cas(_membre("xl/macrosheets/sheet1.xml"), "CLASSEUR_MACROS", None),
    "bouton programmé": Cas(_membre("xl/activeX/activeX1.bin", b"x"), "CLASSEUR_MACROS", None),
    "objet inséré": Cas(_membre("xl/embeddings/oleObject1.bin", b"x"), "CLASSEUR_OBJETS", None),
    "lien externe": Cas(_membre("xl/externalLinks/externalLink1.xml"), "CLASSEUR_LIENS", None),
    "connexion": Cas(_membre("xl/connections.xml"), "CLASSEUR_LIENS", None),
    "élément inconnu": Cas(_membre("xl/evil.exe", b"MZ"), "CLASSEUR_ELEMENT_INCONNU", None),
    "chemin qui s'évade": Cas(_membre("../../etc/passwd"), "CLASSEUR_DANGEREUX", None),
    "chemin absolu": Cas(_membre("/etc/passwd"), "CLASSEUR_DANGEREUX", None),
    "chemin de Windows": Cas(_membre("xl\\..\\..\\a.xml"), "CLASSEUR_DANGEREUX", None),
    "partie en double": Cas(_doublon, "CLASSEUR_DANGEREUX", None),
    "mille parties": Cas(_mille_parties, "CLASSEUR_DEMESURE", "CLASSEUR_DEMESURE"),
    "bombe, une partie": Cas(_feuille(b"<a>" + b" " * (60 * MEGA) + b"</a>"), "CLASSEUR_DEMESURE", "CLASSEUR_DEMESURE"),
    "bombe, plusieurs parties": Cas(
        lambda: classeur(autres={f"xl/media/image{i}.png": bytes(15 * MEGA) for i in range(3)}),
        "CLASSEUR_DEMESURE",
        None,
    ),
    "bombe d'entités": Cas(_feuille(f"{BOMBE}<a>&c;</a>"), "CLASSEUR_DANGEREUX", "CLASSEUR_DANGEREUX"),
    "entité externe": Cas(
        _feuille("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
        "CLASSEUR_DANGEREUX",
        "CLASSEUR_DANGEREUX",
    ),
    "entités en UTF-16": Cas(
        _feuille(f'<?xml version="1.0" encoding="UTF-16"?>{BOMBE}<a>&c;</a>'.encode("utf-16")),
        "CLASSEUR_DANGEREUX",
        "CLASSEUR_DANGEREUX",
    ),
    "entités en UTF-16 sans marque": Cas(
        _feuille(f"{BOMBE}<a>&c;</a>".encode("utf-16-le")), "CLASSEUR_DANGEREUX", "CLASSEUR_ABIME"
    ),
    "entités en UTF-7": Cas(
        _feuille(b'<?xml version="1.0" encoding="UTF-7"?>' + f"{BOMBE}<a>&c;</a>".encode("utf-7")),
        "CLASSEUR_DANGEREUX",
        "CLASSEUR_DANGEREUX",
    ),
    "entités en EBCDIC": Cas(
        _feuille(f'<?xml version="1.0" encoding="cp037"?>{BOMBE}<a>&c;</a>'.encode("cp037")),
        "CLASSEUR_DANGEREUX",
        "CLASSEUR_ABIME",
    ),
    "balises en désordre": Cas(_feuille("<worksheet><sheetData></worksheet>"), None, "CLASSEUR_ABIME"),
    "feuille d'un autre monde": Cas(_feuille("<html/>"), None, "CLASSEUR_ABIME"),
    "feuille absente": Cas(
        _membre("xl/_rels/workbook.xml.rels", liens(("worksheet", "worksheets/absente.xml"))), None, "CLASSEUR_ABIME"
    ),
    "cellule au bout du monde": Cas(
        _donnees(f'<row r="1048576">{texte("XFD1048576", "x")}</row>'), None, "CELLULE_HORS_LIMITES"
    ),
    "cellule une ligne trop loin": Cas(
        _donnees(f'<row r="10001">{texte("A10001", "x")}</row>'), None, "CELLULE_HORS_LIMITES"
    ),
    "cellule une colonne trop loin": Cas(
        _donnees(f'<row r="1">{texte("GS1", "x")}</row>'), None, "CELLULE_HORS_LIMITES"
    ),
    "un million de lignes mises en forme": Cas(_donnees('<row s="1"/>' * 1_000_000), None, "CLASSEUR_DEMESURE"),
    "10 001 lignes": Cas(_donnees("<row/>" * 10_001), None, "CLASSEUR_DEMESURE"),
    "120 001 cellules": Cas(_donnees(f"<row>{'<c/>' * 120_001}</row>"), None, "CLASSEUR_DEMESURE"),
    "toute la feuille fusionnée": Cas(
        _donnees("", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), None, "CLASSEUR_DEMESURE"
    ),
    "20 001 fusions": Cas(
        _donnees("", "<mergeCells>" + '<mergeCell ref="A1:A2"/>' * 20_001 + "</mergeCells>"), None, "CLASSEUR_DEMESURE"
    ),
    "20 001 validations": Cas(
        _donnees("", "<dataValidations>" + '<dataValidation sqref="A1"/>' * 20_001 + "</dataValidations>"),
        None,
        "CLASSEUR_DEMESURE",
    ),
    "lien sur toute la feuille": Cas(
        _donnees("", '<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>'),
        None,
        "CLASSEUR_DEMESURE",
    ),
    "matrice sur toute la feuille": Cas(
        _donnees('<row><c r="A1"><f t="array" ref="A1:XFD1048576">1</f><v>1</v></c></row>'), None, "CLASSEUR_DEMESURE"
    ),
    "10 001 noms": Cas(
        lambda: classeur(noms={f"critere_{i}": "Feuille!$B$1" for i in range(10_001)}), None, "CLASSEUR_DEMESURE"
    ),
    "cellule écrite deux fois": Cas(
        _donnees(f'<row r="1">{texte("B1", "Oui")}{texte("B1", "Non")}</row>'), None, "CELLULE_EN_DOUBLE"
    ),
    "adresse impossible": Cas(_donnees(f'<row r="1">{texte("B0", "Oui")}</row>'), None, "CLASSEUR_ABIME"),
    "cellule d'une autre ligne": Cas(_donnees(f'<row r="1">{texte("B2", "Oui")}</row>'), None, "CLASSEUR_ABIME"),
    "texte partagé absent": Cas(_donnees('<row><c r="B1" t="s"><v>7</v></c></row>'), None, "CELLULE_ILLISIBLE"),
    "nombre impossible": Cas(_donnees('<row><c r="B1"><v>1_000</v></c></row>'), None, "CELLULE_ILLISIBLE"),
    "nombre infini": Cas(_donnees('<row><c r="B1"><v>1E999</v></c></row>'), None, "CELLULE_ILLISIBLE"),
    "jour impossible": Cas(_donnees('<row><c r="B1" t="d"><v>2023-02-31</v></c></row>'), None, "CELLULE_ILLISIBLE"),
    "genre impossible": Cas(_donnees('<row><c r="B1" t="zz"><v>1</v></c></row>'), None, "CELLULE_ILLISIBLE"),
    "erreur du tableur": Cas(_donnees('<row><c r="B1" t="e"><v>#REF!</v></c></row>'), None, "CELLULE_EN_ERREUR"),
    "texte de 32 768 caractères": Cas(_donnees(f"<row>{texte('B1', 'x' * 32_768)}</row>"), None, "TEXTE_TROP_LONG"),
}

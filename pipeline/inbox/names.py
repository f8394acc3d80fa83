"""What a file's name says: not a deposit at all, a kind of file, a piece of a candidature, the list of a session."""

import re
import unicodedata
from pathlib import PurePosixPath

from pipeline.model.copie import sans_marque
from pipeline.model.session import Sorte

_PIECE = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]{0,39})_([a-z0-9-]+)\.pdf", re.ASCII | re.IGNORECASE)
_LISTE = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]{0,39})_(?:(candidats)|jur[eéÉ]s)\.csv", re.ASCII | re.IGNORECASE)
_SAISIE = re.compile(r"(?<![a-zà-ÿ])(grilles?|pv|proc[eè]s[ _-]verb(al|aux))(?![a-zà-ÿ])")

# By the first rule that fits: the code that tells why the file is no deposit.
_IGNORES = (
    ("FICHIER_VERROU", re.compile(r"~\$.*|\.~lock\..*#")),
    ("FICHIER_SYSTEME", re.compile(r"(eh)?thumbs\.db|desktop\.ini|\.ds_store|\._.*|icon\r")),
    ("FICHIER_TEMPORAIRE", re.compile(r".*\.(tmp|temp|part|partial|crdownload|download|filepart|swp)|.*~")),
    ("FICHIER_TEMPORAIRE", re.compile(r"(?=.*[a-f])[0-9a-f]{8}")),  # Excel, while it saves
    ("FICHIER_CACHE", re.compile(r"\..*|__macosx|\$recycle\.bin")),
)
_MODE_EMPLOI = "readme.md"  # of inbox/ itself

# What people drop by mistake, by what they have to do next.
_FAMILLES = {
    "FORMAT_ODS": ("ods", "fods", "ots"),
    "FORMAT_A_CONVERTIR": ("xls", "xlsb", "xlt", "xltx", "xlw", "tsv", "numbers", "gsheet", "dif", "slk"),
    "FORMAT_A_MACROS": ("xlsm", "xltm", "xlam", "xla"),
    "FORMAT_DOCUMENT": ("doc", "docx", "docm", "odt", "rtf", "txt", "pages", "ppt", "pptx", "odp", "html", "htm"),
    "FORMAT_IMAGE": ("jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "heic", "webp"),
    "FORMAT_ARCHIVE": ("zip", "7z", "rar", "tar", "gz", "tgz"),
    "FORMAT_COURRIEL": ("msg", "eml"),
}
_PAR_SUFFIXE = {suffixe: code for code, suffixes in _FAMILLES.items() for suffixe in suffixes}


def _nom(chemin: str) -> str:
    """The last name of a path, written one way: accents composed (a Mac decomposes them), no space around.

    Our mark on what we give back to be corrected is not part of it.
    """
    return sans_marque(PurePosixPath(chemin).name).strip()


def ignore(chemin: str) -> str | None:
    """The code of the rule by which this is no deposit, but a lock, temporary, system or hidden file.

    A folder dropped whole may hold some: each name of the path counts.
    """
    plie = unicodedata.normalize("NFC", chemin).casefold()
    if plie == _MODE_EMPLOI:
        return "FICHIER_MODE_EMPLOI"
    noms = [nom for nom in PurePosixPath(plie).parts if nom != ".."]
    return next((code for code, forme in _IGNORES if any(map(forme.fullmatch, noms))), None)


def suffixe(chemin: str) -> str:
    """`xlsx`, in small letters and without its dot."""
    return PurePosixPath(_nom(chemin)).suffix.removeprefix(".").lower()


def format_refuse(chemin: str) -> tuple[str, dict[str, str]]:
    """Why a file of none of our kinds by its name is not taken: a code, and what fills its sentence."""
    fin = suffixe(chemin)
    code = _PAR_SUFFIXE.get(fin)
    return ("FORMAT_INCONNU", {}) if code is None else (code, {"suffixe": f".{fin}"})


def piece(chemin: str) -> tuple[str, str] | None:
    """The candidature and the piece that `<candidature>_<piece>.pdf` names."""
    lu = _PIECE.fullmatch(_nom(chemin))
    return (lu[1], lu[2].lower()) if lu else None


def saisie(chemin: str) -> bool:
    """A name that is a grid's or a PV's to who reads it: one that is no workbook cannot be read.

    A signed PV has its own piece, `pv-signe`; « pv » alone is the sheet that was filled.
    """
    nommee = piece(chemin)
    if nommee:
        return nommee[1] == "pv" or nommee[1].startswith("grille")
    return bool(_SAISIE.search(_nom(chemin).casefold()))


def liste(chemin: str) -> tuple[str, Sorte] | None:
    """The session and the kind of list that `<session>_candidats.csv` or `<session>_jures.csv` names."""
    lu = _LISTE.fullmatch(_nom(chemin))
    return (lu[1], "candidats" if lu[2] else "jures") if lu else None

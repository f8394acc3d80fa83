"""The gate: is it a harmless file of a kind we take? Bytes are looked at here, never interpreted."""

import stat
from pathlib import Path
from typing import Literal

from pipeline.errors import DisqueError
from pipeline.model.anomalie import Constat
from pipeline.model.base import Frozen
from pipeline.model.session import Sorte
from pipeline.settings import Inbox

from . import excel, names, pdf
from .container import SIGNATURE as SIGNATURE_ZIP
from .container import ConteneurError

Genre = Literal["xlsx", "pdf", "csv"]
_LEGERS = {"xlsx", "csv"}
_RECUS = _LEGERS | {"pdf"}
RESTENT = {"FICHIER_VERROU", "FICHIER_TEMPORAIRE", "FICHIER_MODE_EMPLOI"}
_MO = 2**20


class Verdict(Frozen):
    """`genre` is what the file is; it is taken when nothing stands in `constats`.

    `ignore` is the code of the rule by which it is no deposit; the catalogue has its sentence, as for a constat.
    """

    genre: Genre | None = None
    piece: tuple[str, str] | None = None
    liste: tuple[str, Sorte] | None = None
    ignore: str | None = None
    constats: tuple[Constat, ...] = ()

    @property
    def accepte(self) -> bool:
        return self.genre is not None and not self.constats


def est_depot(chemin: str) -> bool:
    """Lock and temporary files are no deposits: they stay where they are. The path is relative to inbox/.

    What a system leaves behind (`.DS_Store`…) is taken away, and said to be ignored.
    """
    return names.ignore(chemin) not in RESTENT


def examiner(chemin: Path, reglages: Inbox, nom: str | None = None) -> Verdict:
    """`nom` is the name (or path in inbox/) under which the file was dropped, when it is examined under another."""
    nom = nom or chemin.name
    ignore = names.ignore(nom)
    if ignore:
        return Verdict(ignore=ignore)
    match names.suffixe(nom):
        case "xlsx":
            return _examine_classeur(chemin, nom, reglages)
        case "pdf":
            return _examine_pdf(chemin, nom, reglages)
        case "csv":
            return _examine_liste(chemin, nom, reglages)
    code, valeurs = names.format_refuse(nom)
    return _refus(code, **valeurs)


def trop_lourd(nom: str, taille: int, reglages: Inbox) -> Constat | None:
    """Judged by its name and size alone, before a byte of it is read or copied."""
    genre = names.suffixe(nom)
    max_mo = reglages.taille_max_mo if genre in _LEGERS else reglages.piece_max_mo
    if taille <= max_mo * _MO:
        return None
    if genre in _RECUS:
        dite = f"{taille / _MO:.1f}".replace(".", ",")
        return Constat(code="FICHIER_TROP_LOURD", valeurs={"taille": dite, "max": str(max_mo)})
    code, valeurs = names.format_refuse(nom)
    return Constat(code=code, valeurs=valeurs)


def _refus(code: str, **valeurs: str) -> Verdict:
    return Verdict(constats=(Constat(code=code, valeurs=valeurs),))


def _contenu(chemin: Path, nom: str, reglages: Inbox) -> bytes | Verdict:
    """The bytes of a regular file that is neither empty nor too heavy. `nom`: that of its kind."""
    try:
        etat = chemin.lstat()
        if not stat.S_ISREG(etat.st_mode):
            return _refus("PAS_UN_FICHIER")
        if etat.st_size == 0:
            return _refus("FICHIER_VIDE")
        lourd = trop_lourd(nom, etat.st_size, reglages)
        if lourd:
            return Verdict(constats=(lourd,))
        return chemin.read_bytes()
    except OSError as e:
        raise DisqueError(f"« {chemin} » ne peut pas être lu.", "Vérifiez les droits sur ce fichier.") from e


def _examine_classeur(chemin: Path, nom: str, reglages: Inbox) -> Verdict:
    contenu = _contenu(chemin, nom, reglages)
    if isinstance(contenu, Verdict):
        return contenu
    if contenu.startswith(excel.SIGNATURE_OLE):
        protege = excel.est_protege(contenu)
        return _refus("CLASSEUR_PROTEGE") if protege else _refus("CLASSEUR_ANCIEN", suffixe=".xlsx")
    if not contenu.startswith(SIGNATURE_ZIP):
        return _refus("CONTENU_DIFFERENT", suffixe=".xlsx")
    try:
        fautes = excel.fautes(contenu)
    except ConteneurError as e:
        return _refus(e.code)
    return Verdict(constats=fautes) if fautes else Verdict(genre="xlsx")


def _examine_pdf(chemin: Path, nom: str, reglages: Inbox) -> Verdict:
    contenu = _contenu(chemin, nom, reglages)
    if isinstance(contenu, Verdict):
        return contenu
    if not pdf.commence(contenu):
        return _refus("CONTENU_DIFFERENT", suffixe=".pdf")
    piece = names.piece(nom)
    if names.saisie(nom):
        return _refus("SAISIE_PAS_EN_XLSX", suffixe=".pdf")
    sans_nom = () if piece else ("PDF_SANS_CANDIDATURE",)
    codes = (*pdf.fautes(contenu), *sans_nom)
    return Verdict(genre="pdf", piece=piece, constats=tuple(Constat(code=code) for code in codes))


def _examine_liste(chemin: Path, nom: str, reglages: Inbox) -> Verdict:
    """A text has no mark of its own: a file that bears another kind's is none. Its cells are for others to read."""
    contenu = _contenu(chemin, nom, reglages)
    if isinstance(contenu, Verdict):
        return contenu
    if contenu.startswith((SIGNATURE_ZIP, excel.SIGNATURE_OLE)) or pdf.commence(contenu):
        return _refus("CONTENU_DIFFERENT", suffixe=".csv")
    liste = names.liste(nom)
    if liste is None and names.saisie(nom):
        return _refus("SAISIE_PAS_EN_XLSX", suffixe=".csv")
    if liste is None:
        return Verdict(genre="csv", constats=(Constat(code="LISTE_SANS_SESSION"),))
    return Verdict(genre="csv", liste=liste)

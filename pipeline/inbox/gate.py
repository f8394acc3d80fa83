"""The gate: is it a harmless file of a kind we take? Bytes are looked at here, never interpreted."""

import stat
from pathlib import Path
from typing import Literal

from pipeline.errors import DisqueError
from pipeline.model.anomalie import Constat
from pipeline.model.base import Frozen
from pipeline.model.session import Sorte
from pipeline.settings import Inbox

from . import excel, names, opendocument, pdf
from .container import SIGNATURE as SIGNATURE_ZIP
from .container import ConteneurError

Genre = Literal["xlsx", "ods", "pdf", "csv"]
RESTENT = {"FICHIER_VERROU", "FICHIER_TEMPORAIRE", "FICHIER_MODE_EMPLOI"}
_MO = 2**20


class Verdict(Frozen):
    """`genre` is what the file is; it is taken when nothing stands in `constats`.

    `ignore` is the code of the rule by which it is no deposit; the catalogue has its sentence, as for a constat.
    An `ods` that is whole carries one constat, `FORMAT_ODS`: nothing but its format is in the way.
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
            return _examine_classeur(chemin, "xlsx", reglages)
        case "ods":
            return _examine_classeur(chemin, "ods", reglages)
        case "pdf":
            return _examine_pdf(chemin, nom, reglages)
        case "csv":
            return _examine_liste(chemin, nom, reglages)
    code, valeurs = names.format_refuse(nom)
    return _refus(code, **valeurs)


def _refus(code: str, **valeurs: str) -> Verdict:
    return Verdict(constats=(Constat(code=code, valeurs=valeurs),))


def _contenu(chemin: Path, max_mo: int) -> bytes | Verdict:
    """The bytes of a regular file that is neither empty nor too heavy."""
    try:
        etat = chemin.lstat()
        if not stat.S_ISREG(etat.st_mode):
            return _refus("PAS_UN_FICHIER")
        if etat.st_size == 0:
            return _refus("FICHIER_VIDE")
        if etat.st_size > max_mo * _MO:
            return _refus("FICHIER_TROP_LOURD", taille=f"{etat.st_size / _MO:.1f}".replace(".", ","), max=str(max_mo))
        return chemin.read_bytes()
    except OSError as e:
        raise DisqueError(f"« {chemin} » ne peut pas être lu.", "Vérifiez les droits sur ce fichier.") from e


def _examine_classeur(chemin: Path, genre: Literal["xlsx", "ods"], reglages: Inbox) -> Verdict:
    contenu = _contenu(chemin, reglages.taille_max_mo)
    if isinstance(contenu, Verdict):
        return contenu
    if contenu.startswith(excel.SIGNATURE_OLE):
        protege = excel.est_protege(contenu)
        return _refus("CLASSEUR_PROTEGE") if protege else _refus("CLASSEUR_ANCIEN", suffixe=f".{genre}")
    if not contenu.startswith(SIGNATURE_ZIP):
        return _refus("CONTENU_DIFFERENT", suffixe=f".{genre}")
    try:
        fautes = excel.fautes(contenu) if genre == "xlsx" else opendocument.fautes(contenu)
    except ConteneurError as e:
        return _refus(e.code)
    if fautes:
        return Verdict(constats=fautes)
    return Verdict(genre=genre, constats=() if genre == "xlsx" else (Constat(code="FORMAT_ODS"),))


def _examine_pdf(chemin: Path, nom: str, reglages: Inbox) -> Verdict:
    contenu = _contenu(chemin, reglages.piece_max_mo)
    if isinstance(contenu, Verdict):
        return contenu
    if not pdf.commence(contenu):
        return _refus("CONTENU_DIFFERENT", suffixe=".pdf")
    piece = names.piece(nom)
    sans_nom = () if piece else ("PDF_SANS_CANDIDATURE",)
    codes = (*pdf.fautes(contenu), *sans_nom)
    return Verdict(genre="pdf", piece=piece, constats=tuple(Constat(code=code) for code in codes))


def _examine_liste(chemin: Path, nom: str, reglages: Inbox) -> Verdict:
    """A text has no mark of its own: a file that bears another kind's is none. Its cells are for others to read."""
    contenu = _contenu(chemin, reglages.taille_max_mo)
    if isinstance(contenu, Verdict):
        return contenu
    if contenu.startswith((SIGNATURE_ZIP, excel.SIGNATURE_OLE)) or pdf.commence(contenu):
        return _refus("CONTENU_DIFFERENT", suffixe=".csv")
    liste = names.liste(nom)
    if liste is None:
        return Verdict(genre="csv", constats=(Constat(code="LISTE_SANS_SESSION"),))
    return Verdict(genre="csv", liste=liste)

"""What goes back to people besides documents: workbooks to correct, blank workbooks, the follow-up sheet."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain
from pathlib import Path

from pipeline.documents.publish import nom_sur
from pipeline.inbox import spool
from pipeline.inbox.spool import nom_de_copie
from pipeline.model.anomalie import Anomalie
from pipeline.model.copie import nom_de_copie_rendue, sans_marque
from pipeline.model.faits import Depot, EtatDepot
from pipeline.rules import attente
from pipeline.system import Dossier, apart, ecrire_dans
from pipeline.system.apart import ApartError
from pipeline.texts import phrases
from pipeline.workbooks.annotate import annoter, est_annote, nettoyer
from pipeline.workbooks.charte import charte
from pipeline.workbooks.follow_up import suivi

from . import resultats
from .atelier import Atelier, Bilan
from .classeurs import TYPES, modeles
from .copies import PERDU, QUE_FAIRE, Copies, Voulu
from .impression import carnet
from .jpn import masquage, pieces, revocations
from .production import Production, modifies
from .rendus import A_CONFIRMER
from .session import kit
from .suites import SUITES, suites

SANS_RIEN = {"FICHIER_SPECIAL", "FICHIER_DISPARU"}  # there is no file to give back
SUFFIXE_MAX = 20  # characters
A_CORRIGER = "outbox/institut/a-corriger"
MODELES = "outbox/institut/modeles"
SUIVI = "outbox/institut/suivi.xlsx"


# What is said of a file that is not put back in hands: nothing safe can be made of it, or nothing is there.
_GARDES = {
    "PAS_UN_FICHIER",
    "FICHIER_SPECIAL",
    "FICHIER_VIDE",
    "FICHIER_TROP_LOURD",
    "FORMAT_INCONNU",
    "CLASSEUR_DEMESURE",
    "CLASSEUR_DANGEREUX",
    "EXAMEN_INTERROMPU",
}


def _nom(depot: Depot, suffixe: str = ".xlsx", quoi: str = "à corriger") -> str:
    return _nom_de(depot.fichier, depot.id, suffixe, quoi)


def _nom_de(fichier: str, depot: str, suffixe: str, quoi: str = "à corriger") -> str:
    return f"{nom_de_copie_rendue(nom_sur(Path(sans_marque(fichier)).stem), quoi, depot)}{suffixe}"


def _nom_tel_quel(fichier: str, depot: str) -> str:
    """With what its name says it is, as far as that is a name."""
    suffixe = Path(fichier).suffix.lower()
    return _nom_de(fichier, depot, f".{nom_sur(suffixe)[:SUFFIXE_MAX]}" if suffixe else "")


def rendre_tel_quel(source: Path, fichier: str, depot: str, atelier: Atelier) -> None:
    """Too heavy to be kept: it goes back beside the note that says why, uncopied."""
    with _a_corriger(atelier) as dossier:
        spool.deplacer(source, atelier.espace.inbox, dossier, _nom_tel_quel(fichier, depot))


def est_rendu(fichier: str, depot: str, atelier: Atelier) -> bool:
    with _a_corriger(atelier) as dossier:
        return dossier.etat(_nom_tel_quel(fichier, depot)) is not None


def _a_corriger(atelier: Atelier) -> Dossier:
    with Dossier.ouvrir(atelier.espace.racine, suivre=True) as racine:
        return racine.descendre(A_CORRIGER.split("/"), creer=True)


def _refuses(bilan: Bilan, copies: Copies) -> Iterator[Voulu]:
    """What was refused and waits: a workbook comes back annotated, anything else as it is, beside what is said of it.

    Each goes away once it was answered (`rules/attente.py`).
    """
    for depot in attente.en_attente(bilan.depots):
        copie = bilan.atelier.espace.depots / nom_de_copie(depot.sha256, depot.fichier)
        if depot.type in TYPES and copie.is_file():
            rendu = _annote_ou_note(bilan.atelier, copies, depot, depot.anomalies)
            yield rendu
            if rendu[0] == _nom(depot):
                continue
        else:
            yield (
                _nom(depot, ".txt"),
                _cle(depot, depot.anomalies),
                partial(_note, bilan.atelier, depot, depot.anomalies),
            )
        if _se_rend(depot, copie):
            yield _nom_tel_quel(depot.fichier, depot.id), _cle(depot, depot.anomalies), copie.read_bytes


def _se_rend(depot: Depot, copie: Path) -> bool:
    """Its own note has its name already when it is a text."""
    refuse = depot.etat is EtatDepot.REFUSE and copie.is_file() and copie.suffix not in {"", ".txt"}
    return refuse and _GARDES.isdisjoint(a.code for a in depot.anomalies)


def _cle(depot: Depot, anomalies: Iterable[Anomalie]) -> str:
    dites = "".join(a.model_dump_json() for a in anomalies)
    return f"{depot.sha256}:{hashlib.sha256(dites.encode()).hexdigest()}"


def garder_sans_marques(copie: Path, atelier: Atelier) -> None:
    """An annotated workbook that was corrected is kept without our marks; the register has the hash of what came.

    One from which they cannot be taken is kept as it came: marks are not read.
    """
    mots = phrases(atelier.espace.templates, "annotation")
    if copie.suffix == ".xlsx" and est_annote(octets := copie.read_bytes(), mots):
        with suppress(ApartError), Dossier.ouvrir(copie.parent) as dossier:
            ecrire_dans(dossier, copie.name, apart.faire(nettoyer, octets, mots))


def _note(atelier: Atelier, depot: Depot, anomalies: Sequence[Anomalie]) -> bytes:
    mots = phrases(atelier.espace.templates, "annotation")
    titre = "note.titre" if depot.etat is EtatDepot.REFUSE else "note.titre_d_un_recu"
    lignes = [mots(titre, fichier=depot.fichier, depot=depot.id), ""]
    for a in anomalies:
        lignes += [a.message, f"→ {a.action}", ""]
    copie = nom_de_copie(depot.sha256, depot.fichier)
    if _se_rend(depot, atelier.espace.depots / copie):
        lignes += [mots("note.a_cote", fichier=_nom_tel_quel(depot.fichier, depot.id)), ""]
    elif (atelier.espace.depots / copie).is_file():
        lignes += [mots("note.conserve", copie=copie), ""]
    elif depot.anomalies[0].code not in SANS_RIEN:
        lignes += [mots("note.rendu"), ""]
    if depot.etat is EtatDepot.REFUSE:
        lignes += [mots("note.clore", depot=depot.id), ""]
    return "\r\n".join(lignes).encode("utf-8-sig")


def tenir_a_jour(bilan: Bilan, faite: Production, progression: Callable[[int, int], None]) -> tuple[str, ...]:
    """What its other files contradict, the blank workbooks, the kits of the sessions, the follow-up sheet.

    What whoever launched the pass must know.
    """
    copies = Copies(bilan.atelier.espace, frozenset(d.sha256 for d in bilan.depots))
    copies.famille(A_CORRIGER, chain(_refuses(bilan, copies), _rendus(bilan, copies)))
    copies.famille(MODELES, modeles(bilan.atelier, bilan.etat.jures))
    copies.famille(SUITES, suites(bilan))
    kit.tenir(bilan, copies, progression)
    pieces.tenir(bilan, copies)
    masquage.tenir(bilan, faite, copies)
    revocations.tenir(bilan, copies)
    resultats.tenir(bilan, copies, progression)
    templates = bilan.atelier.espace.templates
    carnet.tenir(bilan, copies)
    mots, controles = phrases(templates, "suivi"), phrases(templates, "controles")
    copies.toujours(SUIVI, suivi(bilan.etat, mots, controles, charte(templates), modifies(bilan)))
    copies.enregistrer()
    return (f"{PERDU}\n→ {QUE_FAIRE}",) if copies.perdu else ()


def _rendus(bilan: Bilan, copies: Copies) -> Iterator[Voulu]:
    """What was taken and is contradicted: its marked copy, dropped once corrected, answers it."""
    for r in bilan.rendus:
        yield _annote_ou_note(bilan.atelier, copies, r.depot, r.anomalies, r.quoi)


def _annote_ou_note(
    atelier: Atelier, copies: Copies, depot: Depot, anomalies: tuple[Anomalie, ...], quoi: str = "à corriger"
) -> Voulu:
    """One or the other, made once: which of them is known by what was put there."""
    cle = _cle(depot, anomalies)
    annote, note = _nom(depot, quoi=quoi), _nom(depot, ".txt", quoi)
    a_confirmer = quoi == A_CONFIRMER
    if copies.a_jour(A_CORRIGER, annote, cle):
        return annote, cle, partial(_annote, atelier, depot, anomalies, a_confirmer=a_confirmer)
    if not copies.a_jour(A_CORRIGER, note, cle):
        with suppress(ApartError):
            octets = _annote(atelier, depot, anomalies, a_confirmer=a_confirmer)
            return annote, cle, lambda: octets
    return note, cle, partial(_note, atelier, depot, anomalies)


def _annote(atelier: Atelier, depot: Depot, anomalies: tuple[Anomalie, ...], *, a_confirmer: bool) -> bytes:
    """ApartError: this workbook cannot be marked, though it could be read."""
    copie = atelier.espace.depots / nom_de_copie(depot.sha256, depot.fichier)
    octets = copie.read_bytes()
    mots = phrases(atelier.espace.templates, "annotation")
    entete = "a_confirmer" if a_confirmer else "a_corriger"
    return apart.faire(annoter, octets, anomalies, mots, charte(atelier.espace.templates), depot.id, entete)

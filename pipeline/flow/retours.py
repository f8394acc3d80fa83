"""What goes back to people besides documents: workbooks to correct, blank workbooks, the follow-up sheet."""

import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

from pipeline.documents.publish import nom_sur, poser
from pipeline.inbox.spool import nom_de_copie
from pipeline.model.anomalie import Anomalie, Gravite
from pipeline.model.etat import EtatCandidature
from pipeline.model.faits import Depot, EtatDepot, Grille
from pipeline.rules.remplacement import retenir
from pipeline.system import ecrire
from pipeline.texts import phrases
from pipeline.workbooks import libreoffice
from pipeline.workbooks.annotate import annoter, est_annote, nettoyer
from pipeline.workbooks.charte import charte
from pipeline.workbooks.follow_up import suivi

from . import resultats
from .atelier import Atelier, Bilan
from .classeurs import TYPES, modeles
from .copies import PERDU, QUE_FAIRE, Copies, Voulu
from .impression import carnet
from .jpn import masquage, pieces, revocations
from .production import Production
from .session import kit
from .suites import SUITES, suites

A_CORRIGER = "outbox/institut/a-corriger"
MODELES = "outbox/institut/modeles"
SUIVI = "outbox/institut/suivi.xlsx"
PLANNING = "planning_"  # the cells of a planning given back
PROPOSE = "PLANNING_PROPOSE"


def _nom(depot: Depot, suffixe: str = ".xlsx", quoi: str = "à corriger") -> str:
    return f"{nom_sur(Path(depot.fichier).stem)} - {quoi} ({depot.id}){suffixe}"


def rendre_le_classeur(depot: Depot, atelier: Atelier) -> None:
    """A refused workbook comes back annotated, to be corrected and dropped again as it is.

    What cannot be opened safely comes back as a note that says why.
    """
    if depot.etat is not EtatDepot.REFUSE:
        return
    if depot.type in TYPES:
        nom, octets = _nom(depot), _annote(atelier, depot, depot.anomalies)
    else:
        nom, octets = _nom(depot, ".txt"), _note(atelier, depot).encode("utf-8-sig")
    poser(atelier.espace.racine, f"{A_CORRIGER}/{nom}", octets)


def garder_sans_marques(copie: Path, atelier: Atelier) -> None:
    """An annotated workbook that was corrected is kept without our marks; the register has the hash of what came."""
    mots = phrases(atelier.espace.templates, "annotation")
    if copie.suffix == ".xlsx" and est_annote(octets := copie.read_bytes(), mots):
        ecrire(copie, nettoyer(octets, mots))


def _note(atelier: Atelier, depot: Depot) -> str:
    mots = phrases(atelier.espace.templates, "annotation")
    lignes = [mots("note.titre", fichier=depot.fichier, depot=depot.id), ""]
    for a in depot.anomalies:
        lignes += [a.message, f"→ {a.action}", ""]
    copie = nom_de_copie(depot.sha256, depot.fichier)
    return "\r\n".join([*lignes, mots("note.conserve", copie=copie), ""])


def tenir_a_jour(bilan: Bilan, faite: Production, progression: Callable[[int, int], None]) -> tuple[str, ...]:
    """What its other files contradict, the blank workbooks, the kits of the sessions, the follow-up sheet.

    What whoever launched the pass must know.
    """
    copies = Copies(bilan.atelier.espace)
    rendus = (_pv_contredits, _grilles_a_confirmer, _sessions_en_faute, _plannings_en_faute)
    copies.famille(A_CORRIGER, chain.from_iterable(trouver(bilan) for trouver in rendus))
    copies.famille(MODELES, modeles(bilan.atelier, bilan.etat.jures))
    copies.famille(SUITES, suites(bilan))
    kit.tenir(bilan, copies, progression)
    pieces.tenir(bilan, copies)
    masquage.tenir(bilan, faite, copies)
    revocations.tenir(bilan, copies)
    resultats.tenir(bilan, copies, progression)
    templates = bilan.atelier.espace.templates
    carnet.tenir(bilan, copies)
    copies.toujours(SUIVI, suivi(bilan.etat, phrases(templates, "suivi"), charte(templates)))
    copies.enregistrer()
    return (f"{PERDU}\n→ {QUE_FAIRE}",) if copies.perdu else ()


def _pv_contredits(bilan: Bilan) -> Iterator[Voulu]:
    """A PV that its grids, or its own jury, contradict: taken back when the fault is gone."""
    vues = {c.id: c for c in bilan.etat.candidatures}
    for s in bilan.jugement.situations:
        depot = s.recu.depot_pv
        if s.etat is not EtatCandidature.A_CORRIGER or depot is None:
            continue
        des_grilles = {bilan.atelier.dire(retenir(c)) for c in s.attentes if c.apres.id != depot.id}
        anomalies = tuple(a for a in vues[s.id].anomalies if a not in des_grilles)
        if not any(a.bloquante for a in anomalies):
            continue
        cle = hashlib.sha256("".join(a.model_dump_json() for a in anomalies).encode()).hexdigest()
        yield _nom(depot), f"{depot.sha256}:{cle}", partial(_annote, bilan.atelier, depot, anomalies)


def _grilles_a_confirmer(bilan: Bilan) -> Iterator[Voulu]:
    """A grid that waits for a person: its marked copy, dropped as it is, confirms it (K40)."""
    for c in chain.from_iterable(s.attentes for s in bilan.jugement.situations):
        if isinstance(c.apres.contenu, Grille):
            anomalie = bilan.atelier.dire(retenir(c))
            cle = hashlib.sha256(anomalie.model_dump_json().encode()).hexdigest()
            faire = partial(_annote, bilan.atelier, c.apres, (anomalie,))
            yield _nom(c.apres, quoi="à confirmer"), f"{c.apres.sha256}:{cle}", faire


def _sessions_en_faute(bilan: Bilan) -> Iterator[Voulu]:
    """The workbook of a session with a fault that holds somebody, or that deserves a look (K35)."""
    vues = {s.id: s for s in bilan.etat.sessions}
    for id_, s in bilan.sessions.items():
        anomalies = tuple(a for a in vues[id_].anomalies if a.gravite is not Gravite.INFORMATION and not _ailleurs(a))
        if anomalies:
            cle = hashlib.sha256("".join(a.model_dump_json() for a in anomalies).encode()).hexdigest()
            quoi = "à corriger" if any(a.bloquante for a in anomalies) else "à vérifier"
            faire = partial(_annote, bilan.atelier, s.depot, anomalies)
            yield _nom(s.depot, quoi=quoi), f"{s.depot.sha256}:{cle}", faire


def _ailleurs(a: Anomalie) -> bool:
    """What the workbook of the session is not at fault for: a planning given back, one that the settings propose."""
    return a.code == PROPOSE or any((c.nom or "").startswith(PLANNING) for c in a.cellules)


def _plannings_en_faute(bilan: Bilan) -> Iterator[Voulu]:
    """The planning that was given back, its faults marked: corrected, it is dropped again as it is (K44)."""
    vues = {s.id: s for s in bilan.etat.sessions}
    for id_, s in bilan.sessions.items():
        siennes = (a for a in vues[id_].anomalies if any((c.nom or "").startswith(PLANNING) for c in a.cellules))
        anomalies = tuple(a for a in siennes if a.gravite is not Gravite.INFORMATION)
        if anomalies and s.rendu:
            cle = hashlib.sha256("".join(a.model_dump_json() for a in anomalies).encode()).hexdigest()
            quoi = "à corriger" if any(a.bloquante for a in anomalies) else "à vérifier"
            faire = partial(_annote, bilan.atelier, s.rendu, anomalies)
            yield _nom(s.rendu, quoi=quoi), f"{s.rendu.sha256}:{cle}", faire


def _annote(atelier: Atelier, depot: Depot, anomalies: tuple[Anomalie, ...]) -> bytes:
    copie = atelier.espace.depots / nom_de_copie(depot.sha256, depot.fichier)
    octets = libreoffice.en_xlsx(copie) if copie.suffix == ".ods" else copie.read_bytes()
    mots = phrases(atelier.espace.templates, "annotation")
    return annoter(octets, anomalies, mots, charte(atelier.espace.templates), depot.id)

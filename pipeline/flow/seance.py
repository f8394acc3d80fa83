"""A JPN from its docket to its proclamation (S0 §3.2): who is on it, the workbook to fill, the release of results."""

import datetime as dt
import hashlib
from contextlib import AbstractContextManager
from typing import Any

from pipeline.errors import UsageError
from pipeline.register import Registre, verrouiller
from pipeline.rules.situation import Situation
from pipeline.workbooks.contexte import DossierJpn

from . import classeurs, jpn
from .atelier import Atelier, Bilan, Progression
from .copies import Copies
from .production import produire
from .retours import tenir_a_jour


def chemin_du_classeur(jour: dt.date) -> str:
    return f"outbox/jpn/{jour}/JPN {jour} - décisions.xlsx"


def preparer(atelier: Atelier, jour: dt.date) -> dict[str, Any]:
    """The docket at its cut-off. Asked again before the workbook comes back, it only adds."""
    with _verrou(atelier, "cqp jpn preparer"), atelier.registre() as registre:
        vue = arreter(atelier, registre, jour)
        if vue["classeur"]:
            tenir_a_jour(atelier.bilan(registre))
    return vue


def _verrou(atelier: Atelier, quoi: str) -> AbstractContextManager[None]:
    return verrouiller(atelier.espace.archives / "verrou", quoi, atelier.maintenant)


def arreter(atelier: Atelier, registre: Registre, jour: dt.date) -> dict[str, Any]:
    """The docket and its workbook, by whoever holds the lock."""
    bilan = atelier.bilan(registre)
    if jour in bilan.faits.jpn:
        raise UsageError(
            f"Les décisions du jury paritaire du {jour:%d/%m/%Y} sont déjà enregistrées.", "Préparez la date suivante."
        )
    deja = set(bilan.contexte.dockets.get(jour, {}).values())
    motifs = {s.id: jpn.motif_d_ecart(s, jour) for s in bilan.jugement.situations if s.id not in deja}
    retenus = [id_ for id_, motif in motifs.items() if motif is None]
    if not deja and not retenus:
        return {"classeur": None, "dossiers": [], "ecartes": _ecartes(motifs)}
    copies = Copies(atelier.espace)
    if retenus and copies.changee(chemin_du_classeur(jour)):
        raise UsageError(
            f"« {chemin_du_classeur(jour)} » est déjà en cours de remplissage, et {len(retenus)} dossier(s) "
            "seraient à y ajouter.",
            "Enregistrez-le ailleurs, retirez-le de ce dossier, puis recommencez.",
        )
    docket = registre.jpn.inscrire(jour, retenus, atelier.maintenant)
    dossiers = _dossiers(atelier.bilan(registre), docket)
    dossier, nom = chemin_du_classeur(jour).rsplit("/", 1)
    cle = hashlib.sha256("\n".join(d.model_dump_json() for d in dossiers).encode()).hexdigest()
    copies.famille(dossier, [(nom, cle, lambda: classeurs.jpn(atelier, jour, dossiers))])
    copies.enregistrer()
    return {
        "classeur": chemin_du_classeur(jour),
        "dossiers": [{"numero": d.numero} for d in dossiers],
        "ecartes": _ecartes(motifs),
    }


def _ecartes(motifs: dict[str, str | None]) -> list[dict[str, str]]:
    return [{"candidature": id_, "motif": motif} for id_, motif in motifs.items() if motif]


def _dossiers(bilan: Bilan, docket: dict[str, str]) -> tuple[DossierJpn, ...]:
    """In the order of the numbers, which tells nothing (K18)."""
    par_id = {s.id: s for s in bilan.jugement.situations}
    return tuple(_dossier(rang, numero, par_id[id_]) for rang, (numero, id_) in enumerate(sorted(docket.items()), 1))


def _dossier(ligne: int, numero: str, s: Situation) -> DossierJpn:
    if s.recu.pv is None or s.referentiel is None:
        raise ValueError(f"{s.id} is on a docket without its PV")
    return DossierJpn(
        ligne=ligne,
        numero=numero,
        referentiel=s.referentiel,
        vises=s.recu.pv.vises,
        resultats=s.blocs,
        calcul=s.calcul,
        avis=s.avis,
        ecarts=s.ecarts,
        acquis=tuple(sorted(s.acquis_avant)),
    )


def correspondance(atelier: Atelier, jour: dt.date) -> dict[str, str]:
    """Who stands behind each number. Each use is written in the journal."""
    with atelier.registre() as registre:
        docket = _docket(registre, jour)
        registre.journal.noter(atelier.maintenant, "jpn_correspondance", jour.isoformat(), {})
    return docket


def _docket(registre: Registre, jour: dt.date) -> dict[str, str]:
    docket = registre.jpn.dockets().get(jour)
    if docket is None:
        raise UsageError(
            f"Il n’y a pas d’ordre du jour pour le {jour:%d/%m/%Y}.", f"Préparez-le : cqp jpn preparer {jour}"
        )
    return docket


def proclamer(atelier: Atelier, jour: dt.date, progression: Progression) -> dict[str, Any]:
    """Only this releases results. Asked again, it finishes what an interruption left, and changes nothing else."""
    with _verrou(atelier, "cqp jpn proclamer"), atelier.registre() as registre:
        le = liberer(atelier, registre, jour)
        bilan = atelier.bilan(registre)
        documents = produire(bilan, lambda fait, total: progression("documents", fait, total))
        tenir_a_jour(bilan)
        registre.projeter(bilan.etat)
    return {"date": jour.isoformat(), "proclamee_le": le.isoformat(), "documents": documents}


def liberer(atelier: Atelier, registre: Registre, jour: dt.date) -> dt.datetime:
    """The proclamation itself, by whoever holds the lock; its documents are then owed."""
    _docket(registre, jour)
    if jour not in atelier.bilan(registre).faits.jpn:
        raise UsageError(
            f"Les décisions du jury paritaire du {jour:%d/%m/%Y} ne sont pas enregistrées.",
            f"Remplissez « {chemin_du_classeur(jour)} », déposez-le dans inbox/, puis : cqp traiter",
        )
    return registre.jpn.proclamer(jour, atelier.maintenant)

"""A JPN from its docket to its proclamation (S0 §3.2): who is on it, the workbook to fill, the release of results."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from pipeline.errors import UsageError
from pipeline.flow.atelier import Atelier, Progression
from pipeline.flow.copies import Copies
from pipeline.flow.mettre_a_jour import mettre_a_jour
from pipeline.flow.production import Retenu
from pipeline.model.moment import PARIS
from pipeline.register import Registre
from pipeline.rules import calendrier, jury_paritaire
from pipeline.rules.attente import en_attente
from pipeline.rules.jours import chome
from pipeline.rules.remplacement import retenir
from pipeline.texts import phrases

from . import classeur
from .classeur import chemin_du_classeur
from .docket import Tri, dockets


def preparer(atelier: Atelier, jour: dt.date, progression: Progression) -> dict[str, Any]:
    """The docket at its cut-off. Asked again before the workbook comes back, it only adds."""
    with atelier.ouvrir("cqp jpn preparer") as registre:
        vue = arreter(atelier, registre, jour)
        if vue["classeur"]:
            fait = mettre_a_jour(atelier.bilan(registre), progression)
            vue["retenus"] = [_retenu(r) for r in fait.retenus]
    return vue


def _retenu(r: Retenu) -> dict[str, str | None]:
    """What was read stays in the note of the Institut: here, only whose copy and where."""
    ou = ", ".join(dict.fromkeys(f.ou for f in r.fuites))
    return {"candidature": r.du.candidature, "document": r.du.type, "ou": ou}


def arreter(atelier: Atelier, registre: Registre, jour: dt.date) -> dict[str, Any]:
    """The docket and its workbook, by whoever holds the lock; its papers are then owed."""
    bilan = atelier.bilan(registre)
    if jour in bilan.faits.jpn:
        raise UsageError(
            f"Les décisions du jury paritaire du {jour:%d/%m/%Y} sont déjà enregistrées.", "Préparez la date suivante."
        )
    tri = Tri(bilan, jour, phrases(atelier.espace.templates, "preparation"))
    retenus, ecartes = tri.retenus(), tri.ecartes()
    avertissements = list(_avertissements(atelier, jour))
    vue = {"classeur": None, "dossiers": [], "ecartes": ecartes, "avertissements": avertissements}
    if not retenus and jour not in bilan.contexte.dockets:
        return vue
    copies = Copies(atelier.espace)
    if retenus and copies.changee(chemin_du_classeur(jour)):
        raise UsageError(
            f"« {chemin_du_classeur(jour)} » est déjà en cours de remplissage, et {len(retenus)} dossier(s) "
            "seraient à y ajouter.",
            "Enregistrez-le ailleurs, retirez-le de ce dossier, puis recommencez.",
        )
    docket = registre.jpn.inscrire(jour, retenus, atelier.maintenant)
    registre.jpn.graine(jour, atelier.maintenant)
    classeur.tenir(atelier.bilan(registre), copies, jour)
    copies.enregistrer()
    return {**vue, "classeur": chemin_du_classeur(jour), "dossiers": [{"numero": n} for n in sorted(docket)]}


def _avertissements(atelier: Atelier, jour: dt.date) -> Iterator[str]:
    mots = phrases(atelier.espace.templates, "preparation")
    if jour not in atelier.espace.reglages.jpn.dates:
        yield mots("avertissement.hors_calendrier", date=f"{jour:%d/%m/%Y}")
    cloture = calendrier.cloture(jour)
    if atelier.maintenant.date() <= cloture:
        yield mots("avertissement.avant_cloture", cloture=f"{cloture:%d/%m/%Y}")
    lendemain = calendrier.resultats_dus(calendrier.deliberation(jour, None, None))
    for cle, date in (("jpn", jour), ("cloture", cloture), ("lendemain", lendemain)):
        if quoi := chome(date):
            yield mots(f"avertissement.{cle}_chome", date=f"{date:%d/%m/%Y}", quoi=quoi)


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
            f"Il n’y a pas d’ordre du jour pour le {jour:%d/%m/%Y}.",
            "Préparez-le d’abord : ordre « Préparer l'ordre du jour ».",
        )
    return docket


def proclamer(atelier: Atelier, jour: dt.date, progression: Progression) -> dict[str, Any]:
    """Only this releases results. Asked again, it finishes what an interruption left, and changes nothing else."""
    with atelier.ouvrir("cqp jpn proclamer") as registre:
        le = liberer(atelier, registre, jour)
        faite = mettre_a_jour(atelier.bilan(registre), progression)
    retenus = [_retenu(r) for r in faite.retenus]
    return {
        "date": jour.isoformat(),
        "proclamee_le": le.isoformat(),
        "documents": faite.documents,
        "retenus": retenus,
    }


def liberer(atelier: Atelier, registre: Registre, jour: dt.date) -> dt.datetime:
    """The proclamation itself, by whoever holds the lock; its documents are then owed."""
    _docket(registre, jour)
    faits = atelier.bilan(registre).faits
    if jour not in faits.jpn:
        raise UsageError(
            f"Les décisions du jury paritaire du {jour:%d/%m/%Y} ne sont pas enregistrées.",
            f"Remplissez « {chemin_du_classeur(jour)} », déposez-le dans inbox/, puis proclamez.",
        )
    attend = faits.jpn_a_confirmer.get(jour)
    if attend:
        dite = atelier.dire(retenir(attend))
        raise UsageError(f"Rien n’est proclamé. {dite.message}", f"{dite.action} Puis proclamez.")
    _exiger_tenue_et_complete(atelier, registre, jour)
    _exiger_encore_legal(atelier, registre, jour)
    return registre.jpn.proclamer(jour, atelier.maintenant)


def _exiger_tenue_et_complete(atelier: Atelier, registre: Registre, jour: dt.date) -> None:
    """Not before it was deliberated (K1), nor while staff have a later workbook of that date to correct (K40)."""
    bilan = atelier.bilan(registre)
    if jour in bilan.contexte.proclamations:
        return
    deliberee = dt.datetime.combine(jour, bilan.faits.jpn[jour].heure or dt.time(), PARIS)
    if deliberee > atelier.maintenant:
        raise UsageError(
            f"Rien n’est proclamé : la délibération est notée le {jour:%d/%m/%Y} à {deliberee:%H:%M}, à venir.",
            "Proclamez ensuite ; si l’heure est fausse, corrigez-la dans le classeur des décisions et déposez-le.",
        )
    refuses = [d for d in en_attente(bilan.depots) if d.type == "jpn" and d.repere == jour.isoformat()]
    if refuses:
        dernier = refuses[-1]
        raise UsageError(
            f"Rien n’est proclamé : un autre classeur des décisions de cette date, « {dernier.fichier} » "
            f"({dernier.id}), a été refusé et attend d’être corrigé.",
            "Corrigez sa copie annotée et déposez-la. S’il ne compte pas : ordre « Reprendre un fichier ».",
        )


def _exiger_encore_legal(atelier: Atelier, registre: Registre, jour: dt.date) -> None:
    """A rectification may have come since the workbook was accepted: what it decides must still hold (K17)."""
    bilan = atelier.bilan(registre)
    if jour in bilan.contexte.proclamations:
        return
    tenue, inscrits = bilan.faits.jpn[jour], dockets(bilan)[jour]
    lignes = {numero: rang for rang, numero in enumerate(sorted(inscrits), start=1)}
    fautes = [c for c in jury_paritaire.verifier(tenue, inscrits, lignes) if atelier.bloque(c)]
    if fautes:
        dites = " ".join(atelier.dire(c).message for c in fautes)
        raise UsageError(
            f"Ces décisions ne tiennent plus : {dites}",
            "Corrigez le classeur des décisions et déposez-le à nouveau, puis proclamez.",
        )

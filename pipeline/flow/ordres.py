"""The orders that staff give by a workbook, carried out once each, with who asks and why (no terminal needed)."""

from pipeline.errors import CqpError
from pipeline.model.faits import Depot
from pipeline.model.session import Demande, OrdreDonne
from pipeline.model.vocabulaire import Ordre
from pipeline.register import OrdreExecute, Registre
from pipeline.texts import Phrases, phrases

from . import imprimer, rendre, seance
from .atelier import Atelier, Bilan


def executer(bilan: Bilan) -> int:
    """How many orders were carried out. A refusal is an answer; a crash in the middle is done again."""
    atelier, registre = bilan.atelier, bilan.registre
    faits = registre.ordres.tous()
    combien = 0
    for demande, depot in bilan.faits.demandes:
        for ordre in demande.ordres:
            if (depot.rang, ordre.ligne) in faits:
                continue
            suite = _executer(atelier, registre, demande, depot, ordre)
            registre.ordres.noter(suite)
            combien += 1
    return combien


def _executer(atelier: Atelier, registre: Registre, demande: Demande, depot: Depot, ordre: OrdreDonne) -> OrdreExecute:
    mots = phrases(atelier.espace.templates, "demande")
    try:
        reussi, resultat = True, _accomplir(atelier, registre, demande, ordre, mots)
    except CqpError as e:
        reussi, resultat = False, f"{e.message} {e.action}".strip()
    return OrdreExecute(
        depot=depot.rang, ligne=ordre.ligne, execute_le=atelier.maintenant, reussi=reussi, resultat=resultat
    )


def _accomplir(atelier: Atelier, registre: Registre, demande: Demande, ordre: OrdreDonne, mots: Phrases) -> str:
    """What was done, in a sentence. The validation made sure that each order has its date or its target."""
    motif = mots("motif", motif=ordre.motif or "", demandeur=demande.demandeur)
    match ordre.ordre, ordre.date, ordre.cible:
        case Ordre.PREPARER, jour, _ if jour:
            vue = seance.arreter(atelier, registre, jour)
            if vue["classeur"] is None:
                return mots("suite.rien_a_preparer", date=f"{jour:%d/%m/%Y}")
            return mots("suite.prepare", classeur=vue["classeur"], nombre=str(len(vue["dossiers"])))
        case Ordre.PROCLAMER, jour, _ if jour:
            seance.liberer(atelier, registre, jour)
            return mots("suite.proclame", date=f"{jour:%d/%m/%Y}")
        case Ordre.IMPRIMER, jour, _ if jour:
            tirages = imprimer.tirer(atelier, registre, jour)["tirages"]
            fichiers = ", ".join(t["fichier"] for t in tirages)
            return mots("suite.imprime", fichiers=fichiers) if fichiers else mots("suite.rien_a_imprimer")
        case Ordre.REPRENDRE, _, depot if depot:
            return mots("suite.repris", fichier=rendre.reprendre(atelier, registre, depot, motif))
        case Ordre.REPUBLIER, _, document if document:
            return mots("suite.remis", fichiers=", ".join(rendre.remettre(atelier, registre, document)))
        case _:
            raise ValueError(f"order without its date or target: {ordre}")

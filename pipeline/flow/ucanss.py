"""A reasoned decision of Ucanss releases a dossier that the dates of its registration hold (K26)."""

import datetime as dt

from pipeline.errors import UsageError
from pipeline.model.decision_ucanss import DecisionUcanss
from pipeline.model.moment import jour_a_paris
from pipeline.model.numero import choisir
from pipeline.register import Registre

from .atelier import Atelier
from .mettre_a_jour import mettre_a_jour


def noter(atelier: Atelier, candidature: str, date: dt.date, motif: str, par: str) -> DecisionUcanss:
    with atelier.ouvrir("cqp delivrer") as registre:
        decision = decider(atelier, registre, candidature, date, motif=motif, par=par)
        mettre_a_jour(atelier.bilan(registre))
    return decision


def decider(  # noqa: PLR0913 - the fields of a decision
    atelier: Atelier, registre: Registre, candidature: str, date: dt.date, *, motif: str, par: str
) -> DecisionUcanss:
    """The same by whoever holds the lock."""
    id_ = choisir(candidature, (s.id for s in atelier.bilan(registre).jugement.situations))
    if id_ is None:
        raise UsageError(
            f"Aucune candidature ne porte le numéro « {candidature} ».",
            "Lisez-le dans suivi.xlsx, feuille Candidatures.",
        )
    if not motif.strip():
        raise UsageError("Le motif de l’Ucanss manque.", "Recopiez-le de sa décision : il est imprimé au dossier.")
    if not par.strip():
        raise UsageError("Qui enregistre cette décision ?", "Donnez votre prénom et votre nom.")
    if date > jour_a_paris(atelier.maintenant):
        raise UsageError(f"La décision est datée du {date:%d/%m/%Y}, dans l’avenir.", "Corrigez sa date.")
    registre.decisions_ucanss.noter(id_, date, motif.strip(), par.strip(), atelier.maintenant)
    return registre.decisions_ucanss.toutes()[-1]

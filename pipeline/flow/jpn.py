"""The jury paritaire national: its docket, its workbook, its proclamation (S0 §3.2)."""

import datetime as dt
from collections.abc import Mapping

from pipeline.model.etat import EtatCandidature
from pipeline.model.vocabulaire import Decision, Verdict
from pipeline.rules import calendrier
from pipeline.rules.jury_paritaire import Inscrit
from pipeline.rules.proces_verbal import avis_des_blocs
from pipeline.rules.situation import Situation

from .atelier import Bilan

PRESENTABLES = {EtatCandidature.DOSSIER_PRET, EtatCandidature.AJOURNEE}


def dockets(bilan: Bilan) -> dict[dt.date, Mapping[str, Inscrit]]:
    """What each docket knows of its dossiers, for the rules that a decision follows."""
    par_id = {s.id: s for s in bilan.jugement.situations}
    return {
        date: {numero: inscrit(par_id[candidature]) for numero, candidature in docket.items()}
        for date, docket in bilan.contexte.dockets.items()
    }


def inscrit(s: Situation) -> Inscrit:
    if s.recu.pv is None or s.referentiel is None:
        raise ValueError(f"{s.id} is on a docket without its PV")
    return Inscrit(
        vises=s.recu.pv.vises,
        tous=tuple(b.code for b in s.referentiel.blocs),
        acquis=s.acquis_avant,
        avis=_decision_de_l_avis(s),
        valides=blocs_valides(s),
    )


def blocs_valides(s: Situation) -> frozenset[str]:
    """Those that the jury professionnel validated."""
    pv = s.recu.pv
    return frozenset(b for b, v in pv.jury_blocs.items() if v is Verdict.VALIDE) if pv else frozenset()


def _decision_de_l_avis(s: Situation) -> Decision | None:
    """The decision that would follow the jury's own blocs."""
    pv = s.recu.pv
    if pv is None or s.referentiel is None or avis_des_blocs(pv) is None:
        return None
    valides = blocs_valides(s)
    if {b.code for b in s.referentiel.blocs} <= valides | s.acquis_avant:
        return Decision.CERTIFICATION
    return Decision.PARTIELLE if valides else Decision.NON_CERTIFICATION


def motif_d_ecart(s: Situation, jpn: dt.date) -> str | None:
    """Why a candidature is not on the docket of that day; None when it can be."""
    if s.etat not in PRESENTABLES:
        return ETATS.get(s.etat, f"état : {s.etat}")
    pv = s.recu.pv
    if pv is not None and pv.date > calendrier.cloture(jpn):
        return f"jury professionnel du {pv.date:%d/%m/%Y}, après la clôture du {calendrier.cloture(jpn):%d/%m/%Y}"
    if s.inscription is not None and s.inscription.date >= jpn:
        return f"déjà à l’ordre du jour du {s.inscription.date:%d/%m/%Y}"
    return None


ETATS = {
    EtatCandidature.INCOMPLETE: "dossier incomplet",
    EtatCandidature.A_CORRIGER: "dossier à corriger",
    EtatCandidature.REPORTEE: "épreuve reportée",
    EtatCandidature.ABSENT: "candidat absent",
    EtatCandidature.EXCUSE: "candidat excusé",
    EtatCandidature.INSCRITE: "déjà à l’ordre du jour d’un autre jury paritaire",
    EtatCandidature.DECIDEE: "déjà décidée",
    EtatCandidature.PROCLAMEE: "déjà proclamée",
}

"""Criteria → competence → bloc → outcome, in three values: true, false, undetermined (S3 §1.2, K13)."""

from collections.abc import Iterable, Mapping

from pipeline.model.faits import Grille, ProcesVerbal
from pipeline.model.referentiel import NonObserve, Referentiel, Regles
from pipeline.model.resultat import Issue, ResultatBloc, ResultatCompetence
from pipeline.model.vocabulaire import Reponse, Verdict

from .seuil import atteint, requis


def _competence(
    regles: Regles, code: str, reponses: list[Reponse | None], *, jury: bool | None, acquise: bool
) -> ResultatCompetence:
    valides = reponses.count(Reponse.OUI)
    non_observes = reponses.count(Reponse.NON_OBSERVE)
    mode = regles.non_observe.valeur
    seuil = calcul = None
    if regles.seuil_criteres and regles.arrondi and None not in reponses:
        compte = len(reponses) - (non_observes if mode is NonObserve.EXCLU else 0)
        seuil = requis(compte, regles.seuil_criteres, regles.arrondi.valeur)
        incertains = non_observes if mode is NonObserve.INDETERMINE else 0
        calcul = atteint(valides, incertains, seuil) if compte else None
    if acquise and regles.seuil_criteres and regles.arrondi:
        calcul = True
    return ResultatCompetence(
        code=code,
        criteres_valides=valides,
        criteres_non_observes=non_observes,
        criteres_total=len(reponses),
        seuil=seuil,
        calcul=calcul,
        jury=jury,
        acquise=acquise,
    )


def _vu(verdicts: Mapping[str, Verdict], code: str) -> bool | None:
    verdict = verdicts.get(code)
    return None if verdict is None else verdict is Verdict.VALIDE


def evaluer(
    referentiel: Referentiel,
    bloc: str,
    grille: Grille | None,
    pv: ProcesVerbal | None = None,
    acquises: frozenset[str] = frozenset(),
) -> ResultatBloc:
    """One bloc, from its grid and from what the jury decided in the PV; neither replaces the other (K12).

    `acquises`: the competences held before, which are not asked again (S0 §3.3.2, K37).
    """
    regles = referentiel.regles
    criteres = grille.criteres if grille else {}
    competences = tuple(
        _competence(
            regles,
            c.code,
            [criteres.get(critere.code) for critere in referentiel.criteres(c.code)],
            jury=_vu(pv.jury_competences, c.code) if pv else None,
            acquise=c.code in acquises,
        )
        for c in referentiel.bloc(bloc).competences
    )
    calculs = [c.calcul for c in competences]
    seuil = calcul = None
    if regles.seuil_competences and regles.arrondi:
        seuil = requis(len(calculs), regles.seuil_competences, regles.arrondi.valeur)
        calcul = atteint(calculs.count(True), calculs.count(None), seuil)
    return ResultatBloc(
        code=bloc,
        competences=competences,
        competences_validees=calculs.count(True),
        competences_total=len(calculs),
        seuil=seuil,
        calcul=calcul,
        jury=_vu(pv.jury_blocs, bloc) if pv else None,
    )


def issue(verdicts: Iterable[bool | None], partiels: Iterable[bool | None] = ()) -> Issue | None:
    """The outcome over the blocs aimed at: all, none, some; None while an undetermined bloc could change it.

    `partiels`: the competences of the blocs that failed, where they are kept: one is enough for a part (K19, K37).
    """
    vus, parts = list(verdicts), list(partiels)
    if False in vus and (True in vus or True in parts):
        return "partielle"
    if False in vus and None in parts:
        return None
    if not vus or None in vus:
        return None
    return "totale" if vus[0] else "refus"


def issue_calculee(referentiel: Referentiel, blocs: Iterable[ResultatBloc]) -> Issue | None:
    """What the computation leads to, over the blocs aimed at."""
    vus = tuple(blocs)
    echoues = (c.calcul for b in vus if b.calcul is False for c in b.competences if not c.acquise)
    return issue((b.calcul for b in vus), echoues if referentiel.capitalise_les_competences else ())

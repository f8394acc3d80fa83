"""What a person holds and what is still missing, seen from one CQP."""

from collections.abc import Iterable

from pipeline.model.dossier import Proclame
from pipeline.model.etat import Acquis
from pipeline.model.referentiel import Bloc, Competence, Referentiel
from pipeline.model.vocabulaire import Attribution, Decision, Verdict


def acquis(referentiel: Referentiel, tous: Iterable[Acquis]) -> dict[str, Acquis]:
    """By bloc code of this CQP, the first acquisition; a bloc common with another CQP counts here too (K17)."""
    ailleurs = {(e.referentiel, e.autre_bloc): e.bloc for e in referentiel.regles.equivalences}
    siens = {b.code for b in referentiel.blocs}
    trouves: dict[str, Acquis] = {}
    for un in sorted((a for a in tous if a.nature == "bloc"), key=lambda a: a.date):
        code = un.code if un.referentiel == referentiel.code else ailleurs.get((un.referentiel, un.code))
        if code in siens:
            trouves.setdefault(code, un)
    return trouves


def competences_du_bloc(proclame: Proclame, bloc: Bloc) -> tuple[Competence, ...]:
    """Those that the jury validated in an acquired bloc: this day's from its PV, earlier ones from what is held."""
    validees = proclame.dossier.pv.jury_competences
    if bloc.code in proclame.dossier.pv.vises:
        return tuple(c for c in bloc.competences if validees.get(c.code) is Verdict.VALIDE)
    tenues = _competences(proclame)
    return tuple(c for c in bloc.competences if c.code in tenues)


def competences_hors_bloc(proclame: Proclame) -> tuple[Competence, ...]:
    """Competences held in blocs that are not, where the référentiel lets them be kept (K37)."""
    referentiel = proclame.dossier.referentiel
    blocs, tenues = acquis(referentiel, proclame.acquis), _competences(proclame)
    if not referentiel.regles.competences_capitalisables.valeur:
        return ()
    return tuple(c for b in referentiel.blocs if b.code not in blocs for c in b.competences if c.code in tenues)


def manquants(proclame: Proclame) -> tuple[Bloc, ...]:
    """The blocs of the CQP still to be validated (G-098)."""
    referentiel = proclame.dossier.referentiel
    tenus = acquis(referentiel, proclame.acquis)
    return tuple(b for b in referentiel.blocs if b.code not in tenus)


def deja_acquis(proclame: Proclame) -> bool:
    """The CQP is pronounced on blocs that were all held before: this day attributes none (K17)."""
    rendu = proclame.decision
    return rendu.decision is Decision.CERTIFICATION and Attribution.ATTRIBUE not in rendu.blocs.values()


def _competences(proclame: Proclame) -> frozenset[str]:
    code = proclame.dossier.referentiel.code
    return frozenset(a.code for a in proclame.acquis if a.nature == "competence" and a.referentiel == code)

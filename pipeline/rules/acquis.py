"""What a person holds, and what it counts for: one rule, that every paper and every list follows (K17, K46)."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from pipeline.model.acquis import Tenu, Titre, Unite
from pipeline.model.base import Frozen
from pipeline.model.faits import DecisionDossier, ProcesVerbal
from pipeline.model.referentiel import Competence, Referentiel
from pipeline.model.vocabulaire import Attribution, Decision, Verdict

from .faits import FaitsEnVigueur
from .inscriptions import Inscription, rouverte


class AcquisBloc(Frozen):
    """A bloc attributed by a proclaimed decision, with the competences that its jury validated. It never expires."""

    personne: str
    candidature: str
    numero: str
    referentiel: str
    version: str
    bloc: str
    date: dt.date
    competences: tuple[str, ...] = ()


class AcquisCompetence(Frozen):
    """A competence validated in a bloc that was not attributed, where the référentiel lets it be kept (K37)."""

    personne: str
    candidature: str
    numero: str
    referentiel: str
    version: str
    bloc: str
    competence: str
    date: dt.date


A = TypeVar("A", AcquisBloc, AcquisCompetence)


def tenus_avant(acquis: Iterable[A], personne: str | None, inscriptions: tuple[Inscription, ...]) -> tuple[A, ...]:
    """Until a candidature is on the docket that decides it, all that its person holds counts."""
    fin = inscriptions[-1].date if inscriptions and not rouverte(inscriptions) else dt.date.max
    return tuple(a for a in acquis if a.personne == personne and a.date < fin)


def attribuer(
    faits: FaitsEnVigueur, inscriptions: Mapping[str, tuple[Inscription, ...]], personnes: Mapping[str, str]
) -> tuple[AcquisBloc, ...]:
    """Every bloc attributed by a proclaimed decision, whoever asks."""
    return tuple(
        AcquisBloc(
            personne=personnes[pv.candidature],
            candidature=pv.candidature,
            numero=i.numero,
            referentiel=pv.referentiel,
            version=pv.version,
            bloc=bloc,
            date=i.date,
            competences=tuple(c for c, v in sorted(pv.jury_competences.items()) if v is Verdict.VALIDE),
        )
        for pv, i, decision in _decides(faits, inscriptions)
        for bloc, attribution in sorted(decision.blocs.items())
        if attribution is Attribution.ATTRIBUE
    )


def capitaliser(
    faits: FaitsEnVigueur,
    inscriptions: Mapping[str, tuple[Inscription, ...]],
    personnes: Mapping[str, str],
    referentiels: Mapping[tuple[str, str], Referentiel],
) -> tuple[AcquisCompetence, ...]:
    """« Partielle » keeps what the jury validated in the blocs that it did not (S0 §3.3.2, K19, K37)."""
    return tuple(
        AcquisCompetence(
            personne=personnes[pv.candidature],
            candidature=pv.candidature,
            numero=i.numero,
            referentiel=pv.referentiel,
            version=pv.version,
            bloc=bloc,
            competence=competence,
            date=i.date,
        )
        for pv, i, decision in _decides(faits, inscriptions)
        if decision.decision is Decision.PARTIELLE
        for bloc, siennes in capitalisables(pv, referentiels[pv.referentiel, pv.version]).items()
        if decision.blocs.get(bloc) is Attribution.NON_ATTRIBUE
        for competence in siennes
    )


def capitalisables(pv: ProcesVerbal, referentiel: Referentiel) -> dict[str, tuple[str, ...]]:
    """By bloc that the jury does not validate, the competences that it does. Of a bloc that the jury validates and the
    jury paritaire refuses nobody says which competences are left: none is."""
    if not referentiel.capitalise_les_competences:
        return {}
    trouvees = {}
    for bloc in referentiel.blocs:
        valides = tuple(c.code for c in bloc.competences if pv.jury_competences.get(c.code) is Verdict.VALIDE)
        if valides and pv.jury_blocs.get(bloc.code) is Verdict.NON_VALIDE:
            trouvees[bloc.code] = valides
    return trouvees


def _decides(
    faits: FaitsEnVigueur, inscriptions: Mapping[str, tuple[Inscription, ...]]
) -> Iterator[tuple[ProcesVerbal, Inscription, DecisionDossier]]:
    """What was proclaimed, stands, and decides something."""
    for id_, siennes in inscriptions.items():
        recu = faits.dossiers.get(id_)
        if recu is None or recu.pv is None:
            continue
        for i in siennes:
            if i.decision is not None and i.acquise and i.decision.decision is not Decision.AJOURNEE:
                yield recu.pv, i, i.decision


def compte_pour(referentiel: Referentiel, acquis: AcquisBloc) -> tuple[str, ...]:
    """The blocs of this référentiel that this one counts for: itself in its own version, elsewhere as the equivalences
    say and no other (K17, K46)."""
    comptes = [acquis.bloc] if (acquis.referentiel, acquis.version) == (referentiel.code, referentiel.version) else []
    comptes += [
        e.bloc
        for e in referentiel.regles.equivalences
        if (e.referentiel, e.autre_bloc) == (acquis.referentiel, acquis.bloc)
        and (not e.versions or acquis.version in e.versions)
    ]
    return tuple(dict.fromkeys(comptes))


def credites(referentiel: Referentiel, acquis: Iterable[AcquisBloc]) -> frozenset[str]:
    """The blocs of this référentiel that these acquired blocs count for."""
    return frozenset(code for a in acquis for code in compte_pour(referentiel, a))


def competences_tenues(
    referentiel: Referentiel, competences: Iterable[AcquisCompetence], autres: Mapping[tuple[str, str], Referentiel]
) -> frozenset[str]:
    """The competences of this référentiel that these count for."""
    return frozenset(code for c in competences for code in _competence_pour(referentiel, c, autres))


def _competence_pour(
    referentiel: Referentiel, c: AcquisCompetence, autres: Mapping[tuple[str, str], Referentiel]
) -> tuple[str, ...]:
    """Elsewhere, the same competence, word for word, in a bloc that is said equivalent; only where they are kept."""
    if not referentiel.capitalise_les_competences:
        return ()
    if (c.referentiel, c.version) == (referentiel.code, referentiel.version):
        return (c.competence,)
    siens = AcquisBloc.model_validate(c.model_dump(exclude={"competence"}))
    intitule = autres[c.referentiel, c.version].competence(c.competence).intitule
    memes = (x for bloc in compte_pour(referentiel, siens) for x in referentiel.bloc(bloc).competences)
    return tuple(x.code for x in memes if (x.code, x.intitule) == (c.competence, intitule))


def tenus(
    referentiel: Referentiel,
    acquis: Iterable[AcquisBloc],
    competences: Iterable[AcquisCompetence],
    autres: Mapping[tuple[str, str], Referentiel],
) -> tuple[Tenu, ...]:
    """All that one person holds, seen from this référentiel; `autres`: those under which it was acquired."""
    blocs = (_bloc(a, compte_pour(referentiel, a), autres[a.referentiel, a.version]) for a in acquis)
    seules = (
        _competence(c, _competence_pour(referentiel, c, autres), autres[c.referentiel, c.version]) for c in competences
    )
    return (*blocs, *seules)


def _bloc(a: AcquisBloc, pour: tuple[str, ...], sien: Referentiel) -> Tenu:
    bloc = sien.bloc(a.bloc)
    return Tenu(
        unite=Unite(code=bloc.code, intitule=bloc.intitule),
        titre=_titre(sien),
        date=a.date,
        source=source(a),
        compte_pour=pour,
        competences=tuple(_unite(c) for c in bloc.competences if c.code in a.competences),
    )


def _competence(c: AcquisCompetence, pour: tuple[str, ...], sien: Referentiel) -> Tenu:
    return Tenu(
        nature="competence",
        unite=_unite(sien.competence(c.competence)),
        titre=_titre(sien),
        date=c.date,
        source=source(c),
        compte_pour=pour,
    )


def source(acquis: AcquisBloc | AcquisCompetence) -> str:
    return f"JPN du {acquis.date:%d/%m/%Y}, dossier {acquis.numero} ({acquis.candidature})"


def _unite(competence: Competence) -> Unite:
    return Unite(code=competence.code, intitule=competence.intitule)


def _titre(referentiel: Referentiel) -> Titre:
    return Titre(
        code=referentiel.code,
        sigle=referentiel.sigle,
        version=referentiel.version,
        intitule=referentiel.intitule.valeur,
        rncp=referentiel.rncp,
    )

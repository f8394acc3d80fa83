"""What a person holds, and what it counts for: one rule, that every paper and every list follows (K17, K46)."""

import datetime as dt
from collections.abc import Iterable, Mapping

from pipeline.model.base import Frozen
from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import Attribution, Decision

from .faits import FaitsEnVigueur
from .inscriptions import Inscription, rouverte


class AcquisBloc(Frozen):
    """A bloc attributed by a proclaimed decision. It never expires (G-097)."""

    personne: str
    candidature: str
    numero: str
    referentiel: str
    version: str
    bloc: str
    date: dt.date


def tenus_avant(
    acquis: Iterable[AcquisBloc], personne: str | None, inscriptions: tuple[Inscription, ...]
) -> tuple[AcquisBloc, ...]:
    """Until a candidature is on the docket that decides it, all that its person holds counts."""
    fin = inscriptions[-1].date if inscriptions and not rouverte(inscriptions) else dt.date.max
    return tuple(a for a in acquis if a.personne == personne and a.date < fin)


def attribuer(
    faits: FaitsEnVigueur, inscriptions: Mapping[str, tuple[Inscription, ...]], personnes: Mapping[str, str]
) -> tuple[AcquisBloc, ...]:
    """Every bloc attributed by a proclaimed decision, whoever asks."""
    return tuple(_attribues(faits, inscriptions, personnes))


def _attribues(
    faits: FaitsEnVigueur, inscriptions: Mapping[str, tuple[Inscription, ...]], personnes: Mapping[str, str]
) -> Iterable[AcquisBloc]:
    for id_, siennes in inscriptions.items():
        recu = faits.dossiers.get(id_)
        if recu is None or recu.pv is None:
            continue
        for i in siennes:
            if i.decision is None or not i.acquise:
                continue
            for bloc, attribution in sorted(i.decision.blocs.items()):
                if attribution is Attribution.ATTRIBUE and i.decision.decision is not Decision.AJOURNEE:
                    yield AcquisBloc(
                        personne=personnes[id_],
                        candidature=id_,
                        numero=i.numero,
                        referentiel=recu.pv.referentiel,
                        version=recu.pv.version,
                        bloc=bloc,
                        date=i.date,
                    )


def credites(referentiel: Referentiel, acquis: Iterable[AcquisBloc]) -> frozenset[str]:
    """The blocs of this référentiel that these acquired blocs count for: its own, and its equivalences (K17)."""
    comptes = set()
    for a in acquis:
        if (a.referentiel, a.version) == (referentiel.code, referentiel.version):
            comptes.add(a.bloc)
        for e in referentiel.regles.equivalences:
            meme_version = not e.versions or a.version in e.versions
            if (e.referentiel, e.autre_bloc) == (a.referentiel, a.bloc) and meme_version:
                comptes.add(e.bloc)
    return frozenset(comptes)

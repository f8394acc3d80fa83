"""What is left to acquire for each CQP that a person began, and what threatens it: never what is acquired (G-097)."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from pipeline.model.anomalie import Constat
from pipeline.model.base import Frozen
from pipeline.model.catalogue import Catalogue
from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import Decision

from .acquis import AcquisBloc, credites
from .situation import Situation

PREAVIS = dt.timedelta(days=365)  # the time to find a session, a jury paritaire, and to deliver


class ACompleter(Frozen):
    """A CQP begun and not obtained, in the version that a session of today would follow."""

    referentiel: Referentiel
    acquis: tuple[str, ...]
    alertes: tuple[Constat, ...] = ()

    @property
    def manquants(self) -> tuple[str, ...]:
        return tuple(b.code for b in self.referentiel.blocs if b.code not in self.acquis)


def a_completer(
    situations: Sequence[Situation], acquis: Sequence[AcquisBloc], catalogue: Catalogue, jour: dt.date
) -> Iterator[ACompleter]:
    """`situations` and `acquis`: one person's. Begun: presented for, and a bloc of it held already."""
    obtenus = {
        s.referentiel.code
        for s in situations
        for i in s.inscriptions
        if s.referentiel and i.acquise and i.decision and i.decision.decision is Decision.CERTIFICATION
    }
    for code in sorted({s.referentiel.code for s in situations if s.referentiel} - obtenus):
        referentiel = catalogue.en_vigueur(code, jour) or catalogue.dernier(code)
        siens = [a for a in acquis if a.referentiel == code]
        if referentiel is None:
            continue
        tenus = credites(referentiel, acquis)
        if tenus or siens:
            yield ACompleter(
                referentiel=referentiel,
                acquis=tuple(b.code for b in referentiel.blocs if b.code in tenus),
                alertes=(*_alertes(referentiel, catalogue, jour), *_perdus(referentiel, siens)),
            )


def _alertes(referentiel: Referentiel, catalogue: Catalogue, jour: dt.date) -> Iterator[Constat]:
    """The dates are the référentiel's own: its last day, the end of its registration (K26)."""
    cqp = {"cqp": referentiel.sigle, "version": referentiel.version}
    au, rncp = referentiel.en_vigueur.au, referentiel.rncp
    suivante = any(r.en_vigueur.du > referentiel.en_vigueur.du for r in catalogue.versions(referentiel.code))
    if au and not suivante and au < jour + PREAVIS:
        code = "CQP_PLUS_EN_VIGUEUR" if au < jour else "CQP_BIENTOT_HORS_VIGUEUR"
        yield Constat(code=code, valeurs={**cqp, "le": f"{au:%d/%m/%Y}"})
    rncp = rncp or next((r.rncp for r in reversed(catalogue.versions(referentiel.code)) if r.rncp), None)
    fin = rncp.echeance if rncp else None
    if rncp and fin and fin != au and fin < jour + PREAVIS:
        code = "ENREGISTREMENT_ECHU" if fin < jour else "ENREGISTREMENT_BIENTOT_ECHU"
        yield Constat(code=code, valeurs={"cqp": referentiel.sigle, "rncp": rncp.numero, "le": f"{fin:%d/%m/%Y}"})


def _perdus(referentiel: Referentiel, siens: Iterable[AcquisBloc]) -> Iterator[Constat]:
    perdus = sorted({f"{a.bloc} ({a.version})" for a in siens if not credites(referentiel, [a])})
    if perdus:
        valeurs = {"cqp": referentiel.sigle, "version": referentiel.version, "blocs": ", ".join(perdus)}
        yield Constat(code="BLOC_SANS_EQUIVALENCE", valeurs=valeurs)

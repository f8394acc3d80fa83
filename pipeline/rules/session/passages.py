"""What the planning cannot do, or what people moved wrongly: told on the candidate's line, his convocation waits."""

from collections.abc import Iterator, Sequence

from pipeline.model.anomalie import Constat
from pipeline.model.planning import Conflit, Impossible, Planning
from pipeline.model.session import Session

from .cellules import candidat
from .situation import RIEN, Faute, Retenue

SANS_EFFET = {"epreuve_inconnue", "epreuve_en_double"}  # lines that change nothing to the planning in force


def passages(
    session: Session, planning: Planning, conflits: Sequence[Conflit], deja_dits: frozenset[str]
) -> Iterator[Faute]:
    """`deja_dits`: candidatures whose lack of a jury already has its reason."""
    for i in planning.impossibles:
        if i.raison != "aucun_jury" or i.candidature not in deja_dits:
            yield _faute(session, i, f"PLANNING_{i.raison.upper()}", _besoin(i))
    for c in conflits:
        autre = c.autre[0] if c.autre else ""
        yield _faute(session, c, f"PLANNING_{c.raison.upper()}", {"autre": autre})
        if c.autre and c.autre[0] != c.candidature:
            inverse = c.model_copy(update={"candidature": autre, "bloc": c.autre[1]})
            yield _faute(session, inverse, f"PLANNING_{c.raison.upper()}", {"autre": c.candidature})


def _besoin(i: Impossible) -> dict[str, str]:
    return {"besoin": str(i.besoin), "libre": str(i.libre), "jury": str(i.jury or "")}


def _faute(session: Session, fautif: Impossible | Conflit, code: str, valeurs: dict[str, str]) -> Faute:
    convoque = session.convoque(fautif.candidature)
    constat = Constat(
        code=code,
        noms=candidat(convoque, "candidature") if convoque else (),
        valeurs={"candidature": fautif.candidature, "bloc": fautif.bloc or "VAE", **valeurs},
    )
    retient = RIEN if fautif.raison in SANS_EFFET else frozenset({Retenue.CONVOCATION})
    return Faute(constat=constat, candidature=fautif.candidature, retient=retient)

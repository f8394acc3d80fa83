"""What the planning cannot do, told on the candidate's line; what is wrong with one given back, told on its own."""

from collections.abc import Iterator, Sequence

from pipeline.forms import nom
from pipeline.model.anomalie import Constat
from pipeline.model.faits import Depot
from pipeline.model.planning import Conflit, Impossible, Planning
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import PlanningRendu, Session
from pipeline.rules.planning import bloc_du_creneau

from .cellules import candidat
from .situation import RIEN, Faute, Retenue

SANS_EFFET = {"epreuve_inconnue", "epreuve_en_double"}  # lines that change nothing to the planning in force
DE_LA_LIGNE = {"jury_inconnu": "jury", "jury_interdit": "jury", "epreuve_inconnue": "candidature"}

Cle = tuple[str, str | None]


def passages(session: Session, planning: Planning, deja_dits: frozenset[str]) -> Iterator[Faute]:
    """`deja_dits`: candidatures whose lack of a jury already has its reason."""
    for i in planning.impossibles:
        if i.raison != "aucun_jury" or i.candidature not in deja_dits:
            convoque = session.convoque(i.candidature)
            constat = Constat(
                code=f"PLANNING_{i.raison.upper()}",
                noms=candidat(convoque, "candidature") if convoque else (),
                valeurs={"candidature": i.candidature, "bloc": i.bloc or "VAE", **_besoin(i)},
            )
            yield Faute(constat=constat, candidature=i.candidature, retient=frozenset({Retenue.CONVOCATION}))


def _besoin(i: Impossible) -> dict[str, str]:
    return {"besoin": str(i.besoin), "libre": str(i.libre), "jury": str(i.jury or "")}


def conflits_du_rendu(
    session: Session, conflits: Sequence[Conflit], rendu: Depot | None, referentiel: Referentiel
) -> Iterator[Faute]:
    """At the cell of the planning that was dropped: it waits, and what is out already stays (K44)."""
    lignes = _lignes(rendu.contenu, referentiel) if rendu and isinstance(rendu.contenu, PlanningRendu) else {}
    for c in conflits:
        autre = c.autre[0] if c.autre else ""
        yield _faute(session, c, lignes, autre)
        if c.autre and c.autre[0] != c.candidature:
            inverse = c.model_copy(update={"candidature": autre, "bloc": c.autre[1]})
            yield _faute(session, inverse, lignes, c.candidature)


def _lignes(rendu: PlanningRendu, referentiel: Referentiel) -> dict[Cle, tuple[int, ...]]:
    trouvees: dict[Cle, tuple[int, ...]] = {}
    for c in rendu.creneaux:
        cle = c.candidature, bloc_du_creneau(c, referentiel)
        trouvees[cle] = (*trouvees.get(cle, ()), c.ligne)
    return trouvees


def _faute(session: Session, c: Conflit, lignes: dict[Cle, tuple[int, ...]], autre: str) -> Faute:
    convoque = session.convoque(c.candidature)
    siennes = lignes.get((c.candidature, c.bloc), ())
    if siennes:
        ligne = siennes[-1] if c.raison == "epreuve_en_double" else siennes[0]
        noms: tuple[str, ...] = (nom("planning", DE_LA_LIGNE.get(c.raison, "debut"), ligne),)
    else:
        noms = candidat(convoque, "candidature") if convoque else ()
    constat = Constat(
        code=f"PLANNING_{c.raison.upper()}",
        noms=noms,
        valeurs={"candidature": c.candidature, "bloc": c.bloc or "VAE", "autre": autre},
    )
    retient = RIEN if c.raison in SANS_EFFET else frozenset({Retenue.CONVOCATION})
    return Faute(constat=constat, candidature=c.candidature, retient=retient, attend=True)

"""A grid under a number that its session does not know: whose it may be, that is, who there lacks that very bloc."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.model.anomalie import Constat
from pipeline.model.etat import EtatCandidature
from pipeline.model.faits import Grille
from pipeline.model.vocabulaire import Deroulement, Participation

from .session.situation import SituationSession
from .versions import GRILLE

if TYPE_CHECKING:
    from .situation import Situation

INCONNUE, SANS_PV = "GRILLE_INCONNUE_DE_LA_SESSION", "GRILLE_SANS_PV_DE_LA_SESSION"


def signaler(situations: Sequence["Situation"], sessions: Mapping[str, SituationSession]) -> Iterator["Situation"]:
    """Held where the workbook of the session says who is in it; without one, its PV may only be late."""
    for s in situations:
        constats = tuple(_constats(s, situations, sessions)) if s.recu.pv is None else ()
        if not constats:
            yield s
            continue
        connue = s.etat is not EtatCandidature.INCOMPLETE or all(c.code == SANS_PV for c in constats)
        etat = s.etat if connue else EtatCandidature.A_CORRIGER
        yield s.model_copy(update={"etat": etat, "constats": (*s.constats, *constats)})


def _constats(
    s: "Situation", situations: Sequence["Situation"], sessions: Mapping[str, SituationSession]
) -> Iterator[Constat]:
    for bloc, grille in s.recu.grilles.items():
        session = sessions.get(grille.session)
        if session and session.session.convoque(s.id):
            continue
        siens = [x for x in situations if x.recu.pv and x.recu.pv.session == grille.session]
        manquent = sorted(_sans_la_grille(grille, siens, session, {x.id: x for x in situations}).items())
        if session or manquent:
            yield _dire(s, bloc, manquent, INCONNUE if session else SANS_PV)


def _dire(s: "Situation", bloc: str, manquent: Sequence[tuple[str, str]], code: str) -> Constat:
    depot = s.recu.versions[GRILLE, s.id, bloc][-1]
    dits = ", ".join(f"{id_} ({nom})" if nom else id_ for id_, nom in manquent)
    return Constat(
        code=code,
        places=tuple(p for nom, p in depot.places.items() if nom == "fiche_candidature"),
        valeurs={
            "session": s.recu.grilles[bloc].session,
            "candidature": s.id,
            "bloc": bloc,
            "depot": depot.id,
            "fichier": depot.fichier,
            "manquent": f"Il manque la grille du bloc {bloc} à : {dits}"
            if dits
            else f"Il n’y manque la grille du bloc {bloc} à personne",
        },
    )


def _sans_la_grille(
    grille: Grille, pvs: Sequence["Situation"], session: SituationSession | None, toutes: Mapping[str, "Situation"]
) -> dict[str, str]:
    """By candidature, the name: those heard in that session on that bloc whose grid has not come."""
    trouvees: dict[str, str] = {}
    for s in pvs:
        pv = s.recu.pv
        meme = pv and (pv.referentiel, pv.version) == (grille.referentiel, grille.version)
        if pv and meme and pv.deroulement is Deroulement.TENU and grille.bloc in pv.vises:
            trouvees[s.id] = f"{pv.nom} {pv.prenom}"
    if session and (session.session.referentiel, session.session.version) == (grille.referentiel, grille.version):
        parties = {s.id for s in toutes.values() if s.recu.pv} | session.reportes
        for c in session.session.candidats:
            attendu = c.participation is Participation.CONVOQUE and c.candidature not in parties
            if attendu and grille.bloc in c.vises:
                trouvees[c.candidature] = f"{c.nom or ''} {c.prenom or ''}".strip()
    return {id_: nom for id_, nom in trouvees.items() if grille.bloc not in toutes[id_].recu.grilles}

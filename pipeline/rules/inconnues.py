"""A grid without its PV, against the sessions: the wrong session or day of who is convened, or a number of nobody.

Of a number that its session does not know, whose it may be: who there lacks that very bloc.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.model.anomalie import Constat
from pipeline.model.etat import EtatCandidature
from pipeline.model.faits import Grille
from pipeline.model.vocabulaire import Deroulement, Participation

from .session.autorite import jour_de_la_grille
from .session.situation import SituationSession
from .versions import GRILLE

if TYPE_CHECKING:
    from .situation import Situation

INCONNUE, SANS_PV = "GRILLE_INCONNUE_DE_LA_SESSION", "GRILLE_SANS_PV_DE_LA_SESSION"
AUTRE_SESSION, AUTRE_JOUR = "GRILLE_AUTRE_SESSION", "GRILLE_AUTRE_JOUR"
DITES = frozenset({SANS_PV, AUTRE_JOUR})  # that hold nothing
RENDUES = frozenset({INCONNUE, AUTRE_SESSION, "GRILLE_HORS_SESSION"})


def signaler(situations: Sequence["Situation"], sessions: Mapping[str, SituationSession]) -> Iterator["Situation"]:
    """Held where the workbook of the session says who is in it; without one, its PV may only be late."""
    for s in situations:
        constats = tuple(_constats(s, situations, sessions)) if s.recu.pv is None else ()
        if not constats:
            yield s
            continue
        connue = s.etat is not EtatCandidature.INCOMPLETE or all(c.code in DITES for c in constats)
        etat = s.etat if connue else EtatCandidature.A_CORRIGER
        yield s.model_copy(update={"etat": etat, "constats": (*s.constats, *constats)})


def _constats(
    s: "Situation", situations: Sequence["Situation"], sessions: Mapping[str, SituationSession]
) -> Iterator[Constat]:
    convoquent = [x for x in sessions.values() if x.session.convoque(s.id)]
    for bloc, grille in s.recu.grilles.items():
        session = sessions.get(grille.session)
        if session in convoquent:
            yield from (_situer(s, c, bloc) for c in jour_de_la_grille(grille, session))
        elif convoquent:
            yield _autre_session(s, bloc, convoquent)
        else:
            yield from _de_personne(s, bloc, situations, session)


def _autre_session(s: "Situation", bloc: str, convoquent: Sequence[SituationSession]) -> Constat:
    """What a session says of whom it convenes is not changed by a grid (contrat.md)."""
    autres = " ou ".join(sorted(x.session.session for x in convoquent))
    valeurs = {"session": autres, "grille": s.recu.grilles[bloc].session}
    return _situer(s, Constat(code=AUTRE_SESSION, noms=("fiche_session",), valeurs=valeurs), bloc)


def _de_personne(
    s: "Situation", bloc: str, situations: Sequence["Situation"], session: SituationSession | None
) -> Iterator[Constat]:
    grille = s.recu.grilles[bloc]
    siens = [x for x in situations if x.recu.pv and x.recu.pv.session == grille.session]
    manquent = sorted(_sans_la_grille(grille, siens, session, {x.id: x for x in situations}).items())
    if not session and not manquent:
        return
    dits = ", ".join(f"{id_} ({nom})" if nom else id_ for id_, nom in manquent)
    valeurs = {
        "session": grille.session,
        "manquent": f"Il manque la grille du bloc {bloc} à : {dits}"
        if dits
        else f"Il n’y manque la grille du bloc {bloc} à personne",
    }
    code = INCONNUE if session else SANS_PV
    yield _situer(s, Constat(code=code, noms=("fiche_candidature",), valeurs=valeurs), bloc)


def _situer(s: "Situation", constat: Constat, bloc: str) -> Constat:
    """On the cells of the grid itself: a candidature without a PV has no other."""
    depot = s.recu.versions[GRILLE, s.id, bloc][-1]
    connus = {"candidature": s.id, "bloc": bloc, "depot": depot.id, "fichier": depot.fichier}
    places = tuple(p for nom, p in depot.places.items() if nom in constat.noms)
    return constat.model_copy(update={"noms": (), "places": places, "valeurs": constat.valeurs | connus})


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

"""What the workbooks around a session show beside their cells."""

from collections.abc import Mapping, Sequence

from pipeline.forms import autour, nom, sessions
from pipeline.model.classeur import Brut
from pipeline.model.etat import VueJure
from pipeline.model.planning import Passage
from pipeline.model.referentiel import EVALUATION, Referentiel
from pipeline.texts import Phrases

from .contexte import Groupe, en_tete, exemple, lignes


def session(referentiel: Referentiel, vivier: Sequence[VueJure], mots: Phrases) -> Groupe:
    return Groupe(
        valeurs={**en_tete(referentiel), "vivier_titre": mots("vivier.connus" if vivier else "vivier.vide")},
        groupes={
            "exemple": exemple(referentiel),
            "bloc": tuple(Groupe(bloc=b.code, valeurs={"bloc_code": b.code}) for b in referentiel.blocs),
            "piece": tuple(
                Groupe(valeurs={"piece": nom(p.piece), "piece_libelle": p.libelle}) for p in referentiel.pieces
            ),
            "candidat": lignes(sessions.CANDIDATS),
            "jure": lignes(sessions.JURES),
            "jury": lignes(sessions.JURYS),
            "absence": lignes(sessions.ABSENCES),
            "connu": tuple(_connu(j) for j in vivier),
        },
        propositions={"membre_nom": "connu_nom"} if vivier else {},
    )


def _connu(jure: VueJure) -> Groupe:
    return Groupe(
        valeurs={
            "connu_nom": jure.nom,
            "connu_organisme": jure.organisme or "",
            "connu_branche": jure.branche or "",
            "connu_formation": f"{jure.formation:%d/%m/%Y}" if jure.formation else "",
        }
    )


def lignes_de_planning(
    session_: str, passages: Sequence[Passage], *, sans_blocs: bool
) -> tuple[tuple[int, ...], dict[str, Brut]]:
    """The lines of a planning and what they already hold, by day, by jury, by hour."""
    valeurs: dict[str, Brut] = {"fiche_session": session_}
    for n, p in enumerate(_ranges(passages), start=1):
        valeurs |= {
            nom("planning_candidature", n): p.candidature,
            nom("planning_bloc", n): EVALUATION if p.bloc and sans_blocs else p.bloc,
            nom("planning_jury", n): p.jury,
            nom("planning_jour", n): p.jour,
            nom("planning_debut", n): p.heure,
        }
    return tuple(range(1, len(passages) + 1)), valeurs


def _ranges(passages: Sequence[Passage]) -> list[Passage]:
    return sorted(passages, key=lambda p: (p.jour, p.jury, p.debut, p.candidature))


def planning(session_: str, passages: Sequence[Passage], noms: Mapping[str, str]) -> Groupe:
    """Durations only: nothing tells why one is longer (K29)."""
    ranges = enumerate(_ranges(passages), start=1)
    return Groupe(
        valeurs={"session": session_},
        groupes={"passage": tuple(_passage(n, p, noms.get(p.candidature, "")) for n, p in ranges)},
    )


def _passage(ligne: int, p: Passage, qui: str) -> Groupe:
    return Groupe(ligne=ligne, valeurs={"passage_nom": qui, "passage_duree": p.duree, "passage_debrief": p.debrief})


def planning_vierge(rangs: Sequence[int]) -> Groupe:
    vide = {"passage_nom": "", "passage_duree": "", "passage_debrief": ""}
    return Groupe(valeurs={"session": ""}, groupes={"passage": tuple(Groupe(ligne=n, valeurs=vide) for n in rangs)})


def formation(modules: Sequence[tuple[str, str]]) -> Groupe:
    return Groupe(
        groupes={
            "module": tuple(
                Groupe(valeurs={"module": nom(code), "module_intitule": intitule}) for code, intitule in modules
            ),
            "participant": lignes(autour.PARTICIPANTS),
        }
    )


def compte_rendu() -> Groupe:
    return Groupe(
        groupes={
            "point": tuple(Groupe(critere=c, valeurs={"point_libelle": libelle}) for c, libelle in autour.POINTS),
            "recu": tuple(Groupe(critere=c, valeurs={"recu_libelle": libelle}) for c, libelle in autour.DOCUMENTS),
        }
    )


def demande() -> Groupe:
    return Groupe(groupes={"ordre": lignes(autour.ORDRES)})

"""Why a result is what it is: what was counted, the threshold, the rule, the section of the text."""

from typing import TypeAlias

from pipeline.errors import UsageError
from pipeline.model.base import Frozen
from pipeline.model.etat import VueCandidature
from pipeline.model.numero import choisir
from pipeline.model.referentiel import Referentiel, Regles
from pipeline.model.resultat import ResultatBloc
from pipeline.rules.situation import Situation
from pipeline.texts import Phrases, phrases

from . import vues
from .atelier import Bilan

Motifs: TypeAlias = dict[tuple[str, str | None], str | None]


class Raison(Frozen):
    """One result and why: `compte` is what was counted, `regle` the sentence of the rule, `source` its text."""

    niveau: str
    code: str
    intitule: str
    titre: str
    compte: str
    calcul: bool | str | None
    jury: bool | str | None
    motif: str | None
    regle: str
    source: str


class Explication(Frozen):
    candidature: VueCandidature
    raisons: tuple[Raison, ...]


def expliquer(bilan: Bilan, candidature: str) -> Explication:
    par_id = {s.id: s for s in bilan.jugement.situations}
    situation = par_id.get(choisir(candidature, par_id) or "")
    if situation is None:
        raise UsageError(f"La candidature « {candidature} » n’est pas connue.", "Lisez son numéro dans : cqp etat")
    reglemente = situation.referentiel is not None and situation.referentiel.metier_reglemente.valeur
    mots = phrases(bilan.atelier.espace.templates, "expliquer").selon(sans_blocs=reglemente)
    raisons = tuple(_raisons(situation, mots)) if situation.referentiel else ()
    return Explication(
        candidature=vues.candidature(situation, bilan.atelier.anomalies_de(situation.referentiel)), raisons=raisons
    )


def _raisons(s: Situation, mots: Phrases) -> list[Raison]:
    referentiel = s.referentiel
    if referentiel is None:
        return []
    motifs: Motifs = {(e.niveau, e.code): e.motif for e in s.ecarts}
    raisons = []
    for bloc in s.blocs:
        raisons += _competences(bloc, referentiel, motifs, mots)
        raisons.append(_bloc(bloc, referentiel, motifs, mots))
    raisons.append(
        Raison(
            niveau="avis",
            code=referentiel.code,
            intitule=referentiel.intitule.valeur,
            titre=mots("titre", code=referentiel.code, intitule=referentiel.intitule.valeur),
            compte=mots("avis.compte", blocs=", ".join(b.code for b in s.blocs) or "–"),
            calcul=s.calcul,
            jury=s.avis,
            motif=motifs.get(("avis", None)),
            regle=mots("avis.regle"),
            source=mots("avis.source"),
        )
    )
    return raisons


def _competences(bloc: ResultatBloc, referentiel: Referentiel, motifs: Motifs, mots: Phrases) -> list[Raison]:
    intitules = {c.code: c.intitule for c in referentiel.bloc(bloc.code).competences}
    regle, source = _regle(referentiel.regles, "competence", mots)
    return [
        Raison(
            niveau="competence",
            code=c.code,
            intitule=intitules[c.code],
            titre=mots("titre", code=c.code, intitule=intitules[c.code]),
            compte=mots(
                "competence.compte" if c.seuil is not None else "competence.compte_sans_seuil",
                valides=str(c.criteres_valides),
                total=str(c.criteres_total),
                seuil=str(c.seuil),
                non_observes=str(c.criteres_non_observes),
            ),
            calcul=c.calcul,
            jury=c.jury,
            motif=motifs.get(("competence", c.code)),
            regle=regle,
            source=source,
        )
        for c in bloc.competences
    ]


def _bloc(bloc: ResultatBloc, referentiel: Referentiel, motifs: Motifs, mots: Phrases) -> Raison:
    regle, source = _regle(referentiel.regles, "bloc", mots)
    intitule = referentiel.bloc(bloc.code).intitule
    return Raison(
        niveau="bloc",
        code=bloc.code,
        intitule=intitule,
        titre=mots("bloc.titre", code=bloc.code, intitule=intitule),
        compte=mots(
            "bloc.compte" if bloc.seuil is not None else "bloc.compte_sans_seuil",
            valides=str(bloc.competences_validees),
            total=str(bloc.competences_total),
            seuil=str(bloc.seuil),
        ),
        calcul=bloc.calcul,
        jury=bloc.jury,
        motif=motifs.get(("bloc", bloc.code)),
        regle=regle,
        source=source,
    )


def _regle(regles: Regles, niveau: str, mots: Phrases) -> tuple[str, str]:
    """The rule in words with its own fraction and rounding, and where they come from."""
    seuil = regles.seuil_criteres if niveau == "competence" else regles.seuil_competences
    if seuil is None or regles.arrondi is None:
        return mots("sans_regle"), ""
    regle = mots(
        f"{niveau}.regle",
        fraction=f"{seuil.numerateur}/{seuil.denominateur}",
        arrondi=mots(f"arrondi.{regles.arrondi.valeur}"),
        non_observe=mots(f"non_observe.{regles.non_observe.valeur}"),
    )
    sources = dict.fromkeys([seuil.source, regles.arrondi.source, regles.non_observe.source])
    return regle, " ; ".join(sources)

"""Where each candidature stands: judged from the facts alone, so that their order of arrival never matters."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from pipeline.model.acquis import Tenu
from pipeline.model.anomalie import Constat
from pipeline.model.base import Frozen
from pipeline.model.decision_ucanss import DecisionUcanss
from pipeline.model.etat import EtatCandidature
from pipeline.model.faits import Grille, ProcesVerbal
from pipeline.model.referentiel import Referentiel
from pipeline.model.resultat import Ecart, Issue, ResultatBloc
from pipeline.model.session import Convoque
from pipeline.model.vocabulaire import Decision, Deroulement, Participation

from . import coherence, homonymes, inconnues
from .acquis import (
    AcquisBloc,
    AcquisCompetence,
    attribuer,
    capitaliser,
    competences_tenues,
    credites,
    tenus,
    tenus_avant,
)
from .attentes import Monde as MondeDesVersions
from .attentes import attentes
from .contexte import Contexte
from .enregistrement import non_dit
from .evaluation import evaluer, issue_calculee
from .faits import DossierRecu, FaitsEnVigueur
from .identite import au_nom_de_la_session
from .inscriptions import Inscription, inscrire, rouverte
from .manques import manques, retenu
from .personnes import regrouper, temoins
from .remplacement import Changement, retenir
from .session.autorite import contredire, grilles_hors_session
from .session.omis import omis
from .session.situation import SituationSession

SANS_EPREUVE = {
    Deroulement.REPORTE: EtatCandidature.REPORTEE,
    Deroulement.ABSENT: EtatCandidature.ABSENT,
    Deroulement.EXCUSE: EtatCandidature.EXCUSE,
}


SANS_PASSAGE = {Participation.REPORTE: EtatCandidature.REPORTEE, Participation.DESISTE: EtatCandidature.EXCUSE}


class Situation(Frozen):
    """What is judged of one candidature; the sentences come later. `convoque`: as its session convenes it."""

    id: str
    recu: DossierRecu
    session: str | None
    convoque: Convoque | None = None
    referentiel: Referentiel | None
    personne: str | None
    etat: EtatCandidature
    manque: tuple[Constat, ...] = ()
    constats: tuple[Constat, ...] = ()
    omis: tuple[str, ...] = ()  # the rules that nobody checked, for want of a session workbook or of its cells (K43)
    blocs: tuple[ResultatBloc, ...] = ()
    calcul: Issue | None = None
    avis: Issue | None = None
    ecarts: tuple[Ecart, ...] = ()
    acquis_avant: frozenset[str] = frozenset()
    competences_avant: frozenset[str] = frozenset()  # held where their bloc is not (K37)
    inscriptions: tuple[Inscription, ...] = ()
    attentes: tuple[Changement, ...] = ()  # replacements that wait for a person (K40)
    decision_ucanss: DecisionUcanss | None = None  # past the dates of the registration (K26)

    @property
    def desiste(self) -> bool:
        """Withdrawn by his session: `excuse` outside (contrat.md), though no jury excused him."""
        return self.etat is EtatCandidature.EXCUSE and self.recu.pv is None

    @property
    def inscription(self) -> Inscription | None:
        return self.inscriptions[-1] if self.inscriptions else None

    @property
    def reprises(self) -> int:
        """How many times its dossier was opened again, by an adjournment or a rectification."""
        return sum(rouverte(self.inscriptions[: n + 1]) for n in range(len(self.inscriptions)))

    @property
    def clos(self) -> bool:
        """On a docket, and not opened again since: its dossier changes no more."""
        return bool(self.inscriptions) and not rouverte(self.inscriptions)

    @property
    def nomme(self) -> ProcesVerbal | None:
        """Its PV under the name that papers print; `recu.pv` keeps the spelling that was signed."""
        return au_nom_de_la_session(self.recu.pv, self.convoque) if self.recu.pv else None

    @property
    def entree(self) -> dt.date | None:
        """In the path, as its session says it (K26)."""
        return self.convoque.entree if self.convoque else None

    @property
    def decidee(self) -> Inscription | None:
        """The last that decided something and stands."""
        return next((i for i in reversed(self.inscriptions) if i.decision and not i.revoquee), None)


class Jugement(Frozen):
    situations: tuple[Situation, ...]
    acquis: tuple[AcquisBloc, ...]
    competences: tuple[AcquisCompetence, ...] = ()
    referentiels: dict[tuple[str, str], Referentiel] = {}

    def tenus_avant(self, s: Situation) -> tuple[Tenu, ...]:
        """What the person held before this candidature was decided, seen from its CQP."""
        avant = tenus_avant(self.acquis, s.personne, s.inscriptions)
        return self._vus(s, avant, tenus_avant(self.competences, s.personne, s.inscriptions))

    def tenus_au(self, s: Situation, jour: dt.date) -> tuple[Tenu, ...]:
        """All that the person holds at the end of that day, seen from the CQP of this candidature."""
        competences = (c for c in self.competences if c.personne == s.personne and c.date <= jour)
        return self._vus(s, self.acquis_au(s, jour), competences)

    def acquis_au(self, s: Situation, jour: dt.date) -> tuple[AcquisBloc, ...]:
        return tuple(a for a in self.acquis if a.personne == s.personne and a.date <= jour)

    def _vus(
        self, s: Situation, acquis: Iterable[AcquisBloc], competences: Iterable[AcquisCompetence]
    ) -> tuple[Tenu, ...]:
        return tenus(s.referentiel, acquis, competences, self.referentiels) if s.referentiel else ()

    @property
    def tout_par_personne(self) -> dict[str, list[AcquisBloc | AcquisCompetence]]:
        groupes: dict[str, list[AcquisBloc | AcquisCompetence]] = defaultdict(list)
        for a in self.acquis:
            groupes[a.personne].append(a)
        for c in self.competences:
            groupes[c.personne].append(c)
        return groupes

    @property
    def acquis_par_personne(self) -> dict[str, list[AcquisBloc]]:
        groupes: dict[str, list[AcquisBloc]] = defaultdict(list)
        for a in self.acquis:
            groupes[a.personne].append(a)
        return groupes

    @property
    def par_personne(self) -> dict[str, list[Situation]]:
        groupes: dict[str, list[Situation]] = defaultdict(list)
        for s in self.situations:
            if s.personne:
                groupes[s.personne].append(s)
        return groupes


def juger(faits: FaitsEnVigueur, contexte: Contexte, bloque: Callable[[Constat], bool]) -> Jugement:
    """`bloque` says whether a constat withholds the dossier (its gravity is the catalogue's)."""
    inscriptions = inscrire(faits, contexte.dockets, contexte.proclamations, contexte.rectifications)
    connus = tuple(temoins(faits))
    qui = regrouper(connus, contexte.fusions)
    acquis = attribuer(faits, inscriptions, qui)
    competences = capitaliser(faits, inscriptions, qui, contexte.referentiels)
    monde = _Monde(faits, contexte, _sessions(faits, contexte), inscriptions, qui, acquis, competences, bloque)
    chacune = tuple(_situer(id_, monde) for id_ in sorted({*faits.dossiers, *monde.sessions}))
    situations = tuple(inconnues.signaler(chacune, contexte.sessions))
    dates = frozenset(qui[t.candidature] for t in connus if t.naissance)
    return Jugement(
        situations=tuple(homonymes.signaler(situations, dates)),
        acquis=acquis,
        competences=competences,
        referentiels=contexte.referentiels,
    )


class _Monde(NamedTuple):
    """All that judging one candidature may look at."""

    faits: FaitsEnVigueur
    contexte: Contexte
    sessions: Mapping[str, SituationSession]  # by candidature
    inscriptions: Mapping[str, tuple[Inscription, ...]]
    personnes: Mapping[str, str]  # by candidature
    acquis: tuple[AcquisBloc, ...]
    competences: tuple[AcquisCompetence, ...]
    bloque: Callable[[Constat], bool]


def _sessions(faits: FaitsEnVigueur, contexte: Contexte) -> dict[str, SituationSession]:
    """The session that speaks for each candidature: of those that convene it, the one its files name, else the last.

    A file that names another moves nobody: where no session convenes it, what it names is all that is known.
    """
    trouvees = {
        c.candidature: s
        for s in sorted(contexte.sessions.values(), key=lambda s: (s.session.date, s.session.session))
        for c in s.session.candidats
    }
    for id_, recu in faits.dossiers.items():
        dites = [contexte.sessions[x] for x in recu.sessions if x in contexte.sessions]
        convoquent = [s for s in dites if s.session.convoque(id_)]
        if convoquent:
            trouvees[id_] = max(convoquent, key=lambda s: (s.session.date, s.session.session))
        elif dites:
            trouvees.setdefault(id_, dites[0])
    return trouvees


def _situer(id_: str, monde: _Monde) -> Situation:
    recu, prevue = monde.faits.dossiers.get(id_, DossierRecu(id=id_)), monde.sessions.get(id_)
    return _sans_pv(recu, monde, prevue) if recu.pv is None else _avec_pv(recu, recu.pv, monde, prevue)


def _avec_pv(recu: DossierRecu, pv: ProcesVerbal, monde: _Monde, prevue: SituationSession | None) -> Situation:
    contexte, inscriptions, personne = monde.contexte, monde.inscriptions.get(recu.id, ()), monde.personnes[recu.id]
    referentiel = contexte.referentiels[pv.referentiel, pv.version]
    avant = credites(referentiel, tenus_avant(monde.acquis, personne, inscriptions))
    competences = tenus_avant(monde.competences, personne, inscriptions)
    gardees = competences_tenues(referentiel, competences, contexte.referentiels)
    tenu = pv.deroulement is Deroulement.TENU
    grilles = {b: g for b, g in recu.grilles.items() if coherence.meme_referentiel(g, pv)}
    en_force = _en_force(attendus := _attentes(recu, monde, prevue))
    blocs = tuple(evaluer(referentiel, b, grilles.get(b), pv, gardees) for b in pv.vises) if tenu else ()
    evalues = tuple(_evalue(b, en_force, referentiel, pv, gardees) for b in blocs if b.code in grilles)
    constats = (
        *(coherence.verifier(pv, recu.grilles | en_force, referentiel, evalues, avant) if tenu else ()),
        *_de_la_session(recu, pv, prevue),
        *_prive_d_un_bloc(referentiel, personne, inscriptions, monde),
        *(non_dit(referentiel, contexte.precedents.get(referentiel.code)) if tenu else ()),
        *map(retenir, attendus),
    )
    manque = tuple(manques(recu, pv, referentiel, contexte, prevue, inscriptions, monde.bloque)) if tenu else ()
    return Situation(
        id=recu.id,
        recu=recu,
        session=pv.session,
        convoque=prevue.session.convoque(recu.id) if prevue else None,
        referentiel=referentiel,
        personne=personne,
        etat=_etat(pv, inscriptions, manque, bloque=any(map(monde.bloque, constats))),
        manque=manque,
        constats=constats,
        omis=omis(pv, referentiel, prevue) if tenu else (),
        blocs=blocs,
        calcul=issue_calculee(referentiel, blocs),
        avis=coherence.ISSUES[pv.avis] if tenu and pv.avis else None,
        ecarts=coherence.ecarts(pv, referentiel, evalues) if tenu else (),
        acquis_avant=avant,
        competences_avant=gardees,
        inscriptions=inscriptions,
        attentes=attendus,
        decision_ucanss=contexte.decision_ucanss(recu.id),
    )


def _en_force(attendus: Iterable[Changement]) -> dict[str, Grille]:
    """A grid that waits for a person accuses nobody: the PV is held against the one before it (K40)."""
    return {g.bloc: g for c in attendus if isinstance(g := c.avant.contenu, Grille)}


def _evalue(
    bloc: ResultatBloc,
    en_force: Mapping[str, Grille],
    referentiel: Referentiel,
    pv: ProcesVerbal,
    gardees: frozenset[str],
) -> ResultatBloc:
    grille = en_force.get(bloc.code)
    if grille is None or not coherence.evaluable(grille, pv):
        return bloc
    return evaluer(referentiel, bloc.code, grille, pv, gardees)


def _attentes(recu: DossierRecu, monde: _Monde, prevue: SituationSession | None) -> tuple[Changement, ...]:
    """What was on a docket that still holds it changes no more, and waits for nobody."""
    inscriptions = monde.inscriptions.get(recu.id, ())
    if inscriptions and not rouverte(inscriptions):
        return ()
    personne, connus = monde.personnes.get(recu.id), monde.contexte.referentiels
    blocs = tenus_avant(monde.acquis, personne, inscriptions)
    competences = tenus_avant(monde.competences, personne, inscriptions)
    return attentes(
        recu,
        MondeDesVersions(
            referentiels=connus,
            acquis=lambda referentiel: credites(referentiel, blocs),
            gardees=lambda referentiel: competences_tenues(referentiel, competences, connus),
            de_la_session=lambda pv: contredire(pv, prevue) if prevue else (),
            bloque=monde.bloque,
            confirmes=monde.contexte.confirmes,
        ),
    )


def _prive_d_un_bloc(
    referentiel: Referentiel, personne: str, inscriptions: tuple[Inscription, ...], monde: _Monde
) -> Iterable[Constat]:
    """A rectification elsewhere took away a bloc that this certification stands on (S3 §1.3, K17)."""
    certifiante = next((i for i in reversed(inscriptions) if i.acquise), None)
    if certifiante is None or certifiante.decision is None:
        return
    tenus = credites(referentiel, (a for a in monde.acquis if a.personne == personne))
    manquants = [b.code for b in referentiel.blocs if b.code not in tenus]
    if certifiante.decision.decision is Decision.CERTIFICATION and manquants:
        yield Constat(code="CERTIFICATION_PRIVEE_D_UN_BLOC", valeurs={"blocs": ", ".join(manquants)})


def _de_la_session(recu: DossierRecu, pv: ProcesVerbal, prevue: SituationSession | None) -> tuple[Constat, ...]:
    """The session is the authority; without its workbook its rules do not apply (contrat.md)."""
    tenu = pv.deroulement is Deroulement.TENU
    if prevue is not None:
        return (*contredire(pv, prevue), *(grilles_hors_session(recu.grilles, prevue) if tenu else ()))
    dite = Constat(code="SESSION_NON_DECLAREE", noms=("fiche_session",), valeurs={"session": pv.session})
    return (dite, *coherence.un_autre_jour(pv, recu.grilles)) if tenu else ()


def _sans_pv(recu: DossierRecu, monde: _Monde, prevue: SituationSession | None) -> Situation:
    contexte, attendus = monde.contexte, _attentes(recu, monde, prevue)
    grille = next(iter(recu.grilles.values()), None)
    referentiel = contexte.referentiels[grille.referentiel, grille.version] if grille else None
    blocs = tuple(evaluer(contexte.referentiels[g.referentiel, g.version], g.bloc, g) for g in recu.grilles.values())
    convoque = prevue.session.convoque(recu.id) if prevue else None
    etat = EtatCandidature.INCOMPLETE
    if convoque and prevue:
        etat = SANS_PASSAGE.get(convoque.participation, etat)
        etat = EtatCandidature.REPORTEE if recu.id in prevue.reportes else etat
    manque = Constat(code="MANQUE_PV", valeurs={"candidature": recu.id})
    return Situation(
        id=recu.id,
        recu=recu,
        session=prevue.session.session if prevue else recu.session,
        convoque=convoque,
        referentiel=prevue.referentiel if referentiel is None and prevue else referentiel,
        personne=monde.personnes.get(recu.id),
        etat=etat,
        manque=(manque, *retenu(recu.id, prevue, monde.bloque)) if etat is EtatCandidature.INCOMPLETE else (),
        constats=tuple(map(retenir, attendus)),
        blocs=blocs,
        attentes=attendus,
    )


def _devant_le_jpn(inscriptions: tuple[Inscription, ...]) -> EtatCandidature:
    if inscriptions[-1].decision is None:
        return EtatCandidature.INSCRITE
    if not inscriptions[-1].proclamee_le:
        return EtatCandidature.DECIDEE
    rectifiee = any(i.revoquee or i.corrections for i in inscriptions)
    return EtatCandidature.RECTIFIEE if rectifiee else EtatCandidature.PROCLAMEE


def _etat(
    pv: ProcesVerbal, inscriptions: tuple[Inscription, ...], manque: tuple[Constat, ...], *, bloque: bool
) -> EtatCandidature:
    ajournee = rouverte(inscriptions)
    if inscriptions and not ajournee:
        return _devant_le_jpn(inscriptions)
    if pv.deroulement in SANS_EPREUVE:
        return SANS_EPREUVE[pv.deroulement]
    if bloque:
        return EtatCandidature.A_CORRIGER
    if manque:
        return EtatCandidature.INCOMPLETE
    return EtatCandidature.AJOURNEE if ajournee and not inscriptions[-1].revoquee else EtatCandidature.DOSSIER_PRET

"""From what is judged to what `etat` says (contrat.md): the sentences are found here, nothing is decided."""

import datetime as dt
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial

from pipeline.model.anomalie import Anomalie, Constat
from pipeline.model.envoi import Envoi, EtatEnvoi
from pipeline.model.etat import (
    Acquis,
    CqpObtenu,
    Echeance,
    Etat,
    Reste,
    VueCandidature,
    VueDecision,
    VueDepot,
    VueDocument,
    VueEnvoi,
    VueJure,
    VuePersonne,
    VueRevocation,
    VueSession,
)
from pipeline.model.faits import DecisionDossier, Depot, EtatDepot, Jpn
from pipeline.model.session import Demande as DemandeRecue
from pipeline.model.vocabulaire import Attribution, Decision
from pipeline.register import Demande, DocumentEnregistre
from pipeline.rules import calendrier, notices
from pipeline.rules.acquis import AcquisBloc, AcquisCompetence, source
from pipeline.rules.attente import en_attente, en_reste
from pipeline.rules.faits import FaitsEnVigueur
from pipeline.rules.jours import chome
from pipeline.rules.remplacement import Remplacements, annoncer, retenir
from pipeline.rules.reste import ACompleter
from pipeline.rules.situation import Jugement, Situation
from pipeline.texts import Entree, dire, dire_tout

from .jpn.scelles import id_public

PROCHE = dt.timedelta(days=7)


def depots(
    tous: Sequence[Depot],
    remplacements: Remplacements,
    faits: FaitsEnVigueur,
    entrees: Mapping[str, Entree],
    a_corriger: Container[str],
) -> tuple[VueDepot, ...]:
    """Each with what it replaces, whether another has taken its place since (K40), or whether it waits."""
    refuses = {d.id for d in en_attente(tous)}
    a_faire: dict[str, tuple[Anomalie, ...]] = {
        c.apres.id: (dire(retenir(c), {}, entrees),) for c in faits.jpn_a_confirmer.values()
    }
    a_faire |= {d.id: tuple(_lignes_en_faute(x, d, entrees)) for x, d in en_reste(faits.demandes)}
    return tuple(
        _depot(d, remplacements, entrees).model_copy(
            update={
                "en_attente": d.id in refuses,
                "a_faire": a_faire.get(d.id, ()),
                "a_corriger": d.id in a_corriger,
            }
        )
        for d in tous
    )


def dire_des_pieces(
    vues: Iterable[VueDepot], constats: Mapping[str, tuple[Constat, ...]], entrees: Mapping[str, Entree]
) -> Iterator[VueDepot]:
    """`constats`: by deposit, what is to be said today of a piece; on its deposit, and among what is to be done."""
    for vue in vues:
        dites = dire_tout(constats.get(vue.id, ()), {}, entrees)
        suite = {"anomalies": (*vue.anomalies, *dites), "a_faire": (*vue.a_faire, *dites)}
        yield vue.model_copy(update=suite) if dites else vue


def a_verifier(vues: Iterable[VueDepot], doutes: Mapping[str, tuple[Anomalie, ...]]) -> Iterator[VueDepot]:
    """`doutes`: by deposit, what it was taken with."""
    for vue in vues:
        siens = doutes.get(vue.id, ()) if vue.etat == EtatDepot.ACCEPTE else ()
        yield vue.model_copy(update={"a_faire": (*vue.a_faire, *siens)}) if siens else vue


def _lignes_en_faute(demande: DemandeRecue, d: Depot, entrees: Mapping[str, Entree]) -> Iterator[Anomalie]:
    for ligne in demande.fautives:
        siennes = [a for a in d.anomalies if any((c.nom or "").endswith(f"_{ligne}") for c in a.cellules)]
        places = tuple(c for a in siennes for c in a.cellules if (c.nom or "").endswith(f"_{ligne}"))
        valeurs = {"ligne": str(ligne), "fautes": " ".join(a.message for a in siennes)}
        yield dire(Constat(code="LIGNE_NON_EXECUTEE", places=places, valeurs=valeurs), {}, entrees)


def _depot(d: Depot, remplacements: Remplacements, entrees: Mapping[str, Entree]) -> VueDepot:
    change = remplacements.change.get(d.id)
    return VueDepot(
        id=d.id,
        fichier=d.fichier,
        sha256=d.sha256,
        etat=EtatDepot.REMPLACE if d.id in remplacements.par else d.etat,
        type=d.type,
        candidature=d.candidature,
        session=d.session,
        recu_le=d.recu_le,
        anomalies=(*d.anomalies, *((dire(annoncer(change), {}, entrees),) if change else ())),
        remplace_par=remplacements.par.get(d.id),
    )


def documents(tous: Iterable[DocumentEnregistre], scelles: Mapping[str, tuple[dt.date, str]]) -> Iterator[VueDocument]:
    """Those under seal come last and by number: neither their id, nor their order, nor their lines tell whose (K18)."""
    caches = []
    for d in tous:
        vue = VueDocument(**d.model_dump(include=set(VueDocument.model_fields)))
        if d.id in scelles:
            public = id_public(*scelles[d.id])
            caches.append(vue.model_copy(update={"id": public, "candidature": None, "scelle": True}))
        else:
            yield vue
    yield from sorted(caches, key=lambda v: v.pdf)


def votes(d: DecisionDossier) -> dict[str, dict[str, int]]:
    return {"salaries": d.salaries.model_dump(), "employeurs": d.employeurs.model_dump()}


def _decision(s: Situation) -> VueDecision | None:
    i = s.decidee
    if i is None or i.decision is None:
        return None
    d = i.decision
    return VueDecision(
        date=i.date,
        numero=d.numero if i.proclamee_le else None,
        decision=d.decision,
        blocs={b: a is Attribution.ATTRIBUE for b, a in sorted(d.blocs.items())},
        vote=votes(d),
        motif=d.motif,
    )


def _complet(s: Situation) -> bool:
    """Every bloc of the CQP, with what was acquired before: by the decision, else by the jury where it evaluated."""
    if s.referentiel is None or s.recu.pv is None:
        return False
    decision = s.decidee.decision if s.decidee else None
    if decision:
        obtenus = {b for b, a in decision.blocs.items() if a is Attribution.ATTRIBUE}
    else:
        obtenus = {b.code for b in s.blocs if b.jury and b.code in s.recu.grilles}
    return {b.code for b in s.referentiel.blocs} <= obtenus | s.acquis_avant


def candidature(s: Situation, entrees: Mapping[str, Entree]) -> VueCandidature:
    qui = s.nomme or s.convoque
    places = s.recu.depot_pv.places if s.recu.depot_pv else {}
    avertissements = s.recu.depot_pv.anomalies if s.recu.depot_pv else ()
    return VueCandidature(
        id=s.id,
        session=s.session,
        personne=s.personne,
        nom=qui.nom if qui else None,
        prenom=qui.prenom if qui else None,
        referentiel=s.referentiel.code if s.referentiel else None,
        version=s.referentiel.version if s.referentiel else None,
        voie=qui.voie if qui else None,
        portee=qui.portee if qui else None,
        vises=qui.vises if qui else (),
        etat=s.etat,
        desiste=s.desiste,
        non_verifies=s.omis,
        manque=tuple(dire(c, {}, entrees).message for c in s.manque),
        anomalies=(*avertissements, *dire_tout(s.constats, places, entrees)),
        blocs=s.blocs,
        calcul=s.calcul,
        cqp_complet=_complet(s),
        avis=s.avis,
        ecarts=s.ecarts,
        decision=_decision(s),
        decision_ucanss=s.decision_ucanss,
    )


def acquis(a: AcquisBloc | AcquisCompetence) -> Acquis:
    bloc = isinstance(a, AcquisBloc)
    return Acquis(
        nature="bloc" if bloc else "competence",
        code=a.bloc if isinstance(a, AcquisBloc) else a.competence,
        referentiel=a.referentiel,
        version=a.version,
        date=a.date,
        source=source(a),
    )


def personnes(
    jugement: Jugement, parchemins: Mapping[str, str], restes: Mapping[str, tuple[Reste, ...]] | None = None
) -> tuple[VuePersonne, ...]:
    """`parchemins`: the number of each candidature's parchemin."""
    acquises = jugement.tout_par_personne
    return tuple(
        _personne(id_, siennes, acquises[id_], parchemins).model_copy(update={"reste": (restes or {}).get(id_, ())})
        for id_, siennes in sorted(jugement.par_personne.items())
    )


def reste(du: ACompleter, entrees: Mapping[str, Entree]) -> Reste:
    alertes = dire_tout(du.alertes, {}, entrees)
    return Reste(
        referentiel=du.referentiel.code,
        version=du.referentiel.version,
        acquis=du.acquis,
        manquants=du.manquants,
        alerte="\n".join(a.message for a in alertes) or None,
        que_faire="\n".join(a.action for a in alertes) or None,
    )


def _personne(
    id_: str,
    siennes: Sequence[Situation],
    siens: Iterable[AcquisBloc | AcquisCompetence],
    parchemins: Mapping[str, str],
) -> VuePersonne:
    derniere = max(siennes, key=lambda s: (s.recu.pv.date if s.recu.pv else dt.date.min, s.id))
    qui = derniere.nomme or derniere.convoque
    cqp = tuple(
        CqpObtenu(code=s.referentiel.code, date=i.date, parchemin=parchemins.get(s.id))
        for s in siennes
        for i in s.inscriptions
        if s.referentiel and i.acquise and i.decision and i.decision.decision is Decision.CERTIFICATION
    )
    return VuePersonne(
        id=id_,
        nom=(qui and qui.nom) or "",
        prenom=(qui and qui.prenom) or "",
        candidatures=tuple(s.id for s in siennes),
        acquis=tuple(map(acquis, siens)),
        cqp=cqp,
    )


def revocations(situations: Iterable[Situation], emis: Iterable[tuple[Demande, str]]) -> Iterator[VueRevocation]:
    """Each rectification took back what the issue before it had numbered."""
    par_emission: dict[tuple[str, int], tuple[str, str]] = {
        (d.candidature, d.emission): (numero, d.type) for d, numero in sorted(emis, key=lambda x: not x[0].specimen)
    }
    for s in situations:
        avant = 0
        for i in s.inscriptions:
            rectifications = (*i.corrections, *((i.revoquee,) if i.revoquee else ()))
            for rang, r in enumerate(rectifications, start=avant + 1):
                repris, suivant = par_emission.get((s.id, rang)), par_emission.get((s.id, rang + 1))
                if repris:
                    yield VueRevocation(
                        numero=repris[0],
                        type=repris[1],
                        candidature=s.id,
                        le=r.le,
                        motif=r.motif,
                        remplace_par=suivant[0] if suivant else None,
                    )
            avant += i.emissions


def envois(
    situations: Iterable[Situation], jpn: Mapping[dt.date, Jpn], notes: Mapping[str, Envoi], maintenant: dt.datetime
) -> Iterator[VueEnvoi]:
    heures = {jour: seance.heure for jour, seance in jpn.items()}
    for notice in (n for s in situations for n in notices.notices(s)):
        note, limite = notes.get(notice.id), notices.limite(notice, heures)
        yield VueEnvoi(
            document=notice.id,
            a=notice.a,
            candidature=notice.candidature,
            jpn=notice.jpn,
            proclame_le=notice.proclamee_le,
            limite=limite,
            de_nouveau=notice.de_nouveau,
            etat=notices.etat(note, limite, maintenant),
            envoye_le=note.envoye_le if note else None,
            par=note.par if note else None,
        )


def echeances(  # noqa: PLR0913 - the facts that set the clocks, and what stops them
    jpn: Mapping[dt.date, Jpn],
    dockets: Collection[dt.date],
    calendrier_jpn: Iterable[dt.date],
    proclamations: Mapping[dt.date, dt.datetime],
    maintenant: dt.datetime,
    *,
    partent: Sequence[VueEnvoi] = (),
) -> tuple[Echeance, ...]:
    """The clocks: the docket closes, the JPN sits, the results leave (N-019, N-020, G-094, K1)."""
    minuit = dt.time(23, 59, 59)
    lignes: list[Echeance] = []
    passees = {d for d in calendrier_jpn if d < maintenant.date()}  # nothing was to be done, nothing is late
    for date in sorted({*dockets, *jpn, *calendrier_jpn} - (passees - {*dockets, *jpn})):
        vendredi = calendrier.cloture(date)
        cloture = dt.datetime.combine(vendredi, minuit, maintenant.tzinfo)
        quoi = f"Clôture de l’ordre du jour{_a_part(vendredi)}"
        fait = date in proclamations or date in jpn
        lignes.append(echeance(quoi, _jpn(date), cloture, maintenant, tenue=fait))
        if date in dockets or date in jpn:
            siens = [e for e in partent if e.jpn == date and e.limite]
            lignes.append(_resultats(date, jpn.get(date), proclamations.get(date), siens, maintenant))
    return tuple(lignes)


def _resultats(
    date: dt.date,
    seance: Jpn | None,
    proclame_le: dt.datetime | None,
    partent: Sequence[VueEnvoi],
    maintenant: dt.datetime,
) -> Echeance:
    """Told as soon as there is a docket: a closed day is foreseen. Only the sending holds it (G-094, K1, K45)."""
    deliberation = calendrier.deliberation(date, seance.heure if seance else None, proclame_le)
    dus = dt.datetime.combine(calendrier.resultats_dus(deliberation), dt.time(23, 59, 59), maintenant.tzinfo)
    retard = calendrier.resultats_en_retard(deliberation)
    notes = [jour] if (jour := chome(dus.date())) else []
    restent = sum(not e.etat.parti for e in partent)
    tard = sum(e.etat is EtatEnvoi.ENVOYE_TARD for e in partent)
    notes += [f"à envoyer : {restent}"] if restent else []
    notes += [f"partis après 48 heures : {tard}"] if tard else []
    quoi = f"Envoi des résultats ({', '.join(notes)})" if notes else "Envoi des résultats"
    return echeance(quoi, _jpn(date), dus, maintenant, tenue=proclame_le is not None and not restent, retard=retard)


def _jpn(jour: dt.date) -> str:
    return f"JPN du {jour:%d/%m/%Y}{_a_part(jour)}"


def _a_part(jour: dt.date) -> str:
    """What has to be foreseen of a day on which offices are closed."""
    quoi = chome(jour)
    return f" ({quoi})" if quoi else ""


def echeance(  # noqa: PLR0913 - a line and the moments it is compared with
    quoi: str,
    pour: str,
    date: dt.datetime,
    maintenant: dt.datetime,
    *,
    tenue: bool,
    retard: dt.datetime | None = None,
) -> Echeance:
    """`retard`: when it is late, if that is not at once (K1)."""
    dite = partial(Echeance, quoi=quoi, pour=pour, date=date, en_retard_le=retard)
    if tenue:
        return dite(etat="tenue")
    if (retard or date) < maintenant:
        return dite(etat="depassee")
    return dite(etat="proche" if date - maintenant <= PROCHE else "a_venir")


def reveil(echeances: Iterable[Echeance], maintenant: dt.datetime) -> dt.datetime | None:
    """The first moment, after this one, when some of them read otherwise with nothing dropped."""
    moments = (m for e in echeances if e.etat not in {"tenue", "depassee"} for m in (e.date, e.en_retard_le) if m)
    return min((m for m in moments if m >= maintenant), default=None)


def etat(  # noqa: PLR0913 - the lists of `etat`, each from its own source
    *,
    depots: tuple[VueDepot, ...],
    jugement: Jugement,
    candidatures: tuple[VueCandidature, ...],
    sessions: tuple[VueSession, ...],
    documents: tuple[VueDocument, ...],
    parchemins: Mapping[str, str],
    restes: Mapping[str, tuple[Reste, ...]],
    echeances: Iterable[Echeance],
    jures: tuple[VueJure, ...],
    revocations: Iterable[VueRevocation],
    envois: tuple[VueEnvoi, ...],
) -> Etat:
    return Etat(
        depots=depots,
        sessions=sessions,
        candidatures=candidatures,
        personnes=personnes(jugement, parchemins, restes),
        documents=documents,
        echeances=tuple(sorted(echeances, key=urgence)),
        jures=jures,
        revocations=tuple(revocations),
        envois=envois,
    )


URGENCES = ("depassee", "proche", "a_venir", "tenue")


def urgence(e: Echeance) -> tuple[int, dt.datetime, str]:
    """What is in danger first."""
    return URGENCES.index(e.etat), e.date, e.quoi

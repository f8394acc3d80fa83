"""What `etat` says of the sessions: who is convened, who is missing, what to send, what is due (G-050)."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pipeline.flow.du import dossier_de_session
from pipeline.flow.vues import echeance
from pipeline.model.anomalie import Place
from pipeline.model.envoi import AEnvoyer, Envoi
from pipeline.model.etat import Echeance, EtatCandidature, VueCandidature, VuePassage, VueSession
from pipeline.model.moment import jour_a_paris
from pipeline.model.referentiel import Referentiel
from pipeline.register import DocumentEnregistre, EtatDocument
from pipeline.rules import calendrier
from pipeline.rules.attente import finie
from pipeline.rules.session.echeances import Convocations
from pipeline.rules.session.echeances import echeances as echeances_de
from pipeline.rules.session.situation import SituationSession
from pipeline.rules.situation import Situation
from pipeline.texts import Entree, Phrases, dire_tout

from . import matiere, travaux
from .annonces import CANDIDAT, FIN, JURY, LIBERATION

EN_COURS = {EtatCandidature.INCOMPLETE, EtatCandidature.A_CORRIGER}
A_ENVOYER = {CANDIDAT, JURY}
A_PREVENIR = {LIBERATION: "liberation", FIN: "fin"}
SOIR = dt.time(23, 59, 59)


def sessions(
    situations: Sequence[Situation],
    vues: Sequence[VueCandidature],
    declarees: Mapping[str, SituationSession],
    calendrier_jpn: Iterable[dt.date],
    entrees: Callable[[Referentiel | None], Mapping[str, Entree]],
) -> tuple[VueSession, ...]:
    """Declared by their workbook, or only known by what their PVs and grids say (contrat.md)."""
    dates = tuple(calendrier_jpn)
    par_session: dict[str, list[tuple[Situation, VueCandidature]]] = {id_: [] for id_ in declarees}
    for s, vue in zip(situations, vues, strict=True):
        if s.session:
            par_session.setdefault(s.session, []).append((s, vue))
    return tuple(
        _declaree(declarees[id_], dedans, dates, entrees(declarees[id_].referentiel))
        if id_ in declarees
        else _devinee(id_, dedans, dates)
        for id_, dedans in sorted(par_session.items())
    )


def _manque(dedans: Sequence[tuple[Situation, VueCandidature]]) -> tuple[str, ...]:
    return tuple(f"{vue.id} : {texte}" for _, vue in dedans for texte in vue.manque)


def _etat(dedans: Sequence[tuple[Situation, VueCandidature]]) -> str:
    """Complete when every convened candidate has a dossier, an absence, an excuse or a postponement (G-050)."""
    return "ouverte" if not dedans or any(vue.etat in EN_COURS for _, vue in dedans) else "complete"


def _devinee(id_: str, dedans: Sequence[tuple[Situation, VueCandidature]], dates: Sequence[dt.date]) -> VueSession:
    jours = [s.recu.pv.date for s, _ in dedans if s.recu.pv]
    jours += [g.date for s, _ in dedans for g in s.recu.grilles.values()]
    jour = max(jours, default=None)
    codes = {vue.referentiel for _, vue in dedans if vue.referentiel}
    return VueSession(
        id=id_,
        referentiel=codes.pop() if len(codes) == 1 else None,
        date=jour,
        etat=_etat(dedans),
        jpn=calendrier.jpn_de(jour, dates) if jour else None,
        manque=_manque(dedans),
    )


def _declaree(
    s: SituationSession,
    dedans: Sequence[tuple[Situation, VueCandidature]],
    dates: Sequence[dt.date],
    entrees: Mapping[str, Entree],
) -> VueSession:
    reportee = bool(s.jurys) and all(j.reporte for j in s.jurys)
    return VueSession(
        id=s.session.session,
        referentiel=s.referentiel.code,
        date=s.session.date,
        etat="reportee" if reportee else _etat(dedans),
        jpn=calendrier.jpn_de(s.session.fin, dates),
        convoques=tuple(c.candidature for c in s.session.candidats),
        manque=_manque(dedans),
        planning=tuple(_passages(s)),
        anomalies=(*s.depot.anomalies, *dire_tout(s.constats, _places(s), entrees)),
        finie=finie([vue.etat for _, vue in dedans]),
    )


def _places(s: SituationSession) -> Mapping[str, Place]:
    """Of its workbook, and of the planning given back."""
    return {**(s.rendu.places if s.rendu else {}), **s.depot.places}


def _passages(s: SituationSession) -> Iterator[VuePassage]:
    for p in sorted(s.planning.passages, key=lambda p: (p.jour, p.debut, p.jury)):
        yield VuePassage(
            candidature=p.candidature,
            bloc=p.bloc,
            jury=p.jury,
            date=p.jour,
            debut=dt.time(*divmod(p.debut, 60)),
            fin=dt.time(*divmod(p.fin, 60)),
        )


def a_envoyer(
    s: SituationSession,
    documents: Iterable[DocumentEnregistre],
    pieces: travaux.Pieces,
    envoyes: Mapping[str, Envoi],
    mots: Phrases,
) -> Iterator[AEnvoyer]:
    """What was never sent, what changed since, and is still expected; nothing of what a person says has left (K45)."""
    id_, le, attendues = s.session.session, s.session.convocations_le, set(matiere.attendues(s))
    for d in documents:
        if d.id in envoyes or d.session != id_ or d.etat is not EtatDocument.PUBLIE or d.publie_le is None:
            continue
        base = d.id.rpartition(":")[0]
        if d.type in A_PREVENIR and base in attendues:
            yield AEnvoyer(objet=d.id, fichier=d.pdf, phrase=mots(f"a_envoyer.{A_PREVENIR[d.type]}", fichier=d.pdf))
        if d.type not in A_ENVOYER or base not in attendues:
            continue
        nouvelle = not d.id.endswith(":v1")
        if nouvelle or le is None or jour_a_paris(d.publie_le) > le:
            phrase = mots("a_envoyer.de_nouveau" if nouvelle else "a_envoyer.premier", fichier=d.pdf)
            yield AEnvoyer(objet=d.id, fichier=d.pdf, phrase=phrase, premier=not nouvelle)
    yield from travaux.a_renvoyer(s, dossier_de_session(id_), pieces, envoyes, mots)


def echeances(
    s: SituationSession,
    documents: Iterable[DocumentEnregistre],
    attendent: Sequence[AEnvoyer],
    maintenant: dt.datetime,
    mots: Phrases,
) -> Iterator[Echeance]:
    """`attendent`: what waits to be sent, as the session's own line says it: one count."""
    for e in echeances_de(s, _convocations(s, documents, attendent), jour_a_paris(maintenant)):
        moment = dt.datetime.combine(e.date, SOIR, maintenant.tzinfo)
        pour = mots("pour", session=s.session.session, date=f"{s.session.date:%d/%m/%Y}")
        restent = {"reste": e.nombre - e.retenues, "retenues": e.retenues}
        dits = [mots(f"{cle}.{e.quoi}", nombre=str(n)) for cle, n in restent.items() if n]
        quoi = mots(f"quoi.{e.quoi}") + (f" ({', '.join(dits)})" if dits else "")
        dite = echeance(quoi, pour, moment, maintenant, tenue=e.nombre == 0)
        yield dite.model_copy(update={"retard_jours": e.retard})


def _convocations(
    s: SituationSession, documents: Iterable[DocumentEnregistre], attendent: Sequence[AEnvoyer]
) -> Convocations:
    parues = {d.id.rpartition(":")[0] for d in documents if d.type in A_ENVOYER and d.etat is EtatDocument.PUBLIE}
    dues = {base for base in matiere.attendues(s) if base.partition(":")[0] in A_ENVOYER}
    return Convocations(a_envoyer=sum(x.premier for x in attendent), retenues=len(dues - parues))

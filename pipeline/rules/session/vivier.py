"""The vivier: what is known of each juror from one session to the next, from the facts alone."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.model.base import Frozen
from pipeline.model.etat import VueJure
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import HORS_LISTE, Formation, Jure, Participant, Session
from pipeline.model.vocabulaire import Branche, Qualite, plier

from .designer import designes
from .situation import JuryForme


class FormationSuivie(Frozen):
    """A whole training; `minutes` and `etapes` are null when only its attestation is known."""

    le: dt.date
    minutes: int | None = None
    etapes: int | None = None


class Connu(Frozen):
    nom: str
    email: str | None = None
    organisme: str | None = None
    branche: Branche | None = None
    qualite: Qualite | None = None
    profil: str | None = None
    vivier_national: bool | None = None
    formations: tuple[FormationSuivie, ...] = ()
    modules: dict[str, dt.date] = {}  # by code
    validations: dict[str, dt.date] = {}  # by Ucanss, by CQP
    sessions: tuple[str, ...] = ()

    def formation(self, jour: dt.date) -> FormationSuivie | None:
        """The longest that was over on that day; else the first to be over after it."""
        passees = [f for f in self.formations if f.le <= jour]
        if passees:
            return max(passees, key=lambda f: (f.minutes or 0, f.le))
        return min(self.formations, key=lambda f: f.le, default=None)


class Vivier(Frozen):
    jures: tuple[Connu, ...] = ()

    def homonymes(self, nom: str, email: str | None) -> tuple[Connu, ...]:
        """Those whom this name and e-mail may designate; two e-mails that differ are two persons."""
        memes = [c for c in self.jures if cle(c.nom) == cle(nom)]
        exacts = [c for c in memes if email and c.email and c.email.casefold() == email.casefold()]
        return tuple(exacts or [c for c in memes if not (email and c.email)])

    def cherche(self, nom: str, email: str | None) -> Connu | None:
        """Nobody when several answer to the name."""
        trouves = self.homonymes(nom, email)
        return trouves[0] if len(trouves) == 1 else None


class _Trace(Frozen):
    """What one line says of one person, on the day it came."""

    jour: dt.date
    connu: Connu


def cle(nom: str) -> str:
    """What `identite.meme_nom` compares."""
    return plier(nom).replace(" ", "")


def vivier(
    sessions: Sequence[tuple[Session, dt.date]],
    formations: Sequence[Formation],
    referentiels: Mapping[tuple[str, str], Referentiel],
) -> Vivier:
    """`sessions` with the day each came: the latest word wins."""
    traces = [
        *(t for s, jour in sessions for t in _de_session(s, jour, referentiels.get((s.referentiel, s.version)))),
        *(t for f in formations for p in f.participants for t in _de_formation(p)),
    ]
    par_personne: dict[tuple[str, str], list[_Trace]] = defaultdict(list)
    seuls = _courriel_unique(traces)
    for t in sorted(traces, key=lambda t: (t.jour, t.connu.sessions, t.connu.model_dump_json())):
        nom = cle(t.connu.nom)
        par_personne[nom, (t.connu.email or "").casefold() or seuls.get(nom, "")].append(t)
    return Vivier(jures=tuple(_fondre(par_personne[k]) for k in sorted(par_personne)))


def _courriel_unique(traces: Iterable[_Trace]) -> dict[str, str]:
    """A line without e-mail is the person of that name, when only one is known."""
    courriels: dict[str, set[str]] = defaultdict(set)
    for t in traces:
        if t.connu.email:
            courriels[cle(t.connu.nom)].add(t.connu.email.casefold())
    return {nom: next(iter(trouves)) for nom, trouves in courriels.items() if len(trouves) == 1}


def _de_session(session: Session, jour: dt.date, referentiel: Referentiel | None) -> Iterator[_Trace]:
    for jure in session.jures:
        suivie = _declaree(jure, referentiel)
        connu = Connu(
            nom=jure.nom,
            email=jure.email,
            organisme=jure.organisme,
            branche=jure.branche,
            qualite=jure.qualite,
            profil=jure.profil,
            vivier_national=jure.vivier_national,
            formations=(suivie,) if suivie else (),
            modules=dict.fromkeys(modules(referentiel), jure.module_le) if jure.module_le else {},
            validations={session.referentiel: jure.valide_le} if jure.valide_le else {},
            sessions=(session.session,),
        )
        yield _Trace(jour=jour, connu=connu)


def modules(referentiel: Referentiel | None) -> tuple[str, ...]:
    """The further trainings of a référentiel: the one date of a juror's line stands for them all."""
    parcours = referentiel.jury.parcours if referentiel else None
    return tuple(m.code for m in parcours.modules) if parcours else ()


def _declaree(jure: Jure, referentiel: Referentiel | None) -> FormationSuivie | None:
    """Fewer steps than the référentiel asks for do not count (L-014)."""
    parcours = referentiel.jury.parcours if referentiel else None
    attendues = parcours.etapes.valeur if parcours else 0
    if jure.formation_le is None or (jure.formation_etapes is not None and jure.formation_etapes < attendues):
        return None
    return FormationSuivie(le=jure.formation_le, minutes=jure.formation_minutes, etapes=jure.formation_etapes)


def _de_formation(participant: Participant) -> Iterator[_Trace]:
    suivie = _suivie(participant)
    jours = [suivie.le] if suivie else []
    jours += participant.modules.values()
    if jours:
        connu = Connu(
            nom=participant.nom,
            email=participant.email,
            organisme=participant.organisme,
            formations=(suivie,) if suivie else (),
            modules=participant.modules,
        )
        yield _Trace(jour=max(jours), connu=connu)


def _suivie(participant: Participant) -> FormationSuivie | None:
    """Every step and the quiz, or it does not count (L-013, L-014)."""
    etapes = [e for e in participant.etapes if e]
    if not etapes or len(etapes) < len(participant.etapes) or not participant.quiz_reussi or participant.illisible:
        return None
    return FormationSuivie(le=max(e.le for e in etapes), minutes=sum(e.minutes for e in etapes), etapes=len(etapes))


def formation_complete(participant: Participant, referentiels: Iterable[Referentiel]) -> FormationSuivie | None:
    """A whole training, as long as one référentiel at least asks for his role (L-014…L-016)."""
    suivie = _suivie(participant)
    attendues = [
        d.minutes
        for r in referentiels
        if r.jury.parcours
        for d in r.jury.parcours.durees
        if participant.role in {None, d.role}
    ]
    return suivie if suivie and (suivie.minutes or 0) >= min(attendues, default=0) else None


def _fondre(traces: Sequence[_Trace]) -> Connu:
    """From the oldest to the latest: a blank never erases what was known."""
    brut: dict[str, object] = {}
    connus = [t.connu for t in traces]
    for connu in connus:
        brut |= connu.model_dump(exclude_none=True)
    brut |= {
        "formations": sorted({f for c in connus for f in c.formations}, key=lambda f: (f.le, f.minutes or 0)),
        "modules": _premieres(c.modules for c in connus),
        "validations": _premieres(c.validations for c in connus),
        "sessions": tuple(dict.fromkeys(s for c in connus for s in c.sessions)),
    }
    return Connu.model_validate(brut)


def _premieres(tables: Iterable[Mapping[str, dt.date]]) -> dict[str, dt.date]:
    """Since when, by code: what was acquired once stays so."""
    return dict(sorted(((code, jour) for table in tables for code, jour in table.items()), reverse=True))


def completer(jure: Jure, connus: Vivier, referentiel: Referentiel, jour: dt.date) -> Jure:
    """Only the blank cells, and never what is given for one session: agreement, declarations, seat."""
    connu = connus.cherche(jure.nom, jure.email)
    if connu is None:
        return jure
    suivie = connu.formation(jour)
    suivis = [connu.modules.get(code) for code in modules(referentiel)]
    tenu: dict[str, object] = {
        **connu.model_dump(include={"email", "organisme", "branche", "qualite", "profil", "vivier_national"}),
        "valide_le": connu.validations.get(referentiel.code),
        "module_le": max((d for d in suivis if d), default=None) if all(suivis) else None,
    }
    if suivie and jure.formation_le in {None, suivie.le}:
        tenu |= {"formation_le": suivie.le, "formation_minutes": suivie.minutes, "formation_etapes": suivie.etapes}
    return jure.model_copy(update={champ: v for champ, v in tenu.items() if getattr(jure, champ) is None})


def completee(session: Session, connus: Vivier, referentiel: Referentiel) -> Session:
    """Its jurors with what is known of them, and those of the vivier whom only the table of absences names."""
    tous = (*session.jures, *_du_vivier(session, connus))
    return session.model_copy(update={"jures": tuple(completer(j, connus, referentiel, session.date) for j in tous)})


def _du_vivier(session: Session, connus: Vivier) -> Iterator[Jure]:
    for absence in (*session.absences, *session.absences_tenues):
        if absence.remplacant and not designes(absence.remplacant, session.jures):
            ligne = HORS_LISTE + absence.ligne
            possibles = [Jure(ligne=ligne, nom=c.nom, email=c.email) for c in connus.jures]
            trouves = designes(absence.remplacant, possibles)
            yield from trouves if len(trouves) == 1 else ()


def vues(connus: Vivier, jurys: Mapping[str, Sequence[JuryForme]]) -> tuple[VueJure, ...]:
    """`jurys`: of each session, as they sit."""
    return tuple(_vue(c, tuple(id_ for id_, formes in jurys.items() if _siege(c, formes))) for c in connus.jures)


def _siege(connu: Connu, jurys: Sequence[JuryForme]) -> bool:
    """Two e-mails that differ are two persons."""
    assis = (m for j in jurys if not j.reporte for m in j.membres if cle(m.nom) == cle(connu.nom))
    return any(not (m.email and connu.email) or m.email.casefold() == connu.email.casefold() for m in assis)


def _vue(connu: Connu, sessions: tuple[str, ...]) -> VueJure:
    suivie = connu.formation(dt.date.max)
    return VueJure(
        nom=connu.nom,
        organisme=connu.organisme,
        branche=connu.branche,
        formation=suivie.le if suivie else None,
        modules=connu.modules,
        validations=connu.validations,
        sessions=sessions,
    )

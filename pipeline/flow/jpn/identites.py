"""Whom a dossier must not name: the candidate, the jurors, their organismes, how to reach them (K18)."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.flow.atelier import Bilan
from pipeline.model.anonymat import Identites
from pipeline.model.faits import ProcesVerbal
from pipeline.model.rectification import MotLibere
from pipeline.model.session import Adresse, Convoque, Jure, Session
from pipeline.model.vocabulaire import Qualite
from pipeline.rules.session.situation import SituationSession
from pipeline.rules.situation import Situation

REFERENCE_MIN = 6  # characters: « S-1 » is also how a text is cited, and tells nobody
INSTITUTIONS = {q.value for q in Qualite if q is not Qualite.ORGANISME}  # they organise: naming them tells nothing


def du_dossier(s: Situation, bilan: Bilan, liberes: frozenset[str]) -> Identites:
    pv, session = s.recu.pv, bilan.sessions.get(s.session or "")
    if pv is None:
        raise ValueError(f"{s.id} has no PV")
    jures = _jures(s, session)
    return Identites(
        candidat=_uniques([*_noms_du_pv(pv), *_noms_du_convoque(s.convoque), *_noms_corriges(s)]),
        jury=_uniques([*(m.nom for m in pv.membres), *(j.nom for j in jures), *_organisateurs(session, s.convoque)]),
        organismes=_uniques(_organismes(pv, s.convoque, jures)),
        adresses=_uniques(_adresses(pv, s.convoque, jures, session)),
        references=_uniques(r for r in (s.id, pv.session) if len(r) >= REFERENCE_MIN),
        liberes=liberes,
    )


def de_la_session(identites: Identites, session: SituationSession | None) -> Identites:
    """A report of the day may speak of every candidate whom that session convened."""
    convoques = session.session.candidats if session else ()
    return identites.model_copy(
        update={
            "candidat": _uniques([*identites.candidat, *(n for c in convoques for n in _noms_du_convoque(c))]),
            "references": _uniques([*identites.references, *(c.candidature for c in convoques)]),
        }
    )


def des_candidats(situations: Sequence[Situation], liberes: Iterable[MotLibere]) -> Identites:
    """All who sat in one session, and their candidatures; a word released for one of them is for all."""
    ids = {s.id for s in situations}
    return Identites(
        candidat=_uniques(
            n for s in situations for n in (*_du_pv(s), *_noms_du_convoque(s.convoque), *_noms_corriges(s))
        ),
        references=_uniques(id_ for id_ in sorted(ids) if len(id_) >= REFERENCE_MIN),
        liberes=frozenset(m.mot for m in liberes if m.candidature in ids),
    )


def _du_pv(s: Situation) -> tuple[str, ...]:
    return _noms_du_pv(s.recu.pv) if s.recu.pv else ()


def de_tous(identites: Iterable[Identites]) -> Identites:
    """What is said of a whole sitting must name nobody of any dossier."""
    toutes = tuple(identites)
    champs = ("candidat", "jury", "organismes", "adresses", "references")
    reunies = {champ: _uniques(n for i in toutes for n in getattr(i, champ)) for champ in champs}
    return Identites(**reunies, liberes=frozenset(m for i in toutes for m in i.liberes))


def _uniques(textes: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t.strip() for t in textes if t and t.strip()))


def _noms_du_pv(pv: ProcesVerbal) -> tuple[str, ...]:
    return (pv.nom, pv.prenom)


def _noms_corriges(s: Situation) -> Iterator[str | None]:
    for r in (r for i in s.inscriptions for r in i.corrections):
        yield from (r.nom, r.prenom)


def _noms_du_convoque(c: Convoque | None) -> Iterator[str | None]:
    if c:
        yield from (c.nom, c.prenom, c.etat_civil.nom_usage, c.etat_civil.autres_prenoms)


def _jures(s: Situation, session: SituationSession | None) -> tuple[Jure, ...]:
    """Those of his jury, and the reserve that might replace them."""
    jury = session.jury_de(s.id) if session else None
    numero = jury.numero if jury else None
    return tuple(j for j in session.session.jures if j.jury in {numero, None}) if session else ()


def _organisateurs(session: SituationSession | None, c: Convoque | None) -> Iterator[str | None]:
    if session:
        yield session.session.responsable_nom
    if c:
        yield c.employeur_nom


def _organismes(pv: ProcesVerbal, c: Convoque | None, jures: Iterable[Jure]) -> Iterator[str | None]:
    tous = (pv.organisme, c.organisme if c else None, *(m.organisme for m in pv.membres), *(j.organisme for j in jures))
    return (o for o in tous if o not in INSTITUTIONS)


def _adresses(
    pv: ProcesVerbal, c: Convoque | None, jures: Iterable[Jure], session: SituationSession | None
) -> Iterator[str | None]:
    yield from (pv.email, pv.employeur_email)
    if c:
        yield from (c.email, c.employeur_email)
        yield from _postale(c.adresse)
    for j in jures:
        yield from (j.email, j.direction_email)
    if session:
        s: Session = session.session
        yield s.responsable_email
        if len(set(filter(str.isdigit, s.responsable_telephone or ""))) > 1:  # « 00 00 00 00 00 » is also a midnight
            yield s.responsable_telephone


def _postale(adresse: Adresse | None) -> Iterator[str | None]:
    """The street, with its number or without; the town with its code only: alone it is also where papers are dated."""
    if adresse is None:
        return
    for ligne in (adresse.rue, adresse.complement):
        sans_numero = (ligne or "").lstrip("0123456789, ")
        yield from (x for x in (ligne, sans_numero) if x and len(x.split()) > 1)
    if adresse.code_postal and adresse.commune:
        yield f"{adresse.code_postal} {adresse.commune}"

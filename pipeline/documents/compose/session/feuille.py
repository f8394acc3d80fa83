"""Reading a session for the papers of its day: who is heard by which jury, where, and how it is called."""

import datetime as dt

from pipeline.documents.compose.dates import en_lettres
from pipeline.model.kit import Feuille, JuryDeSession
from pipeline.model.planning import Passage
from pipeline.model.session import Convoque, Session
from pipeline.model.vocabulaire import RoleMembre
from pipeline.settings import Session as Horaires
from pipeline.texts import Phrases


def passages(f: Feuille, jury: int | None = None, jour: dt.date | None = None) -> tuple[Passage, ...]:
    """In the order of time; those of a postponed candidate are left out."""
    gardes = (
        p
        for p in f.planning.passages
        if jury in (None, p.jury) and jour in (None, p.jour) and p.candidature not in f.reportes
    )
    return tuple(sorted(gardes, key=lambda p: (p.jour, p.debut, p.jury, p.candidature)))


def candidats(f: Feuille, jury: int | None = None, jour: dt.date | None = None) -> tuple[Convoque, ...]:
    """Those who have a time to come at, in the order of their first one."""
    vus = dict.fromkeys(p.candidature for p in passages(f, jury, jour))
    return tuple(c for id_ in vus if (c := f.session.convoque(id_)))


def jours(f: Feuille) -> tuple[dt.date, ...]:
    return tuple(sorted({p.jour for p in passages(f)}))


def jury(f: Feuille, numero: int) -> JuryDeSession:
    return next((j for j in f.jurys if j.numero == numero), JuryDeSession(numero=numero))


def nom(f: Feuille, candidature: str) -> str:
    """« Prénom Nom »; the candidature itself where nobody wrote a name."""
    c = f.session.convoque(candidature)
    return (" ".join(x for x in (c.prenom, c.nom) if x) if c else "") or candidature


def evaluation(kit: Phrases, passage: Passage) -> str:
    return kit("bloc", code=passage.bloc) if passage.bloc else kit("entretien")


def endroit(un: JuryDeSession, session: Session, communs: Phrases) -> str:
    """The room, the link, or the place of the whole session."""
    return un.salle or un.lien or session.lieu or communs("sans_objet")


def pause(f: Feuille, habituels: Horaires) -> tuple[int, int]:
    """Minutes from midnight; the usual hours where the session gives none."""
    debut, fin = f.session.pause_debut or habituels.pause_debut, f.session.pause_fin or habituels.pause_fin
    return debut.hour * 60 + debut.minute, fin.hour * 60 + fin.minute


def dates(kit: Phrases, session: Session) -> str:
    if session.fin == session.date:
        return en_lettres(session.date)
    return kit("du_au", du=en_lettres(session.date), au=en_lettres(session.fin))


def role(communs: Phrases, un: RoleMembre | None) -> str:
    return str(un) if un else communs("sans_objet")


def contact(kit: Phrases, *coordonnees: str | None) -> str:
    """Name, e-mail, telephone: those that are known, or the line that asks for them."""
    return ", ".join(x for x in coordonnees if x) or kit("convocation.responsable")


def responsable(kit: Phrases, session: Session) -> str:
    return contact(kit, session.responsable_nom, session.responsable_email, session.responsable_telephone)

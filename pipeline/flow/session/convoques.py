"""Those who were convened, followed by who they are: a line may change hands, a convocation may hold no more."""

import datetime as dt
from collections.abc import Iterator, Sequence

from pipeline.model.moment import jour_a_paris
from pipeline.model.session import Jure
from pipeline.rules.session.designer import meme_personne
from pipeline.rules.session.situation import Decommande, Libere, SituationSession

from . import matiere
from .annonces import Annonces, Emise
from .relecture import Relecteur


def suivre(s: SituationSession, annonces: Annonces, relecteur: Relecteur) -> tuple[dict[int, int], tuple[Libere, ...]]:
    """The number under which each juror is convened, by line; and who was convened and sits no more."""
    places = {m.ligne: j for j in s.jurys for m in j.membres}
    assis = [m for j in s.jurys for m in j.membres]
    numeros: dict[int, int] = {}
    liberes: list[Libere] = []
    connus = dict(annonces.jures(s.session.session))
    for numero, emise in sorted(connus.items()):
        relu = relecteur.membre(emise.dite)
        if relu is None:
            continue
        jury, membre = relu
        jours = _jours_du_jury(emise, jury.numero, relecteur)
        place = _retrouver(membre, [m for m in assis if m.ligne not in numeros])
        if place is not None:
            numeros[place.ligne] = numero
        reporte = place is not None and places[place.ligne].reporte
        if place is None or reporte:
            liberes.append(_libere(numero, membre, jury.numero, jours, emise).model_copy(update={"reporte": reporte}))
    libre = max((*connus, *(m.ligne for m in assis)), default=0) + 1
    for membre in assis:
        if membre.ligne not in numeros and membre.ligne in connus:
            numeros[membre.ligne], libre = libre, libre + 1
    return numeros, tuple(liberes)


def _retrouver(membre: Jure, assis: Sequence[Jure]) -> Jure | None:
    """The same name; of several, the same e-mail, then the same jury, then the same line."""
    memes = [m for m in assis if meme_personne(m.nom, membre.nom)]
    return min(
        memes, key=lambda m: (m.email != membre.email, m.jury != membre.jury, m.ligne != membre.ligne), default=None
    )


def decommandes(s: SituationSession, annonces: Annonces, relecteur: Relecteur) -> Iterator[Decommande]:
    """The candidates who hold a convocation, or did, and are expected no more: withdrawn, postponed, moved away."""
    attendus = {c.candidature for c in matiere.convoques(s)}
    for candidature, emise in annonces.candidats(s.session.session):
        alors = relecteur.situation(emise.dite) if candidature not in attendus else None
        lui = alors.session.convoque(candidature) if alors else None
        if alors is None or lui is None or emise.document.publie_le is None:
            continue
        yield Decommande(
            convoque=s.session.convoque(candidature) or lui,
            jours=tuple(sorted({p.jour for p in alors.planning.de(candidature)})) or (alors.session.date,),
            convocation=emise.document.id,
            le=jour_a_paris(emise.document.publie_le),
            reporte=candidature in s.reportes,
        )


def _jours_du_jury(emise: Emise, jury: int, relecteur: Relecteur) -> tuple[dt.date, ...]:
    """Those that this convocation named; on files alone nobody has an hour: the session's."""
    alors = relecteur.situation(emise.dite)
    if alors is None:
        return ()
    siens = {p.jour for c in emise.dite.entendus for p in alors.planning.de(c) if p.jury == jury}
    return tuple(sorted(siens)) or (alors.session.date,)


def _libere(numero: int, membre: Jure, jury: int, jours: tuple[dt.date, ...], emise: Emise) -> Libere:
    document = emise.document
    if document.publie_le is None:
        raise ValueError(f"{document.id} was never published")
    le = jour_a_paris(document.publie_le)
    return Libere(numero=numero, membre=membre, jury=jury, jours=jours, convocation=document.id, le=le)

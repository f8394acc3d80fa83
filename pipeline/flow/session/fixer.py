"""What is told to people becomes a fact of the register: hours before their convocations leave, once for all (K44)."""

import re
from collections.abc import Iterator, Sequence

from pipeline.documents.convocation_lue import heures
from pipeline.documents.publish import Magasin
from pipeline.errors import DisqueError
from pipeline.flow.atelier import Bilan
from pipeline.model.moment import jour_a_paris
from pipeline.model.planning import ConvocationDite, Passage, PlaceDite, PlanningArrete
from pipeline.model.referentiel import Referentiel
from pipeline.register import DocumentEnregistre, EtatDocument
from pipeline.rules.session.situation import JuryForme, SituationSession

from . import annonces, matiere
from .annonces import CANDIDAT, JURY

Places = tuple[PlaceDite, ...]


def arreter(bilan: Bilan) -> None:
    """The planning of each session whose convocations are out, are about to be, or whose day has come."""
    for s in bilan.sessions.values():
        venu = s.session.date <= jour_a_paris(bilan.atelier.maintenant)
        if s.planning.passages and (venu or s.annoncees or matiere.a_convoquer(s)):
            _arreter(s, bilan, tuple(p.place for p in s.planning.passages))


def _arreter(s: SituationSession, bilan: Bilan, places: Places) -> None:
    """Once for the same deposits; other settings are taken up only by who gives a planning back."""
    deja = bilan.annonces.plannings.get(s.session.session, ())
    du_meme = next((a for a in deja if a.depot == s.histoire[-1]), None)
    rendu = s.rendu.rang if s.rendu else None
    avant = du_meme or (deja[-1] if deja and not s.choisi else None)
    planning = PlanningArrete(
        session=s.session.session,
        depot=s.histoire[-1],
        histoire=s.histoire,
        places=places,
        reglages=avant.reglages if avant else annonces.horaires(bilan.atelier.espace.reglages.session),
        rendu=rendu,
        en_attente=s.rendu_en_attente,
    )
    if du_meme and planning.model_copy(update={"places": du_meme.places}) == du_meme and {*places} == {*du_meme.places}:
        return
    bilan.registre.convocations.arreter(planning, bilan.atelier.maintenant)


def dite(s: SituationSession, candidatures: Sequence[str], ligne: int | None = None) -> ConvocationDite:
    """What the convocation of a candidate, or of the juror of that line who hears these, is made from."""
    places = tuple(p.place for c in candidatures for p in s.planning.de(c))
    entendus = tuple(candidatures) if ligne is not None else ()
    return ConvocationDite(document="", depot=s.depot.rang, ligne=ligne, places=places, entendus=entendus)


def reprendre(bilan: Bilan) -> bool:
    """Convocations published before their making was kept: the hours are read in their own Word, then fixed."""
    faites = False
    for s in bilan.sessions.values():
        orphelines = [
            d
            for d in bilan.annonces.documents.get(s.session.session, ())
            if d.type in {CANDIDAT, JURY} and d.etat is EtatDocument.PUBLIE and d.id not in bilan.annonces.dites
        ]
        if orphelines:
            faites = True
            lues = {(p.candidature, p.bloc): p for d in orphelines if d.type == CANDIDAT for p in _lues(s, d, bilan)}
            passages = tuple(_a_l_heure_dite(p, lues.get((p.candidature, p.bloc))) for p in s.planning.passages)
            telle = s.model_copy(update={"planning": s.planning.model_copy(update={"passages": passages})})
            if passages:
                _arreter(telle, bilan, tuple(p.place for p in passages))
            bilan.registre.convocations.noter([_reprise(telle, d) for d in orphelines])
    return faites


def _a_l_heure_dite(p: Passage, lue: PlaceDite | None) -> Passage:
    return p.model_copy(update={"jury": lue.jury, "jour": lue.jour, "debut": lue.debut}) if lue else p


def _lues(s: SituationSession, d: DocumentEnregistre, bilan: Bilan) -> Iterator[PlaceDite]:
    """A line is that of the one bloc whose code it bears; else of the one épreuve that has none."""
    siens = s.planning.de(d.candidature or "")
    magasin = Magasin(bilan.atelier.espace.archives / "documents")
    try:
        lignes = tuple(heures(magasin.reprendre(d.sha256_docx, ".docx")))
    except DisqueError:
        return  # the paper itself is lost: what is computed is all there is
    for lue in lignes:
        blocs = [p.bloc for p in siens if p.bloc and _porte(lue.evaluation, p.bloc, s.referentiel)]
        if len(blocs) == 1 or not any(p.bloc for p in siens):
            bloc = blocs[0] if blocs else None
            yield PlaceDite(candidature=d.candidature or "", bloc=bloc, jury=lue.jury, jour=lue.jour, debut=lue.debut)


def _porte(evaluation: str, bloc: str, referentiel: Referentiel) -> bool:
    """The one unit of a métier réglementé is printed without a code."""
    return referentiel.metier_reglemente.valeur or bool(re.search(rf"\b{re.escape(bloc)}\b", evaluation))


def _reprise(s: SituationSession, d: DocumentEnregistre) -> ConvocationDite:
    if d.type == CANDIDAT:
        return dite(s, (d.candidature or "",)).model_copy(update={"document": d.id})
    ligne = int(d.id.split(":")[-2])
    jury = next((j for j in s.jurys if any(m.ligne == ligne for m in j.membres)), None)
    entendus = _entendus(s, jury) if jury else ()
    return dite(s, entendus, ligne).model_copy(update={"document": d.id})


def _entendus(s: SituationSession, jury: JuryForme) -> tuple[str, ...]:
    return tuple(c.candidature for c in matiere.entendus(s, jury))

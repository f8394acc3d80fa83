"""The papers of a jury paritaire: its docket, the anonymous dossiers, its minutes and their nominative annex."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from pipeline.documents import compose
from pipeline.flow import vues
from pipeline.flow.atelier import Bilan
from pipeline.flow.dossiers import composable
from pipeline.flow.du import Du
from pipeline.model.document import Document
from pipeline.model.jury_paritaire import DossierAnonyme, PieceAnonyme
from pipeline.model.session import CompteRendu

from . import controle, identites, pieces, proces_verbal
from .docket import a_decider
from .inscrits import Carte, Docket
from .masquer import Masqueur
from .scelles import TYPE, id_du_registre


def dus(bilan: Bilan) -> Iterator[Du]:
    faits = {d.id for d in bilan.registre.documents.tous()}
    for jour in bilan.contexte.dockets:
        docket, decidee = Docket(bilan, jour), jour in bilan.faits.jpn
        voulus = (_ordre_du_jour(docket), *(_dossier_anonyme(c, docket) for c in docket))
        yield from (du for du in voulus if not decidee or du.id in faits)  # what was held back is of no more use
        if decidee:
            yield from _minutes(docket)


def _ordre_du_jour(o: Docket) -> Du:
    return Du(
        id=f"ordre-du-jour-jpn:{o.jour}",
        type="ordre-du-jour-jpn",
        audience="jpn",
        candidature=None,
        session=None,
        chemin=f"outbox/jpn/{o.jour}/JPN {o.jour} - ordre du jour",
        fige=o.jour in o.bilan.faits.jpn,
        composer=lambda: compose.ordre_du_jour(proces_verbal.ordre_du_jour(o), o.bilan.atelier.composition),
        relecture=partial(controle.de_tous, o),
    )


def _dossier_anonyme(c: Carte, o: Docket) -> Du:
    """Composed again until it is decided: staff may release a word, or bring a masked piece."""
    return Du(
        id=id_du_registre(c.situation.id, o.jour),
        type=TYPE,
        audience="jpn",
        candidature=c.situation.id,
        session=None,
        chemin=f"outbox/jpn/{o.jour}/dossiers/{c.numero} - dossier",
        fige=o.jour in o.bilan.faits.jpn,
        composer=lambda: _composer(c, o),
        joint=" ".join(p.sha256 for p in pieces.du_dossier(c, o)),
        relecture=partial(controle.du_dossier, c, o),
        retenir=partial(controle.sans_nos_mots, c, o),
    )


def _composer(c: Carte, o: Docket) -> Document:
    return compose.dossier_anonyme(anonyme(c, o)[0], o.bilan.atelier.composition)


def anonyme(c: Carte, o: Docket) -> tuple[DossierAnonyme, Masqueur]:
    """What the jury paritaire reads, and what had to be masked for it."""
    s, bilan = c.situation, o.bilan
    masqueur = Masqueur(o.identites(c), o.voisins(c))
    dossier = composable(s, vues.candidature(s, bilan.atelier.anomalies_de(s.referentiel)), bilan)
    lu = DossierAnonyme(
        numero=c.numero,
        jpn=o.jour,
        dossier=masqueur.dossier(dossier, c.numero, o.jour),
        comptes_rendus=tuple(_comptes_rendus(c, o, masqueur)),
        pieces=tuple(PieceAnonyme(libelle=p.libelle, fichier=p.nom) for p in pieces.du_dossier(c, o)),
        a_controler=c.a_controler,
        deja_acquis=not a_decider(s),
    )
    return lu, masqueur


def _comptes_rendus(c: Carte, o: Docket, masqueur: Masqueur) -> Iterator[CompteRendu]:
    """Of the jury that heard him; it may name any candidate of the session."""
    session = o.bilan.sessions.get(c.pv.session)
    recue = o.bilan.faits.sessions.get(c.pv.session)
    if session is None or recue is None:
        return
    jury = session.jury_de(c.situation.id)
    recus = [r for n, r in sorted(recue.comptes_rendus.items()) if jury is None or n == jury.numero]
    de_tous = masqueur.avec(identites.de_la_session(o.identites(c), session))
    yield from (de_tous.compte_rendu(r, o.jour) for r in recus)


def _minutes(o: Docket) -> Iterator[Du]:
    """A draft under embargo while the results are not proclaimed; then the minutes, and the annex that names."""
    jour, proclamee = o.jour, o.jour in o.bilan.contexte.proclamations
    contexte = o.bilan.atelier.composition
    yield Du(
        id=f"proces-verbal-jpn:{jour}" + ("" if proclamee else ":projet"),
        type="proces-verbal-jpn",
        audience="jpn",
        candidature=None,
        session=None,
        chemin=f"outbox/jpn/{jour}/JPN {jour} - procès-verbal" + ("" if proclamee else " (projet)"),
        fige=proclamee,
        composer=lambda: compose.proces_verbal_jpn(proces_verbal.seance(o), proces_verbal.figures(o), contexte),
        relecture=partial(controle.de_tous, o),
    )
    if proclamee:
        yield Du(
            id=f"proces-verbal-jpn:{jour}:annexe",
            type="proces-verbal-jpn",
            audience="ucanss",
            candidature=None,
            session=None,
            chemin=f"outbox/ucanss/{jour}/JPN {jour} - annexe nominative du procès-verbal",
            fige=True,
            composer=lambda: _annexe(o),
        )


def _annexe(o: Docket) -> Document:
    contexte = o.bilan.atelier.composition
    return compose.annexe_nominative(o.jour, proces_verbal.nominatif(o), contexte, exemple=o.exemple)


def jours_ouverts(bilan: Bilan) -> Iterator[dt.date]:
    """Dockets whose decisions are not recorded: their dossiers may still be put right."""
    return (jour for jour in bilan.contexte.dockets if jour not in bilan.faits.jpn)

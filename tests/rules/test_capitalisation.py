"""What a person holds after years of sessions: whatever their order and that of the files (G-097, K17)."""

import datetime as dt
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.faits import Contenu
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Convoque, EtatCivil, Session
from pipeline.model.vocabulaire import Decision, Portee
from pipeline.rules.acquis import credites
from pipeline.rules.contexte import Contexte
from pipeline.rules.faits import en_vigueur
from pipeline.rules.situation import Jugement, juger
from tests.rules.fabrique import PARIS, bloque, decision, depot, livre, pv, seance

GC, COS = livre("GC"), livre("COS")
ANCIENNE = livre("GC", "2021.1")
TOUS = {(r.code, r.version): r for r in (GC, COS, ANCIENNE)}
DATES = (dt.date(2023, 10, 13), dt.date(2023, 11, 22), dt.date(2023, 12, 22), dt.date(2024, 3, 15))
COMMUNS = {"B1", "B2"}  # S3 §1.3


class Passage(NamedTuple):
    """One person before one jury: what the jury paritaire then attributes."""

    qui: int
    referentiel: Referentiel
    attribues: frozenset[str]
    rendue: Decision


def naissance(qui: int) -> dt.date:
    """0 and 1 are homonyms who share an e-mail; 2 changes both his name and his e-mail."""
    return dt.date(1980 + qui, 1, 1)


def noms(qui: int, rang: int) -> dict[str, str]:
    if qui < 2:
        return {"nom": "Durand-Témoin", "prenom": "Alix", "email": "alix@exemple.invalid"}
    nom = "Petit-Témoin" if rang % 2 else "Grand-Témoin"
    return {"nom": nom, "prenom": "Maëlle", "email": f"maelle-{rang}@exemple.invalid"}


def faits(passages: list[Passage], dates: list[dt.date]) -> tuple[list[Contenu], Contexte]:
    """Each passage is a candidature of its own session, before the jury paritaire of its date."""
    contenus: list[Contenu] = []
    dockets: dict[dt.date, dict[str, str]] = {}
    rendues: dict[dt.date, list[object]] = {}
    for n, (passage, date) in enumerate(zip(passages, dates, strict=True)):
        id_, session, referentiel = f"C-{n}", f"S-{n}", passage.referentiel
        dits = noms(passage.qui, n)
        civil = EtatCivil(naissance_le=naissance(passage.qui), nom_usage="Petit-Témoin" if passage.qui == 2 else None)
        ligne = Convoque(ligne=1, candidature=id_, nom=dits["nom"], prenom=dits["prenom"], etat_civil=civil)
        vises = tuple(b.code for b in referentiel.blocs)
        code, version, jour = referentiel.code, referentiel.version, dt.date(2023, 10, 2)
        contenus += [
            pv(referentiel, candidature=id_, session=session, vises=vises, portee=Portee.BLOCS, **dits),
            Session(session=session, date=jour, referentiel=code, version=version, candidats=(ligne,)),
        ]
        blocs = {b: b in passage.attribues for b in vises}
        motif = {"motif": "Complément demandé"} if passage.rendue is Decision.AJOURNEE else {}
        dockets.setdefault(date, {})[f"D-{n}"] = id_
        rendues.setdefault(date, []).append(decision(f"D-{n}", passage.rendue, blocs, **motif))
    contenus += [seance(date, *siennes) for date, siennes in rendues.items()]
    proclamations = {d: dt.datetime.combine(d, dt.time(17), PARIS) for d in dockets}
    return contenus, Contexte(referentiels=TOUS, dockets=dockets, proclamations=proclamations)


def juge(contenus: list[Contenu], contexte: Contexte) -> Jugement:
    return juger(en_vigueur(depot(c, n) for n, c in enumerate(contenus, 1)), contexte, bloque)


def tenus(jugement: Jugement, passages: list[Passage]) -> dict[int, tuple[frozenset[str], frozenset[str]]]:
    """What each person holds of GC, and of COS."""
    personnes = {int(s.id.removeprefix("C-")): s.personne for s in jugement.situations}
    return {
        p.qui: (
            credites(GC, (a for a in jugement.acquis if a.personne == personnes[n])),
            credites(COS, (a for a in jugement.acquis if a.personne == personnes[n])),
        )
        for n, p in enumerate(passages)
    }


def attendus(passages: list[Passage], qui: int) -> tuple[set[str], set[str]]:
    """Written out: blocs 1 and 2 are common, an older GC counts bloc by bloc, an adjourned dossier gives nothing."""
    siens = [p for p in passages if p.qui == qui and p.rendue is not Decision.AJOURNEE]
    gc = {b for p in siens if p.referentiel.code == "GC" for b in p.attribues}
    cos = {b for p in siens if p.referentiel.code == "COS" for b in p.attribues}
    return gc | (cos & COMMUNS), cos | (gc & COMMUNS)


def _passage(referentiel: Referentiel) -> st.SearchStrategy[Passage]:
    return st.builds(
        Passage,
        qui=st.integers(0, 2),
        referentiel=st.just(referentiel),
        attribues=st.frozensets(st.sampled_from([b.code for b in referentiel.blocs])),
        rendue=st.sampled_from([Decision.PARTIELLE, Decision.PARTIELLE, Decision.AJOURNEE]),
    )


PASSAGES = st.lists(st.sampled_from([GC, COS, ANCIENNE]).flatmap(_passage), min_size=1, max_size=6)


@settings(max_examples=40, deadline=None)
@given(PASSAGES, st.data())
def test_l_ordre_des_sessions_ne_change_pas_ce_que_chacun_tient(passages: list[Passage], data: st.DataObject):
    """The same decisions, spread over other dates: the same holders."""
    for _ in range(2):
        dates = data.draw(st.lists(st.sampled_from(DATES), min_size=len(passages), max_size=len(passages)))
        trouves = tenus(juge(*faits(passages, dates)), passages)
        assert trouves == {qui: attendus(passages, qui) for qui in trouves}


@settings(max_examples=30, deadline=None)
@given(PASSAGES, st.data())
def test_l_ordre_d_arrivee_ne_change_ni_les_acquis_ni_a_qui_ils_sont(passages: list[Passage], data: st.DataObject):
    """contrat.md: the files of several years, dropped in any order."""
    dates = data.draw(st.lists(st.sampled_from(DATES), min_size=len(passages), max_size=len(passages)))
    contenus, contexte = faits(passages, dates)
    autrement = juge(data.draw(st.permutations(contenus)), contexte)
    reference = juge(contenus, contexte)
    assert {*autrement.acquis} == {*reference.acquis}
    assert [(s.id, s.personne, s.acquis_avant) for s in autrement.situations] == [
        (s.id, s.personne, s.acquis_avant) for s in reference.situations
    ]


def test_ce_qui_est_acquis_ne_se_perime_jamais():
    """G-097: twenty years later, under another name and another e-mail."""
    un = Passage(2, GC, frozenset({"B1", "B2"}), Decision.PARTIELLE)
    deux = Passage(2, COS, frozenset({"B3"}), Decision.PARTIELLE)
    jugement = juge(*faits([un, deux], [DATES[0], dt.date(2043, 10, 13)]))
    assert jugement.situations[1].acquis_avant == {"B1", "B2"}

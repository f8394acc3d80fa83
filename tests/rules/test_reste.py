"""What is left of a CQP that was begun, and what threatens it; what is acquired stays (G-097, K17, K26)."""

import datetime as dt
from collections.abc import Iterable

import pytest

from pipeline.model.catalogue import Catalogue
from pipeline.model.faits import Contenu
from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import Decision, Portee
from pipeline.rules.contexte import Contexte
from pipeline.rules.faits import en_vigueur
from pipeline.rules.reste import PREAVIS, ACompleter, a_completer
from pipeline.rules.situation import juger
from tests.rules.fabrique import CATALOGUE as LIVRES
from tests.rules.fabrique import PARIS, bloque, decision, depot, livre, modifie, pv, seance

GC, COS, ANCIENNE = livre("GC"), livre("COS"), livre("GC", "2021.1")
CATALOGUE = Catalogue(cqp=LIVRES.cqp, referentiels=tuple(r for r in LIVRES.referentiels if r.version < "2026"))
JPN = dt.date(2023, 10, 13)
FIN = dt.date(2026, 7, 8)  # the last day of GC 2023.1, and of its registration: S1, fiche RNCP 35729


def catalogue(*referentiels: Referentiel) -> Catalogue:
    return Catalogue(cqp=CATALOGUE.cqp, referentiels=referentiels)


def reste(
    decisions: Iterable[tuple[Referentiel, Decision, Iterable[str]]],
    jour: dt.date = JPN,
    connus: Catalogue = CATALOGUE,
) -> list[ACompleter]:
    """What one person has left after these decisions of one JPN."""
    contenus: list[Contenu] = []
    docket, rendues, cites = {}, [], {}
    for n, (referentiel, rendue, attribues) in enumerate(decisions, 1):
        vises = tuple(b.code for b in referentiel.blocs)
        contenus.append(pv(referentiel, candidature=f"C-{n}", vises=vises, portee=Portee.BLOCS))
        docket[f"D-{n}"] = f"C-{n}"
        cites[referentiel.code, referentiel.version] = referentiel
        rendues.append(decision(f"D-{n}", rendue, {b: b in attribues for b in vises}))
    contenus.append(seance(JPN, *rendues))
    proclamee = {JPN: dt.datetime.combine(JPN, dt.time(17), PARIS)}
    monde = Contexte(referentiels=cites, dockets={JPN: docket}, proclamations=proclamee)
    jugement = juger(en_vigueur(depot(c, n) for n, c in enumerate(contenus, 1)), monde, bloque)
    (personne,) = jugement.par_personne
    return list(a_completer(jugement.par_personne[personne], jugement.acquis_par_personne[personne], connus, jour))


def codes(restes: list[ACompleter]) -> list[str]:
    return [c.code for r in restes for c in r.alertes]


PARTIELLE = (GC, Decision.PARTIELLE, ("B1", "B2"))


def test_le_reste_d_un_cqp_commence():
    (du,) = reste([PARTIELLE])
    assert (du.referentiel, du.acquis, du.manquants, du.alertes) == (GC, ("B1", "B2"), ("B3",), ())


def test_un_cqp_obtenu_ou_sans_rien_d_acquis_n_a_pas_de_reste():
    """Nor is COS begun by who never presented for it, though blocs 1 and 2 are common."""
    assert reste([(GC, Decision.CERTIFICATION, ("B1", "B2", "B3"))]) == []
    assert reste([(GC, Decision.NON_CERTIFICATION, ())]) == []


def test_ce_qui_est_commun_compte_dans_l_autre_cqp_commence():
    """M-012: a COS holder who begins GC has its third bloc left."""
    (du,) = reste([(COS, Decision.CERTIFICATION, ("B1", "B2", "B3", "B4")), (GC, Decision.NON_CERTIFICATION, ())])
    assert (du.referentiel.code, du.acquis, du.manquants) == ("GC", ("B1", "B2"), ("B3",))


@pytest.mark.parametrize(
    ("jour", "attendues"),
    [
        (FIN - PREAVIS, []),
        (FIN - PREAVIS + dt.timedelta(days=1), ["CQP_BIENTOT_HORS_VIGUEUR"]),
        (FIN, ["CQP_BIENTOT_HORS_VIGUEUR"]),  # the last day is in force
        (FIN + dt.timedelta(days=1), ["CQP_PLUS_EN_VIGUEUR"]),
        (dt.date(2046, 1, 1), ["CQP_PLUS_EN_VIGUEUR"]),
    ],
)
def test_un_referentiel_qui_s_arrete_est_signale_et_les_acquis_restent(jour: dt.date, attendues: list[str]):
    """G-097: no time limit, unless the certification disappears; the date is the référentiel's own."""
    restes = reste([PARTIELLE], jour)
    assert codes(restes) == attendues
    assert all(c.valeurs["le"] == "08/07/2026" for r in restes for c in r.alertes)
    assert [r.acquis for r in restes] == [("B1", "B2")]


def test_une_version_qui_succede_leve_l_alerte():
    """2021.1 ended in 2023: 2023.1 follows it, and its equivalences keep each bloc."""
    (du,) = reste([(ANCIENNE, Decision.PARTIELLE, ("B1", "B2"))])
    assert (du.referentiel, du.acquis, du.alertes) == (GC, ("B1", "B2"), ())


def test_un_bloc_qu_aucune_equivalence_ne_reprend_est_dit():
    """K17: a bloc of an older version counts only as the newer one says."""
    seul = modifie(GC, "regles", equivalences=())
    (du,) = reste([(ANCIENNE, Decision.PARTIELLE, ("B1",))], connus=catalogue(ANCIENNE, seul))
    assert (du.acquis, du.manquants, codes([du])) == ((), ("B1", "B2", "B3"), ["BLOC_SANS_EQUIVALENCE"])
    assert du.alertes[0].valeurs["blocs"] == "B1 (2021.1)"


def test_l_enregistrement_peut_finir_avant_la_version():
    """K26: the end of registration is a date of its own."""
    brut = GC.model_dump()
    brut["en_vigueur"]["au"] = None
    ouvert = catalogue(Referentiel.model_validate(brut))
    assert codes(reste([PARTIELLE], FIN - PREAVIS, ouvert)) == []
    assert codes(reste([PARTIELLE], FIN, ouvert)) == ["ENREGISTREMENT_BIENTOT_ECHU"]
    (apres,) = reste([PARTIELLE], FIN + dt.timedelta(days=1), ouvert)
    assert codes([apres]) == ["ENREGISTREMENT_ECHU"]
    assert apres.alertes[0].valeurs == {"cqp": "GC", "rncp": "35729", "le": "08/07/2026"}


def test_une_version_qui_succede_sans_dire_d_enregistrement_le_fait_savoir():
    """K26: the blocs count in 2026.1, whose renewal nobody knows."""
    (du,) = reste([PARTIELLE], FIN + dt.timedelta(days=1), LIVRES)
    assert (du.referentiel.version, du.acquis, codes([du])) == ("2026.1", ("B1", "B2"), ["ENREGISTREMENT_ECHU"])
    assert du.alertes[0].valeurs["le"] == "08/07/2026"

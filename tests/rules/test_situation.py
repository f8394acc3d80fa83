"""Where each candidature stands: every state of the contract, from the facts alone, in any order."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.etat import EtatCandidature as Etat
from pipeline.model.faits import Contenu, DecisionDossier, Jpn, Piece
from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import Decision, Deroulement, Portee, Voie
from pipeline.rules.acquis import credites
from pipeline.rules.situation import Jugement, Situation
from tests.rules.fabrique import MOTIF, bloque, decision, grille, livre, modifie, seance
from tests.rules.situations import (
    COS,
    GC,
    ID,
    NOVEMBRE,
    OCTOBRE,
    REFERENTIELS,
    candidature,
    contexte,
    jugement,
    manque,
    situation,
)

# --- Before the jury paritaire ---


@pytest.mark.parametrize("referentiel", REFERENTIELS.values(), ids=lambda r: f"{r.code} {r.version}")
@pytest.mark.parametrize("voie", Voie)
def test_un_dossier_entier_est_pret(referentiel: Referentiel, voie: Voie):
    """G-087, M-050: PV, one grid per bloc, the pieces of the route, the signed PV."""
    trouvee = situation(candidature(referentiel, voie=voie))
    assert (trouvee.etat, trouvee.manque) == (Etat.DOSSIER_PRET, ())
    assert (trouvee.calcul, trouvee.avis) == ("totale", "totale")


def test_un_pv_manquant_laisse_la_candidature_incomplete():
    """G-087: what the grids say is already computed."""
    trouvee = situation(candidature()[1:])
    assert (trouvee.etat, manque(trouvee)) == (Etat.INCOMPLETE, [("MANQUE_PV", "")])
    assert [b.calcul for b in trouvee.blocs] == [True, True, True]
    assert (trouvee.personne, trouvee.referentiel) == (None, GC)
    pieces = situation([Piece(candidature=ID, piece="carnet")])
    assert (pieces.etat, pieces.blocs, pieces.referentiel) == (Etat.INCOMPLETE, (), None)


@pytest.mark.parametrize("bloc", ["B1", "B2", "B3"])
def test_chaque_bloc_vise_a_sa_grille(bloc: str):
    """M-027, M-050"""
    faits = [c for c in candidature() if getattr(c, "bloc", None) != bloc]
    trouvee = situation(faits)
    assert (trouvee.etat, manque(trouvee)) == (Etat.INCOMPLETE, [("MANQUE_GRILLE", bloc)])
    assert trouvee.calcul is None
    assert trouvee.ecarts == ()


@pytest.mark.parametrize(
    ("voie", "due", "inutile"),
    [
        (Voie.FORMATION, "carnet", "livret2"),
        (Voie.FORMATION_INDIVIDUALISEE, "carnet", "livret2"),
        (Voie.VAE, "livret2", "carnet"),
    ],
)
def test_les_pieces_dues_dependent_de_la_voie(voie: Voie, due: str, inutile: str):
    """G-087, G-060, M-050, K30: carnet by training, livret 2 by VAE."""
    assert situation(candidature(voie=voie, pieces=(due, "pv-signe"))).etat is Etat.DOSSIER_PRET
    sans = situation(candidature(voie=voie, pieces=(inutile, "pv-signe")))
    assert (sans.etat, manque(sans)) == (Etat.INCOMPLETE, [("MANQUE_PIECE", due)])


def test_le_pv_signe_est_du_sauf_si_le_certificateur_s_en_passe():
    """G-051, K36"""
    sans = situation(candidature(pieces=("carnet",)))
    assert (sans.etat, manque(sans)) == (Etat.INCOMPLETE, [("MANQUE_PV_SIGNE", "")])
    assert situation(candidature(pieces=("carnet",)), contexte(pv_signe_obligatoire=False)).etat is Etat.DOSSIER_PRET


def test_un_dossier_qui_se_contredit_est_a_corriger():
    """G-064, K12: held for a reason that lacks, and released by it."""
    assert situation(candidature(jury={"B1.C1": False})).etat is Etat.A_CORRIGER
    motive = candidature(jury={"B1.C1": False}, motifs_competences={"B1.C1": MOTIF})
    assert situation(motive).etat is Etat.DOSSIER_PRET
    assert [(e.code, e.motif) for e in situation(motive).ecarts] == [("B1.C1", MOTIF)]


def test_ce_qui_est_faux_se_dit_avant_ce_qui_manque():
    trouvee = situation(candidature(jury={"B1.C1": False}, pieces=()))
    assert trouvee.etat is Etat.A_CORRIGER
    assert [code for code, _ in manque(trouvee)] == ["MANQUE_PIECE", "MANQUE_PV_SIGNE"]


@pytest.mark.parametrize(
    ("deroulement", "etat"),
    [(Deroulement.REPORTE, Etat.REPORTEE), (Deroulement.ABSENT, Etat.ABSENT), (Deroulement.EXCUSE, Etat.EXCUSE)],
)
def test_une_epreuve_qui_ne_s_est_pas_tenue_n_a_ni_resultat_ni_manque(deroulement: Deroulement, etat: Etat):
    """M-020"""
    trouvee = situation(candidature(deroulement=deroulement, pieces=()))
    assert (trouvee.etat, trouvee.blocs, trouvee.manque, trouvee.constats) == (etat, (), (), ())
    assert (trouvee.calcul, trouvee.avis, trouvee.ecarts) == (None, None, ())


def test_une_grille_d_un_autre_referentiel_ne_donne_aucun_resultat():
    """G-061: said as such, and not as criteria left without an answer."""
    ancienne = grille(livre("GC", "2021.1"), "B1")
    trouvee = situation([c if getattr(c, "bloc", None) != "B1" else ancienne for c in candidature()])
    assert trouvee.etat is Etat.A_CORRIGER
    assert [c.code for c in trouvee.constats if bloque(c)] == ["VERSIONS_DIFFERENTES"]
    assert trouvee.blocs[0].calcul is None


def test_le_resultat_est_celui_de_la_portee():
    """K31, G-007: one bloc aimed at and validated is a total success, of one bloc."""
    trouvee = situation(candidature(vises=("B2",), portee=Portee.BLOCS))
    assert (trouvee.calcul, trouvee.avis, [b.code for b in trouvee.blocs]) == ("totale", "totale", ["B2"])


# --- At the jury paritaire ---


def rendue(jour: dt.date, *decisions: DecisionDossier) -> Jpn:
    return seance(jour, *decisions)


def certifiee(numero: str, referentiel: Referentiel = GC) -> DecisionDossier:
    return decision(numero, Decision.CERTIFICATION, dict.fromkeys([b.code for b in referentiel.blocs], True))


def test_du_jury_paritaire_a_la_proclamation():
    """G-086, G-090: on the docket, decided, proclaimed; nothing is acquired before."""
    dockets = {OCTOBRE: {"D-1": ID}}
    decidee = [*candidature(), rendue(OCTOBRE, certifiee("D-1"))]
    inscrite = situation(candidature(), contexte(dockets))
    assert (inscrite.etat, inscrite.inscription and inscrite.inscription.numero) == (Etat.INSCRITE, "D-1")
    assert situation(candidature()).inscription is None
    avant = jugement(decidee, contexte(dockets))
    assert (avant.situations[0].etat, avant.acquis) == (Etat.DECIDEE, ())
    apres = jugement(decidee, contexte(dockets, [OCTOBRE]))
    assert apres.situations[0].etat is Etat.PROCLAMEE
    assert [(a.bloc, a.date, a.numero) for a in apres.acquis] == [(b, OCTOBRE, "D-1") for b in ("B1", "B2", "B3")]


def test_seuls_les_blocs_attribues_sont_acquis():
    """M-008, G-097"""
    partielle = decision("D-1", Decision.PARTIELLE, {"B1": True, "B2": False, "B3": True})
    faits = [*candidature(), rendue(OCTOBRE, partielle)]
    assert [a.bloc for a in jugement(faits, contexte({OCTOBRE: {"D-1": ID}}, [OCTOBRE])).acquis] == ["B1", "B3"]


def ajournee(numero: str = "D-1") -> Jpn:
    return rendue(OCTOBRE, decision(numero, Decision.AJOURNEE, {}, motif="Partage des voix"))


def test_un_dossier_ajourne_attend_le_jury_paritaire_suivant():
    """K4, G-089: adjourned once proclaimed, then on the next docket, then decided."""
    un, deux = {OCTOBRE: {"D-1": ID}}, {OCTOBRE: {"D-1": ID}, NOVEMBRE: {"D-2": ID}}
    faits = [*candidature(), ajournee()]
    assert situation(faits, contexte(un)).etat is Etat.DECIDEE
    assert situation(faits, contexte(un, [OCTOBRE])).etat is Etat.AJOURNEE
    assert jugement(faits, contexte(un, [OCTOBRE])).acquis == ()
    assert situation(faits, contexte(deux, [OCTOBRE])).etat is Etat.INSCRITE
    faits.append(rendue(NOVEMBRE, certifiee("D-2")))
    apres = jugement(faits, contexte(deux, [OCTOBRE, NOVEMBRE]))
    assert apres.situations[0].etat is Etat.PROCLAMEE
    assert [i.numero for i in apres.situations[0].inscriptions] == ["D-1", "D-2"]
    assert {a.date for a in apres.acquis} == {NOVEMBRE}


def test_un_ajournement_n_attribue_rien_quoi_qu_il_porte():
    """K4, G-089"""
    contraire = rendue(OCTOBRE, decision("D-1", Decision.AJOURNEE, {"B1": True}, motif="Partage des voix"))
    assert jugement([*candidature(), contraire], contexte({OCTOBRE: {"D-1": ID}}, [OCTOBRE])).acquis == ()


def test_une_proclamation_ne_donne_que_ce_qui_a_ete_decide():
    """G-090, G-013: without a decision, or without a PV, nothing is acquired."""
    monde = contexte({OCTOBRE: {"D-1": ID, "D-2": "GC-3", "D-3": "INCONNUE"}}, [OCTOBRE])
    faits = [*candidature(), *candidature(GC, "GC-3")[1:], rendue(OCTOBRE, certifiee("D-2"), certifiee("D-3"))]
    jugee = jugement(faits, monde)
    assert jugee.acquis == ()
    assert {s.id: s.etat for s in jugee.situations} == {ID: Etat.INSCRITE, "GC-3": Etat.INCOMPLETE}


def test_un_dossier_ajourne_puis_corrige_de_travers_ne_se_represente_pas():
    """K4: the complement that was asked must itself be in order."""
    monde = contexte({OCTOBRE: {"D-1": ID}}, [OCTOBRE])
    assert situation([*candidature(jury={"B1.C1": False}), ajournee()], monde).etat is Etat.A_CORRIGER
    assert situation([*candidature(pieces=("carnet",)), ajournee()], monde).etat is Etat.INCOMPLETE


def test_un_dossier_inscrit_ne_change_plus_d_etat_avec_ses_fichiers():
    """G-086: what was closed stays so, whatever is said of it since."""
    assert situation(candidature(jury={"B1.C1": False}), contexte({OCTOBRE: {"D-1": ID}})).etat is Etat.INSCRITE


# --- What a person already holds (G-097, K17) ---


def parcours(
    code: str, suite: list[Contenu], premiere: Referentiel = GC, attribues: Iterable[str] = ("B1", "B2")
) -> Situation:
    """A first candidature, proclaimed in October with these blocs, then another of the same person."""
    blocs = [b.code for b in premiere.blocs]
    acquis = dict.fromkeys(blocs, False) | dict.fromkeys(attribues, True)
    faits = [
        *candidature(premiere, "AVANT-1", refuses=[b for b in blocs if b not in attribues]),
        rendue(OCTOBRE, decision("D-1", Decision.PARTIELLE, acquis)),
        *suite,
    ]
    return situation(faits, contexte({OCTOBRE: {"D-1": "AVANT-1"}}, [OCTOBRE]), code)


def test_un_candidat_revient_pour_le_bloc_qui_lui_manque():
    """G-097, M-010: the two acquired blocs complete the certification."""
    retour = parcours("APRES-2", candidature(GC, "APRES-2", vises=("B3",)))
    assert (retour.acquis_avant, retour.etat) == ({"B1", "B2"}, Etat.DOSSIER_PRET)


def test_sans_bloc_acquis_viser_un_seul_bloc_n_est_pas_viser_la_certification():
    """M-010: the same candidature of somebody else."""
    autre = parcours("APRES-2", candidature(GC, "APRES-2", vises=("B3",), email="autre@exemple.invalid"))
    assert (autre.acquis_avant, autre.etat) == (frozenset(), Etat.A_CORRIGER)


@pytest.mark.parametrize(("premiere", "seconde"), [(GC, COS), (COS, GC)], ids=["GC puis COS", "COS puis GC"])
def test_les_blocs_communs_s_acquierent_une_fois_pour_les_deux_cqp(premiere: Referentiel, seconde: Referentiel):
    """M-012, K17: blocs 1 and 2; the third bloc of one is not the third of the other."""
    restants = tuple(b.code for b in seconde.blocs if b.code not in {"B1", "B2"})
    blocs = ("B1", "B2", "B3")
    retour = parcours("APRES-2", candidature(seconde, "APRES-2", vises=restants), premiere, blocs)
    assert (retour.acquis_avant, retour.etat) == ({"B1", "B2"}, Etat.DOSSIER_PRET)


def test_le_bloc_d_une_ancienne_version_compte_par_equivalence():
    """K17, G-097: the référentiels that ship say that each bloc of 2021 is worth the one of 2023."""
    retour = parcours("APRES-2", candidature(GC, "APRES-2", vises=("B3",)), livre("GC", "2021.1"))
    assert retour.acquis_avant == {"B1", "B2"}


def test_sans_equivalence_le_bloc_d_une_ancienne_version_ne_compte_pas():
    """K17"""
    seul = modifie(GC, "regles", equivalences=())
    ancienne = jugement(
        [*candidature(livre("GC", "2021.1")), rendue(OCTOBRE, certifiee("D-1"))],
        contexte({OCTOBRE: {"D-1": ID}}, [OCTOBRE]),
    ).acquis
    assert credites(GC, ancienne) == {"B1", "B2", "B3"}
    assert credites(seul, ancienne) == frozenset()


def test_une_equivalence_peut_ne_valoir_que_pour_certaines_versions():
    """K17"""
    une = {"bloc": "B3", "referentiel": "COS", "versions": ("2021.1",), "autre_bloc": "B4", "source": "essai"}
    ouvert = modifie(GC, "regles", equivalences=(une,))
    obtenus = {
        version: jugement(
            [*candidature(livre("COS", version)), rendue(OCTOBRE, certifiee("D-1", COS))],
            contexte({OCTOBRE: {"D-1": ID}}, [OCTOBRE]),
        ).acquis
        for version in ("2021.1", "2023.1")
    }
    assert credites(ouvert, obtenus["2021.1"]) == {"B3"}
    assert credites(ouvert, obtenus["2023.1"]) == frozenset()


def test_ce_qui_est_acquis_le_meme_jour_ou_plus_tard_ne_compte_pas_pour_une_decision_passee():
    """K17: what was decided was decided on what was held then."""
    premiere = candidature(GC, "A-1", vises=("B1", "B2"), portee=Portee.BLOCS)
    seconde = candidature(GC, "B-2", vises=("B3",), portee=Portee.BLOCS)
    deux = decision("D-1", Decision.PARTIELLE, {"B1": True, "B2": True})
    un = decision("D-2", Decision.PARTIELLE, {"B3": True})
    meme_jour = contexte({OCTOBRE: {"D-1": "A-1", "D-2": "B-2"}}, [OCTOBRE])
    assert situation([*premiere, *seconde, rendue(OCTOBRE, deux, un)], meme_jour, "B-2").acquis_avant == frozenset()
    ensuite = contexte({OCTOBRE: {"D-1": "A-1"}, NOVEMBRE: {"D-2": "B-2"}}, [OCTOBRE, NOVEMBRE])
    faits = [*premiere, *seconde, rendue(OCTOBRE, deux), rendue(NOVEMBRE, un)]
    assert situation(faits, ensuite, "B-2").acquis_avant == {"B1", "B2"}
    assert situation(faits, ensuite, "A-1").acquis_avant == frozenset()


def test_un_dossier_ajourne_profite_de_ce_qui_est_acquis_depuis():
    """K4, K17: it is not decided yet."""
    faits = [
        *candidature(GC, "A-1", vises=("B3",), portee=Portee.BLOCS),
        rendue(OCTOBRE, decision("D-1", Decision.AJOURNEE, {}, motif="Complément demandé")),
        *candidature(COS, "B-2", vises=("B1",), portee=Portee.BLOCS),
        rendue(NOVEMBRE, decision("D-2", Decision.PARTIELLE, {"B1": True})),
    ]
    monde = contexte({OCTOBRE: {"D-1": "A-1"}, NOVEMBRE: {"D-2": "B-2"}}, [OCTOBRE, NOVEMBRE])
    jugee = jugement(faits, monde)
    attend = next(s for s in jugee.situations if s.id == "A-1")
    assert (attend.etat, attend.acquis_avant) == (Etat.AJOURNEE, {"B1"})
    assert ["B-2" in t.source for t in jugee.tenus_avant(attend)] == [True]


# --- Any order ---

MELANGE: list[Contenu] = [
    *candidature(),
    *candidature(COS, "COS-1", refuses=["B2"], nom="Autre-Témoin"),
    *candidature(GC, "GC-2", vises=("B3",))[:2],
    *candidature(GC, "GC-3")[1:],
    ajournee(),
    rendue(
        NOVEMBRE,
        certifiee("D-3"),
        decision("D-2", Decision.PARTIELLE, {"B1": True, "B2": False, "B3": True, "B4": True}),
    ),
]
MONDE = contexte({OCTOBRE: {"D-1": ID}, NOVEMBRE: {"D-2": "COS-1", "D-3": ID}}, [OCTOBRE, NOVEMBRE])


def sans_rang(juge: Jugement) -> dict[str, Any]:
    """All that is judged; the receipts alone carry their rank of arrival."""
    return juge.model_dump(exclude={"situations": {"__all__": {"recu": {"depot_pv", "versions"}}}})


@settings(max_examples=40)
@given(st.permutations(MELANGE))
def test_l_ordre_d_arrivee_ne_change_rien(melange: list[Contenu]):
    """contrat.md: the same facts, deposited in any order, are judged alike."""
    assert sans_rang(jugement(melange, MONDE)) == sans_rang(jugement(MELANGE, MONDE))


def test_le_melange_porte_bien_des_cas_differents():
    etats = {s.id: s.etat for s in jugement(MELANGE, MONDE).situations}
    assert etats == {
        ID: Etat.PROCLAMEE,
        "COS-1": Etat.PROCLAMEE,
        "GC-2": Etat.INCOMPLETE,
        "GC-3": Etat.INCOMPLETE,
    }

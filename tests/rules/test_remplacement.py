"""K40: what replaces says what it changes; a result in order does not change without a person."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import texts
from pipeline.model.etat import EtatCandidature as Etat
from pipeline.model.faits import Contenu, Depot, EtatDepot, Grille, Piece, ProcesVerbal
from pipeline.model.vocabulaire import Avis, Deroulement
from pipeline.rules.contexte import Contexte
from pipeline.rules.faits import en_vigueur
from pipeline.rules.remplacement import annoncer, remplacements
from pipeline.rules.situation import Situation, juger
from pipeline.rules.versions import chaines
from tests.rules.fabrique import ANOMALIES, MOTIF, bloque, depot, grille, livre, message, pv
from tests.rules.session.seances import candidat, session
from tests.rules.session.seances import situation as situer

GC, COS = livre("GC"), livre("COS")
ID = "GC-2023-0042"
NON_B2 = {"B2": False, **{c.code: False for c in GC.bloc("B2").competences}}
PIECES = [Piece(candidature=ID, piece=p) for p in ("carnet", "pv-signe")]


def non(bloc: str = "B2", **autres: Any) -> Grille:  # noqa: ANN401 — any field
    return grille(GC, bloc, {c.code: "N" * len(GC.criteres(c.code)) for c in GC.bloc(bloc).competences}, **autres)


OUI = [grille(GC, b) for b in ("B1", "B2", "B3")]
DOSSIER: list[Contenu] = [pv(GC), *OUI, *PIECES]


def situation(faits: Iterable[Contenu | Depot], confirmes: Iterable[str] = ()) -> Situation:
    recus = [f if isinstance(f, Depot) else depot(f, n) for n, f in enumerate(faits, 1)]
    contexte = Contexte(
        referentiels={(r.code, r.version): r for r in (GC, COS)},
        dockets={},
        proclamations={},
        pv_signe_obligatoire=False,  # whatever a scan signs has its own tests
        confirmes=frozenset(confirmes),
    )
    return next(s for s in juger(en_vigueur(recus), contexte, bloque).situations if s.id == ID)


def attend(s: Situation) -> list[str]:
    return [c.apres.id for c in s.attentes]


def corrigee(contenu: Contenu, rang: int, corrige: str, etat: EtatDepot = EtatDepot.ACCEPTE) -> Depot:
    return depot(contenu, rang, etat).model_copy(update={"corrige": corrige})


# --- What waits ---


@pytest.mark.parametrize(
    ("apres", "dit"),
    [
        (pv(GC, jury_blocs=pv(GC, NON_B2).jury_blocs), "B2"),
        (pv(GC, avis=Avis.PARTIELLE, motif_avis="Le jury a revu son avis après lecture du dossier écrit."), "Avis du"),
        (pv(GC, nom="Autre-Témoin"), "Nom"),
        (pv(GC, vises=("B1",)), "B2"),
        (pv(GC, deroulement=Deroulement.REPORTE), "Déroulement"),
        (pv(COS), "référentiel"),
        (non(), "bloc B2"),
    ],
    ids=["bloc", "avis", "personne", "portée", "déroulement", "référentiel", "grille"],
)
def test_un_resultat_un_avis_une_personne_ne_changent_pas_en_silence(apres: Contenu, dit: str):
    """K40: the earlier file was in order; the dossier waits for a person."""
    s = situation([*DOSSIER, apres])
    assert attend(s) == ["DEP-7"]
    assert any(bloque(c) and c.code == "REMPLACEMENT_A_CONFIRMER" for c in s.constats)
    assert dit in message(s.constats, "REMPLACEMENT_A_CONFIRMER")
    assert s.etat is not Etat.DOSSIER_PRET


@pytest.mark.parametrize(
    "apres",
    [
        pv(GC),
        pv(GC, nom=pv(GC).nom.upper(), axes_progres=None, email="autre@exemple.invalid"),
        grille(GC, "B2", {"B2.C1": "O" * (len(GC.criteres("B2.C1")) - 1) + "N"}, commentaires={"B2.C1": "Vu"}),
    ],
    ids=["le même", "des textes", "un critère sans effet"],
)
def test_ce_qui_ne_change_aucun_resultat_passe(apres: Contenu):
    s = situation([*DOSSIER, apres])
    assert (attend(s), s.etat) == ([], Etat.DOSSIER_PRET)


def test_les_deux_pv_d_une_meme_passe_se_retiennent_dans_les_deux_sens():
    """Neither passes, whichever name comes first."""
    un, autre = pv(GC), pv(GC, avis=Avis.PARTIELLE, motif_avis="Le jury a revu son avis après lecture du dossier.")
    for paire in ([un, autre], [autre, un]):
        assert situation([*OUI, *PIECES, *paire]).etat is Etat.A_CORRIGER


def test_un_fichier_contredit_se_corrige_librement():
    """Its own dossier was not in order: nothing is lost by correcting it."""
    faux = pv(GC, NON_B2)  # against its grid, without a reason
    s = situation([*OUI, *PIECES, faux, pv(GC)])
    assert (attend(s), s.etat) == ([], Etat.DOSSIER_PRET)


def test_un_pv_que_sa_session_contredit_se_corrige_librement():
    """K40: the session is the authority; a PV that it held was not in order."""
    convoquee = session((candidat(candidature=ID, nom="Témoin", prenom="Camille"),), (), session=pv(GC).session)
    faux = pv(GC, nom="Autrement", prenom="Dominique")
    faits = [depot(f, n) for n, f in enumerate([faux, *OUI, *PIECES, pv(GC, nom="Témoin", prenom="Camille")], 1)]
    contexte = Contexte(
        referentiels={(r.code, r.version): r for r in (GC, COS)},
        dockets={},
        proclamations={},
        pv_signe_obligatoire=False,
        sessions={convoquee.session: situer(convoquee)},
    )
    s = next(s for s in juger(en_vigueur(faits), contexte, bloque).situations if s.id == ID)
    assert attend(s) == []


def test_les_grilles_et_le_pv_corriges_ensemble_attendent_aussi():
    """Each new file goes with the other: that does not make the old ones wrong."""
    s = situation([*DOSSIER, non(), pv(GC, NON_B2)])
    assert attend(s) == ["DEP-7", "DEP-8"] or set(attend(s)) == {"DEP-7", "DEP-8"}
    assert s.etat is Etat.A_CORRIGER


def test_un_pv_sans_epreuve_se_remplace_par_celui_du_jour():
    """A postponed jury that sat at last: there was no result to lose."""
    assert situation([pv(GC, deroulement=Deroulement.REPORTE), *DOSSIER]).etat is Etat.DOSSIER_PRET


# --- What settles it ---


def test_une_personne_confirme_et_le_dossier_repart():
    faits = [*DOSSIER, pv(GC, nom="Autre-Témoin")]
    assert situation(faits, ["DEP-7"]).etat is Etat.DOSSIER_PRET
    assert attend(situation([*faits, pv(GC, nom="Encore-Un-Autre")], ["DEP-7"])) == ["DEP-8"], "only what was confirmed"


def test_le_bon_fichier_redepose_compte_a_nouveau():
    """Dropped again, what counted settles it; taken back, the wrong one never was."""
    faux = pv(GC, nom="Autre-Témoin")
    assert situation([*DOSSIER, faux, pv(GC)]).etat is Etat.DOSSIER_PRET
    repris = depot(faux, 7, EtatDepot.ANNULE)
    assert situation([*DOSSIER, repris]).etat is Etat.DOSSIER_PRET


def test_le_doute_ne_se_leve_pas_par_une_seconde_erreur():
    """Held against what counted, not against what waits."""
    faux, presque = pv(GC, nom="Autre-Témoin"), pv(GC, nom="Autre-Témoin", axes_progres=None)
    assert attend(situation([*DOSSIER, faux, presque])) == ["DEP-8"]


def test_une_faute_au_passage_ne_leve_pas_le_doute():
    """In order, then a fault without effect on the results, then other results: still held against the first."""
    doublon = pv(GC).membres[0]
    fautif = pv(GC, membres=(doublon, pv(GC).membres[1].model_copy(update={"nom": doublon.nom})))
    assert attend(situation([*DOSSIER, fautif, pv(GC, nom="Autre-Témoin")])) == ["DEP-8"]


@pytest.mark.parametrize(
    ("suite", "retenu"),
    [
        ([corrigee(pv(GC, nom="Autre-Témoin"), 7, "DEP-1")], False),
        ([depot(pv(GC, nom="Autre-Témoin"), 7), corrigee(pv(GC, nom="Autre-Témoin"), 8, "DEP-7")], False),
        (
            [
                corrigee(pv(GC, nom="Autre-Témoin"), 7, "DEP-1", EtatDepot.REFUSE),
                corrigee(pv(GC, nom="Autre-Témoin"), 8, "DEP-7"),
            ],
            False,
        ),
        ([corrigee(pv(GC, nom="Autre-Témoin"), 7, "DEP-2")], True),
        ([depot(pv(GC), 7), corrigee(pv(GC, nom="Autre-Témoin"), 8, "DEP-1")], True),
        ([corrigee(pv(GC, nom="Autre-Témoin"), 7, "DEP-7")], True),
    ],
    ids=["corrige", "redéposée telle quelle", "refusée entre-temps", "autre fichier", "copie périmée", "elle-même"],
)
def test_la_copie_annotee_dit_ce_qu_elle_corrige(suite: list[Depot], *, retenu: bool):
    """K40: the corrected copy names the deposit that counts or that waits; an old copy names neither."""
    assert bool(attend(situation([*DOSSIER, *suite]))) is retenu


# --- Two jurors ---


def test_la_grille_de_l_autre_jure_ne_corrige_rien():
    """G-022: even with the same results, two views of one bloc are not two versions of a file."""
    une, autre = grille(GC, "B2", rempli_par="Alix Témoin"), grille(GC, "B2", rempli_par="Bo Témoin")
    faits = [pv(GC), OUI[0], une, OUI[2], *PIECES]
    s = situation([*faits, autre])
    assert [c.code for c in s.constats if bloque(c)] == ["GRILLE_D_UN_AUTRE_JURE"]
    assert "la grille de l’autre juré (Bo Témoin)" in message(s.constats, "GRILLE_D_UN_AUTRE_JURE")
    assert situation([*faits, autre], ["DEP-7"]).etat is Etat.DOSSIER_PRET
    assert situation([*faits, grille(GC, "B2", rempli_par="ALIX  TÉMOIN")]).etat is Etat.DOSSIER_PRET


def test_la_grille_collective_ferme_celles_des_jures():
    faits = [pv(GC), OUI[0], grille(GC, "B2", rempli_par="Alix Témoin"), OUI[2], *PIECES]
    moins = {"B2.C1": "N" * len(GC.criteres("B2.C1"))}
    collective = grille(GC, "B2", moins, rempli_par="Grille collective")
    assert attend(situation([*faits, collective])) == []
    s = situation([pv(GC), OUI[0], grille(GC, "B2", rempli_par="Collective"), OUI[2], *PIECES, faits[2]])
    assert [c.code for c in s.constats if bloque(c)] == ["GRILLE_D_UN_AUTRE_JURE"]


# --- Order of arrival ---


@settings(max_examples=25)
@given(st.permutations([*PIECES, OUI[0], OUI[2], "pv", "pv", "b2", "b2"]))
@pytest.mark.parametrize(
    "versions",
    [
        {"pv": (pv(GC), pv(GC, nom="Autre-Témoin")), "b2": (OUI[1], OUI[1])},
        {"pv": (pv(GC), pv(GC, NON_B2)), "b2": (OUI[1], non())},
        {"pv": (pv(GC, NON_B2), pv(GC)), "b2": (OUI[1], OUI[1])},
    ],
    ids=["une autre personne", "tout change ensemble", "une correction"],
)
def test_l_ordre_entre_les_places_ne_change_rien(versions: dict[str, tuple[Contenu, ...]], ordre: list[Any]):
    """contrat.md: only the order of the versions of one place says which one is the last."""
    vus = {"pv": iter(versions["pv"]), "b2": iter(versions["b2"])}
    melange = [next(vus[x]) if isinstance(x, str) else x for x in ordre]
    temoin = situation([versions["pv"][0], *OUI[::2], versions["b2"][0], *PIECES, versions["b2"][1], versions["pv"][1]])
    trouvee = situation(melange)
    assert (trouvee.etat, len(trouvee.attentes)) == (temoin.etat, len(temoin.attentes))


# --- What is said ---


def test_ce_qui_change_se_lit_cellule_par_cellule_et_resultat_par_resultat():
    """K40, contrat.md: REMPLACE, with the old and the new; stronger when it weighs."""

    def dit(avant: Contenu, apres: Contenu) -> texts.Anomalie:
        trouve = remplacements([depot(avant, 1), depot(apres, 2)], {("GC", "2023.1"): GC})
        assert trouve.par == {"DEP-1": "DEP-2"}
        return texts.dire(annoncer(trouve.change["DEP-2"]), {}, ANOMALIES)

    change = dit(OUI[1], non())
    assert change.code == "REMPLACE"
    assert change.gravite == "avertissement"
    assert "bloc B2 : 5/5 (seuil 4) validé → 0/5 (seuil 4) non validé" in change.message
    assert "critère B2.C1.1 : Oui → Non" in change.message
    assert dit(pv(GC), pv(GC)).message.endswith("rien de ce qui est lu.")
    assert dit(PIECES[0], PIECES[0]).gravite == "information"


def test_aucun_champ_d_un_pv_ne_change_sans_un_mot():
    """What is projected from the cells is put back under their names, whole."""
    tus = {"genre", "candidature", "referentiel", "version"}  # its place, or told apart
    parties = ("nature", "impact", "decision", "justification")
    plein = pv(
        GC,
        NON_B2,
        motif_avis=MOTIF,
        motifs_competences={"B2.C1": MOTIF},
        motifs_blocs={"B2": MOTIF},
        incident=dict.fromkeys(parties, MOTIF),
        durees={"B1": 60},
        durees_vae={"echange": 35},
    )
    for champ in set(ProcesVerbal.model_fields) - tus:
        valeur = getattr(plein, champ)
        vide = plein.model_copy(update={champ: type(valeur)() if isinstance(valeur, dict | tuple) else None})
        trouve = remplacements([depot(plein, 1), depot(vide, 2)], {("GC", "2023.1"): GC})
        assert trouve.change["DEP-2"].differences, champ


def test_une_place_par_pv_par_bloc_par_piece():
    assert len(chaines(depot(f, n) for n, f in enumerate(DOSSIER))) == 6
    assert len(chaines(depot(f, n) for n, f in enumerate([*DOSSIER, pv(GC, candidature="GC-2"), pv(GC)]))) == 7

"""K35: one wrong cell among sixty candidates holds its candidate, and nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.anomalie import Constat, Place
from pipeline.model.classeur import Brut, CelluleLue, Champ, Formulaire, Genre, Lecture
from pipeline.model.session import Formation, Session
from pipeline.validation import Tri, Valeurs, demande, formation, separer, session, valider
from tests.validation.remplissage import (
    DEMANDE,
    FORMATION,
    PV,
    SESSION,
    TOUT_IMPRIMABLE,
    place,
    referentiel,
    remplie,
    vierge,
)

FAUX: dict[Genre, Brut] = {Genre.CHOIX: "?", Genre.DATE: "hier", Genre.NOMBRE: "x", Genre.HEURE: "midi"}
INVISIBLE = "a\u200bb"  # no text is written so
DES_LIGNES = tuple(c for c in SESSION.champs if c.ligne is not None)
DE_LA_SEANCE = [c for c in SESSION.champs if c.ligne is None and not c.obligatoire]
CLES = {"candidature": "candidat", "membre_nom": "membre", "absence_membre": "absence"}


def faux(champ: Champ) -> Brut:
    return FAUX.get(champ.genre, INVISIBLE)


def trier(lecture: Lecture, formulaire: Formulaire) -> tuple[Tri, tuple[Constat, ...], Valeurs]:
    valeurs, constats = valider(lecture, formulaire, TOUT_IMPRIMABLE)
    return separer(formulaire, (*lecture.constats, *constats), valeurs), constats, valeurs


def la_session(lecture: Lecture) -> tuple[Session, tuple[Constat, ...]]:
    """As the road makes it: nothing refuses the workbook."""
    tri, constats, valeurs = trier(lecture, SESSION)
    assert tri.du_fichier == ()
    return session(valeurs, SESSION, referentiel(), tri.lignes), constats


def la_formation(lecture: Lecture) -> tuple[Formation, tuple[Constat, ...]]:
    tri, constats, valeurs = trier(lecture, FORMATION)
    assert tri.du_fichier == ()
    return formation(valeurs, FORMATION, tri.lignes), constats


def test_k35_un_courriel_faux_retient_son_candidat_et_laisse_les_59_autres():
    """K35."""
    juste, _ = la_session(remplie(SESSION))
    lue, (constat,) = la_session(remplie(SESSION, candidat_email_7="alix.exemple.invalid"))
    assert (constat.code, constat.noms) == ("FORME_INATTENDUE", ("candidat_email_7",))
    assert [c.ligne for c in lue.candidats if c.illisible] == [7]
    assert lue.candidats[6] == juste.candidats[6].model_copy(update={"email": None, "illisible": True})
    assert (*lue.candidats[:6], *lue.candidats[7:]) == (*juste.candidats[:6], *juste.candidats[7:])
    assert lue.model_copy(update={"candidats": juste.candidats}) == juste


def test_k35_le_jure_7_n_est_pas_le_candidat_7():
    """K35."""
    lue, (constat,) = la_session(remplie(SESSION, membre_accord_le_7="bientôt"))
    assert (constat.code, constat.noms) == ("DATE_ILLISIBLE", ("membre_accord_le_7",))
    assert [j.ligne for j in lue.jures if j.illisible] == [7]
    assert (lue.jures[6].accord_le, lue.jures[6].nom) == (None, "Bo Juré-Témoin")
    assert not any(c.illisible for c in lue.candidats)


def test_k35_un_participant_en_faute_laisse_les_autres_se_former():
    """K35."""
    lue, (constat,) = la_formation(remplie(FORMATION, etape_2_minutes_3="1 h 45"))
    assert (constat.code, constat.noms) == ("NOMBRE_ILLISIBLE", ("etape_2_minutes_3",))
    assert [p.ligne for p in lue.participants if p.illisible] == [3]
    assert lue.participants[2].etapes[1] is None
    assert len(lue.participants) == 20


@pytest.mark.parametrize("champ", DE_LA_SEANCE, ids=lambda c: c.nom)
def test_k35_ce_qui_decrit_la_seance_se_perd_sans_refuser_le_classeur(champ: Champ):
    """K35."""
    lue, (constat,) = la_session(remplie(SESSION, **{champ.nom: faux(champ)}))
    assert constat.noms == (champ.nom,)
    assert getattr(lue, champ.role) is None
    assert not any(x.illisible for x in (*lue.candidats, *lue.jures))


@pytest.mark.parametrize(
    ("formulaire", "nom", "ecrit"),
    [
        (SESSION, "fiche_session", None),
        (SESSION, "fiche_session", "n° 42"),
        (SESSION, "fiche_date", None),
        (SESSION, "fiche_date", "hier"),
        (FORMATION, "formation_code", None),
        (FORMATION, "formation_code", INVISIBLE),
    ],
    ids=lambda x: x if isinstance(x, str) else "",
)
def test_sans_sa_session_ou_sa_date_le_classeur_est_refuse(formulaire: Formulaire, nom: str, ecrit: Brut):
    tri, constats, _ = trier(remplie(formulaire, **{nom: ecrit}), formulaire)
    assert tri == (frozenset(), constats)
    assert [c.noms for c in constats] == [(nom,)]


@pytest.mark.parametrize(("role", "liste"), CLES.items())
@pytest.mark.parametrize("ecrit", [None, INVISIBLE])
def test_une_ligne_sans_sa_cle_est_dite_et_n_est_pas_une_ligne(role: str, liste: str, ecrit: Brut):
    cle = next(c.nom for c in SESSION.par_role(role) if c.ligne == 2)
    lue, (constat,) = la_session(remplie(SESSION, **{cle: ecrit}))
    assert constat.noms == (cle,)
    assert constat.code == ("CARACTERE_INTERDIT" if ecrit else "CELLULE_OBLIGATOIRE")
    par_liste = {"candidat": lue.candidats, "membre": lue.jures, "absence": lue.absences}
    assert [x.ligne for x in par_liste[liste][:2]] == [1, 3]
    entieres = {nom: [x.ligne for x in lignes] for nom, lignes in par_liste.items() if nom != liste}
    assert all(numeros == list(range(1, len(numeros) + 1)) for numeros in entieres.values())


def test_une_ligne_sans_sa_cle_ni_rien_n_est_pas_commencee():
    lue, constats = la_session(vierge(SESSION, fiche_session="S-1", fiche_date="02/10/2023"))
    assert constats == ()
    assert (lue.candidats, lue.jures, lue.absences, lue.salles) == ((), (), (), ())


def test_ce_que_la_lecture_refuse_dans_une_ligne_ne_retient_qu_elle():
    erreur = Constat(code="CELLULE_EN_ERREUR", places=(place("candidat_poste_5"),), valeurs={"trouve": "#REF!"})
    lue, constats = la_session(remplie(SESSION, candidat_poste_5=None).avec(erreur))
    assert constats == ()
    assert [c.ligne for c in lue.candidats if c.illisible] == [5]


def test_une_cle_que_la_lecture_refuse_n_est_pas_en_plus_dite_vide():
    erreur = Constat(code="CELLULE_EN_ERREUR", places=(place("candidat_candidature_5"),), valeurs={"trouve": "#N/A"})
    lue, constats = la_session(remplie(SESSION, candidat_candidature_5=None).avec(erreur))
    assert constats == ()
    assert 5 not in [c.ligne for c in lue.candidats]


@pytest.mark.parametrize(
    "constat",
    [
        Constat(code="REPERE_AMBIGU", valeurs={"repere": "candidat_nom_1"}),
        Constat(code="CELLULE_HORS_LIMITES", places=(Place(feuille="Candidats", cellule="A6000"),)),
        Constat(code="VERSION_PERIMEE", noms=("fiche_date",)),
        Constat(code="IDENTITE_MODIFIEE", noms=("fiche_session",)),
    ],
    ids=lambda c: c.code,
)
def test_ce_qui_touche_le_classeur_entier_le_refuse(constat: Constat):
    assert separer(SESSION, [constat], {}) == (frozenset(), (constat,))


def test_une_formule_dans_une_ligne_ne_retient_qu_elle():
    lecture = remplie(SESSION)
    lecture.cellules["candidat_voie_9"] = CelluleLue(place=place("candidat_voie_9"), formule=True)
    lue, (constat,) = la_session(lecture)
    assert constat.code == "FORMULE_DANS_SAISIE"
    assert [(c.ligne, c.voie) for c in lue.candidats if c.illisible] == [(9, None)]


def test_dans_un_pv_chaque_faute_est_celle_du_pv():
    tri, constats, _ = trier(remplie(PV, membre_role_3="Juge", fiche_email="?"), PV)
    assert tri == (frozenset(), constats)
    assert len(constats) == 2


@given(st.sets(st.sampled_from(DES_LIGNES), max_size=60))
def test_k35_aucune_faute_de_ligne_ne_refuse_la_session(fautives: set[Champ]):
    """K35."""
    lue, constats = la_session(remplie(SESSION, **{c.nom: faux(c) for c in fautives}))
    assert {nom for c in constats for nom in c.noms} == {c.nom for c in fautives}
    for liste, role, lignes in (("candidat", "candidature", lue.candidats), ("membre", "membre_nom", lue.jures)):
        touchees = {c.ligne for c in fautives if c.nom.startswith(liste)}
        perdues = {c.ligne for c in fautives if c.role == role}
        assert {x.ligne for x in lignes if x.illisible} == touchees - perdues
        assert {x.ligne for x in lignes} == {c.ligne for c in SESSION.par_role(role)} - perdues


def test_k35_une_ligne_de_demande_en_faute_laisse_les_autres_s_executer():
    """K35; without any line left, the whole request comes back."""
    ordre: dict[str, Brut] = {"demande_demandeur": "Bo", "ordre_quoi_1": "Préparer l'ordre du jour"}
    sans_date = {**ordre, "ordre_motif_1": "Séance", "ordre_date_1": "bientôt"}
    seconde = {"ordre_quoi_2": "Reprendre un fichier", "ordre_cible_2": "D-000001", "ordre_motif_2": "Tachée"}
    tri, _, lues = trier(vierge(DEMANDE, **sans_date, **seconde), DEMANDE)
    assert tri.du_fichier == ()
    lue = demande(lues, DEMANDE, tri.lignes)
    assert ([o.ligne for o in lue.ordres], lue.fautives) == ([2], (1,))
    tri, constats, _ = trier(vierge(DEMANDE, **sans_date), DEMANDE)
    assert tri.du_fichier == constats

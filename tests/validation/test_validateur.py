"""Cells to data: every fault at once, each with its cell and what was found."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import forms, texts
from pipeline.model.anomalie import Constat, Gravite
from pipeline.model.classeur import Brut, CelluleLue, Formulaire, Genre, Lecture
from pipeline.settings import Argument, shipped
from pipeline.validation import Validateur, valider
from pipeline.validation.textes import code
from tests.validation.remplissage import GRILLE, JPN, PHRASE, PV, TOUT_IMPRIMABLE, constats, place, remplie, vierge
from tests.validation.test_textes import INVISIBLES

TEXTES = [c for f in (GRILLE, PV, JPN) for c in f.champs if c.genre is Genre.TEXTE]


@dataclasses.dataclass
class Cas:
    """What is written in a cell, and what must be found."""

    formulaire: Formulaire
    nom: str
    ecrit: Brut
    code: str
    trouve: str = ""


@pytest.mark.parametrize("formulaire", [GRILLE, PV, JPN], ids=["grille", "pv", "jpn"])
def test_un_classeur_bien_rempli_n_a_rien_a_se_reprocher(formulaire: Formulaire):
    valeurs, fautes = valider(remplie(formulaire), formulaire, TOUT_IMPRIMABLE)
    assert fautes == ()
    assert valeurs.keys() == {c.nom for c in formulaire.champs}


@pytest.mark.parametrize(
    "cas",
    [
        Cas(GRILLE, "critere_b3_c1_1", "peut-être", "CHOIX_INCONNU", "peut-être"),
        Cas(GRILLE, "critere_b3_c1_1", ecrit=True, code="CHOIX_INCONNU", trouve="VRAI"),
        Cas(GRILLE, "fiche_date", "2 brumaire", "DATE_ILLISIBLE", "2 brumaire"),
        Cas(GRILLE, "duree_echange", "un quart d'heure", "NOMBRE_ILLISIBLE", "un quart d'heure"),
        Cas(GRILLE, "duree_echange", -1, "NOMBRE_ILLISIBLE", "-1"),
        Cas(GRILLE, "duree_echange", 10_000, "NOMBRE_ILLISIBLE", "10000"),
        Cas(GRILLE, "fiche_candidature", "n° 42", "FORME_INATTENDUE", "n° 42"),
        Cas(GRILLE, "fiche_session", "S" * 41, "FORME_INATTENDUE", "S" * 41),
        Cas(GRILLE, "fiche_session", "S\n", "", ""),
        Cas(PV, "fiche_email", "alix.exemple.invalid", "FORME_INATTENDUE", "alix.exemple.invalid"),
        Cas(PV, "releve_decision", "RAS", "ARGUMENT_INSUFFISANT", "RAS"),
        Cas(PV, "fiche_organisme", "RAS", "", ""),
        Cas(JPN, "dossier_motif_1", "idem", "ARGUMENT_INSUFFISANT", "idem"),
        Cas(JPN, "pour_salaries_2", "trois", "NOMBRE_ILLISIBLE", "trois"),
    ],
    ids=lambda cas: f"{cas.nom} {cas.ecrit}"[:40],
)
def test_ce_qui_est_trouve_est_dit_avec_sa_cellule(cas: Cas):
    fautes = constats(cas.formulaire, **{cas.nom: cas.ecrit})
    assert [(c.code, c.noms, c.valeurs["trouve"]) for c in fautes] == (
        [(cas.code, (cas.nom,), cas.trouve)] if cas.code else []
    )


def test_un_choix_inconnu_dit_les_choix_possibles():
    (faute,) = constats(PV, fiche_voie="Apprentissage")
    assert faute.valeurs["attendu"] == "« Formation », « Formation individualisée », « VAE »"


@pytest.mark.parametrize(("longueur", "code"), [(120, []), (121, ["REPONSE_TROP_LONGUE"])])
def test_un_nom_tient_en_120_caracteres(longueur: int, code: list[str]):
    for nom in ("fiche_nom", "fiche_prenom", "membre_nom_3"):
        assert [c.code for c in constats(PV, **{nom: "é" * longueur})] == code


@pytest.mark.parametrize(("longueur", "code"), [(32_767, []), (32_768, ["REPONSE_TROP_LONGUE"])])
def test_un_texte_tient_dans_une_cellule(longueur: int, code: list[str]):
    texte = (PHRASE * 500)[: longueur - 1] + "."
    assert [c.code for c in constats(PV, points_forts=texte)] == code


def test_tout_est_dit_en_une_fois():
    fautes = constats(PV, fiche_date="hier", fiche_voie="?", releve_decision="ok", duree_b1="x", fiche_nom=None)
    assert {(c.code, c.noms[0]) for c in fautes} == {
        ("DATE_ILLISIBLE", "fiche_date"),
        ("CHOIX_INCONNU", "fiche_voie"),
        ("ARGUMENT_INSUFFISANT", "releve_decision"),
        ("NOMBRE_ILLISIBLE", "duree_b1"),
        ("CELLULE_OBLIGATOIRE", "fiche_nom"),
    }


def test_une_grille_vierge_demande_chaque_critere_en_une_anomalie():
    lecture = vierge(GRILLE)
    _, fautes = valider(lecture, GRILLE, TOUT_IMPRIMABLE)
    assert {c.noms[0] for c in fautes} == {c.nom for c in GRILLE.champs if c.obligatoire}
    anomalies = texts.dire_tout(fautes, lecture.places(), texts.catalogue((shipped("templates"),)))
    assert [(a.code, len(a.cellules)) for a in anomalies] == [("CELLULE_OBLIGATOIRE", 54 + 3)]


def test_des_espaces_ne_remplissent_pas_une_cellule():
    assert [c.code for c in constats(PV, fiche_nom=" \u00a0\n")] == ["CELLULE_OBLIGATOIRE"]


def test_une_formule_dans_une_saisie_n_est_pas_lue_et_se_dit_seule():
    cellules = {**remplie(GRILLE).cellules, "fiche_date": CelluleLue(place=place("fiche_date"), formule=True)}
    valeurs, fautes = valider(Lecture(identite=GRILLE.identite, cellules=cellules), GRILLE, TOUT_IMPRIMABLE)
    assert [(c.code, c.noms) for c in fautes] == [("FORMULE_DANS_SAISIE", ("fiche_date",))]
    assert "fiche_date" not in valeurs


def test_un_texte_qui_commence_par_egal_est_un_texte():
    valeurs, fautes = valider(remplie(PV, fiche_organisme="=1+1"), PV, TOUT_IMPRIMABLE)
    assert (valeurs["fiche_organisme"], fautes) == ("=1+1", ())


def test_une_cellule_supprimee_bloque_si_elle_est_obligatoire_et_se_dit_sinon():
    lecture = remplie(GRILLE)
    for nom in ("critere_b3_c1_1", "commentaire_b3_c1"):
        del lecture.cellules[nom]
    _, fautes = valider(lecture, GRILLE, TOUT_IMPRIMABLE)
    assert [(c.code, c.gravite) for c in fautes] == [
        ("CELLULE_PERDUE", Gravite.BLOQUANTE),
        ("CELLULE_PERDUE", Gravite.AVERTISSEMENT),
    ]
    assert "Les éléments de la situation familiale" in fautes[0].valeurs["cellules"]
    assert fautes[1].valeurs["cellules"] == "Commentaire sur la compétence B3.C1"


def test_beaucoup_de_cellules_supprimees_tiennent_en_une_phrase():
    lecture = Lecture(identite=GRILLE.identite)
    _, fautes = valider(lecture, GRILLE, TOUT_IMPRIMABLE)
    assert len(fautes) == 2
    assert fautes[0].valeurs["cellules"].endswith(" et 52 autre(s)")


def test_ce_que_la_lecture_a_deja_refuse_n_est_pas_dit_vide():
    erreur = Constat(code="CELLULE_EN_ERREUR", places=(place("fiche_date"),))
    lecture = remplie(GRILLE, fiche_date=None).avec(erreur)
    assert valider(lecture, GRILLE, TOUT_IMPRIMABLE)[1] == ()


def test_une_ligne_commencee_doit_dire_qui_et_dans_quel_role():
    vide: dict[str, Brut] = dict.fromkeys(
        [f"membre_{x}_3" for x in ("nom", "role", "organisme", "present", "signature")]
    )
    assert constats(PV, **vide) == []
    assert [c.noms for c in constats(PV, **vide | {"membre_present_3": "Oui"})] == [
        ("membre_nom_3",),
        ("membre_role_3",),
    ]
    assert [c.noms for c in constats(PV, **vide | {"membre_nom_3": "Bo"})] == [("membre_role_3",)]
    assert [c.code for c in constats(PV, **vide | {"membre_nom_3": "Bo", "membre_role_3": "Juge"})] == ["CHOIX_INCONNU"]


def test_le_role_d_un_membre_dont_la_cellule_est_perdue_manque_encore():
    lecture = remplie(PV)
    del lecture.cellules["membre_role_3"]
    _, fautes = valider(lecture, PV, TOUT_IMPRIMABLE)
    assert [(c.code, c.noms) for c in fautes] == [("CELLULE_PERDUE", ()), ("CELLULE_OBLIGATOIRE", ("membre_role_3",))]


def test_un_dossier_commence_doit_dire_sa_decision():
    assert [c.noms for c in constats(JPN, dossier_decision_2=None)] == [("dossier_decision_2",)]
    assert [c.noms for c in constats(JPN, dossier_numero_2=None)] == [("dossier_numero_2",)]
    vide: dict[str, Brut] = {c.nom: None for c in JPN.champs if c.ligne == 2 and not c.role.startswith("membre")}
    assert constats(JPN, **vide) == []


@pytest.mark.parametrize("caractere", INVISIBLES, ids=lambda c: f"{ord(c):04X}")
def test_un_caractere_invisible_est_refuse_partout_avec_son_code_et_sa_place(caractere: str):
    for champ in TEXTES:
        formulaire = next(f for f in (GRILLE, PV, JPN) if champ in f.champs)
        (faute,) = constats(formulaire, **{champ.nom: f"abc {caractere}def"})
        assert (faute.code, faute.noms) == ("CARACTERE_INTERDIT", (champ.nom,))
        assert faute.valeurs == {"caractere": code(caractere), "rang": "5"}


@pytest.mark.parametrize(
    "hostile",
    [
        "& < > {{ 7*7 }} {% %} </w:p>",
        "=1+1",
        "'; DROP TABLE",
        "#eval(1)",
        "$x^2$ \\n @cle",
        "${jndi:x}",
        "]]>",
    ],
)
def test_une_chaine_hostile_arrive_intacte_ou_est_refusee_avec_sa_cellule(hostile: str):
    for champ in TEXTES:
        formulaire = next(f for f in (GRILLE, PV, JPN) if champ in f.champs)
        for ecrit in (hostile, f"{PHRASE} {hostile}"):
            valeurs, fautes = valider(remplie(formulaire, **{champ.nom: ecrit}), formulaire, TOUT_IMPRIMABLE)
            if not fautes:
                assert valeurs[champ.nom] == ecrit
            assert {n for c in fautes for n in c.noms} <= {champ.nom}


def test_un_caractere_sans_glyphe_est_montre_avec_son_code():
    sans_ideogrammes = Validateur(imprimable=lambda c: ord(c) < 0x2E80)
    lecture = remplie(PV, points_forts=f"{PHRASE} 漢字漢", axes_progres=f"{PHRASE}\n\tà l’œuvre\u00a0!")
    _, (faute,) = valider(lecture, PV, sans_ideogrammes)
    assert (faute.code, faute.noms) == ("CARACTERE_NON_IMPRIMABLE", ("points_forts",))
    assert faute.valeurs == {"caracteres": "漢 字", "codes": "U+6F22, U+5B57"}


def test_le_reglage_de_l_argument_est_suivi():
    souple = Validateur(argument=Argument(lettres_min=2, mots_differents_min=1), imprimable=lambda _: True)
    assert valider(remplie(PV, points_forts="Bon"), PV, souple)[1] == ()
    (constat,) = constats(PV, points_forts="Bon")
    assert (constat.code, constat.valeurs["mots"]) == ("ARGUMENT_INSUFFISANT", "3"), "what would suffice is said"


@given(
    st.dictionaries(st.sampled_from([c.nom for c in PV.champs]), st.text() | st.integers() | st.floats() | st.dates())
)
def test_chaque_faute_se_dit_en_une_phrase_qui_s_affiche_et_montre_ses_cellules(ecrits: dict[str, Brut]):
    lecture = vierge(PV, **ecrits)
    _, fautes = valider(lecture, PV, TOUT_IMPRIMABLE)
    for anomalie in texts.dire_tout(fautes, lecture.places(), texts.catalogue((shipped("templates"),))):
        assert anomalie.cellules
        assert anomalie.message.isprintable()


def test_un_meme_formulaire_refait_est_juge_pareil():
    """Forms are cached under a cheap hash: two of one identity must not be taken for each other."""
    un, deux = (
        forms.jpn((forms.LigneJpn(ligne=1, blocs=("B1",)),)),
        forms.jpn((forms.LigneJpn(ligne=1, blocs=("B2",)),)),
    )
    for formulaire in (un, deux, un):
        assert valider(remplie(formulaire), formulaire, TOUT_IMPRIMABLE)[1] == ()


def test_d_une_longue_liste_la_reponse_la_plus_proche_est_dite():
    """G-061: of seventeen orders, the one that was meant."""
    demande = forms.demande()
    (champ,) = (c for c in demande.champs if c.nom == "ordre_quoi_1")
    assert len(champ.choix) > 5
    (constat,) = (c for c in constats(demande, ordre_quoi_1="Confirmer un remplacment") if c.code == "CHOIX_INCONNU")
    assert constat.valeurs["proche"] == " La plus proche : « Confirmer un remplacement »."
    (court,) = (c for c in constats(PV, fiche_voie="Formaton") if c.code == "CHOIX_INCONNU")
    assert court.valeurs["proche"] == ""

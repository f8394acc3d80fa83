"""The forms: what must be asked, under names and roles that others rely on (contrat.md)."""

import re

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import forms, referentiels
from pipeline.errors import ConfigurationError
from pipeline.model.catalogue import Catalogue
from pipeline.model.classeur import Champ, Formulaire, Genre
from pipeline.settings import shipped

NOM = re.compile(r"[a-z]+(_[a-z0-9]+)+")
# Copied from contrat.md, and the two roles added since.
ROLES_PV = """
candidature session date nom prenom email organisme branche employeur_email voie portee vise deroulement
identite_verifiee deliberation_hors_candidat membre_nom membre_role membre_organisme membre_present membre_signature
duree duree_vae jury_competence jury_bloc avis releve_decision points_forts points_faibles preconisation_type
preconisation axes_progres commentaire_candidat commentaire_employeur ecart_motif incident_nature incident_impact
incident_decision incident_justification
"""
ROLES_JPN = """
jpn_date jpn_heure liste_adoptee preconisation_type
question_dossier question_destinataire question_texte question_reponse
membre_nom membre_college membre_present dossier_numero dossier_decision dossier_bloc dossier_motif
pour_salaries contre_salaries abstention_salaries pour_employeurs contre_employeurs abstention_employeurs
preconisation commentaire_candidat commentaire_employeur
"""
codes = st.from_regex(r"\A[A-Z0-9][A-Za-z0-9.\-]{0,30}\Z")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return referentiels.charger((shipped("referentiels"),))


def tous(catalogue: Catalogue) -> list[Formulaire]:
    grilles = [forms.grille(r, b.code) for r in catalogue.referentiels for b in r.blocs]
    return [*grilles, *map(forms.pv, catalogue.referentiels), forms.jpn_vierge(("B1", "B2"))]


def test_une_cellule_un_nom_qui_ne_ressemble_pas_a_une_adresse(catalogue: Catalogue):
    for formulaire in tous(catalogue):
        noms = [c.nom for c in formulaire.champs]
        assert len(noms) == len(set(noms))
        assert all(map(NOM.fullmatch, noms))


@given(codes)
def test_tout_code_donne_un_nom_permis(code: str):
    assert NOM.fullmatch(forms.nom("critere", code))


def test_deux_codes_pour_une_cellule_sont_refuses(catalogue: Catalogue):
    referentiel = catalogue.version("GC", "2023.1")
    premier = referentiel.evaluation.criteres[0]
    double = premier.model_copy(update={"code": premier.code.replace(".", "-")})
    evaluation = referentiel.evaluation.model_copy(update={"criteres": (*referentiel.evaluation.criteres, double)})
    with pytest.raises(ConfigurationError, match="critere_b1_c1_1"):
        forms.grille(referentiel.model_copy(update={"evaluation": evaluation}), "B1")


def test_m027_la_grille_porte_chaque_critere_du_bloc_et_eux_seuls(catalogue: Catalogue):
    """M-027."""
    for referentiel in catalogue.referentiels:
        for bloc in referentiel.blocs:
            competences = {c.code for c in bloc.competences}
            attendus = {c.code for c in referentiel.evaluation.criteres if c.competence in competences}
            criteres = forms.grille(referentiel, bloc.code).par_role("critere")
            assert {c.critere for c in criteres} == attendus
            assert all(c.obligatoire and c.choix == ("Oui", "Non", "Non observé") for c in criteres)


def test_les_roles_du_contrat(catalogue: Catalogue):
    for referentiel in catalogue.referentiels:
        assert {c.role for c in forms.pv(referentiel).champs} == set(ROLES_PV.split())
        assert {c.role for c in forms.grille(referentiel, "B1").champs} == {
            *("candidature", "session", "date", "critere", "commentaire", "duree", "rempli_par")
        }
    assert {c.role for c in forms.jpn_vierge(("B1",)).champs} == set(ROLES_JPN.split())


def test_n_est_toujours_obligatoire_que_ce_qui_ne_depend_de_rien(catalogue: Catalogue):
    pv = forms.pv(catalogue.version("COS", "2023.1"))
    assert {c.role for c in pv.champs if c.obligatoire} == {
        *("candidature", "session", "date", "nom", "prenom", "voie", "portee", "deroulement")
    }
    assert {c.role for c in forms.jpn_vierge(("B1",)).champs if c.obligatoire} == {"jpn_date", "jpn_heure"}


def test_m019_le_pv_laisse_voir_un_troisieme_membre(catalogue: Catalogue):
    """M-019."""
    assert len(forms.pv(catalogue.version("GC", "2023.1")).par_role("membre_nom")) == 3


def test_m054_trois_niveaux_de_decision_et_un_motif_a_chacun(catalogue: Catalogue):
    """M-054."""
    for referentiel in catalogue.referentiels:
        pv = forms.pv(referentiel)
        competences = {(b.code, c.code) for b in referentiel.blocs for c in b.competences}
        blocs = {(b.code, None) for b in referentiel.blocs}
        assert {(c.bloc, c.competence) for c in pv.par_role("jury_competence")} == competences
        assert {(c.bloc, c.competence) for c in pv.par_role("jury_bloc")} == blocs
        assert {(c.bloc, c.competence) for c in pv.par_role("ecart_motif")} == {*competences, *blocs, (None, None)}


def test_g049_ce_qui_veut_un_argument(catalogue: Catalogue):
    """G-049."""
    pv = forms.pv(catalogue.version("GC", "2023.1"))
    assert {c.role for c in pv.champs if c.argument} == {
        *("ecart_motif", "releve_decision", "points_forts", "points_faibles", "preconisation", "axes_progres"),
        *("commentaire_candidat", "commentaire_employeur"),
        *("incident_nature", "incident_impact", "incident_decision", "incident_justification"),
    }


def test_g101_la_vae_ne_demande_ni_age_ni_statut_ni_diplome(catalogue: Catalogue):
    """G-101."""
    textes = " ".join(f"{c.role} {c.libelle} {c.aide}".lower() for c in forms.pv(catalogue.referentiels[0]).champs)
    assert not re.search(r"\b(naissance|âge|sexe|nationalité|diplôme|handicap|santé|statut)\b", textes)


def test_chaque_cellule_dit_quoi_ecrire(catalogue: Catalogue):
    for formulaire in tous(catalogue):
        for champ in formulaire.champs:
            assert champ.aide.endswith(".")
            assert champ.libelle
            assert bool(champ.choix) is (champ.genre is Genre.CHOIX)


@given(st.dictionaries(st.integers(1, 40), st.sets(codes, max_size=6), max_size=8))
def test_les_lignes_du_jury_paritaire_se_retrouvent_par_les_noms(docket: dict[int, set[str]]):
    uniques = {n: {forms.nom(c): c for c in blocs}.values() for n, blocs in docket.items()}
    connus = {forms.nom(c): c for blocs in uniques.values() for c in blocs}
    lignes = tuple(
        forms.LigneJpn(ligne=n, blocs=tuple(sorted((connus[forms.nom(c)] for c in blocs), key=lambda c: (len(c), c))))
        for n, blocs in sorted(uniques.items())
    )
    noms = [c.nom for c in forms.jpn(lignes).champs]
    assert forms.lignes_jpn(reversed(noms), connus.values()) == lignes


def test_sans_liste_de_codes_un_bloc_s_ecrit_en_capitales():
    assert forms.lignes_jpn(["dossier_numero_3", "dossier_bloc_3_b2", "autre_nom_1"]) == (
        forms.LigneJpn(ligne=3, blocs=("B2",)),
    )


def test_le_schema_est_un_json_schema(catalogue: Catalogue):
    for formulaire in tous(catalogue):
        jsonschema.Draft202012Validator.check_schema(forms.schema(formulaire))


def test_le_schema_refuse_ce_que_le_formulaire_n_attend_pas(catalogue: Catalogue):
    schema = forms.schema(forms.pv(catalogue.version("GC", "2023.1")))
    juge = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker(["date"]))
    bon = {
        "fiche_candidature": "C-1",
        "fiche_session": "S-1",
        "fiche_date": "2023-10-02",
        "fiche_nom": "Öztürk",
        "fiche_prenom": "Bo",
        "fiche_voie": "VAE",
        "fiche_portee": "Certification",
        "fiche_deroulement": "Tenu",
    }
    assert juge.is_valid(bon)
    for faux in (
        *({"fiche_candidature": "-C"}, {"fiche_candidature": "C" * 41}, {"fiche_date": "02/10/2023"}),
        *({"fiche_nom": "x" * 121}, {"fiche_voie": "vae"}, {"duree_b1": -1}, {"duree_b1": 1.5}, {"inconnu": "x"}),
        *({"fiche_email": "sans arobase"}, {"fiche_email": "a@b"}),
    ):
        assert not juge.is_valid(bon | faux), faux


def test_une_heure_s_ecrit_sur_deux_chiffres():
    champ = Champ(nom="une_heure", role="heure", libelle="Heure", genre=Genre.HEURE)
    formulaire = forms.jpn(()).model_copy(update={"champs": (champ,)})
    juge = jsonschema.Draft202012Validator(forms.schema(formulaire))
    assert juge.is_valid({"une_heure": "23:59"})
    assert not any(juge.is_valid({"une_heure": h}) for h in ("24:00", "9:00", "09:60"))

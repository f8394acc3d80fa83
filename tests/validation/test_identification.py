"""Which form is this workbook? And what is said to the person when there is none."""

from datetime import date

import pytest

from pipeline import forms, texts
from pipeline.model.anomalie import Constat
from pipeline.model.catalogue import Catalogue
from pipeline.model.classeur import Brut, Formulaire, Lecture
from pipeline.settings import shipped
from pipeline.validation import identifier, modules_de_formation
from tests.validation.remplissage import (
    CATALOGUE,
    COMPTE_RENDU,
    DEMANDE,
    FORMATION,
    GRILLE,
    JPN,
    PLANNING,
    PV,
    SESSION,
    cellules,
    identite,
    referentiel,
    remplie,
)


def dire(constats: tuple[Constat, ...]) -> list[tuple[str, str]]:
    anomalies = texts.dire_tout(constats, {}, texts.catalogue((shipped("templates"),)))
    assert all(a.bloquante and a.action for a in anomalies)
    return [(a.code, a.message) for a in anomalies]


def lecture(type_: str = "grille", jour: Brut = date(2023, 10, 2), **autres: str) -> Lecture:
    attributs = {"referentiel": "GC", "version": "2023.1", "bloc": "B3"} | autres
    return Lecture(identite=identite(type_, **attributs), cellules=cellules({"fiche_date": jour}))


@pytest.mark.parametrize(
    "formulaire",
    [GRILLE, PV, JPN, SESSION, PLANNING, FORMATION, COMPTE_RENDU, DEMANDE],
    ids=lambda f: f.identite.type,
)
def test_un_classeur_a_jour_est_reconnu(formulaire: Formulaire):
    assert identifier(remplie(formulaire), CATALOGUE) == (formulaire, ())


@pytest.mark.parametrize("bloc", ["B3", "b3", "3", "Gestion des droits de l'utilisateur de la Sécurité sociale"])
def test_k14_un_bloc_se_dit_de_plusieurs_manieres(bloc: str):
    """K14."""
    assert identifier(lecture(referentiel="gc", bloc=bloc), CATALOGUE) == (GRILLE, ())


@pytest.mark.parametrize(
    ("lu", "code", "message"),
    [
        (Lecture(identite=None), "CLASSEUR_INCONNU", "ne vient pas de nos modèles"),
        (lecture("facture"), "TYPE_INCONNU", "« facture »"),
        (lecture(schema_version="2"), "CLASSEUR_D_UN_AUTRE_PROGRAMME", "modèle n° 2"),
        (lecture(referentiel="ABC"), "REFERENTIEL_INCONNU", "« ABC » n’existe pas"),
        (lecture(referentiel="DAM"), "REFERENTIEL_ABSENT", "Délégué de l'assurance maladie (DAM) n’est pas encore"),
        (lecture(version="2019.1"), "VERSION_INCONNUE", "celles qui le sont : 2021.1, 2023.1, 2026.1."),
        (lecture(bloc="B7"), "BLOC_INCONNU", "les blocs sont : B1, B2, B3."),
    ],
    ids=lambda x: x if isinstance(x, str) else "",
)
def test_sans_formulaire_on_dit_pourquoi(lu: Lecture, code: str | None, message: str):
    formulaire, constats = identifier(lu, CATALOGUE)
    assert formulaire is None
    ((trouve, phrase),) = dire(constats)
    assert trouve == code
    assert message in phrase


def test_g002_un_cqp_inconnu_recoit_la_liste_des_huit():
    """G-002."""
    ((_, phrase),) = dire(identifier(lecture(referentiel="XYZ"), CATALOGUE)[1])
    for intitule in (
        *("Délégué de l'assurance maladie", "Manager opérationnel", "Conseiller offres de services"),
        *("Gestionnaire conseil", "Gestionnaire carrière", "Contrôleur du recouvrement", "Contrôleur allocataires"),
        "Inspecteur du recouvrement",
    ):
        assert intitule in phrase


def test_un_cqp_hors_de_la_liste_mais_installe_est_reconnu():
    """Article 5 and other certifiers bring référentiels of their own."""
    autre = referentiel().model_copy(update={"code": "AUTRE"})
    catalogue = Catalogue(cqp=CATALOGUE.cqp, referentiels=(autre,))
    assert identifier(lecture("pv", referentiel="AUTRE"), catalogue) == (forms.pv(autre), ())


@pytest.mark.parametrize(
    ("version", "jour", "code"),
    [
        ("2021.1", date(2023, 8, 31), None),
        ("2021.1", date(2023, 9, 1), "VERSION_PERIMEE"),
        ("2021.1", "01/09/2023", "VERSION_PERIMEE"),
        ("2023.1", date(2023, 8, 31), "VERSION_PERIMEE"),
        ("2023.1", date(2026, 7, 8), None),
        ("2023.1", date(2026, 7, 9), "VERSION_PERIMEE"),
        ("2021.1", date(2021, 9, 27), "DATE_HORS_VERSIONS"),
        ("2023.1", "hier", None),
        ("2023.1", None, None),
    ],
)
def test_k26_la_version_doit_etre_en_vigueur_au_jour_dit(version: str, jour: Brut, code: str | None):
    """K26."""
    for type_ in ("grille", "pv", "session"):
        formulaire, constats = identifier(lecture(type_, jour, version=version), CATALOGUE)
        assert formulaire is not None, "the cells are still judged: every fault at once"
        assert [c.code for c in constats] == ([code] if code else [])
        assert all(c.noms == ("fiche_date",) for c in constats)


def test_une_version_perimee_dit_la_bonne_et_ou_la_prendre():
    constats = identifier(lecture(version="2021.1"), CATALOGUE)[1]
    (anomalie,) = texts.dire_tout(constats, {}, texts.catalogue((shipped("templates"),)))
    assert "version 2021.1" in anomalie.message
    assert "le 02/10/2023, la version en vigueur est la 2023.1" in anomalie.message
    assert "outbox/institut/modeles/" in anomalie.action


def test_un_classeur_illisible_n_est_pas_en_plus_dit_inconnu():
    lu = Lecture(identite=None, constats=(Constat(code="CLASSEUR_ABIME"),))
    assert identifier(lu, CATALOGUE) == (None, ())


def test_le_planning_d_une_session_ne_sert_pas_a_une_autre():
    lecture = remplie(PLANNING, fiche_session="S-1")
    avec = lecture.model_copy(update={"identite": identite("planning", session="S-2")})
    formulaire, (constat,) = identifier(avec, CATALOGUE)
    assert formulaire == PLANNING
    assert (constat.code, constat.noms) == ("IDENTITE_MODIFIEE", ("fiche_session",))


def test_un_planning_a_les_lignes_que_ses_cellules_disent():
    noms = ("fiche_session", "planning_candidature_3", "planning_candidature_12", "planning_debut_99")
    lecture = Lecture(identite=identite("planning"), cellules=cellules(dict.fromkeys(noms)))
    assert identifier(lecture, CATALOGUE) == (forms.planning((3, 12)), ())


def test_n011_les_modules_de_formation_sont_ceux_des_referentiels_chacun_une_fois():
    """N-011."""
    assert modules_de_formation(CATALOGUE) == (("retraite", "Module complémentaire, option Retraite"),)
    gc = referentiel()
    assert gc.jury.parcours is not None
    autres = tuple(
        m.model_copy(update={"code": code, "intitule": code.title()})
        for m in gc.jury.parcours.modules
        for code in ("retraite", "carriere")
    )
    parcours = gc.jury.parcours.model_copy(update={"modules": autres})
    plus_recent = gc.model_copy(update={"jury": gc.jury.model_copy(update={"parcours": parcours})})
    catalogue = Catalogue(cqp=CATALOGUE.cqp, referentiels=(gc, plus_recent, referentiel("COS")))
    assert modules_de_formation(catalogue) == (("carriere", "Carriere"), ("retraite", "Retraite"))


def test_un_referentiel_sans_parcours_n_a_pas_de_module():
    gc = referentiel()
    sans = gc.model_copy(update={"jury": gc.jury.model_copy(update={"parcours": None})})
    assert modules_de_formation(Catalogue(cqp=CATALOGUE.cqp, referentiels=(sans,))) == ()


@pytest.mark.parametrize("cle", ["session", "candidature"])
def test_un_classeur_prerempli_ne_sert_pas_a_un_autre(cle: str):
    prevu = remplie(GRILLE, **{f"fiche_{cle}": " C-1 "})
    avec = prevu.model_copy(update={"identite": GRILLE.identite.model_copy(update={cle: "C-1"})})
    assert identifier(avec, CATALOGUE)[1] == ()
    autre = avec.model_copy(update={"identite": GRILLE.identite.model_copy(update={cle: "C-2"})})
    (constat,) = identifier(autre, CATALOGUE)[1]
    assert (constat.code, constat.noms) == ("IDENTITE_MODIFIEE", (f"fiche_{cle}",))
    ((_, phrase),) = dire((constat,))
    assert f"pour la {cle} « C-2 », mais la cellule dit « C-1 »" in phrase
    efface = remplie(GRILLE, **{f"fiche_{cle}": None}).model_copy(update={"identite": autre.identite})
    assert identifier(efface, CATALOGUE)[1] == ()


def test_une_identite_hostile_se_montre_sans_danger():
    ((_, phrase),) = dire(identifier(lecture("grille\n{x}" + "y" * 500), CATALOGUE)[1])
    assert phrase.isprintable()
    assert len(phrase) < 300

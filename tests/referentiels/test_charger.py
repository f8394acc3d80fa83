"""A référentiel at fault does not load; the message says where, what, and what to do. Each fault is made by hand."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline import referentiels
from pipeline.errors import ConfigurationError, Sortie
from pipeline.settings import shipped

Json = dict[str, Any]
LIVRES = shipped("referentiels")


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A workspace's own folder of référentiels, empty."""
    (tmp_path / "referentiels").mkdir()
    return tmp_path / "referentiels"


def gc() -> Json:
    contenu: Json = json.loads((LIVRES / "GC" / "2023.1.json").read_text("utf-8"))
    return contenu


def poser(dossier: Path, contenu: Json, nom: str | None = None) -> Path:
    chemin = dossier / (nom or f"{contenu['code']}/{contenu['version']}.json")
    chemin.parent.mkdir(parents=True, exist_ok=True)
    chemin.write_text(json.dumps(contenu, ensure_ascii=False), "utf-8")
    return chemin


def refus(*dossiers: Path) -> str:
    with pytest.raises(ConfigurationError) as e:
        referentiels.charger(dossiers)
    assert e.value.sortie is Sortie.CONFIGURATION
    assert e.value.action
    return e.value.message


def otez(*pas: str | int) -> Callable[[Json], None]:
    def faire(contenu: Any) -> None:  # noqa: ANN401 any JSON value
        for p in pas[:-1]:
            contenu = contenu[p]
        del contenu[pas[-1]]

    return faire


def mettez(valeur: object, *pas: str | int) -> Callable[[Json], None]:
    def faire(contenu: Any) -> None:  # noqa: ANN401 any JSON value
        for p in pas[:-1]:
            contenu = contenu[p]
        contenu[pas[-1]] = valeur

    return faire


def renversez(objet: str, *pas: str) -> Callable[[Json], None]:
    def faire(contenu: Json) -> None:
        valeur = contenu[objet]
        for p in pas[:-1]:
            valeur = valeur[p]
        valeur[pas[-1]] = not valeur[pas[-1]]

    return faire


def sans_criteres_de(competence: str) -> Callable[[Json], None]:
    def faire(contenu: Json) -> None:
        criteres = contenu["evaluation"]["criteres"]
        criteres[:] = [c for c in criteres if c["competence"] != competence]

    return faire


FAUTES = {
    "G-010 sans activités": (otez("activites"), "activites : la partie « activités » manque."),
    "G-010 activités vides": (mettez([], "activites"), "activites : la partie « activités » manque."),
    "G-010 sans compétences": (otez("blocs"), "blocs : la partie « compétences » manque."),
    "G-010 sans évaluation": (otez("evaluation"), "evaluation : la partie « évaluation » manque."),
    "valeur sans source": (otez("regles", "arrondi", "source"), "regles.arrondi.source : la source manque"),
    "source blanche": (
        mettez(" \t ", "regles", "seuil_criteres", "source"),
        "seuil_criteres.source : la source manque",
    ),
    "G-012 sans critère": (
        sans_criteres_de("B2.C4"),
        "blocs[1].competences[3] : la compétence B2.C4 n'a aucun critère.",
    ),
    "G-012 critère sans épreuve": (
        mettez([], "evaluation", "criteres", 4, "epreuves"),
        "criteres[4].epreuves : la liste",
    ),
    "G-012 épreuve inconnue": (
        mettez(["E9"], "evaluation", "criteres", 4, "epreuves"),
        "evaluation.criteres[4] : l'épreuve « E9 » n'existe pas.",
    ),
    "épreuve d'un autre bloc": (
        mettez(["E2"], "evaluation", "criteres", 0, "epreuves"),
        "evaluation.criteres[0] : l'épreuve « E2 » n'évalue pas le bloc B1.",
    ),
    "critère d'une compétence inconnue": (
        mettez("B1.C99", "evaluation", "criteres", 0, "competence"),
        "evaluation.criteres[0] : la compétence « B1.C99 » de ce critère n'existe pas.",
    ),
    "activité inconnue": (mettez(["A9"], "blocs", 0, "competences", 0, "activites"), "l'activité « A9 » n'existe pas."),
    "critère en double": (mettez("B1.C1.1", "evaluation", "criteres", 1, "code"), "« B1.C1.1 », « B1.C1.1 »"),
    "codes qui se confondent": (mettez("B1-C1.1", "evaluation", "criteres", 1, "code"), "« B1.C1.1 », « B1-C1.1 »"),
    "compétence nommée comme un bloc": (
        mettez("B2", "blocs", 0, "competences", 0, "code"),
        "se confondent : « B2 », « B2 »",
    ),
    "bloc nommé comme l'avis": (mettez("AVIS", "blocs", 1, "code"), "se confondent : « avis », « AVIS »"),
    "M-034 phases qui ne font pas l'épreuve": (
        mettez(75, "evaluation", "epreuves", 0, "minutes"),
        "evaluation.epreuves[0] : l'épreuve dure 75 minutes, mais ses phases en font 70.",
    ),
    "phase à l'envers": (
        mettez(31, "evaluation", "epreuves", 0, "phases", 0, "minutes_min"),
        "evaluation.epreuves[0].phases[0] : la durée minimale (31) dépasse la durée maximale (30).",
    ),
    "bloc sans épreuve": (otez("evaluation", "epreuves", 1), "blocs[1] : aucune épreuve n'évalue le bloc B2."),
    "épreuve d'un bloc inconnu": (mettez("B9", "evaluation", "epreuves", 1, "bloc"), "le bloc « B9 » n'existe pas."),
    "G-104 VAE sans RNCP": (otez("rncp"), "vae.ouverte : la VAE est ouverte, mais la certification n'est pas inscrite"),
    "VAE fermée mais permise": (renversez("vae", "ouverte", "valeur"), "voies : les voies et « vae.ouverte »"),
    "seuil de plus d'un": (mettez(6, "regles", "seuil_criteres", "numerateur"), "regles.seuil_criteres : le seuil 6/5"),
    "seuil sans arrondi": (otez("regles", "arrondi"), "regles : un seuil est donné sans règle d'arrondi."),
    "équivalence d'un bloc inconnu": (
        mettez("B9", "regles", "equivalences", 0, "bloc"),
        "equivalences[0] : le bloc « B9 »",
    ),
    "équivalence vers nulle part": (
        mettez("B7", "regles", "equivalences", 0, "autre_bloc"),
        "GC/2023.1.json, regles.equivalences[0] : le bloc « B7 » n'existe pas dans COS/2021.1.json.",
    ),
    "jury à l'envers": (mettez(4, "jury", "effectif_min", "valeur"), "jury : l'effectif va de 4 à 2."),
    "sièges pour personne": (mettez(1, "jury", "effectif_max", "valeur"), "jury.sieges : les sièges ne permettent pas"),
    "un rôle deux fois": (
        mettez("Président", "jury", "sieges", 1, "role"),
        "jury.sieges : un rôle y figure deux fois.",
    ),
    "version à l'envers": (
        mettez("2023-08-31", "en_vigueur", "au"),
        "en_vigueur : la version finit (2023-08-31) avant",
    ),
    "G-011 métier réglementé à blocs": (renversez("metier_reglemente", "valeur"), "blocs : un métier réglementé"),
    "caractère invisible": (
        mettez("Un\u202etexte", "blocs", 0, "intitule"),
        "blocs[0].intitule : ce texte contient un",
    ),
    "mot inconnu": (mettez(1, "evaluations"), "evaluations : « evaluations » n'est pas prévu ici."),
    "liste fermée": (
        mettez("beta", "statut"),
        "statut : « beta » n'est pas possible ici ; sont possibles : 'exemple' ou",
    ),
    "nombre entre guillemets": (mettez("30", "evaluation", "epreuves", 1, "minutes"), "minutes : un nombre entier est"),
    "date à la française": (
        mettez("01/09/2023", "en_vigueur", "du"),
        "en_vigueur.du : « 01/09/2023 » n'est pas une date.",
    ),
    "code mal formé": (
        mettez("bloc un", "blocs", 0, "code"),
        "blocs[0].code : « bloc un » n'est pas écrit comme attendu",
    ),
    "M-012 bloc commun qui diffère": (
        mettez("Autrement dit.", "evaluation", "criteres", 0, "libelle"),
        "GC/2023.1.json, blocs[0] : le bloc commun « relation-usagers » n'est pas le même que dans COS/2023.1.json.",
    ),
}


@pytest.mark.parametrize(("changer", "attendu"), FAUTES.values(), ids=FAUTES.keys())
def test_une_faute_empeche_de_charger_et_dit_ou(dossier: Path, changer: Callable[[Json], None], attendu: str):
    contenu = gc()
    changer(contenu)
    poser(dossier, contenu)
    message = refus(dossier, LIVRES)
    assert attendu in message
    assert "GC/2023.1.json" in message


def test_toutes_les_fautes_en_une_fois(dossier: Path):
    contenu = gc()
    contenu["evaluation"]["epreuves"][0]["minutes"] = 75
    contenu["evaluation"]["epreuves"][1]["minutes"] = 35
    poser(dossier, contenu)
    poser(dossier, {**gc(), "version": "2099.1", "x": 1})
    message = refus(dossier, LIVRES)
    assert len(message.splitlines()) == 1 + 3


def test_une_liste_dont_l_element_est_fautif_n_est_pas_dite_vide(dossier: Path):
    contenu = json.loads(referentiels.modele())
    del contenu["blocs"][0]["source"]
    poser(dossier, contenu)
    assert len(refus(dossier, LIVRES).splitlines()) == 1 + 1


def test_deux_versions_en_vigueur_le_meme_jour(dossier: Path):
    poser(dossier, {**gc(), "version": "2024.1", "en_vigueur": {"du": "2026-07-08", "source": "S1"}})
    message = refus(dossier, LIVRES)
    assert "GC/2024.1.json, en_vigueur : cette version et la 2023.1 sont en vigueur les mêmes jours." in message
    suite = {"du": "2026-07-09", "au": "2026-07-31", "source": "S1"}
    poser(dossier, {**gc(), "version": "2024.1", "en_vigueur": suite})
    poser(dossier, {**gc(), "version": "2026.1", "en_vigueur": {"du": "2026-08-01", "source": "S1"}})
    assert referentiels.charger((dossier, LIVRES)).en_vigueur("GC", date(2026, 7, 31)).version == "2024.1"


@pytest.mark.parametrize(
    ("entree", "echeance", "derniere", "ou"),
    [
        ("2026-07-09", "2026-07-08", None, "rncp.echeance"),
        (None, "2026-07-08", "2026-07-07", "rncp.derniere_delivrance"),
        ("2027-01-02", None, "2027-01-01", "rncp.derniere_delivrance"),
        ("2026-07-08", "2026-07-08", "2026-07-08", None),
    ],
)
def test_k26_les_trois_dates_d_un_enregistrement_se_suivent(
    dossier: Path, entree: str | None, echeance: str | None, derniere: str | None, ou: str | None
):
    """K26: the last day to enter, the end, the last day to deliver, in that order, each with its source."""
    contenu = gc()
    sourcees = {"entree_jusqu_au": entree, "derniere_delivrance": derniere}
    contenu["rncp"] |= {c: {"valeur": d, "source": "essai"} for c, d in sourcees.items() if d}
    contenu["rncp"]["echeance"] = echeance
    poser(dossier, contenu)
    if ou is None:
        assert referentiels.charger((dossier, LIVRES)).version("GC", "2023.1").rncp.derniere_delivrance.valeur
    else:
        assert f"GC/2023.1.json, {ou} : " in refus(dossier, LIVRES)


def test_un_texte_officiel_n_a_pas_a_ressembler_a_un_exemple(dossier: Path):
    """The certifier installs his GC before his COS: the example of the other must not hold him back."""
    contenu = {**gc(), "statut": "officiel"}
    contenu["evaluation"]["criteres"][0]["libelle"] = "Autrement dit."
    poser(dossier, contenu)
    assert referentiels.charger((dossier, LIVRES)).version("GC", "2023.1").statut == "officiel"


def test_une_equivalence_vers_un_referentiel_absent_attend(dossier: Path):
    contenu = gc()
    contenu["regles"]["equivalences"][0].update({"referentiel": "DAM", "autre_bloc": "B42"})
    poser(dossier, contenu)
    assert referentiels.charger((dossier, LIVRES)).version("GC", "2023.1")


def test_le_dossier_de_l_espace_l_emporte(dossier: Path):
    poser(dossier, {**gc(), "sigle": "GC-BIS"})
    catalogue = referentiels.charger((dossier, LIVRES))
    assert [r.sigle for r in catalogue.versions("gc")] == ["GC", "GC-BIS", "GC"]
    assert catalogue.codes == ("COS", "GC")


def test_un_fichier_doit_porter_le_nom_de_ce_qu_il_contient(dossier: Path):
    poser(dossier, gc(), "GC/2031.1.json")
    assert "GC/2031.1.json, code, version : le fichier ne porte pas le nom" in refus(dossier, LIVRES)


@pytest.mark.parametrize(
    ("octets", "attendu"),
    [(b'{"code": "GC",}', "ligne 1, colonne 15"), (b"", "ligne 1, colonne 1"), (b'{"code": "\xe9"}', "octet 11")],
)
def test_un_fichier_qui_n_est_pas_du_json_dit_la_ligne(dossier: Path, octets: bytes, attendu: str):
    poser(dossier, gc()).write_bytes(octets)
    assert f"GC/2023.1.json, {attendu} : " in refus(dossier, LIVRES)


def test_sans_liste_des_cqp(dossier: Path):
    assert "catalogue.json" in refus(dossier)

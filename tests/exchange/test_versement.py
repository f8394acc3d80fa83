"""A list poured into the workbook of its session: each on his line, nothing erased, the same twice (issue 3 §1)."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import exchange, forms, validation
from pipeline.flow import classeurs
from pipeline.flow.atelier import Atelier
from pipeline.forms.sessions import CANDIDATS, JURES
from pipeline.model.classeur import Brut
from pipeline.model.session import Liste
from pipeline.settings import Argument, Espace, Reglages
from pipeline.validation import Validateur
from pipeline.workbooks import read
from tests.exchange.exemples import ANOMALIES, SESSION, TABLE, gc, liste, verser

DEJA: dict[str, Brut] = {
    "fiche_session": SESSION,
    "fiche_date": dt.date(2023, 10, 2),
    "candidat_candidature_1": "GC-1",
    "candidat_nom_1": "Ozanne",
    "candidat_prenom_1": "Maëlle",
    "candidat_poste_1": "Gestionnaire",
    "candidat_candidature_3": "GC-3",
    "candidat_amenagement_4": "Salle au rez-de-chaussée",
    "membre_nom_1": "Alix Présidence",
    "membre_email_1": "alix@exemple.invalid",
}


def test_a_known_candidate_keeps_his_line_and_a_new_one_takes_the_next_free_one():
    """A line where anything is written, even confidential, is not free."""
    valeurs, _ = verser(
        ("Candidature", "Nom", "Poste"), ("GC-9", "Neuf", ""), ("gc-1", "OZANNE", ""), ("GC-8", "Huit", ""), deja=DEJA
    )
    assert {n: valeurs.get(f"candidat_candidature_{n}") for n in range(1, 6)} == {
        1: "GC-1",
        2: "GC-9",
        3: "GC-3",
        4: None,
        5: "GC-8",
    }
    assert valeurs["candidat_nom_1"] == "Ozanne"


def test_a_blank_erases_nothing_and_what_the_list_changes_is_told():
    valeurs, constats = verser(
        ("Candidature", "Nom", "Poste", "Option"), ("GC-1", "Ozanne-Témoin", "", "Retraite"), deja=DEJA
    )
    assert (valeurs["candidat_poste_1"], valeurs["candidat_option_1"]) == ("Gestionnaire", "Retraite")
    assert valeurs["candidat_nom_1"] == "Ozanne-Témoin"
    assert constats["LISTE_REMPLACE"].noms == ("candidat_nom_1",)
    assert DEJA.items() - valeurs.items() == {("candidat_nom_1", "Ozanne")}


@pytest.mark.parametrize(
    ("avant", "apres", "reste"),
    [
        ("a.b@exemple.fr", "a-b@exemple.fr", False),
        ("Maelle", "Maëlle", False),
        ("Ozanne", "OZANNE", True),
        ("OZANNE", "Ozanne", True),
        (1042.0, "1042", True),
    ],
)
def test_only_capitals_and_spaces_do_not_count_as_a_change(avant: Brut, apres: str, reste: bool):  # noqa: FBT001 — a case
    fait = exchange.verser(
        liste(("Candidature", "Poste"), ("GC-1", apres)), gc(), DEJA | {"candidat_poste_1": avant}, TABLE
    )
    assert fait.valeurs["candidat_poste_1"] == (avant if reste else apres)
    assert bool(fait.constats) is not reste


def test_a_candidate_without_number_is_known_by_name_and_gets_his_number():
    valeurs, _ = verser(("Prénom", "Nom", "Option"), ("maelle", "ozanne", "Retraite"), deja=DEJA)
    assert valeurs["candidat_option_1"] == "Retraite"
    sans_numero = {k: v for k, v in DEJA.items() if k != "candidat_candidature_1"}
    rangees = ("Candidature", "Nom", "Prénom"), ("GC-1", "Ozanne", "Maëlle"), ("GC-2", "Ozanne", "Maëlle")
    valeurs, _ = verser(*rangees, deja=sans_numero)
    assert (valeurs["candidat_candidature_1"], valeurs["candidat_candidature_2"]) == ("GC-1", "GC-2")


def test_two_addresses_are_two_people():
    rangees = ("Juré", "Courriel", "Rôle"), ("Alix Presidence", "autre@exemple.invalid", "expert")
    valeurs, _ = verser(*rangees, sorte="jures", deja=DEJA)
    assert (valeurs.get("membre_role_1"), valeurs["membre_role_2"]) == (None, "Expert métier")
    valeurs, _ = verser(("Nom", "Prénom", "Rôle"), ("Présidence", "Alix", "présidente"), sorte="jures", deja=DEJA)
    assert (valeurs["membre_role_1"], valeurs.get("membre_nom_2")) == ("Président", None)


@pytest.mark.parametrize(
    ("titre", "texte", "cellule", "attendu"),
    [
        ("Né(e) le", "7/9/1985", "naissance_le", dt.date(1985, 9, 7)),
        ("Carnet déposé le", "2023-10-02 00:00:00", "piece_carnet_le", dt.date(2023, 10, 2)),
        ("Carnet déposé le", "31/02/2023", "piece_carnet_le", "31/02/2023"),
        ("Né(e) le", "07/09/85", "naissance_le", "07/09/85"),
        ("Jury", "2", "jury", 2),
        ("Jury", "jury 2", "jury", "jury 2"),
        ("Voie", "Validation des acquis de l’expérience", "voie", "VAE"),
        ("Voie", "apprentissage", "voie", "apprentissage"),
        ("Sexe", "Femme", "sexe", "F"),
        ("B1", "x", "vise_b1", "Oui"),
        ("Bloc 2", "0", "vise_b2", "Non"),
        ("Nom", '=HYPERLINK("http://exemple.invalid")', "nom", '=HYPERLINK("http://exemple.invalid")'),
        ("Code INSEE", "01004", "naissance_code", "01004"),
    ],
)
def test_a_text_becomes_what_its_cell_asks_for_only_beyond_doubt(titre: str, texte: str, cellule: str, attendu: Brut):
    sans = liste(("Candidature",), ("GC-1",))
    (role,) = exchange.correspondre((titre,), TABLE, "candidats").colonnes.values()
    avec = sans.model_copy(update={"lignes": ({"candidature": "GC-1", role: texte},)})
    assert exchange.verser(avec, gc(), {}, TABLE).valeurs[f"candidat_{cellule}_1"] == attendu


@pytest.mark.parametrize(
    ("texte", "vises"),
    [
        ("1, 2, 3", "Oui Oui Oui"),
        ("B1;B3", "Oui Non Oui"),
        ("Bloc 2", "Non Oui Non"),
        ("Blocs 1 et 2", "Oui Oui Non"),
        ("b3 / b2", "Non Oui Oui"),
        ("tous", "Oui Oui Oui"),
        ("Tous les blocs", "Oui Oui Oui"),
        ("Gestion des droits de l'usager de la Sécurité sociale", "Non Non Oui"),
    ],
)
def test_one_column_may_name_all_the_blocs(texte: str, vises: str):
    valeurs, constats = verser(("Candidature", "Blocs"), ("GC-1", f'"{texte}"'))
    assert [valeurs[f"candidat_vise_b{n}_1"] for n in (1, 2, 3)] == vises.split()
    assert not constats


@pytest.mark.parametrize("texte", ["1 à 3", "B1, B7", "ceux de l'an dernier", "—"])
def test_blocs_that_are_not_understood_are_left_to_a_person(texte: str):
    valeurs, constats = verser(("Candidature", "Blocs"), ("GC-1", texte))
    assert not [nom for nom in valeurs if "vise" in nom]
    assert constats["BLOCS_ILLISIBLES"].noms == tuple(f"candidat_vise_b{n}_1" for n in (1, 2, 3))


def test_a_column_that_this_cqp_has_no_cell_for_is_told():
    _, constats = verser(("Candidature", "Bloc 7"), ("GC-1", "Oui"))
    assert constats["COLONNE_SANS_CASE"].valeurs == {"colonnes": "« Bloc 7 »"}


@pytest.mark.parametrize(("sorte", "lignes"), [("candidats", CANDIDATS), ("jures", JURES)])
def test_more_people_than_lines_are_told_and_no_other_is_lost(sorte: str, lignes: int):
    role, cellule = ("candidature", "candidat_candidature") if sorte == "candidats" else ("membre_nom", "membre_nom")
    tous = tuple({role: f"X{n}"} for n in range(lignes + 2))
    trop = Liste.model_validate({"session": SESSION, "sorte": sorte, "lignes": tous})
    fait = exchange.verser(trop, gc(), {}, TABLE)
    assert [fait.valeurs[f"{cellule}_{n}"] for n in range(1, lignes + 1)] == [f"X{n}" for n in range(lignes)]
    (constat,) = fait.constats
    assert constat.code == "LISTE_SANS_PLACE"
    assert constat.valeurs == {"personnes": f"X{lignes}, X{lignes + 1}", "lignes": str(lignes)}


_NOMS = st.sampled_from(["", "Ozanne", "Étourneau", "d'Été"])
_RANGEE = st.fixed_dictionaries(
    {},
    optional={
        "candidature": st.sampled_from(["GC-1", "GC-2", "GC-3", "gc-1"]),
        "nom": _NOMS,
        "prenom": _NOMS,
        "email": st.sampled_from(["a@exemple.fr", "b@exemple.fr"]),
        "piece_carnet_le": st.sampled_from(["02/10/2023", "hier"]),
        "blocs": st.sampled_from(["1", "tous", "?"]),
    },
).map(lambda ligne: {role: texte for role, texte in ligne.items() if texte})


@given(st.lists(_RANGEE, max_size=8))
def test_poured_twice_a_list_changes_nothing_more(rangees: list[dict[str, str]]):
    """Rows as `lister` keeps them: each of someone, and of someone else."""
    titres = ("candidature", "nom", "prenom", "email", "piece_carnet_le", "blocs")
    entetes = ("Candidature", "Nom", "Prénom", "Courriel", "Carnet", "Blocs")
    lignes = [tuple(r.get(t, "") for t in titres) for r in rangees]
    lu = exchange.lire_csv("\n".join(";".join(r) for r in (entetes, *lignes)).encode())
    if not isinstance(lu, exchange.Tableau):
        return
    trouvee, _ = exchange.lister(lu, exchange.correspondre(lu.entetes, TABLE, "candidats"), SESSION, "candidats")
    if trouvee is None:
        return
    une = exchange.verser(trouvee, gc(), DEJA, TABLE)
    deux = exchange.verser(trouvee, gc(), une.valeurs, TABLE)
    assert deux.valeurs == une.valeurs
    assert "LISTE_REMPLACE" not in {c.code for c in deux.constats}


def test_the_completed_workbook_is_read_back_as_the_list_said(tmp_path: Path):
    """From a CSV to a session: the workbook made from it passes the validation, and no cell of it is a formula."""
    valeurs, _ = verser(
        ("N° candidature", "Nom", "Prénom", "Mail", "Voie", "Portée", "Blocs", "Poste", "Carnet"),
        ("GC-7", "=1+1", "@Maëlle", "m@exemple.fr", "Formation collective", "Blocs", "1", "+33", "02/10/2023"),
        deja={"fiche_date": dt.date(2023, 11, 2)},
    )
    atelier = Atelier(Espace(racine=tmp_path, reglages=Reglages()), dt.datetime(2023, 9, 1, tzinfo=dt.UTC))
    fichier = tmp_path / "session.xlsx"
    fichier.write_bytes(classeurs.session(atelier, gc(), (), valeurs))
    lecture = read.lire(fichier)
    assert not any(cellule.formule for cellule in lecture.cellules.values())
    formulaire = forms.session(gc())
    lues, fautes = validation.valider(lecture, formulaire, Validateur(argument=Argument(), imprimable=lambda _: True))
    assert fautes == ()
    (candidat,) = validation.session(lues, formulaire, gc(), frozenset()).candidats
    assert (candidat.candidature, candidat.nom, candidat.prenom) == ("GC-7", "=1+1", "@Maëlle")
    assert (candidat.vises, candidat.pieces) == (("B1",), {"carnet": dt.date(2023, 10, 2)})


@pytest.mark.parametrize("code", ["LISTE_REMPLACE", "LISTE_SANS_PLACE", "BLOCS_ILLISIBLES", "COLONNE_SANS_CASE"])
def test_pouring_a_list_never_blocks(code: str):
    assert ANOMALIES[code].gravite != "bloquante"

"""G-092: what MyCertif receives, read back as a program and as a spreadsheet would."""

import csv
import datetime as dt
import io
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.exchange import correspondre
from pipeline.exchange.mycertif import COLONNES, CONNUES, en_csv, en_json, garder, sans_garde
from pipeline.model.acquis import Unite
from pipeline.model.resultat_officiel import BlocOfficiel, EtatBloc, LuParLeCandidat, LuParLEmployeur, ResultatOfficiel
from pipeline.model.vocabulaire import Decision, Portee, PreconisationJpn, Voie
from pipeline.texts import phrases
from tests.exchange.exemples import TABLE, TEMPLATES

MOTS = phrases(TEMPLATES, "mycertif")
LECTEURS = ("le candidat", "l’employeur")
JPN = dt.date(2023, 10, 13)
RESULTAT = ResultatOfficiel(
    candidature="GC-2023-0042",
    nom="Ozanne-Témoin",
    prenom="Maëlle",
    email="maelle@exemple.fr",
    cqp="GC",
    rncp="RNCP00000",
    version="2023.1",
    session="S-2023-10-GC",
    voie=Voie.FORMATION,
    portee=Portee.CERTIFICATION,
    date_jpn=JPN,
    proclame_le=dt.datetime.fromisoformat("2023-10-13T17:05+02:00"),
    decision=Decision.PARTIELLE,
    blocs={
        "B1": BlocOfficiel(etat=EtatBloc.ATTRIBUE, acquis_le=JPN),
        "B2": BlocOfficiel(etat=EtatBloc.NON_ATTRIBUE),
        "B3": BlocOfficiel(etat=EtatBloc.ACQUIS_AVANT, acquis_le=dt.date(2022, 3, 2)),
    },
    competences=(Unite(code="B1.C1", intitule="Accueillir"), Unite(code="B1.C2", intitule="Informer")),
    candidat=LuParLeCandidat(
        commentaire_jury="Du jury.",
        commentaire_jpn="Du JPN.",
        preconisation_type=PreconisationJpn.INADEQUATION,
        preconisation="La préconisation.",
    ),
    employeur=LuParLEmployeur(commentaire_jury="Du jury, à lui.", commentaire_jpn="Du JPN, à lui."),
    document="recapitulatif-ccp",
    numero="GC-2023-00007-K",
)


def un(**changements: object) -> ResultatOfficiel:
    return ResultatOfficiel.model_validate({**RESULTAT.model_dump(), **changements})


def rangees(*resultats: ResultatOfficiel) -> list[list[str]]:
    texte = en_csv(resultats, MOTS, TABLE).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(texte, newline=""), delimiter=";"))


def lignes(*resultats: ResultatOfficiel) -> list[dict[str, str]]:
    titres, *reste = rangees(*resultats)
    assert len(set(titres)) == len(titres)
    return [dict(zip(titres, map(sans_garde, r), strict=True)) for r in reste]


def test_one_row_says_all_that_is_proclaimed_of_a_candidature():
    (ligne,) = lignes(RESULTAT)
    assert ligne == {
        "Candidature": "GC-2023-0042",
        "Nom de naissance": "Ozanne-Témoin",
        "Premier prénom": "Maëlle",
        "Courriel": "maelle@exemple.fr",
        "CQP": "GC",
        "N° RNCP": "RNCP00000",
        "Version du référentiel": "2023.1",
        "Session": "S-2023-10-GC",
        "Voie": "Formation",
        "Portée": "Certification",
        "Date du JPN": "13/10/2023",
        "Proclamé le": "13/10/2023 17:05",
        "Décision": "Partielle",
        "Révoquée le": "",
        "Bloc B1": "attribué",
        "Bloc B1 acquis le": "13/10/2023",
        "Bloc B2": "non attribué",
        "Bloc B2 acquis le": "",
        "Bloc B3": "acquis avant",
        "Bloc B3 acquis le": "02/03/2022",
        "Compétences validées": "B1.C1 — Accueillir | B1.C2 — Informer",
        "L’employeur peut lire le résultat": "Oui",
        "Pour le candidat : commentaire du jury professionnel": "Du jury.",
        "Pour le candidat : commentaire du jury paritaire national": "Du JPN.",
        "Pour le candidat : nature de la préconisation": "Inadéquation du profil",
        "Pour le candidat : préconisation": "La préconisation.",
        "Pour l’employeur : commentaire du jury professionnel": "Du jury, à lui.",
        "Pour l’employeur : commentaire du jury paritaire national": "Du JPN, à lui.",
        "Document": "Récapitulatif des CCP",
        "Numéro du document": "GC-2023-00007-K",
        "Annule et remplace le résultat notifié le": "",
    }


def test_k28_neither_vote_nor_computation_nor_avis_has_a_place():
    """K28: the models themselves have no field for them."""
    champs = {*ResultatOfficiel.model_fields, *LuParLeCandidat.model_fields, *LuParLEmployeur.model_fields}
    dits = {*champs, *rangees(RESULTAT)[0]}
    assert not [d for d in dits for mot in ("vote", "voix", "calcul", "avis", "ecart", "motif") if mot in d.casefold()]


def test_k28_each_comment_is_in_the_column_of_its_reader():
    """G-093: nothing for the employer holds what is the candidate's, nor the reverse."""
    (ligne,) = lignes(RESULTAT)
    siens = {lecteur: {v for t, v in ligne.items() if t.startswith(f"Pour {lecteur}")} for lecteur in LECTEURS}
    assert siens == {
        "le candidat": {"Du jury.", "Du JPN.", "Inadéquation du profil", "La préconisation."},
        "l’employeur": {"Du jury, à lui.", "Du JPN, à lui."},
    }
    assert not [champ for champ in LuParLEmployeur.model_fields if "preconisation" in champ]


def test_k28_an_employer_who_may_not_be_told_reads_nothing():
    (ligne,) = lignes(un(employeur=None))
    assert ligne["L’employeur peut lire le résultat"] == "Non"
    assert {v for t, v in ligne.items() if t.startswith("Pour l’employeur")} == {""}


def test_it_is_a_csv_as_excel_in_french_opens_it():
    octets = en_csv([RESULTAT], MOTS, TABLE)
    assert octets.startswith("\ufeffCandidature;".encode())
    assert octets.endswith(b"\r\n")
    assert octets.replace(b"\r\n", b"").count(b"\n") == 0


def test_its_titles_are_those_that_a_list_of_candidates_bears():
    """What is exported can be read back as a list, column by column."""
    titres = rangees(RESULTAT)[0]
    roles = correspondre(titres, TABLE, "candidats").colonnes
    for role in CONNUES:
        assert roles[titres.index(TABLE.titre(role, "candidats"))] == role
    assert set(COLONNES) >= CONNUES


def test_rows_are_in_the_order_of_candidatures_and_blocs_are_those_of_every_cqp():
    cos = un(candidature="COS-1", cqp="COS", blocs={c: BlocOfficiel(etat=EtatBloc.NON_ATTRIBUE) for c in ("B4", "B10")})
    assert [r["Candidature"] for r in lignes(RESULTAT, cos)] == ["COS-1", "GC-2023-0042"]
    titres = [t for t in rangees(RESULTAT, cos)[0] if t.startswith("Bloc") and not t.endswith("le")]
    assert titres == ["Bloc B1", "Bloc B2", "Bloc B3", "Bloc B4", "Bloc B10"]
    assert (lignes(RESULTAT, cos)[0]["Bloc B1"], lignes(RESULTAT, cos)[1]["Bloc B4"]) == ("", "")
    assert en_json([RESULTAT, cos]) == en_json([cos, RESULTAT])
    assert en_csv([RESULTAT, cos], MOTS, TABLE) == en_csv([cos, RESULTAT], MOTS, TABLE)


def test_a_revoked_result_says_so_where_the_decision_was():
    (ligne,) = lignes(un(decision=None, revoque_le=dt.date(2023, 10, 20), blocs={}, document=None, numero=None))
    assert (ligne["Décision"], ligne["Révoquée le"], ligne["Numéro du document"]) == ("Révoquée", "20/10/2023", "")
    assert ligne["L’employeur peut lire le résultat"] == ""


def test_no_result_makes_a_file_with_its_titles_alone():
    assert len(rangees()) == 1
    assert json.loads(en_json([])) == []


@pytest.mark.parametrize(
    "texte",
    [
        "=1+1",
        "+33 1",
        "-1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "  =1",
        "\u00a0=1",
        "\n=1",
        "\u200b=1",
        " \t x",
        *("\uff1d1", "\uff0b1", "\uff0d1", "\uff201"),
        "'=1",
    ],
)
def test_what_a_spreadsheet_would_run_is_text(texte: str):
    ligne = rangees(un(nom=texte))[1]
    assert f"'{texte}" in ligne
    assert texte not in ligne
    assert json.loads(en_json([un(nom=texte)]))[0]["nom"] == texte


@pytest.mark.parametrize("texte", ["'t Hart", "O'Neil", "Le Goff-=", "1-2", "", "a=b", "2023-0042"])
def test_what_is_harmless_is_left_alone(texte: str):
    assert garder(texte) == texte


_TEXTE = st.text(st.characters(codec="utf-8"), max_size=20) | st.builds(
    "{}{}{}".format,
    st.sampled_from(["", " ", "'", "''", "\t", "\u00a0", "\ufeff", "\r\n", '"', ";"]),
    st.sampled_from(["", *"=+-@\uff1d\uff0b\uff0d\uff20\ufe62"]),
    st.text(st.characters(codec="utf-8"), max_size=10),
)


def visible(cellule: str) -> str:
    """Its first character for a reader that is as lenient as can be on what comes before."""
    reste = [c for c in cellule if not c.isspace() and unicodedata.category(c) not in {"Cc", "Cf"}]
    return unicodedata.normalize("NFKC", reste[0])[:1] if reste else ""


@given(st.lists(st.tuples(_TEXTE, _TEXTE, _TEXTE), max_size=4))
def test_no_cell_is_a_formula_and_both_files_say_the_same(noms: list[tuple[str, str, str]]):
    resultats = [un(candidature=f"GC-{n}", nom=a, prenom=b, session=c) for n, (a, b, c) in enumerate(noms)]
    for cellule in (c for r in rangees(*resultats) for c in r):
        assert cellule[:1] == "'" or (visible(cellule) not in {*"=+-@"} and cellule[:1] not in {"\t", "\r"})
    relus = [(r["Nom de naissance"], r["Premier prénom"], r["Session"]) for r in lignes(*resultats)]
    du_json = json.loads(en_json(resultats))
    assert relus == [(r["nom"], r["prenom"], r["session"]) for r in du_json]
    assert sorted(relus) == sorted(noms)
    assert [ResultatOfficiel.model_validate(r) for r in du_json] == resultats


@given(_TEXTE)
def test_the_guard_is_taken_away_without_a_trace(texte: str):
    assert sans_garde(garder(texte)) == texte

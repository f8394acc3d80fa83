"""The live results of the sheets, computed by LibreOffice, against a table that shares nothing with them."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from itertools import product
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline import forms
from pipeline.model.classeur import Brut, Champ
from pipeline.model.referentiel import Competence, Critere, Referentiel, Regles
from pipeline.workbooks.contexte import DossierJpn
from tests.outils import remplis
from tests.outils.libreoffice import LibreOffice
from tests.outils.petit_gc import referentiel

GC = referentiel()
Tirage = tuple[int, int, int]  # criteria, validated, not observed

# Every case of one to five criteria, and those about the threshold of the usual larger numbers (K11).
TIRAGES: tuple[Tirage, ...] = (
    *((n, oui, vus) for n in range(1, 6) for oui, vus in product(range(n + 1), repeat=2) if oui + vus <= n),
    *(
        (n, oui, vus)
        for n in (6, 7, 8, 9, 13)
        for oui in (n * 8 // 10 - 1, n * 8 // 10, n * 8 // 10 + 1)
        for vus in (0, 1)
    ),
)
REGLES = [
    ("indetermine", "demi-superieur"),
    ("non_valide", "superieur"),
    ("exclu", "demi-superieur"),
]


def grand_bloc(regles: Regles) -> Referentiel:
    """One bloc with one competence for each draw."""
    competences = tuple(
        Competence(code=f"B1.C{i}", intitule=f"Compétence {i}", activites=("A1",), source="exemple")
        for i in range(1, len(TIRAGES) + 1)
    )
    criteres = tuple(
        Critere(code=f"{c.code}.{k}", competence=c.code, epreuves=("EB1",), libelle=f"Indice {k}", source="exemple")
        for c, (n, _, _) in zip(competences, TIRAGES, strict=True)
        for k in range(1, n + 1)
    )
    bloc = GC.blocs[0].model_copy(update={"competences": competences})
    evaluation = GC.evaluation.model_copy(update={"criteres": criteres})
    return GC.model_copy(update={"blocs": (bloc,), "evaluation": evaluation, "regles": regles})


def regles(non_observe: str, arrondi: str) -> Regles:
    brut = GC.regles.model_dump()
    brut["non_observe"]["valeur"] = non_observe
    brut["arrondi"]["valeur"] = arrondi
    return Regles.model_validate(brut)


def reponses(ref: Referentiel, sauf: str | None = None) -> Iterator[tuple[str, Brut]]:
    for competence, (_, oui, vus) in zip(ref.blocs[0].competences, TIRAGES, strict=True):
        for rang, critere in enumerate(ref.criteres(competence.code)):
            if critere.code != sauf:
                reponse = "Oui" if rang < oui else "Non observé" if rang < oui + vus else "Non"
                yield forms.nom("critere", critere.code), reponse


def requis(n: int, arrondi: str) -> int:
    sens = ROUND_CEILING if arrondi == "superieur" else ROUND_HALF_UP
    return max(1, int((Decimal(n) * Decimal("0.8")).quantize(Decimal(1), sens)))


def verdict(tirage: Tirage, non_observe: str, arrondi: str) -> tuple[int | None, bool | None]:
    n, oui, vus = tirage
    if non_observe == "exclu":
        n, vus = n - vus, 0
        if n == 0:
            return requis(0, arrondi), None
    seuil = requis(n, arrondi)
    if oui >= seuil:
        return seuil, True
    return seuil, None if non_observe == "indetermine" and oui + vus >= seuil else False


SIGNES = {True: "✓ validée", False: "✗ non validée", None: "? au jury de décider"}


def calculer(soffice: LibreOffice, tmp_path: Path, fichier: Path) -> dict[str, Worksheet]:
    calcule = soffice.convertir(fichier, "xlsx", tmp_path)
    return {f.title: f for f in load_workbook(calcule, data_only=True).worksheets}


def resultats(feuille: Worksheet) -> dict[str, str]:
    """What stands beside each code."""
    return {str(b.value): str(g.value) for b, *_, g in feuille.iter_rows(min_row=6, min_col=2, max_col=7) if b.value}


def remplir_grille(ref: Referentiel, valeurs: dict[str, Brut], cible: Path) -> Path:
    return remplis.remplir(remplis.grille(ref), valeurs, cible)


@pytest.mark.parametrize(("non_observe", "arrondi"), REGLES)
def test_m007_each_competence_says_its_result(soffice: LibreOffice, tmp_path: Path, non_observe: str, arrondi: str):
    """M-007."""
    ref = grand_bloc(regles(non_observe, arrondi))
    fichier = remplir_grille(ref, dict(reponses(ref)), tmp_path / "source.xlsx")
    feuille = calculer(soffice, tmp_path / "", fichier)["Grille"]
    trouves, calculs = resultats(feuille), []
    for i, tirage in enumerate(TIRAGES, start=1):
        n, oui, vus = tirage
        seuil, calcul = verdict(tirage, non_observe, arrondi)
        calculs.append(calcul)
        attendu = f"{oui}/{n} (seuil {seuil})" + (f", non obs. {vus}" if vus else "") + f" : {SIGNES[calcul]}"
        assert trouves[f"B1.C{i}"] == attendu
    du_bloc = requis(len(calculs), arrondi)
    valides, inconnus = calculs.count(True), calculs.count(None)
    bilan = "✓ bloc validé" if valides >= du_bloc else "? au jury de décider" if valides + inconnus >= du_bloc else None
    attendu = f"{valides}/{len(calculs)} compétences validées (seuil {du_bloc}) : {bilan or '✗ bloc non validé'}"
    assert feuille["B4"].value == attendu


def test_a_grid_under_way_says_what_is_left(soffice: LibreOffice, tmp_path: Path):
    ref = grand_bloc(GC.regles)
    fichier = remplir_grille(ref, dict(reponses(ref, sauf="B1.C2.1")), tmp_path / "source.xlsx")
    feuille = calculer(soffice, tmp_path, fichier)["Grille"]
    assert feuille["B4"].value == "● Bloc en cours : critères à renseigner : 1"
    assert resultats(feuille)["B1.C2"] == "● à renseigner : 1"


def test_without_a_rule_nothing_is_computed(soffice: LibreOffice, tmp_path: Path):
    """Where no text gives a threshold, the jury's own decisions stand."""
    ref = GC.model_copy(
        update={"regles": GC.regles.model_copy(update={"seuil_criteres": None, "seuil_competences": None})}
    )
    valeurs: dict[str, Brut] = {c.nom: "Oui" for c in forms.grille(ref, "B1").par_role("critere")}
    feuille = calculer(soffice, tmp_path, remplir_grille(ref, valeurs, tmp_path / "source.xlsx"))["Grille"]
    assert resultats(feuille)["B1.C1"] == "8/8 : ? au jury de décider"
    assert feuille["B4"].value == "0/5 compétences validées : ? au jury de décider"


# --- The PV ------------------------------------------------------------------------------------------------------

FICHE: dict[str, Brut] = {
    "fiche_candidature": "GC-1",
    "fiche_session": "S-1",
    "fiche_date": "2023-10-02",
    "fiche_nom": "Témoin",
    "fiche_prenom": "Alix",
    "fiche_email": "alix@exemple.invalid",
    "fiche_organisme": "CPAM de Quelque-Part",
    "fiche_branche": "Maladie",
    "fiche_voie": "Formation",
    "fiche_portee": "Blocs",
    "fiche_deroulement": "Tenu",
    "identite_verifiee": "Oui",
    "deliberation_hors_candidat": "Oui",
    "avis_jury": "Partielle",
}
MEMBRE: dict[str, Brut] = {
    "nom": "Bo",
    "role": "Président",
    "organisme": "Ucanss",
    "present": "Oui",
    "signature": "Oui",
}


def pv_complet() -> dict[str, Brut]:
    """Blocs 1 and 3 aimed at, the third not validated."""

    def dit(champ: Champ) -> Brut:
        if champ.role == "vise":
            return "Non" if champ.bloc == "B2" else "Oui"
        if champ.role in {"jury_competence", "jury_bloc"} and champ.bloc != "B2":
            return "Validé" if champ.bloc == "B1" else "Non validé"
        if champ.role in {"releve_decision", "points_forts", "points_faibles"} or champ.role.startswith("commentaire"):
            return remplis.PHRASE
        return None

    dits = {c.nom: valeur for c in forms.pv(GC).champs if (valeur := dit(c))}
    membres = {f"membre_{k}_{n}": v for n in (1, 2) for k, v in MEMBRE.items()}
    return {**dits, **membres, **FICHE}


def bandeau(soffice: LibreOffice, tmp_path: Path, valeurs: dict[str, Brut]) -> tuple[str, dict[str, Worksheet]]:
    fichier = remplis.remplir(remplis.pv(GC), valeurs, tmp_path / "pv-source.xlsx", forms.pv(GC).champs)
    feuilles = calculer(soffice, tmp_path, fichier)
    (dit,) = {str(feuilles[titre]["B3"].value) for titre in ("Identité et jury", "Délibération", "Avis et arguments")}
    return dit, feuilles


def test_a_complete_pv_says_so(soffice: LibreOffice, tmp_path: Path):
    durees: dict[str, Brut] = {"duree_b1": 70, "duree_b2": 70, "duree_vae_questions": 35}
    dit, feuilles = bandeau(soffice, tmp_path, pv_complet() | durees)
    assert minutes(feuilles["Délibération"])[:2] == [
        ("70", "prévu : 70 min", "✓"),
        ("70", "prévu : 70 min", "✗ bloc non visé : à vider"),
    ]
    assert minutes(feuilles["Délibération"])[-1] == ("35", "en VAE seulement", "✗ hors VAE : à vider")
    assert dit == "✓ Tout ce qui est demandé est rempli"
    assert (
        feuilles["Avis et arguments"]["D5"].value
        == "Blocs visés : 2   ·   validés : 1   ·   non validés : 1   →   Partielle"
    )
    titres = {str(b.value): str(d.value) for b, _, d in feuilles["Délibération"].iter_rows(min_col=2, max_col=4)}
    assert titres["B1 · " + GC.bloc("B1").intitule] == "5/5 compétences validées par le jury (seuil 4)"
    assert titres["B2 · " + GC.bloc("B2").intitule] == "bloc non visé"
    assert titres["B3 · " + GC.bloc("B3").intitule] == "0/4 compétences validées par le jury (seuil 3)"


def test_a_pv_says_on_each_sheet_what_is_missing_everywhere(soffice: LibreOffice, tmp_path: Path):
    """Points faibles only because the jury is not convinced (K31); the second member because the jury is of two."""
    oublis = ("fiche_branche", "jury_competence_b1_c2", "jury_bloc_b3", "points_faibles", "commentaire_employeur")
    valeurs = {k: v for k, v in pv_complet().items() if k not in oublis and not k.endswith("_2")}
    valeurs["jury_competence_b1_c2"] = None
    dit, _ = bandeau(soffice, tmp_path, valeurs)
    assert dit == "● Reste à remplir : Identité et jury 2   ·   Délibération 2   ·   Avis et arguments 2"


def test_k30_a_vae_without_employer_asks_nothing_of_it(soffice: LibreOffice, tmp_path: Path):
    """K30."""
    sans = ("fiche_organisme", "fiche_branche", "commentaire_employeur")
    valeurs = {k: v for k, v in pv_complet().items() if k not in sans}
    durees: dict[str, Brut] = {"duree_b1": 70, "duree_vae_questions": 35}
    dit, feuilles = bandeau(soffice, tmp_path, {**valeurs, "fiche_voie": "VAE", **durees})
    assert dit == "✓ Tout ce qui est demandé est rempli"
    assert minutes(feuilles["Délibération"]) == [
        ("70", "sans objet en VAE", "✗ en VAE : à vider"),
        ("None", "sans objet en VAE", "None"),
        ("None", "sans objet en VAE", "None"),
        ("None", "prévu : 20 à 30 min", "None"),
        ("None", "prévu : 5 à 10 min", "None"),
        ("35", "prévu : 35 min", "✓"),
    ]


def minutes(feuille: Worksheet) -> list[tuple[str, ...]]:
    """What is written, asked and said on each line of minutes."""
    lignes = feuille.iter_rows(min_col=2, max_col=6, values_only=True)
    return [tuple(str(c or None) for c in suite) for libelle, _, *suite in lignes if "en minutes" in str(libelle)]


# --- The jury paritaire ------------------------------------------------------------------------------------------


def voix(ligne: int, *nombres: int) -> dict[str, Brut]:
    noms = [f"{v}_{c}_{ligne}" for c in ("salaries", "employeurs") for v in ("pour", "contre", "abstention")]
    return dict(zip(noms, nombres, strict=True))


def test_the_jpn_says_quorum_majority_and_coherence(soffice: LibreOffice, tmp_path: Path):
    """G-083, K4, S3 §1.3, as the rules say them later."""
    dossiers = (
        DossierJpn(ligne=1, numero="N-1", referentiel=GC, vises=("B1", "B2", "B3")),
        DossierJpn(ligne=2, numero="N-2", referentiel=GC, vises=("B3",), acquis=("B1", "B2")),
        DossierJpn(ligne=3, numero="N-3", referentiel=GC, vises=("B1", "B3")),
        DossierJpn(ligne=4, numero="N-4", referentiel=GC, vises=("B1",)),
    )
    presents = {1: "Salariés", 2: "Salariés", 3: "Employeurs", 4: "Ucanss"}
    valeurs: dict[str, Brut] = {f"membre_college_{n}": c for n, c in presents.items()}
    valeurs |= {f"membre_present_{n}": "Oui" for n in presents}
    valeurs |= voix(1, 2, 0, 0, 1, 0, 0) | {f"dossier_bloc_1_b{b}": "Attribué" for b in (1, 2, 3)}
    valeurs |= voix(2, 2, 0, 0, 0, 1, 0) | {"dossier_bloc_2_b3": "Attribué"}
    valeurs |= voix(3, 1, 0, 1, 0, 1, 0) | {"dossier_bloc_3_b1": "Attribué", "dossier_bloc_3_b3": "Non attribué"}
    valeurs |= {"dossier_decision_1": "Certification", "dossier_decision_2": "Certification"}
    valeurs |= {"dossier_decision_3": "Certification"}
    fichier = remplis.remplir(remplis.jpn(*dossiers), valeurs, tmp_path / "jpn-source.xlsx")
    feuille = calculer(soffice, tmp_path, fichier)["Décisions"]
    assert feuille["B2"].value == (
        "● Heure de la délibération à écrire   ·   Salariés présents : 2 ✓   ·   "
        "Employeurs présents : 1 ✗ 2 au moins   ·   Dossiers à décider : 1"
    )
    lignes = [(b.value, k.value) for b, *_, k in feuille.iter_rows(min_col=2, max_col=11)]
    assert [signe for quoi, signe in lignes if quoi == "Décision"] == [
        "✓",
        "✓",
        "✗ contraire aux attributions",
        "● à décider",
    ]
    assert [signe for quoi, signe in lignes if quoi == "Nombre de voix"] == [
        "Pour 3, contre 0 : majorité pour",
        "Pour 2, contre 1 : majorité pour",
        "Pour 1, contre 1 : égalité, à ajourner",
        "● voix à compter",
    ]


def test_a_round_trip_by_ods_keeps_drop_downs_and_open_cells(soffice: LibreOffice, tmp_path: Path):
    (tmp_path / "pv.xlsx").write_bytes(remplis.pv(GC))
    ods = soffice.convertir(tmp_path / "pv.xlsx", "ods", tmp_path)
    sortie = tmp_path / "sortie"
    sortie.mkdir()
    classeur = load_workbook(soffice.convertir(ods, "xlsx", sortie))
    for champ in forms.pv(GC).champs:
        ((titre, case),) = classeur.defined_names[champ.nom].destinations
        feuille, case = classeur[titre], case.replace("$", "")
        assert feuille.protection.sheet
        assert not feuille[case].protection.locked
        listes = [c.formula1 for c in feuille.data_validations.dataValidation if case in c.sqref and c.type == "list"]
        assert listes == ([f'"{",".join(champ.choix)}"'] if champ.choix else [])

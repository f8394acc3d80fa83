"""The evaluation grid of one bloc: criteria by competence, live results, real durations."""

from openpyxl import Workbook

from .atelier import Atelier, bande, classeur, mode_d_emploi, seuil

# Hidden: J validated, K not observed, L criteria, M answered, N counted, O threshold, P state, Q left to answer.
# States: A waiting for answers, V validated, N not validated, I undetermined.
CALCULS = "IJKLMNOPQR"


def grille() -> Workbook:
    livre = classeur()
    a = Atelier(livre, "Grille", {"B": 14, "C": 22, "D": 10, "E": 22, "F": 8, "G": 17, "H": 17})
    a.cacher(*CALCULS)
    _tete(a)
    cases, fusions = bande("B", "H", "Attention", "{avertissement}")
    a.ligne(cases, marque="exemple", fusions=fusions, hauteur=18)
    _competence(a)
    _durees(a)
    mode = mode_d_emploi(livre, "grille")
    mode.ligne({}, hauteur=10)
    cases, fusions = bande("B", "C", "Section", "{epreuve}")
    mode.ligne(cases, marque="epreuve", fusions=fusions, hauteur=22)
    cases, fusions = bande("B", "C", "Texte", "–  {consigne}")
    mode.ligne(cases, marque="epreuve/consigne", fusions=fusions)
    return livre


def _tete(a: Atelier) -> None:
    cases, fusions = bande("B", "H", "Titre", "Grille d'évaluation · {bloc_code} {bloc_intitule}")
    a.ligne(cases, fusions=fusions, hauteur=28)
    cases, fusions = bande("B", "H", "Sous-titre", "{cqp} · référentiel {sigle} {version}")
    regles = {
        "J": "{criteres_numerateur}",
        "K": "{criteres_denominateur}",
        "L": "{arrondi}",
        "M": "{non_observe}",
        "N": "{competences_numerateur}",
        "O": "{competences_denominateur}",
    }
    a.ligne(cases, fusions=fusions, calculs=regles)
    a.ligne(
        {
            "B": ("Candidature", "Étiquette"),
            "C": ("[[candidature]]", "Saisie"),
            "D": ("Session", "Étiquette"),
            "E": ("[[session]]", "Saisie"),
            "F": ("Date", "Étiquette"),
            "G": ("[[date]]", "Saisie date"),
            "H": ('=IF(COUNTA(C{n},E{n},G{n})<3,"● en-tête à remplir","✓")', "Signe"),
        },
        hauteur=22,
    )
    a.colorer_signes("H")
    cases, fusions = bande("B", "H", "Bandeau", RESULTAT_BLOC)
    a.ligne(cases, fusions=fusions, hauteur=24, calculs=CALCULS_BLOC)
    for etat, ton in (("V", "oui"), ("N", "non"), ("I", "reserve")):
        a.colorer("B4:H4", f'$P$4="{etat}"', ton)
    entetes, fusions = bande("C", "F", "En-tête", "Critère")
    a.ligne({"B": ("Code", "En-tête"), **entetes, "G": ("Observé ?", "En-tête"), "H": ("", "En-tête")}, fusions=fusions)
    a.figer(a.rang + 1)


# Rows 7 and 8 are the prototype rows of a competence and of a criterion.
CALCULS_BLOC = {
    "J": '=COUNTIF(P7,"V")',
    "K": '=COUNTIF(P7,"I")',
    "L": "=COUNTA(P7)",
    "M": '=L4-COUNTIF(P7,"A")',
    "O": seuil("L4", "$N$2", "$O$2", "$L$2"),
    "P": '=IF(M4<L4,"A",IF(O4="","I",IF(J4>=O4,"V",IF(J4+K4<O4,"N","I"))))',
    "Q": "=SUM(Q7)",
}
RESULTAT_BLOC = (
    '=IF(P4="A","● Bloc en cours : critères à renseigner : "&Q4,'
    'J4&"/"&L4&" compétences validées"&IF(O4="",""," (seuil "&O4&")")&" : "'
    '&IF(P4="V","✓ bloc validé",IF(P4="N","✗ bloc non validé","? au jury de décider")))'
)


CALCULS_COMPETENCE = {
    "J": '=COUNTIF(G8,"Oui")',
    "K": '=COUNTIF(G8,"Non observé")',
    "L": "=COUNTA(B8)",
    "M": '=J{n}+K{n}+COUNTIF(G8,"Non")',
    "N": '=IF($M$2="exclu",L{n}-K{n},L{n})',
    "O": seuil("N{n}", "$J$2", "$K$2", "$L$2"),
    "P": (
        '=IF(M{n}<L{n},"A",IF(OR(O{n}="",N{n}=0),"I",IF(J{n}>=O{n},"V",'
        'IF(J{n}+IF($M$2="indetermine",K{n},0)<O{n},"N","I"))))'
    ),
    "Q": "=L{n}-M{n}",
}


def _competence(a: Atelier) -> None:
    intitule, fusion_1 = bande("C", "F", "Section", "{competence_intitule}")
    resultat, fusion_2 = bande(
        "G",
        "H",
        "Section résultat",
        '=IF(P{n}="A","● à renseigner : "&Q{n},J{n}&"/"&L{n}&IF(O{n}="",""," (seuil "&O{n}&")")'
        '&IF(K{n}=0,"",", non obs. "&K{n})&" : "'
        '&IF(P{n}="V","✓ validée",IF(P{n}="N","✗ non validée","? au jury de décider")))',
    )
    a.ligne(
        {"B": ("{competence_code}", "Section"), **intitule, **resultat},
        marque="competence",
        fusions=(*fusion_1, *fusion_2),
        hauteur=32,
        calculs=CALCULS_COMPETENCE,
    )
    for etat, ton in (("V", "oui"), ("N", "non"), ("I", "reserve")):
        a.colorer(f"G{a.rang}:H{a.rang}", f'$P{a.rang}="{etat}"', ton)
    _critere(a)
    commentaire, fusions = bande("C", "H", "Saisie longue", "[[commentaire]]")
    a.ligne(
        {"B": ("Faits et commentaire", "Consigne"), **commentaire}, marque="competence", fusions=fusions, hauteur=48
    )


def _critere(a: Atelier) -> None:
    libelle, fusions = bande("C", "F", "Texte", "{critere_libelle}")
    signe = (
        '=IF(G{n}="","●",IF(G{n}="Oui","✓",IF(G{n}="Non","✗",IF(G{n}="Non observé","? non observé","✗ hors liste"))))'
    )
    a.ligne(
        {"B": ("{critere_code}", "Code"), **libelle, "G": ("[[critere]]", "Saisie centrée"), "H": (signe, "Signe")},
        marque="competence/critere",
        fusions=fusions,
        hauteur=22,
    )
    a.colorer_signes("H")


def _durees(a: Atelier) -> None:
    cases, fusions = bande("B", "H", "Section", "Durées constatées")
    a.ligne(cases, fusions=fusions, hauteur=22)
    libelle, fusion_1 = bande("B", "D", "Texte", "{phase_intitule}")
    prevu, fusion_2 = bande("E", "F", "Consigne", "{phase_minutes}")
    a.ligne(
        {**libelle, **prevu, "G": ("[[duree]]", "Saisie nombre"), "H": ("minutes", "Consigne")},
        marque="phase",
        fusions=(*fusion_1, *fusion_2),
    )
    a.ligne({}, hauteur=8)
    libelle, fusion_1 = bande("B", "D", "Étiquette", "Grille remplie par (« Collective », ou un juré)")
    saisie, fusion_2 = bande("E", "G", "Saisie", "[[rempli_par]]")
    a.ligne({**libelle, **saisie, "H": ("facultatif", "Consigne")}, fusions=(*fusion_1, *fusion_2), hauteur=22)

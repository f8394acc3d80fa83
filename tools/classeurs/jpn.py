"""The workbook of the jury paritaire national: members, then one card per dossier. Numbers only, never a name (K18)."""

from openpyxl import Workbook

from .atelier import Atelier, bande, classeur, mode_d_emploi

QUORUM = 2  # representatives per college (S0 §3.2)


def jpn() -> Workbook:
    livre = classeur()
    a = Atelier(
        livre,
        "Décisions",
        {"B": 13, "C": 24, "D": 16, "E": 12, "F": 12, "G": 12, "H": 12, "I": 12, "J": 12, "K": 26},
        paysage=True,
    )
    a.cacher(*"MNOPQRST")
    _tete(a)
    _membres(a)
    _dossier(a)
    mode_d_emploi(livre, "jpn")
    return livre


# Prototype rows that formulas of the head look at.
MEMBRE, CARTE = 6, 8


def _tete(a: Atelier) -> None:
    cases, fusions = bande("B", "K", "Titre", "{titre}")
    a.ligne(cases, fusions=fusions, hauteur=28)
    colleges = "   ·   ".join(
        f'{nom} présents : "&{_presents(nom)}&" "&IF({_presents(nom)}<{QUORUM},"✗ {QUORUM} au moins","✓")&"'
        for nom in ("Salariés", "Employeurs")
    )
    reste = f"COUNTIF(N{CARTE},1)"
    cases, fusions = bande(
        "B", "K", "Bandeau", f'="{colleges}   ·   Dossiers à décider : "&({reste})&IF({reste}=0," ✓","")'
    )
    a.ligne(cases, fusions=fusions, hauteur=24)
    a.figer(3)
    date, fusions = bande("D", "E", "Saisie date", "[[jpn_date]]")
    libelle, fusion = bande("B", "C", "Étiquette", "Date de la délibération")
    a.ligne({**libelle, **date}, fusions=(*fusion, *fusions), hauteur=22)


def _presents(college: str) -> str:
    return f'COUNTIFS(F{MEMBRE},"{college}",H{MEMBRE},"Oui")'


def _membres(a: Atelier) -> None:
    titre, fusions = bande("B", "K", "Section", "Les membres présents")
    a.ligne(titre, fusions=fusions, hauteur=22)
    nom, fusion_1 = bande("C", "E", "En-tête", "Prénom et nom")
    college, fusion_2 = bande("F", "G", "En-tête", "Collège")
    present, fusion_3 = bande("H", "I", "En-tête", "Présent")
    a.ligne({"B": ("N°", "En-tête"), **nom, **college, **present}, fusions=(*fusion_1, *fusion_2, *fusion_3))
    nom, fusion_1 = bande("C", "E", "Saisie", "[[membre_nom]]")
    college, fusion_2 = bande("F", "G", "Saisie centrée", "[[membre_college]]")
    present, fusion_3 = bande("H", "I", "Saisie centrée", "[[membre_present]]")
    rang = a.ligne(
        {"B": ("{rang}", "Code"), **nom, **college, **present},
        marque="membre",
        fusions=(*fusion_1, *fusion_2, *fusion_3),
        hauteur=21,
    )
    assert rang == MEMBRE  # noqa: S101 — the head's formulas are written against this row
    a.ligne({}, hauteur=10)
    a.couper()


# Of a card: M votes cast for, N 1 while undecided, O votes against, P blocs attributed, Q blocs presented.
def _dossier(a: Atelier) -> None:
    cqp, fusion_1 = bande("D", "G", "Section", "{dossier_cqp}")
    avis, fusion_2 = bande("H", "K", "Section", "{dossier_avis}")
    rang = a.ligne(
        {"B": ("Dossier", "Section"), "C": ("[[dossier_numero]]", "Saisie centrée"), **cqp, **avis},
        marque="dossier",
        fusions=(*fusion_1, *fusion_2),
        hauteur=30,
        calculs={
            "M": f"=SUM(E{CARTE + 3})+SUM(H{CARTE + 3})",
            "N": f'=IF(AND(C{{n}}<>"",D{CARTE + 5}=""),1,0)',
            "O": f"=SUM(F{CARTE + 3})+SUM(I{CARTE + 3})",
            "P": f'=COUNTIF(I{CARTE + 4},"Attribué")',
            "Q": f"=COUNTA(B{CARTE + 4})",
        },
    )
    assert rang == CARTE  # noqa: S101 — same
    ecart, fusions = bande("C", "K", "Attention", "{ecart}")
    a.ligne({"B": ("Écart", "Attention"), **ecart}, marque="dossier/ecart", fusions=fusions, hauteur=18)
    _votes(a)
    _blocs(a)
    _decision(a)
    for role, libelle in (
        ("dossier_motif", "Motif"),
        ("preconisation", "Préconisation"),
        ("commentaire_candidat", "Pour le candidat"),
        ("commentaire_employeur", "Pour l'employeur"),
    ):
        etiquette, fusion_1 = bande("B", "C", "Étiquette", libelle)
        saisie, fusion_2 = bande("D", "K", "Saisie longue", f"[[{role}]]")
        a.ligne({**etiquette, **saisie}, marque="dossier", fusions=(*fusion_1, *fusion_2), hauteur=48)
    a.ligne({}, marque="dossier", hauteur=12)
    a.couper()


def _votes(a: Atelier) -> None:
    """Two colleges, three voices each; the majority is of the votes cast by both (K4)."""
    libelle, fusions = bande("B", "D", "En-tête", "Votes")
    voix = (
        "Salariés\npour",
        "Salariés\ncontre",
        "Salariés\nabstention",
        "Employeurs\npour",
        "Employeurs\ncontre",
        "Employeurs\nabstention",
    )
    entetes = {c: (v, "En-tête") for c, v in zip("EFGHIJ", voix, strict=True)}
    a.ligne({**libelle, **entetes, "K": ("", "En-tête")}, marque="dossier", fusions=fusions, hauteur=34)
    libelle, fusions = bande("B", "D", "Étiquette", "Nombre de voix")
    saisies = {
        c: (f"[[{voix}_{college}]]", "Saisie nombre")
        for c, (college, voix) in zip(
            "EFGHIJ",
            [(c, v) for c in ("salaries", "employeurs") for v in ("pour", "contre", "abstention")],
            strict=True,
        )
    }
    signe = (
        f'=IF(COUNT(E{{n}}:J{{n}})<6,IF(C{CARTE}="","","● voix à compter"),"Pour "&M{CARTE}&", contre "&O{CARTE}&" : "'
        f'&IF(M{CARTE}>O{CARTE},"majorité pour",IF(M{CARTE}=O{CARTE},"égalité, à ajourner","majorité contre")))'
    )
    a.ligne({**libelle, **saisies, "K": (signe, "Signe")}, marque="dossier", fusions=fusions, hauteur=24)
    a.colorer_signes("K")


def _blocs(a: Atelier) -> None:
    intitule, fusion_1 = bande("C", "E", "Texte", "{bloc_intitule}")
    jury, fusion_2 = bande("F", "H", "Consigne", "{bloc_jury}")
    saisie, fusion_3 = bande("I", "J", "Saisie centrée", "[[dossier_bloc]]")
    signe = f'=IF(I{{n}}="",IF(C{CARTE}="","","● à décider"),IF(I{{n}}="Attribué","✓","✗")&" "&LOWER(I{{n}}))'
    a.ligne(
        {"B": ("{bloc_code}", "Code"), **intitule, **jury, **saisie, "K": (signe, "Signe")},
        marque="dossier/bloc",
        fusions=(*fusion_1, *fusion_2, *fusion_3),
        hauteur=32,
    )
    a.colorer_signes("K")


def _decision(a: Atelier) -> None:
    libelle, fusion_1 = bande("B", "C", "Étiquette", "Décision")
    saisie, fusion_2 = bande("D", "E", "Saisie centrée", "[[dossier_decision]]")
    attendue = f'IF(P{CARTE}+R{{n}}>=S{{n}},"Certification",IF(P{CARTE}>0,"Partielle","Non-certification"))'
    signe = (
        f'=IF(D{{n}}="",IF(C{CARTE}="","","● à décider"),IF(OR(D{{n}}="Ajournée",Q{CARTE}=0,D{{n}}={attendue}),'
        f'"✓",IF(T{{n}}<Q{CARTE},"● blocs à décider","✗ contraire aux blocs")))'
    )
    bilan, fusion_3 = bande(
        "F",
        "J",
        "Consigne",
        f'=IF(OR(C{CARTE}="",Q{CARTE}=0),"",P{CARTE}&"/"&Q{CARTE}&" blocs attribués ce jour"'
        '&IF(R{n}>0,", déjà acquis : "&R{n},""))',
    )
    a.ligne(
        {
            **libelle,
            **saisie,
            **bilan,
            "K": (signe, "Signe"),
        },
        marque="dossier",
        fusions=(*fusion_1, *fusion_2, *fusion_3),
        hauteur=26,
        calculs={
            "R": "{dossier_acquis}",
            "S": "{dossier_total}",
            "T": f'=P{CARTE}+COUNTIF(I{CARTE + 4},"Non attribué")',
        },
    )
    a.colorer_signes("K")

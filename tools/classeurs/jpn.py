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
    a.cacher(*"MNOPQRSTU")
    _tete(a)
    _membres(a)
    _dossier(a)
    _questions(a)
    mode_d_emploi(livre, "jpn")
    return livre


# Prototype rows that formulas look at.
SEANCE, MEMBRE, CARTE = 3, 6, 8
EN_LISTE = f'K{SEANCE}="Oui"'
# What a card says while nobody has decided it: nothing without a number, the list when it is adopted (K4).
A_DECIDER = f'IF(C{CARTE}="","",IF({EN_LISTE},"avec la liste","● à décider"))'
A_COMPTER = f'IF(C{CARTE}="","",IF(AND({EN_LISTE},COUNT(E{{n}}:J{{n}})=0),"avec la liste","● voix à compter"))'


def _tete(a: Atelier) -> None:
    cases, fusions = bande("B", "K", "Titre", "{titre}")
    a.ligne(cases, fusions=fusions, hauteur=28)
    colleges = "   ·   ".join(
        f'{nom} présents : "&{_presents(nom)}&" "&IF({_presents(nom)}<{QUORUM},"✗ {QUORUM} au moins","✓")&"'
        for nom in ("Salariés", "Employeurs")
    )
    reste = f"IF({EN_LISTE},0,COUNTIF(N{CARTE},1))"
    a_l_heure = f'IF(H{SEANCE}="","● Heure de la délibération à écrire","Heure ✓")'
    cases, fusions = bande(
        "B",
        "K",
        "Bandeau",
        f'={a_l_heure}&"   ·   {colleges}   ·   Dossiers à décider : "&({reste})&IF({reste}=0," ✓","")',
    )
    a.ligne(cases, fusions=fusions, hauteur=24)
    a.figer(3)
    libelle, fusion_1 = bande("B", "C", "Étiquette", "Date de la délibération")
    date, fusion_2 = bande("D", "E", "Saisie date", "[[jpn_date]]")
    heure, fusion_3 = bande("F", "G", "Étiquette", "Heure (demandée)")
    adoptee, fusion_4 = bande("I", "J", "Étiquette", "Liste adoptée en une fois")
    rang = a.ligne(
        {
            **libelle,
            **date,
            **heure,
            "H": ("[[jpn_heure]]", "Saisie heure"),
            **adoptee,
            "K": ("[[liste_adoptee]]", "Saisie centrée"),
        },
        fusions=(*fusion_1, *fusion_2, *fusion_3, *fusion_4),
        hauteur=34,
    )
    assert rang == SEANCE  # noqa: S101 — formulas are written against this row


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
            "M": f"=SUM(E{CARTE + 4})+SUM(H{CARTE + 4})",
            "N": f'=IF(AND(C{{n}}<>"",D{CARTE + 6}=""),1,0)',
            "O": f"=SUM(F{CARTE + 4})+SUM(I{CARTE + 4})",
            "P": f'=COUNTIF(I{CARTE + 5},"Attribué")',
            "Q": f"=COUNTA(B{CARTE + 5})",
        },
    )
    assert rang == CARTE  # noqa: S101 — same
    remarque, fusions = bande("C", "K", "Texte", "{remarque}")
    a.ligne({"B": ("À noter", "Étiquette"), **remarque}, marque="dossier/remarque", fusions=fusions, hauteur=20)
    ecart, fusions = bande("C", "K", "Attention", "{ecart}")
    a.ligne({"B": ("Écart", "Attention"), **ecart}, marque="dossier/ecart", fusions=fusions, hauteur=18)
    _votes(a)
    _blocs(a)
    _decision(a)
    nature, fusion_1 = bande("B", "C", "Étiquette", "Nature de la préconisation")
    saisie, fusion_2 = bande("D", "F", "Saisie centrée", "[[preconisation_type]]")
    a.ligne({**nature, **saisie}, marque="dossier", fusions=(*fusion_1, *fusion_2), hauteur=24)
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


def _questions(a: Atelier) -> None:
    """What was asked to the president of a jury or to Institut 4.10, and the answer (G-084)."""
    titre, fusions = bande("B", "K", "Section", "Les questions posées et leurs réponses")
    a.ligne(titre, fusions=fusions, hauteur=22)
    a_qui, fusion_1 = bande("C", "D", "En-tête", "Posée à")
    question, fusion_2 = bande("E", "G", "En-tête", "Question")
    reponse, fusion_3 = bande("H", "K", "En-tête", "Réponse")
    a.ligne({"B": ("Dossier", "En-tête"), **a_qui, **question, **reponse}, fusions=(*fusion_1, *fusion_2, *fusion_3))
    a_qui, fusion_1 = bande("C", "D", "Saisie", "[[question_destinataire]]")
    question, fusion_2 = bande("E", "G", "Saisie longue", "[[question_texte]]")
    reponse, fusion_3 = bande("H", "K", "Saisie longue", "[[question_reponse]]")
    a.ligne(
        {"B": ("[[question_dossier]]", "Saisie centrée"), **a_qui, **question, **reponse},
        marque="question",
        fusions=(*fusion_1, *fusion_2, *fusion_3),
        hauteur=40,
    )


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
        f'=IF(COUNT(E{{n}}:J{{n}})<6,{A_COMPTER},"Pour "&M{CARTE}&", contre "&O{CARTE}&" : "'
        f'&IF(M{CARTE}>O{CARTE},"majorité pour",IF(M{CARTE}=O{CARTE},"égalité, à ajourner","majorité contre")))'
    )
    a.ligne({**libelle, **saisies, "K": (signe, "Signe")}, marque="dossier", fusions=fusions, hauteur=24)
    a.colorer_signes("K")


def _blocs(a: Atelier) -> None:
    intitule, fusion_1 = bande("C", "E", "Texte", "{bloc_intitule}")
    jury, fusion_2 = bande("F", "H", "Consigne", "{bloc_jury}")
    saisie, fusion_3 = bande("I", "J", "Saisie centrée", "[[dossier_bloc]]")
    signe = f'=IF(I{{n}}="",{A_DECIDER},IF(I{{n}}="Attribué","✓","✗")&" "&LOWER(I{{n}}))'
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
    attendue = f'IF(P{CARTE}+R{{n}}>=S{{n}},"Certification",IF(P{CARTE}+U{{n}}>0,"Partielle","Non-certification"))'
    competences_refusees = f'AND(P{CARTE}=0,U{{n}}>0,D{{n}}="Non-certification")'  # the jury is sovereign (K12, K19)
    signe = (
        f'=IF(D{{n}}="",{A_DECIDER},IF(OR(D{{n}}="Ajournée",Q{CARTE}=0,D{{n}}={attendue},{competences_refusees}),'
        f'"✓",IF(T{{n}}<Q{CARTE},"● reste à décider","✗ contraire aux attributions")))'
    )
    bilan, fusion_3 = bande(
        "F",
        "J",
        "Consigne",
        f'=IF(OR(C{CARTE}="",Q{CARTE}=0),"",P{CARTE}&"/"&Q{CARTE}&" attribué"&IF(Q{CARTE}>1,"s","")&" ce jour"'
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
            "U": "{dossier_gardes}",
            "T": f'=P{CARTE}+COUNTIF(I{CARTE + 5},"Non attribué")',
        },
    )
    a.colorer_signes("K")

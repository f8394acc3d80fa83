"""The smaller workbooks around a session: planning, training of jurors, report of the day, orders."""

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from pipeline.model.vocabulaire import Ordre

from .atelier import Atelier, bande, classeur, mode_d_emploi


def planning() -> Workbook:
    livre = classeur()
    largeurs = {"B": 15, "C": 9, "D": 20, "E": 30, "F": 10, "G": 11, "H": 11, "I": 11, "J": 12, "K": 18}
    a = Atelier(livre, "Planning", largeurs, paysage=True)
    cases, fusions = bande("B", "K", "Titre", "Planning de la session · {session}")
    a.ligne(cases, fusions=fusions, hauteur=28)
    session, fusions_1 = bande("C", "D", "Saisie", "[[session]]")
    aide, fusions_2 = bande(
        "E", "K", "Consigne", "Déplacez les heures, les jours ou les jurys, puis déposez ce classeur."
    )
    a.ligne({"B": ("Session", "Étiquette"), **session, **aide}, fusions=(*fusions_1, *fusions_2), hauteur=24)
    titres = (
        *("Jour", "Jury", "Candidature", "Candidat", "Bloc", "Début", "Durée (min)", "Fin"),
        *("Débriefing jusqu'à", "À compléter ?"),
    )
    a.ligne({x: (t, "En-tête") for x, t in zip("BCDEFGHIJK", titres, strict=True)}, hauteur=34)
    a.figer(a.rang + 1)
    a.ligne(
        {
            "B": ("[[planning_jour]]", "Saisie date"),
            "C": ("[[planning_jury]]", "Saisie nombre"),
            "D": ("[[planning_candidature]]", "Saisie"),
            "E": ("{passage_nom}", "Texte"),
            "F": ("[[planning_bloc]]", "Saisie centrée"),
            "G": ("[[planning_debut]]", "Saisie heure"),
            "H": ("{passage_duree}", "Code"),
            "I": ('=IF(OR(G{n}="",H{n}=""),"",G{n}+H{n}/1440)', "Heure"),
            "J": ('=IF(I{n}="","",I{n}+L{n}/1440)', "Heure"),
            "K": ('=IF(D{n}="","",IF(COUNT(B{n},C{n},G{n})<3,"● à compléter","✓"))', "Signe"),
        },
        marque="passage",
        calculs={"L": "{passage_debrief}"},
    )
    a.cacher("L")
    a.colorer_signes("K")
    mode_d_emploi(livre, "planning")
    return livre


def formation() -> Workbook:
    livre = classeur()
    colonnes = [
        ("Prénom et nom", "participant_nom", 28, "Saisie", ""),
        ("Rôle visé", "participant_role", 22, "Saisie centrée", ""),
        ("Courriel", "participant_email", 28, "Saisie", ""),
        ("Organisme", "participant_organisme", 26, "Saisie", ""),
    ]
    for etape, quoi in ((1, "e-learning"), (2, "classe virtuelle"), (3, "e-learning")):
        colonnes.append((f"Étape {etape} ({quoi}), le", f"etape_{etape}_le", 15, "Saisie date", ""))
        colonnes.append(("minutes", f"etape_{etape}_minutes", 9, "Saisie nombre", ""))
    colonnes.append(("Quiz réussi", "quiz_reussi", 9, "Saisie centrée", ""))
    colonnes.append(("{module_intitule}, le", "module_{module}", 24, "Saisie date", "module"))
    lettres = [get_column_letter(n) for n in range(3, 3 + len(colonnes))]
    a = Atelier(livre, "Formation", {"B": 5, **{x: c[2] for x, c in zip(lettres, colonnes, strict=True)}}, paysage=True)
    a.ligne({x: (c[4], "Code") for x, c in zip(lettres, colonnes, strict=True) if c[4]}, marque="colonnes")
    cases, fusions = bande("B", lettres[-1], "Titre", "Formation des membres de jury")
    a.ligne(cases, fusions=fusions, hauteur=28)
    libelle, fusions = bande("B", "C", "Étiquette", "Formation n°")
    aide, fusions_2 = bande("E", "J", "Consigne", "Trois étapes et le quiz : 240 min pour un président, 210 min sinon.")
    a.ligne({**libelle, "D": ("[[formation]]", "Saisie"), **aide}, fusions=(*fusions, *fusions_2), hauteur=24)
    a.ligne(
        {"B": ("N°", "En-tête"), **{x: (c[0], "En-tête") for x, c in zip(lettres, colonnes, strict=True)}}, hauteur=48
    )
    a.figer(4, colonne="D")  # rows 2 to 4 of the template, once row 1 is gone
    saisies = {x: (f"[[{c[1]}]]", c[3]) for x, c in zip(lettres, colonnes, strict=True)}
    a.ligne({"B": ("{rang}", "Code"), **saisies}, marque="participant", hauteur=21)
    mode_d_emploi(livre, "formation")
    return livre


def compte_rendu() -> Workbook:
    livre = classeur()
    a = Atelier(livre, "Compte rendu", {"B": 24, "C": 30, "D": 12, "E": 44})
    cases, fusions = bande("B", "E", "Titre", "Compte rendu du déroulement du jury")
    a.ligne(cases, fusions=fusions, hauteur=28)
    for gauche, droite in (
        (("Session", "session", "Saisie"), ("Jury", "jury", "Saisie nombre")),
        (("Date", "date", "Saisie date"), ("Président", "redacteur", "Saisie")),
    ):
        a.ligne(
            {
                "B": (gauche[0], "Étiquette"),
                "C": (f"[[{gauche[1]}]]", gauche[2]),
                "D": (droite[0], "Étiquette"),
                "E": (f"[[{droite[1]}]]", droite[2]),
            },
            hauteur=22,
        )
    _deroulement(a)
    _faits(a)
    mode_d_emploi(livre, "compte-rendu")
    return livre


def _deroulement(a: Atelier) -> None:
    _section(a, "Le déroulement")
    libelle, fusions = bande("B", "C", "En-tête", "")
    a.ligne({**libelle, "D": ("Oui / Non", "En-tête"), "E": ("Si non, précisez", "En-tête")}, fusions=fusions)
    libelle, fusions = bande("B", "C", "Texte", "{point_libelle}")
    a.ligne(
        {**libelle, "D": ("[[point]]", "Saisie centrée"), "E": ("[[precision]]", "Saisie longue")},
        marque="point",
        fusions=fusions,
        hauteur=34,
    )
    _section(a, "Les documents officiels, reçus et remis")
    libelle, fusions = bande("B", "C", "Texte", "{recu_libelle}")
    a.ligne({**libelle, "D": ("[[recu]]", "Saisie centrée")}, marque="recu", fusions=fusions, hauteur=22)


def _faits(a: Atelier) -> None:
    _section(a, "Les faits")
    for libelle_, role in (
        ("Faits notables", "faits_notables"),
        ("Difficultés", "difficultes"),
        ("Écarts au référentiel", "non_conformites"),
        ("Problèmes matériels", "materiel"),
        ("Candidats absents", "candidats_absents"),
    ):
        _longue(a, libelle_, role)
    _section(a, "Une situation exceptionnelle")
    for libelle_, role in (
        ("Nature", "incident_nature"),
        ("Conséquences", "incident_impact"),
        ("Décision", "incident_decision"),
        ("Justification", "incident_justification"),
    ):
        _longue(a, libelle_, role)
    libelle, fusions = bande("B", "C", "Étiquette", "À joindre au jury paritaire national")
    a.ligne({**libelle, "D": ("[[pour_le_jpn]]", "Saisie centrée")}, fusions=fusions, hauteur=22)


def _section(a: Atelier, texte: str) -> None:
    cases, fusions = bande("B", "E", "Section", texte)
    a.ligne(cases, fusions=fusions, hauteur=22)


def _longue(a: Atelier, libelle: str, role: str) -> None:
    saisie, fusions = bande("C", "E", "Saisie longue", f"[[{role}]]")
    a.ligne({"B": (libelle, "Étiquette"), **saisie}, fusions=fusions, hauteur=40)


def demande() -> Workbook:
    livre = classeur()
    a = Atelier(livre, "Demande", {"B": 6, "C": 30, "D": 16, "E": 28, "F": 22, "G": 44, "H": 20}, paysage=True)
    cases, fusions = bande("B", "H", "Titre", "Demande au programme")
    a.ligne(cases, fusions=fusions, hauteur=28)
    libelle, fusions_1 = bande("B", "C", "Étiquette", "Demandé par")
    saisie, fusions_2 = bande("D", "E", "Saisie", "[[demandeur]]")
    a.ligne({**libelle, **saisie}, fusions=(*fusions_1, *fusions_2), hauteur=24)
    titres = ("N°", "Ordre", "Date du jury paritaire", "Numéro", "Mot, nom ou moment", "Motif", "À compléter ?")
    a.ligne({x: (t, "En-tête") for x, t in zip("BCDEFGH", titres, strict=True)}, hauteur=34)
    a.figer(a.rang + 1)
    a.ligne(
        {
            "B": ("{rang}", "Code"),
            "C": ("[[ordre]]", "Saisie centrée"),
            "D": ("[[ordre_date]]", "Saisie date"),
            "E": ("[[ordre_cible]]", "Saisie"),
            "F": ("[[ordre_texte]]", "Saisie"),
            "G": ("[[ordre_motif]]", "Saisie longue"),
            "H": (_signe_d_ordre(), "Signe"),
        },
        marque="ordre",
        hauteur=34,
    )
    a.colorer_signes("H")
    mode_d_emploi(livre, "demande")
    return livre


DATES = (
    Ordre.PREPARER,
    Ordre.PROCLAMER,
    Ordre.ENVOYER,
    Ordre.IMPRIMER,
)  # orders on a whole docket; the others name something


def _signe_d_ordre() -> str:
    """An order on a docket wants its date, an order on a file its number, and all a reason."""

    def manque(ordres: tuple[Ordre, ...], colonne: str) -> str:
        parmi = ",".join(f'C{{n}}="{o}"' for o in ordres)
        return f'AND({colonne}{{n}}="",OR({parmi}))'

    date = manque(DATES, "D")
    cible = manque(tuple(o for o in Ordre if o not in DATES), "E")
    texte = manque((Ordre.LIBERER, Ordre.RENOMMER), "F")
    reste = f'IF({texte},"● le mot ou le nom",IF(G{{n}}="","● le motif","✓"))'
    suite = f'IF({date},"● la date",IF({cible},"● le numéro",{reste}))'
    return f'=IF(COUNTA(C{{n}}:G{{n}})=0,"",IF(C{{n}}="","● quel ordre",{suite}))'

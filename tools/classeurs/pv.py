"""The PV of the jury professionnel: who and how, the decisions, the argument; each sheet says what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook

from .atelier import Atelier, bande, classeur, mode_d_emploi, seuil

IDENTITE, DECISIONS, ARGUMENTS = "Identité et jury", "Délibération", "Avis et arguments"
# Prototype rows of a bloc that other sheets look at, in hidden columns where nothing else stands.
VISES = 18  # first sheet, column J: 1 when the bloc is aimed at
TITRES = 5  # second sheet, column J: competences that the jury validates in it
VERDICTS = 7  # second sheet, column O: what the jury decides on it


def pv() -> Workbook:
    livre = classeur()
    identite, demande = _identite(livre)
    decisions = _decisions(livre, demande)
    arguments = _arguments(livre, demande)
    reste = _reste(((identite, "G:H"), (decisions, "F:F"), (arguments, "E:E")))
    for a in (identite, decisions, arguments):
        a.feuille["B3"] = reste
    mode_d_emploi(livre, "pv")
    return livre


@dataclass(frozen=True)
class _Conditions:
    """What other sheets ask of the first: the épreuve took place; an employer is concerned (not always in VAE, K30);
    one interview bears on all the blocs (S3 §3.2)."""

    tenu: str
    employeur: str
    vae: str


class _Cases:
    """The rows of single cells, by role: formulas look at them."""

    def __init__(self, a: Atelier) -> None:
        self.a = a
        self.rangs: dict[str, int] = {}

    def ligne(self, role: str, libelle: str, style: str, manque: str = "") -> None:
        """`manque` is the condition that makes an empty cell a missing one; without it the cell is optional."""
        etiquette, fusion_1 = bande("B", "C", "Étiquette", libelle)
        saisie, fusion_2 = bande("D", "F", style, f"[[{role}]]")
        vide = f'IF({manque},"● à remplir","")' if manque else '"facultatif"'
        signe, fusion_3 = bande("G", "H", "Signe", f'=IF(D{{n}}="",{vide},"✓")')
        fusions = (*fusion_1, *fusion_2, *fusion_3)
        self.rangs[role] = self.a.ligne({**etiquette, **saisie, **signe}, fusions=fusions, hauteur=21)
        self.a.colorer_signes("G")

    def case(self, role: str) -> str:
        return f"D{self.rangs[role]}"


def _tete(a: Atelier, derniere: str, fin: int) -> None:
    """Title and progress, alike on the three sheets. `fin` is the last row of the frozen head."""
    cases, fusions = bande("B", derniere, "Titre", "Procès-verbal du jury professionnel")
    a.ligne(cases, fusions=fusions, hauteur=28)
    cases, fusions = bande("B", derniere, "Sous-titre", "{cqp} · référentiel {sigle} {version}")
    a.ligne(cases, fusions=fusions)
    cases, fusions = bande("B", derniere, "Bandeau", "")
    a.ligne(cases, fusions=fusions, hauteur=24)
    a.colorer(f"B3:{derniere}3", 'LEFT($B$3,1)="✓"', "oui")
    a.figer(fin + 1)


def _reste(ateliers: Sequence[tuple[Atelier, str]]) -> str:
    """How many signs of each sheet still say ●."""
    comptes = [(a.feuille.title, f"COUNTIF('{a.feuille.title}'!{c[0]}4:{c[-1]}{a.rang},\"●*\")") for a, c in ateliers]
    somme = "+".join(compte for _, compte in comptes)
    detail = '&"   ·   '.join(f'{titre} "&{compte}' for titre, compte in comptes)
    return f'=IF({somme}=0,"✓ Tout ce qui est demandé est rempli","● Reste à remplir : {detail})'


def _section(a: Atelier, premiere: str, derniere: str, titre: str) -> None:
    cases, fusions = bande(premiere, derniere, "Section", titre)
    a.ligne(cases, fusions=fusions, hauteur=22)


def _identite(livre: Workbook) -> tuple[Atelier, _Conditions]:
    """The sheet, and what the others ask it."""
    a = Atelier(livre, IDENTITE, {"B": 6, "C": 28, "D": 21, "E": 30, "F": 11, "G": 11, "H": 20})
    a.cacher("J", "K")
    _tete(a, "H", 3)
    cases, fusions = bande("B", "H", "Attention", "{avertissement}")
    a.ligne(cases, marque="exemple", fusions=fusions, hauteur=18)
    cases_ = _Cases(a)
    _section(a, "B", "H", "Le candidat et la session")
    pas_vae = f'AND(D{a.rang + 10}<>"VAE",D{a.rang + 10}<>"")'
    for role, libelle, style, manque in (
        ("candidature", "Candidature", "Saisie", "TRUE"),
        ("session", "Session", "Saisie", "TRUE"),
        ("date", "Date de l'évaluation", "Saisie date", "TRUE"),
        ("nom", "Nom", "Saisie", "TRUE"),
        ("prenom", "Prénom", "Saisie", "TRUE"),
        ("email", "Adresse électronique", "Saisie", "TRUE"),
        ("organisme", "Organisme", "Saisie", pas_vae),
        ("branche", "Branche de législation", "Saisie", pas_vae),
        ("employeur_email", "Adresse électronique de l'employeur", "Saisie", ""),
        ("voie", "Voie d'accès", "Saisie", "TRUE"),
        ("portee", "Portée de la candidature", "Saisie", "TRUE"),
    ):
        cases_.ligne(role, libelle, style, manque)
    _vises(a, cases_.case("portee"))
    _section(a, "B", "H", "Le déroulement")
    cases_.ligne("deroulement", "Déroulement", "Saisie", "TRUE")
    tenu = f'{cases_.case("deroulement")}="Tenu"'
    cases_.ligne("identite_verifiee", "Identité et convocation vérifiées", "Saisie", tenu)
    cases_.ligne("deliberation_hors_candidat", "Délibération sans le candidat", "Saisie", tenu)
    _membres(a, tenu)
    vide = ",".join(f"'{IDENTITE}'!{cases_.case(role)}=\"\"" for role in ("organisme", "employeur_email"))
    vae = f"'{IDENTITE}'!{cases_.case('voie')}=\"VAE\""
    return a, _Conditions(
        tenu=f"'{IDENTITE}'!{tenu}",
        employeur=f"NOT(AND({vae},{vide}))",
        vae=vae,
    )


def _vises(a: Atelier, portee: str) -> None:
    _section(a, "B", "H", "Les blocs visés, si la portée est « Blocs »")
    etiquette, fusion_1 = bande("B", "C", "Texte", "{bloc_code} · {bloc_intitule}")
    saisie, fusion_2 = bande("D", "F", "Saisie", "[[vise]]")
    signe, fusion_3 = bande(
        "G",
        "H",
        "Signe",
        f'=IF({portee}="Certification",IF(D{{n}}="Non","✗ contraire à la portée","✓ avec la certification"),'
        f'IF(D{{n}}="",IF({portee}="Blocs","● Oui ou Non ?",""),IF(D{{n}}="Oui","✓ visé","non visé")))',
    )
    rang = a.ligne(
        {**etiquette, **saisie, **signe},
        marque="bloc",
        fusions=(*fusion_1, *fusion_2, *fusion_3),
        hauteur=21,
        calculs={"J": f'=IF(OR({portee}="Certification",D{{n}}="Oui"),1,0)'},
    )
    assert rang == VISES  # noqa: S101 — the other sheets' formulas are written against this row
    a.colorer_signes("G")


def _membres(a: Atelier, tenu: str) -> None:
    _section(a, "B", "H", "Les membres du jury")
    entetes = {"B": "N°", "C": "Prénom et nom", "D": "Rôle", "E": "Organisme", "F": "Présent", "G": "", "H": ""}
    a.ligne({c: (t, "En-tête") for c, t in entetes.items()}, fusions=("G:H",), hauteur=20)
    formule = (
        f'=IF(COUNTA(C{{n}}:F{{n}})=0,IF(AND(B{{n}}<=J{{n}},{tenu}),"● à remplir",""),'
        'IF(COUNTA(C{n}:F{n})<4,"● ligne incomplète",IF(F{n}="Oui","✓","✗ absent")))'
    )
    signe, fusions = bande("G", "H", "Signe", formule)
    a.ligne(
        {
            "B": ("{rang}", "Code"),
            "C": ("[[membre_nom]]", "Saisie"),
            "D": ("[[membre_role]]", "Saisie centrée"),
            "E": ("[[membre_organisme]]", "Saisie"),
            "F": ("[[membre_present]]", "Saisie centrée"),
            **signe,
            "K": ("[[membre_signature]]", "Saisie centrée"),  # not asked, still read (K42)
        },
        marque="membre",
        fusions=fusions,
        hauteur=24,
        calculs={"J": "{jury_minimum}"},
    )
    a.colorer_signes("G")


def _decisions(livre: Workbook, demande: _Conditions) -> Atelier:
    a = Atelier(livre, DECISIONS, {"B": 11, "C": 48, "D": 16, "E": 42, "F": 21})
    a.cacher(*"HIJKLMNOPQ")
    _tete(a, "F", 4)
    entetes = {"B": "Code", "C": "Compétence", "D": "Décision", "E": "Motif, si le jury s'écarte du calcul", "F": ""}
    a.ligne({c: (t, "En-tête") for c, t in entetes.items()})
    vise = f"'{IDENTITE}'!J{VISES}=1"
    _bloc(a, vise)
    signe = (
        f'=IF({vise},IF(D{{n}}="",IF({demande.tenu},"● à décider",""),IF(D{{n}}="Validé","✓ validé","✗ non validé")),'
        'IF(D{n}="","","✗ bloc non visé : à vider"))'
    )
    motif_et_signe = {"E": ("[[ecart_motif]]", "Saisie longue"), "F": (signe, "Signe")}
    competence = {"B": ("{competence_code}", "Code"), "C": ("{competence_intitule}", "Texte")}
    verdict = {"D": ("[[jury_competence]]", "Saisie centrée")}
    a.ligne({**competence, **verdict, **motif_et_signe}, marque="bloc/competence", hauteur=34)
    a.colorer_signes("F")
    ensemble, fusion = bande("B", "C", "Étiquette", "Le bloc {bloc_code}, dans son ensemble")
    verdict = {"D": ("[[jury_bloc]]", "Saisie centrée")}
    garde = f'=IF(AND(Q{{n}}=1,J{TITRES}>0,D{{n}}="Non validé"),1,0)'  # its competences are kept (K19, K37)
    calculs = {"O": '=D{n}&""', "P": garde, "Q": "{capitalisables}"}
    rang = a.ligne(
        {**ensemble, **verdict, **motif_et_signe}, marque="bloc", fusions=fusion, hauteur=40, calculs=calculs
    )
    assert rang == VERDICTS  # noqa: S101 — the last sheet's formulas are written against this row
    a.colorer_signes("F")
    _durees(a, vise, demande.vae)
    return a


def _durees(a: Atelier, vise: str, vae: str) -> None:
    """The minutes of each bloc, or those of the one interview: the voie says which. Hidden: H what is foreseen."""
    for marque, role, prevu, quoi, consigne, signe in (
        (
            "bloc",
            "duree",
            "{bloc_duree}",
            "Durée de l'évaluation du bloc {bloc_code}, en minutes",
            f'=IF({vae},"sans objet en VAE",H{{n}})',
            f'=IF(D{{n}}="","",IF({vae},"✗ en VAE : à vider",IF({vise},"✓","✗ bloc non visé : à vider")))',
        ),
        (
            "phase_vae",
            "duree_vae",
            "{phase_duree}",
            "VAE : {phase_intitule}, en minutes",
            f'=IF({vae},H{{n}},"en VAE seulement")',
            f'=IF(D{{n}}="","",IF({vae},"✓","✗ hors VAE : à vider"))',
        ),
    ):
        libelle, fusion = bande("B", "C", "Texte", quoi)
        saisie = {"D": (f"[[{role}]]", "Saisie nombre"), "E": (consigne, "Consigne"), "F": (signe, "Signe")}
        a.ligne({**libelle, **saisie}, marque=marque, fusions=fusion, calculs={"H": prevu})
        a.colorer_signes("F")


def _bloc(a: Atelier, vise: str) -> None:
    """Title of a bloc and how far the jury is. Hidden: H decided, I competences, J validated, K threshold."""
    code, fusion = bande("B", "C", "Section", "{bloc_code} · {bloc_intitule}")
    compte = (
        f'=IF(NOT({vise}),"bloc non visé",IF(H{{n}}<I{{n}},"● compétences à décider : "&(I{{n}}-H{{n}}),'
        'J{n}&"/"&I{n}&" compétences validées par le jury"&IF(K{n}="",""," (seuil "&K{n}&")")))'
    )
    resultat, fusion_2 = bande("D", "F", "Section résultat", compte)
    suivante = a.rang + 2  # the row of a competence
    a.ligne(
        {**code, **resultat},
        marque="bloc",
        fusions=(*fusion, *fusion_2),
        hauteur=26,
        calculs={
            "H": f'=J{{n}}+COUNTIF(D{suivante},"Non validé")',
            "I": f"=COUNTA(B{suivante})",
            "J": f'=COUNTIF(D{suivante},"Validé")',
            "K": seuil("I{n}", "L{n}", "M{n}", "N{n}"),
            "L": "{competences_numerateur}",
            "M": "{competences_denominateur}",
            "N": "{arrondi}",
        },
    )


def _arguments(livre: Workbook, demande: _Conditions) -> Atelier:
    a = Atelier(livre, ARGUMENTS, {"B": 27, "C": 26, "D": 66, "E": 20})
    a.cacher(*"JKLMNO")
    _tete(a, "E", 3)
    tenu = demande.tenu
    _section(a, "B", "E", "L'avis proposé au jury paritaire")
    avis = _avis(a, tenu)
    reserve = f'AND({tenu},C{avis}<>"",OR(C{avis}<>"Totale",L{avis}>0))'
    _argument(a, "ecart_motif", "Motif de l'écart", f'AND(C{avis}<>"",N{avis}<>"",N{avis}<>C{avis})', 40)
    _section(a, "B", "E", "L'argumentation : des faits observés, précis, sans jugement sur la personne")
    _argument(a, "releve_decision", "Relevé de décision", tenu, 96)
    _argument(a, "points_forts", "Points forts", tenu, 80)
    _argument(a, "points_faibles", "Points faibles", reserve, 80)
    _argument(a, "axes_progres", "Axes de progrès", "", 60)
    _preconisations(a)
    _section(a, "B", "E", "Les commentaires : chacun ne lit que le sien ; aucun résultat n'y est annoncé")
    _argument(a, "commentaire_candidat", "Pour le candidat", tenu, 76)
    _argument(a, "commentaire_employeur", "Pour l'employeur", f"AND({tenu},{demande.employeur})", 76)
    _incident(a)
    return a


def _avis(a: Atelier, tenu: str) -> int:
    """The avis beside what the blocs give. Hidden: J blocs aimed at, K validated, L not validated, N what they give,
    O those of which a part is kept."""
    verdicts = f"'{DECISIONS}'!O{VERDICTS}"
    bilan = '="Blocs visés : "&J{n}&"   ·   validés : "&K{n}&"   ·   non validés : "&L{n}&M{n}'
    signe = f'=IF(C{{n}}="",IF({tenu},"● à remplir",""),IF(OR(N{{n}}="",N{{n}}=C{{n}}),"✓","? motif demandé"))'
    rang = a.ligne(
        {
            "B": ("Avis du jury", "Étiquette"),
            "C": ("[[avis]]", "Saisie centrée"),
            "D": (bilan, "Consigne"),
            "E": (signe, "Signe"),
        },
        hauteur=26,
        calculs={
            "J": f"=SUM('{IDENTITE}'!J{VISES})",
            "K": f'=COUNTIF({verdicts},"Validé")',
            "L": f'=COUNTIF({verdicts},"Non validé")',
            "M": '=IF(N{n}="","","   →   "&N{n})',
            "N": '=IF(OR(J{n}=0,K{n}+L{n}<J{n}),"",IF(L{n}=0,"Totale",IF(K{n}+O{n}=0,"Refus","Partielle")))',
            "O": f"=SUM('{DECISIONS}'!P{VERDICTS})",
        },
    )
    a.colorer_signes("E")
    return rang


def _incident(a: Atelier) -> None:
    """All four cells or none (S0 §2.6)."""
    _section(a, "B", "E", "Un incident : les quatre cases, ou aucune")
    un_seul = f"COUNTA(C{a.rang + 1}:C{a.rang + 4})>0"
    for partie, libelle in (
        ("nature", "Ce qui s'est passé"),
        ("impact", "Ce que cela a changé"),
        ("decision", "Ce qui a été décidé"),
        ("justification", "Pourquoi"),
    ):
        _argument(a, f"incident_{partie}", libelle, un_seul, 40)


def _argument(a: Atelier, role: str, libelle: str, manque: str, hauteur: float) -> None:
    saisie, fusions = bande("C", "D", "Saisie longue", f"[[{role}]]")
    vide = f'IF({manque},"● à remplir","facultatif")' if manque else '"conseillé"'
    signe = f'=IF(C{{n}}="",{vide},"✓")'
    a.ligne({"B": (libelle, "Étiquette"), **saisie, "E": (signe, "Signe")}, fusions=fusions, hauteur=hauteur)
    a.colorer_signes("E")


def _preconisations(a: Atelier) -> None:
    entetes: Sequence[str] = ("Préconisations", "Nature", "Ce que le jury conseille", "")
    a.ligne({c: (t, "En-tête") for c, t in zip("BCDE", entetes, strict=True)})
    a.ligne(
        {
            "B": ("Préconisation {rang}", "Étiquette"),
            "C": ("[[preconisation_type]]", "Saisie centrée"),
            "D": ("[[preconisation]]", "Saisie longue"),
            "E": ('=IF(COUNTA(C{n}:D{n})=1,"● ligne incomplète",IF(D{n}="","facultatif","✓"))', "Signe"),
        },
        marque="preconisation",
        hauteur=40,
    )
    a.colorer_signes("E")

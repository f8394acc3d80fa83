"""The workbook of a session: the day, then one row per candidate and per juror, ready to paste lists into."""

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from .atelier import Atelier, Case, bande, classeur, mode_d_emploi

# Title of a column, role of its cells (none: what is only shown), width, style, group of columns that repeats it.
Colonne = tuple[str, str, float, str, str]
TEXTE, EN_LISTE, CENTRE, JOUR, NOMBRE = "Saisie", "Saisie en liste", "Saisie centrée", "Saisie date", "Saisie nombre"
HEURE = "Saisie heure"


def _c(titre: str, role: str, largeur: float, style: str = EN_LISTE, repete: str = "") -> Colonne:
    return titre, role, largeur, style, repete


CANDIDATS: Mapping[str, tuple[Colonne, ...]] = {
    "Candidat": (
        _c("Candidature", "candidature", 16),
        _c("Nom de naissance", "nom", 20),
        _c("Prénom", "prenom", 15),
        _c("Courriel", "email", 30),
    ),
    "Employeur": (
        _c("Organisme", "organisme", 24),
        _c("Branche", "branche", 14, CENTRE),
        _c("Poste", "poste", 26),
        _c("Contact", "employeur_nom", 20),
        _c("Courriel", "employeur_email", 26),
        _c("VAE : accord pour l'informer", "consentement_vae", 13, JOUR),
    ),
    "Demande": (
        _c("Voie", "voie", 23, CENTRE),
        _c("Portée", "portee", 13, CENTRE),
        _c("VAE : recevabilité", "recevabilite_le", 13, JOUR),
        _c("Entrée dans le parcours", "entree_le", 13, JOUR),
        _c("Option", "option", 12, CENTRE),
        _c("Jury", "jury", 7, NOMBRE),
        _c("Participation", "participation", 13, CENTRE),
        _c("Bloc {bloc_code}", "vise", 7, CENTRE, "bloc"),
    ),
    "Dépôts dans MyCertif": (
        _c("{piece_libelle}", "piece_{piece}_le", 16, JOUR, "piece"),
        _c("Dérogation de l'Ucanss", "derogation_le", 13, JOUR),
        _c("Motif de la dérogation", "derogation_motif", 22),
    ),
    "Aménagements (confidentiel)": (
        _c("Demandés le", "handicap_le", 13, JOUR),
        _c("Mesures accordées, jamais la raison", "amenagement", 40),
        _c("Temps en plus (%)", "temps_supplementaire", 10, NOMBRE),
    ),
    "État civil (pour le SI-CPF)": (
        _c("Nom d'usage", "nom_usage", 18),
        _c("Autres prénoms", "autres_prenoms", 18),
        _c("Sexe", "sexe", 7, CENTRE),
        _c("Né(e) le", "naissance_le", 13, JOUR),
        _c("Commune", "naissance_commune", 20),
        _c("Code INSEE", "naissance_code", 11, CENTRE),
        _c("Pays", "naissance_pays", 14),
    ),
    "Adresse (où il reçoit son parchemin)": (
        _c("Numéro et rue", "adresse_rue", 30),
        _c("Complément", "adresse_complement", 20),
        _c("Code postal", "adresse_code_postal", 10, CENTRE),
        _c("Ville", "adresse_commune", 20),
        _c("Pays de résidence", "adresse_pays", 14),
    ),
}
JURES: Mapping[str, tuple[Colonne, ...]] = {
    "Juré": (
        _c("Prénom et nom", "membre_nom", 28),
        _c("Rôle", "membre_role", 24, CENTRE),
        _c("Jury", "membre_jury", 7, NOMBRE),
        _c("Courriel", "membre_email", 30),
    ),
    "Appartenance": (
        _c("Organisme", "membre_organisme", 28),
        _c("Branche", "membre_branche", 15, CENTRE),
        _c("Au titre de", "membre_qualite", 18, CENTRE),
        _c("Profil", "membre_profil", 24),
        _c("Connaît le CQP", "membre_connaissance", 12, CENTRE),
    ),
    "Accords": (
        _c("Validé par l'Ucanss le", "membre_validation_le", 14, JOUR),
        _c("Accord de sa direction le", "membre_accord_le", 14, JOUR),
        _c("Courriel de sa direction", "membre_direction_email", 30),
        _c("Vivier national", "membre_vivier", 10, CENTRE),
    ),
    "Formation": (
        _c("Achevée le", "membre_formation_le", 13, JOUR),
        _c("Minutes", "membre_formation_minutes", 10, NOMBRE),
        _c("Étapes", "membre_formation_etapes", 9, NOMBRE),
        _c("Module complémentaire le", "membre_module_le", 17, JOUR),
    ),
    "Déclaration de liens": (
        _c("Reçue le", "membre_declaration_le", 13, JOUR),
        _c("Liens déclarés", "membre_liens", 24),
        _c("Reste à déclarer", "membre_non_declares", 24),
    ),
}
# What each begun line must at least hold; a VAE needs neither organisme nor post (S0 §4.1). Columns as laid out above.
SIGNE_CANDIDAT = (
    '=IF(COUNTA(D{n}:O{n})=0,"",IF(OR(COUNTA(D{n}:G{n},N{n}:O{n})<6,'
    'IF(N{n}="VAE",P{n}="",OR(H{n}="",J{n}=""))),"●","✓"))'
)
# A juror already known (row 3 of the vivier) needs no organisme.
SIGNE_JURE = '=IF(COUNTA(D{n}:H{n})=0,"",IF(OR(D{n}="",E{n}="",AND(H{n}="",COUNTIF(Vivier!B3,D{n})=0)),"●","✓"))'


def session() -> Workbook:
    livre = classeur()
    _seance(livre)
    _liste(
        livre,
        "Candidats",
        "candidat",
        CANDIDATS,
        SIGNE_CANDIDAT,
        figees=2,
        pages=("Demande", "Aménagements (confidentiel)"),
    )
    _liste(livre, "Jurés", "jure", JURES, SIGNE_JURE, figees=1, pages=("Accords",))
    _jurys(livre)
    _vivier(livre)
    mode_d_emploi(livre, "session")
    return livre


def _seance(livre: Workbook) -> None:
    a = Atelier(livre, "Session", {"B": 30, "C": 34, "D": 26, "E": 34})
    cases, fusions = bande("B", "E", "Titre", "Session d'évaluation · {sigle}")
    a.ligne(cases, fusions=fusions, hauteur=28)
    cases, fusions = bande("B", "E", "Sous-titre", "{cqp} · référentiel {sigle} {version}")
    a.ligne(cases, fusions=fusions)
    cases, fusions = bande("B", "E", "Attention", "{avertissement}")
    a.ligne(cases, marque="exemple", fusions=fusions, hauteur=18)
    _titre(a, "La session")
    _paire(a, ("Session", "session", TEXTE), ("Mode", "mode", TEXTE))
    _paire(a, ("Date", "date", JOUR), ("Dernier jour, s'il y en a plusieurs", "date_fin", JOUR))
    _seule(a, "Lieu", "lieu", 34)
    _seule(a, "Accès", "acces", 34)
    _titre(a, "L'organisation")
    _paire(a, ("Responsable de session", "responsable_nom", TEXTE), ("Courriel", "responsable_email", TEXTE))
    _paire(a, ("Téléphone", "responsable_telephone", TEXTE), ("Note de frais", "note_de_frais", TEXTE))
    _seule(a, "Organisation de la journée", "organisation", 48)
    _seule(a, "Documents autorisés pour les candidats", "documents_autorises", 34)
    _titre(a, "Les horaires (vides : ceux d'habitude)")
    _paire(a, ("Début de la journée", "journee_debut", HEURE), ("Fin de la journée", "journee_fin", HEURE))
    _paire(a, ("Début de la pause", "pause_debut", HEURE), ("Fin de la pause", "pause_fin", HEURE))
    _titre(a, "L'envoi des convocations")
    _paire(a, ("Envoyées le", "convocations_le", JOUR), ("", "", ""))
    _seule(a, "Motif, à moins d'un mois de la session", "convocations_motif", 34)


def _titre(a: Atelier, texte: str) -> None:
    cases, fusions = bande("B", "E", "Section", texte)
    a.ligne(cases, fusions=fusions, hauteur=22)


def _paire(a: Atelier, gauche: tuple[str, str, str], droite: tuple[str, str, str]) -> None:
    cases: dict[str, Case] = {}
    for (libelle, role, style), (etiquette, saisie) in zip((gauche, droite), (("B", "C"), ("D", "E")), strict=True):
        if role:
            cases |= {etiquette: (libelle, "Étiquette"), saisie: (f"[[{role}]]", style)}
    a.ligne(cases, hauteur=22)


def _seule(a: Atelier, libelle: str, role: str, hauteur: float) -> None:
    saisie, fusions = bande("C", "E", "Saisie longue", f"[[{role}]]")
    a.ligne({"B": (libelle, "Étiquette"), **saisie}, fusions=fusions, hauteur=hauteur)


def _liste(  # noqa: PLR0913 - a table: what is in it, and how it is seen
    livre: Workbook,
    titre: str,
    groupe: str,
    bandes: Mapping[str, Sequence[Colonne]],
    signe: str,
    *,
    figees: int,
    pages: tuple[str, ...],
) -> None:
    """A table without a merge in its rows: a list is pasted into it from row to row.

    `figees`: columns that stay in sight and head each printed page; `pages`: the groups of columns that begin one.
    """
    colonnes = [c for siennes in bandes.values() for c in siennes]
    lettres = [get_column_letter(n) for n in range(4, 4 + len(colonnes))]
    largeurs = {"B": 5.0, "C": 4.0, **{x: c[2] for x, c in zip(lettres, colonnes, strict=True)}}
    a = Atelier(livre, titre, largeurs, paysage=True)
    a.ligne({x: (c[4], "Code") for x, c in zip(lettres, colonnes, strict=True) if c[4]}, marque="colonnes")
    cases, fusions = _bandeaux(lettres, bandes)
    a.ligne(cases, fusions=fusions, hauteur=22)
    entetes = {x: (c[0], "En-tête") for x, c in zip(lettres, colonnes, strict=True)}
    a.ligne({"B": ("N°", "En-tête"), "C": ("", "En-tête"), **entetes}, hauteur=48)
    saisies = {x: (f"[[{c[1]}]]", c[3]) for x, c in zip(lettres, colonnes, strict=True)}
    a.ligne({"B": ("{rang}", "Code"), "C": (signe, "Signe"), **saisies}, marque=groupe, hauteur=16)
    a.colorer_signes("C")
    a.figer(3, colonne=lettres[figees])  # rows 2 and 3 of the template, once row 1 is gone
    a.couper_avant(*(x for x in lettres if cases[x][0] in pages))


def _bandeaux(lettres: Sequence[str], bandes: Mapping[str, Sequence[Colonne]]) -> tuple[dict[str, Case], list[str]]:
    """Above the headings, the name of each group of columns."""
    cases: dict[str, Case] = {"B": ("", "Section"), "C": ("", "Section")}
    fusions = []
    debut = 0
    for bandeau, siennes in bandes.items():
        fin = debut + len(siennes)
        cases |= {x: (bandeau if x == lettres[debut] else "", "Section") for x in lettres[debut:fin]}
        fusions.append(f"{lettres[debut]}:{lettres[fin - 1]}")
        debut = fin
    return cases, fusions


def _jurys(livre: Workbook) -> None:
    a = Atelier(livre, "Jurys et absences", {"B": 8, "C": 34, "D": 48, "E": 34})
    cases, fusions = bande("B", "E", "Section", "Où siège chaque jury")
    a.ligne(cases, fusions=fusions, hauteur=22)
    entetes = (("B", "Jury"), ("C", "Salle"), ("D", "Lien de visioconférence"))
    a.ligne({x: (t, "En-tête") for x, t in entetes})
    a.ligne(
        {"B": ("{rang}", "Code"), "C": ("[[jury_salle]]", EN_LISTE), "D": ("[[jury_lien]]", EN_LISTE)}, marque="jury"
    )
    a.ligne({}, hauteur=10)
    cases, fusions = bande("B", "E", "Section", "Jurés qui ne siégeront pas")
    a.ligne(cases, fusions=fusions, hauteur=22)
    a.ligne(
        {
            "B": ("N°", "En-tête"),
            "C": ("Prénom et nom", "En-tête"),
            "D": ("Motif", "En-tête"),
            "E": ("Remplaçant, inscrit dans Jurés", "En-tête"),
        }
    )
    saisies = {"C": "absence_membre", "D": "absence_motif", "E": "absence_remplacant"}
    a.ligne({"B": ("{rang}", "Code"), **{c: (f"[[{r}]]", EN_LISTE) for c, r in saisies.items()}}, marque="absence")


def _vivier(livre: Workbook) -> None:
    a = Atelier(livre, "Vivier", {"B": 34, "C": 34, "D": 18, "E": 20})
    cases, fusions = bande("B", "E", "Section", "{vivier_titre}")
    a.ligne(cases, fusions=fusions, hauteur=22)
    a.ligne({x: (t, "En-tête") for x, t in zip("BCDE", ("Juré", "Organisme", "Branche", "Formation"), strict=True)})
    a.ligne(
        {
            "B": ("{connu_nom}", "Texte"),
            "C": ("{connu_organisme}", "Texte"),
            "D": ("{connu_branche}", "Texte"),
            "E": ("{connu_formation}", "Texte"),
        },
        marque="connu",
    )

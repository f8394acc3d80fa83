"""Dossiers whose people have names found nowhere else, written in every text of their jury."""

from tests.outils.espace import Chantier

LETTRES = "bcdfglmnrv"


def marque(n: int) -> str:
    """A syllable of its own for each: « bab », « bac »… so that a hit tells whose name it is."""
    return f"{LETTRES[n // 100]}e{LETTRES[n // 10 % 10]}a{LETTRES[n % 10]}"


def identite(n: int) -> dict[str, str]:
    m = marque(n)
    return {
        "nom": f"Qarvel-Zythu{m}",
        "prenom": f"Ylvano{m}",
        "email": f"ylvano{m}@exemple.invalid",
        "organisme": f"CPAM de Brumeval{m}",
        "president": f"Thessal Xerath{m}",
        "expert": f"Odwyn Kwolek{m}",
        "chez": f"CAF d’Ostrevin{m}",
    }


def candidature(n: int) -> str:
    return f"GC-2023-{n:04d}"


def deposer(chantier: Chantier, n: int) -> None:
    qui = identite(n)
    presidente = qui["president"].split()[1]
    texte = (
        f"{qui['prenom']} {qui['nom']} ({qui['email']}, {qui['organisme']}) a répondu à Mme {presidente} ; "
        f"ZYTHU{marque(n).upper()} cite le dossier {candidature(n)}, et {qui['expert']} de la {qui['chez']} confirme."
    )
    champs = dict.fromkeys(
        ("releve_decision", "points_forts", "axes_progres", "commentaire_candidat", "commentaire_employeur"), texte
    )
    chantier.pv(
        candidature(n),
        blocs=("B2",),
        fiche_nom=qui["nom"],
        fiche_prenom=qui["prenom"],
        fiche_email=qui["email"],
        fiche_organisme=qui["organisme"],
        fiche_session=f"S-{marque(n).upper()}-2023",
        fiche_portee="Blocs",
        membre_nom_1=qui["president"],
        membre_nom_2=qui["expert"],
        membre_organisme_2=qui["chez"],
        **champs,
    )
    chantier.grille(candidature(n), "B2", fiche_session=f"S-{marque(n).upper()}-2023", commentaire_b2_c1=texte)
    for piece in ("carnet", "pv-signe", "carnet-masque"):
        chantier.piece(candidature(n), piece)

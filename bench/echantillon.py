"""What is set on pages: a certification dossier of the usual length, each a little different from the others."""

import datetime as dt

from pipeline.documents.page import Valeurs, valeurs
from pipeline.model.document import Document, Encadre, Fiche, Ligne, Paragraphe, Tableau, Titre
from pipeline.settings import shipped

TEMPLATES = (shipped("templates"),)
BLOCS, COMPETENCES = 4, 7
PHRASE = "Le candidat a reformulé la demande, vérifié les pièces, expliqué la réglementation et annoncé les suites. "


def _competences(bloc: int) -> Tableau:
    lignes = [
        Ligne(cellules=(f"B{bloc}.C{c}", PHRASE, "6/8 (seuil 6)", "✓ Validée"), marque="oui")
        for c in range(1, COMPETENCES + 1)
    ]
    return Tableau(
        legende=f"Compétences du bloc {bloc}",
        entetes=("Code", "Compétence", "Critères", "Résultat"),
        largeurs=(2, 9, 3, 3),
        lignes=tuple(lignes),
    )


def document(rang: int) -> Document:
    """Three pages."""
    blocs = [
        bloc
        for b in range(1, BLOCS + 1)
        for bloc in (Titre(texte=f"Bloc {b}"), _competences(b), Paragraphe(texte=PHRASE * 8))
    ]
    return Document(
        type="dossier-certification",
        mise_en_page="rapport",
        titre=f"Dossier de certification {rang}",
        sujet="Mesure",
        date=dt.date(2023, 10, 2),
        specimen="SPÉCIMEN",
        entete="Dossier de certification",
        pied=f"Candidature BENCH-{rang}",
        blocs=(
            Encadre(ton="oui", titre="Validation totale", textes=(PHRASE,)),
            Fiche(lignes=(("Candidature", f"BENCH-{rang}"), ("Voie", "Formation"))),
            *blocs,
        ),
    )


def donnees(a_faire: Document) -> Valeurs:
    return valeurs(a_faire, "Mesure")

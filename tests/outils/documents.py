"""Documents written by hand for those who set them on pages: every kind of block, texts that try the layouts."""

import datetime as dt
from pathlib import Path

from pipeline.model.document import (
    Barre,
    Bloc,
    Case,
    Colonne,
    Document,
    Encadre,
    Fiche,
    Graphique,
    Horaire,
    Lettre,
    Ligne,
    Liste,
    Paragraphe,
    Parchemin,
    SautDePage,
    Signatures,
    Tableau,
    Titre,
)
from pipeline.settings import shipped

TEMPLATES: tuple[Path, ...] = (shipped("templates"),)
JOUR = dt.date(2023, 10, 13)
HOSTILE = (
    "R&D <b> {{ 7*7 }} {% if %} {# x #} </w:p></w:body> ]]> =1+1 #let x = 1 $x$ *a* _b_ \\n @c // d &amp; {_{ «fin»"
)
NOMS = (
    "Jeanne Çelik",
    "Ñíguez Wärn",
    "Marie-Françoise Lœuvre-Nguyễn d'Ambroisie de La Bruyère-Montalembert de Kervadec",
)
CASE_PLEINE = 32_767  # the characters that a cell of a workbook can hold


def blocs(texte: str = "Un texte courant.") -> tuple[Bloc, ...]:
    """Each kind of block once at least, with `texte` in each place where a person's own words may come."""
    lignes = (
        Ligne(cellules=("Activité première",), marque="titre"),
        Ligne(cellules=("C1", texte, "6/8 (seuil 6)"), marque="oui"),
        Ligne(cellules=("C2", "✗ non validée", "3/8 (seuil 6)"), marque="non"),
        Ligne(cellules=("C3", "? indéterminée", texte), marque="reserve"),
        Ligne(cellules=("C4", "sans marque")),
    )
    return (
        Encadre(ton="oui", titre="Avis favorable", textes=(texte, "Second texte.")),
        Encadre(ton="reserve", titre="Avis réservé"),
        Titre(niveau=1, texte="Premier niveau"),
        Titre(niveau=3, texte="Un niveau sauté"),
        Paragraphe(texte=texte),
        Paragraphe(style="fort", texte="Un texte fort."),
        Paragraphe(style="discret", texte="Un texte discret."),
        Paragraphe(style="citation", texte=texte),
        Liste(elements=(texte, "Élément deux.")),
        Fiche(lignes=(("Libellé", texte), ("Autre libellé", "Autre valeur"))),
        Fiche(lignes=()),
        Tableau(legende="Légende", entetes=("Code", "Intitulé", "Compte"), largeurs=(1, 4, 2), lignes=lignes),
        graphique(),
        SautDePage(),
        Signatures(cases=(("Alix Témoin", "Présidente"), ("Bo Témoin", "Expert"), ("Cléo Témoin", "Représentant"))),
        Signatures(cases=()),
    )


def graphique() -> Graphique:
    """Each tone, a part too narrow for its number, a bar whose parts are hidden, one that is not drawn."""
    barres = (
        Barre(libelle="Un libellé de deux lignes", valeurs=(40, 30, 20, 10), texte="100 dossiers"),
        Barre(libelle="B2", valeurs=(1, 0, 49, 0), reste=25, texte="75 dossiers"),
        Barre(libelle="B3", valeurs=(46, 0, 0, 0), reste=4, texte="50 dossiers", chiffree=False),
        Barre(libelle="B4", valeurs=(0, 0, 0, 0), texte="rien ne se montre"),
    )
    return Graphique(legende="Un graphique", series=("Une", "Deux", "Trois", "Quatre"), reste="Reste", barres=barres)


def rapport(texte: str = "Un texte courant.", *, specimen: str = "", titre: str = "Dossier d'essai") -> Document:
    return Document(
        type="essai",
        mise_en_page="rapport",
        titre=titre,
        sous_titre="Sous-titre d'essai",
        sujet="Sujet d'essai",
        date=JOUR,
        specimen=specimen,
        entete="En-tête d'essai",
        pied="Pied d'essai",
        blocs=blocs(texte),
    )


def lettre(texte: str = "Un texte courant.", *, specimen: str = "", nom: str = NOMS[0]) -> Document:
    return Document(
        type="essai",
        mise_en_page="lettre",
        titre="Lettre d'essai",
        sujet="Sujet d'essai",
        date=JOUR,
        specimen=specimen,
        pied="Pied d'essai",
        lettre=Lettre(
            emetteur=("Organisme d'essai", "1 rue de l'Essai", "75000 Paris"),
            destinataire=(nom, "2 rue du Test", "44000 Nantes"),
            lieu_date="Paris, le 13 octobre 2023",
            references=("Référence une", "Référence deux"),
            objet=f"Objet : {texte}",
            civilite="Madame, Monsieur,",
            politesse="Salutations distinguées.",
            signataire=("Pour le jury,", "Camille Témoin"),
        ),
        blocs=(Paragraphe(texte=texte), Titre(texte="Et après"), Liste(elements=("Un", "Deux"))),
    )


def journee(texte: str = "Un candidat") -> Horaire:
    """Each kind of box, boxes that start together and apart, free time, a column that waits."""
    premiere = (
        Case(debut=540, fin=610, texte=f"{texte}\nGC-2023-00012 — Bloc B1"),
        Case(debut=610, fin=625, texte="Échange du jury", ton="jury"),
        Case(debut=750, fin=810, texte="Pause", ton="pause"),
    )
    seconde = (Case(debut=570, fin=600, texte=texte, ton="preparation"), Case(debut=610, fin=640, texte=texte))
    colonnes = (
        Colonne(titre="Jury 1", cases=premiere),
        Colonne(titre="Jury 2", cases=seconde),
        Colonne(titre="Jury 3"),
    )
    return Horaire(legende="La journée, jury par jury", colonnes=colonnes)


def paysage(texte: str = "Un texte courant.", *, specimen: str = "") -> Document:
    a_signer = Tableau(
        legende="À signer",
        entetes=("Nom", "Signature"),
        largeurs=(2, 3),
        lignes=(Ligne(cellules=(texte, "")), Ligne(cellules=("Alix Témoin", ""))),
        a_signer=True,
    )
    return Document(
        type="essai",
        mise_en_page="paysage",
        titre="Planning d'essai",
        sous_titre="Sous-titre d'essai",
        sujet="Sujet d'essai",
        date=JOUR,
        specimen=specimen,
        entete="En-tête d'essai",
        pied="Pied d'essai",
        blocs=(
            Titre(texte="Vendredi 13 octobre"),
            journee(texte),
            SautDePage(),
            Encadre(titre="Jury 1", textes=(texte,)),
            a_signer,
            Paragraphe(style="discret", texte=texte),
            Signatures(cases=(("Alix Témoin", "Présidente"),)),
        ),
    )


def parchemin(nom: str = NOMS[0], *, specimen: str = "", naissance: str = "") -> Document:
    return Document(
        type="essai",
        mise_en_page="parchemin",
        titre="Parchemin d'essai",
        sujet="Sujet d'essai",
        date=JOUR,
        specimen=specimen,
        parchemin=Parchemin(
            certificateurs=("Organisme d'essai", "Commission d'essai pour la formation professionnelle"),
            surtitre="Certificat de qualification professionnelle",
            titre="Gestionnaire conseil d'une Sécurité sociale d'essai",
            attestation="Le jury atteste que tout est acquis.",
            decerne_a="Décerné à",
            titulaire=nom,
            naissance=naissance,
            mentions=("Une mention.", "Une autre mention, plus longue, qui finit par un numéro : 35092"),
            lieu_date="Fait à Paris,\nle 13 octobre 2023",
            signataire=("Camille Témoin", "Directrice d'essai"),
            numero="N° GC-2023-00012-K",
        ),
    )


def tous(*, specimen: str = "") -> tuple[Document, ...]:
    """One document of each layout."""
    return (
        rapport(specimen=specimen),
        lettre(specimen=specimen),
        paysage(specimen=specimen),
        parchemin(specimen=specimen),
    )

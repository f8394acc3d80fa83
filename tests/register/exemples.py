"""A moment and a few facts, obviously fictitious."""

from datetime import date, datetime

from pipeline.model.anomalie import Anomalie, Gravite, Place
from pipeline.model.faits import Depot, EtatDepot, Grille
from pipeline.model.moment import PARIS
from pipeline.model.vocabulaire import Reponse
from pipeline.register import Publication, Registre

LE = datetime(2023, 10, 2, 9, 30, tzinfo=PARIS)
PLUS_TARD = datetime(2023, 10, 3, 18, 0, tzinfo=PARIS)
JPN = date(2023, 10, 13)

GRILLE = Grille(
    candidature="GC-0001",
    session="S-ESSAI",
    date=date(2023, 10, 2),
    referentiel="gc",
    version="2023",
    bloc="B1",
    criteres={"critere_b1_1": Reponse.OUI, "critere_b1_2": Reponse.NON_OBSERVE},
    commentaires={"commentaire_b1_1": "Précis, « étayé » & nuancé – cœur du métier."},
    durees={"entretien": 35},
)
ANOMALIE = Anomalie(
    code="DUREE_LONGUE",
    gravite=Gravite.AVERTISSEMENT,
    message="L'entretien a duré 35 minutes.",
    action="Vérifiez la durée.",
    cellules=(Place(feuille="Grille", cellule="C12", nom="duree_entretien"),),
    exigences=("M-001",),
    source="S3 §1.2",
)


def sha(graine: str) -> str:
    return graine.encode().hex().ljust(64, "0")[:64]


def depot(identifiant: str, etat: EtatDepot = EtatDepot.ACCEPTE, fichier: str = "grille.xlsx") -> Depot:
    """What `conclure` is told of a received deposit."""
    return Depot(
        id=identifiant,
        rang=int(identifiant[2:]),
        fichier=fichier,
        sha256=sha(fichier),
        recu_le=LE,
        etat=etat,
        type="grille",
        candidature="GC-0001",
        session="S-ESSAI",
        anomalies=(ANOMALIE,),
        contenu=GRILLE,
        places={"critere_b1_1": Place(feuille="Grille", cellule="D4", nom="critere_b1_1")},
    )


def deposer(registre: Registre, fichier: str = "grille.xlsx", etat: EtatDepot = EtatDepot.ACCEPTE) -> Depot:
    """A deposit that went the whole way."""
    identifiant = registre.depots.recevoir(fichier, sha(fichier), 14_000, LE).id
    conclu = depot(identifiant, etat, fichier)
    registre.depots.conclure(conclu, LE)
    return conclu


def publication(identifiant: str, docx: str = "outbox/institut/dossier.docx", *, fige: bool = False) -> Publication:
    return Publication(
        id=identifiant,
        type="dossier-certification",
        audience="institut",
        candidature="GC-0001",
        session="S-ESSAI",
        cle=sha(f"cle {identifiant}"),
        docx=docx,
        pdf=docx.replace(".docx", ".pdf"),
        sha256_docx=sha(f"docx {identifiant}"),
        sha256_pdf=sha(f"pdf {identifiant}"),
        fige=fige,
    )

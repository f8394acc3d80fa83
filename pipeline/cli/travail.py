"""The daily work: process, watch, see what stands, understand it, take something back."""

import signal
import sys
import threading
from types import FrameType

import click
from rich.console import Console

from pipeline.errors import Sortie
from pipeline.flow import confirmer as remplacement
from pipeline.flow import expliquer as explication
from pipeline.flow import rendre
from pipeline.flow.surveiller import surveiller as veille
from pipeline.flow.traiter import Passe
from pipeline.flow.traiter import traiter as passe_unique

from . import affichage
from .ecran import ecrit
from .francais import Commande
from .groupe import Barre, Contexte, avec_json, montrer


@click.command(cls=Commande)
@avec_json
@click.pass_obj
def traiter(contexte: Contexte, *, en_json: bool) -> None:
    """Traite tout ce qui est dans inbox/, puis rend la main."""
    with Barre() as progression:
        passe = passe_unique(contexte.atelier(), progression)
    montrer(_resume(passe), en_json=en_json, dire=lambda c: affichage.passe(c, passe))
    if passe.faute:
        raise passe.faute
    sys.exit(Sortie.REFUS if passe.refuses else Sortie.OK)


def _resume(passe: Passe) -> dict[str, object]:
    depots = [
        {"id": d.id, "fichier": d.fichier, "etat": d.etat, "type": d.type, "a_corriger": d.id in passe.a_corriger}
        for d in passe.depots
    ]
    laisses = [x.model_dump(include={"fichier", "pourquoi", "action"}) for x in passe.laisses]
    illisibles = [x.fichier for x in passe.laisses]
    return {
        "depots": depots,
        "documents": passe.documents,
        "illisibles": illisibles,
        "laisses": laisses,
        "avis": passe.avis,
    }


@click.command(cls=Commande)
@click.pass_obj
def surveiller(contexte: Contexte) -> None:
    """Traite tout ce qui arrive, sans s’arrêter (Ctrl+C ou SIGTERM pour finir proprement)."""
    fin = threading.Event()

    def arreter(_signal: int, _cadre: FrameType | None) -> None:
        fin.set()

    signal.signal(signal.SIGTERM, arreter)
    signal.signal(signal.SIGINT, arreter)
    console = Console(highlight=False, stderr=True)
    if contexte.fixe:
        console.print("L’heure est fixée : elle n’avancera pas, et aucune échéance ne passera.")
    console.print("Surveillance de inbox/ en cours.")
    veille(contexte.atelier, fin, lambda p: affichage.passe(console, p), lambda e: affichage.erreur(console, e))
    console.print("Surveillance arrêtée ; tout ce qui était commencé est fini.")


@click.command(cls=Commande)
@avec_json
@click.pass_obj
def etat(contexte: Contexte, *, en_json: bool) -> None:
    """Tout ce qui est en cours, ce qui manque à chacun, les échéances."""
    atelier = contexte.atelier()
    with atelier.registre() as registre:
        vue = atelier.bilan(registre).etat
    montrer(vue.model_dump(mode="json"), en_json=en_json, dire=lambda c: affichage.etat(c, vue))


@click.command(cls=Commande)
@click.argument("candidature")
@avec_json
@click.pass_obj
def expliquer(contexte: Contexte, candidature: str, *, en_json: bool) -> None:
    """Chaque résultat d’une candidature : son compte, son seuil, sa règle et le texte."""
    atelier = contexte.atelier()
    with atelier.registre() as registre:
        valeur = explication.expliquer(atelier.bilan(registre), candidature)
    montrer(valeur.model_dump(mode="json"), en_json=en_json, dire=lambda c: affichage.explication(c, valeur))


@click.command(cls=Commande)
@click.argument("depot")
@click.option("--motif", required=True, help="Pourquoi ce fichier est repris.")
@click.pass_obj
def annuler(contexte: Contexte, depot: str, motif: str) -> None:
    """Reprend un fichier accepté, tant que son dossier n’est pas à un ordre du jour."""
    fichier = rendre.annuler(contexte.atelier(), depot, motif)
    ecrit(f"« {fichier} » est annulé ; il reste dans le registre avec son motif.")


@click.command(cls=Commande)
@click.argument("cible", metavar="DEPOT")
@click.option("--motif", required=True, help="Pourquoi ce fichier remplace l’autre.")
@click.pass_obj
def confirmer(contexte: Contexte, cible: str, motif: str) -> None:
    """Confirme qu’un fichier en remplace un autre, qui était en ordre (dépôt, ou candidature)."""
    for fichier in remplacement.confirmer(contexte.atelier(), cible, motif):
        ecrit(f"« {fichier} » compte désormais.")


@click.command(cls=Commande)
@click.argument("document")
@click.pass_obj
def republier(contexte: Contexte, document: str) -> None:
    """Remet à sa place un document publié que quelqu’un a effacé : le même, à l’octet près."""
    for chemin in rendre.republier(contexte.atelier(), document):
        ecrit(f"Remis : {chemin}")


COMMANDES = (traiter, surveiller, etat, expliquer, annuler, confirmer, republier)

"""Taking back and giving back: an accepted file before its docket, a published document that was deleted."""

from functools import partial

from pipeline.documents.publish import Magasin, poser_a_cote_des_leurs
from pipeline.errors import UsageError
from pipeline.model.etat import CLOS
from pipeline.model.faits import Jpn
from pipeline.model.numero import choisir, depot_dit
from pipeline.model.session import Demande
from pipeline.register import EtatDocument, Registre

from . import numeros
from .atelier import Atelier
from .jpn.scelles import id_public, scelles
from .mettre_a_jour import mettre_a_jour


def annuler(atelier: Atelier, depot: str, motif: str) -> str:
    """The file's name. What it said no longer counts; the register keeps it, with the reason."""
    if not motif.strip():
        raise UsageError("Un motif est nécessaire.", 'Par exemple : --motif "Grille d’un autre candidat"')
    with atelier.ouvrir("cqp annuler") as registre:
        fichier = reprendre(atelier, registre, depot, motif)
        mettre_a_jour(atelier.bilan(registre))
    return fichier


def reprendre(atelier: Atelier, registre: Registre, depot: str, motif: str) -> str:
    """The same by whoever holds the lock; what follows from it is then owed."""
    bilan = atelier.bilan(registre)
    trouve = next((d for d in bilan.depots if d.id == depot_dit(depot)), None)
    closes = {s.id for s in bilan.jugement.situations if s.etat in CLOS}
    if trouve and trouve.candidature in closes:
        raise UsageError(
            f"La candidature {trouve.candidature} est à l’ordre du jour d’un jury paritaire.",
            "Son dossier ne change plus ; après la proclamation, seule une rectification est possible.",
        )
    if trouve and isinstance(trouve.contenu, Demande):
        raise UsageError(
            f"{trouve.id} est une demande : ses ordres sont déjà exécutés, la reprendre ne les annulerait pas.",
            "Donnez l’ordre contraire dans une nouvelle demande.",
        )
    if trouve and isinstance(trouve.contenu, Jpn) and trouve.contenu.date in bilan.contexte.proclamations:
        raise UsageError("Ces résultats sont proclamés.", "Seule une rectification peut les changer.")
    registre.depots.annuler(depot, motif.strip(), atelier.maintenant)
    return trouve.fichier if trouve else depot


def republier(atelier: Atelier, document: str) -> tuple[str, ...]:
    """The very bytes that were published, taken from the store."""
    with atelier.ouvrir("cqp republier") as registre:
        return remettre(atelier, registre, document)


def remettre(atelier: Atelier, registre: Registre, document: str) -> tuple[str, ...]:
    """The same by whoever holds the lock."""
    espace = atelier.espace
    id_ = _du_registre(registre, document)
    trouve = next((d for d in registre.documents.tous() if d.id == id_), None)
    if trouve is None or trouve.etat is not EtatDocument.PUBLIE:
        raise UsageError(
            f"Le document « {document} » n’est pas publié.", "Lisez son numéro dans suivi.xlsx, feuille Documents."
        )
    magasin = Magasin(espace.archives / "documents")
    for chemin, sha, suffixe in ((trouve.docx, trouve.sha256_docx, ".docx"), (trouve.pdf, trouve.sha256_pdf, ".pdf")):
        octets = magasin.reprendre(sha, suffixe)
        poser_a_cote_des_leurs(espace.racine, chemin, octets, partial(magasin.tient, suffixe=suffixe))
    registre.journal.noter(atelier.maintenant, "document_republie", trouve.id, {})
    return trouve.docx, trouve.pdf


def _du_registre(registre: Registre, document: str) -> str | None:
    """While it is under seal, an anonymous dossier is named by its number: the answer gives its file (K18)."""
    caches = scelles(registre.jpn.dockets(), registre.jpn.proclamations())
    if choisir(document, caches):
        raise UsageError(
            "Avant la proclamation, un dossier anonyme se demande par son numéro, jamais par sa candidature.",
            "Lisez le numéro à l’ordre du jour, puis demandez : dossier-anonyme:NUMERO:DATE",
        )
    trouve = numeros.document(registre, document)
    return next((id_ for id_, (jour, numero) in caches.items() if id_public(jour, numero) == trouve), trouve)

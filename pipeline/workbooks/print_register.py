"""The print register of a date for people: a line a sheet. The same lines give the same bytes."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook

from pipeline.model.etat import VueRevocation
from pipeline.model.impression import LigneImpression
from pipeline.model.moment import a_paris
from pipeline.texts import Phrases

from . import zipped
from .charte import Charte
from .follow_up import Rangee, ecrire

HEURE = "%d/%m/%Y %H:%M"


def registre_d_impression(lignes: Sequence[LigneImpression], mots: Phrases, charte: Charte) -> bytes:
    classeur = Workbook()
    feuille = classeur.worksheets[0]
    feuille.title = mots("registre.feuille")
    rangees = [_rangee(ligne, mots) for ligne in lignes]
    ecrire(feuille, mots.toutes("registre.colonnes"), rangees, mots("registre.vide"), charte)
    sortie = BytesIO()
    classeur.save(sortie)
    return zipped.figer(sortie.getvalue())


def numeros_revoques(revocations: Sequence[VueRevocation], mots: Phrases, charte: Charte) -> bytes:
    """What to look at before one trusts an old paper."""
    classeur = Workbook()
    feuille = classeur.worksheets[0]
    feuille.title = mots("revoques.feuille")
    rangees = [
        (x.numero, mots(f"registre.papier.{x.type}"), a_paris(x.le).strftime(HEURE), x.motif, x.remplace_par or "")
        for x in revocations
    ]
    ecrire(feuille, mots.toutes("revoques.colonnes"), rangees, mots("registre.vide"), charte)
    sortie = BytesIO()
    classeur.save(sortie)
    return zipped.figer(sortie.getvalue())


def _rangee(x: LigneImpression, mots: Phrases) -> Rangee:
    papier = mots(f"registre.papier.{x.papier}")
    return (
        x.numero,
        x.titulaire,
        x.cqp,
        mots("registre.duplicata", papier=papier) if x.duplicata else papier,
        str(x.tirage.numero),
        a_paris(x.tirage.le).strftime(HEURE),
        x.tirage.par or mots("registre.non_precise"),
        str(x.exemplaires),
        x.tirage.motif or "",
        mots("registre.reimprimee", numero=str(x.suite)) if x.suite else x.etat.value,
        "" if x.suite else a_paris(x.etat_le).strftime(HEURE),
        "" if x.suite else x.precision or "",
    )

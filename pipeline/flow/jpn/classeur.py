"""The workbook of a docket: a card for each dossier, by its number, in an order that tells nothing (K18)."""

import datetime as dt
import hashlib

from pipeline.flow import classeurs
from pipeline.flow.atelier import Bilan
from pipeline.flow.copies import Copies
from pipeline.texts import phrases
from pipeline.workbooks.contexte import DossierJpn

from . import controle
from .docket import a_decider, inscrit
from .inscrits import Carte, Docket
from .masquer import Masqueur


def chemin_du_classeur(jour: dt.date) -> str:
    return f"outbox/jpn/{jour}/JPN {jour} - décisions.xlsx"


def dossier_des_pieces(jour: dt.date) -> str:
    return f"outbox/jpn/{jour}/dossiers"


def tenir(bilan: Bilan, copies: Copies, jour: dt.date) -> None:
    docket = Docket(bilan, jour)
    cartes = tuple(_carte(c, docket) for c in docket)
    dossier, nom = chemin_du_classeur(jour).rsplit("/", 1)
    cle = hashlib.sha256("\n".join(c.model_dump_json() for c in cartes).encode()).hexdigest()
    voulu = (nom, cle, lambda: _fabriquer(docket, cartes, nom))
    copies.famille(dossier, [voulu])


def _fabriquer(docket: Docket, cartes: tuple[DossierJpn, ...], nom: str) -> bytes:
    octets = classeurs.jpn(docket.bilan.atelier, docket.jour, cartes)
    controle.exiger_sans_nom(nom, octets, docket)
    return octets


def _carte(c: Carte, docket: Docket) -> DossierJpn:
    """The reasons that the jury wrote are masked as in the dossier."""
    s, masqueur = c.situation, Masqueur(docket.identites(c), docket.voisins(c))
    return DossierJpn(
        ligne=c.rang,
        numero=c.numero,
        referentiel=c.referentiel,
        vises=a_decider(s),
        resultats=s.blocs,
        calcul=s.calcul,
        avis=s.avis,
        ecarts=tuple(map(masqueur.ecart, s.ecarts)),
        acquis=tuple(sorted(s.acquis_avant)),
        gardes=len(inscrit(s).gardes),
        a_controler=c.a_controler,
        non_verifies=tuple(map(phrases(docket.bilan.atelier.espace.templates, "controles"), s.omis)),
    )

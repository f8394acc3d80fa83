"""The print run of a JPN: its parchemins and summaries, one PDF each, in the order of the holders."""

import datetime as dt
from typing import Any

from pipeline.documents.liasse import liasse
from pipeline.documents.publish import Magasin, poser
from pipeline.errors import UsageError
from pipeline.model.vocabulaire import plier
from pipeline.register import EtatDocument, Registre, verrouiller
from pipeline.texts import phrases

from .atelier import Atelier, Bilan

A_IMPRIMER = {"parchemin": "parchemins", "recapitulatif-ccp": "récapitulatifs des CCP"}


def imprimer(atelier: Atelier, jour: dt.date) -> dict[str, Any]:
    with (
        verrouiller(atelier.espace.archives / "verrou", "cqp imprimer", atelier.maintenant),
        atelier.registre() as registre,
    ):
        return tirer(atelier, registre, jour)


def tirer(atelier: Atelier, registre: Registre, jour: dt.date) -> dict[str, Any]:
    """By whoever holds the lock. The published files themselves, bound; nothing is composed again."""
    bilan = atelier.bilan(registre)
    if jour not in bilan.contexte.proclamations:
        raise UsageError(
            f"Les résultats du {jour:%d/%m/%Y} ne sont pas proclamés.", f"Proclamez-les : cqp jpn proclamer {jour}"
        )
    mots = phrases(atelier.espace.templates, "impression")
    tirages = []
    for type_, nom in A_IMPRIMER.items():
        feuilles = _feuilles(bilan, type_, jour)
        if not feuilles:
            continue
        chemin = f"outbox/ucanss/{jour}/impression - {nom}.pdf"
        titre = mots(f"titre.{type_}", date=f"{jour:%d/%m/%Y}")
        poser(atelier.espace.racine, chemin, liasse([octets for _, octets in feuilles], titre))
        tirages.append({"fichier": chemin, "documents": [id_ for id_, _ in feuilles]})
        detail = {"type": type_, "feuilles": str(len(feuilles))}
        registre.journal.noter(atelier.maintenant, "impression", jour.isoformat(), detail)
    return {"date": jour.isoformat(), "tirages": tirages}


def _feuilles(bilan: Bilan, type_: str, jour: dt.date) -> list[tuple[str, bytes]]:
    """In alphabetical order of the holders, as sheets are sorted to be signed."""
    magasin = Magasin(bilan.atelier.espace.archives / "documents")
    titulaires = ((s.id, s.recu.pv) for s in bilan.jugement.situations if s.recu.pv)
    noms = {id_: (plier(pv.nom), plier(pv.prenom)) for id_, pv in titulaires}
    voulus = [
        d
        for d in bilan.registre.documents.tous()
        if d.type == type_ and d.etat is EtatDocument.PUBLIE and d.id.endswith(f":{jour}")
    ]
    voulus.sort(key=lambda d: (noms.get(d.candidature or "", ("", "")), d.id))
    return [(d.id, magasin.reprendre(d.sha256_pdf, ".pdf")) for d in voulus]

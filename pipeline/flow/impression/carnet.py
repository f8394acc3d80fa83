"""The print register of each date, as people read it in outbox/."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from functools import partial

from pipeline.flow.atelier import Bilan
from pipeline.flow.copies import Copies
from pipeline.model.impression import EtatImpression, Feuille, LigneImpression, Tirage
from pipeline.texts import phrases
from pipeline.workbooks.charte import charte
from pipeline.workbooks.print_register import registre_d_impression

from .papiers import Papier, Papiers


def rafraichir(bilan: Bilan) -> None:
    """At once, for a command that comes between two passes."""
    copies = Copies(bilan.atelier.espace)
    tenir(bilan, copies)
    copies.enregistrer()


def tenir(bilan: Bilan, copies: Copies) -> None:
    """Of every date that was printed: always as the register says, whoever touched it."""
    tirages = bilan.registre.impressions.tirages()
    if not tirages:
        return
    papiers, templates = Papiers(bilan), bilan.atelier.espace.templates
    mots, couleurs = phrases(templates, "impression"), charte(templates)
    for jour in sorted({t.jpn for t in tirages}):
        lignes = tuple(_lignes([t for t in tirages if t.jpn == jour], papiers))
        cle = hashlib.sha256(f"{lignes!r}{mots.arbre!r}{couleurs!r}".encode()).hexdigest()
        copies.toujours_selon(_chemin(jour), cle, partial(registre_d_impression, lignes, mots, couleurs))


def _chemin(jour: dt.date) -> str:
    return f"outbox/ucanss/{jour}/registre d'impression.xlsx"


def _lignes(tirages: list[Tirage], papiers: Papiers) -> Iterator[LigneImpression]:
    dernier = {f.document: t.numero for t in tirages for f in t.feuilles}
    for t in tirages:
        for f in t.feuilles:
            p = papiers.tous.get(f.document)
            if p is not None:
                yield _ligne(t, f, p, dernier[f.document])


def _ligne(t: Tirage, f: Feuille, p: Papier, dernier: int) -> LigneImpression:
    """A sheet printed again later was spoiled: what became of the paper is told on its last line."""
    suivi, annule = p.suivi, p.etat is EtatImpression.ANNULE
    revoque_le = p.document.revoque_le if annule and p.document else None
    return LigneImpression(
        numero=p.numero,
        titulaire=p.titulaire,
        cqp=p.referentiel.sigle,
        papier=p.type,
        duplicata=bool(p.duplicata),
        tirage=t,
        exemplaires=f.exemplaires,
        etat=p.etat,
        etat_le=revoque_le or (suivi.le if suivi else t.le),
        precision=suivi.precision if suivi and not annule else None,
        suite=dernier if dernier != t.numero else None,
    )

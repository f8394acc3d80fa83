"""The print runs of a proclaimed date: the published files themselves, bound; nothing is composed again."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.documents.calage import Calage
from pipeline.documents.liasse import liasse
from pipeline.documents.planches import etiquettes
from pipeline.documents.publish import Magasin, poser
from pipeline.errors import UsageError
from pipeline.flow.atelier import Atelier, Bilan
from pipeline.model.impression import PAPIERS, EtatImpression, Etiquettes, Feuille, Tirage
from pipeline.model.moment import jour_a_paris
from pipeline.register import Registre
from pipeline.settings import Impression
from pipeline.texts import Phrases, phrases

from . import carnet
from .designer import designer
from .envoi import adresse, destinataire, enveloppes
from .papiers import Papier, Papiers

ETIQUETTES = "etiquettes"


@dataclass(frozen=True)
class Commande:
    """Who prints, and when sheets are printed again, which ones and why."""

    par: str = ""
    motif: str | None = None
    feuilles: tuple[str, ...] = ()


def imprimer(
    atelier: Atelier, jour: dt.date, *, par: str = "", motif: str | None = None, feuilles: Sequence[str] = ()
) -> dict[str, Any]:
    with atelier.ouvrir("cqp imprimer") as registre:
        return tirer(atelier, registre, jour, par=par, motif=motif, feuilles=feuilles)


def tirer(  # noqa: PLR0913 - the options of the command
    atelier: Atelier,
    registre: Registre,
    jour: dt.date,
    *,
    par: str = "",
    motif: str | None = None,
    feuilles: Sequence[str] = (),
) -> dict[str, Any]:
    """By whoever holds the lock. With nothing new to print, the last run is given back as it is."""
    bilan = atelier.bilan(registre)
    if jour not in bilan.contexte.proclamations:
        raise UsageError(
            f"Les résultats du {jour:%d/%m/%Y} ne sont pas proclamés.", f"Proclamez-les : cqp jpn proclamer {jour}"
        )
    papiers = Papiers(bilan)
    commande = Commande(par=par.strip(), motif=(motif or "").strip() or None, feuilles=tuple(feuilles))
    voulus = _voulus(papiers, jour, commande)
    anciens = [t for t in registre.impressions.tirages() if t.jpn == jour]
    faits = _deja(anciens, voulus, commande, atelier)
    deja = bool(faits)
    if voulus and not deja:
        faits = _Run(bilan, jour, voulus, commande, anciens).faire()
        registre.impressions.tirer(faits)
    magasin = Magasin(atelier.espace.archives / "documents")
    imprimes = [papiers.tous[f.document] for t in faits for f in t.feuilles if f.document in papiers.tous]
    for t in faits:
        a_jour = t.type == ETIQUETTES and deja
        poser(
            atelier.espace.racine,
            t.fichier,
            _colles(bilan, jour, imprimes) if a_jour else magasin.reprendre(t.sha256, ".pdf"),
        )
    carnet.rafraichir(bilan)
    return _vue(jour, faits, deja=deja) | {"adresses_a_completer": _sans_adresse(bilan, imprimes)}


def _colles(bilan: Bilan, jour: dt.date, papiers: Sequence[Papier]) -> bytes:
    """The labels of their envelopes, with what is known today of where they go."""
    espace = bilan.atelier.espace
    mots = phrases(espace.templates, "impression")
    adresses = tuple(destinataire(siens, bilan.adresses, mots) for siens in enveloppes(papiers).values())
    titre = mots(f"titre.{ETIQUETTES}", date=f"{jour:%d/%m/%Y}")
    demandees = Etiquettes(date=jour, titre=titre, adresses=adresses)
    return etiquettes(demandees, espace.reglages.impression, espace.templates)


def _sans_adresse(bilan: Bilan, papiers: Sequence[Papier]) -> list[str]:
    """Who opens an envelope that no postman would bring."""
    toutes = enveloppes(papiers).values()
    return [siens[0].organisme or siens[0].titulaire for siens in toutes if not adresse(siens[0], bilan.adresses)]


def reimprimer(atelier: Atelier, registre: Registre, numero: str, motif: str | None, par: str) -> dict[str, Any]:
    """A spoiled sheet, whatever its date."""
    papier = designer(Papiers(atelier.bilan(registre)).tous.values(), numero)
    return tirer(atelier, registre, papier.jour, par=par, motif=motif, feuilles=(papier.id,))


def _voulus(papiers: Papiers, jour: dt.date, commande: Commande) -> list[Papier]:
    """What is still to print; or the sheets named, which were printed and spoiled."""
    du_jour = papiers.du_jour(jour)
    if not commande.feuilles:
        return [p for p in du_jour if p.publie and p.etat is EtatImpression.A_IMPRIMER]
    if commande.motif is None:
        raise UsageError(
            "Une feuille ne se réimprime pas sans motif.", 'Par exemple : --feuille GC-2023-00001-H --motif "Tachée"'
        )
    voulus = {p.id: p for p in (designer(du_jour, f) for f in commande.feuilles)}
    for p in voulus.values():
        if p.etat is EtatImpression.A_IMPRIMER:
            raise UsageError(
                f"La feuille {p.numero} n’a pas encore été imprimée.", f"Imprimez-la : cqp imprimer {jour}"
            )
    return sorted(voulus.values(), key=lambda p: p.ordre)


def _deja(anciens: Sequence[Tirage], voulus: Sequence[Papier], commande: Commande, atelier: Atelier) -> list[Tirage]:
    """The last run, when what is asked for is what it gave."""
    dernier = [t for t in anciens if t.numero == anciens[-1].numero]
    if not voulus or not dernier:
        return dernier
    memes = {f.document for t in dernier for f in t.feuilles} == {p.id for p in voulus}
    par_le_meme = (dernier[0].par, dernier[0].motif) == (commande.par, commande.motif)
    le_meme_jour = jour_a_paris(dernier[0].le) == jour_a_paris(atelier.maintenant)
    return dernier if memes and par_le_meme and le_meme_jour else []


class _Run:
    """The files of a new run: one for each stock, then the labels of its envelopes."""

    def __init__(
        self, bilan: Bilan, jour: dt.date, voulus: Sequence[Papier], commande: Commande, anciens: Sequence[Tirage]
    ) -> None:
        self.bilan, self.espace = bilan, bilan.atelier.espace
        self.maintenant = bilan.atelier.maintenant
        self.magasin = Magasin(self.espace.archives / "documents")
        self.mots: Phrases = phrases(self.espace.templates, "impression")
        self.jour, self.voulus, self.commande = jour, voulus, commande
        self.numero = 1 + max((t.numero for t in anciens), default=0)
        self.avant = [f.document for t in anciens for f in t.feuilles]

    def faire(self) -> list[Tirage]:
        par_type = {type_: [p for p in self.voulus if p.type == type_] for type_ in PAPIERS}
        liasses = [self._liasse(type_, siens) for type_, siens in par_type.items() if siens]
        return [*liasses, self._etiquettes()]

    def _liasse(self, type_: str, siens: Sequence[Papier]) -> Tirage:
        octets = liasse(
            (self.magasin.reprendre(p.publie.sha256_pdf, ".pdf") for p in siens if p.publie),
            self.mots(f"titre.{type_}", date=f"{self.jour:%d/%m/%Y}"),
            calage(self.espace.reglages.impression) if type_ == "parchemin" else None,
        )
        feuilles = tuple(Feuille(document=p.id, exemplaires=1 + self.avant.count(p.id)) for p in siens)
        return self._tirage(type_, octets, feuilles)

    def _etiquettes(self) -> Tirage:
        return self._tirage(ETIQUETTES, _colles(self.bilan, self.jour, self.voulus))

    def _tirage(self, type_: str, octets: bytes, feuilles: tuple[Feuille, ...] = ()) -> Tirage:
        nom = self.mots("fichier", numero=str(self.numero), quoi=self.mots(f"quoi.{type_}"))
        return Tirage(
            jpn=self.jour,
            numero=self.numero,
            type=type_,
            fichier=f"outbox/ucanss/{self.jour}/{nom}.pdf",
            sha256=self.magasin.garder(octets, ".pdf"),
            par=self.commande.par,
            motif=self.commande.motif if self.commande.feuilles else None,
            le=self.maintenant,
            feuilles=feuilles,
        )


def calage(reglages: Impression) -> Calage:
    return Calage(x_mm=reglages.decalage_x_mm, y_mm=reglages.decalage_y_mm, sans_fond=reglages.papier_preimprime)


def _vue(jour: dt.date, faits: Sequence[Tirage], *, deja: bool) -> dict[str, Any]:
    colles = [t.fichier for t in faits if t.type == ETIQUETTES]
    return {
        "date": jour.isoformat(),
        "numero": faits[0].numero if faits else None,
        "deja_fait": deja,
        "tirages": [{"fichier": t.fichier, "documents": [f.document for f in t.feuilles]} for t in faits if t.feuilles],
        "etiquettes": colles[0] if colles else None,
    }

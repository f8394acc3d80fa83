"""What leaves after a proclamation: the results for MyCertif, the letters that carry the notices (G-092, G-093)."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline import exchange
from pipeline.documents import compose
from pipeline.documents.publish import Magasin
from pipeline.exchange import Correspondant, Destinataire, Envoi
from pipeline.model.faits import ProcesVerbal
from pipeline.register import DocumentEnregistre, EtatDocument
from pipeline.rules import calendrier
from pipeline.rules.inscriptions import Inscription
from pipeline.rules.notices import cle_proclamation, employeur_informe
from pipeline.rules.situation import Situation
from pipeline.texts import phrases

from . import dossiers, mycertif
from .atelier import Bilan
from .copies import Copies, Voulu
from .mycertif import Resultat

SANS_COURRIEL = "outbox/institut/resultats"
DOSSIERS = {Destinataire.CANDIDAT: "candidats", Destinataire.EMPLOYEUR: "employeurs"}


def tenir(bilan: Bilan, copies: Copies, progression: Callable[[int, int], None]) -> None:
    """Of every proclaimed date, and of no other: before, nothing that tells a result exists (embargo)."""
    courriers, notes = Courriers(bilan), []
    for jour, resultats in mycertif.proclames(bilan).items():
        mycertif.tenir(bilan, copies, jour, resultats)
        prets: dict[Destinataire, list[Voulu]] = {a: [] for a in Destinataire}
        sans: list[Lettre] = []
        for lettre in courriers.lettres(resultats):
            if lettre.qui is None:
                sans.append(lettre)
            else:
                prets[lettre.a].append(courriers.brouillon(lettre, lettre.qui))
        for a, voulus in prets.items():
            copies.famille(f"outbox/{DOSSIERS[a]}/{jour}", voulus, progression)
        if sans:
            notes.append(courriers.note(jour, sans))
    copies.famille(SANS_COURRIEL, notes)


@dataclass(frozen=True)
class Lettre:
    """`qui` is null when no letter can be sent to `adresse`."""

    a: Destinataire
    qui: Correspondant | None
    adresse: str | None
    situation: Situation
    inscription: Inscription
    pv: ProcesVerbal
    notification: DocumentEnregistre


class Courriers:
    """One for each published notice, which goes with it as it was published."""

    def __init__(self, bilan: Bilan) -> None:
        espace = bilan.atelier.espace
        self.bilan = bilan
        self.mots = phrases(espace.templates, "courriels-resultats")
        self.magasin = Magasin(espace.archives / "documents")
        self.contact = espace.reglages.certificateur.contact
        self.publies: Mapping[str, DocumentEnregistre] = {
            d.id: d for d in bilan.registre.documents.tous() if d.etat is EtatDocument.PUBLIE
        }

    def lettres(self, resultats: list[Resultat]) -> Iterator[Lettre]:
        for s, i in resultats:
            if not i.acquise or s.recu.pv is None:
                continue
            pv = dossiers.au_nom_de(s.recu.pv, s, i)
            for a in Destinataire:
                notification = self.publies.get(f"notification-{a}:{cle_proclamation(s, i)}")
                if notification is None or (a is Destinataire.EMPLOYEUR and not employeur_informe(s)):
                    continue
                adresse = _email(s, a)
                qui = exchange.correspondant(_nom(s, pv, a), adresse)
                yield Lettre(a, qui, adresse, s, i, pv, notification)

    def brouillon(self, lettre: Lettre, qui: Correspondant) -> Voulu:
        """Beside the notice, under its name."""
        envoi = self._envoi(lettre, qui)
        sha = lettre.notification.sha256_pdf
        graine = f"{sha}\n{envoi.model_dump_json()}\n{self.mots.arbre!r}"
        nom = Path(lettre.notification.pdf).with_suffix(".eml").name
        return nom, hashlib.sha256(graine.encode()).hexdigest(), partial(self._faire, envoi, sha)

    def _faire(self, envoi: Envoi, sha: str) -> bytes:
        return exchange.courriel(envoi, self.magasin.reprendre(sha, ".pdf"), self.mots)

    def _envoi(self, lettre: Lettre, qui: Correspondant) -> Envoi:
        s, i = lettre.situation, lettre.inscription
        remplace = dossiers.remplace(s, i, self.bilan)
        reglages = self.bilan.atelier.espace.reglages
        return Envoi(
            a=lettre.a,
            qui=qui,
            candidature=s.id,
            titulaire=_titulaire(lettre.pv),
            cqp=s.referentiel.intitule.valeur if s.referentiel else "",
            date_jpn=i.date,
            remplace_du=remplace.du if remplace else None,
            specimen=bool(compose.specimen(lettre.notification.type, s.referentiel, reglages)),
            contact=self.contact,
        )

    def note(self, jour: dt.date, sans: list[Lettre]) -> Voulu:
        """Who has no address: his notice leaves by post, within the same delay."""
        texte = "\r\n".join(self._lignes(jour, sans))
        nom = f"{self.mots('note.nom', date=jour.isoformat())}.txt"
        return nom, hashlib.sha256(texte.encode()).hexdigest(), partial(texte.encode, "utf-8-sig")

    def _lignes(self, jour: dt.date, sans: list[Lettre]) -> Iterator[str]:
        mots, date = self.mots, f"{jour:%d/%m/%Y}"
        yield mots("note.titre", date=date)
        seance = self.bilan.faits.jpn.get(jour)
        depuis = calendrier.deliberation(
            jour, seance.heure if seance else None, self.bilan.contexte.proclamations.get(jour)
        )
        retard = calendrier.resultats_en_retard(depuis)
        yield mots("note.delai", du=f"{calendrier.resultats_dus(depuis):%d/%m/%Y}", retard=f"{retard:%d/%m/%Y à %H:%M}")
        for x in sans:
            raison = mots("note.adresse_fausse", adresse=x.adresse) if x.adresse else mots("note.sans_adresse")
            yield ""
            yield mots(f"note.{x.a}", titulaire=_titulaire(x.pv), candidature=x.situation.id, raison=raison)
            yield mots("note.que_faire", notification=x.notification.pdf)
        yield ""


def _titulaire(pv: ProcesVerbal) -> str:
    return f"{pv.prenom} {pv.nom}"


def _nom(s: Situation, pv: ProcesVerbal, a: Destinataire) -> str:
    if a is Destinataire.CANDIDAT:
        return _titulaire(pv)
    return (s.convoque and s.convoque.employeur_nom) or ""


def _email(s: Situation, a: Destinataire) -> str | None:
    pv, convoque = s.recu.pv, s.convoque
    if a is Destinataire.CANDIDAT:
        return mycertif.email_du_candidat(s)
    return (pv and pv.employeur_email) or (convoque and convoque.employeur_email) or None

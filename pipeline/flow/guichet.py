"""The counter where files are received: already known? closed? then examined; the answer goes into the register."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import ConfigurationError
from pipeline.inbox import names
from pipeline.inbox.spool import nom_de_depot
from pipeline.model.anomalie import Constat
from pipeline.model.etat import CLOS, EtatCandidature
from pipeline.model.faits import Depot, EtatDepot, Grille, Jpn, Piece, ProcesVerbal
from pipeline.register import DepotEnCours, Registre
from pipeline.rules.faits import en_vigueur
from pipeline.rules.signature import PV_SIGNE
from pipeline.rules.versions import Lieu, chaines, lieu
from pipeline.texts import dire_tout
from pipeline.workbooks.read import type_annonce

from .atelier import Atelier
from .examen import Connu, Examen, connaitre, examiner
from .jpn.docket import est_masquee
from .laisses import Laisses
from .retours import garder_sans_marques
from .session import fixer

SANS_CONTENU = hashlib.sha256().hexdigest()


@dataclass
class Guichet:
    """What a pass knows of what is closed and of who is convened: dockets do not change while files are taken."""

    atelier: Atelier
    registre: Registre
    connu: Connu
    closes: frozenset[str]
    decidees: frozenset[str]
    proclamees: frozenset[dt.date]
    en_vigueur: dict[Lieu, Depot]
    depots: list[Depot] = field(default_factory=list)
    laisses: Laisses = field(default_factory=Laisses)

    def actualiser(self) -> None:
        """Sessions were just received: they say who may be evaluated."""
        self.connu = connaitre(self.atelier.bilan(self.registre))

    def conclure(self, recu: DepotEnCours, copie: Path) -> None:
        """Count the attempt, examine, record, give back what must be corrected. Done twice, it gives the same."""
        essais = self.registre.depots.compter_essai(recu.id, self.atelier.maintenant)
        if essais > self.atelier.espace.reglages.inbox.essais_max:
            examen: Examen | None = self._refus(Constat(code="EXAMEN_INTERROMPU", valeurs={"essais": str(essais - 1)}))
        else:
            examen = self._examiner(recu, copie)
        if examen:
            self._enregistrer(recu, examen, copie)

    def _examiner(self, recu: DepotEnCours, copie: Path) -> Examen | None:
        """None when it failed by a fault of ours: that file waits for its next attempt, the others go on."""
        deja = self._deja_recu(recu)
        if deja:
            return deja
        try:
            return self._closes(examiner(copie, recu.fichier, self.atelier, self.connu))
        except ConfigurationError:
            raise  # nobody's file
        except Exception as e:  # noqa: BLE001 - whatever it is, it is told, counted, and stops nobody else
            self.laisses.tomber(recu.fichier, e)
            return None

    @staticmethod
    def annonce(copie: Path) -> str | None:
        """A file that cannot even be asked says nothing; its examination will tell."""
        try:
            return type_annonce(copie)
        except Exception:  # noqa: BLE001 - the same file is examined next, and its fault told there
            return None

    def ecarter(self, recu: DepotEnCours, constat: Constat) -> None:
        """Nothing of it was read or kept."""
        self._enregistrer(recu, self._refus(constat), None)

    def attendu(self, recu: DepotEnCours, sources: Sequence[Path]) -> bool:
        """Its file is still in inbox/: it is treated from there."""
        return recu.sha256 == SANS_CONTENU and recu.fichier in {
            nom_de_depot(s, self.atelier.espace.inbox) for s in sources
        }

    def _enregistrer(self, recu: DepotEnCours, examen: Examen, copie: Path | None) -> None:
        depot = Depot(
            id=recu.id,
            rang=recu.rang,
            fichier=recu.fichier,
            sha256=recu.sha256,
            recu_le=recu.recu_le,
            **examen.model_dump(include={"etat", "type", "candidature", "session", "repere"}),
            anomalies=examen.anomalies,
            contenu=examen.contenu,
            places=examen.places,
            corrige=examen.corrige,
        )
        if copie and depot.etat is EtatDepot.ACCEPTE:
            garder_sans_marques(copie, self.atelier)
        self.registre.depots.conclure(depot, self.atelier.maintenant)
        self.depots.append(depot)
        self.en_vigueur |= {ou: chaine[-1] for ou, chaine in chaines([depot]).items()}

    def _refus(self, constat: Constat, examen: Examen | None = None) -> Examen:
        connu = examen or Examen(etat=EtatDepot.REFUSE)
        anomalies = (*connu.anomalies, *dire_tout([constat], connu.places, self.atelier.anomalies))
        return connu.model_copy(update={"etat": EtatDepot.REFUSE, "anomalies": anomalies, "contenu": None})

    def _deja_recu(self, recu: DepotEnCours) -> Examen | None:
        """Identical to the file *in force* at its place; a piece and a list are known by their name too.

        What was replaced and comes again is no duplicate: it replaces in its turn (K40).
        """
        nom = recu.fichier if names.piece(recu.fichier) or names.liste(recu.fichier) else None
        deja = self.registre.depots.accepte_identique(recu.sha256, nom)
        code = self._ne_signe_pas(deja) if deja else None
        if deja and code:
            refus = self._refus(Constat(code=code, valeurs={"depot": deja.id}))
            return refus.model_copy(update={"type": deja.type, "candidature": deja.candidature})
        ou = lieu(deja.contenu) if deja else None
        if deja is None or (ou and self.en_vigueur[ou].id != deja.id):
            return None
        constat = Constat(code="DEJA_RECU", valeurs={"fichier": deja.fichier})
        return Examen(
            etat=EtatDepot.DOUBLON,
            type=deja.type,
            candidature=deja.candidature,
            session=deja.session,
            anomalies=dire_tout([constat], {}, self.atelier.anomalies),
        )

    def _ne_signe_pas(self, depot: Depot) -> str | None:
        """The same bytes as before cannot sign what has changed since, or what came after them (K42)."""
        match depot.contenu:
            case Piece(piece=piece, candidature=id_) if piece == PV_SIGNE:
                recu = en_vigueur(self.registre.depots.tous()).dossiers[id_]
                if depot.id in recu.scans_anterieurs:
                    return "SCAN_ANTERIEUR_AU_PV"
                return "SCAN_D_UN_AUTRE_PV" if depot.id in recu.scans_perimes else None
        return None

    def _closes(self, examen: Examen) -> Examen:
        """On a docket a dossier changes no more; once proclaimed a JPN neither (contrat.md)."""
        match examen.contenu:
            case Piece() as piece if est_masquee(piece.piece) and piece.candidature not in self.decidees:
                return examen  # it only joins the anonymous bundle
            case Grille() | ProcesVerbal() | Piece() as fait if fait.candidature in self.closes:
                constat = Constat(
                    code="DOSSIER_CLOS", noms=("fiche_candidature",), valeurs={"candidature": fait.candidature}
                )
            case Jpn() as seance if seance.date in self.proclamees:
                valeurs = {"date": f"{seance.date:%d/%m/%Y}"}
                constat = Constat(code="JPN_DEJA_PROCLAMEE", noms=("jpn_date",), valeurs=valeurs)
            case _:
                return examen
        return self._refus(constat, examen)


def ouvrir(atelier: Atelier, registre: Registre) -> Guichet:
    bilan = atelier.bilan(registre)
    if fixer.reprendre(bilan):
        bilan = atelier.bilan(registre)
    return Guichet(
        atelier=atelier,
        registre=registre,
        connu=connaitre(bilan),
        closes=frozenset(s.id for s in bilan.jugement.situations if s.etat in CLOS),
        decidees=frozenset(s.id for s in bilan.jugement.situations if s.etat in CLOS - {EtatCandidature.INSCRITE}),
        proclamees=frozenset(bilan.contexte.proclamations),
        en_vigueur={ou: chaine[-1] for ou, chaine in chaines(bilan.depots).items()},
    )

"""What every use case holds: the workspace, the time, the law in force, the register once it is open."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TypeAlias

from pipeline import referentiels, register, texts, validation
from pipeline.documents import compose
from pipeline.errors import ConfigurationError
from pipeline.model.anomalie import Anomalie, Constat, Gravite
from pipeline.model.envoi import AEnvoyer
from pipeline.model.etat import CLOS, Etat, Reste, VueCandidature, VueEnvoi, VueSession
from pipeline.model.faits import Depot, Grille, ProcesVerbal
from pipeline.model.impression import PAPIERS, PARTI
from pipeline.model.moment import jour_a_paris
from pipeline.model.referentiel import Referentiel
from pipeline.register import DocumentEnregistre, EtatDocument
from pipeline.rules import pieces
from pipeline.rules.acquis import attribuer
from pipeline.rules.contexte import Contexte
from pipeline.rules.envoi import CarnetDAdresses, adresse_manquante
from pipeline.rules.faits import FaitsEnVigueur, en_vigueur
from pipeline.rules.inscriptions import inscrire
from pipeline.rules.nommage import en_doute
from pipeline.rules.personnes import personnes
from pipeline.rules.remplacement import Remplacements, remplacements
from pipeline.rules.reste import a_completer
from pipeline.rules.session.situation import SituationSession
from pipeline.rules.situation import Jugement, juger
from pipeline.settings import Espace
from pipeline.system import POUR_SOI, exiger_des_dossiers
from pipeline.texts import Entree, dire, phrases

from . import rendus, vues
from .jpn.scelles import scelles
from .rendus import Rendu
from .session import annonces, situations, travaux
from .session import vues as vues_de_session
from .session.annonces import Annonces
from .session.relecture import Relecteur
from .session.situations import Tenus

NOTRES = ("inbox", "outbox/institut/a-corriger", "archives/depots")  # where links would lead elsewhere (issue 9)
Progression: TypeAlias = Callable[[str, int, int], None]  # what is being done, how many are, of how many


class Atelier:
    """One run of the program: a workspace and a moment. `maintenant` is the only clock (contrat.md)."""

    def __init__(self, espace: Espace, maintenant: dt.datetime) -> None:
        self.espace = espace
        self.maintenant = maintenant

    @cached_property
    def referentiels(self) -> referentiels.Catalogue:
        return referentiels.charger(self.espace.referentiels)

    @cached_property
    def etiquettes(self) -> validation.etiquettes.Index:
        """What the rows of a grid or of a PV may say, built once for all that is dropped."""
        return validation.etiquettes.indexer(self.referentiels)

    @property
    def anomalies(self) -> Mapping[str, Entree]:
        return texts.catalogue(self.espace.templates)

    def anomalies_de(self, referentiel: Referentiel | None) -> Mapping[str, Entree]:
        """A métier réglementé has no bloc to speak of (K19)."""
        if referentiel is not None and referentiel.metier_reglemente.valeur:
            return texts.catalogue_sans_blocs(self.espace.templates)
        return self.anomalies

    @property
    def composition(self) -> compose.Contexte:
        return compose.Contexte(reglages=self.espace.reglages, templates=self.espace.templates)

    def dire(self, constat: Constat, referentiel: Referentiel | None = None) -> Anomalie:
        """For those who have no cell to look at."""
        return dire(constat, {}, self.anomalies_de(referentiel))

    def bloque(self, constat: Constat) -> bool:
        return (constat.gravite or self.anomalies[constat.code].gravite) is Gravite.BLOQUANTE

    @contextmanager
    def registre(self) -> Iterator[register.Registre]:
        exiger_des_dossiers(self.espace.racine, ("archives",))
        self.espace.archives.mkdir(mode=POUR_SOI, exist_ok=True)
        with register.ouvrir(self.espace.registre) as registre:
            yield registre

    @contextmanager
    def ouvrir(self, quoi: str) -> Iterator[register.Registre]:
        """The register, for whoever changes it: one command at a time, `quoi` tells which one to the others."""
        exiger_des_dossiers(self.espace.racine, NOTRES)
        verrou = self.espace.archives / "verrou"
        with register.verrouiller(verrou, quoi, self.maintenant), self.registre() as registre:
            yield registre

    def bilan(self, registre: register.Registre) -> "Bilan":
        """Judge all the facts again: it is quick, and nothing that is computed is ever kept."""
        depots = registre.depots.tous()
        dockets, proclamations = registre.jpn.dockets(), registre.jpn.proclamations()
        confirmes = registre.depots.confirmes()
        faits = situations.tenir_les_absences(en_vigueur(depots, confirmes, proclamations), self)
        rectifications = registre.rectifications.toutes()
        fusions, inscriptions = registre.fusions.toutes(), inscrire(faits, dockets, proclamations, rectifications)
        qui = personnes(faits, fusions)
        acquis = attribuer(faits, inscriptions, qui)
        dites = annonces.lire(registre, depots)
        contexte = Contexte(
            referentiels=self._cites(faits),
            dockets=dockets,
            proclamations=proclamations,
            pv_signe_obligatoire=self.espace.reglages.dossier.pv_signe_obligatoire,
            classeur_de_session_obligatoire=self.espace.reglages.session.classeur == "bloque",
            sessions=situations.situer(faits, Tenus(inscriptions, qui, acquis), dites, self),
            rectifications=rectifications,
            fusions=fusions,
            confirmes=confirmes,
            decisions_ucanss=registre.decisions_ucanss.toutes(),
            precedents={r.code: r.rncp for r in self.referentiels.referentiels if r.rncp},
            jour=jour_a_paris(self.maintenant),
            calendrier_jpn=self.espace.reglages.jpn.dates,
        )
        return Bilan(self, registre, depots, faits, contexte, juger(faits, contexte, self.bloque), dites)

    def _cites(self, faits: FaitsEnVigueur) -> dict[tuple[str, str], Referentiel]:
        _ = self.referentiels  # an invalid one is told by every command, whether a file cites it or not
        cites = set()
        for dossier in faits.dossiers.values():
            for depot in chain.from_iterable(dossier.versions.values()):
                if isinstance(depot.contenu, Grille | ProcesVerbal):
                    cites.add((depot.contenu.referentiel, depot.contenu.version))
        return {(code, version): self.referentiel(code, version) for code, version in cites}

    def referentiel(self, code: str, version: str) -> Referentiel:
        """One that the register relies on: without it, nothing that was accepted can be judged any more."""
        trouve = self.referentiels.version(code, version)
        if trouve is None:
            raise ConfigurationError(
                f"Le référentiel {code} {version} n’est plus installé, mais des dossiers en dépendent.",
                "Réinstallez-le : cqp referentiel importer FICHIER",
            )
        return trouve


@dataclass(frozen=True)
class Bilan:
    """The facts of a moment and what they are judged to mean."""

    atelier: Atelier
    registre: register.Registre
    depots: tuple[Depot, ...]
    faits: FaitsEnVigueur
    contexte: Contexte
    jugement: Jugement
    annonces: Annonces = field(default_factory=Annonces)  # what was told to the people of the sessions

    @property
    def sessions(self) -> Mapping[str, SituationSession]:
        return self.contexte.sessions

    @property
    def scelles(self) -> Mapping[str, tuple[dt.date, str]]:
        return scelles(self.contexte.dockets, self.contexte.proclamations)

    @cached_property
    def relecteur(self) -> Relecteur:
        """What published convocations said."""
        connus = situations.vivier_de(self.faits, self.atelier)
        return Relecteur(self.faits, self.annonces, connus, self.atelier)

    @cached_property
    def _candidatures(self) -> tuple[VueCandidature, ...]:
        return tuple(vues.candidature(s, self.atelier.anomalies_de(s.referentiel)) for s in self.jugement.situations)

    @cached_property
    def _vues_sessions(self) -> tuple[VueSession, ...]:
        dates, entrees = self.atelier.espace.reglages.jpn.dates, self.atelier.anomalies_de
        return vues_de_session.sessions(self.jugement.situations, self._candidatures, self.sessions, dates, entrees)

    @cached_property
    def rendus(self) -> tuple[Rendu, ...]:
        """What was taken and comes back all the same."""
        situations_ = self.jugement.situations
        return (
            *rendus.des_candidatures(situations_, self._candidatures, self.depots, self.atelier.dire),
            *rendus.des_seances(self.faits.jpn_a_confirmer.values(), self.atelier.dire),
            *rendus.des_sessions(self.sessions, self._vues_sessions),
        )

    @property
    def a_corriger(self) -> dict[str, tuple[Anomalie, ...]]:
        """By deposit that was taken, what has to be corrected in it before it has its whole effect."""
        return {r.depot.id: r.bloquantes for r in self.rendus if r.bloquantes}

    @cached_property
    def etat(self) -> Etat:
        atelier, reglages = self.atelier, self.atelier.espace.reglages
        maintenant, mots = atelier.maintenant, phrases(atelier.espace.templates, "echeances")
        documents = self.registre.documents.tous()
        du_jpn = vues.echeances(
            self.faits.jpn,
            self.contexte.dockets,
            reglages.jpn.dates,
            self.contexte.proclamations,
            maintenant,
            partent=self.envois,
        )
        des_sessions = (
            vues_de_session.echeances(s, documents, self.a_envoyer.get(id_, ()), maintenant, mots)
            for id_, s in self.sessions.items()
        )
        recus = vues.depots(self.depots, self._remplacements(), self.faits, atelier.anomalies, self.a_corriger)
        recus = tuple(vues.a_verifier(recus, en_doute(self.depots, self._clos)))
        return vues.etat(
            depots=tuple(vues.dire_des_pieces(recus, self._pieces(), atelier.anomalies)),
            jugement=self.jugement,
            candidatures=tuple(self._avec_ce_qui_manque(documents)),
            sessions=tuple(v.model_copy(update=self._suite(v.id)) for v in self._vues_sessions),
            documents=tuple(vues.documents(documents, self.scelles)),
            parchemins=self.registre.numeros.par_candidature("parchemin"),
            restes=self._restes(),
            echeances=(*du_jpn, *chain.from_iterable(des_sessions)),
            jures=situations.jures(self.faits, atelier, self.sessions),
            revocations=vues.revocations(self.jugement.situations, self.registre.numeros.emis()),
            envois=self.envois,
        )

    def _suite(self, session: str) -> dict[str, object]:
        """What waits to be sent of a declared session, and whether its days are over."""
        s, attendent = self.sessions.get(session), self.a_envoyer.get(session, ())
        passee = s is not None and s.session.fin < jour_a_paris(self.atelier.maintenant)
        return {"a_envoyer": tuple(x.phrase for x in attendent), "passee": passee}

    @cached_property
    def adresses(self) -> CarnetDAdresses:
        return CarnetDAdresses(self.jugement.par_personne, self.atelier.espace.reglages.impression.adresses)

    def _avec_ce_qui_manque(self, documents: Iterable[DocumentEnregistre]) -> Iterator[VueCandidature]:
        """The address of a holder, while a paper of his is to leave (K41)."""
        partis = {s.document for s in self.registre.impressions.suivis() if s.etat in PARTI}
        a_envoyer = {
            d.candidature
            for d in documents
            if d.type in PAPIERS and d.etat is EtatDocument.PUBLIE and d.id not in partis
        }
        choix = self.atelier.espace.reglages.envoi.parchemin
        for s, vue in zip(self.jugement.situations, self._candidatures, strict=True):
            constat = adresse_manquante(s, choix, self.adresses) if s.id in a_envoyer else None
            yield vue.model_copy(update={"a_completer": (self.atelier.dire(constat),)}) if constat else vue

    @cached_property
    def envois(self) -> tuple[VueEnvoi, ...]:
        """The notices of proclaimed results, sent or not."""
        envoyes, maintenant = self.registre.envois.derniers(), self.atelier.maintenant
        return tuple(vues.envois(self.jugement.situations, self.faits.jpn, envoyes, maintenant))

    @cached_property
    def a_envoyer(self) -> dict[str, tuple[AEnvoyer, ...]]:
        """By session whose day has not passed, what waits to be sent."""
        mots = phrases(self.atelier.espace.templates, "echeances")
        documents, envoyes = self.registre.documents.tous(), self.registre.envois.derniers()
        recues, jour = travaux.pieces(self.depots), jour_a_paris(self.atelier.maintenant)
        return {
            id_: tuple(vues_de_session.a_envoyer(s, documents, recues, envoyes, mots))
            for id_, s in self.sessions.items()
            if s.session.fin >= jour
        }

    def _remplacements(self) -> Remplacements:
        perimes = {scan: d.depot_pv.id for d in self.faits.dossiers.values() if d.depot_pv for scan in d.scans_perimes}
        return remplacements(self.depots, self.contexte.referentiels, perimes)

    @cached_property
    def _clos(self) -> frozenset[str]:
        return frozenset(s.id for s in self.jugement.situations if s.etat in CLOS)

    def _pieces(self) -> dict[str, tuple[Constat, ...]]:
        """Of a dossier that is on a docket nothing is asked any more."""
        dossiers, sessions = self.faits.dossiers.values(), self.sessions.values()
        connues = {d.id for d in dossiers if d.pv or d.grilles}
        connues |= {c.candidature for s in sessions for c in s.session.candidats}
        sortes = pieces.connues(self.atelier.referentiels.referentiels)
        dites = pieces.signaler(self.depots, sortes, connues)
        return {d.id: dites[d.id] for d in self.depots if d.id in dites and d.candidature not in self._clos}

    def _restes(self) -> dict[str, tuple[Reste, ...]]:
        """By person, what is left of each CQP that is begun."""
        atelier, jour, jugement = self.atelier, jour_a_paris(self.atelier.maintenant), self.jugement
        acquis = jugement.acquis_par_personne
        return {
            id_: tuple(
                vues.reste(du, atelier.anomalies_de(du.referentiel))
                for du in a_completer(siennes, acquis[id_], atelier.referentiels, jour)
            )
            for id_, siennes in jugement.par_personne.items()
        }

"""What the register holds about one person, as data (RGPD, art. 15): his own lines, and nobody else's.

What is not proclaimed yet stays out: nothing of a result leaves (K1), nor the number that hides him (K18).
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from pipeline.model.anomalie import Anomalie
from pipeline.model.base import Frozen
from pipeline.model.faits import Depot, Jpn
from pipeline.model.session import Convoque, Liste, Session
from pipeline.model.vocabulaire import plier
from pipeline.register import DocumentEnregistre
from pipeline.rules.situation import Situation

from . import numeros, vues
from .atelier import Bilan
from .personnes import Reunie

Donnees: TypeAlias = dict[str, Any]
JPN = "jpn"  # whom the documents without a name are for
CHERCHES = ("nom", "prenom", "email")  # together they name the person of a row of a list


class Personnelles:
    """The lines of one person among all that `bilan` knows."""

    def __init__(self, bilan: Bilan, qui: Reunie) -> None:
        self.bilan, self.qui = bilan, qui
        self.siennes = frozenset(qui.candidatures)
        self.situations = bilan.jugement.par_personne[qui.personne]
        devant = {s.id for s in self.situations if s.inscription and s.inscription.proclamee_le is None}
        self.documents = tuple(
            d
            for d in bilan.registre.documents.tous()
            if d.candidature in self.siennes and not (d.audience == JPN and d.candidature in devant)
        )
        self.depots = tuple(d for d in bilan.depots if d.candidature in self.siennes)
        self._autres = frozenset(
            mot
            for personne, situations in bilan.jugement.par_personne.items()
            for s in situations
            if personne != qui.personne
            for mot in (plier(s.id), *_noms(s))
        )

    def toutes(self) -> Donnees:
        vue = next(p for p in self.bilan.etat.personnes if p.id == self.qui.personne)
        return {
            "extrait_le": self.bilan.atelier.maintenant.isoformat(),
            "personne": vue.model_dump(mode="json"),
            "candidatures": [self._candidature(s) for s in self.situations],
            "sessions": list(self._sessions()),
            "listes": list(self._listes()),
            "depots": [self._depot(d) for d in self.depots],
            "jury_paritaire": list(self._jury_paritaire()),
            "documents": [_clair(d, sans={"cle", "fige"}) for d in self.documents],
            "numeros": list(self.bilan.registre.numeros.de(self.siennes)),
            **self._registre(),
        }

    def _candidature(self, s: Situation) -> Donnees:
        vue = vues.candidature(s, self.bilan.atelier.anomalies_de(s.referentiel))
        sans = {"anomalies"}
        if s.inscription and s.inscription.proclamee_le is None:
            sans |= {"decision", "cqp_complet"}
        return {**_clair(vue, sans), "anomalies": self._anomalies(vue.anomalies)}

    def _anomalies(self, anomalies: Iterable[Anomalie]) -> list[Donnees]:
        """Those that name nobody else."""
        return [
            {"constat": a.message, "que_faire": a.action}
            for a in anomalies
            if not any(f" {mot} " in f" {plier(f'{a.message} {a.action}')} " for mot in self._autres)
        ]

    def _depot(self, d: Depot) -> Donnees:
        """What it says, cell by cell; of one that was taken back, that it was: it may be about somebody else."""
        recu = {"id": d.id, "recu_le": d.recu_le.isoformat(), "etat": d.etat.value, "type": d.type}
        if not joint(d):
            return recu
        contenu = _clair(d.contenu) if d.contenu else None
        dit = {"fichier": d.fichier, "sha256": d.sha256, "contenu": contenu}
        return {**recu, **dit, "anomalies": self._anomalies(d.anomalies)}

    def _sessions(self) -> Iterator[Donnees]:
        """His line in every workbook of a session that was received, and when he is to come."""
        for id_, recue in self.bilan.faits.sessions.items():
            lignes = [
                {"depot": depot.id, "recu_le": depot.recu_le.isoformat(), **_ligne(c, fait)}
                for fait, depot in recue.histoire
                if isinstance(fait, Session)
                for c in fait.candidats
                if c.candidature in self.siennes
            ]
            absences = [jury for jury, recu in recue.comptes_rendus.items() if self.siennes & {*recu.absents}]
            planning = self.bilan.sessions[id_].planning if id_ in self.bilan.sessions else None
            passages = [_clair(p) for c in sorted(self.siennes) for p in (planning.de(c) if planning else ())]
            if lignes or absences:
                yield {"session": id_, "lignes": lignes, "passages": passages, "absence_dite_par_les_jurys": absences}

    def _listes(self) -> Iterator[Donnees]:
        for recue in self.bilan.faits.sessions.values():
            for liste, depot in recue.listes:
                lignes = [dict(x) for x in liste.lignes if self._le_nomme(x, liste)]
                if lignes:
                    yield {"depot": depot.id, "session": liste.session, "lignes": lignes}

    def _le_nomme(self, ligne: dict[str, str], liste: Liste) -> bool:
        """By its candidature; else by names and e-mail together."""
        if liste.sorte != "candidats":
            return False
        if ligne.get("candidature"):
            return ligne["candidature"].strip() in self.siennes
        dits = tuple(plier(ligne.get(role, "")) for role in CHERCHES)
        return all(dits) and dits in {
            tuple(plier(getattr(x, role) or "") for role in CHERCHES)
            for s in self.situations
            for x in (s.recu.pv, s.convoque)
            if x
        }

    def _jury_paritaire(self) -> Iterator[Donnees]:
        for s in self.situations:
            for i in s.inscriptions:
                seance = self.bilan.faits.jpn.get(i.date)
                dit: Donnees = {"candidature": s.id, "date": i.date.isoformat()}
                if i.proclamee_le and i.decision:
                    dit |= {
                        "numero": i.numero,
                        "proclamee_le": i.proclamee_le.isoformat(),
                        "decision": _clair(i.decision),
                    }
                    dit |= {"questions": self._questions(seance, i.numero), "revoquee": i.revoquee is not None}
                yield dit

    def _questions(self, seance: Jpn | None, numero: str) -> list[Donnees]:
        return [_clair(q) for q in (seance.questions if seance else ()) if q.numero == numero]

    def _registre(self) -> Donnees:
        """What was done about him since: merges, rectifications, papers printed and sent, the journal."""
        registre, papiers = self.bilan.registre, {d.id for d in self.documents}
        a_lui = {*self.siennes, *papiers, *(d.id for d in self.depots), self.qui.personne}
        rectifications = registre.rectifications
        return {
            "fusions": _clairs(f for f in registre.fusions.toutes() if {f.une, f.autre} <= self.siennes),
            "rectifications": _clairs(r for r in rectifications.toutes() if r.candidature in self.siennes),
            "mots_liberes": _clairs(m for m in rectifications.mots_liberes() if m.candidature in self.siennes),
            "duplicatas": _clairs(d for d in rectifications.duplicatas() if d.document in papiers),
            "impressions": [
                {**_clair(t, sans={"feuilles"}), "exemplaires": f.exemplaires, "document": f.document}
                for t in registre.impressions.tirages()
                for f in t.feuilles
                if f.document in papiers
            ],
            "suivi_des_papiers": _clairs(s for s in registre.impressions.suivis() if s.document in papiers),
            "ordres": [
                {"demandeur": demande.demandeur, **_clair(ordre)}
                for demande, _ in self.bilan.faits.demandes
                for ordre in demande.ordres
                if numeros.lire(self.bilan, ordre).cible in a_lui
            ],
            "journal": _clairs((x for x in registre.journal.lignes() if x.sur in a_lui), {"precedent", "empreinte"}),
        }


def joint(d: Depot) -> bool:
    """A file taken back may have been dropped under his number by mistake."""
    return d.etat.value != "annule"


def publie(d: DocumentEnregistre) -> bool:
    """It was given out once, whatever became of it."""
    return d.publie_le is not None


def _ligne(c: Convoque, session: Session) -> Donnees:
    """With the jurors who declared a link with him."""
    return {**_clair(c), "liens_declares": [j.nom for j in session.jures if c.candidature in j.liens]}


def _noms(s: Situation) -> Iterator[str]:
    for qui in (s.recu.pv, s.convoque):
        if qui and qui.nom and qui.prenom:
            yield plier(f"{qui.prenom} {qui.nom}")
            yield plier(f"{qui.nom} {qui.prenom}")


def _clair(valeur: Frozen, sans: set[str] | None = None) -> Donnees:
    """What says something: blanks are left out."""
    return valeur.model_dump(mode="json", exclude=sans, exclude_none=True)


def _clairs(valeurs: Iterable[Frozen], sans: set[str] | None = None) -> list[Donnees]:
    return [_clair(v, sans) for v in valeurs]

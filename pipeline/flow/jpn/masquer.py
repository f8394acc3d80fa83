"""The copy of a dossier that the jury paritaire reads: identities taken out, texts masked, what was found reported."""

import datetime as dt
from collections.abc import Iterator, Mapping

from pipeline.model.anonymat import Identites, Trouve
from pipeline.model.base import Frozen
from pipeline.model.decision_ucanss import DecisionUcanss
from pipeline.model.dossier import Dossier
from pipeline.model.faits import Grille, Incident, Membre, ProcesVerbal
from pipeline.model.resultat import Ecart
from pipeline.model.session import CompteRendu
from pipeline.rules.anonymat import masquer

TEXTES_DU_PV = (
    *("releve_decision", "points_forts", "points_faibles", "axes_progres", "motif_avis"),
    *("commentaire_candidat", "commentaire_employeur"),
)
TEXTES_DU_COMPTE_RENDU = (
    *("faits_notables", "difficultes", "non_conformites", "materiel"),
    *("incident_nature", "incident_impact", "incident_decision", "incident_justification"),
)


class Masque(Frozen):
    """Names that stood in one text: where, and the words."""

    ou: str
    mots: tuple[str, ...]


class Masqueur:
    """Masks the texts of one dossier and remembers what it found."""

    def __init__(self, identites: Identites, voisins: Identites | None = None) -> None:
        """`voisins`: the other candidates of the session, whom a jury may compare him with."""
        self._identites = identites
        self._voisins = voisins or Identites()
        self._trouves: dict[str, list[Trouve]] = {}

    def avec(self, identites: Identites) -> "Masqueur":
        """The same finds, more names to look for."""
        autre = Masqueur(identites)
        autre._trouves = self._trouves
        return autre

    @property
    def masques(self) -> tuple[Masque, ...]:
        return tuple(
            Masque(ou=ou, mots=tuple(dict.fromkeys(t.mots for t in trouves))) for ou, trouves in self._trouves.items()
        )

    def texte(self, texte: str, ou: str) -> str:
        propre, trouves = masquer(texte, self._identites)
        propre, autres = masquer(propre, self._voisins)
        if trouves or autres:
            self._trouves.setdefault(ou, []).extend((*trouves, *autres))
        return propre

    def dossier(self, dossier: Dossier, numero: str, jpn: dt.date) -> Dossier:
        """By its number alone: neither the candidature, nor the session, nor the day of the jury."""
        vue = dossier.candidature.model_copy(
            update={
                "id": numero,
                "session": None,
                "personne": None,
                "nom": None,
                "prenom": None,
                "anomalies": (),
                "manque": (),
                "decision": None,
                "ecarts": tuple(map(self.ecart, dossier.candidature.ecarts)),
            }
        )
        return dossier.model_copy(
            update={
                "candidature": vue,
                "pv": self._pv(dossier.pv, numero, jpn),
                "grilles": {b: self._grille(g, numero, jpn) for b, g in dossier.grilles.items()},
                "decision_ucanss": self._ucanss(dossier.decision_ucanss),
                "acquis": tuple(a.model_copy(update={"source": ""}) for a in dossier.acquis),
            }
        )

    def _ucanss(self, decision: DecisionUcanss | None) -> DecisionUcanss | None:
        if decision is None:
            return None
        masquee = {"candidature": "", "par": "", "motif": self.texte(decision.motif, "décision de l’Ucanss, motif")}
        return decision.model_copy(update=masquee)

    def ecart(self, ecart: Ecart) -> Ecart:
        if not ecart.motif:
            return ecart
        ou = f"motif d’écart {ecart.code or ecart.niveau}"
        return ecart.model_copy(update={"motif": self.texte(ecart.motif, ou)})

    def _pv(self, pv: ProcesVerbal, numero: str, jpn: dt.date) -> ProcesVerbal:
        return pv.model_copy(
            update={
                "candidature": numero,
                "session": "",
                "date": jpn,
                "nom": "",
                "prenom": "",
                "email": None,
                "organisme": None,
                "employeur_email": None,
                **dict(self._champs(pv, TEXTES_DU_PV, "PV")),
                "membres": tuple(self._membre(m) for m in pv.membres),
                "motifs_competences": self._motifs(pv.motifs_competences),
                "motifs_blocs": self._motifs(pv.motifs_blocs),
                "preconisations": tuple(
                    (nature, self.texte(t, "PV, préconisation") if t else t) for nature, t in pv.preconisations
                ),
                "incident": self._incident(pv.incident),
            }
        )

    def _champs(self, fait: Frozen, champs: tuple[str, ...], ou: str) -> Iterator[tuple[str, str]]:
        for champ in champs:
            texte = getattr(fait, champ)
            if texte:
                yield champ, self.texte(texte, f"{ou}, {champ.replace('_', ' ')}")

    def _motifs(self, motifs: Mapping[str, str]) -> dict[str, str]:
        return {code: self.texte(t, f"PV, motif {code}") for code, t in motifs.items()}

    def _incident(self, incident: Incident | None) -> Incident | None:
        if incident is None:
            return None
        return incident.model_copy(update=dict(self._champs(incident, tuple(Incident.model_fields), "PV, incident")))

    @staticmethod
    def _membre(m: Membre) -> Membre:
        return m.model_copy(update={"nom": "", "organisme": ""})

    def _grille(self, g: Grille, numero: str, jpn: dt.date) -> Grille:
        commentaires = {c: self.texte(t, f"grille {g.bloc}, {c}") for c, t in g.commentaires.items()}
        return g.model_copy(update={"candidature": numero, "session": "", "date": jpn, "commentaires": commentaires})

    def compte_rendu(self, recu: CompteRendu, jpn: dt.date) -> CompteRendu:
        ou = "compte rendu"
        precisions = {c: self.texte(t, f"{ou}, {c}") for c, t in recu.precisions.items()}
        return recu.model_copy(
            update={
                "session": "",
                "jury": 1,
                "date": jpn,
                "redacteur": "",
                "absents": (),
                "precisions": precisions,
                **dict(self._champs(recu, TEXTES_DU_COMPTE_RENDU, ou)),
            }
        )

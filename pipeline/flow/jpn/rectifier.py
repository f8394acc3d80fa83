"""After a proclamation: a decision revoked, a name corrected, a duplicate given; a word released before it."""

from typing import Any

from pipeline.errors import UsageError
from pipeline.flow.atelier import Atelier, Bilan
from pipeline.flow.mettre_a_jour import mettre_a_jour
from pipeline.model.base import Frozen
from pipeline.model.numero import choisir
from pipeline.model.rectification import MotLibere
from pipeline.register import DocumentEnregistre, EtatDocument, Registre
from pipeline.rules.inscriptions import Inscription
from pipeline.rules.situation import Situation

A_SON_NOM = ("parchemin", "recapitulatif-ccp")  # the papers of which a duplicate may be asked
RESULTATS = ("notification-candidat", "notification-employeur", *A_SON_NOM)


class Nouveau(Frozen):
    """The holder's name as it should have been written; null where it was right."""

    nom: str | None = None
    prenom: str | None = None

    @property
    def vide(self) -> bool:
        return not (self.nom or self.prenom)


def rectifier(atelier: Atelier, candidature: str, motif: str, nouveau: Nouveau) -> dict[str, Any]:
    with atelier.ouvrir("cqp jpn rectifier") as registre:
        vue = revoquer(atelier, registre, candidature, motif, nouveau)
        mettre_a_jour(atelier.bilan(registre))
    return vue


def revoquer(atelier: Atelier, registre: Registre, candidature: str, motif: str, nouveau: Nouveau) -> dict[str, Any]:
    """By whoever holds the lock; what was issued then leaves outbox/ (`flow/production.py`).

    Without a new name the decision itself is revoked, and waits for a next docket.
    """
    motif = _exiger(motif, "Erreur de saisie dans le classeur des décisions")
    bilan = atelier.bilan(registre)
    s = _situation(bilan, candidature)
    i = s.inscription
    if i is not None and i.revoquee:
        raise UsageError(
            f"La décision de {s.id} est déjà révoquée : son dossier est rouvert.",
            "Corrigez son PV et déposez-le ; le prochain jury paritaire décidera avec le bon nom.",
        )
    if i is None or not i.acquise:
        raise UsageError(
            f"La candidature {s.id} n’a pas de résultat proclamé à rectifier.",
            "Avant la proclamation, déposez à nouveau le classeur des décisions, corrigé.",
        )
    siens = [d for d in _papiers(bilan, s, i) if d.etat is EtatDocument.PUBLIE]
    with registre.ensemble():
        registre.rectifications.rectifier(
            s.id,
            i.date,
            motif,
            atelier.maintenant,
            decision=nouveau.vide,
            nom=nouveau.nom,
            prenom=nouveau.prenom,
        )
        for d in siens:
            registre.documents.revoquer(d.id, motif, atelier.maintenant)
    return {
        "candidature": s.id,
        "jpn": i.date.isoformat(),
        "decision_revoquee": nouveau.vide,
        "revoques": [d.id for d in siens],
    }


def _papiers(bilan: Bilan, s: Situation, i: Inscription) -> list[DocumentEnregistre]:
    """All that was issued from that decision, duplicates included."""
    prefixes = tuple(f"{type_}:{s.id}:{i.date}" for type_ in RESULTATS)
    return [d for d in bilan.registre.documents.tous() if d.id.startswith(prefixes)]


def dupliquer(atelier: Atelier, candidature: str, motif: str) -> dict[str, Any]:
    with atelier.ouvrir("cqp jpn duplicata") as registre:
        vue = donner_un_duplicata(atelier, registre, candidature, motif)
        mettre_a_jour(atelier.bilan(registre))
    return vue


def donner_un_duplicata(atelier: Atelier, registre: Registre, candidature: str, motif: str) -> dict[str, Any]:
    """By whoever holds the lock. The same number, and the word that says so (K24)."""
    motif = _exiger(motif, "Parchemin perdu, demande du titulaire du 3 mai")
    bilan = atelier.bilan(registre)
    s = _situation(bilan, candidature)
    emis = [d for d in registre.documents.tous() if d.candidature == s.id and d.type in A_SON_NOM]
    debout = [d for d in emis if d.etat is EtatDocument.PUBLIE and ":duplicata" not in d.id]
    if not debout:
        raise UsageError(
            f"La candidature {s.id} n’a ni parchemin ni récapitulatif en vigueur.",
            "Lisez les documents publiés dans suivi.xlsx, feuille Documents.",
        )
    registre.rectifications.dupliquer(debout[-1].id, motif, atelier.maintenant)
    return {"candidature": s.id, "document": debout[-1].id}


def liberer(atelier: Atelier, candidature: str, mot: str, motif: str) -> None:
    with atelier.ouvrir("cqp jpn liberer") as registre:
        liberer_le_mot(atelier, registre, candidature, mot, motif)
        mettre_a_jour(atelier.bilan(registre))


def liberer_le_mot(atelier: Atelier, registre: Registre, candidature: str, mot: str, motif: str) -> None:
    """By whoever holds the lock. A whole name is never released: only a common word that is also one (K18)."""
    motif, mot = _exiger(motif, "« petit » est ici l’adjectif"), mot.strip()
    s = _situation(atelier.bilan(registre), candidature)
    if not mot or len(mot.split()) > 1:
        raise UsageError("Un seul mot se libère à la fois.", "Donnez un ordre par mot, chacun sur sa ligne : petit.")
    if s.inscription and s.inscription.decision:
        raise UsageError(f"Le dossier de {s.id} est décidé : sa copie ne change plus.", "Il n’y a rien à faire.")
    registre.rectifications.liberer(MotLibere(candidature=s.id, mot=mot, motif=motif, le=atelier.maintenant))


def _exiger(motif: str, exemple: str) -> str:
    if not motif.strip():
        raise UsageError("Un motif est nécessaire.", f'Par exemple : --motif "{exemple}"')
    return motif.strip()


def _situation(bilan: Bilan, candidature: str) -> Situation:
    par_id = {s.id: s for s in bilan.jugement.situations}
    trouvee = par_id.get(choisir(candidature, par_id) or "")
    if trouvee is None:
        raise UsageError(
            f"La candidature « {candidature} » n’est pas connue.",
            "Lisez son numéro dans suivi.xlsx, feuille Candidatures.",
        )
    return trouvee

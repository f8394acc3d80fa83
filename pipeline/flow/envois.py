"""A person says that something was sent, and when: the program itself never sends (K45)."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from pipeline.errors import UsageError
from pipeline.model.envoi import AEnvoyer, Envoi, EtatEnvoi
from pipeline.model.moment import PARIS, a_paris
from pipeline.model.numero import choisir
from pipeline.register import EtatDocument, Registre

from .atelier import Atelier, Bilan
from .mettre_a_jour import mettre_a_jour

FIN_DU_JOUR = dt.time(23, 59)
_MOMENT = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:\s+(?:à\s+)?(\d{1,2})\s*[h:]\s*(\d{2})?)?")


class Parti(NamedTuple):
    """When something left, who says so, and what he adds."""

    le: dt.datetime
    par: str
    precision: str | None = None


def moment(texte: str | None, maintenant: dt.datetime) -> dt.datetime:
    """« 14/10/2023 à 9 h 30 ». Nothing is now; a day without its hour is now for today, else the end of that day."""
    dit = (texte or "").strip()
    if not dit:
        return maintenant
    jour, heure = _lire(dit)
    if heure is None and jour == a_paris(maintenant).date():
        return maintenant
    parti = dt.datetime.combine(jour, heure or FIN_DU_JOUR, PARIS)
    if parti > maintenant:
        raise UsageError(f"« {dit} » est encore à venir.", "Notez l’envoi une fois qu’il est parti.")
    return parti


def _lire(dit: str) -> tuple[dt.date, dt.time | None]:
    lu = _MOMENT.fullmatch(dit)
    try:
        if lu:
            jour, mois, annee, heure, minute = lu.groups()
            le = dt.date(int(annee), int(mois), int(jour))
            return le, dt.time(int(heure), int(minute or 0)) if heure else None
    except ValueError:
        pass
    raise UsageError(f"« {dit} » ne dit pas quand l’envoi est parti.", "Écrivez par exemple : 14/10/2023 à 9 h 30.")


def noter_les_resultats(
    atelier: Atelier, jour: dt.date, candidatures: Sequence[str], quand: str | None, par: str
) -> dict[str, Any]:
    with atelier.ouvrir("cqp jpn envoi") as registre:
        vue = resultats(atelier, registre, jour, candidatures, Parti(moment(quand, atelier.maintenant), par))
        mettre_a_jour(atelier.bilan(registre))
    return vue


def resultats(
    atelier: Atelier, registre: Registre, jour: dt.date, candidatures: Sequence[str], parti: Parti
) -> dict[str, Any]:
    """By whoever holds the lock. Of a date, what has not left; of a candidature, all: a wrong day is noted again."""
    bilan = atelier.bilan(registre)
    proclamee_le = bilan.contexte.proclamations.get(jour)
    if proclamee_le is None:
        raise UsageError(
            f"Les résultats du {jour:%d/%m/%Y} ne sont pas proclamés : rien n’a pu partir.",
            f"Proclamez-les d’abord : ordre « Proclamer les résultats » (ou : cqp jpn proclamer {jour}).",
        )
    if parti.le < proclamee_le:
        raise UsageError(
            f"Le {parti.le:%d/%m/%Y à %H h %M}, les résultats n’étaient pas encore proclamés.",
            f"Ils l’ont été le {a_paris(proclamee_le):%d/%m/%Y à %H h %M} : donnez le jour et l’heure de l’envoi.",
        )
    publies = {d.id for d in registre.documents.tous() if d.etat is EtatDocument.PUBLIE}
    du_jour = [e for e in bilan.envois if e.jpn == jour and e.document in publies]
    dites = {c: choisir(c, (e.candidature for e in du_jour)) for c in candidatures}
    inconnues = [c for c, trouvee in dites.items() if trouvee is None]
    if inconnues:
        raise UsageError(
            f"Aucun résultat du {jour:%d/%m/%Y} n’est à envoyer pour : {', '.join(inconnues)}.",
            "Recopiez le numéro de la candidature de la feuille « Envois » de suivi.xlsx.",
        )
    voulues = {*dites.values()}
    siens = [e for e in du_jour if e.candidature in voulues or (not voulues and not e.etat.parti)]
    _noter(atelier, registre, [AEnvoyer(objet=e.document, fichier="", phrase="") for e in siens], parti)
    apres = {e.document: e for e in atelier.bilan(registre).envois}
    return {
        "date": jour.isoformat(),
        "envoye_le": parti.le.isoformat(),
        "notes": [e.document for e in siens],
        "en_retard": [e.document for e in siens if apres[e.document].etat is EtatEnvoi.ENVOYE_TARD],
    }


def noter_de_la_session(atelier: Atelier, cible: str, quand: str | None, par: str) -> dict[str, Any]:
    with atelier.ouvrir("cqp session envoi") as registre:
        bilan = atelier.bilan(registre)
        choisis = a_noter(bilan, cible)
        if not choisis:
            raise UsageError(
                f"Rien de « {cible} » n’attend d’être envoyé.",
                "Donnez le numéro d’une session, ou un fichier de sa colonne « À envoyer » dans suivi.xlsx.",
            )
        parti = Parti(moment(quand, atelier.maintenant), par)
        vue = de_la_session(atelier, registre, choisis, parti)
        mettre_a_jour(atelier.bilan(registre))
    return vue


def a_noter(bilan: Bilan, cible: str) -> tuple[AEnvoyer, ...]:
    """What a target names: all that waits in a session, or one of its files by its path, its name or its id."""
    dit = cible.strip()
    session = choisir(dit, bilan.a_envoyer)
    if session is not None:
        return bilan.a_envoyer[session]
    tous = (x for lignes in bilan.a_envoyer.values() for x in lignes)
    return tuple(x for x in tous if dit in {x.objet, x.fichier, x.fichier.rpartition("/")[2]})


def de_la_session(atelier: Atelier, registre: Registre, choisis: Sequence[AEnvoyer], parti: Parti) -> dict[str, Any]:
    """By whoever holds the lock."""
    _noter(atelier, registre, choisis, parti)
    return {"envoye_le": parti.le.isoformat(), "notes": [x.fichier for x in choisis]}


def _noter(atelier: Atelier, registre: Registre, choisis: Sequence[AEnvoyer], parti: Parti) -> None:
    registre.envois.noter(
        [
            Envoi(
                objet=x.objet,
                cle=x.cle,
                envoye_le=parti.le,
                par=parti.par.strip(),
                precision=(parti.precision or "").strip() or None,
                note_le=atelier.maintenant,
            )
            for x in choisis
        ]
    )

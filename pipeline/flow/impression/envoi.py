"""What goes with the papers: for each envelope its slip, and its address to stick."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from pipeline.documents import compose
from pipeline.documents.publish import nom_sur
from pipeline.flow.atelier import Bilan
from pipeline.flow.du import Du
from pipeline.model.impression import PARTI, BordereauEnvoi, EtatImpression, PapierEnvoye
from pipeline.model.vocabulaire import plier
from pipeline.rules.envoi import CarnetDAdresses
from pipeline.texts import Phrases, phrases

from .papiers import Papier, Papiers

LONGUEUR = 50  # characters of a name in a file name: beyond, a hash tells two of them apart


class Enveloppe(NamedTuple):
    """`cle`: of whoever opens it, whatever its spelling. What is issued later leaves apart, under its `suite`."""

    jour: dt.date
    cle: str
    suite: str


def enveloppe(p: Papier) -> Enveloppe:
    suite = (f":r{p.rectificatif}" if p.rectificatif else "") + (f":duplicata{p.duplicata}" if p.duplicata else "")
    return Enveloppe(p.jour, f"organisme:{plier(p.organisme)}" if p.organisme else p.situation.id, suite)


def destinataire(papiers: Sequence[Papier], carnet: CarnetDAdresses, mots: Phrases) -> tuple[str, ...]:
    """The name as it was first written, then the address of whoever opens the envelope, or that it is missing."""
    premier = min(papiers, key=lambda p: p.organisme or f"{p.pv.prenom} {p.pv.nom}")
    nom = premier.organisme or f"{premier.pv.prenom} {premier.pv.nom}"
    return nom, *(adresse(premier, carnet) or (mots("adresse_a_completer"),))


def adresse(p: Papier, carnet: CarnetDAdresses) -> tuple[str, ...]:
    """Of whoever opens its envelope."""
    return carnet.organisme(p.organisme) if p.organisme else carnet.titulaire(p.situation, p.pv)


def enveloppes(papiers: Iterable[Papier]) -> dict[Enveloppe, list[Papier]]:
    """In alphabetical order of who opens them, and of the holders in each."""
    trouvees: dict[Enveloppe, list[Papier]] = {}
    for p in sorted(papiers, key=lambda p: p.ordre):
        trouvees.setdefault(enveloppe(p), []).append(p)
    return dict(sorted(trouvees.items(), key=lambda x: (x[0].jour, plier(x[1][0].organisme or x[1][0].titulaire))))


def dus(bilan: Bilan) -> Iterator[Du]:
    """A slip lists what is to leave, and what has left: a paper taken back before it left is on it no more."""
    envoyes = (p for p in Papiers(bilan).tous.values() if _compte(p))
    for une, papiers in enveloppes(envoyes).items():
        yield _du(une, papiers, bilan)


def _compte(p: Papier) -> bool:
    parti = p.suivi is not None and p.suivi.etat in PARTI
    return parti or (p.du and p.etat is not EtatImpression.ANNULE)


def _du(une: Enveloppe, papiers: list[Papier], bilan: Bilan) -> Du:
    reglages, premier = bilan.atelier.espace.reglages, papiers[0]
    qui = destinataire(papiers, bilan.adresses, phrases(bilan.atelier.espace.templates, "impression"))
    envoi = BordereauEnvoi(
        date_jpn=une.jour,
        date=max(p.emis_le for p in papiers),
        expediteur=premier.referentiel.certificateurs.valeur[0],
        destinataire=qui,
        papiers=tuple(_ligne(p) for p in papiers),
        au_titulaire=premier.organisme is None,
        suite=bool(une.suite),
        exemple=any(p.referentiel.statut == "exemple" for p in papiers),
    )
    nom = qui[0] if premier.organisme else f"{premier.situation.id} {premier.pv.nom}"
    suite = une.suite.replace(":", " ")
    abrege = f"{nom[:LONGUEUR]} {_sceau(nom)[:6]}" if len(nom) > LONGUEUR else nom
    return Du(
        id=f"bordereau-envoi:{une.jour}:{une.cle.replace(' ', '-')}{une.suite}",
        type="bordereau-envoi",
        audience="ucanss",
        candidature=None if premier.organisme else premier.situation.id,
        session=None,
        chemin=f"outbox/ucanss/{une.jour}/" + nom_sur(f"bordereau d'envoi - {abrege}{suite}"),
        fige=False,
        composer=partial(compose.bordereau_envoi, envoi, bilan.atelier.composition),
        cle=_sceau(envoi.model_dump_json() + "\n".join(reglages.certificateur.adresse)),
    )


def _ligne(p: Papier) -> PapierEnvoye:
    return PapierEnvoye(numero=p.numero, papier=p.type, titulaire=p.titulaire, cqp=p.referentiel.intitule.valeur)


def _sceau(texte: str) -> str:
    return hashlib.sha256(texte.encode()).hexdigest()

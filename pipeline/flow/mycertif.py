"""The results of a proclaimed date for MyCertif (G-092): in outbox/ as they stand, and again on demand."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

from pipeline import exchange
from pipeline.documents import compose
from pipeline.documents.publish import poser
from pipeline.errors import UsageError
from pipeline.model.dossier import Proclame
from pipeline.model.moment import a_paris, jour_a_paris
from pipeline.model.resultat_officiel import BlocOfficiel, EtatBloc, ResultatOfficiel
from pipeline.model.vocabulaire import Attribution, Decision
from pipeline.rules.acquis import AcquisBloc, credites
from pipeline.rules.inscriptions import Inscription
from pipeline.rules.notices import employeur_informe
from pipeline.rules.situation import Situation
from pipeline.system import ecrire
from pipeline.texts import phrases

from . import dossiers, vues
from .atelier import Atelier, Bilan
from .copies import Copies

Resultat: TypeAlias = tuple[Situation, Inscription]


def proclames(bilan: Bilan) -> dict[dt.date, list[Resultat]]:
    """What was decided, by proclaimed date, in the order of candidatures; revoked since or not."""
    trouves: dict[dt.date, list[Resultat]] = {jour: [] for jour in sorted(bilan.contexte.proclamations)}
    for s in bilan.jugement.situations:
        for i in s.inscriptions:
            if i.decision and i.proclamee_le and s.recu.pv and s.referentiel:
                trouves[i.date].append((s, i))
    return trouves


def exporter(atelier: Atelier, jour: dt.date, dossier: Path | None) -> dict[str, Any]:
    """Both files again, in outbox/ or elsewhere. Each export is written in the journal."""
    with atelier.registre() as registre:
        bilan = atelier.bilan(registre)
        if jour not in bilan.contexte.proclamations:
            raise UsageError(
                f"Les résultats du {jour:%d/%m/%Y} ne sont pas proclamés.", f"Proclamez-les : cqp jpn proclamer {jour}"
            )
        lignes = tuple(officiels(bilan, proclames(bilan)[jour]))
        fichiers = []
        for chemin, octets in _fichiers(bilan, jour, lignes):
            fichiers.append(chemin if dossier is None else str(dossier / Path(chemin).name))
            if dossier is None:
                poser(atelier.espace.racine, chemin, octets)
            else:
                dossier.mkdir(parents=True, exist_ok=True)
                ecrire(dossier / Path(chemin).name, octets)
        ids = {"candidatures": " ".join(r.candidature for r in lignes)}
        registre.journal.noter(atelier.maintenant, "export_mycertif", jour, ids)
    resultats = [r.model_dump(mode="json") for r in lignes]
    return {"date": jour.isoformat(), "fichiers": fichiers, "resultats": resultats}


def tenir(bilan: Bilan, copies: Copies, jour: dt.date, resultats: list[Resultat]) -> None:
    """Always as it should be: a rectification changes it, and nobody may import what it said before."""
    for chemin, octets in _fichiers(bilan, jour, tuple(officiels(bilan, resultats))):
        copies.toujours(chemin, octets)


def _fichiers(bilan: Bilan, jour: dt.date, lignes: tuple[ResultatOfficiel, ...]) -> Iterator[tuple[str, bytes]]:
    templates = bilan.atelier.espace.templates
    mots = phrases(templates, "mycertif")
    chemin = f"outbox/ucanss/{jour}/{mots('fichier', date=jour.isoformat())}"
    yield f"{chemin}.csv", exchange.en_csv(lignes, mots, exchange.table(templates))
    yield f"{chemin}.json", exchange.en_json(lignes)


def officiels(bilan: Bilan, resultats: list[Resultat]) -> Iterator[ResultatOfficiel]:
    numeros = bilan.registre.numeros.par_emission()
    acquis: dict[str, list[AcquisBloc]] = defaultdict(list, bilan.jugement.acquis_par_personne)
    for s, i in resultats:
        if s.recu.pv is None or s.referentiel is None or i.decision is None or i.proclamee_le is None:
            continue
        papier = dossiers.parchemin_ou_recapitulatif(s, i, bilan) if i.acquise else None
        numero = numeros.get((s.id, dossiers.emission(s, i))) if papier else None
        proclame = dossiers.proclame_de(
            s, vues.candidature(s, bilan.atelier.anomalies_de(s.referentiel)), i, bilan, numero
        )
        pv = proclame.dossier.pv
        yield ResultatOfficiel(
            candidature=s.id,
            nom=pv.nom,
            prenom=pv.prenom,
            email=email_du_candidat(s),
            cqp=s.referentiel.code,
            rncp=s.referentiel.rncp.numero if s.referentiel.rncp else None,
            version=s.referentiel.version,
            session=s.session,
            voie=pv.voie,
            portee=pv.portee,
            date_jpn=i.date,
            proclame_le=a_paris(i.proclamee_le),
            decision=i.decision.decision if i.acquise else None,
            revoque_le=jour_a_paris(i.revoquee.le) if i.revoquee else None,
            blocs=_blocs(s, i, acquis[s.personne or ""]) if i.acquise else {},
            **(_lu(s, proclame) if i.acquise else {}),
            document=papier,
            numero=numero,
            annule_et_remplace_du=proclame.remplace.du if i.acquise and proclame.remplace else None,
        )


def _lu(s: Situation, proclame: Proclame) -> dict[str, Any]:
    """What the candidate and the employer find there: as their notices say it, and no more (S0 §3.3, K28)."""
    return {
        "competences": compose.competences_validees(proclame),
        "candidat": compose.lu_par_le_candidat(proclame),
        "employeur": compose.lu_par_l_employeur(proclame) if employeur_informe(s) else None,
    }


def _blocs(s: Situation, i: Inscription, siens: list[AcquisBloc]) -> dict[str, BlocOfficiel]:
    """An adjournment says nothing of what was presented, and takes away nothing of what was held. A métier réglementé
    has none: its decision and its competences say all (K19)."""
    if s.referentiel is None or i.decision is None or s.referentiel.metier_reglemente.valeur:
        return {}
    avant: dict[str, dt.date] = {}
    for a in sorted((a for a in siens if a.date < i.date), key=lambda a: a.date):
        for code in credites(s.referentiel, (a,)):
            avant.setdefault(code, a.date)
    decides = {} if i.decision.decision is Decision.AJOURNEE else i.decision.blocs
    trouves = {}
    for b in s.referentiel.blocs:
        if b.code in avant:
            trouves[b.code] = BlocOfficiel(etat=EtatBloc.ACQUIS_AVANT, acquis_le=avant[b.code])
        elif decides.get(b.code) is Attribution.ATTRIBUE:
            trouves[b.code] = BlocOfficiel(etat=EtatBloc.ATTRIBUE, acquis_le=i.date)
        elif b.code in decides:
            trouves[b.code] = BlocOfficiel(etat=EtatBloc.NON_ATTRIBUE)
    return trouves


def email_du_candidat(s: Situation) -> str | None:
    """As the PV says, else as the session convened him."""
    return (s.recu.pv and s.recu.pv.email) or (s.convoque and s.convoque.email) or None

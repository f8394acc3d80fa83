"""What the dossiers owe: the PV to sign, the certification dossier, and after the proclamation the results."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from pipeline.documents import compose
from pipeline.documents.publish import nom_sur
from pipeline.model.document import Document
from pipeline.model.dossier import Dossier, Proclame, Remplacement
from pipeline.model.etat import EtatCandidature, VueCandidature
from pipeline.model.faits import ProcesVerbal
from pipeline.model.moment import jour_a_paris
from pipeline.model.vocabulaire import Decision, Deroulement
from pipeline.register import Demande
from pipeline.rules.acquis import credites
from pipeline.rules.envoi import par_l_employeur
from pipeline.rules.identite import au_nom_de_la_session
from pipeline.rules.inscriptions import Inscription
from pipeline.rules.jury_paritaire import blocs_contredits
from pipeline.rules.notices import cle_proclamation, employeur_informe
from pipeline.rules.situation import Situation

from . import vues
from .atelier import Bilan
from .du import Du, dossier_de_session
from .jpn.docket import blocs_valides

DOSSIER_ETABLI = {
    EtatCandidature.DOSSIER_PRET,
    EtatCandidature.INSCRITE,
    EtatCandidature.DECIDEE,
    EtatCandidature.PROCLAMEE,
    EtatCandidature.AJOURNEE,
    EtatCandidature.RECTIFIEE,
}


def dus(bilan: Bilan) -> Iterator[Du]:
    """Every document owed, in the stable order of candidatures; after the proclamation only, those with a result."""
    numeros = _numeros(bilan)
    for s in bilan.jugement.situations:
        vue = vues.candidature(s, bilan.atelier.anomalies_de(s.referentiel))
        yield from _du_jury(s, vue, bilan)
        for i in s.inscriptions:
            if i.acquise:
                yield from _de_la_proclamation(s, vue, i, bilan, numeros)


def _nom(s: Situation) -> str:
    pv = s.recu.pv
    return nom_sur(f"{s.id} {pv.nom}" if pv else s.id)


def composable(s: Situation, vue: VueCandidature, bilan: Bilan) -> Dossier:
    pv = s.nomme
    if pv is None or s.referentiel is None:
        raise ValueError(f"{s.id} has no PV: nothing can be composed from it")
    return Dossier(
        candidature=vue,
        pv=pv,
        grilles=s.recu.grilles,
        referentiel=s.referentiel,
        pieces=tuple(sorted(s.recu.pieces)),
        acquis=bilan.jugement.tenus_avant(s),
        decision_ucanss=s.decision_ucanss,
        majoration=(s.convoque and s.convoque.amenagement and s.convoque.amenagement.temps_supplementaire) or 0,
    )


def _du_jury(s: Situation, vue: VueCandidature, bilan: Bilan) -> Iterator[Du]:
    """The PV to sign as soon as nothing contradicts it; the dossier when it is whole."""
    pv = s.recu.pv
    if pv is None or pv.deroulement is not Deroulement.TENU or s.etat is EtatCandidature.A_CORRIGER:
        return
    contexte = bilan.atelier.composition
    dossier = dossier_de_session(pv.session)
    reprise = f" (reprise {s.reprises})" if s.reprises else ""
    rang = f":reprise{s.reprises}" if s.reprises else ""
    if all(b in s.recu.grilles for b in pv.vises):
        yield Du(
            id=f"proces-verbal:{s.id}{rang}",
            type="proces-verbal",
            audience="institut",
            candidature=s.id,
            session=s.session,
            chemin=f"{dossier}/{_nom(s)} - procès-verbal{reprise}",
            fige=s.clos,
            composer=lambda: compose.proces_verbal(composable(s, vue, bilan).model_copy(update={"pv": pv}), contexte),
        )
    if s.etat in DOSSIER_ETABLI:
        yield Du(
            id=f"dossier-certification:{s.id}{rang}",
            type="dossier-certification",
            audience="institut",
            candidature=s.id,
            session=s.session,
            chemin=f"{dossier}/{_nom(s)} - dossier de certification{reprise}",
            fige=s.clos,
            composer=lambda: compose.dossier_certification(composable(s, vue, bilan), contexte),
        )


def parchemin_ou_recapitulatif(s: Situation, i: Inscription, bilan: Bilan) -> str | None:
    """One parchemin for the CQP, else one cumulative summary of the blocs held, else nothing (G-095, G-096)."""
    if i.decision is None or i.decision.decision is Decision.AJOURNEE:
        return None
    if i.decision.decision is Decision.CERTIFICATION:
        return "parchemin"
    tenus = credites(s.referentiel, bilan.jugement.acquis_au(s, i.date)) if s.referentiel else frozenset()
    return "recapitulatif-ccp" if tenus else None


def _numeros(bilan: Bilan) -> dict[tuple[str, str], str]:
    """Numbers by (type, candidature and date), drawn once in the stable order of candidatures (K24)."""
    demandes: dict[tuple[str, str], Demande] = {}
    for s in bilan.jugement.situations:
        for i in s.inscriptions:
            type_ = parchemin_ou_recapitulatif(s, i, bilan) if i.acquise else None
            if type_ is None or s.referentiel is None:
                continue
            specimen = compose.specimen(type_, s.referentiel, bilan.atelier.espace.reglages)
            demandes[type_, cle_proclamation(s, i)] = Demande(
                sigle=s.referentiel.code,
                annee=i.date.year,
                candidature=s.id,
                type=type_,
                emission=emission(s, i),
                specimen=bool(specimen),
            )
    if not demandes:
        return {}
    reglages = bilan.atelier.espace.reglages.numeros
    tires = bilan.registre.numeros.numeroter(tuple(demandes.values()), reglages, bilan.atelier.maintenant)
    return {cle_: tires[demande] for cle_, demande in demandes.items()}


def emission(s: Situation, i: Inscription) -> int:
    """The how-manieth issue of his papers: a number is never given twice, whatever was rectified (K24)."""
    return sum(j.emissions for j in s.inscriptions if j.date < i.date) + 1 + len(i.corrections)


def _de_la_proclamation(
    s: Situation, vue: VueCandidature, i: Inscription, bilan: Bilan, numeros: dict[tuple[str, str], str]
) -> Iterator[Du]:
    contexte = bilan.atelier.composition
    ids = cle_proclamation(s, i)
    jour = i.date.isoformat()
    type_ = parchemin_ou_recapitulatif(s, i, bilan)
    proclame = proclame_de(s, vue, i, bilan, numeros.get((type_, ids)) if type_ else None)
    voulus: list[tuple[str, str, str, Callable[[Proclame, compose.Contexte], Document]]] = [
        ("notification-candidat", "candidats", "résultat", compose.notification_candidat)
    ]
    if employeur_informe(s):
        voulus.append(("notification-employeur", "employeurs", "résultat", compose.notification_employeur))
    if type_ == "parchemin":
        voulus.append((type_, "ucanss", "parchemin", compose.parchemin))
    elif type_:
        voulus.append((type_, "ucanss", "récapitulatif des CCP", compose.recapitulatif_ccp))
    suite = f" (rectificatif {len(i.corrections)})" if i.corrections else ""
    nom = nom_sur(f"{s.id} {proclame.dossier.pv.nom}")
    for type_document, audience, libelle, composer in voulus:
        du = Du(
            id=f"{type_document}:{ids}",
            type=type_document,
            audience=audience,
            candidature=s.id,
            session=s.session,
            chemin=f"outbox/{audience}/{jour}/{nom} - {libelle}{suite}",
            fige=True,
            composer=_tard(composer, proclame, contexte),
        )
        yield du
        yield from _duplicatas(du, composer, proclame, bilan)


def _duplicatas(
    du: Du, composer: Callable[[Proclame, compose.Contexte], Document], proclame: Proclame, bilan: Bilan
) -> Iterator[Du]:
    """The same paper, the same number, and the word that says that there is another (K24)."""
    siens = [d for d in bilan.registre.rectifications.duplicatas() if d.document == du.id]
    for rang, d in enumerate(siens, start=1):
        yield replace(
            du,
            id=f"{du.id}:duplicata{rang}",
            chemin=f"{du.chemin} (duplicata {rang})",
            composer=_tard(
                composer,
                proclame.model_copy(update={"duplicata_le": jour_a_paris(d.le)}),
                bilan.atelier.composition,
            ),
        )


def _tard(
    composer: Callable[[Proclame, compose.Contexte], Document], proclame: Proclame, contexte: compose.Contexte
) -> Callable[[], Document]:
    return lambda: composer(proclame, contexte)


def proclame_de(s: Situation, vue: VueCandidature, i: Inscription, bilan: Bilan, numero: str | None) -> Proclame:
    if i.decision is None or i.proclamee_le is None:
        raise ValueError(f"{s.id} is not proclaimed")
    dossier = composable(s, vue, bilan)
    return Proclame(
        dossier=dossier.model_copy(update={"pv": au_nom_de(dossier.pv, s, i)}),
        decision=i.decision,
        date_jpn=i.date,
        proclame_le=i.corrections[-1].le if i.corrections else i.proclamee_le,
        acquis=bilan.jugement.tenus_au(s, i.date),
        numero=numero,
        retenir_commentaires_du_jury=_departe(s, i),
        remplace=remplace(s, i, bilan),
        par_l_employeur=par_l_employeur(dossier.pv, bilan.atelier.espace.reglages.envoi.parchemin),
    )


def au_nom_de(pv: ProcesVerbal, s: Situation, i: Inscription) -> ProcesVerbal:
    """As its session spells it, then as a rectification corrected it; the PV itself stays as it was signed."""
    pv = au_nom_de_la_session(pv, s.convoque)
    for r in (r for j in s.inscriptions if j.date <= i.date for r in j.corrections):
        pv = pv.model_copy(update={"nom": r.nom or pv.nom, "prenom": r.prenom or pv.prenom})
    return pv


def remplace(s: Situation, i: Inscription, bilan: Bilan) -> Remplacement | None:
    """The papers that a rectification revoked, which these cancel and replace (K39)."""
    if i.corrections:
        avant = i.corrections[-2].le if len(i.corrections) > 1 else i.proclamee_le
    else:
        avant = next((j.proclamee_le for j in reversed(s.inscriptions) if j.revoquee and j.date < i.date), None)
    if avant is None:
        return None
    return Remplacement(du=jour_a_paris(avant), numero=bilan.registre.numeros.d_une_emission(s.id, emission(s, i) - 1))


def _departe(s: Situation, i: Inscription) -> bool:
    """The JPN decided otherwise than the jury on a bloc (K28)."""
    if i.decision is None or i.decision.decision is Decision.AJOURNEE:
        return False
    return bool(blocs_contredits(i.decision, blocs_valides(s)))

"""What the docket and the minutes say of each dossier, by numbers; and the lines of the annex that names."""

from pipeline.flow.dossiers import au_nom_de, emission, parchemin_ou_recapitulatif
from pipeline.model.envoi import EtatEnvoi
from pipeline.model.faits import DecisionDossier, Jpn, Question
from pipeline.model.jury_paritaire import DossierDecide, DossierInscrit, LigneNominative, OrdreDuJour, SeanceJpn
from pipeline.model.resultat import Issue
from pipeline.model.statistiques import DossierCompte, Figures
from pipeline.model.vocabulaire import Attribution, Decision, Verdict
from pipeline.rules import calendrier, statistiques
from pipeline.rules.jury_paritaire import contre_avis, contre_calcul
from pipeline.texts import phrases

from .docket import a_decider, inscrit, sans_version_masquee
from .inscrits import Carte, Docket
from .masquer import Masqueur


def ordre_du_jour(docket: Docket) -> OrdreDuJour:
    return OrdreDuJour(
        date=docket.jour,
        cloture=calendrier.cloture(docket.jour),
        dossiers=tuple(_inscrit(c, docket) for c in docket),
        graine=docket.graine,
        exemple=docket.exemple,
        ajournes=tuple(c.numero for c in docket if _ajourne_avant(c, docket)),
    )


def _ajourne_avant(c: Carte, docket: Docket) -> bool:
    avant = [i for i in c.situation.inscriptions if i.date < docket.jour and i.decision]
    return bool(avant) and avant[-1].decision is not None and avant[-1].decision.decision is Decision.AJOURNEE


def _inscrit(c: Carte, docket: Docket) -> DossierInscrit:
    s, mots = c.situation, phrases(docket.bilan.atelier.espace.templates, "classeurs")

    def dite(issue: Issue | None) -> str:
        return mots(f"verdict.{issue}" if issue else "verdict.indetermine")

    return DossierInscrit(
        numero=c.numero,
        cqp=c.referentiel.sigle,
        voie=c.pv.voie,
        portee=c.pv.portee,
        vises=a_decider(s),
        avis=dite(s.avis),
        calcul=dite(s.calcul),
        ecarts=len(s.ecarts),
        a_controler=c.a_controler,
        deja_acquis=not a_decider(s),
        acquis=tuple(b.code for b in c.referentiel.blocs if b.code in s.acquis_avant) if a_decider(s) else (),
        sans_blocs=c.referentiel.metier_reglemente.valeur,
        ucanss=s.decision_ucanss is not None,
        non_verifies=s.omis,
        pieces_manquantes=tuple(libelle for _, libelle in sans_version_masquee(s)),
    )


def seance(docket: Docket) -> SeanceJpn:
    """Every free text is masked as in the dossier: an answer may have named somebody."""
    bilan, jour = docket.bilan, docket.jour
    tenue: Jpn = bilan.faits.jpn[jour]
    decisions = {d.numero: d for d in tenue.dossiers}
    proclamee_le = bilan.contexte.proclamations.get(jour)
    return SeanceJpn(
        date=jour,
        heure=tenue.heure,
        proclamee_le=proclamee_le,
        membres=tenue.membres,
        dossiers=tuple(_decide(c, decisions[c.numero], docket) for c in docket),
        liste_adoptee=tenue.liste_adoptee,
        questions=tuple(_question(q, docket) for q in tenue.questions),
        echantillon=docket.echantillon,
        graine=docket.graine,
        exemple=docket.exemple,
    )


def _decide(c: Carte, d: DecisionDossier, docket: Docket) -> DossierDecide:
    masqueur, connu = Masqueur(docket.identites_de_tous), inscrit(c.situation)
    textes = {champ: getattr(d, champ) for champ in ("motif", "preconisation")}
    propres = {champ: masqueur.texte(texte, champ) for champ, texte in textes.items() if texte}
    return DossierDecide(
        inscrit=_inscrit(c, docket),
        decision=d.model_copy(update={**propres, "commentaire_candidat": None, "commentaire_employeur": None}),
        contre_avis=contre_avis(d, connu),
        contre_calcul=contre_calcul(d, connu),
        motifs_du_jury=tuple(dict.fromkeys(e.motif for e in map(masqueur.ecart, c.situation.ecarts) if e.motif)),
        annule_et_remplace=any(i.revoquee for i in c.situation.inscriptions if i.date < docket.jour),
    )


def _question(q: Question, docket: Docket) -> Question:
    masqueur = Masqueur(docket.identites_de_tous)
    textes = {champ: getattr(q, champ) for champ in ("a_qui", "question", "reponse")}
    return q.model_copy(update={champ: masqueur.texte(texte, champ) for champ, texte in textes.items() if texte})


def nominatif(docket: Docket) -> tuple[LigneNominative, ...]:
    decisions = {d.numero: d for d in docket.bilan.faits.jpn[docket.jour].dossiers}
    return tuple(_ligne(c, decisions[c.numero], docket) for c in docket)


def _ligne(c: Carte, d: DecisionDossier, docket: Docket) -> LigneNominative:
    s, bilan = c.situation, docket.bilan
    i = next(i for i in s.inscriptions if i.date == docket.jour)
    type_, pv = parchemin_ou_recapitulatif(s, i, bilan), au_nom_de(c.pv, s, i)
    mots = phrases(bilan.atelier.espace.templates, "preparation")
    return LigneNominative(
        numero=c.numero,
        candidature=s.id,
        nom=pv.nom,
        prenom=pv.prenom,
        organisme=c.pv.organisme,
        cqp=c.referentiel.sigle,
        decision=d.decision,
        papier=mots(f"papier.{type_}") if type_ else "",
        numero_du_papier=(bilan.registre.numeros.d_une_emission(s.id, emission(s, i)) or "") if type_ else "",
    )


def figures(docket: Docket) -> Figures:
    bilan = docket.bilan
    decisions = {d.numero: d for d in bilan.faits.jpn[docket.jour].dossiers}
    comptes = tuple(_compte(c, decisions[c.numero], docket) for c in docket)
    referentiels = {c.referentiel.sigle: c.referentiel for c in docket}
    return statistiques.figures(comptes, referentiels, bilan.atelier.espace.reglages.jpn.effectif_min)


def _compte(c: Carte, d: DecisionDossier, docket: Docket) -> DossierCompte:
    s, connu, sans_blocs = c.situation, inscrit(c.situation), c.referentiel.metier_reglemente.valeur
    ecarts: dict[str, int] = {}
    for e in s.ecarts:
        ecarts[e.niveau] = ecarts.get(e.niveau, 0) + 1
    return DossierCompte(
        referentiel=c.referentiel.sigle,
        voie=c.pv.voie,
        decision=d.decision,
        vises=a_decider(s),
        blocs={} if sans_blocs else {b: a is Attribution.ATTRIBUE for b, a in d.blocs.items()},
        competences={k: v is Verdict.VALIDE for k, v in c.pv.jury_competences.items()},
        ecarts=ecarts,
        contre_avis=contre_avis(d, connu),
        contre_calcul=contre_calcul(d, connu),
        notifie_dans_les_temps=_a_temps(c, docket),
    )


def _a_temps(c: Carte, docket: Docket) -> bool | None:
    """Once a person said that the candidate's notice left; the proclamation says nothing of it (K1, K45)."""
    siens = (e for e in docket.bilan.envois if (e.candidature, e.jpn) == (c.situation.id, docket.jour))
    parti = next((e for e in siens if e.a == "candidat" and e.etat.parti), None)
    return parti.etat is EtatEnvoi.ENVOYE if parti else None

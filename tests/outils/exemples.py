"""Dossiers and proclamations written by hand, for whoever makes documents. All names are invented."""

import datetime as dt
from pathlib import Path
from typing import Any

from pipeline.model.acquis import Tenu, Titre, Unite
from pipeline.model.decision_ucanss import DecisionUcanss
from pipeline.model.dossier import Dossier, Proclame
from pipeline.model.etat import EtatCandidature, VueCandidature
from pipeline.model.faits import DecisionDossier, Grille, Incident, Membre, ProcesVerbal, Votes
from pipeline.model.referentiel import Referentiel
from pipeline.model.resultat import Ecart, Issue, ResultatBloc, ResultatCompetence
from pipeline.model.vocabulaire import (
    Attribution,
    Avis,
    Branche,
    Decision,
    Deroulement,
    Portee,
    Preconisation,
    Reponse,
    RoleMembre,
    Verdict,
    Voie,
)
from pipeline.rules.acquis import AcquisBloc, compte_pour
from pipeline.settings import Certificateur, Reglages, shipped
from tests.outils.petit_gc import BLOCS, referentiel

TEMPLATES: tuple[Path, ...] = (shipped("templates"),)
DATE_JURY = dt.date(2023, 10, 2)
DATE_JPN = dt.date(2023, 10, 13)
PROCLAME_LE = dt.datetime(2023, 10, 13, 17, 0)  # noqa: DTZ001 — a naive time is Paris time
SEUILS = {2: 2, 3: 2, 4: 3, 5: 4, 6: 5, 8: 6}  # copied from the table of M-007
REPONSES = {"O": Reponse.OUI, "N": Reponse.NON, "X": Reponse.NON_OBSERVE}

CERTIFICATEUR = Certificateur(
    decisions_france_competences={"35729": dt.date(2021, 7, 8)},
    lieu_delivrance="Montreuil",
    signataire_nom="Camille Signataire-Témoin",
    signataire_qualite="Direction générale",
    contestation="Le recours s'exerce par lettre adressée au secrétariat du jury paritaire national.",
    contact="certification@exemple.invalid",
    adresse=("1 rue de l'Exemple", "00000 Quelque-Part"),
)
REGLAGES = Reglages(certificateur=CERTIFICATEUR)


def _trois(acquis: int, incertains: int, seuil: int) -> bool | None:
    return True if acquis >= seuil else None if acquis + incertains >= seuil else False


def _resultat(
    ref: Referentiel, bloc: str, reponses: dict[str, str], jury: dict[str, bool]
) -> tuple[ResultatBloc, dict[str, Reponse]]:
    competences: list[ResultatCompetence] = []
    criteres: dict[str, Reponse] = {}
    for c in ref.bloc(bloc).competences:
        codes = [x.code for x in ref.criteres(c.code)]
        lettres = reponses.get(c.code, "O" * len(codes))
        criteres |= {code: REPONSES[x] for code, x in zip(codes, lettres, strict=True)}
        oui, vide = lettres.count("O"), lettres.count("X")
        seuil = SEUILS[len(codes)] if ref.regles.seuil_criteres else None
        calcul = _trois(oui, vide, seuil) if seuil else None
        competences.append(
            ResultatCompetence(
                code=c.code,
                criteres_valides=oui,
                criteres_non_observes=vide,
                criteres_total=len(codes),
                seuil=seuil,
                calcul=calcul,
                jury=jury.get(c.code, calcul is True),
            )
        )
    calculs = [c.calcul for c in competences]
    seuil = SEUILS[len(calculs)] if ref.regles.seuil_competences else None
    calcul = _trois(calculs.count(True), calculs.count(None), seuil) if seuil else None
    resultat = ResultatBloc(
        code=bloc,
        competences=tuple(competences),
        competences_validees=calculs.count(True),
        competences_total=len(calculs),
        seuil=seuil,
        calcul=calcul,
        jury=jury.get(bloc, calcul is True),
    )
    return resultat, criteres


def _issue(verdicts: list[bool | None]) -> Issue | None:
    if True in verdicts and False in verdicts:
        return "partielle"
    return None if None in verdicts else "totale" if all(verdicts) else "refus"


def dossier(  # noqa: PLR0913 — each is one thing that a sample varies
    *,
    ref: Referentiel | None = None,
    vises: tuple[str, ...] = ("B1", "B2", "B3"),
    reponses: dict[str, str] | None = None,
    jury: dict[str, bool] | None = None,
    commentaires: dict[str, str] | None = None,
    pieces: tuple[str, ...] = ("carnet", "pv-signe"),
    acquis: tuple[Tenu, ...] = (),
    **pv: Any,  # noqa: ANN401 — any field of the PV
) -> Dossier:
    """`reponses` gives a competence's criteria as letters (O, N, X for « non observé »); the rest is validated."""
    ref = ref or referentiel()
    evaluations = {b: _resultat(ref, b, reponses or {}, jury or {}) for b in vises}
    resultats = tuple(r for r, _ in evaluations.values())
    avis = _issue([r.jury for r in resultats])
    fait = proces_verbal(ref, vises, resultats, {"avis": avis and Avis(avis.capitalize())} | pv)
    grilles = {
        b: Grille(
            candidature=fait.candidature,
            session=fait.session,
            date=fait.date,
            referentiel=ref.code,
            version=ref.version,
            bloc=b,
            criteres=criteres,
            commentaires={c: t for c, t in (commentaires or {}).items() if c.startswith(f"{b}.")},
            durees={f"E{b}.P1": 48, f"E{b}.P2": 20},
        )
        for b, (_, criteres) in evaluations.items()
    }
    vue = VueCandidature(
        id=fait.candidature,
        session=fait.session,
        personne="P-0001",
        nom=fait.nom,
        prenom=fait.prenom,
        referentiel=ref.code,
        version=ref.version,
        voie=fait.voie,
        portee=fait.portee,
        vises=vises,
        etat=EtatCandidature.DOSSIER_PRET,
        blocs=resultats,
        calcul=_issue([r.calcul for r in resultats]) if ref.regles.seuil_competences else None,
        cqp_complet={b.code for b in ref.blocs}
        <= {b for a in acquis for b in a.compte_pour} | {r.code for r in resultats if r.jury},
        avis=avis,
        ecarts=_ecarts(ref, fait, resultats),
    )
    return Dossier(candidature=vue, pv=fait, grilles=grilles, referentiel=ref, pieces=pieces, acquis=acquis)


def _ecarts(ref: Referentiel, pv: ProcesVerbal, resultats: tuple[ResultatBloc, ...]) -> tuple[Ecart, ...]:
    if not ref.regles.seuil_criteres:
        return ()
    trouves: list[Ecart] = []
    for r in resultats:
        for c in r.competences:
            if c.jury is not c.calcul:
                motif = pv.motifs_competences.get(c.code)
                trouves.append(Ecart(niveau="competence", code=c.code, calcul=c.calcul, jury=c.jury, motif=motif))
        if r.jury is not r.calcul:
            motif = pv.motifs_blocs.get(r.code)
            trouves.append(Ecart(niveau="bloc", code=r.code, calcul=r.calcul, jury=r.jury, motif=motif))
    return tuple(trouves)


def proces_verbal(
    ref: Referentiel, vises: tuple[str, ...], resultats: tuple[ResultatBloc, ...], changements: dict[str, Any]
) -> ProcesVerbal:
    def verdict(*, valide: bool | None) -> Verdict:
        return Verdict.VALIDE if valide else Verdict.NON_VALIDE

    brut: dict[str, Any] = {
        "candidature": "GC-2023-0042",
        "session": "S-2023-10",
        "date": DATE_JURY,
        "referentiel": ref.code,
        "version": ref.version,
        "nom": "Ozanne-Témoin",
        "prenom": "Maëlle",
        "email": "maelle@exemple.invalid",
        "organisme": "Caisse de Quelque-Part",
        "branche": Branche.MALADIE,
        "employeur_email": "rh@exemple.invalid",
        "voie": Voie.FORMATION,
        "portee": Portee.CERTIFICATION,
        "vises": vises,
        "deroulement": Deroulement.TENU,
        "identite_verifiee": True,
        "deliberation_hors_candidat": True,
        "membres": (
            Membre(
                ligne=1,
                nom="Alix Présidence-Témoin",
                role=RoleMembre.PRESIDENT,
                organisme="Ucanss",
                present=True,
                signature=True,
            ),
            Membre(
                ligne=2,
                nom="Bo Métier-Témoin",
                role=RoleMembre.EXPERT,
                organisme="Caisse de Nulle-Part",
                present=True,
                signature=True,
            ),
        ),
        "jury_competences": {c.code: verdict(valide=c.jury) for r in resultats for c in r.competences},
        "jury_blocs": {r.code: verdict(valide=r.jury) for r in resultats},
        "releve_decision": "Le jury a observé deux entretiens et trois courriels traités avec méthode.",
        "points_forts": "Écoute attentive, reformulation systématique, réponses étayées par les textes en vigueur.",
        "axes_progres": "Prendre davantage appui sur les outils de suivi partagés du service.",
        "commentaire_candidat": "Vos explications étaient précises ; poursuivez ce travail d'analyse.",
        "commentaire_employeur": "Confier des situations plus variées consoliderait ces acquis.",
        "durees": dict.fromkeys(vises, 68),
    }
    return ProcesVerbal.model_validate(brut | changements)


def reussite() -> Dossier:
    """Every bloc validated, two of them at the edge: 6/8 and 5/6 reach the rounded threshold (M-007)."""
    return dossier(
        reponses={"B1.C1": "OOOOOONN", "B3.C1": "OOOOON"},
        commentaires={"B1.C1": "Deux indices manquent, sans effet sur la qualité de l'accueil."},
    )


def partielle() -> Dossier:
    """B3 is refused: three competences of four are required, two are validated."""
    return dossier(
        reponses={"B1.C1": "OOOOOXXN", "B3.C2": "ONNN", "B3.C3": "OOONN"},
        jury={"B1.C1": True},
        commentaires={"B3.C2": "Les pièces n'ont pas été contrôlées.\nDeux justificatifs manquaient au dossier."},
        motifs_competences={"B1.C1": "Les deux critères non observés ne pouvaient pas l'être ce jour-là à l'accueil."},
        points_faibles="Le contrôle des pièces reste incomplet et le calcul du droit n'est pas justifié.",
        preconisations=(
            (Preconisation.FORMATION, "Module consacré au contrôle des pièces"),
            (None, "Revoir en binôme"),
        ),
    )


def refus() -> Dossier:
    """Nothing is validated."""
    reponses = {f"{b}.C{i}": "N" * n for b, (_, cs) in BLOCS.items() for i, n in enumerate(cs.values(), 1)}
    return dossier(
        reponses=reponses,
        points_faibles="Les situations observées ne montrent pas encore de pratique autonome.",
        preconisations=((Preconisation.TUTORAT, None),),
        incident=Incident(
            nature="Coupure du réseau téléphonique pendant vingt minutes",
            impact="L'observation a été interrompue une fois",
            decision="Reprise de l'épreuve pour sa durée entière",
            justification="La durée prévue a été rendue pour garder l'égalité de traitement",
        ),
    )


def divergence() -> Dossier:
    """The jury validates a bloc that the computation does not, and says why (K12)."""
    return dossier(
        reponses={"B2.C1": "OONN"},
        jury={"B2": True},
        motifs_blocs={"B2": "L'entretien a montré une maîtrise d'ensemble qui compense ce point isolé."},
    )


def vae(minutes: dict[str, int] | None = None) -> Dossier:
    """`minutes` of each phase of the interview."""
    dit: dict[str, Any] = {"voie": Voie.VAE, "durees": {}, "durees_vae": minutes or {}}
    return dossier(organisme=None, branche=None, employeur_email=None, pieces=("livret2",), **dit)


def blocs_seuls() -> Dossier:
    """One bloc aimed at, and validated: a total success within the scope (K31)."""
    return dossier(vises=("B2",), portee=Portee.BLOCS)


def sans_blocs(**changements: Any) -> Referentiel:  # noqa: ANN401 — any field of the model
    """Of a métier réglementé: one unit, whose competences are kept (K19)."""
    brut = referentiel(**changements).model_dump()
    brut["metier_reglemente"]["valeur"] = brut["regles"]["competences_capitalisables"]["valeur"] = True
    brut["blocs"] = [b for b in brut["blocs"] if b["code"] == "B3"]
    criteres = [c for c in brut["evaluation"]["criteres"] if c["competence"].startswith("B3.")]
    epreuves = [e for e in brut["evaluation"]["epreuves"] if e["bloc"] == "B3"]
    brut["evaluation"] = {"criteres": criteres, "epreuves": epreuves}
    brut["regles"]["equivalences"] = []
    return Referentiel.model_validate(brut)


def metier_reglemente(**changements: Any) -> Dossier:  # noqa: ANN401 — any argument of `dossier`
    """The jury validates the first competence."""
    jury = {"B3": False, "B3.C2": False, "B3.C3": False, "B3.C4": False}
    return dossier(**{"ref": sans_blocs(), "vises": ("B3",), "jury": jury, "avis": Avis.PARTIELLE, **changements})


def apres_l_echeance() -> Dossier:
    """Its registration ended the day before the JPN; Ucanss decided that it may be delivered (K26)."""
    rncp = referentiel().rncp
    assert rncp is not None
    finie = rncp.model_copy(update={"echeance": DATE_JPN - dt.timedelta(days=1)})
    decision = DecisionUcanss(
        rang=1,
        candidature="GC-2023-0042",
        date=DATE_JURY,
        motif="Épreuves reportées par la panne du réseau.",
        par="Sacha Organisatrice",
        le=PROCLAME_LE,
    )
    return dossier(ref=referentiel(rncp=finie)).model_copy(update={"decision_ucanss": decision})


def noms_longs() -> Dossier:
    return dossier(
        nom="Lœuvre-Nguyễn d'Ambroisie de La Bruyère-Montalembert de Kervadec",
        prenom="Marie-Françoise",
        organisme="Caisse commune de sécurité sociale et de prévoyance de Quelque-Part-lès-Nulle-Part",
    )


def proclame(
    un: Dossier,
    decision: Decision | None = None,
    *,
    acquis: tuple[Tenu, ...] = (),
    **changements: Any,  # noqa: ANN401 — any field of what is proclaimed
) -> Proclame:
    """The JPN follows the jury unless `decision` or `blocs` say otherwise; `acquis` is what was held before."""
    attribues = changements.pop("attribues", {r.code for r in un.candidature.blocs if r.jury})
    tenus = {b for a in acquis for b in a.compte_pour} | attribues
    if decision is None:
        entier = {b.code for b in un.referentiel.blocs} <= tenus
        decision = Decision.CERTIFICATION if entier else Decision.PARTIELLE if attribues else Decision.NON_CERTIFICATION
    rendu = {
        "numero": "D-7F3K",
        "decision": decision,
        "blocs": {b: Attribution.ATTRIBUE if b in attribues else Attribution.NON_ATTRIBUE for b in un.pv.vises},
        "salaries": Votes(pour=3, contre=0, abstention=0),
        "employeurs": Votes(pour=2, contre=1, abstention=0),
    }
    return Proclame(
        dossier=un,
        decision=DecisionDossier.model_validate(rendu | changements.pop("jpn", {})),
        date_jpn=DATE_JPN,
        acquis=(*acquis, *(_de_ce_jour(un, b) for b in sorted(attribues))),
        **{"proclame_le": PROCLAME_LE, "numero": "GC-2023-00007-K"} | changements,
    )


def acquisition(
    bloc: str, jour: dt.date = DATE_JPN, cqp: str = "GC", version: str = "2023.1", ref: Referentiel | None = None
) -> Tenu:
    """A bloc as the small GC names it, acquired under that title."""
    ref = ref or referentiel()
    acquis = AcquisBloc(
        personne="P-1", candidature="C-1", numero="D-1", referentiel=cqp, version=version, bloc=bloc, date=jour
    )
    return Tenu(
        unite=Unite(code=bloc, intitule=ref.bloc(bloc).intitule),
        titre=Titre(code=cqp, sigle=cqp, version=version, intitule=f"Intitulé du {cqp}", rncp=ref.rncp),
        date=jour,
        source="jury paritaire national",
        compte_pour=compte_pour(ref, acquis),
        competences=tuple(Unite(code=c.code, intitule=c.intitule) for c in ref.bloc(bloc).competences),
    )


def tenue(competence: str, jour: dt.date = DATE_JPN) -> Tenu:
    """A competence of the small GC, kept where its bloc is not (K37)."""
    sienne = referentiel().competence(competence)
    return Tenu(
        nature="competence",
        unite=Unite(code=sienne.code, intitule=sienne.intitule),
        titre=acquisition("B1").titre,
        date=jour,
        compte_pour=(competence,),
    )


def _de_ce_jour(un: Dossier, bloc: str) -> Tenu:
    """Attributed this day, with what the jury validated in it."""
    validees = {c for c, v in un.pv.jury_competences.items() if v is Verdict.VALIDE}
    tenu = acquisition(bloc, ref=un.referentiel)
    return tenu.model_copy(update={"competences": tuple(c for c in tenu.competences if c.code in validees)})

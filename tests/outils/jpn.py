"""A sitting of the jury paritaire written by hand: its dossiers, its docket, its minutes. All names are invented."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from pipeline.documents import compose
from pipeline.model.document import Document
from pipeline.model.dossier import Dossier, Proclame, Remplacement
from pipeline.model.faits import DecisionDossier, MembreJpn, Question, Votes
from pipeline.model.jury_paritaire import (
    DossierAnonyme,
    DossierDecide,
    DossierInscrit,
    LigneNominative,
    OrdreDuJour,
    PieceAnonyme,
    SeanceJpn,
)
from pipeline.model.statistiques import DossierCompte, Figures
from pipeline.model.vocabulaire import Attribution, College, Decision, Portee, PreconisationJpn, Voie
from pipeline.rules import statistiques

from . import exemples, kits
from .petit_gc import referentiel

NUMERO = "7F3K-92"
GRAINE = "4d1c0f5e"
HEURE = dt.time(15, 30)
MEMBRES = tuple(
    MembreJpn(ligne=ligne, nom=nom, college=college, present=present)
    for ligne, (nom, college, present) in enumerate(
        (
            ("Sam Salariée-Témoin", College.SALARIES, True),
            ("Lou Salarié-Témoin", College.SALARIES, True),
            ("Noé Salarié-Témoin", College.SALARIES, True),
            ("Éli Employeuse-Témoin", College.EMPLOYEURS, True),
            ("Max Employeur-Témoin", College.EMPLOYEURS, True),
            ("Ida Employeuse-Témoin", College.EMPLOYEURS, False),
            ("Camille Présidence-Témoin", College.UCANSS, True),
        ),
        start=1,
    )
)


def anonyme(un: Dossier | None = None, **changements: Any) -> DossierAnonyme:  # noqa: ANN401 — any field
    pieces = (
        PieceAnonyme(libelle="Carnet de suivi", fichier=f"{NUMERO} - carnet.pdf"),
        PieceAnonyme(libelle="Rapport de contrôle"),
    )
    comptes = (kits.compte_rendu(difficultes="Le réseau a été lent le matin.", absents=("GC-2023-0099",)).compte_rendu,)
    valeurs = {
        "numero": NUMERO,
        "jpn": exemples.DATE_JPN,
        "dossier": un or exemples.partielle(),
        "comptes_rendus": comptes,
        "pieces": pieces,
    }
    return DossierAnonyme.model_validate(valeurs | changements)


def inscrit(numero: str = NUMERO, **changements: Any) -> DossierInscrit:  # noqa: ANN401 — any field
    valeurs = {
        "numero": numero,
        "cqp": "GC",
        "voie": Voie.FORMATION,
        "portee": Portee.CERTIFICATION,
        "vises": ("B1", "B2", "B3"),
        "avis": "Validation totale",
        "calcul": "Validation totale",
    }
    return DossierInscrit.model_validate(valeurs | changements)


def inscrits() -> tuple[DossierInscrit, ...]:
    """Each kind of line, not in the order of numbers."""
    return (
        inscrit("C-300", cqp="COS", ecarts=2, avis="Validation partielle", a_controler=True),
        inscrit("A-100"),
        inscrit("D-400", cqp="COS", deja_acquis=True, avis="", calcul=""),
        inscrit("B-200", voie=Voie.VAE, portee=Portee.BLOCS, vises=("B2",), pieces_manquantes=("Livret 2",)),
        inscrit("E-500", avis="Refus de validation", calcul="Indéterminé"),
    )


def ordre(dossiers: tuple[DossierInscrit, ...] | None = None, **changements: Any) -> OrdreDuJour:  # noqa: ANN401 — any field
    valeurs = {
        "date": exemples.DATE_JPN,
        "cloture": dt.date(2023, 10, 6),
        "dossiers": inscrits() if dossiers is None else dossiers,
        "graine": GRAINE,
        "ajournes": ("E-500",) if dossiers is None else (),
    }
    return OrdreDuJour.model_validate(valeurs | changements)


def rendu(
    numero: str,
    decision: Decision = Decision.CERTIFICATION,
    voix: tuple[tuple[int, int, int], tuple[int, int, int]] = ((3, 0, 0), (2, 0, 0)),
    refuses: tuple[str, ...] = (),
    **changements: Any,  # noqa: ANN401 — any field
) -> DecisionDossier:
    blocs = {b: Attribution.NON_ATTRIBUE if b in refuses else Attribution.ATTRIBUE for b in ("B1", "B2", "B3")}
    salaries, employeurs = (Votes(pour=p, contre=c, abstention=a) for p, c, a in voix)
    valeurs = {"decision": decision, "blocs": blocs, "salaries": salaries, "employeurs": employeurs}
    return DecisionDossier.model_validate({"numero": numero} | valeurs | changements)


def decides() -> tuple[DossierDecide, ...]:
    """Adopted with the list, by majority against the avis, pronounced on held blocs, by a tie, refused again."""
    par_numero = {d.numero: d for d in inscrits()}
    tous = ("B1", "B2", "B3")
    partielle = rendu(
        "C-300",
        Decision.PARTIELLE,
        ((2, 1, 0), (1, 0, 1)),
        ("B3",),
        motif="Le contrôle des pièces n'est pas acquis.",
        preconisation_type=PreconisationJpn.COMPLEMENT,
        preconisation="Reprendre le contrôle des pièces en binôme.",
    )
    ajournee = rendu("B-200", Decision.AJOURNEE, ((3, 0, 0), (0, 3, 0)), motif="Complément demandé.")
    refus = rendu("E-500", Decision.NON_CERTIFICATION, refuses=tous, preconisation="Poursuivre la pratique.")
    return (
        DossierDecide(inscrit=par_numero["C-300"], decision=partielle, contre_avis=True, contre_calcul=True),
        DossierDecide(inscrit=par_numero["A-100"], decision=rendu("A-100", sur_liste=True)),
        DossierDecide(inscrit=par_numero["D-400"], decision=rendu("D-400", blocs={})),
        DossierDecide(inscrit=par_numero["B-200"], decision=ajournee),
        DossierDecide(inscrit=par_numero["E-500"], decision=refus, annule_et_remplace=True),
    )


def seance(dossiers: tuple[DossierDecide, ...] | None = None, **changements: Any) -> SeanceJpn:  # noqa: ANN401 — any field
    valeurs = {
        "date": exemples.DATE_JPN,
        "heure": HEURE,
        "membres": MEMBRES,
        "dossiers": decides() if dossiers is None else dossiers,
        "liste_adoptee": True,
        "questions": (
            Question(
                ligne=1,
                numero="C-300",
                a_qui="président du jury",
                question="La durée a-t-elle été tenue ?",
                reponse="Oui.",
            ),
            Question(ligne=2, question="Le carnet est-il complet ?"),
        ),
        "echantillon": ("C-300",),
        "graine": GRAINE,
    }
    return SeanceJpn.model_validate(valeurs | changements)


def lignes() -> tuple[LigneNominative, ...]:
    def ligne(numero: str, nom: str, prenom: str, **autres: str) -> LigneNominative:
        valeurs: dict[str, Any] = {
            "candidature": f"GC-2023-{numero}",
            "organisme": None,
            "cqp": "GC",
            "decision": "Certification",
        }
        return LigneNominative(numero=numero, nom=nom, prenom=prenom, **{**valeurs, **autres})

    return (
        ligne("C-300", "Zwicky", "Anaïs", papier="Récapitulatif des CCP", numero_du_papier="COS-2023-00001-K"),
        ligne("A-100", "Ozanne-Témoin", "Maëlle", organisme="Caisse de Quelque-Part", papier="Parchemin"),
        ligne("B-200", "Élan", "Yanis", decision="Ajournée"),
    )


def des_deja_acquis(**changements: Any) -> Proclame:  # noqa: ANN401 — any field
    """K17: nothing is attributed this day, everything was held."""
    jour = dt.date(2022, 3, 2)
    tenus = tuple(exemples.acquisition(b, jour, cqp="COS" if b == "B1" else "GC") for b in ("B1", "B2", "B3"))
    un = exemples.blocs_seuls()
    return exemples.proclame(un, acquis=tenus, attribues=set(), jpn={"blocs": {}}, **changements)


def figures(dossiers: int = 12) -> Figures:
    """Enough dossiers to be counted, or too few."""
    comptes = tuple(
        DossierCompte(
            referentiel="GC",
            voie=Voie.FORMATION,
            decision=Decision.CERTIFICATION if rang % 2 else Decision.PARTIELLE,
            vises=("B1", "B2", "B3"),
            blocs={"B1": True, "B2": True, "B3": bool(rang % 2)},
        )
        for rang in range(dossiers)
    )
    return statistiques.figures(comptes, {"GC": referentiel()})


REMPLACE = Remplacement(du=dt.date(2023, 10, 16), numero="GC-2023-00003-P")


def rectifies_et_duplicatas(contexte: compose.Contexte) -> Iterator[Document]:
    proclame = exemples.proclame(exemples.partielle(), remplace=REMPLACE)
    for composer in (compose.notification_candidat, compose.notification_employeur):
        yield composer(proclame, contexte)
        yield composer(des_deja_acquis(), contexte)
    for composer in (compose.recapitulatif_ccp, compose.parchemin):
        yield composer(proclame.model_copy(update={"duplicata_le": dt.date(2024, 3, 4)}), contexte)


def tous(contexte: compose.Contexte) -> Iterator[Document]:
    yield compose.dossier_anonyme(anonyme(a_controler=True), contexte)
    yield compose.dossier_anonyme(anonyme(exemples.refus(), comptes_rendus=()), contexte)
    yield compose.dossier_anonyme(anonyme(exemples.blocs_seuls(), deja_acquis=True), contexte)
    yield compose.ordre_du_jour(ordre(), contexte)
    yield compose.proces_verbal_jpn(seance(), figures(), contexte)
    yield compose.proces_verbal_jpn(seance(proclamee_le=exemples.PROCLAME_LE), None, contexte)
    yield compose.annexe_nominative(exemples.DATE_JPN, lignes(), contexte)
    yield from rectifies_et_duplicatas(contexte)

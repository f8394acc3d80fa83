"""Values to what goes with a session, written out by hand."""

from datetime import date, time

import pytest

from pipeline import forms
from pipeline.model.classeur import Brut, Formulaire
from pipeline.model.session import (
    CompteRendu,
    Creneau,
    Demande,
    EtapeSuivie,
    Formation,
    OrdreDonne,
    Participant,
    PlanningRendu,
)
from pipeline.model.vocabulaire import Ordre, RoleMembre
from pipeline.validation import Valeurs, compte_rendu, demande, formation, planning, valider
from tests.validation.remplissage import COMPTE_RENDU, DEMANDE, FORMATION, PHRASE, PLANNING, TOUT_IMPRIMABLE, vierge


def valeurs(formulaire: Formulaire, **ecrits: Brut) -> Valeurs:
    lues, constats = valider(vierge(formulaire, **ecrits), formulaire, TOUT_IMPRIMABLE)
    assert constats == ()
    return lues


def test_un_planning_rendu():
    lues = valeurs(
        PLANNING,
        fiche_session="S-1",
        planning_candidature_1="C-1",
        planning_bloc_1="bloc 1",
        planning_jury_1="2",
        planning_jour_1="02/10/2023",
        planning_debut_1="9h30",
        planning_candidature_2="C-2",
        planning_bloc_2="  ",
        planning_jury_2=1,
        planning_jour_2=date(2023, 10, 3),
        planning_debut_2=time(14, 5),
    )
    assert planning(lues, PLANNING) == PlanningRendu(
        session="S-1",
        creneaux=(
            Creneau(ligne=1, candidature="C-1", bloc="bloc 1", jury=2, date=date(2023, 10, 2), debut=time(9, 30)),
            Creneau(ligne=2, candidature="C-2", bloc=None, jury=1, date=date(2023, 10, 3), debut=time(14, 5)),
        ),
    )


def test_une_formation_dit_les_etapes_le_quiz_et_les_modules_de_chacun():
    formulaire = forms.formation((("carriere-2023", "Module carrière"), ("retraite", "Module retraite")))
    lues = valeurs(
        formulaire,
        formation_code="F-2023-05",
        participant_nom_1="Bo Juré",
        participant_organisme_1="CAF de Nulle-Part",
        participant_email_1="bo@exemple.invalid",
        participant_role_1="président",
        etape_1_le_1="01/06/2023",
        etape_1_minutes_1=105,
        etape_2_le_1="08/06/2023",
        etape_2_minutes_1="105 min",
        etape_3_le_1="15/06/2023",
        etape_3_minutes_1=30,
        quiz_reussi_1="oui",
        module_carriere_2023_1="20/06/2023",
        participant_nom_4="Ny Juré",
        etape_2_le_4="08/06/2023",
        etape_2_minutes_4=90,
        quiz_reussi_4="non",
    )
    assert formation(lues, formulaire, frozenset({("", 4)})) == Formation(
        formation="F-2023-05",
        participants=(
            Participant(
                ligne=1,
                nom="Bo Juré",
                email="bo@exemple.invalid",
                organisme="CAF de Nulle-Part",
                role=RoleMembre.PRESIDENT,
                etapes=(
                    EtapeSuivie(le=date(2023, 6, 1), minutes=105),
                    EtapeSuivie(le=date(2023, 6, 8), minutes=105),
                    EtapeSuivie(le=date(2023, 6, 15), minutes=30),
                ),
                quiz_reussi=True,
                modules={"carriere-2023": date(2023, 6, 20)},
            ),
            Participant(
                ligne=4,
                nom="Ny Juré",
                etapes=(None, EtapeSuivie(le=date(2023, 6, 8), minutes=90), None),
                quiz_reussi=False,
                illisible=True,
            ),
        ),
    )


def test_un_participant_inscrit_n_a_encore_rien_suivi():
    lues = valeurs(FORMATION, formation_code="F-1", participant_nom_2="Bo Juré")
    attendu = Participant(ligne=2, nom="Bo Juré", etapes=(None, None, None))
    assert formation(lues, FORMATION, frozenset()).participants == (attendu,)


def test_g053_un_compte_rendu_complet():
    """G-053."""
    lues = valeurs(
        COMPTE_RENDU,
        fiche_session="S-1",
        fiche_date="02/10/2023",
        fiche_jury=2,
        fiche_redacteur="Ada Témoin",
        point_materiel="non",
        precision_materiel="Imprimante en panne",
        point_identite="oui",
        recu_emargement="oui",
        recu_codes="non",
        rapport_faits_notables="Aucun",
        rapport_difficultes="Retard d'un train",
        rapport_non_conformites="Une épreuve écourtée",
        rapport_materiel="Imprimante",
        rapport_incident_nature="Alarme",
        rapport_incident_impact="Vingt minutes perdues",
        rapport_incident_decision="Épreuve reprise",
        rapport_incident_justification="Même durée pour tous",
        candidats_absents="C-1, C-2",
        pour_le_jpn="oui",
    )
    assert compte_rendu(lues, COMPTE_RENDU) == CompteRendu(
        session="S-1",
        jury=2,
        date=date(2023, 10, 2),
        redacteur="Ada Témoin",
        points={"materiel": False, "identite": True},
        precisions={"materiel": "Imprimante en panne"},
        recus={"emargement": True, "codes": False},
        faits_notables="Aucun",
        difficultes="Retard d'un train",
        non_conformites="Une épreuve écourtée",
        materiel="Imprimante",
        incident_nature="Alarme",
        incident_impact="Vingt minutes perdues",
        incident_decision="Épreuve reprise",
        incident_justification="Même durée pour tous",
        absents=("C-1", "C-2"),
        pour_le_jpn=True,
    )


@pytest.mark.parametrize("ecrit", ["C-1,C-2", "C-1; C-2", "C-1 C-2", "C-1\nC-2", "C-1, C-2, C-1"])
def test_des_candidatures_se_separent_comme_on_veut(ecrit: str):
    lues = valeurs(
        COMPTE_RENDU,
        fiche_session="S-1",
        fiche_date="02/10/2023",
        fiche_jury=1,
        fiche_redacteur="Ada",
        candidats_absents=ecrit,
    )
    assert compte_rendu(lues, COMPTE_RENDU).absents == ("C-1", "C-2")


def test_un_compte_rendu_qui_ne_repond_a_rien():
    lues = valeurs(
        COMPTE_RENDU, fiche_session="S-1", fiche_date="02/10/2023", fiche_jury=1, fiche_redacteur="Ada Témoin"
    )
    assert compte_rendu(lues, COMPTE_RENDU) == CompteRendu(
        session="S-1", jury=1, date=date(2023, 10, 2), redacteur="Ada Témoin"
    )


def test_une_demande_et_ses_ordres():
    lues = valeurs(
        DEMANDE,
        demande_demandeur="Ada Témoin",
        ordre_quoi_1="préparer l'ordre du jour",
        ordre_date_1="13/10/2023",
        ordre_motif_1=PHRASE,
        ordre_quoi_9="Reprendre un fichier",
        ordre_cible_9="D-000001",
        ordre_motif_9=PHRASE,
    )
    assert demande(lues, DEMANDE, frozenset()) == Demande(
        demandeur="Ada Témoin",
        ordres=(
            OrdreDonne(ligne=1, ordre=Ordre.PREPARER, date=date(2023, 10, 13), motif=PHRASE),
            OrdreDonne(ligne=9, ordre=Ordre.REPRENDRE, cible="D-000001", motif=PHRASE),
        ),
    )

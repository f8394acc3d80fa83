"""Values to facts, written out by hand."""

from datetime import date, time

import pytest

from pipeline.model.classeur import Brut, Formulaire
from pipeline.model.faits import Grille, Incident, Jpn, Membre, MembreJpn, ProcesVerbal, Votes
from pipeline.model.vocabulaire import (
    Attribution,
    Avis,
    Branche,
    College,
    Decision,
    Deroulement,
    Portee,
    Preconisation,
    PreconisationJpn,
    Reponse,
    RoleMembre,
    Verdict,
    Voie,
)
from pipeline.validation import grille, jpn, pv, valider
from pipeline.validation.normalise import Valeurs
from tests.validation.remplissage import GRILLE, JPN, PHRASE, PV, TOUT_IMPRIMABLE, referentiel, remplie, vierge

VOIX = {"pour", "contre", "abstention"}
MINIMUM: dict[str, Brut] = {
    "fiche_candidature": "C-1",
    "fiche_session": "S-1",
    "fiche_date": "02/10/2023",
    "fiche_nom": "Öztürk",
    "fiche_prenom": "Bo",
    "fiche_voie": "vae",
    "fiche_portee": "certification",
    "fiche_deroulement": "reporte",
}


def valeurs(formulaire: Formulaire, *, a_vide: bool = False, **changements: Brut) -> Valeurs:
    lecture = (vierge if a_vide else remplie)(formulaire, **changements)
    lues, constats = valider(lecture, formulaire, TOUT_IMPRIMABLE)
    assert constats == ()
    return lues


def le_pv(*, a_vide: bool = False, **changements: Brut) -> ProcesVerbal:
    return pv(valeurs(PV, a_vide=a_vide, **(MINIMUM if a_vide else {}) | changements), referentiel())


def test_une_grille():
    lue = valeurs(
        GRILLE, critere_b3_c1_2="non", critere_b3_c8_6="NON OBSERVE", duree_observation=None, commentaire_b3_c2=None
    )
    fait = grille(lue, referentiel(), "B3")
    assert isinstance(fait, Grille)
    assert (fait.candidature, fait.session, fait.date) == ("GC-2023-0042", "S-2023-10", date(2023, 10, 2))
    assert (fait.referentiel, fait.version, fait.bloc) == ("GC", "2023.1", "B3")
    assert len(fait.criteres) == 54
    autres = {c: r for c, r in fait.criteres.items() if r is not Reponse.OUI}
    assert autres == {"B3.C1.2": Reponse.NON, "B3.C8.6": Reponse.NON_OBSERVE}
    assert fait.commentaires == {f"B3.C{n}": PHRASE for n in (1, 3, 4, 5, 6, 7, 8)}
    assert fait.durees == {"ECHANGE": 30}


def test_un_pv_complet():
    fait = le_pv(jury_competence_b1_c2="Non validé", jury_bloc_b2="Non validé", preconisation_2=None, duree_b3=95)
    assert (fait.nom, fait.prenom, fait.voie, fait.portee) == ("Témoin", "Alix", Voie.FORMATION, Portee.CERTIFICATION)
    assert (fait.email, fait.employeur_email) == ("alix@exemple.invalid", "rh@exemple.invalid")
    assert (fait.organisme, fait.branche, fait.deroulement) == ("CPAM de Nulle-Part", Branche.MALADIE, Deroulement.TENU)
    assert (fait.identite_verifiee, fait.deliberation_hors_candidat, fait.avis) == (True, True, Avis.TOTALE)
    assert fait.vises == ("B1", "B2", "B3")
    assert len(fait.membres) == 3
    assert fait.membres[2] == Membre(
        ligne=3,
        nom="Bo Juré-Témoin",
        role=RoleMembre.PRESIDENT,
        organisme="CAF de Nulle-Part",
        present=True,
        signature=True,
    )
    assert len(fait.jury_competences) == 6 + 5 + 8
    assert fait.jury_competences["B1.C2"] is Verdict.NON_VALIDE
    assert fait.jury_blocs == {"B1": Verdict.VALIDE, "B2": Verdict.NON_VALIDE, "B3": Verdict.VALIDE}
    assert fait.motifs_competences.keys() == fait.jury_competences.keys()
    assert fait.motifs_blocs.keys() == fait.jury_blocs.keys()
    textes = (fait.motif_avis, fait.releve_decision, fait.points_forts, fait.points_faibles, fait.axes_progres)
    assert {*textes, fait.commentaire_candidat, fait.commentaire_employeur} == {PHRASE}
    premiere = Preconisation.FORMATION
    assert fait.preconisations == ((premiere, PHRASE), (premiere, None), (premiere, PHRASE))
    assert fait.incident == Incident(nature=PHRASE, impact=PHRASE, decision=PHRASE, justification=PHRASE)
    assert fait.durees == {"B1": 30, "B2": 30, "B3": 95}


def test_un_pv_reporte_ne_dit_que_l_essentiel():
    fait = le_pv(a_vide=True)
    attendu = ProcesVerbal(
        candidature="C-1",
        session="S-1",
        date=date(2023, 10, 2),
        referentiel="GC",
        version="2023.1",
        nom="Öztürk",
        prenom="Bo",
        voie=Voie.VAE,
        portee=Portee.CERTIFICATION,
        vises=("B1", "B2", "B3"),
        deroulement=Deroulement.REPORTE,
    )
    assert fait == attendu


@pytest.mark.parametrize(
    ("portee", "vises", "attendus"),
    [
        ("Certification", {}, ("B1", "B2", "B3")),
        ("Certification", {"vise_b2": "Non"}, ("B1", "B3")),
        ("Blocs", {}, ()),
        ("Blocs", {"vise_b3": "oui", "vise_b1": "Non"}, ("B3",)),
    ],
)
def test_k31_un_bloc_laisse_vide_est_vise_par_la_certification_entiere(
    portee: str, vises: dict[str, Brut], attendus: tuple[str, ...]
):
    """K31."""
    assert le_pv(a_vide=True, fiche_portee=portee, **vises).vises == attendus


def test_m020_une_presence_que_personne_n_a_ecrite_n_en_est_pas_une():
    """M-020."""
    fait = le_pv(a_vide=True, membre_nom_2="Bo", membre_role_2="expert métier")
    assert fait.membres == (
        Membre(ligne=2, nom="Bo", role=RoleMembre.EXPERT, organisme="", present=False, signature=False),
    )


def test_g062_un_incident_commence_garde_ses_blancs_pour_la_regle():
    """G-062."""
    fait = le_pv(a_vide=True, incident_nature=PHRASE)
    assert fait.incident == Incident(nature=PHRASE, impact="", decision="", justification="")


def test_les_decisions_du_jury_paritaire():
    ligne_2 = {c.nom: None for c in JPN.champs if c.ligne == 2 and not c.role.startswith(("membre", "question"))}
    membres = {c.nom: None for c in JPN.champs if c.role.startswith("membre") and (c.ligne or 0) > 1}
    lue = valeurs(
        JPN,
        **ligne_2 | membres,
        jpn_date="13 octobre 2023",
        jpn_heure="16h30",
        liste_adoptee="non",
        preconisation_type_1="inadequation du profil",
        question_dossier_2=None,
        membre_college_1="employeurs",
        membre_present_1=None,
        dossier_decision_1="partielle",
        dossier_bloc_1_b2="non attribue",
        pour_salaries_1="3",
        contre_salaries_1=0,
        abstention_salaries_1=None,
    )
    fait = jpn(lue, JPN)
    assert isinstance(fait, Jpn)
    assert fait.date == date(2023, 10, 13)
    assert fait.membres == (MembreJpn(ligne=1, nom="Bo Juré-Témoin", college=College.EMPLOYEURS, present=False),)
    (dossier,) = fait.dossiers
    assert (dossier.numero, dossier.decision, dossier.motif) == ("D-001", Decision.PARTIELLE, PHRASE)
    assert dossier.blocs == {"B1": Attribution.ATTRIBUE, "B2": Attribution.NON_ATTRIBUE}
    assert dossier.salaries == Votes(pour=3, contre=0, abstention=0)
    assert dossier.employeurs == Votes(pour=30, contre=30, abstention=30)
    assert {dossier.preconisation, dossier.commentaire_candidat, dossier.commentaire_employeur} == {PHRASE}
    assert dossier.preconisation_type is PreconisationJpn.INADEQUATION
    assert (fait.heure, fait.liste_adoptee, fait.sur_liste) == (time(16, 30), False, {})
    assert [(q.ligne, q.numero) for q in fait.questions] == [(n, "D-001" if n != 2 else None) for n in range(1, 7)]
    assert {(q.a_qui, q.question, q.reponse) for q in fait.questions} == {(PHRASE, PHRASE, PHRASE)}


def test_une_ligne_laissee_a_la_liste_garde_ses_remarques():
    """K4: with the list adopted, a dossier without decision, bloc nor voices is left to it."""
    muette = {c.nom: None for c in JPN.champs if c.ligne == 1 and c.role in {"dossier_decision", "dossier_bloc"}}
    muette |= {c.nom: None for c in JPN.champs if c.ligne == 1 and c.role.partition("_")[0] in VOIX}
    lue = valeurs(JPN, **muette, liste_adoptee="Oui")
    fait = jpn(lue, JPN)
    assert isinstance(fait, Jpn)
    assert fait.sur_liste["D-001"].commentaire_candidat == PHRASE
    assert len(fait.dossiers) == 1


@pytest.mark.parametrize("votee", ["dossier_bloc_1_b1", "pour_employeurs_1", "contre_salaries_1"])
def test_une_ligne_votee_a_part_veut_sa_decision_meme_avec_la_liste(votee: str):
    muette = {c.nom: None for c in JPN.champs if c.ligne == 1 and c.role in {"dossier_decision", "dossier_bloc"}}
    muette |= {c.nom: None for c in JPN.champs if c.ligne == 1 and c.role.partition("_")[0] in VOIX}
    del muette[votee]
    lecture = remplie(JPN, **muette, liste_adoptee="Oui")
    _, constats = valider(lecture, JPN, TOUT_IMPRIMABLE)
    assert [(c.code, c.noms) for c in constats] == [("CELLULE_OBLIGATOIRE", ("dossier_decision_1",))]

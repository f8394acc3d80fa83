"""Values to a session, written out by hand."""

from datetime import date, time

import pytest

from pipeline.model.classeur import Brut, Formulaire
from pipeline.model.session import Absence, Amenagement, Convoque, EtatCivil, Jure, Salle, Session
from pipeline.model.vocabulaire import Branche, Mode, Participation, Portee, Qualite, RoleMembre, Sexe, Voie
from pipeline.validation import session, valider
from tests.validation.remplissage import SESSION, TOUT_IMPRIMABLE, referentiel, remplie, vierge

MINIMUM: dict[str, Brut] = {"fiche_session": "S-1", "fiche_date": "02/10/2023"}


def lue(formulaire: Formulaire = SESSION, **ecrits: Brut) -> Session:
    valeurs, constats = valider(vierge(formulaire, **MINIMUM | ecrits), formulaire, TOUT_IMPRIMABLE)
    assert constats == ()
    return session(valeurs, formulaire, referentiel(), frozenset())


def candidat(**ecrits: Brut) -> Convoque:
    """The candidate of line 3, alone in his session."""
    siens = {f"candidat_{role}_3": valeur for role, valeur in {"candidature": "C-3", **ecrits}.items()}
    (unique,) = lue(**siens).candidats
    return unique


def jure(**ecrits: Brut) -> Jure:
    (unique,) = lue(**{f"membre_{role}_5": valeur for role, valeur in {"nom": "Bo Juré", **ecrits}.items()}).jures
    return unique


def test_une_session_ne_dit_que_ce_qui_est_ecrit():
    assert lue() == Session(session="S-1", date=date(2023, 10, 2), referentiel="GC", version="2023.1")


def test_la_seance():
    fait = lue(
        date_fin="3 octobre 2023",
        mode_session="teams",
        session_lieu="CPAM de Nulle-Part",
        session_acces="Deuxième étage",
        session_responsable_nom="Ada Témoin",
        session_responsable_email="ada@exemple.invalid",
        session_responsable_telephone="01 00 00 00 00",
        session_organisation="Accueil à 8 h 30",
        session_documents_autorises="Code de la sécurité sociale",
        session_note_de_frais="non",
        convocations_le="01/09/2023",
        convocations_motif="Session ajoutée",
        journee_debut="9h",
        journee_fin=time(17, 30),
        pause_debut="12:15",
        pause_fin="13h15",
        jury_salle_2="B 12",
        jury_lien_2="https://exemple.invalid/2",
        jury_lien_4="https://exemple.invalid/4",
        absence_membre_1="Bo Juré",
        absence_motif_1="Mission",
        absence_membre_6="Ny Juré",
        absence_remplacant_6="Ki Juré",
    )
    assert fait == Session(
        session="S-1",
        date=date(2023, 10, 2),
        date_fin=date(2023, 10, 3),
        referentiel="GC",
        version="2023.1",
        mode=Mode.TEAMS,
        lieu="CPAM de Nulle-Part",
        acces="Deuxième étage",
        responsable_nom="Ada Témoin",
        responsable_email="ada@exemple.invalid",
        responsable_telephone="01 00 00 00 00",
        organisation="Accueil à 8 h 30",
        documents_autorises="Code de la sécurité sociale",
        note_de_frais=False,
        convocations_le=date(2023, 9, 1),
        convocations_motif="Session ajoutée",
        journee_debut=time(9),
        journee_fin=time(17, 30),
        pause_debut=time(12, 15),
        pause_fin=time(13, 15),
        salles=(
            Salle(jury=2, salle="B 12", lien="https://exemple.invalid/2"),
            Salle(jury=4, lien="https://exemple.invalid/4"),
        ),
        absences=(
            Absence(ligne=1, membre="Bo Juré", motif="Mission"),
            Absence(ligne=6, membre="Ny Juré", remplacant="Ki Juré"),
        ),
    )


def test_un_candidat_dont_tout_est_dit():
    fait = candidat(
        nom="Öztürk",
        nom_usage="Martin",
        prenom="Bo",
        autres_prenoms="Ny, Ki",
        sexe="f",
        naissance_le=date(1985, 3, 12),
        naissance_commune="Nulle-Part",
        naissance_code="2A004",
        naissance_pays="France",
        email="bo@exemple.invalid",
        organisme="CAF de Nulle-Part",
        branche="famille",
        poste="Gestionnaire conseil",
        employeur_nom="Ada Témoin",
        employeur_email="rh@exemple.invalid",
        consentement_vae="04/09/2023",
        voie="vae",
        recevabilite_le="05/09/2023",
        portee="blocs",
        vise_b1="non",
        vise_b3="oui",
        option="retraite",
        jury=2,
        participation="reporte",
        piece_carnet_le="25/09/2023",
        derogation_le="26/09/2023",
        derogation_motif="Panne de MyCertif",
        handicap_le="06/09/2023",
        amenagement="Salle au rez-de-chaussée",
        temps_supplementaire="33 %",
    )
    assert fait == Convoque(
        ligne=3,
        candidature="C-3",
        nom="Öztürk",
        prenom="Bo",
        etat_civil=EtatCivil(
            nom_usage="Martin",
            autres_prenoms="Ny, Ki",
            sexe=Sexe.F,
            naissance_le=date(1985, 3, 12),
            naissance_commune="Nulle-Part",
            naissance_code="2A004",
            naissance_pays="France",
        ),
        email="bo@exemple.invalid",
        organisme="CAF de Nulle-Part",
        branche=Branche.FAMILLE,
        employeur_nom="Ada Témoin",
        employeur_email="rh@exemple.invalid",
        consentement_vae=date(2023, 9, 4),
        voie=Voie.VAE,
        poste="Gestionnaire conseil",
        recevabilite_le=date(2023, 9, 5),
        portee=Portee.BLOCS,
        vises=("B3",),
        option="Retraite",
        pieces={"carnet": date(2023, 9, 25)},
        derogation_le=date(2023, 9, 26),
        derogation_motif="Panne de MyCertif",
        jury=2,
        participation=Participation.REPORTE,
        amenagement=Amenagement(
            declare_le=date(2023, 9, 6), mesures="Salle au rez-de-chaussée", temps_supplementaire=33
        ),
    )


def test_un_candidat_dont_on_ne_sait_que_le_numero_est_convoque():
    assert candidat() == Convoque(ligne=3, candidature="C-3", participation=Participation.CONVOQUE)


@pytest.mark.parametrize(
    ("ecrits", "attendus"),
    [
        ({"portee": "Certification"}, ("B1", "B2", "B3")),
        ({"portee": "Certification", "vise_b2": "Non"}, ("B1", "B3")),
        ({"portee": "Blocs"}, ()),
        ({"portee": "Blocs", "vise_b3": "Oui", "vise_b1": "Non"}, ("B3",)),
        ({"vise_b2": "Oui"}, ("B2",)),
        ({}, ()),
    ],
)
def test_k31_un_bloc_laisse_vide_est_vise_par_la_certification_entiere(
    ecrits: dict[str, Brut], attendus: tuple[str, ...]
):
    """K31."""
    assert candidat(**ecrits).vises == attendus


@pytest.mark.parametrize(("ecrit", "code"), [(1004, "01004"), ("01004", "01004"), (75056, "75056"), ("2B033", "2B033")])
def test_le_zero_qu_un_tableur_a_mange_revient_au_code_insee(ecrit: Brut, code: str):
    assert candidat(naissance_code=ecrit).etat_civil.naissance_code == code


@pytest.mark.parametrize(
    ("ecrit", "amenagement"),
    [
        ({"handicap_le": "06/09/2023"}, Amenagement(declare_le=date(2023, 9, 6))),
        ({"amenagement": "Aucun"}, Amenagement(mesures="Aucun")),
        ({"temps_supplementaire": 0}, Amenagement(temps_supplementaire=0)),
        ({}, None),
    ],
)
def test_n013_une_declaration_et_ses_mesures_se_lisent_l_une_sans_l_autre(
    ecrit: dict[str, Brut], amenagement: Amenagement | None
):
    """N-013."""
    assert candidat(**ecrit).amenagement == amenagement


def test_un_jure_dont_tout_est_dit():
    fait = jure(
        role="président",
        jury="2",
        email="bo@exemple.invalid",
        organisme="CAF de Nulle-Part",
        branche="famille",
        qualite="organisme",
        profil="Référent technique",
        connaissance="oui",
        validation_le="01/06/2023",
        accord_le="02/06/2023",
        direction_email="direction@exemple.invalid",
        vivier="non",
        formation_le="03/06/2023",
        formation_minutes=240,
        formation_etapes=3,
        module_le="04/06/2023",
        declaration_le="05/06/2023",
        liens="C-1",
        non_declares="C-2, C-3;C-4  C-2",
    )
    assert fait == Jure(
        ligne=5,
        nom="Bo Juré",
        role=RoleMembre.PRESIDENT,
        jury=2,
        email="bo@exemple.invalid",
        organisme="CAF de Nulle-Part",
        branche=Branche.FAMILLE,
        qualite=Qualite.ORGANISME,
        profil="Référent technique",
        connait_le_cqp=True,
        valide_le=date(2023, 6, 1),
        accord_le=date(2023, 6, 2),
        direction_email="direction@exemple.invalid",
        vivier_national=False,
        formation_le=date(2023, 6, 3),
        formation_minutes=240,
        formation_etapes=3,
        module_le=date(2023, 6, 4),
        declaration_le=date(2023, 6, 5),
        liens=("C-1",),
        non_declares=("C-2", "C-3", "C-4"),
    )


def test_un_jure_dont_on_ne_sait_que_le_nom():
    assert jure() == Jure(ligne=5, nom="Bo Juré")


def test_soixante_candidats_et_vingt_quatre_jures_tiennent_dans_une_session():
    valeurs, constats = valider(remplie(SESSION), SESSION, TOUT_IMPRIMABLE)
    assert constats == ()
    fait = session(valeurs, SESSION, referentiel(), frozenset())
    assert [c.ligne for c in fait.candidats] == list(range(1, 61))
    assert [j.ligne for j in fait.jures] == list(range(1, 25))
    assert [s.jury for s in fait.salles] == list(range(1, 7))
    assert len(fait.absences) == 6

"""The parchemin and the summary of CCP: exact words, nothing of the route, SPÉCIMEN while something is unset."""

import datetime as dt

import pytest

from pipeline.documents import compose
from pipeline.model.document import Document, Parchemin, Signatures
from pipeline.model.dossier import Proclame
from pipeline.model.vocabulaire import Decision, Portee, Voie
from pipeline.settings import Certificateur, Reglages
from tests.outils import exemples, petit_gc
from tests.outils.textes import plat, rangs

CONTEXTE = compose.Contexte(reglages=exemples.REGLAGES, templates=exemples.TEMPLATES)
VIDE = compose.Contexte(reglages=Reglages(), templates=exemples.TEMPLATES)
OFFICIELS = ("parchemin", "recapitulatif-ccp")
LETTRES = ("notification-candidat", "notification-employeur")
COMPOSER = {
    "parchemin": compose.parchemin,
    "recapitulatif-ccp": compose.recapitulatif_ccp,
    "notification-candidat": compose.notification_candidat,
    "notification-employeur": compose.notification_employeur,
}


def _avec(**changements: object) -> compose.Contexte:
    certificateur = exemples.CERTIFICATEUR.model_copy(update=changements)
    return compose.Contexte(reglages=Reglages(certificateur=certificateur), templates=exemples.TEMPLATES)


def _parchemin(proclame: Proclame) -> Parchemin:
    lignes = compose.parchemin(proclame, CONTEXTE).parchemin
    assert lignes is not None
    return lignes


def test_ce_que_porte_un_parchemin():
    """G-005, G-006, G-095, K24, K27, M-003: what France compétences asks, the certifiers, the number, the date."""
    document = compose.parchemin(exemples.proclame(exemples.reussite()), CONTEXTE)
    lignes = document.parchemin
    assert lignes is not None
    assert lignes.certificateurs == ("Ucanss", "CPNEFP du régime général de sécurité sociale")
    assert lignes.titre == "Gestionnaire conseil de la Sécurité sociale"
    assert lignes.titulaire == "Maëlle Ozanne-Témoin"
    assert lignes.lieu_date.replace("\N{NO-BREAK SPACE}", " ") == "Délivré à Montreuil, le 13 octobre 2023"
    assert lignes.signataire == ("Camille Signataire-Témoin", "Direction générale")
    assert lignes.numero == "N° GC-2023-00007-K"
    tout = plat(document)
    for attendu in (
        "exercice plein et entier du métier",
        "Certification enregistrée au Répertoire national des certifications professionnelles (RNCP) sous le n° 35729",
        "décision du directeur général de France compétences du 8 juillet 2021",
        "Niveau 5 du cadre national des certifications professionnelles, niveau 5 du cadre européen",
        "313t « Instruction de dossiers, traitements de flux et de produits financiers »",
        "300 « Spécialités plurivalentes des services »",
    ):
        assert attendu in tout
    assert (document.date, document.specimen) == (dt.date(2023, 10, 13), "")
    for interdit in ("4.10", "sous réserve", "en cours", "Alix", "Né", "né(e)", "VAE", "Formation", "version"):
        assert interdit not in tout


def test_le_meme_parchemin_par_toutes_les_voies():
    """G-105: by VAE or after training, in one passage or in several, word for word the same."""
    entier = _parchemin(exemples.proclame(exemples.reussite()))
    en_vae = _parchemin(exemples.proclame(exemples.vae()))
    acquis = (exemples.acquisition("B1", dt.date(2022, 3, 2)), exemples.acquisition("B3", dt.date(2022, 3, 2)))
    par_blocs = _parchemin(exemples.proclame(exemples.blocs_seuls(), acquis=acquis))
    individuel = _parchemin(exemples.proclame(exemples.dossier(voie=Voie.FORMATION_INDIVIDUALISEE)))
    assert en_vae == par_blocs == individuel == entier


def test_sans_enregistrement_ni_numero_ni_niveau():
    """K16: a CQP that is not registered carries no RNCP mention, no level, and lacks no decision date."""
    ref = petit_gc.referentiel(rncp=None)
    document = compose.parchemin(exemples.proclame(exemples.dossier(ref=ref)), _avec(decisions_france_competences={}))
    assert document.parchemin is not None
    assert document.parchemin.mentions == ()
    assert document.specimen == ""


def test_la_naissance_seulement_si_le_certificateur_la_demande():
    """K27: asked for, it is a line to complete, and the parchemin is a SPÉCIMEN until it can be."""
    demandee = compose.parchemin(exemples.proclame(exemples.reussite()), _avec(naissance_sur_parchemin=True))
    assert demandee.parchemin is not None
    assert demandee.parchemin.naissance == "(date et lieu de naissance à compléter)"
    assert demandee.specimen == "SPÉCIMEN"
    assert _parchemin(exemples.proclame(exemples.reussite())).naissance == ""


@pytest.mark.parametrize(
    ("reglage", "types", "a_completer"),
    [
        ({"lieu_delivrance": ""}, (*OFFICIELS, *LETTRES), "(lieu de délivrance à compléter)"),
        ({"signataire_nom": "  "}, (*OFFICIELS, *LETTRES), "(nom du signataire à compléter)"),
        ({"signataire_nom": ""}, (*OFFICIELS, *LETTRES), "(nom du signataire à compléter)"),
        ({"signataire_qualite": ""}, (*OFFICIELS, *LETTRES), "(qualité du signataire à compléter)"),
        ({"decisions_france_competences": {}}, OFFICIELS, "(date de la décision à compléter)"),
        ({"adresse": ()}, LETTRES, "(adresse à compléter)"),
        ({"contact": ""}, LETTRES, "(contact à compléter)"),
        ({"contestation": ""}, ("notification-candidat",), "(modalités de contestation à compléter)"),
    ],
)
def test_un_reglage_manquant_se_voit_et_fait_un_specimen(reglage, types, a_completer):  # noqa: ANN001 — a table
    """K24, K38: a visible line to complete and SPÉCIMEN, on each document that must carry it and on no other."""
    contexte = _avec(**reglage)
    proclame = exemples.proclame(exemples.partielle())
    for type_, composer in COMPOSER.items():
        document = composer(proclame, contexte)
        manquants = compose.reglages_manquants(type_, proclame.dossier.referentiel, contexte.reglages)
        assert document.type == type_
        assert document.specimen == ("SPÉCIMEN" if type_ in types else "")
        assert [m.split(".")[1] for m in manquants] == (list(reglage) if type_ in types else [])
        assert (a_completer in plat(document)) is (type_ in types)


def test_les_reglages_manquants_se_nomment():
    """What `diagnostic` says: the key to fill in `cqp.toml`."""
    assert compose.reglages_manquants("parchemin", petit_gc.referentiel(), Reglages()) == (
        "certificateur.lieu_delivrance",
        "certificateur.signataire_nom",
        "certificateur.signataire_qualite",
        "certificateur.decisions_france_competences.35729",
    )
    assert compose.reglages_manquants("proces-verbal", petit_gc.referentiel(), Reglages()) == ()


def test_un_referentiel_d_exemple_fait_un_specimen():
    """Every official document made from an example bears SPÉCIMEN, whatever the settings (contrat.md)."""
    ref = petit_gc.referentiel(statut="exemple")
    un = exemples.dossier(ref=ref, jury={"B3": False})
    documents: list[Document] = [f(exemples.proclame(un), CONTEXTE) for f in COMPOSER.values()]
    documents += [compose.proces_verbal(un, CONTEXTE), compose.dossier_certification(un, CONTEXTE)]
    assert {d.specimen for d in documents} == {"SPÉCIMEN"}
    vrai = exemples.dossier()
    assert compose.proces_verbal(vrai, VIDE).specimen == compose.dossier_certification(vrai, VIDE).specimen == ""


def test_le_recapitulatif_reunit_tous_les_ccp():
    """G-096, M-009, M-033, K17, K23: one CCP line for each bloc held, with its exact title, of this day or earlier.

    K46: what no equivalence counts is apart, under its own version and registration.
    """
    acquis = (
        exemples.acquisition("B1", dt.date(2022, 3, 2), cqp="COS"),
        exemples.acquisition("B3", dt.date(2022, 3, 2), cqp="COS"),
    )
    un = exemples.dossier(vises=("B2",), portee=Portee.BLOCS)
    recapitulatif = compose.recapitulatif_ccp(exemples.proclame(un, acquis=acquis), CONTEXTE)
    assert rangs(recapitulatif) == [
        ("B1", "Gestion de la relation usagers de la Sécurité sociale", "COS 2023.1", "2 mars 2022"),
        (
            "B2",
            "Contribution à la maîtrise des risques et à la qualité du service de la Sécurité sociale",
            "GC 2023.1",
            "13 octobre 2023",
        ),
        (
            "B3",
            "Gestion des droits de l'usager de la Sécurité sociale",
            "Intitulé du COS, version 2023.1",
            "RNCP n° 35729",
            "2 mars 2022",
        ),
    ]
    tout = plat(recapitulatif)
    assert "uniquement sur des blocs de compétences : il n'atteste pas l'obtention" in tout
    assert "actualise tout récapitulatif remis auparavant" in tout
    assert "annule" not in tout  # K39
    assert "(RNCP) sous le n° 35729" in tout
    assert "Récapitulatif n° GC-2023-00007-K" in tout
    assert "Délivré à Montreuil, le 13 octobre 2023" in tout
    assert recapitulatif.blocs[-1] == Signatures(cases=(("Camille Signataire-Témoin", "Direction générale"),))


def test_le_recapitulatif_donne_les_competences_validees_des_blocs_acquis():
    """G-096: competences and blocs validated; those of a refused bloc, and those not validated, stay out."""
    un = exemples.dossier(
        reponses={"B1.C4": "NNN", "B3.C1": "NNNNNN", "B3.C2": "NNNN"},
        jury={"B1": True},
        commentaires={"B1.C1": "Bien vu"},
    )
    tout = plat(compose.recapitulatif_ccp(exemples.proclame(un), CONTEXTE))
    assert "B1.C3 — Traiter un courrier ou un courriel dans le délai attendu" in tout
    for absent in ("B1.C4", "B3", "Bien vu", "seuil"):
        assert absent not in tout


def test_les_competences_des_passages_precedents_y_sont_aussi():
    """G-096: cumulative, competences as well as blocs; those that the earlier jury did not validate stay out."""
    avant = exemples.acquisition("B1", dt.date(2022, 3, 2))
    un = exemples.dossier(vises=("B2",), portee=Portee.BLOCS)
    proclame = exemples.proclame(un, acquis=(avant.model_copy(update={"competences": avant.competences[1:]}),))
    tout = plat(compose.recapitulatif_ccp(proclame, CONTEXTE))
    assert "B1.C3 — Traiter un courrier ou un courriel dans le délai attendu" in tout
    assert "B2.C1 — Repérer une anomalie et en mesurer les effets" in tout
    assert "B1.C1" not in tout


def test_les_competences_capitalisees_hors_bloc():
    """K37: kept where their bloc is not; once it is acquired they are listed with it."""
    un = exemples.dossier(reponses={"B3.C1": "NNNNNN", "B3.C2": "NNNN"})
    for attribues, papiers in (
        ({"B1", "B2"}, (compose.recapitulatif_ccp, compose.notification_candidat)),
        ({"B2", "B3"}, (compose.recapitulatif_ccp,)),
    ):
        proclame = exemples.proclame(un, Decision.PARTIELLE, acquis=(exemples.tenue("B3.C2"),), attribues=attribues)
        for composer in papiers:
            tout = plat(composer(proclame, CONTEXTE))
            assert tout.count("B3.C2 — Réunir et contrôler les pièces d'un dossier") == 1
            assert ("Compétences acquises en dehors d'un bloc entier" in tout) is ("B3" not in attribues)


def test_les_reglages_d_un_certificateur_neuf():
    """A workspace just made: every official document is a SPÉCIMEN."""
    assert Reglages().certificateur == Certificateur()
    proclame = exemples.proclame(exemples.partielle())
    assert {f(proclame, VIDE).specimen for f in COMPOSER.values()} == {"SPÉCIMEN"}


def test_un_enregistrement_fini_est_dit_avec_sa_fin_et_la_decision_de_l_ucanss():
    """K26: nothing claims a registration that had ended that day; the reason stays in the dossier."""
    un = exemples.apres_l_echeance()
    for composer in (compose.parchemin, compose.recapitulatif_ccp):
        tout = plat(composer(exemples.proclame(un), CONTEXTE))
        assert "(RNCP) sous le n° 35729 jusqu'au 12 octobre 2023" in tout
        assert "Délivrance décidée par l'Ucanss le 2 octobre 2023" in tout
        assert "panne du réseau" not in tout
    dossier = plat(compose.dossier_certification(un, CONTEXTE))
    assert "Le 2 octobre 2023, l'Ucanss a décidé" in dossier
    assert "Épreuves reportées par la panne du réseau." in dossier

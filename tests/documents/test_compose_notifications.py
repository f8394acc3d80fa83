"""The notices: to each reader the decision and what was written for him, and nothing of how it was reached (K28)."""

import datetime as dt

import pytest

from pipeline.documents import compose
from pipeline.model.document import Document
from pipeline.model.dossier import Dossier
from pipeline.model.faits import Incident
from pipeline.model.vocabulaire import Decision, Portee, Preconisation, Voie
from tests.outils import exemples, petit_gc
from tests.outils.textes import plat, textes

CONTEXTE = compose.Contexte(reglages=exemples.REGLAGES, templates=exemples.TEMPLATES)
B1 = "Bloc B1 — Gestion de la relation usagers de la Sécurité sociale"
B2 = "Bloc B2 — Contribution à la maîtrise des risques et à la qualité du service de la Sécurité sociale"
B3 = "Bloc B3 — Gestion des droits de l'usager de la Sécurité sociale"


def _candidat(un: Dossier, *args: object, **kw: object) -> str:
    return plat(compose.notification_candidat(exemples.proclame(un, *args, **kw), CONTEXTE))  # type: ignore[arg-type]


def _employeur(un: Dossier, *args: object, **kw: object) -> str:
    return plat(compose.notification_employeur(exemples.proclame(un, *args, **kw), CONTEXTE))  # type: ignore[arg-type]


# Each zone of the PV, of the grids and of the jpn workbook, as a mark that only it holds; and who may read it.
MARQUES = {
    "releve_decision": "zone du relevé",
    "points_forts": "zone des points forts",
    "points_faibles": "zone des points faibles",
    "axes_progres": "zone des axes",
    "motif_avis": "zone du motif de l'avis",
    "commentaire_candidat": "zone du jury pour le candidat",
    "commentaire_employeur": "zone du jury pour l'employeur",
}
MARQUES_JPN = {
    "motif": "zone du motif de la JPN",
    "preconisation": "zone de la préconisation JPN",
    "commentaire_candidat": "zone JPN pour le candidat",
    "commentaire_employeur": "zone JPN pour l'employeur",
}
POUR_LE_CANDIDAT = {"zone du jury pour le candidat", "zone JPN pour le candidat", "zone de la préconisation JPN"}
POUR_L_EMPLOYEUR = {"zone du jury pour l'employeur", "zone JPN pour l'employeur"}


def _marque(decision: Decision, *, retenir: bool = False) -> dict[str, Document]:
    incident = Incident(nature="zone a", impact="zone b", decision="zone c", justification="zone d")
    un = exemples.dossier(
        reponses={"B3.C2": "NNNN", "B3.C3": "XXXXX"},
        jury={"B3": False},
        commentaires={"B1.C1": "zone de la grille"},
        motifs_competences={"B3.C3": "zone du motif de compétence"},
        motifs_blocs={"B3": "zone du motif de bloc"},
        preconisations=((Preconisation.AUTRE, "zone de la préconisation du jury"),),
        incident=incident,
        **MARQUES,
    )
    proclame = exemples.proclame(un, decision, jpn=MARQUES_JPN, retenir_commentaires_du_jury=retenir)
    composer = {
        "candidat": compose.notification_candidat,
        "employeur": compose.notification_employeur,
        "recapitulatif": compose.recapitulatif_ccp,
        "parchemin": compose.parchemin,
    }
    return {nom: f(proclame, CONTEXTE) for nom, f in composer.items()}


def _zones(document: Document) -> set[str]:
    return {t for t in textes(document) if "zone" in t}


def test_chacun_ne_lit_que_ce_qui_lui_est_adresse():
    """G-065, G-079, G-093, G-118, K28: each zone reaches its reader alone; arguments and reasons reach nobody."""
    documents = _marque(Decision.PARTIELLE)
    assert _zones(documents["candidat"]) == POUR_LE_CANDIDAT
    assert _zones(documents["employeur"]) == POUR_L_EMPLOYEUR
    assert _zones(documents["recapitulatif"]) == _zones(documents["parchemin"]) == set()


def test_les_commentaires_du_jury_attendent_une_relecture():
    """K28: when the JPN departs from the avis, only its own comments leave."""
    documents = _marque(Decision.PARTIELLE, retenir=True)
    assert _zones(documents["candidat"]) == POUR_LE_CANDIDAT - {"zone du jury pour le candidat"}
    assert _zones(documents["employeur"]) == {"zone JPN pour l'employeur"}


def test_une_decision_ajournee_ne_dit_aucun_resultat():
    """K4, G-065: neither the jury's words, nor the reason, nor any bloc; the JPN's own words may ask for something."""
    documents = _marque(Decision.AJOURNEE)
    assert _zones(documents["candidat"]) == {"zone JPN pour le candidat"}
    assert _zones(documents["employeur"]) == {"zone JPN pour l'employeur"}
    for nom in ("candidat", "employeur"):
        tout = plat(documents[nom])
        assert "a ajourné sa décision" in tout
        assert "aucun résultat, favorable ou défavorable, n'est arrêté à ce jour" in tout
        for absent in ("Bloc B", "attribuer", "restant à valider", "contestation", "félicitations"):
            assert absent not in tout


@pytest.mark.parametrize("decision", [Decision.CERTIFICATION, Decision.PARTIELLE, Decision.NON_CERTIFICATION])
def test_ni_calcul_ni_avis_ni_vote_ni_jure(decision: Decision):
    """G-118, K28: nothing of the deliberations, of the computation, of who sat, of the docket's number."""
    documents = _marque(decision)
    for nom in ("candidat", "employeur"):
        tout = plat(documents[nom])
        for interdit in (
            "seuil",
            "calcul",
            "avis",
            "Avis",
            "Indéterminé",
            "majorité",
            "unanimité",
            "voix",
            "vote",
            "pour : ",
            "abstention",
            "Alix",
            "Bo Métier",
            "D-7F3K",
            "B1.C1",
            "inadéquation",
            "/",
        ):
            assert interdit not in tout, f"{interdit} ({nom})"


CAS = {
    "certification": (exemples.reussite(), {}, "a décidé de vous attribuer le certificat de qualification"),
    "partielle": (exemples.partielle(), {}, "a décidé de vous attribuer une partie du certificat"),
    "refus": (exemples.refus(), {}, "a décidé de ne pas vous attribuer le certificat"),
    "un bloc sur un": (
        exemples.blocs_seuls(),
        {},
        "a décidé de vous attribuer la totalité des blocs de compétences que vous présentiez",
    ),
    "un bloc sur deux": (
        exemples.dossier(vises=("B1", "B2"), portee=Portee.BLOCS, jury={"B1": False}),
        {},
        "a décidé de vous attribuer une partie des blocs de compétences que vous présentiez",
    ),
    "aucun bloc": (
        exemples.dossier(vises=("B1", "B2"), portee=Portee.BLOCS, jury={"B1": False, "B2": False}),
        {},
        "a décidé de ne pas vous attribuer les blocs de compétences que vous présentiez",
    ),
    "le dernier bloc": (
        exemples.blocs_seuls(),
        {"acquis": (exemples.acquisition("B1"), exemples.acquisition("B3"))},
        "a décidé de vous attribuer le certificat de qualification",
    ),
}


@pytest.mark.parametrize("cas", CAS)
def test_la_decision_dans_sa_portee(cas: str):
    """G-093, K31, K39: the JPN's decision, as success or not within what the person came for."""
    un, contexte, attendu = CAS[cas]
    tout = _candidat(un, **contexte)
    assert f"Le jury paritaire national, réuni le 13 octobre 2023, {attendu}" in tout
    assert {x for _, _, x in CAS.values() if x in tout} == {attendu}
    chez_l_employeur = attendu.replace("de vous attribuer", "d'attribuer à Maëlle Ozanne-Témoin")
    chez_l_employeur = chez_l_employeur.replace("vous attribuer", "attribuer à Maëlle Ozanne-Témoin")
    assert chez_l_employeur.replace(" que vous présentiez", " présentés") in _employeur(un, **contexte)


@pytest.mark.parametrize(
    ("un", "contexte", "acquis", "manquants"),
    [
        (exemples.reussite(), {}, [B1, B2, B3], []),
        (exemples.partielle(), {}, [B1, B2], [B3]),
        (exemples.refus(), {}, [], [B1, B2, B3]),
        (exemples.blocs_seuls(), {}, [B2], [B1, B3]),
        (exemples.blocs_seuls(), {"acquis": (exemples.acquisition("B1", cqp="COS"),)}, [B1, B2], [B3]),
        (exemples.blocs_seuls(), {"acquis": (exemples.acquisition("B3", cqp="COS"),)}, [B2], [B1, B3]),
        (exemples.partielle(), {"attribues": {"B3"}}, [B3], [B1, B2]),
    ],
)
def test_exactement_les_blocs_acquis_et_les_manquants(un, contexte, acquis, manquants):  # noqa: ANN001 — a table
    """G-093, G-098, K17: each bloc of the CQP once, and the JPN's decision counts, not the jury's."""
    for tout in (_candidat(un, **contexte), _employeur(un, **contexte)):
        lignes = tout.split("\n")
        assert [x.split(" (acquis le ")[0] for x in lignes if x.startswith("Bloc B") and "(acquis le" in x] == acquis
        assert [x for x in lignes if x.startswith("Bloc B") and "(acquis le" not in x] == manquants
        assert ("Blocs de compétences restant à valider :" in lignes) is bool(manquants)


def test_un_bloc_d_une_autre_version_est_dit_a_part_et_celui_d_un_autre_cqp_tu():
    """K46, K28: held under another version of this CQP, it is told under that version, and is still to be validated;
    what the person obtained for another CQP is nobody's affair here."""
    acquis = (exemples.acquisition("B1", version="2021.1"), exemples.acquisition("B3", cqp="COS"))
    for tout in (_candidat(exemples.blocs_seuls(), acquis=acquis), _employeur(exemples.blocs_seuls(), acquis=acquis)):
        lignes = tout.split("\n")
        assert lignes.count(B1) == 1  # still to be validated
        a_part = lignes[lignes.index("Acquis à un autre titre, qui ne compte pas pour ce CQP :") + 1]
        assert a_part == f"{B1} (Intitulé du GC, version 2021.1, RNCP n° 35729, acquis le 13 octobre 2023)"
        assert "COS" not in tout


def test_la_suite():
    """G-095, G-096, G-097: the parchemin or the one summary; a new passage without time limit."""
    sans_limite = "sans limitation de durée, sauf si la certification venait à disparaître"
    assert "Le certificateur (Ucanss) vous adressera le parchemin" in _candidat(exemples.reussite())
    assert sans_limite not in _candidat(exemples.reussite())
    assert "un document unique qui récapitule vos certificats" in _candidat(exemples.partielle())
    assert "un document unique" not in _candidat(exemples.refus())
    for un in (exemples.partielle(), exemples.refus(), exemples.blocs_seuls()):
        assert sans_limite in _candidat(un)
        assert sans_limite in _employeur(un)


def test_la_contestation():
    """G-099, K38: sovereignty whatever the route, the règlement, and the certifier's own paragraph."""
    for un in (exemples.refus(), exemples.dossier(voie=Voie.VAE)):
        tout = _candidat(un)
        assert "souverain dans ses décisions, quelle que soit la voie d'accès au CQP" in tout
        assert "Règlement de formation du régime général de Sécurité sociale" in tout
        assert "Le recours s'exerce par lettre adressée au secrétariat du jury paritaire national." in tout
        assert "souverain" not in _employeur(un)
    ailleurs = exemples.dossier(
        ref=petit_gc.referentiel(regime=petit_gc.referentiel().regime.model_copy(update={"valeur": "article-5"}))
    )
    assert "Règlement de formation" not in _candidat(ailleurs)


def test_la_lettre():
    """G-094: who writes to whom, dated of the proclamation in Paris; the document is dated of the JPN."""
    minuit_passe = dt.datetime(2023, 10, 13, 22, 30, tzinfo=dt.UTC)
    proclame = exemples.proclame(exemples.reussite(), proclame_le=minuit_passe)
    candidat = compose.notification_candidat(proclame, CONTEXTE)
    employeur = compose.notification_employeur(proclame, CONTEXTE)
    assert candidat.lettre is not None
    assert employeur.lettre is not None
    assert candidat.date == dt.date(2023, 10, 13)
    assert candidat.lettre.lieu_date.replace("\N{NO-BREAK SPACE}", " ") == "Montreuil, le 14 octobre 2023"
    assert candidat.lettre.emetteur == ("Ucanss", "1 rue de l'Exemple", "00000 Quelque-Part")
    assert [x.replace("\N{NO-BREAK SPACE}", " ") for x in candidat.lettre.destinataire] == [
        "Maëlle Ozanne-Témoin",
        "Par courriel : maelle@exemple.invalid",
    ]
    assert employeur.lettre.destinataire[0] == "Caisse de Quelque-Part"
    assert "maelle@exemple.invalid" not in plat(employeur)
    assert "rh@exemple.invalid" not in plat(candidat)
    assert candidat.lettre.civilite == "Madame, Monsieur,"
    assert candidat.lettre.signataire == ("Camille Signataire-Témoin", "Direction générale")


def test_un_commentaire_hostile_est_intact():
    hostile = "{titulaire} & < > {{ 7*7 }} </w:p>\n=1+1"
    jpn = {"commentaire_candidat": hostile + "a", "preconisation": hostile + "b"}
    un = exemples.dossier(commentaire_candidat=hostile + "c", nom="O'{nom}", prenom="{prenom}")
    document = compose.notification_candidat(exemples.proclame(un, jpn=jpn), CONTEXTE)
    assert {hostile + x for x in "abc"} <= set(textes(document))
    assert document.lettre is not None
    assert document.lettre.destinataire[0] == "{prenom} O'{nom}"


def test_un_metier_reglemente_n_a_ni_bloc_ni_ccp():
    """G-011, K19, G-098: the competences held and those that are left, one by one."""
    un = exemples.metier_reglemente()
    contexte = {"decision": Decision.PARTIELLE, "acquis": (exemples.tenue("B3.C1"),)}
    for tout in (_candidat(un, **contexte), _employeur(un, **contexte)):
        assert "bloc" not in tout.casefold()
        assert "CCP" not in tout
        lignes = tout.split("\n")
        debut, reste = lignes.index("Compétences acquises :"), lignes.index("Compétences restant à valider :")
        assert [x.split(" ")[0] for x in lignes[debut + 1 : reste]] == ["B3.C1"]
        assert [x.split(" ")[0] for x in lignes[reste + 1 : reste + 4]] == ["B3.C2", "B3.C3", "B3.C4"]

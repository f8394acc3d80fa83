"""The procès-verbal and the certification dossier: what a jury paritaire that never meets the person reads."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents import compose
from pipeline.model.document import Document, Encadre, Fiche, Signatures, Titre
from pipeline.model.faits import Incident
from pipeline.model.vocabulaire import Deroulement, Portee, Preconisation, Voie
from tests.outils import exemples, petit_gc
from tests.outils.textes import plat, rangs, textes

CONTEXTE = compose.Contexte(reglages=exemples.REGLAGES, templates=exemples.TEMPLATES)


def _encadre(document: Document) -> Encadre:
    premier = document.blocs[0]
    assert isinstance(premier, Encadre)
    return premier


@pytest.mark.parametrize(
    ("code", "rang"),
    [
        ("B1.C1", ("5/8 (seuil 6) ; non observés : 2", "Indéterminée", "Validée")),
        ("B1.C2", ("4/4 (seuil 3)", "Validée", "Validée")),
        ("B3.C2", ("1/4 (seuil 3)", "Non validée", "Non validée")),
        ("B3.C3", ("3/5 (seuil 4)", "Non validée", "Non validée")),
        ("B1", ("4/5 compétences (seuil 4) ; indéterminées : 1", "Validé", "Validé")),
        ("B3", ("2/4 compétences (seuil 3)", "Non validé", "Non validé")),
    ],
)
def test_chaque_resultat_dit_son_compte_et_son_seuil(code: str, rang: tuple[str, ...]):
    """M-005, M-006, M-007, K11: « 6/8 (seuil 6) », never a bare percentage; computed and jury side by side (G-064)."""
    dossier = compose.dossier_certification(exemples.partielle(), CONTEXTE)
    trouve = next(r for r in rangs(dossier) if r[0] == code)
    assert tuple(x.replace("\N{NO-BREAK SPACE}", " ") for x in trouve[2:]) == rang


def test_chaque_competence_une_fois():
    """G-069: the validated and the non-validated competences share out the référentiel, none missing, none twice."""
    un = exemples.partielle()
    dossier = compose.dossier_certification(un, CONTEXTE)
    competences = [c for b in un.referentiel.blocs for c in b.competences]
    par_decision: dict[str, list[str]] = {"Validée": [], "Non validée": []}
    for rang in rangs(dossier):
        if "." in rang[0]:
            par_decision[rang[-1]].append(rang[0])
    assert sorted(par_decision["Validée"] + par_decision["Non validée"]) == sorted(c.code for c in competences)
    assert par_decision["Non validée"] == ["B3.C2", "B3.C3"]
    tout = plat(dossier)
    assert {c.code: tout.count(c.intitule) for c in competences} == {c.code: 1 for c in competences}


def test_les_criteres_manques_et_le_commentaire_du_jury():
    """G-074, G-077: what was not validated, what was not observed, and the jury's words on it, line ends kept."""
    dossier = compose.dossier_certification(exemples.partielle(), CONTEXTE)
    tout = plat(dossier)
    assert "B3.C2.2 — Indice observable 2 de la compétence : non validé" in tout
    assert "B1.C1.6 — Indice observable 6 de la compétence : non observé" in tout
    assert "B3.C2.1 — " not in tout
    assert "Les pièces n'ont pas été contrôlées.\nDeux justificatifs manquaient au dossier." in textes(dossier)


@pytest.mark.parametrize(
    ("un", "titre", "propose", "ton"),
    [
        (exemples.reussite(), "validation totale", "Le jury propose d'attribuer le CQP.", "oui"),
        (
            exemples.partielle(),
            "validation partielle",
            "Le jury propose d'attribuer les seuls blocs validés.",
            "reserve",
        ),
        (exemples.refus(), "refus de validation", "Le jury propose de n'attribuer aucun bloc.", "non"),
        (exemples.blocs_seuls(), "validation totale", "Le jury propose d'attribuer tous les blocs présentés.", "oui"),
    ],
)
@pytest.mark.parametrize("composer", [compose.proces_verbal, compose.dossier_certification])
def test_l_avis_vient_en_premier(composer, un, titre, propose, ton):  # noqa: ANN001 — a table of samples
    """G-070, G-076, M-054, K31: the avis, within the scope of the candidature, atop the page."""
    encadre = _encadre(composer(un, CONTEXTE))
    assert encadre.titre.replace("\N{NO-BREAK SPACE}", " ") == f"Avis du jury professionnel : {titre}"
    assert encadre.textes[0].replace("’", "'") == propose
    assert encadre.ton == ton


def test_l_issue_dit_les_blocs_du_jury_et_le_calcul_a_part():
    """K12: where the jury departs from the computation both stand, with the reason."""
    dossier = compose.dossier_certification(exemples.divergence(), CONTEXTE)
    assert [x.replace("\N{NO-BREAK SPACE}", " ") for x in _encadre(dossier).textes[1:3]] == [
        "Blocs validés par le jury : B1, B2, B3",
        "Résultat calculé à partir des grilles : Validation partielle",
    ]
    tout = plat(dossier)
    assert "Bloc B2 — calcul : Non validé ; jury : Validé" in tout
    assert "L'entretien a montré une maîtrise d'ensemble qui compense ce point isolé." in tout


def test_un_ecart_sans_motif_se_voit():
    sans = exemples.dossier(reponses={"B2.C1": "OONN"}, jury={"B2": True})
    assert "Aucun motif n'est donné." in plat(compose.dossier_certification(sans, CONTEXTE))


def test_en_vae_le_calcul_est_indicatif():
    """K12: in VAE what is computed informs the jury, nothing more."""
    dossier = compose.dossier_certification(exemples.vae(), CONTEXTE)
    tout = plat(dossier)
    assert "à titre indicatif (VAE) : Validation totale" in tout
    assert "Calcul (indicatif)" in tout
    assert "Dossier de validation (livret 2)" in tout
    assert "Carnet de suivi" not in tout
    assert "indicatif" not in plat(compose.dossier_certification(exemples.reussite(), CONTEXTE))


def test_sans_regle_rien_n_est_calcule():
    """Nothing is invented: without a threshold, no count, no computed result; the jury's decisions stand."""
    un = exemples.dossier(ref=petit_gc.sans_regle(), jury=dict.fromkeys(_codes(), True) | {"B3.C2": False})
    dossier = compose.dossier_certification(un, CONTEXTE)
    tout = plat(dossier)
    for absent in ("(seuil", "Calcul\n", " calcul ", "résultat calculé", "Résultat calculé", "Indéterminé", "%"):
        assert absent not in tout
    assert "Aucun texte ne fixe de seuil pour ce CQP" in tout
    assert ("B3.C2", "Réunir et contrôler les pièces d'un dossier", "Non validée") in rangs(dossier)


def _codes() -> list[str]:
    return [x for b in petit_gc.referentiel().blocs for x in (b.code, *(c.code for c in b.competences))]


@pytest.mark.parametrize(
    "regle",
    [
        "la part de ses critères validés atteint 80 % (Modalités de certification GC et COS, §1.2)",
        "la part de ses compétences validées atteint 80 % (Modalités de certification GC et COS, §1.2)",
        "la demie à l'entier supérieur (Modalités de certification GC et COS, §1.2)",
        "le jury décide en donnant son motif (selon la lecture retenue)",
        "Le CQP est obtenu lorsque tous ses blocs sont validés",
    ],
)
def test_les_regles_appliquees_disent_leur_texte(regle: str):
    """M-005, M-006, M-007, M-013: the rules and the section of the text each comes from."""
    assert regle in plat(compose.dossier_certification(exemples.reussite(), CONTEXTE))


def test_les_blocs_non_presentes_et_ceux_deja_acquis():
    """G-007, G-077: a modular passage is read with what was acquired before it."""
    acquis = (
        exemples.acquisition("B1", exemples.DATE_JURY.replace(year=2022), cqp="COS"),
        exemples.acquisition("B3", exemples.DATE_JURY.replace(year=2021), cqp="GC"),
        exemples.acquisition("B2", cqp="COS"),  # no equivalence says that it counts
    )
    un = exemples.dossier(vises=("B2",), portee=Portee.BLOCS, acquis=acquis)
    dossier = compose.dossier_certification(un, CONTEXTE)
    dernieres = {r[0]: r[-1] for r in rangs(dossier) if r[0] in {"B1", "B2", "B3"}}
    assert dernieres == {"B1": "Acquis le 2 octobre 2022", "B2": "Validé", "B3": "Acquis le 2 octobre 2021"}
    assert "Blocs acquis avant ce jury : B1, B3" in plat(dossier)
    seul = compose.dossier_certification(exemples.blocs_seuls(), CONTEXTE)
    assert [r[-1] for r in rangs(seul) if r[0] in {"B1", "B3"}] == ["Non présenté", "Non présenté"]


def test_les_pieces_dues_et_jointes():
    """G-087, K30: each piece owed by the route, present or not, then what was joined besides."""
    un = exemples.dossier(pieces=("carnet", "dossier-preuves", "carnet-masque", "dossier-preuves-masque"))
    trouves = rangs(compose.dossier_certification(un, CONTEXTE))
    assert trouves[-5:] == [
        ("Carnet de suivi", "Oui"),
        ("Procès-verbal signé", "Non"),
        ("Dossier preuves", "Oui"),
        ("Carnet de suivi (version masquée)", "Oui"),
        ("Dossier preuves (version masquée)", "Oui"),
    ]


def test_aucune_de_nos_cles_ne_se_lit():
    """What people read is French: neither the number of a decision nor the key of a piece (K13, K18)."""
    un = exemples.dossier(pieces=("carnet", "carnet-masque", "livret2"), reponses={"B1.C1": "X" * 8})
    tout = plat(compose.dossier_certification(un, CONTEXTE))
    assert not re.search(r"\bK\d+\b|-masque|carnet-", tout)


LIBRES = (
    "releve_decision",
    "points_forts",
    "points_faibles",
    "axes_progres",
    "commentaire_candidat",
    "commentaire_employeur",
)


@given(st.text(min_size=1), st.sampled_from(LIBRES))
def test_un_texte_libre_est_entier_et_intact(texte: str, champ: str):
    """G-048, G-071, G-073, G-079: the whole argument, whatever was typed; no sentence is read inside it."""
    un = exemples.dossier(**{champ: texte})
    for composer in (compose.proces_verbal, compose.dossier_certification):
        assert texte in textes(composer(un, CONTEXTE))


HOSTILE = "{nom} {0} & < > {{ 7*7 }} {% x %} </w:p> =1+1 #let x\nfin"


@pytest.mark.parametrize("composer", [compose.proces_verbal, compose.dossier_certification])
def test_chaque_zone_du_pv_et_des_grilles(composer):  # noqa: ANN001 — either document
    """M-055: preconisations, reasons and the four parts of an incident too, each intact."""
    un = exemples.dossier(
        jury={"B1.C1": False, "B2": False},
        motifs_competences={"B1.C1": HOSTILE + "1", "B1.C2": HOSTILE + "2"},
        motifs_blocs={"B2": HOSTILE + "3", "B1": HOSTILE + "4"},
        motif_avis=HOSTILE + "5",
        incident=Incident(
            nature=HOSTILE + "6", impact=HOSTILE + "7", decision=HOSTILE + "8", justification=HOSTILE + "9"
        ),
        preconisations=((None, HOSTILE + "10"), (Preconisation.FORMATION, HOSTILE + "11"), (Preconisation.AUTRE, None)),
    )
    dits = textes(composer(un, CONTEXTE))
    for n in range(1, 11):
        assert f"{HOSTILE}{n}" in dits
    assert f"Formation\N{NO-BREAK SPACE}: {HOSTILE}11" in dits
    assert "Autre" in dits


def test_le_commentaire_d_une_grille_est_intact():
    un = exemples.dossier(commentaires={"B2.C2": HOSTILE})
    assert HOSTILE in textes(compose.dossier_certification(un, CONTEXTE))


def test_le_pv_porte_les_trois_niveaux_et_les_attestations():
    """M-053, M-054, M-055, G-047, G-051, G-066: competences, blocs, avis; alone; each member signs."""
    pv = compose.proces_verbal(exemples.partielle(), CONTEXTE)
    verdicts = {r[0]: r[-1] for r in rangs(pv) if len(r) == 3}
    assert verdicts["B3"] == "Non validé"
    assert verdicts["B3.C3"] == "Non validée"
    assert verdicts["B1.C1"] == "Validée"
    assert len(verdicts) == 3 + 5 + 2 + 4
    tout = plat(pv)
    assert "Le jury a délibéré hors de la présence de la personne évaluée." in tout
    assert "L'identité de la personne évaluée a été vérifiée avant les épreuves." in tout
    assert "Les membres du jury arrêtent ensemble les décisions et l'avis" in tout
    assert pv.blocs[-1] == Signatures(
        cases=(("Alix Présidence-Témoin", "Président"), ("Bo Métier-Témoin", "Expert métier"))
    )


@pytest.mark.parametrize(
    ("valeur", "phrase"),
    [(False, "n'a pas délibéré hors de la présence"), (None, "n'indique pas s'il a délibéré hors de la présence")],
)
def test_une_deliberation_en_presence_se_lit(valeur, phrase):  # noqa: ANN001 — a table
    """G-066: the PV never says that the jury was alone when it does not say so."""
    pv = plat(compose.proces_verbal(exemples.dossier(deliberation_hors_candidat=valeur), CONTEXTE))
    assert phrase in pv
    assert "Le jury a délibéré hors" not in pv


def test_les_durees_prevues_et_constatees():
    """M-034, G-043: the épreuve as a whole from the PV, its phases from the grid; minutes only where they went over."""
    un = exemples.dossier(durees={"B1": 70, "B3": 91})
    trouves = rangs(compose.proces_verbal(un, CONTEXTE))
    epreuve = "Observation en situation de travail, puis entretien"
    assert ("B1", epreuve, "1 h 10", "Conforme") in trouves
    assert ("B2", epreuve, "1 h 10", "Non relevée") in trouves
    assert ("B3", epreuve, "1 h 10", "1 h 31") in trouves
    assert ("", "Échange avec le jury", "20 min", "Conforme") in trouves


@pytest.mark.parametrize(("minutes", "lu"), [(95, "Conforme"), (96, "1 h 36")])
def test_le_temps_supplementaire_ne_se_lit_pas(minutes: int, lu: str):
    """K29, K44: a third more of 70 minutes is 95 as convened; who keeps to it reads as anybody."""
    un = exemples.dossier(durees={"B1": minutes}).model_copy(update={"majoration": 33})
    trouves = rangs(compose.proces_verbal(un, CONTEXTE))
    assert ("B1", "Observation en situation de travail, puis entretien", "1 h 10", lu) in trouves


def test_en_vae_un_seul_entretien():
    """M-051, M-052, G-109, G-112: its phases and its whole, for all the blocs at once, with the minutes of the PV."""
    un = exemples.vae({"harmonisation": 31, "presentation": 10, "questions": 36})
    trouves = rangs(compose.proces_verbal(un, CONTEXTE))
    assert [r for r in trouves if len(r) == 3 and r[1].endswith(("min", "1 h", "au plus"))] == [
        ("Mise en commun du jury", "20 à 30 min", "31 min"),
        ("Présentation du parcours", "5 à 10 min", "Conforme"),
        ("Questions du jury", "35 min", "36 min"),
        ("Entretien avec le candidat, en tout", "1 h au plus", "Conforme"),
    ]
    assert not [r for r in trouves if "Observation" in r[1]]


@pytest.mark.parametrize(("questions", "lu"), [(None, "Non relevée"), (50, "Conforme"), (51, "1 h 01")])
def test_en_vae_l_entretien_a_une_heure(questions: int | None, lu: str):
    """K9, G-112; what nobody wrote is not said to conform."""
    minutes = {"presentation": 10} | ({"questions": questions} if questions else {})
    assert ("Entretien avec le candidat, en tout", "1 h au plus", lu) in rangs(
        compose.proces_verbal(exemples.vae(minutes), CONTEXTE)
    )


def test_en_vae_le_temps_supplementaire_est_celui_du_candidat():
    """K29: the jury alone has none."""
    un = exemples.vae({"harmonisation": 31, "questions": 46}).model_copy(update={"majoration": 33})
    trouves = rangs(compose.proces_verbal(un, CONTEXTE))
    assert ("Mise en commun du jury", "20 à 30 min", "31 min") in trouves
    assert ("Questions du jury", "35 min", "Conforme") in trouves


def test_en_vae_les_minutes_d_un_bloc_ne_s_impriment_pas():
    """S3 §3.2: no épreuve was held by bloc."""
    un = exemples.dossier(voie=Voie.VAE, durees={"B1": 12})
    assert "12 min" not in plat(compose.proces_verbal(un, CONTEXTE))


@pytest.mark.parametrize(("minutes", "lu"), [(7, "7 min"), (69, "1 h 09"), (70, "Conforme")])
def test_une_epreuve_trop_courte_n_est_pas_conforme(minutes: int, lu: str):
    """G-043: 7 minutes of 70 are read on the paper that the jury signs."""
    trouves = rangs(compose.proces_verbal(exemples.dossier(durees={"B1": minutes}), CONTEXTE))
    assert ("B1", "Observation en situation de travail, puis entretien", "1 h 10", lu) in trouves


def test_une_epreuve_qui_n_a_pas_eu_lieu_ne_montre_aucun_resultat():
    """`deroulement` says why; there is nothing to deliberate."""
    un = exemples.dossier(deroulement=Deroulement.EXCUSE, jury_blocs={}, jury_competences={}, avis=None)
    pv = compose.proces_verbal(un, CONTEXTE)
    assert _encadre(pv).titre == "Absence excusée"
    titres = [b.texte for b in pv.blocs if isinstance(b, Titre)]
    assert "Délibération" not in titres
    assert "Épreuves" not in titres


def test_l_identite_de_la_candidature():
    """M-055: who, when, which référentiel, which scope; no e-mail."""
    un = exemples.dossier(voie=Voie.FORMATION_INDIVIDUALISEE, date=exemples.DATE_JURY.replace(day=1))
    for composer in (compose.proces_verbal, compose.dossier_certification):
        document = composer(un, CONTEXTE)
        fiche = dict(next(b for b in document.blocs if isinstance(b, Fiche)).lignes)
        assert fiche["Prénom et nom"] == "Maëlle Ozanne-Témoin"
        assert fiche["Date du jury professionnel"] == "1er\u00a0octobre\u00a02023"
        assert fiche["Référentiel"] == "Gestionnaire conseil de la Sécurité sociale, version 2023.1"
        assert fiche["Voie d’accès"] == "Formation individualisée"
        assert fiche["Blocs présentés"] == "B1, B2, B3"
        assert "@" not in plat(document)
        assert document.date == un.pv.date

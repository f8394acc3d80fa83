"""The papers of the day and those that close a session: who is on them, and what never is."""

import datetime as dt
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from pipeline.documents import compose
from pipeline.documents.render import rendre
from pipeline.model.document import Document, Encadre, Horaire, Signatures, Tableau
from pipeline.model.kit import Feuille
from pipeline.model.planning import Planning
from pipeline.model.vocabulaire import RoleMembre, Voie
from tests.outils import exemples, kits
from tests.outils.petit_gc import referentiel
from tests.outils.textes import plat, rangs, textes

CONTEXTE = compose.Contexte(reglages=exemples.REGLAGES, templates=exemples.TEMPLATES)
LETTRES = st.text(st.characters(categories=["Lu", "Ll"]), min_size=12, max_size=30)


def _annonce() -> Feuille:
    jury = referentiel().jury
    annonce = jury.annonce_par_le_jury.model_copy(update={"valeur": True})
    return kits.feuille(referentiel(jury=jury.model_copy(update={"annonce_par_le_jury": annonce})))


def _entetes(document: Document) -> list[str]:
    return [x for b in document.blocs if isinstance(b, Tableau) for x in b.entetes]


@given(LETTRES)
def test_la_mesure_n_est_lue_que_des_personnes_concernees(mesure: str):
    """K29: in the convocations and on the manager's sheet; in no paper of the day, even if it were handed to them."""
    mesure = f"mesure {mesure}"
    amenage = kits.amenage(mesure)
    autorises = (
        compose.convocation_candidat(kits.pour_candidat(mesures=mesure), kits.V1, referentiel(), CONTEXTE),
        compose.convocation_jury(kits.pour_jure(amenagements=(amenage,)), kits.V1, referentiel(), CONTEXTE),
        compose.fiche_responsable(kits.fiche(amenagements=(amenage,)), CONTEXTE),
    )
    assert all(any(mesure in t for t in textes(d)) for d in autorises)
    candidats = tuple(kits.amenagee(c, mesure) for c in kits.CANDIDATS)
    f = kits.feuille(session=kits.session(candidats=candidats))
    autres = (*kits.du_jour(f, CONTEXTE), compose.bordereau_transmission(kits.bordereau(feuille=f), CONTEXTE))
    assert not [d.type for d in autres if any(mesure in t for t in textes(d))]


def test_les_papiers_de_la_journee_ne_disent_pas_que_quelqu_un_est_amenage():
    """K29: extra time changes no word of the sheet that lies on the table, only when the next one starts."""
    plus_long = (kits.PASSAGES[0].model_copy(update={"duree": 93}), *kits.PASSAGES[1:])
    f, autre = kits.feuille(), kits.feuille(passages=plus_long)
    for composer in (lambda f: compose.emargement(f, 1, kits.JOUR, CONTEXTE), lambda f: compose.planning(f, CONTEXTE)):
        assert rangs(composer(f)) == rangs(composer(autre))
    for document in kits.du_jour(f, CONTEXTE):
        assert not [m for m in ("handicap", "aménag", "temps supplémentaire", "tiers-temps") if m in plat(document)]


def test_le_planning_dit_qui_quand_ou():
    """One line for each passage, in the order of time; the earliest hour is that of the preparation."""
    planning = compose.planning(kits.feuille(), CONTEXTE)
    assert [r for r in rangs(planning) if len(r) == 7] == [
        ("9 h", "9 h", "Maëlle Ozanne-Témoin", "GC-2023-0042", "Bloc B1", "Jury 1", "Salle 12"),
        ("9 h 30", "9 h 30", "Zoé Acquis", "GC-2023-0044", "Entretien (VAE)", "Jury 2", kits.JURYS[1].lien),
        ("10 h 30", "10 h 30", "Yanis Essai", "GC-2023-0043", "Bloc B1", "Jury 1", "Salle 12"),
        ("13 h 30", "14 h", "Maëlle Ozanne-Témoin", "GC-2023-0042", "Bloc B3", "Jury 1", "Salle 12"),
        ("9 h", "9 h", "Yanis Essai", "GC-2023-0043", "Bloc B2", "Jury 2", kits.JURYS[1].lien),
    ]
    assert planning.mise_en_page == "paysage"


def test_l_image_du_planning():
    """A column for each jury and day, one more where candidates prepare; the jury alone before and after."""
    premier, second = (b for b in compose.planning(kits.feuille(), CONTEXTE).blocs if isinstance(b, Horaire))
    assert [c.titre.replace("\N{NO-BREAK SPACE}", " ") for c in premier.colonnes] == [
        "Jury 1",
        "Jury 1 : préparation",
        "Jury 2",
    ]
    assert [(c.debut, c.fin, c.ton) for c in premier.colonnes[0].cases] == [
        (540, 610, "epreuve"),
        (610, 625, "jury"),
        (630, 700, "epreuve"),
        (700, 715, "jury"),
        (750, 810, "pause"),
        (840, 930, "epreuve"),
        (930, 945, "jury"),
    ]
    assert [(c.debut, c.fin, c.ton) for c in premier.colonnes[1].cases] == [(810, 840, "preparation")]
    assert [(c.debut, c.fin, c.ton) for c in premier.colonnes[2].cases] == [
        (540, 570, "jury"),
        (570, 615, "epreuve"),
        (615, 630, "jury"),
    ]
    assert [c.titre for c in second.colonnes] == ["Jury 2"]


def test_une_journee_de_six_jurys_avec_preparations_tient_en_images_lisibles():
    """At most eight columns in one picture; a jury and its preparation side by side; everyone drawn once."""
    passages = tuple(
        kits.passage("GC-2023-0042", 600, "B3", jury=jury, preparation=30 if jury % 2 else 0) for jury in range(1, 7)
    )
    images = [b for b in compose.planning(kits.feuille(passages=passages), CONTEXTE).blocs if isinstance(b, Horaire)]
    assert [len(i.colonnes) for i in images] == [8, 1]
    titres = [c.titre.replace("\N{NO-BREAK SPACE}", " ") for i in images for c in i.colonnes]
    assert titres[:3] == ["Jury 1", "Jury 1 : préparation", "Jury 2"]
    assert len(set(titres)) == 9


def test_un_planning_qui_se_chevauche_se_voit():
    """Times moved by people may overlap before they are corrected: nothing is drawn over something else."""
    passages = (kits.passage("GC-2023-0042", 540), kits.passage("GC-2023-0043", 580))
    (image,) = (b for b in compose.planning(kits.feuille(passages=passages), CONTEXTE).blocs if isinstance(b, Horaire))
    assert [c.titre for c in image.colonnes] == ["Jury 1", "Jury 1"]
    for colonne in image.colonnes:
        assert all(a.fin <= b.debut for a, b in zip(colonne.cases, colonne.cases[1:], strict=False))


@pytest.mark.parametrize(
    ("passages", "signatures"),
    [
        ((kits.passage("GC-2023-0042", 540),), ["Signature le matin"]),
        ((kits.passage("GC-2023-0042", 635),), ["Signature le matin"]),  # 10 h 35 to noon exactly
        ((kits.passage("GC-2023-0042", 636),), ["Signature le matin", "Signature l'après-midi"]),
        ((kits.passage("GC-2023-0042", 720),), ["Signature l'après-midi"]),
    ],
)
def test_un_jure_signe_a_chaque_demi_journee_ou_il_siege(passages, signatures):  # noqa: ANN001 — a table
    """G-051: the sheet of presence is signed by the members."""
    entetes = _entetes(compose.emargement(kits.feuille(passages=passages), 1, kits.JOUR, CONTEXTE))
    assert [x.replace("’", "'") for x in entetes if x.startswith("Signature l")] == signatures


def test_l_emargement_d_un_jury_et_d_un_jour():
    """G-039, G-128: its members, its candidates of that day with their hours, and a column to sign at a distance."""
    document = compose.emargement(kits.feuille(), 1, kits.JOUR, CONTEXTE)
    lignes = [tuple(x for x in r if x) for r in rangs(document)]
    assert lignes == [
        ("Alix Présidence-Témoin", "Président", "Institut 4.10"),
        ("Bo Métier-Témoin", "Expert métier", "Caisse de Nulle-Part"),
        ("9 h — Bloc B1\n14 h — Bloc B3", "GC-2023-0042", "Maëlle Ozanne-Témoin", "☐"),
        ("10 h 30 — Bloc B1", "GC-2023-0043", "Yanis Essai", "☐"),
    ]
    assert [x.replace("\N{NO-BREAK SPACE}", " ") for x in _entetes(document)].count("À distance : heure et moyen") == 2
    assert all(b.a_signer for b in document.blocs if isinstance(b, Tableau))
    assert document.mise_en_page == "paysage"


def test_un_candidat_reporte_n_est_plus_attendu():
    """K34: neither on the sheet to sign, nor in the planning, nor on the declarations."""
    f = kits.feuille(reportes=("GC-2023-0043",))
    for document in kits.du_jour(f, CONTEXTE):
        assert "GC-2023-0043" not in plat(document)


def test_la_declaration_de_liens():
    """G-036, G-115, G-117, K34: each candidate of the jury, three boxes, a secret without end."""
    document = compose.declaration_liens(kits.feuille(), 1, kits.EXPERT, CONTEXTE)
    assert [(r[0], r[1], r[2:5]) for r in rangs(document)] == [
        ("GC-2023-0042", "Maëlle Ozanne-Témoin\nCaisse de Quelque-Part", ("☐", "☐", "☐")),
        ("GC-2023-0043", "Yanis Essai", ("☐", "☐", "☐")),
    ]
    assert _entetes(document)[2:5] == ["Aucun lien", "Formé, tutoré ou accompagné", "Autre lien"]
    assert "sans limite de durée" in plat(document)
    assert (kits.EXPERT.nom, "Expert métier") in next(b for b in document.blocs if isinstance(b, Signatures)).cases


def test_ce_que_le_jury_peut_dire_depend_du_regime():
    """G-119, K3: nothing to anybody; the avis by the president where the régime lets him."""
    tait = plat(compose.declaration_liens(kits.feuille(), 1, kits.EXPERT, CONTEXTE))
    assert "Je ne communique aucun résultat au candidat, à son employeur ni à un tiers." in tait
    assert "seul le président du jury" in plat(compose.declaration_liens(_annonce(), 1, kits.EXPERT, CONTEXTE))
    for role in RoleMembre:
        assert "N'annoncez aucun résultat" in plat(compose.aide_memoire(role, kits.feuille(), CONTEXTE))
        assert "N'annoncez aucun résultat" not in plat(compose.aide_memoire(role, _annonce(), CONTEXTE))


PROPRE = {
    RoleMembre.PRESIDENT: "Vous répondez de l'indépendance du jury",
    RoleMembre.EXPERT: "s'il maîtrise ses outils",
    RoleMembre.REPRESENTANT: "comprend l'environnement dans lequel il travaille",
}


@pytest.mark.parametrize("role", RoleMembre)
def test_un_aide_memoire_par_role(role: RoleMembre):
    """G-033, G-054 to G-057, G-114: to each his part; to all the postures, the analysis, the ethics."""
    document = compose.aide_memoire(role, kits.feuille(), CONTEXTE)
    tout = plat(document)
    assert [r for r, phrase in PROPRE.items() if phrase in tout] == [role]
    for commun in ("pas l'excellence", "preuves sont réelles", "Le jury ne recrute pas", "01 00 00 00 00"):
        assert commun in tout
    assert ("☐" in tout) is (role is RoleMembre.PRESIDENT)


@pytest.mark.parametrize(
    "point",
    [
        "matériel et connexions",  # G-034
        "feuilles d'émargement, codes de connexion, dossiers de certification",  # G-035
        "Aucun membre du jury ne connaît un candidat",  # G-036
        "Le cadre de l'évaluation et le rôle de chacun",  # G-037
        "questions des membres ont reçu une réponse",  # G-038
        "Sa convocation et son identité sont vérifiées",  # G-039
        "La nature et la durée de l'évaluation",  # G-040
        "codes de connexion au logiciel",  # G-041
        "se sont présentés à lui",  # G-042
        "la durée prévue est tenue",  # G-043
        "les seuls acquis qu'il présente",  # G-044
        "les étapes à venir",  # G-045
        "Le procès-verbal et les feuilles de présence sont signés",  # G-051
        "par l'Institut 4.10",  # G-052
        "difficultés, écarts au référentiel, problèmes matériels",  # G-053
    ],
)
def test_la_liste_de_controle_du_president(point: str):
    """G-034 to G-045, G-051 to G-053: a box for each."""
    document = compose.aide_memoire(RoleMembre.PRESIDENT, kits.feuille(), CONTEXTE)
    assert [r for r in rangs(document) if r[0] == "☐" and point in r[1].replace("’", "'")]


def test_la_vae_n_est_rappelee_que_lorsqu_elle_est_au_programme():
    """M-051, M-052: 5 to 10 minutes, then 35."""
    formation = tuple(c for c in kits.CANDIDATS if c.voie is not Voie.VAE)
    sans = kits.feuille(session=kits.session(candidats=formation))
    avec = compose.aide_memoire(RoleMembre.EXPERT, kits.feuille(), CONTEXTE)
    assert ("VAE", "Présentation du parcours", "5 à 10 min", "—") in rangs(avec)
    assert ("VAE", "Questions du jury", "35 min au plus", "—") in rangs(avec)
    assert "VAE" not in plat(compose.aide_memoire(RoleMembre.EXPERT, sans, CONTEXTE))


def test_la_fiche_du_responsable():
    """G-126, G-128, N-005, K29: the measures, what is held and why, what is missing, whom to call."""
    document = compose.fiche_responsable(kits.fiche(), CONTEXTE)
    assert {
        ("GC-2023-0045", "Le carnet n'est pas déposé."),
        ("GC-2023-0042", "Maëlle Ozanne-Témoin", kits.MESURES),
        ("1", "Alix Présidence-Témoin", "Président", "Institut 4.10", "alix@exemple.invalid"),
        ("Réserve", "Cléo Réserve-Témoin", "Expert métier", "Caisse d'Ailleurs", "—"),
        ("GC-2023-0042", "Maëlle Ozanne-Témoin", "2 octobre 2023, 9 h", "1", "maelle@exemple.invalid"),
    } <= set(rangs(document))
    assert "Guide du jury professionnel (guide-du-jury.pdf)" in plat(document)
    assert "se déposent dans MyCertif" in plat(document)
    rien = compose.fiche_responsable(kits.fiche(retenus=(), manquants=(), amenagements=()), CONTEXTE)
    assert next(b for b in rien.blocs if isinstance(b, Encadre)).titre == "Rien n’est retenu"


@pytest.mark.parametrize(
    ("points", "verifie"),
    [
        (dict.fromkeys(kits.POINTS, True), True),
        (dict.fromkeys(kits.POINTS, True) | {"cadre": False}, False),
        (dict.fromkeys(kits.POINTS[:-1], True), False),
    ],
)
def test_un_point_sans_reponse_n_est_pas_verifie(points: dict[str, bool], verifie: bool):  # noqa: FBT001 — a table
    """G-034, G-037, G-040, G-042: a silence is no yes."""
    document = compose.compte_rendu(kits.compte_rendu(points=points), CONTEXTE)
    assert next(b for b in document.blocs if isinstance(b, Encadre)).ton == ("oui" if verifie else "reserve")


def test_le_compte_rendu_rapporte_tout_ce_que_le_president_ecrit():
    """G-035, G-053: word for word, whatever the words."""
    recit = {
        cle: f"{{{cle}}} & <b> =1+1"
        for cle in (
            "faits_notables",
            "difficultes",
            "non_conformites",
            "materiel",
            "incident_nature",
            "incident_impact",
            "incident_decision",
            "incident_justification",
        )
    }
    un = kits.compte_rendu(
        recus={"codes": False}, precisions={"cadre": "{cadre} %"}, absents=("GC-2023-0044",), **recit
    )
    document = compose.compte_rendu(un, CONTEXTE)
    assert {*recit.values(), "{cadre} %", "GC-2023-0044"} <= set(textes(document))
    assert [r for r in rangs(document) if len(r) == 2] == [
        ("Feuilles d'émargement", "Non renseigné"),
        ("Codes de connexion", "Non"),
        ("Dossiers de certification", "Non renseigné"),
    ]


def test_le_bordereau_de_transmission():
    """G-052, K39: from Institut 4.10 to the certifier, each candidature with its pieces."""
    document = compose.bordereau_transmission(kits.bordereau(), CONTEXTE)
    tout = plat(document)
    assert "Expéditeur\nInstitut 4.10\nDestinataire\nUcanss" in tout
    assert ("GC-2023-0043", "Yanis Essai", "Dossier prêt", "—") in rangs(document)
    assert "2 candidatures." in tout
    un = compose.bordereau_transmission(kits.bordereau(lignes=kits.bordereau().lignes[:1]), CONTEXTE)
    assert "Une candidature." in plat(un)
    assert "(s)" not in tout


def test_l_attestation_de_formation():
    """L-014, L-015: the three steps with their dates, the whole duration, the modules; signed by the certifier."""
    document = compose.attestation_formation(kits.attestation(), CONTEXTE)
    tout = plat(document)
    assert [r[1:] for r in rangs(document)] == [
        ("2 mai 2023", "1 h 45"),
        ("9 mai 2023", "1 h 45"),
        ("16 mai 2023", "30 min"),
    ]
    assert "achevée le 16 mai 2023, d'une durée totale de 4 h." in tout
    assert "Module complémentaire, option Retraite, achevé le 1er juin 2023" in tout
    assert "Le quiz final est réussi." in tout
    assert document.date == dt.date(2023, 5, 16)
    assert document.specimen == ""


def test_une_session_sans_passage_a_encore_ses_papiers():
    vide = kits.feuille(planning=Planning())
    assert "Aucun passage n'est encore placé." in plat(compose.planning(vide, CONTEXTE))
    assert "Aucun candidat n'est encore placé" in plat(compose.declaration_liens(vide, 1, kits.EXPERT, CONTEXTE))
    compose.fiche_responsable(kits.fiche(feuille=vide), CONTEXTE)


def test_une_page_suffit():
    """What is signed by hand, or hung on a wall, is one leaf."""
    f = kits.feuille()
    documents = (
        compose.attestation_formation(kits.attestation(), CONTEXTE),
        compose.emargement(f, 1, kits.JOUR, CONTEXTE),
        compose.declaration_liens(f, 1, kits.EXPERT, CONTEXTE),
        compose.note_de_frais(f, 1, kits.EXPERT, CONTEXTE),
        compose.bordereau_transmission(kits.bordereau(), CONTEXTE),
    )
    pages = [len(PdfReader(BytesIO(pdf)).pages) for _, pdf in rendre(documents, exemples.TEMPLATES, processus=1)]
    assert pages == [1] * len(documents)

"""The convocations: every mention that the Guide asks for, to whom it belongs, and what a new version cancels."""

import datetime as dt

import pytest

from pipeline.documents import compose
from pipeline.model.document import Document, Encadre
from pipeline.model.kit import Version
from pipeline.model.vocabulaire import Mode
from pipeline.settings import Reglages
from tests.outils import exemples, kits
from tests.outils.petit_gc import referentiel
from tests.outils.textes import plat, rangs

CONTEXTE = compose.Contexte(reglages=exemples.REGLAGES, templates=exemples.TEMPLATES)
LIEN = "https://reunion.exemple.invalid/jury-1"


def _candidat(version: Version = kits.V1, **changements: object) -> Document:
    return compose.convocation_candidat(kits.pour_candidat(**changements), version, referentiel(), CONTEXTE)


def _jure(version: Version = kits.V1, **changements: object) -> Document:
    return compose.convocation_jury(kits.pour_jure(**changements), version, referentiel(), CONTEXTE)


def _encadre(document: Document) -> Encadre:
    return next(b for b in document.blocs if isinstance(b, Encadre))


@pytest.mark.parametrize(
    "mention",
    [
        "Métro Exemple, sortie 3",  # access
        "Accueil à 8 h 45",  # organisation of the day
        "La note de frais jointe",
        "Dominique Session-Témoin, session@exemple.invalid, 01 00 00 00 00",  # session manager
        "Alix Présidence-Témoin\nPrésident\nInstitut 4.10",  # the other member and his capacity
        "Le lundi 2 octobre 2023, de 9 h à 17 h 15 (2 candidats)",
        "salle 12",
        "Votre jury évalue 2 candidats.",
        "Bloc B1\nObservation, puis entretien\n1 h 10",  # nature and duration
        "L'Institut 4.10 organise cette session par délégation du certificateur (Ucanss).",  # G-123
        "La déclaration de liens et de confidentialité jointe",  # K34
    ],
)
def test_chaque_mention_de_la_convocation_d_un_jure(mention: str):
    """G-123, G-125, K34."""
    assert mention in plat(_jure())


def test_un_jure_de_plusieurs_jours():
    """G-125: for each day its hours and its candidates."""
    premier = kits.pour_jure().journees[0]
    second = premier.model_copy(update={"jour": kits.LENDEMAIN, "fin": 720, "candidats": 1})
    document = _jure(journees=(premier, second), candidats=3)
    assert [x.replace("\N{NO-BREAK SPACE}", " ") for x in _encadre(document).textes] == [
        "Le lundi 2 octobre 2023, de 9 h à 17 h 15 (2 candidats)",
        "Le mardi 3 octobre 2023, de 9 h à 12 h (un candidat)",
    ]
    assert "Votre jury évalue 3 candidats." in plat(document)


def test_les_amenagements_ne_sont_signales_que_lorsqu_il_y_en_a():
    """G-126, K29: who is concerned and what is planned; silence otherwise."""
    assert ("Maëlle Ozanne-Témoin", kits.MESURES) in rangs(_jure(amenagements=(kits.amenage(),)))
    assert "aménag" not in plat(_jure()).lower()
    assert kits.MESURES in plat(_candidat(mesures=kits.MESURES))
    assert "aménag" not in plat(_candidat()).lower()


def test_une_note_de_frais_le_cas_echeant():
    """G-125: mentioned only when the session has one."""
    assert "note de frais" not in plat(_jure(note_de_frais=False))


@pytest.mark.parametrize(("candidats", "phrase"), [(1, "un candidat."), (2, "2 candidats.")])
def test_le_nombre_de_candidats_s_accorde(candidats: int, phrase: str):
    assert f"Votre jury évalue {phrase}" in plat(_jure(candidats=candidats))


@pytest.mark.parametrize(
    "mention",
    [
        "Métro Exemple, sortie 3",  # access
        "Centre d'examen, 2 rue de l'Épreuve, Quelque-Part",
        "Lundi 2 octobre 2023\n9 h\n1 h 10\nBloc B1 — Gestion de la relation usagers de la Sécurité sociale",
        "Jury 1\nsalle 12",
        "Votre carte d'identité",
        "Cette convocation",
        "Aucun autre document n'est autorisé",
        "Lui seul décide de la certification.",  # G-045
        "Transmise par MyCertif",  # N-005
        "Dominique Session-Témoin, session@exemple.invalid, 01 00 00 00 00",
    ],
)
def test_chaque_mention_de_la_convocation_d_un_candidat(mention: str):
    """G-045, G-127, N-005."""
    assert mention in plat(_candidat())


def test_les_documents_autorises():
    """G-127: those of the session, or none."""
    tout = plat(_candidat(documents_autorises="Le code de la sécurité sociale"))
    assert "Documents autorisés pendant les évaluations : Le code de la sécurité sociale" in tout
    assert "Aucun autre document" not in tout


def test_la_preparation_commence_avant_l_epreuve():
    """M-045: whoever prepares comes at the beginning of his preparation, not of his épreuve."""
    document = _candidat(rendez_vous=(kits.rendez(debut=840, bloc="B3", preparation=30),))
    assert [x.replace("\N{NO-BREAK SPACE}", " ") for x in _encadre(document).textes] == [
        "Le lundi 2 octobre 2023, à 13 h 30"
    ]
    assert "13 h 30 : préparation (30 min)\n14 h : évaluation" in plat(document)


def test_plusieurs_jours():
    """Each day has its hour of arrival, the earliest of that day."""
    rendez_vous = (
        kits.rendez(kits.LENDEMAIN, 600),
        kits.rendez(debut=840, bloc="B2"),
        kits.rendez(debut=540, bloc="B3"),
    )
    document = _candidat(rendez_vous=rendez_vous)
    encadre = _encadre(document)
    assert encadre.titre == "Vos rendez-vous"
    assert [x.replace("\N{NO-BREAK SPACE}", " ") for x in encadre.textes] == [
        "Le lundi 2 octobre 2023, à 9 h",
        "Le mardi 3 octobre 2023, à 10 h",
    ]


@pytest.mark.parametrize(("mode", "mot"), [(Mode.TEAMS, "Teams"), (Mode.ZOOM, "Zoom")])
def test_a_distance(mode: Mode, mot: str):
    """G-024, G-127, N-003: the tool and the link of the jury; papers are shown on screen."""
    document = _candidat(lieu=kits.lieu(mode, lieu=None), rendez_vous=(kits.rendez(salle=None, lien=LIEN),))
    tout = plat(document)
    assert f"À distance, par {mot}" in tout
    assert f"Connexion\n{LIEN}" in tout
    assert "vous les montrez à l'écran" in tout
    assert LIEN in plat(_jure(lieu=kits.lieu(mode), salle=None, lien=LIEN))


def test_deux_jurys_a_distance_ont_chacun_leur_lien():
    """A link alone would not say which jury it leads to."""
    rendez_vous = (kits.rendez(lien=LIEN), kits.rendez(debut=840, jury=2, lien=f"{LIEN}-bis"))
    tout = plat(_candidat(lieu=kits.lieu(Mode.TEAMS), rendez_vous=rendez_vous))
    assert f"Connexion du jury 1\n{LIEN}" in tout
    assert f"Connexion du jury 2\n{LIEN}-bis" in tout


def test_sur_dossier_personne_ne_se_deplace():
    """G-024: neither hour, nor place, nor anything to present; the day and what is evaluated."""
    tout = plat(_candidat(lieu=kits.lieu(Mode.DOSSIER)))
    assert "Le lundi 2 octobre 2023, sans que vous ayez à vous présenter" in tout
    assert "Bloc B1 — Gestion de la relation usagers" in tout
    for absent in ("9 h", "salle", "carte d'identité", "Métro", "convoquons"):
        assert absent not in tout


def test_l_entretien_d_une_vae():
    """M-049: one interview bears on all the blocs."""
    intitules = ("Bloc B1 — Un", "Bloc B2 — Deux", "Bloc B3 — Trois")
    entretien = kits.rendez(intitules=intitules, nature="Entretien sur le dossier de validation", duree=45)
    (rang,) = rangs(_candidat(rendez_vous=(entretien,)))
    assert rang[2:4] == (
        "45 min",
        "Bloc B1 — Un\nBloc B2 — Deux\nBloc B3 — Trois\nEntretien sur le dossier de validation",
    )


def test_une_nouvelle_version_annule_et_remplace():
    """K33: it says which convocation it cancels; the first says nothing of the kind."""
    v2 = Version(numero=2, date=dt.date(2023, 9, 20), remplace=kits.ENVOI)
    for document in (_candidat(v2), _jure(v2)):
        tout = plat(document)
        assert "Cette convocation annule et remplace la convocation du 1er septembre 2023." in tout
        assert "Version : 2" in tout
        assert "Le 20 septembre 2023" in tout
        assert document.date == dt.date(2023, 9, 20)
    for document in (_candidat(), _jure()):
        assert "annule" not in plat(document)
        assert "Version" not in plat(document)


def test_rien_sur_les_resultats():
    """G-045, G-119, K3: the steps, and no promise of any result; the régime says whether the jury may speak."""
    assert "Il n'est pas habilité à vous en parler." in plat(_candidat())
    jury = referentiel().jury
    annonce = jury.annonce_par_le_jury.model_copy(update={"valeur": True})
    ailleurs = referentiel(jury=jury.model_copy(update={"annonce_par_le_jury": annonce}))
    tout = plat(compose.convocation_candidat(kits.pour_candidat(), kits.V1, ailleurs, CONTEXTE))
    assert "que son président vous fait connaître" in tout
    assert "habilité" not in tout


def test_un_candidat_ne_lit_rien_des_jures():
    """G-127: neither their names nor their organismes."""
    for prive in (kits.PRESIDENTE.nom, kits.EXPERT.nom, "Caisse de Nulle-Part"):
        assert prive not in plat(_candidat())


def test_une_convocation_sans_reglage_reste_utile():
    """Only the address is the certifier's to give: until then SPÉCIMEN, and a line to complete."""
    nu = compose.Contexte(reglages=Reglages(), templates=exemples.TEMPLATES)
    document = compose.convocation_candidat(kits.pour_candidat(), kits.V1, referentiel(), nu)
    assert document.specimen == "SPÉCIMEN"
    assert "(adresse à compléter)" in plat(document)
    assert "à compléter" not in plat(document).replace("(adresse à compléter)", "")
    assert _candidat().specimen == ""


def test_sans_responsable_une_ligne_a_completer():
    lieu = kits.lieu(responsable=None, responsable_email=None, responsable_telephone=None)
    document = _candidat(lieu=lieu)
    assert document.lettre is not None
    assert document.lettre.signataire[0] == "(responsable de session à compléter)"
    assert "responsable de session : (responsable de session à compléter)." in plat(document)

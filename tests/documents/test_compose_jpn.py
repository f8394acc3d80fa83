"""The papers of the jury paritaire: nothing of who is judged, in the dossier nor in the docket (K18)."""

import datetime as dt
import hashlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents import compose
from pipeline.model.document import Document, Encadre, Tableau
from pipeline.model.dossier import Dossier
from pipeline.model.jury_paritaire import DossierDecide
from pipeline.model.vocabulaire import Attribution, Deroulement, Portee, Reponse, Voie
from pipeline.settings import Reglages
from tests.outils import exemples, jpn, kits, petit_gc
from tests.outils.textes import plat, rangs, textes

CONTEXTE = compose.Contexte(reglages=exemples.REGLAGES, templates=exemples.TEMPLATES)
# Whatever says who, where, when, or by whom: of the sample dossier and of the report joined to it.
IDENTITE = (
    "maelle",
    "maëlle",
    "ozanne",
    "GC-2023-",
    "S-2023-10",
    kits.SESSION,
    "Quelque-Part",
    "Nulle-Part",
    "Caisse",
    "exemple.invalid",
    "Alix",
    "Présidence",
    "Bo Métier",
    "Témoin",
    "2 octobre",
    "02/10/2023",
    "2023-10-02",
    "2 mars 2022",
    "P-0001",
)


def _anonyme(un: Dossier | None = None, **changements: object) -> Document:
    return compose.dossier_anonyme(jpn.anonyme(un, **changements), CONTEXTE)


def _titres(document: Document) -> list[str]:
    return [b.texte for b in document.blocs if b.genre == "titre" and b.niveau == 1]


class TestDossierAnonyme:
    @pytest.mark.parametrize(
        "un",
        [
            exemples.reussite(),
            exemples.partielle(),
            exemples.refus(),
            exemples.divergence(),
            exemples.vae(),
            exemples.dossier(vises=("B2",), portee=Portee.BLOCS, acquis=(exemples.acquisition("B1"),)),
            exemples.dossier(
                vises=("B2",), portee=Portee.BLOCS, acquis=(exemples.acquisition("B1", dt.date(2022, 3, 2), cqp="COS"),)
            ),
            exemples.dossier(ref=petit_gc.sans_regle(), motif_avis="Motif", durees={}),
            *(exemples.dossier(deroulement=d) for d in Deroulement),
        ],
    )
    @pytest.mark.parametrize("deja_acquis", [False, True])
    def test_rien_n_y_dit_de_qui_il_s_agit(self, un: Dossier, deja_acquis: bool):  # noqa: FBT001 — a table
        """K18, G-085: no name, id, session, organisme, e-mail, juror nor day of the jury, in any word of it."""
        document = _anonyme(un, deja_acquis=deja_acquis, a_controler=True)
        tout = "\n".join((*textes(document), document.type, document.date.isoformat())).casefold()
        assert [mot for mot in IDENTITE if mot.casefold().replace(" ", "\N{NO-BREAK SPACE}") in tout] == []
        assert [mot for mot in IDENTITE if mot.casefold() in plat(document).casefold()] == []
        assert document.date == exemples.DATE_JPN
        assert jpn.NUMERO in document.titre
        assert jpn.NUMERO in document.sujet
        assert jpn.NUMERO in document.pied

    def test_tout_ce_qu_il_faut_pour_decider(self):
        """G-086, K11, K12: the avis, the counts with their thresholds, divergences and reasons, what the jury wrote."""
        tout = plat(_anonyme(exemples.divergence()))
        for attendu in (
            "Avis du jury professionnel : validation totale",
            "Résultat calculé à partir des grilles : Validation partielle",
            "2/4 (seuil 3)",
            "8/8 (seuil 6)",
            "Bloc B2 — calcul : Non validé ; jury : Validé",
            "L'entretien a montré une maîtrise d'ensemble qui compense ce point isolé.",
            "B2.C1.3 — Indice observable 3 de la compétence : non validé",
            "Le jury a observé deux entretiens et trois courriels traités avec méthode.",
            "Confier des situations plus variées consoliderait ces acquis.",
            "Gestionnaire conseil de la Sécurité sociale, version 2023.1",
            "Maladie",
            "Modalités de certification GC et COS, §1.2",
        ):
            assert attendu in tout, attendu

    def test_le_jury_par_ses_seules_qualites(self):
        document = _anonyme()
        table = next(b for b in document.blocs if isinstance(b, Tableau) and "qualité" in b.legende)
        assert [x.cellules for x in table.lignes] == [("Président", "Oui"), ("Expert métier", "Oui")]

    def test_le_compte_rendu_sans_qui_ni_quand(self):
        """K18: the points checked and what is told; neither the absent, nor who wrote."""
        tout = plat(_anonyme())
        assert "Compte rendu de déroulement" in tout
        assert "Le réseau a été lent le matin." in tout
        assert "Aucun membre du jury ne connaît les candidats" in tout
        deux = (kits.compte_rendu().compte_rendu,) * 2
        assert "Compte rendu de déroulement 2" in plat(_anonyme(comptes_rendus=deux))

    def test_les_pieces_masquees(self):
        """K18: the file that lies in the bundle, or that nobody gave it."""
        assert ("Carnet de suivi", f"{jpn.NUMERO} - carnet.pdf") in rangs(_anonyme())
        assert ("Rapport de contrôle", "Absente") in rangs(_anonyme())

    def test_les_blocs_acquis_par_leur_code(self):
        """K18: acquired before, never when."""
        acquis = (exemples.acquisition("B1", dt.date(2022, 3, 2), cqp="COS"),)
        un = exemples.dossier(vises=("B2",), portee=Portee.BLOCS, acquis=acquis)
        document = _anonyme(un)
        assert ("Blocs déjà acquis", "B1") in [x for b in document.blocs if b.genre == "fiche" for x in b.lignes]
        assert next(r for r in rangs(document) if r[0] == "B1")[-1] == "Acquis"
        assert "2022" not in plat(document)
        assert "Acquis le 2 mars 2022" in plat(compose.dossier_certification(un, CONTEXTE))

    @given(st.integers(0, 50), st.integers(0, 100))
    def test_le_temps_supplementaire_ne_se_lit_pas(self, majoration: int, part: int):
        """K29, N-013: « conforme » is all that is read, the same words whatever part of the extra was taken."""
        un = exemples.dossier(durees={"B1": 70, "B2": 70, "B3": 70})
        ordinaire = compose.dossier_anonyme(jpn.anonyme(un), CONTEXTE)
        pris = 70 + 70 * majoration // 100 * part // 100
        majore = exemples.dossier(durees={"B1": pris, "B2": pris, "B3": 70}).model_copy(
            update={"majoration": majoration}
        )
        assert compose.dossier_anonyme(jpn.anonyme(majore), CONTEXTE) == ordinaire
        assert [r[-1] for r in rangs(ordinaire) if r[0] in ("B1", "B2", "B3") and "Observation" in r[1]] == [
            "Conforme"
        ] * 3

    def test_un_cqp_a_prononcer(self):
        """K17: every bloc is shown as held, nothing is judged again."""
        document = _anonyme(exemples.blocs_seuls(), deja_acquis=True)
        premier = document.blocs[0]
        assert isinstance(premier, Encadre)
        assert premier.titre == "Tous les blocs de ce CQP sont acquis"
        assert [(r[0], r[2]) for r in rangs(document) if len(r) == 3] == [(b, "Acquis") for b in ("B1", "B2", "B3")]
        assert "seuil" not in plat(document)
        assert "Avis du jury" not in plat(document)

    def test_a_controler(self):
        """G-084."""
        assert "à contrôler" in plat(_anonyme(a_controler=True))
        assert "à contrôler" not in plat(_anonyme())


class TestOrdreDuJour:
    def test_dans_l_ordre_des_numeros(self):
        """K18: neither the order of arrival nor that of names."""
        document = compose.ordre_du_jour(jpn.ordre(), CONTEXTE)
        assert [r[0] for r in rangs(document) if len(r) == 8] == ["A-100", "B-200", "C-300", "D-400", "E-500"]
        lignes = {r[0]: r[1:] for r in rangs(document) if len(r) == 8}
        assert lignes["A-100"] == (
            "GC",
            "Formation",
            "CQP entier : B1, B2, B3",
            "Validation totale",
            "Validation totale",
            "—",
            "—",
        )
        assert lignes["B-200"][1:3] == ("VAE", "Blocs : B2")
        assert lignes["C-300"][-2:] == ("2", "À contrôler")
        assert lignes["D-400"][2:5] == ("CQP à prononcer", "—", "—")
        assert lignes["E-500"][-1] == "Déjà ajourné"

    def test_combien_par_cqp_et_par_voie(self):
        document = compose.ordre_du_jour(jpn.ordre(), CONTEXTE)
        assert [r for r in rangs(document) if len(r) == 5] == [
            ("COS", "2", "0", "0", "2"),
            ("GC", "2", "0", "1", "3"),
            ("Total", "4", "0", "1", "5"),
        ]
        tout = plat(document)
        assert "5 dossiers à examiner." in tout
        assert "jurys professionnels tenus jusqu'au vendredi 6 octobre 2023 inclus" in tout

    def test_ce_qui_se_lit_a_part(self):
        """K17, K4, K18: the CQP to pronounce, the adjourned that come back, the masked pieces that lack."""
        document = compose.ordre_du_jour(jpn.ordre(), CONTEXTE)
        assert ("B-200", "Livret 2") in rangs(document)
        assert _titres(document) == [
            "Dossiers par CQP et par voie d’accès",
            "Dossiers à examiner",
            "CQP à prononcer sur des blocs tous acquis",
            "Dossiers ajournés qui reviennent",
            "Dossiers à contrôler",
            "Pièces masquées manquantes",
        ]

    def test_l_echantillon_se_tire_a_nouveau(self):
        """G-084: the sentence is enough to draw the same numbers, whatever the order they came in."""
        numeros = [f"{n:03d}" for n in range(40)]
        graine = "une graine"
        tires = sorted(numeros, key=lambda n: hashlib.sha256(f"{graine}:{n}".encode()).hexdigest())[:3]
        random.Random(1).shuffle(numeros)  # noqa: S311 — an order, no secret
        dossiers = tuple(jpn.inscrit(n, a_controler=n in tires) for n in numeros)
        tout = plat(compose.ordre_du_jour(jpn.ordre(dossiers, graine=graine), CONTEXTE))
        assert "\n".join(sorted(tires)) in tout
        assert f"selon l'empreinte SHA-256 du texte « {graine}:numéro » ; les 3 premiers sont retenus." in tout

    def test_un_ordre_du_jour_vide_le_dit(self):
        document = compose.ordre_du_jour(jpn.ordre(()), CONTEXTE)
        assert "Aucun dossier n'est inscrit." in plat(document)
        assert rangs(document) == []
        assert "Un dossier à examiner." in plat(compose.ordre_du_jour(jpn.ordre((jpn.inscrit(),)), CONTEXTE))


class TestAnnexeNominative:
    def test_par_ordre_alphabetique(self):
        """An É is an E."""
        document = compose.annexe_nominative(exemples.DATE_JPN, jpn.lignes(), CONTEXTE)
        assert [r[:2] for r in rangs(document)] == [
            ("Élan Yanis", "B-200"),
            ("Ozanne-Témoin Maëlle", "A-100"),
            ("Zwicky Anaïs", "C-300"),
        ]
        assert rangs(document)[2][3:] == ("—", "GC", "Certification", "Récapitulatif des CCP", "COS-2023-00001-K")
        assert "Confidentiel — réservé à l'Ucanss" in plat(document)
        assert document.type == "proces-verbal-jpn"


def test_aucun_papier_du_jury_ne_demande_un_reglage_du_certificateur():
    """Only an example makes them a SPÉCIMEN (contrat.md)."""
    vide = compose.Contexte(reglages=Reglages(), templates=exemples.TEMPLATES)
    exemple = petit_gc.referentiel(statut="exemple")
    for type_ in ("dossier-anonyme", "ordre-du-jour-jpn", "proces-verbal-jpn"):
        assert compose.reglages_manquants(type_, exemple, vide.reglages) == ()
    for est_exemple, mot in ((False, ""), (True, "SPÉCIMEN")):
        un = exemples.dossier(ref=exemple) if est_exemple else exemples.dossier()
        documents = (
            compose.dossier_anonyme(jpn.anonyme(un), vide),
            compose.ordre_du_jour(jpn.ordre(exemple=est_exemple), vide),
            compose.proces_verbal_jpn(jpn.seance(exemple=est_exemple), None, vide),
            compose.annexe_nominative(exemples.DATE_JPN, jpn.lignes(), vide, exemple=est_exemple),
        )
        assert {d.specimen for d in documents} == {mot}


def test_les_exemples_de_ce_fichier_ont_de_quoi_fuir():
    """What `IDENTITE` looks for is in the sample: its absence from the anonymous dossier means something."""
    un = exemples.partielle()
    tout = plat(compose.dossier_certification(un, CONTEXTE)) + plat(compose.compte_rendu(kits.compte_rendu(), CONTEXTE))
    presents = [m for m in IDENTITE if m.casefold() in tout.casefold()]
    assert len(presents) >= len(IDENTITE) - 6
    assert (un.pv.voie, Reponse.NON in un.grilles["B3"].criteres.values()) == (Voie.FORMATION, True)


def test_ce_qui_etait_acquis_est_dit_a_cote_de_ce_qui_se_decide():
    """S3 §1.3: B3 alone makes the CQP of who held B1 and B2: the docket and the minutes say it."""
    un = jpn.inscrit(vises=("B3",), acquis=("B1", "B2"))
    (ligne,) = (r for r in rangs(compose.ordre_du_jour(jpn.ordre((un,)), CONTEXTE)) if r[0] == un.numero)
    assert ligne[3] == "CQP entier : B3\nDéjà acquis : B1, B2"
    rendu = jpn.rendu(un.numero, sur_liste=True, blocs={"B3": Attribution.ATTRIBUE})
    minutes = compose.proces_verbal_jpn(jpn.seance((DossierDecide(inscrit=un, decision=rendu),)), None, CONTEXTE)
    (ligne,) = (r for r in rangs(minutes) if r[0] == un.numero)
    assert ligne[3] == "B3\nDéjà acquis : B1, B2"

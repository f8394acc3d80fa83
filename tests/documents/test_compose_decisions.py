"""What the jury paritaire decided: its minutes, every vote said, and the papers that follow (K4, K17, K24, K39)."""

import datetime as dt

import pytest

from pipeline.documents import compose
from pipeline.model.document import Document, SautDePage, Signatures
from pipeline.model.dossier import Remplacement
from pipeline.model.vocabulaire import College, Decision, PreconisationJpn
from tests.outils import exemples, jpn
from tests.outils.textes import plat, rangs

CONTEXTE = compose.Contexte(reglages=exemples.REGLAGES, templates=exemples.TEMPLATES)


def _pv(*args: object, **kw: object) -> Document:
    return compose.proces_verbal_jpn(jpn.seance(*args, **kw), None, CONTEXTE)  # type: ignore[arg-type]


def _titres(document: Document) -> list[str]:
    return [b.texte for b in document.blocs if b.genre == "titre" and b.niveau == 1]


class TestProcesVerbal:
    def test_les_membres_et_le_quorum(self):
        """G-081, G-082, G-083: present by college, the quorum, and Ucanss that never counts."""
        document = _pv()
        assert rangs(document)[0] == ("Camille Présidence-Témoin", "Ucanss", "Présent")
        assert ("Ida Employeuse-Témoin", "Employeurs", "Absent") in rangs(document)
        tout = plat(document)
        assert "collège salariés : 3 ; collège employeurs : 2." in tout
        assert "Le quorum de 2 représentants au moins par collège est atteint." in tout
        assert (
            "L'Ucanss préside sans voix délibérative : unanimité et majorité se comptent sur les voix de ces deux"
            in tout
        )
        assert "13 octobre 2023 à 15 h 30" in tout
        compte = "Certification : 2 ; Certification partielle : 1 ; Non-certification : 1 ; Ajournée : 1"
        assert ("Décisions", compte.replace(" :", "\N{NO-BREAK SPACE}:").replace(" ;", "\N{NO-BREAK SPACE};")) in next(
            b.lignes for b in document.blocs if b.genre == "fiche"
        )

    def test_une_heure_que_personne_n_a_ecrite_reste_a_completer(self):
        """K1: neither the end of the day nor the hour of the proclamation stands for the deliberation's."""
        document = _pv(heure=None, proclamee_le=exemples.PROCLAME_LE)
        lignes = dict(next(b.lignes for b in document.blocs if b.genre == "fiche"))
        assert (
            lignes["Délibération"].replace("\N{NO-BREAK SPACE}", " ").startswith("13 octobre 2023, heure à compléter")
        )
        assert not any(heure in plat(document) for heure in ("23 h", "23:59"))

    @pytest.mark.parametrize(("presents", "dit"), [(2, "est atteint"), (1, "n'est pas atteint")])
    def test_le_quorum_a_son_bord(self, presents: int, dit: str):
        """G-083: two of each college, whatever the number of the other."""
        membres = tuple(
            m.model_copy(update={"present": m.college is not College.EMPLOYEURS or m.ligne < 4 + presents})
            for m in jpn.MEMBRES
        )
        assert f"collège employeurs : {presents}. Le quorum de 2 représentants" in plat(_pv(membres=membres))
        assert f"par collège {dit}" in plat(_pv(membres=membres))

    def test_chaque_decision_et_son_vote(self):
        """G-089, K4: unanimity or majority with the voices of each college, the list, the tie that awards nothing."""
        lignes = {r[0]: r[1:] for r in rangs(_pv()) if len(r) == 6 and "-" in r[0]}
        assert lignes == {
            "A-100": ("GC", "Certification", "B1, B2, B3", "—", "Adopté avec la liste"),
            "B-200": ("GC", "Ajournée", "—", "—", "Partage des voix\nSalariés : 3, 0, 0\nEmployeurs : 0, 3, 0"),
            "C-300": (
                "COS",
                "Certification partielle",
                "B1, B2",
                "B3",
                "Majorité\nSalariés : 2, 1, 0\nEmployeurs : 1, 0, 1",
            ),
            "D-400": (
                "COS",
                "Certification",
                "Tous déjà acquis",
                "—",
                "Unanimité\nSalariés : 3, 0, 0\nEmployeurs : 2, 0, 0",
            ),
            "E-500": (
                "GC",
                "Non-certification",
                "—",
                "B1, B2, B3",
                "Unanimité\nSalariés : 3, 0, 0\nEmployeurs : 2, 0, 0",
            ),
        }

    @pytest.mark.parametrize(
        ("decision", "voix", "mot"),
        [
            (Decision.CERTIFICATION, ((3, 0, 0), (3, 0, 0)), "Unanimité"),
            (Decision.CERTIFICATION, ((3, 0, 0), (2, 0, 1)), "Majorité"),
            (Decision.CERTIFICATION, ((3, 0, 0), (2, 1, 0)), "Majorité"),
            (Decision.AJOURNEE, ((3, 0, 0), (3, 0, 0)), "Unanimité"),
            (Decision.AJOURNEE, ((2, 1, 0), (1, 2, 0)), "Partage des voix"),
            (Decision.AJOURNEE, ((2, 1, 0), (2, 1, 0)), "Majorité"),
        ],
    )
    def test_le_mot_du_vote(self, decision: Decision, voix: tuple[tuple[int, int, int], ...], mot: str):
        """S0 §3.2: one abstention, and it is no unanimity."""
        rendu = jpn.rendu("A-100", decision, voix)  # type: ignore[arg-type]
        un = jpn.DossierDecide(inscrit=jpn.inscrit("A-100"), decision=rendu)
        assert next(r for r in rangs(_pv((un,))) if r[0] == "A-100")[-1].splitlines()[0] == mot

    def test_ce_qui_s_ecarte_est_dit_avec_son_motif(self):
        """G-088, K12: legal, and flagged."""
        tout = plat(_pv())
        assert "Dossier C-300 — s'écarte de l'avis du jury professionnel et du résultat calculé" in tout
        assert (
            "Proposition du jury professionnel : Validation partielle ; calcul : Validation totale ; "
            "décision : Certification partielle." in tout
        )
        assert "Le contrôle des pièces n'est pas acquis." in tout
        suivie = jpn.DossierDecide(inscrit=jpn.inscrit("A-100"), decision=jpn.rendu("A-100"))
        assert "s'écarte" not in plat(_pv((suivie,)))

    def test_qui_suit_l_avis_suit_ses_motifs(self):
        """K12: the jury said why it departed from the computation; against the avis its reasons are not ours."""
        motif = "L'entretien a montré une pratique sûre."
        suivi = {"inscrit": jpn.inscrit("A-100"), "contre_calcul": True, "motifs_du_jury": (motif,)}
        un = jpn.DossierDecide(decision=jpn.rendu("A-100"), **suivi)
        assert f"suit l'avis du jury professionnel, qui l'a motivé ainsi :\n{motif}" in plat(_pv((un,)))
        assert "Aucun motif" not in plat(_pv((un,)))
        propre = un.model_copy(update={"decision": jpn.rendu("A-100", motif="Carnet probant.")})
        assert (
            f"Carnet probant.\nLe jury paritaire suit l'avis du jury professionnel, qui l'a motivé ainsi :\n{motif}"
            in (plat(_pv((propre,))))
        )
        contre = un.model_copy(update={"contre_avis": True})
        assert motif not in plat(_pv((contre,)))
        assert "Aucun motif n'est noté." in plat(_pv((contre,)))

    def test_un_dossier_n_est_dit_appele_a_part_que_s_il_l_a_ete(self):
        """K4: a list adopted whole says so."""
        liste = jpn.DossierDecide(inscrit=jpn.inscrit("A-100"), decision=jpn.rendu("A-100", sur_liste=True))
        assert "Aucun dossier n'a été appelé à part." in plat(_pv((liste,)))
        assert "vote distinct" not in plat(_pv((liste,)))
        assert "les dossiers appelés à part ont fait l'objet d'un vote distinct" in plat(_pv())

    def test_les_ajournees_les_rectifiees_les_preconisations_les_questions(self):
        """K4, K39, G-091, G-084."""
        document = _pv()
        tout = plat(document)
        assert "Dossier B-200 — partage des voix\nComplément demandé." in tout
        assert "annule et remplace une décision antérieure, retirée par rectification.\nE-500" in tout
        assert ("C-300", "Travail complémentaire", "Reprendre le contrôle des pièces en binôme.") in rangs(document)
        assert ("E-500", "—", "Poursuivre la pratique.") in rangs(document)
        question = "Question 1 — dossier C-300 — à : président du jury\nLa durée a-t-elle été tenue ?\nRéponse :\nOui."
        assert question in tout
        assert "Question 2\nLe carnet est-il complet ?\nPas de réponse à ce jour." in tout

    def test_sous_embargo_jusqu_a_la_proclamation(self):
        """G-090, K3."""
        embargo = "Résultats sous embargo jusqu'à la proclamation"
        assert embargo in plat(_pv())
        apres = plat(_pv(proclamee_le=dt.datetime(2023, 10, 13, 15, 0, tzinfo=dt.UTC)))
        assert embargo not in apres
        assert "Résultats proclamés le 13 octobre 2023 à 17 h" in apres

    def test_qui_signe(self):
        """Ucanss in the chair, then one of each college."""
        signatures = next(b for b in _pv().blocs if isinstance(b, Signatures))
        assert [nom for nom, _ in signatures.cases] == [
            "Pour l’Ucanss, présidence",
            "Pour le collège salariés",
            "Pour le collège employeurs",
        ]
        assert signatures.cases[0][1] == "Camille Présidence-Témoin"

    def test_par_numeros_seulement(self):
        """K18: the minutes name who judged, never who was judged; the annex does."""
        minutes = plat(_pv())
        annexe = plat(compose.annexe_nominative(exemples.DATE_JPN, jpn.lignes(), CONTEXTE))
        for nom in ("Ozanne", "Zwicky", "Élan", "GC-2023", "Quelque-Part"):
            assert nom not in minutes
            assert nom in annexe

    def test_sans_chiffres_pas_d_annexe(self):
        assert not [b for b in _pv().blocs if isinstance(b, SautDePage)]

    def test_l_annexe_des_chiffres_vient_en_dernier(self):
        document = compose.proces_verbal_jpn(jpn.seance(), jpn.figures(), CONTEXTE)
        genres = [b.genre for b in document.blocs]
        assert genres.index("signatures") + 1 == genres.index("saut")
        assert _titres(document)[-1] == "Annexe\N{NO-BREAK SPACE}: chiffres de la réunion"
        assert "graphique" in genres
        assert [b.legende for b in document.blocs if b.genre == "graphique"]


class TestApresUneRectification:
    """K39: « annule et remplace », with the day and the number of what was revoked."""

    PROCLAME = exemples.proclame(exemples.partielle(), remplace=jpn.REMPLACE)

    @pytest.mark.parametrize("composer", [compose.notification_candidat, compose.notification_employeur])
    def test_les_courriers(self, composer: object):
        tout = plat(composer(self.PROCLAME, CONTEXTE))  # type: ignore[operator]
        assert "Le présent courrier annule et remplace celui du 16 octobre 2023." in tout
        assert "Le document n° GC-2023-00003-P, délivré à la suite de la décision précédente, est annulé." in tout
        sans_papier = self.PROCLAME.model_copy(update={"remplace": Remplacement(du=dt.date(2023, 10, 16))})
        tout = plat(composer(sans_papier, CONTEXTE))  # type: ignore[operator]
        assert "annule et remplace celui du 16 octobre 2023." in tout
        assert "est annulé" not in tout

    def test_le_parchemin_et_le_recapitulatif(self):
        parchemin = compose.parchemin(self.PROCLAME, CONTEXTE).parchemin
        assert parchemin is not None
        numero = parchemin.numero.replace("\N{NO-BREAK SPACE}", " ")
        assert numero == "N° GC-2023-00007-K — annule et remplace le n° GC-2023-00003-P du 16 octobre 2023"
        tout = plat(compose.recapitulatif_ccp(self.PROCLAME, CONTEXTE))
        assert "Il annule et remplace le document n° GC-2023-00003-P du 16 octobre 2023." in tout

    def test_ce_qui_n_avait_pas_de_papier_n_en_annule_pas(self):
        sans_papier = self.PROCLAME.model_copy(update={"remplace": Remplacement(du=dt.date(2023, 10, 16))})
        for composer in (compose.parchemin, compose.recapitulatif_ccp):
            assert "annule" not in plat(composer(sans_papier, CONTEXTE))


@pytest.mark.parametrize("composer", [compose.parchemin, compose.recapitulatif_ccp])
def test_un_duplicata_se_dit_sans_etre_un_specimen(composer: object):
    """K24: marked, dated of the day it was made; the date of the decision and the number stay."""
    proclame = exemples.proclame(exemples.reussite())
    original = composer(proclame, CONTEXTE)  # type: ignore[operator]
    duplicata = composer(proclame.model_copy(update={"duplicata_le": dt.date(2024, 3, 4)}), CONTEXTE)  # type: ignore[operator]
    assert "DUPLICATA" not in plat(original)
    tout = plat(duplicata)
    assert "DUPLICATA établi le 4 mars 2024" in tout
    assert "Délivré à Montreuil, le 13 octobre 2023" in tout
    assert "GC-2023-00007-K" in tout
    assert (duplicata.specimen, duplicata.date) == ("", original.date)


class TestPreconisations:
    @pytest.mark.parametrize("genre", list(PreconisationJpn))
    def test_le_candidat_lit_sa_nature_l_employeur_rien(self, genre: PreconisationJpn):
        """K28, G-091: « inadéquation du profil » never reaches the employer, nor any other recommendation."""
        jpn_ = {"preconisation_type": genre, "preconisation": "Les motifs que voici."}
        proclame = exemples.proclame(exemples.refus(), jpn=jpn_)
        candidat = plat(compose.notification_candidat(proclame, CONTEXTE))
        employeur = plat(compose.notification_employeur(proclame, CONTEXTE)).casefold()
        mots = {
            PreconisationJpn.COMPLEMENT: "travaux complémentaires",
            PreconisationJpn.INADEQUATION: "inadéquation du profil",
            PreconisationJpn.PARCOURS: "suite de votre parcours",
        }
        assert [m for m in mots.values() if m in candidat] == [mots[genre]]
        assert "Les motifs que voici." in candidat
        for absent in ("inadéquation", "profil", "préconisation", "les motifs que voici"):
            assert absent not in employeur

    def test_une_decision_ajournee_ne_preconise_rien(self):
        jpn_ = {"preconisation_type": PreconisationJpn.INADEQUATION, "preconisation": "Les motifs."}
        proclame = exemples.proclame(exemples.refus(), Decision.AJOURNEE, jpn=jpn_)
        assert "réconisation" not in plat(compose.notification_candidat(proclame, CONTEXTE))


class TestCqpPrononceSurDesBlocsAcquis:
    """K17: the blocs were held, and all was said of them; this day pronounces the CQP."""

    def test_les_courriers(self):
        proclame = jpn.des_deja_acquis()
        for composer in (compose.notification_candidat, compose.notification_employeur):
            tout = plat(composer(proclame, CONTEXTE))
            assert "au titre des blocs de compétences déjà acquis" in tout
            assert "(acquis le 2 mars 2022)" in tout
            assert "parchemin" in tout
            assert "restant à valider" not in tout
            assert "poursuivez ce travail" not in tout  # the words of a passage already decided
            assert "Confier des situations" not in tout
        decide = exemples.proclame(exemples.reussite())
        assert "déjà acquis" not in plat(compose.notification_candidat(decide, CONTEXTE))

    def test_le_meme_parchemin_que_pour_tous(self):
        """G-105: nothing of the route."""
        entier = compose.parchemin(exemples.proclame(exemples.reussite()), CONTEXTE)
        assert compose.parchemin(jpn.des_deja_acquis(), CONTEXTE) == entier

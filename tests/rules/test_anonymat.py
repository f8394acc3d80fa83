"""Masking: no name is left, no other word is touched (K18, G-085)."""

import time
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents.fuites.passages import Sorte
from pipeline.documents.fuites.recherche import chercheur
from pipeline.model.anonymat import Genre, Identites, mots
from pipeline.rules.anonymat import PART_MIN, masquer, termes

MONDE = Identites(
    candidat=("Ozanne-Kervadec", "Zoé"),
    jury=("Alix de La Bruyère-Montalembert", "Li Nguyễn", "Lê Văn Tám", "Moussa N'Diaye"),
    organismes=("CAF de Nulle-Part", "Caisse primaire d'assurance maladie de Bobigny"),
    adresses=("zoe.o@caf.example", "06 12 34 56 78"),
    references=("GC-2023-00012",),
)


def masque(texte: str, identites: Identites = MONDE) -> str:
    return masquer(texte, identites)[0]


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("Zoé Ozanne-Kervadec répond.", "[candidat] répond."),
        ("OZANNE-KERVADEC Zoé répond.", "[candidat] répond."),
        ("ozanne kervadec, puis Kervadec.", "[candidat], puis [candidat]."),
        ("L'Ozanne, d’Ozanne", "L'[candidat], d’[candidat]"),
        ("Zoe\u0301 et ZOÉ et zoe", "[candidat] et [candidat] et [candidat]"),
        ("Ozanne\u00a0‑\u00a0Kervadec", "[candidat]"),
        ("O\u200bzan\u00adne", "[candidat]"),
        ("Ozan-\nne arrive", "[candidat] arrive"),
        ("O Z A N N E", "[candidat]"),
        ("ＯＺＡＮＮＥ", "[candidat]"),
        ("Ozanne² puis ozannekervadec", "[candidat]² puis [candidat]"),
        ("comptes zkervadec, kervadecz, ZoeKervadec", "comptes [candidat], [candidat], [candidat]"),
        ("comptes zOzanne, OzanneZ, ZOzanne, OzanneZ75", "comptes [candidat], [candidat], [candidat], [candidat]75"),
        ("zozanne.pdf, cv_ozannez, ZOZANNE_2, zozanne01", "[candidat].pdf, cv_[candidat], [candidat]_2, [candidat]01"),
        ("les Ozannes, Ozanne-Durand", "les [candidat], [candidat]-Durand"),
        ("Z. Ozanne, Ozanne Z., Q. Ozanne", "[candidat], [candidat], [candidat]"),
        ("M. Ozanne et Mme Kervadec", "M. [candidat] et Mme [candidat]"),
        ("M. de La Bruyère", "[membre du jury]"),
        ("de la bruyère-montalembert, Alix", "[membre du jury]"),
        ("la Bruyère et Montalembert", "[membre du jury] et [membre du jury]"),
        ("Ndiaye, N’DIAYE, NDIAYE, Diaye", ", ".join(["[membre du jury]"] * 4)),
        ("Nguyen est là", "[membre du jury] est là"),
        ("à la CAF de Nulle-Part, la C.A.F.", "à la [organisme], la [organisme]."),
        ("Nulle autre", "[organisme] autre"),
        ("la CPAM de Bobigny", "la CPAM de [organisme]"),
        ("une caisse d'assurance maladie", "une caisse d'assurance maladie"),
        ("écrire à X.y+z@mail.example.org !", "écrire à [coordonnées] !"),
        ("06.12.34.56.78 ou +33 6 98 76 54 32", "[coordonnées] ou [coordonnées]"),
        ("GC-2023-00012, gc 2023 00012, GC202300012", "[référence], [référence], [référence]"),
        ("GC-2023-000123 et 0123456789012", "GC-2023-000123 et 0123456789012"),
        ("[candidat] parle à [membre du jury]", "[candidat] parle à [membre du jury]"),
    ],
)
def test_a_name_is_masked_however_it_is_written_g085(texte: str, attendu: str):
    assert masque(texte) == attendu


@pytest.mark.parametrize(
    "texte", ["", "ozannerie", "zoo", "La Li-", "de la, le les du el", "L. a b c d", "\u200b \u00ad"]
)
def test_what_is_no_name_stays_as_it_was(texte: str):
    identites = Identites(candidat=("Ozanne", "de La Bruyère"), jury=("X Y",))
    assert masquer(texte, identites) == (texte, ())


@pytest.mark.parametrize(("texte", "attendu"), [("Li parle", "[candidat] parle"), ("il li parle", "il li parle")])
def test_two_letters_are_a_name_only_with_a_capital(texte: str, attendu: str):
    assert masque(texte, Identites(candidat=("Li",))) == attendu


def test_a_name_that_folded_is_a_small_word_counts_as_it_is_spelled():
    assert masque("Lê sait ; le sait ; Le sait", Identites(candidat=("Lê",))) == "[candidat] sait ; le sait ; Le sait"


def test_a_common_word_is_masked_and_told_until_staff_release_it_k18():
    identites = Identites(candidat=("Petit", "Jean"))
    texte = "un petit effort de M. Petit ; Alix, Jean Petit ou Petit Jean"
    assert masquer(texte, identites)[1][0].mots == "petit"
    liberee = identites.model_copy(update={"liberes": frozenset({"PETIT"})})
    assert masque(texte, liberee) == "un petit effort de M. Petit ; Alix, [candidat] ou [candidat]"


def test_the_report_holds_the_very_words_k18():
    _, trouves = masquer("Mme OZANNE, à la Caf", MONDE)
    assert [(t.genre, t.mots) for t in trouves] == [(Genre.CANDIDAT, "OZANNE"), (Genre.ORGANISME, "Caf")]


@pytest.mark.parametrize("vide", [("",), (" ",), ("-",), ("X",), ("de la",), ("'",)])
def test_an_empty_name_masks_nothing(vide: tuple[str, ...]):
    identites = Identites(candidat=vide, jury=vide, organismes=vide, adresses=vide)
    assert masquer("X de la ville - l'un", identites) == ("X de la ville - l'un", ())


NOMS = st.lists(
    st.sampled_from(
        [
            "Zoé",
            "Ozanne-Kervadec",
            "Petit",
            "Li",
            "Lê",
            "de La Bruyère",
            "N'Diaye",
            "Martin",
            "Bô",
            "Øre",
            "Jean Le Goff",
        ]
    ),
    min_size=1,
    max_size=4,
).map(tuple)
IDENTITES = st.builds(
    Identites,
    candidat=NOMS,
    jury=NOMS,
    organismes=st.sampled_from([(), ("CAF de Nulle-Part",), ("URSSAF 44", "Caisse locale")]),
    adresses=st.sampled_from([(), ("zoe@caf.example", "0612345678")]),
    references=st.sampled_from([(), ("GC-2023-00012",)]),
    liberes=st.sampled_from([frozenset[str](), frozenset({"petit", "Part"})]),
)
VOCABULAIRE = """
Zoé ZOE Ozanne kervadec PETIT petits Li li Lê LE le de La Bruyère bruyere N'Diaye ndiaye Martin Bô Øre ore Jean Goff CAF
Nulle-Part part URSSAF 44 Caisse locale zoe@caf.example 0612345678 GC-2023-00012 GC 2023 [candidat] [membre du jury] un
bon dossier A. M. J.-P. x a b z o e l i
"""
MOTS = VOCABULAIRE.split()
TEXTES = st.lists(
    st.one_of(st.sampled_from(MOTS), st.text(max_size=4)).flatmap(
        lambda m: st.tuples(
            st.sampled_from([m, m.upper(), unicodedata.normalize("NFD", m), "\u00ad".join(m)]),
            st.sampled_from([" ", "", "-", "\n", "’", "-\n", ". ", ", ", "\u00a0", "\u200b", "_", "²"]),
        ).map("".join)
    ),
    max_size=12,
).map("".join)


@given(TEXTES, IDENTITES)
def test_after_masking_the_leak_test_finds_nothing_g085(texte: str, identites: Identites):
    masquee = masque(texte, identites)
    assert chercheur(termes(identites)).trouver((masquee,), Sorte.TEXTE) == ()


@given(TEXTES, IDENTITES)
def test_masking_twice_changes_nothing(texte: str, identites: Identites):
    masquee = masque(texte, identites)
    assert masquer(masquee, identites) == (masquee, ())


@given(st.text(alphabet="bcdfghjkpqwx ,.;\u00ad\u0301\n-é", max_size=60))
def test_a_text_of_other_words_is_the_same_byte_for_byte(texte: str):
    assert masquer(texte, MONDE) == (texte, ())


def test_a_short_text_takes_microseconds():
    texte = "La réponse est juste, la demande reformulée sans erreur et le dossier complet."
    masquer(texte, MONDE)
    debut = time.process_time()
    for _ in range(1000):
        masquer(texte, MONDE)
    assert time.process_time() - debut < 0.3  # ten times what it takes


@pytest.mark.parametrize("nom", ["Do", "Ben", "Van", "San"])
def test_a_particle_that_is_the_whole_name_is_masked_with_its_capital(nom: str):
    """K18, G-085: « Mme Do » is a person; « do » is not."""
    texte, trouves = masquer(f"Mme {nom} a vérifié ; {nom.lower()} suit.", Identites(candidat=(nom, "Linh")))
    assert texte == f"Mme [candidat] a vérifié ; {nom.lower()} suit."
    assert [t.mots for t in trouves] == [nom]


def test_a_place_is_masked_with_its_capital_only():
    """K18: « Pas-de-Calais » must not turn « n’a pas vérifié » into its contrary; a sigle goes however written."""
    identites = Identites(organismes=("CAF du Pas-de-Calais", "Carsat Sud-Est"))
    texte, _ = masquer("Elle n’a pas vérifié ; c’est à la caf, dans le Pas-de-Calais.", identites)
    assert texte == "Elle n’a pas vérifié ; c’est à la [organisme], dans le [organisme]."


# Each is also a name, but for one letter at its beginning or at its end, or a particle: none may ever be masked by it.
ORDINAIRES = """
usager usagers l’usager L’USAGER Usager assurée accueille accueillir allocation analyse annonce apprend appel après
assurance attente avis banque blanche cadre caisse chaîne champ charge choix clair client cohérent comme compte conseil
contrat courrier crédit dans débat décision degré délai demain demande démarche dépôt depuis devenir devis dossier droit
durée écoute effort employeur enfant entretien épreuve équipe erreur étape exact examen exposé facile famille fiche
forme gestion grave groupe guide habitude humain idée image incident jamais jeune juste légal lecture lequel lever
liberté libre longtemps main maintenant maison mais marche mesure mieux mois montant moyen niveau nombre norme note
nouveau objet oral ordre outil page paiement panne parcours parfois partage pension pièce place plainte plan plus
pratique précis prestation preuve prime question rapide rapport référence réponse reste retraite revenu rigueur sens
service simple situation social soin sous stage suite sujet suivi sûr talent temps terme texte traite travail trouble
unité urgence usage utile valeur vérifie vers veuve vigilance voir volonté vrai
""".split()  # noqa: SIM905 - a page of words, read at a glance


def _voisins(mot: str) -> Iterator[tuple[str, ...]]:
    """Those whom an initial, or a particle, makes this very word."""
    lettres = "".join(mots(mot.removeprefix("l’").removeprefix("L’"))).casefold()
    if len(lettres) > PART_MIN:
        yield (lettres[1:].capitalize(), f"{lettres[0].upper()}émi")
        yield (lettres[:-1].capitalize(), f"{lettres[-1].upper()}émi")
        yield (f"{lettres[:-1].capitalize()}-{lettres[-1].upper()}émi", "Zoé")
    for particule in ("de", "le", "la", "du", "d'"):
        if lettres.startswith(particule.strip("'")) and len(lettres) > len(particule) + 1:
            yield (f"{particule.capitalize()} {lettres[len(particule.strip(chr(39))) :].capitalize()}", "Zoé")


@pytest.mark.parametrize("mot", ORDINAIRES)
def test_an_ordinary_word_is_never_masked_by_a_name_glued_to_an_initial_k18(mot: str):
    """« Usage-Rémi » must not make « l’[candidat] » of « l’usager », for him or for all of his session (G-085)."""
    texte = f"Elle a vu, pour {mot}, que {mot.lower()} compte ; « {mot} » 2 fois."
    for noms in _voisins(mot):
        for identites in (Identites(candidat=noms), Identites(jury=(" ".join(noms),))):
            if {m.casefold() for n in noms for m in mots(n)} & {m.casefold() for m in mots(mot)}:
                continue  # the name itself is that word: masked and told, until staff release it
            assert masquer(texte, identites) == (texte, ()), noms
            assert chercheur(termes(identites)).trouver((texte,), Sorte.PAGE) == ()


def test_a_short_name_does_not_mask_a_small_word_by_its_plural_k18():
    """« mais » is no plural of Mme Mai, nor « dans » of Dan."""
    texte = "Dans le doute, mais sans erreur ; Mme [candidat] vérifie."
    assert masque("Dans le doute, mais sans erreur ; Mme Mai vérifie.", Identites(candidat=("Mai", "Dan"))) == texte


def test_the_leak_test_finds_an_account_where_it_is_one_k18():
    """The same word in a sentence is that word."""
    outil = chercheur(termes(Identites(candidat=("Usage", "Rémi"))))
    assert outil.trouver(("Le compte usager_01 de l’usager, UsageR",), Sorte.TEXTE) == ("usager",)
    assert outil.trouver(("cv usager",), Sorte.NOM) == ("usager",)
    assert outil.trouver(("Accueille l’usager. L’USAGER attend.",), Sorte.TEXTE) == ()

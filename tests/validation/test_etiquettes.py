"""A row pasted from elsewhere keeps its labels: they are held against what the cell is for (M-027, M-054, issue 9)."""

from functools import cache
from itertools import permutations

import pytest

from pipeline import forms, texts
from pipeline.model.anomalie import Constat, Gravite, Place
from pipeline.model.catalogue import Catalogue
from pipeline.model.classeur import CelluleLue, Formulaire, Lecture
from pipeline.model.referentiel import Referentiel
from pipeline.settings import shipped
from pipeline.validation import etiquettes
from pipeline.workbooks.read import lire
from tests.outils import exemples, remplis
from tests.validation.remplissage import CATALOGUE, referentiel

GC, COS = referentiel("GC"), referentiel("COS")
INDEX = etiquettes.indexer(CATALOGUE)
ANOMALIES = texts.catalogue((shipped("templates"),))


def distincts() -> list[Referentiel]:
    """Versions whose blocs and criteria say the same give the same labels: one of them is enough."""
    dits = {
        r: frozenset(etiquettes.indexer(Catalogue(cqp=(), referentiels=(r,))).siennes) for r in CATALOGUE.referentiels
    }
    return list({(r.code, textes): r for r, textes in dits.items()}.values())


@cache
def vierge(ref: Referentiel, bloc: str | None) -> tuple[Formulaire, Lecture]:
    """The real blank, read by the real reader, every answer given."""
    formulaire = forms.grille(ref, bloc) if bloc else forms.pv(ref)
    lue = lire(remplis.grille(ref, bloc) if bloc else remplis.pv(ref))
    remplies = {n: c.model_copy(update={"valeur": "x"}) for n, c in lue.cellules.items()}
    return formulaire, lue.model_copy(update={"cellules": remplies})


@pytest.mark.parametrize("ref", [*distincts(), exemples.sans_blocs()], ids=lambda r: f"{r.code} {r.version}")
def test_no_blank_of_ours_is_ever_taken_for_another(ref: Referentiel):
    """Each answer also knows its row, so that none of them is told to say nothing any more."""
    index = etiquettes.indexer(Catalogue(cqp=(), referentiels=(*CATALOGUE.referentiels, ref)))
    for bloc in (*(b.code for b in ref.blocs), None):
        formulaire, lecture = vierge(ref, bloc)
        assert etiquettes.verifier(lecture, formulaire, index) == ()


def juger(formulaire: Formulaire, lecture: Lecture) -> tuple[Constat, ...]:
    return etiquettes.verifier(lecture, formulaire, INDEX)


def reponses(lecture: Lecture, role: str) -> list[str]:
    return [n for n in lecture.cellules if n.startswith(role)]


def collee(sur: Lecture, depuis: Lecture, role: str = "critere_") -> Lecture:
    """The rows of `depuis`, labels and answers, pasted over those of `sur` from the first."""
    paires = zip(reponses(sur, role), reponses(depuis, role), strict=False)
    collees = {a: sur.cellules[a].model_copy(update={"autour": depuis.cellules[b].autour}) for a, b in paires}
    return sur.model_copy(update={"cellules": sur.cellules | collees})


def autour(lecture: Lecture, **lignes: tuple[str, ...]) -> Lecture:
    changees = {n: lecture.cellules[n].model_copy(update={"autour": t}) for n, t in lignes.items()}
    return lecture.model_copy(update={"cellules": lecture.cellules | changees})


def dire(constat: Constat) -> str:
    return texts.remplir(ANOMALIES[constat.code].message, constat.valeurs)


GRILLES = [(r, b.code) for r in (GC, COS) for b in r.blocs]


@pytest.mark.parametrize(("ici", "la"), [*permutations(GRILLES, 2)], ids=lambda g: f"{g[0].code}-{g[1]}")
def test_the_rows_of_any_other_bloc_are_named(ici: tuple[Referentiel, str], la: tuple[Referentiel, str]):
    formulaire, sienne = vierge(*ici)
    _, autre = vierge(*la)
    constats = juger(formulaire, collee(sienne, autre))
    if (ici[1], la[1]) in {("B1", "B1"), ("B2", "B2")}:
        assert constats == ()  # common blocs: the same criteria, whichever grid they come from (K15)
        return
    (constat,) = constats
    assert (constat.code, ANOMALIES[constat.code].gravite) == ("ETIQUETTES_D_AILLEURS", Gravite.BLOQUANTE)
    collees = min(len(reponses(sienne, "critere_")), len(reponses(autre, "critere_")))
    assert constat.noms == tuple(reponses(sienne, "critere_")[:collees])
    du_cqp = "" if la[0] is ici[0] or la[1] in {"B1", "B2"} else f" du CQP {la[0].code}"
    assert dire(constat).endswith(f"ce sont celles du bloc {la[1]}{du_cqp}.")


def test_a_pv_tells_its_competences_from_those_of_another_bloc_or_cqp():
    formulaire, sien = vierge(GC, None)
    _, cos = vierge(COS, None)
    b1, b2 = reponses(sien, "jury_competence_b1"), reponses(sien, "jury_competence_b2")
    (constat,) = juger(formulaire, autour(sien, **{a: sien.cellules[b].autour for a, b in zip(b1, b2, strict=False)}))
    assert (constat.noms, constat.valeurs["autre"]) == (tuple(b1[: len(b2)]), "du bloc B2")
    (constat,) = juger(formulaire, autour(sien, jury_bloc_b1=sien.cellules["jury_bloc_b3"].autour))
    assert (constat.noms, constat.valeurs["autre"]) == (("jury_bloc_b1",), "du bloc B3")
    (constat,) = juger(formulaire, collee(sien, cos, "jury_competence_b3"))
    assert constat.valeurs["autre"] == "du bloc B3 du CQP COS"


def test_a_row_of_the_same_bloc_in_another_place_is_told_as_such():
    formulaire, sienne = vierge(GC, "B1")
    un, deux, *_ = reponses(sienne, "critere_")
    echangees = autour(sienne, **{un: sienne.cellules[deux].autour, deux: sienne.cellules[un].autour})
    (constat,) = juger(formulaire, echangees)
    assert (constat.code, constat.noms) == ("ETIQUETTES_DEPLACEES", (un, deux))
    assert ANOMALIES[constat.code].gravite is Gravite.BLOQUANTE
    assert "du bloc B1 ne sont pas sur leur ligne : en face de la réponse attendue pour B1.C1.1" in dire(constat)


COS_B3 = next(c.libelle for c in COS.criteres("B3.C1"))


@pytest.mark.parametrize(
    ("textes", "codes"),
    [
        (("B1.C1.1", COS_B3), ["ETIQUETTES_D_AILLEURS"]),  # its own code, another's text
        (("B2.C1.1",), ["ETIQUETTES_D_AILLEURS"]),  # a code alone
        (("B1.C1.1 — à revoir", "L’USAGER EST SALUE, et l'interlocuteur annonce son nom et son service"), []),
        (("B1.C1", "B1", "B1.C1.1"), []),  # what it is part of, on its row
        (("B1.C1.1 : L'usager est salué, et l'interlocuteur annonce son nom et son service.",), []),
        (("note du jury : voir le bloc B2", "B1.C1.1"), []),
        (("note du jury",), ["ETIQUETTES_EFFACEES"]),
    ],
)
def test_what_a_row_says_decides(textes: tuple[str, ...], codes: list[str]):
    formulaire, sienne = vierge(GC, "B1")
    constats = juger(formulaire, autour(sienne, critere_b1_c1_1=textes))
    assert [c.code for c in constats] == codes
    assert all(c.noms == ("critere_b1_c1_1",) for c in constats)


def test_the_text_of_another_version_under_the_same_code_is_another_criterion():
    premiere, *suite = GC.evaluation.criteres
    ancien = premiere.model_copy(update={"libelle": "Un ancien texte, que la version a remplacé."})
    evaluation = GC.evaluation.model_copy(update={"criteres": (ancien, *suite)})
    avant = GC.model_copy(update={"version": "2020.1", "evaluation": evaluation})
    index = etiquettes.indexer(Catalogue(cqp=(), referentiels=(avant, GC)))
    formulaire, sienne = vierge(GC, "B1")
    (constat,) = etiquettes.verifier(autour(sienne, critere_b1_c1_1=("B1.C1.1", ancien.libelle)), formulaire, index)
    assert dire(constat).endswith("ce sont celles du bloc B1 dans la version 2020.1.")


def test_labels_erased_are_told_once_and_refuse_nothing():
    formulaire, sienne = vierge(GC, "B1")
    sans = autour(sienne, **dict.fromkeys(reponses(sienne, "critere_"), ()))
    (constat,) = juger(formulaire, sans)
    assert (constat.code, ANOMALIES[constat.code].gravite) == ("ETIQUETTES_EFFACEES", Gravite.AVERTISSEMENT)
    assert constat.noms == tuple(reponses(sienne, "critere_"))


def test_an_empty_answer_is_held_against_nothing():
    formulaire, sien = vierge(GC, None)
    vide = CelluleLue(place=Place(feuille="Délibération", cellule="D6"), autour=sien.cellules["jury_bloc_b3"].autour)
    cellules = sien.cellules | {"jury_competence_b1_c1": vide}
    assert juger(formulaire, sien.model_copy(update={"cellules": cellules})) == ()


def test_answers_that_people_put_side_by_side_keep_their_labels():
    formulaire, sienne = vierge(GC, "B1")
    un, deux = (sienne.cellules[n] for n in ("critere_b1_c1_1", "critere_b1_c1_2"))
    ensemble = (*un.autour, *deux.autour)
    voisine = deux.place.model_copy(update={"cellule": un.place.cellule.replace("G", "M")})
    cote_a_cote = {
        "critere_b1_c1_1": un.model_copy(update={"autour": ensemble}),
        "critere_b1_c1_2": deux.model_copy(update={"autour": ensemble, "place": voisine}),
    }
    assert juger(formulaire, sienne.model_copy(update={"cellules": sienne.cellules | cote_a_cote})) == ()


def test_a_metier_reglemente_reads_no_bloc_in_what_is_refused():
    """K19: neither of its own evaluation, nor of the one whose rows were pasted."""
    ref = exemples.sans_blocs()
    index = etiquettes.indexer(Catalogue(cqp=(), referentiels=(ref,)))
    formulaire, lecture = vierge(ref, None)
    ensemble, competence = reponses(lecture, "jury_bloc_")[0], reponses(lecture, "jury_competence_")[0]
    autour_ = {a: lecture.cellules[b].autour for a, b in ((ensemble, competence), (competence, ensemble))}
    echangees = {n: lecture.cellules[n].model_copy(update={"autour": t}) for n, t in autour_.items()}
    faute = lecture.model_copy(update={"cellules": lecture.cellules | echangees})
    for constat in etiquettes.verifier(faute, formulaire, index):
        dite = texts.dire(constat, {}, texts.catalogue_sans_blocs((shipped("templates"),)))
        assert "bloc" not in f"{dite.message} {constat.valeurs['autre']}"
        assert {"de l’évaluation", "l’évaluation"} & {*constat.valeurs.values()}
    gc = etiquettes.indexer(Catalogue(cqp=(), referentiels=(GC, ref.model_copy(update={"code": "CR"}))))
    assert gc.sans_blocs == {"CR"}

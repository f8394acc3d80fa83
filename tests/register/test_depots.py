"""Deposits: received, tried, concluded, taken back; what is committed survives anything."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from pipeline.errors import UsageError
from pipeline.model.faits import EtatDepot
from pipeline.register import Registre
from pipeline.register.tables import Instant
from tests.register.exemples import LE, PARIS, PLUS_TARD, deposer, depot, sha


def test_a_deposit_comes_back_as_it_was_concluded(registre: Registre):
    conclu = deposer(registre)
    assert registre.depots.tous() == (conclu,)
    assert registre.depots.en_cours() == ()


def test_deposits_are_numbered_and_listed_in_order_of_arrival(registre: Registre):
    recus = [registre.depots.recevoir(f"{nom}.xlsx", sha(nom), 1, LE).id for nom in ("z", "a", "m")]
    assert recus == ["D-000001", "D-000002", "D-000003"]
    for identifiant, nom in reversed(list(zip(recus, ("z", "a", "m"), strict=True))):
        registre.depots.conclure(depot(identifiant, fichier=f"{nom}.xlsx"), LE)
    assert [(d.id, d.rang, d.fichier) for d in registre.depots.tous()] == [
        ("D-000001", 1, "z.xlsx"),
        ("D-000002", 2, "a.xlsx"),
        ("D-000003", 3, "m.xlsx"),
    ]


def test_what_was_received_and_not_concluded_is_still_to_do(registre: Registre):
    deposer(registre, "fini.xlsx")
    identifiant = registre.depots.recevoir("interrompu.xlsx", sha("i"), 14_123, LE).id
    assert [registre.depots.compter_essai(identifiant, LE) for _ in range(3)] == [1, 2, 3]
    (reste,) = registre.depots.en_cours()
    assert (reste.id, reste.fichier, reste.sha256, reste.taille, reste.recu_le, reste.essais) == (
        identifiant,
        "interrompu.xlsx",
        sha("i"),
        14_123,
        LE,
        3,
    )
    assert [d.fichier for d in registre.depots.tous()] == ["fini.xlsx"]


def test_a_fact_is_never_rewritten(registre: Registre):
    conclu = deposer(registre)
    with pytest.raises(ValueError, match="already concluded"):
        registre.depots.conclure(conclu.model_copy(update={"etat": EtatDepot.REFUSE}), PLUS_TARD)
    with pytest.raises(ValueError, match="already concluded"):
        registre.depots.compter_essai(conclu.id, PLUS_TARD)
    assert registre.depots.tous() == (conclu,)


def test_only_an_accepted_file_makes_another_a_duplicate(registre: Registre):
    deposer(registre, "a.xlsx", EtatDepot.REFUSE)
    assert registre.depots.accepte_identique(sha("a.xlsx")) is None
    deposer(registre, "a.xlsx")
    accepte = deposer(registre, "a.xlsx")
    assert registre.depots.accepte_identique(sha("a.xlsx")) == accepte
    assert registre.depots.accepte_identique(sha("b.xlsx")) is None
    assert registre.depots.accepte_identique(sha("a.xlsx"), fichier="a.xlsx") == accepte
    assert registre.depots.accepte_identique(sha("a.xlsx"), fichier="GC-2_carnet.pdf") is None


def test_taking_back_keeps_what_was_said_and_why(registre: Registre):
    accepte = deposer(registre)
    registre.depots.annuler(accepte.id, "Grille d'un autre candidat", PLUS_TARD)
    dit = {"etat": EtatDepot.ANNULE, "motif": "Grille d'un autre candidat", "annule_le": PLUS_TARD}
    repris = accepte.model_copy(update=dit)
    assert registre.depots.tous() == (repris,)
    assert registre.depots.accepte_identique(accepte.sha256) is None, "the same file may come again"


def test_who_confirms_a_replacement_is_kept_with_the_reason(registre: Registre):
    """K40"""
    depot = deposer(registre)
    registre.depots.confirmer(depot.id, "Corrigé par le jury", PLUS_TARD)
    assert registre.depots.confirmes() == {depot.id}
    assert registre.verifier() == ()


def test_a_refused_file_that_nobody_will_correct_is_taken_back_too(registre: Registre):
    refuse = deposer(registre, etat=EtatDepot.REFUSE)
    registre.depots.annuler(refuse.id, "déposé par erreur", PLUS_TARD)
    assert [(d.etat, d.motif) for d in registre.depots.tous()] == [(EtatDepot.ANNULE, "déposé par erreur")]


@pytest.mark.parametrize("etat", [EtatDepot.DOUBLON, EtatDepot.IGNORE, EtatDepot.ANNULE])
def test_only_an_accepted_or_a_refused_file_is_taken_back(registre: Registre, etat: EtatDepot):
    autre = deposer(registre, etat=etat)
    with pytest.raises(UsageError, match=etat.value):
        registre.depots.annuler(autre.id, "erreur", PLUS_TARD)
    assert registre.depots.tous()[0].etat is etat


@pytest.mark.parametrize("saisie", ["D-000009", "000001", "grille.xlsx", "D-", "D-²", "D--1"])
def test_a_deposit_that_does_not_exist_is_told(registre: Registre, saisie: str):
    deposer(registre)
    with pytest.raises(UsageError, match="n'existe pas"):
        registre.depots.annuler(saisie, "erreur", PLUS_TARD)


def test_an_id_is_understood_as_a_person_types_it(registre: Registre):
    accepte = deposer(registre)
    registre.depots.annuler(" d-1 ", "erreur", PLUS_TARD)
    assert registre.depots.tous()[0].id == accepte.id
    assert registre.depots.tous()[0].etat is EtatDepot.ANNULE


def test_reading_all_deposits_is_two_questions_however_many(registre: Registre):
    questions: list[str] = []

    def retenir(*appel: object) -> None:
        questions.append(str(appel[2]))

    for combien in (1, 20):
        with registre.ensemble():
            while len(registre.depots.tous()) < combien:
                deposer(registre)
        event.listen(Engine, "before_cursor_execute", retenir)
        assert len(registre.depots.tous()) == combien
        event.remove(Engine, "before_cursor_execute", retenir)
        assert len([q for q in questions if q.startswith("SELECT")]) == 2  # the deposits, the measures apart
        questions.clear()


@given(
    moment=st.datetimes(min_value=datetime(1980, 1, 1), max_value=datetime(2100, 1, 1)),  # noqa: DTZ001 (given a zone below)
    heures=st.integers(-12, 14),
)
def test_a_moment_is_the_same_after_the_register_and_its_text_sorts(moment: datetime, heures: int):
    recu = moment.replace(tzinfo=timezone(timedelta(hours=heures)))
    instant = Instant()
    garde = instant.process_bind_param(recu, None)
    rendu = instant.process_result_value(garde, None)
    assert rendu == recu
    assert rendu.tzinfo == PARIS
    plus_tard = instant.process_bind_param(recu + timedelta(microseconds=1), None)
    assert garde < plus_tard
    assert garde.endswith("+00:00")


def test_the_hour_that_comes_twice_in_october_stays_two_hours(registre: Registre):
    premiere = datetime(2023, 10, 29, 0, 30, tzinfo=UTC)  # 02:30 in summer time
    registre.depots.recevoir("a.xlsx", sha("a"), 1, premiere)
    registre.depots.recevoir("b.xlsx", sha("b"), 1, premiere + timedelta(hours=1))  # 02:30 again
    lus = [d.recu_le for d in registre.depots.en_cours()]
    assert [m.hour for m in lus] == [2, 2]
    assert lus[1].astimezone(UTC) - lus[0].astimezone(UTC) == timedelta(hours=1)


def test_a_moment_without_zone_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="time zone"):
        Instant().process_bind_param(datetime(2023, 10, 2), None)  # noqa: DTZ001 (the point of the test)


def test_a_source_left_behind_by_a_killed_pass_is_recognised(registre: Registre):
    identifiant = deposer(registre, "grille.xlsx").id
    assert registre.depots.non_rendu("grille.xlsx", sha("grille.xlsx")) == identifiant
    assert registre.depots.non_rendu("autre.xlsx", sha("grille.xlsx")) is None
    registre.depots.rendre(identifiant, PLUS_TARD)
    assert registre.depots.non_rendu("grille.xlsx", sha("grille.xlsx")) is None

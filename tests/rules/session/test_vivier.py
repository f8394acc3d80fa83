"""The vivier: what was known of a juror fills the blank cells of his next session, and no more."""

import datetime as dt
import random
from typing import Any

import pytest

from pipeline.model.session import EtapeSuivie, Formation, Jure, Participant
from pipeline.model.vocabulaire import Branche, RoleMembre
from pipeline.rules.session.vivier import Vivier, completer, formation_complete, vivier, vues
from tests.rules.fabrique import livre
from tests.rules.session.seances import GC, LUNDI, codes, expert, president, session, situation

COS = livre("COS")
REFERENTIELS = {(r.code, r.version): r for r in (GC, COS)}
HIER = dt.date(2023, 1, 10)
VIDES = ("organisme", "branche", "qualite", "profil", "connait_le_cqp", "valide_le", "accord_le", "declaration_le")
NU: dict[str, Any] = dict.fromkeys((*VIDES, "formation_le", "formation_minutes", "formation_etapes", "module_le"))


def ancienne(*jures: Jure, **autres: Any) -> tuple[Any, dt.date]:  # noqa: ANN401 — any field
    return session(jures=jures, **{"session": "S-0"} | autres), HIER


def participant(minutes: tuple[int, ...] = (105, 105, 30), **autres: Any) -> Participant:  # noqa: ANN401 — any field
    etapes = tuple(EtapeSuivie(le=dt.date(2023, 5, n), minutes=m) for n, m in enumerate(minutes, 1))
    brut = {"ligne": 1, "nom": "Paule Présidente", "etapes": etapes, "quiz_reussi": True}
    return Participant.model_validate(brut | autres)


def forme(*participants: Participant) -> Vivier:
    return vivier((), (Formation(formation="F-1", participants=participants),), REFERENTIELS)


def test_une_case_vide_est_completee_une_case_remplie_jamais():
    connus = vivier([ancienne(expert(email="eve@exemple.invalid"))], (), REFERENTIELS)
    vide = expert(**NU)
    complet = completer(vide, connus, GC, LUNDI)
    assert (complet.organisme, complet.branche, complet.email) == (
        "CPAM d'Ailleurs",
        Branche.MALADIE,
        "eve@exemple.invalid",
    )
    assert (complet.formation_le, complet.formation_minutes, complet.formation_etapes) == (dt.date(2023, 3, 1), 210, 3)
    change = completer(expert(**NU | {"organisme": "CAF de Partout"}), connus, GC, LUNDI)
    assert change.organisme == "CAF de Partout"


def test_n008_k34_l_accord_et_les_declarations_sont_de_chaque_session():
    """N-008, K34."""
    complet = completer(expert(**NU), vivier([ancienne(expert())], (), REFERENTIELS), GC, LUNDI)
    assert (complet.accord_le, complet.declaration_le, complet.connait_le_cqp) == (None, None, None)


def test_g017_une_validation_de_l_ucanss_ne_vaut_que_pour_son_cqp():
    """G-017."""
    connus = vivier([ancienne(expert())], (), REFERENTIELS)
    assert completer(expert(**NU), connus, GC, LUNDI).valide_le == dt.date(2023, 3, 1)
    assert completer(expert(**NU), connus, COS, LUNDI).valide_le is None


def test_la_derniere_parole_l_emporte_quel_que_soit_l_ordre():
    recues = [
        (session(jures=(expert(organisme=o),), session=f"S-{n}"), dt.date(2023, n, 1))
        for n, o in ((1, "Un"), (2, "Deux"), (3, None))
    ]
    for graine in range(6):
        random.Random(graine).shuffle(recues)  # noqa: S311 — orders to try, no secret
        (connu,) = vivier(recues, (), REFERENTIELS).jures
        assert (connu.organisme, connu.sessions) == ("Deux", ("S-1", "S-2", "S-3"))


@pytest.mark.parametrize(
    ("courriels", "personnes"),
    [
        (("a@x.fr", "A@X.fr"), 1),
        (("a@x.fr", None), 1),
        ((None, None), 1),
        (("a@x.fr", "b@x.fr"), 2),
        (("a@x.fr", "b@x.fr", None), 3),
    ],
)
def test_deux_courriels_font_deux_personnes(courriels: tuple[str | None, ...], personnes: int):
    recues = [
        (session(jures=(expert(email=c, nom="Ève EXPERTE"),), session=f"S-{n}"), HIER) for n, c in enumerate(courriels)
    ]
    assert len(vivier(recues, (), REFERENTIELS).jures) == personnes


def test_des_homonymes_ne_completent_personne_tant_qu_un_courriel_ne_tranche_pas():
    recues = [ancienne(expert(email=c, organisme=o), session=c) for c, o in (("a@x.fr", "A"), ("b@x.fr", "B"))]
    connus = vivier(recues, (), REFERENTIELS)
    assert completer(expert(**NU), connus, GC, LUNDI).organisme is None
    assert completer(expert(**NU, email="b@x.fr"), connus, GC, LUNDI).organisme == "B"
    assert completer(expert(**NU, email="c@x.fr"), connus, GC, LUNDI).organisme is None
    assert "JURE_HOMONYME" in codes(situation(session(jures=(president(), expert())), connus=connus))


@pytest.mark.parametrize(
    ("changements", "compte"),
    [
        ({}, True),
        ({"quiz_reussi": None}, False),
        ({"quiz_reussi": False}, False),
        ({"etapes": ({"le": "2023-05-01", "minutes": 240}, None, None)}, False),
        ({"etapes": ()}, False),
        ({"illisible": True}, False),
    ],
)
def test_l013_l014_une_formation_ne_compte_qu_entiere(changements: dict[str, Any], compte: bool):  # noqa: FBT001 — a column of the table
    """L-013, L-014."""
    un = participant(**changements)
    assert (formation_complete(un, (GC,)) is not None) is compte
    complet = completer(president(**NU), forme(un), GC, LUNDI)
    assert complet.formation_le == (dt.date(2023, 5, 3) if compte else None)


@pytest.mark.parametrize(
    ("role", "minutes", "atteste"),
    [
        (RoleMembre.PRESIDENT, (105, 105, 30), True),
        (RoleMembre.PRESIDENT, (105, 105, 29), False),
        (RoleMembre.EXPERT, (90, 90, 30), True),
        (RoleMembre.EXPERT, (90, 90, 29), False),
        (None, (90, 90, 30), True),
    ],
)
def test_l015_l016_la_duree_d_une_attestation(role: RoleMembre | None, minutes: tuple[int, ...], atteste: bool):  # noqa: FBT001 — a column of the table
    """L-015, L-016."""
    suivie = formation_complete(participant(minutes, role=role), (GC, COS))
    assert (suivie is not None) is atteste
    assert suivie is None or suivie.minutes == sum(minutes)


def test_l016_la_plus_longue_des_formations_passees_est_retenue():
    """L-016."""
    courte = participant((90, 90, 30), ligne=1)
    longue = participant(ligne=2)
    connus = forme(courte, longue)
    assert completer(president(**NU), connus, GC, LUNDI).formation_minutes == 240
    assert completer(president(**NU), connus, GC, dt.date(2023, 1, 1)).formation_le == dt.date(2023, 5, 3)


def test_n011_les_modules_viennent_du_registre():
    """N-011."""
    connus = forme(participant(modules={"retraite": dt.date(2023, 6, 1)}))
    assert completer(president(**NU), connus, GC, LUNDI).module_le == dt.date(2023, 6, 1)
    assert completer(president(**NU), connus, COS, LUNDI).module_le is None
    (vue,) = vues(connus, {})
    assert (vue.nom, vue.formation, vue.modules) == (
        "Paule Présidente",
        dt.date(2023, 5, 3),
        {"retraite": dt.date(2023, 6, 1)},
    )


def test_g018_un_jure_que_le_registre_dit_forme_peut_sieger():
    """G-018."""
    nu = president(formation_le=None, formation_minutes=None, formation_etapes=None)
    une = session(jures=(nu, expert()))
    assert situation(une).retenu_jure(1)
    assert not situation(une, connus=forme(participant())).retenu_jure(1)


def test_l014_deux_etapes_declarees_ailleurs_ne_comptent_pas():
    """L-014."""
    connus = vivier([ancienne(expert(formation_etapes=2))], (), REFERENTIELS)
    assert completer(expert(**NU), connus, GC, LUNDI).formation_le is None


def test_une_autre_formation_ne_complete_pas_celle_qui_est_declaree():
    """The minutes of one training are not those of another."""
    declaree = expert(**NU | {"formation_le": dt.date(2023, 9, 1)})
    complet = completer(declaree, vivier([ancienne(expert())], (), REFERENTIELS), GC, LUNDI)
    assert (complet.formation_le, complet.formation_minutes) == (dt.date(2023, 9, 1), None)

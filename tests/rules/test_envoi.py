"""K41: whose address goes on an envelope."""

import pytest

from pipeline.model.session import Adresse, Convoque
from pipeline.model.vocabulaire import Voie
from pipeline.rules.envoi import CarnetDAdresses, adresse_manquante
from pipeline.rules.situation import Situation
from tests.rules.situations import candidature, jugement

LILAS = ("1 rue des Lilas", "01000 Nulle-Part")
ROSES = ("2 rue des Roses", "01000 Nulle-Part")


def deux(email: str = "autre@exemple.invalid") -> tuple[Situation, Situation]:
    """Two candidatures under one name; of one person when their e-mail is the same."""
    qui = {"nom": "Témoin", "prenom": "Camille"}
    faits = [
        *candidature(id_="GC-1", **qui, email="camille@exemple.invalid"),
        *candidature(id_="GC-2", **qui, email=email),
    ]
    une, autre = jugement(faits).situations
    return une, autre


def carnet(*situations: Situation, **reglees: tuple[str, ...]) -> CarnetDAdresses:
    par_personne: dict[str, list[Situation]] = {}
    for s in situations:
        par_personne.setdefault(s.personne or "", []).append(s)
    return CarnetDAdresses(par_personne, {cle.replace("_", " "): lignes for cle, lignes in reglees.items()})


def ou(carnet_: CarnetDAdresses, s: Situation) -> tuple[str, ...]:
    assert s.nomme
    return carnet_.titulaire(s, s.nomme)


def habite(s: Situation, **champs: str) -> Situation:
    rue = {"rue": "3 rue du Lac", "code_postal": "01000", "commune": "Nulle-Part"} | champs
    convoque = Convoque(ligne=1, candidature=s.id, adresse=Adresse.model_validate(rue))
    return s.model_copy(update={"convoque": convoque})


def test_two_persons_of_one_name_never_receive_each_other_s_papers():
    une, autre = deux()
    assert une.personne != autre.personne
    par_nom = carnet(une, autre, Camille_Témoin=LILAS)
    assert (ou(par_nom, une), ou(par_nom, autre)) == ((), ())
    assert ou(carnet(une, Camille_Témoin=LILAS), une) == LILAS, "alone under that name, he is meant"
    par_candidature = carnet(une, autre, **{"GC-1": LILAS, "gc-2": ROSES})
    assert (ou(par_candidature, une), ou(par_candidature, autre)) == (LILAS, ROSES)


def test_what_the_session_says_comes_first_and_serves_every_candidature_of_the_person():
    une, autre = deux("camille@exemple.invalid")
    assert une.personne == autre.personne
    chez = habite(une)
    tous = carnet(chez, autre, **{"GC-1": LILAS})
    assert ou(tous, chez) == ou(tous, autre) == ("3 rue du Lac", "01000 Nulle-Part")


@pytest.mark.parametrize(
    ("champs", "complete"),
    [
        ({}, True),
        ({"code_postal": ""}, False),
        ({"code_postal": "", "pays": "Ailleurs"}, True),
        ({"rue": ""}, False),
        ({"rue": "", "complement": "Chez quelqu'un"}, True),
        ({"commune": ""}, False),
    ],
)
def test_an_address_that_no_postman_would_find_is_still_asked(champs: dict[str, str], *, complete: bool):
    une, _ = deux()
    une = habite(une, **champs)
    assert (adresse_manquante(une, "titulaire", carnet(une)) is None) is complete


def test_nothing_is_asked_of_whom_the_employer_hands_it_over_to():
    une, _ = deux()
    assert adresse_manquante(une, "employeur", carnet(une)) is None
    assert une.recu.pv
    vae = une.recu.pv.model_copy(update={"voie": Voie.VAE})
    seul = une.model_copy(update={"recu": une.recu.model_copy(update={"pv": vae})})
    constat = adresse_manquante(seul, "employeur", carnet(seul))
    assert constat
    assert constat.valeurs == {"candidature": "GC-1", "titulaire": "Camille Témoin"}

"""The `vue_…` tables say what `etat` says, to whoever asks in SQL."""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, select

from pipeline.model.etat import (
    Acquis,
    CqpObtenu,
    Etat,
    EtatCandidature,
    VueCandidature,
    VueDecision,
    VuePersonne,
)
from pipeline.model.vocabulaire import Portee, Voie
from pipeline.register import Registre, ouvrir
from pipeline.register.tables import VUES, vue_candidatures
from tests.register.exemples import JPN

REQUETE = """
SELECT p.nom, a.code, d.decision, b.attribue, c.parchemin
FROM vue_candidatures k
JOIN vue_personnes p ON p.id = k.personne
JOIN vue_acquis a ON a.personne = p.id
JOIN vue_cqp c ON c.personne = p.id
JOIN vue_decisions d ON d.candidature = k.id
JOIN vue_decisions_blocs b ON b.candidature = k.id AND b.bloc = a.code
"""


def _candidature(identifiant: str, etat: EtatCandidature, decision: VueDecision | None = None) -> VueCandidature:
    return VueCandidature(
        id=identifiant,
        session="S-ESSAI",
        personne="P-1" if decision else None,
        nom="Lœuvre-Témoin",
        prenom="Aÿmé",
        referentiel="gc",
        version="2023",
        voie=Voie.VAE,
        portee=Portee.CERTIFICATION,
        etat=etat,
        decision=decision,
    )


def _etat(avancee: EtatCandidature = EtatCandidature.INCOMPLETE) -> Etat:
    decision = VueDecision(
        date=JPN, numero="BCDFG2", decision="Certification", blocs={"B1": True}, vote={"salaries": {"pour": 3}}
    )
    acquis = Acquis(nature="bloc", code="B1", referentiel="gc", date=JPN, source="GC-1")
    return Etat(
        candidatures=(_candidature("GC-2", avancee), _candidature("GC-1", EtatCandidature.PROCLAMEE, decision)),
        personnes=(
            VuePersonne(
                id="P-1",
                nom="Lœuvre-Témoin",
                prenom="Aÿmé",
                acquis=(acquis, acquis),
                cqp=(CqpObtenu(code="gc", date=JPN, parchemin="GC-2023-00001-H"),),
            ),
        ),
    )


def test_a_person_with_an_sql_tool_finds_what_etat_says(tmp_path: Path):
    fichier = tmp_path / "registre.sqlite"
    with ouvrir(fichier) as registre:
        registre.projeter(_etat())
    with closing(sqlite3.connect(fichier)) as outil:
        lignes = outil.execute(REQUETE).fetchall()
    assert lignes == [("Lœuvre-Témoin", "B1", "Certification", 1, "GC-2023-00001-H")] * 2


def test_what_no_longer_stands_is_gone(registre: Registre, outil: Engine):
    registre.projeter(_etat())
    registre.projeter(_etat(EtatCandidature.DOSSIER_PRET))
    with outil.connect() as connexion:
        etats = connexion.execute(select(vue_candidatures.c.etat).order_by(vue_candidatures.c.id)).scalars().all()
    assert etats == ["proclamee", "dossier_pret"]
    registre.projeter(Etat())
    with outil.connect() as connexion:
        assert [connexion.execute(select(vue)).all() for vue in VUES] == [[]] * len(VUES)
    assert registre.verifier() == ()


def test_projecting_the_same_state_changes_no_byte(tmp_path: Path):
    fichier = tmp_path / "registre.sqlite"
    with ouvrir(fichier) as registre:
        registre.projeter(_etat())
    avant = fichier.read_bytes()
    with ouvrir(fichier) as registre:
        registre.projeter(_etat())
        registre.projeter(
            Etat.model_validate(
                {
                    **_etat().model_dump(),
                    "echeances": [
                        {"quoi": "x", "pour": "y", "date": dt.datetime(2023, 1, 1, tzinfo=dt.UTC), "etat": "tenue"}
                    ],
                }
            )
        )
    assert fichier.read_bytes() == avant

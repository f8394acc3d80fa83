"""K40: what a corrected workbook of a session, or a corrected report, changes is told, and nothing confidential is."""

import datetime as dt

from pipeline.model.session import Absence, Amenagement, CompteRendu, Convoque, EtatCivil, Jure, Session
from pipeline.rules.differences_de_session import des_comptes_rendus, des_sessions

JOUR = dt.date(2023, 10, 2)
SESSION = Session(
    session="S-1",
    date=JOUR,
    referentiel="GC",
    version="2023.1",
    candidats=(Convoque(ligne=1, candidature="GC-1", nom="Durand"), Convoque(ligne=2, candidature="GC-2")),
    jures=(Jure(ligne=1, nom="Alix Témoin", jury=1),),
)


def dites(apres: Session) -> list[str]:
    return [f"{d.quoi} : {d.avant} → {d.apres}" for d in des_sessions(SESSION, apres)]


def test_who_came_who_left_what_changed():
    apres = SESSION.model_copy(
        update={
            "date": JOUR + dt.timedelta(days=1),
            "candidats": (
                Convoque(ligne=1, candidature="GC-1", nom="Durant", pieces={"carnet": JOUR}),
                Convoque(ligne=3, candidature="GC-3"),
            ),
            "jures": (Jure(ligne=1, nom="Alix Témoin", jury=2), Jure(ligne=2, nom="Bo Témoin")),
            "absences": (Absence(ligne=1, membre="Alix Témoin", remplacant="Bo Témoin"),),
        }
    )
    assert dites(apres) == [
        "date : 02/10/2023 → 03/10/2023",
        "candidat GC-1, nom : Durand → Durant",
        "candidat GC-1, pièces déposées : (vide) → carnet 02/10/2023",
        "candidat GC-2 : présent → (vide)",
        "candidat GC-3 : (vide) → ajouté",
        "juré Alix Témoin, jury : 1 → 2",
        "juré Bo Témoin : (vide) → ajouté",
        "absences et remplacements : (vide) → Alix Témoin → Bo Témoin",
    ]


def test_neither_measures_nor_civil_status_are_told():
    """K29"""
    prive = {"amenagement": Amenagement(temps_supplementaire=33), "etat_civil": EtatCivil(naissance_le=JOUR)}
    premier = SESSION.candidats[0].model_copy(update=prive)
    assert dites(SESSION.model_copy(update={"candidats": (premier, SESSION.candidats[1])})) == []


def test_each_answer_of_a_report_is_told_with_its_cell():
    avant = CompteRendu(session="S-1", jury=1, date=JOUR, redacteur="Alix", absents=("GC-1",), points={"accueil": True})
    apres = avant.model_copy(update={"difficultes": "Le réseau a été lent.", "absents": ()})
    trouvees = {d.nom: (d.avant, d.apres) for d in des_comptes_rendus(avant, apres)}
    assert trouvees == {
        "rapport_difficultes": ("(vide)", "Le réseau a été lent."),
        "candidats_absents": ("GC-1", "(vide)"),
    }

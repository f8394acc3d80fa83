"""A new session proposes only the blocs that are missing, and tells of a line that aims at one held (G-097, K32)."""

import datetime as dt
from pathlib import Path

import pytest

from pipeline.flow.session.importer import importer
from pipeline.workbooks.read import lire
from tests.outils import sessions
from tests.outils.espace import Chantier
from tests.outils.sessions import candidat

ENSUITE = "2023-11-02T09:00"
NOMS = {"nom": "Zéphyrin-Témoin", "prenom": "Oriane", "email": "oriane@exemple.invalid"}
NEE = dt.date(1980, 3, 1)
PARTIELLE = {"portee": "Blocs", "vise_b1": "Oui", "vise_b2": "Oui", "vise_b3": "Non"}
VISES = ("vise_b1", "vise_b2", "vise_b3")
TITRES = "candidature;nom;prénom;courriel;date de naissance;blocs"


@pytest.fixture(scope="module")
def chantier(tmp_path_factory: pytest.TempPathFactory) -> Chantier:
    """Oriane acquired blocs 1 and 2 in October, by session S-1."""
    chantier = Chantier(tmp_path_factory.mktemp("acquis") / "espace")
    sessions.deposer(chantier, [candidat("GC-1", **NOMS, **PARTIELLE, naissance_le=NEE)])
    chantier.traiter(sessions.AVANT)
    chantier.dossier("GC-1", blocs=("B1", "B2"), **{f"fiche_{x}": v for x, v in NOMS.items()})
    chantier.traiter()
    chantier.sieger()
    chantier.traiter("2023-10-13T16:00")
    chantier.proclamer()
    return chantier


def proposes(classeur: Path, ligne: int = 1) -> list[object]:
    cellules = lire(classeur).cellules
    return [cellules[f"candidat_{v}_{ligne}"].valeur for v in VISES]


@pytest.mark.parametrize(
    ("rangee", "attendus"),
    [
        # the same e-mail, then another e-mail and the same birth date; aiming at all, or at nothing yet
        ("GC-50;Zéphyrin-Témoin;Oriane;oriane@exemple.invalid;;tous", ["Non", "Non", "Oui"]),
        ("GC-51;ZEPHYRIN TEMOIN;ORIANE;neuve@exemple.invalid;01/03/1980;tous", ["Non", "Non", "Oui"]),
        ("GC-52;Zéphyrin-Témoin;Oriane;oriane@exemple.invalid;;", ["Non", "Non", "Oui"]),
        # homonyms
        ("GC-53;Zéphyrin-Témoin;Oriane;oriane@exemple.invalid;02/04/1981;tous", ["Oui", "Oui", "Oui"]),
        ("GC-54;Zéphyrin-Témoin;Oriane;autre@exemple.invalid;;tous", ["Oui", "Oui", "Oui"]),
        ("GC-55;Zéphyrin-Témoin;Oriane;autre@exemple.invalid;;", [None, None, None]),
    ],
)
def test_une_liste_ne_propose_que_ce_qui_manque(
    chantier: Chantier, tmp_path: Path, rangee: str, attendus: list[object]
):
    liste, classeur = tmp_path / "liste.csv", tmp_path / "Session S-7.xlsx"
    liste.write_text(f"{TITRES}\n{rangee}\n", "utf-8")
    faite = importer(chantier.atelier(ENSUITE), liste, "S-7", "candidats", "GC", {}, classeur)
    assert proposes(classeur) == attendus
    dits = [a.message for a in faite.anomalies if a.code == "BLOC_ACQUIS_NON_PROPOSE"]
    assert bool(dits) is (attendus == ["Non", "Non", "Oui"])
    assert all("déjà acquis : B1, B2" in d for d in dits)


def test_un_cqp_qui_partage_ses_blocs_ne_les_propose_pas_non_plus(chantier: Chantier, tmp_path: Path):
    """M-012: blocs 1 and 2 of GC are those of COS."""
    liste, classeur = tmp_path / "liste.csv", tmp_path / "Session S-8.xlsx"
    liste.write_text(f"{TITRES}\nCOS-1;Zéphyrin-Témoin;Oriane;oriane@exemple.invalid;;tous\n", "utf-8")
    importer(chantier.atelier(ENSUITE), liste, "S-8", "candidats", "COS", {}, classeur)
    assert [*proposes(classeur), lire(classeur).cellules["candidat_vise_b4_1"].valeur] == ["Non", "Non", "Oui", "Oui"]


def test_une_session_deposee_dit_le_bloc_deja_acquis_et_garde_ce_que_l_equipe_a_voulu(chantier: Chantier):
    """K32: staff typed it; it stays and is told, and a list that comes after does not undo it."""
    tous = dict.fromkeys(VISES, "Oui")
    ligne = candidat("GC-60", **NOMS, **tous, naissance_le=NEE)
    nom = "Session S-9.xlsx"
    session = {"fiche_session": "S-9", "fiche_date": dt.date(2024, 1, 15), "date_fin": dt.date(2024, 1, 16)}
    sessions.deposer(chantier, [ligne], nom=nom, **session)
    chantier.traiter(ENSUITE)
    (chantier.inbox / "S-9_candidats.csv").write_text(
        f"{TITRES}\nGC-60;Zéphyrin-Témoin;Oriane;oriane@exemple.invalid;;tous\n"
        "GC-61;Zéphyrin-Témoin;Oriane;oriane@exemple.invalid;01/03/1980;1, 3\n",
        "utf-8",
    )
    chantier.traiter(ENSUITE)
    vue = sessions.vue(chantier, ENSUITE, "S-9")
    (dite,) = [a for a in vue.anomalies if a.code == "CANDIDAT_BLOC_ACQUIS"]
    assert "B1, B2" in dite.message
    attend = chantier.institut / "S-9/à relire"
    assert proposes(attend / nom) == ["Oui", "Oui", "Oui"]
    assert proposes(attend / nom, 2) == ["Non", "Non", "Oui"]
    assert "déjà acquis : B1." in (attend / "Session S-9 - à savoir.txt").read_text("utf-8-sig")


def test_la_session_qui_a_fait_acquerir_un_bloc_ne_s_en_plaint_pas(chantier: Chantier):
    """What GC-1 acquired by S-1 was not held before S-1."""
    assert "CANDIDAT_BLOC_ACQUIS" not in {a.code for a in sessions.vue(chantier, ENSUITE).anomalies}

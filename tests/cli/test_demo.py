"""The demonstration goes the whole road, and its story is what the register says."""

from collections import Counter
from pathlib import Path

from click.testing import CliRunner

from pipeline.cli import main
from tests.outils.espace import Chantier

FAUTES = "S-2023-12-FAUTES"


def test_the_demonstration_ends_well_and_shows_each_case(tmp_path: Path):
    dossier = tmp_path / "demo"
    fait = CliRunner().invoke(main, ["demo", str(dossier)], prog_name="cqp")
    assert fait.exit_code == 0, fait.stderr
    etat = Chantier(dossier).etat("2023-11-23T10:05")
    de_l_automne = [c for c in etat.candidatures if c.session != FAUTES]
    assert Counter(c.etat for c in de_l_automne) == {"proclamee": 12, "a_corriger": 1}
    assert Counter(d.etat for d in etat.depots) == {"accepte": 89, "remplace": 2, "refuse": 3, "doublon": 1}
    decisions = Counter(c.decision.decision for c in etat.candidatures if c.decision)
    assert decisions == {"Certification": 9, "Partielle": 2, "Non-certification": 1}
    documents = Counter(d.type for d in etat.documents if d.etat == "publie")
    assert documents["parchemin"] == 9
    assert documents["dossier-anonyme"] == 10 + 3, "none is held back, not even for a made-up « 00 00 00 00 00 »"
    (ines,) = [p for p in etat.personnes if p.nom == "Mirage"]
    assert [(c.code, c.date.month) for c in ines.cqp] == [("COS", 10), ("GC", 11)], "K17: two blocs count in both"
    (ajournee,) = [c for c in etat.candidatures if c.id == "GC-2023-0107"]
    assert [d.type for d in etat.documents if d.candidature == ajournee.id].count("dossier-anonyme") == 2
    for candidature in etat.candidatures:
        assert f" {candidature.id} " in fait.stdout
    assert {e.niveau for c in etat.candidatures for e in c.ecarts} == {"competence", "bloc", "avis"}
    des_fautes = {a.code for s in etat.sessions if s.id == FAUTES for a in s.anomalies if a.bloquante}
    assert des_fautes >= {
        *("CARNET_TARDIF", "AUCUN_JURY_POSSIBLE", "CANDIDAT_SANS_POSTE", "RECEVABILITE_MANQUANTE"),
        *("LIGNE_A_CORRIGER", "FORME_INATTENDUE", "CASES_RESERVEES"),
    }
    sans_faute = {d.candidature for d in etat.documents if d.session == FAUTES and d.type == "convocation-candidat"}
    assert sans_faute == {"GC-2023-0201", "GC-2023-0202"}  # a late carnet holds the grid, not the convocation
    assert CliRunner().invoke(main, ["demo", str(tmp_path)], prog_name="cqp").exit_code == 2  # someone's own folder

"""9.3: a paper in which somebody worked is theirs; issued again, it is not written over."""

from pathlib import Path

from openpyxl import load_workbook

from pipeline.flow import rendre
from tests.outils.espace import PHRASE, Chantier

MIEN = b"what a person made of it"


def a_faire(c: Chantier) -> list[str]:
    return [str(r[1]) for r in load_workbook(c.institut / "suivi.xlsx")["À faire"].values]


def test_what_a_person_changed_in_a_paper_is_kept_beside_the_new_one(tmp_path: Path):
    c = Chantier(tmp_path / "espace")
    c.dossier("GC-1", blocs=("B2",))
    c.traiter()
    (pv,) = (d for d in c.etat().documents if d.type == "proces-verbal")
    word, pdf = c.racine / pv.docx, c.racine / pv.pdf
    ancien = word.read_bytes()
    word.write_bytes(MIEN)
    c.traiter()
    assert word.read_bytes() == MIEN, "nothing was issued again"
    c.pv("GC-1", blocs=("B2",), points_forts=PHRASE.replace("analysé", "reformulé"))
    passe = c.traiter()
    (garde,) = word.parent.glob("*modifié*")
    assert garde.read_bytes() == MIEN
    assert garde.suffix == ".docx"
    assert word.read_bytes() not in {MIEN, ancien}
    assert any(garde.name in a for a in passe.avis)
    chemin = garde.relative_to(c.racine).as_posix()
    assert chemin in a_faire(c)
    word.write_bytes(ancien)  # of ours, from a backup: nobody's work
    pdf.unlink()
    rendre.republier(c.atelier(), pv.id)
    assert [f.name for f in word.parent.glob("*modifié*")] == [garde.name]
    word.write_bytes(b"again")
    rendre.republier(c.atelier(), pv.id)
    assert sorted(f.read_bytes() for f in word.parent.glob("*modifié*")) == sorted([MIEN, b"again"])
    for f in word.parent.glob("*modifié*"):
        f.unlink()
    assert c.traiter().avis == ()
    assert chemin not in a_faire(c)

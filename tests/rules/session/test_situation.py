"""A fault holds what it concerns, never the whole session (K35)."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.anomalie import Constat
from pipeline.model.planning import Planning
from pipeline.rules.session.situation import Faute, Retenue
from tests.rules.session.seances import (
    CONVOCATION,
    GC,
    LIBRE,
    PREREMPLI,
    TOUT,
    candidat,
    expert,
    passage,
    president,
    retenues,
    session,
    situation,
)

SECOND = (president(3, jury=2, nom="Autre Présidente"), expert(4, jury=2, nom="Autre Experte"))
SAINE = situation(
    session([candidat(n) for n in range(1, 5)], (president(), expert(), *SECOND)),
    passages=[passage(f"C-{n}", jury=1 if n < 3 else 2) for n in range(1, 5)],
)


def avec(**faute: object) -> tuple[list[frozenset[Retenue]], list[bool]]:
    """What one fault holds, of the four candidates and of the four jurors."""
    une = Faute.model_validate({"constat": Constat(code="ESSAI"), "retient": TOUT} | faute)
    situee = SAINE.model_copy(update={"fautes": (une,)})
    return [retenues(situee, f"C-{n}") for n in range(1, 5)], [situee.retenu_jure(n) for n in range(1, 5)]


def test_k35_la_faute_d_un_candidat():
    """K35."""
    assert avec(candidature="C-1") == ([TOUT, LIBRE, LIBRE, LIBRE], [False] * 4)


def test_k35_la_faute_d_un_jure_et_d_un_candidat():
    """K35."""
    assert avec(candidature="C-1", jure=2, jury=1) == ([TOUT, LIBRE, LIBRE, LIBRE], [False] * 4)


def test_k35_la_faute_d_un_jure():
    """K35: The day stands whoever sits: the candidates are convened all the same."""
    prerempli = frozenset({PREREMPLI})
    assert avec(jure=2, jury=1) == ([prerempli, prerempli, LIBRE, LIBRE], [False, True, False, False])


def test_k35_la_faute_d_un_jury():
    """K35."""
    assert avec(jury=2) == ([LIBRE, LIBRE, TOUT, TOUT], [False, False, True, True])


def test_la_faute_de_la_session_elle_meme():
    assert avec() == ([TOUT] * 4, [True] * 4)
    assert avec(retient={CONVOCATION}) == ([{CONVOCATION}] * 4, [True] * 4)


@given(st.sampled_from(["poste", "organisme", "nom", "voie", "portee"]), st.integers(1, 4))
def test_k35_une_ligne_incomplete_ne_change_rien_aux_autres(champ: str, fautive: int):
    """K35."""
    candidats = [candidat(n, **({champ: None} if n == fautive else {})) for n in range(1, 5)]
    situee = situation(session(candidats))
    assert {n: retenues(situee, f"C-{n}") == TOUT for n in range(1, 5)} == {n: n == fautive for n in range(1, 5)}
    assert not situee.retenu_jure(1)


def test_le_jury_d_un_candidat_sans_passage():
    """In a session on written files: the one staff gave, or the only one."""
    deux = session((candidat(1), candidat(2, jury=2)), (president(), expert(), *SECOND), mode="Sur dossier")
    situee = situation(deux, passages=())
    jurys = [situee.jury_de(f"C-{n}") for n in (1, 2)]
    assert [j and j.numero for j in jurys] == [None, 2]
    seul = situation(session(mode="Sur dossier"), passages=())
    assert (seul.planning, seul.jury_de("C-1")) == (Planning(), seul.jurys[0])
    assert seul.referentiel == GC


def test_un_meme_constat_n_est_dit_qu_une_fois():
    une = session((candidat(1), candidat(2)), (president(), expert(declaration_le=None)))
    assert [c.code for c in situation(une).constats].count("DECLARATION_MANQUANTE") == 1

"""A métier réglementé before its jury: the whole certification is asked, what is held stays held (K19, K37)."""

from pipeline.model.resultat import ResultatBloc, ResultatCompetence
from pipeline.model.vocabulaire import Portee
from pipeline.rules import coherence, proces_verbal
from tests.outils import exemples
from tests.rules.fabrique import codes, message, noms, pv

REF = exemples.sans_blocs()


def test_un_metier_reglemente_se_presente_pour_la_certification_entiere():
    """G-011, K19: « Blocs » is refused, with the next move."""
    refuses = proces_verbal.verifier(pv(REF, portee=Portee.BLOCS), REF)
    assert "PORTEE_SANS_BLOCS" in codes(refuses, REF)
    assert "PORTEE_SANS_BLOCS" not in codes(proces_verbal.verifier(pv(REF, portee=Portee.CERTIFICATION), REF), REF)


def resultat(*, acquise: bool, jury: bool) -> ResultatBloc:
    une = ResultatCompetence(
        code="B3.C1",
        criteres_valides=6,
        criteres_non_observes=0,
        criteres_total=6,
        seuil=5,
        calcul=jury,
        jury=jury,
        acquise=acquise,
    )
    return ResultatBloc(
        code="B3", competences=(une,), competences_validees=0, competences_total=4, seuil=3, calcul=False, jury=False
    )


def test_une_competence_acquise_n_est_jamais_refusee():
    """G-097, K37: the cell is pointed at; where it is kept, or was never held, nothing is said."""
    fait = pv(REF, jury={"B3": False, "B3.C1": False})
    for acquise, jury, dit in ((True, False, True), (True, True, False), (False, False, False)):
        dits = coherence.verifier(fait, {}, REF, (resultat(acquise=acquise, jury=jury),), frozenset())
        assert noms(dits, "COMPETENCE_ACQUISE_REFUSEE") == ({"jury_competence_b3_c1"} if dit else set())
        if dit:
            assert "B3.C1" in message(dits, "COMPETENCE_ACQUISE_REFUSEE")

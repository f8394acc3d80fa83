"""K29: what was granted to a person for a handicap is in one column of the register and nowhere else."""

import datetime as dt

from sqlalchemy import Engine, MetaData, select

from pipeline.model.session import Amenagement, Convoque, Session
from pipeline.register import Registre
from tests.register.exemples import LE, depot, sha

MOT = "Zibeline-Quarantaine"
MESURES = Amenagement(declare_le=dt.date(2023, 8, 1), mesures=f"Salle {MOT}", temps_supplementaire=33)


def une_session(*lignes: Amenagement | None) -> Session:
    candidats = tuple(
        Convoque(ligne=n, candidature="GC-1" if n < 3 else f"GC-{n}", amenagement=a) for n, a in enumerate(lignes, 1)
    )
    return Session(session="S-1", date=dt.date(2023, 10, 2), referentiel="GC", version="2023.1", candidats=candidats)


def deposer(registre: Registre, session: Session) -> None:
    id_ = registre.depots.recevoir("session.xlsx", sha("session.xlsx"), 1, LE).id
    conclu = depot(id_, fichier="session.xlsx").model_copy(update={"type": "session", "contenu": session})
    registre.depots.conclure(conclu, LE)


def test_a_session_comes_back_with_its_measures_each_on_its_line(registre: Registre):
    """Even when two lines bear the same candidature by mistake."""
    session = une_session(MESURES, None, Amenagement(declare_le=dt.date(2023, 8, 2)))
    deposer(registre, session)
    (relu,) = registre.depots.tous()
    assert relu.contenu == session


def test_no_other_column_of_the_register_knows_of_it(registre: Registre, outil: Engine):
    """K29, N-013: every table is read whole."""
    deposer(registre, une_session(MESURES, None))
    tables = MetaData()
    tables.reflect(outil)
    ou = set()
    with outil.connect() as connexion:
        for nom, table in tables.tables.items():
            for ligne in connexion.execute(select(table)).mappings():
                ou |= {f"{nom}.{colonne}" for colonne, valeur in ligne.items() if MOT in str(valeur)}
    assert ou == {"amenagements.mesures"}

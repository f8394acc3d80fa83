"""What staff taught of a title is kept for the next time, and only what a column may be (issue 3 §1)."""

from pathlib import Path

import pytest

from pipeline.errors import ConfigurationError, UsageError
from pipeline.exchange import memoire
from pipeline.exchange.correspondances import correspondre
from tests.exchange.exemples import TABLE


def test_a_title_taught_once_is_known_the_next_time_however_it_is_written(tmp_path: Path):
    fichier = tmp_path / "correspondances.json"
    assert memoire.lire(fichier) == memoire.Memoire()
    memoire.retenir(fichier, "candidats", {"Caisse d'origine": "organisme", "Vu ?": "ignorer"}, TABLE)
    memoire.retenir(fichier, "candidats", {"Module A": "vise_B1"}, TABLE)
    apprise = memoire.lire(fichier).de("candidats")
    trouvee = correspondre(("CAISSE D’ORIGINE", "vu", "module a", "Autre"), TABLE, "candidats", apprise)
    assert (trouvee.colonnes, trouvee.inconnues) == ({0: "organisme", 2: "vise_B1"}, (3,))


def test_the_last_word_wins_and_each_kind_of_list_has_its_own(tmp_path: Path):
    fichier = tmp_path / "correspondances.json"
    memoire.retenir(fichier, "candidats", {"Service": "organisme"}, TABLE)
    memoire.retenir(fichier, "candidats", {"SERVICE": "poste"}, TABLE)
    memoire.retenir(fichier, "jures", {"Service": "membre_organisme"}, TABLE)
    retenue = memoire.lire(fichier)
    assert (retenue.candidats, retenue.jures) == ({"service": "poste"}, {"service": "membre_organisme"})


@pytest.mark.parametrize(
    ("titre", "role"),
    [("Service", "organism"), ("Mesures", "amenagement"), ("Juré", "membre_nom"), ("—", "organisme"), ("X", "vise_")],
)
def test_what_no_column_may_be_is_refused_with_the_roles_there_are(titre: str, role: str, tmp_path: Path):
    fichier = tmp_path / "correspondances.json"
    with pytest.raises(UsageError):
        memoire.retenir(fichier, "candidats", {"Bon": "nom", titre: role}, TABLE)
    assert not fichier.exists()


@pytest.mark.parametrize("octets", [b"", b"{", b"[]", b'{"candidats": 1}', b"\xff"])
def test_a_memory_that_is_damaged_is_told_with_the_next_move(octets: bytes, tmp_path: Path):
    fichier = tmp_path / "correspondances.json"
    fichier.write_bytes(octets)
    with pytest.raises(ConfigurationError) as faute:
        memoire.lire(fichier)
    assert faute.value.action

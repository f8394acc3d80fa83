"""What several rooms' tests share: outside programs (absent ones are told, never silently passed over), Hypothesis."""

from collections import Counter
from types import ModuleType

import pytest
from hypothesis import HealthCheck, settings

from tests.outils import libreoffice, poppler, verapdf
from tests.outils.programmes import exiger

# No deadline: the machine that runs the tests is shared, and a slow moment is not a fault.
settings.register_profile("cqp", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("cqp")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was not proved here, and what to install for it."""
    raisons = Counter(str(r.longrepr[2]).removeprefix("Skipped: ") for r in terminalreporter.stats.get("skipped", ()))
    for raison, combien in raisons.most_common():
        terminalreporter.write_line(f"{combien} sautés : {raison}")


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> libreoffice.LibreOffice:
    exiger(libreoffice.absence())
    return libreoffice.LibreOffice(tmp_path_factory.mktemp("libreoffice"))


@pytest.fixture(scope="session", name="poppler")
def lecteur_de_pdf() -> ModuleType:
    exiger(poppler.absence())
    return poppler


@pytest.fixture(scope="session", name="verapdf")
def validateur_de_pdf() -> ModuleType:
    exiger(verapdf.absence())
    return verapdf

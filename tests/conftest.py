"""What several rooms' tests share: outside programs (absent ones are told, never silently passed over), Hypothesis."""

import os
from types import ModuleType

import pytest
from hypothesis import HealthCheck, settings

from tests.outils import libreoffice, poppler, verapdf

# No deadline: the machine that runs the tests is shared, and a slow moment is not a fault.
settings.register_profile("cqp", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("cqp")


def exiger(absence: str | None) -> None:
    """Skip with the reason; where everything was installed for us (`.ci/run`), a skip would hide a fault."""
    if absence is None:
        return
    if os.environ.get("CQP_OUTILS") == "exiges":
        pytest.fail(absence)
    pytest.skip(absence)


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

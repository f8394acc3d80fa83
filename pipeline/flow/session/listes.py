"""Lists."""

from pipeline.flow.atelier import Bilan
from pipeline.flow.copies import Copies


def tenir(bilan: Bilan, copies: Copies) -> None:
    pass

"""`python -m bench`: the table of ratios; exit code 1 when a target is missed."""

import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from . import lecture, pdf, planning, word
from .mesure import Mesure, mesurer


def _table(mesures: list[Mesure]) -> Table:
    table = Table("mesure", "à comparer à", "nous (ms)", "l'usage (ms)", "rapport", "cible", "", title="Vitesse")
    for m in mesures:
        table.add_row(
            m.comparaison.quoi,
            m.comparaison.contre,
            f"{m.notre_ms:.2f}",
            f"{m.usuel_ms:.2f}",
            f"{m.rapport:.3f}",
            f"≤ {m.comparaison.cible:.3g}",
            "✓" if m.tenue else "✗ manquée",
        )
    return table


def main() -> int:
    with tempfile.TemporaryDirectory() as dossier:
        comparaisons = [module.comparaison(Path(dossier)) for module in (lecture, planning, word, pdf)]
        mesures = [mesurer(c) for c in comparaisons]
    Console().print(_table(mesures))
    return 0 if all(m.tenue for m in mesures) else 1


if __name__ == "__main__":
    sys.exit(main())

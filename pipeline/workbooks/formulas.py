"""Formulas of a template follow their rows: what points at a prototype row points at all its copies."""

import re
from collections.abc import Callable

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

_REFERENCE = re.compile(
    r"(?:(?P<feuille>'(?:[^']|'')+'|[^'!]+)!)?\$?(?P<c1>[A-Z]{1,3})\$?(?P<l1>[0-9]+)"
    r"(?::\$?(?P<c2>[A-Z]{1,3})\$?(?P<l2>[0-9]+))?"
)
VIDE = "$A$1"  # the margin of every sheet, always empty: where a group without a row points

Copies = Callable[[str | None, int], list[int]]


def suivre(formule: str, copies: Copies) -> str:
    """`copies(sheet, row)` lists the rows made from a prototype row; the sheet is None for the formula's own."""
    jetons = Tokenizer(formule).items
    return "=" + "".join(_jeton(j, copies) for j in jetons)


def _jeton(jeton: Token, copies: Copies) -> str:
    reference = _REFERENCE.fullmatch(jeton.value) if jeton.subtype == Token.RANGE else None
    if reference is None:
        return str(jeton.value)
    feuille = reference["feuille"]
    titre = feuille.strip("'").replace("''", "'") if feuille else None
    premier, dernier = int(reference["l1"]), int(reference["l2"] or reference["l1"])
    rangs = [n for prototype in range(premier, dernier + 1) for n in copies(titre, prototype)]
    prefixe = f"{feuille}!" if feuille else ""
    if not rangs:
        return prefixe + VIDE
    debut = f"${reference['c1']}${min(rangs)}"
    fin = f"${reference['c2'] or reference['c1']}${max(rangs)}"
    return prefixe + (debut if debut == fin else f"{debut}:{fin}")

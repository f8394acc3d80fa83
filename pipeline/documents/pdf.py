"""The PDF twin: a warm Typst compiler, given the layouts, the fonts and the values, and nothing of the machine."""

import json
import shutil
import tempfile
import weakref
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

import typst

from pipeline import tables
from pipeline.errors import ConfigurationError

from .page import Valeurs

CHARTE = "charte.toml"
NORMES: list["typst.PDFStandard"] = ["a-3a", "ua-1"]


def polices(templates: Sequence[Path]) -> typst.Fonts:
    """The fonts that ship and those of the workspace; never the machine's, so that every machine prints the same."""
    dossiers = [d / "polices" for d in templates if (d / "polices").is_dir()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=dossiers)


def modeles(templates: Sequence[Path]) -> dict[str, Path]:
    """Every file that a Typst layout may read, by its place under `templates/`; a workspace's own wins."""
    trouves: dict[str, Path] = {}
    for dossier in reversed(templates):
        fichiers = [f for f in (dossier / "typst").rglob("*") if f.is_file()]
        charte = dossier / CHARTE
        fichiers += [charte] if charte.is_file() else []
        trouves |= {f.relative_to(dossier).as_posix(): f for f in fichiers}
    return dict(sorted(trouves.items()))


def _en_toml(charte: tables.Table) -> str:
    """Whole, for Typst's own reader: a workspace's may lack a key, or begin with a byte-order mark."""
    lignes = []
    for nom, section in charte.items():
        if isinstance(section, Mapping):
            lignes += [f"[{nom}]", *(f"{cle} = {json.dumps(valeur)}" for cle, valeur in section.items())]
    return "\n".join(lignes)


class CompilateurPdf:
    """One compiler for many documents. It works in a folder of its own, where the workspace's files cover ours."""

    def __init__(self, templates: Sequence[Path]) -> None:
        self._racine = Path(tempfile.mkdtemp(prefix="cqp-typst-"))
        weakref.finalize(self, shutil.rmtree, self._racine, ignore_errors=True)
        for nom, fichier in modeles(templates).items():
            cible = self._racine / nom
            cible.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(fichier, cible)
        if any((d / CHARTE).is_file() for d in templates):
            (self._racine / CHARTE).write_text(_en_toml(tables.reunir(templates, CHARTE)), "utf-8")
        self._typst = typst.Compiler(root=self._racine, font_paths=polices(templates))

    def rendre(self, mise_en_page: str, valeurs: Valeurs, jour: date) -> bytes:
        """The PDF/A-3a and PDF/UA-1 of these values, dated `jour`: the same values give the same bytes."""
        pdf, _ = self.essayer(mise_en_page, valeurs, jour)
        return pdf

    def essayer(self, mise_en_page: str, valeurs: Valeurs, jour: date) -> tuple[bytes, list[typst.TypstWarning]]:
        """The same, with what Typst warns of."""
        fichier = self._racine / "typst" / f"{mise_en_page}.typ"
        if not fichier.is_file():
            raise ConfigurationError(f"Le modèle « typst/{mise_en_page}.typ » est introuvable.", "Remettez-le.")
        pdf, avertissements = self._typst.compile_with_warnings(
            input=fichier,
            sys_inputs={"document": json.dumps(valeurs, ensure_ascii=False)},
            pdf_standards=NORMES,
            timestamp=datetime.combine(jour, time(), tzinfo=UTC),
        )
        if not isinstance(pdf, bytes):
            raise TypeError("Typst did not give one file")
        return pdf, avertissements

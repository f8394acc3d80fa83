"""The results of one JPN for MyCertif, the tool of Ucanss (G-092): CSV for people and imports, JSON for programs."""

import csv
import datetime as dt
import io
import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from pipeline.model.resultat_officiel import BlocOfficiel, ResultatOfficiel
from pipeline.texts import Phrases

from .correspondances import Table

CONNUES = {"candidature", "nom", "prenom", "email", "session", "voie", "portee"}  # roles that a list bears too
COLONNES = (
    *("candidature", "nom", "prenom", "email", "cqp", "rncp", "version", "session", "voie", "portee"),
    *("date_jpn", "proclame_le", "decision", "revoque_le"),
)
LUS = {
    "candidat": ("commentaire_jury", "commentaire_jpn", "preconisation_type", "preconisation"),
    "employeur": ("commentaire_jury", "commentaire_jpn"),
}
PAPIERS = ("document", "numero", "annule_et_remplace_du")
_GARDE = "'"


def en_json(resultats: Iterable[ResultatOfficiel]) -> bytes:
    """Always the same bytes for the same results, in the order of candidatures."""
    lignes = [r.model_dump(mode="json") for r in _tries(resultats)]
    return (json.dumps(lignes, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def en_csv(resultats: Iterable[ResultatOfficiel], mots: Phrases, connues: Table) -> bytes:
    """As Excel in French opens it; `mots`: `mycertif.toml`. A bloc of any of the CQP has its two columns."""
    tries = _tries(resultats)
    blocs = sorted({code for r in tries for code in r.blocs}, key=lambda code: (len(code), code))
    tampon = io.StringIO(newline="")
    ecrivain = csv.writer(tampon, delimiter=";", lineterminator="\r\n")
    ecrivain.writerow(map(garder, _entetes(blocs, mots, connues)))
    ecrivain.writerows(map(garder, _cellules(r, blocs, mots)) for r in tries)
    return tampon.getvalue().encode("utf-8-sig")


def garder(texte: str) -> str:
    """An apostrophe before what a spreadsheet would run as a formula; `sans_garde` gives it back as it was."""
    return f"{_GARDE}{texte}" if _dangereux(texte) else texte


def sans_garde(texte: str) -> str:
    return texte[1:] if texte.startswith(_GARDE) and _dangereux(texte) else texte


def _dangereux(texte: str) -> bool:
    """Its first visible character is a sign, whatever its width; a tab or a line break hides another cell.

    Apostrophes do not count, so that a text that begins with one is never mistaken for one that was guarded.
    """
    for c in texte:
        if c in "\t\r":
            return True
        if c != _GARDE and not c.isspace() and not unicodedata.category(c).startswith("C"):
            return unicodedata.normalize("NFKC", c)[0] in "=+-@−"
    return False


def _tries(resultats: Iterable[ResultatOfficiel]) -> list[ResultatOfficiel]:
    return sorted(resultats, key=lambda r: r.candidature)


def _entetes(blocs: Sequence[str], mots: Phrases, connues: Table) -> Iterator[str]:
    for nom in COLONNES:
        yield connues.titre(nom, "candidats") if nom in CONNUES else mots(f"colonnes.{nom}")
    for code in blocs:
        yield mots("colonnes.bloc", bloc=code)
        yield mots("colonnes.bloc_acquis_le", bloc=code)
    yield mots("colonnes.competences")
    yield mots("colonnes.employeur_informe")
    yield from (mots(f"colonnes.{lecteur}.{nom}") for lecteur, noms in LUS.items() for nom in noms)
    yield from (mots(f"colonnes.{nom}") for nom in PAPIERS)


def _cellules(r: ResultatOfficiel, blocs: Sequence[str], mots: Phrases) -> Iterator[str]:
    yield from (_cellule(getattr(r, nom)) for nom in COLONNES if nom not in {"decision", "revoque_le"})
    yield mots("revoque") if r.revoque_le else _cellule(r.decision)
    yield _cellule(r.revoque_le)
    for code in blocs:
        bloc = r.blocs.get(code)
        yield from _bloc(bloc) if bloc else ("", "")
    yield " | ".join(mots("competence", code=c.code, intitule=c.intitule) for c in r.competences)
    yield "" if r.revoque_le else mots(f"employeur_informe.{'oui' if r.employeur else 'non'}")
    yield from (_cellule(getattr(getattr(r, lecteur), nom, None)) for lecteur, noms in LUS.items() for nom in noms)
    yield mots(f"documents.{r.document}") if r.document else ""
    yield from (_cellule(getattr(r, nom)) for nom in PAPIERS[1:])


def _bloc(bloc: BlocOfficiel) -> tuple[str, str]:
    return bloc.etat.value, _cellule(bloc.acquis_le)


def _cellule(valeur: object) -> str:
    if isinstance(valeur, dt.datetime):
        return f"{valeur:%d/%m/%Y %H:%M}"
    if isinstance(valeur, dt.date):
        return f"{valeur:%d/%m/%Y}"
    return "" if valeur is None else str(valeur)

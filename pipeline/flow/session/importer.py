"""A list put into the workbook of its session by a command: what was known of the session is kept."""

from collections.abc import Mapping
from pathlib import Path

from pipeline import exchange
from pipeline.errors import UsageError
from pipeline.exchange import memoire
from pipeline.flow import classeurs
from pipeline.flow.atelier import Atelier
from pipeline.model.anomalie import Anomalie
from pipeline.model.base import Frozen
from pipeline.model.session import Sorte
from pipeline.texts import dire_tout

from . import listes


class Importation(Frozen):
    classeur: str
    personnes: int
    anomalies: tuple[Anomalie, ...] = ()


def importer(  # noqa: PLR0913, PLR0917 - what a person gives
    atelier: Atelier,
    fichier: Path,
    session: str,
    sorte: Sorte,
    referentiel: str | None,
    colonnes: Mapping[str, str],
    cible: Path,
) -> Importation:
    """`colonnes`: titles and the role that each has from now on."""
    if colonnes:
        connues = exchange.table(atelier.espace.templates)
        memoire.retenir(listes.memoire_des_titres(atelier), sorte, colonnes, connues)
    liste, constats = listes.lire_la_liste(fichier.read_bytes(), session, sorte, atelier)
    if liste is None:
        anomalies = dire_tout(constats, {}, atelier.anomalies)
        raise UsageError(anomalies[0].message, anomalies[0].action)
    with atelier.registre() as registre:
        bilan = atelier.bilan(registre)
        jures = bilan.etat.jures
    recue = bilan.faits.sessions.get(session)
    choisi = listes.referentiel_de(
        recue, liste.model_copy(update={"referentiel": referentiel or liste.referentiel}), atelier
    )
    if choisi is None:
        codes = ", ".join(atelier.referentiels.codes)
        raise UsageError("Dites de quel référentiel est la session.", f"Par exemple : --referentiel GC ({codes}).")
    base = recue.en_vigueur[1] if recue and recue.en_vigueur else None
    valeurs, du_versement = listes.verser([liste], base, choisi, bilan)
    cible.write_bytes(classeurs.session(atelier, choisi, jures, valeurs))
    anomalies = dire_tout((*constats, *du_versement), {}, atelier.anomalies)
    return Importation(classeur=str(cible), personnes=len(liste.lignes), anomalies=anomalies)

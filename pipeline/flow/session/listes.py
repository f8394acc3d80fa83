"""Lists that came from elsewhere, poured into the workbook of their session: staff reread it, then drop it."""

import hashlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from pipeline import exchange
from pipeline.errors import UsageError
from pipeline.exchange import memoire
from pipeline.flow import classeurs
from pipeline.flow.atelier import Atelier, Bilan
from pipeline.flow.copies import Copies, Voulu
from pipeline.flow.du import dossier_de_session
from pipeline.inbox.spool import nom_de_copie
from pipeline.model.anomalie import Constat
from pipeline.model.classeur import Brut
from pipeline.model.faits import Depot
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Liste, Sorte
from pipeline.rules.faits import SessionRecue
from pipeline.texts import dire_tout
from pipeline.workbooks.read import lire

from .acquis import sans_les_acquis


def memoire_des_titres(atelier: Atelier) -> Path:
    return atelier.espace.archives / memoire.FICHIER


def lire_la_liste(
    octets: bytes, session: str, sorte: Sorte, atelier: Atelier
) -> tuple[Liste | None, tuple[Constat, ...]]:
    """Columns are known by their titles: those that ship, and those that this workspace has learnt."""
    tableau = exchange.lire_csv(octets)
    if isinstance(tableau, Constat):
        return None, (tableau,)
    apprises = memoire.lire(memoire_des_titres(atelier)).de(sorte)
    connues = exchange.table(atelier.espace.templates)
    correspondance = exchange.correspondre(tableau.entetes, connues, sorte, apprises)
    return exchange.lister(tableau, correspondance, session, sorte)


def ressemble(octets: bytes, atelier: Atelier) -> bool:
    """Whether the titles of its columns, some at least, are those of a list."""
    tableau = exchange.lire_csv(octets)
    if isinstance(tableau, Constat):
        return False
    connues = exchange.table(atelier.espace.templates)
    apprises = memoire.lire(memoire_des_titres(atelier))
    sortes: tuple[Sorte, ...] = ("candidats", "jures")
    return any(exchange.correspondre(tableau.entetes, connues, s, apprises.de(s)).colonnes for s in sortes)


def tenir(bilan: Bilan, copies: Copies) -> set[str]:
    """The folders that were kept."""
    tenus = set()
    for recue in bilan.faits.sessions.values():
        dossier = f"{dossier_de_session(recue.id)}/à relire"
        copies.famille(dossier, _classeurs(recue, bilan))
        tenus.add(dossier)
    return tenus


def _classeurs(recue: SessionRecue, bilan: Bilan) -> Iterator[Voulu]:
    """Only the lists that came after the workbook in force: it already holds what it took from the others."""
    base = recue.en_vigueur[1] if recue.en_vigueur else None
    listes = [(liste, depot) for liste, depot in recue.listes if base is None or depot.rang > base.rang]
    referentiel = referentiel_de(recue, listes[-1][0], bilan.atelier) if listes else None
    if referentiel is None:
        return
    if base and _d_un_autre_format(base):
        yield _note(recue.id, (_a_convertir(base),), bilan)
        return
    graine = "".join(d.sha256 for _, d in listes) + (base.sha256 if base else "") + referentiel.model_dump_json()
    valeurs, constats = verser([liste for liste, _ in listes], base, referentiel, bilan)
    cle = classeurs.cle(bilan.atelier, f"{graine}{valeurs}", "session")
    faire = partial(classeurs.session, bilan.atelier, referentiel, bilan.etat.jures, valeurs)
    yield f"Session {recue.id}.xlsx", hashlib.sha256(cle.encode()).hexdigest(), faire
    if constats:
        yield _note(recue.id, constats, bilan)


def _note(session: str, constats: tuple[Constat, ...], bilan: Bilan) -> Voulu:
    note = "\r\n".join(f"{a.message}\r\n→ {a.action}\r\n" for a in dire_tout(constats, {}, bilan.atelier.anomalies))
    cle = hashlib.sha256(note.encode()).hexdigest()
    return f"Session {session} - à savoir.txt", cle, partial(note.encode, "utf-8-sig")


def _d_un_autre_format(base: Depot) -> bool:
    """Received as an .ods by a former version of the program, which had LibreOffice convert it."""
    return not base.fichier.lower().endswith(".xlsx")


def _a_convertir(base: Depot) -> Constat:
    return Constat(code="SESSION_A_CONVERTIR", valeurs={"session": base.session or "", "fichier": base.fichier})


def referentiel_de(recue: SessionRecue | None, liste: Liste, atelier: Atelier) -> Referentiel | None:
    """That of the session's workbook; else the one that the list names; else the only one there is."""
    if recue and recue.en_vigueur:
        session = recue.en_vigueur[0]
        return atelier.referentiel(session.referentiel, session.version)
    return referentiel_nomme(liste, atelier)


def referentiel_nomme(liste: Liste, atelier: Atelier) -> Referentiel | None:
    """The one that the list names; else the only one there is."""
    codes = atelier.referentiels.codes
    code = liste.referentiel or (codes[0] if len(codes) == 1 else "")
    jour = atelier.maintenant.date()
    return atelier.referentiels.en_vigueur(code, jour) or atelier.referentiels.dernier(code)


def verser(
    listes: list[Liste], base: Depot | None, referentiel: Referentiel, bilan: Bilan
) -> tuple[dict[str, Brut], tuple[Constat, ...]]:
    """The values of the workbook, and what of the lists found no place in it."""
    atelier = bilan.atelier
    valeurs = avant = _deja(base, atelier)
    constats: tuple[Constat, ...] = ()
    connues = exchange.table(atelier.espace.templates)
    for liste in listes:
        verse = exchange.verser(liste, referentiel, valeurs, connues)
        valeurs, constats = verse.valeurs, (*constats, *verse.constats)
    if any(liste.sorte == "candidats" for liste in listes):
        valeurs, des_acquis = sans_les_acquis(valeurs, avant, referentiel, bilan)
        constats = (*constats, *des_acquis)
    return valeurs, constats


def _deja(base: Depot | None, atelier: Atelier) -> dict[str, Brut]:
    """What the workbook in force holds, as it was typed."""
    if base is None:
        return {}
    copie = atelier.espace.depots / nom_de_copie(base.sha256, base.fichier)
    if _d_un_autre_format(base):
        anomalie = atelier.dire(_a_convertir(base))
        raise UsageError(anomalie.message, anomalie.action)
    lecture = lire(copie)
    return {nom: c.valeur for nom, c in lecture.cellules.items() if c.valeur is not None and not c.formule}

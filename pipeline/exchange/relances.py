"""Reminders of what is still awaited for a session, as drafts: never a result, never a measure granted (K3, K29)."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

from pipeline.model.base import Frozen
from pipeline.texts import Phrases

from .courriels import Correspondant, brouillon, correspondant


class GenreRelance(StrEnum):
    """What is awaited, and from whom; each has its table in `templates/textes/relances.toml`."""

    CARNET = "carnet"  # from the candidate
    ACCORD_DE_LA_DIRECTION = "accord-de-la-direction"  # from a juror's direction
    ACCORD = "accord"  # through the juror, where his direction has no address
    DECLARATION = "declaration"  # from the juror
    SIGNATURE = "signature"  # of the PVs, from the president
    FORMATION = "formation"  # from the juror
    LIBERATION = "liberation"  # nothing more: he was convened, and sits no more
    FIN = "fin-de-convocation"  # nothing more: a candidate who was convened, and is expected no more


class Relance(Frozen):
    """`objets`: the candidatures concerned, or the jurors whose direction is asked. `copies`: addresses."""

    genre: GenreRelance
    destinataire_nom: str
    email: str | None
    copies: tuple[str, ...] = ()
    session: str
    date_session: dt.date
    jours: tuple[dt.date, ...] = ()  # of the person written to; the session's where nothing else is known
    echeance: dt.date | None = None
    objets: tuple[str, ...] = ()
    responsable: str | None = None
    responsable_email: str | None = None


class Brouillon(Frozen):
    """`nom`: of its file, without suffix, one of its kind; it still has to be made safe."""

    nom: str
    octets: bytes


def brouillons(relances: Iterable[Relance], mots: Phrases) -> tuple[Brouillon, ...]:
    """`mots`: `relances.toml`."""
    faits: list[Brouillon] = []
    fois: Counter[str] = Counter()
    for relance in relances:
        nom = mots(f"{relance.genre}.nom", **_valeurs(relance))
        fois[nom.casefold()] += 1
        rang = fois[nom.casefold()]
        faits.append(Brouillon(nom=nom if rang == 1 else f"{nom} ({rang})", octets=_brouillon(relance, mots)))
    return tuple(faits)


def _brouillon(relance: Relance, mots: Phrases) -> bytes:
    destinataire = correspondant(relance.destinataire_nom, relance.email)
    copies = {adresse: correspondant("", adresse) for adresse in relance.copies}
    a_completer = [] if destinataire else [mots("a_completer.destinataire")]
    a_completer += [mots("a_completer.copie", adresse=adresse) for adresse, qui in copies.items() if qui is None]
    paragraphes = [*a_completer, *_paragraphes(relance, mots)]
    destinataires: tuple[Correspondant, ...] = (destinataire,) if destinataire else ()
    objet = mots(f"{relance.genre}.objet", **_valeurs(relance))
    return brouillon(destinataires, objet, "\n\n".join(paragraphes), tuple(c for c in copies.values() if c))


def _paragraphes(relance: Relance, mots: Phrases) -> Iterator[str]:
    genre, valeurs = relance.genre, _valeurs(relance)
    yield mots("bonjour" if relance.destinataire_nom else "bonjour_a_tous", **valeurs)
    yield from mots.toutes(f"{genre}.corps", **valeurs)
    if relance.objets:
        nombre = "un" if len(relance.objets) == 1 else "plusieurs"
        yield mots(f"{genre}.{nombre}", **valeurs)
    if relance.echeance:
        yield mots(f"{genre}.echeance", **valeurs)
    yield mots("merci")
    responsable = relance.responsable or mots("responsable")
    yield "\n".join(x for x in (responsable, mots("qualite"), relance.responsable_email) if x)


def _valeurs(relance: Relance) -> dict[str, str]:
    return {
        "destinataire": relance.destinataire_nom,
        "session": relance.session,
        "date": f"{relance.date_session:%d/%m/%Y}",
        "jours": _le_ou_les(relance.jours or (relance.date_session,)),
        "echeance": f"{relance.echeance:%d/%m/%Y}" if relance.echeance else "",
        "objets": ", ".join(relance.objets),
    }


def _le_ou_les(jours: tuple[dt.date, ...]) -> str:
    """« le 02/10/2023 », « les 02/10/2023, 03/10/2023 et 04/10/2023 »."""
    *avant, dernier = (f"{jour:%d/%m/%Y}" for jour in jours)
    return f"les {', '.join(avant)} et {dernier}" if avant else f"le {dernier}"

"""What leaves by one sending: a zip per juror, one for the session manager; each what its reader may read (S0 §6)."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.documents.liasse import paquet
from pipeline.documents.publish import Magasin, nom_sur
from pipeline.flow.atelier import Bilan
from pipeline.flow.copies import Voulu
from pipeline.inbox.spool import nom_de_copie
from pipeline.model.faits import Depot
from pipeline.model.vocabulaire import RoleMembre
from pipeline.register import DocumentEnregistre, EtatDocument
from pipeline.rules.session.situation import SituationSession
from pipeline.settings import Espace
from pipeline.texts import Phrases, phrases

from . import matiere, references, travaux
from .annonces import FIN, JURY, LIBERATION
from .classeurs import Classeur

SIENS = ("convocation-jury", "declaration-liens", "note-de-frais")  # one per juror
DE_TOUS = ("planning", "emargement", "aide-memoire")
DU_RESPONSABLE = ("convocation-candidat", LIBERATION, FIN, "fiche-responsable", *SIENS, *DE_TOUS)


@dataclass(frozen=True)
class Element:
    """A file of a sending: its name there, the hash of what it is, its bytes."""

    nom: str
    cle: str
    octets: Callable[[], bytes]


@dataclass(frozen=True)
class Matiere:
    """All that a session has made and received, whoever it is for."""

    situation: SituationSession
    documents: dict[str, DocumentEnregistre]
    classeurs: tuple[Classeur, ...]
    pieces: travaux.Pieces
    espace: Espace
    references: tuple[Element, ...]
    magasin: Magasin


def rassembler(s: SituationSession, bilan: Bilan, classeurs: tuple[Classeur, ...]) -> Matiere:
    """Asked once the documents are published."""
    espace = bilan.atelier.espace
    return Matiere(
        situation=s,
        documents={
            d.id: d
            for d in bilan.registre.documents.tous()
            if d.session == s.session.session and d.etat is EtatDocument.PUBLIE and d.type in DU_RESPONSABLE
        },
        classeurs=classeurs,
        pieces=travaux.pieces(bilan.depots),
        espace=espace,
        references=tuple(_fichier("documents de référence", f) for f in references.presentes(espace, s.referentiel)),
        magasin=Magasin(espace.archives / "documents"),
    )


def _fichier(dossier: str, fichier: Path, nom: str = "") -> Element:
    cle = hashlib.sha256(fichier.read_bytes()).hexdigest()
    return Element(f"{dossier}/{nom_sur(nom or fichier.name)}", cle, fichier.read_bytes)


def _travaux(m: Matiere, depots: Iterable[Depot]) -> Iterator[Element]:
    """What the candidates wrote."""
    for d in depots:
        copie = m.espace.depots / nom_de_copie(d.sha256, d.fichier)
        yield Element(f"travaux des candidats/{nom_sur(Path(d.fichier).name)}", d.sha256, copie.read_bytes)


def envois(m: Matiere) -> Iterator[Voulu]:
    s = m.situation
    mots = phrases(m.espace.templates, "session")
    for x in travaux.des_jures(s, m.pieces):
        elements = tuple(_du_jure(m, x, mots))
        if any(e.nom.startswith("convocation") for e in elements):
            yield _zip(m, travaux.fichier(x), elements)
    yield _zip(m, "Responsable de session", tuple(_du_responsable(m)))


def _zip(m: Matiere, nom: str, elements: tuple[Element, ...]) -> Voulu:
    cle = hashlib.sha256("\n".join(f"{e.nom} {e.cle}" for e in elements).encode()).hexdigest()
    faire = partial(_paqueter, elements, m)
    return f"envois/{nom_sur(nom)}.zip", cle, faire


def _paqueter(elements: Iterable[Element], m: Matiere) -> bytes:
    return paquet([(e.nom, e.octets()) for e in elements], m.situation.session.date)


def _documents(m: Matiere, garder: Callable[[DocumentEnregistre], bool]) -> Iterator[Element]:
    for d in m.documents.values():
        if garder(d):
            for chemin, sha, suffixe in ((d.docx, d.sha256_docx, ".docx"), (d.pdf, d.sha256_pdf, ".pdf")):
                yield Element(_sous_la_session(chemin), sha, partial(m.magasin.reprendre, sha, suffixe))


def _sous_la_session(chemin: str) -> str:
    """outbox/institut/<session>/journée/planning.pdf is journée/planning.pdf."""
    return chemin.split("/", 3)[3]


def _classeurs(m: Matiere, garder: Callable[[Classeur], bool]) -> Iterator[Element]:
    yield from (Element(c.chemin, c.cle, c.faire) for c in m.classeurs if garder(c))


def _du_jure(m: Matiere, x: travaux.DuJure, mots: Phrases) -> Iterator[Element]:
    """Of a candidate to whom something ties him, or to whom he has not said that nothing does: no work."""
    id_, jury, role = m.situation.session.session, x.jury, x.jure.role
    prefixes = [f"{t}:{id_}:{m.situation.numero(x.jure) if t == JURY else x.jure.ligne}" for t in SIENS]
    prefixes += [f"emargement:{id_}:{jury.numero}", f"aide-memoire:{id_}:{role.name.lower() if role else ''}"]

    def le_sien(d: DocumentEnregistre) -> bool:
        return d.id == f"planning:{id_}" or any(d.id == p or d.id.startswith(f"{p}:") for p in prefixes)

    yield from _documents(m, le_sien)

    def les_siens(c: Classeur) -> bool:
        du_jury = c.jury == jury.numero and (bool(c.candidature) or role is RoleMembre.PRESIDENT)
        return c.vierge or (du_jury and c.candidature not in x.interdits)

    yield from _classeurs(m, les_siens)
    yield from _travaux(m, x.travaux)
    if x.attendus:
        yield _a_lire(m, x, mots)
    yield from m.references


def _a_lire(m: Matiere, x: travaux.DuJure, mots: Phrases) -> Element:
    """What is awaited of him, and what comes with it (K34)."""
    qui = [mots("attendus.candidat", candidature=c.candidature, nom=c.nom_complet) for c in x.attendus]
    contact = ", ".join(filter(None, (m.situation.session.responsable_nom, m.situation.session.responsable_email)))
    debut = mots.toutes("attendus.debut", membre=x.jure.nom)
    fin = mots.toutes("attendus.fin", contact=contact or mots("attendus.responsable"))
    octets = "\r\n".join([*debut, "", *qui, "", *fin, ""]).encode("utf-8-sig")
    return Element(f"{mots('attendus.nom')}.txt", hashlib.sha256(octets).hexdigest(), partial(bytes, octets))


def _du_responsable(m: Matiere) -> Iterator[Element]:
    yield from _documents(m, lambda _: True)
    yield from _classeurs(m, lambda _: True)
    for c in matiere.convoques(m.situation):
        yield from _travaux(m, m.pieces.get(c.candidature, ()))
    yield from m.references

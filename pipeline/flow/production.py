"""The documents owed and not yet published: a build system whose sources are facts (conception.md, « due »)."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import TypeAlias

from pipeline.documents.fuites import Fuite
from pipeline.documents.publish import Magasin, lu, poser_a_cote_des_leurs, retirer
from pipeline.documents.relecture import Lue
from pipeline.documents.render import empreinte, rendre_et_relire
from pipeline.model.document import Document
from pipeline.model.kit import Version
from pipeline.model.moment import jour_a_paris
from pipeline.register import DocumentEnregistre, EtatDocument, Publication

from . import dossiers
from .atelier import Atelier, Bilan
from .du import Du, DuVersionne
from .impression import envoi
from .jpn import papiers as jpn
from .session import papiers
from .session.fixer import arreter

Produit: TypeAlias = tuple[Du, Document, bytes, bytes, Lue]
GARDE = (
    "Un document que quelqu’un avait modifié a été refait : son travail est gardé à côté, « {fichier} ».\n"
    "→ Comparez les deux, reportez ce qui doit l’être dans le fichier que vous déposez, puis effacez cette copie."
)
MODIFIE = "document_modifie_garde"  # in the journal
LOT = 64  # documents announced, rendered and published together


@dataclass(frozen=True)
class Retenu:
    """A document that was made and not put out: what was read in it, and where."""

    du: Du
    fuites: tuple[Fuite, ...]


@dataclass(frozen=True)
class Production:
    documents: int
    retenus: tuple[Retenu, ...] = ()
    avis: tuple[str, ...] = ()  # what whoever launched the pass must know


def produire(bilan: Bilan, progression: Callable[[int, int], None]) -> Production:
    """Make what is owed and missing, take back what is owed no more."""
    atelier, registre = bilan.atelier, bilan.registre
    presents = {d.id: d for d in registre.documents.tous()}
    arreter(bilan)
    voulus = chain(dossiers.dus(bilan), envoi.dus(bilan), papiers.dus(bilan), jpn.dus(bilan))
    owed = [_resolu(du, presents, atelier) for du in voulus]
    _retirer(bilan, presents, {d.id for d in owed})
    manquants = [(du, document) for du in owed for document in _a_faire(du, presents.get(du.id), atelier)]
    faits, retenus, gardes = 0, [], []
    espace = atelier.espace
    rendus = rendre_et_relire(
        [(document, du.relecture() if du.relecture else None) for du, document in manquants],
        espace.templates,
        espace.reglages.documents.processus,
        espace.modeles_verifies,
    )
    tires = ((du, document, *rendu) for (du, document), rendu in zip(manquants, rendus, strict=True))
    produits = _suivis(tires, len(manquants), progression)
    while lot := list(islice(produits, LOT)):
        bons, mauvais = _controler(lot)
        gardes += _publier(bilan, bons)
        faits += len(lot)
        retenus += mauvais
    _retirer_les_retenus(bilan, presents, retenus)
    _remplacer(bilan, presents, owed)
    avis = tuple(GARDE.format(fichier=g) for g in gardes)
    return Production(documents=faits - len(retenus), retenus=tuple(retenus), avis=avis)


def _suivis(produits: Iterator[Produit], total: int, progression: Callable[[int, int], None]) -> Iterator[Produit]:
    """Each is told as it is made: a lot takes a while."""
    for rang, produit in enumerate(produits, start=1):
        yield produit
        progression(rang, total)


def _controler(lot: Sequence[Produit]) -> tuple[list[Produit], list[Retenu]]:
    """What fails its own control never reaches outbox/ (K18)."""
    bons, retenus = [], []
    for produit in lot:
        du, *_, lue = produit
        fuites = tuple(du.retenir(lue)) if any(lue) else ()
        if fuites:
            retenus.append(Retenu(du=du, fuites=fuites))
        else:
            bons.append(produit)
    return bons, retenus


def _retirer_les_retenus(bilan: Bilan, presents: Mapping[str, DocumentEnregistre], retenus: Sequence[Retenu]) -> None:
    """Its former version leaves too: it does not say what the dossier says."""
    anciens = [presents[r.du.id] for r in retenus if r.du.id in presents]
    debout = [d for d in anciens if d.etat is EtatDocument.PUBLIE and not d.fige]
    for d in debout:
        _ranger(bilan, d)
    if debout:
        bilan.registre.documents.retirer([d.id for d in debout], bilan.atelier.maintenant)


def _resolu(du: Du | DuVersionne, presents: Mapping[str, DocumentEnregistre], atelier: Atelier) -> Du:
    if isinstance(du, Du):
        return du
    return du.en_version(presents, Version(numero=1, date=jour_a_paris(atelier.maintenant)))


def _a_faire(du: Du, present: DocumentEnregistre | None, atelier: Atelier) -> Iterator[Document]:
    publie = present if present is not None and present.etat is EtatDocument.PUBLIE else None
    if publie and du.fige:
        return
    document = du.composer()
    if publie is None or publie.cle != _cle(du, document, atelier):
        yield document


def _cle(du: Du, document: Document, atelier: Atelier) -> str:
    """The same data set by the same template is the same document."""
    if du.cle:
        return du.cle
    modele = empreinte(document.mise_en_page, atelier.espace.templates)
    return hashlib.sha256(f"{modele}\n{document.model_dump_json()}{du.joint}".encode()).hexdigest()


def _publier(bilan: Bilan, lot: Sequence[Produit]) -> list[str]:
    """What people had made of the former files, kept beside: where."""
    espace, maintenant, registre = bilan.atelier.espace, bilan.atelier.maintenant, bilan.registre
    magasin = Magasin(espace.archives / "documents")
    publications = []
    for du, document, docx, pdf, _ in lot:
        publications.append(
            Publication(
                id=du.id,
                type=du.type,
                audience=du.audience,
                candidature=du.candidature,
                session=du.session,
                cle=_cle(du, document, bilan.atelier),
                docx=f"{du.chemin}.docx",
                pdf=f"{du.chemin}.pdf",
                sha256_docx=magasin.garder(docx, ".docx"),
                sha256_pdf=magasin.garder(pdf, ".pdf"),
                fige=du.fige,
            )
        )
    with registre.ensemble():
        registre.documents.annoncer(publications, maintenant)
        registre.convocations.noter([du.dite for du, *_ in lot if du.dite])
    gardes = []
    for publication, (_, _, docx, pdf, _) in zip(publications, lot, strict=True):
        for chemin, octets, suffixe in ((publication.docx, docx, ".docx"), (publication.pdf, pdf, ".pdf")):
            notre, sans_date = partial(magasin.tient, suffixe=suffixe), publication.audience == "jpn"
            garde = poser_a_cote_des_leurs(espace.racine, chemin, octets, notre, sans_date=sans_date)
            if garde:
                gardes.append(garde)
                registre.journal.noter(maintenant, MODIFIE, publication.id, {"fichier": garde})
    registre.documents.publier([p.id for p in publications], maintenant)
    return gardes


def modifies(bilan: Bilan) -> tuple[str, ...]:
    """What people made of papers issued again, while it lies there; no number of a dossier beside names (K18)."""
    notes = dict.fromkeys(n["fichier"] for n in bilan.registre.journal.notes(MODIFIE))
    dits = (f for f in notes if not f.startswith("outbox/jpn/"))
    return tuple(f for f in dits if lu(bilan.atelier.espace.racine, f) is not None)


def _ranger(bilan: Bilan, d: DocumentEnregistre) -> None:
    """Its files leave outbox/; their bytes stay in the store."""
    retirer(bilan.atelier.espace.racine, d.docx, d.sha256_docx)
    retirer(bilan.atelier.espace.racine, d.pdf, d.sha256_pdf)


def _retirer(bilan: Bilan, presents: Mapping[str, DocumentEnregistre], owed: set[str]) -> None:
    """What is no longer owed leaves outbox/; of what was issued, only what a rectification revoked."""
    en_place = {EtatDocument.PUBLIE, EtatDocument.ANNONCE}
    perimes = [d for d in presents.values() if d.id not in owed and not d.fige and d.etat in en_place]
    for d in (*perimes, *(d for d in presents.values() if d.etat is EtatDocument.REVOQUE)):
        _ranger(bilan, d)
    if perimes:
        bilan.registre.documents.retirer([d.id for d in perimes], bilan.atelier.maintenant)


def _remplacer(bilan: Bilan, presents: Mapping[str, DocumentEnregistre], owed: list[Du]) -> None:
    """Once its next version is in place, a cancelled paper leaves outbox/, so that nobody sends it by mistake."""
    annules = chain.from_iterable((*([du.remplace] if du.remplace else []), *du.annule) for du in owed)
    for ancien in [presents[id_] for id_ in dict.fromkeys((*annules, *papiers.annulees(bilan)))]:
        if ancien.etat is EtatDocument.PUBLIE:
            _ranger(bilan, ancien)
            bilan.registre.documents.remplacer(ancien.id, bilan.atelier.maintenant)

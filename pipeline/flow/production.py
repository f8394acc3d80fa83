"""The documents owed and not yet published: a build system whose sources are facts (conception.md, « due »)."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from itertools import chain, islice

from pipeline.documents.publish import Magasin, poser, retirer
from pipeline.documents.render import empreinte, rendre
from pipeline.model.document import Document
from pipeline.model.kit import Version
from pipeline.model.moment import jour_a_paris
from pipeline.register import DocumentEnregistre, EtatDocument, Publication

from . import dossiers
from .atelier import Atelier, Bilan
from .du import Du, DuVersionne
from .session import papiers

LOT = 64  # documents announced, rendered and published together


def produire(bilan: Bilan, progression: Callable[[int, int], None]) -> int:
    """Make what is owed and missing, take back what is owed no more; how many were made."""
    atelier, registre = bilan.atelier, bilan.registre
    presents = {d.id: d for d in registre.documents.tous()}
    owed = [_resolu(du, presents, atelier) for du in chain(dossiers.dus(bilan), papiers.dus(bilan))]
    _retirer(bilan, presents, {d.id for d in owed})
    manquants = [(du, document) for du in owed for document in _a_faire(du, presents.get(du.id), atelier)]
    faits = 0
    espace = atelier.espace
    rendus = rendre(
        [document for _, document in manquants],
        espace.templates,
        espace.reglages.documents.processus,
        espace.modeles_verifies,
    )
    produits = ((du, document, docx, pdf) for (du, document), (docx, pdf) in zip(manquants, rendus, strict=True))
    while lot := list(islice(produits, LOT)):
        _publier(bilan, lot)
        faits += len(lot)
        progression(faits, len(manquants))
    _remplacer(bilan, presents, owed)
    return faits


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
    return hashlib.sha256(f"{modele}\n{document.model_dump_json()}".encode()).hexdigest()


def _publier(bilan: Bilan, lot: list[tuple[Du, Document, bytes, bytes]]) -> None:
    espace, maintenant, registre = bilan.atelier.espace, bilan.atelier.maintenant, bilan.registre
    magasin = Magasin(espace.archives / "documents")
    publications = []
    for du, document, docx, pdf in lot:
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
    registre.documents.annoncer(publications, maintenant)
    for publication, (_, _, docx, pdf) in zip(publications, lot, strict=True):
        poser(espace.racine, publication.docx, docx)
        poser(espace.racine, publication.pdf, pdf)
    registre.documents.publier([p.id for p in publications], maintenant)


def _ranger(bilan: Bilan, d: DocumentEnregistre) -> None:
    """Its files leave outbox/; their bytes stay in the store."""
    retirer(bilan.atelier.espace.racine, d.docx, d.sha256_docx)
    retirer(bilan.atelier.espace.racine, d.pdf, d.sha256_pdf)


def _retirer(bilan: Bilan, presents: Mapping[str, DocumentEnregistre], owed: set[str]) -> None:
    """A dossier that is no longer established leaves outbox/; issued documents never do."""
    en_place = {EtatDocument.PUBLIE, EtatDocument.ANNONCE}
    perimes = [d for d in presents.values() if d.id not in owed and not d.fige and d.etat in en_place]
    for d in perimes:
        _ranger(bilan, d)
    if perimes:
        bilan.registre.documents.retirer([d.id for d in perimes], bilan.atelier.maintenant)


def _remplacer(bilan: Bilan, presents: Mapping[str, DocumentEnregistre], owed: list[Du]) -> None:
    """Once its next version is in place, a cancelled paper leaves outbox/, so that nobody sends it by mistake."""
    for ancien in [presents[du.remplace] for du in owed if du.remplace]:
        if ancien.etat is EtatDocument.PUBLIE:
            _ranger(bilan, ancien)
            bilan.registre.documents.remplacer(ancien.id, bilan.atelier.maintenant)

"""What staff are told of the masking: dossiers held back, names found and masked, pieces nobody masked (K18)."""

import hashlib
from collections.abc import Iterator
from functools import partial

from pipeline.flow.atelier import Bilan
from pipeline.flow.copies import Copies, Voulu
from pipeline.flow.du import INSTITUT
from pipeline.flow.production import Production
from pipeline.texts import Phrases, phrases

from .docket import masquee, sans_version_masquee
from .inscrits import Docket
from .papiers import anonyme, jours_ouverts

RAPPORTS = f"{INSTITUT}/jurys paritaires"


def tenir(bilan: Bilan, faite: Production, copies: Copies) -> None:
    """One note for each docket still open, or with a paper held back; for the Institut alone, without numbers."""
    retenus = {jour for jour in bilan.contexte.dockets for r in faite.retenus if f"/{jour}/" in r.du.chemin}
    jours = sorted({*jours_ouverts(bilan), *retenus})
    copies.famille(RAPPORTS, (_voulu(Docket(bilan, jour), faite) for jour in jours))


def _voulu(docket: Docket, faite: Production) -> Voulu:
    mots = phrases(docket.bilan.atelier.espace.templates, "preparation")
    texte = "\r\n".join(_lignes(docket, faite, mots))
    cle = hashlib.sha256(texte.encode()).hexdigest()
    return f"JPN {docket.jour} - masquage.txt", cle, partial(texte.encode, "utf-8-sig")


def _lignes(docket: Docket, faite: Production, mots: Phrases) -> Iterator[str]:
    yield mots("masquage.titre", date=f"{docket.jour:%d/%m/%Y}")
    sections = [list(_retenus(docket, faite, mots)), list(_masques(docket, mots)), list(_pieces(docket, mots))]
    for cle, action, lignes in zip(
        ("retenus", "masques", "pieces"), ("retenu_action", "masque_action", ""), sections, strict=True
    ):
        if lignes:
            yield from ("", mots(f"masquage.{cle}"), *lignes)
            if action:
                yield mots(f"masquage.{action}")
    if not any(sections):
        yield from ("", mots("masquage.rien"))
    yield ""


def _retenus(docket: Docket, faite: Production, mots: Phrases) -> Iterator[str]:
    for r in faite.retenus:
        if r.du.chemin.startswith(f"outbox/jpn/{docket.jour}/"):
            for f in dict.fromkeys((f.mot, f.ou) for f in r.fuites):
                yield mots("masquage.retenu", candidature=r.du.candidature or r.du.type, mot=f[0], ou=f[1])


def _masques(docket: Docket, mots: Phrases) -> Iterator[str]:
    """By candidature: the order of the numbers would tell who stands behind each."""
    for c in sorted(docket, key=lambda c: c.situation.id):
        _, masqueur = anonyme(c, docket)
        for m in masqueur.masques:
            cites = ", ".join(f"« {x} »" for x in m.mots)
            yield mots("masquage.masque", candidature=c.situation.id, ou=m.ou, mots=cites)


def _pieces(docket: Docket, mots: Phrases) -> Iterator[str]:
    for c in sorted(docket, key=lambda c: c.situation.id):
        for piece, libelle in sans_version_masquee(c.situation):
            fichier = f"{c.situation.id}_{masquee(piece)}.pdf"
            yield mots("masquage.piece", candidature=c.situation.id, libelle=libelle, fichier=fichier)

"""What the president's report must say by itself: why where the answer is no, all of an exceptional situation."""

from collections.abc import Iterator

from pipeline.forms import nom
from pipeline.forms.autour import POINTS
from pipeline.model.anomalie import Constat
from pipeline.model.session import CompteRendu

SITUATION = ("nature", "impact", "decision", "justification")


def verifier(recu: CompteRendu) -> Iterator[Constat]:
    sans = [
        (code, libelle) for code, libelle in POINTS if recu.points.get(code) is False and code not in recu.precisions
    ]
    if sans:
        noms = tuple(nom("precision", code) for code, _ in sans)
        yield Constat(code="PRECISION_MANQUANTE", noms=noms, valeurs={"points": " ; ".join(x for _, x in sans)})
    remplies = [p for p in SITUATION if getattr(recu, f"incident_{p}")]
    if remplies and len(remplies) < len(SITUATION):
        vides = tuple(nom("rapport", "incident", p) for p in SITUATION if p not in remplies)
        yield Constat(code="INCIDENT_INCOMPLET", noms=vides)

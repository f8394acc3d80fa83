"""The épreuves that each convened candidate of a session must pass, and how long each one holds whom."""

from collections.abc import Iterator

from pipeline.model import referentiel as textes
from pipeline.model.moment import PAS, arrondi, minutes_accordees
from pipeline.model.planning import Epreuve
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Convoque, Session
from pipeline.model.vocabulaire import Mode, Participation, Voie

PLAFOND = 60  # minutes of a VAE interview, where a référentiel sets no ceiling of its own (S0 §4.2)


def besoins(session: Session, referentiel: Referentiel) -> tuple[Epreuve, ...]:
    """In the order of the lines, then of the blocs; nobody is received when a session is held on files alone."""
    if session.mode is Mode.DOSSIER:
        return ()
    convoques: dict[str, Convoque] = {}
    for c in session.candidats:
        if c.participation is Participation.CONVOQUE:
            convoques.setdefault(c.candidature, c)  # a candidature entered twice passes once
    return tuple(e for c in convoques.values() for e in _epreuves(c, referentiel))


def _epreuves(convoque: Convoque, referentiel: Referentiel) -> Iterator[Epreuve]:
    if convoque.voie is Voie.VAE:
        yield _entretien(convoque, referentiel)
        return
    for bloc in (*(b.code for b in referentiel.blocs if b.code in convoque.vises), None):
        dues = [e for e in referentiel.evaluation.epreuves if e.bloc == bloc and _due(e, convoque, referentiel)]
        if dues:
            yield Epreuve(
                candidature=convoque.candidature,
                bloc=bloc,
                duree=_majore(sum(e.minutes for e in dues), convoque),
                preparation=_majore(_preparation(dues, convoque), convoque),
                debrief=arrondi(max(e.debrief_max or 0 for e in dues)),
            )


def _due(epreuve: textes.Epreuve, convoque: Convoque, referentiel: Referentiel) -> bool:
    """An épreuve shared by several blocs is passed by whoever aims at one of them."""
    if epreuve.bloc:
        return True
    vises = {c.code for b in referentiel.blocs if b.code in convoque.vises for c in b.competences}
    return any(k.competence in vises and epreuve.code in k.epreuves for k in referentiel.evaluation.criteres)


def _preparation(epreuves: list[textes.Epreuve], convoque: Convoque) -> int:
    """GC bloc 3: a candidate of the famille branch discovers his files 30 minutes before (S3 §3.1.3)."""
    return sum(p.minutes for e in epreuves for p in e.preparations if p.branche is convoque.branche)


def _entretien(convoque: Convoque, referentiel: Referentiel) -> Epreuve:
    """One interview for all blocs (S3 §3.2), under the ceiling of S0 §4.2 (K9); extra time comes on top of it.

    The jury deliberates after it as after an épreuve (S0 §4.2), in a time that no text gives: the longest of the
    other debriefs is kept.
    """
    vae = referentiel.vae
    plafond = vae.plafond_minutes.valeur if vae.plafond_minutes else PLAFOND
    prevu = sum(phase.minutes_max for phase in (vae.presentation, vae.questions) if phase)
    avant = vae.harmonisation
    return Epreuve(
        candidature=convoque.candidature,
        bloc=None,
        duree=_majore(min(arrondi(prevu or plafond), plafond - plafond % PAS), convoque),
        avant=arrondi(avant.minutes_min or avant.minutes_max) if avant else 0,
        debrief=arrondi(max(e.debrief_max or 0 for e in referentiel.evaluation.epreuves)),
    )


def _majore(minutes: int, convoque: Convoque) -> int:
    pourcent = (convoque.amenagement and convoque.amenagement.temps_supplementaire) or 0
    return minutes_accordees(minutes, pourcent)

"""Sittings counted by the rules: what their figures show, what they hide, and one too small for any."""

from pipeline.model.statistiques import DossierCompte, Figures
from pipeline.model.vocabulaire import Decision, Voie
from pipeline.rules.statistiques import figures

from . import petit_gc

GC = petit_gc.referentiel()
REFERENTIELS = {"GC": GC, "COS": GC.model_copy(update={"sigle": "COS"})}
BLOCS = tuple(b.code for b in GC.blocs)
COMPETENCES = tuple(c.code for b in GC.blocs for c in b.competences)
DECISIONS = (Decision.CERTIFICATION, Decision.PARTIELLE, Decision.NON_CERTIFICATION)


def dossier(decision: Decision = Decision.CERTIFICATION, referentiel: str = "GC", **autres: object) -> DossierCompte:
    attribues = dict.fromkeys(BLOCS, decision is Decision.CERTIFICATION)
    brut = {"referentiel": referentiel, "voie": Voie.FORMATION, "decision": decision, "vises": BLOCS}
    return DossierCompte.model_validate(brut | {"blocs": attribues} | autres)


def _un(rang: int, decision: Decision, referentiel: str, voie: Voie) -> DossierCompte:
    """Its number says what it missed: the first competence more often than the second, the last never."""
    return dossier(
        decision,
        referentiel,
        voie=voie,
        blocs={b: decision is Decision.CERTIFICATION or rang % 3 > i for i, b in enumerate(BLOCS)},
        competences={c: rang % (3 + i) > 0 or c == COMPETENCES[-1] for i, c in enumerate(COMPETENCES)},
        ecarts={"competence": rang % 4 // 3},
        contre_avis=rang % 40 == 0,
        notifie_dans_les_temps=rang % 30 > 0,
    )


def seance(ajournes: int = 0, vae: int = 12) -> Figures:
    """Sixty dossiers in two CQP; those adjourned and those of the VAE are as many as asked."""
    dossiers = [_un(i, DECISIONS[i % 5 // 2], "COS" if i // 5 % 3 else "GC", Voie.FORMATION) for i in range(60)]
    dossiers += [_un(i, Decision.AJOURNEE, "GC", Voie.FORMATION) for i in range(ajournes)]
    dossiers += [_un(i, Decision.PARTIELLE, "COS", Voie.VAE) for i in range(vae)]
    return figures(dossiers, REFERENTIELS)


def trop_petite() -> Figures:
    return figures([dossier()] * 4, REFERENTIELS)


def toutes() -> tuple[Figures, ...]:
    return seance(), seance(ajournes=1), seance(ajournes=30), seance(vae=2), trop_petite()

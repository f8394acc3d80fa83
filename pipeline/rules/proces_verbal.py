"""What one PV must say by itself, before any other file is looked at (S0 §2.2, §2.6, §3.1; S3 §2.2, §4)."""

from collections.abc import Iterator

from pipeline import forms
from pipeline.forms import nom
from pipeline.model.anomalie import Constat, Gravite
from pipeline.model.faits import ProcesVerbal
from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import Avis, Deroulement, Portee, RoleMembre, Verdict, Voie

from .acquis import capitalisables
from .durees import duree_hors_bornes
from .evaluation import issue


def verifier(pv: ProcesVerbal, referentiel: Referentiel, majoration: int = 0) -> tuple[Constat, ...]:
    """Every fault of the PV at once."""
    constats = [*_voie(pv, referentiel), *_organisme(pv), *_incident(pv)]
    if pv.deroulement is not Deroulement.TENU:
        if pv.jury_blocs or pv.jury_competences or pv.avis:
            constats.append(Constat(code="RESULTATS_SANS_EPREUVE", noms=("fiche_deroulement",)))
        return tuple(constats)
    return (
        *constats,
        *_membres(pv, referentiel),
        *_attestations(pv),
        *_deliberation(pv, referentiel),
        *_avis(pv, referentiel),
        *_argumentation(pv),
        *duree_hors_bornes(pv, referentiel, majoration),
    )


def _voie(pv: ProcesVerbal, referentiel: Referentiel) -> Iterator[Constat]:
    if pv.voie is Voie.VAE and not referentiel.vae.ouverte.valeur:
        yield Constat(code="VAE_FERMEE", noms=("fiche_voie",), valeurs={"cqp": referentiel.sigle})
    elif pv.voie not in referentiel.voies.valeur:
        yield Constat(code="VOIE_FERMEE", noms=("fiche_voie",), valeurs={"cqp": referentiel.sigle, "voie": pv.voie})
    if referentiel.metier_reglemente.valeur and pv.portee is Portee.BLOCS:
        yield Constat(code="PORTEE_SANS_BLOCS", noms=("fiche_portee",), valeurs={"cqp": referentiel.sigle})
    if not pv.vises:
        yield Constat(code="AUCUN_BLOC_VISE", noms=tuple(nom("vise", b.code) for b in referentiel.blocs))


def _organisme(pv: ProcesVerbal) -> Iterator[Constat]:
    """In VAE organisme and employer are optional: it is the candidate's own right (S0 §4.1, K30)."""
    if pv.voie is not Voie.VAE and not pv.organisme:
        yield Constat(code="ORGANISME_MANQUANT", noms=("fiche_organisme",))
    if pv.voie is not Voie.VAE and not pv.branche:
        yield Constat(code="BRANCHE_MANQUANTE", noms=("fiche_branche",))
    if not pv.email:
        yield Constat(code="COURRIEL_MANQUANT", noms=("fiche_email",))


def _incident(pv: ProcesVerbal) -> Iterator[Constat]:
    if pv.incident is None:
        return
    vides = [c for c in ("nature", "impact", "decision", "justification") if not getattr(pv.incident, c)]
    if vides:
        yield Constat(code="INCIDENT_INCOMPLET", noms=tuple(f"incident_{c}" for c in vides))


def _ligne(champ: str, *lignes: int) -> tuple[str, ...]:
    return tuple(nom(champ, str(n)) for n in lignes)


def _membres(pv: ProcesVerbal, referentiel: Referentiel) -> Iterator[Constat]:
    jury = referentiel.jury
    report = jury.absence.valeur == "report"
    membres = pv.membres if report else tuple(m for m in pv.membres if m.present)  # who is replaced no longer sits (K2)
    minimum, maximum = jury.effectif_min.valeur, jury.effectif_max.valeur
    if not minimum <= len(membres) <= maximum:
        yield Constat(
            code="EFFECTIF_DU_JURY",
            noms=tuple(c.nom for c in forms.pv(referentiel).par_role("membre_nom")),
            valeurs={"cqp": referentiel.sigle, "trouve": str(len(membres)), "attendu": _entre(minimum, maximum)},
        )
    for siege in jury.sieges:
        tenus = [m.ligne for m in membres if m.role is siege.role]
        if not siege.minimum <= len(tenus) <= siege.maximum:
            attendu = _entre(siege.minimum, siege.maximum)
            yield Constat(
                code="EXPERT_ABSENT" if siege.role is RoleMembre.EXPERT and not tenus else "SIEGE_DU_JURY",
                noms=_ligne("membre_role", *(tenus or [m.ligne for m in pv.membres] or [1])),
                valeurs={"role": siege.role, "trouve": str(len(tenus)), "attendu": attendu},
            )
    yield from _chacun(pv, referentiel)


def _entre(minimum: int, maximum: int) -> str:
    return str(minimum) if minimum == maximum else f"{minimum} à {maximum}"


def _chacun(pv: ProcesVerbal, referentiel: Referentiel) -> Iterator[Constat]:
    """Each member: a role of this jury, an organisme, a presence. The signature is the scan's (K42)."""
    report = referentiel.jury.absence.valeur == "report"
    prevus = {s.role for s in referentiel.jury.sieges}
    for m in pv.membres:
        if m.role not in prevus:
            yield Constat(
                code="ROLE_NON_PREVU",
                noms=_ligne("membre_role", m.ligne),
                valeurs={"role": m.role, "cqp": referentiel.sigle},
            )
        if not m.present and report:
            yield Constat(code="MEMBRE_ABSENT", noms=_ligne("membre_present", m.ligne), valeurs={"membre": m.nom})
        if not m.organisme:
            yield Constat(code="MEMBRE_SANS_ORGANISME", noms=_ligne("membre_organisme", m.ligne))


def _attestations(pv: ProcesVerbal) -> Iterator[Constat]:
    """The jury says that identity was checked and that it deliberated alone (S0 §2.3, §3.1)."""
    for valeur, code, champ in (
        (pv.identite_verifiee, "IDENTITE_NON_VERIFIEE", "identite_verifiee"),
        (pv.deliberation_hors_candidat, "DELIBERATION_EN_PRESENCE", "deliberation_hors_candidat"),
    ):
        if not valeur:
            gravite = Gravite.AVERTISSEMENT if valeur is None else Gravite.BLOQUANTE
            yield Constat(code=code, noms=(champ,), gravite=gravite)


def _deliberation(pv: ProcesVerbal, referentiel: Referentiel) -> Iterator[Constat]:
    """The three levels of the deliberation: each competence and each bloc aimed at, and nothing else (S3 §4)."""
    vides: list[str] = []
    en_trop: list[str] = []
    for bloc in referentiel.blocs:
        attendu = bloc.code in pv.vises
        codes = [(c.code, c.code in pv.jury_competences, "jury_competence") for c in bloc.competences]
        for code, rempli, champ in (*codes, (bloc.code, bloc.code in pv.jury_blocs, "jury_bloc")):
            if attendu and not rempli:
                vides.append(nom(champ, code))
            elif rempli and not attendu:
                en_trop.append(nom(champ, code))
    if vides:
        yield Constat(code="DECISION_DU_JURY_MANQUANTE", noms=tuple(vides))
    if en_trop:
        yield Constat(code="DECISION_HORS_PORTEE", noms=tuple(en_trop))


def _avis(pv: ProcesVerbal, referentiel: Referentiel) -> Iterator[Constat]:
    if pv.avis is None:
        yield Constat(code="AVIS_MANQUANT", noms=("avis_jury",))
        return
    propose = avis_des_blocs(pv, referentiel)
    if propose and pv.avis is not propose and not pv.motif_avis:
        yield Constat(
            code="AVIS_INCOHERENT",
            noms=("avis_jury", "ecart_motif_avis"),
            valeurs={"avis": pv.avis, "blocs": propose},
        )


def avis_des_blocs(pv: ProcesVerbal, referentiel: Referentiel) -> Avis | None:
    """The avis that follows from the jury's own decisions on the blocs aimed at, and on their competences where a part
    of a bloc is kept (G-076, K19)."""
    if any(b not in pv.jury_blocs for b in pv.vises):
        return None
    parts = (bool(siennes) for siennes in capitalisables(pv, referentiel).values())
    trouve = issue((pv.jury_blocs[b] is Verdict.VALIDE for b in pv.vises), parts)
    return Avis(trouve.capitalize()) if trouve else None


def convaincu(pv: ProcesVerbal) -> bool:
    """The jury is convinced within the scope of the candidature (K31)."""
    return pv.avis is Avis.TOTALE and all(v is Verdict.VALIDE for v in pv.jury_blocs.values())


def _argumentation(pv: ProcesVerbal) -> Iterator[Constat]:
    """Explanations are compulsory whatever the decision (S0 §3.1)."""
    attendus = ["releve_decision", "points_forts", "commentaire_candidat"]
    if not (pv.voie is Voie.VAE and not pv.organisme and not pv.employeur_email):
        attendus.append("commentaire_employeur")
    for champ in attendus:
        if not getattr(pv, champ):
            yield Constat(code=f"{champ.upper()}_MANQUANT", noms=(champ,))
    if pv.avis and not convaincu(pv):
        if not pv.points_faibles:
            yield Constat(code="POINTS_FAIBLES_MANQUANT", noms=("points_faibles",))
        if not pv.preconisations:
            yield Constat(code="PRECONISATION_CONSEILLEE", noms=("preconisation_1",))
    if not pv.axes_progres:
        yield Constat(code="AXES_PROGRES_CONSEILLES", noms=("axes_progres",))

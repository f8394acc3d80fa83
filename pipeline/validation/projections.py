"""Values to facts. Only called when nothing blocks: what the schema and the begun lines ask is there."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Literal

from pipeline import forms
from pipeline.model.classeur import Champ, Formulaire
from pipeline.model.faits import (
    DecisionDossier,
    Grille,
    Incident,
    Jpn,
    Membre,
    MembreJpn,
    ProcesVerbal,
    Question,
    Remarques,
    Votes,
)
from pipeline.model.referentiel import Referentiel

from .normalise import Valeur, Valeurs
from .roles import oui, vises

# Cells of a PV that are one field of the fact, of the same name as their role.
_SIMPLES = (
    *("nom", "prenom", "email", "organisme", "branche", "employeur_email", "voie", "portee", "deroulement"),
    *("avis", "releve_decision", "points_forts", "points_faibles", "axes_progres"),
    *("commentaire_candidat", "commentaire_employeur"),
)


def grille(valeurs: Valeurs, referentiel: Referentiel, bloc: str) -> Grille:
    formulaire = forms.grille(referentiel, bloc)
    phases = [phase.code for epreuve in referentiel.epreuves(bloc) for phase in epreuve.phases]
    durees = zip(phases, formulaire.par_role("duree"), strict=True)
    return Grille.model_validate(
        {
            **_fiche(valeurs, referentiel),
            "bloc": bloc,
            "criteres": _par("critere", formulaire.par_role("critere"), valeurs),
            "commentaires": _par("competence", formulaire.par_role("commentaire"), valeurs),
            "durees": {phase: valeurs[c.nom] for phase, c in durees if c.nom in valeurs},
            "rempli_par": valeurs.get("fiche_rempli_par"),
        }
    )


def pv(valeurs: Valeurs, referentiel: Referentiel) -> ProcesVerbal:
    formulaire = forms.pv(referentiel)
    motifs = formulaire.par_role("ecart_motif")
    portee = valeurs["fiche_portee"]
    return ProcesVerbal.model_validate(
        {
            **_fiche(valeurs, referentiel),
            **{role: valeurs.get(formulaire.par_role(role)[0].nom) for role in _SIMPLES},
            "vises": vises({b.code: forms.nom("vise", b.code) for b in referentiel.blocs}, portee, valeurs),
            "identite_verifiee": oui(valeurs.get("identite_verifiee")),
            "deliberation_hors_candidat": oui(valeurs.get("deliberation_hors_candidat")),
            "membres": tuple(_membre(c.ligne or 0, valeurs) for c in _remplis(formulaire, "membre_nom", valeurs)),
            "jury_competences": _par("competence", formulaire.par_role("jury_competence"), valeurs),
            "jury_blocs": _par("bloc", formulaire.par_role("jury_bloc"), valeurs),
            "motifs_competences": _par("competence", [c for c in motifs if c.competence], valeurs),
            "motifs_blocs": _par("bloc", [c for c in motifs if c.bloc and not c.competence], valeurs),
            "motif_avis": valeurs.get("ecart_motif_avis"),
            "preconisations": _preconisations(formulaire, valeurs),
            "incident": _incident(valeurs),
            "durees": _par("bloc", formulaire.par_role("duree"), valeurs),
            "durees_vae": _par("critere", formulaire.par_role("duree_vae"), valeurs),
        }
    )


def jpn(valeurs: Valeurs, formulaire: Formulaire) -> Jpn:
    """`formulaire` knows the exact codes of the blocs to decide on."""
    membres = [c.ligne or 0 for c in _remplis(formulaire, "membre_nom", valeurs)]
    numeros = {c.ligne or 0: valeurs[c.nom] for c in _remplis(formulaire, "dossier_numero", valeurs)}
    questions = [c.ligne or 0 for c in _remplis(formulaire, "question_texte", valeurs)]
    blocs: dict[int | None, list[Champ]] = defaultdict(list)
    for c in formulaire.par_role("dossier_bloc"):
        blocs[c.ligne].append(c)
    apart = {n for n in numeros if forms.nom("dossier_decision", n) in valeurs}
    return Jpn.model_validate(
        {
            "date": valeurs["jpn_date"],
            "heure": valeurs.get("jpn_heure"),
            "membres": tuple(_membre_jpn(n, valeurs) for n in membres),
            "dossiers": tuple(_dossier(n, blocs[n], valeurs) for n in numeros if n in apart),
            "liste_adoptee": oui(valeurs.get("liste_adoptee")) or False,
            "sur_liste": {numero: _remarques(n, valeurs) for n, numero in numeros.items() if n not in apart},
            "questions": tuple(_question(n, valeurs) for n in questions),
        }
    )


def _fiche(valeurs: Valeurs, referentiel: Referentiel) -> dict[str, Any]:
    return {
        "candidature": valeurs["fiche_candidature"],
        "session": valeurs["fiche_session"],
        "date": valeurs["fiche_date"],
        "referentiel": referentiel.code,
        "version": referentiel.version,
    }


def _par(
    cle: Literal["critere", "competence", "bloc"], champs: Iterable[Champ], valeurs: Valeurs
) -> dict[str | None, Valeur]:
    return {getattr(c, cle): valeurs[c.nom] for c in champs if c.nom in valeurs}


def _remplis(formulaire: Formulaire, role: str, valeurs: Valeurs) -> tuple[Champ, ...]:
    return tuple(c for c in formulaire.par_role(role) if c.nom in valeurs)


def _membre(ligne: int, valeurs: Valeurs) -> Membre:
    """A presence that nobody wrote is none; a signature is not asked before the paper exists (K42)."""
    return Membre.model_validate(
        {
            "ligne": ligne,
            "nom": valeurs[forms.nom("membre_nom", ligne)],
            "role": valeurs[forms.nom("membre_role", ligne)],
            "organisme": valeurs.get(forms.nom("membre_organisme", ligne), ""),
            "present": oui(valeurs.get(forms.nom("membre_present", ligne))) or False,
            "signature": oui(valeurs.get(forms.nom("membre_signature", ligne))) or False,
        }
    )


def _preconisations(formulaire: Formulaire, valeurs: Valeurs) -> tuple[tuple[Valeur | None, Valeur | None], ...]:
    lignes = [c.ligne or 0 for c in formulaire.par_role("preconisation")]
    toutes = (
        (valeurs.get(forms.nom("preconisation_type", n)), valeurs.get(forms.nom("preconisation", n))) for n in lignes
    )
    return tuple(p for p in toutes if any(p))


def _incident(valeurs: Valeurs) -> Incident | None:
    parties = {p: valeurs.get(forms.nom("incident", p), "") for p in Incident.model_fields}
    return Incident.model_validate(parties) if any(parties.values()) else None


def _membre_jpn(ligne: int, valeurs: Valeurs) -> MembreJpn:
    return MembreJpn.model_validate(
        {
            "ligne": ligne,
            "nom": valeurs[forms.nom("membre_nom", ligne)],
            "college": valeurs[forms.nom("membre_college", ligne)],
            "present": oui(valeurs.get(forms.nom("membre_present", ligne))) or False,
        }
    )


def _dossier(ligne: int, blocs: Iterable[Champ], valeurs: Valeurs) -> DecisionDossier:
    return DecisionDossier.model_validate(
        {
            **_remarques(ligne, valeurs),
            "numero": valeurs[forms.nom("dossier_numero", ligne)],
            "decision": valeurs[forms.nom("dossier_decision", ligne)],
            "blocs": _par("bloc", blocs, valeurs),
            "salaries": _votes("salaries", ligne, valeurs),
            "employeurs": _votes("employeurs", ligne, valeurs),
        }
    )


def _remarques(ligne: int, valeurs: Valeurs) -> dict[str, Valeur | None]:
    roles = {champ: "dossier_motif" if champ == "motif" else champ for champ in Remarques.model_fields}
    return {champ: valeurs.get(forms.nom(role, ligne)) for champ, role in roles.items()}


def _question(ligne: int, valeurs: Valeurs) -> Question:
    champs = {"numero": "dossier", "a_qui": "destinataire", "question": "texte", "reponse": "reponse"}
    dits = {champ: valeurs.get(forms.nom("question", role, ligne)) for champ, role in champs.items()}
    return Question.model_validate({"ligne": ligne, **dits})


def _votes(college: str, ligne: int, valeurs: Valeurs) -> Votes:
    """A number of voices that nobody wrote is zero."""
    return Votes.model_validate({v: valeurs.get(forms.nom(v, college, ligne), 0) for v in Votes.model_fields})

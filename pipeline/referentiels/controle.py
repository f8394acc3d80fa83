"""What a référentiel of the right shape must also respect: nothing hangs in the air, everything adds up."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from pipeline import forms
from pipeline.model.referentiel import Epreuve, Referentiel
from pipeline.model.vocabulaire import Voie

from .structure import Faute, chemin

PLAFOND_VAE = 60  # minutes (S0 §4.2, K9)
AVIS = "avis"  # the name of a cell of the PV: no code may take it
_CODES = "Donnez-leur des codes qui diffèrent par leurs lettres ou leurs chiffres."


def fautes(referentiel: Referentiel) -> tuple[Faute, ...]:
    """Everything that is wrong in one référentiel, by itself."""
    return (
        *_invisibles(referentiel),
        *_doubles(referentiel),
        *_competences(referentiel),
        *_criteres(referentiel),
        *_epreuves(referentiel),
        *_regles(referentiel),
        *_jury(referentiel),
        *_vae(referentiel),
        *_regime(referentiel),
        *_enregistrement(referentiel),
    )


def _faute(ou: str, constat: str, action: str) -> Faute:
    return Faute(chemin=ou, constat=constat, action=action)


def _invisibles(referentiel: Referentiel) -> Iterator[Faute]:
    def textes(valeur: object, *pas: str | int) -> Iterator[tuple[str, str]]:
        if isinstance(valeur, str):
            yield chemin(*pas), valeur
        elif isinstance(valeur, dict):
            for cle, v in valeur.items():
                yield from textes(v, *pas, cle)
        elif isinstance(valeur, list | tuple):
            for rang, v in enumerate(valeur):
                yield from textes(v, *pas, rang)

    for ou, texte in textes(referentiel.model_dump()):
        if not texte.replace("\n", "").replace("\u00a0", "").replace("\u202f", "").isprintable():
            yield _faute(ou, "ce texte contient un caractère invisible.", "Retapez-le au clavier.")


def _doubles(referentiel: Referentiel) -> Iterator[Faute]:
    """Two codes that make one name of cell would be one cell (`forms.nom`)."""
    evaluation = referentiel.evaluation
    familles: dict[str, list[str]] = {
        "blocs": [AVIS, *(c for b in referentiel.blocs for c in (b.code, *(x.code for x in b.competences)))],
        "activites": [a.code for a in referentiel.activites],
        "evaluation.criteres": [c.code for c in evaluation.criteres],
        "evaluation.epreuves": [e.code for e in evaluation.epreuves],
    }
    for bloc in referentiel.blocs:
        phases = [p.code for e in referentiel.epreuves(bloc.code) for p in e.phases]
        familles[f"evaluation.epreuves, bloc {bloc.code}"] = phases
    for ou, codes in familles.items():
        memes: dict[str, list[str]] = defaultdict(list)
        for code in codes:
            memes[forms.nom(code)].append(code)
        for trouves in memes.values():
            if len(trouves) > 1:
                liste = ", ".join(f"« {c} »" for c in trouves)
                yield _faute(ou, f"ces codes se confondent : {liste}.", _CODES)


def _competences(referentiel: Referentiel) -> Iterator[Faute]:
    activites = {a.code for a in referentiel.activites}
    evaluees = {c.competence for c in referentiel.evaluation.criteres}
    for i, bloc in enumerate(referentiel.blocs):
        for j, competence in enumerate(bloc.competences):
            ou = chemin("blocs", i, "competences", j)
            for code in competence.activites:
                if code not in activites:
                    yield _faute(ou, f"l'activité « {code} » n'existe pas.", "Corrigez son code ou ajoutez l'activité.")
            if competence.code not in evaluees:
                constat = f"la compétence {competence.code} n'a aucun critère."
                yield _faute(ou, constat, "Ajoutez-en dans evaluation.criteres, avec leur épreuve (S0 §1.1).")


def _criteres(referentiel: Referentiel) -> Iterator[Faute]:
    bloc_de = {c.code: b.code for b in referentiel.blocs for c in b.competences}
    epreuves = {e.code: e.bloc for e in referentiel.evaluation.epreuves}
    for i, critere in enumerate(referentiel.evaluation.criteres):
        ou = chemin("evaluation", "criteres", i)
        bloc = bloc_de.get(critere.competence)
        if bloc is None:
            constat = f"la compétence « {critere.competence} » de ce critère n'existe pas."
            yield _faute(ou, constat, "Corrigez son code ou ajoutez la compétence.")
        for code in critere.epreuves:
            if code not in epreuves:
                yield _faute(ou, f"l'épreuve « {code} » n'existe pas.", "Corrigez son code ou ajoutez l'épreuve.")
            elif bloc is not None and epreuves[code] not in {None, bloc}:
                constat = f"l'épreuve « {code} » n'évalue pas le bloc {bloc}."
                yield _faute(ou, constat, "Indiquez une épreuve de ce bloc.")


def _epreuves(referentiel: Referentiel) -> Iterator[Faute]:
    blocs = {b.code for b in referentiel.blocs}
    evalues = {e.bloc for e in referentiel.evaluation.epreuves}
    for i, epreuve in enumerate(referentiel.evaluation.epreuves):
        ou = chemin("evaluation", "epreuves", i)
        if epreuve.bloc is not None and epreuve.bloc not in blocs:
            yield _faute(ou, f"le bloc « {epreuve.bloc} » n'existe pas.", "Corrigez son code ou ajoutez le bloc.")
        yield from _durees(ou, epreuve)
    if None not in evalues:
        for i, bloc in enumerate(referentiel.blocs):
            if bloc.code not in evalues:
                constat = f"aucune épreuve n'évalue le bloc {bloc.code}."
                yield _faute(chemin("blocs", i), constat, "Ajoutez-la dans evaluation.epreuves (S0 §1.1).")


def _durees(ou: str, epreuve: Epreuve) -> Iterator[Faute]:
    somme = sum(p.minutes_max for p in epreuve.phases)
    if somme != epreuve.minutes:
        constat = f"l'épreuve dure {epreuve.minutes} minutes, mais ses phases en font {somme}."
        yield _faute(ou, constat, "Corrigez les unes ou l'autre.")
    for j, phase in enumerate(epreuve.phases):
        if phase.minutes_min is not None and phase.minutes_min > phase.minutes_max:
            constat = f"la durée minimale ({phase.minutes_min}) dépasse la durée maximale ({phase.minutes_max})."
            yield _faute(f"{ou}.{chemin('phases', j)}", constat, "Corrigez l'une ou l'autre.")


def _regles(referentiel: Referentiel) -> Iterator[Faute]:
    regles = referentiel.regles
    for nom in ("seuil_criteres", "seuil_competences"):
        seuil = getattr(regles, nom)
        if seuil is not None and seuil.numerateur > seuil.denominateur:
            constat = f"le seuil {seuil.numerateur}/{seuil.denominateur} dépasse le tout."
            yield _faute(chemin("regles", nom), constat, "80 % s'écrit 4 et 5.")
        if seuil is not None and regles.arrondi is None:
            yield _faute("regles", "un seuil est donné sans règle d'arrondi.", "Ajoutez « arrondi », avec sa source.")
    blocs = {b.code for b in referentiel.blocs}
    for i, equivalence in enumerate(regles.equivalences):
        if equivalence.bloc not in blocs:
            ou = chemin("regles", "equivalences", i)
            yield _faute(ou, f"le bloc « {equivalence.bloc} » n'existe pas.", "Corrigez son code.")


def _jury(referentiel: Referentiel) -> Iterator[Faute]:
    jury = referentiel.jury
    minimum, maximum = jury.effectif_min.valeur, jury.effectif_max.valeur
    roles = [s.role for s in jury.sieges]
    if minimum > maximum:
        yield _faute("jury", f"l'effectif va de {minimum} à {maximum}.", "Corrigez l'un ou l'autre nombre.")
    if len(set(roles)) < len(roles):
        yield _faute("jury.sieges", "un rôle y figure deux fois.", "Gardez une ligne par rôle.")
    if sum(s.minimum for s in jury.sieges) > maximum or sum(s.maximum for s in jury.sieges) < minimum:
        constat = f"les sièges ne permettent pas un jury de {minimum} à {maximum} membres."
        yield _faute("jury.sieges", constat, "Corrigez les sièges ou l'effectif.")


def _vae(referentiel: Referentiel) -> Iterator[Faute]:
    ouverte = referentiel.vae.ouverte.valeur
    if ouverte and referentiel.rncp is None:
        action = "Retirez la VAE ou ajoutez « rncp » : elle suppose l'inscription au RNCP (S0 §4.1)."
        yield _faute("vae.ouverte", "la VAE est ouverte, mais la certification n'est pas inscrite au RNCP.", action)
    if ouverte is not (Voie.VAE in referentiel.voies.valeur):
        yield _faute("voies", "les voies et « vae.ouverte » se contredisent.", "Corrigez l'une ou l'autre.")
    plafond = referentiel.vae.plafond_minutes
    if plafond and plafond.valeur > PLAFOND_VAE:
        constat = f"l'entretien de VAE pourrait durer {plafond.valeur} minutes."
        yield _faute("vae.plafond_minutes", constat, "Il dure une heure au plus (S0 §4.2) : écrivez 60 ou moins.")
    entretien = [p for c, p in referentiel.vae.phases.items() if c != "harmonisation"]
    total = sum(p.minutes_max for p in entretien)
    if total > min(PLAFOND_VAE, plafond.valeur if plafond else PLAFOND_VAE):
        constat = f"la présentation et les questions font {total} minutes, plus que le plafond de l'entretien."
        yield _faute("vae", constat, "Corrigez ces durées ou le plafond (S0 §4.2 : une heure au plus).")
    for code, phase in referentiel.vae.phases.items():
        if phase.au_moins > phase.minutes_max:
            constat = f"la durée minimale ({phase.au_moins}) dépasse la durée maximale ({phase.minutes_max})."
            yield _faute(chemin("vae", code), constat, "Corrigez l'une ou l'autre.")


def _regime(referentiel: Referentiel) -> Iterator[Faute]:
    vigueur = referentiel.en_vigueur
    if vigueur.au is not None and vigueur.au < vigueur.du:
        constat = f"la version finit ({vigueur.au}) avant d'avoir commencé ({vigueur.du})."
        yield _faute("en_vigueur", constat, "Corrigez l'une ou l'autre date.")
    if referentiel.metier_reglemente.valeur and len(referentiel.blocs) > 1:
        constat = "un métier réglementé n'a pas de blocs : ses compétences forment une seule unité."
        yield _faute("blocs", constat, "Gardez un seul bloc, qui les contient toutes (S0 §1.1).")


def _enregistrement(referentiel: Referentiel) -> Iterator[Faute]:
    """One enters a path, the registration ends, then comes the last day to deliver (K26)."""
    rncp = referentiel.rncp
    if rncp is None:
        return
    entree, derniere = rncp.entree_jusqu_au, rncp.derniere_delivrance
    dates = (
        ("entree_jusqu_au", entree and entree.valeur),
        ("echeance", rncp.echeance),
        ("derniere_delivrance", derniere and derniere.valeur),
    )
    dites = [(champ, jour) for champ, jour in dates if jour]
    for (avant, un), (apres, autre) in pairwise(dites):
        if un > autre:
            constat = f"« {avant} » ({un}) vient après « {apres} » ({autre})."
            yield _faute(chemin("rncp", apres), constat, "Corrigez l'une ou l'autre date (K26).")

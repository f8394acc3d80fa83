"""What a file changes in the one that it replaces: cell by cell, result by result (K40)."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from pipeline import forms
from pipeline.forms import nom
from pipeline.model.base import Frozen
from pipeline.model.classeur import Formulaire
from pipeline.model.faits import Grille, Jpn, ProcesVerbal
from pipeline.model.referentiel import Referentiel
from pipeline.model.resultat import ResultatBloc, ResultatCompetence
from pipeline.model.vocabulaire import OuiNon, plier

from .evaluation import evaluer

Textes: TypeAlias = dict[str, str]  # by name of cell
VIDE = "(vide)"
# What decides of the certification, or of whom it is: the rest of a PV only says more.
ROLES_QUI_PESENT = frozenset(
    {"nom", "prenom", "voie", "portee", "vise", "deroulement", "jury_competence", "jury_bloc", "avis"}
)
IDENTITES = frozenset({"nom", "prenom"})  # the same but for capitals, accents and spaces: the same
_VERDICTS = {True: "validé", False: "non validé", None: "indéterminé"}
_SIMPLES = {
    **{f"fiche_{x}": x for x in ("session", "date", "nom", "prenom", "email", "organisme", "branche")},
    **{f"fiche_{x}": x for x in ("employeur_email", "voie", "portee", "deroulement")},
    "avis_jury": "avis",
    "ecart_motif_avis": "motif_avis",
    **{x: x for x in ("identite_verifiee", "deliberation_hors_candidat", "releve_decision", "points_forts")},
    **{x: x for x in ("points_faibles", "axes_progres", "commentaire_candidat", "commentaire_employeur")},
}


class Difference(Frozen):
    """`nom`: the cell, when it is one. `pese`: a result, an avis, a decision, or who it is about."""

    quoi: str
    avant: str
    apres: str
    nom: str | None = None
    pese: bool = False


def des_pv(avant: ProcesVerbal, apres: ProcesVerbal, textes: Referentiel) -> tuple[Difference, ...]:
    """`textes`: the référentiel of the later one, whose headings are read."""
    formulaire = forms.pv(textes)
    return (*_referentiel(avant, apres), *par_cellules(formulaire, _du_pv(avant), _du_pv(apres)))


def _referentiel(avant: ProcesVerbal | Grille, apres: ProcesVerbal | Grille) -> Iterator[Difference]:
    un, autre = f"{avant.referentiel} {avant.version}", f"{apres.referentiel} {apres.version}"
    if un != autre:
        yield Difference(quoi="référentiel", avant=un, apres=autre, pese=True)


def par_cellules(formulaire: Formulaire, avant: Textes, apres: Textes) -> Iterator[Difference]:
    """In the order of the form; a cell that the later form has no more is told by its name."""
    champs = {c.nom: c for c in formulaire.champs}
    for cellule in (*champs, *(n for n in avant if n not in champs)):
        un, autre = avant.get(cellule, ""), apres.get(cellule, "")
        if un == autre:
            continue
        champ = champs.get(cellule)
        role = champ.role if champ else cellule
        pese = role in ROLES_QUI_PESENT and not (role in IDENTITES and _memes_lettres(un, autre))
        libelle = _libelle(champ.libelle, champ.critere) if champ else cellule
        yield Difference(quoi=libelle, avant=un or VIDE, apres=autre or VIDE, nom=cellule, pese=pese)


def _libelle(libelle: str, critere: str | None) -> str:
    return f"critère {critere}" if critere else libelle.partition(" : ")[0] if len(libelle) > 60 else libelle  # noqa: PLR2004 — a heading, not a sentence


def _memes_lettres(un: str, autre: str) -> bool:
    return plier(un).replace(" ", "") == plier(autre).replace(" ", "")


def dit(valeur: object) -> str:
    match valeur:
        case None | "":
            return ""
        case bool():
            return OuiNon.OUI if valeur else OuiNon.NON
    return f"{valeur:%d/%m/%Y}" if hasattr(valeur, "strftime") else str(valeur)


def _du_pv(pv: ProcesVerbal) -> Textes:
    """What was projected from the cells, put back under their names."""
    incident = pv.incident.model_dump() if pv.incident else {}
    dites: dict[str, object] = {
        **{cellule: getattr(pv, champ) for cellule, champ in _SIMPLES.items()},
        **{nom("vise", b): True for b in pv.vises},
        **{nom("jury_competence", c): v for c, v in pv.jury_competences.items()},
        **{nom("jury_bloc", b): v for b, v in pv.jury_blocs.items()},
        **{nom("ecart_motif", c): m for c, m in (*pv.motifs_competences.items(), *pv.motifs_blocs.items())},
        **{nom("incident", partie): v for partie, v in incident.items()},
        **{nom("duree", b): minutes for b, minutes in pv.durees.items()},
        **{nom("duree_vae", phase): minutes for phase, minutes in pv.durees_vae.items()},
    }
    for m in pv.membres:
        dites |= {nom("membre_" + c, m.ligne): getattr(m, c) for c in ("nom", "role", "organisme", "present")}
    for rang, (nature, texte) in enumerate(pv.preconisations, start=1):
        dites |= {nom("preconisation_type", rang): nature, nom("preconisation", rang): texte}
    return {cellule: texte for cellule, valeur in dites.items() if (texte := dit(valeur))}


def des_grilles(
    avant: Grille, apres: Grille, referentiels: Mapping[tuple[str, str], Referentiel]
) -> tuple[Difference, ...]:
    """Results first: what they are made of comes after, and weighs only through them."""
    du_premier, du_second = (referentiels[g.referentiel, g.version] for g in (avant, apres))
    formulaire = forms.grille(du_second, apres.bloc)
    ensemble = "évaluation" if du_second.metier_reglemente.valeur else f"bloc {apres.bloc}"
    resultats = _resultats(ensemble, evaluer(du_premier, avant.bloc, avant), evaluer(du_second, apres.bloc, apres))
    cellules = par_cellules(formulaire, _de_la_grille(avant, du_premier), _de_la_grille(apres, du_second))
    return (*_referentiel(avant, apres), *resultats, *cellules)


def _resultats(ensemble: str, avant: ResultatBloc, apres: ResultatBloc) -> Iterator[Difference]:
    """`ensemble`: how the whole is called (K19).

    Where no text gives a rule nothing is computed: there the counts themselves are the result.
    """
    anciennes = {c.code: c for c in avant.competences}
    for c in apres.competences:
        ancienne = anciennes.get(c.code)
        if ancienne is None or _compte(ancienne) == _compte(c):
            continue
        pese = c.calcul is not ancienne.calcul or c.seuil is None
        yield Difference(quoi=f"compétence {c.code}", avant=_compte(ancienne), apres=_compte(c), pese=pese)
    if _bilan(avant) != _bilan(apres):
        pese = avant.calcul is not apres.calcul
        yield Difference(quoi=ensemble, avant=_bilan(avant), apres=_bilan(apres), pese=pese)


def _compte(c: ResultatCompetence) -> str:
    non_observes = f", {c.criteres_non_observes} non observé(s)" if c.criteres_non_observes else ""
    return f"{c.criteres_valides}/{c.criteres_total}{non_observes}{_verdict(c.seuil, c.calcul)}"


def _bilan(b: ResultatBloc) -> str:
    return f"{b.competences_validees}/{b.competences_total}{_verdict(b.seuil, b.calcul)}"


def _verdict(seuil: int | None, calcul: bool | None) -> str:  # noqa: FBT001 — a value in three states
    return "" if seuil is None else f" (seuil {seuil}) {_VERDICTS[calcul]}"


def _de_la_grille(grille: Grille, referentiel: Referentiel) -> Textes:
    phases = (p for e in referentiel.epreuves(grille.bloc) for p in e.phases)
    dites: dict[str, object] = {
        "fiche_session": grille.session,
        "fiche_date": grille.date,
        "fiche_rempli_par": grille.rempli_par,
        **{nom("critere", c): r for c, r in grille.criteres.items()},
        **{nom("commentaire", c): t for c, t in grille.commentaires.items()},
        **{nom("duree", p.code): grille.durees.get(p.code) for p in phases},
    }
    return {cellule: texte for cellule, valeur in dites.items() if (texte := dit(valeur))}


def des_jpn(avant: Jpn, apres: Jpn) -> tuple[Difference, ...]:
    """Decisions, bloc by bloc, by number; all else that was noted of a dossier is one difference."""
    anciennes = {d.numero: d for d in avant.dossiers}
    nouvelles = {d.numero: d for d in apres.dossiers}
    trouvees: list[Difference] = []
    for numero in dict.fromkeys((*anciennes, *nouvelles)):
        un, autre = anciennes.get(numero), nouvelles.get(numero)
        if un == autre:
            continue
        textes = [
            VIDE if d is None else ", ".join((d.decision, *(f"{b} {a.lower()}" for b, a in sorted(d.blocs.items()))))
            for d in (un, autre)
        ]
        if textes[0] != textes[1]:
            quoi = f"dossier {numero}"
            trouvees.append(Difference(quoi=quoi, avant=textes[0], apres=textes[1], pese=True))
        else:
            quoi = f"dossier {numero} : voix, motif ou commentaires"
            trouvees.append(Difference(quoi=quoi, avant="avant", apres="corrigés"))
    return (*trouvees, *_de_la_seance(avant, apres))


def _de_la_seance(avant: Jpn, apres: Jpn) -> Iterator[Difference]:
    for quoi, cellule, dire in _SEANCE:
        un, autre = dire(avant), dire(apres)
        if un != autre:
            yield Difference(quoi=quoi, avant=un or VIDE, apres=autre or VIDE, nom=cellule)


def _presents(jpn: Jpn) -> str:
    return ", ".join(f"{m.nom} ({m.college}{'' if m.present else ', absent'})" for m in jpn.membres)


_SEANCE: tuple[tuple[str, str | None, Callable[[Jpn], str]], ...] = (
    ("heure de la délibération", "jpn_heure", lambda j: f"{j.heure:%H h %M}" if j.heure else ""),
    ("membres", None, _presents),
    ("liste adoptée d’un bloc", "liste_adoptee", lambda j: OuiNon.OUI if j.liste_adoptee else OuiNon.NON),
    ("questions", None, lambda j: " ; ".join(f"{q.question} {q.reponse or ''}".strip() for q in j.questions)),
)

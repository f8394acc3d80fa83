"""The workbooks of a kit: blank grids, prefilled grids and PVs, the planning to move, the report to fill (S0 §6)."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from pipeline import forms
from pipeline.documents.publish import nom_sur
from pipeline.flow import classeurs
from pipeline.flow.atelier import Atelier, Bilan
from pipeline.model.classeur import Brut, Identite
from pipeline.model.planning import Passage
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Convoque
from pipeline.model.vocabulaire import OuiNon
from pipeline.rules.session.situation import SituationSession
from pipeline.workbooks import write

from . import matiere


@dataclass(frozen=True)
class Classeur:
    """A workbook of the kit: its path under the folder of the session, what it is made from, how."""

    chemin: str
    cle: str
    faire: Callable[[], bytes]
    candidature: str | None = None
    jury: int | None = None
    vierge: bool = False


def de_la_session(s: SituationSession, bilan: Bilan) -> Iterator[Classeur]:
    yield from _vierges(s, bilan.atelier)
    for c in matiere.a_preremplir(s):
        yield from _du_candidat(s, c, bilan.atelier)
    if s.planning.passages:
        yield _planning(s, bilan.atelier, "à ajuster", matiere.feuille(s).planning.passages)
    if s.propose:
        yield _planning(s, bilan.atelier, "proposé", s.propose.passages)
    for jury in s.jurys:
        if not jury.reporte:
            yield _compte_rendu(s, jury.numero, bilan.atelier)


def _vierges(s: SituationSession, atelier: Atelier) -> Iterator[Classeur]:
    ref = s.referentiel
    cle = partial(classeurs.cle, atelier, ref.model_dump_json())
    for b in ref.blocs:
        chemin = f"grilles vierges/{ref.code} {classeurs.nom_de_grille(ref, b.code)}.xlsx"
        yield Classeur(chemin, cle("grille"), partial(classeurs.grille, atelier, ref, b.code), vierge=True)
    yield Classeur(f"grilles vierges/{ref.code} PV.xlsx", cle("pv"), partial(classeurs.pv, atelier, ref), vierge=True)


def _du_candidat(s: SituationSession, c: Convoque, atelier: Atelier) -> Iterator[Classeur]:
    ref, jury = s.referentiel, s.jury_de(c.candidature)
    dossier = f"grilles et PV/{nom_sur(' '.join(filter(None, (c.candidature, c.nom))))}"
    numero = jury.numero if jury else None
    communes: dict[str, Brut] = {
        "fiche_candidature": c.candidature,
        "fiche_session": s.session.session,
    }
    identite = {"session": s.session.session, "candidature": c.candidature}
    for bloc in c.vises:
        sienne = forms.grille(ref, bloc).identite.model_copy(update=identite)
        modele = partial(classeurs.grille, atelier, ref, bloc)
        valeurs = communes | {"fiche_date": _jour(s, c, bloc)}
        cle = _cle(atelier, ref, "grille", sienne, valeurs)
        faire = partial(_prerempli, modele, sienne, valeurs)
        yield Classeur(
            f"{dossier}/{nom_sur(f'{c.candidature} {classeurs.nom_de_grille(ref, bloc)}')}.xlsx",
            cle,
            faire,
            candidature=c.candidature,
            jury=numero,
        )
    sienne = forms.pv(ref).identite.model_copy(update=identite)
    valeurs = communes | {"fiche_date": _jour(s, c, None)} | _du_pv(s, c)
    cle = _cle(atelier, ref, "pv", sienne, valeurs)
    faire = partial(_prerempli, partial(classeurs.pv, atelier, ref), sienne, valeurs)
    yield Classeur(
        f"{dossier}/{nom_sur(f'{c.candidature} PV')}.xlsx", cle, faire, candidature=c.candidature, jury=numero
    )


def _jour(s: SituationSession, c: Convoque, bloc: str | None) -> dt.date:
    """Of the épreuve of this bloc; of the last one for the PV, whose jury deliberates after it."""
    jours = [p.jour for p in s.planning.de(c.candidature) if bloc is None or p.bloc in {None, bloc}]
    return max(jours, default=s.jour_de(c.candidature))


def _prerempli(vierge: Callable[[], bytes], identite: Identite, valeurs: Mapping[str, Brut]) -> bytes:
    return write.preremplir(vierge(), identite, valeurs)


def _du_pv(s: SituationSession, c: Convoque) -> dict[str, Brut]:
    """What the session already knows; nothing of a handicap, nor of the civil identity (K29, S0 §5)."""
    valeurs: dict[str, Brut] = {
        "fiche_nom": c.nom,
        "fiche_prenom": c.prenom,
        "fiche_email": c.email,
        "fiche_organisme": c.organisme,
        "fiche_branche": c.branche,
        "fiche_employeur_email": c.employeur_email,
        "fiche_voie": c.voie,
        "fiche_portee": c.portee,
    }
    for bloc in s.referentiel.blocs:
        valeurs[forms.nom("vise", bloc.code)] = OuiNon.OUI if bloc.code in c.vises else OuiNon.NON
    jury = s.jury_de(c.candidature)
    for n, j in enumerate(jury.membres if jury else (), start=1):
        valeurs |= {f"membre_nom_{n}": j.nom, f"membre_role_{n}": j.role, f"membre_organisme_{n}": j.organisme}
    connus = {champ.nom for champ in forms.pv(s.referentiel).champs}
    return {nom: valeur for nom, valeur in valeurs.items() if valeur is not None and nom in connus}


def _cle(
    atelier: Atelier, referentiel: Referentiel, type_: str, identite: Identite, valeurs: Mapping[str, Brut]
) -> str:
    vierge = classeurs.cle(atelier, referentiel.model_dump_json(), type_)
    return hashlib.sha256(f"{vierge}{identite.model_dump_json()}{sorted(valeurs.items())}".encode()).hexdigest()


def _planning(s: SituationSession, atelier: Atelier, quoi: str, passages: tuple[Passage, ...]) -> Classeur:
    """Staff may move its times and drop it back; one that new settings propose is adopted by being dropped (K44)."""
    noms = {c.candidature: c.nom_complet for c in s.session.candidats}
    reglemente = "réglementé" if s.referentiel.metier_reglemente.valeur else ""
    contenu = "".join(p.model_dump_json() for p in passages) + str(sorted(noms.items())) + reglemente
    faire = partial(classeurs.planning, atelier, s.referentiel, s.session.session, passages, noms)
    return Classeur(f"journée/planning {quoi}.xlsx", classeurs.cle(atelier, contenu, "planning"), faire)


def _compte_rendu(s: SituationSession, jury: int, atelier: Atelier) -> Classeur:
    session = s.session
    valeurs: dict[str, Brut] = {"fiche_session": session.session, "fiche_date": session.date, "fiche_jury": jury}
    president = matiere.jury_de_session(next(j for j in s.jurys if j.numero == jury)).president
    if president:
        valeurs["fiche_redacteur"] = president
    cle = classeurs.cle(atelier, str(sorted(valeurs.items())), "compte-rendu")
    faire = partial(classeurs.compte_rendu, atelier, valeurs)
    return Classeur(f"retour/compte rendu à remplir - jury {jury}.xlsx", cle, faire, jury=jury)

"""Our workbooks, blank and filled, made in memory: what the tests of workbooks start from."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from pipeline import forms
from pipeline.model.classeur import Brut, Champ, Formulaire
from pipeline.model.etat import VueJure
from pipeline.model.planning import Passage
from pipeline.model.referentiel import Referentiel
from pipeline.settings import shipped
from pipeline.texts import phrases
from pipeline.workbooks import contexte, contexte_session, write

MOTS = phrases((shipped("templates"),), "classeurs")
MODELES = shipped("templates") / "classeurs"
JPN = date(2023, 10, 13)
MODULES = (("retraite", "Option Retraite"), ("carriere", "Gestionnaire carrière"))
PHRASE = "Le candidat a reformulé chaque demande, cité la règle et vérifié que l'usager l'avait comprise."


def grille(referentiel: Referentiel, bloc: str = "B1", modele: Path = MODELES / "grille.xlsx") -> bytes:
    return write.vierge(forms.grille(referentiel, bloc), contexte.grille(referentiel, bloc, MOTS), modele, MOTS)


def pv(referentiel: Referentiel) -> bytes:
    return write.vierge(forms.pv(referentiel), contexte.pv(referentiel, MOTS), MODELES / "pv.xlsx", MOTS)


def formulaire_jpn(*dossiers: contexte.DossierJpn) -> Formulaire:
    return forms.jpn(tuple(forms.LigneJpn(ligne=d.ligne, blocs=d.vises) for d in dossiers))


def jpn(*dossiers: contexte.DossierJpn) -> bytes:
    valeurs: dict[str, Brut] = {"jpn_date": JPN, **{f"dossier_numero_{d.ligne}": d.numero for d in dossiers}}
    contenu = contexte.jpn(JPN, dossiers, MOTS)
    return write.vierge(formulaire_jpn(*dossiers), contenu, MODELES / "jpn.xlsx", MOTS, valeurs)


def session(
    referentiel: Referentiel, vivier: Sequence[VueJure] = (), valeurs: Mapping[str, Brut] | None = None
) -> bytes:
    contenu = contexte_session.session(referentiel, vivier, MOTS)
    return write.vierge(forms.session(referentiel), contenu, MODELES / "session.xlsx", MOTS, valeurs)


def planning(session_: str, passages: Sequence[Passage], noms: Mapping[str, str]) -> bytes:
    lignes, valeurs = contexte_session.lignes_de_planning(session_, passages, sans_blocs=False)
    contenu = contexte_session.planning(session_, passages, noms)
    return write.vierge(forms.planning(lignes, session_), contenu, MODELES / "planning.xlsx", MOTS, valeurs)


def formation() -> bytes:
    contenu = contexte_session.formation(MODULES)
    return write.vierge(forms.formation(MODULES), contenu, MODELES / "formation-jury.xlsx", MOTS)


def compte_rendu() -> bytes:
    return write.vierge(forms.compte_rendu(), contexte_session.compte_rendu(), MODELES / "compte-rendu.xlsx", MOTS)


def demande() -> bytes:
    return write.vierge(forms.demande(), contexte_session.demande(), MODELES / "demande.xlsx", MOTS)


def remplir(vierge: bytes, valeurs: Mapping[str, Brut], cible: Path, champs: tuple[Champ, ...] = ()) -> Path:
    source = cible.with_name(f"vierge-{cible.name}")
    source.write_bytes(vierge)
    write.remplir(source, valeurs, {c.nom: c.genre for c in champs}, cible)
    source.unlink()
    return cible

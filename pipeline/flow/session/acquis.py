"""A new session proposes only the blocs that are missing: those that a person of a list holds already are left out."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping

from pipeline import forms
from pipeline.flow.atelier import Bilan
from pipeline.model.anomalie import Constat
from pipeline.model.classeur import Brut, Champ
from pipeline.model.moment import jour_a_paris
from pipeline.model.personne import Temoin
from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import OuiNon
from pipeline.rules.acquis import AcquisBloc, credites
from pipeline.rules.personnes import regrouper, temoins


def sans_les_acquis(
    valeurs: Mapping[str, Brut], avant: Mapping[str, Brut], referentiel: Referentiel, bilan: Bilan
) -> tuple[dict[str, Brut], tuple[Constat, ...]]:
    """`avant`: what staff had typed in the workbook; a bloc that they aimed at stays, and the session tells of it."""
    lignes = {n: _Ligne(n, champs, valeurs, bilan) for n, champs in _candidats(referentiel).items()}
    nommes = {n: ligne for n, ligne in lignes.items() if ligne.temoin}
    connus = [t for t in temoins(bilan.faits) if t.candidature not in {x.cle for x in nommes.values()}]
    qui = regrouper([*connus, *(x.temoin for x in nommes.values() if x.temoin)], bilan.contexte.fusions)
    acquis: dict[str, list[AcquisBloc]] = defaultdict(list)
    for a in bilan.jugement.acquis:
        acquis[qui[a.candidature]].append(a)
    constats: list[Constat] = []
    resultat = dict(valeurs)
    for ligne in nommes.values():
        siens = [a for a in acquis[qui[ligne.cle]] if a.candidature != ligne.cle]
        retires = ligne.proposer(credites(referentiel, siens), resultat, avant)
        constats.extend(_dire(ligne, retires))
    return resultat, tuple(constats)


def _candidats(referentiel: Referentiel) -> dict[int, dict[str, Champ]]:
    """The cells of each line, by role, or by bloc for what it aims at."""
    lignes: dict[int, dict[str, Champ]] = defaultdict(dict)
    for champ in forms.session(referentiel).champs:
        if champ.ligne is not None and champ.nom.startswith("candidat_"):
            lignes[champ.ligne][champ.bloc or champ.role] = champ
    return lignes


class _Ligne:
    """A candidate as the workbook being made names him."""

    def __init__(self, n: int, champs: Mapping[str, Champ], valeurs: Mapping[str, Brut], bilan: Bilan) -> None:
        self.champs = champs
        dits = {role: valeurs.get(c.nom) for role, c in champs.items()}
        textes = {role: str(v).strip() for role, v in dits.items() if v is not None}
        self.cle = textes.get("candidature") or f"ligne {n}"
        self.nom = " ".join(textes[x] for x in ("prenom", "nom") if x in textes)
        naissance = dits.get("naissance_le")
        self.temoin = None
        if textes.get("nom") and textes.get("prenom"):
            self.temoin = Temoin(
                candidature=self.cle,
                jour=jour_a_paris(bilan.atelier.maintenant),
                nom=textes["nom"],
                prenom=textes["prenom"],
                email=textes.get("email"),
                naissance=naissance if isinstance(naissance, dt.date) else None,
                autres_noms=tuple(x for x in (textes.get("nom_usage"),) if x),
            )

    def proposer(self, tenus: frozenset[str], valeurs: dict[str, Brut], avant: Mapping[str, Brut]) -> tuple[str, ...]:
        """What was left out. A line that aims at nothing yet is proposed what is missing."""
        cases = {b: c.nom for b, c in self.champs.items() if c.bloc}
        if not tenus:
            return ()
        if all(valeurs.get(nom) is None for nom in cases.values()):
            valeurs |= dict.fromkeys(cases.values(), OuiNon.OUI.value)
        retires = [b for b in cases if b in tenus and valeurs.get(cases[b]) == OuiNon.OUI != avant.get(cases[b])]
        valeurs |= {cases[b]: OuiNon.NON.value for b in retires}
        return tuple(retires)


def _dire(ligne: _Ligne, retires: tuple[str, ...]) -> Iterator[Constat]:
    if retires:
        noms = tuple(ligne.champs[b].nom for b in retires)
        valeurs = {"qui": ligne.nom, "blocs": ", ".join(retires)}
        yield Constat(code="BLOC_ACQUIS_NON_PROPOSE", noms=noms, valeurs=valeurs)

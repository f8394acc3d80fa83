"""Facts written by hand for the tests of the rules: sound by default, a test changes what it is about."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline import forms, referentiels, texts
from pipeline.model.anomalie import Constat, Gravite, Place
from pipeline.model.faits import Contenu, DecisionDossier, Depot, EtatDepot, Grille, Jpn, MembreJpn, ProcesVerbal, Votes
from pipeline.model.referentiel import Referentiel
from pipeline.model.resultat import ResultatBloc
from pipeline.model.vocabulaire import Attribution, Avis, College, Decision, Reponse, Verdict
from pipeline.settings import shipped
from tests.outils import exemples, petit_gc

CATALOGUE = referentiels.charger((shipped("referentiels"),))
ANOMALIES = texts.catalogue((shipped("templates"),))
PARIS = dt.timezone(dt.timedelta(hours=2))
VERDICTS = {True: Verdict.VALIDE, False: Verdict.NON_VALIDE}
ATTRIBUTIONS = {True: Attribution.ATTRIBUE, False: Attribution.NON_ATTRIBUE}
LETTRES = {"O": Reponse.OUI, "N": Reponse.NON, "X": Reponse.NON_OBSERVE}
MOTIF = "L'entretien a montré une pratique sûre, que la grille ne pouvait pas saisir ce jour-là."


def livre(code: str = "GC", version: str = "2023.1") -> Referentiel:
    """A référentiel as it ships."""
    trouve = CATALOGUE.version(code, version)
    assert trouve is not None
    return trouve


def modifie(referentiel: Referentiel, partie: str, **valeurs: object) -> Referentiel:
    """The same with other values in one part (`regles`, `jury`, `vae`): {"valeur": …} keeps its source."""
    brut = referentiel.model_dump()
    for nom, valeur in valeurs.items():
        remplace = isinstance(valeur, dict | tuple) or valeur is None
        brut[partie][nom] = valeur if remplace else {"valeur": valeur, "source": "essai"}
    return Referentiel.model_validate(brut)


def taille(competences: int, criteres: int) -> Referentiel:
    """One bloc of so many competences, of so many criteria each."""
    codes = [f"B1.C{i}" for i in range(1, competences + 1)]
    brut = petit_gc.referentiel().model_dump()
    brut["blocs"] = [
        {
            **brut["blocs"][0],
            "competences": [{"code": c, "intitule": c, "activites": ["A1"], "source": "essai"} for c in codes],
        }
    ]
    brut["evaluation"]["criteres"] = [
        {"code": f"{c}.{k}", "competence": c, "epreuves": ["EB1"], "libelle": "indice", "source": "essai"}
        for c in codes
        for k in range(1, criteres + 1)
    ]
    brut["evaluation"]["epreuves"] = brut["evaluation"]["epreuves"][:1]
    return Referentiel.model_validate(brut)


def grille(referentiel: Referentiel, bloc: str, reponses: Mapping[str, str] | None = None, **autres: Any) -> Grille:  # noqa: ANN401 — any field
    """`reponses` gives the letters of a competence (O, N, X for « Non observé »); the others are all « Oui »."""
    criteres = {}
    for competence in referentiel.bloc(bloc).competences:
        codes = [c.code for c in referentiel.criteres(competence.code)]
        lettres = (reponses or {}).get(competence.code, "O" * len(codes))
        criteres |= {code: LETTRES[x] for code, x in zip(codes, lettres, strict=True)}
    brut = {
        "candidature": "GC-2023-0042",
        "session": "S-2023-10",
        "date": exemples.DATE_JURY,
        "referentiel": referentiel.code,
        "version": referentiel.version,
        "bloc": bloc,
        "criteres": criteres,
    }
    return Grille.model_validate(brut | autres)


def pv(referentiel: Referentiel, jury: Mapping[str, bool] | None = None, **autres: Any) -> ProcesVerbal:  # noqa: ANN401 — any field
    """Every bloc aimed at is validated but for what `jury` says; the avis follows the blocs."""
    vises = autres.get("vises", tuple(b.code for b in referentiel.blocs))
    jury = jury or {}
    unites = [b for b in referentiel.blocs if b.code in vises]
    blocs = {b.code: jury.get(b.code, True) for b in unites}
    avis = Avis.TOTALE if all(blocs.values()) else Avis.PARTIELLE if any(blocs.values()) else Avis.REFUS
    brut = {
        "jury_competences": {c.code: VERDICTS[jury.get(c.code, True)] for b in unites for c in b.competences},
        "jury_blocs": {code: VERDICTS[valide] for code, valide in blocs.items()},
        "avis": avis,
        "points_faibles": "Le contrôle des pièces n'a pas été mené à son terme pendant l'observation.",
        "preconisations": ((None, "Reprendre le contrôle des pièces avec un tuteur"),),
        "durees": {},
    }
    return exemples.proces_verbal(referentiel, vises, (), brut | autres)


def jugee(bloc: ResultatBloc) -> dict[str, bool]:
    """What the jury decides when it follows the computation, the undetermined not validated."""
    return {bloc.code: bloc.calcul is True, **{c.code: c.calcul is True for c in bloc.competences}}


def votes(pour: int = 3, contre: int = 0, abstention: int = 0) -> Votes:
    return Votes(pour=pour, contre=contre, abstention=abstention)


def decision(numero: str, rendue: Decision, blocs: Mapping[str, bool], **autres: Any) -> DecisionDossier:  # noqa: ANN401 — any field
    brut: dict[str, Any] = {
        "numero": numero,
        "decision": rendue,
        "blocs": {b: ATTRIBUTIONS[attribue] for b, attribue in blocs.items()},
        "salaries": votes(),
        "employeurs": votes(),
    }
    return DecisionDossier.model_validate(brut | autres)


def seance(jour: dt.date, *decisions: DecisionDossier, salaries: int = 3, employeurs: int = 3, ucanss: int = 1) -> Jpn:
    """A JPN with so many members present in each college."""
    colleges = [College.SALARIES] * salaries + [College.EMPLOYEURS] * employeurs + [College.UCANSS] * ucanss
    membres = tuple(
        MembreJpn(ligne=n, nom=f"Membre-Témoin {n}", college=c, present=True) for n, c in enumerate(colleges, 1)
    )
    return Jpn(date=jour, membres=membres, dossiers=decisions)


def depot(contenu: Contenu | None, rang: int = 1, etat: EtatDepot = EtatDepot.ACCEPTE) -> Depot:
    recu_le = dt.datetime(2023, 10, 3, 9, 0, tzinfo=PARIS) + dt.timedelta(minutes=rang)
    return Depot(
        id=f"DEP-{rang}", rang=rang, fichier="f.xlsx", sha256="0" * 64, recu_le=recu_le, etat=etat, contenu=contenu
    )


def bloque(constat: Constat) -> bool:
    return (constat.gravite or ANOMALIES[constat.code].gravite) is Gravite.BLOQUANTE


def codes(constats: Iterable[Constat], referentiel: Referentiel) -> set[str]:
    """The codes found by the rules of a PV; each constat can be told whole, and each of its cells exists in the PV."""
    places = {c.nom: Place(feuille="PV", cellule="A1", nom=c.nom) for c in forms.pv(referentiel).champs}
    trouves = tuple(constats)
    for constat in trouves:
        assert constat.noms, f"{constat.code} says no place"
        assert set(constat.noms) <= places.keys(), f"{constat.code} points to cells that do not exist"
        texts.dire(constat, places, ANOMALIES)
    return {c.code for c in trouves}


def noms(constats: Iterable[Constat], code: str) -> set[str]:
    """The cells concerned by one code."""
    return {nom for c in constats if c.code == code for nom in c.noms}


def message(constats: Iterable[Constat], code: str) -> str:
    """What a person reads for the first constat of that code."""
    trouve = next(c for c in constats if c.code == code)
    return texts.dire(trouve, {}, ANOMALIES).message

"""What the jury paritaire may record: quorum, votes, decisions (S0 §3.2; K4). It is recorded whole or not at all."""

from collections import Counter
from collections.abc import Iterator, Mapping

from pipeline.forms import nom
from pipeline.model.anomalie import Constat
from pipeline.model.base import Frozen
from pipeline.model.faits import DecisionDossier, Jpn, MembreJpn, Votes
from pipeline.model.jury_paritaire import QUORUM
from pipeline.model.vocabulaire import Attribution, College, Decision, PreconisationJpn, plier

SIEGES = 3  # of each college (G-081)
COLLEGES = {"salaries": College.SALARIES, "employeurs": College.EMPLOYEURS}


class Inscrit(Frozen):
    """What a docket knows of one dossier: the blocs to decide on, those of the CQP, those already held."""

    vises: tuple[str, ...]
    tous: tuple[str, ...]
    acquis: frozenset[str] = frozenset()
    avis: Decision | None = None  # the decision that would follow the jury's avis
    calcul: Decision | None = None  # the decision that would follow the computed result
    valides: frozenset[str] | None = None  # the blocs that the jury validated
    gardes: frozenset[str] = frozenset()  # blocs that leave competences to who does not get them (K19, K37)


def adopter(jpn: Jpn, inscrits: Mapping[str, Inscrit]) -> Jpn:
    """The dossiers left to the list, decided as the jury proposed, by all who are present (K4)."""
    presents = _presents(jpn)
    votes = {c: Votes(pour=n, contre=0, abstention=0) for c, n in presents.items()}
    adoptes = [
        DecisionDossier(
            numero=numero,
            decision=inscrit.avis,
            blocs=_proposes(inscrit),
            sur_liste=True,
            **votes,
            **remarques.model_dump(),
        )
        for numero, remarques in jpn.sur_liste.items()
        if (inscrit := inscrits.get(numero)) and inscrit.avis
    ]
    restes = {n: r for n, r in jpn.sur_liste.items() if n not in {d.numero for d in adoptes}}
    return jpn.model_copy(update={"dossiers": (*jpn.dossiers, *adoptes), "sur_liste": restes})


def _proposes(inscrit: Inscrit) -> dict[str, Attribution]:
    valides = inscrit.valides or frozenset()
    return {b: Attribution.ATTRIBUE if b in valides else Attribution.NON_ATTRIBUE for b in inscrit.vises}


def verifier(
    jpn: Jpn, inscrits: Mapping[str, Inscrit], lignes: Mapping[str, int], *, ordonne: bool = False
) -> tuple[Constat, ...]:
    """`inscrits` is the docket of that date by number; `lignes` the line of each number in the workbook.

    `ordonne`: the workbook was made for this docket, so each number has its line.
    """
    presents = _presents(jpn)
    constats = [*_composition(jpn, presents), *_docket(jpn, inscrits, lignes), *_liste(jpn, inscrits, lignes)]
    if ordonne:
        constats += _deplaces(inscrits, lignes)
    constats += _questions(jpn, inscrits)
    for d in jpn.dossiers:
        if d.numero in inscrits:
            ligne = lignes[d.numero]
            constats += _votes(d, presents, ligne)
            constats += _decision(d, inscrits[d.numero], ligne)
    return tuple(constats)


def _n(champ: str, ligne: int) -> str:
    return nom(champ, str(ligne))


def _presents(jpn: Jpn) -> dict[str, int]:
    return {c: sum(m.present and m.college is college for m in jpn.membres) for c, college in COLLEGES.items()}


def _composition(jpn: Jpn, presents: Mapping[str, int]) -> Iterator[Constat]:
    """3 + 3 under the chair of Ucanss, who does not vote; two of each college at least to deliberate (G-081, G-083)."""
    for cle, college in COLLEGES.items():
        lignes = [m.ligne for m in jpn.membres if m.college is college] or [1]
        noms = tuple(_n("membre_present", n) for n in lignes)
        valeurs = {"college": college.lower(), "trouve": str(presents[cle])}
        if presents[cle] < QUORUM:
            yield Constat(code="QUORUM_NON_ATTEINT", noms=noms, valeurs={**valeurs, "attendu": str(QUORUM)})
        if presents[cle] > SIEGES:
            yield Constat(code="COLLEGE_TROP_NOMBREUX", noms=noms, valeurs={**valeurs, "attendu": str(SIEGES)})
    if not any(m.present and m.college is College.UCANSS for m in jpn.membres):
        yield Constat(code="PRESIDENCE_ABSENTE", noms=(_n("membre_present", len(jpn.membres) + 1),))
    yield from _doubles(jpn.membres)


def _doubles(membres: tuple[MembreJpn, ...]) -> Iterator[Constat]:
    """One person on two lines would count twice in the quorum."""
    fois = Counter(plier(m.nom) for m in membres)
    for m in membres:
        if fois.pop(plier(m.nom), 0) > 1:
            lignes = [x.ligne for x in membres if plier(x.nom) == plier(m.nom)]
            noms = tuple(_n("membre_nom", n) for n in lignes)
            yield Constat(code="MEMBRE_DU_JPN_EN_DOUBLE", noms=noms, valeurs={"nom": m.nom})


def _docket(jpn: Jpn, inscrits: Mapping[str, Inscrit], lignes: Mapping[str, int]) -> Iterator[Constat]:
    vus = [*(d.numero for d in jpn.dossiers), *jpn.sur_liste]
    for numero in dict.fromkeys(vus):
        noms, valeurs = (_n("dossier_numero", lignes[numero]),), {"numero": numero}
        if numero not in inscrits:
            yield Constat(code="DOSSIER_HORS_ORDRE_DU_JOUR", noms=noms, valeurs=valeurs)
        elif vus.count(numero) > 1:
            yield Constat(code="DOSSIER_DECIDE_DEUX_FOIS", noms=noms, valeurs=valeurs)
    absents = sorted(set(inscrits) - set(vus))
    if absents:
        yield Constat(code="DOSSIER_SANS_DECISION", noms=("jpn_date",), valeurs={"numeros": ", ".join(absents)})


def _deplaces(inscrits: Mapping[str, Inscrit], lignes: Mapping[str, int]) -> Iterator[Constat]:
    """Two numbers exchanged would give to each the decision of the other."""
    attendues = {numero: rang for rang, numero in enumerate(sorted(inscrits), start=1)}
    for numero, ligne in lignes.items():
        if attendues.get(numero, ligne) != ligne:
            yield Constat(
                code="NUMERO_DEPLACE",
                noms=(_n("dossier_numero", ligne),),
                valeurs={"numero": numero, "ligne": str(ligne)},
            )


def _liste(jpn: Jpn, inscrits: Mapping[str, Inscrit], lignes: Mapping[str, int]) -> Iterator[Constat]:
    """The list adopts what is proposed; where nothing is, the dossier is to be voted apart (K4)."""
    for numero in jpn.sur_liste:
        if numero in inscrits:
            noms = (_n("dossier_decision", lignes[numero]),)
            yield Constat(code="LISTE_SANS_PROPOSITION", noms=noms, valeurs={"numero": numero})


def _questions(jpn: Jpn, inscrits: Mapping[str, Inscrit]) -> Iterator[Constat]:
    for q in jpn.questions:
        if q.numero and q.numero not in inscrits:
            noms = (_n("question_dossier", q.ligne),)
            yield Constat(code="DOSSIER_HORS_ORDRE_DU_JOUR", noms=noms, valeurs={"numero": q.numero})
        if not q.reponse:
            yield Constat(
                code="QUESTION_SANS_REPONSE", noms=(_n("question_reponse", q.ligne),), valeurs={"ligne": str(q.ligne)}
            )


def _votes(d: DecisionDossier, presents: Mapping[str, int], ligne: int) -> Iterator[Constat]:
    """Majority of the votes cast by the two colleges; Ucanss is never counted, a tie decides nothing (K4)."""
    for cle, votes in (("salaries", d.salaries), ("employeurs", d.employeurs)):
        total = votes.pour + votes.contre + votes.abstention
        if total > presents[cle]:
            noms = tuple(_n(f"{v}_{cle}", ligne) for v in ("pour", "contre", "abstention"))
            valeurs = {"numero": d.numero, "trouve": str(total), "attendu": str(presents[cle])}
            yield Constat(code="VOTES_TROP_NOMBREUX", noms=noms, valeurs=valeurs)
    pour, contre = d.salaries.pour + d.employeurs.pour, d.salaries.contre + d.employeurs.contre
    if d.decision is not Decision.AJOURNEE and pour <= contre:
        valeurs = {"numero": d.numero, "pour": str(pour), "contre": str(contre)}
        noms = (_n("dossier_decision", ligne), _n("pour_salaries", ligne), _n("pour_employeurs", ligne))
        yield Constat(code="VOTE_SANS_MAJORITE", noms=noms, valeurs=valeurs)


def _decision(d: DecisionDossier, inscrit: Inscrit, ligne: int) -> Iterator[Constat]:
    valeurs = {"numero": d.numero, "decision": d.decision}
    attribues = {b for b, a in d.blocs.items() if a is Attribution.ATTRIBUE}
    if d.preconisation_type is PreconisationJpn.INADEQUATION and not d.preconisation:
        yield Constat(code="INADEQUATION_SANS_ARGUMENT", noms=(_n("preconisation", ligne),), valeurs=valeurs)
    if d.decision is Decision.AJOURNEE:
        if not d.motif:
            yield Constat(code="AJOURNEMENT_SANS_MOTIF", noms=(_n("dossier_motif", ligne),), valeurs=valeurs)
        if attribues:
            yield _contre_blocs(d, attribues, inscrit, ligne)
        return
    vides = [b for b in inscrit.vises if b not in d.blocs]
    deja = [b for b in d.blocs if b not in inscrit.vises and b in inscrit.acquis]
    en_trop = [b for b in d.blocs if b not in inscrit.vises and b not in deja]
    for code, blocs in (("BLOC_SANS_DECISION", vides), ("BLOC_NON_VISE", en_trop), ("BLOC_DEJA_ATTRIBUE", deja)):
        if blocs:
            noms = tuple(nom("dossier_bloc", str(ligne), b) for b in blocs)
            yield Constat(code=code, noms=noms, valeurs={**valeurs, "blocs": ", ".join(blocs)})
    if vides:
        return
    if d.decision not in _possibles(attribues, inscrit):
        yield _contre_blocs(d, attribues, inscrit, ligne)
    yield from _souverain(d, inscrit, ligne)


def _souverain(d: DecisionDossier, inscrit: Inscrit, ligne: int) -> Iterator[Constat]:
    """A decision that departs from what was proposed or computed is legal, and said (G-088, K12)."""
    noms, valeurs = (_n("dossier_decision", ligne),), {"numero": d.numero, "decision": d.decision}
    if contre_avis(d, inscrit):
        yield Constat(code="DECISION_CONTRE_AVIS", noms=noms, valeurs={**valeurs, "avis": inscrit.avis or ""})
    if contre_calcul(d, inscrit):
        yield Constat(code="DECISION_CONTRE_CALCUL", noms=noms, valeurs={**valeurs, "calcul": inscrit.calcul or ""})
    contredits = () if inscrit.valides is None else blocs_contredits(d, inscrit.valides)
    if contredits:
        cellules = tuple(nom("dossier_bloc", str(ligne), b) for b in contredits)
        yield Constat(code="BLOCS_CONTRE_AVIS", noms=cellules, valeurs={**valeurs, "blocs": ", ".join(contredits)})


def contre_avis(d: DecisionDossier, inscrit: Inscrit) -> bool:
    return d.decision is not Decision.AJOURNEE and inscrit.avis is not None and d.decision is not inscrit.avis


def contre_calcul(d: DecisionDossier, inscrit: Inscrit) -> bool:
    return d.decision is not Decision.AJOURNEE and inscrit.calcul is not None and d.decision is not inscrit.calcul


def blocs_contredits(d: DecisionDossier, valides: frozenset[str]) -> tuple[str, ...]:
    """The blocs that the JPN decides otherwise than the jury: its comments then wait for a rereading (K28)."""
    return tuple(b for b, a in d.blocs.items() if (a is Attribution.ATTRIBUE) is not (b in valides))


def _contre_blocs(d: DecisionDossier, attribues: set[str], inscrit: Inscrit, ligne: int) -> Constat:
    noms = (_n("dossier_decision", ligne), *(nom("dossier_bloc", str(ligne), b) for b in inscrit.vises))
    valeurs = {"numero": d.numero, "decision": d.decision, "attendue": _attendue(attribues, inscrit)}
    return Constat(code="DECISION_CONTRE_BLOCS", noms=noms, valeurs=valeurs)


def _attendue(attribues: set[str], inscrit: Inscrit) -> Decision:
    """Certification = every bloc of the CQP acquired (S3 §1.3); Partielle = at least one attributed now, or a part of
    one where competences are kept (K19, K37)."""
    return decision_des_blocs(attribues, inscrit.tous, inscrit.acquis, inscrit.gardes)


def _possibles(attribues: set[str], inscrit: Inscrit) -> tuple[Decision, ...]:
    """Competences alone may be attributed or not: the jury paritaire is sovereign (K12, K19)."""
    attendue = _attendue(attribues, inscrit)
    refusables = attendue is Decision.PARTIELLE and not attribues
    return (attendue, Decision.NON_CERTIFICATION) if refusables else (attendue,)


def decision_des_blocs(
    attribues: set[str] | frozenset[str],
    tous: tuple[str, ...],
    acquis: frozenset[str],
    gardes: frozenset[str] = frozenset(),
) -> Decision:
    if set(tous) <= attribues | acquis:
        return Decision.CERTIFICATION
    return Decision.PARTIELLE if attribues or gardes else Decision.NON_CERTIFICATION

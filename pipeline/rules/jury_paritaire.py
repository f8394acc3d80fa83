"""What the jury paritaire may record: quorum, votes, decisions (S0 §3.2; K4). It is recorded whole or not at all."""

from collections.abc import Iterator, Mapping

from pipeline.forms import nom
from pipeline.model.anomalie import Constat
from pipeline.model.base import Frozen
from pipeline.model.faits import DecisionDossier, Jpn, Votes
from pipeline.model.vocabulaire import Attribution, College, Decision

QUORUM = 2  # representatives per college (G-083)
COLLEGES = {"salaries": College.SALARIES, "employeurs": College.EMPLOYEURS}


class Inscrit(Frozen):
    """What a docket knows of one dossier: its blocs aimed at, those of the CQP, those already held."""

    vises: tuple[str, ...]
    tous: tuple[str, ...]
    acquis: frozenset[str] = frozenset()
    avis: Decision | None = None  # the decision that would follow the jury's avis
    valides: frozenset[str] | None = None  # the blocs that the jury validated


def verifier(jpn: Jpn, inscrits: Mapping[str, Inscrit], lignes: Mapping[str, int]) -> tuple[Constat, ...]:
    """`inscrits` is the docket of that date by number; `lignes` the line of each number in the workbook."""
    presents = {c: sum(m.present and m.college is college for m in jpn.membres) for c, college in COLLEGES.items()}
    constats = [*_quorum(jpn, presents), *_docket(jpn, inscrits, lignes)]
    for d in jpn.dossiers:
        if d.numero in inscrits:
            ligne = lignes[d.numero]
            constats += _votes(d, presents, ligne)
            constats += _decision(d, inscrits[d.numero], ligne)
    return tuple(constats)


def _n(champ: str, ligne: int) -> str:
    return nom(champ, str(ligne))


def _quorum(jpn: Jpn, presents: Mapping[str, int]) -> Iterator[Constat]:
    for cle, college in COLLEGES.items():
        if presents[cle] < QUORUM:
            lignes = [m.ligne for m in jpn.membres if m.college is college] or [1]
            noms = tuple(_n("membre_present", n) for n in lignes)
            yield Constat(
                code="QUORUM_NON_ATTEINT",
                noms=noms,
                valeurs={"college": college.lower(), "trouve": str(presents[cle]), "attendu": str(QUORUM)},
            )


def _docket(jpn: Jpn, inscrits: Mapping[str, Inscrit], lignes: Mapping[str, int]) -> Iterator[Constat]:
    vus: list[str] = [d.numero for d in jpn.dossiers]
    for numero in dict.fromkeys(vus):
        if numero not in inscrits:
            noms = (_n("dossier_numero", lignes[numero]),)
            yield Constat(code="DOSSIER_HORS_ORDRE_DU_JOUR", noms=noms, valeurs={"numero": numero})
        elif vus.count(numero) > 1:
            noms = (_n("dossier_numero", lignes[numero]),)
            yield Constat(code="DOSSIER_DECIDE_DEUX_FOIS", noms=noms, valeurs={"numero": numero})
    absents = sorted(set(inscrits) - set(vus))
    if absents:
        yield Constat(code="DOSSIER_SANS_DECISION", noms=("jpn_date",), valeurs={"numeros": ", ".join(absents)})


def _votes(d: DecisionDossier, presents: Mapping[str, int], ligne: int) -> Iterator[Constat]:
    """Majority of the votes cast by the two colleges; Ucanss is never counted, a tie decides nothing (K4)."""
    for cle, votes in (("salaries", d.salaries), ("employeurs", d.employeurs)):
        total = votes.pour + votes.contre + votes.abstention
        if total > presents[cle]:
            noms = tuple(_n(f"{v}_{cle}", ligne) for v in ("pour", "contre", "abstention"))
            valeurs = {"numero": d.numero, "trouve": str(total), "attendu": str(presents[cle])}
            yield Constat(code="VOTES_TROP_NOMBREUX", noms=noms, valeurs=valeurs)
    pour, contre = _somme(d, "pour"), _somme(d, "contre")
    if d.decision is not Decision.AJOURNEE and pour <= contre:
        valeurs = {"numero": d.numero, "pour": str(pour), "contre": str(contre)}
        noms = (_n("dossier_decision", ligne), _n("pour_salaries", ligne), _n("pour_employeurs", ligne))
        yield Constat(code="VOTE_SANS_MAJORITE", noms=noms, valeurs=valeurs)


def _somme(d: DecisionDossier, voix: str) -> int:
    def compte(v: Votes) -> int:
        return int(getattr(v, voix))

    return compte(d.salaries) + compte(d.employeurs)


def _decision(d: DecisionDossier, inscrit: Inscrit, ligne: int) -> Iterator[Constat]:
    valeurs = {"numero": d.numero, "decision": d.decision}
    attribues = {b for b, a in d.blocs.items() if a is Attribution.ATTRIBUE}
    if d.decision is Decision.AJOURNEE:
        if not d.motif:
            yield Constat(code="AJOURNEMENT_SANS_MOTIF", noms=(_n("dossier_motif", ligne),), valeurs=valeurs)
        if attribues:
            yield _contre_blocs(d, attribues, inscrit, ligne)
        return
    vides = [b for b in inscrit.vises if b not in d.blocs]
    en_trop = [b for b in d.blocs if b not in inscrit.vises]
    for code, blocs in (("BLOC_SANS_DECISION", vides), ("BLOC_NON_VISE", en_trop)):
        if blocs:
            noms = tuple(nom("dossier_bloc", str(ligne), b) for b in blocs)
            yield Constat(code=code, noms=noms, valeurs={**valeurs, "blocs": ", ".join(blocs)})
    if vides:
        return
    if d.decision is not _attendue(attribues, inscrit):
        yield _contre_blocs(d, attribues, inscrit, ligne)
    if inscrit.avis and d.decision is not inscrit.avis:
        noms = (_n("dossier_decision", ligne),)
        yield Constat(code="DECISION_CONTRE_AVIS", noms=noms, valeurs={**valeurs, "avis": inscrit.avis})
    contredits = () if inscrit.valides is None else blocs_contredits(d, inscrit.valides)
    if contredits:
        noms = tuple(nom("dossier_bloc", str(ligne), b) for b in contredits)
        yield Constat(code="BLOCS_CONTRE_AVIS", noms=noms, valeurs={**valeurs, "blocs": ", ".join(contredits)})


def blocs_contredits(d: DecisionDossier, valides: frozenset[str]) -> tuple[str, ...]:
    """The blocs that the JPN decides otherwise than the jury: its comments then wait for a rereading (K28)."""
    return tuple(b for b, a in d.blocs.items() if (a is Attribution.ATTRIBUE) is not (b in valides))


def _contre_blocs(d: DecisionDossier, attribues: set[str], inscrit: Inscrit, ligne: int) -> Constat:
    noms = (_n("dossier_decision", ligne), *(nom("dossier_bloc", str(ligne), b) for b in inscrit.vises))
    valeurs = {"numero": d.numero, "decision": d.decision, "attendue": _attendue(attribues, inscrit)}
    return Constat(code="DECISION_CONTRE_BLOCS", noms=noms, valeurs=valeurs)


def _attendue(attribues: set[str], inscrit: Inscrit) -> Decision:
    """Certification = every bloc of the CQP acquired (S3 §1.3); Partielle = at least one attributed now."""
    if set(inscrit.tous) <= attribues | inscrit.acquis:
        return Decision.CERTIFICATION
    return Decision.PARTIELLE if attribues else Decision.NON_CERTIFICATION

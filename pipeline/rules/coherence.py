"""What the files of one candidature say of each other: a pure function of the facts, whatever their order."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.forms import nom
from pipeline.model.anomalie import Constat
from pipeline.model.faits import Grille, ProcesVerbal
from pipeline.model.referentiel import Referentiel
from pipeline.model.resultat import Ecart, Issue, ResultatBloc
from pipeline.model.vocabulaire import Avis, Portee, Verdict, Voie

from .evaluation import issue_calculee
from .identite import meme_nom
from .proces_verbal import avis_des_blocs
from .session.autorite import jours

ISSUES: dict[Avis, Issue] = {Avis.TOTALE: "totale", Avis.PARTIELLE: "partielle", Avis.REFUS: "refus"}


def verifier(
    pv: ProcesVerbal,
    grilles: Mapping[str, Grille],
    referentiel: Referentiel,
    resultats: tuple[ResultatBloc, ...],
    acquis: frozenset[str],
) -> tuple[Constat, ...]:
    """`acquis`: the blocs of this CQP that the person already holds."""
    return (
        *_jures(pv),
        *_grilles(pv, grilles),
        *_portee(pv, referentiel, acquis),
        *_sans_motif(ecarts(pv, referentiel, resultats)),
        *_bloc_contre_competences(pv, resultats),
        *_acquises_refusees(resultats),
    )


def _jures(pv: ProcesVerbal) -> Iterator[Constat]:
    """No juror of the candidate's own organisme, whatever his seat (S0 §2.2: G-027, G-030, L-009); no seat held twice.

    In VAE the organisme may be blank (K30): then nothing was compared, and that is said.
    """
    if pv.voie is Voie.VAE and not pv.organisme:
        valeurs = {"membres": ", ".join(m.nom for m in pv.membres)}
        yield Constat(code="ORGANISME_NON_COMPARE", noms=("fiche_organisme",), valeurs=valeurs)
    for m in pv.membres:
        if pv.organisme and meme_nom(m.organisme, pv.organisme):
            yield Constat(
                code="JURE_DU_MEME_ORGANISME",
                noms=(nom("membre_organisme", str(m.ligne)), "fiche_organisme"),
                valeurs={"membre": m.nom, "organisme": m.organisme},
            )
        if meme_nom(m.nom, f"{pv.prenom} {pv.nom}") or meme_nom(m.nom, f"{pv.nom} {pv.prenom}"):
            yield Constat(code="JURE_ET_CANDIDAT", noms=(nom("membre_nom", str(m.ligne)),), valeurs={"membre": m.nom})
        jumeaux = [a for a in pv.membres if a.ligne < m.ligne and meme_nom(a.nom, m.nom)]
        if jumeaux:
            noms = tuple(nom("membre_nom", str(x.ligne)) for x in (*jumeaux, m))
            yield Constat(code="JURE_EN_DOUBLE", noms=noms, valeurs={"membre": m.nom})


def meme_referentiel(grille: Grille, pv: ProcesVerbal) -> bool:
    return (grille.referentiel, grille.version) == (pv.referentiel, pv.version)


def evaluable(grille: Grille, pv: ProcesVerbal) -> bool:
    """Its criteria are those of the référentiel of the PV, its bloc one that is aimed at."""
    return meme_referentiel(grille, pv) and grille.bloc in pv.vises


def _grilles(pv: ProcesVerbal, grilles: Mapping[str, Grille]) -> Iterator[Constat]:
    for bloc, g in grilles.items():
        if bloc not in pv.vises:
            yield Constat(code="GRILLE_HORS_PORTEE", noms=(nom("vise", bloc),), valeurs={"bloc": bloc})
        elif not meme_referentiel(g, pv):
            valeurs = {"bloc": bloc, "pv": f"{pv.referentiel} {pv.version}", "grille": f"{g.referentiel} {g.version}"}
            yield Constat(code="VERSIONS_DIFFERENTES", noms=("fiche_candidature",), valeurs=valeurs)
        if g.session != pv.session:
            valeurs = {"bloc": bloc, "pv": pv.session, "grille": g.session}
            yield Constat(code="SESSIONS_DIFFERENTES", noms=("fiche_session",), valeurs=valeurs)
        if g.date > pv.date:
            valeurs = {"bloc": bloc, "pv": pv.date.strftime("%d/%m/%Y"), "grille": g.date.strftime("%d/%m/%Y")}
            yield Constat(code="GRILLE_APRES_LE_PV", noms=("fiche_date",), valeurs=valeurs)
        if g.durees and pv.voie is Voie.VAE:
            yield Constat(code="DUREE_DE_GRILLE_EN_VAE", noms=("fiche_voie",), valeurs={"bloc": bloc})


def un_autre_jour(pv: ProcesVerbal, grilles: Mapping[str, Grille]) -> Iterator[Constat]:
    """Without a session workbook nothing but the grids says when the jury sat, once they are all there.

    The jury deliberates at the end of the evaluation (S3 §4), and the docket depends on that day (N-019).
    """
    dates = [grilles[b].date for b in pv.vises if b in grilles]
    if dates and len(dates) == len(pv.vises) and not min(dates) <= pv.date <= max(dates):
        valeurs = {"pv": f"{pv.date:%d/%m/%Y}", "grilles": jours(min(dates), max(dates))}
        yield Constat(code="PV_UN_AUTRE_JOUR", noms=("fiche_date",), valeurs=valeurs)


def _portee(pv: ProcesVerbal, referentiel: Referentiel, acquis: frozenset[str]) -> Iterator[Constat]:
    """« Certification » aims at every bloc not yet acquired; a first VAE aims at all (M-049, K32)."""
    absents = [b.code for b in referentiel.blocs if b.code not in pv.vises and b.code not in acquis]
    noms = tuple(nom("vise", b) for b in absents)
    if absents and pv.voie is Voie.VAE and not acquis and not referentiel.vae.blocs_seuls.valeur:
        yield Constat(code="VAE_PARTIELLE", noms=noms, valeurs={"blocs": ", ".join(absents)})
    elif absents and pv.portee is Portee.CERTIFICATION:
        yield Constat(code="PORTEE_INCOMPLETE", noms=noms, valeurs={"blocs": ", ".join(absents)})
    revus = [b for b in pv.vises if b in acquis]
    if revus:
        noms = tuple(nom("vise", b) for b in revus)
        yield Constat(code="BLOC_DEJA_ACQUIS", noms=noms, valeurs={"blocs": ", ".join(revus)})


def ecarts(pv: ProcesVerbal, referentiel: Referentiel, resultats: tuple[ResultatBloc, ...]) -> tuple[Ecart, ...]:
    """Wherever the jury decided something else than what is computed, the undetermined included (K12, K13).

    `resultats` holds the blocs aimed at whose grid is there: what was not evaluated is not a divergence.
    """
    trouves: list[Ecart] = []
    if referentiel.regles.seuil_criteres:  # else nothing is computed, and nothing can diverge from it
        for bloc in resultats:
            for c in bloc.competences:
                if c.jury is not None and c.jury is not c.calcul:
                    motif = pv.motifs_competences.get(c.code)
                    trouves.append(Ecart(niveau="competence", code=c.code, calcul=c.calcul, jury=c.jury, motif=motif))
            if referentiel.regles.seuil_competences and bloc.jury is not None and bloc.jury is not bloc.calcul:
                motif = pv.motifs_blocs.get(bloc.code)
                trouves.append(Ecart(niveau="bloc", code=bloc.code, calcul=bloc.calcul, jury=bloc.jury, motif=motif))
    calcul = issue_calculee(referentiel, resultats) if len(resultats) == len(pv.vises) else None
    return (*trouves, *_ecart_avis(pv, referentiel, calcul, trouves))


def _ecart_avis(
    pv: ProcesVerbal, referentiel: Referentiel, calcul: Issue | None, trouves: Sequence[Ecart]
) -> Iterator[Ecart]:
    """The avis departs from the jury's own blocs, or follows them where they depart from the computation."""
    propose = avis_des_blocs(pv, referentiel)
    if pv.avis is None:
        return
    jury = ISSUES[pv.avis]
    des_blocs = [e for e in trouves if e.niveau == "bloc"]
    if pv.avis is not propose or (des_blocs and jury != calcul):
        motif = pv.motif_avis or "\n".join(e.motif for e in des_blocs if e.motif) or None
        yield Ecart(niveau="avis", code=None, calcul=calcul, jury=jury, motif=motif)


def _sans_motif(trouves: tuple[Ecart, ...]) -> Iterator[Constat]:
    """The avis has its own check inside the PV (`AVIS_INCOHERENT`): here competences and blocs, said together."""
    for code, indetermine in (("INDETERMINE_SANS_MOTIF", True), ("ECART_SANS_MOTIF", False)):
        sans = [e for e in trouves if e.code and not e.motif and (e.calcul is None) is indetermine]
        if sans:
            noms = (n for e in sans for n in (nom("ecart_motif", e.code or ""), nom(f"jury_{e.niveau}", e.code or "")))
            valeurs = {"ou": ", ".join(e.code or "" for e in sans)}
            yield Constat(code=code, noms=tuple(noms), valeurs=valeurs)


def _bloc_contre_competences(pv: ProcesVerbal, resultats: tuple[ResultatBloc, ...]) -> Iterator[Constat]:
    """The jury's own competences would give another bloc (M-006): legal, but said aloud."""
    for bloc in resultats:
        if bloc.seuil is None or bloc.jury is None or bloc.code in pv.motifs_blocs:
            continue
        valides = sum(pv.jury_competences.get(c.code) is Verdict.VALIDE for c in bloc.competences)
        if (valides >= bloc.seuil) is not bloc.jury:
            yield Constat(
                code="BLOC_CONTRE_COMPETENCES",
                noms=(nom("jury_bloc", bloc.code),),
                valeurs={"bloc": bloc.code, "valides": f"{valides}/{bloc.competences_total} (seuil {bloc.seuil})"},
            )


def _acquises_refusees(resultats: tuple[ResultatBloc, ...]) -> Iterator[Constat]:
    """A competence held stays held: no later jury takes it back (S0 §3.3.2, G-097, K37)."""
    codes = [c.code for b in resultats for c in b.competences if c.acquise and c.jury is False]
    if codes:
        noms = tuple(nom("jury_competence", c) for c in codes)
        yield Constat(code="COMPETENCE_ACQUISE_REFUSEE", noms=noms, valeurs={"competences": ", ".join(codes)})

"""What a PV says against its session, which is the authority (contrat.md): only what both say is compared."""

import datetime as dt
from collections.abc import Iterator, Mapping

from pipeline.forms import nom
from pipeline.model.anomalie import Constat, Gravite
from pipeline.model.faits import Grille, ProcesVerbal
from pipeline.model.session import Convoque, Session
from pipeline.model.vocabulaire import Deroulement, Participation
from pipeline.rules.identite import meme_nom, memes_mots, noms_voisins

from .situation import JuryForme, SituationSession


def contredire(pv: ProcesVerbal, situation: SituationSession) -> tuple[Constat, ...]:
    """One constat per kind, on the cells of the PV."""
    session = situation.session
    if pv.session != session.session:
        valeurs = {"candidature": pv.candidature} | _dits(pv.session, session.session)
        return (Constat(code="PV_AUTRE_SESSION", noms=("fiche_session",), valeurs=valeurs),)
    if (pv.referentiel, pv.version) != (session.referentiel, session.version):
        valeurs = _dits(f"{pv.referentiel} {pv.version}", f"{session.referentiel} {session.version}")
        return (Constat(code="PV_AUTRE_REFERENTIEL", noms=("fiche_candidature",), valeurs=valeurs),)
    convoque = session.convoque(pv.candidature)
    if convoque is None:
        valeurs = {"candidature": pv.candidature, "session": session.session}
        return (Constat(code="PV_NON_CONVOQUE", noms=("fiche_candidature",), valeurs=valeurs),)
    tenu = pv.deroulement is Deroulement.TENU
    jury = situation.jury_de(pv.candidature)
    return (
        *_attendu(pv, convoque, situation),
        *_identite(pv, convoque, session),
        *_textes(pv, convoque),
        *_blocs(pv, convoque),
        *_jour(pv, situation),
        *(_jury(pv, jury) if tenu and jury else ()),
    )


def _dits(pv: str, session: str) -> dict[str, str]:
    return {"pv": pv, "session": session}


def _attendu(pv: ProcesVerbal, convoque: Convoque, situation: SituationSession) -> Iterator[Constat]:
    """Results for someone who was not to come; without results the PV only says the same."""
    parti = convoque.participation is not Participation.CONVOQUE or pv.candidature in situation.reportes
    if parti and pv.deroulement is Deroulement.TENU:
        valeurs = {"candidature": pv.candidature}
        yield Constat(code="PV_NON_ATTENDU", noms=("fiche_deroulement",), valeurs=valeurs)


def _identite(pv: ProcesVerbal, convoque: Convoque, session: Session) -> Iterator[Constat]:
    """Another person's number blocks, and tells whose it is; the same person written otherwise deserves a look."""
    paires = (("fiche_nom", pv.nom, convoque.nom), ("fiche_prenom", pv.prenom, convoque.prenom))
    differents = tuple(case for case, a, b in paires if b and not meme_nom(a, b))
    if not differents:
        return
    dit, attendu = f"{pv.nom} {pv.prenom}", _nom_entier(convoque)
    autre = next((c for c in session.candidats if c is not convoque and memes_mots(_nom_entier(c), dit)), None)
    voisins = meme_nom(pv.prenom, convoque.prenom or "") and noms_voisins(pv.nom, convoque.nom or "")
    propose = f"{_nom_entier(autre)} y a le numéro {autre.candidature}" if autre else "Personne d’autre n’y a ce nom"
    yield Constat(
        code="PV_AUTRE_NOM",
        noms=(*(("fiche_candidature",) if autre else ()), *differents),
        valeurs=_dits(dit, attendu) | {"candidature": pv.candidature, "propose": propose},
        gravite=Gravite.AVERTISSEMENT if autre is None and (voisins or memes_mots(dit, attendu)) else None,
    )


def _nom_entier(convoque: Convoque) -> str:
    return f"{convoque.nom or ''} {convoque.prenom or ''}".strip()


def _textes(pv: ProcesVerbal, convoque: Convoque) -> Iterator[Constat]:
    for code, case, un, autre in (
        ("PV_AUTRE_COURRIEL", "fiche_email", pv.email, convoque.email),
        ("PV_AUTRE_COURRIEL_EMPLOYEUR", "fiche_employeur_email", pv.employeur_email, convoque.employeur_email),
    ):
        if un and autre and un.strip().casefold() != autre.strip().casefold():
            yield Constat(code=code, noms=(case,), valeurs=_dits(un, autre))
    if pv.organisme and convoque.organisme and not meme_nom(pv.organisme, convoque.organisme):
        valeurs = _dits(pv.organisme, convoque.organisme)
        yield Constat(code="PV_AUTRE_ORGANISME", noms=("fiche_organisme",), valeurs=valeurs)
    if pv.branche and convoque.branche and pv.branche is not convoque.branche:
        valeurs = _dits(pv.branche, convoque.branche)
        yield Constat(code="PV_AUTRE_BRANCHE", noms=("fiche_branche",), valeurs=valeurs)
    if convoque.voie and pv.voie is not convoque.voie:
        yield Constat(code="PV_AUTRE_VOIE", noms=("fiche_voie",), valeurs=_dits(pv.voie, convoque.voie))
    if convoque.portee and pv.portee is not convoque.portee:
        yield Constat(code="PV_AUTRE_PORTEE", noms=("fiche_portee",), valeurs=_dits(pv.portee, convoque.portee))


def _blocs(pv: ProcesVerbal, convoque: Convoque) -> Iterator[Constat]:
    differents = sorted({*pv.vises} ^ {*convoque.vises})
    if convoque.vises and differents:
        valeurs = _dits(", ".join(pv.vises) or "aucun", ", ".join(convoque.vises))
        yield Constat(code="PV_AUTRES_BLOCS", noms=tuple(nom("vise", b) for b in differents), valeurs=valeurs)


def _jour(pv: ProcesVerbal, situation: SituationSession) -> Iterator[Constat]:
    session = situation.session
    if not session.date <= pv.date <= session.fin:
        valeurs = _dits(f"{pv.date:%d/%m/%Y}", jours(session.date, session.fin))
        yield Constat(code="PV_HORS_SESSION", noms=("fiche_date",), valeurs=valeurs)


def grilles_hors_session(grilles: Mapping[str, Grille], situation: SituationSession) -> Iterator[Constat]:
    """Those of this session: another session has its own anomaly."""
    for g in grilles.values():
        if g.session == situation.session.session:
            yield from jour_de_la_grille(g, situation)


def jour_de_la_grille(grille: Grille, situation: SituationSession) -> Iterator[Constat]:
    """Filled on one of the days of its session (S3 §4); on another than the candidate was told, it deserves a look."""
    session = situation.session
    valeurs = {"bloc": grille.bloc, "candidature": grille.candidature, "grille": f"{grille.date:%d/%m/%Y}"}
    if not session.date <= grille.date <= session.fin:
        dits = {"session": jours(session.date, session.fin)}
        yield Constat(code="GRILLE_HORS_SESSION", noms=("fiche_date",), valeurs=valeurs | dits)
        return
    annonces = situation.planning.de(grille.candidature) if grille.candidature in situation.annoncees else ()
    prevus = {p.jour for p in annonces if p.bloc in {None, grille.bloc}}
    if prevus and grille.date not in prevus:
        dits = {"prevu": jours(min(prevus), max(prevus))}
        yield Constat(code="GRILLE_AUTRE_JOUR", noms=("fiche_date",), valeurs=valeurs | dits)


def jours(premier: dt.date, dernier: dt.date) -> str:
    """« 02/10/2023 », « 02/10/2023 – 04/10/2023 »."""
    return " – ".join(f"{j:%d/%m/%Y}" for j in sorted({premier, dernier}))


def _jury(pv: ProcesVerbal, jury: JuryForme) -> Iterator[Constat]:
    """Who sat is who was to sit; the absent one whom another replaces may stand in the PV as absent (K2)."""
    intrus = [m for m in pv.membres if m.present and not any(meme_nom(m.nom, j.nom) for j in jury.membres)]
    absents = [j for j in jury.membres if not any(meme_nom(m.nom, j.nom) for m in pv.membres)]
    if intrus or absents:
        lignes = [m.ligne for m in intrus] or [m.ligne for m in pv.membres] or [1]
        yield Constat(
            code="PV_AUTRE_JURY",
            noms=tuple(nom("membre_nom", ligne) for ligne in lignes),
            valeurs=_dits(", ".join(m.nom for m in pv.membres), ", ".join(j.nom for j in jury.membres)),
        )
    paires = [(m, j) for m in pv.membres for j in jury.membres if meme_nom(m.nom, j.nom)]
    roles = [(m, j) for m, j in paires if j.role not in {None, m.role}]
    if roles:
        yield Constat(
            code="PV_AUTRE_ROLE",
            noms=tuple(nom("membre_role", m.ligne) for m, _ in roles),
            valeurs=_dits(
                ", ".join(f"{m.nom} ({m.role})" for m, _ in roles),
                ", ".join(f"{j.nom} ({j.role})" for _, j in roles),
            ),
        )

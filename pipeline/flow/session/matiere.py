"""What the papers of a session are made from: the situation judged by the rules, cut into what each paper may say."""

import datetime as dt
from collections.abc import Iterator

from pipeline.model.kit import (
    CandidatAmenage,
    Collegue,
    ConvocationCandidat,
    ConvocationJury,
    EpreuveAnnoncee,
    Feuille,
    FinDeConvocation,
    Journee,
    JuryDeSession,
    Liberation,
    Lieu,
    Rendez,
)
from pipeline.model.planning import Passage
from pipeline.model.session import Convoque, Jure
from pipeline.model.vocabulaire import Mode, Participation, RoleMembre, Voie, plier
from pipeline.rules.session.candidats import RIEN_A_PREVOIR
from pipeline.rules.session.situation import Decommande, JuryForme, Libere, Retenue, SituationSession
from pipeline.texts import Phrases

from .annonces import CANDIDAT, FIN, JURY, LIBERATION


def convoques(s: SituationSession) -> tuple[Convoque, ...]:
    """Those who are still to come: neither withdrawn nor postponed."""
    return tuple(
        c for c in s.session.candidats if c.participation is Participation.CONVOQUE and c.candidature not in s.reportes
    )


def a_convoquer(s: SituationSession) -> tuple[Convoque, ...]:
    """Those whose convocation nothing holds, and who have a time to come at; on files alone nobody comes."""
    libres = (c for c in convoques(s) if not s.retenu(c.candidature, Retenue.CONVOCATION))
    attendus = (c for c in libres if s.session.mode is Mode.DOSSIER or s.planning.de(c.candidature))
    return tuple(c for c in attendus if c.nom and c.prenom)


def a_preremplir(s: SituationSession) -> tuple[Convoque, ...]:
    """Those whose grids and PV may leave with their name on (K33, K34)."""
    return tuple(c for c in convoques(s) if not s.retenu(c.candidature, Retenue.PREREMPLI))


def jures_convoques(s: SituationSession) -> Iterator[tuple[JuryForme, Jure]]:
    """Those whose papers are out, or may be."""
    for jury in s.jurys:
        if not jury.reporte:
            yield from ((jury, j) for j in jury.membres if j.role and s.convoque(j))


def attendues(s: SituationSession) -> Iterator[str]:
    """The papers that somebody is still to receive, whatever their version."""
    id_ = s.session.session
    yield from (f"{CANDIDAT}:{id_}:{c.candidature}" for c in convoques(s))
    for jury in s.jurys:
        yield from (f"{JURY}:{id_}:{s.numero(m)}" for m in jury.membres if not jury.reporte)
    yield from (f"{LIBERATION}:{id_}:{libere.numero}" for libere in s.liberes)
    yield from (f"{FIN}:{id_}:{d.convoque.candidature}" for d in s.decommandes)


def mesures(c: Convoque, mots: Phrases) -> str | None:
    """What was granted, in one sentence; nothing when it is nothing (K29)."""
    if c.amenagement is None:
        return None
    texte = c.amenagement.mesures
    dites = [texte] if texte and plier(texte) not in RIEN_A_PREVOIR else []
    if c.amenagement.temps_supplementaire:
        dites.append(mots("temps_supplementaire", pourcent=str(c.amenagement.temps_supplementaire)))
    return " ; ".join(dites) or None


def lieu(s: SituationSession) -> Lieu:
    session = s.session
    return Lieu(
        session=session.session,
        cqp=s.referentiel.intitule.valeur,
        mode=session.mode,
        lieu=session.lieu,
        acces=session.acces,
        responsable=session.responsable_nom,
        responsable_email=session.responsable_email,
        responsable_telephone=session.responsable_telephone,
    )


def _rendez(s: SituationSession, p: Passage, c: Convoque, mots: Phrases) -> Rendez:
    jury = next(j for j in s.jurys if j.numero == p.jury)
    vises = (p.bloc,) if p.bloc else c.vises
    epreuves = s.referentiel.epreuves(p.bloc) if p.bloc else ()
    return Rendez(
        jour=p.jour,
        debut=p.debut,
        duree=p.duree,
        preparation=p.preparation,
        jury=p.jury,
        intitules=tuple(mots("bloc", code=b, intitule=s.referentiel.bloc(b).intitule) for b in vises),
        nature=" ; ".join(e.intitule for e in epreuves) or mots("entretien_vae"),
        salle=jury.salle,
        lien=jury.lien,
    )


def convocation_candidat(s: SituationSession, c: Convoque, mots: Phrases) -> ConvocationCandidat:
    return ConvocationCandidat(
        lieu=lieu(s),
        candidature=c.candidature,
        nom=c.nom or "",
        prenom=c.prenom or "",
        email=c.email,
        rendez_vous=tuple(_sur_dossier(s, c, mots) if s.session.mode is Mode.DOSSIER else _rendez_vous(s, c, mots)),
        documents_autorises=s.session.documents_autorises,
        mesures=mesures(c, mots),
    )


def _rendez_vous(s: SituationSession, c: Convoque, mots: Phrases) -> Iterator[Rendez]:
    yield from (_rendez(s, p, c, mots) for p in sorted(s.planning.de(c.candidature), key=_ordre))


def _sur_dossier(s: SituationSession, c: Convoque, mots: Phrases) -> Iterator[Rendez]:
    """What the jury reads that day; nobody has an hour."""
    jury = s.jury_de(c.candidature)
    yield Rendez(
        jour=s.session.date,
        debut=0,
        duree=0,
        preparation=0,
        jury=jury.numero if jury else 1,
        intitules=tuple(mots("bloc", code=b, intitule=s.referentiel.bloc(b).intitule) for b in c.vises),
        nature=mots("sur_dossier"),
    )


def _ordre(p: Passage) -> tuple[dt.date, int]:
    return p.jour, p.debut


def collegue(j: Jure) -> Collegue:
    return Collegue(nom=j.nom, role=j.role, organisme=j.organisme)


def entendus(s: SituationSession, jury: JuryForme) -> tuple[Convoque, ...]:
    """The candidates of one jury, in the order of their first épreuve; of their lines when it reads files alone.

    One whose convocation is out is still to come, though a fault now holds his papers.
    """
    a_convoquer_ = {c.candidature for c in a_convoquer(s)} | s.annoncees
    attendus = [c for c in convoques(s) if c.candidature in a_convoquer_]
    if s.session.mode is Mode.DOSSIER:
        return tuple(c for c in attendus if s.jury_de(c.candidature) == jury)
    rang = {p.candidature: i for i, p in enumerate(feuille(s).passages(jury.numero))}
    siens = [c for c in attendus if c.candidature in rang]
    return tuple(sorted(siens, key=lambda c: rang[c.candidature]))


def convocation_jury(
    s: SituationSession, jury: JuryForme, jure: Jure, candidats: tuple[Convoque, ...], mots: Phrases
) -> ConvocationJury:
    noms = {c.candidature for c in candidats}
    passages = [p for p in s.planning.passages if p.jury == jury.numero and p.candidature in noms]
    amenages = [(c, mesures(c, mots)) for c in candidats]
    return ConvocationJury(
        lieu=lieu(s),
        ligne=jure.ligne,
        nom=jure.nom,
        role=jure.role or RoleMembre.EXPERT,
        email=jure.email,
        organisme=jure.organisme,
        jury=jury.numero,
        salle=jury.salle,
        lien=jury.lien,
        organisation=s.session.organisation,
        collegues=tuple(collegue(j) for j in jury.membres if j.ligne != jure.ligne),
        journees=_journees(passages),
        epreuves=_annoncees(s, candidats, mots),
        candidats=len(candidats),
        note_de_frais=bool(s.session.note_de_frais),
        amenagements=tuple(
            CandidatAmenage(candidature=c.candidature, nom=c.nom_complet, mesures=dites)
            for c, dites in amenages
            if dites
        ),
    )


def liberation(s: SituationSession, libere: Libere) -> Liberation:
    membre = libere.membre
    return Liberation(
        lieu=lieu(s),
        nom=membre.nom,
        role=membre.role or RoleMembre.EXPERT,
        email=membre.email,
        organisme=membre.organisme,
        jury=libere.jury,
        jours=libere.jours,
        convocation=libere.convocation,
        convoque_le=libere.le,
    )


def fin_de_convocation(s: SituationSession, d: Decommande) -> FinDeConvocation:
    c = d.convoque
    return FinDeConvocation(
        lieu=lieu(s),
        candidature=c.candidature,
        nom=c.nom or "",
        prenom=c.prenom or "",
        email=c.email,
        jours=d.jours,
        convocation=d.convocation,
        convoque_le=d.le,
        reporte=d.reporte,
    )


def amenages(s: SituationSession, mots: Phrases) -> tuple[CandidatAmenage, ...]:
    dites = ((c, mesures(c, mots)) for c in convoques(s))
    return tuple(
        CandidatAmenage(candidature=c.candidature, nom=c.nom_complet, mesures=texte) for c, texte in dites if texte
    )


def _journees(passages: list[Passage]) -> tuple[Journee, ...]:
    par_jour: dict[dt.date, list[Passage]] = {}
    for p in passages:
        par_jour.setdefault(p.jour, []).append(p)
    return tuple(
        Journee(
            jour=jour,
            debut=min(p.du_jury[0] for p in siens),
            fin=max(p.du_jury[1] for p in siens),
            candidats=len({p.candidature for p in siens}),
        )
        for jour, siens in sorted(par_jour.items())
    )


def _annoncees(s: SituationSession, candidats: tuple[Convoque, ...], mots: Phrases) -> tuple[EpreuveAnnoncee, ...]:
    """Nature and duration of each épreuve that this jury will hold, without any extra time."""
    if s.session.mode is Mode.DOSSIER:
        return (EpreuveAnnoncee(intitule=mots("dossiers"), nature=mots("sur_dossier"), minutes=0),)
    vises = {b for c in candidats if c.voie is not Voie.VAE for b in c.vises}
    annoncees = [
        EpreuveAnnoncee(
            intitule=mots("bloc", code=bloc.code, intitule=bloc.intitule), nature=e.intitule, minutes=e.minutes
        )
        for bloc in s.referentiel.blocs
        if bloc.code in vises
        for e in s.referentiel.epreuves(bloc.code)
    ]
    vae = s.referentiel.vae
    if any(c.voie is Voie.VAE for c in candidats):
        minutes = sum(phase.minutes_max for phase in (vae.presentation, vae.questions) if phase)
        plafond = vae.plafond_minutes.valeur if vae.plafond_minutes else minutes
        annoncees.append(
            EpreuveAnnoncee(intitule=mots("vae"), nature=mots("entretien_vae"), minutes=min(minutes, plafond))
        )
    return tuple(annoncees)


def feuille(s: SituationSession) -> Feuille:
    """Without any measure, nor where people live: these papers lie on tables (K29)."""
    candidats = tuple(c.model_copy(update={"amenagement": None, "adresse": None}) for c in s.session.candidats)
    return Feuille(
        session=s.session.model_copy(update={"candidats": candidats}),
        referentiel=s.referentiel,
        jurys=tuple(jury_de_session(j) for j in s.jurys if not j.reporte),
        planning=s.planning,
        reportes=tuple(sorted(s.reportes)),
    )


def jury_de_session(jury: JuryForme) -> JuryDeSession:
    president = next((j.nom for j in jury.membres if j.role is RoleMembre.PRESIDENT), None)
    return JuryDeSession(
        numero=jury.numero,
        salle=jury.salle,
        lien=jury.lien,
        membres=tuple(map(collegue, jury.membres)),
        president=president,
    )

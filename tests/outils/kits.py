"""The papers of a session, from values written by hand: juries, candidates, hours, a measure. Invented names."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from pipeline.documents import compose
from pipeline.model.document import Document
from pipeline.model.kit import (
    Attestation,
    Bordereau,
    CandidatAmenage,
    Collegue,
    CompteRenduRecu,
    ConvocationCandidat,
    ConvocationJury,
    EpreuveAnnoncee,
    Feuille,
    FicheResponsable,
    FinDeConvocation,
    Journee,
    JuryDeSession,
    Liberation,
    Lieu,
    Rendez,
    Version,
)
from pipeline.model.planning import Passage, Planning
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Amenagement, CompteRendu, Convoque, EtapeSuivie, Jure, Participant, Session
from pipeline.model.vocabulaire import Mode, RoleMembre, Voie
from tests.outils.petit_gc import referentiel

JOUR = dt.date(2023, 10, 2)
LENDEMAIN = dt.date(2023, 10, 3)
ENVOI = dt.date(2023, 9, 1)
V1 = Version(numero=1, date=ENVOI)
SESSION = "GC-2023-10-A"
MESURES = "Salle accessible ; écran agrandi"
PRESIDENTE = Collegue(nom="Alix Présidence-Témoin", role=RoleMembre.PRESIDENT, organisme="Institut 4.10")
EXPERT = Collegue(nom="Bo Métier-Témoin", role=RoleMembre.EXPERT, organisme="Caisse de Nulle-Part")
COORDONNEES = ("Dominique Session-Témoin", "session@exemple.invalid", "01 00 00 00 00")
POINTS = ("materiel", "cadre", "liens", "presentation", "identite", "duree", "etapes", "deliberation")


def lieu(mode: Mode | None = Mode.PRESENTIEL, **changements: Any) -> Lieu:  # noqa: ANN401 — any field
    nom, email, telephone = COORDONNEES
    valeurs = {
        "session": SESSION,
        "cqp": referentiel().intitule.valeur,
        "mode": mode,
        "lieu": "Centre d'examen, 2 rue de l'Épreuve, Quelque-Part",
        "acces": "Métro Exemple, sortie 3 ; accueil au rez-de-chaussée",
        "responsable": nom,
        "responsable_email": email,
        "responsable_telephone": telephone,
    }
    return Lieu.model_validate(valeurs | changements)


def rendez(jour: dt.date = JOUR, debut: int = 540, bloc: str = "B1", **changements: Any) -> Rendez:  # noqa: ANN401 — any field
    intitules = {b.code: b.intitule for b in referentiel().blocs}
    valeurs = {
        "jour": jour,
        "debut": debut,
        "duree": 70,
        "preparation": 0,
        "jury": 1,
        "intitules": (f"Bloc {bloc} — {intitules[bloc]}",),
        "nature": "Observation en situation de travail, puis entretien",
        "salle": "salle 12",
    }
    return Rendez.model_validate(valeurs | changements)


def pour_candidat(**changements: Any) -> ConvocationCandidat:  # noqa: ANN401 — any field
    valeurs = {
        "lieu": lieu(),
        "candidature": "GC-2023-0042",
        "nom": "Ozanne-Témoin",
        "prenom": "Maëlle",
        "email": "maelle@exemple.invalid",
        "rendez_vous": (rendez(), rendez(debut=630, bloc="B2"), rendez(debut=840, bloc="B3", preparation=30)),
        "documents_autorises": None,
        "mesures": None,
    }
    return ConvocationCandidat.model_validate(valeurs | changements)


def pour_jure(**changements: Any) -> ConvocationJury:  # noqa: ANN401 — any field
    valeurs = {
        "lieu": lieu(),
        "ligne": 2,
        "nom": EXPERT.nom,
        "role": RoleMembre.EXPERT,
        "email": "bo@exemple.invalid",
        "organisme": EXPERT.organisme,
        "jury": 1,
        "salle": "salle 12",
        "lien": None,
        "organisation": "Accueil à 8 h 45 ; repas pris sur place.",
        "collegues": (PRESIDENTE,),
        "journees": (Journee(jour=JOUR, debut=540, fin=1035, candidats=2),),
        "epreuves": (
            EpreuveAnnoncee(intitule="Bloc B1", nature="Observation, puis entretien", minutes=70),
            EpreuveAnnoncee(intitule="Bloc B3", nature="Observation de dossiers", minutes=90),
        ),
        "candidats": 2,
        "note_de_frais": True,
    }
    return ConvocationJury.model_validate(valeurs | changements)


def liberation(**changements: Any) -> Liberation:  # noqa: ANN401 — any field
    jure = pour_jure()
    valeurs = {
        **jure.model_dump(include={"nom", "role", "email", "organisme", "jury"}),
        "lieu": jure.lieu,
        "jours": (JOUR, LENDEMAIN),
        "convocation": "convocation-jury:S-1:2:v1",
        "convoque_le": dt.date(2023, 8, 21),
    }
    return Liberation.model_validate(valeurs | changements)


def fin_de_convocation(**changements: Any) -> FinDeConvocation:  # noqa: ANN401 — any field
    candidat = pour_candidat()
    valeurs = {
        **candidat.model_dump(include={"candidature", "nom", "prenom", "email"}),
        "lieu": candidat.lieu,
        "jours": (JOUR,),
        "convocation": "convocation-candidat:S-1:GC-2023-0042:v1",
        "convoque_le": dt.date(2023, 8, 21),
        "reporte": False,
    }
    return FinDeConvocation.model_validate(valeurs | changements)


def passage(candidature: str, debut: int, bloc: str | None = "B1", **changements: Any) -> Passage:  # noqa: ANN401 — any field
    valeurs = {"candidature": candidature, "bloc": bloc, "duree": 70, "debrief": 15, "jury": 1, "jour": JOUR}
    return Passage.model_validate(valeurs | {"debut": debut} | changements)


CANDIDATS = (
    Convoque(
        ligne=1,
        candidature="GC-2023-0042",
        prenom="Maëlle",
        nom="Ozanne-Témoin",
        organisme="Caisse de Quelque-Part",
        email="maelle@exemple.invalid",
        voie=Voie.FORMATION,
        vises=("B1", "B3"),
    ),
    Convoque(ligne=2, candidature="GC-2023-0043", prenom="Yanis", nom="Essai", voie=Voie.FORMATION, vises=("B1",)),
    Convoque(ligne=3, candidature="GC-2023-0044", prenom="Zoé", nom="Acquis", voie=Voie.VAE, vises=("B1", "B2", "B3")),
)
JURES = (
    Jure(
        ligne=1,
        nom=PRESIDENTE.nom,
        role=PRESIDENTE.role,
        organisme=PRESIDENTE.organisme,
        email="alix@exemple.invalid",
        jury=1,
    ),
    Jure(ligne=2, nom=EXPERT.nom, role=EXPERT.role, organisme=EXPERT.organisme, jury=1),
    Jure(ligne=3, nom="Cléo Réserve-Témoin", role=RoleMembre.EXPERT, organisme="Caisse d'Ailleurs"),
)
PASSAGES = (
    passage("GC-2023-0042", 540),
    passage("GC-2023-0042", 840, "B3", duree=90, preparation=30),
    passage("GC-2023-0043", 630),
    passage("GC-2023-0044", 570, None, duree=45, avant=30, jury=2),
    passage("GC-2023-0043", 540, "B2", duree=30, jury=2, jour=LENDEMAIN),
)
JURYS = (
    JuryDeSession(numero=1, salle="Salle 12", membres=(PRESIDENTE, EXPERT), president=PRESIDENTE.nom),
    JuryDeSession(numero=2, lien="https://reunion.exemple.invalid/jury-2", membres=(EXPERT,)),
)


def session(**changements: Any) -> Session:  # noqa: ANN401 — any field
    un = lieu()
    valeurs = {
        "session": SESSION,
        "date": JOUR,
        "date_fin": LENDEMAIN,
        "referentiel": "GC",
        "version": "2023.1",
        "mode": Mode.PRESENTIEL,
        "lieu": un.lieu,
        "acces": un.acces,
        "responsable_nom": un.responsable,
        "responsable_email": un.responsable_email,
        "responsable_telephone": un.responsable_telephone,
        "candidats": CANDIDATS,
        "jures": JURES,
    }
    return Session.model_validate(valeurs | changements)


def feuille(ref: Referentiel | None = None, passages: tuple[Passage, ...] = PASSAGES, **changements: Any) -> Feuille:  # noqa: ANN401 — any field
    valeurs = {
        "session": session(),
        "referentiel": ref or referentiel(),
        "jurys": JURYS,
        "planning": Planning(passages=passages),
    }
    return Feuille.model_validate(valeurs | changements)


def fiche(**changements: Any) -> FicheResponsable:  # noqa: ANN401 — any field
    valeurs = {
        "feuille": feuille(),
        "amenagements": (amenage(),),
        "retenus": (("GC-2023-0045", "Le carnet n'est pas déposé."),),
        "manquants": ("Guide du jury professionnel (guide-du-jury.pdf)",),
    }
    return FicheResponsable.model_validate(valeurs | changements)


def amenage(mesures: str = MESURES) -> CandidatAmenage:
    return CandidatAmenage(candidature="GC-2023-0042", nom="Maëlle Ozanne-Témoin", mesures=mesures)


def compte_rendu(**changements: Any) -> CompteRenduRecu:  # noqa: ANN401 — any field
    valeurs = {
        "session": SESSION,
        "jury": 1,
        "date": JOUR,
        "redacteur": PRESIDENTE.nom,
        "points": dict.fromkeys(POINTS, True),
        "recus": {"emargement": True, "codes": True, "dossiers": True},
        "faits_notables": "Aucun.",
        "pour_le_jpn": False,
    }
    return CompteRenduRecu(compte_rendu=CompteRendu.model_validate(valeurs | changements), referentiel=referentiel())


def bordereau(**changements: Any) -> Bordereau:  # noqa: ANN401 — any field
    valeurs = {
        "feuille": feuille(),
        "lignes": (
            ("GC-2023-0042", "Maëlle Ozanne-Témoin", "Dossier prêt", "grille B1, grille B3, carnet, pv-signe"),
            ("GC-2023-0043", "Yanis Essai", "Dossier prêt", ""),
        ),
        "compte_rendu": True,
    }
    return Bordereau.model_validate(valeurs | changements)


def attestation(**changements: Any) -> Attestation:  # noqa: ANN401 — any field
    etapes = tuple(EtapeSuivie(le=dt.date(2023, 5, jour), minutes=m) for jour, m in ((2, 105), (9, 105), (16, 30)))
    participant = Participant(
        ligne=1,
        nom=PRESIDENTE.nom,
        organisme=PRESIDENTE.organisme,
        role=PRESIDENTE.role,
        etapes=etapes,
        quiz_reussi=True,
    )
    valeurs = {
        "formation": "F-2023-05",
        "participant": participant,
        "minutes": 240,
        "acheve_le": dt.date(2023, 5, 16),
        "modules": (("Module complémentaire, option Retraite", dt.date(2023, 6, 1)),),
    }
    return Attestation.model_validate(valeurs | changements)


def amenagee(candidat: Convoque, mesures: str) -> Convoque:
    """As the session's workbook declares it, before the papers are made."""
    return candidat.model_copy(update={"amenagement": Amenagement(mesures=mesures)})


def du_jour(f: Feuille, contexte: compose.Contexte) -> Iterator[Document]:
    """The papers that lie on tables."""
    yield compose.planning(f, contexte)
    for jury, jour in sorted({(p.jury, p.jour) for p in f.planning.passages}):
        yield compose.emargement(f, jury, jour, contexte)
    yield from (compose.aide_memoire(role, f, contexte) for role in RoleMembre)
    for membre in (PRESIDENTE, EXPERT):
        yield compose.declaration_liens(f, 1, membre, contexte)
        yield compose.note_de_frais(f, 1, membre, contexte)


def tous(contexte: compose.Contexte) -> Iterator[Document]:
    """Each paper once at least."""
    ref = referentiel()
    yield compose.convocation_candidat(pour_candidat(mesures=MESURES), V1, ref, contexte)
    yield compose.convocation_jury(pour_jure(amenagements=(amenage(),)), V1, ref, contexte)
    yield compose.liberation_jury(liberation(), V1, ref, contexte)
    yield compose.fin_convocation_candidat(fin_de_convocation(), V1, ref, contexte)
    yield from du_jour(feuille(), contexte)
    yield compose.fiche_responsable(fiche(), contexte)
    yield compose.compte_rendu(compte_rendu(), contexte)
    yield compose.bordereau_transmission(bordereau(), contexte)
    yield compose.attestation_formation(attestation(), contexte)

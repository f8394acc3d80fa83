"""May this person sit? His training, his capacity, Ucanss's validation, his direction's agreement (S0 §2, S1, S2)."""

import datetime as dt
from collections.abc import Iterator, Sequence

from pipeline.model.anomalie import Constat, Gravite
from pipeline.model.referentiel import FormationDuJury, ModuleFormation, Referentiel
from pipeline.model.session import Convoque, Jure
from pipeline.model.vocabulaire import Qualite, RoleMembre, plier

from .cellules import jure
from .situation import RIEN, TOUT, Faute, JuryForme

CERTIFICATEURS = {Qualite.UCANSS, Qualite.CAISSE_NATIONALE, Qualite.INSTITUT}
VALIDENT = {Qualite.UCANSS, Qualite.CAISSE_NATIONALE}


def aptitude(
    membre: Jure, jury: JuryForme, entendus: Sequence[Convoque], referentiel: Referentiel, jour: dt.date
) -> Iterator[Faute]:
    """`entendus`: the candidates of his jury; `jour`: the session's."""
    if membre.illisible:
        constat = Constat(code="LIGNE_A_CORRIGER", noms=jure(membre, "nom"), valeurs={"qui": membre.nom})
        yield Faute(constat=constat, jure=membre.ligne, jury=jury.numero, retient=TOUT)
        return
    retenants = (
        *formation(membre, referentiel, jour),
        *module(membre, entendus, referentiel, jour),
        *_qualite(membre, jour),
    )
    for constat in retenants:
        retient = RIEN if constat.gravite is Gravite.AVERTISSEMENT else TOUT
        yield Faute(constat=constat, jure=membre.ligne, jury=jury.numero, retient=retient)
    for constat in (*_selection(membre, referentiel, jour), *_accord(membre, entendus, referentiel)):
        yield Faute(constat=constat, jure=membre.ligne, jury=jury.numero)


def formation(membre: Jure, referentiel: Referentiel, jour: dt.date) -> Iterator[Constat]:
    """Owed by presidents, or by all (K8); for the others its lack is only told."""
    trouve = _defaut_de_formation(membre, referentiel, jour)
    if trouve:
        lie = referentiel.jury.formation.valeur == "tous" or membre.role is RoleMembre.PRESIDENT
        yield trouve if lie else trouve.model_copy(update={"gravite": Gravite.AVERTISSEMENT})


def _defaut_de_formation(membre: Jure, referentiel: Referentiel, jour: dt.date) -> Constat | None:
    """Over on the day at the latest; every step (L-014), as long as the role asks (L-015, L-016)."""
    valeurs = {"membre": membre.nom}
    if membre.formation_le is None:
        return Constat(code="FORMATION_MANQUANTE", noms=jure(membre, "formation_le"), valeurs=valeurs)
    if membre.formation_le > jour:
        valeurs |= {"le": f"{membre.formation_le:%d/%m/%Y}", "jour": f"{jour:%d/%m/%Y}"}
        return Constat(code="FORMATION_APRES_LA_SESSION", noms=jure(membre, "formation_le"), valeurs=valeurs)
    parcours = referentiel.jury.parcours
    return _insuffisante(membre, parcours) if parcours else None


def _insuffisante(membre: Jure, parcours: FormationDuJury) -> Constat | None:
    """An attestation without its steps is taken at its word: it is only given after the last one."""
    valeurs = {"membre": membre.nom}
    if membre.formation_etapes is not None and membre.formation_etapes < parcours.etapes.valeur:
        valeurs |= {"suivies": str(membre.formation_etapes), "attendues": str(parcours.etapes.valeur)}
        return Constat(code="FORMATION_INCOMPLETE", noms=jure(membre, "formation_etapes"), valeurs=valeurs)
    if membre.formation_minutes is None:
        noms = jure(membre, "formation_minutes")
        return Constat(code="FORMATION_SANS_DUREE", noms=noms, valeurs=valeurs, gravite=Gravite.AVERTISSEMENT)
    attendue = next((d.minutes for d in parcours.durees if d.role is membre.role), 0)
    if membre.formation_minutes < attendue:
        valeurs |= {"minutes": str(membre.formation_minutes), "attendues": str(attendue), "role": membre.role or ""}
        return Constat(code="FORMATION_TROP_COURTE", noms=jure(membre, "formation_minutes"), valeurs=valeurs)
    return None


def module(membre: Jure, entendus: Sequence[Convoque], referentiel: Referentiel, jour: dt.date) -> Iterator[Constat]:
    """The further training that an option of one of his candidates asks for (N-011)."""
    parcours = referentiel.jury.parcours
    if membre.module_le and membre.module_le <= jour:
        return
    for m in parcours.modules if parcours else ():
        if any(_concerne(m, c) for c in entendus):
            valeurs = {"membre": membre.nom, "module": m.intitule}
            yield Constat(code="MODULE_MANQUANT", noms=jure(membre, "module_le"), valeurs=valeurs)


def _concerne(m: ModuleFormation, convoque: Convoque) -> bool:
    return not m.options or _option_parmi(convoque, m.options)


def _option_parmi(convoque: Convoque, options: Sequence[str]) -> bool:
    return convoque.option is not None and plier(convoque.option) in {plier(o) for o in options}


def _valide(membre: Jure, jour: dt.date) -> bool:
    return membre.valide_le is not None and membre.valide_le <= jour


def _qualite(membre: Jure, jour: dt.date) -> Iterator[Constat]:
    """A president represents the certifier; from an organisme, only if Ucanss validated him (G-026, L-007)."""
    if _preside_sans_titre(membre, jour):
        noms = jure(membre, "qualite", "validation_le")
        yield Constat(code="PRESIDENT_NON_VALIDE", noms=noms, valeurs={"membre": membre.nom})


def _preside_sans_titre(membre: Jure, jour: dt.date) -> bool:
    president = membre.role is RoleMembre.PRESIDENT
    return president and membre.qualite not in CERTIFICATEURS and not _valide(membre, jour)


def _selection(membre: Jure, referentiel: Referentiel, jour: dt.date) -> Iterator[Constat]:
    """What only warns: Ucanss's validation (G-017), the expert's profile (G-032), knowledge of the CQP."""
    if not (_valide(membre, jour) or membre.qualite in VALIDENT or _preside_sans_titre(membre, jour)):
        yield Constat(code="VALIDATION_MANQUANTE", noms=jure(membre, "validation_le"), valeurs={"membre": membre.nom})
    profils = referentiel.jury.profils_expert
    if membre.role is RoleMembre.EXPERT and profils:
        if not membre.profil:
            yield Constat(code="PROFIL_MANQUANT", noms=jure(membre, "profil"), valeurs={"membre": membre.nom})
        elif not any(_memes_mots(membre.profil, p) for p in profils.valeur):
            valeurs = {"membre": membre.nom, "profil": membre.profil, "attendus": ", ".join(profils.valeur)}
            yield Constat(code="PROFIL_NON_PREVU", noms=jure(membre, "profil"), valeurs=valeurs)
    if membre.connait_le_cqp is False:
        valeurs = {"membre": membre.nom, "cqp": referentiel.sigle}
        yield Constat(code="CQP_PEU_CONNU", noms=jure(membre, "connaissance"), valeurs=valeurs)


def _memes_mots(profil: str, attendu: str) -> bool:
    """« Référent technique » is one of « Assistant ou référent technique », « Manager d'équipe » a « Manager »."""
    dits, attendus = set(plier(profil).split()), set(plier(attendu).split())
    return dits <= attendus or attendus <= dits


def _accord(membre: Jure, entendus: Sequence[Convoque], referentiel: Referentiel) -> Iterator[Constat]:
    """Of his direction, but for the national vivier of an option that does without (N-008)."""
    organisation = referentiel.organisation
    options = organisation.agrement_dispense.valeur if organisation and organisation.agrement_dispense else ()
    dispense = membre.vivier_national and entendus and all(_option_parmi(c, options) for c in entendus)
    if membre.accord_le is None and not dispense:
        yield Constat(code="ACCORD_MANQUANT", noms=jure(membre, "accord_le"), valeurs={"membre": membre.nom})

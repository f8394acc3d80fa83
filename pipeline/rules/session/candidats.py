"""What the line of a candidate must say before anything leaves for him (S0 §2 and §4, S1, S3 §3)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from pipeline.model.anomalie import Constat, Gravite
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Convoque, Session
from pipeline.model.vocabulaire import Participation, Portee, Voie, plier

from .cellules import candidat
from .situation import RIEN, TOUT, Faute, Retenue

# How people write that nothing is to be provided.
RIEN_A_PREVOIR = {"aucun", "aucune", "neant", "rien", "sans objet", "non"}


def convoques(session: Session) -> tuple[Convoque, ...]:
    """Those who are still to come."""
    return tuple(c for c in session.candidats if c.participation is Participation.CONVOQUE)


def ligne(convoque: Convoque, referentiel: Referentiel, acquis: frozenset[str], jour: dt.date) -> Iterator[Faute]:
    """`acquis`: the blocs already held; `jour`: the session's. A line with a refused cell is first to be corrected."""
    if convoque.illisible:
        valeurs = {"qui": convoque.candidature}
        constat = Constat(code="LIGNE_A_CORRIGER", noms=candidat(convoque, "candidature"), valeurs=valeurs)
        yield Faute(constat=constat, candidature=convoque.candidature, retient=TOUT)
        return
    retiennent = (*_identite(convoque), *_voie(convoque, referentiel, jour), *_blocs(convoque, referentiel, acquis))
    dites = (*_etat_civil(convoque), *_a_dire(convoque, acquis))
    for retient, constats in ((TOUT, retiennent), (RIEN, dites)):
        for constat in constats:
            valeurs = {"candidature": convoque.candidature, **constat.valeurs}
            nomme = constat.model_copy(update={"valeurs": valeurs})
            yield Faute(constat=nomme, candidature=convoque.candidature, retient=retient)
    for constat in _cases_reservees(convoque):
        retient = frozenset({Retenue.CONVOCATION})
        yield Faute(constat=constat, candidature=convoque.candidature, retient=retient)


def _identite(convoque: Convoque) -> Iterator[Constat]:
    vides = [champ for champ in ("nom", "prenom") if not getattr(convoque, champ)]
    if vides:
        yield Constat(code="CANDIDAT_SANS_NOM", noms=candidat(convoque, *vides))


def _voie(convoque: Convoque, referentiel: Referentiel, jour: dt.date) -> Iterator[Constat]:
    if convoque.voie is None:
        yield Constat(code="CANDIDAT_SANS_VOIE", noms=candidat(convoque, "voie"))
    elif convoque.voie is Voie.VAE:
        yield from _vae(convoque, referentiel, jour)
    else:
        yield from _formation(convoque, referentiel)


def _vae(convoque: Convoque, referentiel: Referentiel, jour: dt.date) -> Iterator[Constat]:
    """Open for what the RNCP holds (G-104), once the commission has decided (G-103)."""
    if not referentiel.vae.ouverte.valeur or referentiel.rncp is None:
        valeurs = {"cqp": referentiel.sigle}
        yield Constat(code="CANDIDAT_VAE_FERMEE", noms=candidat(convoque, "voie"), valeurs=valeurs)
    if convoque.recevabilite_le is None:
        yield Constat(code="RECEVABILITE_MANQUANTE", noms=candidat(convoque, "recevabilite_le"))
    elif convoque.recevabilite_le >= jour:
        valeurs = {"le": f"{convoque.recevabilite_le:%d/%m/%Y}", "jour": f"{jour:%d/%m/%Y}"}
        yield Constat(code="RECEVABILITE_TARDIVE", noms=candidat(convoque, "recevabilite_le"), valeurs=valeurs)


def _formation(convoque: Convoque, referentiel: Referentiel) -> Iterator[Constat]:
    """The candidate holds a post of this métier in an organisme (M-023)."""
    if convoque.voie not in referentiel.voies.valeur:
        valeurs = {"cqp": referentiel.sigle, "voie": convoque.voie or ""}
        yield Constat(code="CANDIDAT_VOIE_FERMEE", noms=candidat(convoque, "voie"), valeurs=valeurs)
    if not convoque.organisme:
        yield Constat(code="CANDIDAT_SANS_ORGANISME", noms=candidat(convoque, "organisme"))
    if referentiel.organisation and referentiel.organisation.poste_requis.valeur and not convoque.poste:
        valeurs = {"cqp": referentiel.sigle}
        yield Constat(code="CANDIDAT_SANS_POSTE", noms=candidat(convoque, "poste"), valeurs=valeurs)


def _blocs(convoque: Convoque, referentiel: Referentiel, acquis: frozenset[str]) -> Iterator[Constat]:
    """Every bloc not yet held, for a certification; a first VAE aims at all of them (M-049, K32)."""
    cases = candidat(convoque, *(f"vise_{b.code}" for b in referentiel.blocs))
    if convoque.portee is None:
        yield Constat(code="CANDIDAT_SANS_PORTEE", noms=candidat(convoque, "portee"))
    if not convoque.vises:
        yield Constat(code="CANDIDAT_SANS_BLOC", noms=cases)
        return
    absents = [b.code for b in referentiel.blocs if b.code not in convoque.vises and b.code not in acquis]
    if absents:
        noms, valeurs = candidat(convoque, *(f"vise_{b}" for b in absents)), {"blocs": ", ".join(absents)}
        if convoque.voie is Voie.VAE and not referentiel.vae.blocs_seuls.valeur:
            yield Constat(code="CANDIDAT_VAE_PARTIELLE", noms=noms, valeurs=valeurs)
        elif convoque.portee is Portee.CERTIFICATION:
            yield Constat(code="CANDIDAT_PORTEE_INCOMPLETE", noms=noms, valeurs=valeurs)


def _a_dire(convoque: Convoque, acquis: frozenset[str]) -> Iterator[Constat]:
    revus = [b for b in convoque.vises if b in acquis]
    if revus:
        noms = candidat(convoque, *(f"vise_{b}" for b in revus))
        yield Constat(code="CANDIDAT_BLOC_ACQUIS", noms=noms, valeurs={"blocs": ", ".join(revus)})
    if not convoque.email:
        yield Constat(code="CANDIDAT_SANS_COURRIEL", noms=candidat(convoque, "email"))


def _etat_civil(convoque: Convoque) -> Iterator[Constat]:
    """What the SI-CPF will ask; a birth abroad has a country instead of an INSEE code."""
    civil = convoque.etat_civil
    champs = ["sexe", "naissance_le", "naissance_commune", *([] if civil.naissance_pays else ["naissance_code"])]
    vides = [champ for champ in champs if not getattr(civil, champ)]
    if vides:
        yield Constat(code="ETAT_CIVIL_INCOMPLET", noms=candidat(convoque, *vides))


def _cases_reservees(convoque: Convoque) -> Iterator[Constat]:
    """A request without its answer, or an answer without its request (N-013).

    The constat says no more than where to look: neither what was asked nor what was granted (K29).
    """
    a = convoque.amenagement
    if a is None:
        return
    repondu = bool(a.mesures or a.temps_supplementaire)
    accorde = bool(a.temps_supplementaire) or plier(a.mesures or "aucun") not in RIEN_A_PREVOIR
    if (a.declare_le and not repondu) or (accorde and not a.declare_le):
        noms = candidat(convoque, "handicap_le", "amenagement", "temps_supplementaire")
        yield Constat(code="CASES_RESERVEES", noms=noms)


def doublons(session: Session) -> Iterator[Faute]:
    """The same candidature on two lines, the same person under two numbers."""
    lignes: dict[str, list[Convoque]] = defaultdict(list)
    homonymes: dict[tuple[str, str], list[Convoque]] = defaultdict(list)
    for c in session.candidats:
        lignes[c.candidature].append(c)
        homonymes[plier(c.nom or ""), plier(c.prenom or "")].append(c)
    for candidature, memes in lignes.items():
        if len(memes) > 1:
            noms = tuple(n for c in memes for n in candidat(c, "candidature"))
            constat = Constat(code="CANDIDATURE_EN_DOUBLE", noms=noms, valeurs={"candidature": candidature})
            yield Faute(constat=constat, candidature=candidature, retient=TOUT)
    for noms_lus, memes in homonymes.items():
        for un, autre in combinations(memes if all(noms_lus) else (), 2):
            if un.candidature != autre.candidature:
                yield from _personne_en_double(un, autre)


def _personne_en_double(un: Convoque, autre: Convoque) -> Iterator[Faute]:
    """Two e-mails or two birth dates that differ make two persons; nothing but an e-mail makes it sure."""
    naissances = {c.etat_civil.naissance_le for c in (un, autre)} - {None}
    courriels = {c.email.casefold() for c in (un, autre) if c.email}
    if len(naissances) > 1 or len(courriels) > 1:
        return
    sur = bool(un.email and autre.email)
    valeurs = {"candidatures": f"{un.candidature}, {autre.candidature}"}
    constat = Constat(
        code="PERSONNE_EN_DOUBLE",
        noms=(*candidat(un, "nom", "prenom"), *candidat(autre, "nom", "prenom")),
        valeurs=valeurs,
        gravite=Gravite.BLOQUANTE if sur else Gravite.AVERTISSEMENT,
    )
    for c in (un, autre):
        yield Faute(constat=constat, candidature=c.candidature, retient=TOUT if sur else RIEN)

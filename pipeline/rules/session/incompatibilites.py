"""Who cannot sit before whom: a juror and a candidate, two by two (S0 §2.2 and §5, S3 §2.2)."""

from collections.abc import Iterator

from pipeline.model.anomalie import Constat
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Convoque, Jure
from pipeline.model.vocabulaire import Branche, Qualite, RoleMembre, Voie
from pipeline.rules.identite import meme_nom

from .cellules import candidat, jure


def incompatibilites(membre: Jure, convoque: Convoque, referentiel: Referentiel) -> Iterator[Constat]:
    """What forbids this juror to hear this candidate."""
    valeurs = {"membre": membre.nom, "candidature": convoque.candidature}
    if membre.organisme and convoque.organisme and meme_nom(membre.organisme, convoque.organisme):
        noms = (*jure(membre, "organisme"), *candidat(convoque, "organisme"))
        yield Constat(code="MEME_ORGANISME", noms=noms, valeurs={**valeurs, "organisme": membre.organisme})
    if convoque.candidature in membre.liens:
        yield Constat(code="LIEN_DECLARE", noms=jure(membre, "liens"), valeurs=valeurs)
    if est_le_candidat(membre, convoque):
        yield Constat(code="JURE_EST_LE_CANDIDAT", noms=jure(membre, "nom"), valeurs=valeurs)
    if _president_d_une_autre_branche(membre, convoque, referentiel):
        noms = (*jure(membre, "branche"), *candidat(convoque, "branche"))
        yield Constat(code="PRESIDENT_D_UNE_AUTRE_BRANCHE", noms=noms, valeurs=valeurs)


def reserves(membre: Jure, convoque: Convoque, referentiel: Referentiel) -> Iterator[Constat]:
    """What is said aloud and forbids nothing: an expert of another branche, for GC and COS (K6)."""
    voulue = referentiel.jury.branche_de_l_expert.valeur == "meme"
    if voulue and membre.role is RoleMembre.EXPERT and _branches_differentes(membre.branche, convoque.branche):
        yield Constat(
            code="EXPERT_D_UNE_AUTRE_BRANCHE",
            noms=(*jure(membre, "branche"), *candidat(convoque, "branche")),
            valeurs={"membre": membre.nom, "branche": membre.branche or ""},
        )


def non_compares(membre: Jure, convoque: Convoque, referentiel: Referentiel) -> Iterator[Constat]:
    """What a blank cell prevented from being compared: neither the same nor another, and said (L-008, L-009)."""
    valeurs = {"membre": membre.nom, "candidature": convoque.candidature}
    if convoque.voie is Voie.VAE and not convoque.organisme and membre.organisme:
        noms = candidat(convoque, "organisme")
        yield Constat(code="CANDIDAT_ORGANISME_NON_COMPARE", noms=noms, valeurs=valeurs)
    if _branche_comparee(membre, referentiel) and None in {membre.branche, convoque.branche}:
        noms = (
            *(() if membre.branche else jure(membre, "branche")),
            *(() if convoque.branche else candidat(convoque, "branche")),
        )
        yield Constat(code="BRANCHE_NON_COMPAREE", noms=noms, valeurs=valeurs)


def _branche_comparee(membre: Jure, referentiel: Referentiel) -> bool:
    expert = membre.role is RoleMembre.EXPERT and referentiel.jury.branche_de_l_expert.valeur == "meme"
    return expert or _preside_pour_un_organisme(membre, referentiel)


def est_le_candidat(membre: Jure, convoque: Convoque) -> bool:
    """The same name, in either order; two e-mails that differ make two persons."""
    if not (convoque.nom and convoque.prenom):
        return False
    if membre.email and convoque.email and membre.email.casefold() != convoque.email.casefold():
        return False
    noms = (f"{convoque.prenom} {convoque.nom}", f"{convoque.nom} {convoque.prenom}")
    return any(meme_nom(membre.nom, ecrit) for ecrit in noms)


def _president_d_une_autre_branche(membre: Jure, convoque: Convoque, referentiel: Referentiel) -> bool:
    """Asked of a president who comes from an organisme (K7); those of the certifier have no branche of their own."""
    return _preside_pour_un_organisme(membre, referentiel) and _branches_differentes(membre.branche, convoque.branche)


def _preside_pour_un_organisme(membre: Jure, referentiel: Referentiel) -> bool:
    voulue = referentiel.jury.branche_du_president.valeur == "meme"
    return voulue and membre.role is RoleMembre.PRESIDENT and membre.qualite in {None, Qualite.ORGANISME}


def _branches_differentes(une: Branche | None, autre: Branche | None) -> bool:
    return une is not None and autre is not None and une is not autre

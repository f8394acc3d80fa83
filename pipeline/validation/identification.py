"""Which form is this workbook? Told by its identity, with the version of the référentiel in force at its date."""

from collections.abc import Iterator

from pipeline import forms
from pipeline.model.anomalie import Constat
from pipeline.model.catalogue import Catalogue
from pipeline.model.classeur import CelluleLue, Formulaire, Identite, Lecture
from pipeline.model.referentiel import Referentiel

from .normalise import lire_date, texte
from .textes import extrait

SCHEMA = "1"
_VISIBLES = (("session", "fiche_session"), ("candidature", "fiche_candidature"))


def identifier(lecture: Lecture, catalogue: Catalogue) -> tuple[Formulaire | None, tuple[Constat, ...]]:
    """The form, when there is one to hold the cells against, and what is wrong with the identity itself."""
    identite = lecture.identite
    if identite is None:
        illisible = lecture.constats and not lecture.cellules  # the reader has said why
        return None, () if illisible else (Constat(code="CLASSEUR_INCONNU"),)
    formulaire, constats = _formulaire(lecture, identite, catalogue)
    return formulaire, (*constats, *_contradictions(lecture, identite))


def _formulaire(
    lecture: Lecture, identite: Identite, catalogue: Catalogue
) -> tuple[Formulaire | None, tuple[Constat, ...]]:
    if identite.schema_version != SCHEMA:
        return None, (_constat("CLASSEUR_D_UN_AUTRE_PROGRAMME", trouve=identite.schema_version),)
    if identite.type in {"grille", "pv", "session"}:
        return _du_referentiel(lecture, identite, catalogue)
    formulaire = _sans_referentiel(identite.type, lecture, catalogue, identite.session)
    return formulaire, () if formulaire else (_constat("TYPE_INCONNU", trouve=identite.type),)


def _sans_referentiel(
    type_: str, lecture: Lecture, catalogue: Catalogue, ordre_du_jour: str | None
) -> Formulaire | None:
    """A workbook that serves every CQP; the lines of some are told by their own cells."""
    match type_:
        case "jpn":
            codes = sorted({b.code for r in catalogue.referentiels for b in r.blocs})
            return forms.jpn(forms.lignes_jpn(lecture.cellules, codes), ordre_du_jour)
        case "planning":
            return forms.planning(forms.lignes_de_planning(lecture.cellules))
        case "formation-jury":
            return forms.formation(modules_de_formation(catalogue))
        case "compte-rendu":
            return forms.compte_rendu()
        case "demande":
            return forms.demande()
        case _:
            return None


def modules_de_formation(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """The further trainings that some référentiel asks of its jurors: code and title, each once."""
    parcours = (r.jury.parcours for r in catalogue.referentiels)
    return tuple(sorted({m.code: m.intitule for p in parcours if p for m in p.modules}.items()))


def _du_referentiel(
    lecture: Lecture, identite: Identite, catalogue: Catalogue
) -> tuple[Formulaire | None, tuple[Constat, ...]]:
    referentiel = catalogue.version(identite.referentiel or "", identite.version or "")
    if referentiel is None:
        return None, (_sans_version(identite, catalogue),)
    constats = tuple(_hors_vigueur(lecture.cellules.get("fiche_date"), referentiel, catalogue))
    if identite.type != "grille":
        return (forms.pv if identite.type == "pv" else forms.session)(referentiel), constats
    bloc = referentiel.cherche_bloc(identite.bloc or "")
    if bloc is None:
        attendus = ", ".join(b.code for b in referentiel.blocs)
        inconnu = _constat("BLOC_INCONNU", trouve=identite.bloc or "", cqp=referentiel.sigle, attendu=attendus)
        return None, (*constats, inconnu)
    return forms.grille(referentiel, bloc.code), constats


def _constat(nom: str, **valeurs: str) -> Constat:
    return Constat(code=nom, valeurs={cle: extrait(valeur) for cle, valeur in valeurs.items()})


def _sans_version(identite: Identite, catalogue: Catalogue) -> Constat:
    """Why there is no référentiel: unknown, not installed yet, or not in this version."""
    code = identite.referentiel or ""
    installes = catalogue.versions(code)
    if installes:
        attendu = ", ".join(r.version for r in installes)
        return _constat("VERSION_INCONNUE", cqp=installes[0].sigle, trouve=identite.version or "", attendu=attendu)
    connu = catalogue.connu(code)
    if connu is not None:
        return _constat("REFERENTIEL_ABSENT", cqp=connu.intitule, code=connu.code)
    liste = " ; ".join(f"{c.intitule} ({c.code})" for c in catalogue.cqp)
    return Constat(code="REFERENTIEL_INCONNU", valeurs={"trouve": extrait(code), "attendu": liste})


def _hors_vigueur(cellule: CelluleLue | None, referentiel: Referentiel, catalogue: Catalogue) -> Iterator[Constat]:
    """A date that is missing or illegible is for the validation to tell."""
    jour = None if cellule is None or cellule.formule else lire_date(cellule.valeur)
    if jour is None or referentiel.en_vigueur.couvre(jour):
        return
    valeurs = {"cqp": referentiel.sigle, "date": f"{jour:%d/%m/%Y}"}
    attendu = catalogue.en_vigueur(referentiel.code, jour)
    if attendu is None:
        yield Constat(code="DATE_HORS_VERSIONS", noms=("fiche_date",), valeurs=valeurs)
    else:
        versions = {"trouve": referentiel.version, "attendu": attendu.version}
        yield Constat(code="VERSION_PERIMEE", noms=("fiche_date",), valeurs=valeurs | versions)


def _contradictions(lecture: Lecture, identite: Identite) -> Iterator[Constat]:
    """A prefilled workbook used for someone else: what it was made for and what its cells say differ."""
    for cle, nom in _VISIBLES:
        prevu = getattr(identite, cle)
        cellule = lecture.cellules.get(nom)
        lu = texte(cellule.valeur) if cellule and not cellule.formule else ""
        if prevu and lu and lu != prevu:
            valeurs = {"quoi": cle, "trouve": extrait(lu), "attendu": extrait(prevu)}
            yield Constat(code="IDENTITE_MODIFIEE", noms=(nom,), valeurs=valeurs)

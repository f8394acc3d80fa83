"""Setting up a workspace and knowing whether it is in good health."""

import os
import shutil
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from pipeline import referentiels, settings
from pipeline.documents import compose, paires, verify
from pipeline.errors import CqpError, UsageError
from pipeline.settings import Espace, shipped
from pipeline.system import POUR_SOI

from . import conserves, copies, textes_propres
from .atelier import Atelier
from .controle import Controle

DOSSIERS = ("inbox", "outbox", "archives", "referentiels", "templates", "documents-de-reference")
BIBLIOTHEQUES = ("typst", "lxml", "openpyxl", "docxtpl", "jsonschema-rs", "SQLAlchemy", "pydantic", "pypdf")
PLACE_MIN_MO = 500
OUVERT_A_TOUS = 0o007


def creer(racine: Path) -> tuple[str, ...]:
    """Make a workspace, or complete one; nothing that is there is written over. What was made."""
    if racine.exists() and not racine.is_dir():
        raise UsageError(f"« {racine} » est un fichier.", "Donnez le nom d’un dossier.")
    faits = []
    for nom in DOSSIERS:
        if not (racine / nom).is_dir():
            racine.mkdir(parents=True, exist_ok=True)
            (racine / nom).mkdir(mode=POUR_SOI if nom == "archives" else 0o777)
            faits.append(f"{nom}/")
    for source, cible in (
        (shipped("inbox") / "README.md", racine / "inbox" / "README.md"),
        (shipped("outbox") / "README.md", racine / "outbox" / "README.md"),
        (shipped("cqp.toml"), racine / settings.FICHIER),
    ):
        if not cible.exists():
            shutil.copyfile(source, cible)
            faits.append(cible.relative_to(racine).as_posix())
    return tuple(faits)


def diagnostiquer(atelier: Atelier) -> tuple[Controle, ...]:
    """What is installed, what is missing and how to install it, the health of the workspace."""
    espace = atelier.espace
    return (
        Controle(quoi="Python", etat="bon", detail=sys.version.split()[0]),
        *_bibliotheques(),
        *(_dossier(espace, nom) for nom in ("inbox", "outbox", "archives")),
        _place(espace),
        *_referentiels(atelier),
        *_schemas(espace),
        _modeles(espace),
        *textes_propres.controler(espace),
        *_registre(atelier),
        _copies(espace),
        *_certificateur(atelier),
    )


def _bibliotheques() -> tuple[Controle, ...]:
    controles = []
    for nom in BIBLIOTHEQUES:
        try:
            controles.append(Controle(quoi=nom, etat="bon", detail=metadata.version(nom)))
        except metadata.PackageNotFoundError:
            controles.append(
                Controle(quoi=nom, etat="mauvais", detail="absent", action="Réinstallez le programme : pip install .")
            )
    return tuple(controles)


def _dossier(espace: Espace, nom: str) -> Controle:
    dossier = espace.racine / nom
    if nom == "archives" and not dossier.exists():
        return Controle(quoi=f"{nom}/", etat="bon", detail="sera créé au premier traitement")
    if nom == "archives" and dossier.stat().st_mode & OUVERT_A_TOUS:
        action = f"Réservez-le au compte qui lance le programme : chmod 700 {dossier}"
        detail = "d’autres comptes peuvent y lire la correspondance des dossiers anonymes"
        return Controle(quoi=f"{nom}/", etat="a_voir", detail=detail, action=action)
    if dossier.is_dir() and os.access(dossier, os.R_OK | os.W_OK | os.X_OK):
        return Controle(quoi=f"{nom}/", etat="bon", detail="lecture et écriture permises")
    action = f"Donnez les droits de lecture et d’écriture sur {dossier}, ou relancez : cqp init"
    return Controle(quoi=f"{nom}/", etat="mauvais", detail="absent ou interdit", action=action)


def _place(espace: Espace) -> Controle:
    libre = shutil.disk_usage(espace.racine).free // 2**20
    if libre >= PLACE_MIN_MO:
        return Controle(quoi="disque", etat="bon", detail=f"{libre} Mo libres")
    return Controle(
        quoi="disque", etat="a_voir", detail=f"{libre} Mo libres", action="Libérez de la place sur ce disque."
    )


def _referentiels(atelier: Atelier) -> tuple[Controle, ...]:
    try:
        catalogue = atelier.referentiels
    except CqpError as e:
        return (Controle(quoi="référentiels", etat="mauvais", detail=e.message, action=e.action),)
    controles = []
    jour = atelier.maintenant.date()
    for code in catalogue.codes:
        en_vigueur = catalogue.en_vigueur(code, jour)
        if en_vigueur is None:
            detail, action = (
                f"aucune version en vigueur le {jour:%d/%m/%Y}",
                "Installez la version en cours : cqp referentiel importer",
            )
        elif en_vigueur.statut == "exemple":
            detail, action = (
                f"{en_vigueur.version}, un exemple : ses documents portent SPÉCIMEN",
                "Installez le référentiel officiel : cqp referentiel importer",
            )
        else:
            controles.append(Controle(quoi=f"référentiel {code}", etat="bon", detail=en_vigueur.version))
            continue
        controles.append(Controle(quoi=f"référentiel {code}", etat="a_voir", detail=detail, action=action))
    return tuple(controles)


def _schemas(espace: Espace) -> Iterator[Controle]:
    """The road validates by the référentiel itself: a schema changed by hand would be obeyed by nobody."""
    for schema in referentiels.schemas_perimes(espace.referentiels[0]):
        detail = f"{schema} ne dit pas ce que demande son référentiel ; il n’est pas suivi"
        action = "Changez le référentiel, non le schéma, puis : cqp referentiel importer FICHIER --remplacer"
        yield Controle(quoi="schéma", etat="a_voir", detail=detail, action=action)


def _modeles(espace: Espace) -> Controle:
    """Known by their hashes: verifying them anew is `cqp modeles verifier`."""
    try:
        for mise_en_page in paires.MISES_EN_PAGE:
            paires.exiger_verifiee(mise_en_page, espace.templates, espace.modeles_verifies)
    except CqpError as e:
        return Controle(quoi="modèles", etat="mauvais", detail=e.message, action=e.action)
    return Controle(quoi="modèles", etat="bon", detail="les jumeaux Word et PDF sont vérifiés")


def verifier_les_modeles(espace: Espace) -> tuple[verify.Faute, ...]:
    """What is wrong in the templates; when nothing is, they are recorded and may produce documents."""
    fautes = verify.verifier(espace.templates)
    connues = paires.verifiees(espace.templates, espace.modeles_verifies)
    saines = {m: paires.empreinte(m, espace.templates) for m in paires.MISES_EN_PAGE}
    if not fautes and espace.archives.is_dir() and not set(saines.values()) <= connues:
        paires.enregistrer(paires.MISES_EN_PAGE, espace.templates, espace.modeles_verifies)
    return fautes


def _registre(atelier: Atelier) -> tuple[Controle, ...]:
    if not atelier.espace.registre.is_file():
        return (Controle(quoi="registre", etat="bon", detail="pas encore commencé"),)
    try:
        with atelier.registre() as registre:
            fautes = registre.verifier()
            gardes = conserves.controler(registre, atelier.espace) if not fautes else ()
    except CqpError as e:
        return (Controle(quoi="registre", etat="mauvais", detail=e.message, action=e.action),)
    if fautes:
        action = "N’y touchez plus et rétablissez la dernière sauvegarde du dossier archives/."
        return (Controle(quoi="registre", etat="mauvais", detail=" ".join(fautes), action=action),)
    return (Controle(quoi="registre", etat="bon", detail="entier, journal continu"), *gardes)


def _copies(espace: Espace) -> Controle:
    if copies.lire_le_carnet(copies.carnet_des_copies(espace)) is None:
        detail = "archives/copies.json, qui retient ce que le programme a posé dans outbox/, ne peut pas être lu"
        action = "Lancez un traitement : il en refera un, sans rien écraser de ce que l’équipe a changé."
        return Controle(quoi="carnet des copies", etat="mauvais", detail=detail, action=action)
    if copies.carnet_abime(espace).exists():
        return Controle(quoi="carnet des copies", etat="a_voir", detail=copies.PERDU, action=copies.QUE_FAIRE)
    return Controle(quoi="carnet des copies", etat="bon", detail="lisible")


def _certificateur(atelier: Atelier) -> tuple[Controle, ...]:
    try:
        derniers = [atelier.referentiels.dernier(code) for code in atelier.referentiels.codes]
    except CqpError:
        return ()
    manquants = dict.fromkeys(
        reglage
        for r in derniers
        if r
        for type_ in ("parchemin", "recapitulatif-ccp", "notification-candidat")
        for reglage in compose.reglages_manquants(type_, r, atelier.espace.reglages)
    )
    if not manquants:
        return (Controle(quoi="réglages du certificateur", etat="bon", detail="complets"),)
    return (
        Controle(
            quoi="réglages du certificateur",
            etat="a_voir",
            detail=f"à compléter : {', '.join(manquants)}",
            action="Renseignez-les dans cqp.toml ; d’ici là, les documents portent SPÉCIMEN.",
        ),
    )

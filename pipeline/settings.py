"""The workspace, its folders and `cqp.toml`, checked once; and where what ships with the program lies."""

import re
from datetime import date, time
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator

from . import tables
from .errors import ConfigurationError
from .model.base import Frozen

FICHIER = "cqp.toml"
LARGEUR_A4, HAUTEUR_A4 = 210.001, 297.001  # millimetres, and what a sum of decimals may be off by


def shipped(nom: Literal["referentiels", "templates", "inbox", "outbox", "cqp.toml"]) -> Path:
    """A file or folder as it ships: inside the wheel, or at the root of a checkout."""
    ici = Path(__file__).resolve().parent
    dans_la_roue = ici / "_shipped" / nom
    return dans_la_roue if dans_la_roue.exists() else ici.parent / nom


class Inbox(Frozen):
    stabilite_s: float = Field(default=3, ge=0)
    scrutation_s: float = Field(default=5, gt=0)
    taille_max_mo: int = Field(default=10, gt=0)
    piece_max_mo: int = Field(default=50, gt=0)
    essais_max: int = Field(default=3, gt=0)


class Argument(Frozen):
    """What counts as an argument where a text wants one (S0 §2.3: argumenté, étayé, factuel, objectif)."""

    lettres_min: int = Field(default=15, ge=1)
    mots_differents_min: int = Field(default=3, ge=1)


class Dossier(Frozen):
    pv_signe_obligatoire: bool = True
    pieces_masquees: Literal["avertit", "bloque"] = "avertit"


class Certificateur(Frozen):
    """What only the certifier knows; a document that must carry an unset one bears SPÉCIMEN."""

    decisions_france_competences: dict[str, date] = {}
    lieu_delivrance: str = ""
    signataire_nom: str = ""
    signataire_qualite: str = ""
    contestation: str = ""
    contact: str = ""
    adresse: tuple[str, ...] = ()
    naissance_sur_parchemin: bool = False


class Numeros(Frozen):
    """`{sigle}`, `{annee}` and `{rang}` make a number; its check character is added after a dash."""

    forme: str = "{sigle}-{annee}-{rang:05d}"
    forme_specimen: str = "SPECIMEN-{sigle}-{annee}-{rang:05d}"

    @field_validator("forme", "forme_specimen")
    @classmethod
    def _dit_les_trois(cls, forme: str) -> str:
        """Each name once, whole; only the rank may be padded. Anything else could give a number twice."""
        morceaux = re.findall(r"\{[^{}]*\}?|\}", forme)
        noms = sorted(re.sub(r":0[1-9]d(?=\}$)", "", m) if m.startswith("{rang:") else m for m in morceaux)
        if noms != ["{annee}", "{rang}", "{sigle}"]:
            raise ValueError(forme)
        return forme


class Documents(Frozen):
    processus: int = Field(default=0, ge=0, le=64)  # 0: every core


class Jpn(Frozen):
    dates: tuple[date, ...] = ()
    echantillon: int = Field(default=3, ge=0)  # dossiers drawn for a closer look (G-084)
    effectif_min: int = Field(default=5, ge=3)  # below it a group has no figure: it would name someone


class Session(Frozen):
    """The hours of a day where its workbook gives none; the order of the papers in a kit."""

    journee_debut: time = time(9)
    journee_fin: time = time(17, 30)
    pause_debut: time = time(12, 30)
    pause_fin: time = time(13, 30)
    classeur: Literal["avertit", "bloque"] = "avertit"  # a candidature whose session was not declared (K43)
    battement: int = Field(default=5, ge=0, le=60)  # minutes between two candidates of one jury
    relance_jours: int = Field(default=7, ge=1, le=60)  # what a convocation asked for is asked again so many days after


class Envoi(Frozen):
    """To whom parchemins and summaries go; letters, slips and labels say the same (K41)."""

    parchemin: Literal["titulaire", "employeur"] = "titulaire"


class Impression(Frozen):
    """How the stock lies in the printer, and what goes on the envelopes. Millimetres."""

    decalage_x_mm: float = Field(default=0, ge=-20, le=20)
    decalage_y_mm: float = Field(default=0, ge=-20, le=20)
    papier_preimprime: bool = False
    etiquette_largeur_mm: float = Field(default=99.1, ge=20, le=210)
    etiquette_hauteur_mm: float = Field(default=38.1, ge=10, le=297)
    etiquettes_par_ligne: int = Field(default=2, ge=1, le=8)
    etiquettes_par_colonne: int = Field(default=7, ge=1, le=24)
    etiquettes_marge_gauche_mm: float = Field(default=4.65, ge=0, le=100)
    etiquettes_marge_haut_mm: float = Field(default=15.15, ge=0, le=100)
    etiquettes_ecart_mm: float = Field(default=2.5, ge=0, le=50)  # between two columns
    adresses: dict[str, tuple[str, ...]] = {}

    @model_validator(mode="after")
    def _tiennent_sur_la_feuille(self) -> Self:
        colonnes = self.etiquettes_par_ligne
        large = colonnes * self.etiquette_largeur_mm + (colonnes - 1) * self.etiquettes_ecart_mm
        haut = self.etiquettes_marge_haut_mm + self.etiquettes_par_colonne * self.etiquette_hauteur_mm
        if self.etiquettes_marge_gauche_mm + large > LARGEUR_A4 or haut > HAUTEUR_A4:
            raise ValueError("les étiquettes ne tiennent pas sur une feuille A4")
        return self


class Reglages(Frozen):
    inbox: Inbox = Inbox()
    argument: Argument = Argument()
    dossier: Dossier = Dossier()
    certificateur: Certificateur = Certificateur()
    numeros: Numeros = Numeros()
    documents: Documents = Documents()
    jpn: Jpn = Jpn()
    session: Session = Session()
    envoi: Envoi = Envoi()
    impression: Impression = Impression()


def lire(fichier: Path) -> Reglages:
    """`cqp.toml`, or the defaults where there is none. An unknown key is refused: it is a typing mistake."""
    if not fichier.exists():
        return Reglages()
    try:
        return Reglages.model_validate(tables.lire(fichier))
    except ValidationError as e:
        faute = e.errors()[0]
        cle = ".".join(str(x) for x in faute["loc"])
        dit = faute["ctx"]["error"] if isinstance(faute["input"], dict) and "ctx" in faute else f"« {faute['input']} »"
        quoi = "est inconnu" if faute["type"] == "extra_forbidden" else f"n'est pas valide : {dit}"
        raise ConfigurationError(
            f"Le réglage « {cle} » de {fichier.name} {quoi}.",
            "Comparez-le avec docs/reglages.md, corrigez-le ou effacez la ligne pour revenir au réglage d'origine.",
        ) from e


class Espace(Frozen):
    """A workspace: where people drop, where they take, where everything is kept."""

    racine: Path
    reglages: Reglages

    @property
    def inbox(self) -> Path:
        return self.racine / "inbox"

    @property
    def outbox(self) -> Path:
        return self.racine / "outbox"

    @property
    def archives(self) -> Path:
        return self.racine / "archives"

    @property
    def depots(self) -> Path:
        """Every file ever received, by the hash of its content."""
        return self.archives / "depots"

    @property
    def reference(self) -> Path:
        """The reference documents that go into each kit (S0 §6), put there by the certifier."""
        return self.racine / "documents-de-reference"

    @property
    def modeles_verifies(self) -> Path:
        """The pairs of templates that this workspace has verified."""
        return self.archives / "modeles-verifies.json"

    @property
    def registre(self) -> Path:
        return self.archives / "registre.sqlite"

    @property
    def referentiels(self) -> tuple[Path, ...]:
        """The certifier's own first: the same code and version replaces the shipped one."""
        return (self.racine / "referentiels", shipped("referentiels"))

    @property
    def templates(self) -> tuple[Path, ...]:
        return (self.racine / "templates", shipped("templates"))


def ouvrir(racine: Path) -> Espace:
    racine = racine.resolve()
    if not (racine / "inbox").is_dir():
        raise ConfigurationError(
            f"« {racine} » n'est pas un espace de travail : il n'y a pas de dossier inbox/.",
            f"Créez-le avec : cqp init {racine}",
        )
    return Espace(racine=racine, reglages=lire(racine / FICHIER))


def ressource(dossiers: tuple[Path, ...], chemin: str) -> Path:
    """The first of the folders that holds the file: a workspace's own wins over the shipped one."""
    for dossier in dossiers:
        if (dossier / chemin).is_file():
            return dossier / chemin
    raise ConfigurationError(f"Le fichier « {chemin} » est introuvable.", "Réinstallez le programme, ou remettez-le.")

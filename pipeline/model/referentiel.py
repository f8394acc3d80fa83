"""A référentiel: what the law and the certifier say of one CQP, each value with the text it comes from."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import Field, StringConstraints

from .base import Frozen
from .vocabulaire import Branche, RoleMembre, Voie, plier

T = TypeVar("T")

Source = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2)]
Texte = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9][A-Za-z0-9.\-]{0,30}$")]


class Sourced(Frozen):
    source: Source


class Valeur(Sourced, Generic[T]):
    """A value and the text it comes from; without its source it does not load."""

    valeur: T


class Validite(Sourced):
    du: date
    au: date | None = None

    def couvre(self, jour: date) -> bool:
        return self.du <= jour and (self.au is None or jour <= self.au)


class Nsf(Frozen):
    code: Texte
    libelle: Texte


class Rncp(Sourced):
    """Its three dates (K26): the last day to enter the path, the end of the registration, the last day to deliver."""

    numero: Texte
    niveau: int | None = Field(default=None, ge=1, le=8)  # the European level (CEC) is the same from 1 to 8
    nsf: tuple[Nsf, ...] = ()
    entree_jusqu_au: Valeur[date] | None = None
    echeance: date | None = None
    derniere_delivrance: Valeur[date] | None = None


class Activite(Sourced):
    code: Code
    intitule: Texte
    description: str = ""


class Competence(Sourced):
    code: Code
    intitule: Texte
    activites: tuple[Code, ...] = Field(min_length=1)


class Bloc(Sourced):
    """`commun` is the same in every référentiel that shares the bloc (S3 §1.3)."""

    code: Code
    intitule: Texte
    alias: tuple[str, ...] = ()
    commun: str | None = None
    competences: tuple[Competence, ...] = Field(min_length=1)


class Phase(Sourced):
    """A text that gives one duration gives both bounds; « 15 minutes maximum » is written `minutes_min: 0`."""

    code: Code
    intitule: Texte
    minutes_min: int | None = Field(default=None, ge=0)
    minutes_max: int = Field(gt=0)
    intervention_jury: bool = False

    @property
    def au_moins(self) -> int:
        return self.minutes_max if self.minutes_min is None else self.minutes_min


class Preparation(Sourced):
    branche: Branche
    minutes: int = Field(gt=0)


class Epreuve(Sourced):
    """`minutes` is the whole épreuve; the debrief comes after it and outside it."""

    code: Code
    bloc: Code | None = None
    intitule: Texte
    nature: Literal["observation", "presentation", "entretien", "ecrit"]
    minutes: int = Field(gt=0)
    phases: tuple[Phase, ...] = Field(min_length=1)
    debrief_max: int | None = Field(default=None, gt=0)
    a_distance: bool = True
    preparations: tuple[Preparation, ...] = ()
    consignes: tuple[Texte, ...] = ()


class Critere(Sourced):
    code: Code
    competence: Code
    epreuves: tuple[Code, ...] = Field(min_length=1)
    libelle: Texte


class Evaluation(Frozen):
    epreuves: tuple[Epreuve, ...] = Field(min_length=1)
    criteres: tuple[Critere, ...] = Field(min_length=1)


class Seuil(Sourced):
    """The part that must be reached, as an exact fraction: 80 % is 4/5."""

    numerateur: int = Field(gt=0)
    denominateur: int = Field(gt=0)


class Arrondi(StrEnum):
    DEMI_SUPERIEUR = "demi-superieur"  # the classic rounding, applied to the required count (K11)
    SUPERIEUR = "superieur"


class NonObserve(StrEnum):
    INDETERMINE = "indetermine"
    NON_VALIDE = "non_valide"
    EXCLU = "exclu"


class Equivalence(Sourced):
    """A bloc of another référentiel, or of another version, that counts as ours once acquired (K17)."""

    bloc: Code
    referentiel: Code
    versions: tuple[str, ...] = ()  # empty: every version
    autre_bloc: Code


class Regles(Frozen):
    """A threshold is null where no text gives a rule: nothing is computed then, the jury's decisions stand."""

    seuil_criteres: Seuil | None = None
    seuil_competences: Seuil | None = None
    arrondi: Valeur[Arrondi] | None = None
    non_observe: Valeur[NonObserve]
    competences_capitalisables: Valeur[bool]
    equivalences: tuple[Equivalence, ...] = ()


class Siege(Sourced):
    """How many of one role sit in the jury."""

    role: RoleMembre
    minimum: int = Field(ge=0)
    maximum: int = Field(ge=0)


class DureeFormation(Sourced):
    """What a juror of that role must have followed (S2)."""

    role: RoleMembre
    minutes: int = Field(gt=0)


class ModuleFormation(Sourced):
    """A further training, owed by the jurors of these options; of every candidate when there is none (S1)."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    intitule: Texte
    options: tuple[Texte, ...] = ()


class FormationDuJury(Frozen):
    etapes: Valeur[int]
    durees: tuple[DureeFormation, ...] = Field(min_length=1)
    modules: tuple[ModuleFormation, ...] = ()


class Jury(Frozen):
    effectif_min: Valeur[int]
    effectif_max: Valeur[int]
    sieges: tuple[Siege, ...] = Field(min_length=1)
    absence: Valeur[Literal["report", "remplacement"]]
    formation: Valeur[Literal["tous", "presidents"]]
    branche_du_president: Valeur[Literal["meme", "indifferente"]]
    branche_de_l_expert: Valeur[Literal["meme", "indifferente"]]
    annonce_par_le_jury: Valeur[bool]
    profils_expert: Valeur[tuple[Texte, ...]] | None = None
    parcours: FormationDuJury | None = None  # null where no text gives durations: an attestation is enough


class PieceDue(Sourced):
    piece: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    libelle: Texte
    voies: tuple[Voie, ...] = Field(min_length=1)


class Organisation(Frozen):
    """The delays and conditions of a session; null in a référentiel whose texts give none."""

    convocation_mois: Valeur[int]  # calendar months before the session, clamped at the end of a month (K21)
    carnet_jours: Valeur[int]  # full days before the jury
    carnet: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")] = "carnet"
    poste_requis: Valeur[bool]  # formation routes: the candidate holds a post of this métier
    options: Valeur[tuple[Texte, ...]] | None = None
    agrement_dispense: Valeur[tuple[Texte, ...]] | None = None  # options whose national vivier needs no agreement


class Vae(Frozen):
    ouverte: Valeur[bool]
    blocs_seuls: Valeur[bool]
    presentation: Phase | None = None
    questions: Phase | None = None
    harmonisation: Phase | None = None  # the jury alone, before it meets the candidate
    plafond_minutes: Valeur[int] | None = None

    @property
    def phases(self) -> dict[str, Phase]:
        """Those whose texts give a duration, in the order in which they are held."""
        toutes = {"harmonisation": self.harmonisation, "presentation": self.presentation, "questions": self.questions}
        return {code: phase for code, phase in toutes.items() if phase}


EVALUATION = "Évaluation"  # what people read of a métier réglementé in the place of a code (K19)


class Referentiel(Frozen):
    """One dated version of one CQP, in its three parts: activités, compétences (by bloc), évaluation (S0 §1.1)."""

    code: Code
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}\.[0-9]+$")]
    statut: Literal["exemple", "officiel"]
    avertissement: str = ""
    sigle: Texte
    intitule: Valeur[Texte]
    certificateurs: Valeur[tuple[Texte, ...]]
    regime: Valeur[Literal["regime-general", "article-5"]]
    en_vigueur: Validite
    metier_reglemente: Valeur[bool]
    rncp: Rncp | None = None
    voies: Valeur[tuple[Voie, ...]]
    activites: tuple[Activite, ...] = Field(min_length=1)
    blocs: tuple[Bloc, ...] = Field(min_length=1)
    evaluation: Evaluation
    regles: Regles
    jury: Jury
    pieces: tuple[PieceDue, ...] = ()
    vae: Vae
    organisation: Organisation | None = None

    def __hash__(self) -> int:
        """Cheap on purpose: what is derived from a référentiel is cached under it."""
        return hash((self.code, self.version))

    def bloc(self, code: str) -> Bloc:
        return next(b for b in self.blocs if b.code == code)

    def competence(self, code: str) -> Competence:
        return next(c for b in self.blocs for c in b.competences if c.code == code)

    @property
    def capitalise_les_competences(self) -> bool:
        """Competences are kept where their bloc is not (S0 §3.3.2, K19, K37)."""
        return self.regles.competences_capitalisables.valeur

    def cherche_bloc(self, texte: str) -> Bloc | None:
        """A bloc as people name it: `B1`, `b1`, `1`, its title or one of its aliases (K14); « évaluation » where it is
        the only one (K19)."""
        cherche = plier(texte)
        if self.metier_reglemente.valeur and cherche == plier(EVALUATION):
            return self.blocs[0]
        for bloc in self.blocs:
            if cherche in {plier(nom) for nom in (bloc.code, bloc.code.lstrip("B"), bloc.intitule, *bloc.alias)}:
                return bloc
        return None

    def criteres(self, competence: str) -> tuple[Critere, ...]:
        return tuple(c for c in self.evaluation.criteres if c.competence == competence)

    def epreuves(self, bloc: str) -> tuple[Epreuve, ...]:
        return tuple(e for e in self.evaluation.epreuves if e.bloc == bloc)

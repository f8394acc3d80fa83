"""The workbook of the jury paritaire national: its members, then a line of decision and votes for each dossier."""

import re
from collections.abc import Iterable, Iterator

from pipeline.model.base import Frozen
from pipeline.model.classeur import Champ, Formulaire, Genre, Identite
from pipeline.model.vocabulaire import Attribution, College, Decision, OuiNon, PreconisationJpn

from .champs import IDENTIFIANT, NOM_MAX, argument, formulaire, liste, nom

MEMBRES = 8  # two colleges of three, the chair, and one line to spare (S0 §3.2)
LIGNES_VIERGES = 20
QUESTIONS = 6

_LIGNE = re.compile(
    r"dossier_numero_(?P<ligne>[0-9]{1,4})|dossier_bloc_(?P<ligne_bloc>[0-9]{1,4})_(?P<bloc>[a-z0-9_]+)"
)
AIDE_DECISION = (
    "Certification : tous les blocs du CQP acquis. Partielle : au moins un bloc attribué. "
    "Non-certification : aucun. Ajournée : pas de décision ce jour."
)
AIDE_SANS_BLOCS = (
    "Certification : l'évaluation est attribuée. Partielle : des compétences seulement. "
    "Non-certification : rien. Ajournée : pas de décision ce jour."
)
_COLLEGES = (("salaries", "collège salariés"), ("employeurs", "collège employeurs"))
_VOIX = (("pour", "pour"), ("contre", "contre"), ("abstention", "abstentions"))


class LigneJpn(Frozen):
    """A dossier of the docket and the codes of the blocs to decide on."""

    ligne: int
    blocs: tuple[str, ...] = ()
    sans_blocs: bool = False  # of a métier réglementé (K19)


def jpn(lignes: tuple[LigneJpn, ...], ordre_du_jour: str | None = None) -> Formulaire:
    """`ordre_du_jour`: the date of the docket that it was made for, which its numbers follow line by line."""
    return formulaire(Identite(type="jpn", session=ordre_du_jour), _champs(lignes))


def jpn_vierge(blocs: tuple[str, ...] = ()) -> Formulaire:
    """A workbook without a docket, for those who want to see what it is like."""
    return jpn(tuple(LigneJpn(ligne=n, blocs=blocs) for n in range(1, LIGNES_VIERGES + 1)))


def lignes_jpn(noms: Iterable[str], codes: Iterable[str] = ()) -> tuple[LigneJpn, ...]:
    """The lines of an existing workbook, from its defined names; `codes` gives back a bloc its exact writing."""
    ecriture = {nom(code): code for code in codes}
    lignes: dict[int, list[str]] = {}
    for n in noms:
        trouve = _LIGNE.fullmatch(n)
        if trouve is None:
            continue
        blocs = lignes.setdefault(int(trouve["ligne"] or trouve["ligne_bloc"]), [])
        if trouve["bloc"]:
            blocs.append(ecriture.get(trouve["bloc"], trouve["bloc"].replace("_", ".").upper()))
    return tuple(LigneJpn(ligne=n, blocs=tuple(sorted(lignes[n], key=_ordre))) for n in sorted(lignes))


def _ordre(code: str) -> tuple[int, str]:
    return len(code), code


def _champs(lignes: tuple[LigneJpn, ...]) -> Iterator[Champ]:
    yield Champ(
        nom="jpn_date",
        role="jpn_date",
        libelle="Date du jury paritaire national",
        genre=Genre.DATE,
        obligatoire=True,
        aide="Jour de la délibération. Exemple : 13/10/2023.",
    )
    yield Champ(
        nom="jpn_heure",
        role="jpn_heure",
        libelle="Heure de la délibération",
        genre=Genre.HEURE,
        obligatoire=True,
        aide="Les 48 heures pour informer les candidats en partent. Exemple : 16:30.",
    )
    yield liste(
        OuiNon,
        "liste_adoptee",
        "liste_adoptee",
        "Liste adoptée en une fois",
        "Oui : à l'unanimité des présents, les propositions sont adoptées pour tous les dossiers laissés sans "
        "décision ni voix. Non ou vide : chaque dossier est décidé à part.",
    )
    for ligne in range(1, MEMBRES + 1):
        yield from _membre(ligne)
    for dossier in lignes:
        yield from _dossier(dossier)
    for ligne in range(1, QUESTIONS + 1):
        yield from _question(ligne)


def _membre(ligne: int) -> Iterator[Champ]:
    yield Champ(
        nom=nom("membre_nom", ligne),
        role="membre_nom",
        libelle=f"Membre {ligne} : prénom et nom",
        ligne=ligne,
        longueur_max=NOM_MAX,
        aide="Laissez la ligne vide si le jury compte moins de membres.",
    )
    yield liste(
        College,
        nom("membre_college", ligne),
        "membre_college",
        f"Membre {ligne} : collège",
        "Collège représenté ; Ucanss préside sans voix délibérative.",
        ligne=ligne,
    )
    yield liste(
        OuiNon,
        nom("membre_present", ligne),
        "membre_present",
        f"Membre {ligne} : présent",
        "Oui si le membre a siégé.",
        ligne=ligne,
    )


def _dossier(dossier: LigneJpn) -> Iterator[Champ]:
    ligne = dossier.ligne
    yield Champ(
        nom=nom("dossier_numero", ligne),
        role="dossier_numero",
        libelle=f"Dossier {ligne} : numéro",
        ligne=ligne,
        motif=IDENTIFIANT,
        aide="Numéro sous lequel le dossier est présenté. Déjà rempli, à ne pas changer.",
    )
    yield liste(
        Decision,
        nom("dossier_decision", ligne),
        "dossier_decision",
        f"Dossier {ligne} : décision",
        AIDE_SANS_BLOCS if dossier.sans_blocs else AIDE_DECISION,
        ligne=ligne,
    )
    for bloc in dossier.blocs:
        yield liste(
            Attribution,
            nom("dossier_bloc", ligne, bloc),
            "dossier_bloc",
            f"Dossier {ligne} : {'évaluation' if dossier.sans_blocs else f'bloc {bloc}'}",
            f"Ce que le jury paritaire décide pour {'cette évaluation' if dossier.sans_blocs else 'ce bloc'}.",
            ligne=ligne,
            bloc=bloc,
        )
    yield argument(
        nom("dossier_motif", ligne),
        "dossier_motif",
        f"Dossier {ligne} : motif",
        "Demandé quand le jury paritaire s'écarte de l'avis du jury professionnel ou ajourne.",
        ligne=ligne,
    )
    yield from _votes(ligne)
    yield from _textes(ligne)


def _textes(ligne: int) -> Iterator[Champ]:
    yield liste(
        PreconisationJpn,
        nom("preconisation_type", ligne),
        "preconisation_type",
        f"Dossier {ligne} : nature de la préconisation",
        "Inadéquation du profil : à argumenter ; elle n'est jamais dite à l'employeur.",
        ligne=ligne,
    )
    for role, libelle, aide in (
        ("preconisation", "préconisation", "Ce qui aiderait le candidat, quel que soit le résultat."),
        ("commentaire_candidat", "commentaire pour le candidat", "Lu par le candidat seul."),
        ("commentaire_employeur", "commentaire pour l'employeur", "Lu par l'employeur seul."),
    ):
        yield argument(nom(role, ligne), role, f"Dossier {ligne} : {libelle}", aide, ligne=ligne)


def _votes(ligne: int) -> Iterator[Champ]:
    for college, libelle_college in _COLLEGES:
        for voix, libelle_voix in _VOIX:
            role = nom(voix, college)
            yield Champ(
                nom=nom(role, ligne),
                role=role,
                libelle=f"Dossier {ligne} : {libelle_voix}, {libelle_college}",
                genre=Genre.NOMBRE,
                ligne=ligne,
                aide="Nombre de voix, 0 s'il n'y en a pas.",
            )


def _question(ligne: int) -> Iterator[Champ]:
    """What was asked to the president of a jury or to Institut 4.10, and the answer (G-084)."""
    yield Champ(
        nom=nom("question_dossier", ligne),
        role="question_dossier",
        libelle=f"Question {ligne} : dossier",
        ligne=ligne,
        motif=IDENTIFIANT,
        aide="Numéro du dossier. Vide si la question porte sur l'organisation.",
    )
    for role, libelle, aide in (
        ("question_destinataire", "posée à", "Par exemple : le président du jury, l'Institut 4.10. Jamais un nom."),
        ("question_texte", "question", "Ce que le jury paritaire a demandé, sans nom de personne."),
        ("question_reponse", "réponse", "Ce qui a été répondu, sans nom de personne."),
    ):
        yield Champ(nom=nom(role, ligne), role=role, libelle=f"Question {ligne} : {libelle}", ligne=ligne, aide=aide)

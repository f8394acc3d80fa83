"""What a juror keeps under his eyes, by role: his part, his posture, his ethics (S0 §2.3 to §2.6, §4.2, §5)."""

from collections.abc import Iterator

from pipeline.documents.compose import intitules
from pipeline.documents.compose.contexte import Contexte
from pipeline.documents.compose.dates import duree
from pipeline.model.document import Bloc, Document, Ligne, Liste, Paragraphe, Tableau, Titre
from pipeline.model.kit import Feuille
from pipeline.model.referentiel import Epreuve, Phase, Vae
from pipeline.model.vocabulaire import RoleMembre, Voie
from pipeline.texts import Phrases

from . import feuille
from .papier import kit, papier

TYPE = "aide-memoire"
MOMENTS = ("avant", "accueil", "pendant", "deliberation", "fin")


def aide_memoire(role: RoleMembre, f: Feuille, contexte: Contexte) -> Document:
    contexte = contexte.pour(f.referentiel)
    phrases = contexte.phrases(TYPE)
    blocs = (
        Titre(texte=phrases(f"role.{role.name}.titre")),
        Liste(elements=phrases.toutes(f"role.{role.name}.textes")),
        *(_controle(phrases, kit(contexte)) if role is RoleMembre.PRESIDENT else ()),
        *_imprevu(f, phrases, kit(contexte)),
        *_durees(f, contexte),
        *_vae(f, phrases),
        *(bloc for cle in ("postures", "pratique") for bloc in _points(phrases, cle)),
        *_deontologie(f, phrases),
    )
    return papier(TYPE, f, contexte, blocs, role=role)


def _points(phrases: Phrases, cle: str) -> Iterator[Bloc]:
    yield Titre(texte=phrases(f"{cle}.titre"))
    yield Liste(elements=phrases.toutes(f"{cle}.points"))


def _controle(phrases: Phrases, communs: Phrases) -> Iterator[Bloc]:
    """The president's boxes to tick, moment by moment."""
    lignes: list[Ligne] = []
    for moment in MOMENTS:
        points = phrases.toutes(f"liste.{moment}.points")
        lignes.append(Ligne(cellules=(phrases(f"liste.{moment}.titre"),), marque="titre"))
        lignes.extend(Ligne(cellules=(communs("case"), point)) for point in points)
    yield Titre(texte=phrases("liste.titre"))
    yield Tableau(
        legende=phrases("liste.legende"),
        entetes=phrases.toutes("liste.entetes"),
        largeurs=(1, 12),
        lignes=tuple(lignes),
    )


def _durees(f: Feuille, contexte: Contexte) -> Iterator[Bloc]:
    phrases, sans_objet = contexte.phrases(TYPE), contexte.communs("sans_objet")
    lignes = [
        Ligne(cellules=(_bloc(contexte, e), e.intitule, duree(e.minutes), _debrief(phrases, e) or sans_objet))
        for e in f.referentiel.evaluation.epreuves
    ]
    if _en_vae(f):
        lignes += [
            Ligne(cellules=(Voie.VAE, phase.intitule, _bornes(phrases, phase), sans_objet))
            for phase in _phases(f.referentiel.vae)
        ]
    yield Titre(texte=phrases("durees.titre"))
    yield Tableau(
        legende=phrases("durees.legende"),
        entetes=phrases.toutes("durees.entetes"),
        largeurs=(2, 8, 4, 4),
        lignes=tuple(lignes),
    )


def _bloc(contexte: Contexte, e: Epreuve) -> str:
    return intitules.code(contexte.communs, e.bloc) if e.bloc else contexte.communs("sans_objet")


def _debrief(phrases: Phrases, epreuve: Epreuve) -> str:
    """Outside the duration of the épreuve (S3 §3.1.3)."""
    return phrases("durees.au_plus", duree=duree(epreuve.debrief_max)) if epreuve.debrief_max else ""


def _en_vae(f: Feuille) -> bool:
    return any(c.voie is Voie.VAE for c in feuille.candidats(f))


def _phases(vae: Vae) -> tuple[Phase, ...]:
    return tuple(phase for phase in (vae.harmonisation, vae.presentation, vae.questions) if phase)


def _bornes(phrases: Phrases, phase: Phase) -> str:
    maximum = duree(phase.minutes_max)
    if phase.minutes_min is None:
        return phrases("durees.au_plus", duree=maximum)
    return phrases("durees.de_a", minimum=str(phase.minutes_min), maximum=maximum)


def _vae(f: Feuille, phrases: Phrases) -> Iterator[Bloc]:
    """Only where the session hears somebody in VAE (S0 §4.2)."""
    if _en_vae(f):
        yield from _points(phrases, "vae")


def _deontologie(f: Feuille, phrases: Phrases) -> Iterator[Bloc]:
    """Whether the president may tell the avis is the régime's (K3)."""
    resultats = "resultats_annonce" if f.referentiel.jury.annonce_par_le_jury.valeur else "resultats"
    yield Titre(texte=phrases("deontologie.titre"))
    yield Liste(elements=(*phrases.toutes("deontologie.points"), phrases(f"deontologie.{resultats}")))


def _imprevu(f: Feuille, phrases: Phrases, communs: Phrases) -> Iterator[Bloc]:
    yield Titre(texte=phrases("imprevu.titre"))
    yield Paragraphe(texte=phrases("imprevu.texte", contact=feuille.responsable(communs, f.session)))

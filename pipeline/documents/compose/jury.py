"""What the jury professionnel wrote, as the procès-verbal and the dossier both show it: whole and untouched."""

from collections.abc import Iterator
from typing import Literal

from pipeline.model.document import Bloc, Encadre, Fiche, Ligne, Liste, Paragraphe, Tableau, Titre
from pipeline.model.dossier import Dossier
from pipeline.model.faits import ProcesVerbal
from pipeline.model.vocabulaire import Avis, Deroulement
from pipeline.texts import Phrases

from . import intitules
from .dates import en_lettres

_TONS: dict[Avis, Literal["oui", "reserve", "non"]] = {Avis.TOTALE: "oui", Avis.PARTIELLE: "reserve", Avis.REFUS: "non"}


def encadre_avis(communs: Phrases, pv: ProcesVerbal, textes: tuple[str, ...]) -> Encadre:
    """What the eye meets first: the avis, and what it proposes within the scope of the candidature (K31)."""
    if pv.deroulement is not Deroulement.TENU:
        return Encadre(ton="reserve", titre=communs(f"deroulement.{pv.deroulement}"), textes=textes)
    if pv.avis is None:
        return Encadre(titre=communs("avis.sans"), textes=textes)
    avis = pv.avis.lower()
    propose = communs(f"propose.{pv.portee}.{avis}")
    return Encadre(ton=_TONS[pv.avis], titre=communs(f"avis.{avis}"), textes=(propose, *textes))


def ucanss(communs: Phrases, dossier: Dossier) -> Iterator[Bloc]:
    """Past the dates of the registration: who decided that it may be delivered, and why (K26)."""
    decision = dossier.decision_ucanss
    if decision is not None:
        texte = communs("ucanss.texte", date=en_lettres(decision.date))
        yield Encadre(ton="reserve", titre=communs("ucanss.titre"), textes=(texte, decision.motif))


def identite(communs: Phrases, dossier: Dossier) -> Iterator[Bloc]:
    """No e-mail: this paper is read by people who have no use for it."""
    yield Titre(texte=communs("identite.titre"))
    yield Fiche(lignes=_identite(communs, dossier))


def cadre(communs: Phrases, dossier: Dossier, *, decide: bool = False) -> tuple[tuple[str, str], ...]:
    """The lines that say what is asked, and never of whom (K18); `decide`: nothing of this passage is asked again."""
    passage = () if decide else ("portee", "vises", "deroulement")
    return _identite(communs, dossier, ("referentiel", "voie", "branche", *passage))


def _identite(
    communs: Phrases, dossier: Dossier, seulement: tuple[str, ...] | None = None
) -> tuple[tuple[str, str], ...]:
    pv, referentiel = dossier.pv, dossier.referentiel
    lignes = {
        "titulaire": intitules.titulaire(pv),
        "candidature": pv.candidature,
        "session": pv.session,
        "date": en_lettres(pv.date),
        "referentiel": communs("identite.version", cqp=referentiel.intitule.valeur, version=referentiel.version),
        "voie": pv.voie,
        "portee": communs(f"portee.{pv.portee}"),
        "vises": "" if referentiel.metier_reglemente.valeur else ", ".join(pv.vises),
        "organisme": pv.organisme,
        "branche": pv.branche,
        "deroulement": communs(f"deroulement.{pv.deroulement}"),
    }
    cles = seulement or tuple(lignes)
    return tuple((communs(f"identite.{cle}"), valeur) for cle in cles if (valeur := lignes[cle]))


def composition(communs: Phrases, pv: ProcesVerbal) -> Iterator[Bloc]:
    if not pv.membres:
        return
    yield Titre(texte=communs("jury.titre"))
    yield Tableau(
        legende=communs("jury.legende"),
        entetes=communs.toutes("jury.entetes"),
        largeurs=(4, 3, 4, 2),
        lignes=tuple(
            Ligne(
                cellules=(m.nom, m.role, m.organisme, communs("jury.present" if m.present else "jury.absent")),
                marque=intitules.marque(m.present),
            )
            for m in pv.membres
        ),
    )


def composition_par_role(communs: Phrases, pv: ProcesVerbal) -> Iterator[Bloc]:
    """Who sat, without a name nor an organisme: the jury paritaire judges a dossier, not people (K18)."""
    if not pv.membres:
        return
    yield Titre(texte=communs("jury.titre"))
    yield Tableau(
        legende=communs("jury.legende_par_role"),
        entetes=communs.toutes("jury.entetes_par_role"),
        largeurs=(4, 2),
        lignes=tuple(
            Ligne(
                cellules=(m.role, communs("jury.present" if m.present else "jury.absent")),
                marque=intitules.marque(m.present),
            )
            for m in pv.membres
        ),
    )


def attestations(communs: Phrases, pv: ProcesVerbal) -> Iterator[Bloc]:
    """Identity checked, deliberation without the candidate (S0 §2.3, §3.1)."""
    if pv.deroulement is not Deroulement.TENU:
        return
    for cle, valeur in (("identite", pv.identite_verifiee), ("deliberation", pv.deliberation_hors_candidat)):
        mot = "inconnu" if valeur is None else intitules.marque(valeur)
        yield Paragraphe(texte=communs(f"attestations.{cle}.{mot}"))


def _libre(intitule: str, texte: str | None) -> Iterator[Bloc]:
    """A free text, as it was written."""
    if texte:
        yield Titre(niveau=2, texte=intitule)
        yield Paragraphe(texte=texte)


def argumentation(communs: Phrases, pv: ProcesVerbal) -> Iterator[Bloc]:
    """Explanations are owed whatever the decision (S0 §3.1)."""
    blocs = [
        *_libre(communs("argumentation.releve_decision"), pv.releve_decision),
        *_libre(communs("argumentation.points_forts"), pv.points_forts),
        *_libre(communs("argumentation.points_faibles"), pv.points_faibles),
        *_preconisations(communs, pv),
        *_libre(communs("argumentation.axes_progres"), pv.axes_progres),
    ]
    if blocs:
        yield Titre(texte=communs("argumentation.titre"))
        yield from blocs


def _preconisations(communs: Phrases, pv: ProcesVerbal) -> Iterator[Bloc]:
    """Typed or not, with words or not (S0 §3.1); nothing is left out."""
    elements = tuple(
        communs("argumentation.preconisation", type=genre, texte=texte) if genre and texte else genre or texte or ""
        for genre, texte in pv.preconisations
        if genre or texte
    )
    if elements:
        yield Titre(niveau=2, texte=communs("argumentation.preconisations"))
        yield Liste(elements=elements)


def commentaires(communs: Phrases, pv: ProcesVerbal) -> Iterator[Bloc]:
    """The two zones stay apart (S0 §3.1)."""
    blocs = [
        *_libre(communs("commentaires.candidat"), pv.commentaire_candidat),
        *_libre(communs("commentaires.employeur"), pv.commentaire_employeur),
    ]
    if blocs:
        yield Titre(texte=communs("commentaires.titre"))
        yield from blocs


def incident(communs: Phrases, pv: ProcesVerbal) -> Iterator[Bloc]:
    """What happened, its effect, what was decided and why (S0 §2.6)."""
    if pv.incident is None:
        return
    yield Titre(texte=communs("incident.titre"))
    for cle in ("nature", "impact", "decision", "justification"):
        yield from _libre(communs(f"incident.{cle}"), getattr(pv.incident, cle))

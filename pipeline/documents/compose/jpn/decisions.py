"""The decisions in the minutes: each number once, its vote, then what departs from what was proposed (K4, K12)."""

from collections.abc import Iterator
from typing import Literal

from pipeline.documents.compose import intitules
from pipeline.documents.compose.contexte import Contexte
from pipeline.model.document import Bloc, Ligne, Liste, Paragraphe, Tableau, Titre
from pipeline.model.faits import DecisionDossier, Votes
from pipeline.model.jury_paritaire import DossierDecide, SeanceJpn
from pipeline.model.vocabulaire import Attribution, Decision
from pipeline.texts import Phrases

from . import commun

TYPE = "proces-verbal-jpn"
_MARQUES: dict[Decision, Literal["oui", "non", "reserve"]] = {
    Decision.CERTIFICATION: "oui",
    Decision.PARTIELLE: "oui",
    Decision.NON_CERTIFICATION: "non",
    Decision.AJOURNEE: "reserve",
}


def par_numero(s: SeanceJpn) -> list[DossierDecide]:
    return sorted(s.dossiers, key=lambda d: d.decision.numero)


def tableau(s: SeanceJpn, contexte: Contexte) -> Iterator[Bloc]:
    phrases = contexte.phrases(TYPE)
    if not s.dossiers:
        return
    yield Titre(texte=phrases("decisions.titre"))
    apart = not all(d.decision.sur_liste for d in s.dossiers)
    if s.liste_adoptee:
        yield Paragraphe(texte=phrases("decisions.liste_et_appels" if apart else "decisions.liste"))
    if apart:
        yield Paragraphe(texte=phrases("decisions.voix"))
    yield Tableau(
        legende=phrases("decisions.legende"),
        entetes=_entetes(s, contexte),
        largeurs=(4, 2, 5, 4, 4, 6),
        lignes=tuple(_ligne(d, contexte) for d in par_numero(s)),
    )


def _entetes(s: SeanceJpn, contexte: Contexte) -> tuple[str, ...]:
    """Blocs are spoken of as soon as one dossier has some."""
    tous = all(d.inscrit.sans_blocs for d in s.dossiers)
    return contexte.selon(sans_blocs=tous).phrases(TYPE).toutes("decisions.entetes")


def _ligne(d: DossierDecide, contexte: Contexte) -> Ligne:
    contexte = contexte.selon(sans_blocs=d.inscrit.sans_blocs)
    rendu, communs, sans_objet = d.decision, contexte.communs, contexte.communs("sans_objet")
    attribues = _blocs(rendu, Attribution.ATTRIBUE, communs)
    if d.inscrit.deja_acquis and not attribues:
        attribues = contexte.phrases(TYPE)("decisions.deja_acquis")
    return Ligne(
        cellules=(
            rendu.numero,
            d.inscrit.cqp,
            commun.mots(contexte)(f"decision.{rendu.decision.name}"),
            "\n".join((attribues or sans_objet, *commun.deja_acquis(commun.mots(contexte), d.inscrit))),
            _blocs(rendu, Attribution.NON_ATTRIBUE, communs) or sans_objet,
            vote(contexte.phrases(TYPE), rendu),
        ),
        marque=_MARQUES[rendu.decision],
    )


def _blocs(rendu: DecisionDossier, attribution: Attribution, communs: Phrases) -> str:
    """Nothing is awarded nor refused by an adjournment."""
    if rendu.decision is Decision.AJOURNEE:
        return ""
    return ", ".join(intitules.code(communs, b) for b, a in rendu.blocs.items() if a is attribution)


def vote(phrases: Phrases, rendu: DecisionDossier) -> str:
    """« Majorité », then the voices of each college; those of Ucanss are never counted (G-082, G-089)."""
    if rendu.sur_liste:
        return phrases("vote.liste")
    mot = "unanimite" if rendu.unanime else "partage" if _partage(rendu) else "majorite"
    voix = (phrases("vote.salaries", **_voix(rendu.salaries)), phrases("vote.employeurs", **_voix(rendu.employeurs)))
    return "\n".join((phrases(f"vote.{mot}"), *voix))


def _partage(rendu: DecisionDossier) -> bool:
    return rendu.salaries.pour + rendu.employeurs.pour == rendu.salaries.contre + rendu.employeurs.contre


def _voix(votes: Votes) -> dict[str, str]:
    return {cle: str(nombre) for cle, nombre in votes.model_dump().items()}


def departs(s: SeanceJpn, contexte: Contexte) -> Iterator[Bloc]:
    """The jury paritaire is sovereign: where it departs from the avis or from the computation, it is said (G-088)."""
    phrases = contexte.phrases(TYPE)
    ecartes = [d for d in par_numero(s) if d.contre_avis or d.contre_calcul]
    if not ecartes:
        return
    yield Titre(texte=phrases("departs.titre"))
    yield Paragraphe(texte=phrases("departs.introduction"))
    for d in ecartes:
        sens = "deux" if d.contre_avis and d.contre_calcul else "avis" if d.contre_avis else "calcul"
        yield Titre(niveau=2, texte=phrases(f"departs.{sens}", numero=d.decision.numero))
        yield Paragraphe(
            texte=phrases(
                "departs.detail",
                avis=d.inscrit.avis or contexte.communs("sans_objet"),
                calcul=d.inscrit.calcul or contexte.communs("sans_objet"),
                decision=commun.mots(contexte)(f"decision.{d.decision.decision.name}"),
            )
        )
        yield from _pourquoi(d, phrases)


def _pourquoi(d: DossierDecide, phrases: Phrases) -> Iterator[Bloc]:
    """Whoever follows an avis that departs from the computation follows its reasons (K12)."""
    suivis = () if d.contre_avis else d.motifs_du_jury
    if d.decision.motif or not suivis:
        yield Paragraphe(style="citation", texte=d.decision.motif or phrases("departs.sans_motif"))
    if suivis:
        yield Paragraphe(texte=phrases("departs.suivi"))
        yield from (Paragraphe(style="citation", texte=motif) for motif in suivis)


def ajournees(s: SeanceJpn, contexte: Contexte) -> Iterator[Bloc]:
    """A tie awards nothing (K4)."""
    phrases = contexte.phrases(TYPE)
    retenues = [d.decision for d in par_numero(s) if d.decision.decision is Decision.AJOURNEE]
    if not retenues:
        return
    yield Titre(texte=phrases("ajournees.titre"))
    yield Paragraphe(texte=phrases("ajournees.introduction"))
    for rendu in retenues:
        cle = "ajournees.partage" if _partage(rendu) else "ajournees.dossier"
        yield Titre(niveau=2, texte=phrases(cle, numero=rendu.numero))
        yield Paragraphe(style="citation", texte=rendu.motif or phrases("departs.sans_motif"))


def rectifiees(s: SeanceJpn, phrases: Phrases) -> Iterator[Bloc]:
    numeros = tuple(d.decision.numero for d in par_numero(s) if d.annule_et_remplace)
    if numeros:
        yield Titre(texte=phrases("rectifiees.titre"))
        yield Paragraphe(texte=phrases("rectifiees.texte"))
        yield Liste(elements=numeros)


def preconisations(s: SeanceJpn, contexte: Contexte) -> Iterator[Bloc]:
    """Typed or not, with words or not (G-091)."""
    phrases, sans_objet = contexte.phrases(TYPE), contexte.communs("sans_objet")
    faites = [d.decision for d in par_numero(s) if d.decision.preconisation_type or d.decision.preconisation]
    if not faites:
        return
    yield Titre(texte=phrases("preconisations.titre"))
    yield Tableau(
        legende=phrases("preconisations.legende"),
        entetes=phrases.toutes("preconisations.entetes"),
        largeurs=(3, 4, 9),
        lignes=tuple(
            Ligne(cellules=(x.numero, x.preconisation_type or sans_objet, x.preconisation or sans_objet))
            for x in faites
        ),
    )

"""What the two notices share: the letter, the outcome of the day, what is acquired and what is missing.

Nothing here reads a computation, an avis or a vote: they are not for the candidate nor for the employer (K28).
"""

from collections.abc import Iterator

from pipeline.model.document import Bloc, Lettre, Liste, Paragraphe
from pipeline.model.dossier import Proclame
from pipeline.model.moment import jour_a_paris
from pipeline.model.resultat_officiel import LuParLeCandidat, LuParLEmployeur
from pipeline.model.vocabulaire import Attribution, Decision, Portee
from pipeline.texts import Phrases

from . import intitules, officiel
from .acquis import a_part, acquis, ailleurs, competences_hors_bloc, competences_manquantes, deja_acquis, manquants
from .contexte import Contexte
from .dates import en_lettres
from .lecteurs import ajournee


def cas(proclame: Proclame) -> str:
    """The key of the sentences; whoever came for some blocs and got them all has succeeded totally (K31)."""
    pv, decision = proclame.dossier.pv, proclame.decision
    if deja_acquis(proclame):
        return "deja_acquis"
    mot = decision.decision.name.lower()
    if pv.portee is not Portee.BLOCS or decision.decision not in (Decision.PARTIELLE, Decision.NON_CERTIFICATION):
        return mot
    if all(decision.blocs.get(b) is Attribution.ATTRIBUE for b in pv.vises):
        return "blocs_tous"
    return "blocs_partie" if decision.decision is Decision.PARTIELLE else "blocs_aucun"


def lettre(phrases: Phrases, proclame: Proclame, contexte: Contexte, destinataire: tuple[str, ...]) -> Lettre:
    communs = contexte.communs
    pv, referentiel = proclame.dossier.pv, proclame.dossier.referentiel
    date = en_lettres(jour_a_paris(proclame.proclame_le))
    return Lettre(
        emetteur=(referentiel.certificateurs.valeur[0], *officiel.adresse(contexte)),
        destinataire=destinataire,
        lieu_date=communs("courrier.lieu_date", lieu=officiel.reglage(contexte, "lieu_delivrance"), date=date),
        references=(
            communs("courrier.candidature", candidature=pv.candidature),
            communs("courrier.session", session=pv.session),
        ),
        objet=phrases("objet", cqp=referentiel.intitule.valeur, titulaire=intitules.titulaire(pv)),
        civilite=communs("courrier.civilite"),
        politesse=communs("courrier.politesse"),
        signataire=officiel.signataire(contexte),
    )


def remplace(communs: Phrases, proclame: Proclame) -> Iterator[Bloc]:
    """After a rectification: which letter this one cancels, and which paper (K39)."""
    avant = proclame.remplace
    if avant is not None:
        papier = (communs("remplace.papier", numero=avant.numero),) if avant.numero else ()
        textes = (communs("remplace.courrier", date=en_lettres(avant.du)), *papier)
        yield Paragraphe(style="fort", texte=" ".join(textes))


def decision(phrases: Phrases, proclame: Proclame) -> Iterator[Bloc]:
    """The decision of the jury paritaire, in one sentence."""
    pv, referentiel = proclame.dossier.pv, proclame.dossier.referentiel
    texte = phrases(
        f"decision.{cas(proclame)}",
        date=en_lettres(proclame.date_jpn),
        cqp=referentiel.intitule.valeur,
        titulaire=intitules.titulaire(pv),
    )
    yield Paragraphe(style="fort", texte=texte)


def situation(communs: Phrases, proclame: Proclame) -> Iterator[Bloc]:
    """Each bloc of the CQP once: acquired, or still to be validated (G-093, G-098)."""
    if ajournee(proclame):
        return
    referentiel = proclame.dossier.referentiel
    tenus = acquis(proclame.acquis)
    dates = {code: en_lettres(un.date) for code, un in tenus.items()}
    listes = {
        "acquis.blocs": tuple(
            communs("acquis.bloc_acquis", code=b.code, intitule=b.intitule, date=dates[b.code])
            for b in referentiel.blocs
            if b.code in tenus
        ),
        "acquis.competences": intitules.competences(communs, competences_hors_bloc(referentiel, proclame.acquis)),
        "acquis.manquants": tuple(intitules.bloc(communs, b) for b in manquants(proclame)),
    }
    if referentiel.metier_reglemente.valeur:  # one unit, no bloc: its competences alone are told (K19)
        reste = intitules.competences(communs, competences_manquantes(referentiel, proclame.acquis))
        listes = {"acquis.unite": listes["acquis.competences"], "acquis.unite_manquantes": reste}
    for cle, elements in listes.items():
        if elements:
            yield Paragraphe(texte=communs(cle))
            yield Liste(elements=elements)
    yield from a_part(communs, ailleurs(proclame.acquis, referentiel.code))


SELON_LES_BLOCS = {"acquis", "nouveau_passage"}  # a métier réglementé has no bloc and no CCP (G-011, K19)

PAR_L_EMPLOYEUR = {"parchemin", "acquis"}  # what says which way a paper goes


def suite(phrases: Phrases, proclame: Proclame, cles: tuple[str, ...]) -> Iterator[Bloc]:
    """What comes next (S0 §3.3); papers go where their slip says (K41)."""
    dossier = proclame.dossier
    certificateur = dossier.referentiel.certificateurs.valeur[0]
    reglemente = dossier.referentiel.metier_reglemente.valeur
    autres = dict.fromkeys(PAR_L_EMPLOYEUR, "_employeur") if proclame.par_l_employeur else {}
    autres |= dict.fromkeys(SELON_LES_BLOCS, "_unite") if reglemente else {}
    for cle in (c + autres.get(c, "") for c in cles):
        texte = phrases(f"suite.{cle}", certificateur=certificateur, titulaire=intitules.titulaire(dossier.pv))
        yield Paragraphe(texte=texte)


def commentaires(phrases: Phrases, lu: LuParLeCandidat | LuParLEmployeur) -> Iterator[Bloc]:
    """Only what this reader may read (K28)."""
    for cle, texte in {"jury": lu.commentaire_jury, "jpn": lu.commentaire_jpn}.items():
        if texte:
            yield Paragraphe(texte=phrases(f"commentaires.{cle}"))
            yield Paragraphe(style="citation", texte=texte)


def contact(contexte: Contexte) -> Paragraphe:
    return Paragraphe(texte=contexte.communs("courrier.contact", contact=officiel.reglage(contexte, "contact")))

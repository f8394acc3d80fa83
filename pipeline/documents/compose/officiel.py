"""What only the certifier knows, on a signed paper; where it is unset, a visible line to complete."""

import datetime as dt

from pipeline.model.dossier import Proclame

from .contexte import Contexte
from .dates import en_lettres


def reglage(contexte: Contexte, nom: str) -> str:
    """A setting of the certifier, or the line that asks for it; blanks are no answer."""
    valeur: str = getattr(contexte.reglages.certificateur, nom)
    return valeur.strip() or contexte.communs(f"a_completer.{nom}")


def delivre(contexte: Contexte, jour: dt.date) -> str:
    """The place and the date of the JPN's decision (K27)."""
    return contexte.communs("delivrance.lieu_date", lieu=reglage(contexte, "lieu_delivrance"), date=en_lettres(jour))


def lieu_date(contexte: Contexte, proclame: Proclame) -> tuple[str, ...]:
    """The date stays that of the decision; a duplicate says besides the day it was made (K24)."""
    decide = delivre(contexte, proclame.date_jpn)
    if proclame.duplicata_le is None:
        return (decide,)
    return decide, contexte.communs("delivrance.duplicata", date=en_lettres(proclame.duplicata_le))


def signataire(contexte: Contexte) -> tuple[str, str]:
    return reglage(contexte, "signataire_nom"), reglage(contexte, "signataire_qualite")


def mentions(contexte: Contexte, proclame: Proclame) -> tuple[str, ...]:
    """The registration, the level and the NSF codes; nothing where there is no registration (K16).

    One that ended before the delivery is said with its end, and who decided to deliver after it (K26).
    """
    rncp, communs = proclame.dossier.referentiel.rncp, contexte.communs
    if rncp is None:
        return ()
    decision = contexte.reglages.certificateur.decisions_france_competences.get(rncp.numero)
    date = en_lettres(decision) if decision else communs("a_completer.decision")
    finie = rncp.echeance if rncp.echeance and rncp.echeance < proclame.date_jpn else None
    lignes = [
        communs("rncp.enregistrement_fini", numero=rncp.numero, echeance=en_lettres(finie))
        if finie
        else communs("rncp.enregistrement", numero=rncp.numero),
        communs("rncp.decision", date=date),
    ]
    if proclame.dossier.decision_ucanss:
        lignes.append(communs("rncp.delivree", date=en_lettres(proclame.dossier.decision_ucanss.date)))
    if rncp.niveau is not None:
        lignes.append(communs("rncp.niveau", niveau=str(rncp.niveau)))
    if rncp.nsf:
        codes = (communs("rncp.nsf_code", code=nsf.code, libelle=nsf.libelle) for nsf in rncp.nsf)
        lignes.append(communs("rncp.nsf", liste=", ".join(codes)))
    return tuple(lignes)


def adresse(contexte: Contexte) -> tuple[str, ...]:
    """Of whoever writes."""
    return contexte.reglages.certificateur.adresse or (contexte.communs("a_completer.adresse"),)

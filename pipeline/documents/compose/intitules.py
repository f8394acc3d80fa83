"""How things are called: people, blocs, verdicts, texts; the same turn of phrase in every document."""

import re
from collections.abc import Iterable
from typing import Literal, TypeAlias

from pipeline.model.acquis import Unite
from pipeline.model.faits import ProcesVerbal
from pipeline.model.referentiel import Bloc, Competence
from pipeline.model.resultat import Issue
from pipeline.model.vocabulaire import Verdict
from pipeline.texts import Phrases

Niveau = Literal["competence", "bloc", "avis"]
Marque = Literal["oui", "non", "reserve"]
Trois: TypeAlias = bool | None  # None: undetermined, or not said
Valeur: TypeAlias = Trois | Issue


def titulaire(pv: ProcesVerbal) -> str:
    return f"{pv.prenom} {pv.nom}"


def bloc(communs: Phrases, un: Bloc) -> str:
    return communs("bloc", code=un.code, intitule=un.intitule)


def code(communs: Phrases, un: str) -> str:
    """What stands where blocs are told apart by their codes: a métier réglementé has but one evaluation (K19)."""
    return communs("code_bloc", code=un)


def competences(communs: Phrases, plusieurs: Iterable[Competence | Unite]) -> tuple[str, ...]:
    return tuple(communs("competence", code=c.code, intitule=c.intitule) for c in plusieurs)


def valide(verdict: Verdict | None) -> Trois:
    return None if verdict is None else verdict is Verdict.VALIDE


def dire(communs: Phrases, niveau: Niveau, valeur: Valeur) -> str:
    """What is computed: « Validée », « Non validée », « Indéterminée », or the name of an avis."""
    mot = valeur if isinstance(valeur, str) else marque(valeur)
    return communs(f"verdict.{niveau}.{mot}")


def decision(communs: Phrases, niveau: Niveau, valeur: Valeur) -> str:
    """The jury's word; where it said nothing, a dash."""
    return communs("sans_objet") if valeur is None else dire(communs, niveau, valeur)


def marque(valeur: Trois) -> Marque:
    if valeur is None:
        return "reserve"
    return "oui" if valeur else "non"


def source(communs: Phrases, texte: str) -> str:
    """« S3 §1.2 » as somebody who does not know our abbreviations reads it; a K is a reading that was chosen."""
    nomme = re.sub(r"\b(S[0-4])\b( (?=§))?", lambda m: communs(f"sources.{m[1]}") + (", " if m[2] else ""), texte)
    return re.sub(r"\bK\d+\b(?:, K\d+\b)*", communs("sources.lecture"), nomme)

"""What référentiels owe each other: one version a day, common blocs all alike, equivalences that lead somewhere."""

from collections.abc import Iterable, Iterator

from pipeline.model.referentiel import Referentiel

from .structure import Faute, chemin


def fautes_entre(referentiels: Iterable[Referentiel]) -> tuple[Faute, ...]:
    """What is wrong between référentiels that are well by themselves."""
    tous = tuple(referentiels)
    return (*_chevauchements(tous), *_communs(tous), *_equivalences(tous))


def fichier(referentiel: Referentiel) -> str:
    return f"{referentiel.code}/{referentiel.version}.json"


def _paires(referentiels: tuple[Referentiel, ...]) -> Iterator[tuple[Referentiel, Referentiel]]:
    """Those in force on a same day, each pair once."""
    for rang, un in enumerate(referentiels):
        for autre in referentiels[rang + 1 :]:
            premier, second = sorted((un.en_vigueur, autre.en_vigueur), key=lambda v: v.du)
            if premier.couvre(second.du):
                yield un, autre


def _chevauchements(referentiels: tuple[Referentiel, ...]) -> Iterator[Faute]:
    for un, autre in _paires(referentiels):
        if un.code == autre.code:
            yield Faute(
                fichier=fichier(autre),
                chemin="en_vigueur",
                constat=f"cette version et la {un.version} sont en vigueur les mêmes jours.",
                action="Donnez à l'ancienne une date de fin antérieure au début de la nouvelle.",
            )


def _communs(referentiels: tuple[Referentiel, ...]) -> Iterator[Faute]:
    """An example has no authority over an official text: only référentiels of one status are compared."""
    for un, autre in _paires(referentiels):
        if un.code == autre.code or un.statut != autre.statut:
            continue
        communs = {b.commun: b.code for b in un.blocs if b.commun}
        for i, bloc in enumerate(autre.blocs):
            if bloc.commun in communs and _dit(autre, bloc.code) != _dit(un, communs[bloc.commun]):
                yield Faute(
                    fichier=fichier(autre),
                    chemin=chemin("blocs", i),
                    constat=f"le bloc commun « {bloc.commun} » n'est pas le même que dans {fichier(un)}.",
                    action="Écrivez les mêmes codes, compétences et critères dans les deux (S3 §1.3).",
                )


def _dit(referentiel: Referentiel, code: str) -> tuple[object, ...]:
    bloc = referentiel.bloc(code)
    competences = tuple(
        (c.code, c.intitule, tuple((x.code, x.libelle) for x in referentiel.criteres(c.code))) for c in bloc.competences
    )
    return bloc.code, bloc.intitule, competences


def _equivalences(referentiels: tuple[Referentiel, ...]) -> Iterator[Faute]:
    """An equivalence to a référentiel that is not installed is no fault: it may come later."""
    for un in referentiels:
        for i, e in enumerate(un.regles.equivalences):
            cibles = [
                r for r in referentiels if r.code == e.referentiel and (not e.versions or r.version in e.versions)
            ]
            for cible in cibles:
                if e.autre_bloc not in {b.code for b in cible.blocs}:
                    yield Faute(
                        fichier=fichier(un),
                        chemin=chemin("regles", "equivalences", i),
                        constat=f"le bloc « {e.autre_bloc} » n'existe pas dans {fichier(cible)}.",
                        action="Corrigez son code ou précisez les versions.",
                    )

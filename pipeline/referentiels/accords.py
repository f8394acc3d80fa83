"""What référentiels owe each other: one version a day, common blocs all alike, equivalences that lead somewhere."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.model.catalogue import Cqp
from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import plier

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


def contre_le_catalogue(referentiels: Iterable[Referentiel], cqp: Sequence[Cqp]) -> Iterator[Faute]:
    """Blocs or none, as the CPNEFP gave to each métier: what is awarded depends on it (S0 §1.1, K19)."""
    connus = {c.code.casefold(): c for c in cqp}
    for r in referentiels:
        connu = connus.get(r.code.casefold())
        if connu and r.metier_reglemente.valeur is not connu.metier_reglemente:
            nature = "un métier réglementé, sans blocs" if connu.metier_reglemente else "un métier non réglementé"
            constat = f"« {connu.intitule} » est {nature} (S0 §1) : ce référentiel dit le contraire."
            action = "Corrigez « metier_reglemente » et les blocs, ou catalogue.json si c'est lui qui se trompe."
            yield Faute(fichier=fichier(r), chemin="metier_reglemente", constat=constat, action=action)


def a_confirmer(referentiel: Referentiel, cqp: Sequence[Cqp]) -> Iterator[Faute]:
    """What installs, yet must be meant: a CQP or a title that the catalogue does not know (S0 §1, K16)."""
    connu = next((c for c in cqp if c.code.casefold() == referentiel.code.casefold()), None)
    if connu is None:
        constat = f"« {referentiel.code} » n'est pas un CQP connu ; le sont : {', '.join(c.code for c in cqp)}."
        action = "Vérifiez le code ; un nouveau CQP s'ajoute, avec sa source, à catalogue.json dans referentiels/."
        yield Faute(fichier=fichier(referentiel), chemin="code", constat=constat, action=action)
    elif plier(connu.intitule) not in plier(referentiel.intitule.valeur):
        constat = f"l'intitulé « {referentiel.intitule.valeur} » n'est pas celui du CQP : « {connu.intitule} »."
        action = "Vérifiez-le : il figure sur le parchemin."
        yield Faute(fichier=fichier(referentiel), chemin="intitule", constat=constat, action=action)


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

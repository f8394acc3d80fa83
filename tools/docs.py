"""Writes docs/reference/ from the program itself, so that a page cannot say something else: `make docs`."""

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from pipeline import forms, referentiels
from pipeline.cli import main
from pipeline.errors import Sortie
from pipeline.model.classeur import Champ, Formulaire
from pipeline.settings import shipped

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
AVIS = "<!-- Page écrite par « make docs » : ne la modifiez pas à la main. -->\n"
SORTIES = {
    Sortie.OK: "tout va bien",
    Sortie.BOGUE: "une faute du programme : transmettez le message à qui le maintient",
    Sortie.USAGE: "la commande est mal écrite",
    Sortie.REFUS: "au moins un fichier a été refusé ; `cqp etat` et `outbox/institut/a-corriger/` disent pourquoi",
    Sortie.CONFIGURATION: "l'espace de travail, un réglage, un référentiel ou un modèle n'est pas valide",
    Sortie.PROGRAMME: "un programme extérieur manque ou a échoué ; `cqp diagnostic` dit lequel",
    Sortie.DISQUE: "le disque est plein ou les droits manquent",
    Sortie.INTERRUPTION: "le travail a été interrompu ; relancez la même commande, elle le reprend",
}
VALEURS = {"path": "DOSSIER", "file": "FICHIER", "text": "TEXTE", "ISO": "MOMENT", "DATE": "DATE"}
ROOMS = {
    "lecture": "À l'entrée et à la lecture",
    "validation": "À la validation d'un classeur",
    "regles": "Les règles de la certification",
    "session": "Les règles d'une session",
    "exchange": "Les listes venues d'ailleurs",
}


def anomalies() -> str:
    return "\n".join(_anomalies())


def _anomalies() -> Iterator[str]:
    yield "# Les anomalies\n"
    yield "Ce qui ne va pas dans un fichier ou entre des fichiers. Chaque anomalie a un code, qui ne change pas."
    yield "« Bloquante » retient ce qu'elle concerne ; « avertissement » et « information » ne retiennent rien."
    yield "Entre ‹ et ›, ce que le message remplit.\n"
    for fichier in sorted((shipped("templates") / "textes" / "anomalies").glob("*.toml")):
        yield f"## {ROOMS.get(fichier.stem, fichier.stem.replace('_', ' ').capitalize())}\n"
        for code, entree in sorted(tomllib.loads(fichier.read_text("utf-8")).items()):
            yield f"### `{code}` · {entree['gravite']}\n"
            yield _trous(entree["message"]) + "\n"
            yield f"**Que faire.** {_trous(entree['action'])}\n"
            textes = [entree.get("source", ""), ", ".join(entree.get("exigences", ()))]
            if any(textes):
                yield f"*Texte : {' · '.join(t for t in textes if t)}*\n"


def _trous(phrase: str) -> str:
    return re.sub(r"\{(\w+)\}", r"‹\1›", phrase.strip())


def commandes() -> str:
    return "\n".join(_commandes())


def _commandes() -> Iterator[str]:
    yield "# Les commandes\n"
    yield "## Les options avant la commande\n"
    contexte = click.Context(main, info_name="cqp")
    yield from _parametres(main)
    yield from _groupe(main, contexte)
    yield "## Les codes de sortie\n"
    yield "| code | ce qu'il dit |\n| ---: | --- |"
    yield from (f"| {sortie.value} | {SORTIES[sortie]} |" for sortie in Sortie)
    yield ""


def _groupe(groupe: click.Group, parent: click.Context) -> Iterator[str]:
    for nom in groupe.list_commands(parent):
        commande = groupe.get_command(parent, nom)
        if commande is None or commande.hidden:
            continue
        contexte = click.Context(commande, parent=parent, info_name=nom)
        if isinstance(commande, click.Group):
            yield from _groupe(commande, contexte)
            continue
        arguments = [p.make_metavar(contexte) for p in commande.params if isinstance(p, click.Argument)]
        yield f"## `{' '.join([contexte.command_path, *arguments])}`\n"
        yield _aide(commande) + "\n"
        yield from _choix(commande, contexte)
        yield from _parametres(commande)


def _choix(commande: click.Command, contexte: click.Context) -> Iterator[str]:
    for parametre in commande.params:
        if isinstance(parametre, click.Argument) and isinstance(parametre.type, click.Choice):
            yield f"`{parametre.make_metavar(contexte)}` : {', '.join(map(str, parametre.type.choices))}.\n"


def _aide(commande: click.Command) -> str:
    return re.sub(r"\s*\n\s*", " ", (commande.help or "").replace("\b", "").strip())


def _parametres(commande: click.Command) -> Iterator[str]:
    options = [p for p in commande.params if isinstance(p, click.Option) and not p.hidden]
    if options:
        yield "| option | effet |\n| --- | --- |"
        yield from map(_option, options)
        yield ""


def _option(option: click.Option) -> str:
    valeur = "" if option.is_flag else option.metavar or VALEURS[option.type.name]
    aide = f"{option.help} Obligatoire." if option.required else option.help
    variable = f" Sans elle, la variable `{option.envvar}`." if option.envvar else ""
    return f"| `{' '.join([*option.opts, valeur]).strip()}` | {aide}{variable} |"


def roles() -> str:
    return "\n".join(_roles())


def _roles() -> Iterator[str]:
    yield "# Les cellules des classeurs, par rôle\n"
    yield "Un script trouve une cellule par son rôle (`cqp decrire FICHIER`), jamais par son adresse."
    yield "Les noms sont ceux des plages nommées du classeur ; `…` y tient la place d'un code ou d'un rang.\n"
    for titre, formulaire in _formulaires():
        yield f"## {titre}\n"
        yield "| rôle | nom | genre | choix | obligatoire | aide, par exemple |\n| --- | --- | --- | --- | --- | --- |"
        vus: set[str] = set()
        for champ in formulaire.champs:
            if champ.role not in vus:
                vus.add(champ.role)
                yield _role(champ)
        yield ""


def _formulaires() -> Iterator[tuple[str, Formulaire]]:
    referentiel = referentiels.charger((shipped("referentiels"),)).referentiels[-1]
    yield "`grille` : la grille d'un bloc", forms.grille(referentiel, referentiel.blocs[0].code)
    yield "`pv` : le procès-verbal d'un candidat", forms.pv(referentiel)
    yield "`jpn` : la séance du jury paritaire", forms.jpn_vierge(("B1",))


def _role(champ: Champ) -> str:
    choix = ", ".join(champ.choix)
    obligatoire = "oui" if champ.obligatoire else ""
    return f"| `{champ.role}` | `{_nom(champ)}` | {champ.genre} | {choix} | {obligatoire} | {champ.aide} |"


def _nom(champ: Champ) -> str:
    """`critere_b1_c2_3` stands for all the criteria: `critere_…`."""
    if champ.bloc is None and champ.ligne is None:
        return champ.nom
    return f"{champ.role}_…"


PAGES: dict[str, Callable[[], str]] = {"anomalies.md": anomalies, "commandes.md": commandes, "roles.md": roles}


def ecrire(dossier: Path = REFERENCE) -> None:
    dossier.mkdir(parents=True, exist_ok=True)
    for nom, page in PAGES.items():
        (dossier / nom).write_text(AVIS + page(), "utf-8")


if __name__ == "__main__":
    ecrire()

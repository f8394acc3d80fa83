"""The référentiels from the command line, down to their criteria."""

from pathlib import Path

import click

from pipeline import referentiels
from pipeline.errors import ConfigurationError
from pipeline.flow import classeurs
from pipeline.model.referentiel import Referentiel

from . import affichage
from .ecran import ecrit
from .francais import Ensemble
from .groupe import Contexte, avec_json, montrer

FICHIER = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(cls=Ensemble)
def referentiel() -> None:
    """Les référentiels : lister, vérifier, importer, exporter."""


def _resume(r: Referentiel) -> dict[str, object]:
    return {
        "code": r.code,
        "version": r.version,
        "intitule": r.intitule.valeur,
        "statut": r.statut,
        "du": r.en_vigueur.du.isoformat(),
        "au": r.en_vigueur.au.isoformat() if r.en_vigueur.au else None,
        "blocs": [
            {
                "code": b.code,
                "intitule": b.intitule,
                "competences": [
                    {
                        "code": c.code,
                        "intitule": c.intitule,
                        "criteres": [{"code": k.code, "libelle": k.libelle} for k in r.criteres(c.code)],
                    }
                    for c in b.competences
                ],
            }
            for b in r.blocs
        ],
    }


@referentiel.command()
@avec_json
@click.pass_obj
def lister(contexte: Contexte, *, en_json: bool) -> None:
    """Les référentiels installés, leurs versions et leurs blocs."""
    tous = contexte.atelier_ou_rien().referentiels.referentiels
    montrer(
        {"referentiels": [_resume(r) for r in tous]}, en_json=en_json, dire=lambda c: affichage.referentiels(c, tous)
    )


@referentiel.command()
@click.argument("fichier", type=FICHIER)
@click.pass_obj
def verifier(contexte: Contexte, fichier: Path) -> None:
    """Dit tout ce qui ne va pas dans un fichier de référentiel."""
    dossiers = contexte.atelier_ou_rien().espace.referentiels
    fautes = referentiels.verifier(fichier, dossiers)
    if fautes:
        raise ConfigurationError("\n".join(fautes), "Corrigez le fichier, puis recommencez.")
    remarques = referentiels.remarques(fichier, dossiers)
    ecrit("\n".join(("À confirmer :", *remarques)) if remarques else f"{fichier.name} : rien à redire.")


@referentiel.command()
@click.option("-o", "cible", type=click.Path(dir_okay=False, path_type=Path), help="Fichier à écrire.")
def modele(cible: Path | None) -> None:
    """Un petit référentiel complet, pour commencer le vôtre."""
    _ecrire(referentiels.modele(), cible)


@referentiel.command()
@click.argument("fichier", type=FICHIER)
@click.option("--remplacer", is_flag=True, help="Prend la place d’une version déjà installée.")
@click.pass_obj
def importer(contexte: Contexte, fichier: Path, *, remplacer: bool) -> None:
    """Installe un référentiel dans l’espace de travail, après l’avoir vérifié."""
    dossiers = contexte.atelier().espace.referentiels
    cible = referentiels.importer(fichier, dossiers, remplacer=remplacer)
    ecrit("\n".join((f"Référentiel installé : {cible}", *referentiels.remarques(cible, dossiers))))


@referentiel.command()
@click.argument("code")
@click.option("--version", "version", help="Version ; la dernière sinon.")
@click.option("-o", "cible", type=click.Path(dir_okay=False, path_type=Path), help="Fichier à écrire.")
@click.pass_obj
def exporter(contexte: Contexte, code: str, version: str | None, cible: Path | None) -> None:
    """Écrit un référentiel installé, tel qu’il peut être importé."""
    trouve = classeurs.installe(contexte.atelier_ou_rien(), code, version)
    _ecrire(referentiels.exporter(trouve), cible)


def _ecrire(texte: str, cible: Path | None) -> None:
    if cible is None:
        ecrit(texte)
    else:
        cible.write_text(texte, "utf-8")


COMMANDES = (referentiel,)

"""The commands: the only place that prints or exits. Everything a person reads here is in French."""

from . import classeurs, entretien, jpn, referentiels, travail
from .groupe import main

for module in (travail, classeurs, jpn, referentiels, entretien):
    for commande in module.COMMANDES:
        main.add_command(commande)

__all__ = ["main"]

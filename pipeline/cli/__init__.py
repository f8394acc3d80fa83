"""The commands: the only place that prints or exits. Everything a person reads here is in French."""

from .classeurs import COMMANDES as CLASSEURS
from .entretien import COMMANDES as ENTRETIEN
from .groupe import main
from .jpn import COMMANDES as JPN
from .referentiels import COMMANDES as REFERENTIELS
from .session import COMMANDES as SESSION
from .travail import COMMANDES as TRAVAIL

for commande in (*TRAVAIL, *CLASSEURS, *SESSION, *JPN, *REFERENTIELS, *ENTRETIEN):
    main.add_command(commande)

__all__ = ["main"]

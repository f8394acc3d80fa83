"""The commands: the only place that prints or exits. Everything a person reads here is in French."""

from .classeurs import COMMANDES as CLASSEURS
from .entretien import COMMANDES as ENTRETIEN
from .exporter import COMMANDES as EXPORT
from .groupe import main
from .impression import COMMANDES as IMPRESSION
from .jpn import COMMANDES as JPN
from .personne import COMMANDES as PERSONNE
from .referentiels import COMMANDES as REFERENTIELS
from .session import COMMANDES as SESSION
from .travail import COMMANDES as TRAVAIL
from .ucanss import COMMANDES as UCANSS

OUTILS = (*REFERENTIELS, *ENTRETIEN)
for commande in (*TRAVAIL, *CLASSEURS, *SESSION, *JPN, *IMPRESSION, *EXPORT, *PERSONNE, *UCANSS, *OUTILS):
    main.add_command(commande)

__all__ = ["main"]

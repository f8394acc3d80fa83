"""To whom a parchemin goes: to its holder, unless the certifier sends it through the employer (S0 §3.3.1, K41)."""

from typing import Literal, TypeAlias

from pipeline.model.faits import ProcesVerbal
from pipeline.model.vocabulaire import Voie

Choix: TypeAlias = Literal["titulaire", "employeur"]


def par_l_employeur(pv: ProcesVerbal, choix: Choix) -> bool:
    """Never in VAE, which is the candidate's own (K28), nor where there is no organisme."""
    return choix == "employeur" and pv.voie is not Voie.VAE and bool(pv.organisme)

"""How the cells of a workbook name what is evaluated: blocs, or the one evaluation of a métier réglementé (K19)."""

from typing import NamedTuple

from pipeline.model.referentiel import Bloc, Referentiel
from pipeline.model.vocabulaire import Portee


class Mots(NamedTuple):
    """Labels and helps; `{code}` and `{intitule}` are those of the bloc."""

    portees: tuple[Portee, ...]
    aide_portee: str
    vise: str
    aide_vise: str
    ensemble: str
    aide_competence: str
    aide_ensemble: str
    motif: str
    aide_motif_avis: str
    duree: str
    aide_avis: str
    aide_points_faibles: str

    def de(self, champ: str, bloc: Bloc) -> str:
        return str(getattr(self, champ)).format(code=bloc.code, intitule=bloc.intitule)


AVEC_BLOCS = Mots(
    portees=tuple(Portee),
    aide_portee="Certification : tous les blocs du CQP. Blocs : une partie d'entre eux.",
    vise="Bloc {code} visé",
    aide_vise="Oui si le candidat se présente pour le bloc « {intitule} ».",
    ensemble="Bloc {code} : {intitule}",
    aide_competence="Ce que le jury décide pour cette compétence. À remplir pour chaque bloc visé.",
    aide_ensemble="Ce que le jury décide pour ce bloc. À remplir pour chaque bloc visé.",
    motif="Motif de l'écart, bloc {code}",
    aide_motif_avis="À remplir quand l'avis diffère de ce que donnent les blocs.",
    duree="Durée de l'évaluation du bloc {code}",
    aide_avis="Proposition au jury paritaire : Totale (tous les blocs visés), Partielle, ou Refus (aucun).",
    aide_points_faibles="Demandés quand un bloc visé n'est pas validé : précis, descriptifs, illustrés.",
)
SANS_BLOCS = Mots(
    portees=(Portee.CERTIFICATION,),
    aide_portee="Ce CQP se présente toujours en entier : Certification.",
    vise="Évaluation présentée",
    aide_vise="Oui : le candidat s'y présente.",
    ensemble="Évaluation, dans son ensemble",
    aide_competence="Ce que le jury décide pour cette compétence.",
    aide_ensemble="Ce que le jury décide pour l'évaluation entière.",
    motif="Motif de l'écart, évaluation entière",
    aide_motif_avis="À remplir quand l'avis diffère de ce que donnent les décisions du jury.",
    duree="Durée de l'évaluation",
    aide_avis="Proposition au jury paritaire : Totale, Partielle (des compétences seulement), ou Refus (aucune).",
    aide_points_faibles="Demandés quand l'évaluation n'est pas validée : précis, descriptifs, illustrés.",
)


def mots(referentiel: Referentiel) -> Mots:
    return SANS_BLOCS if referentiel.metier_reglemente.valeur else AVEC_BLOCS

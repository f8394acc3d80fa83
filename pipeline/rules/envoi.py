"""To whom a parchemin goes: to its holder, unless the certifier sends it through the employer (S0 §3.3.1, K41)."""

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from pipeline.model.anomalie import Constat
from pipeline.model.faits import ProcesVerbal
from pipeline.model.vocabulaire import Voie, plier

from .situation import Situation

Choix: TypeAlias = Literal["titulaire", "employeur"]


def par_l_employeur(pv: ProcesVerbal, choix: Choix) -> bool:
    """Never in VAE, which is the candidate's own (K28), nor where there is no organisme."""
    return choix == "employeur" and pv.voie is not Voie.VAE and bool(pv.organisme)


class CarnetDAdresses:
    """Where each holder receives his papers: of his own candidature, of another of his, else what the settings say.

    A name that two persons bear designates neither: one would receive the other's parchemin.
    """

    def __init__(self, par_personne: Mapping[str, Sequence[Situation]], reglees: Mapping[str, tuple[str, ...]]) -> None:
        self._par_personne = par_personne
        self._reglees = {plier(qui): lignes for qui, lignes in reglees.items()}
        self._portent: dict[str, set[str]] = {}
        for personne, siennes in par_personne.items():
            for s in siennes:
                if s.nomme:
                    self._portent.setdefault(_nom(s.nomme), set()).add(personne)

    def organisme(self, nom: str) -> tuple[str, ...]:
        return self._reglees.get(plier(nom), ())

    def titulaire(self, s: Situation, nomme: ProcesVerbal) -> tuple[str, ...]:
        """`nomme`: his PV under the name that the paper bears. Nothing when he is not known to live anywhere."""
        siennes = (s, *reversed(self._par_personne.get(s.personne or "", ())))
        adresses = (x.convoque.adresse for x in siennes if x.convoque and x.convoque.adresse)
        ecrite = next((a.lignes for a in adresses if a.complete), ())
        seul = len(self._portent.get(_nom(nomme), ())) <= 1
        return ecrite or self._reglees.get(plier(s.id), ()) or (self._reglees.get(_nom(nomme), ()) if seul else ())


def _nom(pv: ProcesVerbal) -> str:
    return plier(f"{pv.prenom} {pv.nom}")


def adresse_manquante(s: Situation, choix: Choix, carnet: CarnetDAdresses) -> Constat | None:
    """Of a holder to whom a paper is to be sent, and whom no envelope would reach."""
    if s.nomme is None or par_l_employeur(s.nomme, choix) or carnet.titulaire(s, s.nomme):
        return None
    qui = f"{s.nomme.prenom} {s.nomme.nom}"
    return Constat(code="ADRESSE_DU_TITULAIRE", valeurs={"candidature": s.id, "titulaire": qui})

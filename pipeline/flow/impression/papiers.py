"""The parchemins and summaries of every proclamation: whose, under which number, and what became of each."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.flow.atelier import Bilan
from pipeline.flow.dossiers import parchemin_ou_recapitulatif
from pipeline.model.faits import ProcesVerbal
from pipeline.model.impression import PAPIERS, EtatImpression, Suivi
from pipeline.model.moment import jour_a_paris
from pipeline.model.rectification import Duplicata
from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import plier
from pipeline.register import DocumentEnregistre, EtatDocument
from pipeline.rules.envoi import par_l_employeur
from pipeline.rules.inscriptions import Inscription
from pipeline.rules.situation import Situation

_ID = re.compile(
    rf"(?P<type>{'|'.join(PAPIERS)}):(?P<candidature>.+):(?P<jour>\d{{4}}-\d\d-\d\d)"
    r"(?::r(?P<rectificatif>\d+))?(?::duplicata(?P<duplicata>\d+))?"
)


@dataclass(frozen=True)
class Papier:
    """`document` is None until it is made; `du`: still owed, so that no rectification has taken it back."""

    id: str
    type: str
    jour: dt.date
    rectificatif: int
    duplicata: int
    emis_le: dt.date
    situation: Situation
    pv: ProcesVerbal  # under the name that the paper bears
    referentiel: Referentiel
    numero: str
    document: DocumentEnregistre | None
    suivi: Suivi | None
    du: bool
    par_l_employeur: bool

    @property
    def etat(self) -> EtatImpression:
        if self.document is not None and self.document.etat is EtatDocument.REVOQUE:
            return EtatImpression.ANNULE
        return self.suivi.etat if self.suivi else EtatImpression.A_IMPRIMER

    @property
    def publie(self) -> DocumentEnregistre | None:
        return self.document if self.document and self.document.etat is EtatDocument.PUBLIE else None

    @property
    def organisme(self) -> str | None:
        """Who hands it over, where the certifier goes through the employer (K41)."""
        return self.pv.organisme if self.par_l_employeur else None

    @property
    def titulaire(self) -> str:
        return f"{self.pv.nom} {self.pv.prenom}"

    @property
    def ordre(self) -> tuple[str, str, str]:
        """As sheets are sorted to be signed."""
        return plier(self.pv.nom), plier(self.pv.prenom), self.id


class Papiers:
    """All of them, by id."""

    def __init__(self, bilan: Bilan) -> None:
        self._bilan = bilan
        self._situations = {s.id: s for s in bilan.jugement.situations}
        self._documents = {d.id: d for d in bilan.registre.documents.tous() if d.type in PAPIERS}
        self._suivis = {s.document: s for s in bilan.registre.impressions.suivis()}
        self._duplicatas = _par_document(bilan.registre.rectifications.duplicatas())
        self._numeros = bilan.registre.numeros.par_emission()
        dus = set(self._dus())
        lus = (self._lire(id_, du=id_ in dus) for id_ in dict.fromkeys([*self._documents, *sorted(dus)]))
        self.tous: dict[str, Papier] = {p.id: p for p in lus if p is not None}

    def du_jour(self, jour: dt.date) -> list[Papier]:
        """In alphabetical order of the holders."""
        return sorted((p for p in self.tous.values() if p.jour == jour), key=lambda p: p.ordre)

    def _dus(self) -> Iterator[str]:
        for s in self._situations.values():
            for i in s.inscriptions:
                type_ = parchemin_ou_recapitulatif(s, i, self._bilan) if i.acquise else None
                if type_ is None:
                    continue
                id_ = f"{type_}:{s.id}:{i.date}" + (f":r{len(i.corrections)}" if i.corrections else "")
                yield id_
                for rang in range(1, len(self._duplicatas.get(id_, ())) + 1):
                    yield f"{id_}:duplicata{rang}"

    def _lire(self, id_: str, *, du: bool) -> Papier | None:
        lu = _ID.fullmatch(id_)
        s = self._situations.get(lu["candidature"]) if lu else None
        if lu is None or s is None or s.nomme is None or s.referentiel is None:
            return None
        jour = dt.date.fromisoformat(lu["jour"])
        rectificatif, duplicata = int(lu["rectificatif"] or 0), int(lu["duplicata"] or 0)
        avant = [i for i in s.inscriptions if i.date < jour]
        i = next(i for i in s.inscriptions if i.date == jour)
        emission = sum(j.emissions for j in avant) + 1 + rectificatif
        pv = _au_nom_de(s.nomme, avant, i, rectificatif)
        return Papier(
            id=id_,
            type=lu["type"],
            jour=jour,
            rectificatif=rectificatif,
            duplicata=duplicata,
            emis_le=self._emis(id_, i, rectificatif, duplicata),
            situation=s,
            pv=pv,
            referentiel=s.referentiel,
            numero=self._numeros.get((s.id, emission), ""),
            document=self._documents.get(id_),
            suivi=self._suivis.get(id_),
            du=du,
            par_l_employeur=par_l_employeur(pv, self._bilan.atelier.espace.reglages.envoi.parchemin),
        )

    def _emis(self, id_: str, i: Inscription, rectificatif: int, duplicata: int) -> dt.date:
        if duplicata:
            le: dt.datetime | None = self._duplicatas[id_.rpartition(":")[0]][duplicata - 1].le
        else:
            le = i.corrections[rectificatif - 1].le if rectificatif else i.proclamee_le
        return jour_a_paris(le) if le else i.date


def _par_document(duplicatas: tuple[Duplicata, ...]) -> Mapping[str, list[Duplicata]]:
    trouves: dict[str, list[Duplicata]] = {}
    for d in duplicatas:
        trouves.setdefault(d.document, []).append(d)
    return trouves


def _au_nom_de(pv: ProcesVerbal, avant: list[Inscription], i: Inscription, rectificatif: int) -> ProcesVerbal:
    """As the rectifications had corrected it by then; the PV itself stays as it was signed."""
    for r in (*(r for j in avant for r in j.corrections), *i.corrections[:rectificatif]):
        pv = pv.model_copy(update={"nom": r.nom or pv.nom, "prenom": r.prenom or pv.prenom})
    return pv

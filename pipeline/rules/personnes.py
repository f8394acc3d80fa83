"""Which candidatures are one person's, over the years: whatever the order of arrival, the same groups (K17).

Who is born on another day is somebody else, so birth dates group first; a candidature without one then joins by its
e-mail, where one person alone can be meant. What staff merged is merged before anything is guessed.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from pipeline.model.personne import Fusion, Temoin
from pipeline.model.session import Convoque, Session
from pipeline.model.vocabulaire import plier

from . import identite
from .faits import FaitsEnVigueur

Cle: TypeAlias = tuple[str, ...]


def personnes(faits: FaitsEnVigueur, fusions: Iterable[Fusion] = ()) -> dict[str, str]:
    """The person of each candidature that names one."""
    return regrouper(temoins(faits), fusions)


def temoins(faits: FaitsEnVigueur) -> Iterator[Temoin]:
    """Whoever has a PV or is convened. The PV is the authority; its session adds the civil status of the same names."""
    prevus = _convoques(faits)
    for id_ in sorted({*faits.dossiers, *prevus}):
        pv = faits.dossiers[id_].pv if id_ in faits.dossiers else None
        session, convoque = prevus.get(id_, (None, None))
        if pv:
            memes = convoque if convoque and _memes_noms(convoque, pv.nom, pv.prenom) else None
            yield _temoin(Temoin(candidature=id_, jour=pv.date, nom=pv.nom, prenom=pv.prenom, email=pv.email), memes)
        elif session and convoque and convoque.nom and convoque.prenom:
            nom, prenom = convoque.nom, convoque.prenom
            yield _temoin(Temoin(candidature=id_, jour=session.date, nom=nom, prenom=prenom), convoque)


def _convoques(faits: FaitsEnVigueur) -> dict[str, tuple[Session, Convoque]]:
    """The session that the PV names, else the last that convenes the candidature."""
    sessions = {id_: recue.en_vigueur[0] for id_, recue in faits.sessions.items() if recue.en_vigueur}
    trouves = {
        c.candidature: (s, c) for s in sorted(sessions.values(), key=lambda s: (s.date, s.session)) for c in s.candidats
    }
    for id_, recu in faits.dossiers.items():
        nommee = sessions.get(recu.session or "")
        convoque = nommee.convoque(id_) if nommee else None
        if nommee and convoque:
            trouves[id_] = nommee, convoque
    return trouves


def _memes_noms(convoque: Convoque, nom: str, prenom: str) -> bool:
    """Another name on its line: a wrong line, whose civil status is somebody else's."""
    noms = {_replie(n) for n in (convoque.nom, convoque.etat_civil.nom_usage) if n}
    return _replie(nom) in noms and _replie(convoque.prenom or "") == _replie(prenom)


def _temoin(nu: Temoin, convoque: Convoque | None) -> Temoin:
    if convoque is None:
        return nu
    civil = convoque.etat_civil
    autres = tuple(n for n in (convoque.nom, civil.nom_usage) if n and _replie(n) != _replie(nu.nom))
    ajouts = {"email": nu.email or convoque.email, "naissance": civil.naissance_le, "autres_noms": autres}
    return nu.model_copy(update=ajouts)


def regrouper(temoins: Iterable[Temoin], fusions: Iterable[Fusion] = ()) -> dict[str, str]:
    """The person of each candidature: known by the earliest of his candidatures, so that the next ones change nothing.

    One person: the same birth date and first name, with a name or the e-mail in common; or, for who has no birth
    date, the same e-mail, first name and one name.
    """
    tous = {t.candidature: t for t in temoins}
    groupes = _Groupes(tous)
    groupes.rapprocher((c, _cles_de_naissance(t)) for c, t in tous.items())
    for fusion in fusions:
        groupes.unir(fusion.une, fusion.autre)
    _rattacher(tous, groupes)
    return _nommer(tous, groupes)


def naissances(temoins: Iterable[Temoin], candidatures: Iterable[str]) -> frozenset[dt.date]:
    """The birth dates known of these candidatures: more than one, and they are not one person's."""
    voulues = {*candidatures}
    return frozenset(t.naissance for t in temoins if t.candidature in voulues and t.naissance)


class _Groupes:
    """Sets that only grow (union-find)."""

    def __init__(self, membres: Iterable[str]) -> None:
        self._parents = {m: m for m in membres}

    def de(self, membre: str) -> str:
        while self._parents[membre] != membre:
            self._parents[membre] = membre = self._parents[self._parents[membre]]
        return membre

    def unir(self, un: str, autre: str) -> None:
        """What a merge tells of a candidature that was taken back since is kept for when it comes again."""
        if un in self._parents and autre in self._parents:
            self._parents[self.de(autre)] = self.de(un)

    def rapprocher(self, cles: Iterable[tuple[str, Iterable[Cle]]]) -> None:
        """Whoever has one key in common."""
        premiers: dict[Cle, str] = {}
        for membre, siennes in cles:
            for cle in siennes:
                self.unir(premiers.setdefault(cle, membre), membre)

    def tous(self) -> dict[str, list[str]]:
        groupes: dict[str, list[str]] = defaultdict(list)
        for membre in self._parents:
            groupes[self.de(membre)].append(membre)
        return groupes


def _rattacher(tous: Mapping[str, Temoin], groupes: _Groupes) -> None:
    """Those without a birth date, with each other, then with the one dated person whom their e-mail may mean."""
    dates = {groupes.de(c) for c, t in tous.items() if t.naissance}
    sans_date = [c for c in tous if groupes.de(c) not in dates]
    connus: dict[Cle, set[str]] = defaultdict(set)
    for c, t in tous.items():
        if groupes.de(c) in dates:
            for cle in _cles_de_courriel(t):
                connus[cle].add(groupes.de(c))
    groupes.rapprocher((c, _cles_de_courriel(tous[c])) for c in sans_date)
    possibles: dict[str, set[str]] = defaultdict(set)
    for c in sans_date:
        possibles[groupes.de(c)].update(*(connus[cle] for cle in _cles_de_courriel(tous[c]) if cle in connus))
    for groupe, candidats in possibles.items():
        if len(candidats) == 1:
            groupes.unir(min(candidats), groupe)


def _cles_de_naissance(t: Temoin) -> Iterator[Cle]:
    if t.naissance:
        debut = (t.naissance.isoformat(), _replie(t.prenom))
        yield from ((*debut, "nom", nom) for nom in _noms(t))
        if t.email:
            yield (*debut, "courriel", _courriel(t.email))


def _cles_de_courriel(t: Temoin) -> Iterator[Cle]:
    if t.email:
        yield from ((_courriel(t.email), _replie(t.prenom), nom) for nom in _noms(t))


def _noms(t: Temoin) -> Iterable[str]:
    return sorted({_replie(n) for n in (t.nom, *t.autres_noms)})


def _replie(nom: str) -> str:
    """What `identite.meme_nom` compares."""
    return plier(nom).replace(" ", "")


def _courriel(email: str) -> str:
    return email.strip().casefold()


def _nommer(tous: Mapping[str, Temoin], groupes: _Groupes) -> dict[str, str]:
    """Two persons who share names and e-mail (a father and his son) do not share their identifier."""
    aines = {g: min((tous[m] for m in membres), key=_age) for g, membres in groupes.tous().items()}
    noms: dict[str, str] = {}
    pris: set[str] = set()
    for groupe, aine in sorted(aines.items(), key=lambda x: _age(x[1])):
        id_ = identite.personne(aine.nom, aine.prenom, aine.email, aine.candidature)
        noms[groupe] = identite.personne(aine.nom, aine.prenom, None, aine.candidature) if id_ in pris else id_
        pris.add(noms[groupe])
    return {candidature: noms[groupes.de(candidature)] for candidature in sorted(tous)}


def _age(t: Temoin) -> tuple[str, str]:
    return t.jour.isoformat(), t.candidature

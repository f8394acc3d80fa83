"""The works of the candidates, and to whom they go: a juror who declared his links, and who may hear them (K34)."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.model.envoi import AEnvoyer, Envoi
from pipeline.model.faits import Depot, EtatDepot, Piece
from pipeline.model.moment import jour_a_paris
from pipeline.model.session import Convoque, Jure
from pipeline.rules.session.declarations import declare, peut_lire
from pipeline.rules.session.situation import JuryForme, SituationSession
from pipeline.texts import Phrases

from . import matiere

SIGNE, MASQUE = "pv-signe", "-masque"

Pieces = Mapping[str, tuple[Depot, ...]]


class DuJure(NamedTuple):
    """What goes to one juror: the works, and the candidates whose works wait for his declaration."""

    jury: JuryForme
    jure: Jure
    travaux: tuple[Depot, ...]
    attendus: tuple[Convoque, ...]
    interdits: frozenset[str]  # candidatures of which he may read nothing, yet or ever

    @property
    def cle(self) -> str:
        return hashlib.sha256("\n".join(sorted(d.sha256 for d in self.travaux)).encode()).hexdigest()


def pieces(depots: Iterable[Depot]) -> Pieces:
    """By candidature, the last version of each work; neither the signed PV, nor a masked copy, which is the JPN's."""
    derniers: dict[tuple[str, str], Depot] = {}
    for d in depots:
        c = d.contenu
        if d.etat is EtatDepot.ACCEPTE and isinstance(c, Piece) and c.piece != SIGNE and not c.piece.endswith(MASQUE):
            derniers[c.candidature, c.piece] = d
    par_candidature: dict[str, tuple[Depot, ...]] = {}
    for (candidature, _), d in sorted(derniers.items()):
        par_candidature[candidature] = (*par_candidature.get(candidature, ()), d)
    return par_candidature


def des_jures(s: SituationSession, toutes: Pieces) -> Iterator[DuJure]:
    for jury, jure in matiere.jures_convoques(s):
        entendus = matiere.entendus(s, jury)
        lus = [c for c in entendus if peut_lire(jure, c, s.referentiel)]
        yield DuJure(
            jury,
            jure,
            travaux=tuple(d for c in lus for d in toutes.get(c.candidature, ())),
            attendus=tuple(c for c in entendus if not declare(jure, c)),
            interdits=frozenset(c.candidature for c in entendus if c not in lus),
        )


def objet(s: SituationSession, x: DuJure) -> str:
    return f"envoi-jury:{s.session.session}:{s.numero(x.jure)}"


def fichier(x: DuJure) -> str:
    """Without its folder nor its suffix."""
    return f"Jury {x.jury.numero} - {x.jure.nom}"


def a_renvoyer(
    s: SituationSession, dossier: str, toutes: Pieces, envoyes: Mapping[str, Envoi], mots: Phrases
) -> Iterator[AEnvoyer]:
    """The zip of a juror holds works that were not there when it left."""
    for x in des_jures(s, toutes):
        if x.travaux and _a_change(s, x, envoyes):
            chemin = f"{dossier}/envois/{fichier(x)}.zip"
            qui = ", ".join(dict.fromkeys(d.candidature or "" for d in x.travaux))
            phrase = mots("a_envoyer.travaux", candidatures=qui, fichier=chemin)
            yield AEnvoyer(objet=objet(s, x), cle=x.cle, fichier=chemin, phrase=phrase)


def _a_change(s: SituationSession, x: DuJure, envoyes: Mapping[str, Envoi]) -> bool:
    note = envoyes.get(objet(s, x))
    if note:
        return note.cle != x.cle
    convocation = f"convocation-jury:{s.session.session}:{s.numero(x.jure)}:v"
    partis = [jour_a_paris(e.envoye_le) for id_, e in envoyes.items() if id_.startswith(convocation)]
    if s.session.convocations_le:
        partis.append(s.session.convocations_le)
    if not partis or x.jure.declaration_le is None:
        return False
    la = max(x.jure.declaration_le, *(jour_a_paris(d.recu_le) for d in x.travaux))
    return la > max(partis)

"""The leak test: is one of these words anywhere in the bytes of a file, seen by readers or not? (K18, G-085)."""

from collections.abc import Iterable, Iterator

from pipeline.model.anonymat import Terme, mots
from pipeline.model.base import Frozen

from . import archive, pdf
from .passages import OCTETS_MAX, Budget, Dedans, Illisible, Passage, Sorte, de_texte, opaque
from .recherche import Chercheur, chercheur

ILLISIBLE = "illisible"
PROFONDEUR_MAX = 5  # files within files


class Fuite(Frozen):
    """`ou`: in which part, in French; `mot`: the folded word, or why nothing could be read."""

    ou: str
    mot: str


def chercher(nom: str, octets: bytes, termes: Iterable[Terme | str], octets_max: int = OCTETS_MAX) -> tuple[Fuite, ...]:
    """Where a file lets one of these terms be read, each place once. What cannot be read is a leak too."""
    outil = chercheur(tuple(_terme(t) for t in termes))
    passages = [Passage("nom du fichier", nom, Sorte.NOM)]
    fuites: dict[Fuite, None] = {}
    for lu in _lire(octets, Budget(octets_max)):
        if isinstance(lu, Illisible):
            fuites[Fuite(ou=lu.ou, mot=f"{ILLISIBLE} : {lu.raison}")] = None
        else:
            passages.append(lu)
    for passage, trouves in _trouver(outil, passages):
        fuites |= dict.fromkeys(Fuite(ou=passage.ou, mot=mot) for mot in trouves)
    return tuple(fuites)


def _terme(terme: Terme | str) -> Terme:
    return terme if isinstance(terme, Terme) else Terme(mots=" ".join(mots(terme)).casefold())


def _trouver(outil: Chercheur, passages: list[Passage]) -> Iterator[tuple[Passage, tuple[str, ...]]]:
    """All the passages of one kind at once: only a file that leaks is read one by one."""
    for sorte in Sorte:
        siens = [p for p in passages if p.sorte is sorte]
        if siens and outil.trouver((p.texte for p in siens), sorte):
            yield from ((p, outil.trouver((p.texte,), sorte)) for p in siens)


def _lire(octets: bytes, budget: Budget, ou: str = "", profondeur: int = 0) -> Iterator[Passage | Illisible]:
    """What a file says, and what the files within it say."""
    if profondeur > PROFONDEUR_MAX:
        yield Illisible(ou, "trop de fichiers les uns dans les autres")
        return
    try:
        budget.prendre(len(octets), ou)
        for lu in _lecteur(octets, budget):
            if isinstance(lu, Dedans):
                yield from _lire(lu.octets, budget, _place(ou, lu.ou), profondeur + 1)
            elif isinstance(lu, Illisible):
                yield Illisible(_place(ou, lu.ou), lu.raison)
            else:
                yield lu._replace(ou=_place(ou, lu.ou))
    except Illisible as e:
        yield Illisible(_place(ou, e.ou), e.raison)


def _lecteur(octets: bytes, budget: Budget) -> Iterator[Passage | Dedans | Illisible]:
    if archive.commence(octets):
        return archive.lire(octets, budget)
    if pdf.commence(octets):
        return pdf.lire(octets, budget)
    texte = de_texte(octets)
    return iter((opaque("contenu", octets) if texte is None else Passage("contenu", texte),))


def _place(dehors: str, dedans: str) -> str:
    return f"{dehors}, {dedans}" if dehors and dedans and dehors != dedans else dehors or dedans or "contenu"

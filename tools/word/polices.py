"""Fonts inside a Word file: the Latin part of each, obfuscated the way the format wants (ECMA-376 part 4, §2.8.1)."""

import io
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

# Latin and its accents, Vietnamese included, punctuation and signs. Word finds the other alphabets on the machine.
_LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x300, 0x30D), *range(0x1E00, 0x1F00), *range(0x2000, 0x2070)]
_SIGNES = [0x20AC, 0x2116, 0x2122, 0x2190, 0x2192, 0x2212, 0x2260, 0x2264, 0x2265, 0x2713, 0x2717, 0xFB01, 0xFB02]
_ESPACE_DE_NOMS = uuid.UUID("6b1c9a52-3f0e-4d7b-9a58-0c2f4e7d1a36")


@dataclass(frozen=True)
class PoliceIncluse:
    """`genre` is the place of the face in its family, in the words of the format: Regular, Bold, Italic."""

    famille: str
    genre: str
    fichier: str
    remplacante: str

    @property
    def cle(self) -> str:
        return "{" + str(uuid.uuid5(_ESPACE_DE_NOMS, self.fichier)).upper() + "}"

    def octets(self, dossier: Path) -> bytes:
        police = TTFont(dossier / self.fichier, recalcTimestamp=False)
        options = subset.Options(layout_features=["kern", "liga", "mark", "mkmk", "ccmp", "locl"], hinting=False)
        sous_ensemble = subset.Subsetter(options)
        sous_ensemble.populate(unicodes=[*_LATIN, *_SIGNES])
        sous_ensemble.subset(police)
        sortie = io.BytesIO()
        police.save(sortie)
        return _brouiller(sortie.getvalue(), self.cle)


def _brouiller(octets: bytes, cle: str) -> bytes:
    """The first 32 bytes are mixed with the key, read backwards, twice."""
    masque = bytes.fromhex(cle.strip("{}").replace("-", ""))[::-1] * 2
    return bytes(a ^ b for a, b in zip(octets[:32], masque, strict=True)) + octets[32:]


def table(polices: Sequence[PoliceIncluse]) -> str:
    """The content of `fontTable.xml`; relation n is font n."""
    familles: dict[str, list[tuple[int, PoliceIncluse]]] = {}
    for numero, police in enumerate(polices, start=1):
        familles.setdefault(police.famille, []).append((numero, police))
    morceaux = []
    for famille, faces in familles.items():
        incluses = "".join(f'<w:embed{p.genre} r:id="rId{n}" w:fontKey="{p.cle}"/>' for n, p in faces)
        morceaux.append(
            f'<w:font w:name="{famille}"><w:altName w:val="{faces[0][1].remplacante}"/><w:charset w:val="00"/>'
            f'<w:family w:val="auto"/><w:pitch w:val="variable"/>{incluses}</w:font>'
        )
    return "".join(morceaux)

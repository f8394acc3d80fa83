"""What a person holds and what is still missing, seen from one CQP: `Tenu.compte_pour` says what counts (K46)."""

from collections.abc import Iterable, Iterator

from pipeline.model.acquis import Tenu, Unite
from pipeline.model.document import Bloc as BlocDeDocument
from pipeline.model.document import Liste, Paragraphe
from pipeline.model.dossier import Proclame
from pipeline.model.referentiel import Bloc, Competence, Referentiel
from pipeline.model.vocabulaire import Attribution, Decision
from pipeline.texts import Phrases

from .dates import en_lettres


def acquis(tous: Iterable[Tenu]) -> dict[str, Tenu]:
    """By bloc code of this CQP, the first acquisition that counts for it."""
    trouves: dict[str, Tenu] = {}
    for un in sorted((a for a in tous if a.nature == "bloc"), key=lambda a: a.date):
        for code in un.compte_pour:
            trouves.setdefault(code, un)
    return trouves


def ailleurs(tous: Iterable[Tenu], cqp: str | None = None) -> tuple[Tenu, ...]:
    """What is held and counts for nothing here; `cqp`: under other versions of that one alone. Who reads of one CQP is
    not told what a person obtained in another (K28)."""
    return tuple(t for t in tous if not t.compte_pour and cqp in {None, t.titre.code})


def competences_du_bloc(tous: Iterable[Tenu], bloc: Bloc) -> tuple[Unite, ...]:
    """Those validated in each passage that this bloc, or a part of it, was acquired by (G-096)."""
    siennes = {c.code for c in bloc.competences}
    trouvees: dict[str, Unite] = {}
    for un in sorted(tous, key=lambda a: a.date):
        if un.nature == "bloc" and bloc.code in un.compte_pour:
            trouvees |= {c.code: c for c in un.competences if c.code not in trouvees}
        elif un.nature == "competence" and siennes & {*un.compte_pour}:
            trouvees.setdefault(un.unite.code, un.unite)
    rangs = {c.code: rang for rang, c in enumerate(bloc.competences)}
    return tuple(sorted(trouvees.values(), key=lambda c: (rangs.get(c.code, len(rangs)), c.code)))


def competences_hors_bloc(referentiel: Referentiel, tous: Iterable[Tenu]) -> tuple[Competence, ...]:
    """Competences held in blocs that are not (K37)."""
    tous = tuple(tous)
    blocs = acquis(tous)
    tenues = {code for t in tous if t.nature == "competence" for code in t.compte_pour}
    return tuple(c for b in referentiel.blocs if b.code not in blocs for c in b.competences if c.code in tenues)


def manquants(proclame: Proclame) -> tuple[Bloc, ...]:
    """The blocs of the CQP still to be validated (G-098)."""
    tenus = acquis(proclame.acquis)
    return tuple(b for b in proclame.dossier.referentiel.blocs if b.code not in tenus)


def competences_manquantes(referentiel: Referentiel, tous: Iterable[Tenu]) -> tuple[Competence, ...]:
    """Where competences are kept, those that are left of the blocs still to be validated (G-098, K19)."""
    tous = tuple(tous)
    blocs, tenues = acquis(tous), {c.code for c in competences_hors_bloc(referentiel, tous)}
    return tuple(c for b in referentiel.blocs if b.code not in blocs for c in b.competences if c.code not in tenues)


def deja_acquis(proclame: Proclame) -> bool:
    """The CQP is pronounced on blocs that were all held before: this day attributes none (K17)."""
    rendu = proclame.decision
    return rendu.decision is Decision.CERTIFICATION and Attribution.ATTRIBUE not in rendu.blocs.values()


def a_part(communs: Phrases, tenus: Iterable[Tenu], *, dates: bool = True) -> Iterator[BlocDeDocument]:
    """What counts for nothing here, under its own title and registration (K46)."""
    elements = tuple(_a_part(communs, t, dates=dates) for t in tenus)
    if elements:
        yield Paragraphe(texte=communs("acquis.a_part"))
        yield Liste(elements=elements)


def _a_part(communs: Phrases, tenu: Tenu, *, dates: bool) -> str:
    valeurs = {"code": tenu.unite.code, "intitule": tenu.unite.intitule, "titre": titre(communs, tenu)}
    if dates:
        return communs(f"acquis.a_part_{tenu.nature}_le", date=en_lettres(tenu.date), **valeurs)
    return communs(f"acquis.a_part_{tenu.nature}", **valeurs)


def titre(communs: Phrases, tenu: Tenu) -> str:
    """« Gestionnaire conseil, version 2021.1, enregistré sous le n° 35729 jusqu'au 8 juillet 2026 »."""
    sien = tenu.titre
    rncp = registre(communs, tenu)
    return communs("acquis.titre", cqp=sien.intitule, version=sien.version) + (f", {rncp}" if rncp else "")


def registre(communs: Phrases, tenu: Tenu) -> str:
    """The registration that it was acquired under, and until when; nothing where there is none (K16)."""
    rncp = tenu.titre.rncp
    if rncp is None:
        return ""
    if rncp.echeance is None:
        return communs("acquis.rncp", numero=rncp.numero)
    return communs("acquis.rncp_jusqu_au", numero=rncp.numero, date=en_lettres(rncp.echeance))

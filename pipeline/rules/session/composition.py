"""Who sits in a jury: how many, in which seats, nobody twice (S0 §2.2, S3 §2.2)."""

from collections.abc import Iterator, Sequence

from pipeline.model.anomalie import Constat
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Jure
from pipeline.model.vocabulaire import Qualite, RoleMembre
from pipeline.rules.identite import meme_nom

from .cellules import jure, jures
from .situation import TOUT, Faute, JuryForme


def composition(jurys: Sequence[JuryForme], referentiel: Referentiel) -> Iterator[Faute]:
    if not jurys:
        yield Faute(constat=Constat(code="AUCUN_JURY", noms=("membre_jury_1",)), retient=TOUT)
    assis = [j for j in jurys if not j.reporte]
    for jury in assis:
        for constat in (*_effectif(jury, referentiel), *_sieges(jury, referentiel), *_doubles(jury)):
            yield Faute(constat=constat, jury=jury.numero, retient=TOUT)
        for membre in jury.membres:
            yield from _organisme(membre, jury)
    yield from _dans_deux_jurys(assis)


def _effectif(jury: JuryForme, referentiel: Referentiel) -> Iterator[Constat]:
    minimum, maximum = referentiel.jury.effectif_min.valeur, referentiel.jury.effectif_max.valeur
    if not minimum <= len(jury.membres) <= maximum:
        valeurs = {"cqp": referentiel.sigle, "trouve": str(len(jury.membres)), "attendu": _entre(minimum, maximum)}
        yield Constat(
            code="JURY_EFFECTIF",
            noms=jures(jury.membres, "jury"),
            valeurs={**valeurs, "jury": str(jury.numero)},
        )


def _sieges(jury: JuryForme, referentiel: Referentiel) -> Iterator[Constat]:
    """A role that is not told says nothing of the seats: it is asked first."""
    sans_role = [m for m in jury.membres if m.role is None]
    if sans_role:
        valeurs = {"jury": str(jury.numero)}
        yield Constat(code="JURE_SANS_ROLE", noms=jures(sans_role, "role"), valeurs=valeurs)
        return
    prevus = {s.role for s in referentiel.jury.sieges}
    for membre in jury.membres:
        if membre.role not in prevus:
            valeurs = {"membre": membre.nom, "role": membre.role or "", "cqp": referentiel.sigle}
            yield Constat(code="JURE_ROLE_NON_PREVU", noms=jure(membre, "role"), valeurs=valeurs)
    for siege in referentiel.jury.sieges:
        tenus = [m for m in jury.membres if m.role is siege.role]
        if not siege.minimum <= len(tenus) <= siege.maximum:
            attendu = _entre(siege.minimum, siege.maximum)
            yield Constat(
                code="JURY_SANS_EXPERT" if siege.role is RoleMembre.EXPERT and not tenus else "JURY_SIEGE",
                noms=jures(tenus or jury.membres, "role"),
                valeurs={
                    "jury": str(jury.numero),
                    "role": siege.role,
                    "trouve": str(len(tenus)),
                    "attendu": attendu,
                },
            )


def _entre(minimum: int, maximum: int) -> str:
    return str(minimum) if minimum == maximum else f"{minimum} à {maximum}"


def _doubles(jury: JuryForme) -> Iterator[Constat]:
    for rang, membre in enumerate(jury.membres):
        jumeaux = [a for a in jury.membres[:rang] if _meme_personne(a, membre)]
        if jumeaux:
            valeurs = {"membre": membre.nom, "jury": str(jury.numero)}
            yield Constat(code="JURE_INSCRIT_DEUX_FOIS", noms=jures((*jumeaux, membre), "nom"), valeurs=valeurs)


def _meme_personne(un: Jure, autre: Jure) -> bool:
    """The same name; two e-mails that differ make two persons."""
    homonymes = un.email and autre.email and un.email.casefold() != autre.email.casefold()
    return meme_nom(un.nom, autre.nom) and not homonymes


def _organisme(membre: Jure, jury: JuryForme) -> Iterator[Faute]:
    """The certifier's own people have no organisme that could be the candidate's."""
    if not membre.organisme and membre.qualite in {None, Qualite.ORGANISME} and not membre.illisible:
        constat = Constat(code="JURE_SANS_ORGANISME", noms=jure(membre, "organisme"), valeurs={"membre": membre.nom})
        yield Faute(constat=constat, jure=membre.ligne, jury=jury.numero, retient=TOUT)


def _dans_deux_jurys(jurys: Sequence[JuryForme]) -> Iterator[Faute]:
    """Allowed, since the planning never has him in two places; said, since it is often a slip."""
    assis = [m for j in jurys for m in j.membres]
    for lignes, membre in ((_lignes(m, assis), m) for m in assis):
        if len({m.jury for m in lignes}) > 1 and membre is lignes[0]:
            valeurs = {"membre": membre.nom, "jurys": ", ".join(sorted({str(m.jury) for m in lignes}))}
            constat = Constat(code="JURE_DANS_DEUX_JURYS", noms=jures(lignes, "jury"), valeurs=valeurs)
            yield Faute(constat=constat, jure=membre.ligne)


def _lignes(membre: Jure, assis: Sequence[Jure]) -> list[Jure]:
    return [m for m in assis if _meme_personne(m, membre)]

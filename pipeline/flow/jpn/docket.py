"""Who is on a docket: what is ready, what has only a CQP left to pronounce, and why the rest waits (N-019, K17)."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from pipeline.flow import vues
from pipeline.flow.atelier import Bilan
from pipeline.model.etat import EtatCandidature, etat_dit
from pipeline.model.vocabulaire import Decision, Verdict
from pipeline.rules import calendrier
from pipeline.rules.acquis import capitalisables, credites
from pipeline.rules.enregistrement import depassements
from pipeline.rules.evaluation import issue_calculee
from pipeline.rules.jury_paritaire import Inscrit, decision_des_blocs
from pipeline.rules.proces_verbal import avis_des_blocs
from pipeline.rules.situation import Situation
from pipeline.texts import Phrases, dire

PRESENTABLES = {EtatCandidature.DOSSIER_PRET, EtatCandidature.AJOURNEE}
MASQUE = "-masque"  # how a masked piece is named: <candidature>_carnet-masque.pdf
PROCLAMEES = {EtatCandidature.PROCLAMEE, EtatCandidature.RECTIFIEE}


def dockets(bilan: Bilan) -> dict[dt.date, Mapping[str, Inscrit]]:
    """What each docket knows of its dossiers, for the rules that a decision follows."""
    par_id = {s.id: s for s in bilan.jugement.situations}
    return {
        date: {numero: inscrit(par_id[candidature]) for numero, candidature in docket.items()}
        for date, docket in bilan.contexte.dockets.items()
    }


def inscrit(s: Situation) -> Inscrit:
    if s.recu.pv is None or s.referentiel is None:
        raise ValueError(f"{s.id} is on a docket without its PV")
    return Inscrit(
        vises=a_decider(s),
        tous=tuple(b.code for b in s.referentiel.blocs),
        acquis=s.acquis_avant,
        avis=_decision_de_l_avis(s),
        calcul=_decision_calculee(s),
        valides=blocs_valides(s),
        gardes=_gardes(s),
    )


def a_decider(s: Situation) -> tuple[str, ...]:
    """A bloc already acquired is not decided again."""
    return tuple(b for b in s.recu.pv.vises if b not in s.acquis_avant) if s.recu.pv else ()


def blocs_valides(s: Situation) -> frozenset[str]:
    """Those that the jury professionnel validated."""
    pv = s.recu.pv
    return frozenset(b for b, v in pv.jury_blocs.items() if v is Verdict.VALIDE) if pv else frozenset()


def _gardes(s: Situation) -> frozenset[str]:
    """Where the jury validates, in a bloc that it refuses, competences that the person does not hold yet (K19, K37)."""
    if s.recu.pv is None or s.referentiel is None:
        return frozenset()
    par_bloc = capitalisables(s.recu.pv, s.referentiel)
    return frozenset(b for b in a_decider(s) if set(par_bloc.get(b, ())) - s.competences_avant)


def _decision_de_l_avis(s: Situation) -> Decision | None:
    """The decision that would follow the jury's own blocs."""
    if s.recu.pv is None or s.referentiel is None or avis_des_blocs(s.recu.pv, s.referentiel) is None:
        return None
    return _decision(s, blocs_valides(s), _gardes(s))


def _decision_calculee(s: Situation) -> Decision | None:
    """The decision that would follow the computation; none where it is undetermined (K13)."""
    calculs = {r.code: r.calcul for r in s.blocs if r.code in a_decider(s)}
    if any(c is None for c in calculs.values()):
        return None
    siens = tuple(r for r in s.blocs if r.code in calculs)
    if s.referentiel is None or (siens and issue_calculee(s.referentiel, siens) is None):
        return None
    garde = s.referentiel.capitalise_les_competences
    gardes = (r.code for r in siens if garde and any(c.calcul and not c.acquise for c in r.competences))
    return _decision(s, frozenset(b for b, c in calculs.items() if c), frozenset(gardes))


def _decision(s: Situation, obtenus: frozenset[str], gardes: frozenset[str]) -> Decision:
    tous = tuple(b.code for b in s.referentiel.blocs) if s.referentiel else ()
    return decision_des_blocs(obtenus & set(a_decider(s)), tous, s.acquis_avant, gardes - obtenus)


class Tri:
    """The candidatures seen from one date of JPN."""

    def __init__(self, bilan: Bilan, jpn: dt.date, mots: Phrases) -> None:
        self._bilan, self._jpn, self._mots = bilan, jpn, mots
        self._deja = set(bilan.contexte.dockets.get(jpn, {}).values())
        self._completes = {s.id for s in a_prononcer(bilan)}

    def retenus(self) -> list[str]:
        return [s.id for s in self._autres() if self._motif(s) is None]

    def ecartes(self) -> list[dict[str, str]]:
        motifs = ((s.id, self._motif(s)) for s in self._autres())
        return [{"candidature": id_, "motif": motif} for id_, motif in motifs if motif]

    def _autres(self) -> Iterator[Situation]:
        return (s for s in self._bilan.jugement.situations if s.id not in self._deja)

    def _motif(self, s: Situation) -> str | None:
        """Why a candidature is not on this docket; None when it can be."""
        if s.id in self._completes:
            return self._trop_tot(s) or self._hors_dates(s)
        if s.etat not in PRESENTABLES:
            return self._pas_prete(s)
        return self._trop_tard(s) or self._trop_tot(s) or self._hors_dates(s) or self._sans_piece_masquee(s)

    def _trop_tot(self, s: Situation) -> str | None:
        if s.inscription and s.inscription.date >= self._jpn:
            return self._mots("ecarte.deja", date=f"{s.inscription.date:%d/%m/%Y}")
        return None

    def _hors_dates(self, s: Situation) -> str | None:
        """That very day would be past the dates of the registration (K26)."""
        if s.referentiel is None or s.decision_ucanss:
            return None
        fautes = depassements(s.referentiel, s.entree, self._jpn)
        entrees = self._bilan.atelier.anomalies_de(s.referentiel)
        dites = " ".join(dire(c, {}, entrees).message for c in fautes)
        return self._mots("ecarte.hors_dates", manque=dites) if fautes else None

    def _trop_tard(self, s: Situation) -> str | None:
        """Later juries roll to the next JPN (N-019)."""
        pv, cloture = s.recu.pv, calendrier.cloture(self._jpn)
        if pv is None or pv.date <= cloture:
            return None
        suivant = calendrier.jpn_de(pv.date, self._bilan.atelier.espace.reglages.jpn.dates)
        dates = {"date": f"{pv.date:%d/%m/%Y}", "cloture": f"{cloture:%d/%m/%Y}"}
        if suivant is None:
            return self._mots("ecarte.apres_cloture_sans_date", **dates)
        return self._mots("ecarte.apres_cloture", suivant=f"{suivant:%d/%m/%Y}", **dates)

    def _sans_piece_masquee(self, s: Situation) -> str | None:
        """Where the settings want them, every piece is there in its masked version (K18)."""
        if self._bilan.atelier.espace.reglages.dossier.pieces_masquees == "avertit":
            return None
        absentes = [libelle for _, libelle in sans_version_masquee(s)]
        return self._mots("ecarte.piece_masquee", pieces=", ".join(absentes)) if absentes else None

    def _pas_prete(self, s: Situation) -> str:
        entrees = self._bilan.atelier.anomalies_de(s.referentiel)
        if s.manque:
            return self._mots("ecarte.incomplet", manque=" ".join(dire(c, {}, entrees).message for c in s.manque))
        if s.etat is EtatCandidature.A_CORRIGER:
            fautes = [dire(c, {}, entrees).message for c in s.constats if self._bilan.atelier.bloque(c)]
            return self._mots("ecarte.a_corriger", fautes=" ".join(fautes))
        return self._mots(f"ecarte.{etat_dit(s.etat, desiste=s.desiste)}")


def sans_version_masquee(s: Situation) -> Sequence[tuple[str, str]]:
    """The joined pieces that stay out of the bundle: nobody gave their masked version (K18)."""
    pieces = s.referentiel.pieces if s.referentiel else ()
    return [(p.piece, p.libelle) for p in pieces if p.piece in s.recu.pieces and masquee(p.piece) not in s.recu.pieces]


def masquee(piece: str) -> str:
    return f"{piece}{MASQUE}"


def est_masquee(piece: str) -> bool:
    return piece.endswith(MASQUE)


def a_prononcer(bilan: Bilan) -> Iterator[Situation]:
    """Whose every bloc is held, the last by another way, and whose CQP nobody has pronounced (K17)."""
    dernieres: dict[tuple[str, str], Situation] = {}
    for s in sorted(bilan.jugement.situations, key=_anciennete):
        if s.personne and s.referentiel and s.etat in PROCLAMEES:
            dernieres[s.personne, s.referentiel.code] = s
    titulaires = {(p.id, cqp.code) for p in vues.personnes(bilan.jugement, {}) for cqp in p.cqp}
    for (personne, code), s in dernieres.items():
        tenus = (
            credites(s.referentiel, (a for a in bilan.jugement.acquis if a.personne == personne))
            if s.referentiel
            else ()
        )
        tous = {b.code for b in s.referentiel.blocs} if s.referentiel else set()
        if tous <= set(tenus) and (personne, code) not in titulaires:
            yield s


def _anciennete(s: Situation) -> tuple[dt.date, str]:
    return (s.recu.pv.date if s.recu.pv else dt.date.min, s.id)

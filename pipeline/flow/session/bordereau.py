"""What leaves for Ucanss after the day: the dossiers that are ready, where each stands, what is joined (G-052)."""

from collections.abc import Mapping

from pipeline.flow.atelier import Bilan
from pipeline.model.etat import CLOS, EtatCandidature
from pipeline.model.kit import Bordereau
from pipeline.rules.session.situation import SituationSession
from pipeline.texts import Phrases, phrases

from . import matiere
from .travaux import MASQUE, SIGNE

TRANSMIS = CLOS | {EtatCandidature.DOSSIER_PRET, EtatCandidature.AJOURNEE}


def bordereau(s: SituationSession, bilan: Bilan) -> Bordereau:
    """A dossier to correct or to complete, a candidate who withdrew, was absent or is postponed: nothing leaves."""
    etats = phrases(bilan.atelier.espace.templates, "suivi")
    mots = bilan.atelier.composition.pour(s.referentiel).phrases("session")
    libelles = {SIGNE: mots("pv_signe"), **{p.piece: p.libelle for p in s.referentiel.pieces}}
    par_id = {x.id: x for x in bilan.jugement.situations}
    lignes = []
    for c in s.session.candidats:
        situation = par_id.get(c.candidature)
        if situation is None or situation.etat not in TRANSMIS:
            continue
        joints = [mots("grille", bloc=b) for b in situation.recu.grilles]
        joints += [_piece(p, libelles, mots) for p in sorted(situation.recu.pieces)]
        etat = etats(f"etat.{situation.etat}")
        lignes.append((c.candidature, c.nom_complet, etat, ", ".join(joints)))
    recue = bilan.faits.sessions[s.session.session]
    jurys = {j.numero for j in s.jurys if not j.reporte}
    return Bordereau(
        feuille=matiere.feuille(s),
        lignes=tuple(lignes),
        compte_rendu=bool(jurys) and jurys <= set(recue.comptes_rendus),
    )


def _piece(piece: str, libelles: Mapping[str, str], mots: Phrases) -> str:
    """In words, never by its code; a masked version is told from the whole one."""
    entiere = piece.removesuffix(MASQUE)
    libelle = libelles.get(entiere, entiere)
    return libelle if piece == entiere else mots("masquee", piece=libelle)

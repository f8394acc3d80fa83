"""What leaves for Ucanss after the day: each convened candidate, where his dossier stands, what is joined (G-052)."""

from pipeline.flow.atelier import Bilan
from pipeline.model.kit import Bordereau
from pipeline.rules.session.situation import SituationSession
from pipeline.texts import phrases

from . import matiere


def bordereau(s: SituationSession, bilan: Bilan) -> Bordereau:
    """Empty until one of its dossiers has something to send."""
    etats = phrases(bilan.atelier.espace.templates, "suivi")
    mots = bilan.atelier.composition.pour(s.referentiel).phrases("session")
    libelles = {"pv-signe": mots("pv_signe"), **{p.piece: p.libelle for p in s.referentiel.pieces}}
    par_id = {x.id: x for x in bilan.jugement.situations}
    lignes = []
    for c in s.session.candidats:
        situation = par_id.get(c.candidature)
        if situation is None:
            continue
        joints = [mots("grille", bloc=b) for b in situation.recu.grilles]
        joints += [libelles.get(p, p) for p in sorted(situation.recu.pieces)]
        etat = etats(f"etat.{situation.etat}")
        lignes.append((c.candidature, c.nom_complet, etat, ", ".join(joints)))
    commence = any(joints for *_, joints in lignes)
    recue = bilan.faits.sessions[s.session.session]
    jurys = {j.numero for j in s.jurys if not j.reporte}
    return Bordereau(
        feuille=matiere.feuille(s),
        lignes=tuple(lignes) if commence else (),
        compte_rendu=bool(jurys) and jurys <= set(recue.comptes_rendus),
    )

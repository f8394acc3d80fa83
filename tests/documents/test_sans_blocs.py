"""A métier réglementé has one evaluation, no bloc, no CCP: no paper of its people speaks of any (K19, G-011)."""

import re
from collections.abc import Iterator

import pytest

from pipeline.documents import compose
from pipeline.model.document import Document
from pipeline.model.dossier import Dossier
from pipeline.model.jury_paritaire import DossierDecide
from pipeline.model.vocabulaire import Attribution, Avis, Decision, Voie
from pipeline.settings import Reglages
from tests.outils import exemples, jpn, kits, petit_gc
from tests.outils.textes import plat

CONTEXTE = compose.Contexte(reglages=Reglages(), templates=exemples.TEMPLATES)
FAUX = re.compile(r"blocs?\b|\bCCP\b|\bB3\b(?!\.)", re.IGNORECASE)  # B3: the code of its one unit
REUSSITE = {"jury": {}, "avis": Avis.TOTALE}


def dossiers() -> Iterator[Dossier]:
    sans_regle = petit_gc.sans_regle().regles
    yield exemples.metier_reglemente(motifs_blocs={"B3": "Motif"})
    yield exemples.metier_reglemente(**REUSSITE)
    yield exemples.metier_reglemente(avis=Avis.REFUS, jury={"B3": False, "B3.C1": False})
    yield exemples.metier_reglemente(ref=exemples.sans_blocs(regles=sans_regle))
    yield exemples.metier_reglemente(voie=Voie.VAE, durees={"B3": 30})
    yield exemples.metier_reglemente(**REUSSITE, acquis=(exemples.acquisition("B3"), *a_part()))


def a_part() -> tuple[exemples.Tenu, ...]:
    """The unit under another version, with a registration that ends or with none."""
    un = exemples.acquisition("B3", version="2021.1").model_copy(update={"compte_pour": ()})
    return un, un.model_copy(update={"titre": un.titre.model_copy(update={"rncp": None})})


def du_dossier(un: Dossier) -> Iterator[Document]:
    yield compose.proces_verbal(un, CONTEXTE)
    yield compose.dossier_certification(un, CONTEXTE)
    for deja in (False, True):
        yield compose.dossier_anonyme(jpn.anonyme(un, deja_acquis=deja), CONTEXTE)
    for decision in (None, Decision.PARTIELLE, Decision.NON_CERTIFICATION, Decision.AJOURNEE):
        proclame = exemples.proclame(un, decision, acquis=(exemples.tenue("B3.C1"), *a_part()))
        yield compose.notification_candidat(proclame, CONTEXTE)
        yield compose.notification_employeur(proclame, CONTEXTE)


def du_jury_paritaire() -> Iterator[Document]:
    un = jpn.inscrit("A-1", cqp="CR", vises=("B3",), sans_blocs=True)
    tenu = jpn.inscrit("A-2", cqp="CR", vises=(), sans_blocs=True, deja_acquis=True)
    yield compose.ordre_du_jour(jpn.ordre((un, tenu)), CONTEXTE)
    attribuee, refusee = ({"B3": a} for a in (Attribution.ATTRIBUE, Attribution.NON_ATTRIBUE))
    decides = (
        DossierDecide(inscrit=un, decision=jpn.rendu("A-1", blocs=attribuee)),
        DossierDecide(inscrit=un, decision=jpn.rendu("A-3", Decision.PARTIELLE, blocs=refusee)),
        DossierDecide(inscrit=tenu, decision=jpn.rendu("A-2", blocs={})),
    )
    yield compose.proces_verbal_jpn(jpn.seance(decides, questions=()), None, CONTEXTE)


def de_la_session() -> Iterator[Document]:
    ref = exemples.sans_blocs()
    mots = CONTEXTE.pour(ref).phrases("session")
    rendez_vous = (kits.rendez().model_copy(update={"intitules": (mots("bloc", code="B3", intitule="X"),)}),)
    for mode in kits.Mode:
        lieu = kits.lieu(mode)
        yield compose.convocation_candidat(
            kits.pour_candidat(lieu=lieu, rendez_vous=rendez_vous), kits.V1, ref, CONTEXTE
        )
    epreuve = kits.EpreuveAnnoncee(intitule=mots("bloc", code="B3", intitule="X"), nature=mots("vae"), minutes=70)
    yield compose.convocation_jury(kits.pour_jure(epreuves=(epreuve,)), kits.V1, ref, CONTEXTE)
    feuille = kits.feuille(ref, passages=(kits.passage("GC-2023-0042", 540, "B3"),))
    yield from kits.du_jour(feuille, CONTEXTE)
    joints = mots("grille", bloc="B3")
    lignes = (("A-1", "X", "Complet", joints),)
    yield compose.bordereau_transmission(kits.bordereau(feuille=feuille, lignes=lignes), CONTEXTE)
    yield compose.fiche_responsable(kits.fiche(feuille=feuille), CONTEXTE)


def tous() -> Iterator[Document]:
    for un in dossiers():
        yield from du_dossier(un)
    yield from du_jury_paritaire()
    yield from de_la_session()


@pytest.mark.parametrize("type_", ["dossiers", "du_jury_paritaire", "de_la_session"])
def test_aucun_papier_d_un_metier_reglemente_ne_parle_de_bloc(type_: str):
    """K19: neither the word nor the code of the one unit, whoever reads."""
    papiers = {
        "dossiers": (p for un in dossiers() for p in du_dossier(un)),
        "du_jury_paritaire": du_jury_paritaire(),
        "de_la_session": de_la_session(),
    }
    fautes = {(p.type, ligne) for p in papiers[type_] for ligne in plat(p).split("\n") if FAUX.search(ligne)}
    assert fautes == set()


def test_une_seance_qui_juge_aussi_des_blocs_en_parle():
    """The table names the blocs of the others; the line of the métier réglementé names none."""
    un = jpn.inscrit("A-1", cqp="CR", vises=("B3",), sans_blocs=True)
    autre = DossierDecide(inscrit=jpn.inscrit("A-2"), decision=jpn.rendu("A-2"))
    sien = DossierDecide(inscrit=un, decision=jpn.rendu("A-1", blocs={"B3": Attribution.ATTRIBUE}))
    lignes = plat(compose.proces_verbal_jpn(jpn.seance((sien, autre)), None, CONTEXTE)).split("\n")
    assert "Blocs attribués" in lignes
    assert lignes[lignes.index("A-1") : lignes.index("A-1") + 4] == ["A-1", "CR", "Certification", "Unité"]

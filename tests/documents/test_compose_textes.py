"""The sentences themselves: all used, all typeset as French asks; and the words of dates and durations."""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents import compose
from pipeline.documents.compose.dates import duree, en_lettres, heure, jour_nomme
from pipeline.model.acquis import Tenu
from pipeline.model.jury_paritaire import DossierDecide
from pipeline.model.kit import Version
from pipeline.model.moment import jour_a_paris
from pipeline.model.referentiel import Arrondi, NonObserve
from pipeline.model.vocabulaire import Avis, Decision, Deroulement, Mode, Portee, PreconisationJpn, Voie
from pipeline.settings import Reglages
from pipeline.texts import Phrases
from tests.documents import test_sans_blocs
from tests.outils import chiffres, envois, exemples, jpn, kits, petit_gc

FICHIERS = (
    "communs",
    "proces-verbal",
    "dossier-certification",
    "recapitulatif-ccp",
    "parchemin",
    "notification-candidat",
    "notification-employeur",
    "kit",
    "convocation-candidat",
    "convocation-jury",
    "liberation-jury",
    "fin-convocation-candidat",
    "emargement",
    "planning",
    "declaration-liens",
    "note-de-frais",
    "aide-memoire",
    "fiche-responsable",
    "compte-rendu",
    "bordereau-transmission",
    "attestation-formation-jury",
    "bordereau-envoi",
    "papiers-jpn",
    "dossier-anonyme",
    "ordre-du-jour-jpn",
    "proces-verbal-jpn",
    "figures-jpn",
)


TITRES = ("entetes", "noms")  # of columns and steps: read together, by key


def _phrases(nom: str) -> dict[str, str]:
    def feuilles(arbre: dict[str, object], prefixe: str = "") -> Iterator[tuple[str, str]]:
        for cle, valeur in arbre.items():
            if isinstance(valeur, dict) and cle.startswith(TITRES) and all(isinstance(v, str) for v in valeur.values()):
                yield f"{prefixe}{cle}", " | ".join(valeur.values())
            elif isinstance(valeur, dict):
                yield from feuilles(valeur, f"{prefixe}{cle}.")
            else:
                yield f"{prefixe}{cle}", " | ".join(valeur) if isinstance(valeur, list) else str(valeur)

    fichier = exemples.TEMPLATES[0] / "textes" / f"{nom}.toml"
    return dict(feuilles(tomllib.loads(fichier.read_text("utf-8"))))


@pytest.mark.parametrize("nom", FICHIERS)
def test_la_typographie_francaise(nom: str):
    """No line may begin with « : », nor end with an opening guillemet; one apostrophe everywhere."""
    fautes = {c: p for c, p in _phrases(nom).items() if re.search(r" [:;?!»]|« |'", p)}
    assert fautes == {}


def test_aucune_phrase_ne_se_repete():
    """Each sentence stands once in its file: a certifier who corrects it corrects it everywhere."""
    for nom in FICHIERS:
        longues = [p for p in _phrases(nom).values() if len(p) > 50]
        assert len(longues) == len(set(longues)), nom


def test_aucune_phrase_n_est_morte(monkeypatch: pytest.MonkeyPatch):
    """Every sentence of the files appears in some document: none can be edited in vain."""
    lues: set[tuple[str, str]] = set()
    cherche = Phrases._cherche  # noqa: SLF001 — watched, not changed

    def note(self: Phrases, cle: str) -> object:
        lues.add((self.nom, cle))
        return cherche(self, cle)

    monkeypatch.setattr(Phrases, "_cherche", note)
    _tout_composer()
    _tous_les_papiers()
    _toute_la_jpn()
    for _ in test_sans_blocs.tous():
        pass
    mortes = {(nom, cle) for nom in FICHIERS for cle in _phrases(nom)} - lues
    # What no sample can show: the names of texts that this small référentiel does not quote.
    assert mortes == {("communs", f"sources.S{n}") for n in (0, 1, 2, 4)}


def _tout_composer() -> None:
    contextes = [
        compose.Contexte(reglages=r, templates=exemples.TEMPLATES)
        for r in (exemples.REGLAGES, Reglages(certificateur=exemples.Certificateur(naissance_sur_parchemin=True)))
    ]
    regles = petit_gc.referentiel().regles
    assert regles.arrondi is not None
    variantes = [
        petit_gc.referentiel(
            regles=regles.model_copy(
                update={
                    "arrondi": regles.arrondi.model_copy(update={"valeur": arrondi}),
                    "non_observe": regles.non_observe.model_copy(update={"valeur": mode}),
                    "competences_capitalisables": regles.competences_capitalisables.model_copy(update={"valeur": True}),
                }
            ),
            regime=petit_gc.referentiel().regime.model_copy(update={"valeur": regime}),
        )
        for arrondi, mode, regime in (
            (Arrondi.SUPERIEUR, NonObserve.EXCLU, "article-5"),
            (Arrondi.SUPERIEUR, NonObserve.NON_VALIDE, "regime-general"),
        )
    ]
    tenue = exemples.tenue("B3.C3")
    dossiers = [
        exemples.reussite(),
        exemples.partielle(),
        exemples.refus(),
        exemples.divergence(),
        exemples.vae(),
        exemples.dossier(voie=Voie.VAE, durees={"B1": 30}, organisme=None),
        exemples.blocs_seuls(),
        exemples.dossier(
            vises=("B2",), portee=Portee.BLOCS, acquis=(exemples.acquisition("B1"), exemples.acquisition("B3"))
        ),
        exemples.dossier(vises=("B2",), portee=Portee.BLOCS, acquis=_a_part()),
        exemples.apres_l_echeance(),
        exemples.metier_reglemente(),
        exemples.dossier(vises=("B1", "B2"), portee=Portee.BLOCS, jury={"B1": False}),
        exemples.dossier(vises=("B1",), portee=Portee.BLOCS, jury={"B1": False}),
        exemples.dossier(ref=petit_gc.sans_regle(), motif_avis="Motif", motifs_blocs={"B1": "Motif"}, durees={}),
        exemples.dossier(reponses={"B1.C1": "X" * 8, "B1.C2": "X" * 4}, jury={"B1": True}, avis=None),
        exemples.dossier(identite_verifiee=False, deliberation_hors_candidat=False, avis=Avis.REFUS),
        exemples.dossier(
            identite_verifiee=None,
            deliberation_hors_candidat=None,
            membres=tuple(m.model_copy(update={"present": False}) for m in exemples.reussite().pv.membres),
            pieces=("carnet-masque",),
        ),
        *(exemples.dossier(deroulement=d) for d in Deroulement),
        *(exemples.dossier(ref=ref, jury={"B3": False}, points_faibles="Manques") for ref in variantes),
    ]
    for contexte in contextes:
        for un in dossiers:
            compose.proces_verbal(un, contexte)
            compose.dossier_certification(un, contexte)
            for decision in (None, Decision.PARTIELLE, Decision.AJOURNEE):
                jpn = {"commentaire_candidat": "a", "commentaire_employeur": "b", "preconisation": "c"}
                proclame = exemples.proclame(un, decision, jpn=jpn, acquis=(tenue, *_a_part()))
                proclame = proclame.model_copy(update={"par_l_employeur": contexte is contextes[0]})
                for composer in (
                    compose.notification_candidat,
                    compose.notification_employeur,
                    compose.recapitulatif_ccp,
                    compose.parchemin,
                ):
                    composer(proclame, contexte)


def _a_part() -> tuple[Tenu, ...]:
    """Held under another version, with a registration that ends, that does not, and with none (K46)."""
    bloc = exemples.acquisition("B1", version="2021.1")
    rncp = bloc.titre.rncp
    finit = rncp and rncp.model_copy(update={"echeance": exemples.DATE_JPN})
    titres = [bloc.titre.model_copy(update={"rncp": x}) for x in (rncp, finit, None)]
    competence = exemples.tenue("B3.C2").model_copy(update={"compte_pour": ()})
    return (*(bloc.model_copy(update={"titre": t}) for t in titres), competence)


def _tous_les_papiers() -> None:
    """A session in each of its states: nobody yet, one or several of each, a régime where the president may speak."""
    contexte = compose.Contexte(reglages=Reglages(), templates=exemples.TEMPLATES)
    jury = petit_gc.referentiel().jury
    annonce = jury.annonce_par_le_jury.model_copy(update={"valeur": True})
    parle = petit_gc.referentiel(jury=jury.model_copy(update={"annonce_par_le_jury": annonce}))
    v2 = Version(numero=2, date=kits.LENDEMAIN)
    for _ in kits.tous(contexte):
        pass
    for version in (v2, v2.model_copy(update={"remplace": kits.ENVOI})):
        for mode in Mode:
            loin = [kits.rendez(), kits.rendez(kits.LENDEMAIN, jury=2, salle=None)]
            for liens in (("https://a",), ("https://a", "https://b")):
                rendez_vous = tuple(r.model_copy(update={"lien": x}) for r, x in zip(loin, liens, strict=False))
                du = kits.pour_candidat(lieu=kits.lieu(mode), rendez_vous=rendez_vous, documents_autorises="Le code")
                compose.convocation_candidat(du, version, parle, contexte)
        journees = kits.pour_jure().journees
        deux = (*journees, journees[0].model_copy(update={"jour": kits.LENDEMAIN, "candidats": 1}))
        jure = kits.pour_jure(journees=deux, candidats=1, collegues=(), lieu=kits.lieu(responsable=None))
        compose.convocation_jury(jure, version, parle, contexte)
    for reporte in (True, False):
        compose.liberation_jury(kits.liberation(), v2, parle, contexte, reporte=reporte)
        deux = kits.fin_de_convocation(reporte=reporte, jours=(kits.JOUR, kits.LENDEMAIN))
        compose.fin_convocation_candidat(deux, v2, parle, contexte)
    compose.convocation_jury(kits.pour_jure(lieu=kits.lieu(Mode.DOSSIER)), v2, parle, contexte)
    for f in (kits.feuille(parle), kits.feuille(passages=()), kits.feuille(passages=kits.PASSAGES[:1])):
        for _ in kits.du_jour(f, contexte):
            pass
        compose.fiche_responsable(kits.fiche(feuille=f, retenus=()), contexte)
    incident = dict.fromkeys(("incident_nature", "incident_impact", "incident_decision", "incident_justification"), "X")
    recit = dict.fromkeys(("difficultes", "non_conformites", "materiel"), "X")
    for reponse in (True, None):
        un = kits.compte_rendu(points={"cadre": False}, absents=("A-1",), pour_le_jpn=reponse, **incident, **recit)
        compose.compte_rendu(un, contexte)
    une_ligne = kits.bordereau().lignes[:1]
    compose.bordereau_transmission(kits.bordereau(compte_rendu=False, lignes=une_ligne), contexte)


def _toute_la_jpn() -> None:
    """A sitting in each of its states; what follows a rectification, each kind of recommendation."""
    contexte = compose.Contexte(reglages=Reglages(), templates=exemples.TEMPLATES)
    for _ in chain(jpn.tous(contexte), envois.tous(contexte)):
        pass
    acquis = (exemples.acquisition("B1"),)
    un = exemples.dossier(vises=("B2",), portee=Portee.BLOCS, acquis=acquis)
    de_partout = un.model_copy(update={"acquis": (*acquis, *_a_part())})
    compose.dossier_anonyme(
        jpn.anonyme(
            de_partout,
            comptes_rendus=(kits.compte_rendu().compte_rendu,) * 2,
        ),
        contexte,
    )
    complets = {"a_controler": True, "ucanss": True, "non_verifies": ("branche",), "acquis": ("B1",)}
    tires = tuple(jpn.inscrit(n, **complets) for n in ("A-1", "B-1"))
    for dossiers in ((), (jpn.inscrit(),), tires):
        compose.ordre_du_jour(jpn.ordre(dossiers), contexte)
    departs = ({"contre_avis": True}, {"contre_calcul": True})
    rendu = jpn.rendu("A-1", Decision.AJOURNEE)
    decides = tuple(DossierDecide(inscrit=jpn.inscrit("A-1"), decision=rendu, **x) for x in departs)
    suivie = decides[1].model_copy(update={"motifs_du_jury": ("Motif",)})
    sur_liste = decides[1].model_copy(update={"decision": jpn.rendu("A-1", sur_liste=True)})
    for dossiers_decides in ((*decides, suivie), (sur_liste,)):
        compose.proces_verbal_jpn(jpn.seance(dossiers_decides, membres=(), heure=None), None, contexte)
    for genre in PreconisationJpn:
        proclame = exemples.proclame(exemples.refus(), jpn={"preconisation_type": genre})
        compose.notification_candidat(proclame, contexte)
    for figures in chiffres.toutes():
        compose.proces_verbal_jpn(jpn.seance(), figures, contexte)


@pytest.mark.parametrize(
    ("jour", "mots"),
    [
        (dt.date(2023, 10, 13), "13 octobre 2023"),
        (dt.date(2023, 9, 1), "1er septembre 2023"),
        (dt.date(2024, 2, 29), "29 février 2024"),
        (dt.date(2021, 8, 21), "21 août 2021"),
        (dt.date(2025, 12, 31), "31 décembre 2025"),
    ],
)
def test_une_date_en_lettres(jour: dt.date, mots: str):
    assert en_lettres(jour) == mots.replace(" ", "\N{NO-BREAK SPACE}")


def test_un_jour_nomme():
    """2 October 2023 was a Monday."""
    assert jour_nomme(dt.date(2023, 10, 2)).replace("\N{NO-BREAK SPACE}", " ") == "lundi 2 octobre 2023"
    assert jour_nomme(dt.date(2024, 2, 29)).replace("\N{NO-BREAK SPACE}", " ") == "jeudi 29 février 2024"


@pytest.mark.parametrize(("minutes", "mots"), [(0, "0 h"), (545, "9 h 05"), (540, "9 h"), (810, "13 h 30")])
def test_une_heure(minutes: int, mots: str):
    assert heure(minutes).replace("\N{NO-BREAK SPACE}", " ") == mots


@given(st.dates(min_value=dt.date(1900, 1, 1)), st.dates(min_value=dt.date(1900, 1, 1)))
def test_deux_dates_ne_s_ecrivent_pas_pareil(un: dt.date, autre: dt.date):
    assert (en_lettres(un) == en_lettres(autre)) is (un == autre)


@pytest.mark.parametrize(
    ("minutes", "mots"), [(0, "0 min"), (50, "50 min"), (60, "1 h"), (65, "1 h 05"), (90, "1 h 30")]
)
def test_une_duree(minutes: int, mots: str):
    assert duree(minutes).replace("\N{NO-BREAK SPACE}", " ") == mots


@pytest.mark.parametrize(
    ("instant", "jour"),
    [
        (dt.datetime(2023, 10, 13, 23, 59), dt.date(2023, 10, 13)),  # noqa: DTZ001 — a naive time is Paris time
        (dt.datetime(2023, 10, 13, 22, 30, tzinfo=dt.UTC), dt.date(2023, 10, 14)),
        (dt.datetime(2023, 12, 31, 22, 30, tzinfo=dt.UTC), dt.date(2023, 12, 31)),
    ],
)
def test_le_jour_a_paris(instant: dt.datetime, jour: dt.date):
    assert jour_a_paris(instant) == jour

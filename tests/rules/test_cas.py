"""Cases that a domain expert can read and write, in `cas/*.toml`: a sentence, a few lines, what is expected."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.model.anomalie import Constat
from pipeline.model.referentiel import Referentiel
from pipeline.model.resultat import Ecart
from pipeline.model.vocabulaire import Avis
from pipeline.rules import coherence, proces_verbal
from pipeline.rules.evaluation import evaluer
from tests.outils import petit_gc
from tests.rules.fabrique import MOTIF, codes, grille, livre, modifie, pv, taille

CAS = Path(__file__).parent / "cas"
RESULTATS = {True: "validée", False: "non validée", None: "indéterminée"}
MOTS: dict[object, str] = {True: "validé", False: "non validé", None: "?"}
# Said of every candidature while no session workbook exists.
TOUJOURS = {"SESSION_NON_DECLAREE"}


def cas(fichier: str) -> pytest.MarkDecorator:
    tous = tomllib.loads((CAS / f"{fichier}.toml").read_text("utf-8"))["cas"]
    return pytest.mark.parametrize("un", tous, ids=[c["titre"] for c in tous])


def coherents(constats: tuple[Constat, ...], referentiel: Referentiel) -> set[str]:
    return codes(constats, referentiel) - TOUJOURS


@cas("arrondi")
def test_arrondi(un: dict[str, Any]):
    regles: dict[str, object] = {nom: un[nom] for nom in ("non_observe", "arrondi") if nom in un}
    if "part" in un:
        numerateur, denominateur = un["part"]
        regles["seuil_criteres"] = {"numerateur": numerateur, "denominateur": denominateur, "source": "essai"}
    referentiel = modifie(taille(1, len(un["criteres"])), "regles", **regles)
    trouve = evaluer(referentiel, "B1", grille(referentiel, "B1", {"B1.C1": un["criteres"]})).competences[0]
    assert (RESULTATS[trouve.calcul], trouve.seuil) == (un["resultat"], un["seuil"])


@cas("avis")
def test_avis(un: dict[str, Any]):
    gc = livre()
    vide = dict.fromkeys(un.get("sans", ()))
    textes = {nom: () if nom == "preconisations" else valeur for nom, valeur in vide.items()}
    avis = Avis(un["avis"]) if "avis" in un else None
    rempli = pv(gc, un["blocs"], vises=tuple(un["blocs"]), avis=avis, motif_avis=un.get("motif_avis"), **textes)
    assert codes(proces_verbal.verifier(rempli, gc), gc) == set(un["anomalies"])


@cas("ecarts")
def test_ecarts(un: dict[str, Any]):
    referentiel = petit_gc.referentiel()
    motifs = dict.fromkeys(un.get("motifs", ()), MOTIF)
    fait = pv(
        referentiel,
        un.get("jury"),
        motifs_competences={c: m for c, m in motifs.items() if "." in c},
        motifs_blocs={c: m for c, m in motifs.items() if c.startswith("B") and "." not in c},
        motif_avis=motifs.get("avis"),
        **({"avis": Avis(un["avis"])} if "avis" in un else {}),
    )
    reponses = un.get("grille", {})
    grilles = {
        b: grille(referentiel, b, {c: x for c, x in reponses.items() if c.startswith(f"{b}.")}) for b in fait.vises
    }
    resultats = tuple(evaluer(referentiel, b, g, fait) for b, g in grilles.items())
    ecarts = coherence.ecarts(fait, referentiel, resultats)
    assert [dire(e) for e in ecarts] == un["ecarts"]
    assert all((e.motif is None) is bool(un["anomalies"]) for e in ecarts)
    constats = coherence.verifier(fait, grilles, referentiel, resultats, frozenset())
    assert coherents(constats, referentiel) == set(un["anomalies"])


def dire(ecart: Ecart) -> str:
    if ecart.niveau == "avis":
        return f"avis : calcul {ecart.calcul or '?'}, jury {ecart.jury}"
    niveau = "compétence" if ecart.niveau == "competence" else "bloc"
    return f"{niveau} {ecart.code} : calcul {MOTS[ecart.calcul]}, jury {MOTS[ecart.jury]}"


@cas("portee")
def test_portee(un: dict[str, Any]):
    gc = modifie(livre(), "vae", blocs_seuls=un.get("vae_par_blocs", False))
    fait = pv(gc, vises=tuple(un["vises"]), voie=un["voie"], portee=un["portee"])
    constats = coherence.verifier(fait, {}, gc, (), frozenset(un.get("acquis", ())))
    assert coherents(constats, gc) == set(un["anomalies"])

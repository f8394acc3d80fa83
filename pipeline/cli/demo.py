"""The demonstration: plays the staff and the jurors, through the very commands that a person types."""

import datetime as dt
import shutil
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline import forms
from pipeline.errors import UsageError
from pipeline.flow import classeurs
from pipeline.flow.atelier import Atelier
from pipeline.model.classeur import Brut
from pipeline.model.faits import Grille
from pipeline.model.referentiel import Referentiel
from pipeline.model.resultat import Issue
from pipeline.model.vocabulaire import Avis, Reponse, Verdict, Voie
from pipeline.rules.evaluation import evaluer, issue
from pipeline.settings import FICHIER

from . import demo_jpn, demo_sessions

MARQUE = ".demonstration"
DATES_JPN = ("2023-10-13", "2023-11-22", "2023-12-22")  # of S1
LETTRES = {"o": Reponse.OUI, "n": Reponse.NON, "x": Reponse.NON_OBSERVE}
AVIS: dict[Issue, Avis] = {"totale": Avis.TOTALE, "partielle": Avis.PARTIELLE, "refus": Avis.REFUS}
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
    b"0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\n"
    b"startxref\n164\n%%EOF\n"
)

Commande = Callable[..., None]  # runs `cqp` with these words, at that moment
Ouvrir = Callable[[str], Atelier]


def preparer_le_dossier(dossier: Path) -> None:
    """A former demonstration is made anew; anything else is left alone."""
    if (dossier / MARQUE).is_file():
        shutil.rmtree(dossier)
    if dossier.exists() and any(dossier.iterdir()):
        raise UsageError(f"Le dossier « {dossier} » n’est pas vide.", "Donnez-en un autre : cqp demo MON-DOSSIER")
    dossier.mkdir(parents=True, exist_ok=True)
    (dossier / MARQUE).touch()


def jouer(dossier: Path, cqp: Commande, ouvrir: Ouvrir) -> None:
    """Autumn 2023, in order: sessions are prepared, PVs come, then grids, then the jury paritaire sits, twice."""
    scenario = tomllib.loads((Path(__file__).parent / "demo.toml").read_text("utf-8"))
    jour, apres = scenario["jour"], f"{scenario['jour']}T18:00"
    cqp("init", dossier, quand=f"{scenario['preparation']}T08:00")
    _presser(dossier / FICHIER)
    atelier = ouvrir(apres)
    jurys = [Jury(c, scenario, atelier) for c in scenario["candidature"]]
    inbox = dossier / "inbox"
    preparer_les_sessions(scenario, inbox, cqp, atelier)
    for jury in jurys:
        jury.deposer_le_pv(inbox)
    cqp("traiter", quand=apres)
    for jury in jurys:
        jury.deposer_le_reste(inbox)
    _deposer_des_intrus(inbox)
    cqp("traiter", quand=f"{jour + dt.timedelta(days=1)}T09:00")
    premiere, seconde = scenario["jpn"]
    demo_jpn.tenir(premiere, {j.id: j for j in jurys}, scenario, dossier, cqp, ouvrir)
    completer_l_automne(scenario, jurys, inbox, cqp, ouvrir)
    retour = {c["id"]: c for c in scenario["automne"]}
    tous = {j.id: j for j in (*jurys, *(Jury(c, scenario, atelier) for c in retour.values()))}
    demo_jpn.tenir(seconde, tous, scenario, dossier, cqp, ouvrir)
    cqp("imprimer", seconde, "--par", "Sacha Organisatrice-Témoin", quand=f"{seconde + dt.timedelta(days=1)}T10:00")
    cqp("etat", quand=f"{seconde + dt.timedelta(days=1)}T10:05")


def completer_l_automne(
    scenario: Mapping[str, Any], jurys: Sequence["Jury"], inbox: Path, cqp: Commande, ouvrir: Ouvrir
) -> None:
    """Refused grids come back corrected; a COS comes for the one bloc that the GC asks of her besides."""
    atelier = ouvrir(f"{scenario['automne'][0]['jour']}T18:00")
    for jury in jurys:
        jury.corriger(inbox)
    for candidat in scenario["automne"]:
        jury = Jury(candidat, scenario, atelier)
        jury.deposer_le_pv(inbox)
        jury.deposer_le_reste(inbox)
    cqp("traiter", quand=f"{scenario['automne'][0]['jour'] + dt.timedelta(days=1)}T09:00")


def _presser(reglages: Path) -> None:
    """Its files are dropped whole: there is no need to wait long to be sure of it."""
    regle = reglages.read_text("utf-8").replace("# stabilite_s = 3", "stabilite_s = 0.2")
    reglages.write_text(regle.replace("# dates = []", f"dates = [{', '.join(DATES_JPN)}]"), "utf-8")


def preparer_les_sessions(scenario: Mapping[str, Any], inbox: Path, cqp: Commande, atelier: Atelier) -> None:
    """Jurors are trained, sessions declared a month before, completed a week before; one is full of faults."""
    par_code = {code: [c for c in scenario["candidature"] if c["id"].startswith(code)] for code in scenario["jures"]}
    demo_sessions.former(scenario, inbox, atelier)
    for code, candidats in par_code.items():
        demo_sessions.declarer(code, candidats, scenario, inbox, atelier)
    cqp("traiter", quand=f"{scenario['preparation']}T09:00")
    for code, candidats in par_code.items():
        demo_sessions.completer(code, candidats, scenario, inbox, atelier)
    demo_sessions.fauter(scenario, inbox, atelier)
    cqp("traiter", quand=f"{scenario['carnets']}T09:00")


class Jury:
    """Two jurors and a candidate: what they write in the grids and in the PV."""

    def __init__(self, candidat: Mapping[str, Any], scenario: Mapping[str, Any], atelier: Atelier) -> None:
        self.id: str = candidat["id"]
        self.candidat = candidat
        self.textes: Mapping[str, str] = scenario["textes"]
        self.jour: dt.date = candidat.get("jour", scenario["jour"])
        code = self.id.partition("-")[0]
        self.membres: list[list[str]] = scenario["jures"][code]
        self.atelier = atelier
        self.referentiel, _ = classeurs.du_jour(atelier, code, self.jour)
        self.session = f"S-{self.jour:%Y-%m}-{code}"
        self.vises = tuple(candidat.get("vises", [b.code for b in self.referentiel.blocs]))
        self.resultats = {b: evaluer(self.referentiel, b, self.grille(self.referentiel, b)) for b in self.vises}

    def grille(self, referentiel: Referentiel, bloc: str) -> Grille:
        criteres: dict[str, Reponse] = {}
        for competence in referentiel.bloc(bloc).competences:
            attendus = referentiel.criteres(competence.code)
            lettres = self.candidat.get("criteres", {}).get(competence.code, "").ljust(len(attendus), "o")
            criteres |= {c.code: LETTRES[x] for c, x in zip(attendus, lettres, strict=True)}
        return Grille(
            candidature=self.id,
            session=self.session,
            date=self.jour,
            referentiel=referentiel.code,
            version=referentiel.version,
            bloc=bloc,
            criteres=criteres,
        )

    def decide(self, code: str, calcul: bool | None) -> bool:  # noqa: FBT001 - what was computed
        """What the jury says: the computed result, unless the scenario has it decide otherwise."""
        voulu = self.candidat.get("jury", {}).get(code)
        return voulu == Verdict.VALIDE if voulu else bool(calcul)

    @property
    def attribues(self) -> frozenset[str]:
        return frozenset(b for b, r in self.resultats.items() if self.decide(b, r.calcul))

    def deposer_le_pv(self, inbox: Path) -> None:
        valeurs = {**self._fiche(), **self._identite(), **self._decisions(), **self._arguments()}
        vierge = classeurs.pv(self.atelier, self.referentiel)
        _remplir(vierge, valeurs, inbox / f"{self.id} PV.xlsx", self.atelier)

    def _fiche(self) -> dict[str, Brut]:
        return {"fiche_candidature": self.id, "fiche_session": self.session, "fiche_date": self.jour}

    def _identite(self) -> dict[str, Brut]:
        c = self.candidat
        employeur = "rh@exemple.invalid" if c.get("organisme") else None
        valeurs: dict[str, Brut] = {
            "fiche_nom": c["nom"],
            "fiche_prenom": c["prenom"],
            "fiche_email": c.get("email", f"{self.id.lower()}@exemple.invalid"),
            "fiche_organisme": c.get("organisme"),
            "fiche_branche": c.get("branche"),
            "fiche_employeur_email": employeur,
            "fiche_voie": c.get("voie", "Formation"),
            "fiche_portee": c.get("portee", "Blocs" if "vises" in c else "Certification"),
            "fiche_deroulement": "Tenu",
            "identite_verifiee": "Oui",
            "deliberation_hors_candidat": "Oui",
        }
        valeurs |= {forms.nom("vise", b.code): "Oui" if b.code in self.vises else "Non" for b in self.referentiel.blocs}
        for n, (nom, role, organisme) in enumerate(self.membres, start=1):
            ligne = {"nom": nom, "role": role, "organisme": organisme, "present": "Oui", "signature": "Oui"}
            valeurs |= {forms.nom("membre", champ, n): valeur for champ, valeur in ligne.items()}
        return valeurs

    def _decisions(self) -> dict[str, Brut]:
        def dit(code: str, resultat: bool | None) -> str:  # noqa: FBT001 - what was computed
            return Verdict.VALIDE if self.decide(code, resultat) else Verdict.NON_VALIDE

        valeurs: dict[str, Brut] = {}
        for bloc, r in self.resultats.items():
            valeurs |= {forms.nom("jury_competence", c.code): dit(c.code, c.calcul) for c in r.competences}
            valeurs[forms.nom("jury_bloc", bloc)] = dit(bloc, r.calcul)
        motives = self.candidat.get("motive", [])
        return valeurs | self._durees() | {forms.nom("ecart_motif", code): self.textes["motif"] for code in motives}

    def _durees(self) -> dict[str, Brut]:
        if self.candidat.get("voie") == Voie.VAE:
            return {forms.nom("duree_vae", code): p.minutes_max for code, p in self.referentiel.vae.phases.items()}
        return {forms.nom("duree", b): sum(e.minutes for e in self.referentiel.epreuves(b)) for b in self.vises}

    def _arguments(self) -> dict[str, Brut]:
        avis = issue(b in self.attribues for b in self.vises)
        champs = ["releve_decision", "points_forts", "axes_progres", "commentaire_candidat"]
        if self.candidat.get("organisme"):
            champs.append("commentaire_employeur")
        valeurs: dict[str, Brut] = {champ: self.textes[champ] for champ in champs}
        valeurs["avis_jury"] = AVIS[avis or "refus"]
        if avis != "totale":
            valeurs["points_faibles"] = self.textes["points_faibles"]
            valeurs |= {"preconisation_type_1": "Tutorat", "preconisation_1": self.textes["preconisation"]}
        return valeurs

    def deposer_le_reste(self, inbox: Path) -> None:
        """The grids and the pieces; the faults that the scenario asks for."""
        for bloc in self.vises:
            referentiel, valeurs = self.referentiel, {}
            if self.candidat.get("perimee") == bloc:
                referentiel = self.atelier.referentiels.versions(self.referentiel.code)[0]
            reponses = self.grille(referentiel, bloc).criteres
            valeurs = {**self._fiche(), **{forms.nom("critere", code): r.value for code, r in reponses.items()}}
            if self.candidat.get("mal_remplie") == bloc:
                premier, deuxieme, *_ = reponses
                valeurs |= {forms.nom("critere", premier): None, forms.nom("critere", deuxieme): "Peut-être"}
            vierge = classeurs.grille(self.atelier, referentiel, bloc)
            _remplir(vierge, valeurs, inbox / f"{self.id} grille {bloc}.xlsx", self.atelier)
        carnet = "livret2" if self.candidat.get("voie") == "VAE" else "carnet"
        masquees = [f"{carnet}-masque"] if self.candidat.get("masquee") else []
        for piece in ("pv-signe", carnet, *masquees):
            nom = f"{self.id}_{piece}.pdf"
            (inbox / nom).write_bytes(PDF + f"% {nom}\n".encode())

    def corriger(self, inbox: Path) -> None:
        """The grids that were refused, as they should have been."""
        fautifs = [self.candidat[faute] for faute in ("mal_remplie", "perimee") if faute in self.candidat]
        for bloc in fautifs:
            reponses = self.grille(self.referentiel, bloc).criteres
            valeurs = {**self._fiche(), **{forms.nom("critere", code): r.value for code, r in reponses.items()}}
            vierge = classeurs.grille(self.atelier, self.referentiel, bloc)
            _remplir(vierge, valeurs, inbox / f"{self.id} grille {bloc} corrigée.xlsx", self.atelier)


def _deposer_des_intrus(inbox: Path) -> None:
    """A grid dropped twice, and a letter that lost its way."""
    grille = min(inbox.glob("* grille B1.xlsx"))
    shutil.copyfile(grille, inbox / f"Copie de {grille.name}")
    (inbox / "lettre égarée.docx").write_bytes(b"PK\x03\x04 ceci n'est pas un classeur")


def _remplir(vierge: bytes, valeurs: Mapping[str, Brut], cible: Path, atelier: Atelier) -> None:
    provisoire = cible.with_suffix(".tmp")
    provisoire.write_bytes(vierge)
    classeurs.remplir(provisoire, valeurs, cible, atelier)
    provisoire.unlink()

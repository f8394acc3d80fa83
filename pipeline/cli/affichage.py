"""What the commands show: tables for people; scripts have --json."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from pipeline.errors import CqpError
from pipeline.flow.controle import Controle
from pipeline.flow.expliquer import Explication
from pipeline.flow.session.importer import Importation
from pipeline.flow.traiter import Passe
from pipeline.flow.verifier import Verification
from pipeline.model.anomalie import Anomalie, Gravite
from pipeline.model.etat import Etat, etat_dit
from pipeline.model.referentiel import Referentiel
from pipeline.settings import shipped
from pipeline.texts import Phrases, phrases

from .ecran import dit, ecrit

SIGNES = {
    "bon": "✓",
    "a_voir": "!",
    "mauvais": "✗",
    "accepte": "✓",
    "a_corriger": "!",
    "refuse": "✗",
    "doublon": "=",
    "ignore": "–",
}
COURTES = {"Candidature", "Calcul", "Avis", "Numéro", "Code", "Version", "Date"}


def _mots() -> Phrases:
    return phrases((shipped("templates"),), "suivi")


def _table(console: Console, titre: str, colonnes: Iterable[str], lignes: Iterable[Sequence[object]]) -> None:
    """Values are shown as they are: nothing in them is taken for a style."""
    table = Table(title=titre, title_justify="left", header_style="bold")
    for colonne in colonnes:
        table.add_column(colonne, overflow="fold", no_wrap=colonne in COURTES)
    for ligne in lignes:
        table.add_row(*(dit(str(x)) for x in ligne))
    console.print(table)


def anomalies(console: Console, trouvees: Iterable[Anomalie], retrait: str = "  ") -> None:
    for a in trouvees:
        cellules = ", ".join(f"{c.feuille}!{c.cellule}" for c in a.cellules[:8])
        reste = len(a.cellules) - 8
        ou = f" [{cellules}{f' et {reste} autres' if reste > 0 else ''}]" if cellules else ""
        console.print(dit(f"{retrait}{a.message}{ou}"))
        if a.action:
            console.print(dit(f"{retrait}→ {a.action}"))


def erreur(console: Console, e: CqpError) -> None:
    console.print(dit(e.message))
    console.print(dit(f"→ {e.action}"))


def passe(console: Console, p: Passe) -> None:
    mots = _mots()
    for d in p.depots:
        etat = "a_corriger" if d.id in p.a_corriger else d.etat
        console.print(dit(f"{SIGNES[etat]} {d.fichier} : {mots(f'depot.{etat}').lower()}"))
        avertissements = [a for a in d.anomalies if a.gravite is Gravite.AVERTISSEMENT]
        anomalies(
            console, d.anomalies if d.etat == "refuse" else (*p.a_corriger.get(d.id, ()), *avertissements), "    "
        )
    console.print(dit(f"{len(p.depots)} fichier(s), {p.refuses} refusé(s), {p.documents} document(s) fait(s)."))
    for avis in p.avis:
        console.print(dit(avis))


def verification(console: Console, v: Verification) -> None:
    for f in v.fichiers:
        console.print(dit(f"{SIGNES[f.etat]} {f.fichier}"))
        anomalies(console, f.anomalies, "    ")
        if f.bloc:
            console.print(dit(f"    bloc {f.bloc.code} : {_verdict(f.bloc.calcul)}"))


def _verdict(valeur: object) -> str:
    if isinstance(valeur, str):
        return valeur
    return {True: "validé", False: "non validé"}.get(bool(valeur), "") if valeur is not None else "indéterminé"


def importation(console: Console, vue: Importation) -> None:
    anomalies(console, vue.anomalies, "  ")
    console.print(dit(f"Classeur écrit : {vue.classeur} ({vue.personnes} personne(s)). Relisez-le, puis déposez-le."))


def _sessions(console: Console, e: Etat, mots: Phrases) -> None:
    declarees = [s for s in e.sessions if s.convoques]
    if declarees:
        lignes = (
            (
                s.id,
                f"{s.date:%d/%m/%Y}" if s.date else "–",
                mots(f"session.{s.etat}"),
                str(len(s.convoques)),
                str(len(s.a_envoyer)),
                str(sum(a.bloquante for a in s.anomalies)),
            )
            for s in declarees
        )
        _table(console, "Sessions", ["Session", "Date", "État", "Convoqués", "À envoyer", "Fautes bloquantes"], lignes)


def etat(console: Console, e: Etat) -> None:
    mots = _mots()
    _sessions(console, e, mots)
    _table(
        console,
        "Candidatures",
        ["Candidature", "Qui", "État", "Calcul", "Avis", "Décision", "Ce qui manque"],
        (
            (
                c.id,
                f"{c.prenom or ''} {c.nom or ''}".strip(),
                mots(f"etat.{etat_dit(c.etat, desiste=c.desiste)}"),
                c.calcul or "–",
                c.avis or "–",
                c.decision.decision if c.decision else "–",
                "\n".join(c.manque),
            )
            for c in e.candidatures
        ),
    )
    refuses = [d for d in e.depots if d.en_attente]
    if refuses:
        console.print(dit("Fichiers refusés, à corriger", style="bold"))
        for d in refuses:
            console.print(dit(f"  {d.fichier} ({d.id})"))
            anomalies(console, d.anomalies, "    ")
    bloquees = [c for c in e.candidatures if any(a.bloquante for a in c.anomalies)]
    for c in bloquees:
        console.print(dit(f"{c.id} : à corriger", style="bold"))
        anomalies(console, (a for a in c.anomalies if a.bloquante), "    ")
    for c in e.candidatures:
        anomalies(console, c.a_completer)
    _restes(console, e, mots)
    _echeances(console, e, mots)
    console.print(dit(f"{len(e.depots)} dépôt(s), {len(e.documents)} document(s)."))


def _restes(console: Console, e: Etat, mots: Phrases) -> None:
    lignes = [
        (
            f"{p.prenom} {p.nom} ({p.id})",
            f"{r.referentiel} {r.version}",
            ", ".join(r.acquis),
            ", ".join(r.manquants) or mots("reste.rien"),
            "\n→ ".join(filter(None, (r.alerte, r.que_faire))),
        )
        for p in e.personnes
        for r in p.reste
    ]
    if lignes:
        _table(console, mots("feuille.acquis_partiels"), mots.toutes("reste.colonnes"), lignes)


def _echeances(console: Console, e: Etat, mots: Phrases) -> None:
    if e.echeances:
        lignes = (
            (f"{x.date:%d/%m/%Y %H:%M}", x.quoi, x.pour, mots(f"echeance.{x.dit}", jours=str(x.retard_jours)))
            for x in e.echeances
        )
        _table(console, "Échéances", mots.toutes("colonnes.echeances"), lignes)


def explication(console: Console, e: Explication) -> None:
    c = e.candidature
    console.print(
        dit(f"{c.id} · {c.prenom or ''} {c.nom or ''} · {c.referentiel or ''} {c.version or ''}", style="bold")
    )
    regles: dict[str, int] = {}
    for r in e.raisons:
        regle = f"{r.regle} ({r.source})" if r.source else r.regle
        numero = regles.setdefault(regle, len(regles) + 1)
        console.print(dit(r.titre, style="bold"))
        console.print(dit(f"  {r.compte} → calcul : {_verdict(r.calcul)} ; jury : {_verdict(r.jury)} [règle {numero}]"))
        if r.motif:
            console.print(dit(f"  Motif du jury : {r.motif}"))
    console.print(dit("Règles appliquées", style="bold"))
    for regle, numero in regles.items():
        console.print(dit(f"  [{numero}] {regle}"))
    for manque in c.manque:
        console.print(dit(f"Il manque : {manque}"))
    anomalies(console, c.anomalies)


def cellules(console: Console, vue: Mapping[str, Any]) -> None:
    lignes = (
        (
            c["nom"],
            c["role"],
            f"{c['feuille']}!{c['cellule']}",
            c["libelle"],
            "" if c["valeur"] is None else c["valeur"],
        )
        for c in vue["cellules"]
    )
    _table(console, str(vue["type"]), ["Nom", "Rôle", "Cellule", "Libellé", "Valeur"], lignes)


def ordre_du_jour(console: Console, vue: Mapping[str, Any]) -> None:
    if vue["classeur"]:
        console.print(dit(f"{len(vue['dossiers'])} dossier(s) à l’ordre du jour."))
        console.print(dit(f"→ Classeur à remplir pendant la séance, puis à déposer dans inbox/ : {vue['classeur']}"))
    else:
        console.print(dit("Aucun dossier n’est prêt pour cette date."))
    if vue["ecartes"]:
        lignes = ((x["candidature"], x["motif"]) for x in vue["ecartes"])
        _table(console, "Candidatures écartées", ["Candidature", "Pourquoi"], lignes)
    retenus(console, vue)
    for avertissement in vue["avertissements"]:
        console.print(dit(f"Attention : {avertissement}"))


def correspondance(console: Console, vue: Mapping[str, str]) -> None:
    _table(console, "Correspondance (confidentiel)", ["Numéro", "Candidature"], vue.items())


def retenus(console: Console, vue: Mapping[str, Any]) -> None:
    if vue.get("retenus"):
        lignes = ((x["candidature"] or x["document"], x["ou"]) for x in vue["retenus"])
        _table(console, "Documents retenus : un nom y reste lisible", ["Candidature", "Où"], lignes)
        console.print(dit("→ Lisez outbox/institut/jurys paritaires/ : ce qui a été trouvé, et comment le libérer."))


def proclamation(console: Console, vue: Mapping[str, Any]) -> None:
    retenus(console, vue)
    console.print(dit(f"Résultats proclamés ; {vue['documents']} document(s) fait(s)."))
    console.print(dit("→ Notifications : outbox/candidats/ et outbox/employeurs/ ; à signer : outbox/ucanss/"))
    console.print(dit(f"→ Une fois les notifications parties, notez-le : cqp jpn envoi {vue['date']}"))


def envoi(console: Console, vue: Mapping[str, Any]) -> None:
    for x in vue["notes"]:
        console.print(dit(f"✓ noté comme envoyé : {x}"))
    if not vue["notes"]:
        console.print("Tout était déjà noté comme envoyé.")
    if vue.get("en_retard"):
        console.print(dit(f"Attention : {len(vue['en_retard'])} parti(s) plus de 48 heures après la délibération."))


def rectification(console: Console, vue: Mapping[str, Any]) -> None:
    _table(console, "Documents révoqués", ["Document"], ((d,) for d in vue["revoques"]))
    if vue["decision_revoquee"]:
        console.print(dit("→ Le dossier est rouvert : il ira au prochain jury paritaire préparé (cqp jpn preparer)."))
    else:
        console.print(dit("→ Les documents au nom corrigé sont dans outbox/ ; la décision n’a pas changé."))


def referentiels(console: Console, tous: Iterable[Referentiel]) -> None:
    lignes = (
        (
            r.code,
            r.version,
            f"{r.en_vigueur.du:%d/%m/%Y} – {f'{r.en_vigueur.au:%d/%m/%Y}' if r.en_vigueur.au else ''}",
            r.statut,
            "\n".join(f"{b.code} {b.intitule} ({len(b.competences)} compétences)" for b in r.blocs),
        )
        for r in tous
    )
    _table(console, "Référentiels", ["Code", "Version", "En vigueur", "Statut", "Blocs"], lignes)


def diagnostic(console: Console, controles: Iterable[Controle]) -> None:
    for c in controles:
        console.print(dit(f"{SIGNES[c.etat]} {c.quoi} : {c.detail}"))
        if c.action:
            console.print(dit(f"    → {c.action}"))


A_VOIR = (
    ("outbox/ucanss", "les parchemins et les récapitulatifs, à signer"),
    ("outbox/candidats", "les notifications, à envoyer"),
    ("outbox/institut", "les dossiers de certification, les procès-verbaux, les modèles vierges"),
    ("outbox/institut/a-corriger", "les classeurs refusés, annotés"),
    ("outbox/institut/suivi.xlsx", "où en est chaque dossier"),
)


def a_voir(dossier: Path) -> None:
    ecrit("\nÀ regarder :")
    largeur = max(len(f"{dossier / nom}") for nom, _ in A_VOIR)
    for nom, quoi in A_VOIR:
        ecrit(f"  {f'{dossier / nom}'.ljust(largeur)}  {quoi}")

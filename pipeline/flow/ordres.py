"""The orders that staff give by a workbook, carried out once each, with who asks and why (no terminal needed)."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pipeline.errors import CqpError, UsageError
from pipeline.model.faits import Depot
from pipeline.model.impression import EtatImpression
from pipeline.model.session import Demande, OrdreDonne
from pipeline.model.vocabulaire import Ordre
from pipeline.register import OrdreExecute, Registre
from pipeline.texts import Phrases, phrases

from . import confirmer, envois, numeros, personnes, rendre, ucanss
from .atelier import Atelier, Bilan
from .designes import Designe, designe
from .impression import suivre, tirages
from .jpn import rectifier, seance

SUIVIS = {
    Ordre.SIGNER: EtatImpression.SIGNE,
    Ordre.EXPEDIER: EtatImpression.EXPEDIE,
    Ordre.REMETTRE: EtatImpression.REMIS,
}
A_TEXTE = {Ordre.LIBERER, Ordre.RENOMMER, Ordre.ENVOYER, Ordre.EXPEDIER}  # their "mot, nom ou moment" is part of it


def executer(bilan: Bilan) -> int:
    """How many orders were carried out. A refusal is an answer; a crash in the middle is done again."""
    registre = bilan.registre
    faits = registre.ordres.tous()
    combien = 0
    for demande, depot in bilan.faits.demandes:
        for ordre in demande.ordres:
            if (depot.rang, ordre.ligne) in faits:
                continue
            suite = _executer(bilan, demande, depot, ordre)
            registre.ordres.noter(suite)
            combien += 1
    return combien


def _executer(bilan: Bilan, demande: Demande, depot: Depot, ordre: OrdreDonne) -> OrdreExecute:
    """What came of it, and whom it touches, as its number was read before anything was done."""
    atelier, registre = bilan.atelier, bilan.registre
    mots = phrases(atelier.espace.templates, "demande")
    ordre = numeros.lire(bilan, ordre)
    recu = _Recu(atelier, registre, mots, ordre, demande.demandeur, depot)
    vise = designe(bilan, ordre, mots)
    try:
        _deja_fait(bilan, demande, depot, ordre)
        _bien_designe(ordre, vise)
        reussi, resultat = True, ACCOMPLIR[ordre.ordre](recu)
    except CqpError as e:
        reussi, resultat = False, f"{e.message} {e.action}".strip()
    if vise:
        resultat = mots("concerne", resultat=resultat, qui=vise.texte)
    return OrdreExecute(
        depot=depot.rang, ligne=ordre.ligne, execute_le=atelier.maintenant, reussi=reussi, resultat=resultat
    )


def _bien_designe(ordre: OrdreDonne, vise: Designe | None) -> None:
    """« Mot, nom ou moment », where the order needs none, says whose number it is (one digit is somebody else)."""
    if vise and ordre.texte and ordre.ordre not in A_TEXTE and not vise.repond_a(ordre.texte):
        raise UsageError(
            f"Rien n’a été fait : le numéro {ordre.cible} n’est pas celui de « {ordre.texte} ».",
            "Vérifiez le numéro et le nom, puis donnez l’ordre dans une nouvelle demande.",
        )


def _deja_fait(bilan: Bilan, demande: Demande, depot: Depot, ordre: OrdreDonne) -> None:
    """A request of which one line was wrong is often corrected and dropped whole: what was done is not done twice."""
    faits = bilan.registre.ordres.tous()
    for autre, avant in bilan.faits.demandes:
        if avant.rang >= depot.rang or not autre.fautives or autre.demandeur != demande.demandeur:
            continue
        suite = faits.get((avant.rang, ordre.ligne))
        if suite and suite.reussi and ordre in [numeros.lire(bilan, o) for o in autre.ordres]:
            raise UsageError(
                f"Cet ordre est déjà exécuté, depuis la demande {avant.id} : il ne l’est pas une seconde fois.",
                "Pour le redonner, écrivez-le avec un autre motif.",
            )


class _Recu(NamedTuple):
    """An order and all that carrying it out takes. The validation made sure that it has its date or its target."""

    atelier: Atelier
    registre: Registre
    mots: Phrases
    ordre: OrdreDonne
    par: str
    depot: Depot

    @property
    def ou(self) -> tuple[Atelier, Registre]:
        return self.atelier, self.registre

    @property
    def jour(self) -> dt.date:
        if self.ordre.date is None:
            raise ValueError(f"order without its date: {self.ordre}")
        return self.ordre.date

    @property
    def cible(self) -> str:
        return self.ordre.cible or ""

    @property
    def motif(self) -> str:
        """The reason, and who gave it: it stays with what was done."""
        return self.mots("motif", motif=self.ordre.motif or "", demandeur=self.par)


# Each says what was done, in a sentence.


def _preparer(r: _Recu) -> str:
    vue = seance.arreter(*r.ou, r.jour)
    if vue["classeur"] is None:
        return r.mots("suite.rien_a_preparer", date=f"{r.jour:%d/%m/%Y}")
    return r.mots("suite.prepare", classeur=vue["classeur"], nombre=str(len(vue["dossiers"])))


def _proclamer(r: _Recu) -> str:
    seance.liberer(*r.ou, r.jour)
    return r.mots("suite.proclame", date=f"{r.jour:%d/%m/%Y}")


def _envoyer(r: _Recu) -> str:
    """All that has not left of a date, or what its target names; « mot, nom ou moment » says when, nothing says now."""
    vue = envois.resultats(*r.ou, r.jour, numeros.en_liste(r.cible), _parti(r))
    if not vue["notes"]:
        return r.mots("suite.deja_envoye", date=f"{r.jour:%d/%m/%Y}")
    dit = {"nombre": str(len(vue["notes"])), "date": f"{r.jour:%d/%m/%Y}", "le": _quand(vue)}
    tard = r.mots("suite.envoye_tard", nombre=str(len(vue["en_retard"]))) if vue["en_retard"] else ""
    return f"{r.mots('suite.envoye', **dit)} {tard}".strip()


def _parti(r: _Recu) -> envois.Parti:
    return envois.Parti(envois.moment(r.ordre.texte, r.atelier.maintenant), r.par, r.ordre.motif)


def _quand(vue: Mapping[str, Any]) -> str:
    return f"{dt.datetime.fromisoformat(vue['envoye_le']):%d/%m/%Y à %H h %M}"


def _expedier(r: _Recu) -> str:
    """What a session sends, else a printed paper."""
    choisis = envois.a_noter(r.atelier.bilan(r.registre), r.cible)
    if not choisis:
        return _suivre(r)
    vue = envois.de_la_session(*r.ou, choisis, _parti(r))
    return r.mots("suite.parti", le=_quand(vue), fichiers=", ".join(vue["notes"]))


def _imprimer(r: _Recu) -> str:
    return _tire(r, tirages.tirer(*r.ou, r.jour, par=r.par))


def _reimprimer(r: _Recu) -> str:
    return _tire(r, tirages.reimprimer(*r.ou, r.cible, r.ordre.motif, r.par))


def _tire(r: _Recu, vue: Mapping[str, Any]) -> str:
    fichiers = ", ".join(t["fichier"] for t in vue["tirages"])
    if not fichiers:
        return r.mots("suite.rien_a_imprimer")
    sans = ", ".join(vue["adresses_a_completer"])
    return r.mots("suite.imprime", fichiers=fichiers) + (r.mots("suite.sans_adresse", qui=sans) if sans else "")


def _suivre(r: _Recu) -> str:
    etat = SUIVIS[r.ordre.ordre]
    vue = suivre.noter(*r.ou, (r.cible,), etat, par=r.par, precision=r.ordre.motif)
    return r.mots("suite.suivi", numero=r.cible, etat=vue["etat"])


def _reprendre(r: _Recu) -> str:
    if r.cible == r.depot.id:
        raise UsageError(
            f"{r.depot.id} est le numéro de cette demande elle-même : elle ne peut pas se reprendre.",
            "Lisez dans suivi.xlsx, feuille Dépôts, le numéro du fichier à reprendre.",
        )
    return r.mots("suite.repris", fichier=rendre.reprendre(*r.ou, r.cible, r.motif))


def _confirmer(r: _Recu) -> str:
    fichiers = confirmer.accepter(*r.ou, r.cible, r.motif)
    return r.mots("suite.confirme", fichiers=" ; ".join(f"« {f} »" for f in fichiers))


def _remettre(r: _Recu) -> str:
    return r.mots("suite.remis", fichiers=", ".join(rendre.remettre(*r.ou, r.cible)))


def _liberer(r: _Recu) -> str:
    mot = r.ordre.texte or ""
    rectifier.liberer_le_mot(*r.ou, r.cible, mot, r.motif)
    return r.mots("suite.libere", mot=mot, candidature=r.cible)


def _rectifier(r: _Recu) -> str:
    vue = rectifier.revoquer(*r.ou, r.cible, r.motif, rectifier.Nouveau())
    return r.mots("suite.rectifie", candidature=vue["candidature"], nombre=str(len(vue["revoques"])))


def _renommer(r: _Recu) -> str:
    """« Durand, Anaïs »: the right name, then the first name where it was wrong too."""
    nom, _, prenom = (r.ordre.texte or "").partition(",")
    nouveau = rectifier.Nouveau(nom=nom.strip() or None, prenom=prenom.strip() or None)
    if nouveau.vide:
        raise UsageError("Le nom exact manque.", "Écrivez-le dans « Mot, nom ou moment » : Durand, Anaïs.")
    vue = rectifier.revoquer(*r.ou, r.cible, r.motif, nouveau)
    return r.mots("suite.renomme", candidature=vue["candidature"], nombre=str(len(vue["revoques"])))


def _dupliquer(r: _Recu) -> str:
    vue = rectifier.donner_un_duplicata(*r.ou, r.cible, r.motif)
    return r.mots("suite.duplicata", document=vue["document"])


def _fusionner(r: _Recu) -> str:
    reunie = personnes.reunir(*r.ou, *personnes.deux(r.cible), r.motif)
    return r.mots("suite.fusionne", personne=reunie.personne, candidatures=", ".join(reunie.candidatures))


def _delivrer(r: _Recu) -> str:
    decision = ucanss.decider(*r.ou, r.cible, r.jour, motif=r.ordre.motif or "", par=r.par)
    return r.mots("suite.delivrer", candidature=decision.candidature, date=f"{decision.date:%d/%m/%Y}")


ACCOMPLIR: Mapping[Ordre, Callable[[_Recu], str]] = {
    Ordre.PREPARER: _preparer,
    Ordre.PROCLAMER: _proclamer,
    Ordre.ENVOYER: _envoyer,
    Ordre.IMPRIMER: _imprimer,
    Ordre.REIMPRIMER: _reimprimer,
    **dict.fromkeys(SUIVIS, _suivre),
    Ordre.EXPEDIER: _expedier,
    Ordre.REPRENDRE: _reprendre,
    Ordre.CONFIRMER: _confirmer,
    Ordre.REPUBLIER: _remettre,
    Ordre.LIBERER: _liberer,
    Ordre.RECTIFIER: _rectifier,
    Ordre.RENOMMER: _renommer,
    Ordre.DUPLIQUER: _dupliquer,
    Ordre.FUSIONNER: _fusionner,
    Ordre.DELIVRER: _delivrer,
}

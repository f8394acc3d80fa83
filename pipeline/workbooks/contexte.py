"""What a workbook shows around its cells: values for the braces of its template, in groups that repeat."""

from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.forms import jury_paritaire, proces_verbal
from pipeline.model.base import Frozen
from pipeline.model.referentiel import Bloc, Competence, Epreuve, Phase, Referentiel, Seuil
from pipeline.model.resultat import Ecart, Issue, ResultatBloc
from pipeline.texts import Phrases


class Groupe(Frozen):
    """One turn of a group of rows. `bloc`, `competence`, `critere` and `ligne` tell which cells belong to it."""

    valeurs: dict[str, str | int] = {}
    groupes: dict[str, tuple["Groupe", ...]] = {}
    propositions: dict[str, str] = {}  # role of a cell → the shown value that its drop-down offers, typed words allowed
    bloc: str | None = None
    competence: str | None = None
    critere: str | None = None
    ligne: int | None = None


class DossierJpn(Frozen):
    """A dossier of the docket, as the jury paritaire sees it: by its number, never by a name (K18)."""

    ligne: int
    numero: str
    referentiel: Referentiel
    vises: tuple[str, ...]
    resultats: tuple[ResultatBloc, ...] = ()
    calcul: Issue | None = None
    avis: Issue | None = None
    ecarts: tuple[Ecart, ...] = ()
    acquis: tuple[str, ...] = ()  # blocs acquired before
    gardes: int = 0  # blocs of which only competences are kept (K19, K37)
    a_controler: bool = False  # drawn in the sample (G-084)
    non_verifies: tuple[str, ...] = ()  # rules that nobody checked, in words (K43)


def grille(referentiel: Referentiel, bloc: str, mots: Phrases) -> Groupe:
    unite = referentiel.bloc(bloc)
    epreuves = referentiel.epreuves(bloc)
    phases = [phase for epreuve in epreuves for phase in epreuve.phases]
    return Groupe(
        bloc=unite.code,
        valeurs={**en_tete(referentiel), **_bloc(unite), **_regles(referentiel)},
        groupes={
            "exemple": exemple(referentiel),
            "competence": tuple(_avec_criteres(referentiel, c) for c in unite.competences),
            "phase": tuple(_phase(p, rang, mots) for rang, p in enumerate(phases, start=1)),
            "epreuve": tuple(_epreuve(e, mots) for e in epreuves),
        },
    )


def pv(referentiel: Referentiel, mots: Phrases) -> Groupe:
    return Groupe(
        valeurs={
            **en_tete(referentiel),
            **_regles(referentiel),
            "jury_minimum": referentiel.jury.effectif_min.valeur,
            "capitalisables": int(referentiel.capitalise_les_competences),
        },
        groupes={
            "exemple": exemple(referentiel),
            "bloc": tuple(_avec_competences(referentiel, b, mots) for b in referentiel.blocs),
            "membre": lignes(proces_verbal.MEMBRES),
            "preconisation": lignes(proces_verbal.PRECONISATIONS),
            "phase_vae": tuple(_phase_vae(code, p, mots) for code, p in referentiel.vae.phases.items()),
        },
    )


def _phase_vae(code: str, phase: Phase, mots: Phrases) -> Groupe:
    minutes = f"{phase.au_moins} à {phase.minutes_max}" if 0 < phase.au_moins < phase.minutes_max else phase.minutes_max
    duree = mots("duree.prevue", minutes=str(minutes))
    return Groupe(critere=code, valeurs={"phase_intitule": phase.intitule, "phase_duree": duree})


def jpn(jour: date, dossiers: Iterable[DossierJpn], mots: Phrases) -> Groupe:
    return _jpn(mots("jpn.titre", date=f"{jour:%d/%m/%Y}"), (_dossier(d, mots) for d in dossiers))


def jpn_vierge(lignes: int, blocs: tuple[str, ...], mots: Phrases) -> Groupe:
    """Beside `forms.jpn_vierge(blocs)`, which says how many lines there are."""
    vides = tuple(
        Groupe(bloc=code, valeurs={"bloc_code": code, "bloc_intitule": "", "bloc_jury": ""}) for code in blocs
    )
    return _jpn(
        mots("jpn.titre_vierge"),
        (
            Groupe(
                ligne=n,
                valeurs={
                    "dossier_cqp": mots("jpn.dossier_vierge", rang=str(n)),
                    "dossier_avis": "",
                    "dossier_acquis": 0,
                    "dossier_total": len(blocs),
                    "dossier_gardes": 0,
                },
                groupes={"bloc": vides, "remarque": (), "ecart": ()},
            )
            for n in range(1, lignes + 1)
        ),
    )


def _jpn(titre: str, dossiers: Iterable[Groupe]) -> Groupe:
    return Groupe(
        valeurs={"titre": titre},
        groupes={
            "membre": lignes(jury_paritaire.MEMBRES),
            "dossier": tuple(dossiers),
            "question": lignes(jury_paritaire.QUESTIONS),
        },
    )


def lignes(nombre: int) -> tuple[Groupe, ...]:
    return tuple(Groupe(ligne=n, valeurs={"rang": n}) for n in range(1, nombre + 1))


def en_tete(referentiel: Referentiel) -> dict[str, str | int]:
    return {
        "cqp": referentiel.intitule.valeur,
        "sigle": referentiel.sigle,
        "version": referentiel.version,
        "certificateurs": " · ".join(referentiel.certificateurs.valeur),
    }


def exemple(referentiel: Referentiel) -> tuple[Groupe, ...]:
    """One row when the référentiel is only an example, else none."""
    if referentiel.statut != "exemple":
        return ()
    return (Groupe(valeurs={"avertissement": referentiel.avertissement}),)


def _regles(referentiel: Referentiel) -> dict[str, str | int]:
    """What the live results of the sheet compute with; empty where no text gives a rule."""
    regles = referentiel.regles

    def fraction(nom: str, seuil: Seuil | None) -> dict[str, str | int]:
        connu = seuil if regles.arrondi else None
        return {
            f"{nom}_numerateur": connu.numerateur if connu else "",
            f"{nom}_denominateur": connu.denominateur if connu else "",
        }

    return {
        **fraction("criteres", regles.seuil_criteres),
        **fraction("competences", regles.seuil_competences),
        "arrondi": regles.arrondi.valeur.value if regles.arrondi else "",
        "non_observe": regles.non_observe.valeur.value,
    }


def _bloc(bloc: Bloc) -> dict[str, str | int]:
    return {"bloc_code": bloc.code, "bloc_intitule": bloc.intitule}


def _competence(competence: Competence) -> dict[str, str | int]:
    return {"competence_code": competence.code, "competence_intitule": competence.intitule}


def _avec_criteres(referentiel: Referentiel, competence: Competence) -> Groupe:
    return Groupe(
        competence=competence.code,
        valeurs=_competence(competence),
        groupes={
            "critere": tuple(
                Groupe(critere=c.code, valeurs={"critere_code": c.code, "critere_libelle": c.libelle})
                for c in referentiel.criteres(competence.code)
            )
        },
    )


def _avec_competences(referentiel: Referentiel, bloc: Bloc, mots: Phrases) -> Groupe:
    minutes = sum(e.minutes for e in referentiel.epreuves(bloc.code))
    return Groupe(
        bloc=bloc.code,
        valeurs={**_bloc(bloc), "bloc_duree": mots("duree.prevue", minutes=str(minutes)) if minutes else ""},
        groupes={
            "competence": tuple(Groupe(competence=c.code, valeurs=_competence(c)) for c in bloc.competences),
        },
    )


def _minutes(phase: Phase) -> tuple[str, dict[str, str]]:
    if phase.minutes_min and phase.minutes_min != phase.minutes_max:
        return "entre", {"minimum": str(phase.minutes_min), "maximum": str(phase.minutes_max)}
    return "prevue", {"minutes": str(phase.minutes_max)}


def _phase(phase: Phase, rang: int, mots: Phrases) -> Groupe:
    cle, valeurs = _minutes(phase)
    return Groupe(
        ligne=rang, valeurs={"phase_intitule": phase.intitule, "phase_minutes": mots(f"duree.{cle}", **valeurs)}
    )


def _epreuve(epreuve: Epreuve, mots: Phrases) -> Groupe:
    return Groupe(
        valeurs={"epreuve": mots("epreuve", intitule=epreuve.intitule, minutes=str(epreuve.minutes))},
        groupes={"consigne": tuple(Groupe(valeurs={"consigne": c}) for c in epreuve.consignes)},
    )


def _dossier(dossier: DossierJpn, mots: Phrases) -> Groupe:
    referentiel = dossier.referentiel
    mots = mots.selon(sans_blocs=referentiel.metier_reglemente.valeur)
    par_bloc = {r.code: r for r in dossier.resultats}
    tous = {b.code for b in referentiel.blocs}
    return Groupe(
        ligne=dossier.ligne,
        valeurs={
            "dossier_cqp": f"{referentiel.sigle} · {referentiel.intitule.valeur}",
            "dossier_avis": mots("jpn.avis", avis=_verdict(mots, dossier.avis), calcul=_verdict(mots, dossier.calcul)),
            "dossier_acquis": len(tous & set(dossier.acquis) - set(dossier.vises)),
            "dossier_total": len(tous),
            "dossier_gardes": dossier.gardes,
        },
        groupes={
            "bloc": tuple(
                Groupe(
                    bloc=code,
                    valeurs={
                        "bloc_code": mots("jpn.code", code=code),
                        "bloc_intitule": referentiel.bloc(code).intitule,
                        "bloc_jury": _vu_par_le_jury(par_bloc.get(code), mots),
                    },
                )
                for code in dossier.vises
            ),
            "remarque": tuple(Groupe(valeurs={"remarque": r}) for r in _remarques(dossier, mots)),
            "ecart": tuple(Groupe(valeurs={"ecart": _ecart(e, mots)}) for e in dossier.ecarts),
        },
    )


def _remarques(dossier: DossierJpn, mots: Phrases) -> Iterator[str]:
    """What the members must know before they vote: a check to make, blocs that need no decision."""
    if dossier.a_controler:
        yield mots("jpn.a_controler")
    if dossier.non_verifies:
        yield mots("jpn.non_verifies", regles=" ; ".join(dossier.non_verifies))
    if not dossier.vises:
        yield mots("jpn.tout_acquis", sigle=dossier.referentiel.sigle)
    elif dossier.acquis:
        yield mots("jpn.acquis", blocs=", ".join(dossier.acquis))


def _vu_par_le_jury(resultat: ResultatBloc | None, mots: Phrases) -> str:
    if resultat is None:
        return ""
    seuil = mots("jpn.seuil", seuil=str(resultat.seuil)) if resultat.seuil is not None else ""
    return mots(
        "jpn.bloc",
        jury=_verdict(mots, resultat.jury),
        validees=str(resultat.competences_validees),
        total=str(resultat.competences_total),
        seuil=seuil,
    )


def _ecart(ecart: Ecart, mots: Phrases) -> str:
    return mots(
        "jpn.ecart",
        quoi=mots(f"jpn.niveau.{ecart.niveau}", code=ecart.code or ""),
        calcul=_verdict(mots, ecart.calcul),
        jury=_verdict(mots, ecart.jury),
        motif=ecart.motif or mots("jpn.sans_motif"),
    )


def _verdict(mots: Phrases, valeur: bool | Issue | None) -> str:  # noqa: FBT001 - three values: true, false, unknown
    """What was computed or decided, of a competence or a bloc (a truth) or of the whole (an outcome)."""
    if valeur is None:
        return mots("verdict.indetermine")
    if isinstance(valeur, str):
        return mots(f"verdict.{valeur}")
    return mots("verdict.valide" if valeur else "verdict.non_valide")

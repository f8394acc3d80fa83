"""`suivi.xlsx`: what `etat` says, for people without a terminal. The same state gives the same bytes."""

import datetime as dt
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.model.anomalie import Anomalie, Gravite
from pipeline.model.etat import CLOS, Etat, EtatCandidature, VueCandidature, VueSession, etat_dit
from pipeline.model.moment import a_paris
from pipeline.texts import Phrases

from . import zipped
from .charte import Charte

Rangee: TypeAlias = tuple[str, ...]

LARGEUR_MAX = 44  # characters: beyond, the text wraps
PAR_LIGNE = 15  # points, the height of one line of text
CELLULES_MAX = 6  # addresses told in one cell
CONFIDENTIELLES = ("candidat_handicap_le", "candidat_amenagement", "candidat_temps_supplementaire")


def suivi(etat: Etat, mots: Phrases, controles: Phrases, charte: Charte, modifies: Sequence[str] = ()) -> bytes:
    """`controles`: the words of the rules; `modifies`: the work of people on papers issued again, kept beside them."""
    classeur = Workbook()
    feuilles: dict[str, list[Rangee]] = {
        "candidatures": list(_candidatures(etat, mots, controles)),
        "sessions": list(_sessions(etat, mots)),
        "corrections": list(_corrections(etat, mots, modifies)),
        "documents": list(_documents(etat, mots)),
        "echeances": list(_echeances(etat, mots)),
        "envois": list(_envois(etat, mots)),
        "depots": list(_depots(etat, mots)),
        "acquis_partiels": list(_acquis_partiels(etat)),
        "jures": list(_jures(etat)),
    }
    for rang, (cle, rangees) in enumerate(feuilles.items()):
        feuille = classeur.worksheets[0] if rang == 0 else classeur.create_sheet()
        feuille.title = mots(f"feuille.{cle}")
        ecrire(feuille, mots.toutes(f"colonnes.{cle}"), rangees, mots(f"vide.{cle}"), charte)
    sortie = BytesIO()
    classeur.save(sortie)
    return zipped.figer(sortie.getvalue())


def _documents(etat: Etat, mots: Phrases) -> Iterator[Rangee]:
    for d in etat.documents:
        if not d.scelle:  # no number of a dossier in a sheet that names candidatures (K18)
            mots_du_document = (
                mots(f"document.{d.type}"),
                mots(f"audience.{d.audience}"),
                mots(f"document_etat.{d.etat}"),
            )
            yield (d.candidature or d.session or "", *mots_du_document, d.docx, d.pdf, d.id)


def _echeances(etat: Etat, mots: Phrases) -> Iterator[Rangee]:
    for e in etat.echeances:
        dit = mots(f"echeance.{e.dit}", jours=str(e.retard_jours))
        yield (e.date.strftime("%d/%m/%Y %H:%M"), e.quoi, e.pour, dit)


def _depots(etat: Etat, mots: Phrases) -> Iterator[Rangee]:
    for d in etat.depots:
        yield (
            d.id,
            d.recu_le.strftime("%d/%m/%Y %H:%M"),
            d.fichier,
            mots("depot.a_corriger" if d.a_corriger else f"depot.{d.etat}"),
            d.candidature or "",
            d.remplace_par or "",
            "\n".join(a.message for a in d.anomalies if a.code == "REMPLACE"),
        )


def _jures(etat: Etat) -> Iterator[Rangee]:
    for j in etat.jures:
        yield (
            j.nom,
            j.organisme or "",
            j.branche or "",
            j.formation.strftime("%d/%m/%Y") if j.formation else "",
            "\n".join(f"{cqp} : {jour:%d/%m/%Y}" for cqp, jour in sorted(j.validations.items())),
            ", ".join(j.sessions),
        )


def _candidatures(etat: Etat, mots: Phrases, controles: Phrases) -> Iterator[Rangee]:
    """What nobody checked stands on the line of each (K43)."""
    for c in etat.candidatures:
        yield (
            c.id,
            f"{c.nom or ''} {c.prenom or ''}".strip(),
            c.session or "",
            c.referentiel or "",
            c.voie or "",
            mots(f"etat.{etat_dit(c.etat, desiste=c.desiste)}"),
            "\n".join(c.manque),
            mots(f"issue.{c.avis}") if c.avis else "",
            _decision(c, mots),
            "\n".join(map(controles, c.non_verifies)),
        )


def _sessions(etat: Etat, mots: Phrases) -> Iterator[Rangee]:
    for s in etat.sessions:
        yield (
            s.id,
            s.date.strftime("%d/%m/%Y") if s.date else "",
            s.referentiel or "",
            mots(f"session.{s.etat}"),
            _candidats_de(s, etat, mots),
            "\n".join(s.manque),
            "\n".join(s.a_envoyer),
            s.jpn.strftime("%d/%m/%Y") if s.jpn else "",
        )


def _candidats_de(s: VueSession, etat: Etat, mots: Phrases) -> str:
    """Those who are inscribed, not those who were convened; without a workbook, those whom its files tell."""
    siens = [c for c in etat.candidatures if c.session == s.id]
    nombre = len(s.convoques) or len(siens)
    reportes = sum(c.etat is EtatCandidature.REPORTEE for c in siens)
    return mots("candidats", nombre=str(nombre), reportes=str(reportes)) if reportes else str(nombre or "")


def _envois(etat: Etat, mots: Phrases) -> Iterator[Rangee]:
    """The notices of proclaimed results, those that have not left first (K45)."""
    for e in sorted(etat.envois, key=lambda e: (e.etat.parti, e.jpn, e.candidature, e.a)):
        yield (
            e.candidature,
            mots(f"envoi.{e.a}"),
            e.jpn.strftime("%d/%m/%Y"),
            _moment(e.proclame_le),
            _moment(e.limite),
            mots("envoi.de_nouveau") if e.de_nouveau and not e.etat.parti else mots(f"envoi.{e.etat}"),
            _moment(e.envoye_le),
            e.par or "",
        )


def _moment(quand: dt.datetime | None) -> str:
    return a_paris(quand).strftime("%d/%m/%Y %H:%M") if quand else ""


def _acquis_partiels(etat: Etat) -> Iterator[Rangee]:
    """Who began a CQP and may come back; those whose path is threatened first (G-097)."""
    lignes = [(p, r) for p in etat.personnes for r in p.reste]
    for p, r in sorted(lignes, key=lambda x: (x[1].alerte is None, x[0].nom, x[0].prenom, x[1].referentiel)):
        qui = f"{p.nom} {p.prenom}".strip()
        blocs = (", ".join(r.acquis), ", ".join(r.manquants))
        alertes = (r.alerte or "", r.que_faire or "")
        yield (p.id, qui, ", ".join(p.candidatures), f"{r.referentiel} {r.version}", *blocs, *alertes)


def _decision(c: VueCandidature, mots: Phrases) -> str:
    if c.decision is None:
        return ""
    return mots("decision", decision=c.decision.decision, date=c.decision.date.strftime("%d/%m/%Y"))


def _corrections(etat: Etat, mots: Phrases, modifies: Sequence[str]) -> Iterator[Rangee]:
    """Everything that someone has to do, what blocks first."""
    lignes: list[tuple[int, Rangee]] = []
    for d in etat.depots:
        if d.en_attente:
            lignes += [
                (0, (d.candidature or "", d.fichier, _ou(a, mots), mots("gravite.refuse"), a.message, a.action))
                for a in d.anomalies
            ]
        lignes += [
            (int(not a.bloquante), (d.id, d.fichier, _ou(a, mots), mots(f"gravite.{a.gravite}"), a.message, a.action))
            for a in d.a_faire
        ]
    a_comparer = (mots("gravite.avertissement"), mots("modifie.message"), mots("modifie.action"))
    lignes += [(1, ("", chemin, "", *a_comparer)) for chemin in modifies]
    porteurs = [(s.id, mots("de_la_session"), _encore(s)) for s in etat.sessions if not s.finie]
    porteurs += [(c.id, mots("du_dossier"), _a_faire(c)) for c in etat.candidatures]
    for id_, quoi, anomalies in porteurs:
        for a in anomalies:
            if a.gravite is not Gravite.INFORMATION:
                rang = 0 if a.bloquante else 1
                lignes.append((rang, (id_, quoi, _ou(a, mots), mots(f"gravite.{a.gravite}"), a.message, a.action)))
    yield from (ligne for _, ligne in sorted(lignes, key=lambda x: (x[0], x[1])))


def _encore(s: VueSession) -> tuple[Anomalie, ...]:
    """Once its days are over, advice about a session is moot."""
    return tuple(a for a in s.anomalies if a.bloquante or not s.passee)


def _ou(anomalie: Anomalie, mots: Phrases) -> str:
    """The cells, sheet by sheet; never those that are confidential (K29)."""
    feuilles: dict[str, dict[str, None]] = {}  # each address once, in order
    for place in anomalie.cellules:
        if not (place.nom or "").startswith(CONFIDENTIELLES):
            feuilles.setdefault(place.feuille, {})[place.cellule] = None
    return "\n".join(
        mots("ou", feuille=f, cellules=", ".join(list(c)[:CELLULES_MAX]) + ("…" if len(c) > CELLULES_MAX else ""))
        for f, c in feuilles.items()
    )


def _a_faire(c: VueCandidature) -> tuple[Anomalie, ...]:
    """Once the dossier is on a docket its PV is not to be bettered any more; its papers may still wait."""
    du_dossier = tuple(a for a in c.anomalies if a.bloquante) if c.etat in CLOS else c.anomalies
    return (*du_dossier, *c.a_completer)


def ecrire(feuille: Worksheet, colonnes: Sequence[str], rangees: Sequence[Rangee], vide: str, charte: Charte) -> None:
    filet = Border(bottom=Side(style="thin", color=charte["filet"]))
    for numero, titre in enumerate(colonnes, start=1):
        case = feuille.cell(1, numero, titre)
        case.font = charte.ecrit("blanc", bold=True)
        case.fill = PatternFill("solid", fgColor=charte["principale"])
        case.alignment = Alignment(vertical="center", wrap_text=True)
    for ligne, rangee in enumerate(rangees or [(vide,)], start=2):
        for numero, texte in enumerate(rangee, start=1):
            case = feuille.cell(ligne, numero, texte)
            case.font = charte.ecrit()
            case.data_type = "s"  # never a formula, whatever it begins with
            case.alignment = Alignment(vertical="top", wrap_text=True)
            case.border = filet
    _mesurer(feuille, colonnes, rangees)
    feuille.freeze_panes = "A2"
    if rangees:
        feuille.auto_filter.ref = f"A1:{get_column_letter(len(colonnes))}{len(rangees) + 1}"
    feuille.page_setup.orientation = "landscape"
    feuille.page_setup.paperSize = feuille.PAPERSIZE_A4
    feuille.page_setup.fitToHeight = 0
    feuille.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)  # inches
    feuille.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    feuille.print_title_rows = "1:1"


def _mesurer(feuille: Worksheet, colonnes: Sequence[str], rangees: Sequence[Rangee]) -> None:
    """Columns as wide as what they hold, rows as high."""
    largeurs = []
    for numero, titre in enumerate(colonnes):
        textes = [titre, *(r[numero] for r in rangees if numero < len(r))]
        largeur = min(LARGEUR_MAX, max(len(ligne) for t in textes for ligne in (t.splitlines() or [""])) + 3)
        feuille.column_dimensions[get_column_letter(numero + 1)].width = largeur
        largeurs.append(largeur)
    for ligne, rangee in enumerate(rangees, start=2):
        lignes = [
            sum(-(-max(1, len(x)) // max(1, largeur - 2)) for x in (texte.splitlines() or [""]))
            for texte, largeur in zip(rangee, largeurs, strict=True)
        ]
        feuille.row_dimensions[ligne].height = min(400, PAR_LIGNE * max(lignes) + 3)

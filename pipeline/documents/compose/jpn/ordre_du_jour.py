"""The docket of a sitting: which dossiers, what is proposed, what to look at; by numbers (S0 §3.2)."""

from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.documents.compose.contexte import Contexte
from pipeline.documents.compose.dates import jour_nomme
from pipeline.model.document import Bloc, Document, Encadre, Ligne, Liste, Paragraphe, Tableau, Titre
from pipeline.model.jury_paritaire import DossierInscrit, OrdreDuJour
from pipeline.model.vocabulaire import Voie
from pipeline.texts import Phrases

from . import commun

TYPE = "ordre-du-jour-jpn"


def ordre_du_jour(o: OrdreDuJour, contexte: Contexte) -> Document:
    phrases, communs = contexte.phrases(TYPE), commun.mots(contexte)
    papier = commun.Papier(type=TYPE, mise_en_page="paysage", jour=o.date, exemple=o.exemple)
    return papier.document(
        contexte,
        (
            _resume(o, phrases),
            *_repartition(o, phrases),
            *_dossiers(o, contexte),
            *_a_prononcer(o, contexte),
            *_a_part(phrases, "ajournes", o.ajournes),
            *_a_part(phrases, "ucanss", (d.numero for d in o.dossiers if d.ucanss)),
            *commun.controle(communs, (d.numero for d in o.dossiers if d.a_controler), o.graine),
            *_pieces(o, phrases),
        ),
    )


def _resume(o: OrdreDuJour, phrases: Phrases) -> Encadre:
    nombre = len(o.dossiers)
    mot = {0: "aucun", 1: "un"}.get(nombre, "plusieurs")
    compte = phrases(f"resume.{mot}", nombre=str(nombre))
    return Encadre(
        titre=jour_nomme(o.date).capitalize(),
        textes=(compte, phrases("resume.cloture", date=jour_nomme(o.cloture)), phrases("resume.anonymat")),
    )


def _repartition(o: OrdreDuJour, phrases: Phrases) -> Iterator[Bloc]:
    if not o.dossiers:
        return
    comptes = Counter((d.cqp, d.voie) for d in o.dossiers)
    cqps = sorted({d.cqp for d in o.dossiers})
    yield Titre(texte=phrases("repartition.titre"))
    yield Tableau(
        legende=phrases("repartition.legende"),
        entetes=(phrases("repartition.cqp"), *Voie, phrases("repartition.total")),
        largeurs=(4, 3, 3, 3, 3),
        lignes=(
            *(commun.somme(cqp, (comptes[cqp, voie] for voie in Voie)) for cqp in cqps),
            commun.somme(
                phrases("repartition.total"), (sum(comptes[cqp, voie] for cqp in cqps) for voie in Voie), marque="titre"
            ),
        ),
    )


def _dossiers(o: OrdreDuJour, contexte: Contexte) -> Iterator[Bloc]:
    phrases = contexte.phrases(TYPE)
    if not o.dossiers:
        return
    yield Titre(texte=phrases("dossiers.titre"))
    yield Tableau(
        legende=phrases("dossiers.legende"),
        entetes=phrases.toutes("dossiers.entetes"),
        largeurs=(3, 2, 4, 6, 4, 3, 2, 13),
        lignes=tuple(_dossier(d, o, contexte) for d in commun.par_numero(o.dossiers)),
    )


def _dossier(d: DossierInscrit, o: OrdreDuJour, contexte: Contexte) -> Ligne:
    contexte = contexte.selon(sans_blocs=d.sans_blocs)
    phrases, sans_objet = contexte.phrases(TYPE), contexte.communs("sans_objet")
    cle = "portee.a_prononcer" if d.deja_acquis else f"portee.{d.portee}"
    a_noter = {"controle": d.a_controler, "ajourne": d.numero in o.ajournes, "pieces": bool(d.pieces_manquantes)}
    dites = [phrases(f"a_noter.{cle}") for cle, oui in a_noter.items() if oui]
    if d.non_verifies:
        dites.append(phrases("a_noter.omis", regles=", ".join(map(contexte.phrases("controles"), d.non_verifies))))
    notes = "\n".join(dites)
    return Ligne(
        cellules=(
            d.numero,
            d.cqp,
            d.voie,
            "\n".join((phrases(cle, blocs=", ".join(d.vises)), *commun.deja_acquis(commun.mots(contexte), d))),
            d.avis or sans_objet,
            d.calcul or sans_objet,
            str(d.ecarts) if d.ecarts else sans_objet,
            notes or sans_objet,
        ),
        marque="reserve" if d.ecarts else "",
    )


def _a_prononcer(o: OrdreDuJour, contexte: Contexte) -> Iterator[Bloc]:
    siens = [d for d in o.dossiers if d.deja_acquis]
    phrases = contexte.selon(sans_blocs=all(d.sans_blocs for d in siens)).phrases(TYPE)
    return _a_part(phrases, "a_prononcer", (d.numero for d in siens))


def _a_part(phrases: Phrases, cle: str, numeros: Iterable[str]) -> Iterator[Bloc]:
    """Those that are not read like the others: the CQP alone to pronounce (K17), those that come back (K4)."""
    if elements := tuple(sorted(numeros)):
        yield Titre(texte=phrases(f"{cle}.titre"))
        yield Paragraphe(texte=phrases(f"{cle}.texte"))
        yield Liste(elements=elements)


def _pieces(o: OrdreDuJour, phrases: Phrases) -> Iterator[Bloc]:
    manquantes = [d for d in commun.par_numero(o.dossiers) if d.pieces_manquantes]
    if not manquantes:
        return
    yield Titre(texte=phrases("pieces.titre"))
    yield Tableau(
        legende=phrases("pieces.legende"),
        entetes=phrases.toutes("pieces.entetes"),
        largeurs=(2, 8),
        lignes=tuple(Ligne(cellules=(d.numero, ", ".join(d.pieces_manquantes))) for d in manquantes),
    )

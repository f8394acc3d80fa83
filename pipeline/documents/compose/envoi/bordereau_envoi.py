"""What an envelope holds, numbered, to be signed and sent back by whoever opens it (K39)."""

from collections.abc import Iterator

from pipeline.documents.compose import officiel
from pipeline.documents.compose.contexte import Contexte
from pipeline.documents.compose.dates import en_lettres
from pipeline.documents.compose.specimen import specimen
from pipeline.model.document import Bloc, Document, Fiche, Ligne, Paragraphe, Signatures, Tableau
from pipeline.model.impression import BordereauEnvoi

TYPE = "bordereau-envoi"


def bordereau_envoi(envoi: BordereauEnvoi, contexte: Contexte) -> Document:
    phrases, jpn, qui = contexte.phrases(TYPE), en_lettres(envoi.date_jpn), envoi.destinataire[0]
    return Document(
        type=TYPE,
        mise_en_page="rapport",
        titre=phrases("titre"),
        sous_titre=phrases("sous_titre", date=jpn),
        sujet=phrases("sujet", destinataire=qui, date=jpn),
        date=envoi.date,
        specimen=specimen(TYPE, None, contexte.reglages, exemple=envoi.exemple),
        entete=phrases("entete"),
        pied=phrases("pied", date=jpn),
        blocs=tuple(_blocs(envoi, contexte)),
    )


def _blocs(envoi: BordereauEnvoi, contexte: Contexte) -> Iterator[Bloc]:
    phrases, combien = contexte.phrases(TYPE), len(envoi.papiers)
    expediteur = "\n".join((envoi.expediteur, *officiel.adresse(contexte)))
    lignes = {"expediteur": expediteur, "destinataire": "\n".join(envoi.destinataire), "date": en_lettres(envoi.date)}
    yield Fiche(lignes=tuple((phrases(f"identite.{cle}"), valeur) for cle, valeur in lignes.items()))
    if envoi.suite:
        yield Paragraphe(style="fort", texte=phrases("suite"))
    yield Paragraphe(texte=phrases("un" if combien == 1 else "plusieurs", nombre=str(combien)))
    yield Tableau(
        legende=phrases("papiers.legende"),
        entetes=phrases.toutes("papiers.entetes"),
        largeurs=(4, 4, 5, 6),
        lignes=tuple(
            Ligne(cellules=(p.numero, phrases(f"papier.{p.papier}"), p.titulaire, p.cqp)) for p in envoi.papiers
        ),
    )
    yield Paragraphe(texte=phrases("accuse.titulaire" if envoi.au_titulaire else "accuse.organisme"))
    yield Signatures(cases=((phrases("signature.recu"), phrases("signature.quoi")),))

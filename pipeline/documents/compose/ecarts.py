"""Where the jury decided otherwise than the computation, or where that cannot tell: said with its reason (K12)."""

from collections.abc import Iterator

from pipeline.model.document import Bloc, Paragraphe, Titre
from pipeline.model.dossier import Dossier
from pipeline.model.resultat import Ecart
from pipeline.texts import Phrases

from . import intitules


def decisions_motivees(phrases: Phrases, communs: Phrases, dossier: Dossier, *, calculee: bool) -> Iterator[Bloc]:
    ecarts = [*dossier.candidature.ecarts, *_motifs_sans_ecart(dossier)]
    if not ecarts:
        return
    yield Titre(texte=phrases("ecarts.titre"))
    yield Paragraphe(texte=phrases("ecarts.introduction"))
    for ecart in ecarts:
        yield Paragraphe(style="fort", texte=_intitule(phrases, communs, ecart, calculee=calculee))
        yield Paragraphe(style="citation", texte=ecart.motif or phrases("ecarts.sans_motif"))


def _intitule(phrases: Phrases, communs: Phrases, ecart: Ecart, *, calculee: bool) -> str:
    objet = communs(f"motifs.{ecart.niveau}", code=ecart.code or "")
    jury = intitules.decision(communs, ecart.niveau, ecart.jury)
    if not calculee:
        return phrases("ecarts.sans_calcul", objet=objet, jury=jury)
    return phrases("ecarts.ecart", objet=objet, calcul=intitules.dire(communs, ecart.niveau, ecart.calcul), jury=jury)


def _motifs_sans_ecart(dossier: Dossier) -> Iterator[Ecart]:
    """A reason that the jury wrote where nothing diverges is shown too: no free text is lost."""
    vus = {(e.niveau, e.code) for e in dossier.candidature.ecarts}
    pv, vue = dossier.pv, dossier.candidature
    for bloc in vue.blocs:
        for c in bloc.competences:
            if c.code in pv.motifs_competences and ("competence", c.code) not in vus:
                motif = pv.motifs_competences[c.code]
                yield Ecart(niveau="competence", code=c.code, calcul=c.calcul, jury=c.jury, motif=motif)
        if bloc.code in pv.motifs_blocs and ("bloc", bloc.code) not in vus:
            motif = pv.motifs_blocs[bloc.code]
            yield Ecart(niveau="bloc", code=bloc.code, calcul=bloc.calcul, jury=bloc.jury, motif=motif)
    if pv.motif_avis and ("avis", None) not in vus:
        yield Ecart(niveau="avis", code=None, calcul=vue.calcul, jury=vue.avis, motif=pv.motif_avis)

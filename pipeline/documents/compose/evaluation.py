"""The evaluation in the dossier: what was counted, what is computed, what the jury decides, side by side (K12)."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.acquis import Tenu
from pipeline.model.document import Bloc, Ligne, Liste, Paragraphe, Tableau, Titre
from pipeline.model.dossier import Dossier
from pipeline.model.referentiel import Bloc as BlocDuReferentiel
from pipeline.model.referentiel import Competence, Critere
from pipeline.model.resultat import ResultatBloc, ResultatCompetence
from pipeline.model.vocabulaire import Deroulement, Reponse, Voie
from pipeline.texts import Phrases

from . import intitules
from .acquis import a_part, acquis, ailleurs
from .dates import en_lettres

_A_DIRE = (Reponse.NON, Reponse.NON_OBSERVE)


@dataclass(frozen=True)
class Evaluation:
    """The evaluation of one dossier, told with the sentences of `dossier-certification.toml`."""

    dossier: Dossier
    phrases: Phrases
    communs: Phrases
    anonyme: bool = False  # the day a bloc was acquired could tell who acquired it (K18)

    @property
    def calculee(self) -> bool:
        """Without a rule for both levels nothing computed is shown: the jury's decisions stand."""
        regles = self.dossier.referentiel.regles
        return bool(regles.seuil_criteres and regles.seuil_competences)

    @property
    def indicative(self) -> bool:
        """In VAE the jury judges the whole: what is computed only informs it (S0 §4.2)."""
        return self.dossier.pv.voie is Voie.VAE

    def issue(self) -> Iterator[str]:
        """The outcome in a few lines: what the jury decides first, what is computed apart from it (K12)."""
        vue = self.dossier.candidature
        deja = acquis(self.dossier.acquis)
        listes = {
            "valides": [b.code for b in vue.blocs if b.jury is True],
            "non_valides": [b.code for b in vue.blocs if b.jury is False],
            "acquis": [b.code for b in self.dossier.referentiel.blocs if b.code in deja],
        }
        for cle, codes in listes.items():
            if codes:
                yield self.phrases(f"issue.{cle}", blocs=", ".join(codes))
        if deja and vue.cqp_complet:
            yield self.phrases("issue.complet")
        if self.dossier.pv.deroulement is Deroulement.TENU:
            yield from self._issue_calculee()
            yield self.phrases("issue.competence")

    def _issue_calculee(self) -> Iterator[str]:
        if self.calculee:
            cle = "issue.calcul_indicatif" if self.indicative else "issue.calcul"
            yield self.phrases(cle, calcul=intitules.dire(self.communs, "avis", self.dossier.candidature.calcul))

    def synthese(self) -> Iterator[Bloc]:
        """Every bloc of the CQP, aimed at or not, once."""
        yield Titre(texte=self.phrases("synthese.titre"))
        yield Tableau(
            legende=self._legende("synthese"),
            entetes=self._entetes("synthese"),
            largeurs=(2, 6, 5, 3, 3) if self.calculee else (2, 8, 4),
            lignes=tuple(self._ligne_du_bloc(b) for b in self.dossier.referentiel.blocs),
        )
        siens = ailleurs(self.dossier.acquis, self.dossier.referentiel.code)
        yield from a_part(self.communs, siens, dates=not self.anonyme)

    def detail(self) -> Iterator[Bloc]:
        """Bloc by bloc: each competence once, then what was not validated and what the jury says of it."""
        blocs = {b.code: b for b in self.dossier.referentiel.blocs}
        if self.dossier.candidature.blocs:
            yield Titre(texte=self.phrases("detail.titre"))
        for resultat in self.dossier.candidature.blocs:
            yield from self._bloc(blocs[resultat.code], resultat)

    def _legende(self, section: str, bloc: str = "") -> str:
        cle = "legende" if self.calculee else "legende_sans_calcul"
        return self.phrases(f"{section}.{cle}", bloc=bloc)

    def _entetes(self, section: str) -> tuple[str, ...]:
        if not self.calculee:
            return self.phrases.toutes(f"{section}.entetes_sans_calcul")
        return self.phrases.toutes(f"{section}.entetes_indicatif" if self.indicative else f"{section}.entetes")

    def _ligne_du_bloc(self, bloc: BlocDuReferentiel) -> Ligne:
        resultat = next((r for r in self.dossier.candidature.blocs if r.code == bloc.code), None)
        if resultat is None:
            return self._bloc_non_presente(bloc)
        jury = intitules.decision(self.communs, "bloc", resultat.jury)
        cellules = (intitules.code(self.communs, bloc.code), bloc.intitule, *self._calcul_du_bloc(resultat), jury)
        return Ligne(cellules=cellules, marque=intitules.marque(resultat.jury))

    def _bloc_non_presente(self, bloc: BlocDuReferentiel) -> Ligne:
        calculs = (self.communs("sans_objet"),) * 2 if self.calculee else ()
        deja = acquis(self.dossier.acquis).get(bloc.code)
        code = intitules.code(self.communs, bloc.code)
        return Ligne(cellules=(code, bloc.intitule, *calculs, self._acquis(deja)), marque="oui" if deja else "")

    def _acquis(self, deja: Tenu | None) -> str:
        if deja is None:
            return self.phrases("synthese.non_presente")
        if self.anonyme:
            return self.phrases("synthese.acquis")
        return self.phrases("synthese.acquis_le", date=en_lettres(deja.date))

    def _calcul_du_bloc(self, resultat: ResultatBloc) -> tuple[str, ...]:
        if not self.calculee:
            return ()
        return self._compte_du_bloc(resultat), intitules.dire(self.communs, "bloc", resultat.calcul)

    def _compte_du_bloc(self, resultat: ResultatBloc) -> str:
        """« 4/5 compétences (seuil 4) », never a bare percentage (K11)."""
        if resultat.seuil is None:
            return self.communs("sans_objet")
        indeterminees = sum(c.calcul is None for c in resultat.competences)
        return self.phrases(
            "synthese.resultat_indetermine" if indeterminees else "synthese.resultat",
            valides=str(resultat.competences_validees),
            total=str(resultat.competences_total),
            seuil=str(resultat.seuil),
            indeterminees=str(indeterminees),
        )

    def _bloc(self, bloc: BlocDuReferentiel, resultat: ResultatBloc) -> Iterator[Bloc]:
        intitule = intitules.bloc(self.communs, bloc)
        competences = {c.code: c for c in bloc.competences}
        yield Titre(niveau=2, texte=intitule)
        yield Tableau(
            legende=self._legende("detail", bloc.code),
            entetes=self._entetes("detail"),
            largeurs=(3, 8, 4, 3, 3) if self.calculee else (3, 9, 4),
            lignes=tuple(self._ligne_de_la_competence(competences[r.code], r) for r in resultat.competences),
        )
        for competence in bloc.competences:
            yield from self._precisions(bloc, competence)

    def _ligne_de_la_competence(self, competence: Competence, resultat: ResultatCompetence) -> Ligne:
        jury = intitules.decision(self.communs, "competence", resultat.jury)
        cellules = (competence.code, competence.intitule, *self._calcul_de_la_competence(resultat), jury)
        return Ligne(cellules=cellules, marque=intitules.marque(resultat.jury))

    def _calcul_de_la_competence(self, resultat: ResultatCompetence) -> tuple[str, ...]:
        if not self.calculee:
            return ()
        calcul = intitules.dire(self.communs, "competence", resultat.calcul)
        return self._compte_de_la_competence(resultat), calcul

    def _compte_de_la_competence(self, resultat: ResultatCompetence) -> str:
        """« 6/8 (seuil 6) » (K11)."""
        if resultat.seuil is None:
            return self.communs("sans_objet")
        return self.phrases(
            "detail.resultat_non_observes" if resultat.criteres_non_observes else "detail.resultat",
            valides=str(resultat.criteres_valides),
            total=str(resultat.criteres_total),
            seuil=str(resultat.seuil),
            non_observes=str(resultat.criteres_non_observes),
        )

    def _precisions(self, bloc: BlocDuReferentiel, competence: Competence) -> Iterator[Bloc]:
        """The competence is named by its code alone here: its title stands once, in the table (G-069)."""
        grille = self.dossier.grilles.get(bloc.code)
        if grille is None:
            return
        criteres = self.dossier.referentiel.criteres(competence.code)
        a_dire = tuple(self._critere(c, r) for c in criteres if (r := grille.criteres.get(c.code)) in _A_DIRE)
        if a_dire:
            yield Paragraphe(style="fort", texte=self.phrases("detail.criteres", code=competence.code))
            yield Liste(elements=a_dire)
        if commentaire := grille.commentaires.get(competence.code):
            yield Paragraphe(style="fort", texte=self.phrases("detail.commentaire", code=competence.code))
            yield Paragraphe(style="citation", texte=commentaire)

    def _critere(self, critere: Critere, reponse: Reponse | None) -> str:
        return self.phrases(f"detail.critere.{reponse}", code=critere.code, libelle=critere.libelle)

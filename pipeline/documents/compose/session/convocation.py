"""What both convocations share: the letter of the session manager, what it cancels, where to come, whom to ask."""

from collections.abc import Iterable, Iterator, Mapping

from pipeline.documents.compose import officiel
from pipeline.documents.compose.contexte import Contexte
from pipeline.documents.compose.dates import en_lettres
from pipeline.documents.compose.specimen import specimen
from pipeline.model.base import Frozen
from pipeline.model.document import Bloc, Document, Fiche, Lettre, Paragraphe, Titre
from pipeline.model.kit import Lieu, Version
from pipeline.model.referentiel import Referentiel
from pipeline.texts import Phrases

from . import feuille, papier


class Convocation(Frozen):
    """A letter to somebody who is to come: which, where, in which version."""

    type: str
    lieu: Lieu
    version: Version
    referentiel: Referentiel
    contexte: Contexte

    @property
    def phrases(self) -> Phrases:
        return self.contexte.phrases(self.type)

    @property
    def kit(self) -> Phrases:
        return papier.kit(self.contexte)

    @property
    def certificateur(self) -> str:
        return self.referentiel.certificateurs.valeur[0]

    def document(
        self, destinataire: tuple[str, ...], reference: str, blocs: Iterable[Bloc], **valeurs: str
    ) -> Document:
        """`reference`: what the letter is about besides the session; `valeurs` fill its subject and its footer."""
        return Document(
            type=self.type,
            mise_en_page="lettre",
            titre=self.phrases("titre"),
            sous_titre=self.lieu.cqp,
            sujet=self.phrases("sujet", session=self.lieu.session, **valeurs),
            date=self.version.date,
            specimen=specimen(self.type, self.referentiel, self.contexte.reglages),
            pied=self.phrases("pied", session=self.lieu.session, **valeurs),
            lettre=self._lettre(destinataire, reference),
            blocs=(*self._remplace(), *blocs, self._contact()),
        )

    def _lettre(self, destinataire: tuple[str, ...], reference: str) -> Lettre:
        """Institut 4.10 convenes, by delegation of the certifier (S0 §6); the session manager signs."""
        communs, numero = self.contexte.communs, str(self.version.numero)
        return Lettre(
            emetteur=(
                self.kit("organisateur"),
                self.kit("delegation", certificateur=self.certificateur),
                *officiel.adresse(self.contexte),
            ),
            destinataire=destinataire,
            lieu_date=self.kit("convocation.le", date=en_lettres(self.version.date)),
            references=(
                reference,
                communs("courrier.session", session=self.lieu.session),
                *((self.kit("convocation.version", numero=numero),) if self.version.numero > 1 else ()),
            ),
            objet=self.phrases("objet", cqp=self.lieu.cqp),
            civilite=communs("courrier.civilite"),
            politesse=communs("courrier.politesse"),
            signataire=(feuille.contact(self.kit, self.lieu.responsable), self.kit("convocation.qualite")),
        )

    def _remplace(self) -> Iterator[Bloc]:
        if self.version.numero > 1:
            avant = self.version.remplace
            cle = "remplace" if avant else "nouvelle"
            texte = self.kit(f"convocation.{cle}", date=en_lettres(avant) if avant else "")
            yield Paragraphe(style="fort", texte=texte)

    def ou(self, connexions: Mapping[str, str | None], salle: str | None = None) -> Iterator[Bloc]:
        """Place, access, room or link; `connexions` by label."""
        mode = self.lieu.mode and self.kit(f"lieu.mode_{self.lieu.mode.name.lower()}")
        lignes = {
            self.kit("lieu.mode"): mode,
            self.kit("lieu.lieu"): self.lieu.lieu,
            self.kit("lieu.salle"): salle,
            self.kit("lieu.acces"): self.lieu.acces,
            **connexions,
        }
        yield Titre(texte=self.kit("lieu.titre"))
        yield Fiche(lignes=tuple((libelle, valeur) for libelle, valeur in lignes.items() if valeur))

    def _contact(self) -> Paragraphe:
        coordonnees = self.lieu.responsable, self.lieu.responsable_email, self.lieu.responsable_telephone
        return Paragraphe(texte=self.kit("contact.phrase", contact=feuille.contact(self.kit, *coordonnees)))

"""`modeles verifier`: each wound of a template is named with its place, and nothing is made from it."""

import io
import shutil
import zipfile
from pathlib import Path

import pytest

from pipeline.documents import paires
from pipeline.documents.render import empreinte, rendre
from pipeline.documents.verify import Faute, verifier
from pipeline.errors import ConfigurationError
from tests.outils import documents as essais

LIVRES = essais.TEMPLATES[0]


class Espace:
    """A workspace whose templates cover ours, wounded as a certifier could."""

    def __init__(self, racine: Path) -> None:
        self.templates = (racine / "templates", LIVRES)
        self.registre = racine / "archives" / "modeles-verifies.json"

    def word(self, mise_en_page: str, partie: str, avant: str, apres: str) -> None:
        cible = self._copie(f"word/{mise_en_page}.docx")
        sortie = io.BytesIO()
        with zipfile.ZipFile(cible) as source, zipfile.ZipFile(sortie, "w") as copie:
            for nom in source.namelist():
                octets = source.read(nom)
                if nom == partie:
                    assert avant.encode() in octets
                    octets = octets.replace(avant.encode(), apres.encode(), 1)
                copie.writestr(nom, octets)
        cible.write_bytes(sortie.getvalue())

    def typst(self, nom: str, avant: str, apres: str) -> None:
        cible = self._copie(f"typst/{nom}.typ")
        texte = cible.read_text("utf-8")
        assert avant in texte
        cible.write_text(texte.replace(avant, apres, 1), "utf-8")

    def _copie(self, nom: str) -> Path:
        cible = self.templates[0] / nom
        cible.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(LIVRES / nom, cible)
        return cible

    def fautes(self, mise_en_page: str) -> tuple[Faute, ...]:
        return verifier(self.templates, [mise_en_page])


@pytest.fixture
def espace(tmp_path: Path) -> Espace:
    return Espace(tmp_path)


def test_les_modeles_livres_sont_sans_faute_et_enregistres():
    """`python -m tools.modeles` records them again after a change."""
    assert verifier(essais.TEMPLATES) == ()
    connus = paires.verifiees(essais.TEMPLATES, None)
    assert {empreinte(m, essais.TEMPLATES) for m in paires.MISES_EN_PAGE} <= connus


def test_un_nom_inconnu_dans_word_est_nomme_avec_sa_balise(espace: Espace):
    espace.word("lettre", "word/document.xml", "{{ lettre.objet }}", "{{ lettre.sujett }}")
    (faute,) = espace.fautes("lettre")
    assert faute.fichier == "word/lettre.docx"
    assert "{{ lettre.sujett }}" in faute.place
    assert "sujett" in faute.message


def test_un_nom_inconnu_dans_un_pied_de_page_est_trouve_aussi(espace: Espace):
    espace.word("rapport", "word/footer1.xml", "{{ pied }}", "{{ pied_de_page }}")
    (faute,) = espace.fautes("rapport")
    assert "word/footer1.xml" in faute.place


def test_une_balise_mal_ecrite_est_dite(espace: Espace):
    espace.word("lettre", "word/document.xml", "{{ lettre.objet }}", "{{ lettre.objet | majuscules }}")
    (faute,) = espace.fautes("lettre")
    assert "majuscules" in faute.message


def test_un_nom_inconnu_dans_typst_est_nomme_avec_sa_ligne(espace: Espace):
    espace.typst("lettre", "lettre.civilite", "lettre.civilites")
    (faute,) = espace.fautes("lettre")
    ligne = next(n for n, x in enumerate((LIVRES / "typst/lettre.typ").read_text().splitlines(), 1) if "civilite" in x)
    assert (faute.fichier, faute.place) == ("typst/lettre.typ", f"ligne {ligne}")


def test_une_image_word_sans_texte_de_remplacement(espace: Espace):
    espace.word("parchemin", "word/document.xml", 'descr="Rosaces du cadre"', 'descr=""')
    (faute,) = espace.fautes("parchemin")
    assert "Rosaces du cadre" in faute.place
    assert "texte de remplacement" in faute.message


def test_une_image_typst_sans_texte_de_remplacement(espace: Espace):
    espace.typst("parchemin", ', alt: "Sceau ornemental"', "")
    (faute,) = espace.fautes("parchemin")
    assert faute.fichier == "typst/parchemin.typ"
    assert "alt text" in faute.message


def test_une_police_que_personne_n_apporte(espace: Espace):
    espace.word("rapport", "word/styles.xml", 'w:ascii="EB Garamond SemiBold"', 'w:ascii="Police Rêvée"')
    espace.typst("rapport", "#show: base", '#show: base\n#set text(font: "Autre Rêvée")')
    fautes = espace.fautes("rapport")
    assert {f.fichier for f in fautes} == {"word/rapport.docx", "typst/rapport.typ"}
    assert any("Police Rêvée" in f.message for f in fautes)


def test_un_jumeau_qui_laisse_tomber_un_bloc(espace: Espace):
    espace.typst("commun", "  fiche: fiche,", "  fiche: bloc => [],")
    fautes = espace.fautes("rapport")
    assert {f.place for f in fautes} == {"bloc « fiche », lignes, libelle", "bloc « fiche », lignes, valeur"}
    assert {f.fichier for f in fautes} == {"typst/rapport.typ"}


def test_un_fichier_qui_n_est_pas_un_document_word(espace: Espace):
    cible = espace.templates[0] / "word/rapport.docx"
    cible.parent.mkdir(parents=True, exist_ok=True)
    cible.write_bytes(b"x")
    (faute,) = espace.fautes("rapport")
    assert str(faute).startswith("word/rapport.docx : ")


def test_un_jumeau_qui_change_l_ordre(espace: Espace):
    espace.typst("lettre", "#par(texte(lettre.civilite))", "")
    cible = espace.templates[0] / "typst/lettre.typ"
    texte = cible.read_text("utf-8")
    cible.write_text(texte + "\n#par(texte(lettre.civilite))\n", "utf-8")
    assert any("ordre" in f.message for f in espace.fautes("lettre"))


def test_un_jumeau_sans_specimen(espace: Espace):
    espace.typst("lettre", "foreground: specimen(),", "")
    (faute,) = espace.fautes("lettre")
    assert "SPÉCIMEN" in faute.message
    assert "typst" in faute.message


def test_un_jumeau_sans_pied_de_page(espace: Espace):
    espace.word("rapport", "word/footer1.xml", "{{ pied }}", "Autre chose")
    fautes = espace.fautes("rapport")
    assert any("pied" in f.message and "word" in f.message for f in fautes)


def test_rien_n_est_fait_d_un_modele_qui_n_est_pas_verifie(espace: Espace):
    avant = empreinte("lettre", espace.templates)
    espace.typst("lettre", "16mm", "18mm")
    assert empreinte("lettre", espace.templates) != avant
    with pytest.raises(ConfigurationError) as refus:
        next(rendre([essais.lettre()], espace.templates, 1, espace.registre))
    assert "cqp modeles verifier" in refus.value.action


def test_un_modele_verifie_puis_enregistre_sert(espace: Espace):
    espace.typst("lettre", "16mm", "18mm")
    assert espace.fautes("lettre") == ()
    paires.enregistrer(["lettre"], espace.templates, espace.registre)
    (rendu,) = rendre([essais.lettre()], espace.templates, 1, espace.registre)
    (livre,) = rendre([essais.lettre()], essais.TEMPLATES, 1)
    assert rendu[0] == livre[0]
    assert rendu[1] != livre[1]


def test_un_registre_illisible_est_dit(espace: Espace):
    espace.registre.parent.mkdir(parents=True)
    espace.registre.write_text("[1, 2")
    with pytest.raises(ConfigurationError, match=r"modeles-verifies\.json"):
        next(rendre([essais.lettre()], espace.templates, 1, espace.registre))

"""From a proclamation to the hands of the holders: runs, their register, what leaves with the papers."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from pypdf import PdfReader

from pipeline.cli import main
from pipeline.documents.calage import POINTS_PAR_MM
from pipeline.errors import UsageError
from pipeline.flow import retours
from pipeline.flow.impression import suivre, tirages
from pipeline.flow.jpn import rectifier
from pipeline.model.impression import EtatImpression
from tests.outils.espace import JPN, PHRASE, Chantier
from tests.outils.impressions import (
    APRES,
    CARNET,
    LENDEMAIN,
    actions,
    bordereaux,
    dit,
    imprimer,
    lignes,
    numero,
    pages,
    papiers,
)

DOSSIER = f"outbox/ucanss/{JPN}"
PARCHEMINS = f"{DOSSIER}/impression 1 - parchemins.pdf"
ZOE, ELI, VAE = "GC-1", "GC-2", "GC-4"


@pytest.fixture(scope="module", autouse=True)
def _sans_classeurs_vierges() -> Iterator[None]:
    """They are another test's matter, and long to make."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(retours, "modeles", lambda *_: iter(()))
        yield


@pytest.fixture(scope="module")
def proclame(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two holders of parchemins whose order is not that of their numbers, one summary, one VAE."""
    chantier = Chantier(tmp_path_factory.mktemp("impression") / "espace")
    toml = chantier.racine / "cqp.toml"
    toml.write_text(toml.read_text("utf-8").replace('# parchemin = "titulaire"', 'parchemin = "employeur"'), "utf-8")
    chantier.dossier(ZOE, fiche_nom="Zola", fiche_prenom="Zoé")
    chantier.dossier(ELI, fiche_nom="Élan", fiche_prenom="Éli", fiche_organisme="CARSAT de Là-Bas")
    chantier.dossier("GC-3", blocs=("B1", "B2"), fiche_nom="=1+1", fiche_prenom="Anaïs")
    chantier.dossier(VAE, fiche_nom="Martin", fiche_prenom="Ida", fiche_voie="VAE")
    chantier.piece(VAE, "livret2")
    chantier.traiter()
    chantier.sieger()
    chantier.traiter("2023-10-13T16:00")
    chantier.proclamer()
    return chantier.racine


@pytest.fixture
def chantier(proclame: Path, tmp_path: Path) -> Chantier:
    shutil.copytree(proclame, tmp_path / "espace")
    ici = Chantier.__new__(Chantier)
    ici.racine = tmp_path / "espace"
    ici.vierges = ici.racine / "vierges"
    return ici


def test_one_file_for_each_stock_in_alphabetical_order_of_holders(chantier: Chantier):
    vue = imprimer(chantier, par="Camille Témoin")
    assert [t["fichier"] for t in vue["tirages"]] == [
        PARCHEMINS,
        f"{DOSSIER}/impression 1 - récapitulatifs des CCP.pdf",
    ]
    assert [t["documents"] for t in vue["tirages"]] == [
        [f"parchemin:{c}:{JPN}" for c in (ELI, VAE, ZOE)],
        [f"recapitulatif-ccp:GC-3:{JPN}"],
    ]
    assert [next(n for n in ("Éli", "Ida", "Zoé") if n in page) for page in pages(chantier, PARCHEMINS)] == [
        "Éli",
        "Ida",
        "Zoé",
    ]
    assert {etat for _, etat in papiers(chantier).values()} == {"imprimé"}


def test_the_pages_say_what_was_published(chantier: Chantier):
    imprimer(chantier)
    publie = next((chantier.racine / DOSSIER).glob("GC-1*parchemin.pdf"))
    assert pages(chantier, PARCHEMINS)[-1] == " ".join(PdfReader(publie).pages[0].extract_text().split())


def test_nothing_new_gives_back_the_last_run_as_it_is(chantier: Chantier):
    """Same bytes, no new line; even when the settings have changed since, or the file was deleted."""
    premier = imprimer(chantier)
    octets, journal = (chantier.racine / PARCHEMINS).read_bytes(), actions(chantier)
    (chantier.racine / PARCHEMINS).unlink()
    reglages = '[envoi]\nparchemin = "employeur"\n[impression]\ndecalage_x_mm = 5\n'
    (chantier.racine / "cqp.toml").write_text(reglages, "utf-8")
    second = imprimer(chantier, APRES)
    assert second == {**premier, "deja_fait": True}
    assert (chantier.racine / PARCHEMINS).read_bytes() == octets
    assert actions(chantier) == journal


def test_results_that_are_not_proclaimed_are_not_printed(chantier: Chantier):
    with pytest.raises(UsageError, match="ne sont pas proclamés"):
        tirages.imprimer(chantier.atelier(LENDEMAIN), dt.date(2023, 11, 22))


def test_a_spoiled_sheet_is_printed_again_alone_with_its_reason(chantier: Chantier):
    imprimer(chantier, par="Camille")
    zola = numero(chantier, ZOE)
    vue = imprimer(chantier, APRES, par="Bo", motif="Tachée", feuilles=[zola.lower().replace("-", " ")])
    assert [t["documents"] for t in vue["tirages"]] == [[f"parchemin:{ZOE}:{JPN}"]]
    assert len(pages(chantier, f"{DOSSIER}/impression 2 - parchemins.pdf")) == 1
    siennes = [x for x in lignes(chantier) if x["Numéro"] == zola]
    assert [(x["Tirage"], x["Par"], x["Exemplaires"], x["Motif"], x["État"]) for x in siennes] == [
        ("1", "Camille", "1", "", "gâchée, voir le tirage 2"),
        ("2", "Bo", "2", "Tachée", "imprimé"),
    ]


@pytest.mark.parametrize("motif", [None, "", "  "])
def test_no_sheet_is_printed_again_without_a_reason(chantier: Chantier, motif: str | None):
    imprimer(chantier)
    journal = actions(chantier)
    with pytest.raises(UsageError, match="sans motif"):
        imprimer(chantier, APRES, motif=motif, feuilles=[numero(chantier, ZOE)])
    assert actions(chantier) == journal


def test_a_sheet_that_was_never_printed_is_not_spoiled(chantier: Chantier):
    with pytest.raises(UsageError, match="pas encore été imprimée"):
        imprimer(chantier, motif="Tachée", feuilles=[numero(chantier, ZOE)])


def test_asked_twice_by_mistake_a_spoiled_sheet_is_counted_once(chantier: Chantier):
    """As after a crash in the middle of an order; another reason, or another day, is another sheet."""
    imprimer(chantier)
    quoi = {"motif": "Tachée", "feuilles": [numero(chantier, ZOE)]}
    assert imprimer(chantier, APRES, **quoi)["numero"] == 2
    assert imprimer(chantier, APRES, **quoi)["numero"] == 2
    assert imprimer(chantier, APRES, **{**quoi, "motif": "Tachée encore"})["numero"] == 3
    assert imprimer(chantier, "2023-10-17T09:00", **{**quoi, "motif": "Tachée encore"})["numero"] == 4


def test_a_rectified_paper_leaves_the_list_and_only_its_follower_is_printed(chantier: Chantier):
    imprimer(chantier)
    ancien = numero(chantier, ZOE)
    rectifier.rectifier(chantier.atelier(APRES), ZOE, PHRASE, rectifier.Nouveau(nom="Zoula"))
    nouveau = numero(chantier, ZOE, ":r1")
    assert nouveau != ancien
    vue = imprimer(chantier, APRES)
    assert [t["documents"] for t in vue["tirages"]] == [[f"parchemin:{ZOE}:{JPN}:r1"]]
    assert "Zoula" in pages(chantier, f"{DOSSIER}/impression 2 - parchemins.pdf")[0]
    par_numero = {x["Numéro"]: x for x in lignes(chantier)}
    assert (par_numero[ancien]["État"], par_numero[ancien]["Titulaire"]) == ("annulé", "Zola Zoé")
    assert (par_numero[nouveau]["État"], par_numero[nouveau]["Titulaire"]) == ("imprimé", "Zoula Zoé")
    with pytest.raises(UsageError, match="annulé par une rectification"):
        imprimer(chantier, APRES, motif="Tachée", feuilles=[ancien])


def test_a_paper_revoked_before_it_was_printed_never_is(chantier: Chantier):
    rectifier.rectifier(chantier.atelier(LENDEMAIN), ZOE, PHRASE, rectifier.Nouveau())
    vue = imprimer(chantier, APRES)
    assert vue["tirages"][0]["documents"] == [f"parchemin:{c}:{JPN}" for c in (ELI, VAE)]
    assert papiers(chantier)[f"parchemin:{ZOE}:{JPN}"][1] == "annulé"


def test_a_duplicate_is_printed_alone_under_the_same_number(chantier: Chantier):
    imprimer(chantier)
    rectifier.dupliquer(chantier.atelier(APRES), ZOE, PHRASE)
    vue = imprimer(chantier, APRES)
    assert [t["documents"] for t in vue["tirages"]] == [[f"parchemin:{ZOE}:{JPN}:duplicata1"]]
    siennes = [x for x in lignes(chantier) if x["Numéro"] == numero(chantier, ZOE)]
    assert [x["Document"] for x in siennes] == ["Parchemin", "Parchemin (duplicata)"]


def test_the_settings_of_the_printer_move_parchemins_only(chantier: Chantier):
    """The summaries are on plain paper; the published file itself does not move."""
    reglages = "[impression]\ndecalage_x_mm = 4\npapier_preimprime = true\n"
    (chantier.racine / "cqp.toml").write_text(reglages, "utf-8")
    imprimer(chantier)

    def debut(fichier: Path, rang: int = 0) -> bytes:
        contenu = PdfReader(fichier).pages[rang].get_contents()
        assert contenu is not None
        return contenu.get_data()

    cale = debut(chantier.racine / PARCHEMINS)
    assert cale.startswith(b"q 1 0 0 1 %.4f" % (4 * POINTS_PAR_MM))
    assert b"/Background" not in cale
    publie = next((chantier.racine / DOSSIER).glob("GC-3*CCP.pdf"))
    imprime = chantier.racine / DOSSIER / "impression 1 - récapitulatifs des CCP.pdf"
    assert debut(imprime) == debut(publie)
    assert b"/Background" in debut(next((chantier.racine / DOSSIER).glob("GC-1*parchemin.pdf")))


def noter(chantier: Chantier, numeros: list[str], etat: EtatImpression, quand: str = APRES, **options: object):
    return suivre.suivre(chantier.atelier(quand), numeros, etat, **options)


def test_a_paper_is_signed_sent_and_handed_over(chantier: Chantier):
    imprimer(chantier)
    deux = [numero(chantier, ZOE), numero(chantier, ELI)]
    noter(chantier, deux, EtatImpression.SIGNE, par="La direction")
    vue = noter(chantier, deux[:1], EtatImpression.EXPEDIE, precision="RA 123")
    assert [x["numero"] for x in vue["notes"]] == deux[:1]
    etats = {x["Numéro"]: (x["État"], x["Depuis le"], x["Précision"]) for x in lignes(chantier)}
    assert etats[deux[0]] == ("expédié", "16/10/2023 09:00", "RA 123")
    assert etats[deux[1]] == ("signé", "16/10/2023 09:00", "")
    noter(chantier, deux[1:], EtatImpression.REMIS)  # nobody noted that it was sent
    assert papiers(chantier)[f"parchemin:{ELI}:{JPN}"][1] == "remis"


def test_a_step_noted_twice_is_noted_once(chantier: Chantier):
    imprimer(chantier)
    un = [numero(chantier, ZOE)]
    noter(chantier, un, EtatImpression.SIGNE)
    journal = actions(chantier)
    vue = noter(chantier, un, EtatImpression.SIGNE)
    assert (vue["notes"], [x["numero"] for x in vue["deja"]]) == ([], un)
    assert actions(chantier) == journal


def test_no_step_back_and_nothing_noted_in_part(chantier: Chantier):
    imprimer(chantier)
    zola, elan = numero(chantier, ZOE), numero(chantier, ELI)
    noter(chantier, [zola], EtatImpression.REMIS)
    with pytest.raises(UsageError, match="déjà noté « remis »"):
        noter(chantier, [elan, zola], EtatImpression.SIGNE)
    assert papiers(chantier)[f"parchemin:{ELI}:{JPN}"][1] == "imprimé"


def test_what_is_not_printed_is_not_signed(chantier: Chantier):
    with pytest.raises(UsageError, match="pas encore été imprimé"):
        noter(chantier, [numero(chantier, ZOE)], EtatImpression.SIGNE)


def test_a_number_copied_wrong_names_nothing(chantier: Chantier):
    """Its check character makes sure that it cannot name somebody else's paper (K24)."""
    imprimer(chantier)
    with pytest.raises(UsageError, match="ne porte le numéro"):
        noter(chantier, [numero(chantier, ZOE)[:-1] + "?"], EtatImpression.SIGNE)


def test_a_name_that_looks_like_a_formula_stays_text(chantier: Chantier):
    imprimer(chantier, par="=cmd|'/C calc'!A0")
    classeur = load_workbook(chantier.racine / CARNET)
    assert {c.data_type for ligne in classeur.active.iter_rows() for c in ligne if c.value} == {"s"}
    assert "=1+1 Anaïs" in {x["Titulaire"] for x in lignes(chantier)}


def test_the_register_is_always_as_it_should_be(chantier: Chantier):
    imprimer(chantier)
    avant = (chantier.racine / CARNET).read_bytes()
    (chantier.racine / CARNET).write_bytes(b"changed by hand")
    chantier.traiter(APRES)
    assert (chantier.racine / CARNET).read_bytes() == avant
    (chantier.racine / CARNET).unlink()
    chantier.traiter(APRES)
    assert (chantier.racine / CARNET).read_bytes() == avant


def test_without_a_run_there_is_no_register(chantier: Chantier):
    chantier.traiter(LENDEMAIN)
    assert not (chantier.racine / CARNET).exists()


def test_one_slip_for_each_organisme_and_in_vae_for_the_holder(chantier: Chantier):
    """K28: in VAE the employer is not told; what he does not know, he does not receive."""
    dus = bordereaux(chantier)
    assert set(dus) == {"organisme:carsat-de-la-bas", "organisme:cpam-de-quelque-part", VAE}
    cpam = dit(dus["organisme:cpam-de-quelque-part"])
    assert all(x in cpam for x in (numero(chantier, ZOE), "Zola Zoé", "=1+1 Anaïs", "Récapitulatif des CCP"))
    assert "Martin" not in cpam
    assert "Ida Martin" in dit(dus[VAE])
    assert "CPAM" not in dit(dus[VAE])


def test_k41_a_parchemin_goes_to_its_holder_unless_the_settings_say_otherwise(chantier: Chantier):
    """S0 §3.3.1: one envelope a holder; the letters say whichever way it is."""
    du_jour = chantier.racine / "outbox" / "employeurs" / str(JPN)
    (lettre,) = du_jour.glob(f"{ZOE} *.pdf")
    assert "merci de le remettre à Zoé Zola" in " ".join(pages_de(lettre).split())
    (ccp,) = (chantier.racine / "outbox" / "candidats" / str(JPN)).glob("GC-3 *.pdf")
    assert "adressera à votre employeur, qui vous le remettra, un document unique" in " ".join(pages_de(ccp).split())
    (chantier.racine / "cqp.toml").write_text("", "utf-8")
    dus = bordereaux(chantier)
    assert set(dus) == {ZOE, ELI, "GC-3", VAE}
    assert r"Zoé Zola\n(adresse à compléter)" in dit(dus[ZOE])


def pages_de(fichier: Path) -> str:
    return " ".join(p.extract_text() for p in PdfReader(fichier).pages)


def test_the_labels_of_a_run_are_those_of_its_envelopes(chantier: Chantier):
    adresse = '"cpam de quelque part" = ["Service formation", "1 rue de l’Exemple"]'
    reglages = f'[envoi]\nparchemin = "employeur"\n[impression.adresses]\n{adresse}\n'
    (chantier.racine / "cqp.toml").write_text(reglages, "utf-8")
    vue = imprimer(chantier)
    (colle,) = pages(chantier, vue["etiquettes"])
    cpam = "CPAM de Quelque-Part Service formation 1 rue de l’Exemple"
    vide = "(adresse à compléter)"
    assert colle == f"CARSAT de Là-Bas {vide} {cpam} Ida Martin {vide}", "no label is silent on a missing address"
    assert "Service formation" in dit(bordereaux(chantier)["organisme:cpam-de-quelque-part"])


def test_a_slip_drops_what_was_taken_back_before_it_left_and_keeps_what_had_left(chantier: Chantier):
    imprimer(chantier)
    elan, zola = numero(chantier, ELI), numero(chantier, ZOE)
    noter(chantier, [elan], EtatImpression.EXPEDIE)
    avant = bordereaux(chantier)["organisme:carsat-de-la-bas"].cle
    for candidature, nom in ((ELI, "Elan"), (ZOE, "Zoula")):
        rectifier.rectifier(chantier.atelier(APRES), candidature, PHRASE, rectifier.Nouveau(nom=nom))
    dus = bordereaux(chantier)
    assert dus["organisme:carsat-de-la-bas"].cle == avant
    assert elan in dit(dus["organisme:carsat-de-la-bas"])
    assert zola not in dit(dus["organisme:cpam-de-quelque-part"])
    suite = dit(dus["organisme:cpam-de-quelque-part:r1"])
    assert numero(chantier, ZOE, ":r1") in suite
    assert "complète un premier envoi" in suite


def test_a_step_changes_no_slip(chantier: Chantier):
    avant = {k: du.cle for k, du in bordereaux(chantier).items()}
    imprimer(chantier)
    noter(chantier, [numero(chantier, ELI)], EtatImpression.REMIS)
    assert {k: du.cle for k, du in bordereaux(chantier).items()} == avant


def cqp(chantier: Chantier, *mots: object) -> Result:
    env = {"CQP_ESPACE": str(chantier.racine), "CQP_MAINTENANT": LENDEMAIN}
    return CliRunner().invoke(main, [str(m) for m in mots], env=env, prog_name="cqp")


def test_the_commands(chantier: Chantier):
    fait = cqp(chantier, "imprimer", JPN, "--par", "Camille")
    assert fait.exit_code == 0, fait.output
    assert PARCHEMINS in fait.output
    assert "Rien de nouveau" in cqp(chantier, "imprimer", JPN).output
    zola = numero(chantier, ZOE)
    assert cqp(chantier, "imprimer", JPN, "--feuille", zola).exit_code == 2
    assert cqp(chantier, "imprimer", JPN, "--feuille", zola, "--motif", "Tachée").exit_code == 0
    suivi = cqp(chantier, "suivre", zola, "--etat", "signé", "--par", "La direction")
    assert (suivi.exit_code, f"✓ {zola} : signé" in suivi.output) == (0, True)
    assert cqp(chantier, "suivre", zola, "--etat", "imprimé").exit_code == 2
    assert cqp(chantier, "suivre", "GC-0", "--etat", "signé").exit_code == 2
    assert cqp(chantier, "imprimer").exit_code == 2


def ordonner(chantier: Chantier, *ordres: dict[str, object]) -> str:
    """Orders of one workbook, and what was answered."""
    valeurs: dict[str, object] = {"demande_demandeur": "Camille Témoin"}
    for n, ordre in enumerate(ordres, start=1):
        valeurs |= {f"ordre_{champ}_{n}": x for champ, x in {"motif": PHRASE, **ordre}.items()}
    chantier.remplir(chantier.vierge("demande"), chantier.inbox / "demande.xlsx", valeurs)
    (depot,) = chantier.traiter(APRES).depots
    assert depot.etat == "accepte", depot.anomalies
    (note,) = (chantier.institut / "demandes").iterdir()
    return note.read_text("utf-8-sig")


def test_the_whole_way_without_a_terminal(chantier: Chantier):
    zola = numero(chantier, ZOE)
    note = ordonner(
        chantier,
        {"quoi": "Imprimer les parchemins", "date": JPN},
        {"quoi": "Noter une signature", "cible": zola},
        {"quoi": "Réimprimer une feuille", "cible": zola},
        {"quoi": "Noter une signature", "cible": zola},
        {"quoi": "Noter un envoi", "cible": zola},
        {"quoi": "Noter une remise", "cible": zola},
        {"quoi": "Noter un envoi", "cible": zola},
    )
    assert (note.count("✓"), note.count("✗")) == (6, 1)
    assert "déjà noté « remis »" in note
    siennes = [x for x in lignes(chantier) if x["Numéro"] == zola]
    assert [(x["Par"], x["Motif"], x["État"], x["Précision"]) for x in siennes] == [
        ("Camille Témoin", "", "gâchée, voir le tirage 2", ""),
        ("Camille Témoin", PHRASE, "remis", PHRASE),
    ]

"""The layouts: where the blocks of a document stand on a Word page, in the template language of docxtpl."""

from collections.abc import Mapping

from tools import ornements

from .briques import (
    boucle,
    cellule,
    cellule_consigne,
    choix,
    consigne,
    hauteur,
    ligne,
    mm,
    mots,
    paragraphe,
    rang,
    rang_consigne,
    section,
    tableau,
    trait,
)
from .dessins import en_ligne, filigrane, ornement
from .graphique import graphique
from .horaire import horaire
from .styles import TITRES, TONS, palir

Charte = Mapping[str, str]
_MARQUES = {"non": "non_clair", "reserve": "reserve_clair"}
_PAGE = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
_PAGES = '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
_DERRIERE = len(ornements.cadre()) + len(ornements.sceau())  # drawings behind the text, numbered first
_TABULATION = "<w:r><w:tab/></w:r>"


def _fiche(largeur: int) -> str:
    colonnes = (mm(52), largeur - mm(52))
    libelle = cellule(ligne("Libelle", "{{ ligne.libelle }}"), largeur=colonnes[0])
    valeur = cellule(ligne("Valeur", "{{ ligne.valeur }}"), largeur=colonnes[1])
    rangs = [rang_consigne("for ligne in bloc.lignes", 2), rang([libelle, valeur]), rang_consigne("endfor", 2)]
    return tableau("Fiche", colonnes, rangs) + ligne("Intervalle", "")


def _tableau(c: Charte, largeur: int) -> str:
    """The engine gives columns and rows their measures, from what the description of the table says."""

    def ligne_de(style: str, fond: str) -> str:
        texte = ligne(style, "{% colspan cellule.portee %}{{ cellule.texte }}")
        suite = [cellule_consigne("for cellule in ligne.cellules"), cellule(texte, fond=fond)]
        return rang([*suite, cellule_consigne("endfor")], entier=True)

    entete = cellule(ligne("EnTeteTableau", "{{ entete }}"), fond=c["principale"], vertical="center")
    entetes = [cellule_consigne("for entete in bloc.entetes"), entete, cellule_consigne("endfor")]
    rangs = [rang(entetes, entete=True, entier=True), rang_consigne("for ligne in bloc.lignes", 3)]
    rangs += [rang_consigne("if ligne.marque == 'titre'", 3), ligne_de("CelluleTitre", c["principale_claire"])]
    for marque, fond in _MARQUES.items():
        rangs += [rang_consigne(f"elif ligne.marque == '{marque}'", 3), ligne_de("Cellule", palir(c[fond]))]
    rangs += [rang_consigne("else", 3), ligne_de("Cellule", "")]
    rangs += [rang_consigne("endif", 3), rang_consigne("endfor", 3)]
    tiers = (largeur // 3, largeur // 3, largeur - 2 * (largeur // 3))

    def corps(style: str) -> str:
        return tableau(style, tiers, rangs, legende="{{ bloc.legende }}", description="{{ bloc.description }}")

    sortes = consigne("p if bloc.hauteur") + corps("TableauASigner") + consigne("p else") + corps("Tableau")
    return ligne("Legende", "{{ bloc.legende }}") + sortes + consigne("p endif") + ligne("Intervalle", "")


def _signatures(c: Charte, largeur: int) -> str:
    case, ecart = (largeur - mm(6)) // 2, mm(6)
    bords = "".join(trait(cote, c["filet"], 5) for cote in ("top", "left", "bottom", "right"))
    contenu = ligne("SignataireNom", "{{ case.nom }}") + ligne("SignataireQualite", "{{ case.qualite }}")
    cellules = [
        cellule_consigne("for case in rang"),
        cellule_consigne("if case.nom or case.qualite"),
        cellule(contenu, largeur=case, bordures=bords),
        cellule_consigne("else"),
        cellule(ligne("Cellule", ""), largeur=case),
        cellule_consigne("endif"),
        cellule_consigne("if not loop.last"),
        cellule(ligne("Intervalle", ""), largeur=ecart),
        cellule_consigne("endif"),
        cellule_consigne("endfor"),
    ]
    vide = rang([cellule(ligne("Intervalle", ""), portee=3)], hauteur=hauteur(5, "exact"))
    rangs = [
        rang_consigne("for rang in bloc.rangs", 3),
        rang(cellules, entier=True, hauteur=hauteur(32, "atLeast")),
        rang_consigne("if not loop.last", 3),
        vide,
        rang_consigne("endif", 3),
        rang_consigne("endfor", 3),
    ]
    corps = tableau("Cadres", (case, ecart, case), rangs, description="{{ bloc.description }}")
    return ligne("Intervalle", "") + corps + ligne("Intervalle", "")


def _blocs(c: Charte, largeur: int, normal: str = "Normal", dernier: str = "") -> str:
    """`dernier`: the style of a last paragraph that stays with what follows the blocks."""
    niveaux = {"1": "Titre1", "2": "Titre2", "3": "Titre3"}
    styles = {"fort": "Fort", "discret": "Discret", "citation": "Citation", "normal": normal}
    titre = choix("bloc.niveau | string", {n: ligne(s, "{{ bloc.texte }}") for n, s in niveaux.items()})
    textes = {nom: ligne(s, "{{ bloc.texte }}") for nom, s in styles.items()}
    if dernier:
        lie = consigne("p if loop.last") + ligne(dernier, "{{ bloc.texte }}") + consigne("p else")
        textes["normal"] = lie + textes["normal"] + consigne("p endif")
    texte = choix("bloc.style", textes)
    encadre = choix(
        "bloc.ton",
        {
            ton: ligne(f"EncadreTitre_{ton}", "{{ bloc.titre }}")
            + boucle("texte", "bloc.textes", ligne(f"Encadre_{ton}", "{{ texte }}"))
            for ton in TONS
        },
    )
    cas = {
        "titre": titre,
        "paragraphe": texte,
        "liste": boucle("element", "bloc.elements", ligne("Puce", "{{ element }}")),
        "fiche": _fiche(largeur),
        "tableau": _tableau(c, largeur),
        "encadre": encadre + ligne("Intervalle", ""),
        "signatures": _signatures(c, largeur),
        "horaire": horaire(c, largeur),
        "graphique": graphique(c, largeur),
        "saut": paragraphe("Intervalle", '<w:r><w:br w:type="page"/></w:r>'),
    }
    return boucle("bloc", "blocs", choix("bloc.genre", cas))


def pied(largeur: int) -> str:
    droite = f'<w:pPr><w:pStyle w:val="Pied"/><w:tabs><w:tab w:val="right" w:pos="{largeur}"/></w:tabs></w:pPr>'
    return f"<w:p>{droite}{mots('{{ pied }}')}{_TABULATION}{_PAGE}{mots(' / ')}{_PAGES}</w:p>"


def entete(couleur: str, texte: str = "", *, paysage: bool = False) -> str:
    marque = filigrane(600, 112, -28, couleur, TITRES) if paysage else filigrane(520, 97, -45, couleur, TITRES)
    return paragraphe("EnTete", marque, mots(texte) if texte else "")


def rapport(c: Charte, renvois: str) -> str:
    titre = ligne("FiletDeTitre", "") + ligne("Titre", "{{ titre }}")
    titre += consigne("p if sous_titre") + ligne("SousTitre", "{{ sous_titre }}") + consigne("p endif")
    return titre + _blocs(c, mm(170)) + section(210, 297, (24, 20, 22, 20), renvois)


def paysage(c: Charte, renvois: str) -> str:
    titre = ligne("Titre", "{{ titre }}")
    titre += consigne("p if sous_titre") + ligne("SousTitre", "{{ sous_titre }}") + consigne("p endif")
    return titre + _blocs(c, mm(269)) + section(297, 210, (17, 14, 16, 14), renvois)


def lettre(c: Charte, renvois: str) -> str:
    """The address stands where the window of an envelope shows it: 110 mm from the left, 50 mm from the top."""
    colonnes = (mm(85), mm(75))
    emetteur = boucle(
        "texte",
        "lettre.emetteur",
        consigne("p if loop.first")
        + ligne("EmetteurNom", "{{ texte }}")
        + consigne("p else")
        + ligne("Emetteur", "{{ texte }}")
        + consigne("p endif"),
    )
    adresse = ligne("Fenetre", "") + boucle("texte", "lettre.destinataire", ligne("Destinataire", "{{ texte }}"))
    haut = rang(
        [
            cellule(emetteur + ligne("Intervalle", ""), largeur=colonnes[0]),
            cellule(adresse + ligne("Intervalle", ""), largeur=colonnes[1]),
        ]
    )
    return (
        tableau("TableauNormal", colonnes, [haut])
        + ligne("LieuDate", "{{ lettre.lieu_date }}")
        + boucle("texte", "lettre.references", ligne("Reference", "{{ texte }}"))
        + ligne("Objet", "{{ lettre.objet }}")
        + ligne("Courrier", "{{ lettre.civilite }}")
        + _blocs(c, mm(160), "Courrier", "CourrierLie")
        + ligne("CourrierLie", "{{ lettre.politesse }}")
        + ligne("IntervalleLie", "")
        + boucle("texte", "lettre.signataire", ligne("Signataire", "{{ texte }}"))
        + section(210, 297, (20, 25, 24, 25), renvois)
    )


def _ornements(c: Charte) -> str:
    """Behind the text; anchored in a first paragraph that takes no room."""
    cadre, sceau = ornements.cadre(), ornements.sceau()
    page = (ornements.LARGEUR, ornements.HAUTEUR)
    dessins = [ornement(d, n, (0, 0), page, c) for n, d in enumerate(cadre, start=1)]
    coin = ((ornements.LARGEUR - ornements.SCEAU[0]) / 2, 142.0)
    dessins += [ornement(d, n, coin, ornements.SCEAU, c) for n, d in enumerate(sceau, start=len(cadre) + 1)]
    return paragraphe("Intervalle", *dessins)


def _titre_et_titulaire(c: Charte) -> str:
    """What is read from the middle of the page: who certifies what, to whom."""
    titres = {t: ligne(f"Intitule_{t}", "{{ parchemin.titre }}") for t in ("grand", "moyen", "petit")}
    noms = {t: ligne(f"Titulaire_{t}", "{{ parchemin.titulaire }}") for t in ("grand", "moyen", "petit")}
    filets = (en_ligne(d, _DERRIERE + n, ornements.FILET, c) for n, d in enumerate(ornements.filet(), start=1))
    return (
        boucle("texte", "parchemin.certificateurs", ligne("Certificateur", "{{ texte }}"))
        + paragraphe("Ornement", *filets)
        + ligne("Surtitre", "{{ parchemin.surtitre }}")
        + choix("parchemin.corps_titre", titres)
        + ligne("Attestation", "{{ parchemin.attestation }}")
        + ligne("Decerne", "{{ parchemin.decerne_a }}")
        + choix("parchemin.corps_titulaire", noms)
        + consigne("p if parchemin.naissance")
        + ligne("Naissance", "{{ parchemin.naissance }}")
        + consigne("p endif")
        + boucle("texte", "parchemin.mentions", ligne("Mention", "{{ texte }}"))
        + ligne("Intervalle", "")
    )


def parchemin(c: Charte, renvois: str) -> str:
    """One page always: the rows have fixed heights, and what would not fit in them is not shown."""
    largeur = mm(225)
    tiers = (mm(92), mm(41), largeur - mm(133))
    haut = _titre_et_titulaire(c)
    signataire = boucle("texte", "parchemin.signataire", ligne("Signataire", "{{ texte }}")) + ligne("Intervalle", "")
    bas = [
        cellule(
            ligne("LieuDate", "{{ parchemin.lieu_date }}") + ligne("Intervalle", ""),
            largeur=tiers[0],
            vertical="bottom",
        ),
        cellule(ligne("Intervalle", ""), largeur=tiers[1]),
        cellule(signataire, largeur=tiers[2], vertical="bottom"),
    ]
    rangs = [
        rang([cellule(haut, largeur=largeur, portee=3, vertical="center")], hauteur=hauteur(111, "exact")),
        rang(bas, hauteur=hauteur(34, "exact")),
    ]
    return (
        _ornements(c)
        + tableau("TableauNormal", tiers, rangs)
        + ligne("Numero", "{{ parchemin.numero }}")
        + section(ornements.LARGEUR, ornements.HAUTEUR, (27, 36, 20, 36), renvois)
    )

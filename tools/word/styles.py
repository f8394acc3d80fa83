"""The styles of the Word templates: their names are what a person sees in Word, their looks follow the charte."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .briques import mm, partie, trait

TITRES = "EB Garamond"
TITRES_GRAS = "EB Garamond SemiBold"
TEXTES = "Source Sans 3"
TONS = ("oui", "non", "reserve", "neutre")
CORPS_D_HORAIRE = {"grand": 9, "moyen": 7.5, "petit": 6}


def eclaircir(couleur: str, part: float) -> str:
    """That part of the way from a colour to white."""
    return "".join(f"{255 - round((255 - int(couleur[i : i + 2], 16)) * (1 - part)):02X}" for i in (0, 2, 4))


def palir(couleur: str) -> str:
    """The same colour, nearer to white: a tint behind a row supports its words, no more."""
    return eclaircir(couleur, 0.4)


@dataclass(frozen=True)
class Style:
    """A paragraph style; `corps`, `avant`, `apres` in points, `retrait` in millimetres."""

    cle: str
    nom: str
    police: str = ""
    corps: float = 0
    couleur: str = ""
    gras: bool = False
    italique: bool = False
    capitales: bool = False
    espacement: float = 0
    avant: float | None = None
    apres: float | None = None
    interligne: float = 0
    retrait: float = 0
    retrait_droit: float = 0
    alignement: Literal["", "left", "center", "right"] = ""
    niveau: int | None = None
    solidaire: bool = False
    autres: str = ""  # more paragraph properties, as XML: borders, shading, numbering

    def xml(self) -> str:
        return (
            f'<w:style w:type="paragraph" w:styleId="{self.cle}"><w:name w:val="{self.nom}"/>'
            + ("" if self.cle == "Normal" else '<w:basedOn w:val="Normal"/>')
            + f"<w:qFormat/><w:pPr>{self._paragraphe()}</w:pPr><w:rPr>{self._caracteres()}</w:rPr></w:style>"
        )

    def _paragraphe(self) -> str:
        espaces = f' w:before="{round(self.avant * 20)}"' if self.avant is not None else ""
        espaces += f' w:after="{round(self.apres * 20)}"' if self.apres is not None else ""
        espaces += f' w:line="{round(self.interligne * 240)}" w:lineRule="auto"' if self.interligne else ""
        retraits = f' w:left="{mm(self.retrait)}"' if self.retrait else ""
        retraits += f' w:right="{mm(self.retrait_droit)}"' if self.retrait_droit else ""
        return (
            ("<w:keepNext/>" if self.solidaire else "")
            + self.autres
            + (f"<w:spacing{espaces}/>" if espaces else "")
            + (f"<w:ind{retraits}/>" if retraits else "")
            + (f'<w:jc w:val="{self.alignement}"/>' if self.alignement else "")
            + (f'<w:outlineLvl w:val="{self.niveau}"/>' if self.niveau is not None else "")
        )

    def _caracteres(self) -> str:
        police = f'<w:rFonts w:ascii="{self.police}" w:hAnsi="{self.police}" w:cs="{self.police}"/>'
        taille = f'<w:sz w:val="{round(self.corps * 2)}"/><w:szCs w:val="{round(self.corps * 2)}"/>'
        return (
            (police if self.police else "")
            + ("<w:b/>" if self.gras else "")
            + ("<w:i/>" if self.italique else "")
            + ("<w:smallCaps/>" if self.capitales else "")
            + (f'<w:color w:val="{self.couleur}"/>' if self.couleur else "")
            + (f'<w:spacing w:val="{round(self.espacement * 20)}"/>' if self.espacement else "")
            + (taille if self.corps else "")
        )


def _bordures(*traits: str) -> str:
    return f"<w:pBdr>{''.join(traits)}</w:pBdr>"


def _fond(couleur: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{couleur}"/>'


def encadres(c: Mapping[str, str]) -> list[Style]:
    """A title and its text make one box: same borders, same shading, no space between them."""
    styles = []
    for ton in TONS:
        fond, encre = ("principale_claire", "principale") if ton == "neutre" else (f"{ton}_clair", ton)
        haut, bas, droite = (trait(cote, c[fond], 4, n) for cote, n in (("top", 6), ("bottom", 6), ("right", 10)))
        boite = _bordures(haut, trait("left", c[encre], 24, 10), bas, droite) + _fond(c[fond])
        nom = {"oui": "favorable", "non": "défavorable", "reserve": "réservé", "neutre": "neutre"}[ton]
        styles += [
            Style(
                f"EncadreTitre_{ton}", f"Encadré {nom}, titre", TITRES_GRAS, 14, c[encre], avant=10, apres=0,
                interligne=1.15, retrait=4.5, retrait_droit=3.7, solidaire=True, autres=boite,
            ),
            Style(f"Encadre_{ton}", f"Encadré {nom}", apres=0, interligne=1.2, retrait=4.5, retrait_droit=3.7,
                  autres=boite),
        ]  # fmt: skip
    return styles


def courants(c: Mapping[str, str]) -> list[Style]:
    """What every layout shares."""
    sous_titre = _bordures(trait("bottom", c["or"], 5, 3))
    citation = _bordures(trait("left", c["filet"], 12, 9))
    puce = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    haut_de_pied = _bordures(trait("top", c["filet"], 4, 4))
    return [
        Style("Normal", "Normal", apres=5, interligne=1.12),
        Style("Consigne", "Consigne du modèle", "Consolas", 7, c["reserve"], avant=0, apres=0),
        Style("Titre1", "heading 1", TITRES_GRAS, 16.5, c["principale"], avant=16, apres=7, niveau=0, solidaire=True,
              autres=sous_titre),
        Style("Titre2", "heading 2", TITRES_GRAS, 13, c["principale"], avant=12, apres=5, niveau=1, solidaire=True),
        Style("Titre3", "heading 3", TEXTES, 10.5, c["principale"], gras=True, avant=10, apres=4, niveau=2,
              solidaire=True),
        Style("Fort", "Fort", gras=True),
        Style("Discret", "Discret", corps=9, couleur=c["discret"]),
        Style("Citation", "Quote", apres=6, retrait=4, autres=citation),
        Style("Puce", "List Bullet", apres=3, autres=puce),
        Style("Legende", "caption", corps=9, couleur=c["discret"], italique=True, avant=4, apres=4, solidaire=True),
        Style("Libelle", "Libellé", couleur=c["discret"], avant=2, apres=2, interligne=1.05),
        Style("Valeur", "Valeur", avant=2, apres=2, interligne=1.05),
        Style("EnTeteTableau", "En-tête de tableau", corps=9.5, couleur=c["blanc"], gras=True, avant=3, apres=3,
              interligne=1, solidaire=True),
        Style("Cellule", "Cellule", corps=9.5, avant=2.5, apres=2.5, interligne=1),
        Style("CelluleTitre", "Cellule de titre", corps=9.5, couleur=c["principale"], gras=True, avant=2.5, apres=2.5,
              interligne=1, solidaire=True),
        Style("EnTeteHoraire", "En-tête d’horaire", corps=8.5, couleur=c["blanc"], gras=True, avant=3, apres=3,
              interligne=1, alignement="center", solidaire=True),
        *des_dessins(c),
        Style("SignataireNom", "Signature, nom", gras=True, avant=4, apres=1),
        Style("SignataireQualite", "Signature, qualité", corps=9, couleur=c["discret"], apres=0),
        Style("Intervalle", "Intervalle", corps=4, avant=0, apres=0, interligne=1),
        Style("EnTete", "header", corps=8, couleur=c["discret"], apres=0, interligne=1),
        Style("Pied", "footer", corps=8, couleur=c["discret"], apres=0, interligne=1, autres=haut_de_pied),
        *encadres(c),
    ]  # fmt: skip


def des_dessins(c: Mapping[str, str]) -> list[Style]:
    """Timetables and charts."""
    return [
        *(Style(f"Case_{t}", f"Case d’horaire ({t})", corps=n, avant=1, apres=0, interligne=0.9)
          for t, n in CORPS_D_HORAIRE.items()),
        Style("Repere", "Heure d’horaire", corps=7.5, couleur=c["discret"], avant=1, apres=0, interligne=0.9),
        Style("Vide", "Vide d’horaire", corps=1, avant=0, apres=0, interligne=0.9),
        Style("SeriesDeGraphique", "Séries d’un graphique", corps=8.5, couleur=c["discret"], avant=2, apres=5,
              interligne=1.1, solidaire=True),
        Style("NomDeBarre", "Barre, nom", corps=9, avant=0, apres=0, interligne=0.95, alignement="right",
              solidaire=True),
        Style("Chiffre", "Barre, chiffre", corps=8.5, avant=0, apres=0, interligne=0.95, alignement="center"),
        Style("ChiffreSurPlein", "Barre, chiffre sur fond plein", corps=8.5, couleur=c["blanc"], gras=True, avant=0,
              apres=0, interligne=0.95, alignement="center"),
        Style("TexteDeBarre", "Barre, texte", corps=8.5, couleur=c["discret"], avant=0, apres=0, interligne=0.95),
        Style("EntreBarres", "Entre deux barres", corps=3, avant=0, apres=0, interligne=1, solidaire=True),
    ]  # fmt: skip


def du_rapport(c: Mapping[str, str]) -> list[Style]:
    filet = _bordures(trait("top", c["or"], 18, 9))
    return [
        Style("FiletDeTitre", "Filet de titre", corps=2, apres=0, interligne=1, retrait_droit=148, autres=filet),
        Style("Titre", "Title", TITRES_GRAS, 25, c["principale"], avant=0, apres=4, interligne=1),
        Style("SousTitre", "Subtitle", corps=12, couleur=c["discret"], apres=12),
    ]


def du_paysage(c: Mapping[str, str]) -> list[Style]:
    return [
        Style("Titre", "Title", TITRES_GRAS, 19, c["principale"], avant=0, apres=2, interligne=1),
        Style("SousTitre", "Subtitle", corps=10.5, couleur=c["discret"], apres=8),
    ]


def de_la_lettre(c: Mapping[str, str]) -> list[Style]:
    filet = _bordures(trait("bottom", c["or"], 11, 3))
    return [
        Style("EmetteurNom", "Émetteur, nom", TITRES_GRAS, 15, c["principale"], apres=4, interligne=1, autres=filet,
              retrait_droit=50),
        Style("Emetteur", "Émetteur", corps=9, couleur=c["discret"], apres=0, interligne=1.05),
        Style("Fenetre", "Fenêtre", corps=11, avant=74, apres=0, interligne=1.05),
        Style("Destinataire", "Destinataire", corps=11, apres=0, interligne=1.05),
        Style("LieuDate", "Lieu et date", corps=10.5, avant=26, apres=16, retrait=85),
        Style("Reference", "Références", corps=9, couleur=c["discret"], apres=0),
        Style("Objet", "Objet", corps=10.5, gras=True, avant=8, apres=12),
        Style("Courrier", "Courrier", corps=10.5, apres=7),
        Style("CourrierLie", "Courrier, avec ce qui suit", corps=10.5, apres=7, solidaire=True),
        Style("IntervalleLie", "Intervalle, avec ce qui suit", corps=4, avant=0, apres=0, interligne=1, solidaire=True),
        Style("Signataire", "Signataire", corps=10.5, apres=0, retrait=85, solidaire=True),
    ]  # fmt: skip


def du_parchemin(c: Mapping[str, str]) -> list[Style]:
    """Sizes in three steps, as in the Typst twin: a long name or a long title is set smaller."""
    centre: Literal["center"] = "center"
    tailles = {"grand": (30, 34), "moyen": (23, 25), "petit": (19, 17)}
    return [
        Style("Certificateur", "Certificateur", TITRES, 12.5, c["discret"], capitales=True, espacement=0.9, apres=0,
              interligne=1, alignement=centre),
        Style("Ornement", "Ornement", TITRES, 9, c["or"], avant=8, apres=10, interligne=1, alignement=centre),
        Style("Surtitre", "Surtitre", TITRES, 15, italique=True, apres=8, interligne=1, alignement=centre),
        *(Style(f"Intitule_{t}", f"Intitulé ({t})", TITRES_GRAS, n, c["principale"], apres=12, interligne=0.95,
                alignement=centre, niveau=0) for t, (n, _) in tailles.items()),
        Style("Attestation", "Attestation", TITRES, 13, apres=6, interligne=1, alignement=centre),
        Style("Decerne", "Décerné à", TITRES, 13, italique=True, apres=9, interligne=1, alignement=centre),
        *(Style(f"Titulaire_{t}", f"Titulaire ({t})", TITRES_GRAS, n, apres=13, interligne=0.95, alignement=centre)
          for t, (_, n) in tailles.items()),
        Style("Naissance", "Naissance", TITRES, 12, apres=12, interligne=1, alignement=centre),
        Style("Mention", "Mention", TITRES, 10.5, c["discret"], avant=4, apres=0, interligne=1, retrait=10,
              retrait_droit=10, alignement=centre),
        Style("LieuDate", "Lieu et date", TITRES, 12, apres=0, interligne=1),
        Style("Signataire", "Signataire", TITRES, 12, apres=0, interligne=1, alignement="right"),
        Style("Numero", "Numéro", TITRES, 9, c["discret"], espacement=0.5, avant=12, apres=0, interligne=1,
              alignement=centre),
    ]  # fmt: skip


def _style_de_tableau(cle: str, nom: str, marge: float, filets: str = "") -> str:
    """`marge` in millimetres, on the left and on the right of each cell."""
    marges = "".join(f'<w:{cote} w:w="{mm(marge)}" w:type="dxa"/>' for cote in ("left", "right"))
    base = "" if cle == "TableauNormal" else '<w:basedOn w:val="TableauNormal"/>'
    return (
        f'<w:style w:type="table" w:styleId="{cle}"><w:name w:val="{nom}"/>{base}<w:tblPr>'
        + (f"<w:tblBorders>{filets}</w:tblBorders>" if filets else "")
        + f"<w:tblCellMar>{marges}</w:tblCellMar></w:tblPr></w:style>"
    )


def _styles_de_tableau(c: Mapping[str, str]) -> str:
    filets = "".join(trait(cote, c["filet"], 4) for cote in ("top", "bottom", "insideH"))
    quadrillage = "".join(
        trait(cote, c["filet"], 4) for cote in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    normal = _style_de_tableau("TableauNormal", "Normal Table", 0)
    return (
        normal.replace('w:type="table"', 'w:type="table" w:default="1"')
        + _style_de_tableau("Fiche", "Fiche", 0, filets)
        + _style_de_tableau("Tableau", "Tableau", 2, filets)
        + _style_de_tableau("TableauASigner", "Tableau à signer", 2, quadrillage)
        + _style_de_tableau("Cadres", "Cadres de signature", 2)
        + _style_de_tableau("Horaire", "Horaire", 0.7)
        + _style_de_tableau("Cases", "Cases d’horaire", 1.2)
        + _style_de_tableau("Barres", "Barre de graphique", 1)
    )


def partie_des_styles(styles: list[Style], c: Mapping[str, str], corps: float) -> str:
    """The whole part: what holds for every word first, French included."""
    defaut = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{TEXTES}" w:hAnsi="{TEXTES}" w:cs="{TEXTES}"/>'
        f'<w:color w:val="{c["encre"]}"/><w:sz w:val="{round(corps * 2)}"/><w:szCs w:val="{round(corps * 2)}"/>'
        '<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:suppressAutoHyphens/></w:pPr></w:pPrDefault></w:docDefaults>"
    )
    xml = [s.xml() for s in styles]
    xml[0] = xml[0].replace('w:type="paragraph"', 'w:type="paragraph" w:default="1"')
    return partie("styles", defaut + "".join(xml) + _styles_de_tableau(c))

"""What is drawn on a Word page: the ornaments as shapes, the word SPÉCIMEN as a watermark."""

from collections.abc import Mapping, Sequence

from tools.ornements import Dessin, Trait

Taille = tuple[float, float]

# A shape is measured in EMU (36,000 to a millimetre), its outline in hundredths of a millimetre.
_EMU = 36_000
_FIN = 100

# Word's own shape for text drawn along a line: what its « Filigrane » command writes.
_TYPE_DE_FILIGRANE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>'
    '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/>'
    '<v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"'
    ' o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>'
    '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)


def filigrane(largeur: int, hauteur: int, rotation: int, couleur: str, police: str) -> str:
    """SPÉCIMEN across the page, where the document is one; sizes in points."""
    style = (
        f"position:absolute;margin-left:0;margin-top:0;width:{largeur}pt;height:{hauteur}pt;rotation:{rotation};"
        "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        "mso-position-vertical:center;mso-position-vertical-relative:page"
    )
    forme = (
        f'<v:shape id="Filigrane" o:spid="_x0000_s2049" type="#_x0000_t136" alt="{{{{ specimen }}}}" style="{style}"'
        f' o:allowincell="f" fillcolor="#{couleur}" stroked="f"><v:fill opacity=".18"/>'
        f'<v:textpath style="font-family:&quot;{police}&quot;;font-size:1pt" string="{{{{ specimen }}}}"/></v:shape>'
    )
    return (
        "<w:r><w:t>{%r if specimen %}</w:t></w:r>"
        f"<w:r><w:pict>{_TYPE_DE_FILIGRANE}{forme}</w:pict></w:r>"
        "<w:r><w:t>{%r endif %}</w:t></w:r>"
    )


def ornement(dessin: Dessin, rang: int, coin: tuple[float, float], taille: Taille, couleurs: Mapping[str, str]) -> str:
    """One drawing behind the text, at its place on the page (millimetres)."""
    debut = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0"'
        f' relativeHeight="{rang}" behindDoc="1" locked="1" layoutInCell="0" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{round(coin[0] * _EMU)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{round(coin[1] * _EMU)}</wp:posOffset></wp:positionV>'
    )
    return _dessin(debut, _forme(dessin, rang, taille, couleurs, "<wp:wrapNone/>"), "</wp:anchor>")


def en_ligne(dessin: Dessin, rang: int, taille: Taille, couleurs: Mapping[str, str]) -> str:
    """One drawing that stands in its line like a letter."""
    debut = '<wp:inline distT="0" distB="0" distL="0" distR="0">'
    return _dessin(debut, _forme(dessin, rang, taille, couleurs, ""), "</wp:inline>")


def _dessin(debut: str, forme: str, fin: str) -> str:
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing>{debut}{forme}{fin}</w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def _forme(dessin: Dessin, rang: int, taille: Taille, couleurs: Mapping[str, str], habillage: str) -> str:
    largeur, hauteur = (round(t * _EMU) for t in taille)
    trace_l, trace_h = (round(t * _FIN) for t in taille)
    geometrie = (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{trace_l}" h="{trace_h}" fill="none">{_traces(dessin.traits)}</a:path></a:pathLst></a:custGeom>'
    )
    forme = (
        f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{largeur}" cy="{hauteur}"/></a:xfrm>'
        f'{geometrie}<a:noFill/><a:ln w="{round(dessin.epaisseur * _EMU)}"><a:solidFill>'
        f'<a:srgbClr val="{couleurs[dessin.couleur]}"/></a:solidFill><a:round/></a:ln></wps:spPr>'
        "<wps:bodyPr/></wps:wsp>"
    )
    return (
        f'<wp:extent cx="{largeur}" cy="{hauteur}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>{habillage}'
        f'<wp:docPr id="{1000 + rang}" name="{dessin.nom}" descr="{dessin.nom}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{forme}'
        "</a:graphicData></a:graphic>"
    )


def _traces(traits: Sequence[Trait]) -> str:
    morceaux = []
    for trait in traits:
        morceaux.append(f"<a:moveTo>{_point(trait.depart)}</a:moveTo>")
        morceaux += [f"<a:cubicBezTo>{''.join(_point(p) for p in s)}</a:cubicBezTo>" for s in trait.segments]
        morceaux.append("<a:close/>" if trait.ferme else "")
    return "".join(morceaux)


def _point(point: tuple[float, float]) -> str:
    return f'<a:pt x="{round(point[0] * _FIN)}" y="{round(point[1] * _FIN)}"/>'

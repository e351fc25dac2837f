"""Title, dates and language of a document as XMP, which readers look for before the older dictionary (ISO 16684-1)."""

from datetime import datetime
from xml.sax.saxutils import escape

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
}
_ACCESSIBLE = ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/")


def xmp_packet(title: str, creator: str, made: datetime, language: str, *, is_accessible: bool) -> bytes:
    """The packet; `is_accessible` claims PDF/UA-1."""
    spaces = _NAMESPACES | ({_ACCESSIBLE[0]: _ACCESSIBLE[1]} if is_accessible else {})
    named = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in spaces.items())
    lines = [
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>',
        f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>",
        "<dc:format>application/pdf</dc:format>",
        f"<xmp:CreatorTool>{escape(creator)}</xmp:CreatorTool>",
        f"<xmp:CreateDate>{made:%Y-%m-%dT%H:%M:%S}</xmp:CreateDate>",
        f"<pdf:Producer>{escape(creator)}</pdf:Producer>",
        *(["<pdfuaid:part>1</pdfuaid:part>"] if is_accessible else []),
    ]
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about="" {named}>\n'
        + "\n".join(lines)
        + '\n</rdf:Description>\n</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    )
    return packet.encode()

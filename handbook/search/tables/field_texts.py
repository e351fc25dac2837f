"""Document -> the folded text of each field, as it is indexed."""

from collections.abc import Callable

from handbook.search.source.documents import Document
from handbook.search.tables.schema import HEAD, TEXT


def indexed_texts(document: Document, fold: Callable[[str], str]) -> dict[str, str]:
    """Field → its folded text; each piece stands on a line of its own."""
    head = fold(head_of(document))
    pieces = (document.summary, document.body, *document.aside, *document.leads)
    return {TEXT: "\n".join((*map(fold, pieces), head or fold(document.title))), HEAD: head}


def head_of(document: Document) -> str:
    """What the entry is called: title, asks and tags, one a line; a title alone says no more than the text does."""
    if not (document.asks or document.tags):
        return ""
    return "\n".join((document.title, *document.asks, *document.tags))

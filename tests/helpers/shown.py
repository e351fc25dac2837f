"""Words as a surface shows them go in; the words as their author typed them come out, for comparing."""

import unicodedata

from handbook.model.typesetting import plain


def as_typed(text: str) -> str:
    """Without joiners, with half-width marks."""
    return unicodedata.normalize("NFKC", plain(text))

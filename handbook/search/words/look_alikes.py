"""Character -> characters of other radicals that look like it; made from the glyphs of the bundled font.

Each word of the file is a character followed by its look-alikes, likest first. Made anew by
tests/benchmarks/search_look_alikes.py.
"""

from functools import lru_cache

from handbook.paths import look_alikes_file


@lru_cache(maxsize=1)
def of_other_radicals() -> dict[str, str]:
    """The table; read when the first slip is looked for, not at the start."""
    return {word[0]: word[1:] for word in look_alikes_file().read_text("utf-8").split()}

"""The table of the demo company in resources/ -> its values."""

from collections.abc import Mapping
from functools import cache

from handbook.paths import demo_company_file


@cache
def demo_values() -> Mapping[str, str]:
    """Key of a site value → words of the invented company, without mark and unit. Raises OSError where the file is away."""
    lines = demo_company_file().read_text("utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if line and not line.startswith("#"))
    return {key: words for key, _, words in rows}

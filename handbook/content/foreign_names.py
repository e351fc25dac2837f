"""Content folders and the region that holds -> names by which other regions and their laws are known.

They are taken from those regions' own files, which are read for this alone: nothing else of them gets into the handbook.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from handbook.content.file_names import REGION_FILE, REGION_FOLDER
from handbook.content.files import ContentFile, read_folder
from handbook.content.yaml_reader import YamlRefused, read_yaml
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind

_PARTED = re.compile("[、,]")


def foreign_names(roots: list[Path], handbook: Handbook) -> Mapping[str, str]:
    """Name of a city, place or law → folder of the region, of all regions but the one of `handbook` and its parents.

    A name that is part of one of its own (山东省供热条例 where 青岛 looks up there) is no foreign one.
    """
    if handbook.region is None:
        return {}
    own = {*handbook.region.places}
    for article in handbook.regulations:
        if article.place:  # of local articles only those of the region are read
            own |= {article.law, *article.law_short_names, article.place}
    found: dict[str, str] = {}
    for root in roots:
        for file in read_folder(root)[0]:
            if len(file.parts) > 2 and file.parts[0] == REGION_FOLDER:
                found |= dict.fromkeys(_names(file), file.parts[1])
    return {name: region for name, region in found.items() if not any(name in mine for mine in own)}


def _names(file: ContentFile) -> Iterator[str]:
    is_region = file.parts[2:] == (REGION_FILE,)
    if not is_region and file.parts[2] != Kind.REGULATION.folder:
        return
    with suppress(YamlRefused):  # told where the region is read in earnest
        value = read_yaml(file.raw).value
        if not isinstance(value, dict):
            return
        if is_region:
            yield from _texts(value.get("cities"))
            return
        places = [place for place in _PARTED.split(str(value.get("place") or "")) if place]
        yield from places
        # A short name without its place (办法, 条例) is everybody's.
        for name in (*_texts(value.get("law")), *_texts(value.get("law_short_names"))):
            if any(place in name for place in places):
                yield name


def _texts(value: object) -> Iterator[str]:
    items = value if isinstance(value, list) else [value]
    return (item for item in items if isinstance(item, str) and item)

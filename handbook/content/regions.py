"""``regions/<id>/region.yaml`` go in; the region that holds, its files, and entries with its articles in place of roles, come out.

A card cites what it needs (室温底线, 退费), never an article of one city. Which article answers it is looked up when content
is loaded: in the region, then in its parents. A role that none of them answers stays where it stood, and every surface
says that the local rule was not obtained.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from handbook.content.entries import validated
from handbook.content.file_names import REGION_FILE, REGION_FOLDER
from handbook.content.files import SITE_MARK, ContentFile
from handbook.content.messages import is_it_perhaps
from handbook.content.origin import Origin, problem_at
from handbook.content.schema import region_validator
from handbook.content.yaml_reader import Place, Value, YamlRefused, read_yaml
from handbook.model.problem import Problem
from handbook.model.region import LACKING, REQUIRED, InForce, Region, Role

DEFAULT_REGION = "harbin"
"""By which the program reads until somebody has chosen: the region of the content that it came with."""
CHOSEN = "region"
"""Key of the site value by which an overlay chooses."""
_LINK = re.compile(r"\[([^\]]*)\]\(entry:([^)\s]*)\)")


@dataclass(slots=True)
class Regions:
    """All regions of the content folders, and the one that holds."""

    by_id: dict[str, Region] = field(default_factory=dict[str, Region])
    origins: dict[str, Origin] = field(default_factory=dict[str, Origin])
    problems: list[Problem] = field(default_factory=list[Problem])

    def take(self, file: ContentFile) -> None:
        """Read one ``region.yaml``."""
        try:
            document = read_yaml(file.raw)
        except YamlRefused as refused:
            self.problems.append(problem_at(file.name, refused.place, refused.rule, refused.message))
            return
        origin = Origin(file.name, document)
        region, problems = validated(region_validator(), Region, document.value, origin)
        self.problems += problems
        if region is None:
            return
        if region.id != file.parts[1]:
            message = f"地区编号“{region.id}”与文件夹名“{file.parts[1]}”不同,请改成一样"
            self.problems.append(origin.problem(("id",), "id-not-file-name", message))
            return
        self.by_id[region.id] = region
        self.origins[region.id] = origin

    def chain(self, region_id: str) -> tuple[Region, ...]:
        """The region and its parents, the nearest first; a circle or an unknown parent ends it and is told once."""
        found: list[Region] = []
        while region_id and (region := self.by_id.get(region_id)) is not None:
            if region in found:
                self._tell(region, "parent", f"上级地区绕成了圈:{'→'.join(r.id for r in found)}")
                break
            found.append(region)
            region_id = region.parent
            if region_id and region_id not in self.by_id:
                perhaps = is_it_perhaps(region_id, list(self.by_id)) or ",请改正"
                self._tell(region, "parent", f"没有上级地区“{region_id}”{perhaps}")
        return tuple(found)

    def in_force(self, region_id: str, *, is_confirmed: bool) -> InForce | None:
        """The region of that id with the roles of its parents; None where there is none."""
        chain = self.chain(region_id)
        if not chain:
            return None
        roles: dict[Role, tuple[str, ...]] = {}
        for region in reversed(chain):
            roles |= region.roles
        nearest = chain[0]
        return InForce(
            id=nearest.id,
            name=nearest.name,
            city=nearest.cities[0],
            places=tuple(dict.fromkeys(city for region in chain for city in region.cities)),
            is_confirmed=is_confirmed,
            roles=roles,
            silent=nearest.silent,
            from_reports=nearest.from_reports,
            note=nearest.note,
        )

    def lacking(self, region_id: str) -> tuple[Role, ...]:
        """Required roles that neither the region nor a parent answers, and of which its full text is not said to be silent."""
        chain = self.chain(region_id)
        answered = {role for region in chain for role, ids in region.roles.items() if ids}
        silent = chain[0].silent if chain else {}
        return tuple(role for role in REQUIRED if role not in answered and role not in silent)

    def can_be_chosen(self, region_id: str) -> bool:
        """Whether a desk may work by it: a province that leaves its refunds to its cities is a parent alone."""
        return region_id in self.by_id and not self.lacking(region_id)

    def not_ready(self, region_id: str) -> Problem:
        """Somebody chose a region that lacks what a desk cannot do without."""
        roles = "、".join(self.lacking(region_id))
        message = (
            f"地区“{self.by_id[region_id].name}”还不能选:{roles}没有条文回答,先按随程序的地区显示。"
            "请在 roles 里补上条文;全文在手、确实没写的,在 silent 里写明;只作各市上级的不用补,选它下面的市"
        )
        return self.origins[region_id].problem(("roles",), "region-not-ready", message)

    def _tell(self, region: Region, key: str, message: str) -> None:
        problem = self.origins[region.id].problem((key,), "bad-region", message)
        if problem not in self.problems:
            self.problems.append(problem)


def is_region_file(file: ContentFile) -> bool:
    """Whether the file says what a region is."""
    return len(file.parts) == 3 and file.parts[0] == REGION_FOLDER and file.parts[2] == REGION_FILE


def region_of(file: ContentFile) -> str:
    """Id of the region whose law or values the file holds; empty for what holds everywhere."""
    return file.parts[1] if len(file.parts) > 2 and file.parts[0] == REGION_FOLDER else ""


def is_of_a_region(name: str) -> bool:
    """Whether the file of that name, as problems tell it, belongs to a region."""
    return name.removeprefix(SITE_MARK).startswith(f"{REGION_FOLDER}/")


def resolved(value: Value, roles: Mapping[Role, Sequence[str]]) -> Value:
    """A parsed entry with articles in place of roles: in citations, related entries and links of texts."""
    if isinstance(value, dict):
        return {key: _in_field(key, part, roles) for key, part in value.items()}
    if isinstance(value, list):
        return [resolved(part, roles) for part in value]
    return _with_links(value, roles) if isinstance(value, str) else value


def _in_field(key: str, part: Value, roles: Mapping[Role, Sequence[str]]) -> Value:
    if key not in ("citations", "related") or not isinstance(part, list):
        return resolved(part, roles)
    names: Iterable[Value] = (
        name for item in part for name in _answering(item, roles, is_kept=key == "citations")
    )
    return list(dict.fromkeys(names)) if all(isinstance(item, str) for item in part) else part


def _answering(item: Value, roles: Mapping[Role, Sequence[str]], *, is_kept: bool) -> Sequence[Value]:
    """The articles of a role; of one that nothing answers its name, where it can be said that it is lacking."""
    if item not in list(Role):
        return (item,)
    found = roles.get(Role(str(item)), ())
    return tuple(found) or ((item,) if is_kept else ())


def _with_links(text: str, roles: Mapping[Role, Sequence[str]]) -> str:
    def replaced(match: re.Match[str]) -> str:
        words, target = match.groups()
        if target not in list(Role):
            return match.group()
        found = roles.get(Role(target), ())
        return f"[{words}](entry:{found[0]})" if found else f"{words}({LACKING})"

    return _LINK.sub(replaced, text) if "](entry:" in text else text


def resolved_rows(value: Value, roles: Mapping[Role, Sequence[str]]) -> Value:
    """The rows of coverage with articles in place of roles; any other file as it is."""
    rows = value.get("rows") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(rows, dict):
        return value
    named = {
        row: [one for item in ids for one in _answering(item, roles, is_kept=False)]
        if isinstance(ids, list)
        else ids
        for row, ids in rows.items()
    }
    return {**value, "rows": named}


def missing_region(region_id: str, known: Sequence[str]) -> Problem:
    """Somebody chose a region that no content folder has."""
    message = f"没有地区“{region_id}”{is_it_perhaps(region_id, list(known)) or ''},按随程序的地区显示"
    return problem_at("values.yaml", Place(1, 1), "unknown-region", message)


def nameless_region(folder: str) -> str:
    """Why nothing of a folder below ``regions/`` is read."""
    return f"{REGION_FOLDER}/{folder}/ 里没有读得出的 {REGION_FILE},这个地区的文件都没有读。请补上或改正"

"""Content folders go in; a Handbook and every problem found come out. Never raises on bad content."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, cast

from handbook.content.blame import blamed
from handbook.content.checks import Checks
from handbook.content.diagrams import faults_of
from handbook.content.entries import read_entry
from handbook.content.file_names import (
    CHECK_FILES,
    CHECK_FOLDER,
    DIAGRAM_FOLDER,
    SPECIAL_FILES,
    base_name,
)
from handbook.content.files import SITE_MARK, ContentFile, read_folder, unread_problem
from handbook.content.laws import is_law_file, read_laws
from handbook.content.meant_names import original_of, where_it_belongs
from handbook.content.origin import Origin, problem_at
from handbook.content.regions import (
    CHOSEN,
    DEFAULT_REGION,
    Regions,
    is_of_a_region,
    is_region_file,
    missing_region,
    nameless_region,
    region_of,
    resolved,
    resolved_rows,
)
from handbook.content.revision import revision
from handbook.content.site_files import SpecialFiles
from handbook.content.standing import STANDING_FILE, StandingParts
from handbook.content.structure import structure_problems, unknown_values
from handbook.content.succession import succession_problems
from handbook.content.unread_files import copy_advice
from handbook.content.yaml_reader import Place, YamlDocument, YamlRefused, read_yaml
from handbook.han_forms import fold_han
from handbook.law.law_text import LawText
from handbook.law.official import official_texts
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.model.problem import Gravity, Problem
from handbook.model.region import InForce

_KIND_OF_FOLDER = {kind.folder: kind for kind in Kind}


@dataclass(slots=True)
class LoadedContent:
    """A handbook, the problems of its content, and where each entry was read."""

    handbook: Handbook
    problems: list[Problem]
    origins: Mapping[str, Origin]
    """Entry id → origin."""
    value_origins: Mapping[str, Origin]
    """Key of a site value → origin."""
    coverage: Mapping[str, tuple[str, ...]]
    """Row of the training deck → ids of the entries that answer it."""
    coverage_origin: Origin | None
    diagram_files: Mapping[str, str] = field(default_factory=dict[str, str])
    """Name of a diagram → its file."""
    checks: Checks = field(default_factory=Checks)
    """What the rules must know of law and first aid."""
    region_origin: Origin | None = None
    """Where the region that holds was read."""
    laws: tuple[LawText, ...] = ()
    """The official texts at hand, by title and day."""
    standing: StandingParts = field(default_factory=StandingParts)
    """The steps, answers and outcome that many entries share."""
    foreign: Mapping[str, str] = field(default_factory=dict[str, str])
    """Name of a city or law of another region → that region, for the rules; `check_content` looks them up."""


@dataclass(slots=True)
class _Gathering:
    special: SpecialFiles = field(default_factory=SpecialFiles)
    regions: Regions = field(default_factory=Regions)
    region: InForce | None = None
    checks: Checks = field(default_factory=Checks)
    standing: StandingParts = field(default_factory=StandingParts)
    entries: dict[Kind, dict[str, Entry]] = field(default_factory=lambda: {kind: {} for kind in Kind})
    origins: dict[str, Origin] = field(default_factory=dict)
    replaced: dict[str, tuple[Entry, Origin]] = field(default_factory=dict)
    """Shipped entries that the overlay replaced: they come back where the overlay's own cannot be worked through."""
    diagrams: dict[str, str] = field(default_factory=dict)
    diagram_files: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    retired: set[str] = field(default_factory=set)
    read: Callable[[bytes], YamlDocument] = read_yaml


def load_content(
    root: Path,
    site: Path | None = None,
    region: str = "",
    *,
    read: Callable[[bytes], YamlDocument] | None = None,
) -> LoadedContent:
    """Read the content below `root`, then the overlay below `site`, whose entries and values win.

    Of the regions only `region` and its parents are read: the one that was chosen, else that of the site's values, else
    the one that the program came with, which is then marked as not confirmed. Bad entries are left out and reported; the
    rest works. `read` stands in for `read_yaml`, where somebody knows most of the files already.
    """
    gathering = _Gathering(read=read or read_yaml)
    files, problems = read_folder(root)
    if site is not None:
        more, site_problems = read_folder(site, is_site=True)
        files += more
        problems += site_problems
    gathering.problems += problems
    laws = read_laws(file for file in files if is_law_file(file))
    gathering.problems += laws.problems
    files = [file for file in files if not is_law_file(file)]
    files = _of_the_region(gathering, files, region)
    names = {file.name for file in files}
    # What entries share is read before them, the site's too: it holds for the shipped entries as well.
    for file in sorted(files, key=lambda file: file.parts != (STANDING_FILE,)):
        original = original_of(file.parts[-1])
        if original:
            beside = file.name.removesuffix(file.parts[-1]) + original
            why = copy_advice(original, has_original=beside in names)
            gathering.problems.append(unread_problem(file.name, why))
        else:
            _take(gathering, file)
    _retire(gathering)
    handbook = _assemble(gathering, revision((f.name, f.raw) for f in files))
    loaded = _without_broken(gathering, handbook)
    if site is not None:
        updated = _updated_originals(gathering, site)
        loaded.handbook = replace(loaded.handbook, updated_originals=updated)
    # Not part of the revision: official texts have a tier of their own in search, so that taking one in builds no index.
    loaded.laws = laws.texts
    official = official_texts(loaded.handbook.regulations, laws.texts, laws.checks, laws.elsewhere)
    loaded.handbook = replace(loaded.handbook, official=official)
    return loaded


def _of_the_region(gathering: _Gathering, files: list[ContentFile], wanted: str) -> list[ContentFile]:
    """What holds everywhere, then that of the region from its farthest parent on, then the site's."""
    regions = gathering.regions
    for file in files:
        if is_region_file(file):
            regions.take(file)
    chosen = wanted or _chosen_by_values(files)
    if chosen and regions.by_id and chosen not in regions.by_id:
        gathering.problems.append(missing_region(chosen, tuple(regions.by_id)))
        chosen = ""
    if chosen and regions.by_id and not regions.can_be_chosen(chosen):
        gathering.problems.append(regions.not_ready(chosen))
        chosen = ""
    held = chosen or (DEFAULT_REGION if DEFAULT_REGION in regions.by_id else "")
    gathering.region = regions.in_force(held, is_confirmed=bool(chosen))
    gathering.problems += regions.problems
    told: set[str] = set()
    for file in files:
        folder = region_of(file)
        if folder and folder not in regions.by_id and folder not in told:
            told.add(folder)
            gathering.problems.append(unread_problem(file.name, nameless_region(folder)))
    order = [""] + [r.id for r in reversed(regions.chain(held))]
    kept = [file for file in files if region_of(file) in order]
    return sorted(kept, key=lambda file: (file.name.startswith(SITE_MARK), order.index(region_of(file))))


def _chosen_by_values(files: list[ContentFile]) -> str:
    """The region that the values of the site name; a file that cannot be read is told where it is read in earnest."""
    for file in reversed(files):
        if file.parts == ("values.yaml",) and CHOSEN.encode() in file.raw:
            with suppress(YamlRefused):
                value = read_yaml(file.raw).value
                rows = value.get("values") if isinstance(value, dict) else None
                for row in rows if isinstance(rows, list) else ():
                    if isinstance(row, dict) and row.get("key") == CHOSEN and row.get("value"):
                        return str(row["value"])
    return ""


def _take(gathering: _Gathering, file: ContentFile) -> None:
    if is_region_file(file):
        return  # read before: it says which files are taken
    parts = file.parts[2:] if region_of(file) else file.parts
    if parts[-1].endswith(".svg"):
        _take_diagram(gathering, file)
        return
    kind = _KIND_OF_FOLDER.get(parts[0]) if len(parts) > 1 else None
    is_check = len(parts) == 2 and parts[0] == CHECK_FOLDER and parts[1] in CHECK_FILES
    is_special = is_check or (len(parts) == 1 and parts[0] in SPECIAL_FILES)
    is_too_deep = len(parts) > 1 and parts[-1] in SPECIAL_FILES
    if is_too_deep or (kind is None and not is_special):
        problem = problem_at(file.name, Place(1, 1), "misplaced-file", where_it_belongs(parts))
        gathering.problems.append(problem)
        return
    document = _parse(gathering, file)
    if document is None:
        return
    if kind is None:
        origin = Origin(file.name, document)
        if parts[0] == CHECK_FOLDER:
            problems = gathering.checks.take(parts[1], document.value, origin)
        elif parts[0] == STANDING_FILE:
            problems = gathering.standing.take(document.value, origin)
        else:
            roles = gathering.region.roles if gathering.region else {}
            problems = gathering.special.take(parts[0], resolved_rows(document.value, roles), origin)
        gathering.problems += blamed(origin, problems, partial(_understand_special, file))
    else:
        _take_entry(gathering, kind, file, document)


def _parse(gathering: _Gathering, file: ContentFile) -> YamlDocument | None:
    try:
        return gathering.read(file.raw)
    except YamlRefused as refused:
        problem = problem_at(file.name, refused.place, refused.rule, refused.message)
        gathering.problems.append(problem)
        return None


def entry_in(
    file: ContentFile, kind: Kind, document: YamlDocument, standing: StandingParts, region: InForce | None
) -> tuple[Entry | None, Origin, list[Problem]]:
    """The entry that a parsed file holds, with what it shares with others laid in; None where it cannot be understood."""
    origin = Origin(file.name, document, file.stem)
    written = resolved(document.value, region.roles if region else {})
    value, used_origin, problems = standing.with_used(written, origin)
    entry = None
    if not problems:
        entry, problems = read_entry(kind, file.stem, value, used_origin)
    if entry is None:
        understand = partial(_understand_entry, standing, kind, file)
        return None, origin, blamed(origin, problems, understand)
    return *standing.laid_into(entry, used_origin), problems


def _take_entry(gathering: _Gathering, kind: Kind, file: ContentFile, document: YamlDocument) -> None:
    entry, origin, problems = entry_in(file, kind, document, gathering.standing, gathering.region)
    gathering.problems += problems
    if entry is None:
        return
    earlier = gathering.origins.get(entry.id)
    if earlier is not None and earlier.file.startswith("site:") == file.name.startswith("site:"):
        message = f"编号“{entry.id}”已在 {earlier.file} 用过,请换一个"
        gathering.problems.append(origin.problem(("id",), "duplicate-id", message))
        return
    if earlier is not None:
        gathering.replaced[entry.id] = (gathering.entries[kind][entry.id], earlier)
    gathering.entries[kind][entry.id] = entry
    gathering.origins[entry.id] = origin


def _understand_entry(
    standing: StandingParts, kind: Kind, file: ContentFile, document: YamlDocument
) -> list[Problem]:
    origin = Origin(file.name, document, file.stem)
    value, origin, problems = standing.with_used(document.value, origin)
    return problems or read_entry(kind, file.stem, value, origin)[1]


def _understand_special(file: ContentFile, document: YamlDocument) -> list[Problem]:
    origin = Origin(file.name, document)
    if file.parts[0] == CHECK_FOLDER:
        return Checks().take(file.parts[1], document.value, origin)
    if file.parts[0] == STANDING_FILE:
        return StandingParts().take(document.value, origin)
    return SpecialFiles().take(file.parts[0], document.value, origin)


def _take_diagram(gathering: _Gathering, file: ContentFile) -> None:
    svg = fold_han(file.raw.decode("utf-8", errors="replace"))
    faults = faults_of(svg)
    if faults:
        gathering.problems += [
            problem_at(file.name, Place(fault.line, fault.column), "bad-diagram", fault.message)
            for fault in faults
        ]
        return
    if file.parts[:-1] != DIAGRAM_FOLDER:
        message = f"示意图放在 {'/'.join(DIAGRAM_FOLDER)}/ 之下,请移过去,免得与别处的同名图相混"
        problem = problem_at(file.name, Place(1, 1), "misplaced-file", message, gravity=Gravity.WARNING)
        gathering.problems.append(problem)
    gathering.diagrams[file.stem] = svg
    gathering.diagram_files[file.stem] = file.name


def _retire(gathering: _Gathering) -> None:
    """Leave out what the company put another entry in the place of; an emergency card always stays."""
    cards = gathering.entries[Kind.EMERGENCY]
    alive = {entry_id for group in gathering.entries.values() for entry_id in group}
    rows = gathering.special.successors
    for entry_id, row in list(rows.items()):
        at = gathering.special.successor_origins[entry_id]
        if not at.file.startswith(SITE_MARK) or entry_id not in alive or row.into not in alive:
            continue
        if entry_id in cards:
            message = f"应急卡“{entry_id}”不能停用:有人出事时各台都要打得开;请改那张卡,或删去这一行"
            gathering.problems.append(at.problem(("id",), "card-retired", message))
            del rows[entry_id]
            continue
        gathering.retired.add(entry_id)
    for kind, group in gathering.entries.items():
        for entry_id in gathering.retired & group.keys():
            del gathering.entries[kind][entry_id], gathering.origins[entry_id]
            gathering.replaced.pop(entry_id, None)


def _assemble(gathering: _Gathering, content_revision: str) -> Handbook:
    groups: dict[str, Any] = {}
    for kind in Kind:
        groups[kind.folder] = tuple(sorted(gathering.entries[kind].values(), key=_order))
    return Handbook(
        version=gathering.special.version or "未标版本",
        revision=content_revision,
        region=gathering.region,
        region_names={
            region.id: region.name
            for region in gathering.regions.by_id.values()
            if gathering.regions.can_be_chosen(region.id)
        },
        values=tuple(gathering.special.values.values()),
        region_keys=frozenset(
            key
            for key, value in gathering.special.values.items()
            if value.value and is_of_a_region(gathering.special.value_origins[key].file)
        ),
        synonyms=tuple(gathering.special.synonyms),
        successors=tuple(gathering.special.successors.values()),
        retired=frozenset(gathering.retired),
        ticket=gathering.special.ticket,
        diagrams=gathering.diagrams,
        **groups,
    )


def _order(entry: Entry) -> tuple[int, str]:
    digit = getattr(entry, "digit", None)
    return (cast(int, digit) if digit is not None else 99, entry.id)


def _without_broken(gathering: _Gathering, handbook: Handbook) -> LoadedContent:
    """Leave out entries that cannot be worked through; dangling links are reported and stay."""
    about_broken: list[Problem] = []
    about_standing = [p for o in gathering.standing.origins for p in unknown_values(handbook, o)]
    found = list(structure_problems(handbook, gathering.origins))
    while broken := {
        p.entry_id for p in found if p.rule.startswith("broken-") and p.gravity is Gravity.ERROR
    }:
        about_broken += [p for p in found if p.entry_id in broken]
        for kind in Kind:
            for entry_id in broken & gathering.entries[kind].keys():
                _leave_out(gathering, kind, entry_id)
        handbook = _assemble(gathering, handbook.revision)
        # What pointed at an entry that is now left out dangles.
        found = list(structure_problems(handbook, _only(gathering.origins, handbook)))
    found += succession_problems(handbook, gathering.origins, gathering.special.successor_origins)
    return LoadedContent(
        handbook=handbook,
        problems=each_once((*gathering.problems, *about_broken, *about_standing, *found)),
        origins=_only(gathering.origins, handbook),
        value_origins=gathering.special.value_origins,
        coverage=gathering.special.coverage,
        coverage_origin=gathering.special.coverage_origin,
        region_origin=gathering.regions.origins.get(handbook.region.id) if handbook.region else None,
        diagram_files=gathering.diagram_files,
        checks=gathering.checks.with_shipped(),
        standing=gathering.standing,
    )


def each_once(problems: Iterable[Problem]) -> list[Problem]:
    """In the order of file and line; what many entries share is told once, not for each of them."""
    return sorted({replace(p, entry_id="") if p.file.endswith(STANDING_FILE) else p for p in problems})


def _updated_originals(gathering: _Gathering, site: Path) -> frozenset[str]:
    """Entries of the overlay that began as a shipped text that is another now; of one whose beginning is not kept nothing is known."""
    updated = set()
    for entry_id, (_, shipped) in gathering.replaced.items():
        own = gathering.origins[entry_id].file.removeprefix(SITE_MARK)
        with suppress(OSError, UnicodeDecodeError):
            base = (site / base_name(own)).read_bytes().decode("utf-8-sig")
            if base.splitlines() != shipped.document.text.splitlines():
                updated.add(entry_id)
    return frozenset(updated)


def _leave_out(gathering: _Gathering, kind: Kind, entry_id: str) -> None:
    shipped = gathering.replaced.pop(entry_id, None)
    if shipped is None:
        del gathering.entries[kind][entry_id]
    else:
        gathering.entries[kind][entry_id], gathering.origins[entry_id] = shipped


def _only(origins: Mapping[str, Origin], handbook: Iterable[Entry]) -> dict[str, Origin]:
    return {entry.id: origins[entry.id] for entry in handbook}

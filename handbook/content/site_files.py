"""The special files of a content folder (handbook, values, synonyms, ticket, successors, coverage) go in; values and problems come out."""

from dataclasses import dataclass, field, replace

from handbook.content.entries import validated
from handbook.content.file_names import SUCCESSORS_FILE, TICKET_FILE
from handbook.content.files import SITE_MARK
from handbook.content.messages import did_you_mean
from handbook.content.origin import Origin
from handbook.content.schema import successors_validator, values_validator
from handbook.content.value_words import figure_in
from handbook.content.yaml_reader import Value
from handbook.model.problem import Problem
from handbook.model.site_value import SiteValue
from handbook.model.successor import Successor
from handbook.model.ticket_form import WrittenForm, faults_of, limit_faults

_TICKET_KEYS = ("form", "limit")
_STAYS = "。改好之前,工单照随程序的式样写"


@dataclass(slots=True)
class SpecialFiles:
    """What the special files say."""

    version: str = ""
    values: dict[str, SiteValue] = field(default_factory=dict)
    value_origins: dict[str, Origin] = field(default_factory=dict)
    synonyms: list[tuple[str, ...]] = field(default_factory=list)
    ticket: WrittenForm = field(default_factory=WrittenForm)
    successors: dict[str, Successor] = field(default_factory=dict)
    """Id of an entry that went → what took its place."""
    successor_origins: dict[str, Origin] = field(default_factory=dict)
    coverage: dict[str, tuple[str, ...]] = field(default_factory=dict)
    coverage_origin: Origin | None = None

    def take(self, name: str, value: Value, origin: Origin) -> list[Problem]:
        """Read one special file."""
        match name:
            case "handbook.yaml":
                return self._take_handbook(value, origin)
            case "values.yaml":
                return self._take_values(value, origin)
            case "synonyms.yaml":
                return self._take_synonyms(value, origin)
            case file if file == TICKET_FILE:
                return self._take_ticket(value, origin)
            case file if file == SUCCESSORS_FILE:
                return self._take_successors(value, origin)
            case _:
                return self._take_coverage(value, origin)

    def _take_handbook(self, value: Value, origin: Origin) -> list[Problem]:
        found = _only_key(value, "version", origin)
        if isinstance(found, list):
            return found
        if not isinstance(found[0], str):
            return [origin.problem(("version",), "wrong-type", "version 要写成 2026.11 这样的文字")]
        self.version = found[0]
        return []

    def _take_values(self, value: Value, origin: Origin) -> list[Problem]:
        found = _only_key(value, "values", origin)
        if isinstance(found, list):
            return found
        if not isinstance(found[0], list):
            return [origin.problem(("values",), "wrong-type", "values 下要写列表")]
        problems: list[Problem] = []
        for index, item in enumerate(found[0]):
            at = Origin(origin.file, origin.document, root=("values", index))
            site_value, errors = validated(values_validator(), SiteValue, item, at)
            problems += errors
            if site_value is not None:
                problems += self._add_value(site_value, at)
        return problems

    def _add_value(self, value: SiteValue, origin: Origin) -> list[Problem]:
        previous = self.value_origins.get(value.key)
        if previous is not None and previous.file == origin.file:
            return [origin.problem(("key",), "duplicate-value", f"站点值“{value.key}”写了两次,请删去一个")]
        shipped = self.values.get(value.key)
        if value.promise is None and shipped is not None:  # a site gives its figure; what it is stays
            value = replace(
                value, promise=shipped.promise, counts_from=value.counts_from or shipped.counts_from
            )
        if value.figure is None and origin.file.startswith(SITE_MARK):
            # A site writes its own as words; what they say as a figure is read off them.
            value = replace(value, figure=figure_in(value.value, value.unit))
        self.values[value.key] = value
        self.value_origins[value.key] = origin
        return []

    def _take_synonyms(self, value: Value, origin: Origin) -> list[Problem]:
        found = _only_key(value, "groups", origin)
        if isinstance(found, list):
            return found
        groups = found[0]
        if not isinstance(groups, list):
            return [origin.problem(("groups",), "wrong-type", "groups 下要写列表,每行一组同义词")]
        problems: list[Problem] = []
        for index, group in enumerate(groups):
            words = _words(group)
            if len(words) < 2:
                message = "一组同义词至少两个词,写成 [标准词, 同义词]"
                problems.append(origin.problem(("groups", index), "bad-synonyms", message))
            else:
                self.synonyms.append(words)
        return problems

    def _take_successors(self, value: Value, origin: Origin) -> list[Problem]:
        found = _only_key(value, "successors", origin)
        if isinstance(found, list):
            return found
        if not isinstance(found[0], list):
            message = "successors 下要写列表,每行 {id: 没有了的编号, into: 接替它的编号, reason: 为什么}"
            return [origin.problem(("successors",), "wrong-type", message)]
        problems: list[Problem] = []
        for index, item in enumerate(found[0]):
            at = Origin(origin.file, origin.document, root=("successors", index))
            successor, errors = validated(successors_validator(), Successor, item, at)
            problems += errors
            if successor is None:
                continue
            previous = self.successor_origins.get(successor.id)
            if previous is not None and previous.file == origin.file:
                message = f"“{successor.id}”写了两次,请删去一个"
                problems.append(at.problem(("id",), "duplicate-successor", message))
                continue
            self.successors[successor.id] = successor
            self.successor_origins[successor.id] = at
        return problems

    def _take_ticket(self, value: Value, origin: Origin) -> list[Problem]:
        """The form of tickets and their limit; what cannot be used leaves the one before it in force, and says so."""
        if not isinstance(value, dict) or not value:
            return [origin.problem((), "missing-key", "要写“form:”(工单的式样)或“limit:”(最多多少字)")]
        problems = [
            origin.problem((key,), "unknown-key", f"没有“{key}”这个键{did_you_mean(key, _TICKET_KEYS)}")
            for key in value
            if key not in _TICKET_KEYS
        ]
        if "form" in value:
            problems += self._take_form(value["form"], origin)
        if "limit" in value:
            problems += self._take_limit(value["limit"], origin)
        return problems

    def _take_form(self, form: Value, origin: Origin) -> list[Problem]:
        if not isinstance(form, str):
            return [origin.problem(("form",), "wrong-type", "form 要写成一行文字" + _STAYS)]
        line = " ".join(form.split())
        faults = list(faults_of(line))
        if not faults:
            self.ticket = replace(self.ticket, form=line)
        return [origin.problem(("form",), "bad-ticket-form", fault + _STAYS) for fault in faults]

    def _take_limit(self, limit: Value, origin: Origin) -> list[Problem]:
        if not isinstance(limit, str) or not (limit.isascii() and limit.isdecimal()):
            return [origin.problem(("limit",), "wrong-type", "limit 要写成 300 这样的整数" + _STAYS)]
        faults = list(limit_faults(int(limit[:9])))
        if not faults:
            self.ticket = replace(self.ticket, limit=int(limit))
        return [origin.problem(("limit",), "bad-ticket-form", fault + _STAYS) for fault in faults]

    def _take_coverage(self, value: Value, origin: Origin) -> list[Problem]:
        found = _only_key(value, "rows", origin)
        if isinstance(found, list):
            return found
        rows = found[0]
        if not isinstance(rows, dict):
            return [origin.problem(("rows",), "wrong-type", "rows 下要写“行号: [条目编号]”")]
        self.coverage.update({row: _words(ids) for row, ids in rows.items()})
        self.coverage_origin = origin
        return []


def _only_key(value: Value, key: str, origin: Origin) -> list[Problem] | tuple[Value]:
    """The value under the one key that the file may have, in a tuple; else the problems."""
    if not isinstance(value, dict) or key not in value:
        return [origin.problem((), "missing-key", f"缺少“{key}”,请补上")]
    others = [k for k in value if k != key]
    if others:
        message = f"没有“{others[0]}”这个键{did_you_mean(others[0], [key])}"
        return [origin.problem((others[0],), "unknown-key", message)]
    return (value[key],)


def _words(value: Value) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(w.strip() for w in items if isinstance(w, str) and w.strip()))

"""What a form of an entry must know besides its fields: the handbook, the parts that names refer to, and who picks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handbook.content.yaml_reader import Path, Value
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.model.region import Role
from handbook.model.text import fill_values
from handbook.upkeep.entry_form import FieldSpec

Names = Sequence[tuple[str, str]]
"""Name as it is written, and as it is read."""


@dataclass(frozen=True, slots=True)
class FormContext:
    """Asked anew at every use: the entry changes under the form."""

    kind: Kind
    handbook: Callable[[], Handbook]
    part_at: Callable[[Path], Value]
    """What stands at a path of the entry."""
    pick: Callable[[str, Callable[[str], None]], None]
    """Lets a person choose an entry: asked with the label of the field, answers with an id."""
    faults_at: Callable[[Path], Sequence[str]]
    """What must be mended at a path or below it, in sentences."""

    def title_of(self, entry_id: str) -> str:
        """Of an entry or of a role that the region answers."""
        entry = self.handbook().exact(entry_id)
        if entry is not None:
            return fill_values(entry.title, self.handbook().value_by_key)
        return f"{entry_id}（按地区）" if entry_id in list(Role) else f"没有“{entry_id}”了"

    def names_for(self, spec: FieldSpec) -> Names:
        """What a field that names a part of the entry may name."""
        match spec.name:
            case "outcome" | "default_outcome":
                return self._parts("outcomes", "title")
            case "dispatch_minimum":
                return self._parts("steps", "text")
            case _:
                return self.values(is_promise=True)

    def values(self, *, is_promise: bool = False) -> Names:
        """Site values: key, and label with what it is now."""
        return [
            (value.key, f"{value.label}　{value.text}")
            for value in self.handbook().values
            if value.promise or not is_promise
        ]

    def steps(self) -> Names:
        """Steps that have a name and answers, for conditions."""
        return self._parts("steps", "text", is_answered=True)

    def answers_of(self, step: str) -> Sequence[str]:
        """Labels of the answers of a step."""
        for row in self._rows("steps"):
            if row.get("id") == step and isinstance(answers := row.get("answers"), list):
                return [str(a["label"]) for a in answers if isinstance(a, dict) and a.get("label")]
        return ()

    def _rows(self, name: str) -> Sequence[dict[str, Value]]:
        rows = self.part_at((name,))
        return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []

    def _parts(self, name: str, words: str, *, is_answered: bool = False) -> Names:
        return [
            (str(row["id"]), f"{number}　{row.get(words) or ''}")
            for number, row in enumerate(self._rows(name), start=1)
            if row.get("id") and (row.get("answers") or not is_answered)
        ]

"""A list that was pinned before an article changed keeps its text; whoever works on it is told so, once."""

from handbook.call.state.run import Run
from handbook.document.words import PINNED_LAW_CHANGED
from handbook.model.handbook import Handbook
from handbook.model.kinds import Verification


class ChangedLaw:
    """Remembers of which lists it was said."""

    def __init__(self) -> None:
        self._told: set[tuple[int, int]] = set()

    def words_of(self, call: int, run: Run | None, handbook: Handbook) -> str:
        """What is to be said of `run` of that call now; empty where nothing changed, or it was said already."""
        if run is None or not run.is_open or run.checklist.paper is None or (call, run.id) in self._told:
            return ""
        changed = [
            ground.citation
            for entry_id, ground in run.checklist.paper.grounds.items()
            if entry_id in handbook.lapsed and ground.verification is not Verification.LAPSED
        ]
        if not changed:
            return ""
        self._told.add((call, run.id))
        return PINNED_LAW_CHANGED.format(
            citation=changed[0], more=f"等 {len(changed)} 条" if len(changed) > 1 else ""
        )

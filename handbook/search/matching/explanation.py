"""How one query was understood and scored, as values and as text for the command line."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TermUse:
    """One term that was looked up."""

    field: str
    term: str
    frequency: int
    """Entries that hold it."""
    idf: float
    weight: float
    """Factor beside the idf: 1 = as typed."""


@dataclass(frozen=True, slots=True)
class ScoredHit:
    """One hit and the parts of its score."""

    id: str
    title: str
    score: float
    parts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that decided one result list."""

    text: str
    folded: str
    readings: tuple[str, ...]
    """Ways to read it as a sequence; syllables in lower case, beginnings followed by …"""
    corrections: tuple[str, ...]
    """What was assumed instead, best first."""
    terms: tuple[TermUse, ...]
    weights: Mapping[str, float]
    hits: tuple[ScoredHit, ...]

    def __str__(self) -> str:
        lines = [f"输入  {self.text}", f"归一  {self.folded}"]
        lines += [f"读法  {r}" for r in self.readings]
        lines += [f"纠正  {c}" for c in self.corrections]
        lines += [
            f"词项  {t.field:<5}{t.term}\t出现 {t.frequency}  idf {t.idf:.2f}  权 {t.weight:.2f}"
            for t in self.terms
        ]
        lines.append("权重  " + "  ".join(f"{k}={v:g}" for k, v in self.weights.items()))
        for hit in self.hits:
            parts = "  ".join(f"{k} {v:.3f}" for k, v in hit.parts.items() if v)
            lines.append(f"{hit.score:8.4f}  {hit.id}  {hit.title}  [{parts}]")
        return "\n".join(lines)

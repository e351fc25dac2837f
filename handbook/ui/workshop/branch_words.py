"""Nodes and exits of a list -> the words by which they are shown, and heard by whoever does not see the picture."""

from handbook.model.kinds import Kind
from handbook.model.typesetting import full_width
from handbook.upkeep.branches import KIND_WORDS, Branches, Exit, LeadKind, Node

END_HEAD = "走完以后"
IDLE = "只有跳过了问题，或从别的条目回来，才到这里"
APART = "走不到的步骤"


def lead_word(one: Exit) -> str:
    """The mark before what an answer leads to."""
    if one.kind is LeadKind.ENTRY and one.entry_kind is not None:
        mark = "! " if one.entry_kind is Kind.EMERGENCY else ""
        return f"{mark}{one.entry_kind.short_label}"
    return str(one.kind)


def has_triangle(one: Exit) -> bool:
    """Whether the mark of its kind is the triangle, which is drawn."""
    return one.kind is LeadKind.ENTRY and one.entry_kind is Kind.PROCEDURE


def lead_words(one: Exit) -> str:
    """Where an answer leads, in one breath."""
    if one.kind is LeadKind.ON:
        return "接着往下"
    if one.kind is LeadKind.MORE:
        return full_width(one.title)
    lead = "转到" if one.kind is LeadKind.ENTRY else str(one.kind)
    return full_width("，".join(part for part in (f"{lead}“{one.title}”", one.detail) if part))


def go_words(node: Node) -> str:
    """What Enter does at a node."""
    return f"去第 {node.number} 步"


def node_words(node: Node, *, mark: str = "") -> str:
    """A node with all its answers, for a reader; `mark`: how it stands in the trial."""
    parts = [f"第 {node.number} 步", mark, KIND_WORDS[node.kind], node.words, node.condition]
    if node.why_not:
        parts.append(f"走不到：{node.why_not}")
    answers = "；".join(f"{one.label}：{lead_words(one)}" for one in node.exits)
    said = "，".join(part for part in parts if part)
    return full_width(f"{said}。{answers}。{go_words(node)}" if answers else f"{said}。{go_words(node)}")


def end_words(picture: Branches) -> str:
    """Where a list ends when it was gone through."""
    ends = "；".join(f"{one.label}：{lead_words(one)}" for one in picture.ends)
    return full_width(f"{END_HEAD}。{ends}")

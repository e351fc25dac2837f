"""One row of a brought table -> what it will be, as a page of rich text; words of cells are escaped, never taken as marks."""

from collections.abc import Iterable, Iterator

from handbook.model.handbook import Handbook
from handbook.model.text import fill_values
from handbook.model.typesetting import full_width
from handbook.ui.theme.theme import Theme
from handbook.ui.workshop.article_html import escape
from handbook.upkeep.bringing_rows import (
    AskProposal,
    BroughtRow,
    KnowledgeProposal,
    LineProposal,
    Proposal,
    SynonymProposal,
    ValueProposal,
)

_LONGEST = 300
"""Characters of one text; the rest is in the cell."""
_MOST = 12
"""Lines of one part."""


class RowPreview:
    """Makes pages in the colours and sizes of a theme."""

    def __init__(self, theme: Theme, handbook: Handbook) -> None:
        self._theme = theme
        self._handbook = handbook

    def html(self, row: BroughtRow) -> str:
        """What becomes of the row; what a person should know of it beneath."""
        parts = [part for proposal in row.proposals for part in self._of(proposal)]
        parts += [self._faulty(problem.sentence) for problem in row.problems]
        parts += [self._small(remark) for remark in row.remarks]
        return "".join(parts) or self._small("这一行没有可收的。")

    def _of(self, proposal: Proposal) -> Iterator[str]:
        match proposal:
            case KnowledgeProposal():
                yield self._head("知识", proposal.title)
                if proposal.asks:
                    yield self._said(proposal.lines)
                else:
                    yield from (self._plain(f"· {words}") for words in proposal.lines[:_MOST])
                yield from (
                    self._small(f"{'仅限内部' if proposal.asks else '讲稿'}：{words}")
                    for words in proposal.internal[:_MOST]
                )
                if len(proposal.asks) > 1:
                    yield self._small(f"怎么问：{'；'.join(proposal.asks)}")
                yield self._small(f"来源：{proposal.source}")
            case ValueProposal():
                yield self._head("本单位资料", proposal.label)
                yield self._plain(f"{proposal.value} {proposal.unit}".strip(), is_bold=True)
                yield self._small(f"来源：{proposal.source}")
            case AskProposal():
                yield self._head("加进怎么问", self._title(proposal.entry_id))
                yield self._plain(proposal.ask)
            case SynonymProposal():
                yield self._head("同义词", proposal.words[0])
                yield self._plain("、".join(proposal.words))
            case LineProposal():
                yield self._head("话术", self._title(proposal.entry_id))
                yield self._small(f"{proposal.situation or '没写什么时候说'} · {proposal.tone}")
                yield self._said((proposal.text,))

    def _title(self, entry_id: str) -> str:
        entry = self._handbook.exact(entry_id)
        return fill_values(entry.title, self._handbook.value_by_key) if entry is not None else entry_id

    def _head(self, kind: str, title: str) -> str:
        colours, px = self._theme.colours, self._theme.px
        return (
            f'<p style="margin:0 0 {px(6)}px 0"><span style="font-size:{px(13)}px;color:{colours.ink_second}">{kind}　'
            f'</span><span style="font-size:{px(15.5)}px;font-weight:600">{_shown(title)}</span></p>'
        )

    def _said(self, lines: Iterable[str]) -> str:
        colours, px = self._theme.colours, self._theme.px
        filled = [fill_values(line, self._handbook.value_by_key) for line in lines]
        words = "<br>".join(_shown(line) for line in filled[:_MOST])
        return (
            f'<table width="100%" cellpadding="{px(8)}" cellspacing="0" style="margin:0 0 {px(6)}px 0"><tr>'
            f'<td bgcolor="{colours.say}" width="{px(4)}" style="padding:0"></td>'
            f'<td bgcolor="{colours.say_soft}" style="font-size:{px(14.5)}px">「{words}」</td></tr></table>'
        )

    def _plain(self, words: str, *, is_bold: bool = False) -> str:
        weight = ";font-weight:600" if is_bold else ""
        return f'<p style="margin:0 0 {self._theme.px(4)}px 0;font-size:{self._theme.px(14.5)}px{weight}">{_shown(words)}</p>'

    def _small(self, words: str) -> str:
        colours, px = self._theme.colours, self._theme.px
        return f'<p style="margin:0 0 {px(3)}px 0;font-size:{px(13)}px;color:{colours.ink_second}">{_shown(words)}</p>'

    def _faulty(self, words: str) -> str:
        colours, px = self._theme.colours, self._theme.px
        return (
            f'<p style="margin:0 0 {px(3)}px 0;font-size:{px(13.5)}px;font-weight:600;color:{colours.caution}">'
            f"要改：{_shown(words)}</p>"
        )


def _shown(words: str) -> str:
    cut = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}……"
    return escape(full_width(cut)).replace("\n", "<br>")

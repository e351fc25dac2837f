"""核对要由人来做: three things to look at, a tick each, and a button that keeps who vouches and when."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from handbook.keys import key_of
from handbook.law.numbering import written_article
from handbook.model.article_name import article_name
from handbook.model.typesetting import full_width
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.widgets.why_button import WhyButton
from handbook.ui.workshop.article_chooser import ArticleChooser
from handbook.ui.workshop.tick_box import TickBox
from handbook.upkeep.article_view import ArticleView

_GIVE = "记为已核对原文"
_NAMES = ("条号", "现行", "要点")
"""What each tick is about, as it is named where it is missing."""
_TO_SEE = "下面三样看过，才能记“已核对原文”"
_TO_CHOOSE = "先选一条原文摆过来，再核对"
_GIVEN = "已经记过，仍然作数；原文或要点一改，就要重新看"
_NO_POINTS = "这里没有写要点，没有要核对的；来电问到，照原文说"


class CheckPanel(QWidget):
    """Ticks of an earlier entry are gone when another one is shown."""

    given = Signal()
    """All three are ticked and it was pressed."""
    refused = Signal(str)
    """Pressed, and why it cannot be given yet."""
    article_chosen = Signal(str, str)
    """Title of a law and number of the article beside which an entry without a number is to be laid."""
    figure_wanted = Signal()
    """Pressed while a figure of ours lacks its counterpart: it is to be gone to."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("checkPanel")
        self.setAccessibleName("核对要由人来做")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._view: ArticleView | None = None
        self._head = FlowBox(spacing=10)
        head = QLabel("核对要由人来做")
        head.setObjectName("workshopSub")
        self._note = QLabel(_TO_SEE)
        self._note.setObjectName("workshopNote")
        self._head.add(head)
        self._head.add(self._note)
        self.chooser = ArticleChooser()
        self.chooser.chosen.connect(self.article_chosen)
        self.chooser.refused.connect(self.refused)
        self.ticks = [TickBox() for _ in range(3)]
        self._why = QLabel()
        self._why.setObjectName("articleWhy")
        self._why.setWordWrap(True)
        self._who = QLabel()
        self._who.setObjectName("workshopNote")
        self._who.setWordWrap(True)
        self.give = WhyButton(_GIVE, key_of("main_act"))
        self.give.setObjectName("articleGive")
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._head)
        self._box.addWidget(self.chooser)
        for number, tick in enumerate(self.ticks):
            tick.setObjectName(f"articleTick{number + 1}")
            tick.toggled.connect(self._on_tick)
            tick.refused.connect(self.refused)
            self._box.addWidget(tick)
        self._box.addWidget(self._why)
        line = QHBoxLayout()
        line.addWidget(self._who, 1)
        line.addWidget(self.give)
        self._box.addLayout(line)
        self.give.clicked.connect(self.press)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._box.setContentsMargins(theme.px(24), theme.px(12), theme.px(24), theme.px(12))
        self._box.setSpacing(theme.px(4))
        self._head.apply_theme(theme)
        self.chooser.apply_theme(theme)
        for tick in self.ticks:
            tick.apply_theme(theme)

    def show_view(self, view: ArticleView, person: str, today: str) -> None:
        """What is to be looked at for one entry."""
        before, self._view = self._view, view
        is_same = before is not None and _looked_at(before) == _looked_at(view)
        if before is None or before.entry.id != view.entry.id:
            self.chooser.forget()
        self.chooser.show_laws(view.laws, view.as_law, view.as_number)
        self.chooser.setVisible(bool(view.laws and view.claims) and not view.standing.holds)
        has_points = bool(view.claims)
        is_unchosen = view.official is None and bool(view.laws)
        note = _NO_POINTS if not has_points else _GIVEN if view.is_given else _TO_SEE
        self._note.setText(_TO_CHOOSE if is_unchosen and has_points else note)
        version, official = view.version, view.official
        number = article_name(view.entry)
        ours = f"我们写{number}" if number else "我们没写条号"
        theirs = written_article(version.number) if version is not None and version.number else "没有这一条"
        coming = official.coming(view.day) if official is not None else None
        then = f"；{coming.effective.isoformat()} 有新版要来" if coming is not None else ""
        lacking, sourced = len(view.lacking), len(view.sourced)
        figures = len(view.found) + lacking + sourced
        is_bare = official is None
        no_text = "还没有原文" if is_bare else ""
        words = (
            (f"条号：{ours}，原文是{theirs}", no_text),
            (f"现行：{version.effective.isoformat()} 起{then}" if version is not None else "现行", no_text),
            (
                _figures_words(figures, sourced, len(view.claims)),
                no_text or (f"还有 {lacking} 个不在原文里" if lacking else ""),
            ),
        )
        for tick, (text, why) in zip(self.ticks, words, strict=True):
            tick.blockSignals(True)
            tick.setChecked(not why and (view.is_given or (is_same and tick.isChecked())))
            tick.blockSignals(False)
            tick.show_words(full_width(text), why)
            tick.setVisible(has_points and not is_unchosen)
        reasons = (
            []
            if is_bare or not has_points
            else [why for why in view.why_not if not (lacking and "里没有" in why)]
        )
        self._why.setText(full_width("▲ " + "；".join(reasons)) if reasons else "")
        self._why.setVisible(bool(reasons))
        check = view.standing.check
        if view.is_given and check is not None:
            person, today = check.name, check.day.isoformat()
        who = f"核对人 {person}　{today}" if person else "核对人：按下后问一次您的姓名"
        self._who.setText(who if has_points else "")
        self._follow()

    @Slot()
    def press(self) -> None:
        """Give it, or say what is missing and go there."""
        view = self._view
        if view is None:
            return
        first = next((tick for tick in self.ticks if not tick.isChecked()), None)
        if view.official is None:
            self._tell_bare(view)
        elif not view.claims:
            self.refused.emit(f"{_NO_POINTS}。")
        elif view.is_given:
            self.refused.emit(f"不用再记：{self._who.text()} 已经核对，现在仍然作数。")
        elif view.why_not:
            self.refused.emit("；".join(view.why_not))
            if view.lacking:
                self.figure_wanted.emit()
            else:
                self.ticks[0].setFocus()
        elif first is not None:
            first.setFocus()
            self.refused.emit(f"还差{'、'.join(self._left())}：看过、打了钩，才能记。")
        else:
            self.given.emit()

    @Slot(bool)
    def _on_tick(self, _is_on: bool) -> None:
        self._follow()

    def _tell_bare(self, view: ArticleView) -> None:
        """No words are at hand: what brings them here."""
        if view.laws:
            self.chooser.number.setFocus()
            self.refused.emit("还差法规和条号：在上面选好，按“摆过来对”。")
        else:
            self.refused.emit("还没有这一条的官方原文，先从“法规”导入。")

    def _left(self) -> list[str]:
        return [name for name, tick in zip(_NAMES, self.ticks, strict=True) if not tick.isChecked()]

    def _follow(self) -> None:
        view, left = self._view, self._left()
        if view is None or view.official is None:
            self.give.say(_GIVE, "还差条号" if view is not None and view.laws else "还没有原文")
        elif not view.claims:
            self.give.say("不用核对", "没有写要点", _NO_POINTS)
        elif view.is_given:
            self.give.say("已核对原文", "不用再记")
        elif view.lacking:
            self.give.say(_GIVE, f"还有 {len(view.lacking)} 个数没对上")
        elif view.why_not:
            self.give.say(_GIVE, "现在不能记", "；".join(view.why_not))
        else:
            named = "、".join(left)
            lacking = f"还差 {len(left)} 样" if len(left) == len(_NAMES) else f"还差{named}" if left else ""
            self.give.say(_GIVE, lacking, f"还差 {len(left)} 样：{named}" if left else "")


def _figures_words(figures: int, sourced: int, texts: int) -> str:
    if not figures:
        return f"要点：没有数，{texts} 句意思都和原文一致"
    return (
        f"{figures} 个数：{figures - sourced} 个对得上，{sourced} 个另有出处"
        if sourced
        else f"{figures} 个数都对得上"
    )


def _looked_at(view: ArticleView) -> tuple[object, ...]:
    """What a tick was set for: as long as that is the same, it stays."""
    return (view.entry.id, view.claims, view.version, view.standing.check)

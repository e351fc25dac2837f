"""The handbook goes in; the page that stands in the reading pane before anything is opened comes out."""

from handbook.keys import key_of
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.render.page import Page, PageStyle, RenderedPage

_HINTS = (
    ("直接打字", "用户怎么说就怎么输:暖气上热下凉、shangre、srxl 都行。"),
    ("↑ ↓ 和 Enter", f"选中就显示,Enter 打开并记住,{key_of('back')} 回来。"),
    ("绿色框", "可以照着念给用户,点“复制”只复制那一句。"),
    (key_of("emergency"), "喷水、烫伤、触电、煤气味:先看应急卡。"),
    (key_of("help"), "帮助与全部按键。"),
)


def render_welcome(handbook: Handbook, style: PageStyle) -> RenderedPage:
    """How to begin, and what there is."""
    page = Page(handbook, style)
    c = page.colours
    title = f'<span style="font-weight:600">{"供热速查"}</span>'
    page.paragraph(title, 25, top=6, bottom=4)
    counts = " · ".join(
        f"{kind.label} {len(handbook.of_kind(kind))}" for kind in Kind if handbook.of_kind(kind)
    )
    page.paragraph(counts, 15.5, c.ink_second, bottom=18)
    for key, words in _HINTS:
        page.paragraph(
            f'<span style="color:{c.accent};font-weight:600">{key}</span>&nbsp;&nbsp; {words}', 15.5, bottom=8
        )
    empty = [v.label for v in handbook.values if not v.value]
    if empty:
        page.heading("本单位还没有填的站点值")
        page.paragraph(page.text("、".join(empty)), 14, c.ink_second)
        page.paragraph(
            "没有填的在条目里显示为“待填”。由维护人员在本单位的覆盖文件夹里填写。", 14, c.ink_second
        )
    return page.finish()

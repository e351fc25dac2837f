"""The words that stand on paper or in a file -> a sentence that names what would be a box there, or nothing."""

from handbook.paper_characters import missing_on_paper, named_all, unreadable


def paper_notice(text: str) -> str:
    """About paper and PDF, which are set in the bundled font alone."""
    missing = missing_on_paper(text)
    return (
        f"纸面字体里没有这些字,会印成方框:{named_all(missing)}。请换成别的写法,或印好后手写补上。"
        if missing
        else ""
    )


def file_notice(text: str) -> str:
    """About files that others open in fonts of their own: what no font has."""
    odd = unreadable(text)
    return (
        f"文件里有别的电脑显示不出的字符:{named_all(odd)}(多半是从 PDF 复制来的)。请对照原文重打。"
        if odd
        else ""
    )

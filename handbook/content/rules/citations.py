"""Citations go in; those of articles not in force, or of articles whose text was never obtained, come out as problems."""

import re
from collections.abc import Iterator
from datetime import date

from handbook.chinese_numbers import whole_number
from handbook.content.loader import LoadedContent
from handbook.content.rules.placed_texts import Placed, prose
from handbook.content.succession import no_such_entry
from handbook.content.yaml_reader import Path
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind, LawStatus, Verification
from handbook.model.problem import Gravity, Problem
from handbook.model.procedure import Procedure
from handbook.model.regulation import RegulationArticle

_ARTICLE = re.compile(r"第\s*([\d一二三四五六七八九十百零]+)\s*条")


def citations(content: LoadedContent) -> Iterator[Problem]:
    """Every citation resolves to an article that is in force; an outcome rests on a text that was seen."""
    handbook = content.handbook
    for entry in handbook:
        origin = content.origins[entry.id]
        for path, cited in _cited(entry):
            article = handbook.get(cited)
            if isinstance(article, RegulationArticle):
                for message, gravity in _objections(article, path):
                    yield origin.problem(path, "citation-not-in-force", message, gravity)
        for placed, number in _uncited_numbers(handbook, entry):
            message = f"正文说到第{number}条,但没有引用它;请在 citations 里引用对应的法规条目"
            yield origin.problem(placed.path, "article-not-cited", message, Gravity.WARNING)
    yield from _of_values(content)


def _cited(entry: Entry) -> Iterator[tuple[Path, str]]:
    for index, cited in enumerate(entry.citations):
        yield ("citations", index), cited
    if isinstance(entry, Procedure):
        for number, outcome in enumerate(entry.outcomes):
            for index, cited in enumerate(outcome.citations):
                yield ("outcomes", number, "citations", index), cited


def _may_be_ground(article: RegulationArticle) -> bool:
    """Whether the article is in force, or says wherever it is cited as of which text it is known."""
    return article.status is LawStatus.IN_FORCE or (
        article.status is LawStatus.UNKNOWN and bool(article.status_note)
    )


def _objections(article: RegulationArticle, path: Path) -> Iterator[tuple[str, Gravity]]:
    if not _may_be_ground(article):
        hint = "请改引现行条文,或只放进 related"
        if article.status is LawStatus.UNKNOWN:
            hint = "请在它的 status_note 写明按哪个文本、什么没核,或改引现行条文"
        yield f"“{article.id}”的状态是“{article.status}”,不能作依据;{hint}", Gravity.ERROR
    elif article.repealed is not None and article.repealed <= date.today():
        yield f"“{article.id}”已于 {article.repealed} 废止,不能作依据;请改引现行条文", Gravity.ERROR
    elif article.verification is Verification.MISSING:
        is_ground = path[0] == "outcomes"
        message = f"“{article.id}”的条文未取得,不能作结论的依据;请改引有内容的条文或去掉"
        yield message, Gravity.ERROR if is_ground else Gravity.WARNING


def _uncited_numbers(handbook: Handbook, entry: Entry) -> Iterator[tuple[Placed, str]]:
    """Article numbers in the text of an entry that none of its citations bears."""
    if entry.kind not in (Kind.PROCEDURE, Kind.EMERGENCY, Kind.SCRIPT):
        return
    borne: set[str] = set()
    for _, cited in _cited(entry):
        article = handbook.get(cited)
        if isinstance(article, RegulationArticle):
            borne |= {number.split("-")[0] for number in article.numbers}
    for placed in prose(entry):
        for found in _ARTICLE.finditer(placed.text):
            if str(whole_number(found.group(1))) not in borne:
                yield placed, found.group(1)


def _of_values(content: LoadedContent) -> Iterator[Problem]:
    for value in content.handbook.values:
        origin = content.value_origins[value.key]
        for index, cited in enumerate(value.citations):
            article = content.handbook.exact(cited)
            if not isinstance(article, RegulationArticle):
                missing = f"站点值“{value.key}”引用的“{cited}”不是现有的法规条文,请改正"
                path: Path = ("citations", index)
                yield from no_such_entry(content.handbook, cited, missing=missing, path=path, origin=origin)
            elif not _may_be_ground(article):
                message = f"站点值“{value.key}”的依据“{cited}”状态是“{article.status}”,请核对"
                yield origin.problem(("citations", index), "citation-not-in-force", message, Gravity.WARNING)

"""Files below ``laws/`` go in; the official texts of laws and what persons vouched for come out. Never raises on bad files."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import msgspec

from handbook.content.file_names import LAW_CHECKS, LAW_FOLDER
from handbook.content.files import MAX_LAW_BYTES, SITE_MARK, ContentFile
from handbook.content.origin import problem_at
from handbook.content.yaml_reader import Place
from handbook.law.canonical import LawTextError, read_markdown
from handbook.law.law_text import LawText
from handbook.law.numbering import order_of
from handbook.model.official_text import Check, OtherSource
from handbook.model.problem import Gravity, Problem


@dataclass(slots=True)
class LawsRead:
    """What stands below ``laws/``."""

    texts: tuple[LawText, ...] = ()
    """One for each version of each law, by title and day; parts of one version that stand in files of their own are one text."""
    checks: tuple[Check, ...] = ()
    """In the order in which they were given."""
    elsewhere: tuple[OtherSource, ...] = ()
    """What persons said of figures that rest on another source, in the order in which it was said."""
    problems: list[Problem] = field(default_factory=list[Problem])


def is_law_file(file: ContentFile) -> bool:
    """Whether the file belongs to the official texts."""
    return file.parts[0] == LAW_FOLDER


def read_laws(files: Iterable[ContentFile]) -> LawsRead:
    """Read all of them; a text of the site goes over one of the same law and day that came with the program."""
    found = LawsRead()
    by_place: dict[tuple[str, ...], LawText] = {}
    given: list[Check | OtherSource] = []
    for file in sorted(files, key=lambda file: file.name.startswith(SITE_MARK)):
        if file.parts[-1] == LAW_CHECKS:
            given += _checks_in(file, found.problems)
        elif (text := _text_in(file, found.problems)) is not None:
            by_place[file.parts] = text
    found.texts = _united(by_place, found.problems)
    found.checks = tuple(one for one in given if isinstance(one, Check))
    found.elsewhere = tuple(one for one in given if isinstance(one, OtherSource))
    return found


def _text_in(file: ContentFile, problems: list[Problem]) -> LawText | None:
    if len(file.raw) > MAX_LAW_BYTES:
        words = f"法规文件超过 {MAX_LAW_BYTES // 1024 // 1024} MB,没有读;请检查是不是放错了文件"
        problems.append(problem_at(file.name, Place(1, 1), "law-text", words))
        return None
    try:
        text = read_markdown(file.raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        words = "这份法规不是 UTF-8 编码,没有读;请从维护台“法规”重新导入原件"
        problems.append(problem_at(file.name, Place(1, 1), "law-text", words))
        return None
    except LawTextError as error:
        problems.append(problem_at(file.name, Place(1, 1), "law-text", str(error)))
        return None
    if not file.stem.startswith(text.effective.isoformat()):
        words = f"文件名要以施行日期 {text.effective.isoformat()} 开头,现在是 {file.parts[-1]};请改名,或从维护台改日期"
        problems.append(problem_at(file.name, Place(1, 1), "law-file-name", words, gravity=Gravity.WARNING))
    return text


def _united(by_place: dict[tuple[str, ...], LawText], problems: list[Problem]) -> tuple[LawText, ...]:
    """Parts of one version as one text: a code is often obtained book by book."""
    versions: dict[tuple[str, date], list[tuple[str, LawText]]] = defaultdict(list)
    for parts, text in by_place.items():
        versions[text.title, text.effective].append(("/".join(parts), text))
    found = []
    for _, texts in sorted(versions.items()):
        whole = texts[0][1]
        for name, text in texts[1:]:
            if whole.by_number.keys() & text.by_number.keys():
                words = "同一部法规、同一天已有另一份,条号相重,这一份没有用;请从维护台比对后留一份"
                problems.append(problem_at(name, Place(1, 1), "law-twice", words))
            else:
                whole = joined(whole, text)
        found.append(whole)
    return tuple(found)


def joined(first: LawText, second: LawText) -> LawText:
    """Two parts of one version, whose numbers do not meet, as one text."""
    articles = sorted((*first.articles, *second.articles), key=lambda article: order_of(article.number))
    return replace(
        first,
        history=first.history or second.history,
        preamble=(*first.preamble, *second.preamble),
        articles=tuple(articles),
        annexes=(*first.annexes, *second.annexes),
        notes=(*first.notes, *second.notes),
    )


def versions_of(texts: Sequence[LawText], title: str) -> tuple[LawText, ...]:
    """The versions of the law of that title, by day."""
    return tuple(sorted((t for t in texts if t.title == title), key=lambda text: text.effective))


def _said_in(line: bytes) -> Check | OtherSource:
    """What one line of the checks says. Raises DecodeError."""
    if "claim_print" in msgspec.json.decode(line, type=dict[str, msgspec.Raw]):
        return msgspec.json.decode(line, type=OtherSource)
    return msgspec.json.decode(line, type=Check)


def _checks_in(file: ContentFile, problems: list[Problem]) -> list[Check | OtherSource]:
    found: list[Check | OtherSource] = []
    for number, line in enumerate(file.raw.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(_said_in(line))
        except (msgspec.DecodeError, UnicodeDecodeError):
            words = "这一行核对记录读不出来,没有采用;请让核对人重新核一次,其余记录照常有效"
            problems.append(
                problem_at(file.name, Place(number, 1), "law-check-line", words, gravity=Gravity.WARNING)
            )
    return found

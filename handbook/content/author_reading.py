"""Content folders go in again and again while somebody writes there; what they hold comes out, judged by all rules."""

from dataclasses import dataclass, replace

from handbook.content.file_names import SITE_MARK
from handbook.content.foreign_names import foreign_names
from handbook.content.known_documents import KnownDocuments
from handbook.content.library import ContentFolders, OpenedContent, folders_stamp, keep
from handbook.content.loader import LoadedContent, load_content
from handbook.content.writing.judging import Judge
from handbook.content.yaml_reader import YamlDocument
from handbook.model.entry import Entry
from handbook.model.problem import Problem


@dataclass(frozen=True, slots=True)
class AuthorContent:
    """One reading."""

    opened: OpenedContent
    findings: tuple[Problem, ...]
    """What the rules say of the entries that are written there, beside the problems of reading them."""


@dataclass(frozen=True, slots=True)
class _Judged:
    document: YamlDocument
    entry: Entry
    findings: tuple[Problem, ...]


class AuthorReading:
    """Parses and judges what changed since the reading before: of 340 entries that takes a third of the time."""

    def __init__(self) -> None:
        self._documents = KnownDocuments()
        self._judged: dict[str, _Judged] = {}

    @property
    def is_warm(self) -> bool:
        """Whether anything was read before."""
        return self._documents.is_warm

    def read(self, folders: ContentFolders) -> AuthorContent:
        """The content as it lies there, kept as a compiled copy for the next start."""
        is_first = not self.is_warm
        before = folders_stamp(folders)
        loaded = load_content(folders.root, folders.site, folders.region, read=self._documents.reader())
        opened = keep(folders, loaded.handbook, loaded.problems, before)
        return AuthorContent(opened, self._findings(folders, loaded, is_first=is_first))

    def _findings(
        self, folders: ContentFolders, loaded: LoadedContent, *, is_first: bool
    ) -> tuple[Problem, ...]:
        """Of what lay in the content folder before anybody wrote there nothing is said; of an overlay everything."""
        known, self._judged = self._judged, {}
        judge: Judge | None = None
        for entry in loaded.handbook:
            origin = loaded.origins[entry.id]
            before = known.get(entry.id)
            if before is not None and before.document is origin.document and before.entry == entry:
                self._judged[entry.id] = before
                continue
            findings: tuple[Problem, ...] = ()
            if not is_first or origin.file.startswith(SITE_MARK):
                judge = judge or _judge(folders, loaded)
                findings = judge.problems_of(entry)
            self._judged[entry.id] = _Judged(origin.document, entry, findings)
        told = set(loaded.problems)
        return tuple(p for judged in self._judged.values() for p in judged.findings if p not in told)


def _judge(folders: ContentFolders, loaded: LoadedContent) -> Judge:
    roots = [folders.root, *([folders.site] if folders.site is not None else [])]
    return Judge(replace(loaded, foreign=foreign_names(roots, loaded.handbook)))

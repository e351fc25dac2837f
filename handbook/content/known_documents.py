"""Files go in again and again, most of them unchanged; their documents come out, each parsed once while it stays as it is."""

from collections.abc import Callable

from handbook.content.yaml_reader import YamlDocument, read_yaml


class KnownDocuments:
    """Keeps the documents of the last reading alone: what went or was changed is forgotten with the next one."""

    def __init__(self) -> None:
        self._before: dict[bytes, YamlDocument] = {}
        self._now: dict[bytes, YamlDocument] = {}

    @property
    def is_warm(self) -> bool:
        """Whether files were read with it before."""
        return bool(self._now)

    def reader(self) -> Callable[[bytes], YamlDocument]:
        """What reads in the place of `read_yaml`, for one reading of all files."""
        self._before, self._now = self._now, {}
        return self._read

    def _read(self, raw: bytes) -> YamlDocument:
        document = self._before.get(raw) or self._now.get(raw) or read_yaml(raw)
        self._now[raw] = document
        return document

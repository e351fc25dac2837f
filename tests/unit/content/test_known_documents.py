"""Files that have not changed are not parsed again, and what is read is the same."""

from pathlib import Path

import pytest

from handbook.content.known_documents import KnownDocuments
from handbook.content.loader import load_content
from handbook.content.yaml_reader import YamlRefused


def test_the_same_comes_out_of_a_second_reading(repository: Path) -> None:
    documents = KnownDocuments()
    root = repository / "content"
    plain = load_content(root)
    first = load_content(root, read=documents.reader())
    second = load_content(root, read=documents.reader())
    assert plain.handbook == first.handbook == second.handbook
    assert plain.problems == first.problems == second.problems


def test_what_went_is_forgotten_and_what_is_broken_is_refused_each_time() -> None:
    documents = KnownDocuments()
    document = documents.reader()(b"a: 1")
    assert documents.reader()(b"a: 1") is document
    documents.reader()
    assert documents.reader()(b"a: 1") is not document
    for _ in range(2):
        with pytest.raises(YamlRefused):
            documents.reader()(b"a: [")

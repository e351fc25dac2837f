"""Loaded content goes in; the files of ``checks/`` that nothing could be checked by come out as problems."""

from collections.abc import Iterator

from handbook.content.file_names import CHECK_FOLDER
from handbook.content.loader import LoadedContent
from handbook.content.origin import problem_at
from handbook.content.yaml_reader import Place
from handbook.model.problem import Problem


def missing_checks(content: LoadedContent) -> Iterator[Problem]:
    """Every check file was taken, from the content, the site or the program."""
    for name in content.checks.missing():
        file = f"{CHECK_FOLDER}/{name}"
        message = f"没有可用的 {file},它管的内容都没有查;请从程序自带的内容里拷回来,或改好里面的错误"
        yield problem_at(file, Place(1, 1), "missing-check", message)

"""Documents go in; lists on one line whose items were most likely one sentence, cut at its comma, come out as problems."""

from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.model.problem import Problem


def cut_sentences(content: LoadedContent) -> Iterator[Problem]:
    """``[您别急,我在派]`` are two items to YAML: quote the sentence, or put a space after a comma that parts items."""
    for entry in content.handbook:
        origin = content.origins[entry.id]
        for path in origin.document.tight:
            message = "这里被逗号断成了两项:一句话请加引号;本来就是两项的,逗号后面加一个空格"
            yield origin.problem(path, "cut-by-comma", message)

"""The components of a product go in; a folder with the notice and every licence text comes out."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from handbook.packaging.build_error import BuildError
from handbook.packaging.components import Component
from handbook.packaging.trees import make_empty


def write_notices(folder: Path, components: Sequence[Component], notice: str, own_licence: Path) -> None:
    """Write NOTICE.txt, the program's own licence and one folder of texts for each component.

    Raises:
        BuildError: a component has neither a licence text nor the name of a licence whose text is here.
    """
    make_empty(folder)
    shutil.copyfile(own_licence, folder / "gongre-handbook-LICENSE.txt")
    for part in components:
        if part.name == "qt":  # where its source is offered hangs on the version
            series = ".".join(part.version.split(".")[:2])
            notice = notice.replace("@QT@", part.version).replace("@QT_SERIES@", series)
    lines = [notice.rstrip(), ""]
    for part in components:
        texts = [_place(folder, part, text) for text in part.texts]
        if not texts and part.licence != "LGPL-3.0-only":
            raise BuildError(f"No licence text was found for {part.name} {part.version}.")
        where = ", ".join(texts) or "qt/LGPL-3.0.txt, qt/GPL-3.0.txt"
        lines.append(f"{part.name} {part.version}  {part.licence or 'see text'}  ({where})")
    (folder / "NOTICE.txt").write_text("\n".join(lines) + "\n", "utf-8")


def _place(folder: Path, part: Component, text: Path) -> str:
    name = f"{part.name}/{text.name}"
    number = 1
    while (folder / name).exists():  # NumPy has several files of one name
        number += 1
        name = f"{part.name}/{text.stem}-{number}{text.suffix}"
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(text, folder / name)
    return name

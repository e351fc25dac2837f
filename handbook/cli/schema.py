"""``handbook schema``: a folder goes in; one JSON Schema for each kind of file is written there, for editors with completion."""

import argparse
import json
from pathlib import Path

from handbook.cli.exit_codes import FINE
from handbook.content.file_names import CHECK_FILES, CHECK_FOLDER, REGION_FILE, REGION_FOLDER, SUCCESSORS_FILE
from handbook.content.schema import (
    check_schema,
    json_schema,
    region_schema,
    standing_schema,
    successors_schema,
    values_schema,
)
from handbook.errors import UsageError
from handbook.model.kinds import Kind


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb and its options."""
    parser = verbs.add_parser("schema", help="写出每类条目的 JSON Schema,供编辑器补全和检查")
    parser.add_argument("folder", type=Path, metavar="DIR", help="写到这个文件夹(没有就新建)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the files and tell their names; 0 = written.

    Raises:
        UsageError: the folder cannot be written to.
    """
    folder: Path = args.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        schemas = [(kind.value, json_schema(kind), f"{kind.folder}/*.yaml") for kind in Kind]
        schemas.append(("standing", standing_schema(), "standing.yaml"))
        schemas.append(("region", region_schema(), f"{REGION_FOLDER}/*/{REGION_FILE}"))
        schemas.append(("values", values_schema(), f"values.yaml、{REGION_FOLDER}/*/values.yaml"))
        schemas.append(("successors", successors_schema(), SUCCESSORS_FILE))
        schemas.extend(
            (file.removesuffix(".yaml"), check_schema(file), f"{CHECK_FOLDER}/{file}") for file in CHECK_FILES
        )
        for name, schema, what_for in schemas:
            path = folder / f"{name}.schema.json"
            path.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
            print(f"{path}  {what_for}")
    except OSError as error:
        raise UsageError(f"写不了 {folder}:{error.strerror}。请换一个文件夹。") from None
    return FINE

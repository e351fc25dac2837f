"""The components and files of a product go in; a software bill of materials (CycloneDX 1.6, JSON) comes out."""

import hashlib
import json
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from handbook.packaging.components import Component
from handbook.packaging.plan import PROGRAM, BuildPlan
from handbook.packaging.trees import files_below

FILE_NAME = "sbom.cdx.json"
_LIBRARIES = (".so", ".dll", ".pyd", ".exe")


def write_bill(plan: BuildPlan, tree: Path, components: Sequence[Component]) -> None:
    """Write ``sbom.cdx.json`` into `tree`: every component, and the hash of every program file and library."""
    parts = [_component(part) for part in components]
    files = [_file(tree, path) for path in files_below(tree) if _is_binary(path)]
    body: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(plan.epoch, UTC).isoformat().replace("+00:00", "Z"),
            "component": {
                "type": "application",
                "bom-ref": PROGRAM,
                "name": PROGRAM,
                "version": plan.version,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            },
        },
        "components": parts + files,
        "dependencies": [{"ref": PROGRAM, "dependsOn": [part["bom-ref"] for part in parts]}],
    }
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(body, sort_keys=True))
    body["serialNumber"] = f"urn:uuid:{number}"
    (tree / FILE_NAME).write_text(
        json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8"
    )


def _component(part: Component) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "library",
        "bom-ref": part.purl,
        "name": part.name,
        "version": part.version,
        "purl": part.purl,
    }
    if part.licence:
        made["licenses"] = [{"expression": part.licence}]
    if part.sha256:
        made["hashes"] = [{"alg": "SHA-256", "content": part.sha256}]
    return made


def _file(tree: Path, path: Path) -> dict[str, Any]:
    name = path.relative_to(tree).as_posix()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {
        "type": "file",
        "bom-ref": f"file:{name}",
        "name": name,
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }


def _is_binary(path: Path) -> bool:
    if path.is_symlink():
        return False
    return any(suffix in _LIBRARIES for suffix in path.suffixes) or path.name == "handbook"

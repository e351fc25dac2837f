"""A signed Windows file and the name of its maker go in; an error comes out where the file is not as its maker left it."""

import re
import subprocess
from pathlib import Path

from handbook.packaging.build_error import BuildError

_DIGESTS = re.compile(r"Current message digest\s*: (\w+)\s+Calculated message digest\s*: (\w+)")
_SUBJECT = re.compile(r"Signer #0:\s+Subject: (.*)")


def check_signature(path: Path, signer: str) -> None:
    """Raise BuildError unless the Authenticode digest of `path` fits and `signer` is its signer's organisation."""
    done = subprocess.run(
        ["osslsigncode", "verify", "-ignore-crl", str(path)],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=120,
        check=False,
    )
    # The exit code tells of the chain as well, whose certificates have run out since: Windows honours the time stamp.
    problem = signature_problem(done.stdout, signer)
    if problem:
        raise BuildError(f"{path.name}: {problem}. Do not ship this Python.")


def signature_problem(report: str, signer: str) -> str:
    """What is wrong according to the report of ``osslsigncode verify``; "" where nothing is."""
    digests = _DIGESTS.search(report)
    subject = _SUBJECT.search(report)
    if digests is None or subject is None:
        return "carries no signature"
    if digests[1] != digests[2]:
        return "was changed after it was signed"
    if f"O={signer}/" not in f"{subject[1].strip()}/":
        return f"is signed by {subject[1].strip()}, not by {signer}"
    return ""

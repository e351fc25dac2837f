"""Packs: what is published is read back; what names another place, lies or swells is refused in a sentence."""

import hashlib
import io
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.aboard import MANIFEST, PackManifest, reads, version_key
from handbook.fleet.pack import LARGEST_FILE, PackRefused, make_pack, read_pack

HEAD = PackManifest(
    number=3, version="2026.12", oldest_program="0.1.0", made="2026-12-01T08:00:00+08:00", by="王敏"
)


def content(folder: Path) -> Path:
    (folder / "scripts").mkdir(parents=True)
    (folder / "handbook.yaml").write_text('version: "2026.12"\n', "utf-8")
    (folder / "scripts" / "scr-x.yaml").write_text("id: scr-x\n", "utf-8")
    (folder / "scripts" / "_scr-draft.yaml").write_text("id: no\n", "utf-8")
    (folder / "history.jsonl").write_text("{}\n", "utf-8")
    return folder


def changed(data: bytes, change: Callable[[dict[str, bytes]], object], *, relist: bool = True) -> bytes:
    """The pack with other files, its list made anew."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    if relist:
        head = json.loads(files[MANIFEST])
        head["files"] = {n: hashlib.sha256(d).hexdigest() for n, d in files.items() if n != MANIFEST}
        files[MANIFEST] = json.dumps(head).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, one in files.items():
            archive.writestr(name, one)
    return out.getvalue()


def test_what_is_packed_is_read_back_without_drafts(tmp_path: Path) -> None:
    site = content(tmp_path / "site")
    data = make_pack(content(tmp_path / "content"), site, HEAD)
    pack = read_pack(data)
    assert pack.manifest == HEAD
    assert pack.has_site
    assert set(pack.files) == {
        f"{place}/{name}"
        for place in ("content", "site")
        for name in ("handbook.yaml", "scripts/scr-x.yaml", "history.jsonl")
    }


def test_the_same_files_make_the_same_pack(tmp_path: Path) -> None:
    root = content(tmp_path / "content")
    assert make_pack(root, None, HEAD) == make_pack(root, None, HEAD)


@pytest.mark.parametrize(
    "name",
    [
        "../evil.yaml",
        "content/../../evil.yaml",
        "/etc/x.yaml",
        "content/a\\..\\b.yaml",
        "content/C:evil.yaml",
        "elsewhere/a.yaml",
        "content/con.yaml",
        "content/a /b.yaml",
        "content/run.py",
        "content/x.exe",
        "content/whoosh.seg",
        "content/a./b.yaml",
        "handbook.yaml",
    ],
)
def test_a_name_that_is_no_content_is_refused(tmp_path: Path, name: str) -> None:
    data = make_pack(content(tmp_path / "content"), None, HEAD)
    with pytest.raises(PackRefused, match="没有采用"):
        read_pack(changed(data, lambda files: files.update({name: b"x"})))


def test_links_doubles_bombs_and_lies_are_refused(tmp_path: Path) -> None:
    data = make_pack(content(tmp_path / "content"), None, HEAD)
    link = zipfile.ZipInfo("content/link.yaml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(PackRefused, match="不是普通文件"):
        read_pack(out.getvalue())
    with pytest.raises(PackRefused, match="两次"):
        read_pack(changed(data, lambda files: files.update({"content/HANDBOOK.yaml": b"x"})))
    with pytest.raises(PackRefused, match="太大"):
        read_pack(changed(data, lambda files: files.update({"content/big.yaml": bytes(LARGEST_FILE + 1)})))
    with pytest.raises(PackRefused, match="对不上"):
        read_pack(
            changed(
                data, lambda files: files.update({"content/handbook.yaml": b"version: 9\n"}), relist=False
            )
        )
    with pytest.raises(PackRefused, match="对不上"):
        read_pack(changed(data, lambda files: files.pop("content/handbook.yaml"), relist=False))
    with pytest.raises(PackRefused, match="没有内容"):
        read_pack(changed(data, lambda files: files.pop("content/handbook.yaml")))


def test_any_byte_that_is_spoilt_is_refused_or_harmless(tmp_path: Path) -> None:
    data = make_pack(content(tmp_path / "content"), None, HEAD)
    whole = read_pack(data)
    for place in range(0, len(data), 3):
        spoilt = bytearray(data)
        spoilt[place] ^= 0x5A
        try:
            read = read_pack(bytes(spoilt))
        except PackRefused:
            continue
        assert read.files == whole.files


def test_versions_are_compared_as_numbers() -> None:
    assert version_key("2026.9") < version_key("2026.11")
    assert reads("0.1.0", "0.10.0")
    assert not reads("0.10.0", "0.9.9")
    assert version_key("nonsense") == ()

"""Three small files go in, made here; the process that reads files of laws must start and give their lines."""

import io
import tempfile
import zipfile
from pathlib import Path

from handbook.errors import HandbookError
from handbook.law_files.reading import read_law_file

_WORDS = "第一条 自检"
_LATIN = "Article 1 self-test"
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HTML = f"<!doctype html><meta charset=gbk><p>{_WORDS}</p>"
_PDF = f"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 300 100] /Contents 4 0 R
/Resources <</Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>> endobj
4 0 obj <</Length {30 + len(_LATIN)}>> stream
BT /F 12 Tf 20 50 Td ({_LATIN}) Tj ET
endstream endobj
trailer <</Root 1 0 R>>
%%EOF
"""


def try_law_files() -> str:
    """A sentence on what was read. Raises HandbookError where a file gives other lines than it holds."""
    files = {
        "a.docx": (_docx(), _WORDS),
        "a.html": (_HTML.encode("gbk"), _WORDS),
        "a.pdf": (_PDF.encode("ascii"), _LATIN),
    }
    with tempfile.TemporaryDirectory(prefix="handbook-selftest-", ignore_cleanup_errors=True) as folder:
        for name, (data, words) in files.items():
            path = Path(folder) / name
            path.write_bytes(data)
            lines = read_law_file(path).lines
            if lines != (words,):
                raise HandbookError(f"读 {name} 得到的是 {lines},不是“{words}”")
    return f"读法规文件 {'、'.join(files)}(另一个进程)"


def _docx() -> bytes:
    text = f"<w:document xmlns:w='{_NAMESPACE}'><w:body><w:p><w:r><w:t>{_WORDS}</w:t></w:r></w:p></w:body></w:document>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", text)
    return buffer.getvalue()

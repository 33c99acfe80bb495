"""One body, one cover, one format: the file that goes out."""

import hashlib
import json
from datetime import date

from laa.reports.board_report import report_pdf
from laa.reports.excel_report import report_xlsx
from laa.reports.html_report import report_html
from laa.reports.word_report import report_docx
from laa.rules.report_layout import cover_of, document
from laa.rules.vocabulary import Cover, FileFormat

CONTENT_TYPES = {
    FileFormat.HTML: "text/html; charset=utf-8",
    FileFormat.PDF: "application/pdf",
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.JSON: "application/json",
}


def rendered(body: str, *, cover: Cover, format: FileFormat, status: str = "") -> bytes:
    """The file of a body, given as its canonical JSON. `status` stands on covers before issue."""
    sha256 = hashlib.sha256(body.encode()).hexdigest()
    said = json.loads(body)
    sheet = cover_of(said, cover, sha256=sha256, status=status)
    if format == FileFormat.JSON:
        return as_json(sheet, body, sha256)
    whole = document(said, sheet)
    as_at = date.fromisoformat(said["as_at"])
    match format:
        case FileFormat.PDF:
            return report_pdf(whole, as_at=as_at)
        case FileFormat.DOCX:
            return report_docx(whole, as_at=as_at)
        case FileFormat.XLSX:
            return report_xlsx(whole, as_at=as_at)
        case FileFormat.HTML:
            return report_html(whole)


def as_json(cover: dict, body: str, sha256: str) -> bytes:
    """The body stands in it byte for byte as the hash is of it."""
    head = json.dumps(cover, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f'{{"body":{body},"body_sha256":"{sha256}","cover":{head}}}\n'.encode()

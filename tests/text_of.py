"""What an answer says, whatever kind of file it is: for tests that look for words in it."""

import io
import re
import zipfile
from html import unescape

from pypdf import PdfReader

_TAG = re.compile(r"<[^>]*>")
_END_OF_TEXT = re.compile(r"</(?:w:p|w:tc|t|si|v|c|a:p)>")


def text_of(answer) -> str:
    """The words of a page, a feed, a PDF, a Word document or a workbook."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return text_in(body)


def text_in(body: bytes) -> str:
    if body.startswith(b"%PDF"):
        return _of_pdf(body)
    if body.startswith(b"PK"):
        return _of_office(body)
    return body.decode("utf-8", "replace")


def _of_pdf(body: bytes) -> str:
    """Its pages, then what is said of it as a whole and of its pictures."""
    reader = PdfReader(io.BytesIO(body))
    pages = [page.extract_text() for page in reader.pages]
    return "\n".join([*pages, *map(str, (reader.metadata or {}).values())])


def _of_office(body: bytes) -> str:
    """Every part, hidden sheets, comments and properties too; a word cut into runs is whole."""
    with zipfile.ZipFile(io.BytesIO(body)) as file:
        parts = [file.read(name).decode("utf-8", "replace") for name in file.namelist()]
    return "\n".join(unescape(_TAG.sub("", _END_OF_TEXT.sub("\n", part))) for part in parts)

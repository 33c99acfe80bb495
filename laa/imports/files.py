"""Opening what people upload: by what is in the file, not by what its name says."""

import io
import zipfile
from pathlib import Path

from laa.imports import text, word, workbook
from laa.imports.grid import Document
from laa.imports.problems import unreadable

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 100 * 1024 * 1024
LONGEST, WIDEST = 20_000, 400
"""Rows and columns. The largest agreement known has 65 rows; a national one 198."""

KINDS = "a .csv, .tsv, .txt, .xlsx or .docx file"
SHEETS = "a .csv, .tsv, .txt or .xlsx file"
"""What may be chosen; `SHEETS` where the table goes back and forth as a spreadsheet."""

SAVE_AS = {
    KINDS: "Save it as .xlsx, .docx or .csv and try again.",
    SHEETS: "Save it as .xlsx or .csv and try again.",
}


def open_path(path: str) -> Document:
    return open_document(*read_path(path))


def read_path(path: str) -> tuple[str, bytes]:
    """The name and the bytes of a file; Unreadable says why there are none and what to do."""
    file = Path(path)
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise _too_large(file.name)
        return file.name, file.read_bytes()
    except IsADirectoryError:
        raise unreadable(f"{path} is a folder.", f"Name {KINDS} in it.") from None
    except FileNotFoundError:
        raise unreadable(f"There is no file {path}.", "Check its name and folder.") from None
    except PermissionError:
        raise unreadable(f"{path} may not be read.", "Ask its owner to let you read it.") from None


def open_document(
    name: str, data: bytes, *, holds: str = "the agreement's table", kinds: str = KINDS
) -> Document:
    """The rows of a file; Unreadable says what the file is instead and what to do.

    `holds` says in a sentence what was to be in it, and `kinds` in which kinds of file.
    """
    if len(data) > LARGEST_FILE:
        raise _too_large(name, holds)
    if not data.strip():
        raise unreadable(f"{name} is empty.", f"Choose {kinds} with {holds}.")
    document = _opener(name, data, kinds)(name, data)
    _measure(document, holds, kinds)
    return document


def _too_large(name: str, holds: str = "the agreement's table"):
    return unreadable(
        f"{name} is larger than {LARGEST_FILE // 1024 // 1024} MB.",
        f"Keep the sheets with {holds} and save it again.",
    )


def _opener(name: str, data: bytes, kinds: str):
    if data.startswith(b"PK"):
        return _opener_of_zip(name, data, kinds)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise _old_or_protected(name, data, kinds)
    for start, is_a in ((b"MZ", "a program"), (b"%PDF", "a PDF"), (b"{\\rtf", "rich text")):
        if data.startswith(start):
            raise unreadable(f"{name} is {is_a}, whatever its name says.", f"Choose {kinds}.")
    return text.read


def _old_or_protected(name: str, data: bytes, kinds: str):
    if "EncryptedPackage".encode("utf-16-le") in data:
        return unreadable(
            f"{name} is protected by a password.", "Save it without one and try again."
        )
    return unreadable(f"{name} is in an old format of Excel or Word.", SAVE_AS[kinds])


def _opener_of_zip(name: str, data: bytes, kinds: str):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise unreadable(f"{name} is damaged.", "Save it again and try once more.") from None
    names = {entry.filename for entry in entries}
    if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise unreadable(
            f"{name} unpacks to more than {LARGEST_UNPACKED // 1024 // 1024} MB.",
            "Keep the sheets that are needed and save it again.",
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise unreadable(f"{name} is protected by a password.", "Save it without one.")
    if "xl/workbook.xml" in names:
        return workbook.read
    if "word/document.xml" in names:
        return word.read
    is_a = "an OpenDocument file" if "mimetype" in names else "a zip file, not a workbook"
    raise unreadable(f"{name} is {is_a}.", SAVE_AS[kinds])


def _measure(document: Document, holds: str, kinds: str) -> None:
    if not any(row.filled for row in document.rows):
        raise unreadable(f"{document.name} holds no table.", f"Choose {kinds} with {holds}.")
    if len(document.rows) > LONGEST or max(len(row.cells) for row in document.rows) > WIDEST:
        raise unreadable(
            f"{document.name} has more than {LONGEST:,} rows or {WIDEST} columns.",
            f"Keep {holds} only and save it again.",
        )

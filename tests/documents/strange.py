"""Files that are not what they seem, or that somebody's spreadsheet made strange."""

import zipfile
from io import BytesIO
from pathlib import Path

from tests.documents.tables import HEADS, agreement_row, text_of, workbook_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the old Office formats begin, and a workbook that a password protects."""

TABLE = [
    *HEADS,
    agreement_row("*NI 001", "People who get on well", ("70%", "*71%", "*72%", "*73%")),
    agreement_row("Local NI 002", "Days to answer", ("48 days", "42 days", "30 days", "15 days")),
]
TEXT = text_of(TABLE)


def protected_by_a_password() -> bytes:
    return OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512


def old_workbook() -> bytes:
    return OLE + b"\0" * 504 + "Workbook".encode("utf-16-le") + b"\0" * 512


def program() -> bytes:
    return b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff" + b"\0" * 50 + b"This program cannot be run"


def zip_of(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def open_document() -> bytes:
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return zip_of({"mimetype": kind, "content.xml": b"<office:document-content/>"})


def bomb(path: Path, inside: str) -> Path:
    """A small file with one entry that unpacks to 200 MB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("word/document.xml", "<document/>")
        with packed.open(inside, "w", force_zip64=True) as entry:
            for _ in range(200):
                entry.write(b"\0" * 1_000_000)
    return path


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "'
    + b"ha" * 1000
    + b'">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (98 + level, b"&%c;" % (97 + level) * 10) for level in range(8)
    )
    + b"]>"
)
"""Entities of entities: some kilobytes that would unfold to gigabytes."""


def workbook_bytes(table=TABLE) -> bytes:
    out = BytesIO()
    workbook_of({"LAA": table}).save(out)
    return out.getvalue()


def changed(data: bytes, name: str, change) -> bytes:
    """The zip with what `change` makes of the one file in it."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        files = {entry: packed.read(entry) for entry in packed.namelist()}
    files[name] = change(files[name])
    return zip_of(files)


SHEET = "xl/worksheets/sheet1.xml"


def laughing_workbook() -> bytes:
    def change(xml):
        body = xml[xml.index(b"<worksheet") :]
        return LAUGHS + body.replace(b"<sheetData>", b"<sheetData><row><c><v>&i;</v></c></row>")

    return changed(workbook_bytes(), SHEET, change)


def with_stored_result(formula: str, result: str) -> bytes:
    """A workbook whose first target is a formula that Excel has worked out."""
    table = [list(row) for row in TABLE]
    table[2][3] = f"={formula}"

    def change(xml):
        for empty in (b"<v></v>", b"<v />", b"<v/>"):
            xml = xml.replace(b"</f>" + empty, b"</f><v>" + result.encode() + b"</v>")
        return xml

    return changed(workbook_bytes(table), SHEET, change)

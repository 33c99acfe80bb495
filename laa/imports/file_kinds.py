"""Which files may bear something out, told by what is in them and not by what they are called."""

import io
import zipfile

NAMES = {
    "pdf": "a PDF",
    "docx": "a Word document",
    "xlsx": "an Excel workbook",
    "pptx": "a PowerPoint presentation",
    "odt": "an OpenDocument text",
    "ods": "an OpenDocument spreadsheet",
    "csv": "a table of text",
    "txt": "plain text",
    "png": "a PNG picture",
    "jpg": "a JPEG picture",
}
STARTS = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}
IN_ZIP = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
LONGEST_NAME = 150


class NotAllowed(Exception):
    """A file that is not taken; the message says why and what to do."""


def safe_name(name: str) -> str:
    """A file's name as a page shows it: no folders, no control characters, not too long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if c.isprintable()).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if dot and len(kept) > LONGEST_NAME:
        kept = f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending[:10]}"
    return kept[:LONGEST_NAME] or "file"


def kind_of(name: str, data: bytes) -> str:
    """The kind of a file, a key of NAMES, by its content. Raises NotAllowed."""
    shown = safe_name(name)
    if not data:
        raise NotAllowed(f"“{shown}” is empty. Save it again and choose it once more.")
    for kind, start in STARTS.items():
        if data.startswith(start):
            return kind
    if data.startswith(b"PK"):
        return _in_zip(shown, data)
    return _text(shown, data)


def _in_zip(shown: str, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            # Named at the front, unpacked: read no more of it than that.
            start = archive.open("mimetype").read(60) if "mimetype" in names else b""
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
        locked = f"“{shown}” is damaged or locked. Save it again without a password."
        raise NotAllowed(locked) from None
    if any(name.endswith("vbaProject.bin") for name in names):
        raise NotAllowed(f"“{shown}” holds macros. Save it without them.")
    for kind, part in IN_ZIP.items():
        if part in names:
            return kind
    if start in OPEN_DOCUMENTS:
        return OPEN_DOCUMENTS[start]
    raise NotAllowed(f"“{shown}” is an archive. Add the files in it one by one.")


def _text(shown: str, data: bytes) -> str:
    ending = shown.rpartition(".")[2].lower()
    looks = data[:1_000_000]
    is_text = b"\x00" not in looks and not any(b < 9 or 13 < b < 32 and b != 27 for b in looks)
    if not is_text or ending not in ("csv", "txt", "tsv", "md"):
        kinds = ", ".join(NAMES)
        raise NotAllowed(
            f"“{shown}” is no file that can be kept here, whatever it is called. Save it as one "
            f"of: {kinds}."
        )
    return "txt" if ending in ("txt", "md") else "csv"

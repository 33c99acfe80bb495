"""What a file is, it says itself: its name may lie."""

import io
import zipfile

import pytest

from laa.imports.file_kinds import NotAllowed, kind_of, safe_name


def archive(**parts):
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/"), text)
    return body.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("minutes.pdf", b"%PDF-1.7 ...", "pdf"),
        ("minutes.doc", b"%PDF-1.7 ...", "pdf"),
        ("picture.png", b"\x89PNG\r\n\x1a\n....", "png"),
        ("photo.jpeg", b"\xff\xd8\xff\xe0....", "jpg"),
        ("table.csv", "Année,1\n".encode(), "csv"),
        ("table.csv", "Ann\xe9e,1\n".encode("cp1252"), "csv"),
        ("note.txt", b"All well.", "txt"),
        ("a.docx", archive(**{"word__document.xml": "<w/>"}), "docx"),
        ("a.xlsx", archive(**{"xl__workbook.xml": "<w/>"}), "xlsx"),
        ("a.odt", archive(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
    ],
)
def test_a_file_is_what_its_content_is(name, data, kind):
    assert kind_of(name, data) == kind


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.pdf", b"", "is empty"),
        ("minutes.pdf", b"MZ\x90\x00\x03", "whatever it is called"),
        ("page.html", b"<script>alert(1)</script>", "whatever it is called"),
        ("logo.svg", b"<svg/>", "whatever it is called"),
        ("a.zip", archive(readme="x"), "is an archive"),
        ("a.xlsm", archive(**{"xl__workbook.xml": "", "xl__vbaProject.bin": ""}), "holds macros"),
        ("a.docx", b"PK\x03\x04 broken", "damaged or locked"),
        ("table.csv", b"a\x00b", "whatever it is called"),
    ],
)
def test_what_is_not_kept_is_refused_in_words(name, data, said):
    with pytest.raises(NotAllowed, match=said):
        kind_of(name, data)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("C:\\docs\\minutes.pdf", "minutes.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ("", "file"),
        ("..", "file"),
        ("é ü.pdf", "é ü.pdf"),
    ],
)
def test_a_name_is_only_a_word_on_a_page(name, shown):
    assert safe_name(name) == shown


def test_a_long_name_keeps_its_ending():
    assert safe_name("x" * 400 + ".pdf").endswith(".pdf")
    assert len(safe_name("x" * 400 + ".pdf")) <= 150

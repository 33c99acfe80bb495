"""A report for boards as a Word document: styles, table heads that repeat, words for charts."""

import io
from datetime import date, datetime

from docx import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from laa.reports.board_report import cover_facts, numeric
from laa.reports.pictures import photograph, picture
from laa.rules.blocks import Block, Bullets, Cell, Chart, Document, Facts, Section, Table, Words

LINE_CM = 17.0
TINTS = {"better": "CFE5D3", "on_track": "CFE5D3", "at_risk": "FBE3B5", "off_track": "F6D2CC"}
BRAND = RGBColor(0x17, 0x49, 0x4D)


def report_docx(document: Document, *, as_at: date) -> bytes:
    word = _blank(document.cover, as_at)
    _cover(word, document.cover)
    for section in document.sections:
        if section.starts_page:
            word.add_page_break()
        _section(word, section, 1)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _blank(cover: dict, as_at: date):
    """An A4 page in British English with the title in its properties."""
    word = Word()
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    said = word.core_properties
    said.title = f"{cover['title']} ({cover['audience_said']})"
    said.author, said.language = cover["partnership"], "en-GB"
    said.created = said.modified = datetime.combine(as_at, datetime.min.time())
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    _language(normal)
    _numbered(page.footer.paragraphs[0])
    word.styles["Caption"].font.color.rgb = BRAND
    for level in (1, 2, 3):
        heading = word.styles[f"Heading {level}"]
        heading.font.color.rgb, heading.font.name = BRAND, "Calibri"
    return word


def _numbered(paragraph) -> None:
    """ "Page 3", as Word counts it."""
    paragraph.alignment = 2
    paragraph.add_run("Page ")
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    paragraph._p.append(number)


def _language(style) -> None:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    style.element.get_or_add_rPr().append(language)


def _cover(word, cover: dict) -> None:
    word.add_paragraph(cover["partnership"])
    word.add_heading(cover["title"], 0)
    if cover["status"]:
        word.add_paragraph().add_run(cover["status"]).bold = True
    _facts(word, Facts(tuple((name, Cell(said)) for name, said in cover_facts(cover))))
    word.add_paragraph(
        f"SHA-256 of the body, which is the same under every cover: {cover['body_sha256']}"
    ).runs[0].font.size = Pt(8)


def _section(word, section: Section, level: int) -> None:
    word.add_heading(section.heading, level)
    for number, block in enumerate(section.blocks):
        _block(word, block, f"{section.key}-{number}")
    for inner in section.sections:
        _section(word, inner, min(level + 1, 3))


def _block(word, block: Block, identifier: str) -> None:
    match block:
        case Words():
            word.add_paragraph().add_run(block.text).bold = block.kind == "mark"
        case Bullets():
            for item in block.items:
                word.add_paragraph(item, style="List Bullet")
        case Facts():
            _facts(word, block)
        case Table():
            _table(word, block)
        case Chart():
            _chart(word, block, identifier)


def _facts(word, facts: Facts) -> None:
    """Lines, not a table: read aloud as one after another."""
    for name, cell in facts.pairs:
        line = word.add_paragraph()
        line.paragraph_format.space_after = Pt(1)
        line.paragraph_format.keep_with_next = True
        line.add_run(f"{name}: ").bold = True
        _said(line, cell)
    word.add_paragraph().paragraph_format.space_after = Pt(2)


def _said(paragraph, cell: Cell) -> None:
    run = paragraph.add_run(cell.text)
    if tint := TINTS.get(cell.rating):
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), tint)
        run.element.get_or_add_rPr().append(shade)


def _table(word, block: Table) -> None:
    caption = word.add_paragraph(block.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    table = word.add_table(rows=1, cols=len(block.head), style="Normal Table")
    table.autofit = False
    _rules(table)
    is_number = numeric(block)
    for cell, head, right in zip(table.rows[0].cells, block.head, is_number, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
        cell.paragraphs[0].alignment = 2 if right else 0
    _mark_row(table.rows[0], "w:tblHeader")
    for row in block.rows:
        added = table.add_row()
        _mark_row(added, "w:cantSplit")
        for cell, said, right in zip(added.cells, row, is_number, strict=True):
            _said(cell.paragraphs[0], said)
            cell.paragraphs[0].alignment = 2 if right else 0
    _widths(table, block)
    _describe(table, block.caption)
    word.add_paragraph()


def _rules(table) -> None:
    """Thin lines between rows, as in the PDF, and none between columns."""
    lines = OxmlElement("w:tblBorders")
    for side in ("w:top", "w:bottom", "w:insideH"):
        line = OxmlElement(side)
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "A0A6A6")):
            line.set(qn(f"w:{name}"), value)
        lines.append(line)
    table._tbl.tblPr.append(lines)


def _widths(table, block: Table) -> None:
    whole = sum(block.widths)
    for column, width in zip(table.columns, block.widths, strict=True):
        column.width = Cm(LINE_CM * width / whole)
    widths = [column.width for column in table.columns]
    for row in table._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = width
            _close(cell.p_lst[0])
            for run in cell.iter(qn("w:r")):
                _small(run)


def _close(paragraph) -> None:
    """No more room below a cell's words than between its lines."""
    room = OxmlElement("w:spacing")
    for name, value in (("before", "30"), ("after", "30"), ("line", "240")):
        room.set(qn(f"w:{name}"), value)
    paragraph.get_or_add_pPr().insert_element_before(room, "w:ind", "w:jc")


def _small(run) -> None:
    size = OxmlElement("w:sz")
    size.set(qn("w:val"), "18")
    run.get_or_add_rPr().append(size)


def _mark_row(row, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _describe(table, caption: str) -> None:
    words = OxmlElement("w:tblCaption")
    words.set(qn("w:val"), caption)
    table._tbl.tblPr.append(words)


def _chart(word, chart: Chart, identifier: str) -> None:
    svg = picture(chart, identifier=identifier)
    word.add_picture(io.BytesIO(photograph(svg)), width=Cm(13))
    drawn = word.inline_shapes[-1]._inline.docPr
    drawn.set("title", chart.title)
    drawn.set("descr", f"{chart.title}. {chart.text}")

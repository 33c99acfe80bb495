"""Reading a report: what it prints, nothing more; in whatever kind of file it comes."""

import io
from datetime import date

import pytest
from docx import Document

from laa.imports.problems import Unreadable
from peer_reviews.reading.documents import read_pasted, read_report
from peer_reviews.reading.items import organisations_in, repeats
from peer_reviews.timescale import read_day

TEXT = """2. Key recommendations

There is more in the report. The following are the key ones:

1. **Say what is meant by growth.** It could be clearer.
2. **Use one template.** With a cover sheet that changes,

for each audience.
3. **Talk.** Openly.

3. What the team did

1. This is no recommendation. It stands below another heading.

Appendix 1: Quick Wins

- Move the office.
- Use one template for all.

Appendix 2: Notable practice

- Support for small firms:
 - Coaching.
- A hub – shared with partners.

Appendix 3: Signposting

- Report templates – Hart District Council, Newcastle City Council.
"""


def found(reading, kind):
    return [(item.number, item.title, item.detail) for item in reading.of(kind)]


def test_running_text_is_read_by_its_headings():
    reading = read_pasted(TEXT)

    assert found(reading, "recommendation") == [
        ("1", "Say what is meant by growth", "It could be clearer."),
        ("2", "Use one template", "With a cover sheet that changes, for each audience."),
        ("3", "Talk", "Openly."),
    ]
    assert [item.title for item in reading.of("quick-win")] == [
        "Move the office",
        "Use one template for all",
    ]
    assert [(i.level, i.title) for i in reading.of("notable")] == [
        (0, "Support for small firms"),
        (1, "Coaching"),
        (0, "A hub"),
    ]
    (signpost,) = reading.of("signpost")
    assert signpost.organisations == ("Hart District Council", "Newcastle City Council")
    assert reading.warnings == []


def test_each_item_says_where_it_is_printed():
    assert [item.place for item in read_pasted(TEXT).of("recommendation")] == [
        "line 5",
        "line 6",
        "line 9",
    ]


def a_word_document():
    document = Document()
    document.add_heading("Key recommendations", 1)
    for bold, rest in (("Clarify the approach.", " It could be clearer."), ("Talk.", "")):
        paragraph = document.add_paragraph(style="List Number")
        paragraph.add_run(bold).bold = True
        paragraph.add_run(rest)
    document.add_heading("Summary of the approach", 1)
    document.add_paragraph("Not one of them.", style="List Number")
    document.add_heading("Quick wins", 1)
    document.add_paragraph("Move the office.", style="List Bullet")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_word_document_is_read_by_its_styles():
    reading = read_report("report.docx", a_word_document())

    assert found(reading, "recommendation") == [
        ("1", "Clarify the approach", "It could be clearer."),
        ("2", "Talk", ""),
    ]
    assert [item.title for item in reading.of("quick-win")] == ["Move the office"]
    assert reading.warnings == [
        "No notable practice was found.",
        "No signpost to others was found.",
    ]


CSV = """Ref,Recommendation,Lead officer,Timescale,Success measure
R1,Clarify the approach,Head of Finance,July 2023 and ongoing,A strategy
2,Talk,,31 July 2023,
"""


@pytest.mark.parametrize("text", [CSV, CSV.replace(",", "\t")])
def test_a_table_is_read_by_its_heads(text):
    name = "plan.csv" if "," in text else "pasted"
    reading = read_report("plan.csv", text.encode()) if name == "plan.csv" else read_pasted(text)

    first, second = reading.of("recommendation")
    assert (first.number, first.owner, first.timescale, first.measure) == (
        "1",
        "Head of Finance",
        "July 2023 and ongoing",
        "A strategy",
    )
    assert (second.number, second.owner, second.timescale) == ("2", "", "31 July 2023")


def test_a_table_may_say_of_each_row_what_it_is():
    text = "Kind,Topic,Organisation\nSignpost,Report templates,Hart District Council\nQuick win,Go,"
    reading = read_report("lists.csv", text.encode())

    assert [(item.kind, item.organisations) for item in reading.items] == [
        ("signpost", ("Hart District Council",)),
        ("quick-win", ()),
    ]


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("R,Recommendation\n1,A\n1,B\n", "Recommendation 1 is printed 2 times."),
        ("No,Recommendation\n1,A\n4,B\n", "Missing in the numbering: 2, 3."),
    ],
)
def test_what_looks_wrong_is_said(text, warning):
    text = text.replace("R,", "Ref,")
    assert warning in read_report("plan.csv", text.encode()).warnings


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("report.txt", b"Nothing of the kind.", "no list that can be read"),
        ("report.pdf", b"%PDF-1.7", "is a PDF, whatever its name says"),
        ("report.docx", b"PK\x03\x04 word/ broken", "damaged"),
        ("plan.csv", b"A,B\n1,2\n", "no list that can be read"),
        ("empty.csv", b"", "is empty"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(name, data, said):
    with pytest.raises(Unreadable, match=said) as refused:
        read_report(name, data)

    assert all(problem.to_do for problem in refused.value.problems)


def test_a_date_is_read_only_where_the_text_is_one():
    days = {
        "31 July 2023": date(2023, 7, 31),
        "1st Sept 2023": date(2023, 9, 1),
        "31/07/2023": date(2023, 7, 31),
        "2023-07-31": date(2023, 7, 31),
    }
    assert {text: read_day(text) for text in days} == days
    for text in ("July 2023 and ongoing", "Ongoing", "July 2023", "31/02/2023", "", "Complete"):
        assert read_day(text) is None


def test_organisations_are_named_once_in_printed_order():
    text = "Sedgemoor District Council, Hart District Council and LGA; Hart District Council"

    assert organisations_in(text) == (
        "Sedgemoor District Council",
        "Hart District Council",
        "Local Government Association",
    )


def test_a_quick_win_repeats_the_one_recommendation_with_which_it_shares_most():
    recommendations = {
        "5": "Streamline project systems. Several major projects run at the same time.",
        "6": "Simplify report processes. A single template with a cover sheet. A proof reader.",
    }

    assert repeats("Use one report template, changing just the cover sheet", recommendations) == "6"
    assert repeats("Move the leader’s office", recommendations) == ""
    assert repeats("Anything", {}) == ""

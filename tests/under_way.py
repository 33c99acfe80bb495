"""A return with a line in each state; what was typed on each stands nowhere else.

For tests that look for it: in what others may read, and in what those may who work on the return.
"""

import re
from datetime import date

from laa.actions.evidence import Upload, add_files
from laa.actions.line_checks import answer_question, unanswered
from laa.actions.publications import publish
from laa.actions.return_lines import save_line
from laa.actions.return_steps import certify, give_back, submit
from laa.actions.return_uploads import start_upload
from laa.actions.rounds import open_round
from laa.actions.set_aside import carry_over, skip
from laa.actions.sign_off import reopen, sign_off
from laa.actions.threads import ask, comment
from laa.models import Rating, ReturnLine
from laa.rules.report_contents import WHOLE
from tests.factories import promise
from tests.systems.issued import issued_report

STATES = ("ready", "submitted", "sent_back", "certified", "reopened", "carried_over", "skipped")
SIGNED_OFF, AGAIN, UPLOADED = "signed_off", "before_it_was_reopened", "uploaded"
FORMATS = ("pdf", "docx", "xlsx", "html", "json")


class Words:
    """What is typed on one line: words, and a figure that is known again however it is printed."""

    def __init__(self, name: str, number: int):
        name = f"xq{name.replace('_', '')}"
        self.number = 713_725 + number
        self.commentary, self.recovery = f"{name}commentary", f"{name}recovery"
        self.help, self.outlook = f"{name}help", f"{name}outlook"
        self.note, self.query, self.file = f"{name}note", f"{name}query", f"{name}file"
        self.answer, self.reason = f"{name}answer", f"{name}reason"

    @property
    def figure(self) -> str:
        """As 713725.4, 713,725 or 713725.400, and not as a piece of some key."""
        return rf"(?<![\w.-]){self.number // 1000},?{self.number % 1000:03d}(?:\.\d+)?(?![\w-])"

    @property
    def typed(self) -> list[str]:
        return [self.figure, self.commentary, self.recovery, self.help, self.outlook]

    @property
    def notes(self) -> list[str]:
        return [self.note, self.query, self.file, self.answer]

    @property
    def entered(self) -> dict:
        return {
            "figure_state": "measured",
            "value": f"{self.number}.4",
            "commentary": self.commentary,
            "recovery": self.recovery,
            "help_needed": self.help,
            "outlook": "will",
            "outlook_reason": self.outlook,
        }


WORDS = {
    name: Words(name, number)
    for number, name in enumerate((*STATES, SIGNED_OFF, AGAIN, UPLOADED), start=1)
}
GIVEN_REASONS = ("sent_back", "reopened", "carried_over", "skipped")
"""Whose step had a reason."""


def promises_of(agreement, council) -> None:
    """A falling measure for each state, so that what is typed is off track."""
    for number, _ in enumerate((*STATES, SIGNED_OFF), start=1):
        targets = {"2008/09": "42", "2009/10": "41"}
        promise(agreement, f"XQ {number}", supplier=council, polarity="down", targets=targets)


def lines_under_way(quarterly_return, cast) -> dict[str, ReturnLine]:
    """A line in each state, by its state; the next round is open, to be carried over to."""
    open_round(
        partnership=quarterly_return.partnership,
        period="2009/10-Q1",
        opens=date(2009, 4, 20),
        due=date(2009, 7, 21),
        sign_off=date(2009, 8, 4),
        by=cast.lead,
    )
    found = {
        state: quarterly_return.lines.get(strand__indicator__reference=f"XQ {number}")
        for number, state in enumerate((*STATES, SIGNED_OFF), start=1)
    }
    _sign_off([_typed(found["reopened"], WORDS[AGAIN], cast)], cast)
    reopen(found["reopened"], by=cast.lead, reason=WORDS["reopened"].reason)
    for state, line in found.items():
        _discussed(_typed(line, WORDS[state], cast), WORDS[state], cast)
    _sign_off([found[SIGNED_OFF]], cast)
    on_their_way = [found[state] for state in ("submitted", "sent_back", "certified")]
    submit(quarterly_return, by=cast.officer, lines=on_their_way)
    give_back([found["sent_back"]], by=cast.certifier, reason=WORDS["sent_back"].reason)
    certify([found["certified"]], by=cast.certifier)
    carry_over([found["carried_over"]], by=cast.lead, reason=WORDS["carried_over"].reason)
    skip([found["skipped"]], by=cast.lead, reason=WORDS["skipped"].reason)
    rows = {state: ReturnLine.objects.get(pk=line.pk) for state, line in found.items()}
    assert {state: row.state for state, row in rows.items()} == {state: state for state in rows}
    return rows


def _typed(line, words, cast) -> ReturnLine:
    line = ReturnLine.objects.get(pk=line.pk)
    line = save_line(line, version=line.version, by=cast.officer, entered=words.entered)
    for asked in unanswered([line]):
        answer_question(line, asked.question.key, text=words.answer, by=cast.officer)
    return line


def _discussed(line, words, cast) -> None:
    comment(line, text=words.note, by=cast.officer)
    ask(line, text=words.query, by=cast.certifier)
    add_files(line, [Upload(f"{words.file}.csv", b"a,b\n1,2\n")], by=cast.officer)


def _sign_off(lines, cast) -> None:
    submit(lines[0].quarterly_return, by=cast.officer, lines=lines)
    certify(lines, by=cast.certifier)
    sign_off(lines, by=cast.lead)


def uploaded(line, cast):
    """A spreadsheet that was brought back and is not confirmed yet."""
    words = WORDS[UPLOADED]
    rows = [
        "Reference,Figure,Commentary,Line (do not change)",
        f"XQ 1,{words.number}.4,{words.commentary},{line.uuid}:{line.version}",
    ]
    data = "\n".join(rows).encode()
    of = line.quarterly_return
    return start_upload(quarterly_return=of, name="xq.csv", data=data, by=cast.officer)


def words_of_addresses(lines: dict[str, ReturnLine], cast) -> list[dict]:
    """What names each line in an address, and in the next round, and each receipt of theirs."""
    of = lines["ready"].quarterly_return
    upload = uploaded(lines["ready"], cast)
    rows = ReturnLine.objects.filter(strand__in=[line.strand_id for line in lines.values()])
    rows = rows.select_related("strand__indicator", "round", "evidence")
    found = [_words_of(row) for row in rows]
    receipts = of.submissions.values_list("reference", flat=True)
    return [*found, *({"receipt": receipt} for receipt in receipts), {"upload": upload.uuid}]


def _words_of(line) -> dict:
    indicator = line.strand.indicator
    named = {"indicator": indicator.slug, "measured": indicator.slug, "strand": line.strand.key}
    file = line.evidence and line.evidence.files.first()
    own = {"line": line.uuid, "period": line.round.period, "agreement": "laa"}
    return {**named, **own, **({"file": file.uuid} if file else {})}


def told_to_boards_and_public(agreement, cast) -> list[dict]:
    """What is signed off, published, and in an issued report; its files, by their formats."""
    publish(
        Rating.objects.current(),
        partnership=agreement.partnership,
        public_from=date(2009, 4, 20),
        by=cast.lead,
    )
    report = issued_report(agreement, cast, contents=WHOLE)
    return [{"report": report.uuid, "cover": "executive", "format": name} for name in FORMATS]


def told(found: dict[str, str], words) -> dict[str, list[str]]:
    """Which words stand where."""
    there = {word: [at for at, text in found.items() if re.search(word, text)] for word in words}
    return {word: places for word, places in there.items() if places}

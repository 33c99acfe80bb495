"""What hangs on a line: questions to answer, words between people, files that bear it out."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from laa.actions.refusals import NothingToDo
from laa.actions.return_steps import certify, submit
from laa.actions.rounds import open_round
from laa.actions.sign_off import sign_off
from laa.actions.threads import answer, ask
from laa.models import Comment, EvidenceFile, Figure, Notice, ReturnLine
from tests.factories import MembershipFactory, PartnerFactory, promise
from tests.page import visit
from tests.steps import enter, line_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def slipped(quarterly_return, cast):
    """440 typed where every quarter before was about 44."""
    line = line_of(quarterly_return)
    for key in ("2007/08-Q4", "2008/09-Q1", "2008/09-Q2", "2008/09-Q3"):
        Figure.objects.create(
            partnership=line.partnership,
            strand=line.strand,
            period=key,
            state="measured",
            value=Decimal(44),
            recorded_at="2009-01-20T00:00Z",
        )
    enter(line, "440", by=cast.officer, outlook="will")
    return line_of(quarterly_return)


def questions_of(quarterly_return):
    return f"/luton/returns/2008/09-Q4/{quarterly_return.partner.slug}/questions/"


def test_a_return_with_an_open_question_is_not_submitted(client, slipped, quarterly_return, cast):
    client.force_login(cast.officer)
    review = f"/luton/returns/2008/09-Q4/{quarterly_return.partner.slug}/review/"
    assert "Say why they are right" in client.get(review).content.decode()

    answered = client.post(
        f"/luton/returns/2008/09-Q4/{quarterly_return.partner.slug}/submit/", follow=True
    )

    assert answered.redirect_chain[-1][0] == questions_of(quarterly_return)
    assert "440 days is about 10 times 44 days" in answered.content.decode()
    assert line_of(quarterly_return).state == ReturnLine.State.READY


def test_answers_let_it_be_submitted(client, slipped, quarterly_return, cast):
    client.force_login(cast.officer)
    boxes = {f"{slipped.uuid}-{key}": "A backlog was cleared." for key in ("slip", "swing")}

    client.post(questions_of(quarterly_return), boxes)

    assert submit(quarterly_return, by=cast.officer)


def test_an_answer_left_out_is_named(client, slipped, quarterly_return, cast):
    client.force_login(cast.officer)
    boxes = {f"{slipped.uuid}-slip": "A backlog was cleared.", f"{slipped.uuid}-swing": ""}

    page = client.post(questions_of(quarterly_return), boxes, follow=True).content.decode()

    assert "1 not answered yet" in page
    assert 'value="A backlog was cleared."' in page


def thread_of(line):
    return f"/luton/lines/{line.uuid}/thread/"


def test_a_certifier_asks_without_sending_back_and_the_officer_answers(client, slipped, cast):
    client.force_login(cast.certifier)
    client.post(thread_of(slipped), {"text": "Is this in days?", "asks": "on"})
    query = Comment.objects.get()
    assert Notice.objects.filter(recipient=cast.officer, text__contains="Is this in days?")

    client.force_login(cast.officer)
    assert "Is this in days?" in client.get(thread_of(slipped)).content.decode()
    client.post(thread_of(slipped), {"text": "It is.", "answers": query.uuid})

    assert Comment.objects.get(answers=query).text == "It is."
    assert Notice.objects.filter(recipient=cast.certifier, text__contains="It is.")
    assert line_of(slipped.quarterly_return).state == slipped.state


def test_a_query_is_answered_once(slipped, cast):
    query = ask(slipped, text="Why?", by=cast.certifier)
    answer(query, about=slipped, text="So.", by=cast.officer)

    with pytest.raises(NothingToDo, match="answered already"):
        answer(query, about=slipped, text="Or so.", by=cast.officer)


def test_a_contributor_writes_and_an_auditor_only_reads(client, slipped, cast):
    client.force_login(cast.contributor)
    assert client.post(thread_of(slipped), {"text": "From the ward."}).status_code == 302

    client.force_login(cast.auditor)
    assert "From the ward." in client.get(thread_of(slipped)).content.decode()
    assert client.post(thread_of(slipped), {"text": "No."}).status_code == 403


def test_a_board_member_does_not_know_of_the_thread(client, slipped, cast):
    client.force_login(cast.board_member)

    assert client.get(thread_of(slipped)).status_code == 403


def test_what_was_said_before_stands_dated_beside_the_boxes_and_in_the_thread(
    client, agreement, council, luton, cast
):
    """The newest two beside the line; what nobody signed off is not among them."""
    promise(agreement, "NI 1", supplier=council, targets={"2008/09": "42"})
    for number in range(1, 5):
        day = date(2009, 4, number)
        round_ = open_round(
            partnership=luton,
            period=f"2008/09-Q{number}",
            opens=day,
            due=date(2009, 4, 30),
            sign_off=date(2009, 5, 29),
            by=cast.lead,
        )
        line = line_of(round_.returns.get())
        enter(line, "40", by=cast.officer, commentary=f"Words of quarter {number}.")
        if number < 4:
            handed_in = submit(line.quarterly_return, by=cast.officer)
            sign_off(certify(handed_in, by=cast.certifier), by=cast.lead)
    client.force_login(cast.officer)

    page = visit(client, "/luton/returns/2008/09-Q4/council/").text
    thread = visit(client, thread_of(line)).text

    assert "Q3 2008/09, Data officer, 20 April 2009 Words of quarter 3." in page
    assert "Words of quarter 2." in page
    assert "Words of quarter 1." not in page
    assert "Q1 2008/09, Data officer, 20 April 2009 Words of quarter 1." in thread
    assert thread.index("quarter 3.") < thread.index("quarter 2.") < thread.index("quarter 1.")
    assert "Words of quarter 4." not in thread


def test_another_partners_officer_finds_no_thread_and_no_file(client, slipped, cast, luton):
    other = MembershipFactory(
        partnership=luton, role="officer", partner=PartnerFactory(partnership=luton)
    )
    client.force_login(other.user)

    assert client.get(thread_of(slipped)).status_code == 404
    assert client.get(f"/luton/lines/{slipped.uuid}/evidence/").status_code == 404


def evidence_of(line):
    return f"/luton/lines/{line.uuid}/evidence/"


def files(*named):
    return {"files": [SimpleUploadedFile(name, data) for name, data in named]}


def test_files_are_kept_downloaded_and_withdrawn(client, slipped, cast):
    client.force_login(cast.officer)
    client.post(evidence_of(slipped), files(("Wards é.csv", b"a,1\n"), ("b.txt", b"note")))
    kept = EvidenceFile.objects.get(name="Wards é.csv")

    got = client.get(f"{evidence_of(slipped)}{kept.uuid}/")
    assert got.content == b"a,1\n"
    assert got["Content-Disposition"].startswith("attachment")
    assert got["X-Content-Type-Options"] == "nosniff"

    client.post(f"{evidence_of(slipped)}{kept.uuid}/withdraw/")
    kept.refresh_from_db()
    assert kept.withdrawn_by == cast.officer
    assert "Withdrawn" in client.get(evidence_of(slipped)).content.decode()


def test_one_bad_file_keeps_none_and_names_every_problem(client, slipped, cast, settings):
    client.force_login(cast.officer)

    page = client.post(
        evidence_of(slipped), files(("a.csv", b"a,1\n"), ("b.pdf", b"MZ\x90\x00"), ("c.txt", b""))
    ).content.decode()

    assert "“b.pdf” is no file that can be kept here" in page
    assert "“c.txt” is empty" in page
    assert not EvidenceFile.objects.exists()


def test_the_same_file_again_and_one_too_large_are_refused(client, slipped, cast, settings):
    settings.EVIDENCE_MOST_BYTES = 2_000_000
    client.force_login(cast.officer)
    client.post(evidence_of(slipped), files(("a.csv", b"a,1\n")))

    again = client.post(evidence_of(slipped), files(("b.csv", b"a,1\n"))).content.decode()
    large = client.post(evidence_of(slipped), files(("l.txt", b"x" * 2_000_001))).content.decode()

    assert "“b.csv” is here already" in again
    assert "“l.txt” is larger than 2 MB" in large
    assert EvidenceFile.objects.count() == 1

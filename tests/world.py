"""One of everything that an address can name, for tests that go to every address."""

from datetime import date

from laa import clock, models
from laa.actions.action_plans import expect_team_plan, plan_improvement
from laa.actions.evidence import Upload, add_files
from laa.actions.figure_loads import start_load
from laa.actions.imports import start_import
from laa.actions.partner_joins import join_partners
from laa.actions.plan_actions import add_action
from laa.actions.report_considered import record_consideration
from laa.actions.reports import make_report
from laa.actions.return_uploads import start_upload
from laa.actions.risks import add_risk
from laa.actions.rounds import open_round
from laa.actions.submissions import record_submission
from laa.composing import compose
from laa.rules import periods
from tests.factories import (
    AgreementFactory,
    BoardFactory,
    IndicatorFactory,
    MembershipFactory,
    PartnerFactory,
    StrandFactory,
    promise,
)
from tests.peer_reviews.world import a_world_of_reviews
from tests.projects.rows import everything_of_a_project


def upload_of(line, *, by):
    """A spreadsheet of the line's return with a mistake in it."""
    table = f"Reference,Figure,Line (do not change)\nNI 181,many,{line.uuid}:{line.version}\n"
    return start_upload(
        quarterly_return=line.quarterly_return, name="return.csv", data=table.encode(), by=by
    )


def receipt_of(line, *, by):
    """The receipt of a line, as if it had been submitted on its own."""
    line.submitted_at = clock.now(line.partnership)
    return record_submission(line.quarterly_return, [line], by=by)


def issued_report(agreement, *, period, by):
    """A short report that was issued with one file and considered once."""
    report = make_report(
        agreement=agreement,
        period=periods.period(period),
        contents=["summary"],
        covers=["executive"],
        compose=compose,
        by=by,
    )
    at = clock.now(report.partnership)
    models.Report.objects.filter(pk=report.pk).update(state="issued", issued_at=at, issued_by=by)
    content = b"{}"
    report.files.create(
        partnership=report.partnership,
        cover="executive",
        format="json",
        content=content,
        size=len(content),
        rendered_at=at,
        rendered_by=by,
    )
    record_consideration(report, cover="executive", considered_on=report.as_at, by=by)
    return report


def a_world(partnership, partner, *, period, by):
    """A partnership with one of everything, and the words by which addresses name it."""
    agreement = AgreementFactory(partnership=partnership)
    join = join_partners(
        kept=partner,
        joined=PartnerFactory(partnership=partnership, name="The same again"),
        by=by,
    )
    measured = IndicatorFactory(partnership=partnership, supplier=partner)
    strand = StrandFactory(indicator=measured)
    commitment = promise(agreement, "NI 181", supplier=partner, targets={"2008/09": "42"})
    round_ = open_round(
        partnership=partnership,
        period=period,
        opens=date(2009, 4, 1),
        due=date(2009, 4, 30),
        sign_off=date(2009, 5, 29),
        by=by,
    )
    board = BoardFactory(partnership=partnership)
    board.agreements.add(agreement)
    colleague = MembershipFactory(partnership=partnership, role=models.Role.BOARD_MEMBER)
    document = start_import(
        partnership=partnership,
        title="The next agreement",
        first_year=2011,
        name="next.csv",
        data=b"Indicator,Baseline,2011/12,Partners\nNI 181 Time taken,15,14,LBC*",
        decisions="",
        by=by,
    )
    proposed = IndicatorFactory(
        partnership=partnership,
        reference=f"Proposed {partnership.slug}",
        proposed=["unit", "lag_days"],
    )
    load = start_load(
        partnership=partnership,
        name="past.csv",
        data=b"Reference,Period,Value\nNI 181,2006/07,51",
        by=by,
    )
    plan = plan_improvement(commitment, by=by)
    expect_team_plan(partner, year="2008/09", by=by)
    flag = models.Flag.objects.create(
        partnership=partnership,
        key=f"off-track:{agreement.slug}:ni-181:all:{period}",
        subject=f"commitment:{agreement.slug}:ni-181:all",
        reason=models.Flag.Reason.OFF_TRACK,
        period=period,
        commitment=commitment,
        text="NI 181: 45 days against a target of 42 days",
        opened_at=clock.now(partnership),
    )
    line = round_.lines.get(strand__indicator=commitment.indicator)
    (file,) = add_files(line, [Upload("register.csv", b"a,b\n1,2\n")], by=by)
    action = add_action(plan, title="Train the assessors", by=by)
    (action_file,) = add_files(action, [Upload("courses.csv", b"a,b\n3,4\n")], by=by)
    risk = add_risk(agreement, title="Fewer staff", likelihood=4, impact=3, by=by)
    report = issued_report(agreement, period=period, by=by)
    return everything_of_a_project(partnership, partner, by=by) | {
        "risk": risk.uuid,
        "report": report.uuid,
        "cover": "executive",
        "format": "json",
        "considered_on": report.as_at,
        "file": file.uuid,
        "flag": flag.uuid,
        "plan": plan.uuid,
        "action": action.uuid,
        "action_file": action_file.uuid,
        "join": join.uuid,
        "measured": strand.indicator.slug,
        "strand": strand.key,
        "proposed": proposed.slug,
        "national": "ni-181",
        "load": load.uuid,
        "bundle": "hastings-legi-2008",
        "document": document.uuid,
        "printed_indicator": "ni-181",
        "agreement": agreement.slug,
        "theme": commitment.theme.slug,
        "indicator": commitment.indicator.slug,
        "board": board.slug,
        "period": round_.period,
        "partner": partner.slug,
        "line": line.uuid,
        "upload": upload_of(line, by=by).uuid,
        "receipt": receipt_of(line, by=by).reference,
        "person": colleague.user.uuid,
        "membership": colleague.uuid,
        "year": "2008/09",
        "rule": agreement.rating_rule.slug,
        **a_world_of_reviews(partnership, partner, by=by),
    }

"""The quarterly project return: how delivery, outputs, money and risks stand at a quarter's end."""

from datetime import date, timedelta

from laa.rules import periods
from laa.rules.blocks import Bullets, Document, Facts, Section, Table, Words, cells
from laa.rules.blocks import Cell as Told
from laa.rules.periods import Period
from laa.rules.vocabulary import Frequency
from projects.models import Decision, Milestone, Project, Risk, Spend
from projects.queries.contacts import statistics_of
from projects.queries.outputs import outputs_of
from projects.queries.spend import BARS, money_said, spend_of, spend_said, total_of
from projects.rules.delivery import Delivery, Step, delivery, late, leading_factors


def quarters_of(project: Project, today: date) -> list[Period]:
    """Quarters of the project's time that have begun, the newest first."""
    last = min(project.ends, today)
    if last < project.starts:
        return []
    first = periods.containing(project.starts, Frequency.QUARTER).start
    end = periods.containing(last, Frequency.QUARTER).end
    return periods.every(Frequency.QUARTER, first, end)[::-1]


def quarter_asked(project: Project, today: date, key: str = "") -> Period | None:
    """The one asked for, else the newest that is over, else the newest; None: none has begun."""
    found = quarters_of(project, today)
    asked = next((each for each in found if each.key == key), None)
    over = next((each for each in found if each.is_over(today)), None)
    return asked or over or next(iter(found), None)


def may_be_issued(project: Project, quarter: Period, today: date) -> bool:
    """Once the quarter is over, or the project: what is not over could still change."""
    return quarter.is_over(today) or project.ends < today


def quarterly_return(project: Project, quarter: Period, today: date) -> Document:
    """A document of the core's engine. A quarter that is not over is told of as at today.

    What was due by the quarter's last day and not reached that day is late.
    """
    as_at = min(quarter.end, today)
    judged_on = min(quarter.end + timedelta(days=1), today)
    milestones = list(Milestone.objects.of(project).select_related("paid_from"))
    money = list(Spend.objects.of(project).select_related("funding"))
    money = [row for row in money if row.period <= quarter.key]
    risks = [risk for risk in Risk.objects.of(project) if not _is_closed(risk, as_at)]
    steps = [_step(each, as_at) for each in milestones]
    sections = (
        _standing(project, steps, judged_on),
        _outputs(project, quarter),
        _spend(project, money, quarter),
        _milestones(list(zip(milestones, steps, strict=True)), quarter, judged_on),
        _risks(risks),
        _decisions(project, quarter),
        _contacts(project, quarter),
        _missing(money, quarter, steps, risks, judged_on),
    )
    return Document(_cover(project, quarter, as_at), sections)


def _cover(project: Project, quarter: Period, as_at: date) -> dict:
    return {
        "audience": "project",
        "audience_said": "The funder",
        "title": f"{project.name}: return for {quarter.short_label}",
        "partnership": project.partnership.name,
        "board": "",
        "agreement": str(project.agreement or ""),
        "period_said": f"{said(quarter.start)} to {said(quarter.end)}",
        "as_at_said": said(as_at),
        "asked": "",
        "status": "",
        "body_sha256": "",
    }


def said(day: date) -> str:
    return f"{day:%-d %B %Y}"


def _step(row: Milestone, as_at: date) -> Step:
    """What was reached later was not reached then; without a day it counts as reached."""
    reached = row.is_open and (row.reached_on is None or row.reached_on <= as_at)
    return Step(row.title, row.due, reached, row.get_delay_display() if row.delay else "")


def _is_closed(risk: Risk, as_at: date) -> bool:
    return risk.closed_on is not None and risk.closed_on <= as_at


def _standing(project: Project, steps: list[Step], judged_on: date) -> Section:
    stands = delivery(project.status, project.starts, project.ends, steps, judged_on)
    factors = leading_factors(steps, judged_on)
    facts = [
        ("Delivery", Told(stands)),
        ("Runs", Told(f"{said(project.starts)} to {said(project.ends)}")),
        ("Owner", Told(str(project.owner or "Nobody"))),
        ("Managed by", Told(str(project.managing_body))),
        ("Funder", Told(project.funder or "Not said")),
    ]
    if stands == Delivery.DELAYED:
        facts[1:1] = [
            ("Late", Told(_late_said(project, steps, judged_on))),
            ("Leading factor of delay", Told(", ".join(factors) or "Nobody has said")),
        ]
    return Section("standing", "How delivery stands", (Facts(tuple(facts)),))


def _late_said(project: Project, steps: list[Step], judged_on: date) -> str:
    behind = late(steps, judged_on)
    told = [f"{len(behind)} of {len(steps)} milestones"] if behind else []
    if project.ends < judged_on:
        told.append(f"its end on {said(project.ends)} has passed")
    return "; ".join(told)


def _outputs(project: Project, quarter: Period) -> Section:
    year = periods.target_year(quarter).key
    rows = [
        cells(output.title, line.target_text, line.achieved_said, line.share_said, output.comment)
        for output in outputs_of(project, until=quarter.end)
        for line in output.lines
        if line.period == year
    ]
    if not rows:
        return Section("outputs", "Outputs", (Words(f"Nothing is promised for {year}."),))
    head = ("Output", "Target", "So far", "Share", "Comment")
    return Section("outputs", "Outputs", (Table(f"Outputs of {year}", head, tuple(rows),
        (26, 12, 20, 14, 28)),))  # fmt: skip


def _spend(project: Project, money: list[Spend], quarter: Period) -> Section:
    if not money:
        return Section("spend", "Spend", (Words("Nobody has entered what is spent."),))
    sources = spend_of(project, money)
    rows = [_source(source, quarter) for source in sources]
    head = ("Source", "Secured", "Planned", "Forecast", "Actual", "Planned so far", "Actual so far")
    table = Table("Spend of the quarter by source", head, tuple(rows), (22, 12, 12, 12, 12, 15, 15))
    charts = tuple(source.section() for source in sources)
    return Section(
        "spend",
        "Spend",
        (Words(f"So far: {spend_said(money)}"), table, Words(BARS, "quiet")),
        charts,
    )


def _source(source, quarter: Period) -> tuple[Told, ...]:
    now = [row for row in source.rows if row.period == quarter.key]
    columns = [(now, name) for name in ("planned", "forecast", "actual")]
    columns += [(source.rows, "planned"), (source.rows, "actual")]
    secured = "Yes" if source.funding.is_secured else "No"
    return (
        *cells(source.funding, secured),
        *(_money(total_of(rows, name)) for rows, name in columns),
    )


def _money(value) -> Told:
    return Told(money_said(value), "" if value is None else str(value), "£")


def _milestones(told: list[tuple[Milestone, Step]], quarter: Period, judged_on: date) -> Section:
    def concerns(row: Milestone, step: Step) -> bool:
        days = [day for day in (row.due, row.reached_on) if day]
        is_now = any(quarter.start <= day <= quarter.end for day in days)
        return is_now or step.is_late(judged_on)

    table = [
        cells(
            row.title,
            said(row.due) if row.due else "No date",
            _reached(row, step, judged_on),
            step.delay or "Not said",
        )
        for row, step in told
        if concerns(row, step)
    ]
    heading = "Milestones of the quarter, and late ones"
    if not table:
        return Section("milestones", heading, (Words("None."),))
    head = ("Milestone", "Planned for", "Reached", "Held up by")
    return Section("milestones", heading, (Table(heading, head, tuple(table), (40, 20, 20, 20)),))


def _reached(row: Milestone, step: Step, judged_on: date) -> str:
    if step.is_reached:
        return said(row.reached_on) if row.reached_on else "Yes"
    return "No, late" if step.is_late(judged_on) else "Not yet"


def _risks(risks: list[Risk]) -> Section:
    if not risks:
        return Section("risks", "Risks", (Words("No open risk is entered."),))
    risks = sorted(risks, key=lambda risk: -(risk.before if risk.after is None else risk.after))
    rows = [
        cells(
            risk.title,
            f"{risk.likelihood} × {risk.impact} = {risk.before}",
            risk.mitigation or "Nothing",
            "Not said"
            if risk.after is None
            else f"{risk.likelihood_after} × {risk.impact_after} = {risk.after}",
        )
        for risk in risks
    ]
    head = ("What could go wrong", "Before", "What is done", "After")
    return Section("risks", "Risks", (Table("Open risks, the greatest first", head, tuple(rows),
        (30, 16, 38, 16)),))  # fmt: skip


def _decisions(project: Project, quarter: Period) -> Section:
    found = Decision.objects.of(project).filter(decided_on__range=(quarter.start, quarter.end))
    points = tuple(
        f"{said(one.decided_on)}{f', {one.body}' if one.body else ''}: {one.text}"
        for one in found.order_by("decided_on", "pk")
    )
    blocks = (Bullets(points),) if points else (Words("None of this quarter is entered."),)
    return Section("decisions", "Decisions", blocks)


def _contacts(project: Project, quarter: Period) -> Section:
    found = statistics_of(project, starts=quarter.start, ends=quarter.end)
    words = f"{found.clients} clients seen, {found.contacts} face-to-face meetings with them."
    return Section("contacts", "Clients and contacts of the quarter", (Words(words),))


def _missing(money, quarter: Period, steps, risks, judged_on: date) -> Section:
    """What a funder would ask about: named here, so that nobody has to be told of it by them."""
    told = [
        f"{row.funding}: what was spent in {quarter.short_label} is not known."
        for row in money
        if row.period == quarter.key and row.actual is None
    ]
    if not [row for row in money if row.period == quarter.key]:
        told.append(f"Nothing is entered on money for {quarter.short_label}.")
    behind = late(steps, judged_on)
    told += [f"{one.title}: late, and nobody has said why." for one in behind if not one.delay]
    told += [f"{risk.title}: nothing is done about it." for risk in risks if not risk.mitigation]
    blocks = (Bullets(tuple(told)),) if told else (Words("Nothing was found missing."),)
    return Section("missing", "What is missing", blocks)

"""The end-of-project report: made again from data, with the awkward truths left in."""

from datetime import date

from laa.rules.blocks import Bullets, Cell, Document, Facts, Section, Table, Words, cells
from projects.kinds import KINDS
from projects.models import CaseStudy, Lesson, Passage, PrintedFigure, Project
from projects.queries.contacts import statistics_of
from projects.queries.outputs import outputs_of
from projects.queries.reach import reach_of
from projects.queries.spend import BARS, label, money_said, spend_of, spend_said
from projects.queries.spend import KINDS as MONEY
from projects.queries.summaries import summary_of
from projects.rules.attainment import Output, commented

Part = Passage.Part
ACTIVITIES = ("events", "cohorts", "support", "bids", "pipeline-steps", "groups")
"""What of the records a report tells: sums, and never who the clients are."""


def project_report(project: Project, as_at: date) -> Document:
    """A document of the core's engine, which makes page, PDF and Word file of it."""
    outputs = outputs_of(project)
    stories = list(CaseStudy.objects.of(project).order_by("pk"))
    passages = list(Passage.objects.of(project).order_by("position", "pk"))
    sections = (
        _summary(project, outputs, passages),
        _targets(outputs),
        *_money(project),
        _contacts(project),
        _reach(project, outputs),
        _activities(project, passages),
        _learning(project, passages),
        *_case_studies(stories),
        _recommendations(project, passages),
        _conclusion(passages),
        _awkward(project, passages, stories),
    )
    return Document(_cover(project, as_at), sections)


def _cover(project: Project, as_at: date) -> dict:
    return {
        "audience": "project",
        "audience_said": "The funder",
        "title": f"{project.name}: end-of-project report",
        "partnership": project.partnership.name,
        "board": "",
        "agreement": str(project.agreement or ""),
        "period_said": f"{project.starts:%-d %B %Y} to {project.ends:%-d %B %Y}",
        "as_at_said": f"{as_at:%-d %B %Y}",
        "asked": "",
        "status": "",
        "body_sha256": "",
    }


def _summary(project: Project, outputs: list[Output], passages) -> Section:
    facts = [
        ("Managed by", Cell(str(project.managing_body))),
        ("Programme", Cell(_programme(project))),
        ("Funder", Cell(project.funder)),
        ("Where", Cell(project.geography)),
    ]
    met = [output for output in outputs if output.is_green]
    measured = [output for output in outputs if output.is_measurable]
    said = f"{len(met)} of {len(measured)} outputs with a number reach their target, estimates in."
    return Section(
        "summary",
        "Summary",
        (Facts(tuple(f for f in facts if f[1].text)), Words(said)),
        _told(passages, Part.SUMMARY),
    )


def _programme(project: Project) -> str:
    programme = project.programme
    if programme is None:
        return ""
    return f"{programme}, {programme.running_said}" if programme.running_said else str(programme)


def _targets(outputs: list[Output]) -> Section:
    rows = [
        cells(
            output.title,
            "; ".join(f"{x.period}: {x.achieved_said} of {x.target_text}" for x in output.lines),
            output.achieved_said,
            output.share_said,
            output.comment or "None is given.",
        )
        for output in outputs
    ]
    head = ("Output", "Each year", "Whole project", "Share", "Comment")
    table = Table("Progress per target", head, tuple(rows), (18, 28, 16, 12, 26))
    with_comment, total = commented(outputs)
    marks = [
        Words(
            f"{output.title}, {line.period}: {line.achieved_said} of {line.target_text} is under "
            "half of the target, and no comment says why.",
            "mark",
        )
        for output in outputs
        for line in output.unexplained
    ]
    said = Words(f"{with_comment} of {total} outputs have a comment.")
    return Section("targets", "Progress per target", (table, said, *marks))


def _money(project: Project) -> tuple[Section, ...]:
    """Left out where nobody entered what was spent."""
    sources = spend_of(project)
    if not sources:
        return ()
    rows = [row for source in sources for row in source.rows]
    told = [
        cells(
            row.funding, label(row.period), *(money_said(getattr(row, name)) for name, _ in MONEY)
        )
        for row in rows
    ]
    head = ("Source", "Quarter", "Planned", "Forecast", "Actual")
    table = Table("Spend by quarter", head, tuple(told), (36, 16, 16, 16, 16))
    said = (Words(spend_said(rows)), table, Words(BARS, "quiet"))
    charts = tuple(source.section() for source in sources)
    return (Section("spend", "Spend by quarter", said, charts),)


def _contacts(project: Project) -> Section:
    rows = [
        cells(
            row.label,
            str(row.counted),
            "; ".join(_sourced(one) for one in row.printed) or "Nothing",
        )
        for row in statistics_of(project).rows
    ]
    head = ("What", "On record here", "Printed")
    table = Table("Clients and contacts", head, tuple(rows), (30, 15, 55))
    return Section("contacts", "Clients and contacts", (table,))


def _sourced(one: PrintedFigure) -> str:
    return f"{one.amount.said} ({one.where})" if one.where else one.amount.said


def _reach(project: Project, outputs: list[Output]) -> Section:
    reach = reach_of(project, outputs)
    marks = tuple(Words(warning, "mark") for warning in reach.warnings)
    if not reach.rows:
        return Section("reach", "Who was reached", (Words("Nobody has said whom to reach."),))
    rows = [
        cells(
            row.group.name,
            row.group.printed.said,
            _compared(row),
            row.group.counted_said(to_its_people=False),
        )
        for row in reach.rows
    ]
    head = ("Group", "Share as printed", "Comparator", "On record here")
    table = Table("Who was reached", head, tuple(rows), (34, 22, 22, 22))
    return Section("reach", "Who was reached", (*marks, table))


def _compared(row) -> str:
    if row.group.compared.value is None:
        return "None"
    return f"{row.group.compared.said} of {row.row.comparator_of.lower()}"


def _activities(project: Project, passages) -> Section:
    said = []
    for slug in ACTIVITIES:
        kind = KINDS[slug]
        rows = list(kind.model.objects.of(project).select_related("project", *kind.related))
        said += [f"{kind.title}: {sentence}" for sentence in summary_of(slug, project, rows)]
    blocks = (Bullets(tuple(said)),) if said else ()
    return Section("activities", "Activities", blocks, _told(passages, Part.ACTIVITIES))


def _learning(project: Project, passages) -> Section:
    lessons = Lesson.objects.of(project).filter(kind=Lesson.Kind.LESSON).order_by("pk")
    blocks = (Bullets(tuple(lesson.text for lesson in lessons)),) if lessons else ()
    return Section("learning", "Learning", blocks, _told(passages, Part.LEARNING))


def _case_studies(stories: list[CaseStudy]) -> tuple[Section, ...]:
    """Those with consent that stands, told without saying who the client is."""
    shown = [story for story in stories if story.may_be_shown]
    told = tuple(
        Section(f"story-{story.uuid}", story.title, (Words(story.text), _consent(story)))
        for story in shown
    )
    return (Section("case-studies", "Case studies", (), told),) if told else ()


def _consent(story: CaseStudy) -> Words:
    given_by = f" by {story.consent_from}" if story.consent_from else ""
    return Words(f"Told with consent given{given_by} on {story.consent_on:%-d %B %Y}.", "quiet")


def _recommendations(project: Project, passages) -> Section:
    kinds = [Lesson.Kind.GAP, Lesson.Kind.RECOMMENDATION]
    rows = list(Lesson.objects.of(project).filter(kind__in=kinds).order_by("kind", "pk"))
    blocks = [Words(sentence) for sentence in summary_of("lessons", project, rows)]
    if rows:
        told = [cells(row.text, row.get_kind_display(), row.get_level_display()) for row in rows]
        head = ("What", "Kind", "Level")
        blocks.append(Table("Gaps and recommendations", head, tuple(told), (60, 20, 20)))
    return Section(
        "recommendations",
        "Recommendations",
        tuple(blocks),
        _told(passages, Part.RECOMMENDATIONS),
    )


def _conclusion(passages) -> Section:
    written = [p.text for p in passages if p.part == Part.CONCLUSION and p.text.strip()]
    blocks = tuple(map(Words, written)) or (Words("The conclusion is empty.", "mark"),)
    return Section("conclusion", "Conclusion", blocks)


def _told(passages, part: str) -> tuple[Section, ...]:
    return tuple(
        Section(f"{part}-{number}", passage.heading, (Words(passage.text),))
        for number, passage in enumerate(passages, start=1)
        if passage.part == part and passage.text.strip()
    )


def _awkward(project: Project, passages, stories: list[CaseStudy]) -> Section:
    said = awkward_truths(project, passages, stories)
    blocks = (Bullets(tuple(said)),) if said else (Words("Nothing was found."),)
    return Section("awkward", "What does not fit together", blocks)


def awkward_truths(project: Project, passages, stories: list[CaseStudy]) -> list[str]:
    """What documents contradict, leave empty or say is attached: named, and never tidied away."""
    printed = list(PrintedFigure.objects.of(project).order_by("pk"))
    said = summary_of("printed-figures", project, printed)
    for slug in ("events", "support", "risks"):
        kind = KINDS[slug]
        rows = kind.model.objects.of(project).select_related(*kind.related)
        said += [f"{row}: {doubt}" for row in rows for doubt in row.doubts]
    absent = [one for one in stories if not one.text.strip()]
    if absent:
        noun = "case study is" if len(absent) == 1 else "case studies are"
        said.append(f"{len(absent)} {noun} said to be attached and absent.")
    kept_back = [one for one in stories if one.text.strip() and not one.may_be_shown]
    if kept_back:
        noun = "case study is" if len(kept_back) == 1 else "case studies are"
        said.append(f"{len(kept_back)} {noun} not shown, because no consent stands.")
    said += [f"{p.heading}: the document leaves it empty." for p in passages if not p.text.strip()]
    return said
